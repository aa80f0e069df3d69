"""The matplotlib back end: any figure's lines, areas and text arrive on a surface, and the rest is refused by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import matplotlib
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backend_bases import FigureCanvasBase, RendererBase
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.patheffects import Normal, Stroke
from matplotlib.transforms import IdentityTransform

from briefing.charts.vector.backend import FigureCanvas, SurfaceCanvas, SurfaceRenderer, segments
from briefing.errors import LayoutError
from tests.charts.recording import Recording, Words

RECTANGLE = ["M", "L", "L", "L", "Z"]
Drawn = Callable[[Axes], object]


def drawn(draw: Drawn, *, axis: bool = False, dpi: float = 72) -> Recording:
    """Draw on axes from 0 to 10 that fill a figure of 100 by 50 points; return what arrives on a surface."""
    figure = Figure(figsize=(100 / 72, 50 / 72), dpi=dpi, frameon=False)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 10), ylim=(0, 10))
    if not axis:
        axes.set_axis_off()
    draw(axes)
    surface = Recording()
    SurfaceCanvas(figure, surface).draw()
    return surface


def letters(surface: Recording) -> list[list[str]]:
    return [[letter for letter, _ in path] for path, _ in surface.paths]


def test_it_is_a_back_end_as_matplotlib_knows_them() -> None:
    assert issubclass(SurfaceRenderer, RendererBase)
    assert issubclass(SurfaceCanvas, FigureCanvasBase)
    assert FigureCanvas is SurfaceCanvas


def test_a_pixel_is_a_point_whatever_the_figure_s_resolution() -> None:
    surfaces = [drawn(lambda axes: axes.plot([0, 5], [0, 10], clip_on=False), dpi=dpi) for dpi in (72, 100, 300)]
    assert surfaces[0] == surfaces[1] == surfaces[2]
    assert surfaces[0].paths[0][0] == (("M", (0.0, 0.0)), ("L", (50.0, 50.0)))


def test_a_figure_keeps_its_resolution() -> None:
    figure = Figure(dpi=200)
    SurfaceCanvas(figure, Recording()).draw()
    assert figure.dpi == 200


def test_a_quadratic_curve_becomes_a_cubic_one() -> None:
    path = Path([(0, 0), (3, 6), (6, 0)], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    assert list(segments(path, IdentityTransform())) == [("M", (0.0, 0.0)), ("C", (2.0, 4.0, 4.0, 4.0, 6.0, 0.0))]


def test_a_line_arrives_with_its_colour_width_dashes_and_ends() -> None:
    with matplotlib.rc_context({"lines.scale_dashes": False}):
        surface = drawn(
            lambda axes: axes.plot(
                [0, 9], [1, 2], color="#0A4480", linewidth=1.8, linestyle=(1, (4, 3)), alpha=0.5,
                dash_capstyle="round", dash_joinstyle="bevel",
            )
        )  # fmt: skip
    ((_, paint),) = surface.paths
    assert (paint.stroke, paint.fill, paint.width, paint.alpha) == ("#0A4480", "", 1.8, 0.5)
    assert (paint.dash, paint.offset, paint.cap, paint.join) == ((4.0, 3.0), 1.0, "round", "bevel")


def test_bars_arrive_with_fill_and_edge() -> None:
    surface = drawn(lambda axes: axes.bar([2, 6], [4, 8], 2, color="#C8501E", edgecolor="#14202E", linewidth=0.6))
    assert letters(surface) == [RECTANGLE, RECTANGLE]
    assert surface.paths[0][0][0] == ("M", (10.0, 0.0))
    assert {(paint.fill, paint.stroke, paint.width) for _, paint in surface.paths} == {("#C8501E", "#14202E", 0.6)}


def test_what_has_the_lower_order_is_drawn_first() -> None:
    surface = drawn(lambda axes: (axes.axhline(1, color="#111111", zorder=3), axes.axhline(2, color="#222222")))
    assert [paint.stroke for _, paint in surface.paths] == ["#222222", "#111111"]


def test_a_path_without_fill_and_stroke_is_left_out() -> None:
    assert drawn(lambda axes: axes.bar([1], [1], color="none", edgecolor="none")).paths == []


@pytest.mark.parametrize(
    "draw",
    [
        lambda axes: axes.plot([2, 4], [5, 5], "o", color="#0A4480", markersize=6),
        lambda axes: axes.scatter([2, 4], [5, 5], s=36, c="#0A4480", edgecolors="none"),
        lambda axes: axes.scatter([2, 4], [5, 5], s=[36, 16], c=["#0A4480", "#0A4480"], linewidths=0),
    ],
)
def test_markers_and_collections_arrive_as_paths_at_their_places(draw: Drawn) -> None:
    surface = drawn(draw)
    assert [path[0][1][0] for path, _ in surface.paths] == [pytest.approx(20), pytest.approx(40)]
    assert {paint.fill for _, paint in surface.paths} == {"#0A4480"}


def test_an_edge_and_an_area_of_unlike_opacity_are_painted_one_after_the_other() -> None:
    surface = drawn(lambda axes: axes.fill([1, 5, 5], [1, 1, 5], facecolor=(1, 0, 0, 0.5), edgecolor=(0, 0, 0, 1)))
    assert [(paint.fill, paint.stroke, paint.alpha) for _, paint in surface.paths] == [
        ("#FF0000", "", 0.5), ("", "#000000", 1.0),
    ]  # fmt: skip


def test_what_reaches_beyond_the_axes_is_clipped() -> None:
    surface = drawn(lambda axes: axes.plot([-5, 15], [5, 5]))
    ((clip,),) = [paint.clips for _, paint in surface.paths]
    assert [numbers for letter, numbers in clip if letter != "Z"] == [(0, 0), (100, 0), (100, 50), (0, 50)]
    assert drawn(lambda axes: axes.plot([-5, 15], [5, 5], clip_on=False)).paths[0][1].clips == ()


def test_a_clip_path_arrives_beside_the_axes_own() -> None:
    def draw(axes: Axes) -> None:
        (line,) = axes.plot([0, 10], [5, 5])
        line.set_clip_path(Path([(0, 0), (5, 0), (5, 9)], closed=True), axes.transData)

    ((_, paint),) = drawn(draw).paths
    assert [[letter for letter, _ in clip] for clip in paint.clips] == [RECTANGLE, ["M", "L", "Z"]]


def test_a_hatch_is_tiled_inside_of_its_area() -> None:
    surface = drawn(lambda axes: axes.bar([5], [10], 10, color="white", edgecolor="#0A4480", hatch="/", clip_on=False))
    (_, area), (lines, hatch) = surface.paths
    assert (area.fill, hatch.stroke) == ("#FFFFFF", "#0A4480")
    assert [[letter for letter, _ in clip] for clip in hatch.clips] == [RECTANGLE]
    across = [x for letter, numbers in lines for x in numbers[::2]]
    assert min(across) <= 0
    assert max(across) >= 100


@pytest.mark.parametrize(("options", "font"), [({}, "text"), ({"weight": "bold"}, "bold"), ({"weight": 600}, "bold")])
def test_text_stays_text_in_the_document_s_face(options: dict[str, Any], font: str) -> None:
    surface = drawn(lambda axes: axes.text(2, 5, "Ink & <b>", size=9, color="#0A4480", va="baseline", **options))
    (words,) = surface.words
    assert (words.string, words.font, words.size, words.colour, words.angle) == ("Ink & <b>", font, 9.0, "#0A4480", 0.0)
    assert words.x == pytest.approx(20)
    assert words.y == pytest.approx(25)


@pytest.mark.parametrize(("align", "share"), [("left", 0.0), ("center", 0.5), ("right", 1.0)])
def test_text_is_aligned_by_the_measures_of_the_document_s_face(align: str, share: float) -> None:
    surface = drawn(lambda axes: axes.text(5, 5, "wide words", size=8, ha=align))
    (words,) = surface.words
    assert words.x == pytest.approx(50 - share * surface.width("wide words", "text", 8))


def test_text_in_the_middle_of_a_height_is_centred_by_the_document_s_face() -> None:
    surface = drawn(lambda axes: axes.text(5, 5, "H", size=10, va="center"))
    (words,) = surface.words
    assert words.box.y + words.box.h / 2 == pytest.approx(25)


def test_turned_text_keeps_its_angle() -> None:
    (words,) = drawn(lambda axes: axes.text(5, 5, "up", rotation=90, rotation_mode="anchor")).words
    assert words.angle == 90
    assert words.x == pytest.approx(50)
    assert words.y == pytest.approx(25)


def test_lines_of_a_text_arrive_one_below_the_other() -> None:
    first, second = drawn(lambda axes: axes.text(5, 5, "one\ntwo", size=10)).words
    assert (first.string, second.string) == ("one", "two")
    assert first.y > second.y + 8


def test_axis_ticks_labels_legend_and_title_of_a_figure_are_live_text() -> None:
    def draw(axes: Axes) -> None:
        axes.set_position((0.2, 0.2, 0.6, 0.5))
        axes.plot([0, 10], [0, 10], label="line")
        axes.set(title="Title", xlabel="Years", ylabel="Share")
        axes.legend()

    written = {words.string for words in drawn(draw, axis=True).words}
    assert {"Title", "Years", "Share", "line", "0", "10"} <= written


EVERYDAY: dict[str, Drawn] = {
    "barh": lambda axes: axes.barh([1, 2], [3, 4]),
    "fill_between": lambda axes: axes.fill_between([0, 5], [1, 2], [3, 5], alpha=0.3),
    "axvspan": lambda axes: axes.axvspan(2, 4),
    "errorbar": lambda axes: axes.errorbar([1, 2], [3, 4], yerr=1, capsize=2),
    "step": lambda axes: axes.step([1, 2, 3], [3, 1, 2]),
    "stackplot": lambda axes: axes.stackplot([1, 2, 3], [1, 2, 3], [2, 2, 2]),
    "pie": lambda axes: axes.pie([1, 2, 3], labels=["a", "b", "c"], hatch=["", "//", "oo"]),
    "boxplot": lambda axes: axes.boxplot([1, 2, 3, 9]),
    "violinplot": lambda axes: axes.violinplot([1, 2, 3, 9]),
    "hist": lambda axes: axes.hist([1, 1, 2, 5]),
    "stem": lambda axes: axes.stem([1, 2, 3]),
    "contour": lambda axes: axes.contour(np.arange(16).reshape(4, 4)),
    "contourf": lambda axes: axes.contourf(np.arange(16).reshape(4, 4)),
    "pcolormesh": lambda axes: axes.pcolormesh(np.arange(4).reshape(2, 2)),
    "quiver": lambda axes: axes.quiver([1], [1], [2], [3]),
    "annotate": lambda axes: axes.annotate("here", (2, 2), (6, 6), arrowprops={"arrowstyle": "->"}, bbox={}),
    "table": lambda axes: axes.table([["a", "b"]]),
    "hexbin": lambda axes: axes.hexbin([1, 2, 3], [1, 2, 3], gridsize=5),
}


@pytest.mark.parametrize("name", sorted(EVERYDAY))
def test_what_a_matplotlib_user_draws_arrives(name: str) -> None:
    assert drawn(EVERYDAY[name]).paths


@pytest.mark.parametrize(
    ("draw", "feature"),
    [
        (lambda axes: axes.imshow([[1, 2], [3, 4]]), "an image"),
        (lambda axes: axes.figure.figimage(np.zeros((4, 4))), "an image"),
        (lambda axes: axes.tripcolor([0, 1, 0], [0, 0, 1], [1, 2, 3], shading="gouraud"), "gouraud triangles"),
        (lambda axes: axes.text(5, 5, "$x^2$"), r"mathematical text \(\$…\$\)"),
        (lambda axes: axes.text(5, 5, "x", usetex=True), "TeX"),
        (lambda axes: axes.text(5, 5, "x", style="italic"), "italic text"),
        (lambda axes: axes.text(5, 5, "x", variant="small-caps"), "small-caps text"),
        (lambda axes: axes.text(5, 5, "x", family="monospace"), "the font 'monospace'"),
        (lambda axes: axes.text(5, 5, "x", alpha=0.5), "transparent text"),
        (lambda axes: axes.text(5, 5, "x", clip_on=True), "clipped text"),
        (lambda axes: axes.text(5, 5, "x", path_effects=[Stroke(linewidth=2), Normal()]), "path effects on text"),
        (lambda axes: axes.text(5, 5, "x", url="https://example.org"), r"a link \(url\)"),
        (lambda axes: axes.bar([1], [1], url="https://example.org"), r"a link \(url\)"),
        (lambda axes: axes.bar([1], [1], sketch_params=(1, 100, 2)), "a sketched line"),
        (lambda axes: axes.bar([1], [1], rasterized=True), r"pixels \(rasterized\)"),
        (lambda axes: axes.bar([1], [1], agg_filter=lambda image, _: (image, 0, 0)), r"a filter \(agg_filter\)"),
    ],
)  # fmt: skip
def test_what_no_page_takes_is_refused_by_name(draw: Drawn, feature: str) -> None:
    with pytest.raises(LayoutError, match=f"the chart asks for ({feature})") as caught:
        drawn(draw)
    assert caught.value.findings[0].fix


def test_text_that_is_no_formula_may_hold_dollars() -> None:
    (words,) = drawn(lambda axes: axes.text(5, 5, "$x^2$", parse_math=False)).words
    assert words == Words(words.x, words.y, "$x^2$", "text", 10.0, "#000000", words.box)
