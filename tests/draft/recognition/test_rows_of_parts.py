"""Rows that say “of which” name what they are part of."""

from __future__ import annotations

import pandas as pd

from briefing.draft.raw_table import RawTable
from briefing.draft.recognition.rows_of_parts import with_wholes_named


def items(*rows: tuple[str, str]) -> list[str]:
    frame = pd.DataFrame(rows, columns=["Item", "2001"], dtype="str")
    return list(with_wholes_named(RawTable("isles.csv", frame))[0].frame["Item"])


def test_a_part_has_the_name_of_the_row_above_it() -> None:
    rows = (("Landings", "90"), ("of which: cod", "40"), ("  of which herring", "30"), ("Exports", "50"))
    assert items(*rows) == ["Landings", "Landings, of which cod", "Landings, of which herring", "Exports"]


def test_parts_of_several_wholes_are_told_apart() -> None:
    rows = (
        ("Einwohner (1 000)", "90"),
        ("darunter: weiblich", "46"),
        ("Arbeitslose", "9"),
        ("darunter: weiblich", "4"),
    )
    assert items(*rows)[1::2] == ["Einwohner, darunter weiblich", "Arbeitslose, darunter weiblich"]


def test_the_sign_of_a_yearbook_is_no_part_of_a_name() -> None:
    assert items(("总产值(亿元)", "90"), ("#渔业产值(亿元)", "40")) == ["总产值(亿元)", "渔业产值(亿元)"]


def test_a_row_larger_than_the_one_above_it_is_no_part_of_it() -> None:
    rows = (("Landings", "90"), ("of which: cod", "140"))
    assert items(*rows) == ["Landings", "of which: cod"]
    assert items(("of which: cod", "40"), ("Landings", "90")) == ["of which: cod", "Landings"]
