"""What a person starts: send now, run one occurrence, look first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from briefing.dispatch import machine, planning
from briefing.dispatch.building import Before, Ready, Request, ready, request_of
from briefing.dispatch.desk import Desk, desk, named, url
from briefing.dispatch.ledger import deliveries, occurrences, people
from briefing.dispatch.ledger.store import begun
from briefing.dispatch.notices import UNMARKED
from briefing.dispatch.nouns import Definition, Delivery, Recipient, State
from briefing.dispatch.outcome import Done, told, unfinished
from briefing.dispatch.parcels import envelope, parcel, parts_of
from briefing.dispatch.planning import Step
from briefing.dispatch.settings import TO_ME, Settings
from briefing.dispatch.stops import going_on
from briefing.dispatch.ticking import work
from briefing.errors import DispatchError, Finding, Interrupted, Severity, UsageError

# Clocks of two machines differ; what is further ahead is a mistake.
_AHEAD: Final = dt.timedelta(minutes=5)
_ANY_TIME: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def send(
    project: str | Path,
    *,
    to: Sequence[str] = (),
    confirmed: bool = False,
    to_me: bool = False,
    step: Step | None = None,
) -> Done:
    """A project's folder → its edition sent now, to groups or addresses (none: those of dispatch.toml).

    `to_me` sends each edition that would be sent to its owner alone. An occurrence of its own, so that nothing is
    mistaken for what a schedule sends.
    """
    with desk(project) as at:
        definition = at.settings.send
        if to:
            definition = replace(definition, to=tuple(to))
        if to_me:
            return _to_me(at, definition, step)
        rows = planning.invited(at.project, at.settings, definition, confirmed=confirmed, last_count=None)
        return _sent_now(at, definition, rows, step)


def _sent_now(at: Desk, definition: Definition, rows: Sequence[Recipient], step: Step | None) -> Done:
    """Recipients → an occurrence of this moment, sent. What could not leave when sending stops, breaks or is
    interrupted is called off: who sends again must not find that the next tick has sent it, too.
    """
    moment = machine.now()
    try:
        made = planning.record(at.ledger, at.settings, definition, moment, rows)
        if made is None:
            raise DispatchError("another process sends at this very moment", "", "send once more")
        done = work(at, [made], only=[made], step=step)
    except BaseException as error:
        off = _called_off(
            at, definition.name, moment, "interrupted" if isinstance(error, KeyboardInterrupt) else "broken off"
        )
        if not isinstance(error, KeyboardInterrupt):
            raise
        what = f"interrupted; {off} of {len(rows)} messages were called off"
        raise Interrupted(what, "", "what became of the others: briefing deliveries list") from None
    if done.stopped and (off := _called_off(at, definition.name, moment, "sending stopped")):
        fix = "once it is mended, send again; nobody gets two"
        done.findings.append(Finding("", f"{off} of {len(rows)} messages were called off", fix, "warning"))
        with at.ledger.reading() as db:
            done.told = [told(db, made)]
    return unfinished(done)


def _called_off(at: Desk, name: str, moment: dt.datetime, why: str) -> int:
    """What was sent by hand at a moment and has not left → CANCELLED; → how many messages."""
    now = machine.now()
    with at.ledger.begin() as db:
        found = occurrences.find(db, name, moment)
        if found is None:
            return 0
        off = deliveries.cancel(db, now, found.id, why)
        occurrences.move(db, now, found.id, "BUILT", why, of=("PLANNED",))
        occurrences.close(db, now, found.id)
        return off


def run(
    project: str | Path,
    name: str,
    scheduled_for: dt.datetime,
    *,
    confirmed: bool = False,
    rebuild: bool = False,
    step: Step | None = None,
) -> Done:
    """A schedule and the time that it was due → that occurrence is done, as far as it is not; safe to repeat.

    What could not be built is built again; with `rebuild` also what waits for its approval, which is void where the
    content changes. What was sent is never sent again.
    """
    moment = scheduled_for.replace(second=0, microsecond=0)
    if moment > machine.now() + _AHEAD:
        raise UsageError(f"{moment.isoformat()} is still to come", fix="name a time at which the schedule was due")
    with desk(project) as at, going_on("the same command goes on"):
        definition = at.definition(name)
        with at.ledger.reading() as db:
            known = occurrences.find(db, name, moment)
        if known is None:
            planning.plan(at.ledger, at.project, at.settings, definition, moment, confirmed=confirmed)
        else:
            _once_more(at, known.id, rebuild=rebuild, confirmed=confirmed)
        with at.ledger.reading() as db:
            one = occurrences.find(db, name, moment)  # planned here, or just now by another process
        if one is None:
            raise DispatchError("the occurrence is gone", "", "run the command again")
        done = unfinished(work(at, [one.id], only=[one.id], step=step))
        if one.stage == "FAILED_BUILD" and one.detail:
            done.findings.append(Finding("", one.detail))  # not even its recipients could be read
        return done


def _once_more(at: Desk, occurrence: int, *, rebuild: bool, confirmed: bool) -> None:
    """An occurrence that is there → what was never sent of it is planned again."""
    states: tuple[State, ...] = ("FAILED_BUILD", "BUILT") if rebuild else ("FAILED_BUILD",)
    now = machine.now()
    with at.ledger.begin() as db:
        occurrences.lock(db, occurrence)
        one = occurrences.get(db, occurrence)
        again = deliveries.rebuild(db, now, occurrence, states)
        deliveries.hurry(db, now, occurrence, one.definition.not_before)
        if again:
            occurrences.move(db, now, occurrence, "PLANNED", "run again", of=("BUILT", "DONE", "FAILED_BUILD"))
        empty = not deliveries.counts(db, occurrence)
    if empty:
        planning.fill(at.ledger, at.project, at.settings, one, confirmed=confirmed)


def _to_me(at: Desk, definition: Definition, step: Step | None) -> Done:
    """Each edition that would be sent, once, to the owner alone."""
    from briefing import read

    owner = at.settings.mail.owner
    if not owner:
        raise DispatchError("nobody is the owner", "dispatch.toml, mail.owner", 'owner = "you@example.org"')
    rows = planning.invited(at.project, at.settings, definition, confirmed=True, last_count=None)
    mine = [replace(one, address=owner, name="", groups=()) for one in rows]
    alone = replace(definition, name=TO_ME, approval=False, not_before=None, only_if_changed=False)
    # nothing of it is published, since it may still wait for an approval
    mail = replace(at.settings.mail, audit="", too_large="without-deck", publish="", publish_url="")
    private = replace(at, settings=replace(at.settings, mail=mail))
    own = read.settings(at.project).edition
    return _sent_now(private, alone, planning.merged(mine, own.entity, own.period), step)


def dry_run(
    project: str | Path,
    out: str | Path,
    *,
    name: str = "",
    to: Sequence[str] = (),
    confirmed: bool = False,
) -> Done:
    """A project's folder → the messages that would be sent now, as .eml files in `out`. Nobody is contacted, and
    nothing is written to the ledger of deliveries, from which comes what each recipient got last.
    """
    from briefing.dispatch import settings as of_settings
    from briefing.dispatch.transport import transport

    folder = Path(project).resolve()
    settings = of_settings.read(folder)
    asked = named(settings, name) if name else settings.send
    asked = replace(asked, to=tuple(to)) if to else asked
    rows = planning.invited(folder, settings, asked, confirmed=confirmed, last_count=None)
    done, mail = Done(), replace(settings.mail, smtp=None)
    with transport(mail, Path(out)).session() as session:
        for one, made in _previews(folder, settings, asked, rows):
            if made.kept is None:
                failed: Severity = "error" if made.state == "FAILED_BUILD" else "warning"
                done.findings.append(Finding(one.recipient.address, f"{made.state}: {made.detail}", "", failed))
                continue
            message = parcel(one, parts_of(made.contents, made.kept.attached), made.kept, mail)
            reply = session.send(envelope(one, mail), message, UNMARKED)
            done.files.append(Path(reply.text.removeprefix("written to ")))
    return done


def _previews(
    folder: Path, settings: Settings, asked: Definition, rows: Sequence[Recipient]
) -> Iterator[tuple[Delivery, Ready]]:
    """Recipients → each with the edition that they would get, built once for all who share it."""
    now = machine.now()
    known = begun(settings.folder, url(settings))
    made: dict[Request, Ready] = {}
    for recipient in rows:
        last = ""
        if known:
            with known.reading() as db:
                last = deliveries.last_got(db, asked.name, recipient)
                if people.is_suppressed(db, recipient.address):
                    yield _preview(asked, now, recipient), Ready(state="SKIPPED_SUPPRESSED", detail="gets nothing")
                    continue
        request = request_of(recipient, last)
        if request not in made:
            before = planning.before(known, last) if known else Before()
            made[request] = ready(folder, settings.mail, asked, request, before, planning.as_of(asked, now))
        yield _preview(asked, now, recipient), made[request]
    if known:
        known.close()


def _preview(asked: Definition, now: dt.datetime, recipient: Recipient) -> Delivery:
    """A delivery that nobody plans, with identifiers that no real one has."""
    key = deliveries.key_of(f"dry run of {asked.name}", _ANY_TIME, recipient, 1)  # so that files have stable names
    return Delivery(
        key=key, occurrence=0, name=asked.name, scheduled_for=now, recipient=recipient, number=1, state="BUILT",
        date=now, due=now, message_id=f"<{key[:32]}@dry-run.invalid>", token=key[32:],
    )  # fmt: skip
