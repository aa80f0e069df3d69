"""What a story may ask of a short name → how it is written and what it gives, a line each: errors list these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Final

from briefing.model.period import YEAR, Period

MEANINGS: Final[Mapping[str, tuple[str, str]]] = {
    "first": ("first", "the first value of the period"),
    "last": ("last", "the last value of the period"),
    "latest": ("latest", "the newest value, also after the period"),
    "at": ("at(2019) or at('2024-02')", "the value of a period"),
    "highest": ("highest", "the highest value of the period, with when it was"),
    "lowest": ("lowest", "the lowest value of the period, with when it was"),
    "change": ("change", "the last value less the first, in the unit"),
    "percent": ("percent", "the change in % of the first value"),
    "points": ("points", "the change of a percentage in percentage points"),
    "multiple": ("multiple", "the last value divided by the first"),
    "growth": ("growth", "the compound rate in % a year"),
    "pace": ("pace", "the mean change a year, in the unit"),
    "span": ("span", "the years, or months, from the first value to the last"),
    "index_at": ("index_at(2021)", "a period's value where the first is 100"),
    "between": ("between(2019, 2023)", "the same facts between two periods"),
    "of": ("of('Town A')", "the same facts of another place"),
    "rank": ("rank() or rank(2023, best='highest')", "the place among all places with a value, 1 = best"),
    "rank_of": ("rank_of('multiple')", "the place by multiple, percent, growth, change or points"),
    "places_from": (
        "places_from(50, 60)",
        "how many places are at or over a level and under another in its last year",
    ),
    "places": (
        "places('fell') or places('above', 100)",
        "how many places 'rose', 'fell', were 'unchanged', or lie 'above' or 'below' a level; places(): have a value",
    ),
    "sum_of": ("sum_of('A', 'B') or sum_of('all')", "several places together: ask it for .last, .multiple …"),
    "mean_of": ("mean_of('A', 'B') or mean_of('all')", "the unweighted mean of places: ask it for .last …"),
    "median_of": ("median_of('A', 'B') or median_of('all')", "the median of places: ask it for .last …"),
    "minus": ("minus(other)", "the value less that of another short name in the same period, in their unit"),
    "index_minus": (
        "index_minus(other, 2021)",
        "how far the indices of two short names are apart, the first value 100",
    ),
    "share_of_all": ("share_of_all()", "the value in % of the sum of all places"),
    "share": ("share(whole)", "the value in % of another short name, its whole"),
    "share_with": ("share_with(a, b)", "the value in % of the sum of itself and others"),
    "sum_with": ("sum_with(a, b)", "the sum of itself and others in the same period, in their unit"),
    "rest": ("rest(a, b)", "what others leave of this whole, in its unit"),
    "rest_share": ("rest_share(a, b)", "what others leave of this whole, in %"),
    "rest_change": ("rest_change(a, b)", "what the changes of others leave of this whole's change, in its unit"),
    "target": ("target(2025)", "the published target for a year"),
    "gap": ("gap(2025)", "the last value less the target for a year"),
    "short_of": ("short_of(2025)", "the target for a year less the last value"),
    "target_share": ("target_share(2025)", "the last value in % of the target for a year"),
    "pace_needed": ("pace_needed(2025)", "the mean change a year from the last value to the target for a year"),
    "first_above": ("first_above(100)", "the first year above a level"),
    "first_below": ("first_below(100)", "the first year below a level"),
    "above_since": ("above_since(100)", "the year since which all values are above a level"),
    "below_since": ("below_since(100)", "the year since which all values are below a level"),
    "by": ("by('quarter')", "the same facts by longer periods, by the indicator's rule"),
    "lag": ("lag(1)", "the value so many periods before the last"),
    "year_ago": ("year_ago", "the value a year before the last"),
    "on_previous": ("on_previous() or on_previous('change')", "the change on the period before, 'percent' by default"),
    "on_year": ("on_year() or on_year('change')", "the change on the same period of the year before"),
    "annualised": ("annualised()", "the change on the period before, as a rate in % a year"),
    "mean_over": ("mean_over(3)", "the mean of so many periods up to the last"),
    "sum_over": ("sum_over(12)", "the sum of so many periods up to the last"),
    "to_date": ("to_date()", "the year up to the last period, by the indicator's rule: a sum or a mean"),
    "to_date_on_year": ("to_date_on_year()", "its change on the same part of the year before"),
    "index_on": ("index_on('2019-01')", "the last value where that of a base period is 100"),
    "contribution": ("contribution(whole)", "its part of the whole's change on a year before, in points"),
    "rest_contribution": ("rest_contribution(part)", "what parts leave of its change on a year before, in points"),
    "streak": ("streak()", "how many times in a row it rose, below zero: fell"),
    "highest_since": ("highest_since()", "the last period before with a value at least as high"),
    "lowest_since": ("lowest_since()", "the last period before with a value at least as low"),
    "places_gained": ("places_gained", "how many places it moved up among all over the period; below zero: down"),
    "range": ("range", "the highest value of the period less the lowest"),
    "lower_quartile": ("lower_quartile", "the lower end of the middle half of all known values, or of the newest 250"),
    "upper_quartile": ("upper_quartile", "the upper end of the middle half of all known values, or of the newest 250"),
    "first_reading": ("first_reading()", "the last value as it was first published"),
    "revision": ("revision()", "the last value less its first reading"),
    "name": ("name", "the name of the indicator"),
    "unit": ("unit", "the unit"),
    "entity": ("entity", "the place"),
}


def format_call(name: str, given: Sequence[str] = (), period: Period | None = None, **more: str) -> str:
    """Return a call as a story writes it: its arguments, its period, and those by name that are not empty."""
    asked = [] if period is None else [f"{'year' if period.frequency == YEAR else 'period'}={period.literal}"]
    return f"{name}({', '.join([*given, *asked, *(f'{key}={value!r}' for key, value in more.items() if value)])})"


def meaning(name: str) -> str:
    """Return "share_with(a, b): the value in % of the sum of itself and others"; "" for an unknown name."""
    return ": ".join(MEANINGS[name]) if name in MEANINGS else ""


def suggest_measure(name: str, known: Iterable[str] = MEANINGS) -> str:
    """Return the fix for a name that does not exist: the nearest ones with what they give, else all of them, a line
    each."""
    there = [one for one in known if one in MEANINGS]
    close = get_close_matches(name, there, n=3, cutoff=0.5) or [one for one in there if name and name in one]
    listed = "\n    ".join(map(meaning, close or there))
    if len(close) == 1:
        return f"did you mean {listed}?"
    return f"{'did you mean one of' if close else 'there are'}\n    {listed}"
