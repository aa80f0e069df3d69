"""What stands alone on a slide fills it: a timeline in large type, words and tiles in their largest size."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from briefing.assets import asset
from briefing.deck.plan import grid
from briefing.deck.plan.planning import plan
from briefing.deck.slides import Shape, Slide, TextBox
from briefing.model.document import Block, Event, Point, Timeline
from briefing.model.text import Run, plain, text
from briefing.read import theme
from tests.deck import checks
from tests.deck.sample import document, point, policy, sections

TILES, MILESTONES = policy()


def slide(*blocks: Block, points: tuple[Point, ...] = (), ask: str = "") -> Slide:
    given = replace(sections()[0], title=text("It rose"), blocks=blocks, points=points, ask=text(ask) if ask else ())
    return plan(document(only=(given,)), theme(asset("themes/ink.toml")))[1]


def said(made: Slide, start: str) -> list[TextBox]:
    return [item for item in made.elements if isinstance(item, TextBox) and item.name.startswith(start)]


def milestones(count: int, words: str) -> Timeline:
    return Timeline(
        tuple(Event(text(f"{at + 1} Jan 2024", term="date"), text(words), at == 1) for at in range(count)),
        alt=text("Timeline."),
    )


@pytest.mark.parametrize("points", [(), (point("Lead", "And a body."),)])
@pytest.mark.parametrize("count", [1, 2, 5, 7])
@pytest.mark.parametrize("words", ["Plan adopted", "A plan with a long name that says all that is in it " * 3])
def test_a_timeline_alone_stands_level_where_few_and_short_else_upright_and_keeps_the_rules(
    count: int, words: str, points: tuple[Point, ...]
) -> None:
    made = slide(milestones(count, words), points=points)
    assert [found for check in checks.CHECKS for found in check(made)] == []
    dates, events = said(made, "Date "), said(made, "Event ")
    assert len(dates) == len(events) == count
    if count == 5 and words == "Plan adopted":
        assert len({item.box.y for item in (*dates, *events)}) == 2
        assert dates[0].paragraphs[0].style.size > grid.SMALL_BODY.size
    else:
        assert all(one.box.x + one.box.w < other.box.x for one, other in zip(dates, events, strict=True))
        assert all(one.box.y < other.box.y for one, other in pairwise(events))


def test_a_timeline_below_tiles_stays_level() -> None:
    dates = said(slide(TILES, MILESTONES), "Date ")
    assert len({item.box.y for item in dates}) == 1


def test_no_axis_joins_the_milestones_of_a_level_timeline_which_stand_at_equal_steps() -> None:
    made = slide(TILES, MILESTONES)
    rules, dots = ([item.box for item in made.elements if item.name.startswith(kind)] for kind in ("Step rule", "Dot "))
    assert [rule.x for rule in rules] == [dot.x for dot in dots]
    assert all(one.x + one.w < other.x for one, other in pairwise(rules))
    assert "Time axis" not in {item.name for item in made.elements}


def test_tiles_and_milestones_share_a_grid_where_their_counts_are_close() -> None:
    tiles = replace(TILES, groups=(replace(TILES.groups[0], items=tuple(text(f"Item {at}") for at in range(4))),))
    made = slide(tiles, milestones(5, "Plan adopted"))
    shown = [item.box.x for item in made.elements if item.name in {f"Tile 1.{at}" for at in range(1, 5)}]
    assert shown == [item.box.x for item in said(made, "Date ")[1:]]


def test_what_is_known_of_a_tile_stands_below_it_and_a_fact_is_highlighted() -> None:
    first, *others = TILES.groups
    known = tuple(text(words, fact=fact) for words, fact in (("size 5", "it.last"), ("no size", ""), ("", "")))
    made = slide(replace(TILES, groups=(replace(first, details=known), *others)), MILESTONES, ask="who pays?")
    assert [found for check in checks.CHECKS for found in check(made)] == []
    told = said(made, "Tile text 1.")[:3]
    assert [len(item.paragraphs) for item in told] == [2, 2, 1]
    assert [item.paragraphs[1].style.colour for item in told[:2]] == ["highlight", "ink_2"]
    outlines = {item.name: item.line for item in made.elements if isinstance(item, Shape) and item.name[5:6].isdigit()}
    assert [name for name, line in outlines.items() if line == "highlight"] == ["Tile 1.1"]
    with_lines, without = (said(made, f"Tile text {at}.1")[0].box.h for at in (1, 2))
    assert with_lines > without


def test_tiles_alone_are_taller_than_with_a_timeline() -> None:
    assert said(slide(TILES), "Tile text")[0].box.h > said(slide(TILES, MILESTONES), "Tile text")[0].box.h


@pytest.mark.parametrize(("repeated", "size"), [(12, 18.0), (28, 16.0), (40, 14.0)])
def test_words_alone_are_set_as_large_as_they_fit(repeated: int, size: float) -> None:
    made = slide(points=(point("What changed", "It rose a lot. " * repeated),) * 3, ask="what does it earn?")
    assert [found for check in checks.CHECKS for found in check(made)] == []
    sizes = {paragraph.style.size for item in said(made, "Point ") for paragraph in item.paragraphs[1:]}
    assert sizes == {size}
    assert said(made, "Point ")[0].paragraphs[0].style.bold
    assert grid.SMALL_BODY.size <= size


def test_short_words_alone_have_a_row_each_over_the_whole_slide() -> None:
    made = slide(points=(point("What changed", "It rose a lot. " * 3),) * 3, ask="what does it earn?")
    assert [found for check in checks.CHECKS for found in check(made)] == []
    leads, bodies = said(made, "Lead "), said(made, "Point ")
    assert [item.box.y for item in leads] == [item.box.y for item in bodies]
    assert all(one.box.y < other.box.y for one, other in pairwise(bodies))
    assert {item.paragraphs[0].style.size for item in (*leads, *bodies)} == {20.0}


def test_who_is_asked_stands_before_the_question_where_the_story_names_them_in_bold() -> None:
    def callout(*ask: Run) -> str:
        base = replace(sections()[0], title=text("It rose"), blocks=(MILESTONES,), points=(), ask=ask)
        made = plan(document(only=(base,)), theme(asset("themes/ink.toml")))[1]
        return " ".join(plain(part.text) for box in said(made, "Callout") for part in box.paragraphs).replace(
            "\u00a0", " "
        )

    question = Run(" how many permits lapse?")
    assert callout(Run("the harbour office", bold=True), question) == "Ask the harbour office: how many permits lapse?"
    assert callout(Run("how many permits lapse?")) == "Ask next: how many permits lapse?"
    assert callout(Run("How many permits lapse?", bold=True)) == "Ask next: How many permits lapse?"
