"""matplotlib's commands on a surface: what it can say arrives, what no page takes is refused by name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path as FilePath
from typing import Any

import matplotlib
import pytest
from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Bbox, IdentityTransform

from briefing.charts.vector.renderer import GraphicsContext, SurfaceRenderer, render, segments
from briefing.errors import LayoutError
from tests.charts.recording import Recording


def drawn(*artists: Artist) -> Recording:
    """Artists in points → what arrives on a surface."""
    surface = Recording()
    for artist in artists:
        artist.set_transform(IdentityTransform())
        artist.set_clip_on(False)
    render(artists, surface)
    return surface


def test_a_quadratic_curve_becomes_a_cubic_one() -> None:
    path = Path([(0, 0), (3, 6), (6, 0)], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    assert list(segments(path, IdentityTransform())) == [("M", (0.0, 0.0)), ("C", (2.0, 4.0, 4.0, 4.0, 6.0, 0.0))]


def test_a_closed_path_is_closed() -> None:
    found = list(segments(Path.unit_rectangle(), IdentityTransform()))
    assert [letter for letter, _ in found] == ["M", "L", "L", "L", "Z"]


def test_a_line_arrives_with_its_colour_width_and_dashes() -> None:
    with matplotlib.rc_context({"lines.scale_dashes": False}):
        surface = drawn(Line2D([0, 9], [1, 2], color="#0A4480", linewidth=1.8, linestyle=(0, (4, 3)), alpha=0.5))
    ((path, paint),) = surface.paths
    assert path == (("M", (0.0, 1.0)), ("L", (9.0, 2.0)))
    assert (paint.stroke, paint.fill, paint.width, paint.dash, paint.alpha) == ("#0A4480", "", 1.8, (4.0, 3.0), 0.5)


def test_an_area_arrives_with_fill_and_edge() -> None:
    surface = drawn(Rectangle((0, 0), 2, 1, facecolor="#C8501E", edgecolor="#14202E", linewidth=0.6))
    ((path, paint),) = surface.paths
    assert [letter for letter, _ in path] == ["M", "L", "L", "L", "Z"]
    assert (paint.fill, paint.stroke, paint.width, paint.alpha) == ("#C8501E", "#14202E", 0.6, 1.0)


def test_what_has_the_lower_order_is_drawn_first() -> None:
    surface = drawn(Rectangle((0, 0), 1, 1, color="#111111", zorder=3), Rectangle((0, 0), 1, 1, color="#222222"))
    assert [paint.fill for _, paint in surface.paths] == ["#222222", "#111111"]


def test_a_path_without_fill_and_stroke_is_left_out() -> None:
    assert drawn(Rectangle((0, 0), 1, 1, facecolor="none", edgecolor="none")).paths == []


def test_a_hatch_is_refused() -> None:
    with pytest.raises(LayoutError, match="a hatch"):
        drawn(Rectangle((0, 0), 1, 1, hatch="/"))


def test_a_sketched_line_is_refused() -> None:
    line = Line2D([0, 1], [0, 1])
    line.set_sketch_params(1, 100, 2)
    with pytest.raises(LayoutError, match="a sketched line"):
        drawn(line)


def test_a_clip_is_refused() -> None:
    with pytest.raises(LayoutError, match="a clip"):
        GraphicsContext().set_clip_rectangle(Bbox.unit())


def test_markers_are_refused() -> None:
    with pytest.raises(LayoutError, match="markers"):
        drawn(Line2D([0, 1], [0, 1], marker="o"))


@pytest.mark.parametrize(
    ("command", "feature"),
    [
        ("draw_image", "image"),
        ("draw_tex", "tex"),
        ("draw_text", "text"),
        ("draw_gouraud_triangles", "gouraud triangles"),
        ("draw_path_collection", "path collection"),
    ],
)
def test_other_features_are_refused_by_name(command: str, feature: str) -> None:
    with pytest.raises(LayoutError, match=feature):
        getattr(SurfaceRenderer(Recording()), command)(GraphicsContext(), 0, 0)


@pytest.mark.parametrize(
    ("options", "feature"),
    [
        ({"rasterized": True}, "rasterized"),
        ({"agg_filter": lambda image, _: (image, 0, 0)}, "agg_filter"),
        ({"url": "https://example.org"}, "url"),
        ({"facecolor": (1, 0, 0, 0.5), "edgecolor": (0, 0, 0, 1)}, "unlike alpha"),
    ],
)
def test_what_an_artist_may_ask_for_beside_its_path_is_refused_by_name(options: dict[str, Any], feature: str) -> None:
    with pytest.raises(LayoutError, match=f"the chart asks for .*{feature}"):
        drawn(Rectangle((0, 0), 1, 1, **options))


def test_what_is_no_drawing_command_is_no_attribute() -> None:
    assert not hasattr(SurfaceRenderer(Recording()), "canvas")


def test_a_chart_lists_no_fonts_of_the_machine(tmp_path: FilePath) -> None:
    program = (
        "import sys; import briefing.charts.vector.renderer, matplotlib.lines, matplotlib.patches;"
        "print('matplotlib.font_manager' in sys.modules)"
    )
    settings = {**os.environ, "MPLCONFIGDIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", program], env=settings, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
    assert list(tmp_path.iterdir()) == []
