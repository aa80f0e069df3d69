"""Alternative texts from the data: kind, finding, first and last value of every series; facts are never cut.

They have at most 250 characters; what these do not hold is counted, as the data of a chart go with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from briefing.compose.composer import Composer
from briefing.model.chart import Chart, Series
from briefing.model.chart_kinds import KINDS
from briefing.model.fact import Fact, Measure
from briefing.model.period import Period
from briefing.model.text import FINDING, Run, Text, plain, text
from briefing.wording.levels import common_decimals, own_decimals

LONGEST: Final = 250
_LEVELS: Final[frozenset[Measure]] = frozenset({"value", "ratio", "target"})
_CLASS: Final = "class of values"
_REST: Final = "count of what the text leaves out"


def alt(
    composer: Composer,
    kind: str,
    finding: Text,
    values: Sequence[Text] = (),
    shorter: Sequence[Text] = (),
    *,
    spoken: bool = False,
) -> Text:
    """Return the kind of a block, its finding and its values, or the `shorter` ones where these make it too long.

    Where not even those fit, it says how many more there are: the data of a figure are attached to it. `spoken`: the
    names in the values may be printed nowhere else, so that they count as printed here.
    """
    label = (*text(composer.wording.phrase(f"alt_{kind}")), *composer.joint(": "))
    clipped_finding = composer.ended(_plain_runs(clipped(finding, 150)))
    head = (*label, *(replace(run, node=FINDING) for run in clipped_finding))
    values, shorter = ([_plain_runs(item, nodes=spoken) for item in items] for items in (values, shorter))
    for items in (values, shorter or values):
        whole = composer.ended(_listed(composer, head, items))
        if len(plain(whole)) <= LONGEST:
            return whole
    return composer.ended(_cut(composer, head, shorter or values))


def _listed(composer: Composer, head: Text, values: Sequence[Text]) -> Text:
    runs = list(head)
    for number, value in enumerate(values):
        runs += (*composer.joint("; " if number else " "), *value)
    return tuple(runs)


def _cut(composer: Composer, head: Text, values: Sequence[Text]) -> Text:
    """Return as many values as fit, and how many more there are."""
    for count in range(min(len(values) - 1, LONGEST), -1, -1):  # each has a character at least
        rest = composer.declared(str(len(values) - count), _REST)
        whole = _listed(composer, head, [*values[:count], composer.phrase("alt_more", _REST, count=rest)])
        if len(plain(whole)) < LONGEST:
            return whole
    return head


def chart_alt(composer: Composer, chart: Chart, finding: Text, others: Sequence[Chart] = ()) -> Text:
    """Return the alternative text of a chart: the highlighted series first, the first value with its unit.

    `others` are charts of panels next to it whose periods differ.
    """
    full, short = _ChartWords(composer, chart), _ChartWords(composer, chart)
    lasts: list[Text] = []
    takes = KINDS[chart.kind].takes if chart.kind in KINDS else "years"  # small multiples are over years
    if takes in ("plane", "spread"):
        at = [chart.categories.index(name) for name in (chart.highlight, chart.second, chart.own) if name]
        first = chart.series[:2][-1].points
        heights = [(point.value, index) for index, point in enumerate(first) if point is not None]
        order = list(dict.fromkeys([*at, max(heights)[1], min(heights)[1]]))
        values = [full.row(index) for index in order]
        values += chart.median_names if takes == "spread" else ()
    elif takes == "classes":
        counted = zip(chart.categories, chart.series[0].points, strict=True)
        values = [
            composer.named(composer.declared(name, _CLASS), full.value(point)) for name, point in counted if point
        ]
        values += chart.median_names
    elif takes in ("pairs", "parts", "amounts"):
        # the highlighted row leads, as the finding is about it
        order = sorted(range(len(chart.categories)), key=lambda at: chart.categories[at] != chart.highlight)
        values, lasts = [full.row(at) for at in order], [short.row(at, 1) for at in order]
        if takes in ("parts", "amounts") and chart.periods:  # of years the two ends have every part
            lasts = [short.row(at) for at in dict.fromkeys((0, len(chart.categories) - 1))]
    elif chart.rows and takes in ("rows", "changes", "places"):
        pairs = list(zip(chart.rows, chart.series[0].points, strict=True))
        if takes == "places":  # many more than a text holds
            leading = {chart.highlight: 0, chart.second: 1}
            order = sorted(range(len(pairs)), key=lambda at: leading.get(chart.categories[at], 2))
            pairs = [pairs[at] for at in order]
        values = [composer.named(row.name, full.value(point)) for row, point in pairs if point is not None]
        values += [chart.level_name] if chart.level_name else []
    else:
        series = sorted(chart.series, key=lambda item: item.key != chart.highlight)
        values, lasts = [full.ends(item) for item in series], [short.ends(item, 1) for item in series]
        for period, target in zip(chart.periods, chart.targets, strict=False):
            if target is not None:
                dated = full.dated(period, target)
                value = composer.labelled(composer.phrase("target"), dated)
                values, lasts = [*values, value], [*lasts, value]
    for other in others:
        words = _ChartWords(composer, other)
        values = [*values, *map(words.ends, other.series)]
        lasts = [*lasts, *(words.ends(item, 1) for item in other.series)]
    return alt(composer, chart.kind, finding, values, lasts, spoken=True)


class _ChartWords:
    """The facts of a chart in words, as precise as next to its marks; the first level of a unit has the unit."""

    def __init__(self, composer: Composer, chart: Chart) -> None:
        self._composer, self._chart = composer, chart
        self._names = " ".join(plain(item.name) for item in chart.series)
        self._by_unit: dict[str, list[Fact]] = {}
        self._named_units: set[str] = set()
        for fact in (point for item in chart.series for point in item.points if point is not None):
            self._by_unit.setdefault(fact.unit, []).append(fact)

    def value(self, fact: Fact) -> Text:
        """Return a fact in words."""
        composer = self._composer
        if fact.measure not in _LEVELS:
            return composer.print(fact)
        most = common_decimals(self._by_unit.get(fact.unit, [fact]))
        due = fact.unit not in self._named_units and composer.wording.unit_words(fact) not in self._names
        self._named_units.add(fact.unit)
        name = "full" if due else "unit" if fact.unit.startswith("%") else "value"
        return composer.print(fact, name, None if fact.format.scale else own_decimals(fact, most))

    def dated(self, period: Period, fact: Fact) -> Text:
        """Return a fact with its period."""
        composer = self._composer
        return composer.phrase("value_in", value=self.value(fact), year=composer.period(period, fact))

    def ends(self, item: Series, most: int = 2) -> Text:
        """Return a series with its first and its last value, or with the last alone."""
        composer = self._composer
        periods = self._chart.periods or (None,) * len(item.points)  # a line for each year has those of its values
        pairs = zip(periods, item.points, strict=True)
        points = [(period or point.value_period, point) for period, point in pairs if point is not None]
        ends = points[:1] + points[-1:] if most > 1 and len(points) > 1 else points[-1:]
        if ends[-1][1].measure == "multiple":  # the first is 1 by definition, and the finding says the years
            return composer.labelled(item.name, self.value(ends[-1][1]))
        dated = [self.dated(period, point) for period, point in ends]
        return composer.labelled(item.name, composer.join(dated, ", "))

    def row(self, at: int, most: int = 0) -> Text:
        """Return a row with a value of each series, or with one alone: the last of a pair or the first part of a whole.

        "Leeds: 14.3 in 2018, 41.9 in 2023", "2023: High value 52%, others 48%".
        """
        composer, chart = self._composer, self._chart
        of_pairs = KINDS[chart.kind].takes == "pairs"
        series = chart.series[1:] if chart.baseline else chart.series  # the first is the base
        if most:
            series = series[-most:] if of_pairs else series[:most]
        known = [(item.name, fact) for item in series if (fact := item.points[at]) is not None]
        values = [
            composer.phrase("value_in", value=self.value(fact), year=name)
            if of_pairs
            else composer.named(name, self.value(fact))
            for name, fact in known
        ]
        name = chart.rows[at].name if chart.rows else composer.period(chart.periods[at], known[0][1] if known else None)
        return composer.labelled(name, composer.join(values, ", "))


def clipped(value: Text, limit: int) -> Text:
    """Return at most `limit` characters, cut between words with an ellipsis; a fact or term is never cut."""
    if len(plain(value)) <= limit:
        return value
    runs: list[Run] = []
    left = limit - 1
    for run in value:
        if len(run.text) <= left:
            runs.append(run)
            left -= len(run.text)
            continue
        if not run.fact and not run.term:
            words = run.text[: left + 1].rpartition(" ")[0] or ("" if run.text.isascii() else run.text[:left])
            runs.append(replace(run, text=words))
        break
    while runs and not runs[-1].text.strip(" ,;:，；："):
        runs.pop()
    return (*runs, Run("…"))


def _plain_runs(value: Text, *, nodes: bool = False) -> Text:
    """Return runs without style or links, line ends as spaces: an alternative text is read aloud."""
    return tuple(
        Run(run.text.replace("\n", " "), fact=run.fact, term=run.term, node=run.node if nodes else "") for run in value
    )
