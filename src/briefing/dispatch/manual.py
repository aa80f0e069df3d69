"""What a person starts: send now, run one occurrence, dry run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from briefing import read
from briefing.dispatch import machine, planner, schedule
from briefing.dispatch.builder import BuildOutcome, EditionRequest, PreviousEdition, build_edition, edition_request
from briefing.dispatch.context import DispatchContext, find_definition, log_url, open_context
from briefing.dispatch.delivery_log import deliveries, occurrences, people
from briefing.dispatch.delivery_log.store import open_existing_log
from briefing.dispatch.exceptions import interruptible
from briefing.dispatch.message_parts import build_message, envelope_for, message_content
from briefing.dispatch.models import Definition, Delivery, Recipient, State
from briefing.dispatch.notifications import NO_MARKS
from briefing.dispatch.planner import StepCallback
from briefing.dispatch.results import DispatchResult, WrittenMessage, findings_in, flag_unfinished
from briefing.dispatch.settings import TO_ME, DispatchSettings, read_settings
from briefing.dispatch.ticks import process_occurrences
from briefing.dispatch.transport import transport
from briefing.dispatch.view.occurrence_summary import summarize
from briefing.errors import DispatchError, Finding, Interrupted, Severity, UsageError

# Clocks of two machines differ; a later time is a mistake.
_CLOCK_TOLERANCE: Final = dt.timedelta(minutes=5)
_PREVIEW_TIME: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def send(
    project: str | Path,
    *,
    to: Sequence[str] = (),
    confirmed: bool = False,
    to_me: bool = False,
    step: StepCallback | None = None,
) -> DispatchResult:
    """Build a project's edition and send it now to groups or addresses, by default those of dispatch.toml.

    With `to_me` each edition goes to the owner only, as an occurrence separate from those of schedules.
    """
    with open_context(project) as context:
        definition = context.settings.send
        if to:
            definition = replace(definition, to=tuple(to), where="--to")
        if to_me:
            return _send_to_owner(context, definition, step)
        rows = planner.resolve_recipients(context.project, context.settings, definition, confirmed=confirmed)
        return _send_now(context, definition, rows, step)


def _send_now(
    context: DispatchContext, definition: Definition, rows: Sequence[Recipient], step: StepCallback | None
) -> DispatchResult:
    """Send to recipients in an occurrence of this moment. If sending stops, fails or is interrupted, cancel the rest: a
    person who sends again must not find that the next tick has sent it, too."""
    moment = machine.now()
    try:
        occurrence = planner.add_occurrence(context, definition, moment, rows)
        if occurrence is None:
            raise DispatchError("another process is sending at this moment", "", "send once more")
        done = process_occurrences(context, [occurrence], only=[occurrence], step=step)
    except BaseException as error:
        cancelled = _cancel_unsent(
            context, definition.name, moment, "interrupted" if isinstance(error, KeyboardInterrupt) else "broken off"
        )
        if not isinstance(error, KeyboardInterrupt):
            raise
        what = f"interrupted; {cancelled} of {len(rows)} messages were cancelled"
        raise Interrupted(what, "", "what became of the others: briefing deliveries list") from None
    if done.stopped and (cancelled := _cancel_unsent(context, definition.name, moment, "sending stopped")):
        fix = "send again once it is fixed; nobody gets two"
        done.findings.append(Finding("", f"{cancelled} of {len(rows)} messages were cancelled", fix, "warning"))
        with context.log.reading() as db:
            done.occurrences = [*summarize(db, [occurrence])]
    return flag_unfinished(done, context.log)


def _cancel_unsent(context: DispatchContext, name: str, moment: dt.datetime, why: str) -> int:
    """Cancel what was sent by hand at a time and has not left; return how many messages."""
    now = machine.now()
    with context.log.begin() as db:
        found = occurrences.find(db, name, moment)
        if found is None:
            return 0
        cancelled = deliveries.cancel_occurrence(db, now, found.id, why)
        occurrences.set_stage(db, now, found.id, "BUILT", why, of=("PLANNED",))
        occurrences.close(db, now, found.id)
        return cancelled


def run(
    project: str | Path,
    name: str,
    scheduled_for: dt.datetime,
    *,
    confirmed: bool = False,
    rebuild: bool = False,
    step: StepCallback | None = None,
) -> DispatchResult:
    """Complete the occurrence of a schedule at the time it was due; safe to repeat.

    What could not be built is built again; with `rebuild` also what waits for approval, which is void if the content
    changes. What was sent is never sent again.
    """
    moment = scheduled_for.replace(second=0, microsecond=0)
    if moment > machine.now() + _CLOCK_TOLERANCE + _ahead(project, name, moment):
        last = _last_due(find_definition(read_settings(Path(project).resolve()), name))
        fix = f"name a time at which the schedule was due, as {last}"
        raise UsageError(f"{moment.isoformat()} is in the future", fix=fix)
    with open_context(project) as context, interruptible("the same command goes on"):
        definition = context.definition(name)
        with context.log.reading() as db:
            existing = occurrences.find(db, name, moment)
        if existing is None:
            planner.plan(context, definition, moment, confirmed=confirmed)
        else:
            _prepare_rerun(context, existing.id, rebuild=rebuild, confirmed=confirmed)
        with context.log.reading() as db:
            occurrence = occurrences.find(db, name, moment)  # planned here, or just now by another process
        if occurrence is None:
            raise DispatchError("the occurrence is gone", "", "run the command again")
        done = flag_unfinished(
            process_occurrences(context, [occurrence.id], only=[occurrence.id], step=step), context.log
        )
        if occurrence.stage == "FAILED_BUILD" and occurrence.detail:
            done.findings += findings_in(occurrence.detail)  # not even its recipients could be read
        return done


def _ahead(project: str | Path, name: str, moment: dt.datetime) -> dt.timedelta:
    """Return how long before a time that it has its editions may be built."""
    timing = find_definition(read_settings(Path(project).resolve()), name).timing
    due = timing is not None and any(schedule.due_times(timing, moment - dt.timedelta(minutes=1), moment))
    return dt.timedelta(minutes=timing.ahead if timing and due else 0)


def _last_due(definition: Definition) -> str:
    """Return the last time at which a schedule was due, or now if it never was."""
    now, last = machine.now().replace(second=0, microsecond=0), None
    for days in (1, 40, 800):
        due = schedule.due_times(definition.timing, now - dt.timedelta(days=days), now) if definition.timing else ()
        last = last or next((moment.at for moment in reversed([*due])), None)
    return (last or now).isoformat()


def _prepare_rerun(context: DispatchContext, occurrence: int, *, rebuild: bool, confirmed: bool) -> None:
    """Plan the unsent deliveries of an existing occurrence again."""
    states: tuple[State, ...] = ("FAILED_BUILD", "BUILT") if rebuild else ("FAILED_BUILD",)
    now = machine.now()
    with context.log.begin() as db:
        occurrences.lock(db, occurrence)
        frozen = occurrences.get(db, occurrence)
        again = deliveries.rebuild(db, now, occurrence, states)
        deliveries.expedite(db, now, occurrence, frozen.definition.not_before)
        if again:
            occurrences.set_stage(db, now, occurrence, "PLANNED", "run again", of=("BUILT", "DONE", "FAILED_BUILD"))
        empty = not deliveries.count_states(db, occurrence)
    if empty:
        planner.add_recipients(context, frozen, confirmed=confirmed)


def _send_to_owner(context: DispatchContext, definition: Definition, step: StepCallback | None) -> DispatchResult:
    """Send each edition that would be sent once, to the owner only."""
    owner = context.settings.mail.owner
    if not owner:
        raise DispatchError("there is no owner", "dispatch.toml, mail.owner", 'owner = "you@example.org"')
    rows = planner.resolve_recipients(context.project, context.settings, definition, confirmed=True)
    owned = [replace(row, address=owner, name="", groups=()) for row in rows]
    alone = replace(definition, name=TO_ME, approval=False, not_before=None, only_if_changed=False)
    # nothing is published, since it may still wait for approval
    mail = replace(context.settings.mail, audit="", too_large="without-deck", publish="", publish_url="")
    private = replace(context, settings=replace(context.settings, mail=mail))
    edition = read.settings(context.project).edition
    return _send_now(private, alone, planner.merge_recipients(owned, edition.entity, edition.period), step)


def dry_run(
    project: str | Path, out: str | Path, *, name: str = "", to: Sequence[str] = (), confirmed: bool = False
) -> DispatchResult:
    """Write the messages that would be sent now as .eml files to `out`.

    Nobody is contacted and nothing is recorded; the delivery log is read for what each recipient got last.
    """
    folder = Path(project).resolve()
    settings = read_settings(folder)
    definition = find_definition(settings, name) if name else settings.send
    definition = replace(definition, to=tuple(to), where="--to") if to else definition
    definition = planner.freeze(definition, machine.now())
    rows = planner.resolve_recipients(folder, settings, definition, confirmed=confirmed)
    done, mail = DispatchResult(), replace(settings.mail, smtp=None)
    with transport(mail, Path(out)).session() as session:
        for delivery, outcome in _previews(folder, settings, definition, rows):
            edition = outcome.stored
            if edition is None:
                done.findings += _why_not(delivery.recipient.address, outcome)
                continue
            message = build_message(delivery, message_content(outcome.contents, edition.attached), edition, mail)
            done.findings += [one for one in _notices(outcome) if one not in done.findings]
            reply = session.send(envelope_for(delivery, mail), message, NO_MARKS)
            path, to = Path(reply.text.removeprefix("written to ")), delivery.recipient.address
            done.messages.append(WrittenMessage(path, to, edition.subject, edition.attached))
    return done


def _notices(outcome: BuildOutcome) -> list[Finding]:
    return [finding for finding in outcome.findings if finding.severity == "notice"]


def _why_not(address: str, outcome: BuildOutcome) -> list[Finding]:
    """Return why a recipient would get no edition."""
    severity: Severity = "error" if outcome.state == "FAILED_BUILD" else "warning"
    wrong = [finding for finding in outcome.findings if finding.severity == "error"]
    return [
        Finding(
            address,
            f"{outcome.state}: {finding.where + ': ' if finding.where else ''}{finding.what}",
            finding.fix,
            severity,
        )
        for finding in wrong or [Finding("", outcome.detail)]
    ]


def _previews(
    folder: Path, settings: DispatchSettings, definition: Definition, rows: Sequence[Recipient]
) -> Iterator[tuple[Delivery, BuildOutcome]]:
    """Yield each recipient with the edition that they would get, built once for all who share it."""
    now = machine.now()
    log = open_existing_log(settings.folder, log_url(settings))
    outcomes: dict[EditionRequest, BuildOutcome] = {}
    for recipient in rows:
        last = ""
        if log:
            with log.reading() as db:
                last = deliveries.last_edition(db, definition.name, recipient)
                if people.is_suppressed(db, recipient.address):
                    skipped = BuildOutcome(state="SKIPPED_SUPPRESSED", detail="gets nothing")
                    yield _preview(definition, now, recipient), skipped
                    continue
        request = edition_request(recipient, last)
        if request not in outcomes:
            before = planner.previous_edition(log, last) if log else PreviousEdition()
            outcomes[request] = build_edition(
                folder, settings.mail, definition, request, before, planner.edition_date(definition, now)
            )
        yield _preview(definition, now, recipient), outcomes[request]
    if log:
        log.close()


def _preview(definition: Definition, now: dt.datetime, recipient: Recipient) -> Delivery:
    """Return a delivery with identifiers that no real one has."""
    key = deliveries.delivery_key(f"dry run of {definition.name}", _PREVIEW_TIME, recipient, 1)  # for stable file names
    return Delivery(
        key=key, occurrence=0, name=definition.name, scheduled_for=now, recipient=recipient, number=1, state="BUILT",
        date=now, due=now, message_id=f"<{key[:32]}@dry-run.invalid>", token=key[32:],
    )  # fmt: skip
