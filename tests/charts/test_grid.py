"""Every kind of chart over every kind of number, in the deck and in the brief: drawn right, or refused with a fix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from msgspec.structs import replace

from briefing import brief, deck, read
from briefing.assets import asset
from briefing.errors import BriefingError
from briefing.model.document import Document
from briefing.model.ledger import Written
from briefing.model.text import text
from briefing.model.theme import Theme
from briefing.proof import layout
from briefing.proof.evidence import Evidence
from briefing.proof.findings import ProofFinding
from briefing.proof.proving import read as read_back
from tests.charts import grid
from tests.deck.reading_deck import Deck
from tests.proof.package.broken import edit
from tests.thorough import THOROUGH, pairs

OUTPUTS = {".pptx": deck, ".pdf": brief}
# What no chart of a kind can show, for the reason in its finding.
REFUSED = {
    ("line", "one point"), ("line", "two points"), ("line of four", "one point"), ("line of four", "two points"),
    ("multiples", "one point"), ("multiples", "two points"), ("slope", "one point"), ("dumbbell", "one point"),
    ("columns with growth", "one point"), ("bar of multiples", "one point"),
    *((kind, number) for kind in ("columns with growth", "bar of multiples")
      for number in ("negative", "crossing", "with zero", "all zero")),
    ("bullet", "negative"), ("share", "negative"), ("share", "all zero"),
    *((kind, number) for kind in ("stacked", "area") for number in ("negative", "crossing")),
    ("stacked bars", "negative"),
    *((kind, number) for kind in ("area", "band") for number in ("gaps", "one point", "two points")),
    *(("contributions in points", number) for number in ("negative", "all zero", "one point", "two points")),
    ("waterfall", "one point"), ("waterfall of change", "one point"),
    ("sparklines", "one point"), ("sparklines of places", "one point"),
    ("scatter", "all equal"), ("scatter", "all zero"), ("scatter of years", "all zero"),
    ("scatter of years", "one point"), ("scatter of years", "two points"),
}  # fmt: skip
# What one medium has no room for: figures of sixteen digits, or of seven decimals, beside others.
TOO_WIDE = {"huge", "tiny"}
# What marks of other numbers do.
ELSEWHERE = "off its place on"


def shown(kind: str, suffix: str) -> set[str]:
    """The numbers that a kind shows in an output: by turns, so that every two of kind, number and output meet."""
    turn = list(grid.EVIDENCE).index(kind) + list(OUTPUTS).index(suffix)
    return {number for at, number in enumerate(grid.NUMBERS, start=turn) if THOROUGH or at % len(OUTPUTS) == 0}


@cache
def theme() -> Theme:
    return read.theme(asset("themes") / "ink.toml")


def found(files: Written) -> Iterator[ProofFinding]:
    """What the proof's layout has to say of a file."""
    for suffix, data in files.files.items():
        parsed = read_back(f"grid{suffix}", data)
        yield from parsed.findings
        yield from layout.check(Evidence(parsed.files, None, "", None))


@pytest.mark.parametrize("kind", grid.EVIDENCE)
def test_a_kind_shows_every_kind_of_number_or_says_what_does(kind: str, tmp_path: Path) -> None:
    documents: dict[str, Document] = {}
    refused: set[tuple[str, str]] = set()
    for number in grid.NUMBERS:
        try:
            documents[number] = grid.case(kind, number).composed(tmp_path)
        except BriefingError as error:
            assert all(one.fix and one.what for one in error.findings)  # noqa: PT017
            refused.add((kind, number))
    assert refused == {one for one in REFUSED if one[0] == kind}
    wrong: list[str] = []
    for suffix, output in OUTPUTS.items():
        here = {number: documents[number] for number in documents if number in shown(kind, suffix)}
        for name, made in written(output, here):
            told = [one for one in found(made) if one.severity != "advice" and ELSEWHERE not in one.what]
            wrong += [f"{name}{suffix}: {one.where}: {one.rule} {one.what}" for one in told]
    assert wrong == []


def written(output: ModuleType, documents: Mapping[str, Document]) -> Iterator[tuple[str, Written]]:
    """All documents in one file; if that is refused, each number that may be too wide in one of its own or refused."""
    try:
        made = output.write(joined(documents), theme())
    except BriefingError:
        if rest := {number: one for number, one in documents.items() if number not in TOO_WIDE}:
            yield "together", output.write(joined(rest), theme())
    else:
        yield "together", made
        return
    for number in TOO_WIDE & set(documents):
        try:
            made = output.write(documents[number], theme())
        except BriefingError as error:
            assert all(one.fix and one.what for one in error.findings)  # noqa: PT017
        else:
            yield number, made


