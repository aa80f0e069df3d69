"""The process that runs a project's own code: it draws one figure, sends its marks, and ends.

It measures text by asking the build, which knows the faces of deck, brief or letter. Run as a module, with requests on
its standard input and answers on its standard output.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from functools import cache
from types import MappingProxyType, ModuleType
from typing import IO, Any, Final

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
from cycler import cycler
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from briefing.charts.vector.drawing_surface import DrawingOptions, Font
from briefing.charts.vector.figure_guard import ForbiddenAct, Guard, write_nothing
from briefing.charts.vector.figure_marks import drawn
from briefing.charts.vector.figure_messages import (
    Answer,
    DrawnFigure,
    FigureRequest,
    MeasureQuery,
    Question,
    RefusedFigure,
    Started,
    receive,
    send,
)
from briefing.charts.vector.figure_view import FigureView
from briefing.errors import LayoutError
from briefing.model.own_figure import FigureCall
from briefing.model.text import plain
from briefing.wording import of

_POINTS: Final = 72.0
_SCALE: Final = "briefing"  # the name of the document's own colour scale
_STEADY: Final = "draw from the values alone; seed what is random, as with numpy.random.default_rng(0)"


class AskedMeasure:
    """The measures of the document's face, asked for through the pipe."""

    def __init__(self, requests: IO[bytes], answers: IO[bytes]) -> None:
        self._requests, self._answers = requests, answers
        self._ask: Callable[[Question, str, Font, float], float] = cache(self._asked)

    def _asked(self, what: Question, string: str, font: Font, size: float) -> float:
        send(self._answers, MeasureQuery(what, string, font, size))
        found = receive(self._requests, float)
        if found is None:
            os._exit(0)  # the build has gone
        return found

    def width(self, string: str, font: Font, size: float) -> float:
        """Return the width that a string takes."""
        return self._ask("width", string, font, size)

    def ascent(self, font: Font, size: float) -> float:
        """Return how far capitals rise."""
        return self._ask("ascent", "", font, size)

    def descent(self, font: Font, size: float) -> float:
        """Return how far letters hang."""
        return self._ask("descent", "", font, size)


