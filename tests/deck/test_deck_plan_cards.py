"""What a section gives to its slide: the points that are for the deck, and cards whose words leave room."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from briefing.assets import asset
from briefing.deck.plan.blocks.panel import lead_line, run_in
from briefing.deck.plan.charts.plot_positions import position
from briefing.deck.plan.planning import plan
from briefing.deck.plan.text import fit
from briefing.deck.slides import ChartBox, Shape, Slide, TextBox
from briefing.errors import LayoutError
from briefing.model.document import Cards, Point, Section
from briefing.model.text import Run, plain, text
from briefing.read import theme as read_theme
from briefing.wording import of
from tests.deck.sample import document, ranks, sections


def test_a_point_that_is_not_for_the_deck_stays_off_the_slide() -> None:
    whole, theme = document(), read_theme(asset("themes/ink.toml"))
    first = next(section for section in whole.sections if len(section.points) > 1)

    def slide(section: Section) -> str:
        part = replace(whole.parts[0], sections=(section,))
        shown = plan(replace(whole, parts=(part,)), theme)[-1]
        boxes = [element for element in shown.elements if isinstance(element, TextBox)]
        return " ".join(plain(paragraph.text) for box in boxes for paragraph in box.paragraphs).replace("\n", " ")

    hidden = replace(first.points[0], outputs=("brief",))
    assert plain(hidden.lead) in slide(first)
    assert plain(hidden.lead) not in slide(replace(first, points=(hidden, *first.points[1:])))


def test_a_card_whose_label_pushes_the_slopes_into_the_blocks_is_refused() -> None:
    whole, theme = document(), read_theme(asset("themes/ink.toml"))
    first = next(section for section in whole.sections if any(isinstance(block, Cards) for block in section.blocks))
    row = next(block for block in first.blocks if isinstance(block, Cards))
    long = replace(row.cards[0], label=(Run("W" * 300),))
    section = replace(first, blocks=(replace(row, cards=(long, *row.cards[1:])),))
    part = replace(whole.parts[0], sections=(section,))
    with pytest.raises(LayoutError, match="leave 0 points for the slopes"):
        plan(replace(whole, parts=(part,)), theme)


def test_the_longest_word_of_a_label_stands_in_its_card_in_smaller_letters() -> None:
    whole, theme = document(), read_theme(asset("themes/ink.toml"))
    first = next(section for section in whole.sections if any(isinstance(block, Cards) for block in section.blocks))
    row = next(block for block in first.blocks if isinstance(block, Cards))
    long = replace(row.cards[0], label=text("Regelleistungsberechtigte"))
    section = replace(first, blocks=(replace(row, cards=(long, *row.cards[1:4])),))
    shown = plan(replace(whole, parts=(replace(whole.parts[0], sections=(section,)),)), theme)[1]
    labels = [box for box in shown.elements if isinstance(box, TextBox) and box.name.startswith("Label")]
    assert len(labels) == 4
    assert all(fit.width(box.paragraphs[0].text, box.paragraphs[0].style) <= box.box.w for box in labels[:1])
    assert len({box.paragraphs[0].style.size for box in labels}) == 1, "all labels have one size"


def _summary(points: int, cards: int = 4) -> Slide:
    whole, theme = document(), read_theme(asset("themes/ink.toml"))
    first = next(section for section in whole.sections if any(isinstance(block, Cards) for block in section.blocks))
    row = next(block for block in first.blocks if isinstance(block, Cards))
    said = tuple(Point(text(f"Lead {number}"), text("A short body.")) for number in range(points))
    section = replace(first, points=said, blocks=(replace(row, cards=row.cards[:cards]),))
    return plan(replace(whole, parts=(replace(whole.parts[0], sections=(section,)),)), theme)[1]


def test_a_bound_on_the_line_of_a_card_is_hollow_in_every_program() -> None:
    whole, theme = document(), read_theme(asset("themes/ink.toml"))
    first = next(section for section in whole.sections if any(isinstance(block, Cards) for block in section.blocks))
    row = next(block for block in first.blocks if isinstance(block, Cards))
    (series,) = row.cards[0].slope.series
    known = [replace(point, qualifier="≥") if at == 0 and point else point for at, point in enumerate(series.points)]
    slope = replace(row.cards[0].slope, series=(replace(series, points=tuple(known)),))
    section = replace(first, blocks=(replace(row, cards=(replace(row.cards[0], slope=slope), *row.cards[1:])),))
    made = plan(replace(whole, parts=(replace(whole.parts[0], sections=(section,)),)), theme)[1]
    (line,) = [item for item in made.elements if isinstance(item, ChartBox) and item.name == "Slope 1"]
    (ring,) = [item for item in made.elements if item.name.startswith("Hollow")]
    x, y = position(line.plot, line.inner, 0, known[0].value if known[0] else 0.0, on_edges=True)
    assert (ring.box.x + ring.box.w / 2, ring.box.y + ring.box.h / 2) == pytest.approx((x, y))


@pytest.mark.parametrize("points", [1, 2, 3, 4])
def test_words_below_cards_stand_in_equal_columns_over_the_body(points: int) -> None:
    made = _summary(points)
    bars = [item.box for item in made.elements if item.name.startswith("Card bar")]
    rules = [item.box for item in made.elements if item.name.startswith("Block rule")]
    assert len(rules) == points
    assert len({round(box.w, 3) for box in rules}) == 1
    assert (round(rules[0].x, 3), round(rules[-1].x1, 3)) == (round(bars[0].x, 3), round(bars[-1].x1, 3))


@pytest.mark.parametrize(("count", "cards", "below"), [(3, 3, True), (2, 2, True), (3, 4, False)])
def test_as_many_columns_of_words_as_cards_stand_below_these(count: int, cards: int, below: bool) -> None:
    made = _summary(count, cards)
    bars, rules = (
        [(round(item.box.x, 3), round(item.box.x1, 3)) for item in made.elements if item.name.startswith(name)]
        for name in ("Card bar", "Block rule")
    )
    assert (bars == rules) is below


def test_the_ends_of_a_cards_line_are_dated_and_the_first_has_its_value() -> None:
    boxes = {item.name: item for item in _summary(3).elements if isinstance(item, TextBox)}
    assert [plain(boxes[f"{end} period 2"].paragraphs[0].text) for end in ("First", "Last")] == ["2014: 313.6", "2023"]


def test_a_place_among_some_only_is_a_hollow_mark() -> None:
    strip = ranks()
    first = replace(strip.rows[0], partial=True)
    section = next(item for item in sections() if item.id == "yardsticks")
    section = replace(section, blocks=(replace(strip, rows=(first, *strip.rows[1:])),))
    slides = plan(document(only=(section,)), read_theme(asset("themes/ink.toml")))
    (slide,) = [item for item in slides if any(element.name == "Yardstick 1" for element in item.elements)]
    marks = [item for item in slide.elements if isinstance(item, Shape) and item.name.startswith("Rank ")]
    assert [mark.fill == "paper" for mark in marks] == [True, *[False] * (len(strip.rows) - 1)]


def test_a_lead_ends_as_its_sentence_asks_and_alone_without_a_colon() -> None:
    written = [
        ("Crude oil", "from the sea"),
        ("Crude oil:", "from the sea"),
        ("Crude oil", "Comes from the sea"),
        ("Crude oil,", "Norland leads"),
    ]
    points = [Point((*text(lead[:9]), *text(lead[9:])), text(body)) for lead, body in written]
    assert [plain(run_in(point, of("en"))) for point in points] == [
        "Crude oil from the sea", "Crude oil: from the sea", "Crude oil: Comes from the sea",
        "Crude oil, Norland leads",
    ]  # fmt: skip
    assert {plain(lead_line(point)) for point in points[:3]} == {"Crude oil"}


def test_the_colon_behind_a_lead_is_no_part_of_the_number_that_ends_it() -> None:
    point = Point((*text("Now "), *text("4.7%", fact="rate.last")), text("It was more"))
    assert [(run.text, run.fact) for run in run_in(point, of("en"))] == [
        ("Now ", ""), ("4.7%", "rate.last"), (": ", ""), ("It was more", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(("count", "rows"), [(2, 1), (4, 1), (5, 2), (6, 2), (8, 2)])
def test_up_to_eight_cards_stand_in_one_row_or_two_and_none_touches_another(count: int, rows: int) -> None:
    whole, theme = document(), read_theme(asset("themes/ink.toml"))
    first = next(section for section in whole.sections if any(isinstance(block, Cards) for block in section.blocks))
    row = next(block for block in first.blocks if isinstance(block, Cards))
    many = tuple(replace(row.cards[at % 4], label=text(f"Card {at}")) for at in range(count))
    section = replace(first, blocks=(replace(row, cards=many),), points=())
    (_, slide, *_) = plan(replace(whole, parts=(replace(whole.parts[0], sections=(section,)),)), theme)
    grounds = {item.name: item.box for item in slide.elements if re.fullmatch(r"Card \d+", item.name)}
    assert len(grounds) == count
    assert len({round(box.y, 3) for box in grounds.values()}) == rows
    boxes = list(grounds.values())
    assert not any(one.touches(other) for at, one in enumerate(boxes) for other in boxes[:at])
    for item in slide.elements:
        number = item.name.rpartition(" ")[2].partition(".")[0]
        if item.name.startswith(("Label", "Number", "Period", "Changes", "Slope", "First", "Last")):
            ground = grounds[f"Card {number}"]
            assert ground.x <= item.box.x
            assert item.box.x1 <= ground.x1 + 0.01
            assert item.box.y1 <= ground.y1 + 0.01
