"""Files by other programs get findings of their own, a sensible number of them, with or without a ledger."""

from __future__ import annotations

import re
import time
import zipfile
from collections import Counter
from collections.abc import Iterable
from functools import cache

import pytest

import briefing
from briefing.proof.findings import Location, ProofFinding, Rule
from briefing.proof.proving import Proof, prove
from tests.proof.others.making import COLLECTED, FILES, MADE, collected

NAMES = (*MADE, *COLLECTED)
DECKS = [name for name in NAMES if name.endswith(".pptx")]
# What is wrong with the package of each deck, as its program always writes it: rule and a word of the finding.
KNOWN = {
    "python-pptx.pptx": ("package-lists", "notesMaster1.xml stands in no p:notesMasterIdLst"),
    "pptxgenjs.pptx": ("package-charts", "names the axis 2094734556, which is missing"),
    "pandoc.pptx": ("package-shapes", "2 shapes have the id 1"),
    "officer.pptx": ("package-markup", "a:tblPr knows no attribute firstColumn"),
}
# Rules that what is wrong with each page on purpose breaks: see `making`.
PLANTED = {
    "python-pptx.pptx": {"layout-size", "layout-alt", "layout-blank"},
    "pptxgenjs.pptx": {"layout-size", "colour-contrast"},
    "officer.pptx": {"layout-size", "colour-contrast", "layout-blank"},
    "typst.pdf": {"page-cut", "page-tiny", "colour-contrast"},
    "weasyprint.pdf": {"page-tiny", "colour-contrast", "tags-document"},
}
MOST = 60


@cache
def data(name: str) -> bytes:
    return MADE[name]() if name in MADE else collected(name)


@cache
def proof(name: str) -> Proof:
    return prove({name: data(name)})


def reported_well(findings: Iterable[ProofFinding]) -> bool:
    """Whether each has a rule, says what is wrong, where, and the fix, on one line, and none is the proof's own."""
    texts = ((one.rule, one.what, one.location.file, one.fix) for one in findings)
    return all(all(text) and "\n" not in "".join(text) and text[0] != "proof-internal" for text in texts)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_by_another_program_gets_a_few_findings_that_say_what_where_and_how(name: str) -> None:
    found = proof(name).findings
    assert reported_well(found)
    assert len(found) <= MOST
    at = Counter(
        (one.rule, one.location.page, one.location.element, one.location.box) for one in found if one.location.element
    )
    assert [key for key, times in at.items() if times > 1 and not key[0].startswith("package-")] == []


@pytest.mark.parametrize("name", NAMES)
def test_each_is_read_as_far_as_its_last_page(name: str) -> None:
    (parsed,) = proof(name).evidence.files
    assert parsed.kind == ("deck" if name in DECKS else "brief")
    pages = {"python-pptx.pptx": 4, "pandoc.pptx": 7, "officer.pptx": 4, "pptxgenjs.pptx": 4, "matplotlib.pdf": 1}
    assert len(parsed.pages) == pages.get(name, 2)
    assert "utput" in "".join(element.text for _, element in parsed.elements())


@pytest.mark.parametrize("name", DECKS)
def test_the_known_fault_of_each_program_is_found(name: str) -> None:
    rule, what = KNOWN[name]
    assert [one for one in proof(name).findings if one.rule == rule and what in one.what]


@pytest.mark.parametrize("name", PLANTED)
def test_what_was_made_wrong_on_purpose_is_found(name: str) -> None:
    assert PLANTED[name] <= {one.rule for one in proof(name).findings}


@pytest.mark.parametrize("name", DECKS)
def test_the_tables_charts_pictures_and_chinese_text_of_a_deck_are_seen(name: str) -> None:
    (parsed,) = proof(name).evidence.files
    roles = Counter(element.role for _, element in parsed.elements())
    assert roles["table"]
    assert roles["picture"]
    assert roles["chart"] == {"python-pptx.pptx": 4, "pptxgenjs.pptx": 5}.get(name, 0)
    assert any("服务业" in element.text for _, element in parsed.elements())
    assert any("services lead" in "".join(page.notes) for page in parsed.pages)


@pytest.mark.parametrize("name", NAMES)
def test_with_the_ledger_of_an_edition_it_is_reported_that_it_is_none_of_it(
    name: str, starter_edition: briefing.Build
) -> None:
    ledger = next(path for path in starter_edition.files if path.name.endswith(".ledger.json"))
    found = prove({name: data(name)}, (ledger.name, ledger.read_bytes())).findings
    other = [one for one in found if one.rule == "edition-other"]
    assert [(one.severity, one.location.file) for one in other] == [("error", ledger.name)]
    assert reported_well(found)
    assert set(proof(name).findings) <= set(found)


def test_none_takes_longer_than_five_seconds() -> None:
    for name in NAMES:
        start = time.perf_counter()
        prove({name: data(name)})
        assert time.perf_counter() - start < 5, name


def test_the_files_here_are_small_and_name_nobody() -> None:
    assert len(COLLECTED) >= 5
    for name in COLLECTED:
        assert len(collected(name)) < 60_000
        texts = [collected(name)]
        if name.endswith(".pptx"):
            with zipfile.ZipFile(FILES / name) as archive:
                texts = [archive.read(part) for part in archive.namelist() if part.startswith("docProps/")]
        for text in texts:
            people = re.findall(rb"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)", text)
            assert set(people) <= {b"Anyone", b""}
            assert not re.search(rb"/(home|Users|root|tmp)/\w|[A-Z]:\\\\Users", text)


def test_a_finding_is_one_line_whatever_a_file_says() -> None:
    rule = Rule("title-there", "error", "a file has a title")
    found = rule.at(Location("a.pdf"), "it is “A\n/Title (B)”", "name it")
    assert found.what == "it is “A /Title (B)”"
    assert reported_well([found])
