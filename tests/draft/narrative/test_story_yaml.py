"""A decided story as YAML: every text is read as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.draft.narrative.alternatives import COMMENT
from briefing.draft.narrative.story_yaml import as_yaml
from briefing.read.yamlnodes import parse

_HARD = (
    "{{ 1/0 }}",
    "=cmd()",
    "<b>x</b>",
    "**x**",
    "- a",
    "a: b",
    "#",
    "yes",
    "null",
    "12",
    "'",
    '"',
    'it\'s "so"',
    "&a *b",
    "%",
    "|",
    "`",
    "@",
    "!tag",
    "? x",
    "{",
    "[",
    "\\",
)
_TEXTS = st.one_of(
    st.sampled_from(_HARD), st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
)


@given(st.lists(_TEXTS, min_size=1, max_size=8))
def test_any_text_is_read_as_it_was_written(texts: list[str]) -> None:
    story = {"cover": {"kicker": texts[0]}, "sections": [{"id": "a", "points": [*texts, {"text": texts[-1]}]}]}
    read = parse(as_yaml(story, "head"), "story")
    assert not read.findings
    assert read.value == story


def test_comments_stand_above_their_sections_and_end_no_line() -> None:
    story = {
        "sections": [{COMMENT: "trend, score 0.8: a > 1\nrank: b\n", "id": "a"}, {COMMENT: "x\ttitle: y", "id": "b"}]
    }
    written = as_yaml(story, "Drafted from the data.\nEdit it.")
    assert written.startswith("# Drafted from the data.\n# Edit it.\n")
    assert "  # trend, score 0.8: a > 1\n  # rank: b\n  - id: a\n" in written
    assert "\n\n  # x title: y\n  - id: b\n" in written
    assert parse(written, "story").value == {"sections": [{"id": "a"}, {"id": "b"}]}
