"""Published targets of a run → the target of a year, as a fact and as the level that a value is held against."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.errors import FactError
from briefing.facts.absent import spans
from briefing.facts.formula import figure
from briefing.facts.run import Run
from briefing.model.fact import Fact
from briefing.wording.levels import readable_decimals
from briefing.wording.rounding import published


def target(expression: str, run: Run, year: int) -> Fact:
    """A run and a year → its published target; several publishers of the same target are one."""
    found = [aim for aim in run.targets if aim.year == year]
    if not found:
        years = spans(sorted({aim.year for aim in run.targets}))
        fix = f"years with a target: {years}" if run.targets else "add one to targets.csv, or leave the target out"
        raise FactError(f"there is no target for {year}", expression, fix)
    if len({(aim.value, aim.qualifier) for aim in found}) > 1:
        told = ", ".join(f"{aim.qualifier} {figure(aim.value)} ({aim.source})" for aim in found)
        raise FactError(f"its publishers disagree: {told}", expression, "keep the one that holds in targets.csv")
    aim = found[0]
    shown = readable_decimals(aim.value, published(aim.value))
    return Fact(
        name=expression,
        measure="target",
        value=aim.value,
        unit=run.unit,
        qualifier=aim.qualifier,
        decimals=shown if run.format.decimals is None else min(shown, run.format.decimals),
        formula=figure(aim.value),
        observations=(),
        targets=tuple(found),
        indicator=aim.indicator,
        entity=aim.entity,
        year=year,
        units=run.units,
        format=run.format,
    )


def threshold(aim: Fact) -> Fact:
    """A target → the level to be reached. "Above 30" asks for more than 30: the level itself is exact, only "about"
    leaves it open."""
    return aim if aim.qualifier == "≈" else replace(aim, qualifier="=")
