"""Columns fill pages, end on one line where they can, and nothing is left behind."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.brief.block_columns import SideBySide
from briefing.brief.brief_context import BriefContext
from briefing.brief.card_strip import CardStrip
from briefing.brief.figures import Panels
from briefing.brief.flow import FlowBuilder
from briefing.brief.flowables import ColumnFrame, Flowable, Stack
from briefing.brief.fonts import FontSet
from briefing.brief.layout import Flow, lay_out
from briefing.brief.opening import Opening
from briefing.brief.page_furniture import zones
from briefing.brief.page_zones import PageLayout
from briefing.brief.side_column import clauses, first_clause
from briefing.brief.structure import Element, Origin
from briefing.brief.styles import BODY, TABLE_CELL
from briefing.brief.tables import CellRow, TableFlowable
from briefing.brief.text_block import TextBlock
from briefing.brief.typography import Typesetter
from briefing.model.document import Cards, Decision, Decisions
from briefing.model.ledger import Trace
from briefing.model.text import Run, plain, text
from briefing.wording import of
from tests.brief import sample
from tests.charts.test_panels import panel

ZONES = zones("A4")
ROOM = ZONES.ceiling - ZONES.floor


class Slab(Flowable):
    """A block of a fixed height, or one that may be cut anywhere."""

    def __init__(self, tall: float, *, gap: float = 0.0, keep: bool = False, cut: bool = False) -> None:
        super().__init__(gap, keep=keep)
        self.tall, self.cut = tall, cut

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, self.tall
        return width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        return [Slab(height, gap=self.space, cut=True), Slab(self.tall - height, cut=True)] if self.cut else []


class Pliant(Slab):
    """A chart of usual height `tall`."""

    def __init__(self, tall: float) -> None:
        super().__init__(tall, gap=10)
        self.usual, self.factor = tall, 1.0

    def squeeze(self, factor: float) -> None:
        self.factor = factor
        self.tall = self.usual * factor


class Growing(Slab):
    """A chart that may grow by 60 points."""

    def stretch(self, height: float) -> None:
        self.height = self.tall + height

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.give, self.height = width, 60.0, max(self.tall, self.height)
        return width, self.height


def bare_context() -> BriefContext:
    """What the sample is set with."""
    faces = FontSet.of(sample.theme().fonts)
    root = Element("Document")
    return BriefContext(
        sample.document(), sample.theme(), faces, Typesetter(faces, "en"), of("en"), Trace("brief"), root
    )


def rows(count: int) -> TableFlowable:
    """A table of so many lines."""
    context = bare_context()
    cells = [
        CellRow((TextBlock(context, text(f"row {at}"), TABLE_CELL, None, Origin("story", "table")),))
        for at in range(count)
    ]
    return TableFlowable(context, (100.0,), cells[0], cells[1:])


def low(sheet: PageLayout, x: float) -> float:
    return min(item.y for item in sheet.placed if item.x == x)


def test_what_fits_stays_on_one_page() -> None:
    (sheet,) = lay_out(Flow(main=[Slab(100), Slab(100)], side=[Slab(50)]), ZONES)
    assert len(sheet.placed) == 3


def test_what_overflows_goes_on_in_its_own_column() -> None:
    first, second = lay_out(Flow(main=[Slab(ROOM - 10), Slab(100)], side=[Slab(50)]), ZONES)
    assert len(first.placed) == 2
    assert [item.x for item in second.placed] == [ZONES.left]


def test_charts_are_drawn_flatter_before_a_page_is_added() -> None:
    chart = Pliant(300)
    sheets = lay_out(Flow(main=[chart, Slab(ROOM - 250)]), ZONES)
    assert len(sheets) == 1
    assert chart.factor < 1


def test_a_table_stands_closer_before_a_page_is_added_and_as_usual_where_there_is_room() -> None:
    def sheets(over: float) -> tuple[list[PageLayout], TableFlowable]:
        table = rows(40)
        usual = table.wrap(ZONES.main, ROOM)[1]
        return lay_out(Flow(main=[Slab(ROOM - usual + over), table]), ZONES), table

    made, close = sheets(30)
    assert len(made) == 1
    assert close.pad < sheets(0)[1].pad
    assert len(sheets(80)[0]) == 2
    assert low(made[0], ZONES.left) >= ZONES.floor - 0.01


def test_no_few_lines_are_left_alone_on_a_page_if_flatter_charts_can_help() -> None:
    side = [Slab(ROOM - 10), Slab(100)]
    _, second = lay_out(Flow(main=[Pliant(300), Slab(ROOM - 330), Slab(40)], side=list(side)), ZONES)
    assert [item.x for item in second.placed] == [ZONES.side_left]


def test_charts_keep_their_height_where_there_is_room() -> None:
    chart = Pliant(300)
    lay_out(Flow(main=[chart]), ZONES)
    assert chart.factor == 1


def test_both_columns_end_on_one_line() -> None:
    main = [Slab(100), *(Slab(50, gap=20) for _ in range(5))]
    side = [Slab(90), *(Slab(50, gap=20) for _ in range(5))]
    (sheet,) = lay_out(Flow(main=list(main), side=list(side)), ZONES)
    assert abs(low(sheet, ZONES.left) - low(sheet, ZONES.side_left)) < 0.01


def test_a_column_that_cannot_be_stretched_so_far_stays_as_it_is() -> None:
    (sheet,) = lay_out(Flow(main=[Slab(400)], side=[Slab(50), Slab(50, gap=20)]), ZONES)
    assert round(low(sheet, ZONES.side_left)) == round(ZONES.ceiling - 120)


def test_a_heading_is_never_left_behind() -> None:
    heading, words = Slab(20, keep=True), Slab(100)
    placed, rest = ColumnFrame(100, 130).fill([Slab(50), heading, words])
    assert len(placed) == 1
    assert rest == [heading, words]


def test_a_long_block_breaks_where_the_column_ends() -> None:
    placed, rest = ColumnFrame(100, 130).fill([Slab(50), Slab(200, cut=True)])
    assert [block.height for block in placed if isinstance(block, Slab) and not block.cut] == [50]
    assert [block.tall for block in (*placed[1:], *rest) if isinstance(block, Slab)] == [80, 120]


def test_the_end_over_both_columns_stands_below_them_or_on_a_new_page() -> None:
    (sheet,) = lay_out(Flow(main=[Slab(200)], tail=[Slab(100)]), ZONES)
    assert sheet.placed[-1].y < low(sheet, ZONES.left) + 0.01
    assert len(lay_out(Flow(main=[Slab(ROOM - 40)], tail=[Slab(100)]), ZONES)) == 2
    # a short one needs no more room than its own
    assert len(lay_out(Flow(main=[Slab(ROOM - 120)], tail=[Slab(100)]), ZONES)) == 1
    assert len(lay_out(Flow(main=[Slab(ROOM - 120)], tail=[Slab(115)]), ZONES)) == 2


def test_a_part_runs_on_below_another_where_half_a_page_is_free_and_its_first_figure_fits() -> None:
    part = Flow(top=[Slab(80)], main=[Slab(200), Slab(ROOM - 100)])
    before = PageLayout(low=ZONES.floor + ROOM / 2)
    sheets = lay_out(part, ZONES, before)
    assert [sheet.begun for sheet in sheets] == [True, False]
    assert all(item.y < before.low for item in sheets[0].placed)
    assert not lay_out(part, ZONES, PageLayout(low=ZONES.floor + ROOM / 4))[0].begun
    assert not lay_out(Flow(top=[Slab(80)], main=[Slab(ROOM / 2)]), ZONES, before)[0].begun


def test_a_part_stands_alone_on_its_pages_where_the_page_before_is_three_fifths_full() -> None:
    part = Flow(top=[Slab(80)], main=[Slab(200), Slab(ROOM - 220)])
    for free in (0.98, 0.45):
        before = PageLayout(low=ZONES.floor + ROOM * free)
        assert [sheet.begun for sheet in lay_out(part, ZONES, before)] == [True, False]
    low_enough = PageLayout(low=ZONES.floor + ROOM * 0.4)
    assert [sheet.begun for sheet in lay_out(part, ZONES, low_enough)] == [False, False]


def test_gaps_of_a_side_column_that_runs_over_are_narrowed_no_more_than_need_be() -> None:
    gap = 40.0
    tall = (ROOM - 2 * gap * 0.8) / 3  # three fit with gaps at 0.8 of theirs
    side = [Slab(tall), Slab(tall, gap=gap), Slab(tall, gap=gap)]
    (sheet,) = lay_out(Flow(main=[Slab(100)], side=list(side)), ZONES)
    assert [item.block.gap for item in sheet.placed if item.x == ZONES.side_left][1:] == [gap * 0.75] * 2


def test_figures_take_the_whole_measure_where_the_side_column_has_ended() -> None:
    first, second = lay_out(Flow(main=[Slab(ROOM - 10), Slab(100)], side=[Slab(50)]), ZONES)
    assert first.placed[0].block.width == ZONES.main
    assert second.placed[0].block.width == ZONES.full


def test_over_the_whole_measure_gaps_and_charts_take_what_is_free() -> None:
    flow = Flow(main=[Slab(ROOM - 10), Slab(100), Slab(100, gap=20)], side=[Slab(50)])
    _, second = lay_out(flow, ZONES)
    upper, lower = (item.y for item in second.placed)
    assert upper - lower > 125


def test_but_body_text_is_never_wider_than_the_main_column() -> None:
    prose = TextBlock(bare_context(), text(sample.LONG), BODY, None, Origin("story", "text"))
    prose.most = ZONES.main
    _, second = lay_out(Flow(main=[Slab(ROOM - 10), prose]), ZONES)
    assert second.placed[0].block.width == ZONES.main


def test_what_was_squeezed_for_the_pages_before_is_as_tall_as_usual_on_the_last_one() -> None:
    flat, last = Pliant(300), Pliant(200)
    _, second = lay_out(Flow(main=[flat, Slab(ROOM - 260), last]), ZONES)
    assert flat.factor < 1
    assert [item.block for item in second.placed] == [last]
    assert last.factor == 1


def test_an_end_that_just_fits_stays_on_the_page() -> None:
    (sheet,) = lay_out(Flow(main=[Pliant(ROOM - 115)], tail=[Slab(100.1)]), ZONES)
    assert len(sheet.placed) == 2


def test_a_headline_in_the_contents_ends_at_its_first_half() -> None:
    whole = (Run("Density rose "), Run("5.5-fold", fact="f"), Run("; what it earns"))
    assert plain(first_clause(whole)) == "Density rose 5.5-fold"
    assert [run.fact for run in first_clause(whole)] == ["", "f"]
    assert first_clause(text("Four questions")) == text("Four questions")


def test_a_headline_is_shortened_where_a_sentence_ends() -> None:
    whole = (Run("Density rose "), Run("5.5-fold", fact="f"), Run("; deals grew, but their value fell, and fees too"))
    assert [plain(words) for words in clauses(whole)] == [
        "Density rose 5.5-fold; deals grew, but their value fell",
        "Density rose 5.5-fold; deals grew",
        "Density rose 5.5-fold",
    ]
    assert clauses(text("In 2019, four")) == []


def test_the_first_headline_is_smaller_where_a_page_is_short_of_room() -> None:
    part = replace(
        sample.parts()[0], headline=text("Brent rose a little; consumer prices rose more than in the year before")
    )
    head = Opening(bare_context(), part, Element("Sect", origin=Origin("part x", "headline")), ZONES)
    usual = head.wrap(ZONES.full, ROOM)[1]
    head.tighten(0.6)
    assert head.wrap(ZONES.full, ROOM)[1] < usual
    head.tighten(1.0)
    assert head.wrap(ZONES.full, ROOM)[1] == usual


def test_the_lines_of_cards_are_flatter_where_a_page_is_short_of_room() -> None:
    cards = next(
        block for section in sample.parts()[0].sections for block in section.blocks if isinstance(block, Cards)
    )
    strip = CardStrip(bare_context(), cards, Element("Sect", origin=Origin("section x", "cards")))
    usual = strip.wrap(ZONES.full, ROOM)[1]
    strip.squeeze(0.6)
    assert usual - 15 < strip.wrap(ZONES.full, ROOM)[1] < usual - 10
    strip.squeeze(1.0)
    assert strip.wrap(ZONES.full, ROOM)[1] == usual


def test_charts_above_both_columns_take_what_room_a_page_has_left() -> None:
    stretched: list[float] = []

    class Stretched(Pliant):
        def stretch(self, height: float) -> None:
            stretched.append(height)

    chart = Stretched(200)
    chart.give = 300.0
    lay_out(Flow(top=[chart], main=[Slab(ROOM - 300)], side=[opening(20)]), ZONES)
    assert 80 < stretched[-1] < 90


def test_a_proposal_stays_with_its_questions() -> None:
    asked = Decisions((Decision(text("Kept?"), text("why"), text("known"), text("missing")),), alt=text("Questions."))
    given = sample.section("questions", asked, paragraphs=0, ask=text("commission it."))
    context = bare_context()
    part = replace(context.document.parts[0], sections=(given,), asides=())
    *before, proposal = FlowBuilder(context, ZONES).part(part).main
    assert isinstance(proposal, Stack)
    assert [type(part) for part in proposal.blocks] == [TextBlock]
    assert len(before) > 2
    assert all(block.keep for block in before)


def test_columns_of_one_unit_side_by_side_share_one_ground_and_height() -> None:
    shown = (panel("low", 20, 10, 20), panel("high", 20, 10, 80))
    panels = Panels(bare_context(), shown, Element("Sect", origin=Origin("section x", "figure 1")))
    panels.wrap(499, 1000)
    assert [len(row) for row in panels.rows] == [2]
    before = [chart.plot.axis.high for chart in panels.charts]
    for _ in range(2):  # however often
        panels.level(panels.rows[0], panels.talls[0])
        grounds = [(chart.plot.axis.high, chart.height) for chart in panels.charts]
        assert len(set(grounds)) == 1
        assert before[0] <= grounds[0][0] < 2.6 * before[0]


def opening(tall: float) -> Slab:
    """The first block of an aside."""
    made = Slab(tall, gap=14)
    made.opens = True
    return made


def test_a_lower_figure_takes_the_whole_measure_and_what_the_side_column_has_left_stands_below_it() -> None:
    figure = Pliant(200)
    figure.give = 100.0
    lower = Pliant(150)
    lower.give = 80.0
    side = [opening(180), opening(80), opening(60), opening(60)]
    (sheet,) = lay_out(Flow(main=[figure, lower], side=list(side)), ZONES)
    beside, below = [item for item in sheet.placed if item.x == ZONES.side_left], sheet.placed[-1]
    assert [item.block for item in beside] == side[:1]
    assert lower.width == ZONES.full
    assert isinstance(below.block, SideBySide)
    assert below.y < next(item.y for item in sheet.placed if item.block is lower)
    assert [blocks for (blocks,) in below.block.groups] == side[1:]


def test_a_figure_below_the_side_column_takes_the_whole_measure() -> None:
    first, lower = Pliant(200), Pliant(150)
    (sheet,) = lay_out(Flow(main=[first, lower], side=[opening(190)]), ZONES)
    assert (first.width, lower.width) == (ZONES.main, ZONES.full)
    assert low(sheet, ZONES.side_left) > next(item.y for item in sheet.placed if item.block is lower) + 150


def test_a_side_column_is_no_taller_than_the_main_one_where_the_page_has_room_below() -> None:
    side = [opening(90), opening(60), opening(60)]
    (sheet,) = lay_out(Flow(main=[Slab(100)], side=list(side)), ZONES)
    assert [item.block for item in sheet.placed if item.x == ZONES.side_left] == side[:1]
    row = sheet.placed[-1].block
    assert isinstance(row, SideBySide)
    assert row.across == 2
    assert list(row.places()) == []


def test_a_page_on_which_nothing_else_begins_is_filled_by_taller_charts() -> None:
    stretched: list[float] = []

    class Stretched(Pliant):
        def stretch(self, height: float) -> None:
            stretched.append(height)

    chart = Stretched(200)
    chart.give = 120.0
    lay_out(Flow(main=[chart], side=[opening(20)]), ZONES)
    assert max(stretched) == 0
    lay_out(Flow(main=[chart], side=[opening(20)]), ZONES, filled=True)
    assert max(stretched) == 120.0


def test_a_page_that_goes_on_with_a_figure_has_it_over_the_whole_measure_and_little_of_the_side_column_below() -> None:
    figure = Pliant(300)
    figure.give = 100.0
    side = [opening(ROOM - 40), opening(80)]
    first, second = lay_out(Flow(main=[Slab(ROOM - 50), figure], side=list(side)), ZONES)
    assert [item.block for item in first.placed if item.x == ZONES.side_left] == side[:1]
    assert figure.width == ZONES.full
    assert isinstance(second.placed[-1].block, SideBySide)


def test_a_side_column_that_is_too_tall_stands_below_the_main_one_over_the_full_measure() -> None:
    (page,) = lay_out(Flow(main=[Slab(180)], side=[opening(150), opening(200)], tail=[Slab(300)]), ZONES)
    first, tail, row = (item.block for item in page.placed)  # the side column is read last
    assert [block.width for block in (first, tail, row)] == [ZONES.full] * 3
    assert row.height == 200
    (two,) = lay_out(Flow(main=[Slab(320)], side=[opening(150), opening(180)], tail=[Slab(300)]), ZONES)
    assert two.placed[0].block.width == ZONES.main
