"""What an assistant's text may not say: what no condition tests, a source or a quotation that the data do not hold.

The rules of prose hold words against the facts that they find; a person may also write "visits rose" alone. Here every
word that claims something of the data needs a condition in its reach, `expect` or `when`, that could be false.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any, Final

from msgspec import Struct

from briefing.assistant.claim_words import ADDRESSES, CLAIM_WORDS, QUOTED, ROMAN, ClaimWords
from briefing.compose.language.conditions import Comparison, Expectations
from briefing.compose.language.fact_expressions import is_change
from briefing.compose.language.syntax import parse_expression
from briefing.compose.prose.direction_reading import directions_in, sign_of
from briefing.compose.prose.topics import Topics
from briefing.errors import BriefingError, Finding
from briefing.facts import FactRegistry
from briefing.model.edition import Project
from briefing.model.fact import Fact
from briefing.wording import DirectedWording

_PRINTED: Final = re.compile(r"\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_MARK: Final = "\u00a4"
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")
# Keys whose values are no texts of the edition: names, choices and expressions, which the story's model checks.
_NO_TEXTS: Final = frozenset(
    {
        "id", "part", "only", "expect", "when", "kind", "series", "highlight", "second", "entities", "fact", "rank",
        "compare", "measure", "order", "align", "statement", "items", "date", "of", "auto", "sources", "benchmark",
        "at", "from", "to", "between", "period", "columns", "beside", "size", "since", "growth", "band", "outlines",
        "until", "medians", "log", "unit", "target", "classes", "call", "quote",
    }
)  # fmt: skip
_HOLDS: Final = ("expect", "when")
_FOREIGN: Final = {"en": 2, "zh": 1}  # how many foreign stretches make a text that no rule reads
_NO_MOVES: Final = ("slide", "slides")  # of this deck
_TIMES: Final = ("period", "year")
# How many places rose or fell, or how many changes are above or below zero.
_COUNTS: Final = re.compile(r"""\.places\(\s*['"](?:(rose)|(fell))|\bcount\([^)]*\.(?:change|percent)\s*(?:(>)|(<))""")
_COUNTED: Final = ("rank", "count", "streak", "share")


class ClaimingText(Struct, frozen=True):
    """A text of a story, where it stands, and the conditions that hold wherever it does."""

    where: str
    text: str
    conditions: tuple[str, ...]


def texts_of(value: object, where: str = "", conditions: tuple[str, ...] = ()) -> Iterator[ClaimingText]:
    """Yield every text of a story or a block of it."""
    if isinstance(value, dict):
        own = tuple(text for key in _HOLDS for text in _as_list(value.get(key)))
        name = str(value.get("id", ""))
        for key, item in value.items():
            if key in _NO_TEXTS:
                continue
            held = conditions if key == "otherwise" else (*conditions, *own)
            denied = tuple(f"not ({text})" for text in _as_list(value.get("when"))) if key == "otherwise" else ()
            yield from texts_of(item, ", ".join(filter(None, (where, name, key))), (*held, *denied))
    elif isinstance(value, list):
        for at, item in enumerate(value, start=1):
            named = isinstance(item, dict) and "id" in item
            yield from texts_of(item, where if named else f"{where} {at}", conditions)
    elif isinstance(value, str) and value.strip():
        yield ClaimingText(where, value, conditions)


def _is_strange(sign: str, words: ClaimWords) -> bool:
    """Whether a sign is a letter of another script, or a numeral that no rule of prose reads."""
    if sign.isalpha():
        return not words.letters.match(unicodedata.normalize("NFKC", sign)[:1])
    return not sign.isdecimal() and sign not in _MARK and unicodedata.numeric(sign, None) is not None


def _as_list(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str) and item.strip()]


class ClaimGate:
    """The rules for texts of an assistant, in one language of a project.

    `offered` are the words of insights that it was given, each with the condition under which it stands.
    """

    def __init__(
        self, project: Project, book: FactRegistry, wording: DirectedWording, offered: Mapping[str, str] = {}
    ) -> None:
        self._project, self._book, self._wording, self._offered = project, book, wording, offered

    def findings(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Finding]:
        """Yield what is wrong with the texts that a change brings, or takes a condition from."""
        words = CLAIM_WORDS.get(self._wording.lang)
        known = {(one.text, one.conditions) for one in texts_of(before)}
        for text in texts_of(after):
            offered = self._offered.get(text.text)
            if (text.text, text.conditions) in known or offered == "" or offered in text.conditions:
                continue
            if words is None:
                yield Finding(text.where, f"no assistant can write in {self._wording.lang}", "write it by hand")
                return
            yield from self._text_findings(text, words)

    def _text_findings(self, text: ClaimingText, words: ClaimWords) -> Iterator[Finding]:
        source = _PRINTED.sub(_MARK, text.text).replace("**", "")
        plain = self._without_names(source)
        if strange := next((sign for sign in plain if _is_strange(sign, words)), ""):
            fix = "write letters of the story's language; names are printed by {{ edition }} and {{ x.name }}"
            yield Finding(text.where, f"{strange!r} is no letter of the story's language", fix)
            return
        if len(words.foreign.findall(plain)) >= _FOREIGN[self._wording.lang]:
            yield Finding(text.where, "the text is not in the story's language", "write it in that language")
            return
        claim = ""
        for sentence in filter(None, _SENTENCE.split(source)):
            own = self._without_names(sentence)
            asked = words.questions.search(own) is not None
            yield from self._outside(text, own, words, asked=asked)
            claim = claim or ("" if asked else self._claim(own, words))
        if claim:
            yield from self._untested(text, source, claim)

    def _without_names(self, words: str) -> str:
        return self._names.sub(_MARK, words) if self._names else words

    def _outside(self, text: ClaimingText, plain: str, words: ClaimWords, *, asked: bool) -> Iterator[Finding]:
        """Yield what points out of the data: addresses, quotations, somebody who says it, causes, what is to come."""
        found: list[tuple[re.Match[str] | None, str, str]] = [
            (ADDRESSES.search(plain), "is an address", "leave it out; sources of the data stand by themselves"),
            (QUOTED.search(plain), "is a quotation that no statement holds", "quote a statement by its id"),
            (ROMAN.search(plain), "is a numeral", "print the number by its expression"),
        ]
        if not asked:
            fix = "say what the data are; targets have facts"
            found.append((words.forecasts.search(plain), "speaks of what is to come", fix))
            fix = "say what happened, and not why"
            found.append((words.causes.search(plain), "says why, and the data do not", fix))
        if not self._sources.search(text.text):
            fix = "leave it out, or name a source of the data as list_sources has it"
            found.append((words.attributions.search(plain), "names nobody whom the data hold as a source", fix))
        for match, what, fix in found:
            if match:
                yield Finding(text.where, f"{match[0].strip()!r} {what}", fix)

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        """What finds the names of the dataset, whose words claim nothing."""
        data, lang = self._project.dataset, self._wording.lang
        names = {indicator.name(lang) for indicator in data.indicators.values()}
        names |= set(self._subject_names())
        names |= {item.entity for item in data.observations} | set(data.places.get(lang, {}).values())
        names |= {indicator.units.get(lang, indicator.unit) for indicator in data.indicators.values()}
        names |= set(self._project.edition.terms)
        return _any_of(names, spaced=self._wording.language.spaced)

    def _subject_names(self) -> Iterator[str]:
        for key in self._project.edition.subjects:
            with suppress(BriefingError):  # without any value by the as-of date
                yield self._book.subject(key).name_in(self._wording.lang)

    @cached_property
    def _sources(self) -> re.Pattern[str]:
        sources = self._project.dataset.sources.values()
        names = {name for one in sources for name in (one.publisher, one.short, one.name, one.primary, one.title)}
        speakers = {one.speaker for one in self._project.dataset.statements.values()}
        return _any_of(names | speakers, spaced=self._wording.language.spaced) or re.compile("(?!)")

    @cached_property
    def _topics(self) -> Topics | None:
        language, project = self._wording.language, self._project
        if language.context_words is None:
            return None
        return Topics(project.dataset, project.edition, language.code, language.context_words, spaced=language.spaced)

    def _claim(self, plain: str, words: ClaimWords) -> str:
        """Return the first word that claims something, "" for none."""
        language = self._wording.language
        found = [
            (match.start(), match[0]) for match in (words.claims.search(plain), words.quantities.search(plain)) if match
        ]
        found += [(one.start, one.text) for one in language.superlatives(plain)]
        found += [
            (one.start, one.text) for one in language.number_words(plain) if plain[one.start - 1 : one.start] != _MARK
        ]
        found += [(start, word) for start, word, _ in self._moves(plain)]
        return min(found)[1] if found else ""

    def _key_of(self, plain: str) -> str:
        """Return the short name of what a text speaks of, else the first one."""
        named = self._topics.named(plain) if self._topics else frozenset[str]()
        keys = [key for topic in sorted(named) for key in self._topics.all[topic].keys] if self._topics else []
        return next(iter((*keys, *self._project.edition.subjects)), "visits")

    def _moves(self, plain: str) -> Iterator[tuple[int, str, int]]:
        """Yield the verbs by which something rose or fell, with their sign."""
        directions = self._wording.language.direction_words
        for match in directions_in(directions).finditer(plain) if directions else ():
            if match.lastgroup in ("rises", "falls") and match[0].lower() not in _NO_MOVES:
                yield match.start(), match[0], sign_of(match)

    def _untested(self, text: ClaimingText, plain: str, claim: str) -> Iterator[Finding]:
        """Yield what is wrong with the conditions of a text that claims something."""
        project = self._project
        parameters = project.edition.parameters_in(self._wording.lang)
        expectations = Expectations(self._book, text.conditions, project.dataset.statements, parameters)
        try:
            held = [one for one in expectations.comparisons if _could_be_false(one)]
        except BriefingError:  # which the check of the story finds
            return
        key = self._key_of(plain)
        fix = f"give the text an `expect` over its facts, as `{key}.percent > 0`, or leave the word out"
        counted = list(_counted_signs((*_PRINTED.findall(text.text), *text.conditions)))
        if not (held or counted or any(map(_compares_time, text.conditions))):
            yield Finding(text.where, f"{claim!r} claims something that no condition tests", fix)
            return
        facts = [one.left for one in held if isinstance(one.left, Fact)]
        if self._topics and facts:
            is_subject = self._topics.subject_of_word(plain, max(plain.find(claim), 0))
            if not any(map(is_subject, facts)):
                yield Finding(text.where, f"{claim!r} is tested by facts of something else", fix)
        signs = frozenset(counted).union(*(_signs(one, expectations) for one in held))
        for _, word, sign in self._moves(plain):
            if sign not in signs:
                what = f"{word!r} is tested by no condition that says so"
                way = f"give the text an `expect` of the change, as `{key}.percent {'>' if sign > 0 else '<'} 0`"
                yield Finding(text.where, what, way)
                return


def _could_be_false(one: Comparison) -> bool:
    """Whether a comparison is of the data: not of a level with zero, or with the end that no value lies beyond."""
    left, right = one.left, one.right
    if isinstance(left, Fact) and isinstance(right, Fact):
        at_an_end = any(fact.name.endswith((".highest", ".lowest")) for fact in (left, right))
        return left.name != right.name and not (at_an_end and one.operator in (">=", "<="))
    return isinstance(left, Fact) and (is_change(left) or left.measure in _COUNTED or right != 0)


def _compares_time(condition: str) -> bool:
    """Whether a condition compares when something was, as the period since which a value is the highest."""
    with suppress(BriefingError):
        nodes = list(ast.walk(parse_expression(condition)))
        times = any(isinstance(node, ast.Attribute) and node.attr in _TIMES for node in nodes)
        return times and any(isinstance(node, ast.Compare) for node in nodes)
    return False


def _signs(one: Comparison, expectations: Expectations) -> frozenset[int]:
    """Return the directions that a comparison bears out."""
    left, right = one.left, one.right
    if not isinstance(left, Fact):
        return frozenset()
    if is_change(left):
        signs = expectations.signs(left)
        return signs if len(signs) == 1 else frozenset()
    if isinstance(right, Fact):
        return _sign_of_levels(left, right, one.operator)
    return frozenset({-1, 1}) if left.measure in _COUNTED or one.among else frozenset()


def _counted_signs(expressions: Iterable[str]) -> Iterator[int]:
    """Yield the direction of what is counted, as in "rose in five of the places"."""
    for expression in expressions:
        for found in _COUNTS.finditer(expression):
            yield 1 if found[1] or found[3] else -1


def _sign_of_levels(left: Fact, right: Fact, operator: str) -> frozenset[int]:
    """Return the direction between two values of one series; none for values of two."""
    alike = (left.indicator, left.entity) == (right.indicator, right.entity) and left.period and right.period
    if not alike or left.period == right.period or operator[:1] not in ("<", ">"):
        return frozenset()
    assert left.period
    assert right.period
    later = 1 if left.period.chronological > right.period.chronological else -1
    return frozenset({later if operator[0] == ">" else -later})


def _any_of(names: set[str], *, spaced: bool) -> re.Pattern[str] | None:
    given = "|".join(re.escape(name) for name in sorted(names - {""}, key=lambda name: (-len(name), name)))
    if not given:
        return None
    return re.compile(rf"(?<!\w)(?:{given})(?!\w)" if spaced else given, re.IGNORECASE)
