"""Native charts: what the plan said, in a workbook that can be edited and a look that renderers agree on."""

from __future__ import annotations

import io
from typing import get_args

import pytest
from msgspec.structs import replace

from briefing import charts
from briefing.charts.roles import owner
from briefing.deck.chart_xml.series_format import drawn_series
from briefing.deck.slides import ChartBox, Shift, Slide
from briefing.deck.writer import write_slides
from briefing.errors import LayoutError
from briefing.model.chart import Axis, Form, Label, Plot, PlotSeries, Role, Side
from briefing.model.text import text
from tests.charts import sample_rows
from tests.deck.reading_deck import NS, Deck
from tests.deck.samples import (
    INNER,
    PROPERTIES,
    THEME,
    bar_plot,
    base_plot,
    bullet_plot,
    chart,
    line_plot,
    plots,
    rank_plot,
    slope_plot,
    target_plot,
    title,
)

PLOTS = plots()


def space(box: ChartBox, *, dark: bool = False) -> Deck:
    """A chart's content as a deck of one part."""
    slide = Slide("headline", "x", "", (title("One"), replace(box, alt=box.alt or text("A chart"))), dark=dark)
    return Deck({"chart": Deck.of(write_slides([slide], THEME, PROPERTIES)).parts["ppt/charts/chart1.xml"]})


def made(plot: Plot, **options: object) -> Deck:
    return space(chart(plot, **options))


def written(plot: Plot) -> Deck:
    slide = Slide("headline", "x", "", (title("One"), chart(plot)))
    return Deck.of(write_slides([slide], THEME, PROPERTIES))


def cells(data: bytes) -> dict[str, list[list[object]]]:
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    book = load_workbook(io.BytesIO(data))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", PLOTS)
def test_every_chart_is_plain_and_explicit(name: str, dark: bool) -> None:
    deck = space(chart(PLOTS[name]), dark=dark)
    assert deck.values("chart", "//c:roundedCorners/@val") == ["0"]
    assert deck.values("chart", "//c:autoTitleDeleted/@val") == ["1"]
    assert set(deck.values("chart", "//c:varyColors/@val")) == {"0"}
    assert deck.values("chart", "//c:dispBlanksAs/@val") == ["gap"]
    assert deck.find("chart", "//c:legend | //c:title") == []
    assert set(deck.values("chart", "//c:smooth/@val")) <= {"0"}
    assert set(deck.values("chart", "//c:invertIfNegative/@val")) <= {"0"}
    assert set(deck.values("chart", "//a:latin/@typeface")) == {"+mn-lt"}
    assert set(deck.values("chart", "//a:bodyPr/@rot")) == {"0"}
    axes, crossed = deck.values("chart", "//c:plotArea/*/c:axId/@val"), deck.values("chart", "//c:crossAx/@val")
    assert len(set(axes)) == 2
    assert set(axes) == set(crossed) == set(deck.values("chart", "(//c:catAx | //c:valAx)/c:axId/@val"))
    for order in ("idx", "order"):
        values = deck.values("chart", f"//c:ser/c:{order}/@val")
        assert len(values) == len(set(values))


def illegal_positions(deck: Deck) -> list[str]:
    """Label positions that the plot around them does not allow, after which PowerPoint repairs the file."""
    legal = {
        "clustered": {"ctr", "inBase", "inEnd", "outEnd"},
        "stacked": {"ctr", "inBase", "inEnd"},
        "percentStacked": {"ctr", "inBase", "inEnd"},
        "standard": {"t", "b", "l", "r", "ctr"},
        "lineMarker": {"t", "b", "l", "r", "ctr"},
    }
    return [
        f"{group}: {place}"
        for group, places in legal.items()
        for place in deck.values("chart", f"//*[(c:grouping | c:scatterStyle)/@val='{group}']//c:dLblPos/@val")
        if place not in places
    ]


@pytest.mark.parametrize("name", PLOTS)
def test_label_positions_are_legal_for_the_form(name: str) -> None:
    assert illegal_positions(made(PLOTS[name])) == []


def test_the_checker_of_label_positions_finds_one_that_the_plot_does_not_allow() -> None:
    wrong = made(bar_plot()).parts["chart"].replace(b'dLblPos val="outEnd"', b'dLblPos val="t"')
    assert illegal_positions(Deck({"chart": wrong})) == ["clustered: t"] * 3


