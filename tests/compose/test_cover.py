"""What the chart on the cover says of its large value."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import BriefingError
from briefing.model.text import plain
from briefing.pipeline.build import editions
from tests.invented import Invented, project

STORY = """\
cover:
  header: Rates
  subtitle: "{{{{ visits.last }}}} in {{{{ visits.last | year }}}}"
  chart: {{kind: line, series: {series}, highlight: visits, names: {{visits: {{name: Here}}}}{more}}}
sections:
  - {{id: a, title: "Here are {{{{ visits.last }}}}", chart: {{kind: columns, series: [visits]}}}}
"""
FACTS = 'visits = { indicator = "visits" }\nother = { indicator = "visits", entity = "Sample Town" }'


@pytest.mark.parametrize(
    ("series", "more", "subtitle"),
    [
        ("[visits, other]", "", "Here: Visits, people, 2023"),
        ("[visits]", "", "Visits, people, 2023"),
        ("[visits, other]", ', subtitle: "people a year"', "people a year"),
    ],
)
def test_a_line_says_whose_its_large_value_is_and_of_what_unit_and_year(
    series: str, more: str, subtitle: str, tmp_path: Path
) -> None:
    made = Invented(values=(1, 2, 4, 6, 5), other=(3, 3, 3, 3, 4), name="Visits", unit="people", facts=FACTS)
    (whole,) = editions(project(tmp_path / "mine", made, STORY.format(series=series, more=more)))
    assert whole.document.cover is not None
    assert plain(whole.document.cover.subtitle) == subtitle


@pytest.mark.parametrize("kind", ["line", "columns"])
def test_a_remark_at_a_period_without_a_value_is_refused_as_the_cover_draws_none_there(
    kind: str, tmp_path: Path
) -> None:
    made = Invented(values=(1, 2, None, 6, 5, 7), name="Visits", unit="people", facts=FACTS)
    story = STORY.replace("kind: line", f"kind: {kind}", 1)
    more = ", annotations: [{at: %s, series: visits, text: Closed}]"
    with pytest.raises(BriefingError) as refused:
        editions(project(tmp_path / "mine", made, story.format(series="[visits]", more=more % 2020)), only=["deck"])
    (found,) = refused.value.findings
    assert "the annotation stands at visits, 2020, a period without a value" in found.what
    assert found.fix == "use one of 2018, 2019, 2021, 2022, 2023"
    assert editions(project(tmp_path / "mine", made, story.format(series="[visits]", more=more % 2019)), only=["deck"])
