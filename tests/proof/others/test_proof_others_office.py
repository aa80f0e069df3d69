"""LibreOffice opens and saves a deck: its numbers are still traced, and a hand's change to one is found."""

from __future__ import annotations

import re

import pytest
from msgspec import Struct

import briefing
from briefing.assets import asset
from briefing.proof.findings import ProofFinding
from briefing.proof.proving import prove
from briefing.proof.reading.dataset_tables import Tables
from tests.proof.others.damage import packed, parts_of
from tests.proof.others.making import saved_again
from tests.proof.others.test_proof_others import reported_well

SLIDE = "ppt/slides/slide4.xml"
BOX = re.compile(r'(<a:off x=")(\d+)(" y="\d+"/>)')


class Saved(Struct):
    """The starter's deck by LibreOffice: as it was, with a number changed and a box moved, and as a PDF."""

    name: str
    same: bytes
    changed: bytes
    pdf: bytes
    ledger: tuple[str, bytes]


@pytest.fixture(scope="module")
def saved(starter_edition: briefing.Build, tmp_path_factory: pytest.TempPathFactory) -> Saved:
    files = {path.suffix: path for path in starter_edition.files}
    deck, ledger = files[".pptx"], files[".json"]
    folder = tmp_path_factory.mktemp("office")
    same = saved_again(deck.read_bytes(), "pptx", folder)
    changed = saved_again(by_hand(deck.read_bytes()), "pptx", folder)
    pdf = saved_again(deck.read_bytes(), "pdf", folder)
    return Saved(deck.name, same, changed, pdf, (ledger.name, ledger.read_bytes()))


def by_hand(deck: bytes) -> bytes:
    """The deck with 101% turned into 107% in the title of its fourth slide, and one box of it moved."""
    parts = parts_of(deck)
    text = parts[SLIDE].decode()
    title, number, rest = text.partition("101%")
    assert number
    moved = BOX.sub(lambda match: f"{match[1]}{int(match[2]) + 254_000}{match[3]}", rest, count=1)
    assert moved != rest
    parts[SLIDE] = f"{title}107%{moved}".encode()
    return packed(parts)


def proved(saved: Saved, deck: bytes) -> tuple[ProofFinding, ...]:
    return prove({saved.name: deck}, saved.ledger, Tables(asset("project"))).findings


def errors(found: tuple[ProofFinding, ...], *areas: str) -> list[tuple[str, int]]:
    return [(one.rule, one.location.page) for one in found if one.severity == "error" and one.rule.startswith(areas)]


def test_a_deck_that_libreoffice_saved_is_traced_to_its_ledger(saved: Saved) -> None:
    found = proved(saved, saved.same)
    assert reported_well(found)
    assert errors(found, "number-", "edition-", "proof-", "file-") == []
    assert [one.location.file for one in found if one.rule == "edition-changed"] == [saved.name]


def test_a_number_that_was_changed_before_is_found_there_and_nothing_else_of_the_numbers(saved: Saved) -> None:
    found = proved(saved, saved.changed)
    assert errors(found, "number-", "edition-", "proof-", "file-") == [("number-untraced", 4)]
    assert [one.what for one in found if one.rule == "number-untraced" and "107" in one.what]


def test_a_pdf_that_libreoffice_printed_of_a_deck_is_read_and_traced_no_further_than_it_goes(saved: Saved) -> None:
    found = prove({"starter.pdf": saved.pdf}).findings
    assert reported_well(found)
    assert len(found) < 60
