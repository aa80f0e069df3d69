"""Finished editions as a reader sees them, and the same with some of their words changed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from briefing.assets import asset
from briefing.model.edition import Mode
from briefing.pipeline import ledger_file
from briefing.pipeline.outputs import DEFAULT
from briefing.pipeline.writing import files_of
from briefing.proof import words
from briefing.proof.evidence import Evidence
from briefing.proof.findings import ProofFinding
from briefing.proof.parsed_file import Element, Paragraph, ParsedFile, Run
from briefing.proof.proving import read as read_file
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.reading.ledger_decoding import ledger
from tests.beijing import written
from tests.beijing.conftest import BEIJING
from tests.conftest import built
from tests.galleries import galleries
from tests.proof.reading.briefs import themed


def read(folder: Path, stem: str, project: Path) -> Evidence:
    """A folder with finished files, their stem, and their project → what the proof reads."""
    files = {path.name: path.read_bytes() for path in sorted(folder.glob(f"{stem}.*")) if path.suffix != ".json"}
    name = f"{stem}.ledger.json"
    parsed = tuple(parsed for key, data in files.items() for parsed in read_file(key, data).files)
    return Evidence(parsed, ledger((folder / name).read_bytes()), name, Tables(project))


@cache
def edition(lang: str = "en", theme: str = "ink", mode: Mode = "read") -> Evidence:
    """The Beijing edition."""
    name = f"beijing-innovation.{lang}.ledger.json"
    if (theme, mode) == ("ink", "read"):
        files = dict(written.finished(lang))
        rows = files.pop(name)
    else:
        # whether it is read or presented changes the deck alone
        outputs = {key: written.output(key, lang, theme, mode if key == "deck" else "read") for key in DEFAULT}
        document = written.composed(lang, mode)
        files = {key: data for output in outputs.values() for key, data in files_of(document, output).items()}
        rows = ledger_file.write(document, themed(theme), outputs, files)
    parsed = tuple(parsed for key, data in files.items() for parsed in _read(key, data))
    return Evidence(parsed, ledger(rows), name, Tables(BEIJING))


@cache
def _read(name: str, data: bytes) -> tuple[ParsedFile, ...]:
    return tuple(read_file(name, data).files)


@cache
def starter() -> Evidence:
    """The small project of `briefing new`."""
    return read(built("starter").ledger.parent, "example-city.en", asset("project"))


@cache
def shown(theme: str) -> Evidence:
    """The gallery."""
    return read(galleries()[0].ledger.parent, f"gallery-{theme}.en", asset("gallery"))


def found(evidence: Evidence) -> list[ProofFinding]:
    """What the words' checks find."""
    return list(words.check(evidence))


def rules(evidence: Evidence) -> set[str]:
    """The rules that are broken."""
    return {one.rule for one in found(evidence)}


def changed(evidence: Evidence, old: str, new: str, *kinds: str, times: int = 1) -> Evidence:
    """The evidence with words replaced where they first stand, in the files of these kinds; `times` 0: everywhere."""
    left = [times or 10_000]
    parsed = tuple(_seen(one, old, new, left) if one.kind in (kinds or ("deck",)) else one for one in evidence.files)
    assert left[0] < (times or 10_000), f"{old} stands nowhere"
    return replace(evidence, files=parsed)


def _seen(parsed: ParsedFile, old: str, new: str, left: list[int]) -> ParsedFile:
    pages = []
    for page in parsed.pages:
        elements = tuple(_element(element, old, new, left) for element in page.elements)
        notes = tuple(_text(note, old, new, left) for note in page.notes)
        pages.append(replace(page, elements=elements, notes=notes))
    data = parsed.data
    if parsed.file.endswith(".txt"):  # whose lines end at any space
        data = re.sub(r"\s".join(map(re.escape, old.split(" "))), lambda _: new, data.decode()).encode()
    return replace(parsed, pages=tuple(pages), data=data)


def _element(element: Element, old: str, new: str, left: list[int]) -> Element:
    return replace(element, paragraphs=tuple(_paragraph(part, old, new, left) for part in element.paragraphs))


def _paragraph(part: Paragraph, old: str, new: str, left: list[int]) -> Paragraph:
    text = "".join(run.text for run in part).replace("\u00a0", " ").replace("\n", " ")
    if old not in text or left[0] <= 0:
        return part
    return (replace(part[0], text=_text(text, old, new, left)),)


def _text(text: str, old: str, new: str, left: list[int]) -> str:
    if old not in text or left[0] <= 0:
        return text
    left[0] -= 1
    return text.replace(old, new)


def without(evidence: Evidence, *kinds: str) -> Evidence:
    """The evidence without the files of these kinds."""
    return replace(evidence, files=tuple(one for one in evidence.files if one.kind not in kinds))


def added(evidence: Evidence, text: str, page: int, kind: str = "deck") -> Evidence:
    """The evidence with a text more on a page."""
    more = Element("body", "Added", None, ((Run(text),),))
    parsed = tuple(
        replace(one, pages=tuple(
            replace(at, elements=(*at.elements, more)) if at.number == page else at for at in one.pages
        )) if one.kind == kind else one
        for one in evidence.files
    )  # fmt: skip
    return replace(evidence, files=parsed)
