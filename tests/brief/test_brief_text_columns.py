"""What has the whole measure of a page to itself, text or a figure, and blocks of a side column that a page divides."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.brief.block_columns import SideBySide
from briefing.brief.flow import FlowBuilder
from briefing.brief.flowables import Flowable, Stack, height_of
from briefing.brief.layout import Flow, lay_out
from briefing.brief.side_column import aside
from briefing.brief.structure import Element, Origin
from briefing.brief.styles import BODY
from briefing.brief.text_block import TextBlock
from briefing.brief.text_columns import TextColumns, rejoined
from briefing.charts.chart_rows import picked
from briefing.model.chart import Chart
from briefing.model.document import Aside, Point, TileGroup, TileMap
from briefing.model.text import text
from tests.brief import sample
from tests.brief.test_brief_layout import ROOM, ZONES, Growing, Pliant, Slab, bare_context, opening
from tests.charts.samples import bullet


def test_text_with_the_whole_measure_to_itself_stands_in_two_columns_of_about_one_height() -> None:
    blocks = [TextBlock(bare_context(), text(sample.LONG), BODY, None, Origin("story", "text")) for _ in range(3)]
    prose = TextColumns(blocks, ZONES)
    alone = prose.wrap(ZONES.main, ROOM)[1]
    assert prose.wrap(ZONES.full, ROOM)[1] < alone
    heights = [height_of(column, prose.each) for column in prose.columns]
    assert len(heights) == 2
    assert max(heights) - min(heights) <= 3 * BODY.leading


def test_a_paragraph_is_not_cut_where_columns_of_whole_ones_are_no_more_than_a_line_higher() -> None:
    def columns(*times: int) -> list[list[Flowable]]:
        words = "In 2023 there were 19 visits, after 17 in 2022. "
        prose = TextColumns(
            [TextBlock(bare_context(), text(words * count), BODY, None, Origin("s", "text")) for count in times], ZONES
        )
        prose.wrap(ZONES.full, ROOM)
        assert len(prose.columns) == 2
        return prose.columns

    assert [len(column) for column in columns(12, 11)] == [1, 1]
    assert [len(column) for column in columns(6, 6, 12)] == [2, 1]
    assert [len(column) for column in columns(4, 20)] == [2, 1]  # the second goes on in the other column


def paragraphs(*words: str) -> TextColumns:
    return TextColumns(
        [TextBlock(bare_context(), text(own), BODY, None, Origin("story", "text")) for own in words], ZONES
    )


def test_a_paragraph_that_is_divided_for_a_page_on_which_it_finds_no_room_is_one_on_the_next() -> None:
    words = "In 2023 there were 19 visits, after 17 in 2022. "
    prose = paragraphs(words * 5, words * 6)
    first = prose.blocks[0].wrap(ZONES.main, ROOM)[1]
    placed, rest = prose.split(ZONES.main, first + 3 * BODY.leading)
    assert isinstance(placed, TextColumns)
    assert isinstance(rest, TextColumns)
    above, moved = placed.split(ZONES.main, first + BODY.leading)
    (whole,) = rejoined([moved, rest])
    assert isinstance(whole, TextColumns)
    assert [block.set_for for block in whole.blocks] == [0.0]
    alone = paragraphs(words * 6)
    assert whole.wrap(ZONES.full, ROOM)[1] == alone.wrap(ZONES.full, ROOM)[1] < alone.wrap(ZONES.main, ROOM)[1]
    assert rejoined([above, moved]) == [above, moved]  # two paragraphs


def test_the_rest_of_a_paragraph_whose_beginning_stands_on_a_page_has_the_lines_it_was_divided_into() -> None:
    words = "In 2023 there were 19 visits, after 17 in 2022. "
    prose = paragraphs(words * 20)
    begun, rest = prose.split(ZONES.main, 3 * BODY.leading)
    assert isinstance(rest, TextColumns)
    count = round(rest.wrap(ZONES.main, ROOM)[1] / BODY.leading)
    parts = rest.split(ZONES.main, 2 * BODY.leading)
    (again,) = rejoined(parts)
    assert round(again.wrap(ZONES.main, ROOM)[1] / BODY.leading) == count
    assert rejoined([begun, Slab(5)])[0] is begun


def test_up_to_three_lines_over_the_whole_measure_are_not_divided_into_columns() -> None:
    def prose(words: str) -> TextColumns:
        return TextColumns([TextBlock(bare_context(), text(words), BODY, None, Origin("story", "text"))], ZONES)

    short = prose("In 2023 there were 19 visits, after 17 in 2022. " * 6)
    assert short.wrap(ZONES.full, ROOM)[1] == 3 * BODY.leading
    assert not short.columns
    assert short.blocks[0].width == ZONES.full
    assert short.wrap(ZONES.main, ROOM)[1] > 3 * BODY.leading
    long = prose("In 2023 there were 19 visits, after 17 in 2022. " * 9)
    long.wrap(ZONES.full, ROOM)
    assert len(long.columns) == 2


def test_paragraphs_of_up_to_three_lines_are_not_divided_into_columns_up_to_five_lines_in_all() -> None:
    def prose(*times: int) -> TextColumns:
        words = "In 2023 there were 19 visits, after 17 in 2022. "
        return TextColumns(
            [TextBlock(bare_context(), text(words * count), BODY, None, Origin("s", "text")) for count in times], ZONES
        )

    few, many = prose(6, 1), prose(6, 6)
    few.wrap(ZONES.full, ROOM)
    many.wrap(ZONES.full, ROOM)
    assert not few.columns
    assert len(many.columns) == 2


def test_beside_the_side_column_it_is_one_column_and_is_divided_where_a_page_ends() -> None:
    prose = TextColumns([TextBlock(bare_context(), text(sample.LONG * 3), BODY, None, Origin("s", "text"))], ZONES)
    alone = prose.wrap(ZONES.main, ROOM)[1]
    assert not prose.columns
    first, second = prose.split(ZONES.main, alone / 2)
    assert height_of([first], ZONES.main) <= alone / 2
    assert height_of([second], ZONES.main) + height_of([first], ZONES.main) == alone


def test_many_bars_next_to_three_columns_that_come_first_stand_above_both_columns() -> None:
    context = bare_context()
    part = next(one for one in context.document.parts if one.asides)

    def flow(chart: Chart) -> Flow:
        return FlowBuilder(context, ZONES).part(replace(part, sections=(sample.section("targets", chart),)))

    few = bullet()
    wide = replace(few, columns=(*few.columns, few.columns[-1]))
    many = replace(picked(wide, (*range(5), *range(2))), categories=tuple("abcdefg"))
    assert len(flow(wide).top) == len(flow(few).top)
    assert len(flow(many).top) > len(flow(few).top)
    assert len(flow(many).main) < len(flow(few).main)


def test_more_than_three_tiles_side_by_side_stand_below_both_columns() -> None:
    context = bare_context()
    part = next(one for one in context.document.parts if one.asides)

    def flow(count: int) -> Flow:
        tiles = TileMap((TileGroup(text("Towns"), tuple(text(f"Town {at}") for at in range(count))),))
        return FlowBuilder(context, ZONES).part(
            replace(part, sections=(sample.section("words"), sample.section("towns", tiles)))
        )

    assert not flow(3).tail
    assert flow(4).tail
    assert len(flow(4).main) < len(flow(3).main)


def test_what_a_page_has_divided_in_one_column_goes_on_in_one() -> None:
    prose = TextColumns([TextBlock(bare_context(), text(sample.LONG * 3), BODY, None, Origin("s", "text"))], ZONES)
    alone = prose.wrap(ZONES.main, ROOM)[1]
    first, rest = prose.split(ZONES.main, alone / 2)
    before = height_of([rest], ZONES.main)
    assert height_of([rest], ZONES.full) == before
    assert isinstance(rest, TextColumns)
    assert not rest.columns
    fresh = TextColumns([TextBlock(bare_context(), text(sample.LONG * 3), BODY, None, Origin("s", "text"))], ZONES)
    assert fresh.wrap(ZONES.full, ROOM)[1] < alone
    assert height_of([first], ZONES.full) == height_of([first], ZONES.main)


def test_a_page_knows_that_it_divides_a_block_of_the_side_column() -> None:
    short: list[Flowable] = [Slab(50, cut=True)]
    long: list[Flowable] = [Slab(ROOM - 10, cut=True), Slab(40, cut=True)]
    (whole,) = lay_out(Flow(main=[Slab(100)], side=short), ZONES)
    assert not whole.parted
    assert any(page.parted for page in lay_out(Flow(main=[Slab(100)], side=long), ZONES))


def test_a_side_column_next_to_a_few_lines_stands_below_them_where_the_next_figure_begins_a_page() -> None:
    figure, side = Slab(ROOM - 70), [opening(180), opening(80)]
    first, second = lay_out(Flow(main=[Slab(80), figure], side=list(side)), ZONES)
    assert [item.block.width for item in first.placed] == [ZONES.full] * 2
    assert isinstance(first.placed[-1].block, SideBySide)
    assert [item.block for item in second.placed] == [figure]
    tall, _ = lay_out(Flow(main=[Slab(280), Slab(ROOM - 70)], side=list(side)), ZONES)
    assert [item.block for item in tall.placed if item.x == ZONES.side_left] == side


class Reflowed(Slab):
    """Text of a height in the side column, which is lower where it is wider."""

    opens = True

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, self.tall * ZONES.side / width
        return width, self.height


def test_what_was_divided_for_the_side_column_is_whole_again_where_it_stands_below_the_main_one() -> None:
    side = [Reflowed(0.6 * ROOM, cut=True), Reflowed(0.6 * ROOM, cut=True)]
    (page,) = lay_out(Flow(main=[Slab(0.4 * ROOM)], side=[*side]), ZONES)
    row = page.placed[-1].block
    assert isinstance(row, SideBySide)
    assert [list(group) for group in row.groups] == [[side[0]], [side[1]]]


def test_a_chart_grows_to_the_end_of_the_side_column_so_that_the_next_one_takes_the_whole_measure() -> None:
    first, lower = Growing(200), Pliant(150)
    lay_out(Flow(main=[first, lower], side=[opening(260)]), ZONES)
    assert lower.width == ZONES.full
    assert first.height >= 260 - 1
    far = Pliant(150)
    lay_out(Flow(main=[Growing(150), far], side=[opening(260)]), ZONES)
    assert far.width == ZONES.main  # it cannot grow as far


def test_a_box_goes_on_over_the_page_between_its_points_and_not_within_one() -> None:
    context = bare_context()
    words = "It has grown in every year since the ferries began. " * 3
    points = tuple(Point(text(f"Point {at}"), text(words)) for at in "abcd")
    (box,) = aside(context, Aside(text("In brief"), points, boxed=True), Element("Document"), 140.0)
    assert isinstance(box, Stack)
    tall = box.wrap(140.0, ROOM)[1]
    for height in range(120, int(tall), 9):
        first, rest = box.split(140.0, height)
        assert isinstance(first, Stack)
        assert isinstance(rest, Stack)
        assert len(first.blocks) + len(rest.blocks) == len(box.blocks), height


def test_a_heading_with_a_few_lines_stays_with_the_figure_that_they_read_and_a_long_text_may_go_on() -> None:
    def stays(body: str) -> bool:
        given = sample.section("read", sample.line_chart(), body=body, heading=text("What it shows"))
        context = bare_context()
        part = replace(context.document.parts[0], sections=(given,))
        *figure, heading, _ = FlowBuilder(context, ZONES).part(part).main
        assert heading.keep
        return figure[-1].keep

    assert stays("Visits rose.")
    assert not stays(sample.LONG * 3)
