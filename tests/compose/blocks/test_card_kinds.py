"""Cards of one indicator are of one kind, whatever the place: all multiples, or all changes."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.model.chart import Chart
from briefing.model.document import Cards, HeatTable
from briefing.model.text import plain
from briefing.pipeline.build import editions
from tests.draft.narrative.tables import table, years
from tests.invented import Invented, project

STORY = """\
sections:
  - id: cards
    title: "Cards in {{ visits.last | year }}"
    subtitle: "Net visits, {{ visits.last | year }}"
    cards:
      - {fact: visits, label: Here, unit: "a year", highlight: true}
      - {fact: other, label: There, unit: "a year"}
      - {fact: both, label: Both, unit: "a year"}
"""
FACTS = """\
visits = { indicator = "visits" }
other = { indicator = "visits", entity = "Sample Town" }
both = { indicator = "visits", places = ["Example City", "Sample Town"], combine = "sum" }"""


@pytest.mark.parametrize(
    ("last", "other", "steps"),
    [
        (16, (1, 2, 3, 3, 4), ["16×", "4.0×", "10×"]),
        (25, (4, 5, 6, 7, 8), ["25×", "2.0×", "6.6×"]),
        (25, (4, 5, 6, 7, -2), ["+24", "−6", "+18"]),
        (25, (4, 5, -1, 7, 8), ["+24", "+4", "+28"]),  # in a year between, which no card prints
    ],
)
def test_where_a_value_of_any_place_is_below_zero_every_card_has_its_change(
    last: float, other: tuple[float, ...], steps: list[str], tmp_path: Path
) -> None:
    made = Invented(values=(1, 5, 8, 11, last), other=other, name="Net visits", facts=FACTS)
    (whole,) = editions(project(tmp_path / "mine", made, STORY))
    (block,) = whole.document.sections[0].blocks
    assert isinstance(block, Cards)
    assert [plain(card.multiple) for card in block.cards] == steps
    assert {card.times for card in block.cards} == {steps[0].endswith("×")}
    # multiples are on one scale, from the first value to as many times that as the largest of them, where that leaves
    # no line flat that doubled
    firsts = [card.slope.series[0].points[0] for card in block.cards]
    scales = {
        tuple(round(end / first.value, 6) for end in card.scale)
        for card, first in zip(block.cards, firsts, strict=True)
        if first is not None
    }
    assert (scales == {(1.0, last)}) == (steps[0] == "16×")
    note = plain(whole.document.sections[0].note_line)
    shared = "The lines share one scale, as multiples of 2019; it does not begin at zero."
    assert (shared in note) == (steps[0] == "16×")


@pytest.mark.parametrize(
    ("other", "steps"), [((8, 9, 10, 11, 12), ["2.0×", "+50%"]), ((8, 9, 9, 9, 9), ["2.0×", "+13%"])]
)
def test_a_rise_by_half_is_no_steeper_than_a_doubling(
    other: tuple[float, ...], steps: list[str], tmp_path: Path
) -> None:
    story = STORY.replace('      - {fact: both, label: Both, unit: "a year"}\n', "")
    made = Invented(values=(1000, 1200, 1400, 1800, 2000), other=other, name="Net visits", facts=FACTS)
    (whole,) = editions(project(tmp_path / "mine", made, story))
    (block,) = whole.document.sections[0].blocks
    assert isinstance(block, Cards)
    assert [plain(card.multiple) for card in block.cards] == steps
    ends = {tuple(end / card.base.value for end in card.scale) for card in block.cards if card.base}
    assert ends == {(1.0, 2.0)}


@pytest.mark.parametrize(("other", "shared"), [((8, 10, 13, 15, 18), True), ((8, 8.1, 8.2, 8.1, 8.3), False)])
def test_cards_of_one_indicator_share_its_scale_unless_a_line_would_look_flat(
    other: tuple[float, ...], shared: bool, tmp_path: Path
) -> None:
    story = STORY.replace('      - {fact: both, label: Both, unit: "a year"}\n', "")
    made = Invented(values=(10, 12, 14, 18, 20), other=other, name="Net visits", facts=FACTS)
    (whole,) = editions(project(tmp_path / "mine", made, story))
    (block,) = whole.document.sections[0].blocks
    assert isinstance(block, Cards)
    scales = {card.scale for card in block.cards}
    assert (len(scales) == 1) == shared
    assert ("The lines share one scale." in plain(whole.document.sections[0].note_line)) == shared


@pytest.mark.parametrize(
    ("units", "note"),
    [
        (("knots", "knots"), "The lines begin at one height and are drawn to one scale."),
        (("knots", "mbar"), "Lines in one unit begin at one height and are drawn to one scale."),
        (("knots", "unit not stated yet"), "one scale; the others have their own."),
    ],
)
def test_lines_of_two_units_have_no_scale_in_common_and_those_of_an_unstated_one_none(
    units: tuple[str, str], note: str, tmp_path: Path
) -> None:
    swings = {"gusts": (3, -2, 1), "drift": (2, -1, 2), "tide": (-4, 2, 5), "swell": (1, -2, 3)}
    rows_of = {key: {"Alder": (*row, *reversed(row), -1)} for key, row in swings.items()}
    table(tmp_path, rows_of, years(2019, 7), unit=units[0])
    rows = (tmp_path / "indicators.csv").read_text(encoding="utf-8").splitlines()
    other = [row.replace(units[0], units[1]) if row.startswith(("tide", "swell")) else row for row in rows]
    (tmp_path / "indicators.csv").write_text("\n".join(other) + "\n", encoding="utf-8")
    cards = "".join(f"      - {{fact: {key}, label: {key}, unit: here}}\n" for key in swings)
    head = "sections:\n  - id: cards\n    title: Swings\n    subtitle: Net swings\n    cards:\n"
    (tmp_path / "story.en.yaml").write_text(head + cards, encoding="utf-8")
    (whole,) = editions(tmp_path)
    printed = plain(whole.document.sections[0].note_line)
    assert note in printed
    assert ("are drawn to one scale." in printed) == ("stated" not in units[1])


@pytest.mark.parametrize(
    ("other", "shared"), [((70.5, 71, 72, 73, 75.5), True), ((70.5, 70.6, 70.7, 70.8, 70.9), False)]
)
def test_a_longer_rise_in_one_unit_is_drawn_longer_at_whatever_level_it_begins(
    other: tuple[float, ...], shared: bool, tmp_path: Path
) -> None:
    story = STORY.replace('      - {fact: both, label: Both, unit: "a year"}\n', "").replace("thousand visits", "years")
    made = Invented(values=(51, 50, 46, 50, 58), other=other, name="Net visits", unit="years", facts=FACTS)
    (whole,) = editions(project(tmp_path / "mine", made, story))
    (block,) = whole.document.sections[0].blocks
    assert isinstance(block, Cards)
    note = plain(whole.document.sections[0].note_line)
    assert ("The lines begin at one height and are drawn to one scale." in note) == shared
    assert ("Each line has a scale of its own." in note) != shared  # next to a change that hides it, a line has its own
    if shared:
        firsts = [(card.scale, point.value) for card in block.cards if (point := card.slope.series[0].points[0])]
        steps = {(low - first, high - first) for (low, high), first in firsts}
        assert steps == {(-5.0, 7.0)}


@pytest.mark.parametrize(("other", "shared"), [((50, 49, 48, 50, 54), True), ((500, 500, 500, 500, 501), False)])
def test_a_larger_change_in_percent_is_drawn_longer_at_whatever_level_it_begins(
    other: tuple[float, ...], shared: bool, tmp_path: Path
) -> None:
    story = STORY.replace('      - {fact: both, label: Both, unit: "a year"}\n', "")
    made = Invented(values=(1000, 990, 1010, 1020, 1050), other=other, name="Net visits", facts=FACTS)
    (whole,) = editions(project(tmp_path / "mine", made, story))
    (block,) = whole.document.sections[0].blocks
    assert isinstance(block, Cards)
    note = plain(whole.document.sections[0].note_line)
    assert ("The lines share one scale, as multiples of 2019; it does not begin at zero." in note) == shared
    assert ("Each line has a scale of its own." in note) != shared
    if shared:
        firsts = [(card.scale, point.value) for card in block.cards if (point := card.slope.series[0].points[0])]
        assert {(round(low / first, 6), round(high / first, 6)) for (low, high), first in firsts} == {(0.96, 1.08)}


@pytest.mark.parametrize(("first", "noted"), [(-0.4177, True), (-0.418, False)])
def test_a_change_of_values_below_zero_is_that_before_rounding_and_the_note_says_so(
    first: float, noted: bool, tmp_path: Path
) -> None:
    values, columns = (first, 0.51, 1.23, 2.03, 1.1755), {"decimals": "3"}
    made = Invented(values=values, name="Net visits", facts=FACTS, columns=columns)
    (whole,) = editions(project(tmp_path / "mine", made, STORY))
    section = whole.document.sections[0]
    (block,) = section.blocks
    assert isinstance(block, Cards)
    card = block.cards[0]
    assert (plain(card.first), plain(card.value)) == ("−0.418", "1.176")
    assert plain(card.multiple) == ("+1.593" if noted else "+1.594")
    assert any(plain(card.multiple) in plain(line) for line in card.changes)
    assert ("Changes are of values before rounding" in plain(section.note_line)) == noted


@pytest.mark.parametrize(("last", "step"), [(40, "2.0×"), (39, "+95%"), (20, "0%"), (10, "−50%")])
def test_a_card_has_a_multiple_once_its_value_has_doubled_else_the_change_in_percent(
    last: float, step: str, tmp_path: Path
) -> None:
    made = Invented(values=(20, 19, 21, 20, last), facts=FACTS)
    (whole,) = editions(project(tmp_path / "mine", made, STORY))
    (block,) = whole.document.sections[0].blocks
    assert isinstance(block, Cards)
    assert plain(block.cards[0].multiple) == step
    assert block.cards[0].times == step.endswith("×")


def test_a_card_that_asks_for_percent_has_no_multiple_and_its_row_the_scale_that_multiples_have(
    tmp_path: Path,
) -> None:
    story = STORY.replace("label: Here,", "label: Here, change: percent,")
    made = Invented(values=(20, 19, 21, 20, 42), other=(8, 9, 10, 11, 12), facts=FACTS)
    (asked,), (usual,) = (
        editions(project(tmp_path / name, made, text)) for name, text in (("asked", story), ("usual", STORY))
    )
    (block,), (other,) = (whole.document.sections[0].blocks for whole in (asked, usual))
    assert isinstance(block, Cards)
    assert isinstance(other, Cards)
    card = block.cards[0]
    assert (plain(card.multiple), card.times, plain(other.cards[0].multiple)) == ("+110%", False, "2.1×")
    assert [plain(line).partition("%")[0] for line in card.changes] == ["▲ +110", "▲ +110"]
    assert [one.scale for one in block.cards] == [one.scale for one in other.cards]


@pytest.mark.parametrize(
    ("unit", "step"),
    [("°C", "+2"), ("degrees Celsius", "+2"), ("°F", "+2"), ("°C days", "+10%"), ("visits", "+10%")],
)
def test_a_card_of_temperatures_has_their_change_as_their_zero_is_none_of_heat(
    unit: str, step: str, tmp_path: Path
) -> None:
    made = Invented(values=(20, 19, 21, 20, 22), name="Water", unit=unit, facts=FACTS)
    (whole,) = editions(project(tmp_path / "mine", made, STORY))
    (block,) = whole.document.sections[0].blocks
    assert isinstance(block, Cards)
    assert plain(block.cards[0].multiple) == step


@pytest.mark.parametrize(
    ("values", "printed", "step"),
    [
        ((-0.29, 1, 2, 3, 0.1), "0.1", "+0.39"),
        ((-2.57, 1, 2, 3, 22.8), "22.8", "+25.37"),
        ((-0.29, 1, 2, 3, -0.3), "−0.3", "−0.01"),  # nothing would be left of it
    ],
)
def test_a_change_on_a_card_has_the_decimals_of_the_values_beside_it(
    values: tuple[float, ...], printed: str, step: str, tmp_path: Path
) -> None:
    made = Invented(values=values, name="Net visits", facts=FACTS)
    (whole,) = editions(project(tmp_path / "mine", made, STORY))
    (block,) = whole.document.sections[0].blocks
    assert isinstance(block, Cards)
    assert (plain(block.cards[0].value), plain(block.cards[0].multiple)) == (printed, step)


@pytest.mark.parametrize(
    ("first", "last", "since", "printed"),
    [
        (0.7, 1.07, "0.7", "1.07"),  # an export that lost the zero of 0.70
        (1.07, 0.7, "1.07", "0.7"),
        (26.56, 36.3, "26.56", "36.3"),
        (3173, 7157.2, "3,173", "7,157.2"),
        (313.6, 853.69, "313.6", "853.7"),  # four figures say enough beside one decimal
        (-2.57, 22.8, "−2.57", "22.8"),
    ],
)
def test_a_value_keeps_its_own_digits_on_a_card_however_coarse_the_one_beside_it_is(
    first: float, last: float, since: str, printed: str, tmp_path: Path
) -> None:
    made = Invented(values=(first, 2, 2, 2, last), name="Visits", facts=FACTS)
    (whole,) = editions(project(tmp_path / "mine", made, STORY))
    (block,) = whole.document.sections[0].blocks
    assert isinstance(block, Cards)
    assert plain(block.cards[0].value) == printed
    assert plain(block.cards[0].ends[0]).endswith(f": {since}")


@pytest.mark.parametrize(("section", "where"), [("columns: [first, last]", "columns"), ("", "heat")])
def test_a_value_in_a_column_or_a_heat_table_keeps_three_figures_beside_large_ones(
    section: str, where: str, tmp_path: Path
) -> None:
    block = f"    chart: {{kind: bar, series: [visits, other], {section}}}\n" if section else ""
    heat = "    heat: {series: [visits, other]}\n"
    story = (
        'sections:\n  - id: one\n    title: "Visits in {{ visits.last | year }}"\n    subtitle: auto\n'
        f"{block or heat}"
    )
    made = Invented(values=(0.7, 2, 2, 2, 1.07), other=(1204.3, 1300.1, 900, 800, 1500.2), facts=FACTS)
    (whole,) = editions(project(tmp_path / "mine", made, story))
    (found,) = whole.document.sections[0].blocks
    if isinstance(found, HeatTable):
        printed = {plain(cell.text) for row in found.rows for cell in row.cells}
    else:
        assert isinstance(found, Chart)
        printed = {plain(cell) for column in found.columns for cell in column.cells}
    assert {"1.07", "1,500" if where == "heat" else "1,500.2"} <= printed
    assert not {"1.1", "1"} & printed


def test_two_cards_of_one_label_are_refused_and_two_of_their_own_are_not(tmp_path: Path) -> None:
    made = Invented(values=(1, 5, 12, 20, 25), other=(4, 5, 6, 7, 8), name="Net visits", facts=FACTS)
    assert briefing.check(project(tmp_path / "own", made, STORY)) == ()
    found = briefing.check(project(tmp_path / "same", made, STORY.replace("label: There", "label: Here")))
    assert [(one.where, one.what) for one in found] == [("story.en.yaml, line 7", "two cards are called 'Here'")]
    assert found[0].fix == "say in each label of what or whom it is"


@pytest.mark.parametrize(("last", "shown"), [(62.5, "▲ +2.5 years since 2019"), (61, "▲ +1 since 2019")])
def test_a_change_of_ages_has_its_unit_on_a_card_unless_it_is_one(last: float, shown: str, tmp_path: Path) -> None:
    made = Invented(values=(60, 60.5, 61.5, 60, last), unit="years", name="Age at the last visit")
    story = STORY.partition("      - {fact: other")[0].replace("a year", "years")
    (whole,) = editions(project(tmp_path / "mine", made, story))
    (block,) = whole.document.sections[0].blocks
    assert isinstance(block, Cards)
    assert plain(block.cards[0].changes[0]).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(("change", "printed"), [("change: percent, ", "+150%"), ("", "2.5×")])
def test_the_dots_of_a_cover_have_the_change_that_the_card_of_their_values_has(
    change: str, printed: str, tmp_path: Path
) -> None:
    cover = "cover:\n  subtitle: Visits\n  picture: {of: visits, dot: 1, name: visits}\n"
    story = cover + STORY.replace("label: Here,", f"label: Here, {change}")
    (whole,) = editions(project(tmp_path / "mine", Invented(values=(40, 50, 60, 80, 100), facts=FACTS), story))
    drawn, (block,) = whole.document.cover, whole.document.sections[0].blocks
    assert isinstance(block, Cards)
    assert drawn is not None
    assert drawn.growth is not None
    assert drawn.growth.measure == ("percent" if change else "multiple")
    assert plain(block.cards[0].multiple) == printed


def test_the_dots_of_a_cover_follow_no_card_of_another_place(tmp_path: Path) -> None:
    cover = "cover:\n  subtitle: Visits\n  picture: {of: visits, dot: 1, name: visits}\n"
    card = '      - {fact: visits, entity: Sample Town, label: Far, unit: "a year", change: percent}\n'
    made = Invented(values=(40, 50, 60, 80, 100), other=(8, 9, 10, 11, 20), facts=FACTS)
    (whole,) = editions(project(tmp_path / "mine", made, cover + STORY + card))
    drawn = whole.document.cover
    assert drawn is not None
    assert drawn.growth is not None
    assert drawn.growth.measure == "multiple"
