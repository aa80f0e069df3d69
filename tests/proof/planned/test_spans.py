"""What is drawn between marks is computed anew: a number that its ends do not differ by is found.

rules: planned-numbers
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import briefing
from briefing.model.chart import Chart
from briefing.pipeline import ledger_file
from briefing.pipeline.gate import read_back
from briefing.pipeline.outputs import OUTPUTS
from briefing.pipeline.writing import files_of
from briefing.proof.evidence import Evidence
from briefing.proof.planned import check
from briefing.proof.reading.ledger_decoding import ledger
from tests.invented import Invented, project
from tests.proof.planned.exchanges import composed, shortened


def test_a_number_between_marks_that_these_do_not_differ_by_is_found() -> None:
    document, theme = shortened("gallery", ("marks",)), composed("gallery")[1]
    written = OUTPUTS["deck"].write(document, theme)
    files = files_of(document, written)
    parsed = tuple(one for file in read_back(files) for one in file.files)
    content = ledger_file.write(document, theme, {"deck": written}, files)

    def wrong(gap: str) -> list[str]:
        rows = json.loads(content)
        (figure,) = [chart for entry in rows["plan"] for chart in entry.get("charts", ()) if chart.get("spans")]
        figure["spans"][0]["text"] = gap
        found = check(Evidence(parsed, ledger(json.dumps(rows).encode()), "ledger.json"))
        return [one.what for one in found if one.rule == "planned-numbers"]

    chart = document.sections[0].blocks[0]
    assert isinstance(chart, Chart)
    right = chart.differences[0].text[0].text
    assert wrong(f"{right} points") == []
    (what,) = wrong(f"{int(right) + 3} points")
    assert f"“{int(right) + 3} points” is not what" in what
    assert len(wrong(f"−{right} points")) == 1
    assert len(wrong("+53%")) == 1


DOUBLED = """\
sections:
  - id: line
    title: "Visits {{ visits.percent | moved(0) }} to {{ visits.last | year }}"
    subtitle: "Thousand visits, {{ visits.first | year }} to {{ visits.last | year }}"
    chart: {kind: line, series: [visits], brackets: [{from: first, to: last}]}
"""


@pytest.mark.parametrize("last", [484, 485])
def test_a_change_of_nearly_all_may_be_printed_as_a_hundred_per_cent(last: int, tmp_path: Path) -> None:
    values = (243, 300, 340, 410, last)  # 484 is 99.2% more, 485 is 99.6% more
    made = project(tmp_path / "mine", Invented(values=values), DOUBLED)
    briefing.build(made, tmp_path / "out", only=("deck",))  # which the proof has read back


def test_words_of_the_story_at_a_bracket_are_no_difference_of_its_ends(tmp_path: Path) -> None:
    words = 'brackets: [{from: first, to: last, text: "{{ visits.growth | yearly(signed=true) }}"}]'
    story = DOUBLED.replace("brackets: [{from: first, to: last}]", words)
    made = project(tmp_path / "mine", Invented(values=(243, 300, 340, 410, 484)), story)
    briefing.build(made, tmp_path / "out", only=("deck",))  # which the proof has read back
