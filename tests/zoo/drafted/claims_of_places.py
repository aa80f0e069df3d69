"""What sentences say of places, held against the raw rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.zoo.drafted.sentences import WHEN, Sentence, edges, sign_of, when_of


def alike(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """In all of so many places; in so many of so many, but not in these."""
    text = sentence.text
    found = (
        re.search(r"(rose|fell) in all ([\d,]+)", text)
        or re.search(r"Without exception, .* (rose|fell) in the ([\d,]+)", text)
        or re.search(r"In all ([\d,]+) .* (rose|fell)", text)
        or re.search(r"All ([\d,]+) \w+ saw .* (rise|fall)", text)
    )
    partly = re.search(r"(rose|fell) in ([\d,]+) of ([\d,]+) (?!indicators)", text)
    partly = partly or re.search(r"\b([\d,]+) of ([\d,]+) (?!indicators)\w+ saw .* (rise|fall)", text)
    if (not found and not partly) or "indicators" in text:
        return
    asked.add("alike")
    groups = (found or partly).groups()  # type: ignore[union-attr]
    word = next(one for one in groups if one.isalpha())
    numbers = [int(one.replace(",", "")) for one in groups if not one.isalpha()]
    clause = next((part for part in re.split(r"; ", text) if re.search(r"\b(all|of) [\d,]+", part)), text)
    keys = [key for key in sentence.keys if str(sentence.edition.names["name_en"][key]).lower() in clause.lower()]
    sign = 1 if word in ("rose", "rise") else -1
    either = [_moves(sentence, keys[0] if keys else "", newest=newest) for newest in (False, True)]
    # a sentence without a period may be of the newest change, as its lead or its chart says
    count = 1 if re.search(r"from|since|over the period", clause) else 2
    if dated := re.match(rf"In ({WHEN}): ", text):
        either, count = [_moves(sentence, keys[0] if keys else "", newest=True, high=when_of(dated[1]))], 1
    right = [moves for moves in either[:count] if sum(move == sign for move in moves.values()) == numbers[0]]
    moves = right[0] if right else either[0]
    holding = sum(move == sign for move in moves.values())
    if (holding, len(moves)) != (numbers[0], numbers[-1]):
        yield f"{holding} of {len(moves)} {word}"
    if except_ := re.search(r"(?:but not in|Not in|All but) ([^.:;]+)", text):
        others = {place for place, move in moves.items() if move != sign}
        missing = {place for place in others if place not in except_[1]}
        if missing or ("," in except_[1] and len(re.split(r", | and ", except_[1])) < len(others)):
            yield f"the exceptions are {others}"


def _moves(sentence: Sentence, key: str = "", *, newest: bool = False, high: int | None = None) -> dict[str, int]:
    found = {}
    low, last = edges(sentence, key)
    high = last if high is None else high
    low = max(at for at in sentence.values(key, sentence.edition.place) if at < high) if newest else low
    for place, values in sentence.every(key).items():
        if low in values and high in values:
            found[place] = sign_of(values[high] - values[low])
    return found


def only_place(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """Only one place had a higher, or lower, value than in."""
    found = re.search(
        rf"(?:[Oo]nly (.+?)|^(.+?) alone of [\d,]+ \w+) had a (higher|lower) .*?than in ({WHEN})", sentence.text
    )
    if not found:
        return
    asked.add("only place")
    place = found[1] or found[2]
    sign = 1 if found[3] == "higher" else -1
    holding = [one for one, move in _moves(sentence).items() if move == sign]
    if holding != [place]:
        yield f"{found[3]}: {holding}"
    count = re.search(r"[Oo]f ([\d,]+) ", sentence.text)
    if count and int(count[1].replace(",", "")) != len(_moves(sentence)):
        yield f"of {len(_moves(sentence))}"


def most_in_place(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """Where something rose, or fell, most."""
    found = re.search(r"(rose|fell) most (?:in|there)", sentence.text)
    if not found or not sentence.places:
        return
    asked.add("most in a place")
    sign = 1 if found[1] == "rose" else -1
    low, high = edges(sentence)
    every = sentence.every()
    moves = {place: (own[high] - own[low]) * sign for place, own in every.items() if low in own and high in own}
    relative = {place: move / abs(every[place][low]) for place, move in moves.items() if every[place][low]}
    chosen = moves if "absolute" in sentence.text else relative
    rightly = [one for one in (moves, relative) if one and max(one.values()) == one.get(sentence.places[0])]
    if moves[sentence.places[0]] <= 0 or (
        max(chosen.values()) != chosen.get(sentence.places[0]) and not (rightly and "absolute" not in sentence.text)
    ):
        yield f"most {found[1]}: {max(chosen, key=chosen.__getitem__)}"


def ends_of_places(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """From the lowest to the highest place."""
    found = re.search(
        r"ranged from (\S+)(?: \w+)? in (.+?) to (\S+)(?: \w+)? in (.+?)(?: in \d{4})?$", sentence.text.rstrip(".")
    )
    if not found or len(sentence.places) < 2:
        return
    asked.add("ends of places")
    last = edges(sentence)[1]
    row = {place: own[last] for place, own in sentence.every().items() if last in own}
    ends = {min(row.values()), max(row.values())}
    if {row[sentence.places[0]], row[sentence.places[1]]} != ends:
        yield f"the ends are {min(row, key=row.__getitem__)} and {max(row, key=row.__getitem__)}"


def passed(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """When one place passed another."""
    found = re.search(rf"passed (?:(?! in ).)* in ({WHEN})", sentence.text) or re.search(
        rf"[Ii]n ({WHEN}) .* passed", sentence.text
    )
    if not found or len(sentence.places) < 2:
        return
    asked.add("passed")
    at = when_of(found[1])
    clause = next((part for part in re.split(r"; ", sentence.text) if "passed" in part), "")
    pair = [place for place in sentence.places if place in clause]
    one, other = (sentence.values(place=place) for place in pair[:2])
    before = max(when for when in one if when < at and when in other)
    if not (one[at] > other[at] and one[before] <= other[before]):
        yield f"{pair[0]} had {one[before]}, {one[at]}; {pair[1]} {other[before]}, {other[at]}"
    later = [when for when in one if when > at and when in other and one[when] <= other[when]]
    if later:
        yield f"was behind again later: {later[:4]}"


def ranked(sentence: Sentence, asked: set[str]) -> Iterator[str]:
    """A rank is counted from the highest, unless the sentence says otherwise."""
    ranks = [fact for fact in sentence.facts if re.search(r"\.rank\(", fact)]
    if not ranks:
        return
    asked.add("ranked")
    for fact in ranks:
        low = "lowest" in fact
        if low and not re.search(r"lowest|least|fewest|smallest", sentence.text):
            yield f"the rank {fact} is counted from the lowest, which the sentence leaves out"
