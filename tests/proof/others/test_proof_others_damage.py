"""A good edition that is damaged anywhere never stops the proof: no check breaks off, every finding is whole."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct

import briefing
from briefing.assets import asset
from briefing.proof.proving import judge, prove, read
from briefing.proof.reading.dataset_tables import Tables
from tests.proof.others import damage
from tests.proof.others.test_proof_others import reported_well
from tests.thorough import examples


class Edition(Struct):
    """The starter's finished files by ending; the PDF without compression too."""

    stem: str
    files: dict[str, bytes]

    @property
    def ledger(self) -> tuple[str, bytes]:
        return f"{self.stem}.ledger.json", self.files["ledger.json"]


@pytest.fixture(scope="session")
def good(starter_edition: briefing.Build) -> Edition:
    stem = next(path for path in starter_edition.files if path.suffix == ".pptx").stem
    return Edition(stem, {path.name.removeprefix(f"{stem}."): path.read_bytes() for path in starter_edition.files})


def loose(pdf: bytes) -> bytes:
    """A PDF whose streams are not packed, so that bytes of it are words and places."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(buffer, qdf=True, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return buffer.getvalue()


Strategy = st.SearchStrategy[bytes]
DAMAGES: dict[str, tuple[str, Callable[[dict[str, bytes]], Strategy]]] = {
    "parts": ("pptx", lambda files: damage.deck_damaged(damage.parts_of(files["pptx"]))),
    "bytes of a deck": ("pptx", lambda files: damage.bytes_damaged(damage.packed(damage.parts_of(files["pptx"])))),
    "bytes of a brief": ("pdf", lambda files: damage.bytes_damaged(files["pdf"])),
    "words of a brief": ("pdf", lambda files: damage.bytes_damaged(loose(files["pdf"]))),
    "markup of a letter": (
        "html",
        lambda files: damage.markup_damaged(files["html"].decode()).map(lambda text: text.encode("utf-8", "replace")),
    ),
    "bytes of a letter": ("html", lambda files: damage.bytes_damaged(files["html"])),
    "fields of a ledger": ("ledger.json", lambda files: damage.ledger_damaged(files["ledger.json"])),
    "bytes of a ledger": ("ledger.json", lambda files: damage.bytes_damaged(files["ledger.json"])),
}


@pytest.mark.parametrize("kind", DAMAGES)
def test_whatever_is_damaged_the_proof_comes_to_its_end(kind: str, good: Edition) -> None:
    ending, damages = DAMAGES[kind]
    found: list[int] = []
    deck = [read(f"{good.stem}.pptx", good.files["pptx"])]

    @settings(
        max_examples=examples(40),
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(damages(good.files))
    def holds(data: bytes) -> None:
        if ending == "ledger.json":
            findings = judge(deck, (good.ledger[0], data), tables()).findings
        else:
            findings = prove({f"{good.stem}.{ending}": data}, good.ledger, tables()).findings
        assert reported_well(findings), findings
        found.append(len(findings))

    holds()
    assert sum(count > 0 for count in found) >= len(found) // 4  # most damage is told, or it would be none


@cache
def tables() -> Tables:
    return Tables(asset("project"))
