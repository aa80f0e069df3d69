"""What sentences say of one series over time, held against the raw rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from tests.zoo.drafted.printed import MONTHS, period_in
from tests.zoo.drafted.sentences import WHEN, Sentence, number_of, sign_of, when_of
from tests.zoo.drafted.times import Time


def unbroken(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """Rising, or falling, without a break since."""
    found = re.search(rf"without a break since ({WHEN})", sentence.text)
    if not found or sentence.ratio:
        return
    asked.add("unbroken")
    start = when_of(found[1])
    ended = re.search("would end a (rise|fall)", sentence.text)
    sign = 1 if re.search(r"ris(e|ing|en)|rose", ended[1] if ended else sentence.text) else -1
    row = [value for at, value in sorted(sentence.values().items()) if at >= start]
    if any(sign_of(after - before) != sign for before, after in pairwise(row)):
        yield f"not without a break: {[str(one) for one in row]}"


def record(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """The highest, or lowest, since."""
    found = re.search(rf"(highest|lowest)(?: value| level)?(?: in data)? since ({WHEN})", sentence.text) or re.search(
        rf"(higher|lower) than any(?: other)? value since ({WHEN})", sentence.text
    )
    if not found or sentence.ratio or re.search(r"highest values since|least since|even the", sentence.text):
        return
    asked.add("record")
    sign = 1 if found[1].startswith("high") else -1
    start, values = when_of(found[2]), sentence.values()
    own = [fact for fact in sentence.facts if re.search(r"\.last$", fact)]
    place = re.match(r".*\.of\('(.*?)'\)", own[0]) if own else None
    if place and place[1] in sentence.edition.table.places(sentence.keys[0]):
        values = sentence.values(place=place[1])
    last = max(values)
    beyond = [at for at, value in values.items() if start < at < last and value * sign >= values[last] * sign]
    if beyond:
        times = [repr(Time(sentence.edition.table.letter, at)) for at in beyond]
        yield f"{values[last]} of the last period is not it: {times[:4]}"
    if "in data since" in found[0] and start in values and values[start] * sign > values[last] * sign:
        yield f"the value of the start, {values[start]}, is beyond"


def never(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """Never higher than; no value is above."""
    found = re.search(rf"In data since ({WHEN}), .* never (higher|lower) than in ({WHEN})", sentence.text)
    other = re.search(
        rf"No value(?: of .*)? since ({WHEN}) is (higher|lower|above|below)(?: than)? the (\S+) of ({WHEN})",
        sentence.text,
    )
    if not found and not other:
        return
    asked.add("never")
    start, word, last = (found[1], found[2], found[3]) if found else (other[1], other[2], other[4])  # type: ignore[index]
    sign = 1 if word in ("higher", "above") else -1
    values = sentence.values()
    beyond = [
        repr(Time(sentence.edition.table.letter, at))
        for at, one in values.items()
        if at >= when_of(start) and one * sign > values[when_of(last)] * sign
    ]
    if beyond:
        yield f"beyond it: {beyond[:4]}"


def peak(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """A peak, or a low, of a period."""
    found = re.search(
        rf"(peaked|bottomed out|[Pp]eak|[Ll]ow) (?:at|of) \S+(?: \w+)? in ({WHEN})", sentence.text
    ) or re.search(rf"(peaked|bottomed out) in ({WHEN})", sentence.text)
    if not found or sentence.ratio or re.search(r"gap|(?:old|that) peak|reached a", sentence.text):
        return
    asked.add("peak")
    sign = 1 if found[1].lower().startswith("peak") else -1
    values = sentence.values()
    most = max(value * sign for value in values.values())
    if values[when_of(found[2])] * sign != most:
        yield f"{values[when_of(found[2])]} is not the {found[1]}, that is {most * sign}"
    alike = [repr(Time(sentence.edition.table.letter, at)) for at, value in values.items() if value * sign == most]
    both = re.search(rf"in ({WHEN}) and ({WHEN})", sentence.text)
    twice = "and again later" in sentence.text or (both is not None and len(alike) == len(both.groups()))
    if (len(alike) > 1) != twice:
        yield f"it was so in {alike}"


def passed_peak(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """A peak of then, which was passed again later."""
    found = re.search(rf"\b[Ff]rom (?:a peak of )?\S+(?: \w+)? in ({WHEN})", sentence.text)
    again = re.search(rf"passed (?:its|their|that) (?:old )?peak in ({WHEN})", sentence.text)
    if not found or not again or sentence.ratio:
        return
    asked.add("passed peak")
    values, peak_at, back = sentence.values(), when_of(found[1]), when_of(again[1])
    beyond = [at for at, value in values.items() if at != peak_at and at < back and value > values[peak_at]]
    if beyond or values[back] <= values[peak_at]:
        yield f"{values[peak_at]} was no peak, or is not passed by {values[back]} for the first time"


def highest_of_period(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """When it was highest, or lowest, of the period covered."""
    for found in re.finditer(
        rf"(?:was |^)(highest|lowest)(?: value)?(?: of the period)?,? in ({WHEN})", sentence.text, re.IGNORECASE
    ):
        asked.add("highest of the period")
        sign = 1 if found[1].lower() == "highest" else -1
        values = sentence.values()
        most = max(value * sign for value in values.values())
        alike = [repr(Time(sentence.edition.table.letter, at)) for at, value in values.items() if value * sign == most]
        if len(alike) > 1:
            yield f"it was so in {alike}"


def from_to(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """Rose, or fell, from one printed number to another."""
    number = r"([−-]?\d[\d,]*(?:\.\d+)?(?<!,))"
    for found in re.finditer(
        rf"\b(rose|fell|widened|narrowed)\b[^.;:]*? from {number}(?: \w+)?(?: in {WHEN})? "
        rf"to {number}(?![\d ]*%? a year)",
        sentence.text,
    ):
        if period_in(found[3]) or (re.fullmatch(r"[12]\d{3}", found[2]) and re.fullmatch(r"[12]\d{3}", found[3])):
            continue
        asked.add("from to")
        one, other = (Decimal(found[at].replace(",", "").replace("−", "-")) for at in (2, 3))
        if (found[1] in ("rose", "widened") and other <= one) or (found[1] in ("fell", "narrowed") and other >= one):
            yield f"{found[1]} from {one} to {other}"


def in_a_row(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """So many times in a row."""
    found = re.search(r"\b(\w+) times in a row", sentence.text)
    if not found or sentence.ratio:
        return
    asked.add("in a row")
    values = sentence.values()
    row, count, way = sorted(values, reverse=True), 0, 0
    for after, before in pairwise(row):
        sign = sign_of(values[after] - values[before])
        if after - before != 1 or not sign or (way and sign != way):
            break
        way, count = sign, count + 1
    down = bool(re.search(r"fell|falling", sentence.text))
    if (count, way) != (number_of(found[1]), -1 if down else 1):
        yield f"{count} {'falls' if way < 0 else 'rises'} in a row"


def recent(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """The highest values are the newest."""
    text = sentence.text
    found = re.search(rf"[Tt]he (\w+) (highest|lowest) values(?: since ({WHEN}))? came in the last (\w+) ", text)
    since = re.search(rf"[Ee]very value(?: of .+?)? since ({WHEN}|then) is (above|below) all those before", text)
    before = re.search(rf"No value of .+? before ({WHEN}) was as (high|low) as any since", text)
    if not (found or since or before) or (since and since[1] == "then"):  # the sentence before it says when
        return
    asked.add("recent")
    values = sentence.values()
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


def stands_out(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """One period that stands out."""
    found = re.search(rf"({WHEN}) stands out: .* was \S+(?: \w+)?, against", sentence.text)
    if not found:
        return
    asked.add("stands out")
    values, at = sentence.values(), when_of(found[1])
    order = sorted(values)
    spot = order.index(at)
    near = [values[order[one]] for one in (spot - 1, spot + 1)]
    if not (values[at] > max(near) or values[at] < min(near)):
        yield f"{values[at]} lies between {near}"


def seasonal(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """A month that is usually high and one that is usually low."""
    found = re.search(r"(\w+) is usually high and (\w+) low\b", sentence.text)
    if not found or found[1] not in MONTHS:
        return
    asked.add("seasonal")
    values, high, low = sentence.values(), MONTHS.index(found[1]), MONTHS.index(found[2])
    years = {at // 12 for at in values}
    bad = [
        year
        for year in years
        if year * 12 + high in values
        and year * 12 + low in values
        and values[year * 12 + high] <= values[year * 12 + low]
    ]
    if 2 * len(bad) > len(years):
        yield f"not so in {sorted(bad)} of {len(years)} years"


def no_change(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """A rise or a fall of nothing."""
    if sentence.text.count("0%") and re.search(r"\b(rose|fell) 0(\.0+)?%", sentence.text):
        asked.add("no change")
        yield "a change of nothing"
