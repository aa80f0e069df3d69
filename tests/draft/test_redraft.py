"""A story that people have edited, on new data: what became of its claims, and pieces that change nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.draft.insight import Insight
from briefing.draft.insights.finding import insights
from briefing.draft.redraft import Redraft, StoryPiece, accept, redraft
from briefing.draft.redraft_claims import ClaimReader
from briefing.draft.redraft_coverage import contents
from briefing.draft.redraft_sections import ProposedSection, plans_for
from briefing.errors import InputError, UsageError
from briefing.facts import FactRegistry
from briefing.model.edition import Previous, Project
from briefing.model.fact import Fact
from briefing.read import story
from briefing.read.project import project
from briefing.read.story_blocks import StoryText
from tests.draft.insights.fields import written

RISE = [100.0 + 7 * at + (at % 3) for at in range(16)]
FALL = [90.0 - 2 * at - (at % 2) for at in range(16)]
STORY = """\
# A comment of ours.
cover: {subtitle: "Visits {{ visits.last | value }}"}   # and one more


sections:

  # trend, score 0.95: visits.multiple > 1
  # ours too
  - id: visits
    title: >-
      Visits rose
      # this is text
    expect: visits.multiple > 1.5
    subtitle: auto
    chart: {kind: line, series: [visits], highlight: visits}
    points:
    - "odd   spacing"   # kept
  -   id: last
      title: 'The end: {{ visits.first | value }}'
      # below

# at the end"""


def _project(folder: Path, text: str = STORY, fields: dict[str, list[float]] | None = None) -> Path:
    given = fields or {"visits": RISE, "loans": FALL}
    written(folder, {name: {"Ash": values} for name, values in given.items()})
    (folder / "story.en.yaml").write_bytes(text.encode())
    return folder


def _with_pieces(folder: Path, text: str, *sections: ProposedSection) -> Redraft:
    found = project(_project(folder, text))
    pieces = tuple(StoryPiece(number, (), {"en": one}) for number, one in enumerate(sections, 1))
    return Redraft(found, {"en": StoryText(text, "story.en.yaml")}, {"en": ()}, pieces)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("tail", ["", "\n", "\n\n"])
def test_a_piece_is_added_and_every_other_byte_stays(end: str, mark: str, tail: str, tmp_path: Path) -> None:
    text = mark + (STORY + tail).replace("\n", end)
    new = [ProposedSection(name, f"# why\nid: {name}\ntitle: New {name}", after) for name, after in
           (("first", "visits"), ("second", "visits"), ("third", "last"))]  # fmt: skip
    result = _with_pieces(tmp_path / "mine", text, *new)
    path = tmp_path / "mine" / "story.en.yaml"
    assert path.read_bytes() == text.encode()
    assert accept(result, [3, 1], tmp_path / "mine") == ("story.en.yaml",)
    changed, left = path.read_bytes().decode(), [*text.splitlines(keepends=True)]
    added = []
    for line in changed.splitlines(keepends=True):  # each of them one of ours, in its order, or a new one
        if left and line == left[0]:
            left.pop(0)
        else:
            added.append(line)
    assert left == []
    blocks = [["  # why", f"  - id: {name}", f"    title: New {name}"] for name in ("first", "third")]
    assert [line.rstrip("\r\n") for line in added if line.strip()] == [line for block in blocks for line in block]
    assert all(line.endswith(end) for line in added)
    assert StoryText(changed, "s").ids("sections") == ("visits", "first", "last", "third")


def test_pieces_behind_the_same_section_stand_in_their_order(tmp_path: Path) -> None:
    new = [ProposedSection(name, f"id: {name}\ntitle: New", "visits") for name in ("b", "a", "c")]
    result = _with_pieces(tmp_path, STORY, *new)
    (text,) = result.with_pieces([1, 2, 3]).values()
    assert StoryText(text, "s").ids("sections") == ("visits", "b", "a", "c", "last")
    assert result.diff().count("# piece ") == 3


