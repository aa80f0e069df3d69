"""Who published tables, and when: as somebody says, as the tables do, in footnotes or in a column."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from msgspec.structs import replace

from briefing.draft.importing.stated_sources import MOST_PUBLISHER, stated_source
from briefing.draft.raw_table import RawTable, StatedSource
from briefing.draft.recognition.printed_names import tidied
from briefing.draft.recognition.series_naming import title_of_table
from briefing.draft.recognition.series_of_rows import SeriesRows


def used_tables(found: Sequence[tuple[RawTable, SeriesRows]], rows: pd.DataFrame) -> list[tuple[RawTable, SeriesRows]]:
    """Return the tables that an edition of rows has, by the number of each row's table."""
    return [found[number] for number in sorted(rows["table"].unique())]


def source_of_tables(found: Sequence[tuple[RawTable, SeriesRows]], publisher: str) -> StatedSource:
    """Return who published the tables: the given publisher, else those that they state."""
    stated = _together([table.source for table, _ in found if table.source.publisher] or [_written_source(found)])
    return replace(stated, publisher=publisher or stated.publisher)


def _together(stated: Sequence[StatedSource]) -> StatedSource:
    """Return several sources as one: all publishers, and a title, a day and an address where they have the same."""
    publishers = "; ".join(dict.fromkeys(one.publisher for one in stated))
    title, published, url = (
        texts.pop() if len(texts) == 1 else ""
        for texts in ({one.title for one in stated}, {one.published for one in stated}, {one.url for one in stated})
    )
    return StatedSource(publishers if len(publishers) <= MOST_PUBLISHER else "", title, published, url)


def _written_source(found: Sequence[tuple[RawTable, SeriesRows]]) -> StatedSource:
    """Return what a footnote or the only text of a column of sources says of the publisher."""
    for table, part in found:
        for note in (*table.footnotes, table.title):
            stated = stated_source([note])
            if publisher := tidied(stated.publisher):
                return replace(stated, publisher=publisher, title=stated.title or title_of_table(table), url="")
        named = [text for text in part.rows["source"].unique() if text]
        if len(named) == 1:
            return StatedSource(publisher=named[0], title=title_of_table(table))
    return found[0][0].source
