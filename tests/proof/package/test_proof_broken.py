"""The gate is silent on a good deck and finds each way of breaking it, with part, slide and fix."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import pytest

from briefing.proof.findings import ProofFinding
from briefing.proof.package.package_check import check
from tests.proof.package import broken
from tests.proof.package.broken import BOOK1, BREAKS, Break, packed
from tests.thorough import THOROUGH


@pytest.fixture(scope="module")
def good() -> bytes:
    return broken.good()


def test_a_good_deck_is_let_through(good: bytes) -> None:
    assert check("deck.pptx", good) == ()


@cache
def found(name: str) -> tuple[ProofFinding, ...]:
    """What the gate finds in the good deck with a break."""
    return check("deck.pptx", BREAKS[name].of(broken.good()))


@pytest.mark.parametrize("name", BREAKS)
def test_each_break_is_found_with_its_part_and_fix(name: str) -> None:
    fault, findings = BREAKS[name], found(name)
    matching = [finding for finding in findings if fault.message in finding.what]
    assert matching, findings
    assert {finding.severity for finding in matching} == {fault.severity}
    assert all(finding.where.startswith("deck.pptx") and finding.fix for finding in matching)


@pytest.mark.parametrize("name", list(BREAKS)[:: 1 if THOROUGH else 3])
def test_a_deck_too_long_to_be_held_whole_is_read_as_well(
    good: bytes, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = found(name)
    monkeypatch.setattr("briefing.proof.package.part_trees.CACHED_BYTES", 0)
    assert check("deck.pptx", BREAKS[name].of(good)) == held


def test_a_finding_names_slide_and_shape(good: bytes) -> None:
    (finding,) = check("deck.pptx", BREAKS["a fractional size"].of(good))
    assert finding.where == "deck.pptx, slide 1 (ppt/slides/slide1.xml), shape 'Callout'"
    (chart,) = check("deck.pptx", BREAKS["two series with one idx"].of(good))
    assert chart.where == "deck.pptx, slide 2 (ppt/charts/chart2.xml)"


def test_a_workbook_that_tells_its_folder_is_found(good: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(good)) as deck, zipfile.ZipFile(io.BytesIO(deck.read(BOOK1))) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    matching = b'<x15ac:absPath xmlns:x15ac="urn:x" url="C:\\Users\\me\\"/></workbook>'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"</workbook>", matching)
    (finding,) = check("deck.pptx", Break("", added={BOOK1: packed([*parts.items()])}).of(good))
    assert (finding.what, finding.severity) == ("a path of somebody's machine in a workbook", "warning")


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04cut off"])
def test_what_is_no_package_is_a_finding(data: bytes) -> None:
    assert [finding.what for finding in check("deck.pptx", data)] == ["it is no zip archive"]
