"""What the build proposes for texts that an output does not print is done, and each stands where it belongs."""

from __future__ import annotations

from pathlib import Path

import briefing
from briefing.pipeline.outputs import DEFAULT
from tests.following import case, checked, followed, laid_out, towns

CHART = "subtitle: auto\nchart: {kind: line, series: [visits]}\n"
PANELS = "multiples: {kind: line, series: [visits, birch]"
COLUMNS = "chart: {kind: columns, series: [visits]}"
NAMED = "subtitle: auto\nchart: {kind: columns, series: [visits, birch], names: {visits: {name: All visits"
CASES = [
    case("subtitle: auto\nchart: {kind: line, series: [visits], title: Words}", "chart, title is not in",
         "one chart stands under the title of its section: put the words there, or leave them out",
         f"title: 'Words: {{{{ visits.last }}}} thousand'\n{CHART}", CHART),
    case("subtitle: auto\nchart: {kind: line, series: [visits], subtitle: Thousand}", "chart, subtitle is not in",
         "the section has a subtitle of its own: leave one of the two out",
         CHART, "title: 'It is {{ visits.last }} thousand'\nchart: {kind: line, series: [visits], subtitle: 2020}"),
    case(f"subtitle: auto\n{PANELS}, subtitle: Thousand}}", "multiples, subtitle is not in",
         "the section has a subtitle of its own: leave one of the two out", f"subtitle: auto\n{PANELS}}}",
         f"title: 'They are {{{{ visits.last }}}} thousand'\n{PANELS}, subtitle: 'Thousand visits, 2020'}}"),
    case(f"heading: Readers\n{CHART}", "heading is not in the brief",
         "a heading stands above paragraphs and points: add one, or leave the heading out",
         f"heading: Readers\n{CHART}points: [They read.]", f"heading: Readers\n{CHART}paragraph: They read.", CHART),
    case(f"{NAMED}, detail: of Ashby}}}}}}", "detail is not in",
         "this chart has no room for second lines of names: leave it out, or put it into the name",
         f"{NAMED}}}}}}}", f"{NAMED} of Ashby}}}}}}"),
    case(f"{CHART}points: [Hello, {{text: They read., only: [brief]}}]\nonly: [deck]",
         "points 2 stands in no output, as `only` says",
         "let the `only` of the text and that of its section share an output",
         f"{CHART}points: [Hello, {{text: They read., only: [deck]}}]\nonly: [deck]",
         f"{CHART}points: [Hello, {{text: They read., only: [brief]}}]\nonly: [deck, brief]"),
]  # fmt: skip


def test_a_text_stands_where_it_belongs_when_the_fix_is_followed(tmp_path: Path) -> None:
    ways = laid_out(CASES, tmp_path / "wrong", None)
    assert [str(finding) for finding in checked(ways, tmp_path / "right")] == []


def test_an_output_without_sections_gets_one_or_is_left_out(tmp_path: Path) -> None:
    towns(tmp_path)
    story = "sections:\n- {id: a, title: Towns, points: [Hello], only: [deck]}\n"
    path = tmp_path / "story.en.yaml"
    path.write_text(story, encoding="utf-8")
    (finding,) = briefing.check(tmp_path)
    fix = "let `only` and `when` of a section admit the <>, or leave it out: --only <>"
    name, others = followed(fix, finding.fix, ["<0>", "<1>"])
    assert {name, *others.split(",")} == set(DEFAULT)
    assert briefing.check(tmp_path, only=others.split(",")) == ()
    path.write_text(story.replace("[deck]", f"[deck, {name}]"), encoding="utf-8")
    assert briefing.check(tmp_path) == ()


def test_a_header_that_has_no_room_has_it_when_it_is_shortened(tmp_path: Path) -> None:
    towns(tmp_path)
    path = tmp_path / "story.en.yaml"
    story = "cover: {{header: '{}'}}\nsections:\n- {{id: a, title: Towns, points: [Hello]}}\n"
    path.write_text(story.format("Libraries of the towns along the river " * 9), encoding="utf-8")
    (finding, *_) = [one for one in briefing.check(tmp_path) if "cover, header" in one.what]
    followed("it is longer than the foot of a slide or the head of a page: shorten it", finding.fix, [])
    path.write_text(story.format("Libraries of the towns"), encoding="utf-8")
    assert briefing.check(tmp_path) == ()


def test_the_texts_of_a_chart_that_the_letter_alone_shows_are_its_own(tmp_path: Path) -> None:
    towns(tmp_path)
    of_letter = (
        f"{{id: a, title: 'Towns, {{{{ visits.last }}}}', only: [letter], subtitle: auto, note: All open, {COLUMNS}}}"
    )
    other = "{id: b, title: Towns, points: [Hello]}"
    story = f"letter: {{chart: a}}\nsections:\n- {of_letter}\n- {other}\n"
    path = tmp_path / "story.en.yaml"
    path.write_text(story, encoding="utf-8")
    assert briefing.check(tmp_path) == ()
    path.write_text(story.replace("chart: a}", "chart: b}"), encoding="utf-8")
    assert any("stands in no output" in finding.what for finding in briefing.check(tmp_path))