@pytest.mark.parametrize("role", ["highlight", "target"])
@pytest.mark.parametrize("form", ["bar", "column", "stacked column", "line", "share"])
@pytest.mark.parametrize("side", ["above", "below", "left", "right", "centre", "inside", "outside"])
def test_every_side_of_every_form_has_a_legal_position(form: str, side: Side, role: Role) -> None:
    series = PlotSeries("a", (1.0,), role, labels=(Label(text("1"), side),))
    own: Form = next(one for one in get_args(Form) if form.endswith(one))
    stacked = form in ("share", "stacked column")
    deck = made(Plot(own, ("x",), (series,), Axis(0, 2, 1), "0", stacked=stacked))
    assert len(deck.values("chart", "//c:dLblPos/@val")) == 1
    assert illegal_positions(deck) == []


def test_the_plot_area_lies_where_the_plan_says() -> None:
    box = chart(bar_plot())
    layout = space(box)
    shares = [float(layout.values("chart", f"//c:manualLayout/c:{side}/@val")[0]) for side in "xywh"]
    assert layout.values("chart", "//c:layoutTarget/@val") == ["inner"]
    assert box.box.x + shares[0] * box.box.w == pytest.approx(INNER.x, abs=0.01)
    assert box.box.y + shares[1] * box.box.h == pytest.approx(INNER.y, abs=0.01)
    assert shares[2] * box.box.w == pytest.approx(INNER.w, abs=0.01)
    assert shares[3] * box.box.h == pytest.approx(INNER.h, abs=0.01)
    assert layout.values("chart", "//c:crossBetween/@val") == ["between"]


def test_labels_are_live_where_a_format_prints_them() -> None:
    deck = made(line_plot())
    formats = deck.values("chart", "//c:dLbl/c:numFmt/@formatCode")
    assert formats == ['"over "0', "#,##0.0", "#,##0.0"]
    assert deck.find("chart", "//c:dLbl/c:tx") == []
    assert set(deck.values("chart", "//c:dLbl/c:showVal/@val")) == {"1"}
    assert set(deck.values("chart", "//c:dLbls/c:showVal/@val")) == {"0"}


def test_a_label_that_no_format_prints_is_written_as_words() -> None:
    series = PlotSeries("a", (1.0,), "highlight", labels=(Label(text("no rank\nfound"), "right"),))
    deck = made(Plot("line", ("x",), (series,), Axis(0, 2, 1), "0"))
    assert deck.values("chart", "//c:dLbl/c:tx//a:t/text()") == ["no rank", "found"]
    assert len(deck.find("chart", "//c:dLbl/c:tx//a:br")) == 1


def test_strong_labels_are_larger_and_bars_print_bold() -> None:
    deck = made(bar_plot(), label_size=18.0, strong_size=24.0)
    assert deck.values("chart", "//c:dLbl/c:txPr//a:defRPr/@sz") == ["2400", "1800", "1800", "1800"]
    assert set(deck.values("chart", "//c:dLbl/c:txPr//a:defRPr/@b")) == {"1"}
    assert deck.values("chart", "//c:dLbl/c:txPr//a:schemeClr/@val") == ["bg1", "tx1", "tx1", "tx1"]


def test_points_take_the_look_of_their_role() -> None:
    deck = made(bar_plot())
    points = {point.xpath("string(c:idx/@val)", namespaces=NS): point for point in deck.find("chart", "//c:dPt")}
    assert set(points) == {"0", "2", "3"}
    fill, edge = "c:spPr/a:solidFill/a:schemeClr/@val", "c:spPr/a:ln/a:solidFill/a:schemeClr/@val"
    assert points["0"].xpath(fill, namespaces=NS) == ["accent1"]
    assert points["2"].xpath(fill, namespaces=NS) == []
    assert points["2"].xpath(edge, namespaces=NS) == ["accent3"]
    assert points["3"].xpath(fill, namespaces=NS) == ["accent2"]


def test_a_target_of_bars_is_a_pale_track_under_the_value_with_a_line_at_its_end() -> None:
    deck = made(bullet_plot())
    assert deck.values("chart", "//c:overlap/@val") == ["100"]
    assert deck.values("chart", "//c:ser/c:order/@val") == deck.values("chart", "//c:ser/c:idx/@val") == ["0", "1"]
    assert deck.values("chart", "//c:ser[1]/c:spPr/a:solidFill/a:schemeClr/@val") == ["accent3"]
    assert len(deck.find("chart", "//c:ser[1]/c:spPr/a:ln/a:noFill")) == 1
    assert deck.values("chart", "//c:ser[1]/c:val//c:v/text()") == ["100.0"] * 3
    lines = "//c:ser[1]/c:trendline/c:spPr/a:ln/a:solidFill/a:schemeClr/@val"
    assert deck.values("chart", lines) == ["bg1", "tx1"]
    assert set(deck.values("chart", "//c:trendline/c:forward/@val | //c:trendline/c:backward/@val")) == {"0.5"}


