"""What a chart must say of itself in the note line: years without a value, values that are bounds."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.compose.composer import Composer
from briefing.model.chart_kinds import KINDS
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.text import Text, join
from briefing.wording.rounding import rounded

# More years than this are told by "some".
_MOST = 4
_WHOLE = 100


def gap_remarks(
    composer: Composer, kind: str, periods: Sequence[Period], series: Sequence[tuple[Fact | None, ...]], *, alone: bool
) -> list[Text]:
    """Points of each series by year → remarks on gaps between observed years and on bounds.

    Years are listed only where the chart is `alone` in its section and has one series, so that it is clear whose.
    """
    remarks: list[Text] = []
    gaps = sorted({year for points in series for year in _gaps(periods, points)})
    columns = KINDS[kind].form == "column"
    bridged = not columns
    if 0 < len(gaps) <= _MOST and len(series) == 1 and alone:
        listed = composer.wording.joined([composer.period(period) for period in gaps])
        remarks.append(composer.phrase("dashed" if bridged else "absent", years=listed))
    elif gaps:
        remarks.append(composer.phrase("dashed_some" if bridged else "absent_some"))
    open_marks = "≥≤≈" if columns else "≥≤"  # columns show what is about a value hollow too
    shown = [fact for points in series for fact in points if fact is not None]
    for key, marks in (("hollow", open_marks), ("approximate", "" if columns else "≈")):
        told = [_value_in(composer, fact) for fact in shown if fact.qualifier in tuple(marks)]
        if told:
            remarks.append(composer.phrase(key, values=join(told, composer.wording.joint("; "))))
    return remarks


def row_remarks(composer: Composer, rows: Sequence[tuple[Text, Sequence[Fact | None]]]) -> list[Text]:
    """Names and values of rows → remarks on their bounds, and on where the best of ranks stands."""
    told = [
        join([name, _value_in(composer, fact)], composer.wording.joint(", "))
        for name, facts in rows
        for fact in facts
        if fact is not None and fact.qualifier in ("≥", "≤")
    ]
    ranks = any(fact is not None and fact.measure == "rank" for _, facts in rows for fact in facts)
    hollow = [composer.phrase("hollow", values=join(told, composer.wording.joint("; ")))] if told else []
    return [*hollow, *([composer.phrase("ranks_left")] if ranks else [])]


def originals(composer: Composer, rows: Sequence[tuple[Text, Sequence[Fact | None]]]) -> None:
    """Names and values of what a chart shows as an index or a multiple → a remark with first and last values."""
    told: list[Text] = []
    for name, facts in rows:
        known = [fact for fact in facts if fact is not None]
        if known:
            first, last = known[0], known[-1]
            ends = [_value_in(composer, first, "full"), *([_value_in(composer, last)] if last is not first else [])]
            told.append((*name, *composer.joint(": "), *join(ends, composer.wording.joint(", "))))
    if told:
        composer.remark(composer.phrase("originals", values=join(told, composer.wording.joint("; "))))


def rounded_parts(composer: Composer, rows: Sequence[Sequence[Fact]]) -> None:
    """Shares of each row → a remark where they do not make 100 as printed."""
    if any(sum(rounded(fact.value, 0) for fact in facts) != _WHOLE for facts in rows):
        composer.remark(composer.phrase("rounded_parts"))


def _gaps(periods: Sequence[Period], points: tuple[Fact | None, ...]) -> list[Period]:
    known = [period for period, point in zip(periods, points, strict=True) if point is not None]
    return [period for period in periods if known and known[0] < period < known[-1] and period not in known]


def _value_in(composer: Composer, fact: Fact, form: str = "value") -> Text:
    year = composer.period(fact.value_period, fact)
    return composer.phrase("value_in", value=composer.print(fact, form), year=year)
