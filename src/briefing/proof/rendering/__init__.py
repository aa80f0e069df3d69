"""The look of finished files: decks rendered by LibreOffice where it is installed, PDF pages by PDFium.

deck ─LibreOffice─▶ PDF ─┐
brief ───────────────────┴─PDFium─▶ signs with their places · bitmaps ─▶ findings · pictures
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct, field

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, ProofFinding, Rule
from briefing.proof.parsed_file import ParsedFile
from briefing.proof.rendering import office
from briefing.proof.rendering.drawn_overlap import OVERLAP, overlapping
from briefing.proof.rendering.drawn_text import CUT, OVERFLOW, matched, missing, off_page, overflowing
from briefing.proof.rendering.glyphs import RenderedPage, rendered_pages
from briefing.proof.rendering.visibility import BLANK, HIDDEN, INK, blank, hidden, inked

PAGES = Rule("render-pages", "error", "as many slides are drawn as the deck has")
FAILED = Rule("render-failed", "warning", "a file that opens can be drawn")
RULES = (PAGES, FAILED, CUT, OVERFLOW, OVERLAP, HIDDEN, BLANK, INK)


class Rendered(Struct, frozen=True):
    """What was drawn: findings, what was and was not done in words, and a PNG of each slide and page if asked for."""

    findings: tuple[ProofFinding, ...] = ()
    done: tuple[str, ...] = ()
    pictures: Mapping[tuple[str, int], bytes] = field(default_factory=dict)


def rendered(evidence: Evidence, *, pictured: bool = False) -> Rendered:
    """Render the files and return what is wrong, with pictures to show if `pictured`; nothing is raised where a file or
    LibreOffice fails."""
    findings: list[ProofFinding] = []
    done: list[str] = []
    pictures: dict[tuple[str, int], bytes] = {}
    for file in evidence.files:
        if not file.paged:
            continue
        program = office.office()
        if file.kind == "deck" and not program:
            done.append(f"{file.file}: not drawn, as LibreOffice is not installed; layout checked by geometry alone")
            continue
        by = "LibreOffice" if file.kind == "deck" else "PDFium"
        try:
            drawn, count = rendered_pages(_pdf(file, program), pictured=pictured)
        except ValueError as error:
            findings.append(FAILED.at(file.location(), f"{by} cannot draw it: {error}", "open it by hand and look"))
            done.append(f"{file.file}: {by} could not draw it; layout checked by geometry alone")
            continue
        word = file.word if count == 1 else f"{file.word}s"
        done.append(f"{file.file}: {len(drawn)} of {count} {word} drawn by {by}")
        if pictured:
            pictures |= {(file.file, drawn_page.number): drawn_page.picture for drawn_page in drawn}
        findings += _look(file, drawn, count)
    return Rendered(tuple(dict.fromkeys(findings)), tuple(done), pictures)


def _pdf(file: ParsedFile, program: str) -> bytes:
    if file.kind == "brief":
        return file.data
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        return office.as_pdf(file.data, program, Path(folder))


def _look(file: ParsedFile, drawn: Sequence[RenderedPage], count: int) -> Findings:
    """Yield what is wrong with the rendered pages of a file."""
    if count != len(file.pages):
        what = f"{count} {file.word}s are drawn of {len(file.pages)}"
        yield PAGES.at(file.location(), what, "look for slides that are broken or listed twice")
        return
    for page, drawn_page in zip(file.pages, drawn, strict=False):
        texts = matched(page, drawn_page)
        if file.kind == "deck":
            yield from missing(file, page, texts)
            yield from overflowing(file, page, drawn_page, texts)
        yield from off_page(file, page, drawn_page)
        yield from overlapping(file, page, drawn_page, texts)
        yield from hidden(file, page, drawn_page)
        yield from blank(file, page, drawn_page)
    yield from inked(file, drawn)
