"""Made-up projects in memory, findings that are true of them, and the same projects after the findings turned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from briefing.draft.insight import Insight
from briefing.model.dataset import Dataset, Indicator, Observation, Qualifier, Source, Target
from briefing.model.edition import Edition, Project, Subject
from briefing.model.period import DAY, MONTH, QUARTER, WEEK, YEAR, Frequency, Period

Values = Sequence[float | None]
FIRST = {
    YEAR: Period.year(2010),
    QUARTER: Period.containing(dt.date(2019, 1, 1), QUARTER),
    MONTH: Period.containing(dt.date(2021, 1, 1), MONTH),
    WEEK: Period.containing(dt.date(2024, 1, 29), WEEK),
    DAY: Period.containing(dt.date(2024, 3, 1), DAY),
}
NAMES: Final[Mapping[str, str]] = MappingProxyType({"en": "Harbour visits", "zh": "港口到访次数"})
SECOND = {"en": "Tickets sold", "zh": "售票数"}


class Made(Struct, frozen=True):
    """What a project holds: the values of each place, and of a second indicator for the place of the edition."""

    places: Mapping[str, Values]
    frequency: Frequency = YEAR
    unit: str = "visits"
    second: Values = ()
    target: float | None = None
    bound: Qualifier = "="  # of the newest value
    names: Mapping[str, str] = NAMES
    direction: str = ""
    first_reading: float | None = None  # of the newest value


def project(made: Made) -> Project:
    """What it holds → the project, of the first place."""
    first, own = FIRST[made.frequency], next(iter(made.places))
    length = max([len(made.second), *map(len, made.places.values())])
    rows = [
        _row("visits", place, first + at, value, made.unit, made.bound if at == length - 1 else "=")
        for place, values in made.places.items()
        for at, value in enumerate(values)
        if value is not None
    ]
    rows += [
        _row("tickets", own, first + at, value, "tickets") for at, value in enumerate(made.second) if value is not None
    ]
    if made.first_reading is not None:
        newest = next(at for at, row in reversed(list(enumerate(rows))) if row.indicator == "visits")
        earlier = replace(rows[newest], value=made.first_reading, published="2024-01-01")
        rows[newest] = replace(rows[newest], published="2024-06-01", earlier=(earlier,))
    indicators = {"visits": Indicator("visits", made.names, made.unit, direction=made.direction)}
    subjects = {"visits": Subject("visits", indicator="visits")}
    if made.second:
        indicators["tickets"] = Indicator("tickets", SECOND, "tickets")
        subjects["tickets"] = Subject("tickets", indicator="tickets")
    targets = () if made.target is None else (Target("visits", own, Period.year(2030), made.target, "OFF"),)
    edition = Edition(
        "made-up",
        "Made up",
        own,
        (first, first + (length - 1)),
        dt.date(2026, 12, 31),
        languages=("en", "zh"),
        subjects=subjects,
    )
    source = Source("OFF", "Harbour office", "Yearbook", "2025-01-01", short="Harbour office")
    dataset = Dataset(indicators, tuple(rows), {"OFF": source}, targets)
    return Project(Path(), edition, dataset, {}, Path())


def _row(
    indicator: str, place: str, period: Period, value: float, unit: str, qualifier: Qualifier = "="
) -> Observation:
    return Observation(indicator, place, period, value, unit, "OFF", qualifier=qualifier)


class Finding(Struct, frozen=True):
    """An insight, the project that it is true of, and one in which it has turned; `gone` are words that are then
    false, by language."""

    insight: Insight
    now: Made
    turned: Made
    gone: Mapping[str, str] = {}


def _insight(
    type: str,
    facts: Mapping[str, str],
    claim: str,
    direction: str = "",
    *,
    subjects: Sequence[str] = ("visits",),
    entities: Sequence[str] = (),
    missing: str = "",
    **statistics: float,
) -> Insight:
    periods = {"missing": missing} if missing else {}
    way: Literal["up", "down", ""] = "up" if direction == "up" else "down" if direction == "down" else ""
    return Insight(type, tuple(subjects), claim, facts, 0.5, 0.5, 0.5, way, tuple(entities), periods, statistics)


LAST = {"last": "visits.last"}
ON_YEAR = {**LAST, "before": "visits.year_ago", "change": "visits.on_year()"}
ON_PREVIOUS = {**LAST, "before": "visits.lag(1)", "change": "visits.on_previous()"}
_RISING: Values = (40, 43, 41, 47, 52, 58)
_FALLING: Values = (58, 52, 47, 41, 43, 40)
_RISEN = {"en": "highest|fell|dropped|decreased|went down", "zh": "最高|下降|减少|降低"}
_FALLEN = {"en": "lowest|rose|climbed|increased|went up", "zh": "最低|上升|增长|增加|提高"}
PEERS: Mapping[str, Values] = {"Ash": (40, 43, 58), "Birch": (30, 33, 35), "Cedar": (22, 21, 10), "Doum": (1, 2, 3)}
SWAPPED: Mapping[str, Values] = {"Ash": (40, 43, 8), "Birch": (30, 33, 65), "Cedar": (22, 21, 70), "Doum": (9, 8, 1)}


def _both_ways(type: str, facts: Mapping[str, str], measure: str, made: Made | None = None) -> list[Finding]:
    """Return a change of a measure upwards and downwards, each with the other as what it turns to."""
    found = made or Made({})
    up, down, still = (
        Made(places={"Ash": values}, frequency=found.frequency, unit=found.unit, names=found.names, bound=found.bound)
        for values in (_of(found.frequency, _RISING), _of(found.frequency, _FALLING), _of(found.frequency, (50, 50)))
    )
    above, below = f"{measure} > 0", f"{measure} < 0"
    return [
        Finding(_insight(type, facts, above, "up"), up, down, _FALLEN),
        Finding(_insight(type, facts, below, "down"), down, up, _RISEN),
        Finding(_insight(type, facts, above, "up"), up, still, _FALLEN),
    ]


def _of(frequency: Frequency, values: Values) -> Values:
    """Return values of a year and more, each held for so long that a year before there is another."""
    times = {QUARTER: 2, MONTH: 4, WEEK: 11, DAY: 70}.get(frequency, 1)
    return tuple(value for value in values for _ in range(times))


FINDINGS: list[Finding] = [
    *_both_ways("change", ON_YEAR, "visits.on_year()"),
    *_both_ways("change", ON_YEAR, "visits.on_year()", Made({}, QUARTER, "million US dollars")),
    *_both_ways(
        "change", ON_YEAR, "visits.on_year()", Made({}, MONTH, "%", names={"en": "Unemployment rate", "zh": "失业率"})
    ),
    *_both_ways("change", ON_YEAR, "visits.on_year()", Made({}, WEEK, "index, 2015 = 100")),
    *_both_ways("change", ON_YEAR, "visits.on_year()", Made({}, DAY, "GWh")),
    *_both_ways("change", ON_PREVIOUS, "visits.on_previous()"),
    *_both_ways("trend", {**LAST, "first": "visits.first", "change": "visits.percent"}, "visits.percent"),
    *_both_ways(
        "trend",
        {**LAST, "first": "visits.first", "change": "visits.points"},
        "visits.points",
        Made({}, MONTH, "% of the labour force"),
    ),
    Finding(
        _insight("record", {**LAST, "since": "visits.highest_since()"}, "known(visits.highest_since())", "up"),
        Made({"Ash": _RISING}),
        Made({"Ash": _FALLING}),
        {"en": "highest", "zh": "最高"},
    ),
    Finding(
        _insight("record", {**LAST, "since": "visits.lowest_since()"}, "known(visits.lowest_since())", "down"),
        Made({"Ash": (60, 30, *_FALLING)}, QUARTER),
        Made({"Ash": (60, 30, *_RISING)}, QUARTER),
        {"en": "lowest", "zh": "最低"},
    ),
    *(
        Finding(
            _insight("streak", {**ON_PREVIOUS, "streak": "visits.streak()"}, f"visits.streak() {sign} 3", direction),
            Made({"Ash": values}, frequency),
            Made({"Ash": other}, frequency),
            {"en": "times in", "zh": "连续"},
        )
        for frequency in (YEAR, MONTH)
        for sign, direction, values, other in (
            (">=", "up", (41, 40, 43, 47, 52), (41, 40, 43, 47, 46)),
            ("<= -", "down", (51, 52, 47, 43, 41), (51, 52, 47, 43, 44)),
        )
    ),
    *(
        Finding(
            _insight(
                "turn",
                {
                    **LAST,
                    "turn": f"visits.{end}",
                    "since": f"visits.between(visits.{end}.period, visits.last.period).percent",
                },
                f"visits.{end}.period < visits.last.period and visits.{end}.period > visits.first.period",
                direction,
            ),
            Made({"Ash": values}),
            Made({"Ash": other}),
            {"en": "peak|low|turned", "zh": "见顶|触底|转折|高点|低点"},
        )
        for end, direction, values, other in (
            ("highest", "down", (40, 58, 70, 52, 47), (40, 42, 47, 58, 70)),
            ("lowest", "up", (70, 52, 40, 43, 58), (70, 58, 52, 43, 40)),
        )
    ),
    *(
        Finding(
            _insight(
                "shift",
                {
                    "before": "visits.at(2012)",
                    "after": "visits.at(2013)",
                    "change": "visits.between(2012, 2013).percent",
                },
                f"visits.between(2012, 2013).percent {sign} 0",
                direction,
            ),
            Made({"Ash": values}),
            Made({"Ash": values}),
        )
        for sign, direction, values in ((">", "up", (10, 11, 10, 30, 31)), ("<", "down", (31, 30, 31, 10, 11)))
    ),
    *(
        Finding(
            _insight(
                "outlier",
                {"value": "visits.at(2012)", "before": "visits.at(2011)", "after": "visits.at(2013)"},
                f"visits.at(2012) {sign} visits.at(2011) and visits.at(2012) {sign} visits.at(2013)",
                direction,
            ),
            Made({"Ash": values}),
            Made({"Ash": values}),
        )
        for sign, direction, values in ((">", "up", (10, 11, 40, 12, 13)), ("<", "down", (40, 41, 10, 42, 43)))
    ),
    Finding(
        _insight(
            "season",
            {"peak": "visits.at('2022-07')", "trough": "visits.at('2022-01')"},
            "visits.at('2022-07') > visits.at('2022-01')",
        ),
        Made({"Ash": [40 + 9 * (at % 12 == 6) - 9 * (at % 12 == 0) for at in range(24)]}, MONTH),
        Made({"Ash": [40 + 9 * (at % 12 == 6) - 9 * (at % 12 == 0) for at in range(25)]}, MONTH),
    ),
    *(
        Finding(
            _insight(
                "rank",
                {**LAST, "rank": f"visits.rank(best={best!r})", "places": "visits.places()"},
                f"visits.rank(best={best!r}) == {rank}",
            ),
            Made(PEERS),
            Made(SWAPPED),
        )
        for best, rank in (("highest", 1), ("lowest", 4))
    ),
    *(
        Finding(
            _insight(
                "rank_change",
                {
                    "rank_before": "visits.rank(2010, best='highest')",
                    "rank": "visits.rank(best='highest')",
                    "places": "visits.places()",
                },
                f"visits.rank(best='highest') {sign} visits.rank(2010, best='highest')",
                direction,
            ),
            Made(now),
            Made(turned),
            {"en": "Up the|Down the", "zh": "前移|后移"},
        )
        for sign, direction, now, turned in (
            ("<", "up", {"Ash": (20, 30, 40), **dict(list(PEERS.items())[1:])}, PEERS),
            (">", "down", SWAPPED, PEERS),
        )
    ),
    Finding(
        _insight(
            "gap_to_best",
            {**LAST, "best": "visits.of('Cedar').last", "gap": "visits.minus(visits.of('Cedar'))"},
            "visits.minus(visits.of('Cedar')) < 0 and visits.of('Cedar').rank(best='highest') == 1",
            "down",
            entities=("Cedar",),
        ),
        Made(SWAPPED),
        Made(PEERS),
        {"en": "lead|mark|below", "zh": "领先|差距"},
    ),
    Finding(
        _insight(
            "leader",
            {"best": "visits.of('Ash').last", "second": "visits.of('Birch').last"},
            "visits.of('Ash').rank(best='highest') == 1 and visits.of('Ash').last > 1.5 * visits.of('Birch').last",
            entities=("Ash", "Birch"),
        ),
        Made(PEERS),
        Made(SWAPPED),
        {"en": "lead|ahead|front|No place", "zh": "领先|居前|拉开"},
    ),
    Finding(
        _insight(
            "leader",
            {"best": "visits.of('Ash').last", "second": "visits.of('Birch').last"},
            "visits.of('Ash').rank(best='lowest') == 1 and visits.of('Birch').last > 1.5 * visits.of('Ash').last",
            entities=("Ash", "Birch"),
        ),
        Made({"Ash": (9, 9, 8), "Birch": (30, 33, 65), "Cedar": (22, 21, 70)}, direction="down"),
        Made(PEERS, direction="down"),
        {"en": "lowest|low end|below|lower", "zh": "最低|低端|偏低"},
    ),
    *(
        Finding(
            _insight(
                "convergence",
                {
                    "spread_before": "visits.of('Ash').minus(visits.of('Doum'), 2010)",
                    "spread": "visits.of('Ash').minus(visits.of('Doum'))",
                },
                f"visits.of('Ash').minus(visits.of('Doum')) {sign} visits.of('Ash').minus(visits.of('Doum'), 2010)",
                direction,
                entities=("Ash", "Doum", "Ash", "Doum"),
            ),
            Made(now),
            Made(turned),
            {"en": "spread", "zh": "差距"},
        )
        for sign, direction, now, turned in ((">", "up", PEERS, SWAPPED), ("<", "down", SWAPPED, PEERS))
    ),
    *(
        Finding(
            _insight(
                "all_but",
                {"holding": f"visits.places({verb!r})", "places": "visits.places()"},
                f"visits.places({verb!r}) == visits.places() - {len(entities)}",
                direction,
                entities=entities,
            ),
            Made(now),
            Made(turned),
            {"en": "not|exception|All but|way everywhere", "zh": "除|例外|不同|普遍|一致"},
        )
        for verb, direction, entities, now, turned in (
            ("rose", "up", ("Cedar",), PEERS, SWAPPED),
            ("fell", "down", ("Ash",), {"Ash": (1, 2), "Birch": (3, 2), "Cedar": (3, 1)}, PEERS),
            ("rose", "up", (), {"Ash": (1, 2), "Birch": (2, 3), "Cedar": (1, 3)}, PEERS),
            ("fell", "down", (), {"Ash": (2, 1), "Birch": (3, 2), "Cedar": (3, 1)}, PEERS),
        )
    ),
    *(
        Finding(
            _insight(
                "all_but",
                {
                    "holding": f"count(visits.change {sign} 0, tickets.change {sign} 0)",
                    "places": "count(known(visits.change), known(tickets.change))",
                },
                f"tickets.change {sign} 0 and not visits.change {sign} 0",
                direction,
                subjects=("visits", "tickets"),
            ),
            Made({"Ash": now}, second=other),
            Made({"Ash": other}, second=now),
            {"en": "did not|exception|All but|another way|Unlike|against", "zh": "除|例外|不同|与众不同|不在"},
        )
        for sign, direction, now, other in ((">", "up", (3, 2), (4, 5)), ("<", "down", (2, 3), (5, 4)))
    ),
    *(
        Finding(
            _insight(
                "correlation",
                {
                    "together": f"count(visits.last > visits.lag(1) and tickets.last {sign} tickets.lag(1), "
                    f"visits.lag(1) > visits.lag(2) and tickets.lag(1) {sign} tickets.lag(2))",
                    "periods": "count(known(visits.lag(1)), known(visits.lag(2)))",
                },
                f"count(visits.last > visits.lag(1) and tickets.last {sign} tickets.lag(1)) == 1",
                direction,
                subjects=("visits", "tickets"),
            ),
            Made({"Ash": (1, 2, 3)}, second=other),
            Made({"Ash": (3, 2, 1)}, second=other),
        )
        for sign, direction, other in ((">", "up", (4, 5, 6)), ("<", "down", (6, 5, 4)))
    ),
    Finding(
        _insight("majority", {**LAST, "share": "visits.share_of_all()"}, "visits.share_of_all() > 50"),
        Made(PEERS),
        Made(SWAPPED),
        {"en": "larger", "zh": "较大|主要"},
    ),
    Finding(
        _insight(
            "share",
            {"last": "visits.of('Birch').last", "share": "visits.of('Birch').share_of_all()"},
            "visits.of('Birch').share_of_all() <= 50",
            entities=("Birch",),
        ),
        Made(PEERS),
        Made(SWAPPED),
    ),
    Finding(
        _insight(
            "share", {**LAST, "share": "visits.share(tickets)"}, "known(visits.last)", subjects=("visits", "tickets")
        ),
        Made({"Ash": (2, 3)}, unit="tickets", second=(5, 6)),
        Made({"Ash": (2, 1)}, unit="tickets", second=(5, 6)),
    ),
    Finding(
        _insight(
            "share_change",
            {
                "share_before": "visits.of('Birch').share_of_all(2010)",
                "share": "visits.of('Birch').share_of_all()",
            },
            "visits.of('Birch').share_of_all() > visits.of('Birch').share_of_all(2010)",
            "up",
            entities=("Birch",),
        ),
        Made(SWAPPED),
        Made(PEERS),
    ),
    Finding(
        _insight(
            "evenness",
            {"highest": "visits.of('Birch').last", "lowest": "visits.of('Ash').last"},
            "visits.of('Birch').last < 1.2 * visits.of('Ash').last",
            entities=("Birch", "Ash"),
        ),
        Made({"Ash": (40, 41), "Birch": (42, 43)}),
        Made({"Ash": (40, 11), "Birch": (42, 43)}),
        {"en": "alike|narrow|close|[Ll]ittle", "zh": "相近|不大|相当|接近|较窄"},
    ),
    *(
        Finding(
            _insight(
                "target",
                {**LAST, "target": "visits.target(2030)", "gap": "visits.gap(2030)"},
                f"visits.gap(2030) {sign} 0",
                met=met,
            ),
            Made({"Ash": now}, target=50),
            Made({"Ash": turned}, target=50),
            {"en": r"\bmet\b|reached", "zh": "达到"},
        )
        for met, sign, now, turned in ((1, ">=", _RISING, _FALLING), (0, "<", _FALLING, _RISING))
    ),
    *(
        Finding(
            _insight(
                "pace",
                {"pace": "visits.pace", "pace_needed": "visits.pace_needed(2030)"},
                f"visits.pace {sign} visits.pace_needed(2030)",
                on_course=on_course,
            ),
            Made({"Ash": now}, target=200),
            Made({"Ash": turned}, target=200),
            {"en": r"\bon course|off course|enough|Not the pace", "zh": "可达|可以|快于|足够|达不到|不够|加力"},
        )
        for on_course, sign, now, turned in ((1, ">=", (1, 100), (1, 2)), (0, "<", (1, 2), (1, 100)))
    ),
    *(
        Finding(
            _insight("missing", LAST, claim, entities=entities, missing=missing),
            now,
            turned,
            {
                "en": "further|No later|yet|[Ll]ater|earlier|lack|gap|[Nn]o value|without|Left|not known",
                "zh": "更新|尚无|晚于|较晚|缺|没有",
            },
        )
        for claim, entities, missing, now, turned in (
            (
                "visits.last.period < tickets.last.period",
                (),
                "2013",
                Made({"Ash": (1, 2, 3)}, second=(1, 2, 3, 4)),
                Made({"Ash": (1, 2, 3, 4)}, second=(1, 2, 3, 4)),
            ),
            (
                "visits.first.period > tickets.first.period",
                (),
                "2010",
                Made({"Ash": (None, 2, 3)}, second=(1, 2, 3)),
                Made({"Ash": (1, 2, 3)}, second=(1, 2, 3)),
            ),
            ("not known(visits.at(2011))", (), "2011", Made({"Ash": (1, None, 3)}), Made({"Ash": (1, 2, 3)})),
            (
                "not known(visits.of('Birch').at(visits.last.period))",
                ("Birch",),
                "2012",
                Made({"Ash": (1, 2, 3), "Birch": (1, 2, None)}),
                Made({"Ash": (1, 2, 3), "Birch": (1, 2, 3)}),
            ),
        )
    ),
    *(
        Finding(
            _insight(
                "revision",
                {**LAST, "first_reading": "visits.first_reading()", "revision": "visits.revision()"},
                f"visits.revision() {sign} 0",
                direction,
            ),
            Made({"Ash": _RISING}, first_reading=now),
            Made({"Ash": _RISING}, first_reading=turned),
        )
        for sign, direction, now, turned in ((">", "up", 55, 60), ("<", "down", 60, None))
    ),
    Finding(_insight("provisional", LAST, "known(visits.last)"), Made({"Ash": _RISING}), Made({"Ash": _FALLING})),
    Finding(
        _insight("range", {"highest": "visits.highest", "lowest": "visits.lowest"}, ""),
        Made({"Ash": _RISING}),
        Made({"Ash": _FALLING}),
    ),
    Finding(
        _insight(
            "overview",
            {
                "rose": "count(visits.change > 0, tickets.change > 0)",
                "all": "count(known(visits.change), known(tickets.change))",
            },
            "",
            subjects=("visits", "tickets"),
        ),
        Made({"Ash": (1, 2)}, second=(1, 2)),
        Made({"Ash": (2, 1)}, second=(2, 1)),
    ),
]
