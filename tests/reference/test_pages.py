"""The pages of the reference are those that the code gives, and plain Markdown."""

from __future__ import annotations

import re
import runpy
from functools import cache
from pathlib import Path

import pytest

from briefing.cli.help_command import whole_reference
from briefing.reference.markdown_form import topic_page
from briefing.reference.reference_entry import Entry, Example, ReferenceTopic
from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "reference"


@cache
def made() -> dict[str, str]:
    """The pages as the code gives them today, by file."""
    pages: dict[str, str] = runpy.run_path(str(ROOT / ".ci" / "reference_pages.py"))["pages"]()
    return pages


def test_the_pages_are_those_of_today() -> None:
    """`uv run --group test .ci/reference_pages.py` writes them."""
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert sorted(written) == sorted(made())
    assert [name for name, text in made().items() if text != written[name]] == []


@pytest.mark.parametrize("topic", whole_reference().topics)
def test_a_page_has_a_heading_for_each_entry(topic: str) -> None:
    headings = re.findall(r"^## `(.+)`$", made()[f"{topic}.md"], re.M)
    assert headings == [entry.name for entry in whole_reference().entries(topic)]


def test_every_page_and_picture_that_is_linked_is_there() -> None:
    texts = [re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.S) for text in made().values()]
    links = {link for text in texts for link in re.findall(r"\]\(([^)#:\s]+)\)", text)}
    assert len(links) >= len(made()) - 1
    assert [link for link in sorted(links) if not (FOLDER / link).is_file()] == []


def test_text_of_entries_is_no_markup() -> None:
    result = "<b>1</b> *2* {{ x }} | [y](z)"
    entry = Entry("x", "x", "About.", examples=(Example("a | b", result=result), Example("k: v", "yaml")))
    page = topic_page(ReferenceTopic("x", "what it is", lambda: (entry,)), (entry,))
    assert r"prints “\<b\>1\</b\> \*2\* \{\{ x \}\} \| \[y\](z)”" in page
    assert "```yaml\nk: v\n```" in page


def test_no_page_holds_a_path_of_this_machine() -> None:
    places = (str(ROOT.parent) + "/", str(Path.home()) + "/")
    assert [name for name, text in made().items() if any(place in text for place in places)] == []
