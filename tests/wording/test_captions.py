"""Figures and tables are counted apart."""

from __future__ import annotations

import pytest

from briefing.model.document import Decisions, HeatTable, Table, Timeline
from briefing.wording import of
from briefing.wording.captions import CaptionCounter

TABLE = Table((), (), "l")
HEAT = HeatTable((), (), (), ())
MOMENTS = Timeline(())


def test_figures_and_tables_are_counted_apart() -> None:
    counter, wording = CaptionCounter(), of("en")
    blocks = ([MOMENTS], [TABLE], [HEAT], [MOMENTS], [Decisions(())])
    assert [counter.next(wording, some).named for some in blocks] == [
        "Figure 1", "Table 1", "Table 2", "Figure 2", "Table 3",
    ]  # fmt: skip


@pytest.mark.parametrize("blocks", [[MOMENTS, TABLE], [TABLE, MOMENTS], []])
def test_what_is_not_tables_alone_is_a_figure(blocks: list[object]) -> None:
    assert CaptionCounter().next(of("en"), blocks).kind == "figure"


def test_a_table_has_its_word_in_each_language_and_one_name_in_the_ledger() -> None:
    caption = CaptionCounter().next(of("zh"), [TABLE])
    assert (caption.named, caption.place) == ("表1", "table 1")
