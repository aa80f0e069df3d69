"""A figure of a project's own code: drawn in a process of its own, refused by name where it may not be."""

from __future__ import annotations

import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from briefing import charts
from briefing.assets import asset
from briefing.charts.vector import DrawingOptions, Font, Sizes
from briefing.charts.vector.figure_call import draw_figure
from briefing.charts.vector.figure_messages import Answer, DrawnFigure, FigureRequest, RefusedFigure
from briefing.charts.vector.figure_words import check_words
from briefing.errors import LayoutError
from briefing.model.own_figure import FigureCall, FigurePlot, FigurePoint, FigureSeries
from briefing.model.text import Run, Text, plain
from briefing.read.theme_file import theme
from tests.charts import dated_samples

VALUES = {2019: 40.0, 2020: 25.5, 2021: 33.0, 2022: 48.0, 2023: 12345.0}
SIZES = Sizes(label=14.0, axis=14.0, strong=20.0, note=12.0)
HEAD = "import matplotlib.pyplot as plt\n\n\ndef draw(facts):\n    fig, ax = plt.subplots()\n"
LINE = "    ax.plot(facts['visits'].places, facts['visits'].values)\n"
END = "    return fig\n"


def figure(code: str, *, seconds: float = 20.0, numbers: tuple[tuple[str, str], ...] = ()) -> FigurePlot:
    points = tuple(
        FigurePoint(at, str(year), str(year), value, f"{value:,g}", f"{value:,g}", f"{value:,g} visits")
        for at, (year, value) in enumerate(VALUES.items())
    )
    rise = (Run("up by "), Run("308.6-fold", fact="visits.multiple"), Run(" in all"))
    printed: list[Text] = [rise, *((Run(number, term=why),) for number, why in numbers)]
    for point in points:
        printed += [(Run(words, fact=f"visits.at({point.period})"),) for words in (point.text, point.full)]
        printed.append((Run(point.label, term="year"),))
    call = FigureCall("figures.py", "draw", code, seconds, (("rise", rise),), numbers)
    series = (FigureSeries("visits", "Visits", "visits", points),)
    return FigurePlot(call, series, tuple(map(str, VALUES)), tuple(printed), "visits")


class Even:
    """Letters of half their size."""

    def width(self, string: str, _: Font, size: float) -> float:
        return len(string) * size / 2

    def ascent(self, _: Font, size: float) -> float:
        return 0.7 * size

    def descent(self, _: Font, size: float) -> float:
        return 0.2 * size


@cache
def options() -> DrawingOptions:
    return DrawingOptions(theme(asset("themes/ink.toml")).light, SIZES, 600.0, 300.0)


def drawn(code: str, **given: Any) -> tuple[DrawnFigure, list[Text]]:
    """Draw a figure in a process of its own."""
    found, texts = draw_figure(figure(code, **given), options(), Even(), "en")
    return found, list(texts)


def refusal(code: str, **given: Any) -> tuple[str, str]:
    with pytest.raises(LayoutError) as error:
        drawn(code, **given)
    return error.value.findings[0].what, error.value.findings[0].fix


