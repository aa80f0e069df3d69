"""Charts as a PNG: every kind, in the theme's colours and the document's type, small, and the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image

from briefing import charts
from briefing.brief.fonts import load
from briefing.charts import vector
from briefing.charts.vector import picture as drawing
from briefing.charts.vector.drawing_surface import Font, Paint, Segment
from briefing.errors import LayoutError, install
from briefing.model.chart import Chart
from briefing.model.ledger import Place, Trace
from briefing.model.text import plain, text
from tests.charts import samples
from tests.deck.samples import LIGHT
from tests.thorough import ONLY_IN_A_THOROUGH_RUN, THOROUGH

WIDTH = 544.0
FAMILY = "Source Sans Pro"
# In a usual run every other one.
EVERY = pytest.mark.parametrize("case", sorted(samples.CASES)[:: 1 if THOROUGH else 2])


def drawn(chart: Chart, trace: Trace | None = None) -> bytes:
    trace = trace or Trace("letter")
    return drawing.picture(charts.plot(chart), LIGHT, FAMILY, WIDTH, trace=trace, place=Place("letter"))


@cache
def sample(case: str) -> bytes:
    return drawn(samples.CASES[case]())


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def colours(image: Image.Image) -> Counter[str]:
    counted: Any = image.getcolors(image.width * image.height)
    return Counter({f"#{bytes(colour).hex().upper()}": count for count, colour in counted})


def inked(surface: drawing.PictureSurface) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is no paper, in points from the upper left corner."""
    grey = opened(surface.png()).convert("L").point([255 if at < 200 else 0 for at in range(256)])
    box = grey.getbbox()
    assert box
    return tuple(edge / 2 for edge in box)  # type: ignore[return-value]


def surface(wide: float = 200.0, high: float = 60.0, lang: str = "en") -> drawing.PictureSurface:
    return drawing.PictureSurface(drawing.Type(FAMILY, lang, "letter"), wide, high, "#FFFFFF")


@EVERY
def test_each_kind_is_a_small_picture_in_the_colours_of_the_theme(case: str) -> None:
    data = sample(case)
    image = opened(data)
    assert image.width == 2 * WIDTH
    assert len(data) < 60_000
    seen = colours(image)
    assert seen.most_common(1)[0][0] == LIGHT.paper
    assert {LIGHT.highlight, LIGHT.context} & set(seen)


@EVERY
def test_its_edge_is_paper_so_that_nothing_is_cut_off(case: str) -> None:
    image = opened(sample(case))
    edges = [(0, 0, image.width, 1), (0, image.height - 1, image.width, image.height)]
    edges += [(0, 0, 1, image.height), (image.width - 1, 0, image.width, image.height)]
    assert [set(colours(image.crop(edge))) for edge in edges] == [{LIGHT.paper}] * 4


def test_the_picture_tells_nothing_of_its_making() -> None:
    data, kinds, at = drawn(samples.line()), [], 8
    while at < len(data):
        kinds.append(data[at + 4 : at + 8].decode())
        at += 12 + int.from_bytes(data[at : at + 4])
    assert kinds == ["IHDR", "PLTE", "IDAT", "IEND"]


def test_every_text_in_it_is_traced() -> None:
    trace = Trace("letter")
    drawn(samples.line(), trace)
    assert {"48.2", "262.9"} <= {use.text for use in trace.uses}
    assert {use.place for use in trace.uses} == {Place("letter")}


IN_A_PROCESS = """
import hashlib, sys
import matplotlib
from tests.charts import samples
from tests.charts.test_picture import drawn
print(hashlib.sha256(drawn(samples.CASES[sys.argv[1]]())).hexdigest())
print(matplotlib.rcParams["lines.linewidth"], "matplotlib.pyplot" in sys.modules)
"""


@ONLY_IN_A_THOROUGH_RUN
def test_another_process_draws_the_same_bytes_whatever_its_matplotlibrc_says(tmp_path: Path) -> None:
    settings = tmp_path / "matplotlibrc"
    settings.write_text(
        "figure.dpi: 300\nfigure.constrained_layout.use: True\naxes.grid: True\naxes.facecolor: red\n"
        "font.family: serif\nfont.size: 30\ntext.color: red\nlines.linewidth: 9\nlines.marker: s\n"
        "patch.linewidth: 5\npatch.force_edgecolor: True\nhatch.color: red\npath.sketch: 1, 2, 3\naxes.xmargin: 0.4\n"
    )
    for seed in ("1", "2"):
        variables = {"PYTHONHASHSEED": seed, "MATPLOTLIBRC": str(settings), "MPLCONFIGDIR": str(tmp_path)}
        printed = subprocess.run(
            [sys.executable, "-c", IN_A_PROCESS, "bump"], env=variables, capture_output=True, text=True, check=True
        ).stdout.split()
        assert printed == [hashlib.sha256(drawn(samples.bump())).hexdigest(), "9.0", "False"]


@pytest.mark.parametrize("font", ["text", "bold"])
@pytest.mark.parametrize("words", ["Heading of 262.9 Hours", "AVAVAV", "北京2023年"])
def test_a_text_stands_where_its_measures_say(words: str, font: Font) -> None:
    face = drawing.Type(FAMILY, "en" if words.isascii() else "zh", "letter")
    on = drawing.PictureSurface(face, 400, 60, "#FFFFFF")
    on.text(vector.TextMark(20, 20, words, font, 24, "#000000"))
    left, top, right, bottom = inked(on)
    wide = on.width(words, font, 24)
    assert 20 <= left < 25
    assert right == pytest.approx(20 + wide, abs=3)
    assert 60 - bottom >= 20 - on.descent(font, 24) - 1
    assert 60 - top <= 20 + 24


