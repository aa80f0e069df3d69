"""The rows of a bar chart: their order, their names, and the columns of numbers beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.compose.blocks.chart_series import written
from briefing.compose.composer import Composer
from briefing.compose.story_nodes import NodePath
from briefing.errors import StoryError
from briefing.facts import SubjectFacts
from briefing.facts.formula import as_tree, binary
from briefing.model.chart import Column
from briefing.model.fact import Fact
from briefing.model.format import PLAIN
from briefing.model.period import Period
from briefing.model.story import ChartSpec
from briefing.model.text import Run, Text, text
from briefing.wording import Wording
from briefing.wording.fitting import POINTS, is_percentage, is_temperature
from briefing.wording.levels import aligned_decimals, enough_decimals
from briefing.wording.rounding import rounded

_FIGURES: Final = 4  # of a value on a card
Subjects = Mapping[str, "SubjectFacts"]


def sorted_rows(facts: Sequence[Fact]) -> list[int]:
    """Facts → the order of their rows, the best first; equal ones stay as the author put them."""
    ranks = all(fact.measure == "rank" for fact in facts)
    return sorted(range(len(facts)), key=lambda at: facts[at].value if ranks else -facts[at].value)


def row_names(names: Sequence[str], keys: Sequence[str]) -> tuple[str, ...]:
    """Names as printed → categories, each once; a name that two rows share takes its key."""
    return tuple(name if names.count(name) == 1 else f"{name} ({key})" for name, key in zip(names, keys, strict=True))


def baseline(composer: Composer, subject: SubjectFacts, *others: SubjectFacts) -> Text:
    """The words at the base of multiples: "2014 = 1×", or "First = 1×" where rows begin in different years."""
    first = subject.first
    if any(other.first.period != first.period for other in others):
        return composer.phrase("baseline_own", "base of the multiples")
    return composer.phrase("baseline", "base of the multiples", year=composer.period(first.value_period, first))


def has_ratio(first: Fact, last: Fact) -> bool:
    """Whether two values have a multiple that a card or a column prints: not percentages, whose change is told in
    points, nor temperatures, nor what begins at or below zero, or falls below it. Ranks say themselves why they have
    none."""
    if is_percentage(first.unit) or is_temperature(first.unit):
        return False
    return first.unit == "rank" or first.value > 0 <= last.value


def change_of(composer: Composer, subject: SubjectFacts, places: int | None = None) -> Text:
    """What is printed where others have their multiple or rate: "+22", of percentages "+0.5 pp"; with the decimals of
    the values beside it, so that it is their difference, unless nothing would be left of it."""
    fact = subject.change
    lost = places is not None and fact.value != 0 and rounded(fact.value, places) == 0
    change = composer.print(fact, "signed", None if lost or places is None else min(places, fact.decimals), True)
    return composer.phrase("in_points", change=change) if fact.unit == POINTS else change


def start(first: Fact) -> Fact:
    """The first value of a multiple → the fact that it is once itself."""
    name = first.name.rsplit(".", 1)[0] + ".start"
    formula = binary(first, "/", first)
    given = replace(first, name=name, measure="multiple", value=1.0, unit="×", units={})
    return replace(
        given,
        qualifier="=",
        decimals=0,
        formula=str(formula),
        tree=as_tree(formula, first.observations),
        period=None,
        format=PLAIN,
    )


def common_precision(wording: Wording, first: Fact, last: Fact) -> tuple[int | None, int | None]:
    """Two values printed side by side → the decimals of each, in the dataset's unit: those of the coarser one as told,
    and as many as leave a value four figures, as a published 1.07 beside 0.7 is no 1.1.

    Both read alike so; but whole numbers, as 3136 beside 8536.9, leave one published decimal to the other. Where the
    indicator has a format of its own, that decides: None.
    """
    if first.format.scale or first.format.decimals is not None:
        return None, None
    told = [wording.spoken(fact) for fact in (first, last)]
    most = max(1, min(fact.decimals for fact in told))
    own = [enough_decimals(fact, min(fact.decimals, most), _FIGURES) for fact in told]
    one, other = (
        fact.decimals - said.decimals + places for fact, said, places in zip((first, last), told, own, strict=True)
    )
    return one, other


def columns(
    composer: Composer, spec: ChartSpec, subjects: Subjects, targets: Mapping[str, Period], path: NodePath
) -> tuple[Column, ...]:
    """The columns that the story asks for, one cell for each row."""
    return tuple(_column(composer, name, spec, subjects, targets, path) for name in spec.columns)


def _column(
    composer: Composer, name: str, spec: ChartSpec, subjects: Subjects, targets: Mapping[str, Period], path: NodePath
) -> Column:
    if name in ("first", "last"):
        facts = [composer.use(subject.first if name == "first" else subject.last) for subject in subjects.values()]
        precisions: list[int | None] | None = None
        if {"first", "last"} <= set(spec.columns):
            pairs = [common_precision(composer.wording, subject.first, subject.last) for subject in subjects.values()]
            precisions = [pair[name == "last"] for pair in pairs]
        return _values(composer, name, facts, precisions, dated=spec.kind == "bullet")
    if name == "growth":
        if all(has_ratio(one.first, one.last) and one.last.value > 0 for one in subjects.values()):
            cells = tuple(composer.print(subject.growth, "pct1") for subject in subjects.values())
            return Column(text(composer.wording.phrase("yearly_head")), cells, emphasis=True)
        # beside a balance or a percentage a rate cannot stand, so that all tell their change
        cells = tuple(change_of(composer, subject) for subject in subjects.values())
        return Column(text(composer.wording.phrase("change_head")), cells, emphasis=True)
    if name == "set_by":
        cells = tuple(
            composer.text(
                spec.set_by.get(key, ""), (*path, "set_by", written(composer, path, "set_by", key)), lined=True
            )
            for key in subjects
        )
        return Column(text(composer.wording.phrase("set_by")), cells)
    if not targets:
        raise StoryError(
            f"the column {name} needs targets", fix=f"leave {name} out of `columns`, or write `kind: bullet`"
        )
    if name == "gap":
        cells = tuple(
            _gap(composer, subjects[key], period, "target" in spec.columns) for key, period in targets.items()
        )
        return Column(text(composer.wording.phrase("gap")), cells, emphasis=True)
    return _values(composer, "target", [subjects[key].target(period) for key, period in targets.items()], dated=True)


def _gap(composer: Composer, subject: SubjectFacts, period: Period, aimed: bool) -> Text:
    """What lacks to a target, or that it is met; `aimed`: the target stands beside it, and says about, over."""
    gap = subject.gap(period)
    if _is_met(gap):
        return (Run(composer.wording.phrase("met"), fact=composer.use(gap).name),)
    return composer.print(gap, "bare" if aimed and subject.last.qualifier == "=" and gap.value < 0 else "signed")


def _is_met(gap: Fact) -> bool:
    """Whether a value has reached its target for sure: from above where less is better, exactly where no one knows."""
    if gap.better not in ("up", "down"):
        return gap.value == 0 and gap.qualifier in "=≈"
    short, bound = (gap.value < 0, "≤") if gap.better == "up" else (gap.value > 0, "≥")
    return not short and gap.qualifier != bound


def _values(
    composer: Composer, name: str, facts: Sequence[Fact], precisions: Sequence[int | None] | None = None, *, dated: bool
) -> Column:
    """Values under their year, or each with its year on a second line where the years differ."""
    periods = {fact.period for fact in facts}
    head = composer.wording.phrase({"first": "first_value", "last": "latest", "target": "target"}[name])
    if len(periods) == 1 and not dated:
        places = precisions or aligned_decimals(facts)
        cells = tuple(composer.print(fact, "value", place, True) for fact, place in zip(facts, places, strict=True))
        return Column(composer.period(facts[0].value_period, facts[0]), cells, emphasis=name == "last")
    cells = tuple(
        (*composer.print(fact, "value", None, True), *text("\n"), *composer.period(fact.value_period, fact))
        for fact in facts
    )
    return Column(composer.declared(head, "fixed phrase"), cells, emphasis=name == "last")