def test_a_wrong_number_a_changed_story_and_mixed_line_ends_change_nothing(tmp_path: Path) -> None:
    new = ProposedSection("new", "id: new\ntitle: New", "visits")
    result = _with_pieces(tmp_path / "a", STORY, new)
    with pytest.raises(UsageError, match="there is no piece 7"):
        accept(result, [1, 7], tmp_path / "a")
    (tmp_path / "a" / "story.en.yaml").write_text(STORY + "\n# edited", encoding="utf-8")
    with pytest.raises(InputError, match="changed in the meantime"):
        accept(result, [1], tmp_path / "a")
    mixed = STORY.replace('spacing"   # kept\n', 'spacing"   # kept\r\n')
    with pytest.raises(InputError, match="without another change"):
        accept(_with_pieces(tmp_path / "b", mixed, new), [1], tmp_path / "b")
    assert (tmp_path / "b" / "story.en.yaml").read_bytes() == mixed.encode()


def test_a_piece_stands_in_the_story_of_each_language(tmp_path: Path) -> None:
    folder = _project(tmp_path)
    settings = (folder / "briefing.toml").read_text(encoding="utf-8").replace('["en"]', '["en", "zh"]')
    (folder / "briefing.toml").write_text(settings, encoding="utf-8")
    chinese = STORY.replace("Visits rose", "访问量上升").replace("\n", "\r\n")
    (folder / "story.zh.yaml").write_bytes(chinese.encode())
    texts = {"en": StoryText(STORY, "story.en.yaml"), "zh": StoryText(chinese, "story.zh.yaml")}
    own = {lang: ProposedSection("new", f"id: new\ntitle: New {lang}", "visits") for lang in texts}
    only = {"zh": ProposedSection("more", "id: more\ntitle: 更多", "last")}
    result = Redraft(project(folder), texts, {}, (StoryPiece(1, (), own), StoryPiece(2, (), only)))
    assert accept(result, [2], folder) == ("story.zh.yaml",)
    assert (folder / "story.en.yaml").read_bytes() == STORY.encode()
    assert "title: 更多\r\n" in (folder / "story.zh.yaml").read_bytes().decode()
    (folder / "story.zh.yaml").write_bytes(chinese.encode())
    assert accept(result, [1], folder) == ("story.en.yaml", "story.zh.yaml")
    assert "title: New zh\r\n" in (folder / "story.zh.yaml").read_bytes().decode()


def _insight(type: str, *subjects: str) -> Insight:
    return Insight(type, subjects, "", {}, 0.9, 0.9, 0.9)


@pytest.mark.parametrize(
    ("section", "insight", "has"),
    [
        ("points: ['{{ visits.percent | moved }}']", _insight("trend", "visits"), True),
        ("points: ['{{ visits.percent | moved }}']", _insight("trend", "loans"), False),
        ("points: ['{{ visits.percent | moved }}']", _insight("turn", "visits"), False),
        ("expect: visits.rank() == 1", _insight("rank", "visits"), True),
        ("subtitle: {text: a, when: visits.rank() == 1, otherwise: b}", _insight("rank", "visits"), True),
        ("chart: {kind: line, series: [visits]}", _insight("turn", "visits"), True),
        ("chart: {kind: line, series: [visits]}", _insight("rank", "visits"), False),
        ("chart: {kind: bar, series: [visits], entities: all}", _insight("rank", "visits"), True),
        ("charts: [{kind: line, series: [visits]}]", _insight("streak", "visits"), True),
        ("cards: [{fact: visits, label: V, unit: v}]", _insight("record", "visits"), True),
        ("cards: [{fact: visits, label: V, unit: v}]", _insight("trend", "visits"), False),
        ("chart: {kind: scatter, series: [visits, loans]}", _insight("correlation", "visits", "loans"), True),
        ("chart: {kind: line, series: [visits]}", _insight("correlation", "visits", "loans"), False),
        ("chart: {kind: stacked, series: [visits, loans]}", _insight("share", "visits"), True),
        ("points: ['nothing of {{ visits.last']", _insight("change", "visits"), False),
    ],
)  # fmt: skip
def test_what_a_section_has(section: str, insight: Insight, has: bool) -> None:
    text = f"sections:\n  - id: one\n    title: T\n    {section}\n"
    (content,) = contents(StoryText(text, "s"), ("visits", "loans"))
    assert content.has(insight) is has