def test_a_lone_bar_has_a_bold_outline_as_a_line_needs_two_rows() -> None:
    plot = bullet_plot()
    one = replace(plot, categories=plot.categories[:1], series=tuple(
        replace(item, values=item.values[:1], roles=item.roles[:1], labels=item.labels[:1]) for item in plot.series
    ))  # fmt: skip
    deck = made(one)
    assert deck.find("chart", "//c:trendline") == []
    assert deck.values("chart", "//c:ser[2]/c:spPr/a:ln/@w") == ["19050"]


def test_a_base_of_bars_is_a_series_that_nobody_published_and_its_line() -> None:
    deck = written(base_plot())
    part = "ppt/charts/chart1.xml"
    assert deck.values(part, "//c:ser[2]/c:tx//c:v/text()") == ["2014 = 1×"]
    assert deck.values(part, "//c:ser[2]/c:val//c:v/text()") == ["1.0"] * 4
    assert deck.find(part, "//c:ser[2]/c:spPr/a:ln/a:solidFill") == []
    assert len(deck.find(part, "//c:ser[2]/c:trendline")) == 2
    about = cells(next(content for part, content in deck.parts.items() if part.endswith(".xlsx")))["About"]
    assert "2014 = 1×: drawn" in str({row[0]: row[1] for row in about}["Drawn"])


def test_targets_of_columns_are_dashes_of_a_second_plot_on_the_same_axes() -> None:
    deck = made(target_plot())
    assert deck.values("chart", "//c:barChart/c:ser/c:tx//c:v/text()") == ["Value"]
    assert deck.values("chart", "//c:lineChart/c:ser/c:tx//c:v/text()") == ["Target"]
    assert deck.values("chart", "//c:lineChart/c:axId/@val") == deck.values("chart", "//c:barChart/c:axId/@val")
    assert deck.values("chart", "//c:lineChart/c:ser/c:marker/c:symbol/@val") == ["dash"]
    assert len(deck.find("chart", "//c:lineChart/c:ser/c:spPr/a:ln/a:noFill")) == 1
    assert deck.values("chart", "//c:lineChart//c:dLbl/c:showVal/@val") == ["1", "1"]
    assert deck.values("chart", "//c:overlap/@val") == ["100"]


def test_a_target_of_all_years_is_a_dashed_line_across_the_columns() -> None:
    plot = target_plot()
    level = replace(plot.series[1], values=(95.0,) * 4, labels=(None, None, None, plot.series[1].labels[-1]))
    deck = made(replace(plot, series=(plot.series[0], level)))
    assert deck.values("chart", "//c:lineChart/c:ser/c:marker/c:symbol/@val") == ["none"]
    assert len(deck.find("chart", "//c:lineChart/c:ser/c:trendline")) == 2
    assert deck.values("chart", "//c:lineChart/c:ser/c:val//c:v/text()") == ["95.0"] * 4


def test_ticks_have_no_more_decimals_than_their_steps_need() -> None:
    assert made(line_plot()).values("chart", "//c:valAx/c:numFmt/@formatCode") == ["#,##0"]
    half = replace(line_plot(), axis=Axis(0, 1, 0.5))
    assert made(half).values("chart", "//c:valAx/c:numFmt/@formatCode") == ["#,##0.0"]


def test_bars_side_by_side_do_not_overlap() -> None:
    plot = bar_plot("column")
    pair = replace(plot, series=(plot.series[0], replace(plot.series[0], name="again")))
    assert made(pair).values("chart", "//c:overlap/@val") == []  # none is 0
    assert made(plot).values("chart", "//c:overlap/@val") == ["100"]


def test_a_bridge_is_dashed_without_marks_in_the_colour_of_its_series_and_below_it() -> None:
    plot = rank_plot()
    roles = {series.name: owner(plot, series) for series in plot.series}
    assert roles["Belling bridge"] == "highlight"
    assert roles["Shanghai bridge"] == "second"
    assert roles["Boston bridge"] == "context"
    names = [series.name for series in drawn_series(plot)]
    assert names == ["Belling bridge", "Shanghai bridge", "Boston bridge", "Boston", "Shanghai", "Belling"]
    deck = made(plot)
    assert deck.values("chart", "//c:ser[1]/c:spPr/a:ln/a:prstDash/@val") == ["sysDash"]
    assert deck.values("chart", "//c:ser[1]/c:marker/c:symbol/@val") == ["none"]
    assert deck.find("chart", "//c:ser[6]/c:spPr/a:ln/a:prstDash") == []


