"""The note below the table of headline figures: how they are worked out, and from which sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.brief.brief_context import BriefContext
from briefing.model.document import Cards, Document, Section
from briefing.model.fact import Fact
from briefing.model.text import Text, join, plain, text


def method_note(
    context: BriefContext,
    ends: tuple[Text, ...],
    printed: list[Fact],
    cited: Text,
    calculated: Sequence[str],
    *,
    multiples: bool,
) -> Text:
    """How multiples and compound rates are worked out, where any are printed, with the years that all of them share;
    else how changes are, as those that are `printed` above it; the rows of the table whose values are `calculated`, by
    their names; and the numbers of the sources that all others have, where no column has them."""
    joint = context.wording.joint
    notes = []
    if multiples and ends:
        notes.append(context.phrase("multiple_note", first=plain(ends[0]), last=plain(ends[1])))
    elif multiples:
        notes.append(context.phrase("multiple_note_dated"))
    facts = context.document.facts.values()
    rates = [fact for fact in facts if fact.measure == "growth" and not fact.basis and not fact.spans_a_year]
    durations = {context.wording.duration(fact.periods[0], fact.periods[-1]) for fact in rates if fact.periods}
    if len(durations) == 1:
        notes.append(context.phrase("growth_note", duration=durations.pop()))
    elif durations:
        notes.append(context.phrase("growth_note_dated"))
    changes = {fact.measure for fact in printed} or ({fact.measure for fact in facts} if not notes else set())
    if not changes.isdisjoint(("change", "points")):
        notes.append(context.phrase("change_note"))
    if any(fact.measure == "percent" for fact in printed):
        notes.append(context.phrase("percent_note"))
    if any(fact.basis == "annual rate" for fact in facts):
        notes.append(context.phrase("annual_note"))
    unrounded = context.phrase("unrounded")
    noted = any(unrounded in plain(section.note_line) for section in _of_cards(context.document))
    after = joint(" ") + unrounded if noted and changes else ""
    calculation = f"{context.phrase('calculation')}{joint(': ')}{joint('; ').join(notes)}{joint('.')}{after}"
    parts = [text(calculation, term="period of the edition")] if notes else []
    if calculated:
        parts.append(_rows_calculated(context, calculated, also=bool(notes)))
    if cited:
        from_them = context.phrase("rows_from_others" if calculated else "rows_from", numbers="{}")
        before, behind = from_them.split("{}")
        parts.append((*text(before), *cited, *text(behind)))
    return join(parts, joint(" "))


def _rows_calculated(context: BriefContext, calculated: Sequence[str], *, also: bool) -> Text:
    """Return the sentence with the names of rows whose values are calculated, as the table has them: `also` behind one
    that says how changes are worked out."""
    joint = context.wording.joint
    names = joint("; ").join(calculated)
    if also:
        return text(context.phrase("rows_calculated", names=names), term="names of rows")
    return text(f"{context.phrase('calculation')}{joint(': ')}{names}{joint('.')}", term="names of rows")


def _of_cards(document: Document) -> Iterator[Section]:
    """Return the sections whose cards give the headline figures."""
    return (section for section in document.sections if any(isinstance(block, Cards) for block in section.blocks))