@pytest.mark.parametrize(("font", "style"), [("text", "Regular"), ("bold", "Semibold")])
def test_its_measures_are_those_of_the_brief_kerned_alike(font: Font, style: str) -> None:
    ours, theirs = drawing.Type(FAMILY, "en", "letter"), load(FAMILY, style)
    for words in ("AVAV", "262.9 per 10,000 residents", "2014–2023", "patent density"):
        assert ours.width(words, font, 10) == pytest.approx(theirs.width(words, 10), abs=0.02)
    assert ours.width("AVAV", font, 10) < sum(ours.width(sign, font, 10) for sign in "AVAV")
    assert ours.ascent(font, 10) == pytest.approx(theirs.cap_height * 10, abs=0.02)
    assert theirs.descent * 10 <= ours.descent(font, 10) < theirs.descent * 10 + 0.3  # two tables of a font tell it


def test_chinese_has_a_gap_at_figures_and_a_face_of_its_own_for_each_weight() -> None:
    face = drawing.Type(FAMILY, "zh", "letter")
    alone = face.width("年", "text", 10) + face.width("2023", "text", 10)
    assert face.width("年2023", "text", 10) == pytest.approx(alone + 1.25)
    assert face.width("2023", "bold", 10) > face.width("2023", "text", 10)


def square(side: float) -> list[Segment]:
    return [("M", (0.0, 0.0)), ("L", (side, 0.0)), ("L", (side, side)), ("L", (0.0, side)), ("Z", ())]


def test_strokes_have_width_dashes_and_alpha() -> None:
    on = surface(100, 20)
    on.path([("M", (10.0, 10.0)), ("L", (90.0, 10.0))], Paint(stroke="#000000", width=4, dash=(10, 10)))
    row = opened(on.png()).crop((0, 19, 200, 20))
    assert colours(row)["#000000"] == pytest.approx(80, abs=4)
    half = surface(20, 20)
    half.path(square(20), Paint(fill="#000000", alpha=0.5))
    assert colours(opened(half.png())).most_common(1)[0][0] in ("#7F7F7F", "#808080")


def test_what_lies_outside_of_its_clip_is_not_painted() -> None:
    on = surface(100, 20)
    clip = tuple(square(15))
    on.path([("M", (0.0, 10.0)), ("L", (90.0, 10.0))], Paint(stroke="#000000", width=4, clips=(clip,)))
    assert inked(on)[2] == pytest.approx(15, abs=0.5)
    with pytest.raises(LayoutError, match="one clip at a time"):
        on.path(square(9), Paint(fill="#000000", clips=(clip, clip)))


def test_turned_text_runs_up_the_picture() -> None:
    level, turned = surface(100, 100), surface(100, 100)
    level.text(vector.TextMark(50, 20, "word", "text", 20, "#000000"))
    turned.text(vector.TextMark(50, 20, "word", "text", 20, "#000000", 90))
    (left, top, right, bottom), (x0, y0, x1, y1) = inked(level), inked(turned)
    assert x1 - x0 == pytest.approx(bottom - top, abs=1)
    assert y1 - y0 == pytest.approx(right - left, abs=1)


def test_a_curve_is_drawn_as_one() -> None:
    on = surface(40, 40)
    bend = 10 * 0.5523
    on.path(
        [
            ("M", (30.0, 20.0)), ("C", (30.0, 20.0 + bend, 20.0 + bend, 30.0, 20.0, 30.0)),
            ("C", (20.0 - bend, 30.0, 10.0, 20.0 + bend, 10.0, 20.0)),
            ("C", (10.0, 20.0 - bend, 20.0 - bend, 10.0, 20.0, 10.0)),
            ("C", (20.0 + bend, 10.0, 30.0, 20.0 - bend, 30.0, 20.0)), ("Z", ()),
        ],
        Paint(fill="#000000"),
    )  # fmt: skip
    black = sum(1 for byte in opened(on.png()).convert("L").tobytes() if byte < 128)
    assert black / 4 == pytest.approx(3.1416 * 100, rel=0.02)


def test_a_sign_that_no_face_has_is_refused_with_the_text_it_stands_in() -> None:
    chart = replace(samples.bar(), rows=(replace(samples.bar().rows[0], name=text("Ꙛ signs")), *samples.bar().rows[1:]))
    with pytest.raises(LayoutError, match="U\\+A65A") as caught:
        drawn(chart)
    (finding,) = caught.value.findings
    assert (finding.where, finding.fix) == ("letter", "write 'Ꙛ signs' in other characters")


def test_without_the_chinese_face_its_signs_are_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "han_file", lambda: None)
    drawing._han.cache_clear()
    try:
        with pytest.raises(LayoutError, match=re.escape(install("zh"))):
            drawing.Type(FAMILY, "zh", "letter").width("北京", "text", 10)
        assert drawing.Type(FAMILY, "en", "letter").width("Belling", "text", 10) > 0
    finally:
        drawing._han.cache_clear()


def test_a_family_that_no_package_brings_is_refused() -> None:
    with pytest.raises(LayoutError, match="no font 'Papyrus'"):
        drawing.Type("Papyrus", "en", "letter")


def test_hostile_names_are_written_literally() -> None:
    trace = Trace("letter")
    drawn(samples.hostile(), trace)
    assert plain(samples.hostile().rows[0].name) == "$x^2$ & <b>"
    assert len(drawn(samples.hostile())) < 60_000
