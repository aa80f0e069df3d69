"""What sentences say of several indicators, held against the raw rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tests.zoo.drafted.sentences import WHEN, Sentence, number_of, sign_of, when_of
from tests.zoo.drafted.times import A_YEAR

MOST_BARS = 11  # a table with more indicators has parts of parts; a sentence is then on those that its bars show


def largest_change(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """Which indicator rose, or fell, most."""
    text = sentence.text
    found = re.search(r"^(?!.*\bin absolute\b)(.+?) (rose|fell) most\b(?! in| there)(.*)", text)
    plain = re.search(r"[Ll]argest (rise|fall)\b(?!s)", text)
    if not (found or plain) or not sentence.keys or sentence.places:
        return
    if re.search(r"next largest|followed by|second", text):
        return
    if not re.search(r"percent\b|change\b", " ".join(sentence.facts)) and not found:
        return
    if len(sentence.edition.names) > MOST_BARS:
        return
    asked.add("largest change")
    word = found[2] if found else plain[1]  # type: ignore[index]
    sign = 1 if word in ("rose", "rise") else -1
    key = sentence.keys[0]
    moves = {}
    for one in map(str, sentence.edition.names.index):
        values = sentence.values(one)
        if not values:
            continue
        first, last = min(values), max(values)
        moves[one] = (
            (values[last] - values[first]) * sign,
            (values[last] / values[first] - 1) * sign if values[first] > 0 else Decimal(-1),
        )
    if all(moves[key][at] < max(one[at] for one in moves.values()) for at in (0, 1)):
        yield f"{key} is most neither in units nor in %"


def counted(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """So many of so many indicators rose."""
    text = sentence.text
    found = re.search(r"\b([\d,]+|\w+) of ([\d,]+|\w+) indicators (rose|fell)\b", text, re.IGNORECASE) or re.search(
        r"[Oo]f ([\d,]+|\w+) indicators,? ([\d,]+|\w+) (rose|fell)\b", text
    )
    every = re.search(r"\b(?:All|Each of the) ([\d,]+|\w+) indicators (rose|fell)\b", text)
    keys = list(map(str, sentence.edition.names.index))
    if not (found or every):
        return
    asked.add("counted")
    a, b, word = found.groups() if found else (every[1], every[1], every[2])  # type: ignore[index]
    holding, among = (
        (number_of(b), number_of(a)) if found and found[0].lower().startswith("of ") else (number_of(a), number_of(b))
    )
    sign = 1 if word == "rose" else -1
    moves, place = [], sentence.edition.place
    for key in keys:
        values = sentence.values(key, place) if place in sentence.edition.table.places(key) else {}
        if values:
            moves.append(sign_of(values[max(values)] - values[min(values)]))
    if (sum(move == sign for move in moves), len(moves)) != (holding, among):
        yield f"{sum(move == sign for move in moves)} of {len(moves)} {word}"


def at_highest(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """How many indicators are at their highest."""
    found = re.search(r"(\w+) of (\w+) indicators ended at a high", sentence.text)
    if not found:
        return
    if number_of(found[2]) < len(sentence.edition.names):
        return
    asked.add("at highest")
    known = {key: sentence.values(key) for key in map(str, sentence.edition.names.index)}
    ended = [key for key, values in known.items() if values and values[max(values)] == max(values.values())]
    if len(ended) != number_of(found[1]) or len(sentence.edition.names.index) != number_of(found[2]):
        yield f"{len(ended)} of {len(sentence.edition.names.index)}: {ended}"


def only_indicator(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """Only one of all indicators rose."""
    found = re.search(r"(?:indicators,? )?[Oo]nly (?!\d|reversed )(.+?) (rose|fell)\b(.*)", sentence.text)
    if not found or "had" in found[1] or sentence.places:
        return
    keys = [key for key in sentence.keys if str(sentence.edition.names["name_en"][key]).lower() in found[1].lower()]
    if not keys:
        return
    asked.add("only indicator")
    sign = 1 if found[2] == "rose" else -1
    back = (
        A_YEAR[sentence.edition.table.letter]
        if "latest year" in sentence.text or "on the year" in sentence.text or "year earlier" in sentence.text
        else None
    )
    since = re.search(rf"[Ss]ince ({WHEN}) only|[Oo]nly .* from \S+ in ({WHEN}) to", sentence.text)
    began = when_of(since[1] or since[2]) if since else None
    holding = []
    for key in map(str, sentence.edition.names.index):
        values = sentence.values(key)
        if not values:
            continue
        start = began or (max(values) - back if back else min(values))
        if start in values and sign_of(values[max(values)] - values[start]) == sign:
            holding.append(key)
    among = re.search(r"[Oo]f (\w+) (?:parts|sectors)", sentence.text)  # some of which are divided again
    divided = among is not None and number_of(among[1]) < len(sentence.edition.names)
    if holding != keys[:1] and not divided and "part" not in sentence.text:
        yield f"{found[2]}: {holding}"


def directions(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """Named series that rose or fell over the period, without a number."""
    found = re.match(
        rf"From ({WHEN}) to ({WHEN}) (.+? (?:rose|fell)(?:, (?:while|and|but) .+? (?:rose|fell))?)$",
        sentence.text.rstrip("."),
    )
    if not found or re.search(r"\d", found[3]):
        return
    asked.add("directions")
    for clause in re.split(r", (?:while|but|and) ", found[3]):
        sign = 1 if clause.endswith("rose") else -1
        for key, name in dict(
            zip(map(str, sentence.edition.names.index), sentence.edition.names["name_en"], strict=True)
        ).items():
            if re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", clause.lower()):
                values = sentence.values(key)
                first, last = (when_of(found[1]), when_of(found[2]))
                if sign_of(values[last] - values[first]) != sign and not any(
                    name.lower() in other.lower() and name != other and other.lower() in clause.lower()
                    for other in sentence.edition.names["name_en"]
                ):
                    yield f"{key} went from {values[first]} to {values[last]}"
