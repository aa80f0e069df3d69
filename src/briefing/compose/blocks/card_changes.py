"""The changes that a card prints in words, each with its arrow and what it is against.

What did not double gives its change in %, as nobody says that something is 0.42 times what it was, and so does a card
that asks for it. What has no multiple, as an indicator of which a value is below zero or a percentage, gives its change
in its unit. In place of a change of a percentage that is not the difference of the two values as they are printed, or
of values that are printed alike, stands the earlier value: "from 2.4% in May". Other changes are of the values before
rounding, which the note of their section says where it shows.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from briefing.compose.blocks.chart_notes import gap_words
from briefing.compose.blocks.chart_series import value_at
from briefing.compose.blocks.row_charts import change_of, has_ratio
from briefing.compose.composer import Composer
from briefing.compose.language.templates import NAME
from briefing.errors import FactError
from briefing.facts import SubjectFacts
from briefing.model.block_specs import CardSpec
from briefing.model.document import Card
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.text import Text, embolden, plain, text
from briefing.wording.fitting import POINTS, is_age, is_percentage
from briefing.wording.rounding import rounded

DOUBLED: Final = 2.0
_HUNDRED: Final = 100  # per cent, from which a change has three digits before its decimals
_ARROWS: Final = {1: "▲", -1: "▼", 0: "="}  # as a change is known by its sign too
_CHANGE: Final = "\x00"  # in place of a change, among the words that say what it is against
_DIFFERENCES: Final = ("change", "points")


def yearly_changes(
    composer: Composer,
    card: Card,
    subject: SubjectFacts,
    places: tuple[int | None, int | None],
    name: Text,
    spec: CardSpec,
) -> Card:
    """Return a card with its change from the first value, printed with so many decimals, and on the year before.

    "Since" a year would mean until now, and newer values than those of periods chosen for the card may be known.
    """
    chosen = spec.period is not None
    first, last = subject.first, subject.last
    early, late = places
    ratio = _is_relative(subject)
    doubled = ratio and not spec.change and subject.multiple.value >= DOUBLED
    if doubled:
        step = composer.print(composer.use(subject.multiple, name), "x")
    elif ratio:
        percent = composer.use(subject.percent, name)
        step = composer.print(percent, "signed", *_whole(percent))
    else:
        step = _step(composer, subject, early, late)
    since = composer.period(first.value_period, first)
    arrow = text(f"{_ARROWS[_sign(subject.change.value)]} ")
    before = composer.print(first, "value", early, True)
    if any(run.fact for run in step):
        changes = [(*arrow, *_since(composer, subject, step, since, doubled=doubled, chosen=chosen))]
    else:  # an arrow alone, as the values are not printed with their difference
        equal = plain_sign(step) == _ARROWS[0]
        level = embolden(composer.print(first, "unit" if is_percentage(first.unit) else "value", early))
        words = composer.phrase("value_in" if equal else "change_from", value=level, year=since)
        changes = [(*step, *text(" "), *words)]
    if first.value_period + 1 < last.value_period:
        changes += _on_year_before(composer, subject, name, spec)
    card = replace(card, ends=(composer.phrase("dated_value", year=card.ends[0], value=before), card.ends[1]))
    return replace(
        card, changes=tuple(changes), base=first, first=before, multiple=step, times=doubled, from_first=True
    )


def _since(composer: Composer, subject: SubjectFacts, step: Text, since: Text, *, doubled: bool, chosen: bool) -> Text:
    """Return the change from the first value in words: "on" that period as a change in % with the verb of languages
    that say one, and where the last of `chosen` periods stands next to the value that the card shows; else "since" it.
    """
    counted = is_age(subject.last.unit) and plain(step)[1:] != "1"  # a unit has no form for one
    if counted and any(run.fact == subject.change.name for run in step):
        step = composer.join([step, composer.declared(composer.wording.unit_words(subject.change), NAME)], " ")
    verb = composer.wording.phrase("change_verb")
    if verb and not doubled and _is_relative(subject):
        step = composer.print(composer.use(subject.percent), "moved", verb, *_whole(subject.percent))
        return composer.phrase("change_on", change=embolden(step), year=since)
    if not chosen:
        return composer.phrase("times_since" if doubled else "change_since", change=embolden(step), first=since)
    if not doubled and not verb:
        return composer.phrase("change_on", change=embolden(step), year=since)
    last = composer.period(subject.last.value_period, subject.last)
    key = "times_between" if doubled else "change_between"
    return composer.phrase(key, change=embolden(step), first=since, last=last)


def _is_relative(subject: SubjectFacts) -> bool:
    """Whether a change from the first value is in % or a multiple; not where any place is below zero, as the cards of
    all then give their change, so that they can be compared."""
    return has_ratio(subject.first, subject.last) and not subject.below_zero


def _whole(percent: Fact) -> tuple[int, ...]:
    """Return that a change has no decimals where a bound is all that is known of it, which is no exact figure."""
    return (0,) if percent.qualifier in ("≥", "≤") and abs(percent.value) >= 1 else ()


def dated_changes(composer: Composer, card: Card, subject: SubjectFacts, name: Text) -> Card:
    """Return a card of months or other periods within years with its changes on the period before and on a year
    before. Of months and quarters that may or may not be adjusted for seasons it has the latter alone."""
    last = subject.last
    on_year = _changed(composer, subject, name, subject.on_year, lambda: last.value_period.year_before)
    levels = last.measure != "ratio"  # as changes on a year before, which have no season
    unsaid = last.value_period.frequency.unit in ("month", "quarter") and levels and not subject.adjustment
    changes = [] if unsaid and on_year else [*_on_previous(composer, subject, name)]
    if not on_year:
        return replace(card, changes=tuple(changes))
    words, base, given = on_year
    before = composer.print(base, "value", last.decimals, True)
    return replace(card, changes=(*changes, words), base=base, first=before, multiple=given)


def _on_year_before(composer: Composer, subject: SubjectFacts, name: Text, spec: CardSpec) -> list[Text]:
    """Return the change of the last value on that of the year before: a multiple where it doubled, as from the first
    value; that there is none, of a series that has values of two years in a row."""
    last = subject.last
    before = value_at(subject, last.value_period - 1)
    if before is None:
        known = set(subject.periods)
        if not any(period + 1 in known for period in known):
            return []
        return [composer.phrase("no_value_in", year=composer.period(last.value_period - 1))]
    comparable = has_ratio(before, last) and not subject.below_zero
    if spec.change or not comparable or last.value < DOUBLED * before.value:
        return _on_previous(composer, subject, name)
    try:
        multiple = subject.between(before.value_period, last.value_period).multiple
    except FactError:
        return _on_previous(composer, subject, name)
    times = embolden(composer.print(composer.use(multiple, name), "x"))
    words = composer.phrase("times_since", change=times, first=composer.period(before.value_period, before))
    return [(*text(f"{_ARROWS[1]} "), *words)]


def _on_previous(composer: Composer, subject: SubjectFacts, name: Text) -> list[Text]:
    found = _changed(composer, subject, name, subject.on_previous, lambda: subject.last.value_period - 1)
    return [found[0]] if found else []


def _changed(
    composer: Composer,
    subject: SubjectFacts,
    name: Text,
    change: Callable[[str], Fact],
    base: Callable[[], Period],
) -> tuple[Text, Fact, Text] | None:
    """Return a change of the last value in words, the value that it is against, and the change alone; a gap in place
    of that value is noted.

    What may be below zero changes in its unit: 0.59 after 5.01 is 4.42 less, and nobody says −88%.
    """
    last = subject.last
    differs = subject.below_zero or is_age(last.unit)
    how = "change" if differs and not (is_percentage(last.unit) or last.rate) else ""
    try:
        fact, before = change(how), value_at(subject, base())
    except FactError:
        with suppress(FactError):
            if gap := subject.missing(base()):
                composer.remark(composer.join([name, gap_words(composer, gap)], ", "))
        return None
    return None if before is None else (*_words(composer, fact, last, before),)


def _words(composer: Composer, fact: Fact, last: Fact, base: Fact) -> tuple[Text, Fact, Text]:
    """Return a change in words; in place of one that is not the difference of the values as printed, "from 2.4% in May
    2025"; a change that rounds to nothing in the decimals of the value is called so."""
    differs = fact.measure in _DIFFERENCES and not last.format.scale
    places = (last.decimals,) if differs else ()
    if places:
        step = rounded(last.value, *places, last.qualifier) - rounded(base.value, *places, base.qualifier)
        if step != rounded(fact.value, *places, fact.qualifier) and (is_percentage(last.unit) or not step):
            arrow = text(f"{_ARROWS[_sign(step)]} ")
            level = embolden(composer.print(base, "unit" if is_percentage(base.unit) else "value", *places))
            dated = composer.period(base.value_period, base)
            words = composer.phrase("change_from" if step else "value_in", value=level, year=dated)
            return (*arrow, *words), base, arrow[:-1] or text(_ARROWS[_sign(step)])
    if fact.measure == "percent" and abs(fact.value) >= _HUNDRED:
        places = (0,)
    seen = any(digit in composer.wording.say("up", fact, *places) for digit in "123456789")
    given = composer.print(fact, "signed" if seen else "up", *places)
    yearly = last.value_period.frequency.unit == "year"  # next to a change since the first year, in pp too
    key = "in_points" if yearly else "points_more"
    signed = composer.phrase(key, change=given) if seen and fact.unit == POINTS else given
    arrow = text(f"{_ARROWS[_sign(fact.value)]} ") if seen else ()
    if base.value_period.frequency.unit == "year" and fact.basis == "previous":
        dated = composer.period(base.value_period, base)
        verb = composer.wording.phrase("change_verb")  # "" in languages whose changes have a sign alone
        signed = composer.print(fact, "moved", verb, *places) if verb and seen and fact.measure == "percent" else signed
        return (*arrow, *composer.phrase("change_on", change=embolden(signed), year=dated)), base, given
    before, _, after = composer.wording.with_basis(_CHANGE, fact, "short").partition(_CHANGE)
    return (*arrow, *text(before), *embolden(signed), *text(after)), base, given


def _step(composer: Composer, subject: SubjectFacts, early: int | None, late: int | None) -> Text:
    """Return the change between two values printed with so many decimals: an arrow alone where it is not the
    difference of two percentages as printed, or these are printed alike."""
    ends = [(subject.first, early), (subject.last, late)]
    digits = [(fact, fact.format.decimals if places is None else places) for fact, places in ends]
    known = [places for fact, places in digits if places is not None and not fact.format.scale]
    if len(known) == len(ends):
        first, last = (rounded(fact.value, places or 0, fact.qualifier) for fact, places in digits)
        step, turned = last - first, is_percentage(subject.last.unit) or first == last
        if turned and step != rounded(subject.change.value, max(known), subject.change.qualifier):
            return text(_ARROWS[_sign(step)])
    return change_of(composer, subject, None if early is None or late is None else max(early, late))


def plain_sign(step: Text) -> str:
    """Return the text of an arrow."""
    return step[0].text


def _sign(step: float | Decimal) -> int:
    return (step > 0) - (step < 0)
