"""What the deck proposes for what fits nowhere on it, for its cover and for what it is written with works when it is
followed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

import briefing
from briefing.errors import Finding
from tests.following import Case, case, edition_of, laid_out, named, section, towns

SIXTY = " ".join(["word"] * 60)
PARTS = "chart: {{kind: stacked_bars, series: [visits, birch], names: {{visits: {{name: {}}}, birch: {{name: {}}}}}}}"
PANELS = "multiples: {{kind: line, series: [visits], entities: [Ashby, Elmby], names: {{Ashby: {{name: {}}}}}}}"
CARDS = """\
cards:
- {{fact: visits, label: '{}', unit: 'thousand visits, {}'}}
- {{fact: staff, label: Staff, unit: people}}
- {{fact: plan, label: Rooms, unit: rooms}}"""
SAYING = "subtitle: Visits and what they need, 2014–{{ visits.last | year }}\n"
BAR = "chart: {kind: bar, series: [visits, birch]}"
NOTES = "shorten it, or move a part to the notes"
CASES: list[Case] = [
    case(f"{BAR}\nnote: '{SIXTY} {SIXTY}'", "too many for 4 lines",
         "shorten the note, show fewer series, whose statuses and values it tells, or name fewer sources in short",
         f"{BAR}\nnote: NumberWord by hand"),
    case(f"table: {{head: [a, b], rows: [[{' '.join([SIXTY] * 12)}, c]]}}", "words too many for", NOTES,
         "table: {head: [a, b], rows: [[word, c]]}"),
    case(f"quote: {{statement: fremd, retold: {' '.join([SIXTY] * 5)}, speaker: Ada}}", "words too many for", NOTES,
         "quote: {statement: fremd, retold: We will open all, speaker: Ada}"),
    case(PARTS.format(f"a {SIXTY}", f"b {SIXTY}"), "the words over the rows are", "shorten the names",
         PARTS.format("A", "B")),
    case(PANELS.format(SIXTY), "words too many for", NOTES, PANELS.format("Here")),
    case(f"tiles: [{{items: kinds, title: Kinds, details: ['{SIXTY} {SIXTY}', a, b]}}]", "words too many for", NOTES,
         "tiles: [{items: kinds, title: Kinds, details: [Roads, Tales, Post]}]"),
    case(f"{CARDS.format(SIXTY, SIXTY)}\npoints: ['{SIXTY}', '{SIXTY}']",
         "points for the slopes", "shorten labels, units or points, or show fewer cards",
         f"{SAYING}{CARDS.format('Visits', 'all')}\npoints: [Many came]"),
]  # fmt: skip


def test_what_the_deck_proposes_for_long_words_has_room(tmp_path: Path) -> None:
    ways = laid_out(CASES, tmp_path / "wrong", "deck")
    assert edition_of(ways, tmp_path / "mended", ("deck",)) == []


def png(width: int) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = zlib.compress(b"".join(b"\0" + b"\x20\x40\x80" * width for _ in range(width)))
    head = struct.pack(">IIBBBBB", width, width, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
Change = Callable[[Path], object]
A, SECTIONS = "points: [A]", "sections:\n"


def story(*sections: str, top: str = "") -> Change:
    text = top + SECTIONS + "".join(section(one, number) for number, one in enumerate(sections))
    return lambda folder: (folder / "story.en.yaml").write_text(text, encoding="utf-8")


def settings(old: str, new: str) -> Change:
    def change(folder: Path) -> None:
        text = (folder / "briefing.toml").read_text(encoding="utf-8")
        assert old in text
        (folder / "briefing.toml").write_text(text.replace(old, new), encoding="utf-8")

    return change


def file(name: str, content: bytes) -> Change:
    return lambda folder: (folder / name).write_bytes(content)


def logo(name: str) -> Change:
    return settings("[imprint]\n", f'[imprint]\nlogo = "{name}"\n')


TITLE = 'title = "Libraries of Ashby"'
PRESENT = settings("[imprint]", 'mode = "present"\n[imprint]')
HERO = "hero: {{value: '{{{{ visits.last }}}}', label: '{}'}}"
Way = list[Change]
EDITIONS: dict[str, tuple[Way, str, str, str, Callable[[str], Way]]] = {
    "a long title": ([settings(TITLE, f'title = "{SIXTY[:290]}"'), story(A)], "cover", "too many for the cover",
                     "shorten the edition's <>", lambda key: [settings(TITLE, f'{key} = "Libraries"'), story(A)]),
    "a long word of a title": ([settings(TITLE, f'title = "{"Libraries" * 9}"'), story(A)], "cover",
                               "is wider than the cover", "shorten the edition's <>",
                               lambda key: [settings(TITLE, f'{key} = "Libraries"'), story(A)]),
    "a long name of a part": ([story(f"part: a\n{A}", top=f"parts: [{{id: a, name: {SIXTY}, headline: A town}}]\n")],
                              "footer", "too many for its line",
                              "shorten the part's `<>`, or in a story without `parts` …",
                              lambda key: [story(f"part: a\n{A}",
                                                 top=f"parts: [{{id: a, {key}: Town, headline: A town}}]\n")]),
    "a cover of bars": ([story(A, top=f"cover: {{{BAR}}}\n")], "chart", "not for bar",
                        "write `<>`, or give the chart to a section",
                        lambda kind: [story(A, top=f"cover: {{{BAR.replace('kind: bar', kind)}}}\n")]),
    "two titles alike": ([story(*["title: 'Visits: {{ visits.last }}'\n" + A] * 2)], "section sb",
                         "has the title of sa",
                         "say what this slide alone shows", lambda _: [story(A, A)]),
    "too much to be heard": ([PRESENT, story(HERO.format(SIXTY))], "section sa", "of a slide to be presented",
                             "shorten its words, or move a part to the notes",
                             lambda _: [PRESENT, story(HERO.format("thousand visits"))]),
    "a broken picture": ([logo("l.png"), file("l.png", b"no"), story(A)], "Logo", "l.png cannot be read as a picture",
                         "give a <> of twice the placed size", lambda kind: [logo("l.png"), file("l.png", png(99)),
                                                                             story(A)]),
    "a drawing alone": ([logo("l.svg"), file("l.svg", SVG), story(A)], "Logo", "l.png cannot be read as a picture",
                        "give a PNG of twice the placed size as <> in the folder of the SVG",
                        lambda name: [logo("l.svg"), file("l.svg", SVG), file(name, png(99)), story(A)]),
}  # fmt: skip


def found(folder: Path, changes: Way) -> list[Finding]:
    towns(folder)
    for change in changes:
        change(folder)
    return [one for one in briefing.check(folder, only=("deck",)) if one.severity == "error"]


@pytest.mark.parametrize("name", EDITIONS)
def test_the_fix_of_a_deck_works_when_it_is_followed(name: str, tmp_path: Path) -> None:
    wrong, where, what, fix, way = EDITIONS[name]
    findings = [one for one in found(tmp_path / "wrong", wrong) if what in one.what and where in one.where]
    assert findings
    (word, *_) = named(fix, findings[0].fix) or ("",)
    assert [str(one) for one in found(tmp_path / "mended", way(word))] == []
