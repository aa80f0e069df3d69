"""A good brief with one defect is found out, by veraPDF or by the project's own assertions."""

from __future__ import annotations

from functools import lru_cache

import pytest

from briefing.brief import write
from briefing.proof.tags.marked import TaggedPdf
from tests.brief import sample
from tests.brief.audit import audit
from tests.brief.defects import DEFECTS, resaved, spoilt
from tests.brief.verapdf import VeraPdf
from tests.thorough import THOROUGH

# Why the project has assertions of its own.
PASSED_BY_VERAPDF = {
    "a figure whose words are its caption",
    "a figure without a box",
    "a figure whose data are nobodys",
    "a table without heads",
    "a paragraph that is an artifact",
    "a paragraph that is a running foot",
    "a paragraph that the tree has lost",
    "a paragraph that is read too late",
    "a link without words",
    "a link that the tree lacks",
    "no bookmarks",
}


@lru_cache(1)
def good() -> bytes:
    return write(sample.document(), sample.theme()).files[".pdf"]


def test_the_good_brief_has_no_fault() -> None:
    assert audit(good()) == ()
    assert audit(resaved(TaggedPdf(good()))) == ()  # writing it anew is no defect


def test_there_are_more_than_twenty_defects() -> None:
    assert len(DEFECTS) > 20


@pytest.mark.parametrize("name", DEFECTS)
def test_the_own_assertions_find(name: str) -> None:
    assert audit(spoilt(good(), name))


# Another program's work: in a usual run every third shows that it looks at a file.
@pytest.mark.parametrize("name", DEFECTS if THOROUGH else list(DEFECTS)[::3])
def test_verapdf_finds_what_it_looks_for(verapdf: VeraPdf, name: str) -> None:
    bad = spoilt(good(), name)
    found = any(verapdf.failures(bad, flavour) for flavour in ("ua1", "3a"))
    assert found is (name not in PASSED_BY_VERAPDF)
