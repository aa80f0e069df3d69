"""Charts with a row for each place, indicator or year: order and names of the rows, and columns of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.compose.blocks.chart_fixes import years_with_values
from briefing.compose.blocks.chart_notes import note_originals
from briefing.compose.blocks.chart_series import (
    ORDERED,
    REST,
    ChartNode,
    ChartSeries,
    breaks_of,
    check_above_zero,
    check_units,
    value_at,
    written_key,
)
from briefing.compose.blocks.subtitles import of_same_years
from briefing.compose.composer import Composer
from briefing.compose.language.story_characters import one_line
from briefing.compose.language.templates import NAME
from briefing.errors import StoryError
from briefing.facts import SubjectFacts
from briefing.facts.formula import as_tree, binary
from briefing.model.chart import Chart, Column, Series
from briefing.model.chart_specs import ChartSpec
from briefing.model.fact import Fact
from briefing.model.format import PLAIN
from briefing.model.period import Period, period_range
from briefing.model.text import ABSENT_CELL, Run, Text, plain, text
from briefing.wording import Wording
from briefing.wording.fitting import POINTS, has_multiples
from briefing.wording.levels import aligned_decimals, common_decimals, enough_decimals, own_decimals
from briefing.wording.rounding import rounded

# Columns of values in focus, and the phrases over columns of values.
_NEWEST: Final = ("last", "used")
_HEADS: Final = {"first": "first_value", "last": "latest", "used": "value_used", "target": "target"}
_OF_TARGETS: Final = ("target", "set_by")  # columns that rows without a value have too
_SHORT: Final = 14  # signs of a unit that has room below a gap
_FIGURES: Final = 4  # of a value on a card
Subjects = Mapping[str, SubjectFacts]


def row_chart(node: ChartNode, series: list[ChartSeries]) -> Chart:
    """Return the chart of a row for each series, the best first; of one series alone a row for each period."""
    composer, spec = node.composer, node.spec
    aimed = _is_aimed(spec)
    if len(series) == 1 and spec.measure == "value" and not aimed:
        return _periods_as_rows(node, series[0])
    if spec.ends:
        series = [item if _unmeasured(item.subject) else _between(item, spec.ends) for item in series]
    if not aimed:
        check_units(spec, series)
    facts = [None if aimed and _unmeasured(item.subject) else row_value(composer, spec, item) for item in series]
    if not any(facts):
        each = " and ".join(item.key for item in series)
        raise StoryError(f"no row has a value, only a target: {each}", fix="add a row that has a value")
    known = [item for item, fact in zip(series, facts, strict=True) if fact]
    if not of_same_years(spec, [item.subject for item in known]) and not {"first", "last"} <= set(spec.columns):
        note_originals(composer, [(item.name, (item.subject.first, item.subject.last)) for item in known])
    order = list(range(len(facts))) if spec.order in ORDERED else best_first(facts)
    order.sort(key=lambda at: series[at].key == REST)
    series, facts = [series[at] for at in order], [facts[at] for at in order]
    names = row_names(series)
    if aimed and (less := [item.name for item in series if item.subject.direction == "down"]):
        composer.remark(composer.phrase("less_is_better", names=composer.wording.joined(less)))
    subjects = {item.key: item.subject for item in series}
    targets = {item.key: _target_period(composer, spec, item) for item in series} if aimed else {}
    return node.chart(
        {item.key: name for item, name in zip(series, names, strict=True)},
        categories=names,
        targets=tuple(composer.use(subjects[key].target(period)) for key, period in targets.items()),
        series=(measured(composer, spec.measure, series, facts),),
        rows=tuple(Series(item.key, item.name, (), item.detail) for item in series),
        columns=columns(node, subjects, targets),
        baseline=baseline(composer, *subjects.values()) if spec.measure == "multiple" else (),
        ordered=spec.order in ORDERED or series[-1].key == REST,
    )


def _periods_as_rows(node: ChartNode, item: ChartSeries) -> Chart:
    composer, (first, last) = node.composer, node.ends_of([item])
    if node.spec.columns:
        what = "`columns` stand next to rows of series or places, and these rows are periods"
        raise StoryError(what, fix="leave `columns` out, or write `entities` with places")
    facts = [fact for period in period_range(first, last) if (fact := value_at(item.subject, period))]
    if not facts:
        raise StoryError(f"{item.key} has no value from {first} to {last}", fix=years_with_values([item]))
    names = tuple(str(fact.period) for fact in facts)
    return node.chart(
        {name: name for name in names} | {item.key: names[-1]},
        categories=names,
        series=(Series(item.key, item.name, tuple(map(composer.use, facts)), item.detail),),
        rows=tuple(Series(str(fact.period), composer.period(fact.value_period, fact), ()) for fact in facts),
        breaks=tuple(breaks_of(node, item, first, last)),
    )


def _is_aimed(spec: ChartSpec) -> bool:
    return spec.kind == "bullet" or spec.measure == "target"


def _between(item: ChartSeries, ends: tuple[Period, Period]) -> ChartSeries:
    return replace(item, subject=item.subject.between(*ends))


def _unmeasured(subject: SubjectFacts) -> bool:
    """Whether a subject has targets and no value in any period: no result of it was found."""
    return bool(subject.target_periods) and not subject.known_periods


def row_value(composer: Composer, spec: ChartSpec, item: ChartSeries) -> Fact:
    """Return what a chart of rows shows of a series."""
    subject = item.subject
    if _is_aimed(spec):
        period = _target_period(composer, spec, item)
        fix = "use columns with `target`, or a bar of values and a sentence with the target"
        check_above_zero(item, subject.target(period), "share of its target", fix)
        return subject.target_share(period)
    if spec.measure == "growth":
        return subject.growth
    if spec.measure in ("multiple", "change"):
        return subject.multiple if spec.measure == "multiple" else subject.change
    return subject.index_at(subject.last.value_period) if spec.measure == "index" else subject.last


def _target_period(composer: Composer, spec: ChartSpec, item: ChartSeries) -> Period:
    period = spec.target.get(item.key) if isinstance(spec.target, dict) else spec.target
    if period is not None:
        return period
    subject = item.subject
    own = (subject.indicator.id, subject.entity) if subject.indicator is not None else None
    targets = (target for target in composer.dataset.targets if (target.indicator, target.entity) == own)
    periods = sorted({target.period for target in targets})
    if len(periods) != 1:
        what = f"{item.key} needs the year of its target; published: {', '.join(map(str, periods)) or 'none'}"
        fix = "write " + " or ".join(f"`target: {period}`" for period in periods)
        raise StoryError(what, fix=fix if periods else f"add it to targets.csv, or leave {item.key} out")
    return periods[0]


def best_first(facts: Sequence[Fact | None]) -> list[int]:
    """Return the order of rows, the best first, those without a value last; equal ones stay as the author put them."""
    ranks = all(fact.measure == "rank" for fact in facts if fact)

    def key(at: int) -> tuple[bool, float]:
        fact = facts[at]
        return fact is None, 0.0 if fact is None else fact.value if ranks else -fact.value

    return sorted(range(len(facts)), key=key)


def measured(composer: Composer, measure: str, series: Sequence[ChartSeries], facts: Sequence[Fact | None]) -> Series:
    """Return the facts of rows as a series that is named by their measure."""
    name = composer.declared(composer.wording.phrase(f"measure_{measure}"), NAME)
    pairs = zip(series, facts, strict=True)
    return Series(measure, name, tuple(fact and composer.use(fact, item.name) for item, fact in pairs))


def row_names(series: Sequence[ChartSeries]) -> tuple[str, ...]:
    """Return the categories of rows, each once; a name that two rows share takes its key."""
    names = [one_line(plain(item.name)) for item in series]
    return tuple(
        name if names.count(name) == 1 else f"{name} ({item.key})" for name, item in zip(names, series, strict=True)
    )


# Multiples and changes


def baseline(composer: Composer, subject: SubjectFacts, *others: SubjectFacts) -> Text:
    """Return the words at the base of multiples: "2014 = 1×", or "First = 1×" where rows begin in different years."""
    first = subject.first
    if any(other.first.period != first.period for other in others):
        return composer.phrase("baseline_own", "base of the multiples")
    return composer.phrase("baseline", "base of the multiples", year=composer.period(first.value_period, first))


def has_ratio(first: Fact, last: Fact) -> bool:
    """Whether two values have a multiple that a card or a column prints.

    Percentages have none, as their change is given in points, nor temperatures, nor years of life, nor what begins at
    or below zero, or falls below it. Ranks say themselves why they have none.
    """
    return has_multiples(first.unit) and (first.unit == "rank" or first.value > 0 <= last.value)


def change_of(composer: Composer, subject: SubjectFacts, places: int | None = None) -> Text:
    """Return what is printed where others have their multiple or rate: "+22", of percentages "+0.5 pp".

    It has the decimals of the values next to it, so that it is their difference, unless that would round it to zero.
    """
    fact = subject.change
    lost = places is not None and fact.value != 0 and rounded(fact.value, places) == 0
    change = composer.print(fact, "signed", None if lost or places is None else min(places, fact.decimals), True)
    return composer.phrase("in_points", change=change) if fact.unit == POINTS else change


def _changed(composer: Composer, subject: SubjectFacts) -> Text:
    """Return the change of a row from its first to its last value: in percent where it has a ratio."""
    if changes_in_percent(subject) and subject.first.unit != "rank":
        return composer.print(subject.percent, "signed")
    return change_of(composer, subject)


def changes_in_percent(subject: SubjectFacts) -> bool:
    """Whether a row gives its change in percent: not where its indicator has a value below zero, of any place, so that
    rows of one indicator can be compared."""
    return has_ratio(subject.first, subject.last) and not subject.below_zero


def start_of_multiple(first: Fact) -> Fact:
    """Return the first value as a multiple of itself: 1."""
    name = first.name.rsplit(".", 1)[0] + ".start"
    formula = binary(first, "/", first)
    tree = as_tree(formula, first.observations)
    given = replace(
        first, name=name, measure="multiple", value=1.0, unit="×", units={}, formula=str(formula), tree=tree
    )
    return replace(given, qualifier="=", decimals=0, period=None, format=PLAIN)


def common_precision(wording: Wording, first: Fact, last: Fact) -> tuple[int | None, int | None]:
    """Return the decimals of two values printed side by side, in the dataset's unit.

    They are those of the coarser one as printed, and as many as leave a value four figures, as a published 1.07 next to
    0.7 is no 1.1. Both read alike so; but whole numbers, as 3136 next to 8536.9, leave one published decimal to the
    other. Where the indicator has a format of its own, that decides: None.
    """
    if first.format.scale or first.format.decimals is not None:
        return None, None
    shown = [wording.spoken(fact) for fact in (first, last)]
    most = max(1, min(fact.decimals for fact in shown))
    own = [enough_decimals(fact, min(fact.decimals, most), _FIGURES) for fact in shown]
    early, late = (
        fact.decimals - printed.decimals + places
        for fact, printed, places in zip((first, last), shown, own, strict=True)
    )
    return early, late


# Columns of numbers


def columns(node: ChartNode, subjects: Subjects, targets: Mapping[str, Period]) -> tuple[Column, ...]:
    """Return the columns that the story asks for, one cell for each row."""
    names = [name for name in node.spec.columns if name != "first" or not _misleads(node, subjects)]
    known = {key: subject for key, subject in subjects.items() if not _unmeasured(subject)}
    aimed = {key: targets[key] for key in known if key in targets}
    return tuple(
        _column(node, name, subjects, targets)
        if name in _OF_TARGETS or len(known) == len(subjects)
        else _with_dashes(_column(node, name, known, aimed), [key in known for key in subjects])
        for name in names
    )


def _with_dashes(column: Column, known: Sequence[bool]) -> Column:
    """Return a column with a dash in each row that has nothing to print."""
    cells = iter(column.cells)
    return replace(column, cells=tuple(next(cells) if found else text(ABSENT_CELL) for found in known))


def _misleads(node: ChartNode, subjects: Subjects) -> bool:
    """Whether a reader who subtracts two columns of values gets another change than a bar prints; the first goes."""
    if node.spec.measure != "change" or not {"first", "last"} <= set(node.spec.columns):
        return False
    changes = {key: subject.change for key, subject in subjects.items()}
    most = common_decimals([*changes.values()])
    for key, subject in subjects.items():
        ends = (subject.first, subject.last)
        shown = common_precision(node.composer.wording, *ends)
        early, late = (
            fact.format.decimals if places is None else places for fact, places in zip(ends, shown, strict=True)
        )
        if early is None or late is None or subject.last.format.scale:
            continue
        step = rounded(subject.last.value, late) - rounded(subject.first.value, early)
        if step != rounded(changes[key].value, own_decimals(changes[key], most)):
            return True
    return False


def _column(node: ChartNode, name: str, subjects: Subjects, targets: Mapping[str, Period]) -> Column:
    composer, spec = node.composer, node.spec
    if name in ("first", "last"):
        facts = [composer.use(subject.first if name == "first" else subject.last) for subject in subjects.values()]
        precisions: list[int | None] | None = None
        if {"first", "last"} <= set(spec.columns):
            pairs = [common_precision(composer.wording, subject.first, subject.last) for subject in subjects.values()]
            precisions = [pair[name == "last"] for pair in pairs]
        bullet = spec.kind == "bullet"  # whose values may be older than what is newest, to be comparable
        return _values(composer, "used" if bullet and name == "last" else name, facts, precisions, dated=bullet)
    if name == "change":
        cells = tuple(_changed(composer, subject) for subject in subjects.values())
        # next to bars of changes in the unit
        relative = spec.measure == "change" and all(plain(cell).endswith("%") for cell in cells)
        head = composer.wording.phrase("data_in_percent" if relative else "change_head")
        return Column(text(head), cells, emphasis=True)
    if name == "difference":
        found = subjects.values()
        cells = tuple(change_of(composer, item, _shown_places(node, item)) for item in found)
        return Column(text(composer.wording.phrase("change_head")), cells, emphasis=True)
    if name == "growth":
        rates = all(has_ratio(item.first, item.last) and item.last.value > 0 for item in subjects.values())
        if rates:
            cells = tuple(composer.print(subject.growth, "pct1") for subject in subjects.values())
        else:  # a balance or a percentage has no rate, so that all give their change
            cells = tuple(change_of(composer, subject) for subject in subjects.values())
        return Column(text(composer.wording.phrase("yearly_head" if rates else "change_head")), cells, emphasis=True)
    if name == "set_by":
        keys = {key: written_key(composer, node.path, "set_by", key) for key in subjects}
        cells = tuple(node.text(spec.set_by.get(key, ""), "set_by", own, lined=True) for key, own in keys.items())
        return Column(text(composer.wording.phrase("set_by")), cells)
    if not targets:
        fix = f"leave {name} out of `columns`, or write `kind: bullet`"
        raise StoryError(f"the column {name} needs targets", fix=fix)
    if name == "gap":
        gaps = [subjects[key].gap(period) for key, period in targets.items()]
        units = {_gap_unit(composer, gap) for gap in gaps}
        named = len(units) > 1 and max(map(len, units)) <= _SHORT
        newest = max(item.last.value_period for item in subjects.values())
        cells = tuple(
            _met(composer, gap, subjects[key].last, newest) if _is_met(gap) else _gap(composer, gap, named=named)
            for key, gap in zip(targets, gaps, strict=True)
        )
        return Column(text(composer.wording.phrase("gap")), cells, emphasis=True)
    return _values(composer, "target", [subjects[key].target(period) for key, period in targets.items()], dated=True)


def _shown_places(node: ChartNode, subject: SubjectFacts) -> int | None:
    """Return the decimals of the finer of two values next to which their difference stands; None for its own."""
    known = [places for places in common_precision(node.composer.wording, subject.first, subject.last) if places]
    return max(known, default=None)


def _gap_unit(composer: Composer, gap: Fact) -> str:
    return composer.wording.phrase("gap_points") if gap.unit == POINTS else composer.wording.unit_words(gap)


def _gap(composer: Composer, gap: Fact, *, named: bool) -> Text:
    """Return what lacks to a target, its unit below it where it is `named`."""
    unit = composer.declared(f"\n{_gap_unit(composer, gap)}", NAME) if named else ()
    return (*composer.print(gap, "signed"), *unit)


def _met(composer: Composer, gap: Fact, last: Fact, newest: Period) -> Text:
    """Return that a target is met; by a value that is older than others of the chart, in which period it was."""
    met = Run(composer.wording.phrase("met"), fact=composer.use(gap).name)
    if last.value_period == newest:
        return (met,)
    return (met, *composer.phrase("met_in", year=composer.period(last.value_period, last)))


def _is_met(gap: Fact) -> bool:
    """Whether a value has surely reached its target: from above where less is better, exactly where no one knows."""
    if gap.better not in ("up", "down"):
        return gap.value == 0 and gap.qualifier in "=≈"
    short, bound = (gap.value < 0, "≤") if gap.better == "up" else (gap.value > 0, "≥")
    return not short and gap.qualifier != bound


def _values(
    composer: Composer, name: str, facts: Sequence[Fact], precisions: Sequence[int | None] | None = None, *, dated: bool
) -> Column:
    """Return values under their year, or each with its year on a second line where the years differ; targets of one
    year under a head that names it."""
    head = composer.wording.phrase(_HEADS[name])
    if len({fact.period for fact in facts}) == 1 and not dated:
        places = precisions or aligned_decimals(facts)
        cells = tuple(composer.print(fact, "value", place, True) for fact, place in zip(facts, places, strict=True))
        return Column(composer.period(facts[0].value_period, facts[0], form="short"), cells, emphasis=name in _NEWEST)
    if name == "target" and len({fact.value_period for fact in facts}) == 1 < len(facts):
        named = composer.phrase("target_in", period=composer.period(facts[0].value_period, facts[0]))
        return Column(named, tuple(composer.print(fact, "value", None, True) for fact in facts))
    cells = tuple(
        (
            *composer.print(fact, "value", None, True),
            *text("\n"),
            *composer.period(fact.value_period, fact, form="short"),
        )
        for fact in facts
    )
    return Column(composer.declared(head, "fixed phrase"), cells, emphasis=name in _NEWEST)
