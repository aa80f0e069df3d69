"""What a user gives for a series, or for all, as --unit and --name do: SERIES=TEXT, or the text alone."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Final, cast

from briefing.errors import Finding, UsageError

_SHOWN: Final = 8  # names of series in a message
# The sign between a series and what is given; one between spaces belongs to that, as in "index, 2015 = 100".
_SIGN: Final = re.compile(r"(?<! )=(?! )")


def by_series(words: object, option: str, noun: str, example: str) -> dict[str, str]:
    """Return texts by series, given as SERIES=TEXT; one that names no series stands under "". UsageError for others,
    with an example of a text."""
    found: dict[str, str] = {}
    wrong = []
    for word in cast("Iterable[str]", words):
        sign = next(reversed([*_SIGN.finditer(word)]), None)  # a name may have others
        series, text = (word[: sign.start()], word[sign.end() :]) if sign else ("", word)
        if not text.strip():
            wrong.append(Finding(option, f"{word!r} names no {noun}", f"write it as {series or 'Visits'}={example!r}"))
        elif found.setdefault(series.strip(), text.strip()) != text.strip():
            what = f"{series!r} is given twice" if sign else f"a {noun} of all series is given twice"
            wrong.append(Finding(option, what, f"give one {noun}"))
    if wrong:
        raise UsageError(wrong)
    return found


def meant_series(words: str, names: Mapping[str, str], heads: Mapping[str, str]) -> list[str]:
    """Return the series whose name or head is given, or is one of a given pattern."""
    return [series for series, name in names.items() if _is_meant(words, name, heads.get(series, ""))]


def _is_meant(words: str, name: str, head: str) -> bool:
    return any(one.casefold() == words.casefold() or fnmatchcase(one, words) for one in (name, head))


def no_series(option: str, words: str, names: Sequence[str]) -> Finding:
    """Say that no series is given, and which there are."""
    near = difflib.get_close_matches(words, names, 1)
    shown = f"{', '.join(names[:_SHOWN])}{' …' if len(names) > _SHOWN else ''}"
    return Finding(
        option, f"there is no series {words!r}", f"did you mean {near[0]!r}?" if near else f"write one of: {shown}"
    )
