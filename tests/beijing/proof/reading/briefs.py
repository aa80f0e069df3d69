"""The finished Beijing brief in a language, theme and page size, each made once."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from briefing.brief import write
from tests.beijing.brief.test_brief import composed
from tests.proof.reading.briefs import themed


@cache
def beijing(lang: str, theme: str = "ink", page: str = "A4") -> bytes:
    """The Beijing brief in a language, theme and page size."""
    document = composed(lang)
    document = replace(document, edition=replace(document.edition, page=page))
    return write(document, themed(theme)).files[".pdf"]
