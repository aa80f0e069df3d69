"""A slide whose title is the line below that of the cover has its own chart, not that of the cover."""

from __future__ import annotations

from pathlib import Path

import briefing
from tests.draft.insights.fields import written

STORY = """\
cover:
  subtitle: "Visits {{ visits.last | value }}"
  chart: {kind: columns, series: [visits]}
sections:
  - id: pair
    title: "Visits {{ visits.last | value }}"
    subtitle: auto
    chart: {kind: line, series: [visits, loans], measure: index, highlight: visits}
"""


def test_a_slide_that_repeats_the_line_of_the_cover_has_its_own_chart(tmp_path: Path) -> None:
    fields = {"visits": {"Ash": [50, 30, 60, 15]}, "loans": {"Ash": [10, 11, 12, 14]}}  # 15 is 30 where 50 is 100
    folder = written(tmp_path, fields)
    (folder / "story.en.yaml").write_text(STORY, encoding="utf-8")
    assert briefing.build(folder, only=["deck"], out=tmp_path / "out").findings == ()
