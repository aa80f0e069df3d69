"""Runs the function of a figure in a process of its own, within its time, and holds its words against the facts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from threading import Timer
from typing import IO, Final

import msgspec

from briefing.charts.vector.drawing_surface import DrawingOptions, Measure
from briefing.charts.vector.figure_messages import (
    MOST_BYTES,
    Answer,
    DrawnFigure,
    FigureRequest,
    MeasureQuery,
    RefusedFigure,
    Started,
    receive,
    send,
)
from briefing.charts.vector.figure_words import check_words
from briefing.errors import LayoutError
from briefing.model.own_figure import FigurePlot
from briefing.model.text import Text

_START: Final = 60.0  # seconds that the process may take until it runs the function
# How the names of variables begin that say where programs, libraries, fonts and folders of the user are.
_PASSED: Final = (
    *("PATH", "HOME", "USERPROFILE", "SYSTEM", "WINDIR", "APPDATA", "LOCALAPPDATA", "TEMP", "TMP", "XDG_"),
    *("LANG", "LC_", "TZ", "LD_LIBRARY_PATH", "DYLD_", "PYTHON", "VIRTUAL_ENV", "CONDA_PREFIX", "MPL"),
)
_COMMAND: Final = ("-P", "-B", "-m", "briefing.charts.vector.figure_process")


def draw_figure(
    figure: FigurePlot, options: DrawingOptions, measure: Measure, lang: str
) -> tuple[DrawnFigure, tuple[Text, ...]]:
    """Return the marks of a figure and each of its texts, traced. LayoutError for what it may not, or is not."""
    answer = _run(FigureRequest(figure, options, lang), measure)
    if isinstance(answer, RefusedFigure):
        raise LayoutError(answer.what, fix=answer.fix)
    return answer, check_words(figure, options, answer, measure)


def _run(request: FigureRequest, measure: Measure) -> Answer:
    """Run the function; the process is gone on return."""
    call = request.plot.call
    with subprocess.Popen(  # noqa: S603  # this very program
        [sys.executable, *_COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    ) as process:
        limit = _Limit(process)
        answer: Answer | None = None
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            limit.allow(_START)
            send(process.stdin, request)
            answer = _answered(process.stdout, process.stdin, measure, limit, call.seconds)
        except OSError:
            pass  # it has gone
        except msgspec.DecodeError:
            what = f"{call} sent back what is no figure, or one of more than {MOST_BYTES // 1_000_000} MB"
            answer = RefusedFigure(what, "let it return a figure of fewer points")
        finally:
            limit.end()
            process.kill()
    if answer is not None:
        return answer
    if limit.reached:
        what = f"{call} had drawn nothing after {call.seconds:g} s, and was stopped"
        return RefusedFigure(what, "let it do less, or allow it more with `seconds`")
    return RefusedFigure(f"{call} ended its process ({_ended(process.returncode)})", "let it return a figure")


def _environment() -> dict[str, str]:
    """Return the variables that Python and its libraries need, and none that may hold a secret."""
    passed = {name: value for name, value in os.environ.items() if name.upper().startswith(_PASSED)}
    return {**passed, "PYTHONHASHSEED": "0", "MPLBACKEND": "agg", "OMP_NUM_THREADS": "1"}


def _answered(
    answers: IO[bytes], requests: IO[bytes], measure: Measure, limit: _Limit, seconds: float
) -> Answer | None:
    """Answer what the process asks until it has drawn; None where it has gone."""
    if receive(answers, Started) is None:
        return None
    limit.allow(seconds)
    while isinstance(message := receive(answers, MeasureQuery | Answer), MeasureQuery):
        send(requests, _measured(measure, message))
    return message


def _measured(measure: Measure, asked: MeasureQuery) -> float:
    if asked.what == "width":
        return measure.width(asked.string, asked.font, asked.size)
    found: float = getattr(measure, asked.what)(asked.font, asked.size)
    return found


class _Limit:
    """Kills a process that takes longer than it may."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._timer: Timer | None = None
        self.reached = False

    def allow(self, seconds: float) -> None:
        """Let it run for so long from now on."""
        self.end()
        self._timer = Timer(seconds, self._kill)
        self._timer.daemon = True
        self._timer.start()

    def end(self) -> None:
        """Stop the clock."""
        if self._timer is not None:
            self._timer.cancel()

    def _kill(self) -> None:
        self.reached = True
        self._process.kill()


def _ended(code: int) -> str:
    if code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"
