"""Exchanges that a writer makes: two nodes of the document that it is given, or two texts of the slides it planned."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import replace

from briefing import read
from briefing.assets import asset
from briefing.compose import compose
from briefing.deck.slides import TextBox
from briefing.model.chart import Chart, Plot
from briefing.model.document import ALL, Document
from briefing.model.text import text
from briefing.model.theme import Theme
from briefing.pipeline import ledger_file
from briefing.pipeline.gate import read_back
from briefing.pipeline.outputs import OUTPUTS
from briefing.pipeline.writing import files_of
from briefing.proof.evidence import Evidence
from briefing.proof.findings import ProofFinding
from briefing.proof.planned import check
from briefing.proof.reading.ledger_decoding import ledger
from tests.once import once
from tests.proof.mutations.strangers import PROJECTS

FOLDERS: dict[str, Path] = {**PROJECTS, "gallery": asset("gallery"), "reference": asset("reference")}
Step = str | int
_QUOTED = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")


class Exchange(Struct, frozen=True):
    """Two places of a document, as "glance blocks 0 cards 0 value", and the outputs that find their exchange."""

    name: str
    one: str
    other: str
    outputs: tuple[str, ...] = ("deck", "brief")
    project: str = "harbour"

    @property
    def sections(self) -> tuple[str, ...]:
        """The ids of the sections concerned; () for places outside them."""
        starts = {place.partition(" ")[0] for place in (self.one, self.other)} - {"document"}
        return tuple(sorted(starts))


def exchanged(document: Document, one: str, other: str) -> Document:
    """A document → the same with two of its nodes in each other's place."""
    first, second = _path(document, one), _path(document, other)
    here, there = _get(document, first), _get(document, second)
    assert here is not there, f"{one} and {other} are one"
    made: Document = _put(_put(document, first, there), second, here)
    return made


@once
def composed(project: str) -> tuple[Document, Theme]:
    """A project → its document and theme."""
    known = read.project(FOLDERS[project])
    lang = known.edition.languages[0]
    return compose(known, read.story(known.stories[lang]), lang), read.theme(known.theme)


def with_charts(project: str, kind: str) -> tuple[str, ...]:
    """A project and a kind of chart → the ids of the sections that show it."""
    shown = (one.id for one in composed(project)[0].sections if any(_is_of(block, kind) for block in one.blocks))
    return tuple(shown)


def _is_of(block: object, kind: str) -> bool:
    return isinstance(block, Chart) and block.kind == kind


@cache
def shortened(project: str, sections: tuple[str, ...]) -> Document:
    """A project → its document with these sections and their facts alone, each in all outputs; () leaves it whole."""
    document, _ = composed(project)
    if not sections:
        return document
    everywhere = [
        replace(
            part, asides=(), sections=tuple(replace(one, outputs=ALL) for one in part.sections if one.id in sections)
        )
        for part in document.parts
    ]
    parts = tuple(part for part in everywhere if part.sections)
    made = replace(document, title=text("Some sections"), parts=parts, claims=(), facts={}, nodes={})
    named = set(_QUOTED.findall(repr(made)))  # to look through a million signs for each fact would take much longer
    facts = {name: fact for name, fact in document.facts.items() if repr(name) in named}
    return replace(made, facts=facts, nodes=document.nodes)


def faults(project: str, output: str, *pairs: tuple[str, str], sections: tuple[str, ...] = ()) -> list[ProofFinding]:
    """A project, an output of these sections whose writer exchanges these pairs → what stands elsewhere than it was
    composed for."""
    document, theme = shortened(project, sections), composed(project)[1]
    given = document
    for one, other in pairs:
        given = exchanged(given, one, other)
    written = OUTPUTS[output].write(given, theme)
    files = files_of(document, written)
    read_files = read_back(files)
    rows = ledger_file.write(document, theme, {output: written}, files)
    evidence = Evidence(tuple(one for file in read_files for one in file.files), ledger(rows), "ledger.json")
    own = [finding for file in read_files for found in file.checks for finding in found(evidence)]
    return [*check(evidence), *own]


def boxes_exchanged(patch: pytest.MonkeyPatch, slide: int, one: str, other: str, *, moved: bool = False) -> None:
    """Let the writer of slides exchange the words of two texts that were planned rightly, or where `moved` their
    boxes."""
    deck = import_module("briefing.deck")
    write = deck.write_slides

    def exchanging(slides: Any, *rest: Any) -> Any:
        boxes = {box.name: box for box in slides[slide - 1].elements if isinstance(box, TextBox)}
        field = "box" if moved else "paragraphs"
        instead = {one: getattr(boxes[other], field), other: getattr(boxes[one], field)}
        elements = tuple(
            replace(box, **{field: instead[box.name]}) if isinstance(box, TextBox) and box.name in instead else box
            for box in slides[slide - 1].elements
        )
        return write((*slides[: slide - 1], replace(slides[slide - 1], elements=elements), *slides[slide:]), *rest)

    patch.setattr(deck, "write_slides", exchanging)


def marks_exchanged(patch: pytest.MonkeyPatch, kind: str, one: str, other: str) -> None:
    """Let what draws a kind of chart put two nodes of its marks, as "series 0 end", in each other's place."""
    module = import_module(f"briefing.charts.kinds.{kind}")
    draw = module.plot

    def exchanging(chart: Chart) -> Plot:
        drawn: Plot = draw(chart)
        first, second = _steps(one), _steps(other)
        try:
            here, there = _get(drawn, first), _get(drawn, second)
        except IndexError:  # another chart of the kind, which has fewer
            return drawn
        made: Plot = _put(_put(drawn, first, there), second, here)
        return made

    patch.setattr(module, "plot", exchanging)


def _steps(place: str) -> tuple[Step, ...]:
    return tuple(int(step) if step.isdecimal() else step for step in place.split())


def _path(document: Document, place: str) -> tuple[Step, ...]:
    start, _, rest = place.partition(" ")
    steps = _steps(rest)
    if start == "document":
        return steps
    for part, held in enumerate(document.parts):
        for at, section in enumerate(held.sections):
            if section.id == start:
                return ("parts", part, "sections", at, *steps)
    raise AssertionError(f"no section is called {start}")


def _get(node: Any, path: tuple[Step, ...]) -> Any:
    for step in path:
        node = node[step] if isinstance(step, int) else getattr(node, step)
    return node


def _put(node: Any, path: tuple[Step, ...], value: Any) -> Any:
    if not path:
        return value
    step, *rest = path
    if isinstance(step, int):
        return (*node[:step], _put(node[step], tuple(rest), value), *node[step + 1 :])
    return replace(node, **{step: _put(getattr(node, step), tuple(rest), value)})
