"""Faults that no made-up edition of other tests has, each found by its rule in the gallery's files.

rules: edition-other, layout-align, layout-empty, layout-face, layout-sizes, ledger-unreadable, proof-internal,
quote-translation, render-failed, sources-unused, word-length
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from msgspec import Struct
from msgspec.structs import replace
from pptx import Presentation

import briefing
from briefing.assets import asset
from briefing.proof import proving, words
from briefing.proof.evidence import Evidence
from briefing.proof.proving import judge, read
from briefing.proof.reading.dataset_tables import Tables
from tests.galleries import galleries
from tests.once import once

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
NAME = "gallery-ink.en"


@once
def files() -> dict[str, bytes]:
    """The gallery under its usual theme: its files by ending."""
    (build,) = (one for one in galleries() if one.ledger and one.ledger.name.startswith(f"{NAME}."))
    return {path.name.removeprefix(f"{NAME}."): path.read_bytes() for path in build.files}


def rules_of(ending: str, data: bytes, ledger: bytes | None = None) -> set[str]:
    """The rules that a file breaks, with the gallery's ledger or another."""
    record = files()["ledger.json"] if ledger is None else ledger
    return {one.rule for one in judge([read(f"{NAME}.{ending}", data)], (f"{NAME}.ledger.json", record)).findings}


@cache
def rules_of_good_deck() -> set[str]:
    """The rules that the deck as it was built breaks."""
    return rules_of("pptx", files()["pptx"])


def shape(presentation: Any, name: str) -> Any:
    return next(item for slide in presentation.slides for item in slide.shapes if item.name == name)


def centred(presentation: Any) -> None:
    for paragraph in shape(presentation, "Panel").text_frame.paragraphs:
        paragraph._p.get_or_add_pPr().set("algn", "ctr")


def with_a_prompt(presentation: Any) -> None:
    shape(presentation, "Panel").text_frame.text = "Click to add text"


def in_chinese(presentation: Any) -> None:
    run = shape(presentation, "Panel").text_frame.paragraphs[0].runs[0]
    run.text = "太阳能装机容量"
    for face in run._r.iter(f"{A}ea"):
        face.set("typeface", "Arial")
    run._r.get_or_add_rPr().append(etree.Element(f"{A}ea", typeface="Arial"))


def in_many_sizes(presentation: Any) -> None:
    slide = next(one for one in presentation.slides if any(item.name == "Panel" for item in one.shapes))
    runs = [
        run for item in slide.shapes if item.has_text_frame for one in item.text_frame.paragraphs for run in one.runs
    ]
    for number, run in enumerate(runs[:10]):
        run._r.get_or_add_rPr().set("sz", str(1410 + 110 * number))


# Edits of one deck: no other breaks the rule of one.
EDITS: tuple[dict[str, Callable[[Any], None]], ...] = (
    {"layout-align": centred, "layout-face": in_chinese, "layout-sizes": in_many_sizes},
    {"layout-empty": with_a_prompt},
)


@pytest.mark.parametrize("edits", EDITS, ids=", ".join)
def test_a_slide_that_was_edited_breaks_its_rule(edits: dict[str, Callable[[Any], None]]) -> None:
    presentation = Presentation(io.BytesIO(files()["pptx"]))
    for change in edits.values():
        change(presentation)
    saved = io.BytesIO()
    presentation.save(saved)
    assert rules_of_good_deck().isdisjoint(edits)
    assert rules_of("pptx", saved.getvalue()) >= set(edits)


@cache
def evidence() -> Evidence:
    """What the proof has read of the gallery's deck and brief."""
    given = [read(f"{NAME}.{ending}", files()[ending]) for ending in ("pptx", "pdf")]
    ledger = (f"{NAME}.ledger.json", files()["ledger.json"])
    return judge(given, ledger, Tables(asset("gallery"))).evidence


def reworded(value: Any, old: str, new: str) -> Any:
    """A value of the proof with other words in all its texts."""
    if isinstance(value, str):
        return value.replace(old, new)
    if isinstance(value, tuple):
        return tuple(reworded(item, old, new) for item in value)
    if isinstance(value, Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        return replace(value, **{name: reworded(item, old, new) for name, item in fields.items() if item})
    return value


def rules_of_words(old: str, new: str, kind: str) -> set[str]:
    """The rules of words that files of a kind break once they say something else."""
    said = tuple(reworded(one, old, new) if one.kind == kind else one for one in evidence().files)
    return {one.rule for one in words.check(replace(evidence(), files=said))}


def test_words_that_were_taken_out_break_their_rule() -> None:
    assert not {"quote-translation", "sources-unused"} & rules_of_words("no such words", "", "deck")
    assert "quote-translation" in rules_of_words("Translation", "As published", "brief")
    assert "sources-unused" in rules_of_words(", 1 Sep 2025", ", 1 Sep 2015", "brief")


def test_a_ledger_of_another_edition_or_of_none_is_found() -> None:
    record = (f"{NAME}.ledger.json", files()["ledger.json"])
    saved = io.BytesIO()
    Presentation(io.BytesIO(files()["pptx"])).save(saved)
    assert "edition-other" in {one.rule for one in judge([read("town.en.pptx", saved.getvalue())], record).findings}
    assert "ledger-unreadable" in rules_of("pptx", files()["pptx"], b"{")


def test_a_check_that_fails_is_said_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("a check of this test")

    deck = files()["pptx"]  # built while every check works
    monkeypatch.setattr(proving, "_checks", lambda *_, **__: (fails,))
    assert "proof-internal" in rules_of("pptx", deck)


def test_a_brief_of_many_words_gets_advice(tmp_path: Path) -> None:
    project = Path(shutil.copytree(asset("project"), tmp_path / "mine"))
    story = project / "story.en.yaml"
    text = story.read_text(encoding="utf-8")
    prose = "The branches lend books and other media to whoever has a card of the town. " * 130
    story.write_text(
        text.replace("      A full year's visits", f"      {prose}\n      A full year's visits"), encoding="utf-8"
    )
    built = briefing.build(project, out=tmp_path / "out", only=["brief"])
    assert built.brief is not None
    found = judge([read(built.brief.name, built.brief.read_bytes())], (built.ledger.name, built.ledger.read_bytes()))
    assert "word-length" in {one.rule for one in found.findings}
