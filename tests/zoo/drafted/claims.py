"""English sentences of a drafted edition, read as a reader reads them → claims that the raw rows do not bear out.

The words alone count: which series and which place a sentence names, since when, of how many; the expressions behind
them are not looked at, but where a sentence says "it".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tests.zoo.drafted import claims_of_parts as parts
from tests.zoo.drafted import claims_of_places as places
from tests.zoo.drafted import claims_over_time as times
from tests.zoo.drafted.printed import Edition
from tests.zoo.drafted.sentences import Sentence, labels_of, sentence_of, texts

Check = Callable[[Sentence, set[str]], Iterator[str]]
CHECKS: tuple[Check, ...] = (
    times.unbroken,
    times.record,
    times.never,
    times.peak,
    times.passed_peak,
    times.highest_of_period,
    times.from_to,
    times.in_a_row,
    times.recent,
    times.stands_out,
    times.seasonal,
    times.no_change,
    places.alike,
    places.only_place,
    places.most_in_place,
    places.ends_of_places,
    places.passed,
    places.ranked,
    parts.largest_change,
    parts.counted,
    parts.at_highest,
    parts.only_indicator,
    parts.directions,
)
OF_CLAUSES = (
    times.unbroken,
    times.record,
    times.never,
    times.peak,
    times.passed_peak,
    times.in_a_row,
    places.passed,
    times.stands_out,
)
# A clause that says of the peak before it that it was passed is read with that.
_CLAUSES = re.compile(r"; (?!(?:it|they) passed that)")


def claims_wrong(edition: Edition, asked: set[str] | None = None) -> Iterator[str]:
    """Each sentence that says what is not so; `asked` takes the names of the checks that found something to check."""
    labels = labels_of(edition)
    found = asked if asked is not None else set()
    for where, text, facts in texts(edition):
        whole = sentence_of(text, facts, edition, labels)
        clauses = [sentence_of(clause, facts, edition, labels) for clause in _CLAUSES.split(text)]
        for check in CHECKS:
            for sentence in clauses if check in OF_CLAUSES else (whole,):
                yield from (f"{where}: {text!r}: {fault}" for fault in _faults(check, sentence, found))


def _faults(check: Check, sentence: Sentence, asked: set[str]) -> Iterator[str]:
    try:
        yield from check(sentence, asked)
    except (KeyError, IndexError, RuntimeError, ValueError, TypeError) as error:
        yield f"not read by {check.__name__}: {type(error).__name__} {error}"
