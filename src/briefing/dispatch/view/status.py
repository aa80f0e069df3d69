"""The ledger → one HTML page for the operator: what needs somebody, what is due next, the last runs, recent events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Connection

from briefing.assets import asset
from briefing.dispatch.ledger import occurrences
from briefing.dispatch.machine import is_process
from briefing.dispatch.nouns import Definition, Delivery, Event, Occurrence
from briefing.dispatch.view import reading
from briefing.dispatch.view.listing import coming
from briefing.dispatch.view.matters import headline, matters
from briefing.dispatch.view.plaintext import clean, counted, day, local
from briefing.dispatch.view.reading import Wanted
from briefing.dispatch.view.words import HELD, STAGES, STATES, Tone, Word, said, tallied

_RUNS: Final = 15
_EVENTS: Final = 25
_READ: Final = 500
_APPROVAL: Final = "waits for approval"  # as the ledger tells it
# Words of what happens to a delivery, and to anything else.
_WORDS: Final[Mapping[bool, Mapping[str, Word]]] = {
    True: {str(state): word for state, word in STATES.items()},
    False: {str(stage): word for stage, word in STAGES.items()},
}


class Run(Struct, frozen=True):
    """An occurrence as a row: its time and zone, its word, how many deliveries are in each state."""

    occurrence: Occurrence
    zone: str
    at: str
    word: Word
    tally: tuple[tuple[Word, int], ...]

    @property
    def bar(self) -> list[tuple[Tone, str]]:
        """The parts of a bar of its deliveries, one a word, in percent."""
        total = sum(count for _, count in self.tally)
        return [(word.tone, f"{count / total * 100:.2f}") for word, count in self.tally]

    @property
    def counts(self) -> str:
        """The same in words."""
        return f"{counted(sum(count for _, count in self.tally), 'message')}: {said(self.tally)}"


class Happening(Struct, frozen=True):
    """What happened, as a row: when, in short what, about whom or which run, in full what, which person did it.

    Events of one kind that follow on each other in one run are one row.
    """

    at: str
    word: Word
    about: str
    detail: str
    who: str


def page(
    db: Connection, definitions: Mapping[str, Definition], now: dt.datetime, project: str = "", outbox: str = ""
) -> str:
    """The ledger, the schedules by name, what time it is, the project's name → HTML without script or any request.

    `outbox` is the folder that messages are written to where no mail server is set. The same ledger at the same time
    gives the same bytes. Runs stand in their schedule's zone, events in that of the next run.
    """
    from jinja2 import Environment, StrictUndefined

    schedules = coming(definitions, db, now)
    found = matters(db, schedules, now)
    nearest = min((one for one in schedules if one.runs), key=lambda one: one.runs[0], default=None)
    zone = nearest.zone if nearest else "UTC"
    state = headline(found)
    template = Environment(autoescape=True, undefined=StrictUndefined, finalize=_cleaned, trim_blocks=True)
    html = template.from_string(asset("dispatch/status.html").read_text(encoding="utf-8"))
    return html.render(
        state=state or _quiet(db, outbox),
        outbox=outbox,
        zone=zone,
        troubled=bool(state),
        next=f"next run {day(nearest.runs[0], nearest.zone)} {nearest.zone}" if nearest else "no run is planned",
        project=project,
        made=f"{day(now, zone)} {zone}",
        matters=found,
        schedules=schedules,
        runs=_runs(db),
        events=_events(db, zone),
        local=local,
        day=day,
    )


def _quiet(db: Connection, outbox: str) -> str:
    """What to say where nothing needs attention."""
    counts, held = reading.tally(db, Wanted())
    waiting = sum(count for word, count in tallied(counts, held) if word.tone == "waiting")
    if waiting:
        return f"{counted(waiting, 'message')} {'waits' if waiting == 1 else 'wait'} to be sent"
    if outbox and counts:
        return "All is written to the outbox; no mail server is set"
    return "All is sent" if counts else "Nothing was sent yet"


def _runs(db: Connection) -> list[Run]:
    last = occurrences.read(db, last=_RUNS)[::-1]
    counts = reading.tallies(db, {one.id for one in last})
    return [_run(one, *counts[one.id]) for one in last]


def _run(one: Occurrence, counts: Mapping[Any, int], held: int) -> Run:
    zone = one.definition.timing.zone if one.definition.timing else "UTC"
    return Run(one, zone, local(one.scheduled_for, zone), STAGES[one.stage], tallied(counts, held))


def _events(db: Connection, zone: str) -> list[Happening]:
    rows = reading.happened(db, _READ)
    ones = reading.by_key(db, {row.delivery for row in rows if row.delivery})
    ids = {row.occurrence for row in rows if row.occurrence} | {one.occurrence for one in ones.values()}
    told = reading.definitions(db, ids)
    found: list[Happening] = []
    for _, group in groupby(rows, key=lambda row: _kind(row, ones)):
        held = list(group)
        one = ones.get(held[0].delivery)
        definition = told.get(one.occurrence if one else held[0].occurrence)
        found.append(_happening(held, one, definition.name if definition else held[0].schedule, zone))
        if len(found) == _EVENTS:
            break
    return found


def _kind(row: Event, ones: Mapping[str, Delivery]) -> tuple[object, ...]:
    """What makes two events that follow on each other one row; what is not about a delivery stands alone."""
    one = ones.get(row.delivery)
    return (row.what, row.detail == _APPROVAL, row.who, one.occurrence) if one else (row.id,)


def _happening(rows: Sequence[Event], one: Delivery | None, name: str, zone: str) -> Happening:
    row = rows[0]
    word = _WORDS[one is not None].get(row.what) or Word(
        row.what.lower(), "", "attention" if row.what == "PAUSED" else "good"
    )
    if one and row.what == "BUILT" and row.detail == _APPROVAL:
        word = HELD
    about = name
    if one:
        about = f"{name}: {one.recipient.address if len(rows) == 1 else counted(len(rows), 'message')}"
    said = {row.detail for row in rows}
    plain = len(said) > 1 or (one is not None and row.detail in (one.recipient.address, _APPROVAL))
    who = "" if is_process(row.who) else row.who  # a person alone is worth a name
    return Happening(local(row.at, zone, seconds=True), word, about, "" if plain else row.detail, who)


def _cleaned(value: Any) -> Any:
    """Every value on its way into the page → without signs that are hidden or turn a line round."""
    return clean(value) if type(value) is str else value