def test_ranks_stand_in_round_marks_on_a_reversed_axis() -> None:
    deck = made(rank_plot())
    assert deck.values("chart", "//c:valAx/c:scaling/c:orientation/@val") == ["maxMin"]
    assert deck.values("chart", "//c:valAx/c:delete/@val") == ["1"]
    assert deck.values("chart", "//c:catAx/c:crosses/@val") == ["max"]
    assert deck.values("chart", "//c:ser[6]/c:marker/c:size/@val") == ["18"]
    assert deck.values("chart", "//c:ser[6]//c:dLblPos/@val") == ["ctr"] * 4
    assert deck.values("chart", "//c:ser[6]//c:dLbl/c:numFmt/@formatCode") == ["0"] * 4
    assert deck.values("chart", "//c:ser[4]/c:marker/c:spPr/a:solidFill/a:schemeClr/@val") == ["bg1"]


def test_a_bound_is_a_hollow_mark_and_its_line_stays() -> None:
    deck = made(line_plot())
    assert deck.values("chart", "//c:ser[1]/c:tx//c:v/text()") == ["Belling (bridge)"]
    assert deck.values("chart", "//c:ser[2]/c:dPt/c:marker/c:spPr/a:solidFill/a:schemeClr/@val") == ["bg1"]
    assert deck.values("chart", "//c:ser[2]/c:dPt/c:spPr/a:ln/a:solidFill/a:schemeClr/@val") == ["accent3"]


def test_bars_count_from_the_top_and_grow_from_zero() -> None:
    deck = made(bar_plot())
    assert deck.values("chart", "//c:catAx/c:scaling/c:orientation/@val") == ["maxMin"]
    assert deck.values("chart", "//c:catAx/c:crosses/@val") == ["autoZero"]
    assert deck.values("chart", "//c:valAx/c:scaling/c:min/@val") == ["0.0"]


def test_grid_lines_come_with_a_visible_axis_only() -> None:
    assert made(bar_plot()).find("chart", "//c:majorGridlines") == []
    deck = made(line_plot())
    assert len(deck.find("chart", "//c:valAx/c:majorGridlines")) == 1
    assert deck.values("chart", "//c:valAx/c:crosses/@val") == ["max"]


def test_category_names_may_be_the_plans() -> None:
    assert made(line_plot()).values("chart", "//c:catAx/c:tickLblPos/@val") == ["low"]
    deck = made(line_plot(), category_axis=False, on_edges=True)
    assert deck.values("chart", "//c:catAx/c:tickLblPos/@val") == ["none"]
    assert deck.values("chart", "//c:crossBetween/@val") == ["midCat"]


def test_a_line_without_a_scale_stands_on_zero_where_its_scale_begins_there() -> None:
    def foot(low: float) -> list[str]:
        plot = line_plot()
        bare = replace(plot, axis=replace(plot.axis, low=low, visible=False))
        deck = made(bare, category_axis=False)
        return deck.values("chart", "//c:catAx/c:spPr/a:ln/a:solidFill/a:schemeClr/@val")

    assert foot(0.0) != []
    assert foot(-1.0) == []


def test_a_slope_on_a_shortened_scale_has_no_line_at_its_foot_and_other_lines_have_one() -> None:
    def foot(plot: Plot, *, on_edges: bool) -> list[str]:
        lifted = replace(plot, axis=replace(plot.axis, low=1.0, visible=False))
        deck = made(lifted, category_axis=True, on_edges=on_edges)
        return deck.values("chart", "//c:catAx/c:spPr/a:ln/a:solidFill/a:schemeClr/@val")

    assert foot(slope_plot(), on_edges=True) == []
    assert foot(line_plot(), on_edges=True) != []
    assert foot(line_plot(), on_edges=False) != []


