"""No fault of layout is found on the pages of the Beijing brief."""

from __future__ import annotations

import pytest

from briefing.proof.layout.page_layout import check
from tests.beijing.written import BRIEFS, brief
from tests.proof.reading.briefs import evidence


@pytest.mark.parametrize(("theme", "page", "lang"), BRIEFS)
def test_the_flagship_brief_is_passed_in_silence(lang: str, page: str, theme: str) -> None:
    assert list(check(evidence(brief(lang, theme, page)))) == []