# Draws one figure after the other, which takes a twentieth of a process for each.
DRIVER = """
import os, sys
from briefing.charts.vector import figure_messages, figure_process
from tests.charts.test_own_figures import Even, options
answers = os.fdopen(os.dup(1), "wb")
guard = figure_process.Guard()
figure_process._set_look(options())
while request := figure_messages.receive(sys.stdin.buffer, figure_messages.FigureRequest):
    guard.act = guard.fix = ""
    figure_messages.send(answers, figure_process._answer(request, Even(), guard))
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    """What is wrong with each figure, and its fix."""
    folder = tmp_path_factory.mktemp("wrong")
    plots = {name: figure(HEAD + body.replace("{folder}", str(folder))) for name, (body, *_) in WRONG.items()}
    lines = b"".join(msgspec.json.encode(FigureRequest(plot, options(), "en")) + b"\n" for plot in plots.values())
    run = subprocess.run([sys.executable, "-B", "-c", DRIVER], input=lines, capture_output=True, check=True)
    found: dict[str, tuple[str, str]] = {}
    for (name, plot), line in zip(plots.items(), run.stdout.splitlines(), strict=True):
        answer = msgspec.json.decode(line, type=Answer)
        try:
            if isinstance(answer, DrawnFigure):
                check_words(plot, options(), answer, Even())
        except LayoutError as error:
            answer = RefusedFigure(error.findings[0].what, error.findings[0].fix)
        found[name] = (answer.what, answer.fix) if isinstance(answer, RefusedFigure) else ("", "")
    assert not list(folder.iterdir())
    return found


def test_its_texts_are_traced_and_its_marks_lie_inside_its_axes() -> None:
    code = (
        HEAD
        + LINE
        + (
            "    ax.set_xticks(facts['visits'].places, facts.periods)\n"
            "    ax.axhline(45)\n"
            "    ax.text(2.5, 45, 'on its ground', bbox={'facecolor': '#FFFFFF', 'edgecolor': 'none'})\n"
            "    ax.set_ylim(0, 100)\n"  # which the last value is far beyond
            "    ax.set_title(f\"Visits {facts.texts['rise']}\")\n"
            "    ax.text(1, 70, facts['visits'].points[1].text + ' at the\\nleast', ha='right')\n"
            "    ax.fill_between([0, 1], [5, 5], [20, 20], color=facts.palette.accent, alpha=0.4, hatch='/')\n"
        )
        + END
    )
    found, texts = drawn(code)
    assert [plain(item) for item in texts if item[0].term == "axis"] == ["0", "20", "40", "60", "80", "100"]
    told = {plain(item): [(run.text, run.fact or run.term) for run in item if run.fact or run.term] for item in texts}
    assert told["Visits up by 308.6-fold in all"] == [("308.6-fold", "visits.multiple")]
    assert told["25.5 at the\nleast"] == [("25.5", "visits.at(2020)")]
    assert told["2021"] == [("2021", "year")]
    letters = {letter for mark in found.marks for letter, _ in mark.segments if not mark.paint.clips}
    assert letters <= {"M", "L", "Z"}
    tops = [numbers[1] for mark in found.marks for _, numbers in mark.segments if numbers and not mark.paint.clips]
    assert max(tops) <= 300.0
    assert {mark.paint.alpha for mark in found.marks} == {1.0, 0.4}
    aligned = {words.whole: {line.align for line in words.lines} for words in found.words}
    assert (aligned["2021"], aligned["on its ground"]) == ({"centre"}, {"left"})
    assert drawn(code) == (found, texts)


WRONG = {
    "raises": (
        "    1 / 0\n",
        "figures.py:draw raised ZeroDivisionError: division by zero",
        "correct figures.py, line 6",
    ),
    "raises where it is drawn": (
        LINE + "    ax.xaxis.set_major_formatter(lambda value, _: [][0])\n" + END,
        "figures.py:draw raised IndexError: list index out of range",
        "correct figures.py, line 7",
    ),
    "returns something else": (
        "    return ax\n",
        "figures.py:draw returns Axes, and no Figure",
        "fig, ax = plt.subplots()",
    ),
    "draws nothing": (END, "figures.py:draw draws nothing", "draw the values"),
    "writes a file": (
        LINE + "    fig.savefig('{folder}/out.png')\n" + END,
        "writes a file (out.png)",
        "return the figure",
    ),
    "writes and hides it": (
        LINE + "    try:\n        open('{folder}/out.txt', 'w')\n    except BaseException:\n        pass\n" + END,
        "writes a file (out.txt)",
        "return the figure",
    ),
    "makes a folder": ("    import os\n    os.mkdir('{folder}/new')\n", "makes a folder", "return the figure"),
    "starts a program": (
        "    import subprocess\n    subprocess.run(['true'])\n",
        "starts a program",
        "return the figure",
    ),
    "starts a process of a pool": (
        "    import multiprocessing\n    multiprocessing.get_context('spawn').Process(target=print).start()\n",
        "starts a process",
        "return the figure",
    ),
    "reads what another process holds": ("    open('/proc/1/environ')\n", "reads a file (environ)", "series"),
    "turns a number round": (
        LINE + "    ax.text(1, 9000, 'least: \\u202e40')\n" + END,
        "figures.py:draw writes the direction override U+202E",
        "delete it",
    ),
    "reaches out": ("    import socket\n    socket.socket()\n", "reaches out to a network", "series"),
    "reads a file": ("    open('{folder}/data.csv')\n", "reads a file (data.csv)", "series"),
    "differs each time": (
        "    import secrets\n    ax.plot([0, 1], [0, 1 + secrets.randbelow(10**9)])\n" + END,
        "draws another figure each time",
        "seed what is random",
    ),
    "draws pixels": (LINE + "    ax.imshow([[1, 2]])\n" + END, "asks for an image", "lines, areas"),
    "is clipped by a circle": (
        LINE + "    ax.lines[0].set_clip_path(plt.Circle((2, 40), 1, transform=ax.transData))\n" + END,
        "a clip of another form than a rectangle",
        "lines, areas",
    ),
    "is in another font": (
        LINE + "    ax.text(1, 1, 'Visits', family='serif')\n" + END,
        "the font 'serif'",
        "plain text",
    ),
    "turns a text": (LINE + "    ax.set_ylabel('Visits')\n" + END, "the text 'Visits' is turned", "rotation=0"),
    "prints a number of its own": (
        LINE + "    ax.text(1, 9000, '26 at the least')\n" + END,
        "prints 26 in '26 at the least'",
        "`numbers`",
    ),
    "turns the sign of a value": (LINE + "    ax.text(1, 9000, '−40')\n" + END, "prints −40 in '−40'", "`numbers`"),
    "gives a value another unit": (LINE + "    ax.text(1, 9000, '40%')\n" + END, "prints 40 in '40%'", "`numbers`"),
    "writes a number for a tick": (
        LINE + "    ax.set_yticks([0, 20000], ['0', '17,000'])\n" + END,
        "prints 17,000 in '17,000'",
        "`numbers`",
    ),
    "writes a text out of the figure": (
        LINE + "    fig.text(0.99, 0.5, 'far too long for this place')\n" + END,
        "points out of the figure",
        "plt.subplots()",
    ),
    "draws out of the figure": (
        LINE + "    ax.plot([1, 2], [60, 25000], clip_on=False)\n    ax.set_ylim(0, 13000)\n" + END,
        "points out of the figure",
        "`clip_on`",
    ),
    "writes a text over another": (
        LINE + "    ax.text(1, 9000, 'one')\n    ax.text(1, 9000, 'two')\n" + END,
        "writes 'two' over 'one'",
        "move one",
    ),
    "writes a text over a line": (
        LINE + "    ax.text(2.5, 500, 'too low', va='center')\n    ax.axhline(500)\n" + END,
        "writes 'too low' over a line",
        "give it a ground",
    ),
    "writes too small": (LINE + "    ax.text(1, 9000, 'small', size=6)\n" + END, "'small' in 6 points", "facts.sizes"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_a_figure_may_not_do_is_refused_by_name(name: str, answers: dict[str, tuple[str, str]]) -> None:
    _, what, fix = WRONG[name]
    assert what in answers[name][0]
    assert fix in answers[name][1]


def test_one_that_ends_its_process_or_hangs_leaves_none_behind() -> None:
    what, _ = refusal(HEAD + "    import os\n    os._exit(3)\n")
    assert what == "figures.py:draw ended its process (exit code 3)"
    began = time.monotonic()
    what, fix = refusal(HEAD + "    while True:\n        pass\n", seconds=0.5)
    assert what == "figures.py:draw had drawn nothing after 0.5 s, and was stopped"
    assert "`seconds`" in fix
    assert time.monotonic() - began < 15


def test_it_reads_no_file_for_a_warning_or_an_error_and_gets_no_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "figures.py").write_text("", encoding="utf-8")  # which a warning of this file would look up
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FERRY_PASSWORD", "secret")
    passed = "    import os\n    import warnings\n    assert {'PATH'} == {'PATH', 'FERRY_PASSWORD'} & set(os.environ)\n"
    assert drawn(HEAD + passed + "    warnings.warn('this will change')\n" + LINE + END)
    what, fix = refusal(HEAD + "    1 / 0\n")
    assert what == "figures.py:draw raised ZeroDivisionError: division by zero"
    assert fix == "correct figures.py, line 6"


@pytest.mark.parametrize(
    "message",
    [
        '{"type":"Started"}',  # which would begin its time again
        '{"type":"DrawnFigure","marks":[["PathMark",[["M",[0,0]],["L",[9,9]]],{"fill":"#FF0000/><a:off/>"}]],"words":[]}',
        "ferries",
    ],
)
def test_what_it_writes_into_the_messages_is_refused(message: str) -> None:
    forged = (
        "    import os\n    for number in range(3, 9):\n        try:\n"
        f"            os.write(number, {message!r}.encode() + b'\\n')\n"
        "        except OSError:\n            pass\n"
    )
    what, _ = refusal(HEAD + forged + LINE + END)
    assert what == "figures.py:draw sent back what is no figure, or one of more than 64 MB"


def test_declared_numbers_and_powers_of_a_scale_may_be_printed() -> None:
    code = (
        HEAD
        + (
            "    ax.plot([1, 2, 3], [10, 1000, 100000])\n    ax.set_yscale('log')\n"
            "    ax.set_xticks([1, 2, 3], ['', 'in 2030', ''])\n    ax.set_title('$x$ is no formula')\n"
        )
        + END
    )
    _, texts = drawn(code, numbers=(("2030", "the year of the plan"),))
    told = {plain(item): item for item in texts}
    assert [run.term for run in told["in 2030"]] == ["", "the year of the plan"]
    assert "10,000" in told
    assert "$x$ is no formula" in told


def test_a_function_is_given_values_with_their_months_and_may_print_the_years_alone() -> None:
    chart = replace(dated_samples.chart("figure", "2023-11", 4, gaps=(1,)), figure=FigureCall("a.py", "draw", ""))
    plot = charts.plot(chart)
    assert plot.figure
    (series,) = plot.figure.series
    assert plot.figure.periods == ("November 2023", "December 2023", "January 2024", "February 2024")
    assert [(point.at, point.period, point.label) for point in series.points] == [
        (0, "2023-11", "November 2023"),
        (2, "2024-01", "January 2024"),
        (3, "2024-02", "February 2024"),
    ]
    assert series.last.full == f"{series.last.text} dollars a barrel"
    assert {"2023", "2024", "January 2024", series.first.text} <= set(map(plain, plot.figure.printed))
