"""What a story may ask of a short name → how it is written and what it gives, a line each: errors list these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Final

from msgspec import Struct

from briefing.model.period import YEAR, Period


class Meaning(Struct, frozen=True):
    """How a measure is written, what it gives, an example, and an expression that is refused, with the reason.

    Examples are of the made-up project in `assets/reference`, on which they are worked out where they are shown.
    """

    written: str
    gives: str
    example: str
    refused: str = ""


MEANINGS: Final[Mapping[str, Meaning]] = {
    "first": Meaning("first", "the first value of the period", "visits.first", "visits.of('Oak').first"),
    "last": Meaning("last", "the last value of the period", "visits.last", "visits.between(2015, 2030).last"),
    "latest": Meaning("latest", "the newest value, also after the period", "staff.latest", "visits.of('Oak').latest"),
    "at": Meaning("at(2019) or at('2024-02')", "the value of a period", "visits.at(2019)", "visits.at(2030)"),
    "highest": Meaning(
        "highest", "the highest value of the period, with when it was", "visits.highest", "paths.highest"
    ),
    "lowest": Meaning("lowest", "the lowest value of the period, with when it was", "visits.lowest", "paths.lowest"),
    "change": Meaning("change", "the last value less the first, in the unit", "visits.change", "paths.change"),
    "percent": Meaning("percent", "the change in % of the first value", "visits.percent", "paths.percent"),
    "points": Meaning("points", "the change of a percentage in percentage points", "members.points", "visits.points"),
    "multiple": Meaning("multiple", "the last value divided by the first", "visits.multiple", "reading.multiple"),
    "growth": Meaning("growth", "the compound rate in % a year", "visits.growth", "reading.growth"),
    "pace": Meaning("pace", "the mean change a year, in the unit", "visits.pace", "reading.pace"),
    "span": Meaning(
        "span",
        "the years, or months, from the first value to the last",
        "visits.span",
        "visits.between(2015, 2030).span",
    ),
    "age": Meaning(
        "age", "the years from the last value to the edition", "visits.age", "visits.between(2015, 2030).age"
    ),
    "index_at": Meaning(
        "index_at(2021)", "a period's value where the first is 100", "visits.index_at(2021)", "paths.index_at(2021)"
    ),
    "between": Meaning(
        "between(2019, 2023)",
        "the same facts between two periods",
        "visits.between(2020, 2023).percent",
        "visits.between(2023, 2020).percent",
    ),
    "of": Meaning(
        "of('Town A')", "the same facts of another place", "visits.of('Birch').last", "visits.of('Oak').last"
    ),
    "rank": Meaning(
        "rank() or rank(2023, best='highest')",
        "the place among all places with a value, 1 = best",
        "visits.rank()",
        "staff.rank()",
    ),
    "rank_of": Meaning(
        "rank_of('multiple')",
        "the place by multiple, percent, growth, change or points",
        "visits.rank_of('multiple')",
        "visits.rank_of('last')",
    ),
    "places_from": Meaning(
        "places_from(50, 60)",
        "how many places are at or over a level and under another in its last year",
        "visits.places_from(400, 600)",
        "visits.places_from(600, 400)",
    ),
    "places": Meaning(
        "places('fell') or places('above', 100)",
        "how many places 'rose', 'fell', were 'unchanged', or lie 'above' or 'below' a level; places(): have a value",
        "visits.places('fell')",
        "visits.places('above')",
    ),
    "sum_of": Meaning(
        "sum_of('A', 'B') or sum_of('all')",
        "several places together: ask it for .last, .multiple …",
        "visits.sum_of('Birch', 'Cedar').last",
        "members.sum_of('Alder', 'Birch').last",
    ),
    "mean_of": Meaning(
        "mean_of('A', 'B') or mean_of('all')",
        "the unweighted mean of places: ask it for .last …",
        "visits.mean_of('all').last",
        "visits.mean_of('Oak', 'Birch').last",
    ),
    "median_of": Meaning(
        "median_of('A', 'B') or median_of('all')",
        "the median of places: ask it for .last …",
        "visits.median_of('all').last",
        "visits.median_of('Oak', 'Birch').last",
    ),
    "minus": Meaning(
        "minus(other)",
        "the value less that of another short name in the same period, in their unit",
        "adults.minus(children)",
        "visits.minus(staff)",
    ),
    "index_minus": Meaning(
        "index_minus(other, 2021)",
        "how far the indices of two short names are apart, the first value 100",
        "children.index_minus(adults, 2023)",
        "paths.index_minus(visits, 2023)",
    ),
    "share_of_all": Meaning(
        "share_of_all()", "the value in % of the sum of all places", "visits.share_of_all()", "members.share_of_all()"
    ),
    "share": Meaning(
        "share(whole)",
        "the value in % of another short name, its whole; share(whole, 2019) is that of a year",
        "children.share(visits)",
        "children.share(staff)",
    ),
    "share_with": Meaning(
        "share_with(a, b)",
        "the value in % of the sum of itself and others",
        "children.share_with(adults)",
        "children.share_with(staff)",
    ),
    "share_of_change": Meaning(
        "share_of_change(a, b)",
        "its change over the period in % of the change of itself and others together",
        "children.share_of_change(adults)",
        "children.share_of_change(staff)",
    ),
    "percent_with": Meaning(
        "percent_with(a, b)",
        "the change in % of the sum of itself and others",
        "children.percent_with(adults)",
        "children.percent_with(staff)",
    ),
    "sum_with": Meaning(
        "sum_with(a, b)",
        "the sum of itself and others in the same period, in their unit",
        "children.sum_with(adults)",
        "children.sum_with(staff)",
    ),
    "rest": Meaning(
        "rest(a, b)", "what others leave of this whole, in its unit", "visits.rest(children)", "children.rest(visits)"
    ),
    "rest_share": Meaning(
        "rest_share(a, b)",
        "what others leave of this whole, in %",
        "visits.rest_share(children)",
        "children.rest_share(visits)",
    ),
    "rest_change": Meaning(
        "rest_change(a, b)",
        "what the changes of others leave of this whole's change, in its unit",
        "visits.rest_change(children)",
        "visits.rest_change(staff)",
    ),
    "target": Meaning("target(2025)", "the published target for a year", "visits.target(2025)", "visits.target(2030)"),
    "gap": Meaning("gap(2025)", "the last value less the target for a year", "visits.gap(2025)", "staff.gap(2025)"),
    "short_of": Meaning(
        "short_of(2025)", "the target for a year less the last value", "visits.short_of(2025)", "staff.short_of(2025)"
    ),
    "target_share": Meaning(
        "target_share(2025)",
        "the last value in % of the target for a year",
        "visits.target_share(2025)",
        "staff.target_share(2025)",
    ),
    "pace_needed": Meaning(
        "pace_needed(2025)",
        "the mean change a year from the last value to the target for a year",
        "visits.pace_needed(2025)",
        "staff.pace_needed(2025)",
    ),
    "first_above": Meaning(
        "first_above(100)", "the first year above a level", "visits.first_above(450)", "visits.first_above(900)"
    ),
    "first_below": Meaning(
        "first_below(100)", "the first year below a level", "visits.first_below(300)", "visits.first_below(100)"
    ),
    "above_since": Meaning(
        "above_since(100)",
        "the year since which all values are above a level",
        "visits.above_since(300)",
        "visits.above_since(900)",
    ),
    "below_since": Meaning(
        "below_since(100)",
        "the year since which all values are below a level",
        "visits.below_since(600)",
        "visits.below_since(100)",
    ),
    "by": Meaning(
        "by('quarter')",
        "the same facts by longer periods, by the indicator's rule",
        "loans.by('quarter').last",
        "hours.by('quarter').last",
    ),
    "lag": Meaning("lag(1)", "the value so many periods before the last", "loans.lag(1)", "hours.lag(1)"),
    "year_ago": Meaning("year_ago", "the value a year before the last", "loans.year_ago", "hours.year_ago"),
    "on_previous": Meaning(
        "on_previous() or on_previous('change')",
        "the change on the period before, 'percent' by default",
        "loans.on_previous()",
        "hours.on_previous()",
    ),
    "on_year": Meaning(
        "on_year() or on_year('change')",
        "the change on the same period of the year before",
        "loans.on_year()",
        "hours.on_year()",
    ),
    "annualised": Meaning(
        "annualised()",
        "the change on the period before, as a rate in % a year",
        "trade.annualised()",
        "visits.annualised()",
    ),
    "mean_over": Meaning(
        "mean_over(3)", "the mean of so many periods up to the last", "loans.mean_over(3)", "hours.mean_over(3)"
    ),
    "sum_over": Meaning(
        "sum_over(12)", "the sum of so many periods up to the last", "loans.sum_over(12)", "members.sum_over(2)"
    ),
    "to_date": Meaning(
        "to_date()",
        "the year up to the last period, by the indicator's rule: a sum or a mean",
        "loans.to_date()",
        "visits.to_date()",
    ),
    "to_date_on_year": Meaning(
        "to_date_on_year()",
        "its change on the same part of the year before",
        "loans.to_date_on_year()",
        "visits.to_date_on_year()",
    ),
    "index_on": Meaning(
        "index_on('2019-01')",
        "the last value where that of a base period is 100",
        "loans.index_on('2021-12')",
        "loans.index_on('2021-04')",
    ),
    "contribution": Meaning(
        "contribution(whole)",
        "its part of the whole's change on a year before, in points",
        "children.contribution(visits)",
        "children.contribution(staff)",
    ),
    "rest_contribution": Meaning(
        "rest_contribution(part)",
        "what parts leave of its change on a year before, in points",
        "visits.rest_contribution(children)",
        "visits.rest_contribution(staff)",
    ),
    "streak": Meaning(
        "streak()", "how many times in a row it rose, below zero: fell", "visits.streak()", "hours.streak()"
    ),
    "highest_since": Meaning(
        "highest_since()",
        "the last period before with a value at least as high",
        "loans.highest_since(period='2023-11')",
        "loans.highest_since()",
    ),
    "lowest_since": Meaning(
        "lowest_since()",
        "the last period before with a value at least as low",
        "loans.lowest_since()",
        "visits.lowest_since()",
    ),
    "places_gained": Meaning(
        "places_gained",
        "how many places it moved up among all over the period; below zero: down",
        "visits.places_gained",
        "staff.places_gained",
    ),
    "range": Meaning("range", "the highest value of the period less the lowest", "visits.range", "paths.range"),
    "lower_quartile": Meaning(
        "lower_quartile",
        "the lower end of the middle half of all known values, or of the newest 250",
        "loans.lower_quartile",
        "visits.lower_quartile",
    ),
    "upper_quartile": Meaning(
        "upper_quartile",
        "the upper end of the middle half of all known values, or of the newest 250",
        "loans.upper_quartile",
        "visits.upper_quartile",
    ),
    "first_reading": Meaning(
        "first_reading()", "the last value as it was first published", "loans.first_reading()", "visits.first_reading()"
    ),
    "revision": Meaning("revision()", "the last value less its first reading", "loans.revision()", "visits.revision()"),
    "name": Meaning("name", "the name of the indicator", "visits.name", ""),
    "unit": Meaning("unit", "the unit", "visits.unit", ""),
    "publisher": Meaning("publisher", "who published the newest value", "visits.publisher", ""),
    "entity": Meaning("entity", "the place", "visits.entity", ""),
}


def format_call(name: str, given: Sequence[str] = (), period: Period | None = None, **more: str) -> str:
    """Return a call as a story writes it: its arguments, its period, and those by name that are not empty."""
    asked = [] if period is None else [f"{'year' if period.frequency == YEAR else 'period'}={period.literal}"]
    return f"{name}({', '.join([*given, *asked, *(f'{key}={value!r}' for key, value in more.items() if value)])})"


def meaning(name: str) -> str:
    """Return "share_with(a, b): the value in % of the sum of itself and others"; "" for an unknown name."""
    own = MEANINGS.get(name)
    return f"{own.written}: {own.gives}" if own else ""


def suggest_measure(name: str, known: Iterable[str] = MEANINGS) -> str:
    """Return the fix for a name that does not exist: the nearest ones with what they give, else all of them, a line
    each."""
    there = [one for one in known if one in MEANINGS]
    close = get_close_matches(name, there, n=3, cutoff=0.5) or [one for one in there if name and name in one]
    listed = "\n    ".join(map(meaning, close or there))
    if len(close) == 1:
        return f"did you mean {listed}?"
    return f"{'did you mean one of' if close else 'there are'}\n    {listed}"
