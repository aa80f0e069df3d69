"""What changed since the previous edition, by its ledger: lines of the letter, a table of a section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.compose.blocks.alt_texts import alt
from briefing.compose.composer import Composer
from briefing.compose.language.numeral_rule import date_term
from briefing.compose.language.templates import NAME
from briefing.compose.revised_values import earlier_values, has_vintages, revised_by
from briefing.errors import FactError
from briefing.facts import DAY
from briefing.facts.revisions import RevisionKind, Why, reasons, revisions
from briefing.model.cards import OF_LETTER
from briefing.model.document import Card, Cards, Changed, Part, Table
from briefing.model.fact import Fact, Measure
from briefing.model.period import Period
from briefing.model.text import Run, Text, embolden, plain, text
from briefing.wording.fitting import POINTS
from briefing.wording.rounding import published

_LINES: Final = 8
_DATE: Final = "as-of date of the edition before"
_LEVELS: Final[frozenset[Measure]] = frozenset({"value", "ratio", "rank", "target"})
# A period, a number of periods and a count of places are properties of no indicator, so that nothing names them in a
# list; nor is a revision, which the list tells by itself.
_UNNAMED: Final[frozenset[Measure]] = frozenset({"period", "span", "count", "streak", "revision"})
# Values that stand next to the last one; the last one of the edition before is among them, and is no news.
_COMPARATOR: Final = re.compile(r"\.(?:lag\(|year_ago)")
_EXTREMES: Final = frozenset({"highest", "lowest"})
_FIRST: Final = ".first"  # of a period that rolls forward, the first value is another in each edition
_WITH_UNIT: Final[frozenset[Measure]] = frozenset(
    {"value", "ratio", "target", "change", "pace", "points", "gap", "rest", "mean", "sum", "range"}
)
_FILTERS: Final[Mapping[Measure, str]] = {
    "multiple": "x",
    "change": "signed",
    "pace": "signed",
    "percent": "signed",
    "points": "signed",
    "gap": "signed",
    "growth": "signed",
}


class ChangedNumber(Struct, frozen=True):
    """A number that a reader sees changed: its name, what it was and what it is in words, and why.

    `kind` says how the publisher changed it, `moved` that it is of other periods now. A period that both share is part
    of the name. `by` is the fact of the difference, where a text states it.
    """

    name: Text
    old: Fact
    new: Fact
    was: Text
    now: Text
    reasons: tuple[str, ...]
    kind: RevisionKind | None
    moved: bool
    by: Fact | None = None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that its words print."""
        return (self.new, self.old, *([self.by] if self.by else []))


def changed_numbers(
    composer: Composer, letter_texts: Sequence[Text], parts: Sequence[Part]
) -> tuple[list[ChangedNumber], list[ChangedNumber]]:
    """Return the changed numbers of the letter, and the other changed levels that the edition shows.

    Levels go before what is worked out from them. Nothing where there is no previous edition.
    """
    if composer.previous is None:
        return [], []
    blocks = (block for part in parts for section in part.sections for block in section.blocks)
    cards = [card for block in blocks if isinstance(block, Cards) for card in block.cards]
    labels = {card.slope.series[0].key: card for card in cards}
    texts = [text for card in cards[:OF_LETTER] for text in card.letter_texts] + list(letter_texts)
    shown = dict.fromkeys(run.fact for text in texts for run in text if run.fact in composer.facts)
    headline = sorted((composer.facts[name] for name in shown), key=lambda fact: fact.measure not in _LEVELS)
    others = (fact for name, fact in sorted(composer.facts.items()) if name not in shown and fact.measure in _LEVELS)
    seen: set[tuple[str, ...]] = set()

    def rows(pairs: Iterable[tuple[Fact, Fact | None]]) -> list[ChangedNumber]:
        return [row for new, before in pairs if before and (row := _changed(composer, new, before, labels, seen))]

    before = composer.previous.facts
    found = rows((fact, before.get(fact.name)) for fact in headline)
    found += rows(earlier_values(composer.book, composer.previous))
    found.sort(key=lambda row: row.by is None)  # a period of which the last edition had another value goes first
    rest = rows((fact, before.get(fact.name)) for fact in others)
    confirmed = [row for row in (*found, *rest) if row.kind == "confirmed"]
    return [row for row in found if row not in confirmed], [*(row for row in rest if row not in confirmed), *confirmed]


def changes_heading(composer: Composer) -> Text:
    """Return "What changed since the edition of 31 December 2024"."""
    assert composer.previous is not None
    composer.book.looked_at((DAY,))
    if composer.previous.as_of == composer.edition.as_of:  # the two cannot be distinguished by their dates
        return composer.phrase("changed_since_last")
    date = composer.wording.long_date(composer.previous.as_of)
    return composer.phrase("changed_since", date=(Run(date, term=_DATE),))


