"""No defect of the tags is found in the Beijing brief."""

from __future__ import annotations

import pytest

from briefing.proof.tags import check, check_deep
from tests.beijing.written import BRIEFS, brief
from tests.proof.reading.briefs import evidence


@pytest.mark.parametrize(("theme", "page", "lang"), BRIEFS)
def test_the_flagship_brief_has_no_defect(lang: str, page: str, theme: str) -> None:
    given = evidence(brief(lang, theme, page))
    assert list(check(given)) == []
    assert list(check_deep(given)) == []
