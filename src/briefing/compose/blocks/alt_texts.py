"""Alt texts made from the data: kind, finding, first and last value of every series; facts are kept whole.

They have at most 250 characters where each series can be named in so many, else 400.
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
from briefing.model.text import FINDING, Run, Text, join, plain, text
from briefing.wording.levels import common_decimals, own_decimals

LONGEST: Final = 250
MOST: Final = 400
_LEVELS: Final[frozenset[Measure]] = frozenset({"value", "ratio", "target"})


def alt(
    composer: Composer,
    kind: str,
    finding: Text,
    values: Sequence[Text] = (),
    shorter: Sequence[Text] = (),
    *,
    heard: bool = False,
) -> Text:
    """Kind of the block, its finding and its values, or the `shorter` ones where these make it too long → alt text.

    Where not even those fit, it says how many more there are: the data of a figure are attached to it. `heard`: the
    names in the values may stand nowhere else, so that they count as printed here.
    """
    head = (*text(composer.wording.phrase(f"alt_{kind}")), *composer.joint(": "))
    found = composer.ended(_plainly(clipped(finding, 150)))
    said: Text = (*head, *(replace(run, node=FINDING) for run in found))
    values, shorter = ([_plainly(value, heard=heard) for value in told] for told in (values, shorter))
    for limit in (LONGEST, MOST):
        for told in (values, shorter or values):
            whole = composer.ended(_listed(composer, said, told))
            if len(plain(whole)) <= limit:
                return whole
    return composer.ended(_cut(composer, said, shorter or values))


def _listed(composer: Composer, said: Text, values: Sequence[Text]) -> Text:
    runs = list(said)
    for number, value in enumerate(values):
        runs += (*composer.joint("; " if number else " "), *value)
    return tuple(runs)


def _cut(composer: Composer, said: Text, values: Sequence[Text]) -> Text:
    """As many values as fit, and how many more there are."""
    for kept in range(min(len(values) - 1, MOST), -1, -1):  # each has a sign at least
        count = composer.declared(str(len(values) - kept), "count of what the text leaves out")
        more = composer.phrase("alt_more", "count of what the text leaves out", count=count)
        whole = _listed(composer, said, [*values[:kept], more])
        if len(plain(whole)) < MOST:
            return whole
    return said


def chart_alt(composer: Composer, chart: Chart, finding: Text) -> Text:
    """A chart and its finding → its alt text: the highlighted series first, the first value with its unit."""
    said, short = _Figures(composer, chart), _Figures(composer, chart)
    takes = KINDS[chart.kind].takes if chart.kind in KINDS else "years"  # small multiples are over years
    if takes in ("pairs", "parts"):
        led = _led(chart)
        rows, lasts = [_row(said, chart, at) for at in led], [_row(short, chart, at, 1) for at in led]
        if takes == "parts" and chart.categories[-1].isdigit():  # of years the two ends tell of every part
            lasts = [_row(short, chart, at) for at in dict.fromkeys((0, len(chart.categories) - 1))]
        return alt(composer, chart.kind, finding, rows, lasts, heard=True)
    if chart.rows:
        pairs = zip(chart.rows, chart.series[0].points, strict=True)
        told_rows = [composer.named(row.name, said.of(point)) for row, point in pairs if point is not None]
        told_rows += [chart.level_name] if chart.level_name else []
        return alt(composer, chart.kind, finding, told_rows, heard=True)
    series = sorted(chart.series, key=lambda item: item.key != chart.highlight)
    values = [_ends(said, chart, item) for item in series]
    lasts = [_ends(short, chart, item, 1) for item in series]
    for period, aim in zip(chart.categories, chart.targets, strict=False):
        if aim is not None:
            value = (*composer.phrase("target"), *composer.joint(": "), *said.dated(Period.parse(period), aim))
            values, lasts = [*values, value], [*lasts, value]
    return alt(composer, chart.kind, finding, values, lasts, heard=True)


def _ends(said: _Figures, chart: Chart, item: Series, most: int = 2) -> Text:
    """A series → its name with its first and its last value, or with the last alone."""
    composer = said.composer
    points = [(period, point) for period, point in zip(chart.categories, item.points, strict=True) if point is not None]
    ends = points[:1] + points[-1:] if most > 1 and len(points) > 1 else points[-1:]
    if ends[-1][1].measure == "multiple":  # the first is 1 by definition, and the finding says the years
        told = said.of(ends[-1][1])
    else:
        told = join([said.dated(Period.parse(period), point) for period, point in ends], composer.wording.joint(", "))
    return (*item.name, *composer.joint(": "), *told)


class _Figures:
    """Facts of a chart → their words, as precise as beside its marks; the first level of a unit says it."""

    def __init__(self, composer: Composer, chart: Chart) -> None:
        self.composer = composer
        self._names = " ".join(plain(item.name) for item in chart.series)
        self._units: dict[str, list[Fact]] = {}
        self._said: set[str] = set()
        for fact in (point for item in chart.series for point in item.points if point is not None):
            self._units.setdefault(fact.unit, []).append(fact)

    def of(self, fact: Fact) -> Text:
        """A fact → its words."""
        if fact.measure not in _LEVELS:
            return self.composer.print(fact)
        most = common_decimals(self._units.get(fact.unit, [fact]))
        due = fact.unit not in self._said and self.composer.wording.unit_words(fact) not in self._names
        self._said.add(fact.unit)
        name = "full" if due else "unit" if fact.unit.startswith("%") else "value"
        return self.composer.print(fact, name, None if fact.format.scale else own_decimals(fact, most))

    def dated(self, period: Period, fact: Fact) -> Text:
        """A fact → its words and year."""
        composer = self.composer
        return composer.phrase("value_in", value=self.of(fact), year=composer.period(period, fact))


def _led(chart: Chart) -> list[int]:
    """The rows of a chart: the highlighted one first, as it is what the finding is about."""
    return sorted(range(len(chart.categories)), key=lambda at: chart.categories[at] != chart.highlight)


def _row(said: _Figures, chart: Chart, at: int, most: int = 0) -> Text:
    """A row with a value of each series: "Leeds: 14.3 in 2018, 41.9 in 2023", "2023: High value 52%, others 48%"; or
    with one alone, the last of a dumbbell or the first part of a whole."""
    told_of = chart.series[1:] if chart.baseline else chart.series  # the first is the base
    if most:
        told_of = told_of[-most:] if KINDS[chart.kind].takes == "pairs" else told_of[:most]
    shown = [(item.name, fact) for item in told_of if (fact := item.points[at]) is not None]
    composer = said.composer
    if KINDS[chart.kind].takes == "pairs":
        told = [composer.phrase("value_in", value=said.of(fact), year=year) for year, fact in shown]
    else:
        told = [composer.named(name, said.of(fact)) for name, fact in shown]
    return (*chart.rows[at].name, *composer.joint(": "), *join(told, composer.wording.joint(", ")))


def clipped(value: Text, limit: int) -> Text:
    """Runs → at most `limit` characters, cut between words with an ellipsis; a fact or term is never cut."""
    if len(plain(value)) <= limit:
        return value
    kept: list[Run] = []
    room = limit - 1
    for run in value:
        if len(run.text) <= room:
            kept.append(run)
            room -= len(run.text)
            continue
        if not run.fact and not run.term:
            words = run.text[: room + 1].rpartition(" ")[0] or ("" if run.text.isascii() else run.text[:room])
            kept.append(replace(run, text=words))
        break
    while kept and not kept[-1].text.strip(" ,;:，；："):
        kept.pop()
    return (*kept, Run("…"))


def _plainly(value: Text, *, heard: bool = False) -> Text:
    """Runs without look or links, line ends as spaces: an alt text is read aloud."""
    return tuple(
        Run(run.text.replace("\n", " "), fact=run.fact, term=run.term, node=run.node if heard else "") for run in value
    )