def changes_of_letter(composer: Composer, rows: Sequence[ChangedNumber]) -> Changed | None:
    """Return what the letter opens with; None where there is no previous edition."""
    if composer.previous is None:
        return None
    listed = rows[:_LINES]
    rest = () if rows else composer.phrase("changed_none")
    if len(rows) > len(listed):
        count = composer.wording.word(len(rows) - len(listed))
        rest = composer.phrase("changed_more", count=(Run(count, term="count of further numbers"),))
    facts = {
        fact.name: fact
        for row in listed
        for fact in row.facts
        if fact is not composer.facts.get(fact.name) or fact.previous
    }
    ids = {source for fact in facts.values() for source in fact.sources}
    sources = {key: composer.published[key] for key in sorted(ids) if key in composer.published}
    return Changed(changes_heading(composer), tuple(_line(composer, row) for row in listed), rest, facts, sources)


def changes_table(composer: Composer, rows: Sequence[ChangedNumber], finding: Text) -> Table:
    """Return the table of changed numbers that prove a finding; its facts count as used."""
    names = ("changed_name", "changed_old", "changed_new", "changed_why")
    cells = []
    for row in rows:
        for fact in row.facts:
            composer.use(fact)
        why = composer.join([text(composer.wording.joint(", ").join(row.reasons)), _by(composer, row)], ", ")
        cells.append((row.name, _cell(composer, row.old, row.was), _cell(composer, row.new, row.now), why))
    head = tuple(text(composer.wording.phrase(name)) for name in names)
    values = [(*row.name, *composer.joint(": "), *row.was, *text(" → "), *row.now) for row in rows]
    return Table(head, tuple(cells), "lrrl", (42.0, 20.0, 20.0, 18.0), alt=alt(composer, "table", finding, values))


def _cell(composer: Composer, fact: Fact, value: Text) -> Text:
    """Return a number in its cell: a span of years, which may not break at its dash, on a line of its own."""
    opening = composer.wording.joint(" (")
    broken = {opening: f"\n{opening.lstrip()}"} if fact.period is None else {}
    return tuple(replace(run, text=broken.get(run.text, run.text)) for run in value)


def _changed(
    composer: Composer, new: Fact, before: Fact, labels: Mapping[str, Card], seen: set[tuple[str, ...]]
) -> ChangedNumber | None:
    """Return a fact of today as a changed number; None where a reader sees no change, or sees it in another row."""
    key = new.name.partition(".")[0]
    if new.measure in _UNNAMED or key not in composer.edition.subjects or _COMPARATOR.search(new.name):
        return None
    old = _old(new, before)
    seen_revisions = [item for item in revisions(old, new) if item.part != "source"]
    found = [why for why in reasons(old, new) if why != "revised" or seen_revisions]
    kind = next((item.kind for item in seen_revisions), None)
    name = _name(composer, new, key, labels.get(key))
    try:
        form = "times" if new.name in composer.as_times else _FILTERS.get(new.measure, "")
        was, now = _value(composer, old, form), _value(composer, new, form)
    except FactError:  # a ledger that was written by hand: a rank of 1.5
        return None
    dates = [_dates(composer, fact) for fact in (old, new)]
    moved, rolling = "period" in found, has_vintages(new)
    if moved and plain(was) == plain(now) and (rolling or new.measure == "rank"):
        return None
    if moved and rolling and _rolled_on(new, before):
        return None
    level = rolling and new.measure == "value" and len(new.periods) == 1
    by = revised_by(old, new) if level and not moved and kind in ("revised", "corrected") else None
    if by and new.format.decimals is None:
        was, now = (_value(composer, fact, "value", by.decimals) for fact in (old, new))
    if plain(dates[0]) == plain(dates[1]):
        name = composer.join([name, dates[1]], ", ")
    else:
        was, now = (_dated(composer, value, date) for value, date in zip((was, now), dates, strict=True))
    printed = {(plain(name), plain(was), plain(now)), *_published_values(old, new)}
    unseen = plain(was) == plain(now) and not (level and kind == "confirmed")
    if not found or unseen or printed & seen:
        return None
    seen |= printed
    found = ["period"] if rolling and moved else found  # the next month is no revision of this one
    whys = tuple(_why(composer, why, old, new) for why in found)
    return ChangedNumber(name, old, new, was, now, whys, kind, moved, by)


def _published_values(old: Fact, new: Fact) -> Iterator[tuple[str, ...]]:
    """Yield which published value took the place of which, under whatever short name; an extreme is named as one."""
    if new.measure == "value" and len(new.observations) == len(old.observations) == 1 and not _extreme(new):
        (row,) = new.observations
        yield row.indicator, row.entity, row.series, str(row.period), str(old.observations[0].period)


def _rolled_on(new: Fact, before: Fact) -> bool:
    """Whether a value is another because the period of the edition begins later: its first, or its highest or lowest
    that the edition before knew."""
    return new.name.endswith(_FIRST) or (_extreme(new) != "" and new.period in before.periods)


