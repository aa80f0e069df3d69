"""Published targets of a series → the target of a year, as a fact and as the level that a value is held against."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.errors import FactError
from briefing.facts.formula import RecordValue, as_tree, figure
from briefing.facts.lookup_errors import with_value
from briefing.facts.time_series import TimeSeries
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.wording.levels import readable_decimals
from briefing.wording.rounding import published


def published_target(expression: str, series: TimeSeries, period: Period) -> Fact:
    """Return the published target of a year; several publishers of the same target are one."""
    found = [target for target in series.targets if target.period == period]
    if not found:
        known = sorted({target.period for target in series.targets}, key=lambda item: item.chronological)
        fix = with_value(known, "a target") if known else "add one to targets.csv, or leave the target out"
        raise FactError(f"there is no target for {period}", expression, fix)
    if len({(target.value, target.qualifier) for target in found}) > 1:
        listed = ", ".join(f"{target.qualifier} {figure(target.value)} ({target.source})" for target in found)
        raise FactError(f"its publishers disagree: {listed}", expression, "keep the one that holds in targets.csv")
    target = found[0]
    shown = readable_decimals(target.value, published(target.value))
    return Fact(
        name=expression,
        measure="target",
        value=target.value,
        unit=series.unit,
        qualifier=target.qualifier,
        decimals=shown if series.format.decimals is None else min(shown, series.format.decimals),
        formula=figure(target.value),
        tree=as_tree(RecordValue(target), (), found),
        observations=(),
        targets=tuple(found),
        indicator=target.indicator,
        entity=target.entity,
        period=period,
        units=series.units,
        format=series.format,
    )


def threshold(target: Fact) -> Fact:
    """Return the level that a target asks for. "Above 30" asks for more than 30: the level itself is exact, only
    "about" leaves it open."""
    return target if target.qualifier == "≈" else replace(target, qualifier="=")
