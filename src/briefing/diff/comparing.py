"""Compares the contents of two files: what changed from the first to the second."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Final, get_args

from msgspec.structs import replace

from briefing.diff.changes import Changes, ClaimChange, NumberChange, Side, SourceChange
from briefing.diff.edition_content import EditionContent
from briefing.errors import Finding
from briefing.facts.revisions import RevisionKind, reasons, record_revisions, revisions
from briefing.model.dataset import Observation, Qualifier, Target
from briefing.model.fact import Fact
from briefing.model.period import YEAR, Frequency, Period
from briefing.proof.reading.ledger_reader import Claim, LedgerSource
from briefing.wording import languages, of
from briefing.wording.period_labels import LabelForm
from briefing.wording.rounding import exact, rounded

_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
# Powers of ten between a value and its printed form in another unit or with a scale word: 28,300 is 2.83万, and 3,000
# billion are 3万亿.
_SHIFTS: Final = (0, 1, 2, -2, -3, -4, -8)
_DATE: Final = re.compile(r"\d{4}|[A-Z][a-z]+ \d{4}|Q[1-4] \d{4}|\d{4}年(?:\d{1,2}月)?")
_REVISED: Final = frozenset(get_args(RevisionKind))
_BOUNDS: Final[tuple[Qualifier, ...]] = ("=", "≥", "≤")


def compare(old: EditionContent, new: EditionContent) -> Changes:
    """Return the changes between two files, with warnings if their editions are different ones."""
    same = bool(old.content_hash) and old.content_hash == new.content_hash
    lacking = [one for one in (old, new) if one.claims is None]
    return Changes(
        old=_side(old),
        new=_side(new),
        same=same,
        numbers=() if same else tuple(_numbers(old, new)),
        claims=None if lacking else () if same else tuple(_claims(old.claims or (), new.claims or ())),
        sources=None if old.sources is None or new.sources is None else tuple(_sources(old.sources, new.sources)),
        warnings=(*old.warnings, *new.warnings, *_other_edition(old, new)),
        revisions=() if same else record_revisions(_published(old), _published(new)),
    )


def _published(one: EditionContent) -> Iterator[Observation | Target]:
    """Yield the records that the facts of a file rest on."""
    for fact in (one.facts or {}).values():
        yield from fact.observations
        yield from fact.targets


def _side(one: EditionContent) -> Side:
    recorded: dict[Frequency, list[Period]] = {}
    for record in _published(one):
        if isinstance(record, Observation):
            recorded.setdefault(record.period.frequency, []).append(record.period)
    span = ", ".join(of("en").range(min(periods), max(periods)) for periods in recorded.values())
    return Side(one.name, one.read, one.slug, one.lang, one.as_of, f"values of {span}" if span else "")


def _other_edition(old: EditionContent, new: EditionContent) -> Iterator[Finding]:
    for what, was, now in (("edition", old.slug, new.slug), ("language", old.lang, new.lang)):
        if was and now and was != now:
            message = f"it tells another {what} than {old.name}: {now}, not {was}"
            yield Finding(new.name, message, "compare two files of one edition in one language", "warning")


# Numbers


def _numbers(old: EditionContent, new: EditionContent) -> Iterator[NumberChange]:
    """Yield changed facts, then those of one edition alone; each kind by name.

    A deck does not store the facts that only charts show, so none is taken to be missing from it.
    """
    both = sorted(old.names & new.names)
    yield from (found for name in both if (found := _number(name, old, new)) is not None)
    if old.facts is not None and new.facts is not None:
        for name in sorted(_shown(new, old) - old.names):
            yield _alone("added", name, new)
        for name in sorted(_shown(old, new) - new.names):
            yield _alone("removed", name, old)


def _shown(one: EditionContent, other: EditionContent) -> set[str]:
    """Return the facts that a file could share with the other: a brief holds none that only claims rest on."""
    return one.names if other.prints else one.names & (one.prints.keys() or one.names)


def _alone(kind: str, name: str, one: EditionContent) -> NumberChange:
    assert one.facts is not None
    fact, words = one.facts[name], _words(one, name)
    if kind == "added":
        return NumberChange("added", name, None, fact.value, fact.unit, "", words)
    return NumberChange("removed", name, fact.value, None, fact.unit, words, "")


def _number(name: str, old: EditionContent, new: EditionContent) -> NumberChange | None:
    """Return how a fact that is in both files changed; None if it did not."""
    if old.facts is None or new.facts is None:
        return _printed(name, old, new)
    before, after = old.facts[name], new.facts[name]
    why, revised = reasons(before, after), revisions(before, after)
    figures = [(f"{one.value:.12g}", one.unit, one.qualifier) for one in (before, after)]
    # a span of nine years is the same when the value at its end is revised
    untouched = figures[0] == figures[1] and set(why) <= _REVISED and any(one.part == "value" for one in revised)
    if not why or untouched or (figures[0] == figures[1] and _rolled_on(before, after)):
        return None
    spans = _span(before), _span(after)
    was, now = _pair(name, old, new)
    return NumberChange("changed", name, before.value, after.value, after.unit, was, now, why, spans, revised)


def _rolled_on(old: Fact, new: Fact) -> bool:
    """Whether a number of several months, as the highest of two years, now looks along others."""
    several = all(len(one.periods) > 1 and one.periods[-1].frequency != YEAR for one in (old, new))
    return several and old.periods != new.periods


def _span(fact: Fact) -> str:
    if not fact.periods:
        return ""
    first, last = fact.periods[0], fact.periods[-1]
    return of("en").range(first if first.frequency == last.frequency else last, last)


def _printed(name: str, old: EditionContent, new: EditionContent) -> NumberChange | None:
    """Return how the words of a fact changed, of which one file holds no more than the words."""
    facts = [one.facts[name] if one.facts is not None else None for one in (old, new)]
    before, after = (one.prints.get(name, ()) for one in (old, new))
    if facts[0] is None and facts[1] is None:
        removed = sorted((one for one in before if one not in after), key=_is_date)
        added = sorted((one for one in after if one not in before), key=_is_date)
        if not removed or not added:
            return None
        return NumberChange("changed", name, None, None, "", ", ".join(removed), ", ".join(added), ("print",))
    fact = facts[0] or facts[1]
    assert fact is not None
    lang = (old if facts[0] is None else new).lang
    wrong = [words for words in (before if facts[0] is None else after) if not _may_print(words, fact, lang)]
    if not wrong:
        return None
    values = [one.value if one else None for one in facts]
    words = [_words(one, name) if known else ", ".join(wrong) for one, known in zip((old, new), facts, strict=True)]
    return NumberChange("changed", name, values[0], values[1], fact.unit, words[0], words[1], ("print",))


def _is_date(words: str) -> bool:
    """Return whether words look like a year or a month, which follows the value."""
    return _DATE.fullmatch(words) is not None


def _may_print(words: str, fact: Fact, lang: str) -> bool:
    """Return whether words may print a fact: its value rounded in any direction, or a period of its records.

    Words without digits may.
    """
    found = _NUMBER.search(words)
    if found is None:
        return True
    digits = found.group().replace(",", "")
    if digits in map(str, fact.periods) or any(name in words for name in _period_names(fact, lang)):
        return True
    return _is_value(Decimal(digits), fact.value)


def _period_names(fact: Fact, lang: str) -> Iterator[str]:
    """Yield the names of the periods of a fact but of its years."""
    wording = of(lang if lang in languages() else "en")
    ends = [end for end in (*fact.periods, *(fact.window or ())) if end.frequency != YEAR]
    yield from (wording.label(end, form) for end in ends for form in get_args(LabelForm))


def _is_value(printed: Decimal, value: float) -> bool:
    places = -int(printed.as_tuple().exponent)
    size = abs(exact(value))
    return any(rounded(size.scaleb(shift), places, bound) == printed for shift in _SHIFTS for bound in _BOUNDS)


def _pair(name: str, old: EditionContent, new: EditionContent) -> tuple[str, str]:
    """Return the words of a fact in both files, printed in one way, or its values if they are in two languages."""
    lang = old.lang if old.lang == new.lang else "en"
    before, after = (_value_prints(one, name) for one in (old, new))
    if old.lang != new.lang or not before or not after:
        return _value(old, name, lang), _value(new, name, lang)
    for words in before:
        alike = [other for other in after if _wordless(other) == _wordless(words)]
        if alike and words not in alike:
            return words, alike[0]
    was, now = _words(old, name), _words(new, name)
    if was == now or set(before) & set(after):
        return _value(old, name, lang), _value(new, name, lang)
    return was, now


def _value_prints(one: EditionContent, name: str) -> list[str]:
    """Return the printed forms of a fact that hold its value in digits, and not its year alone."""
    assert one.facts is not None
    numbers = [(words, _NUMBER.search(words)) for words in one.prints.get(name, ())]
    value = one.facts[name].value
    return [words for words, found in numbers if found and _is_value(Decimal(found[0].replace(",", "")), value)]


def _words(one: EditionContent, name: str) -> str:
    """Return a fact as its edition prints it, else its value and unit."""
    if one.facts is None:
        return ", ".join(one.prints.get(name, ()))
    return next(iter(_value_prints(one, name)), _value(one, name, one.lang))


def _value(one: EditionContent, name: str, lang: str) -> str:
    assert one.facts is not None
    fact, value = one.facts[name], float(f"{one.facts[name].value:.6g}")
    wording = of(lang if lang in languages() else "en")
    if fact.period is not None:
        return wording.dated(fact.period)
    if fact.unit in ("year", "rank"):
        return f"{value:.12g}"
    printed = replace(fact, value=value)
    return wording.x(printed, 6) if fact.measure == "multiple" else wording.full(printed)


# Claims

_Key = Callable[[Claim], tuple[str, ...]]
# From the same claim to the same place: claims that agree are paired, and the rest is compared by the next key.
_ALIKE: Final[tuple[_Key, ...]] = (
    lambda claim: (claim.place, claim.text, claim.expect),
    lambda claim: (claim.place, _wordless(claim.text), claim.expect),
    lambda claim: (_wordless(claim.text), claim.expect),
    lambda claim: (claim.place, claim.expect),
    lambda claim: (claim.place, _wordless(claim.text)),
    lambda claim: (_wordless(claim.text),),
    lambda claim: (claim.expect,),
)


def _wordless(text: str) -> str:
    """Return a text without its numbers, which are compared by themselves."""
    return _NUMBER.sub("#", text)


def _claims(old: tuple[Claim, ...], new: tuple[Claim, ...]) -> Iterator[ClaimChange]:
    """Yield the changes of the story's claims in the order of the new story, dropped ones last."""
    pairs: dict[int, int] = {}
    left = dict(enumerate(old))
    for key in _ALIKE:
        waiting: dict[tuple[str, ...], list[int]] = {}
        for at, claim in left.items():
            waiting.setdefault(key(claim), []).append(at)
        for at, claim in enumerate(new):
            if at not in pairs and waiting.get(key(claim)):
                pairs[at] = waiting[key(claim)].pop(0)
        left = {at: claim for at, claim in left.items() if at not in pairs.values()}
    for at, claim in enumerate(new):
        if at not in pairs:
            yield ClaimChange("added", claim.place, claim.text, claim.expect)
        else:
            yield from _claim(old[pairs[at]], claim)
        if not claim.holds and (at not in pairs or old[pairs[at]].holds):
            yield ClaimChange("now false", claim.place, claim.text, claim.expect)
        elif at in pairs and claim.holds and not old[pairs[at]].holds:
            yield ClaimChange("now true", claim.place, claim.text, claim.expect)
    for claim in left.values():
        yield ClaimChange("dropped", claim.place, claim.text, claim.expect)


def _claim(old: Claim, new: Claim) -> Iterator[ClaimChange]:
    if _wordless(old.text) != _wordless(new.text):
        yield ClaimChange("text", new.place, new.text, new.expect, old.text)
    if " ".join(old.expect.split()) != " ".join(new.expect.split()):
        yield ClaimChange("expectation", new.place, new.text, new.expect, old.expect)


# Sources


def _sources(old: Mapping[str, LedgerSource], new: Mapping[str, LedgerSource]) -> Iterator[SourceChange]:
    for key in sorted(new.keys() - old.keys()):
        yield SourceChange("added", key, _named(new[key]))
    for key in sorted(old.keys() - new.keys()):
        yield SourceChange("removed", key, _named(old[key]))
    for key in sorted(old.keys() & new.keys()):
        pairs = [(part, getattr(old[key], part), getattr(new[key], part)) for part in LedgerSource.__struct_fields__]
        parts = tuple((part, was, now) for part, was, now in pairs if was != now)
        if parts:
            yield SourceChange("changed", key, _named(new[key]), parts)


def _named(one: LedgerSource) -> str:
    return ", ".join(part for part in (one.publisher, one.title, one.published, one.url) if part)
