"""What the brief proposes for what its pages cannot hold or say works when it is followed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import briefing
from briefing.assets import asset
from briefing.errors import Finding
from tests.following import filled, named, section, towns

Change = Callable[[Path], object]
A, BAR = "points: [A]", "chart: {kind: bar, series: [visits, birch]}"
SIXTY = " ".join(["word"] * 60)
PARTS = "chart: {{kind: stacked_bars, series: [visits, birch], names: {{visits: {{name: {}}}, birch: {{name: {}}}}}}}"
LONG = "Visits to the libraries of the {} town"
HEAT = f"heat: {{series: [visits, birch], period: [2012, 2023], names: {{visits: {{name: {LONG.format('one')}}}, "
HEAT += f"birch: {{name: {LONG.format('other')}}}}}}}"
CARDS = "cards: [{fact: visits, label: All, unit: thousand visits}, {fact: staff, label: Staff, unit: people}, "
CARDS += "{fact: plan, label: Rooms, unit: rooms}, {fact: sold, label: Books, unit: books}]"


def table(columns: int) -> str:
    cells = ", ".join(["'{{ visits.last | value(6) }}'"] * columns)
    return f"table: {{head: [{', '.join(f'h{letter}' for letter in 'abcdefghijkl'[:columns])}], rows: [[{cells}]]}}"


def story(*sections: str, top: str = "", only: str = "") -> str:
    made = "".join(section(one, number) for number, one in enumerate(sections))
    return f"{top}sections:\n{made}{only}"


def linked(target: str) -> str:
    """Two parts' sections, of which the second stands in the deck alone, and a link from the first."""
    return story(f"{A}\nparagraph: 'See [there](#{target}).'", f"only: [deck]\n{A}")


def large(folder: Path) -> None:
    """Values of nine figures and six decimals."""
    text = (folder / "observations.csv").read_text(encoding="utf-8")
    (folder / "observations.csv").write_text(re.sub(r"(visits,\w+,\d+),[\d.]+", r"\1,123456789.123456", text), "utf-8")


def largest(folder: Path) -> None:
    """Values of eleven figures."""
    text = (folder / "observations.csv").read_text(encoding="utf-8")
    (folder / "observations.csv").write_text(re.sub(r"(visits,\w+,\d+),[\d.]+", r"\1,12345678901", text), "utf-8")


def themed(family: str) -> Change:
    def change(folder: Path) -> None:
        text = (folder / "briefing.toml").read_text(encoding="utf-8")
        (folder / "briefing.toml").write_text(text.replace("[imprint]", 'theme = "own.toml"\n[imprint]'), "utf-8")
        ink = asset("themes/ink.toml").read_text(encoding="utf-8")
        (folder / "own.toml").write_text(ink.replace("Source Sans Pro", family), encoding="utf-8")

    return change


def nothing(folder: Path) -> None:
    """The project as it is."""


def titled(title: str) -> Change:
    def change(folder: Path) -> None:
        text = (folder / "briefing.toml").read_text(encoding="utf-8")
        (folder / "briefing.toml").write_text(text.replace('"Libraries of Ashby"', f'"{title}"'), "utf-8")

    return change


FEWER = "name fewer years or rows, print large numbers in a scale (`<>`), or show it in the deck (`<>`)"
SCALED = "print it in a scale, by `<>` in the story, and its unit without one"
BILLIONS = "formats: {visits: {scale: billion, decimals: 1}, birch: {scale: billion, decimals: 1}}\n"
Edition = tuple[str, Change]
# What is wrong, where, what the message says, its fix, and editions that follow it.
EDITIONS: dict[str, tuple[Edition, tuple[str, str, str], list[Edition]]] = {
    "many columns": ((story(table(12)), nothing), ("line 2, section sa: brief", "a table of 12 columns whose numbers",
                     "give it fewer columns, or a larger unit for its numbers"), [(story(table(6)), nothing)]),
    "a link to the deck": ((linked("sb"), nothing), ("section sa: brief, text", "a link to #sb, which the brief",
                           "name a section that stands in the brief"), [(linked("sa"), nothing)]),
    "long parts": ((story(PARTS.format(f"a {SIXTY}", f"b {SIXTY}")), nothing), ("section sa: brief, figure",
                   "the names of the parts have no room", "shorten the names of the parts"),
                   [(story(PARTS.format("A", "B")), nothing)]),
    "a sign of no face": ((story("heading: The 🦊 of Ashby\nparagraph: It runs."), nothing), ("section sa: brief, text",
                          "has no glyph for '🦊'", "write it in other characters; it stands in '<>'"),
                          [(story("heading: The fox of Ashby\nparagraph: It runs."), nothing)]),
    "a heat table of large numbers": ((story(HEAT), large), ("section sa: brief, table",
                                       "points for the names", FEWER),
                                      [(story(HEAT, top=BILLIONS.replace("formats", "<0>")), large),
                                       (story(f"<1>\n{HEAT}", A), large)]),
    "a card of a large number": ((story(CARDS), largest), ("section sa: brief, card 1", "wider than the card", SCALED),
                                 [(story(CARDS.replace("thousand visits", "visits"), top="<0>\n"), largest)]),
    "a typeface of no package": ((story(BAR), themed("Comic")), ("theme, fonts", "the brief has no font 'Comic'",
                                 "use one of: <>, <>"), [(story(BAR), themed("<0>")), (story(BAR), themed("<1>"))]),
    "no title": ((story(A), titled("{{ empty }}")), ("edition", "a document without a title", "set `<>` in <>"),
                 [(story(A), titled("Libraries"))]),
}  # fmt: skip


def found(folder: Path, edition: Edition) -> list[Finding]:
    text, change = edition
    towns(folder)
    (folder / "story.en.yaml").write_text(text, encoding="utf-8")
    change(folder)
    return [one for one in briefing.check(folder, only=("brief",)) if one.severity == "error"]


@pytest.mark.parametrize("name", EDITIONS)
def test_the_fix_of_a_brief_works_when_it_is_followed(name: str, tmp_path: Path) -> None:
    wrong, (where, what, fix), ways = EDITIONS[name]
    findings = [one for one in found(tmp_path / "wrong", wrong) if what in one.what and where in one.where]
    assert findings
    words = named(fix, findings[0].fix)
    for number, (text, change) in enumerate(ways):
        text = filled(text, words).replace("KEY", "visits")
        if change is not large and change is not nothing and name.startswith("a typeface"):
            change = themed(words[number])
        assert [str(one) for one in found(tmp_path / f"way{number}", (text, change))] == []