def test_everything_wrong_with_a_chart_is_said_at_once() -> None:
    from briefing.deck.slides import Slide

    short = PlotSeries("s", (1.0,), "context")
    nothing = PlotSeries("n", (1.0, float("nan")), "context")
    bad = Plot("line", ("a", "b"), (short, nothing), Axis(1, 1, 1), "0")
    slide = Slide("headline", "x", "", (title("One"), chart(bad)))
    with pytest.raises(LayoutError) as caught:
        write_slides([slide], THEME, PROPERTIES)
    assert len(caught.value.findings) == 4
    assert {finding.where for finding in caught.value.findings} == {"slide 1 (x), chart"}


def test_a_moved_label_is_a_live_value_without_a_leader() -> None:
    deck = made(line_plot(), shifts=(Shift("Belling", 9, -6.0, -4.0),))
    moved = deck.find("chart", "//c:dLbl[c:layout]")
    assert len(moved) == 1
    frame = chart(line_plot()).box
    assert moved[0].xpath("number(c:layout//c:x/@val)", namespaces=NS) == pytest.approx(-6 / frame.w, abs=1e-6)
    assert moved[0].xpath("number(c:layout//c:y/@val)", namespaces=NS) == pytest.approx(-4 / frame.h, abs=1e-6)
    assert moved[0].xpath("c:showVal/@val", namespaces=NS) == ["1"]
    assert moved[0].xpath("c:tx", namespaces=NS) == []
    assert len(deck.find("chart", "//c:dLbls/c:extLst")) == 1
    assert made(line_plot()).find("chart", "//c:layout[ancestor::c:dLbl] | //c:dLbls/c:extLst") == []


def test_where_a_label_is_strong_the_others_stand_back() -> None:
    deck = made(line_plot(), label_size=12.0, strong_size=15.0)
    assert set(deck.values("chart", "//c:dLbl[c:txPr//a:defRPr/@sz='1500']/c:txPr//a:defRPr/@b")) == {"1"}
    faint = deck.values("chart", "//c:dLbl[c:txPr//a:defRPr/@sz='1200']/c:txPr//a:defRPr/@b")
    assert faint
    assert set(faint) == {"0"}


def test_the_earlier_dot_is_grey_and_small_in_each_row_and_lies_over_the_later_one() -> None:
    deck = made(charts.plot(sample_rows.dumbbell()), marker=7.0)
    earlier, later = (f"//c:ser[.//c:tx//c:v='{year}']" for year in ("2018", "2023"))
    grey, paled = ("/c:marker/c:spPr/a:solidFill/a:schemeClr[@val='accent3']" + with_ for with_ in ("", "[*]"))
    assert [len(deck.find("chart", f"{earlier}{look}")) for look in (grey, paled)] == [1, 0]
    assert [len(deck.find("chart", f"{later}{look}")) for look in (grey, paled)] == [1, 0]
    sizes = [int(deck.values("chart", f"{series}/c:marker/c:size/@val")[0]) for series in (earlier, later)]
    assert sizes[0] < sizes[1]
    # PowerPoint draws the last in order on top, LibreOffice the first in the file
    orders = [int(deck.values("chart", f"{series}/c:order/@val")[0]) for series in (earlier, later)]
    assert orders[0] > orders[1]
    assert len(deck.find("chart", f"{earlier}/following-sibling::c:ser[.//c:tx//c:v='2023']")) == 1


def test_marks_of_a_crowded_line_stand_at_its_ends_and_its_gaps_alone() -> None:
    values = (*(float(at) for at in range(30)), None, *(float(at) for at in range(31, 60)))
    series = PlotSeries("a", values, "highlight")
    plot = replace(line_plot(), categories=tuple(str(1960 + at) for at in range(60)), series=(series,), rules=())
    deck = made(plot)
    shown = [point.xpath("string(c:idx/@val)", namespaces=NS) for point in deck.find("chart", "//c:dPt")]
    assert shown == ["0", "29", "31", "59"]
    assert deck.values("chart", "//c:ser/c:marker/c:symbol/@val")[0] == "none"
    few = replace(plot, categories=plot.categories[:4], series=(replace(series, values=values[:4]),))
    assert made(few).find("chart", "//c:dPt") == []


def test_a_point_without_neighbours_has_a_mark_on_a_line_without_marks() -> None:
    series = PlotSeries("a", (None, None, 3.0, None, 4.0, 5.0), "context", markers=False)
    plot = replace(line_plot(), categories=tuple("abcdef"), series=(series,), rules=())
    assert made(plot).values("chart", "//c:dPt[c:marker/c:symbol/@val='circle']/c:idx/@val") == ["2"]
    assert made(plot).values("chart", "//c:ser/c:marker/c:symbol/@val") == ["none"]
