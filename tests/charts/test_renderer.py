"""matplotlib's commands on a surface: what it can say arrives, what no page takes is refused by name."""

from __future__ import annotations

from typing import Any

import pytest
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from briefing.charts.vector.renderer import SurfaceRenderer, render, segments
from briefing.errors import LayoutError
from tests.charts.recording import Recording


def figure() -> Figure:
    return Figure(figsize=(2, 1), dpi=72, frameon=False)


def test_a_quadratic_curve_becomes_a_cubic_one() -> None:
    path = Path([(0, 0), (3, 6), (6, 0)], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    assert list(segments(path, IdentityTransform())) == [("M", (0.0, 0.0)), ("C", (2.0, 4.0, 4.0, 4.0, 6.0, 0.0))]


def test_a_closed_path_is_closed() -> None:
    found = list(segments(Path.unit_rectangle(), IdentityTransform()))
    assert [letter for letter, _ in found] == ["M", "L", "L", "L", "Z"]


def test_axes_of_matplotlib_draw_as_well() -> None:
    made, surface = figure(), Recording()
    axes = made.add_subplot()
    axes.plot([1, 2, 3], [2, 1, 3], color="#0A4480", dashes=[4, 3])
    axes.set_title("A title of 100%", parse_math=False)
    render(made, surface)
    assert "A title of 100%" in [words.string for words in surface.words]
    assert "#0A4480" in [paint.stroke for _, paint in surface.paths]
    assert surface.states == 0


def test_an_image_is_refused() -> None:
    made = figure()
    made.add_subplot().imshow([[0, 1], [1, 0]])
    with pytest.raises(LayoutError, match="an image"):
        render(made, Recording())


def test_a_hatch_is_refused() -> None:
    made = figure()
    made.add_artist(Rectangle((0, 0), 1, 1, hatch="/"))
    with pytest.raises(LayoutError, match="a hatch"):
        render(made, Recording())


def test_mathematical_text_is_refused() -> None:
    made = figure()
    made.text(0.5, 0.5, "$x^2$")
    with pytest.raises(LayoutError, match="mathematical text"):
        render(made, Recording())


@pytest.mark.parametrize(
    ("command", "feature"), [("draw_gouraud_triangles", "a gradient"), ("draw_tex", "TeX"), ("draw_image", "an image")]
)
def test_other_features_are_refused_by_name(command: str, feature: str) -> None:
    renderer: Any = SurfaceRenderer(Recording(), 10, 10)
    with pytest.raises(LayoutError, match=feature):
        getattr(renderer, command)(GraphicsContextBase(), 0, 0)


def test_a_path_without_fill_and_stroke_is_left_out() -> None:
    surface = Recording()
    made = figure()
    made.add_artist(Rectangle((0, 0), 1, 1, facecolor="none", edgecolor="none"))
    render(made, surface)
    assert surface.paths == []
