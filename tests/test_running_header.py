"""A fact in the edition's header stands on every slide and page, also on those that name no source."""

from __future__ import annotations

from pathlib import Path

import briefing
from tests.editions import change
from tests.reading import pdf_text


def test_a_year_in_the_header_needs_no_source_line_on_each_slide(starter: Path, tmp_path: Path) -> None:
    change(
        starter, "story.en.yaml", '  header: "{{ edition }}"\n', '  header: "Example City, {{ visits.last | year }}"\n'
    )
    with (starter / "story.en.yaml").open("a", encoding="utf-8") as file:
        file.write("\n  - id: next\n    part: city\n    title: What comes next\n    points: [Ask the libraries.]\n")
    assert briefing.build(starter, tmp_path / "out").files


def test_head_and_letter_say_of_which_date_the_edition_is_and_not_that_the_data_reach_it(
    starter: Path, tmp_path: Path
) -> None:
    built = briefing.build(starter, tmp_path / "out")
    assert built.letter is not None
    assert built.brief is not None
    for told in (built.letter.read_text("utf-8"), pdf_text(built.brief)):
        assert "Edition of 31 December 2024" in told  # its values end in 2023
        assert "Data as of" not in told