def _extreme(fact: Fact) -> str:
    op = fact.tree.get("op", "") if fact.tree is not None else ""
    return op if op in _EXTREMES else ""


def _old(new: Fact, before: Fact) -> Fact:
    """Return the old value of a fact, as the previous ledger has it, in the form of the new one.

    A value of the same period has the decimals with which it was published, so that a revision is seen.
    """
    as_published = new.measure in ("value", "target") and before.periods == new.periods
    return replace(
        before,
        name=f"previous({new.name})",
        measure=new.measure,
        decimals=max(new.decimals, published(before.value)) if as_published else new.decimals,
        indicator=new.indicator,
        entity=new.entity,
        period=_own_period(before) if new.period is not None and before.periods else None,
        units=new.units if before.unit == new.unit else {},
    )


def _own_period(before: Fact) -> Period:
    """Return the period of an old value: the last that it rests on, of the highest or lowest of several its own."""
    if _extreme(before):
        return next((row.period for row in before.observations if row.value == before.value), before.periods[-1])
    return before.periods[-1]


def _value(composer: Composer, fact: Fact, form: str, *decimals: int) -> Text:
    """Return the run of a fact by a filter, or by the default of its measure."""
    words = composer.wording.filters[form](fact, *decimals) if form else composer.wording.default(fact)
    return (Run(words, fact=fact.name),)


def _dates(composer: Composer, fact: Fact) -> Text:
    """Return the period of a fact; of a change against another period its last, of several the first and the last."""
    if fact.period is not None and not fact.window:
        return (Run(composer.wording.dated(fact.period), fact=fact.name),)
    ends = fact.window or _ends(fact)
    return (Run(composer.wording.dated(*ends), term=date_term(ends[0])),) if ends else ()


def _ends(fact: Fact) -> tuple[Period, Period] | None:
    own = fact.periods
    if not own:
        return None
    return own[-1] if fact.basis or own[0].frequency != own[-1].frequency else own[0], own[-1]


def _dated(composer: Composer, value: Text, date: Text) -> Text:
    return (*value, *composer.joint(" ("), *date, *composer.joint(")")) if date else value


def _name(composer: Composer, fact: Fact, key: str, card: Card | None) -> Text:
    """Return what a fact is: "Patent density, multiple"; the card's label and unit where it has a card."""
    subject = composer.book.subject(key)
    label = card.label if card else composer.declared(composer.names.measure(subject), NAME)
    entity = fact.entity or subject.entity
    if entity != subject.entity:
        label = (*label, *composer.joint(" ("), *composer.declared(composer.names.place(entity), NAME))
        label += composer.joint(")")
    parts = [label]
    derived = fact.measure not in _LEVELS or fact.measure == "target"
    if derived or (fact.measure == "rank" and subject.unit != "rank"):
        words = composer.wording.phrase(f"changed_{fact.measure}")
        parts.append(text(composer.wording.with_basis(words, fact) if fact.basis else words))
    if _extreme(fact) and has_vintages(fact):
        parts.append(text(composer.wording.phrase(f"changed_{_extreme(fact)}")))
    if fact.measure in _WITH_UNIT:
        parts.append(_unit(composer, fact, card))
    joined = composer.join(parts, ", ")
    return tuple(replace(run, text=run.text.replace("\n", " "), bold=False) for run in joined)


def _unit(composer: Composer, fact: Fact, card: Card | None) -> Text:
    if card and fact.measure == "value":
        return card.unit
    if fact.unit == POINTS:
        return text(composer.wording.phrase("changed_in_points"))
    return composer.declared(composer.wording.unit_words(fact), NAME)


def _why(composer: Composer, why: Why, old: Fact, new: Fact) -> str:
    if why != "period" or not new.periods:
        return composer.wording.phrase(f"why_{why}")
    last = new.periods[-1]
    earlier = old.periods[-1] if old.periods else last
    later = last.frequency != earlier.frequency or last > earlier
    return composer.wording.phrase_of_time("why_later" if later else "why_period", last.frequency)


def _by(composer: Composer, row: ChangedNumber) -> Text:
    """Return by how much a value was revised, as "down 0.71"."""
    return (Run(composer.wording.filters["up"](row.by), fact=row.by.name),) if row.by else ()


def _line(composer: Composer, row: ChangedNumber) -> Text:
    name = embolden(row.name)
    if row.by:
        return composer.phrase(
            f"changed_line_{row.kind}_by", name=name, old=row.was, new=row.now, by=_by(composer, row)
        )
    # after a new period a reader expects another number; without one, it is the publisher's doing
    key = f"changed_line_{row.kind}" if row.kind and not row.moved else "changed_line"
    return composer.phrase(key, name=name, old=row.was, new=row.now)
