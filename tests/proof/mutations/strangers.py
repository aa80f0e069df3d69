"""Finished files of made-up projects, good or with one fault, and what the proof finds in the file concerned."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree
from msgspec import Struct

import briefing
from briefing.assets import asset
from briefing.proof.findings import ProofFinding
from briefing.proof.proving import ReadFile, judge, read
from briefing.proof.reading.dataset_tables import Tables
from tests.conftest import built
from tests.once import once
from tests.proof.mutations.change import Change
from tests.proof.mutations.slides import (
    NS,
    Edit,
    Parts,
    packed,
    parts_of,
    related,
    repacked,
    shape,
    shaped,
    slide,
    treed,
)

_HERE = Path(__file__).with_name("strangers")
PROJECTS = {"harbour": _HERE / "harbour", "lakes": _HERE / "lakes", "fuel": _HERE / "fuel", "example": asset("project")}
LEDGER = "ledger.json"


class Fault(Struct, frozen=True):
    """A fault: what is done to a project's file of this ending, the rule meant to find it, and the page (0: any)."""

    name: str
    ending: str
    rule: str
    change: Change
    page: int = 0
    project: str = "harbour"


@once
def finished(project: str) -> dict[str, bytes]:
    """A project → its finished files by name, the ledger too."""
    if project == "example":
        return {path.name: path.read_bytes() for path in sorted(built("starter").ledger.parent.iterdir())}
    with tempfile.TemporaryDirectory() as folder:
        briefing.build(PROJECTS[project], folder)
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def named(project: str, ending: str) -> str:
    """A project and an ending → the name of its file."""
    return next(name for name in finished(project) if name.endswith(f".{ending}"))


@cache
def _good(project: str, ending: str) -> ReadFile:
    name = named(project, ending)
    return read(name, finished(project)[name])


def changed(*faults: Fault) -> bytes:
    """A file with these faults, each of which changes it."""
    data = finished(faults[0].project)[named(faults[0].project, faults[0].ending)]
    for fault in faults:
        made = fault.change(data)
        assert made != data, f"{fault.name} changes nothing"
        data = made
    return data


def found(*faults: Fault, changes: bool = True) -> tuple[ProofFinding, ...]:
    """What the fast proof finds in the one file that has these faults, or without its `changes`; a ledger is proved
    with the plain letter."""
    project, ending = faults[0].project, faults[0].ending
    name, ledger = named(project, ending), named(project, LEDGER)
    data = changed(*faults) if changes else finished(project)[name]
    if ending == LEDGER:
        return judge([_good(project, "txt")], (ledger, data), deep=False).findings
    return judge([read(name, data)], (ledger, finished(project)[ledger]), deep=False).findings


def found_in_good(project: str) -> tuple[ProofFinding, ...]:
    """What the proof finds in the files as built."""
    files = [_good(project, ending) for ending in ("pptx", "pdf", "html", "txt")]
    ledger = named(project, LEDGER)
    return judge(files, (ledger, finished(project)[ledger]), Tables(PROJECTS[project]), deep=False).findings


def is_caught(fault: Fault, findings: tuple[ProofFinding, ...]) -> bool:
    """Whether the rule that is meant for a fault found it, as an error, where it is."""
    return any(
        one.rule == fault.rule and one.severity == "error" and fault.page in (0, one.location.page) for one in findings
    )


# -- edits of slides --------------------------------------------------------------------------------------------------


def reworded(old: str, new: str) -> Edit:
    """Words of a shape or cell, over whatever runs and breaks they stand in, give way to others."""

    def edit(item: Any) -> None:
        for paragraph in item.iter(f"{{{NS['a']}}}p"):
            if _spoken(paragraph, old, new):
                return
        raise AssertionError(f"{old!r} is not in it")

    return edit


def _spoken(paragraph: Any, old: str, new: str) -> bool:
    """Put words in place of others in a paragraph, in the run where they begin; were they there?"""
    signs: list[tuple[str, Any, int]] = []
    for piece in paragraph:
        if piece.tag == f"{{{NS['a']}}}br":
            signs.append((" ", piece, -1))
        for text in piece.iterfind("a:t", NS):
            signs += [(" " if sign.isspace() else sign, text, at) for at, sign in enumerate(text.text or "")]
    start = "".join(sign for sign, _, _ in signs).replace("  ", " ").find(old)
    if start < 0:
        return False
    taken = signs[start : start + len(old)]
    first = next(text for _, text, at in taken if at >= 0)
    gone = {(text, at) for _, text, at in taken}
    begin = next(at for _, text, at in taken if text is first)
    for text in dict.fromkeys(text for _, text, at in taken if at >= 0):
        signs_left = [sign for at, sign in enumerate(text.text) if (text, at) not in gone]
        if text is first:
            signs_left.insert(begin, new)
        text.text = "".join(signs_left)
    for _, piece, at in taken:
        if at < 0:
            piece.getparent().remove(piece)
    return True


# Where a slide has its points, by the form that the plan chose.
_PANELS = ("Panel", "Corner text", "Point 1", "Point 2", "Point 3", "Callout text")


def shape_text(number: int, name: str, old: str, new: str) -> Change:
    """Words of a shape of a slide, by its name; those of a panel stand in whichever form it has."""
    if name != "Panel":
        return shaped(number, reworded(old, new), name)
    return treed(slide(number), lambda tree: _in_panel(tree, old, new))


def _in_panel(tree: Any, old: str, new: str) -> None:
    for name in _PANELS:
        for item in tree.xpath(f"//p:sp[.//p:cNvPr[@name='{name}']]", namespaces=NS):
            if any(_spoken(paragraph, old, new) for paragraph in item.iter(f"{{{NS['a']}}}p")):
                return
    raise AssertionError(f"{old!r} is in no panel")


def spoken(number: int, old: str, new: str) -> Change:
    """Words of a slide's notes."""

    def change(parts: Parts) -> None:
        part = related(parts, slide(number), "notesSlide")[0]
        parts |= parts_of(treed(part, reworded(old, new))(packed([(part, parts[part])])))

    return repacked(change)


def swapped(number: int, first: str, second: str) -> Change:
    """Two shapes of a slide whose whole texts stand in each other's place."""

    def edit(tree: Any) -> None:
        bodies = [shape(tree, name).find("p:txBody", NS) for name in (first, second)]
        places = [(body.getparent(), body.getparent().index(body)) for body in bodies]
        for (parent, at), body in zip(places, reversed(bodies), strict=True):
            parent.insert(at, etree.fromstring(etree.tostring(body)))
        for body in bodies:
            body.getparent().remove(body)

    return of_slide(number, edit)


def of_slide(number: int, edit: Callable[[Any], object]) -> Change:
    """An edit of the tree of a slide."""
    return treed(slide(number), edit)


def places_swapped(number: int, first: str, second: str) -> Change:
    """Two shapes of a slide, each at the other's place."""

    def edit(tree: Any) -> None:
        offs = [
            tree.xpath(f"//p:cNvPr[@name='{name}']/../../p:spPr//a:off", namespaces=NS)[0] for name in (first, second)
        ]
        told = [dict(off.attrib) for off in offs]
        for off, other in zip(offs, reversed(told), strict=True):
            for key, value in other.items():
                off.set(key, value)

    return of_slide(number, edit)
