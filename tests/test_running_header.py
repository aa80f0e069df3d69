"""A fact in the edition's header stands on every slide and page, also on those that name no source."""

from __future__ import annotations

from pathlib import Path

import briefing
from tests.editions import change


def test_a_year_in_the_header_needs_no_source_line_on_each_slide(starter: Path, tmp_path: Path) -> None:
    change(
        starter, "story.en.yaml", '  header: "{{ edition }}"\n', '  header: "Example City, {{ visits.last | year }}"\n'
    )
    with (starter / "story.en.yaml").open("a", encoding="utf-8") as file:
        file.write("\n  - id: next\n    part: city\n    title: What comes next\n    points: [Ask the libraries.]\n")
    assert briefing.build(starter, tmp_path / "out").files
