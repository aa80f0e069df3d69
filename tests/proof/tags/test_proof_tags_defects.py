"""Each single defect of a brief is found by the rule that is meant for it, and a good brief has none."""

from __future__ import annotations

import io
from functools import cache

import pytest

from briefing.proof.evidence import Evidence
from briefing.proof.findings import ProofFinding
from briefing.proof.tags import RULES, check, check_deep
from briefing.proof.tags.deep import CHECKS
from briefing.proof.tags.marked import TaggedPdf
from tests.brief.defects import DEFECTS, resaved, spoilt
from tests.galleries import THEMES
from tests.proof.reading.briefs import evidence, gallery, sampled, stressed

# The rule that finds each; that of the fast proof too where it can tell.
EXPECTED = {
    "a figure without words": "tags-figures",
    "a figure whose words are its caption": "tags-figures",
    "a figure without a box": "tags-figures",
    "a figure whose data are nobodys": "tags-figures",
    "a table without heads": "tags-tables",
    "a head without a scope": "tags-tables",
    "a row that lacks a cell": "tags-tables",
    "a caption amid its table": "tags-tables",
    "a heading that skips a level": "tags-headings",
    "a document that begins on level two": "tags-headings",
    "an item outside a list": "tags-groups",
    "a note without an id": "tags-notes",
    "two notes of one id": "tags-notes",
    "a paragraph that is an artifact": "tags-artifacts",
    "a paragraph that is a running foot": "tags-artifacts",
    "a paragraph that the tree has lost": "tags-marks",
    "a paragraph that is read too late": "tags-order",
    "a link without words": "tags-links",
    "a link that is not described": "tags-links",
    "a link that the tree lacks": "tags-links",
    "a link that is not printed": "tags-links",
    "tabs in no order": "tags-marks",
    "no language": "tags-document",
    "no title": "tags-document",
    "a window that shows the file name": "tags-document",
    "not marked as tagged": "tags-document",
    "no claim of pdf ua": "tags-standard",
    "no colour space": "tags-standard",
    "no bookmarks": "tags-bookmarks",
    "a program that runs on opening": "tags-document",
    "a shape that is not marked": "tags-marks",
    "a parent tree that has lost a page": "tags-marks",
    "a font that is not embedded": "tags-fonts",
    "a font whose codes say nothing": "tags-fonts",
    "a font whose codes are private": "tags-fonts",
    "an empty box": "tags-fonts",
    "an attachment of no relationship": "tags-files",
    "an attachment that is nobodys": "tags-files",
    "an attachment of no type": "tags-files",
    "an attachment in a file that may have none": "tags-standard",
}
AT_ONCE = {
    "a figure without words",
    "a table without heads",
    "a heading that skips a level",
    "a document that begins on level two",
    "no language",
    "not marked as tagged",
    "no claim of pdf ua",
}


@cache
def with_defect(name: str) -> Evidence:
    return evidence(spoilt(sampled(), name))


@cache
def deep(name: str) -> tuple[ProofFinding, ...]:
    return tuple(check_deep(with_defect(name)))


def test_every_defect_and_every_rule_but_that_of_privacy_is_shown_here() -> None:
    assert set(EXPECTED) == set(DEFECTS)
    assert set(EXPECTED.values()) == {rule.id for rule in RULES} - {"tags-private"}
    assert len(RULES) == len(CHECKS) == len({rule.id for rule in RULES})


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_is_found_by_its_rule(name: str) -> None:
    rules = {rule.id: rule.severity for rule in RULES}
    found = [one for one in deep(name) if one.rule == EXPECTED[name]]
    assert found
    assert all(one.severity == rules[one.rule] for one in deep(name))
    assert all(one.what and one.fix and one.location.file == "brief.pdf" for one in found)


@pytest.mark.parametrize("name", DEFECTS)
def test_the_fast_proof_finds_what_it_can_tell_and_nothing_that_the_deep_one_does_not(name: str) -> None:
    found = {one.rule for one in check(with_defect(name))}
    assert found == ({EXPECTED[name]} if name in AT_ONCE else set())


def test_a_finding_tells_page_and_element() -> None:
    (found,) = [one for one in deep("a heading that skips a level") if one.rule == "tags-headings"][:1]
    assert found.location.page == 1
    assert found.location.element.startswith("H3 “")


def test_a_brief_without_a_tag_gets_one_finding_of_its_tags_not_hundreds() -> None:
    brief = TaggedPdf(sampled())
    del brief.pdf.Root.StructTreeRoot
    found = list(check_deep(evidence(resaved(brief))))
    assert [(one.rule, one.severity) for one in found] == [("tags-document", "error")]
    assert [(one.rule, one.severity) for one in check(evidence(resaved(brief)))] == [("tags-document", "error")]


@pytest.mark.parametrize("made", [sampled, stressed, lambda: stressed(chinese=True)])
def test_the_sample_and_the_long_brief_have_no_defect(made: object) -> None:
    assert callable(made)
    given = evidence(made())
    assert [*check(given), *check_deep(given)] == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_gallery_has_no_defect_that_the_fast_proof_finds(theme: str) -> None:
    assert list(check(evidence(gallery(theme)))) == []


def test_the_gallery_has_no_defect() -> None:
    assert list(check_deep(evidence(gallery("ink")))) == []


def test_writing_a_brief_again_is_no_defect() -> None:
    out = io.BytesIO()
    TaggedPdf(sampled()).pdf.save(out, linearize=True)
    assert list(check_deep(evidence(out.getvalue()))) == []
