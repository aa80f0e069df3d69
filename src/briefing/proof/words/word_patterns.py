"""Patterns and limits of a language's words, from its file in `assets/proof/languages`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
from msgspec import Struct, field

from briefing.assets import asset
from briefing.proof.languages import known

# Letters of alphabets, whose words stand apart (Latin, Greek, Cyrillic and others), and a sign of any other script.
# Ranges of signs would take a millisecond each to compile.
ALPHABETIC: Final = "A-Za-z\u00c0-\u1fff"
SIGN: Final = rf"[^\W\d_{ALPHABETIC}]"
_WORD: Final = re.compile(rf"[{ALPHABETIC}][{ALPHABETIC}\d'’.&/-]*")
_SIGN: Final = re.compile(SIGN)
# As many signs say as much as one word.
SIGNS_A_WORD: Final = 1.7


class Limits(Struct, frozen=True):
    """At most so many words: of a title, of a slide's body to be read or presented, of a sentence, of a brief.

    Up to `topic` words are no sentence.
    """

    title: int
    read: int
    present: int
    sentence: int
    brief: int
    topic: int


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    spaced: bool
    source: tuple[str, ...]
    note: tuple[str, ...]
    figure: tuple[str, ...]
    table: tuple[str, ...]
    numbered: str
    translation: tuple[str, ...]
    causal: tuple[str, ...]
    study: tuple[str, ...]
    superlative: tuple[str, ...]
    measured: tuple[str, ...]
    ranked: tuple[str, ...]
    compared: tuple[str, ...]
    definite: tuple[str, ...]
    priced: tuple[str, ...]
    priced_unit: tuple[str, ...]
    thousands: bool
    limits: Limits
    exchange_rate: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    continued: tuple[str, ...] = ()
    via: str = ""


class Language(Struct, frozen=True):
    """Patterns by their names in the file; `known` is false for a language without a file; `undated` are the words for
    a source without a date, `continued` those that begin the brackets with the period to which one goes, `via` those of
    one that passes on the figures of another."""

    code: str
    known: bool = False
    spaced: bool = True
    thousands: bool = False
    limits: Limits | None = None
    undated: tuple[str, ...] = ()
    continued: tuple[str, ...] = ()
    via: str = ""
    patterns: Mapping[str, re.Pattern[str]] = field(default_factory=dict)

    def find(self, pattern: str, text: str) -> re.Match[str] | None:
        """Return the first word of a pattern in a text; None where the language is not known."""
        return self.patterns[pattern].search(text.lower()) if self.known else None


@functools.cache
def language(code: str) -> Language:
    """Return the language of "en" or "zh-CN"; one that is not `known` where it has no file."""
    name = code.lower().partition("-")[0]
    others = ("numbers", "beside", "time", "marks", "records")
    held = {key: value for key, value in known(code).items() if key not in others}
    if not held:
        return Language(name)
    content = msgspec.convert(held, _File)
    words = ("translation", "causal", "study", "superlative", "ranked", "compared", "definite", "priced", "priced_unit")
    patterns = {word: _pattern(getattr(content, word), content.spaced) for word in (*words, "exchange_rate")}
    for word in ("source", "note"):
        patterns[word] = re.compile(rf"(?:{'|'.join(getattr(content, word))})\s*[:：]\s*")
    patterns["measured"] = re.compile(rf"(?<=[,，]) ?(?:{'|'.join(content.measured)})(?=[,，])")
    patterns["numbered"] = re.compile(content.numbered)
    for word in ("figure", "table"):
        patterns[word] = re.compile(rf"(?:{'|'.join(getattr(content, word))})\s?\d+\b")
    return Language(
        name, True, content.spaced, content.thousands, content.limits, content.undated, content.continued, content.via,
        patterns,
    )  # fmt: skip


@functools.cache
def every_language() -> tuple[Language, ...]:
    """Return all languages that have a file: a dataset's words are in any of them, whatever the edition's."""
    return tuple(language(path.stem) for path in sorted(asset("proof/languages").glob("*.toml")))


def says_prices(units: Iterable[str], names: Iterable[str]) -> bool:
    """Return whether units or names of an indicator, in any language, say if its values are nominal or real, or that
    they are rates of exchange, which are neither."""
    units, names = [*units], [*names]
    return any(
        any(language.find("priced", one) for one in (*units, *names))
        or any(language.find("priced_unit", one) for one in units)
        or any(language.find("exchange_rate", one) for one in names)
        for language in every_language()
    )


def _pattern(phrases: Iterable[str], spaced: bool) -> re.Pattern[str]:
    any_of = "|".join(phrases) or "(?!)"  # of a language that has none
    return re.compile(rf"(?<![\w-])(?:{any_of})(?![\w-])" if spaced else f"(?:{any_of})")


def words(text: str) -> float:
    """Return how many words a text has; numerals are none, and signs count by what they express."""
    return len(_WORD.findall(text)) + (0 if text.isascii() else signs(text) / SIGNS_A_WORD)


def signs(text: str) -> int:
    """Return how many characters of another script than Latin a text has."""
    return len(_SIGN.findall(text))
