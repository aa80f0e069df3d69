"""A composed text, what it prints and what its expectations fix → what is wrong with its signs and directions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from briefing.compose.language.expectations import Implied
from briefing.compose.prose.directions import Governed, Wrong, is_change, read, unsigned
from briefing.model.fact import Fact
from briefing.wording.fitting import CHANGES, DEFAULTS, fits

if TYPE_CHECKING:
    from briefing.compose.language.templates import Printed
    from briefing.model.text import Text
    from briefing.wording import DirectedWording

GIVE: Final = ", or give the text "  # what begins the way out that only a text of the story has


def present(fact: Fact, wording: DirectedWording) -> str:
    """A fact → its value for a message, a change with its sign."""
    if fact.measure == "year":
        return str(int(fact.value))
    return wording.say("signed", fact) if fact.measure in CHANGES else wording.default(fact)


def faults(
    text: Text,
    printed: Sequence[Printed],
    implied: Implied,
    wording: DirectedWording,
    names: re.Pattern[str] | None,
) -> Iterator[tuple[str, str]]:
    """→ (what, fix) for each word that says another direction than the data, and each sign that is lost; `names` are
    those in which such a word says nothing."""
    words = wording.language.direction_words
    found = read(text, printed, words, names) if words else None
    wrong = list(found.wrong()) if found else []
    told = {fact.name for item in wrong for fact in item.facts}
    for item in wrong:
        yield _contradicted(item, wording)
    for one in printed:
        if one.fact.name in told or not unsigned(one):
            continue
        told.add(one.fact.name)
        verb = found.governing(one.fact) if found else None
        hidden = wording.hides_sign(one.name or DEFAULTS.get(one.fact.measure, "value"), one.fact)
        if (hidden or verb) and {-1, 1} <= implied.signs(one.fact):
            yield _unsettled(one.fact, verb, wording)


def _contradicted(one: Wrong, wording: DirectedWording) -> tuple[str, str]:
    if len(one.facts) == 1:
        (fact,) = one.facts
        what = f"{one.word!r} stands with {fact.name}, which is {present(fact, wording)}"
        if fact.rate:
            return what, f"leave {one.word!r} out, and write {{{{ {fact.name} | moved }}}}"
        if not is_change(fact):
            return what, "write a word without direction before it, as 'was', or choose with `when:` and `otherwise:`"
        by = _filter(fact, Governed(0, one.word, one.kind), wording)
        return what, f"change the words, or write {by} in their place"
    first, second = one.facts
    values = " and ".join(f"{fact.name} = {present(fact, wording)}" for fact in (first, second))
    return f"{one.word!r} stands with {values}", "change the word, or choose with `when:` and `otherwise:`"


def _unsettled(fact: Fact, verb: Governed | None, wording: DirectedWording) -> tuple[str, str]:
    what = f"{fact.name} is {present(fact, wording)} now, and the text does not say its sign, which may turn"
    ways = [f"write {_filter(fact, verb, wording)} in place of words and number", f"{{{{ {fact.name} | signed }}}}"]
    if verb is None:
        ways = [f"write {ways[1]}", f"{ways[0].removeprefix('write ')}"]
    sign = "<" if fact.value < 0 else ">" if fact.value > 0 else "=="
    if fact.qualifier in "=≈" or (fact.qualifier == "≥") == (fact.value > 0):
        return what, f"{', or '.join(ways)}{GIVE}`expect: {fact.name} {sign} 0`"
    return what, ", or ".join(ways)


def _filter(fact: Fact, verb: Governed | None, wording: DirectedWording) -> str:
    """The expression that prints a change with its direction, by the word that an author chose for it."""
    name = {"after": "compared", "near": "up"}.get(verb.kind, "moved") if verb else "moved"
    if verb and verb.word.endswith(" of"):
        name = "movement"  # "a rise of 5%"
    for own, pairs in wording.language.directions.items():
        for at, (pair, words) in enumerate(pairs.items()):
            said = {words.up, words.down, words.up_plural, words.down_plural}
            if verb and verb.word.lower() in said and fits(own, fact):
                return f"{{{{ {fact.name} | {own}{f'({pair!r})' if at else ''} }}}}"
    return f"{{{{ {fact.name} | {name if fits(name, fact) else 'moved'} }}}}"
