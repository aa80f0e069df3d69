"""Finished briefs for the tests of the proof: the sample and the gallery, each made once; and small PDFs."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from briefing import read
from briefing.assets import asset
from briefing.brief import write
from briefing.compose import compose
from briefing.gallery import stage
from briefing.model.document import Document
from briefing.model.theme import Theme
from briefing.proof.evidence import Evidence
from briefing.proof.parsed_file import ParsedFile
from briefing.proof.reading.brief import brief
from briefing.proof.reading.ledger_reader import Ledger, LedgerEdition
from briefing.read.theme_file import theme as read_theme
from tests.brief import sample, stress
from tests.once import once

NAME = "brief.pdf"
THEMES = tuple(sorted(path.stem for path in asset("themes").glob("*.toml")))


@cache
def themed(name: str) -> Theme:
    """A theme that ships."""
    return read_theme(asset(f"themes/{name}.toml"))


@once
def sampled() -> bytes:
    """The sample of the brief's own tests."""
    return write(sample.document(), sample.theme()).files[".pdf"]


@once
def galleried() -> Document:
    """The gallery as it is composed."""
    with TemporaryDirectory() as folder:
        project = read.project(Path(folder), theme=stage(Path(folder), "ink", asset("themes/ink.toml")))
        return compose(project, read.story(project.stories["en"]), "en")


@once
def gallery(theme: str) -> bytes:
    """The brief of the gallery in a theme."""
    return write(galleried(), themed(theme)).files[".pdf"]


@once
def stressed(*, chinese: bool = False) -> bytes:
    """A long brief that asks for everything at once."""
    document = stress.document(3)
    return write(stress.in_chinese(document) if chinese else document, sample.theme()).files[".pdf"]


def parsed(data: bytes) -> ParsedFile:
    """A brief as it is read."""
    return brief(NAME, data)


def evidence(data: bytes, *, ours: bool = True) -> Evidence:
    """A brief alone, as one of an edition or as anyone's."""
    head = LedgerEdition("brief", "en", "2025-12-31", "", outputs={NAME: ""})
    return Evidence((parsed(data),), Ledger(head, {}, (), (), (), {}) if ours else None)


def plain(draw: Callable[[Canvas], object], size: tuple[float, float] = (595.28, 841.89)) -> bytes:
    """What is drawn on an untagged PDF."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size)
    draw(canvas)
    canvas.save()
    return target.getvalue()


def line(canvas: Canvas, x: float, y: float, text: str, size: float = 10.5, colour: str = "#14202E") -> None:
    """A line of text with its baseline at y from below."""
    canvas.setFont("Helvetica", size)
    canvas.setFillColor(HexColor(colour))
    canvas.drawString(x, y, text)
