"""The gap to a target is drawn where it is missed or ahead, and one that is printed or drawn otherwise is found.

rules: planned-numbers
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeGuard

import briefing
from briefing import charts
from briefing.model.chart import Chart
from briefing.model.text import plain
from briefing.pipeline.build import editions
from briefing.proof.planned.planned_spans import _wrong
from briefing.proof.reading.ledger_decoding import ledger
from briefing.proof.reading.ledger_reader import PlannedChart
from tests.compose.isles import project

SECTIONS = "".join(
    f"""\
  - id: {key}
    title: "Life is {{{{ {key}.last | full }}}} in {{{{ {key}.last | year }}}}"
    subtitle: auto
    chart: {{kind: columns, series: [{key}], target: {year}}}
"""
    for key, year in (("life", 2025), ("low", 2023), ("high", 2023))
)


def test_a_gap_is_drawn_where_a_target_is_missed_or_ahead_and_proved_in_silence(tmp_path: Path) -> None:
    folder = project(tmp_path / "isles", SECTIONS)
    built = briefing.build(folder, out=tmp_path / "out")
    assert [item.what for item in built.findings if item.severity == "error"] == []
    (whole,) = editions(folder)
    ahead, missed, met = (block for section in whole.document.sections for block in section.blocks)
    assert isinstance(ahead, Chart)
    assert isinstance(missed, Chart)
    assert isinstance(met, Chart)
    assert [plain(item.text) for item in (*ahead.differences, *missed.differences)] == ["6.5 to go", "missed by 4.7"]
    assert met.differences == ()
    (later,), (here,) = charts.plot(ahead).spans, charts.plot(missed).spans
    assert (later.start, later.end, later.accented) == ((4.0, 71.5), (6.0, 78.0), False)
    assert (here.start, here.end, here.accented) == ((4.5, 61.3), (4.5, 66.0), True)
    assert plain(charts.plot(missed).series[1].end) == "Target, missed by 4.7"
    rows = json.loads(built.ledger.read_bytes())
    figures = [chart for entry in rows["plan"] for chart in entry.get("charts", ()) if chart.get("spans")]
    assert [list(_wrong(figure, ledger(json.dumps(rows).encode()))) for figure in _planned(rows)] == [[], []]
    figures[0]["spans"][0]["text"] = "5.5 to go"
    figures[1]["targets"][4] = ""
    found = [what for figure in _planned(rows) for what in _wrong(figure, ledger(json.dumps(rows).encode()))]
    assert "“5.5 to go” is not what Gigha, 2023 and its target, 2025 differ by: 71.5 and 78" in found[0].replace(
        "Years of life", "Gigha"
    )
    assert "one of these has no value" in found[1]


def test_a_line_has_the_level_of_its_target_and_the_gap_to_it(tmp_path: Path) -> None:
    folder = project(tmp_path / "isles", SECTIONS.replace("kind: columns", "kind: line"))
    built = briefing.build(folder, out=tmp_path / "out", only=["deck", "brief"])
    assert [item.what for item in built.findings if item.severity == "error"] == []
    (whole,) = editions(folder)
    plots = [charts.plot(block) for section in whole.document.sections for block in section.blocks if _is_chart(block)]
    levels = [[(rule.at, plain(rule.text)) for rule in plot.rules] for plot in plots]
    assert levels == [
        [(78.0, "Target: 78, 6.5 to go")],
        [(66.0, "Target: 66, missed by 4.7")],
        [(80.5, "Target: 80.5")],
    ]
    assert [[(span.start, span.end) for span in plot.spans] for plot in plots] == [
        [((4.0, 71.5), (6.0, 78.0))],
        [((4.0, 61.3), (4.0, 66.0))],
        [],
    ]
    assert all(plot.axis.low <= 0 for plot in plots)  # no gap of two lines, between which zero is left out
    rows = json.loads(built.ledger.read_bytes())
    entry = next(chart for entry in rows["plan"] for chart in entry.get("charts", ()) if chart.get("spans"))
    entry["spans"][0]["text"] = "5.5 to go"
    assert [what for figure in _planned(rows) for what in _wrong(figure, ledger(json.dumps(rows).encode()))] != []


def _is_chart(block: object) -> TypeGuard[Chart]:
    return isinstance(block, Chart)


def _planned(rows: object) -> list[PlannedChart]:
    plan = ledger(json.dumps(rows).encode()).plan
    return [chart for entry in plan for chart in entry.charts if chart.spans]
