"""What sentences say of one series over time, held against the raw rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from tests.zoo.drafted.printed import MONTHS, period_in
from tests.zoo.drafted.said import WHEN, Said, number_of, sign_of, when_of
from tests.zoo.drafted.times import Time


def unbroken(said: Said, asked: set[str]) -> Iterator[str]:
    """Rising, or falling, without a break since."""
    found = re.search(rf"without a break since ({WHEN})", said.text)
    if not found or said.ratio:
        return
    asked.add("unbroken")
    start = when_of(found[1])
    sign = 1 if re.search(r"ris(e|ing|en)|rose", said.text) else -1
    row = [value for at, value in sorted(said.values().items()) if at >= start]
    if any(sign_of(after - before) != sign for before, after in pairwise(row)):
        yield f"not without a break: {[str(one) for one in row]}"


def record(said: Said, asked: set[str]) -> Iterator[str]:
    """The highest, or lowest, since."""
    found = re.search(
        rf"(highest|lowest)(?: published)?(?: value| level)?(?: in data)? since ({WHEN})", said.text
    ) or re.search(rf"(higher|lower) than any(?: other)? value since ({WHEN})", said.text)
    if not found or said.ratio or re.search(r"indicators were|highest values since|least since|even the", said.text):
        return
    asked.add("record")
    sign = 1 if found[1].startswith("high") else -1
    start, values = when_of(found[2]), said.values()
    own = [fact for fact in said.facts if re.search(r"\.last$", fact)]
    place = re.match(r".*\.of\('(.*?)'\)", own[0]) if own else None
    values = said.values(place=place[1]) if place and place[1] in said.edition.table.places(said.keys[0]) else values
    last = max(values)
    beyond = [at for at, value in values.items() if start < at < last and value * sign >= values[last] * sign]
    if beyond:
        times = [repr(Time(said.edition.table.letter, at)) for at in beyond]
        yield f"{values[last]} of the last period is not it: {times[:4]}"
    if "published value since" in found[0] and start in values and values[start] * sign > values[last] * sign:
        yield f"the value of the start, {values[start]}, is beyond"


def never(said: Said, asked: set[str]) -> Iterator[str]:
    """Never higher than; no value is above."""
    found = re.search(rf"In data since ({WHEN}), .* never (higher|lower) than in ({WHEN})", said.text)
    other = re.search(
        rf"No value(?: of .*)? since ({WHEN}) is (higher|lower|above|below)(?: than)? the (\S+) of ({WHEN})",
        said.text,
    )
    if not found and not other:
        return
    asked.add("never")
    start, word, last = (found[1], found[2], found[3]) if found else (other[1], other[2], other[4])  # type: ignore[index]
    sign = 1 if word in ("higher", "above") else -1
    values = said.values()
    beyond = [
        repr(Time(said.edition.table.letter, at))
        for at, one in values.items()
        if at >= when_of(start) and one * sign > values[when_of(last)] * sign
    ]
    if beyond:
        yield f"beyond it: {beyond[:4]}"


def peak(said: Said, asked: set[str]) -> Iterator[str]:
    """A peak, or a low, of a period."""
    found = re.search(
        rf"(peaked|bottomed out|[Pp]eak|[Ll]ow) (?:at|of) \S+(?: \w+)? in ({WHEN})", said.text
    ) or re.search(rf"(peaked|bottomed out) in ({WHEN})", said.text)
    if not found or said.ratio or "gap" in said.text or "old peak" in said.text or "reached a" in said.text:
        return
    asked.add("peak")
    sign = 1 if found[1].lower().startswith("peak") else -1
    values = said.values()
    most = max(value * sign for value in values.values())
    if values[when_of(found[2])] * sign != most:
        yield f"{values[when_of(found[2])]} is not the {found[1]}, that is {most * sign}"
    alike = [repr(Time(said.edition.table.letter, at)) for at, value in values.items() if value * sign == most]
    if len(alike) > 1:
        yield f"it was so in {alike}"


def highest_of_period(said: Said, asked: set[str]) -> Iterator[str]:
    """When it was highest, or lowest, of the period covered."""
    for found in re.finditer(
        rf"(?:was |^)(highest|lowest)(?: value)?(?: of the period)?,? in ({WHEN})", said.text, re.IGNORECASE
    ):
        asked.add("highest of the period")
        sign = 1 if found[1].lower() == "highest" else -1
        values = said.values()
        most = max(value * sign for value in values.values())
        alike = [repr(Time(said.edition.table.letter, at)) for at, value in values.items() if value * sign == most]
        if len(alike) > 1:
            yield f"it was so in {alike}"


def from_to(said: Said, asked: set[str]) -> Iterator[str]:
    """Rose, or fell, from one printed number to another."""
    number = r"([−-]?\d[\d,]*(?:\.\d+)?(?<!,))"
    for found in re.finditer(
        rf"\b(rose|fell|widened|narrowed)\b[^.;:]*? from {number}(?: \w+)?(?: in {WHEN})? "
        rf"to {number}(?![\d ]*%? a year)",
        said.text,
    ):
        if period_in(found[3]) or (re.fullmatch(r"[12]\d{3}", found[2]) and re.fullmatch(r"[12]\d{3}", found[3])):
            continue
        asked.add("from to")
        one, other = (Decimal(found[at].replace(",", "").replace("−", "-")) for at in (2, 3))
        if (found[1] in ("rose", "widened") and other <= one) or (found[1] in ("fell", "narrowed") and other >= one):
            yield f"{found[1]} from {one} to {other}"


def in_a_row(said: Said, asked: set[str]) -> Iterator[str]:
    """So many times in a row."""
    found = re.search(r"\b(\w+) times in a row", said.text)
    if not found or said.ratio:
        return
    asked.add("in a row")
    values = said.values()
    row, count, way = sorted(values, reverse=True), 0, 0
    for after, before in pairwise(row):
        sign = sign_of(values[after] - values[before])
        if after - before != 1 or not sign or (way and sign != way):
            break
        way, count = sign, count + 1
    down = bool(re.search(r"fell|falling", said.text))
    if (count, way) != (number_of(found[1]), -1 if down else 1):
        yield f"{count} {'falls' if way < 0 else 'rises'} in a row"


def recent(said: Said, asked: set[str]) -> Iterator[str]:
    """The highest values are the newest."""
    text = said.text
    found = re.search(rf"[Tt]he (\w+) (highest|lowest) values(?: since ({WHEN}))? came in the last (\w+) ", text)
    since = re.search(rf"[Ee]very value(?: of .+?)? since ({WHEN}|then) is (above|below) all those before", text)
    before = re.search(rf"No value of .+? before ({WHEN}) was as (high|low) as any since", text)
    if not (found or since or before) or (since and since[1] == "then"):  # the sentence before it says when
        return
    asked.add("recent")
    values = said.values()
    order = sorted(values)
    if found:
        start, sign = order[-number_of(found[1])], 1 if found[2] == "highest" else -1
    elif since:
        when = since[1]
        start, sign = when_of(when), 1 if since[2] == "above" else -1
    else:
        start, sign = when_of(before[1]), 1 if before[2] == "high" else -1  # type: ignore[index]
    newer = [values[at] * sign for at in order if at >= start]
    older = [values[at] * sign for at in order if at < start]
    if older and min(newer) <= max(older):
        yield f"the least of the newer is {min(newer) * sign}, the most before {max(older) * sign}"


def apart(said: Said, asked: set[str]) -> Iterator[str]:
    """One period that stands out."""
    found = re.search(rf"({WHEN}) stands out: .* was \S+(?: \w+)?, against", said.text)
    if not found:
        return
    asked.add("apart")
    values, at = said.values(), when_of(found[1])
    order = sorted(values)
    spot = order.index(at)
    near = [values[order[one]] for one in (spot - 1, spot + 1)]
    if not (values[at] > max(near) or values[at] < min(near)):
        yield f"{values[at]} lies between {near}"


def seasonal(said: Said, asked: set[str]) -> Iterator[str]:
    """A month that is high and one that is low, in every year."""
    found = re.search(r"(\w+) is high and (\w+) low for .*(year after year|in every year)", said.text)
    if not found or found[1] not in MONTHS:
        return
    asked.add("seasonal")
    values, high, low = said.values(), MONTHS.index(found[1]), MONTHS.index(found[2])
    years = {at // 12 for at in values}
    bad = [
        year
        for year in years
        if year * 12 + high in values
        and year * 12 + low in values
        and values[year * 12 + high] <= values[year * 12 + low]
    ]
    if bad:
        yield f"not so in {sorted(bad)} of {len(years)} years"


def beginnings(said: Said, asked: set[str]) -> Iterator[str]:
    """A rate, a sum or a share of what cannot have one."""
    if said.text.count("0%") and re.search(r"\b(rose|fell) 0(\.0+)?%", said.text):
        asked.add("no change")
        yield "a change of nothing"