def main() -> None:
    """Draw the figure of one request."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in range(3):  # what the code prints has no reader, and no part in the messages
        os.dup2(nothing, number)
    request = receive(requests, FigureRequest)
    if request is None:
        return
    guard = Guard()
    _set_look(request.options)
    write_nothing()
    send(answers, Started())
    send(answers, _answer(request, AskedMeasure(requests, answers), guard))
    os._exit(0)  # without what the code has left to be run at the end


def _answer(request: FigureRequest, measure: AskedMeasure, guard: Guard) -> Answer:
    """Run the function twice and return its marks, or the reason why there are none."""
    call = request.plot.call
    module = ModuleType(call.file.removesuffix(".py"))
    module.__file__ = call.file
    found: Answer | None = None
    guard.watching = True
    try:
        exec(compile(call.code, _source(call), "exec"), module.__dict__)  # noqa: S102  # which the project allows
        function = getattr(module, call.function)
        found, again = (_draw(function, request, measure) for _ in range(2))
        if isinstance(found, DrawnFigure) and found != again:
            found = RefusedFigure(f"{call} draws another figure each time", _STEADY)
    except LayoutError as error:
        found = RefusedFigure(f"{call}: {error.findings[0].what}", error.findings[0].fix)
    except ForbiddenAct:
        pass  # which the guard has noted
    except BaseException as error:
        found = _raised(error, request)
    if guard.act or found is None:
        return RefusedFigure(f"{call} {guard.act}, which a figure may not", guard.fix)
    return found


def _draw(function: Callable[[FigureView], object], request: FigureRequest, measure: AskedMeasure) -> Answer:
    call = request.plot.call
    figure = function(_view(request))
    plt.close("all")
    if not isinstance(figure, Figure):
        what = f"{call} returns {type(figure).__name__}, and no Figure"
        return RefusedFigure(what, "let it return the figure of `fig, ax = plt.subplots()`")
    figure.set_size_inches(request.options.width / _POINTS, request.options.height / _POINTS)
    return drawn(figure, measure, str(call), of(request.lang).language.group)


def _view(request: FigureRequest) -> FigureView:
    given, options = request.plot, request.options
    return FigureView(
        MappingProxyType({item.key: item for item in given.series}),
        MappingProxyType({name: plain(item) for name, item in given.call.texts}),
        given.periods,
        (options.width / _POINTS, options.height / _POINTS),
        options.palette,
        options.sizes,
        request.lang,
        given.highlight,
        given.second,
    )


def _source(call: FigureCall) -> str:
    """Return what the code is compiled as: a name that no warning looks up as a file, which the code may not read."""
    return f"<{call.file}>"


def _raised(error: BaseException, request: FigureRequest) -> RefusedFigure:
    """Return what an error of the code was, with the line that it was raised at."""
    call = request.plot.call
    frames = traceback.walk_tb(error.__traceback__)
    lines = [line for frame, line in frames if frame.f_code.co_filename == _source(call)]
    words = " ".join(str(error).split())
    message = f"{type(error).__name__}: {words}" if words else type(error).__name__
    place = f"{call.file}, line {lines[-1]}" if lines else call.file
    return RefusedFigure(f"{call} raised {message}", f"correct {place}")


def _set_look(options: DrawingOptions) -> None:
    """Set matplotlib's settings to the look of the document, whatever the user's own are."""
    matplotlib.rcdefaults()
    palette = options.palette
    steps = [getattr(palette, f"heat_{step}") for step in range(1, 6)]
    matplotlib.colormaps.register(ListedColormap(steps, _SCALE))
    colours = [getattr(palette, f"series_{number}") for number in range(1, 7)]
    settings: dict[Any, Any] = _settings(options)
    matplotlib.rcParams.update(settings | {"axes.prop_cycle": cycler(color=colours), "image.cmap": _SCALE})


def _settings(options: DrawingOptions) -> dict[str, Any]:
    palette, sizes = options.palette, options.sizes
    return {
        "figure.figsize": (options.width / _POINTS, options.height / _POINTS),
        "figure.dpi": _POINTS,
        "figure.facecolor": "none",
        "figure.constrained_layout.use": True,
        "figure.constrained_layout.h_pad": 0.02,
        "figure.constrained_layout.w_pad": 0.02,
        "font.family": "sans-serif",
        "font.size": sizes.axis,
        "text.color": palette.ink,
        "text.parse_math": False,
        "axes.facecolor": "none",
        "axes.edgecolor": palette.rule_strong,
        "axes.linewidth": 0.75,
        "axes.labelcolor": palette.ink_2,
        "axes.labelsize": sizes.axis,
        "axes.titlesize": sizes.label,
        "axes.titleweight": "semibold",
        "axes.titlelocation": "left",
        "axes.titlecolor": palette.ink,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
        "axes.grid": True,
        "axes.grid.axis": "y",
        "axes.axisbelow": True,
        **_scales(options),
        "axes.formatter.useoffset": False,
        "axes.formatter.limits": (-9, 12),
        "grid.color": palette.rule,
        "grid.linewidth": 0.6,
        "legend.fontsize": sizes.axis,
        "legend.frameon": False,
        "lines.linewidth": 2.0,
        "lines.scale_dashes": False,
        "patch.linewidth": 0.0,
        "hatch.linewidth": 0.5,
    }


def _scales(options: DrawingOptions) -> dict[str, Any]:
    palette, sizes = options.palette, options.sizes
    return {
        "xtick.color": palette.rule_strong,
        "xtick.labelcolor": palette.ink_2,
        "xtick.labelsize": sizes.axis,
        "xtick.major.size": 3.0,
        "ytick.color": palette.rule_strong,
        "ytick.labelcolor": palette.ink_2,
        "ytick.labelsize": sizes.axis,
        "ytick.major.size": 0.0,
    }


if __name__ == "__main__":
    main()