def joined(documents: Mapping[str, Document]) -> Document:
    """One document with the sections of several, which costs a tenth of as many."""
    first = next(iter(documents.values()))
    sections = [
        replace(one.sections[0], id=number.replace(" ", "-"), title=text(f"Figures: {number}"))
        for number, one in documents.items()
    ]
    return replace(first, parts=(replace(first.parts[0], sections=tuple(sections)),))


def test_every_two_of_kind_number_and_output_meet() -> None:
    met = {suffix: {(kind, number) for kind in grid.EVIDENCE for number in shown(kind, suffix)} for suffix in OUTPUTS}
    assert set.union(*met.values()) == {(kind, number) for kind in grid.EVIDENCE for number in grid.NUMBERS}
    for cases in met.values():
        assert {kind for kind, _ in cases} == set(grid.EVIDENCE)
        assert {number for _, number in cases} == set(grid.NUMBERS)


def test_the_layout_of_a_broken_chart_is_seen(tmp_path: Path) -> None:
    written = deck.write(grid.case("columns", "positive").composed(tmp_path), theme())
    data = written.files[".pptx"]
    cut = edit("", "ppt/charts/chart1.xml", '<c:min val="0.0"/>', '<c:max val="50"/><c:min val="0.0"/>').of(data)
    assert any("cut off" in one.what for one in found(Written({".pptx": cut}, written.trace)))


@pytest.mark.parametrize("count", [31, 200])
def test_a_rank_strip_serves_as_many_places_as_there_are(count: int, tmp_path: Path) -> None:
    places = tuple(f"Town {number}" for number in range(1, count + 1))
    data = grid.dataset(lambda place, at: 900.0 - place + at, places=places)
    rows = f"[{{name: Level, rank: place.last}}, {{name: Last, rank: \"place.of('{places[-1]}').last\"}}]"
    evidence = f"subtitle: Ranks\n    ranks: {{places: {count}, head: [List, Rank, Ahead], rows: {rows}}}"
    document = grid.of(evidence, data, grid.edition(places=places)).composed(tmp_path)
    for output in OUTPUTS.values():
        assert [one for one in found(output.write(document, theme())) if one.severity != "advice"] == []


@pytest.mark.parametrize(
    ("kind", "count", "suffix"),
    pairs(["line", "columns", "line of four", "columns of two", "multiples of columns"], [5, 25, 60], list(OUTPUTS)),
)
def test_few_and_many_years_with_gaps_are_drawn(kind: str, count: int, suffix: str, tmp_path: Path) -> None:
    years = range(2024 - count, 2024)
    data = grid.dataset(lambda place, at: None if at % 9 == 7 else 20 + 1.3 * at + 9 * place, years=years)
    document = grid.of(f"subtitle: auto\n    {grid.EVIDENCE[kind]}", data, grid.edition(years)).composed(tmp_path)
    written = OUTPUTS[suffix].write(document, theme())
    assert [one for one in found(written) if one.severity == "error"] == []


def test_columns_of_two_series_have_a_colour_and_a_name_each(tmp_path: Path) -> None:
    document = grid.case("columns of two", "positive").composed(tmp_path)
    shown = Deck.of(deck.write(document, theme()).files[".pptx"])
    fill = "//c:ser[{}]/c:spPr/a:solidFill/a:schemeClr/@val"
    first, second = (shown.values("ppt/charts/chart1.xml", fill.format(at)) for at in (1, 2))
    assert first != second
    said = "".join(shown.values("ppt/slides/slide2.xml", "//a:t/text()"))
    assert "Level of the balance" in said
    assert "Other balance" in said


@pytest.mark.parametrize("kind", ["line", "dumbbell"])
def test_zero_is_seen_where_values_lie_below_it(kind: str, tmp_path: Path) -> None:
    for number, crossing in (("crossing", "autoZero"), ("positive", "min")):
        written = deck.write(grid.case(kind, number).composed(tmp_path), theme())
        held = Deck.of(written.files[".pptx"]).values("ppt/charts/chart1.xml", "//c:crosses/@val")
        assert crossing in held
        assert ("autoZero" in held) == (number == "crossing")


def test_a_value_stands_clear_of_the_line_of_a_benchmark(tmp_path: Path) -> None:
    evidence = "subtitle: auto\n    chart: {kind: bar, series: [level], entities: all, benchmark: median}"
    document = grid.of(evidence, grid.dataset(grid.NUMBERS["positive"])).composed(tmp_path)
    shown = Deck.of(deck.write(document, theme()).files[".pptx"])
    moved = shown.find("ppt/charts/chart1.xml", "//c:dLbl[c:layout/c:manualLayout]")
    assert len(moved) == 1
    assert [one for one in found(brief.write(document, theme())) if one.severity != "advice"] == []
