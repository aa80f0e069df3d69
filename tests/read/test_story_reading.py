"""A story reads with its lines, and each mismatch is reported with its line and fix."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing.read
from briefing.assets import asset
from briefing.errors import InputError
from briefing.model.period import Period
from briefing.read.story_file import story_schema
from tests.read.small import FILES, story_messages

START = "sections:\n  - id: trees\n    title: Trees\n"


def read(text: str, folder: Path) -> briefing.read.StoryFile:
    path = folder / "story.en.yaml"
    path.write_text(text, encoding="utf-8")
    return briefing.read.story(path)


def test_a_story_knows_where_each_part_stands(small: Path) -> None:
    story = briefing.read.story(small / "story.en.yaml")
    assert story.story.sections[0].points[1].expect == "trees.last > 2"
    assert story.where(("sections", 0, "title")) == "story.en.yaml, line 3"
    assert story.where(("sections", 0, "points", 0)) == "story.en.yaml, line 5"
    assert story.where(("sections", 0, "points", 0, "text")) == "story.en.yaml, line 5"
    assert story.where(("sections", 0, "points", 1, "expect")) == "story.en.yaml, line 7"
    assert story.where(("sections", 0, "ask")) == "story.en.yaml, line 2"
    assert story.where(()) == "story.en.yaml, line 1"
    assert story.lines["sections", 0, "title"] == (3, 5)


def test_a_plain_sentence_in_place_of_a_list_keeps_its_line(tmp_path: Path) -> None:
    story = read(START + "    points: One\n", tmp_path)
    assert story.story.sections[0].points[0].text == "One"
    assert story.where(("sections", 0, "points", 0, "text")) == "story.en.yaml, line 4"


def test_the_model_decides_what_is_a_number_or_a_switch(tmp_path: Path) -> None:
    """YAML alone would make False of `no`, a date of 2014-02-26 and a number of 2018."""
    text = (
        "sections:\n  - id: no\n    title: 2018\n    milestones: [{date: 2014-02-26}, {date: 2018, highlight: true}]\n"
    )
    text += "    chart: {kind: bar, series: [trees], period: [2014, 2023], target: 2025, growth: yes}\n"
    section = read(text, tmp_path).story.sections[0]
    assert (section.id, section.title) == ("no", "2018")
    assert [(event.date, event.highlight) for event in section.milestones] == [("2014-02-26", False), ("2018", True)]
    assert section.chart is not None
    assert section.chart.ends == (Period.year(2014), Period.year(2023))
    assert (section.chart.target, section.chart.growth) == (Period.year(2025), True)


WRONG = {
    "tab": (
        "sections:\n\t- id: trees\n",
        "line 2: a tab stands in the indentation\n  fix: indent with blanks",
    ),
    "unclosed": ("sections: [\n", "this is no YAML: "),
    "colon": (START + "    ask: Why: so\n", "line 4: this is no YAML: "),
    "deeper line": (
        START + "      subtitle: auto\n",
        "line 4: this is no YAML: it begins with 6 blanks, and the line before it with 4\n  fix: begin both",
    ),
    "mark in a text": (
        START + '    ask: "Why "now"?"\n',
        """line 4: this is no YAML: a text ends at the " before `now"?"`\n  fix: write ' in place of " inside of it""",
    ),
    "text without an end": (START + '    ask: "Why\n', "line 4: this is no YAML: a text in quotation marks has no end"),
    "another name for a chart": (
        START + "    graph: {kind: bar, series: [trees]}\n",
        "line 4: section trees, graph: the key 'graph' is unknown\n  fix: did you mean 'chart'?",
    ),
    "a word for a list of sets": (
        START + "    milestones: all\n",
        "section trees, milestones: 'all' is not a list\n  fix: write a dash for each item, as `- {date: …}`",
    ),
    "unquoted braces": (START + "    ask: {{ trees }}\n", "line 4: a key is no plain text\n  fix: put quotation marks"),
    "a text with a colon": (
        START + "    points:\n      - Rain: too much\n",
        "line 5: section trees, points 1: 'text' is missing\n  fix: add text",
    ),
    "key twice": (
        START + "    title: Again\n",
        "line 4: the key 'title' stands in line 3 too\n  fix: join or delete one",
    ),
    "anchor": (START + "    ask: &a x\n", "line 4: an anchor &a stands here\n  fix: delete it, or quote the &"),
    "alias": (START + "    ask: *a\n", "line 4: an alias *a stands here\n  fix: write the text again, or quote the *"),
    "tag": (START + "    ask: !!python/name:os.system x\n", "line 4: a tag tag:yaml.org,2002:python/name:os.system"),
    "second document": (START + "---\nsections: []\n", "line 4: a second document begins"),
    "deep": (START + "    ask: " + "[" * 30 + "]" * 30 + "\n", "line 4: lists and keys lie more than 24 deep"),
    "very deep": (START + "    ask: " + "[" * 100_000 + "\n", "line 4: this is no YAML: exceeded maximum nesting"),
    "escaped control": (START + '    ask: "a\\x07b"\n', "line 4: the control character U+0007 stands in the text"),
    "control": (START + "    ask: a\x07b\n", "line 4: the control character U+0007 stands in the story"),
    "private use": (START + "    ask: a\ue000b\n", "line 4: the private-use character U+E000"),
    "unknown key": (
        START + "    headng: x\n",
        "line 4: section trees, headng: the key 'headng' is unknown\n  fix: did you mean 'heading'?",
    ),
    "missing": ("sections:\n  - id: trees\n", "line 2: section trees: 'title' is missing\n  fix: add title"),
    "list as text": (
        START + "    ask: [a]\n",
        "line 4: section trees, ask: ['a'] is not text\n  fix: put it in quotation marks",
    ),
    "word as number": (
        START + "    ranks: {places: many, rows: [{name: a, rank: b}]}\n",
        "line 4: section trees, ranks, places: 'many' is not a whole number\n  fix: write digits, as 2023",
    ),
    "word as switch": (
        START + "    chart: {kind: bar, series: [trees], revisions: maybe}\n",
        "line 4: section trees, chart, revisions: 'maybe' is neither true nor false\n  fix: write true or false",
    ),
    "no list": (START + "    tiles: x\n", "line 4: section trees, tiles: 'x' is not a list"),
    "no set": (START + "    chart: bar\n", "line 4: section trees, chart: 'bar' is not a set of names with values"),
    "choice": (
        START + "    chart: {kind: bra, series: [trees]}\n",
        "line 4: section trees, chart, kind: 'bra' may not stand here\n  fix: did you mean 'bar'?",
    ),
    "deep key": (
        START + "    chart:\n      kind: bar\n      series: [trees]\n      seires: x\n",
        "line 7: section trees, chart, seires: the key 'seires' is unknown\n  fix: did you mean 'series'?",
    ),
    "too few": (
        START + "    chart: {kind: bar, series: []}\n",
        "line 4: section trees, chart, series: series holds too few items\n  fix: give at least 1",
    ),
    "too many": (
        START + "    decisions:\n" + "      - {question: Q, known: K, missing: M}\n" * 5,
        "line 4: section trees, decisions: decisions holds 5 items, at most 4 may stand there\n  fix: leave some out",
    ),
    "id": ("sections:\n  - id: My trees\n    title: T\n", "line 2: sections 1, id: 'My trees' has not the right form"),
    "id of a part twice": (
        "parts:\n  - {id: a, name: A, headline: One}\n  - {id: a, name: B, headline: Two}\n" + START + "    part: a\n",
        "line 3: parts 2, id: two parts have the id 'a'\n  fix: give one of them another",
    ),
    "id twice": (START + "  - id: trees\n    title: T\n", "line 4: sections 2, id: two sections have the id 'trees'"),
    "cells": (
        START + "    table: {head: [a, b], rows: [[a]]}\n",
        "line 4: section trees, table: row 1 has 1 cells, the head has 2",
    ),
    "union": (START + "    expect: {a: b}\n", "line 4: section trees, expect: {'a': 'b'} is not text"),
    "empty": ("", "story.en.yaml: the story is no set of keys\n  fix: begin with the line: sections:"),
    "a list": ("- a\n", "the story is no set of keys"),
    "no sections": ("title: x\n", "line 1: 'sections' is missing\n  fix: add sections"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_story_is_reported_with_its_line(case: str, tmp_path: Path) -> None:
    text, finding = WRONG[case]
    found = story_messages(text, tmp_path)
    assert any(finding in item for item in found), found


@pytest.mark.parametrize("case", ["union", "list as text", "unquoted braces", "key twice", "alias", "deep", "choice"])
def test_one_mismatch_is_reported_once(case: str, tmp_path: Path) -> None:
    assert len(story_messages(WRONG[case][0], tmp_path)) == 1


def test_all_mismatches_of_a_story_are_reported_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    text = START + "    headng: x\n    title: T\n    chart: {kind: bra, series: [t]}\n    ask: *a\n    notes: [7]\n"
    assert [item.partition(":")[0] for item in story_messages(text, tmp_path)] == [
        f"story.en.yaml, line {line}" for line in (4, 5, 6, 7, 8)
    ]


def test_a_billion_laughs_cost_nothing(tmp_path: Path) -> None:
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    lines += [f"{new}: &{new} [{','.join(['*' + old] * 9)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
    found = story_messages("\n".join(lines), tmp_path)
    assert "story.en.yaml, line 1: an anchor &a stands here" in found[0]
    assert any("line 9: an alias *h stands here" in item for item in found)


def test_a_large_story_is_refused_before_it_is_read(tmp_path: Path) -> None:
    assert story_messages(b"# " + b"x" * 2_000_000, tmp_path) == [
        "story.en.yaml: the file is larger than 2 MB\n  fix: split it or drop what is unused"
    ]


def test_a_story_in_another_encoding_is_reported_with_the_line(tmp_path: Path) -> None:
    text = (START + "    ask: café\n").encode("latin-1")
    assert story_messages(text, tmp_path) == [
        "story.en.yaml, line 4: byte 0xE9 is not UTF-8\n  fix: save the file as UTF-8"
    ]


def test_a_missing_story_is_reported(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the file is missing"):
        briefing.read.story(tmp_path / "story.en.yaml")


def test_every_story_of_the_repository_reads() -> None:
    root = Path(__file__).parents[2]
    found = [*root.glob("data/*/story.*.yaml"), *root.glob("assets/*/story.*.yaml")]
    assert found
    for path in found:
        assert briefing.read.story(path).story.sections


def test_the_schema_for_editors_is_the_model(tmp_path: Path) -> None:
    """`python -c "from briefing.read.story_file import story_schema as s; print(s(), end='')"` writes it."""
    assert asset("schemas/story.schema.json").read_text(encoding="utf-8") == story_schema()


def test_the_schema_allows_what_the_model_allows() -> None:
    schema = story_schema()
    assert '"additionalProperties": false' in schema
    points = schema[schema.index('"points": {') :]
    assert '"type": "string"' in points[:400]
    assert FILES["story.en.yaml"].count("- One") == 1
