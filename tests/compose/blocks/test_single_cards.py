"""A card of a subject with one value: the value and its year, without a first, a multiple or a slope."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.model.document import Cards
from briefing.model.text import plain
from briefing.pipeline.build import editions
from tests import shires
from tests.compose.sample import faults, section

STORY = shires.section(
    "subtitle: Values of {{ edition }}",
    "cards:",
    "  - {fact: visits, label: Visits, unit: thousand}",
    "  - {fact: counted, label: NumberWord libraries, unit: libraries}",
    title='"{{ edition }} had {{ visits.last }} thousand visits"',
)


def test_a_card_of_one_value_says_its_year_in_every_output(tmp_path: Path) -> None:
    folder = shires.project(tmp_path / "mine", STORY)
    settings = (folder / "briefing.toml").read_text(encoding="utf-8")
    counted = settings.replace("[facts.each]", 'counted = { indicator = "counted" }\n[facts.each]')
    (folder / "briefing.toml").write_text(counted, encoding="utf-8")
    for name, line in (
        ("indicators.csv", "counted,Libraries counted,libraries,stock,up,0"),
        ("observations.csv", "counted,Aldshire,2021,37,DESK"),
    ):
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(line + "\n")
    (made,) = editions(folder)
    (block,) = made.document.sections[0].blocks
    assert isinstance(block, Cards)
    both, one = block.cards
    assert (both.single, one.single) == (False, True)
    assert (plain(one.value), plain(one.dated), one.changes) == ("37", "2021", ())
    assert plain(block.alt).endswith("NumberWord libraries 37.")
    uses = {
        (use.place.output, str(use.place))
        for written in made.written.values()
        for use in written.trace.uses
        if use.text == "37"
    }
    assert {output for output, _ in uses} == {"deck", "brief", "letter"}
    drawn = {use.text for use in made.written["deck"].trace.uses if use.place.element == "card 2"}
    assert drawn == {"37", "2021"}
    letter = made.files["shires.en.txt"].decode()
    assert "NumberWord libraries, libraries\n  37, 2021" in letter


@pytest.mark.parametrize(
    ("label", "what"),
    [("''", "the label of the card is empty"), ("{text: Files, when: patents.last < 0}", "is dropped by its `when`")],
)
def test_a_card_without_a_label_is_refused_as_such(label: str, what: str, tmp_path: Path) -> None:
    (found,) = faults(section("A finding", f"cards: [{{fact: firms, label: {label}, unit: firms}}]"), tmp_path)
    assert what in found.what
