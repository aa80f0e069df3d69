"""The little Markdown: bold, italic and links from the author, never from data."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.language.markdown import to_text
from briefing.compose.language.templates import MarkedText
from briefing.errors import StoryError
from briefing.model.text import Run, Text, plain
from tests.compose.sample import composed, dataset, rendered, section


def read(source: str) -> Text:
    return to_text(rendered(source), {"one": True, "gone": False})


def test_bold_italic_and_links_become_looks() -> None:
    assert read("a **b** _c_ [d](https://e.org) [f](#one)") == (
        Run("a "),
        Run("b", bold=True),
        Run(" "),
        Run("c", italic=True),
        Run(" "),
        Run("d", link="https://e.org"),
        Run(" "),
        Run("f", link="#one"),
    )


def test_a_link_to_a_dropped_section_leaves_its_words() -> None:
    assert read("see [there](#gone)") == (Run("see there"),)


def test_a_fact_keeps_the_look_around_it() -> None:
    assert read("**{{ patents.last }} held**") == (
        Run("262.9", bold=True, fact="patents.last"),
        Run(" held", bold=True),
    )


@pytest.mark.parametrize(
    "source",
    ["[x](javascript:alert)", "[x](file:///etc/passwd)", "[x](#nowhere)", "[x](data:text/html,a)", "[x](//e.org)",
     "[x](https://{{ patents.last }})", "[x](ftp://e.org)"],
)  # fmt: skip
def test_other_link_targets_are_refused(source: str) -> None:
    with pytest.raises(StoryError):
        read(source)


@pytest.mark.parametrize(
    "source",
    [
        "<b>x</b> & y &amp; z",
        "# no head",
        "- no list",
        "`code`",
        "=1+1",
        "$x$ a",
        "a * b * c",
        "![x",
        "مرحبا 中文，好",
        "~~x~~",
        "| a |",
    ],
)
def test_everything_else_stays_the_characters_it_is(source: str) -> None:
    assert plain(read(source)) == source


def test_data_is_never_read_as_markdown_or_template(tmp_path: Path) -> None:
    name = "**bold** [x](javascript:a) {{ patents.last }} <b> {% x %}"
    document = composed(section('"{{ patents.name }}"'), tmp_path, dataset(name=name))
    (run,) = document.sections[0].title
    assert (run.text, run.bold, run.link) == (name, False, "")


@given(st.text(alphabet="*_[]()\\!`<>&#a b\n", max_size=80))
def test_any_punctuation_gives_text_or_a_story_error(source: str) -> None:
    try:
        text = to_text(MarkedText(source), {"one": True})
    except StoryError:
        return
    assert len(plain(text)) <= len(source)
