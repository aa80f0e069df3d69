"""Heads of one table read together: what one of them leaves out, as commas, hyphens and a letter, the others show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from briefing.draft.recognition.common_nouns import is_common
from briefing.draft.recognition.printed_names import printed_name
from briefing.draft.recognition.series_naming import SeriesName

_SNAKE: Final = re.compile("[a-z]+(?:_[a-z]+)+")
_LISTED: Final = 3  # words that make a list
_LONG: Final = 7  # letters of a word that may lack one of them
# Participles that make an adjective with the noun before them: "goods-producing", "oil-exporting".
_PARTICIPLE: Final = re.compile(
    r"\b([a-z]+) (consuming|exporting|generating|importing|producing|providing)$", re.IGNORECASE
)


def with_heads_together(
    names: Mapping[str, SeriesName], heads: Mapping[str, str]
) -> tuple[dict[str, SeriesName], list[str]]:
    """Return names of series, those of a head alone as the other heads show them, and what was read into them."""
    found, taken = read_together(heads.values()), {item.name for item in names.values()}
    renamed, read = dict(names), []
    for series, head in heads.items():
        name, why = found.get(head, ("", ""))
        if name and names[series].name == printed_name(head) and name not in taken:
            renamed[series] = replace(names[series], name=name)
            read += [f"{head} is “{name}”: {why}"] if why else []
    return renamed, read


def read_together(heads: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the names of those heads in small letters and underscores that the other heads, or an adjective at their
    end, show to be names of another form, each with what was read into it, in words."""
    every = list(dict.fromkeys(heads))
    found: dict[str, tuple[str, str]] = {}
    for head in every:
        if not _SNAKE.fullmatch(head):
            continue
        others = [one for one in every if one != head]
        corrected = {word: right for word in head.split("_") if (right := _corrected(word, others))}
        words = [corrected.get(word, word) for word in head.split("_")]
        name = _name(words, others)
        if name != printed_name(head):
            wrong_words = [f"“{word}” as “{right}”, as another head has it" for word, right in corrected.items()]
            found[head] = (name, "; ".join(wrong_words))
    return found


def _name(words: list[str], others: list[str]) -> str:
    if len(words) >= _LISTED and set(words) <= set(_things_named(others)):
        return f"{', '.join(words[:-1]).capitalize()} and {words[-1]}"
    return _PARTICIPLE.sub(r"\1-\2", printed_name("_".join(words)))


def _things_named(heads: Iterable[str]) -> Iterator[str]:
    """Yield what heads are about: whole ones, those that "and" joins, and those behind an adjective."""
    for head in heads:
        for one in head.split("_and_"):
            yield one.rpartition("_")[2]


def _corrected(word: str, others: Iterable[str]) -> str:
    """Return the common word of other heads that lacks one inner letter in a word which no dictionary has; or ""."""
    if is_common(word) or len(word) < _LONG:
        return ""
    known: Mapping[str, None] = dict.fromkeys(part for head in others for part in head.split("_"))
    near = [one for one in known if len(one) == len(word) + 1 and is_common(one) and word not in known]
    return next((one for one in near if any(one[:at] + one[at + 1 :] == word for at in range(1, len(one) - 1))), "")