def test_an_insight_of_the_comment_above_is_there_already() -> None:
    (first, last) = contents(StoryText(STORY, "s"), ("visits", "loans"))
    assert [(one.type, one.score, one.line) for one in first.stated] == [("trend", 0.95, 7)]
    assert first.has(_insight("trend", "visits"))
    assert not last.stated
    plans = plans_for(
        [_insight("trend", "visits"), _insight("trend", "loans")],
        [(first, last)],
        {"visits": "visits", "loans": "loans"},
    )
    assert [plan.subject for plan in plans] == ["loans"]


CLAIMS = """\
sections:
  # trend, score 0.95: visits.multiple > 1
  - id: one
    title: {text: Loans, when: loans.change < 0, otherwise: {text: Up, expect: loans.last > 100}}
    points:
      - text: Visits rose
        expect: visits.multiple > 5
      - {text: Old, when: visits.change < 0, expect: visits.multiple > 900}
      - 'Loans rose {{ loans.percent | percent }}'
  # record, score 0.90: loans.last > 1000
  # streak, score 0.90: loans.streak() < -3
  # outlier, score 0.90: visits.at(1990) > 0
  - id: two
    title: Loans
"""


def test_claims_are_reported_with_their_place_and_values(tmp_path: Path) -> None:
    found = project(_project(tmp_path, CLAIMS))
    facts = {"visits.multiple": _multiple(found, "visits", 4.0)}
    found = replace(found, previous=Previous(found.edition.as_of, facts))
    every = insights(found, all=True)
    own = contents(StoryText(CLAIMS, "s"), found.edition.subjects)
    reader = ClaimReader(found, insights(found), every)
    changes = reader.changes(story(tmp_path / "story.en.yaml"), own, "en")
    assert [(one.state, one.where, one.claim) for one in changes] == [
        ("false", "story.en.yaml, line 6", "visits.multiple > 5"),
        ("refused", "story.en.yaml, line 9", ""),
        ("turned", "story.en.yaml, line 10", "loans.last > 1000"),
        ("turned", "story.en.yaml, line 12", "visits.at(1990) > 0"),
    ]
    assert dict(changes[0].now) == {"visits.multiple": "2.1-fold"}
    assert dict(changes[0].then) == {"visits.multiple": "4.0-fold"}
    assert "no such value" in changes[3].why
    assert "line 6: false: Visits rose" in str(changes[0])
    many = [replace(_insight("change", "other"), score=0.99)] * 22
    for others, why in (
        (ClaimReader(found, many, every), "it now ranks below the first 21 of what the data say"),
        (ClaimReader(found, many, many), "it is no longer among what the data say"),
    ):
        weaker = others.changes(story(tmp_path / "story.en.yaml"), own, "en")
        printed = f"{why}; its words still hold: leave the section, or take it out"
        assert ("weak", printed) in [(one.state, one.why) for one in weaker if one.claim == "visits.multiple > 1"]


def _multiple(found: Project, key: str, value: float) -> Fact:
    return replace(FactRegistry(found.dataset, found.edition).subject(key).multiple, value=value)


def test_a_story_without_an_insight_is_offered_a_section_that_builds(tmp_path: Path) -> None:
    folder = _project(tmp_path)
    before = (folder / "story.en.yaml").read_bytes()
    result = redraft(project(folder))
    assert result.claims == {"en": ()}
    assert {piece.insights[0].subjects[0] for piece in result.pieces} == {"loans"}
    assert json.loads(json.dumps(result.as_json()))["pieces"][0]["number"] == 1
    assert (folder / "story.en.yaml").read_bytes() == before
    accept(result, [piece.number for piece in result.pieces], folder)
    again = redraft(project(folder))
    assert again.claims == {"en": ()}
    assert again.pieces == ()
