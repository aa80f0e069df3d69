"""A block of a story's text is changed, and every other byte stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.assets import asset
from briefing.errors import BriefingError
from briefing.read.story_blocks import StoryText, block_text

TEXT = """\
# The story.

cover:
  kicker: A   # to be read
  subtitle: "B"

letter: {subject: S}

sections:
  # insight one
  # of two
  - id: one
    title: "T {{ a.last }}"
    notes: |
      # no comment
      text

  - id: two
    title: >-
      long
      title
    # within two

  # insight three
  - id: three
    title: last
# the end
"""
NEW = 'id: new\n# why\ntitle: "N"\npoints:\n  - P\n'


def story(text: str = TEXT) -> StoryText:
    return StoryText(text, "story.en.yaml")


def lines_left(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that only the one has, and only the other."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_a_block_takes_another_place_and_no_other_byte_changes() -> None:
    replaced = story().with_item_replaced("sections", "one", block_text(NEW, "")[0])
    assert replaced.text == TEXT.replace(
        '  - id: one\n    title: "T {{ a.last }}"\n    notes: |\n      # no comment\n      text\n',
        '  - id: new\n    # why\n    title: "N"\n    points:\n      - P\n',
    )
    removed = story().without_item("sections", "two")
    assert removed.text == TEXT.replace("  - id: two\n    title: >-\n      long\n      title\n    # within two\n\n", "")
    last = story().without_item("sections", "three")
    assert last.text == TEXT.replace("\n  # insight three\n  - id: three\n    title: last\n", "")
    added = story().with_item("sections", NEW, "one")
    assert added.ids("sections") == ("one", "new", "two", "three")
    assert lines_left(TEXT, added.text)[0] == []
    cover = story().with_key("cover", "kicker: C")
    assert cover.text == TEXT.replace('  kicker: A   # to be read\n  subtitle: "B"\n', "  kicker: C\n")
    letter = story().with_key("letter", "subject: R")
    assert letter.text == TEXT.replace("letter: {subject: S}", "letter:\n  subject: R")


@pytest.mark.parametrize(
    ("name", "after", "order"),
    [
        ("one", "three", ("two", "three", "one")),
        ("three", "", ("three", "one", "two")),
        ("three", "one", ("one", "three", "two")),
        ("two", "", ("two", "one", "three")),
    ],
)
def test_a_moved_section_takes_its_comments_along(name: str, after: str, order: tuple[str, ...]) -> None:
    moved = story().with_item_moved("sections", name, after)
    assert moved.ids("sections") == order
    assert sorted(filter(str.strip, moved.text.split("\n"))) == sorted(filter(str.strip, TEXT.split("\n")))
    assert "  # insight one\n  # of two\n  - id: one\n" in moved.text
    assert "  # insight three\n  - id: three\n" in moved.text


def test_line_ends_the_mark_at_the_head_and_other_forms_of_lists_stay() -> None:
    windows = "\ufeff" + TEXT.replace("\n", "\r\n")
    changed = story(windows).with_item("sections", NEW, "").text
    assert changed.startswith("\ufeff#")
    assert "\n" not in changed.replace("\r\n", "")
    flush = "sections:\n- id: one\n  title: A\n# of two\n- id: two\n  title: B\n"
    assert story(flush).with_item("sections", "id: x\ntitle: C", "one").text == (
        "sections:\n- id: one\n  title: A\n- id: x\n  title: C\n# of two\n- id: two\n  title: B\n"
    )
    assert story("title: T\n").with_item("sections", "id: x\ntitle: C").value["sections"] == [{"id": "x", "title": "C"}]
    assert story("sections: []\n").with_item("sections", "id: x\ntitle: C").ids("sections") == ("x",)
    starter = (asset("project") / "story.en.yaml").read_text(encoding="utf-8")
    for name in StoryText(starter, "").ids("sections"):
        own = StoryText(starter, "").own_text("sections", name)
        assert StoryText(starter, "").with_item_replaced("sections", name, block_text(own, "")[0]).text == starter


def test_a_block_is_given_as_yaml_with_or_without_a_dash_or_as_an_object() -> None:
    value = {"id": "x", "title": "C", "points": ["a: b", "{{ c }}"], "chart": {"kind": "line", "top": "3"}}
    given = {**value, "chart": {"kind": "line", "top": 3}}
    text, read = block_text(given, "")
    assert read == value
    assert story().with_item("sections", text).value["sections"][-1] == value
    as_json = '{"id": "x", "title": "C", "points": ["a: b", "{{ c }}"], "chart": {"kind": "line", "top": "3"}}'
    assert block_text(as_json, "")[1] == value
    assert block_text("- id: x\n  title: C\n", "") == ("id: x\ntitle: C", {"id": "x", "title": "C"})
    for refused in ("", "- a\n- b", "text", "a: &x 1\nb: *x", "!!python/object:os.x {}", "id: x\n---\nid: y", "a: ["):
        with pytest.raises(BriefingError):
            block_text(refused, "")


def test_what_is_no_list_of_blocks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="stand on one line"):
        story("sections: [{id: a, title: A}, {id: b, title: B}]\n").without_item("sections", "a")
    with pytest.raises(BriefingError, match="there is no section 'nine'"):
        story().without_item("sections", "nine")
    with pytest.raises(BriefingError, match="no YAML"):
        story("sections: [")
