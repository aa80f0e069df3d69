"""The planned deck: what each slide holds, where it stands, and the errors of what does not fit."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.assets import asset
from briefing.deck.plan import grid
from briefing.deck.plan.charts import point_labels
from briefing.deck.plan.charts.plot_positions import path, position
from briefing.deck.plan.planning import plan
from briefing.deck.plan.text import fit, word_limit
from briefing.deck.slides import Box, ChartBox, Shape, Slide, TableBox, TextBox, TextStyle
from briefing.errors import LayoutError
from briefing.model.chart import Axis, Chart, Label, Plot, PlotSeries
from briefing.model.document import Document, Point
from briefing.model.text import Run, plain, text
from briefing.model.theme import Theme
from briefing.read import theme as read_theme
from briefing.wording import of
from tests.deck import checks
from tests.deck.sample import document, quotation, sections
from tests.deck.sample_charts import contracts_columns, t

SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.fixture(scope="module")
def theme() -> Theme:
    return read_theme(asset("themes/ink.toml"))


@pytest.fixture(scope="module")
def slides(theme: Theme) -> tuple[Slide, ...]:
    return plan(document(), theme)


def told(slide: Slide) -> str:
    """A slide → one line for each element: name, place in whole points, text."""
    lines = [f"{slide.id} · {slide.layout} · {'dark' if slide.dark else 'light'}"]
    for item in slide.elements:
        box = item.box
        said = ""
        if isinstance(item, TextBox):
            said = " | ".join(f"{p.style.size:g} {plain(p.text)!r}" for p in item.paragraphs)
        if isinstance(item, ChartBox):
            said = (
                f"{item.plot.form}, plot at {item.inner.x:.0f} {item.inner.y:.0f} {item.inner.w:.0f} {item.inner.h:.0f}"
            )
        if isinstance(item, TableBox):
            said = " / ".join(" | ".join(plain(cell.text) for cell in row) for row in item.rows)
        lines.append(f"{item.name} · {box.x:.0f} {box.y:.0f} {box.w:.0f} {box.h:.0f} · {said}".rstrip(" ·"))
    return "\n".join(lines) + "\n\nnotes\n" + plain(slide.notes) + "\n"


def test_every_slide_of_the_sample_is_planned_as_its_snapshot_says(slides: tuple[Slide, ...]) -> None:
    wrong = []
    for number, slide in enumerate(slides, start=1):
        path = SNAPSHOTS / f"{number:02d}-{slide.id}.txt"
        if os.environ.get("BRIEFING_GOLDEN"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(told(slide), encoding="utf-8")
        if not path.exists() or path.read_text(encoding="utf-8") != told(slide):
            wrong.append(path.name)
    assert not wrong, "changed; look at the slides, then run once with BRIEFING_GOLDEN=1"


def test_there_is_a_cover_and_one_slide_for_each_section_of_the_deck(theme: Theme) -> None:
    shown = sections()
    only = (shown[0], replace(shown[1], outputs=("brief",)), shown[2])
    assert [slide.id for slide in plan(document(only=only), theme)] == ["cover", "summary", "multiples"]


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("mode", ["read", "present"])
def test_no_slide_of_the_sample_breaks_a_rule(mode: str, check: Callable[[Slide], list[str]], theme: Theme) -> None:
    found = {slide.id: check(slide) for slide in plan(document(mode), theme)}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_no_slide_has_more_than_seven_sizes_of_type(slides: tuple[Slide, ...]) -> None:
    many = {slide.id: sorted(checks.sizes(slide)) for slide in slides}
    assert {name: found for name, found in many.items() if len(found) > checks.MOST_SIZES} == {}


def _text(slide: Slide, name: str) -> tuple[int, TextBox]:
    for at, item in enumerate(slide.elements):
        if item.name == name and isinstance(item, TextBox):
            return at, item
    raise AssertionError(f"no text box {name}")


def _with(slide: Slide, at: int, item: TextBox) -> Slide:
    return replace(slide, elements=(*slide.elements[:at], item, *slide.elements[at + 1 :]))


def test_the_checkers_find_what_is_broken_on_purpose(slides: tuple[Slide, ...]) -> None:
    slide = next(slide for slide in slides if slide.id == "targets")
    at, panel = _text(slide, "Panel")
    title_at, title = _text(slide, "Title")
    moved = _with(slide, at, replace(panel, box=replace(panel.box, x=100.0)))
    shrunk = _with(slide, at, replace(panel, box=replace(panel.box, h=20.0)))
    tiny = replace(panel, paragraphs=tuple(replace(p, style=replace(p.style, size=9.0)) for p in panel.paragraphs))
    beyond = _with(slide, at, replace(panel, box=replace(panel.box, x=800.0)))
    assert checks.overlaps(moved)
    assert checks.overflowing(shrunk)
    assert checks.small(_with(slide, at, tiny))
    assert checks.outside(beyond)
    assert checks.untitled(_with(slide, title_at, replace(title, placeholder="")))
    assert checks.untitled(_with(slide, at, replace(panel, placeholder="title")))
    assert checks.twice(_with(slide, at, replace(panel, placeholder="source")))
    assert checks.placeless(_with(slide, at, replace(panel, place="")))
    chart = next(item for item in slide.elements if isinstance(item, ChartBox))
    assert checks.described(replace(slide, elements=(replace(chart, alt=()),)))


def test_a_title_of_three_hundred_characters_names_the_slide_the_words_too_many_and_the_fix(theme: Theme) -> None:
    long = replace(sections()[2], title=t("Patents rose again and again " * 11))
    with pytest.raises(LayoutError) as caught:
        plan(document(only=(long,)), theme)
    finding = caught.value.findings[0]
    assert finding.where == "slide 2 (multiples), title"
    assert "words too many for two lines of 22 points" in finding.what
    assert "16 words" in finding.fix


def test_a_title_that_is_a_little_long_takes_the_next_smaller_size(theme: Theme) -> None:
    longer = t(
        "Patent density rose 5.5-fold from 2014 to 2023 in the municipality of Belling; contracts, enterprises and new "
        "technology firms rose less than threefold"
    )
    slide = plan(document(only=(replace(sections()[2], title=longer),)), theme)[1]
    _, title = _text(slide, "Title")
    assert title.paragraphs[0].style.size in (24, 22)
    assert plain(title.paragraphs[0].text).count("\n") == 1


def test_all_slides_that_do_not_fit_are_reported_at_once(theme: Theme) -> None:
    long = t("Patents rose again and again " * 11)
    two = tuple(replace(section, title=long) for section in sections()[:2])
    with pytest.raises(LayoutError) as caught:
        plan(document(only=two), theme)
    assert [finding.where for finding in caught.value.findings] == [
        "slide 2 (summary), title",
        "slide 3 (patents), title",
    ]


def test_a_mixture_of_blocks_that_no_layout_holds_is_an_error(theme: Theme) -> None:
    shown = sections()
    mixed = replace(shown[2], blocks=(*shown[2].blocks, *shown[11].blocks))
    with pytest.raises(LayoutError, match="no layout holds chart, table on one slide"):
        plan(document(only=(mixed,)), theme)


def test_a_presented_deck_moves_its_points_into_the_notes(theme: Theme) -> None:
    section = sections()[2]
    read = plan(document(only=(section,)), theme)[1]
    presented = plan(document("present", only=(section,)), theme)[1]
    body = plain(section.points[0].body)
    shown = " ".join(plain(p.text) for item in checks.texts(read) for p in item.paragraphs)
    assert body in shown.replace("\u00a0", " ")
    assert body not in " ".join(plain(p.text) for item in checks.texts(presented) for p in item.paragraphs)
    assert body in plain(presented.notes)
    assert body not in plain(read.notes)


def test_a_presented_slide_says_at_most_forty_words_in_eighteen_points(theme: Theme) -> None:
    presented = plan(document("present"), theme)
    assert {slide.id: word_limit.spoken_words(slide.elements) for slide in presented if not words_fit(slide)} == {}
    assert {slide.id: checks.unreadable(slide) for slide in presented if checks.unreadable(slide)} == {}
    assert len([slide for slide in presented if slide.id.startswith("cautions")]) > 1


def words_fit(slide: Slide) -> bool:
    return slide.id == "cover" or word_limit.spoken_words(slide.elements) <= word_limit.MOST_WORDS


def test_the_counts_of_a_presented_slide_find_a_slide_to_be_read(slides: tuple[Slide, ...]) -> None:
    assert {slide.id for slide in slides if not words_fit(slide)} >= {"questions", "cautions"}
    assert {slide.id for slide in slides if checks.unreadable(slide)} >= {"multiples", "questions", "cautions"}


def test_a_presented_ask_longer_than_forty_words_is_refused_with_the_count(theme: Theme) -> None:
    long = replace(sections()[1], ask=t("word " * 45))
    with pytest.raises(LayoutError, match="7 words too many for the 40 of a slide to be presented"):
        plan(document("present", only=(long,)), theme)


def test_points_without_evidence_are_presented_forty_words_a_slide(theme: Theme) -> None:
    points = tuple(Point(t(f"Lead {number}", bold=True), t("word " * 14)) for number in range(1, 5))
    slides = plan(document("present", only=(replace(sections()[2], blocks=(), points=points, ask=()),)), theme)[1:]
    assert len(slides) == 2
    assert all(words_fit(slide) and not checks.unreadable(slide) for slide in slides)
    shown = [plain(p.text) for slide in slides for box in checks.texts(slide) for p in box.paragraphs]
    assert [f"Lead {number}" for number in range(1, 5)] == [said for said in shown if said.startswith("Lead")]
    assert not any("Lead" in plain(slide.notes) for slide in slides)


def test_a_statement_is_presented_whole(theme: Theme) -> None:
    section = sections()[9]
    read, presented = (plan(document(mode, only=(section,)), theme)[1] for mode in ("read", "present"))
    said = [plain(_text(slide, "Quotation")[1].paragraphs[0].text) for slide in (read, presented)]
    assert said[0] == said[1]


def test_a_retold_statement_has_no_quotation_marks_and_is_told_to_be_none(theme: Theme) -> None:
    said = replace(quotation(), text=(Run("The city will go on."),), translated=False, retold=True)
    slide = plan(document(only=(replace(sections()[9], blocks=(said,)),)), theme)[1]
    assert plain(_text(slide, "Quotation")[1].paragraphs[0].text) == "The city will go on."
    label, words = _text(slide, "Retold")[1], _text(slide, "Quotation")[1]
    assert plain(label.paragraphs[0].text) == "Retold in English, not the speaker’s words"
    assert label.box.y + label.box.h <= words.box.y
    names = [item.name for item in slide.elements]
    assert names.index("Retold") < names.index("Quotation")


def test_a_section_without_evidence_still_makes_a_slide(theme: Theme) -> None:
    slide = plan(document(only=(replace(sections()[2], blocks=()),)), theme)[1]
    assert [name for name in (item.name for item in slide.elements) if name.startswith("Point ")] == [
        "Point 1",
        "Point 2",
    ]


def test_numbers_printed_by_the_plan_alone_carry_a_reason(slides: tuple[Slide, ...]) -> None:
    made = next(slide for slide in slides if slide.id == "questions")
    numbers = [
        run for item in checks.texts(made) if item.name.startswith("Number") for p in item.paragraphs for run in p.text
    ]
    assert [run.term for run in numbers] == ["list number"] * 4
    ranks = next(slide for slide in slides if slide.id == "yardsticks")
    printed = [
        run
        for item in checks.texts(ranks)
        if item.name.startswith("Rank text")
        for p in item.paragraphs
        for run in p.text
    ]
    assert all(run.fact for run in printed)
    assert len(printed) == 5


def test_an_empty_deck_is_its_cover(theme: Theme) -> None:
    empty: Document = document(only=())
    assert [slide.id for slide in plan(empty, theme)] == ["cover"]


def test_boxes_at_line_ends_are_kept_apart_and_inside() -> None:
    from briefing.charts.end_names import spread
    from briefing.charts.label_placement import SLIDE, Obstacles, around_mark

    placed = spread([10.0, 12.0, 60.0], [18.0, 18.0, 18.0], 0.0, 100.0)
    assert placed[1] - placed[0] >= 18 - 1e-6
    assert placed[2] == 60.0
    obstacles = Obstacles(Box(0, 0, 100, 100), [Box(20, 20, 60, 25)], costs=SLIDE)
    free = obstacles.cheapest(around_mark((50.0, 50.0), (40.0, 14.0), "above", y_down=True))[1]
    assert free.y >= 45 or free.y + free.h <= 20


def _printed_labels(box: ChartBox) -> list[Box]:
    """A line chart → where the digits of its value labels stand."""
    moved = {(shift.series, shift.index): (shift.right, shift.down) for shift in box.shifts}
    return [
        point_labels.ink(
            box.plot, label, position(box.plot, box.inner, at, value), moved.get((series.name, at), (0, 0))
        )
        for series in box.plot.series
        for at, (label, value) in enumerate(zip(series.labels, series.values, strict=True))
        if label and value is not None
    ]


def _lines_of(box: ChartBox) -> list[Box]:
    drawn = [
        [None if v is None else position(box.plot, box.inner, at, v) for at, v in enumerate(series.values)]
        for series in box.plot.series
    ]
    return [item for points in drawn for item in path(points, 1.5)]


def test_every_published_year_of_a_line_is_labelled_clear_of_line_bridge_and_each_other(
    slides: tuple[Slide, ...],
) -> None:
    slide = next(slide for slide in slides if slide.id == "patents")
    box = next(item for item in slide.elements if isinstance(item, ChartBox))
    published = box.plot.series[0]
    assert [bool(label) for label in published.labels] == [value is not None for value in published.values]
    labels = _printed_labels(box)
    assert [one for one in labels if any(one.overlap(line) for line in _lines_of(box))] == []
    assert [pair for pair in combinations(labels, 2) if pair[0].overlap(pair[1])] == []


def test_a_label_that_no_side_holds_moves_off_a_steep_line() -> None:
    inner = Box(0, 0, 120, 300)
    values = (0.0, 100.0, 200.0, 300.0)
    series = PlotSeries("Steep", values, "highlight", labels=tuple(Label(text(f"{v:.0f}")) for v in values))
    plot = Plot("line", ("1", "2", "3", "4"), (series,), Axis(0, 400, 100, visible=False), "0")
    points = [position(plot, inner, at, value) for at, value in enumerate(values)]
    line = path(points, 1.0)
    found, shifts = point_labels.clear(plot, inner, [])
    moved = {shift.index: (shift.right, shift.down) for shift in shifts}
    assert moved
    for at, (label, point) in enumerate(zip(found.series[0].labels, points, strict=True)):
        assert label is not None
        still = point_labels.ink(plot, label, point)
        held = point_labels.ink(plot, label, point, moved.get(at, (0.0, 0.0)))
        assert not any(held.overlap(piece) for piece in line)
        assert (at in moved) == any(still.overlap(piece) for piece in path(points, point_labels.LINE))


def test_a_rate_over_columns_stands_above_them_with_an_arrow_to_the_last(slides: tuple[Slide, ...]) -> None:
    slide = next(slide for slide in slides if slide.id == "contracts")
    box = next(item for item in slide.elements if isinstance(item, ChartBox))
    arrow = next(item for item in slide.elements if isinstance(item, Shape) and item.arrow)
    _, words = _text(slide, "Rate 1")
    assert words.box.x + words.box.w < arrow.box.x
    assert arrow.box.y < words.box.y + words.box.h < box.inner.y
    last = position(box.plot, box.inner, len(box.plot.categories) - 1, 0)[0]
    assert last < arrow.box.x + arrow.box.w < grid.OWN.body.x1


def test_panels_of_columns_share_the_size_of_their_values_and_their_highest_line(theme: Theme) -> None:
    section = next(section for section in sections() if section.id == "enterprises")
    bounds = section.blocks[0]
    assert isinstance(bounds, Chart)
    pair = replace(section, blocks=(bounds, replace(contracts_columns(), title=bounds.title, growth=None)))
    slide = plan(document(only=(pair,)), theme)[1]
    boxes = [item for item in slide.elements if isinstance(item, ChartBox)]
    assert [item.plot.form for item in boxes] == ["column", "column"]
    assert len({box.label_size for box in boxes}) == len({box.inner.y for box in boxes}) == 1
    assert checks.twice(slide) == []


def test_the_scale_of_ranks_stands_over_its_places(slides: tuple[Slide, ...]) -> None:
    slide = next(slide for slide in slides if slide.id == "yardsticks")
    for place in (1, 5):
        said = _text(slide, f"Scale {place}")[1]
        rank = next(i for i in slide.elements if i.name in (f"Place 1.{place}", f"Rank 1.{place}"))
        assert said.box.x + said.box.w / 2 == pytest.approx(rank.box.x + rank.box.w / 2)
        assert said.paragraphs[0].text[0].term == "axis"


def test_a_table_begins_at_the_margin_and_its_header_leaves_air_above_the_shared_rule(
    slides: tuple[Slide, ...],
) -> None:
    slide, table = next((slide, item) for slide in slides for item in slide.elements if isinstance(item, TableBox))
    assert table.box.x == grid.OWN.body.x
    assert "\n" not in slide.title  # a line of the title that is not used is the table's
    risen = grid.OWN.head_rule - grid.TITLE_STYLES[0].leading
    assert table.box.y + table.heights[0] == pytest.approx(risen)
    assert table.air > 0


def test_the_cover_says_issuer_and_classification_once(slides: tuple[Slide, ...]) -> None:
    assert slides[0].footer == ()
    assert all(slide.footer for slide in slides[1:])


def test_a_link_that_wraps_breaks_without_its_space(theme: Theme) -> None:
    page = fit.Page(document(), sections()[0], 2, of("en"))
    link = (Run("See "), Run("what do the patents of the city earn in a year", link="#patents"), Run(" of trade."))
    style = TextStyle(14, 18)
    box = fit.set_text(page, "Point", Box(45, 100, 120, 90), fit.single(link, style))
    written = box.paragraphs[0].text
    assert "\n" in {run.text for run in written}
    assert not any(run.text.startswith(" ") for before, run in pairwise(written) if before.text == "\n")
    short = fit.set_text(page, "Point", Box(45, 100, 600, 90), fit.single(link, style))
    assert short.paragraphs[0].text == link


def test_tiles_of_all_groups_stand_on_one_grid_and_are_of_one_size(slides: tuple[Slide, ...]) -> None:
    slide = next(slide for slide in slides if slide.id == "policy")
    tiles = [item.box for item in slide.elements if item.name.startswith("Tile ") and item.name[5].isdigit()]
    assert len({(round(box.w, 3), round(box.h, 3)) for box in tiles}) == 1
    assert len({round(box.x, 3) for box in tiles}) == 4
    assert max(box.x + box.w for box in tiles) == pytest.approx(grid.OWN.body.x1)


def test_on_dark_ground_every_slide_is_dark_and_nothing_moves(slides: tuple[Slide, ...]) -> None:
    dark = plan(document(), read_theme(asset("themes/dark.toml")))
    assert {slide.dark for slide in slides} == {False, True}
    assert dark == tuple(replace(slide, dark=True) for slide in slides)
