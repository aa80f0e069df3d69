"""A typed numeral → the expression that would print it, if one does; a number word → the expectation that would bear
it out. Only errors pay for this search.

A fix must work when followed: the numerals of a unit are no value, and a fact is named for a number word only where it
has that number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from briefing.compose.language.characters import normal
from briefing.compose.language.numeral_rule import Offence
from briefing.compose.prose.number_words import example, examples
from briefing.errors import BriefingError, FactError
from briefing.model.fact import Fact
from briefing.model.text import Text, plain
from briefing.wording.number_words import NumberWord

if TYPE_CHECKING:
    from briefing.facts import FactRegistry, SubjectFacts
    from briefing.wording import Wording

_NUMBER: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_DISTINCT: Final = 4  # figures from which on a number is no chance
# What is written as a part of a unit: "m3", "per 1,000".
_POWER: Final = re.compile(r"[a-zμ]{1,3}[23]")
_PER: Final = r"(?:\bper |[^\W\d]/){}"
_FIRST: Final = ("last", "first", "multiple", "percent", "growth", "change", "points", "span", "latest")
Bears = Callable[[NumberWord, str, Sequence[Fact]], bool]
_SHORT: Final = 90
_UNIT: Final = 20


def short(text: Text) -> str:
    """A text → its beginning in quotation marks, for a message."""
    words = plain(text).replace("\n", " ")
    return repr(words if len(words) <= _SHORT else words[: _SHORT - 1] + "…")


class Suggestions:
    """Numbers as printed → expressions, over all short names, simple measures and years; built at first use."""

    def __init__(self, book: FactRegistry, wording: Wording) -> None:
        self._book = book
        self._wording = wording
        self._index: dict[str, list[str]] | None = None

    def faults(
        self, offences: Sequence[Offence], text: Text, facts: Sequence[Fact], bears: Bears | None
    ) -> Iterator[tuple[str, str]]:
        """What the numeral rule found in a text, the text and the facts that it prints → what is wrong and the fix of
        each. `bears` says whether an expectation is true and bears a word out; None where there can be none."""
        said = plain(text)
        for offence in offences:
            if offence.word is None:
                fix = self._fix(offence.token, offence.number, facts, said)
                yield f"{offence.token!r} is typed into the text", fix
            else:
                fix = "print it with an expression, or declare it in [terms] of briefing.toml"
                fix = self._word_fix(offence.word, facts, said, bears) if bears else fix
                yield f"{offence.token!r} claims a number that nothing tests", fix

    def _fix(self, token: str, number: str, facts: Sequence[Fact], said: str) -> str:
        """A typed numeral, its bare figure, the facts that its text prints, and the text → the fix: the expression that
        prints it.

        Short figures are printed by many facts by chance, so that one which the text does not speak of is only one of
        two possibilities.
        """
        if fix := self._unit_fix(token, number, facts, said):
            return fix
        if self._index is None:
            self._index = {}
            for printed, expression in self._printed():
                self._index.setdefault(printed, []).append(expression)
        sign = token[-1] if token[-1] in "%‰" else ""
        found = self._index.get(number.replace(",", "") + sign, []) if not token[0].isalpha() else []
        keys = self._keys(facts)
        near = [item for item in found if self._speaks_of(said, item.split(".")[0], keys)]
        near.sort(key=lambda item: self._strange(item.split(".")[0], keys))
        if near or (found and sum(map(str.isdigit, number)) >= _DISTINCT):
            return f"write {{{{ {(near or found)[0]} }}}}"
        other = "print it from a fact, or declare it in [terms] of briefing.toml with the reason"
        return f"if it is {found[0].split(' ')[0]}, write {{{{ {found[0]} }}}}; else {other}" if found else other

    def _word_fix(self, word: NumberWord, facts: Sequence[Fact], said: str, bears: Bears) -> str:
        """A number word → the fix: a true expectation of what the text speaks of, else how one is written."""
        keys = self._keys(facts)
        known = [subject.key for subject in self._subjects()]
        spoken = [key for key in known if key not in keys and self._speaks_of(said, key, ())]
        likely = (like for key in (*keys, *spoken) for like in examples(word, key))
        true = (like for like in likely if bears(word, like, facts))
        if word.kind == "count":
            like = "".join(f", or as `{like}` if it is that" for like in list(true)[:1])
            told = f"an `expect` that compares with {word.value:g}, as `{example(word)}`{like}"
        else:
            told = f"an `expect` of that number, as `{next(true, example(word))}`"
        return f"print it with an expression, give the text {told}, or declare it in [terms]"

    def _unit_fix(self, token: str, number: str, facts: Sequence[Fact], said: str) -> str:
        """The fix of a numeral that is written as a part of a unit; empty for any other."""
        words = _normal(said)
        for unit in dict.fromkeys(unit for one in self._subjects() for unit in (one.unit, *one.units.values())):
            around = re.search(rf"\S+\s+(?<![\d.,]){re.escape(number)}(?![\d.,]*\d)", _normal(unit))
            if around and around.group() in words:
                return f"write the whole unit, {unit!r}, or declare these words in [terms] of briefing.toml"
        part = _POWER.fullmatch(token) or re.search(_PER.format(re.escape(token)), words)
        typed = next((word.strip("()[],.;:") for word in said.split() if part and token in _normal(word)), "")
        if not typed:
            return ""
        typed = typed if len(typed) <= _UNIT else token  # a language without spaces has no words to part
        level = next((fact.name for fact in facts if fact.measure == "value"), "")
        level = level or f"{next(iter((*self._keys(facts), *sorted(self._book.keys()))), 'visits')}.last"
        what = f"if {typed!r} is a unit, it is not, or no longer, that of any indicator"
        if any(_normal(typed) in _normal(subject.unit) for subject in self._subjects()):
            what = f"if {typed!r} is of a unit"
        return f"{what}: write {{{{ {level} | full }}}} for value and unit; else declare it in [terms] of briefing.toml"

    def _subjects(self) -> Iterator[SubjectFacts]:
        for key in sorted(self._book.keys()):
            with suppress(FactError):  # one that the data refuse prints nothing
                yield self._book.subject(key)

    @staticmethod
    def _keys(facts: Sequence[Fact]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fact.name.split(".")[0] for fact in facts))

    def _speaks_of(self, said: str, key: str, nearby: tuple[str, ...]) -> bool:
        if key in nearby:
            return True
        words = said.casefold()
        names = (key.replace("_", " "), self._book.subject(key).name_in(self._wording.lang))
        return any(name.casefold() in words for name in names)

    def _strange(self, key: str, nearby: tuple[str, ...]) -> bool:
        """Whether a short name is of another place than the edition's, and the text prints nothing of it."""
        return key not in nearby and self._book.entity not in self._book.subject(key).members

    def _printed(self) -> Iterator[tuple[str, str]]:
        for subject in self._subjects():
            for measure in _FIRST:
                yield from self._filtered(_made(subject, measure))
        for subject in self._subjects():
            for year in subject.years:
                yield from self._filtered(_made_at(subject, year))

    def _filtered(self, fact: Fact | None) -> Iterator[tuple[str, str]]:
        if fact is None:
            return
        bare = replace(fact, unit=_bare(fact.unit), units={lang: _bare(unit) for lang, unit in fact.units.items()})
        names = sorted(self._wording.filters, key=lambda name: (name != "value", name == "bare", name))
        for name in names:
            try:
                text = self._wording.filters[name](bare)
            except BriefingError:
                continue
            for match in _NUMBER.finditer(text):
                number = match.group().replace(",", "")
                for printed in dict.fromkeys((number, number + text[match.end() :][:1].strip())):
                    yield printed, f"{fact.name} | {name}"


def _normal(said: str) -> str:
    return "".join(map(normal, said))


def _bare(unit: str) -> str:
    """A unit → without its own numerals, which are no values."""
    return re.sub(r"\d", "#", unit)


def _made(subject: SubjectFacts, measure: str) -> Fact | None:
    try:
        found = getattr(subject, measure)
    except BriefingError:
        return None
    return found if isinstance(found, Fact) else None


def _made_at(subject: SubjectFacts, year: int) -> Fact | None:
    try:
        return subject.at(year)
    except BriefingError:
        return None
