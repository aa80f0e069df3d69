"""What a chart must say of itself in the note line: years without a value, values that are bounds."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.compose.composer import Composer
from briefing.model.fact import Fact
from briefing.model.text import Text, join

# More years than this are told by "some".
_MOST = 4


def gap_remarks(
    composer: Composer, kind: str, years: range, series: Sequence[tuple[Fact | None, ...]], *, alone: bool
) -> list[Text]:
    """Points of each series by year → remarks on gaps between observed years and on bounds.

    Years are listed only where the chart is `alone` in its section and has one series, so that it is clear whose.
    """
    remarks: list[Text] = []
    gaps = sorted({year for points in series for year in _gaps(years, points)})
    bridged = kind != "columns"
    if 0 < len(gaps) <= _MOST and len(series) == 1 and alone:
        listed = composer.wording.joined([composer.year(year) for year in gaps])
        remarks.append(composer.phrase("dashed" if bridged else "absent", years=listed))
    elif gaps:
        remarks.append(composer.phrase("dashed_some" if bridged else "absent_some"))
    open_marks = "≥≤≈" if kind == "columns" else "≥≤"  # columns show what is about a value hollow too
    bounds = [fact for points in series for fact in points if fact is not None and fact.qualifier in open_marks]
    if bounds:
        told = [_value_in(composer, fact) for fact in bounds]
        remarks.append(composer.phrase("hollow", values=join(told, "; ")))
    return remarks


def _gaps(years: range, points: tuple[Fact | None, ...]) -> list[int]:
    known = [year for year, point in zip(years, points, strict=True) if point is not None]
    return [year for year in years if known and known[0] < year < known[-1] and year not in known]


def _value_in(composer: Composer, fact: Fact) -> Text:
    year = composer.year(fact.year or 0, fact)
    return composer.phrase("value_in", value=composer.print(fact, "value"), year=year)
