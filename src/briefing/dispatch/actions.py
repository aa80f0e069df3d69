"""Decisions of an operator: approve, resolve, resend, cancel, suppress an address, pause a schedule."""

from __future__ import annotations

import hashlib
import re
import shlex
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from sqlalchemy import Connection

from briefing.dispatch import machine
from briefing.dispatch.addresses import parse_address
from briefing.dispatch.builder import LEDGER_SUFFIX
from briefing.dispatch.context import DispatchContext, open_context
from briefing.dispatch.delivery_log import deliveries, occurrences, people, stored_editions
from briefing.dispatch.exceptions import interruptible
from briefing.dispatch.models import Delivery, StoredEdition
from briefing.dispatch.planner import StepCallback
from briefing.dispatch.results import DispatchResult, flag_unfinished
from briefing.dispatch.ticks import process_occurrences
from briefing.errors import DispatchError, UsageError

_Name = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$")]
_Hash = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class _Edition(Struct, frozen=True):
    """The fields of an edition's ledger that an approval needs."""

    slug: _Name
    lang: _Name
    content_hash: _Hash
    outputs: Annotated[dict[_Name, _Hash], Meta(min_length=1)]


class _LedgerFile(Struct, frozen=True):
    edition: _Edition


class ApprovalResult(Struct, frozen=True):
    """An approved edition and the number of deliveries that were waiting for it."""

    name: str
    content_hash: str
    by: str
    released: int

    def __str__(self) -> str:
        return f"{self.name} ({self.content_hash[:12]}) approved by {self.by}; {self.released} deliveries waited for it"

    def as_json(self) -> dict[str, str | int]:
        """Return the form of `--json`."""
        return {"name": self.name, "content_hash": self.content_hash, "by": self.by, "waited": self.released}


def approve(project: str | Path, edition: str, by: str, *, approve_all: bool = False) -> tuple[ApprovalResult, ...]:
    """Approve an edition, named by its ledger file, its name (`slug.lang`) or the beginning of its content hash.

    The approval holds for that content only: if a build changes it, another approval is needed.

    Raise UsageError if no edition of that name is waiting, or if several contents are and `approve_all` is not set;
    DispatchError if the files differ from the ledger.
    """
    if not by.strip():
        raise UsageError("an approval needs a name", fix='--by "Your Name"')
    with open_context(project) as context:
        contents = _read_ledger(Path(edition)) if edition.endswith(LEDGER_SUFFIX) else _awaiting(context, edition)
        if len(contents) > 1 and not approve_all:
            known = ", ".join(content_hash[:12] for content_hash in contents)
            what = f"{len(contents)} editions of the name {edition!r} wait, each with another content: {known}"
            raise UsageError(what, fix="name one by its hash, or approve them all with --all")
        approvals = []
        now = machine.now()
        with context.log.begin() as db:
            for content_hash, name in contents.items():
                people.approve(db, now, content_hash, name, by.strip())
                approvals.append(
                    ApprovalResult(name, content_hash, by.strip(), deliveries.release(db, now, content_hash, by))
                )
        return tuple(approvals)


def _read_ledger(path: Path) -> dict[str, str]:
    """Return the content hash and name in a ledger file; its edition must be unchanged since it was built."""
    try:
        edition = msgspec.json.decode(path.read_bytes(), type=_LedgerFile).edition
        found = {name: hashlib.sha256((path.parent / name).read_bytes()).hexdigest() for name in edition.outputs}
    except OSError as error:
        what = f"{Path(str(error.filename)).name} of the edition cannot be read: {error.strerror}"
        raise DispatchError(what, str(path), "put the .ledger.json and its files into one folder") from None
    except ValueError:  # msgspec's are ValueErrors
        fix = "name a .ledger.json that briefing build wrote"
        raise DispatchError("this is not the ledger of an edition", str(path), fix) from None
    wrong = [name for name, digest in edition.outputs.items() if found[name] != digest]
    if wrong:
        raise DispatchError(f"{', '.join(wrong)} differs from what was built", str(path), "build the edition again")
    return {edition.content_hash: f"{edition.slug}.{edition.lang}"}


def _awaiting(context: DispatchContext, edition: str) -> dict[str, str]:
    with context.log.begin() as db:
        waiting = stored_editions.read(db, waiting=True)
    names = {stored.content_hash: f"{stored.slug}.{stored.lang}" for stored in waiting}
    found = {stored.content_hash: names[stored.content_hash] for stored in waiting if _matches(stored, edition)}
    if not found:
        known = ", ".join(f"{name} ({key[:12]})" for key, name in names.items())
        fix = (
            f"name one that waits: {known}" if known else "nothing waits; what became of all: briefing deliveries list"
        )
        raise UsageError(f"no edition {edition!r} waits for approval", fix=fix)
    return found


def _matches(edition: StoredEdition, name: str) -> bool:
    """Return whether an edition has this name or a content hash that begins with it."""
    is_hash = re.fullmatch("[0-9a-f]{8,64}", name)
    return name == f"{edition.slug}.{edition.lang}" or bool(is_hash and edition.content_hash.startswith(name))


def resolve(project: str | Path, key: str, *, resend: bool, by: str = "") -> Delivery:
    """Mark an UNKNOWN delivery as CONFIRMED, or queue it to be sent once more."""
    with open_context(project) as context:
        now = machine.now()
        with context.log.begin() as db:
            delivery = _find_delivery(db, key)
            if resend:
                done = deliveries.requeue(db, now, delivery.key, "sent once more by a person's word", by)
            else:
                done = deliveries.end(
                    db, now, delivery.key, "CONFIRMED", "confirmed by a person", who=by, of=("UNKNOWN",)
                )
            if not done:
                what = f"the delivery {delivery.key[:12]} is {delivery.state}, only UNKNOWN ones can be resolved"
                raise UsageError(
                    what, fix=f"for what can be done about it: briefing deliveries show {delivery.key[:12]}"
                )
            return _find_delivery(db, delivery.key)


def resend(project: str | Path, key: str, *, by: str = "", step: StepCallback | None = None) -> DispatchResult:
    """Build and send a new edition of the same occurrence to the recipient of a finished delivery."""
    with open_context(project) as context, interruptible("the next tick goes on; briefing deliveries list"):
        now = machine.now()
        with context.log.begin() as db:
            delivery = _find_delivery(db, key)
            occurrences.lock(db, delivery.occurrence)
            newest = deliveries.newest(db, delivery)
            _check_resend(db, delivery, newest)
            ids, number = (context.log.secret, context.settings.mail.sender), newest.number + 1
            deliveries.plan(db, now, delivery.occurrence, [delivery.recipient], ids, number=number)
            if not deliveries.end(
                db, now, delivery.key, "RESENT", f"as edition {number}", who=by, of=(delivery.state,)
            ):
                what = f"the delivery {delivery.key[:12]} has just changed"
                raise UsageError(what, fix="look at it, and decide again")
            why = f"edition {number} for {delivery.recipient.address}"
            occurrences.set_stage(
                db, now, delivery.occurrence, "PLANNED", why, of=("BUILT", "DONE", "FAILED_BUILD"), who=by
            )
        done = process_occurrences(context, [delivery.occurrence], only=[delivery.occurrence], step=step)
        return flag_unfinished(done, context.log)


def _check_resend(db: Connection, delivery: Delivery, newest: Delivery) -> None:
    """Raise UsageError for a delivery that cannot be resent now."""
    key = delivery.key[:12]
    if delivery.state == "RESENT":
        fix = f"resend the newest: briefing deliveries resend {newest.key[:12]}"
        raise UsageError(f"the delivery {key} was resent already", fix=fix)
    if delivery.state not in deliveries.FINAL_STATES:
        fix = f"wait until it has ended, or: briefing deliveries cancel {key}"
        raise UsageError(f"the delivery {key} is {delivery.state}; it has not ended yet", fix=fix)
    address = delivery.recipient.address
    if people.is_suppressed(db, address):
        fix = f"if it may get mail again: briefing deliveries suppress {shlex.quote(address)} --allow"
        raise UsageError(f"{address} is suppressed", fix=fix)


def cancel(project: str | Path, what: str, *, by: str = "") -> tuple[Delivery, ...]:
    """Cancel the delivery whose key begins with `what`, or those that wait for the approval of the edition `what`.

    Raise UsageError if none can be cancelled.
    """
    with open_context(project) as context:
        now = machine.now()
        with context.log.begin() as db:
            keys = _find_deliveries(db, what)
            why = "cancelled by a person"
            done = [delivery for delivery in keys if deliveries.cancel(db, now, delivery.key, why, who=by)]
            if not done:
                states = ", ".join(f"{delivery.key[:12]} is {delivery.state}" for delivery in keys)
                fix = f"what has left cannot be called back; all about it: briefing deliveries show {keys[0].key[:12]}"
                raise UsageError(f"nothing can be cancelled: {states}", fix=fix)
            for occurrence in sorted({delivery.occurrence for delivery in done}):
                occurrences.close(db, now, occurrence)
            return tuple(found for delivery in done if (found := deliveries.get(db, delivery.key)))


def _find_deliveries(db: Connection, what: str) -> list[Delivery]:
    """Return one delivery by its key, or all that wait for an edition."""
    if delivery := deliveries.get(db, what):
        return [delivery]
    ids = {edition.id for edition in stored_editions.read(db, waiting=True) if _matches(edition, what)}
    found = [
        delivery for delivery in deliveries.read(db, states={"BUILT"}) if delivery.held and delivery.edition in ids
    ]
    if not found:
        fix = "name a key, or 6 digits or more of it: briefing deliveries list"
        raise UsageError(f"no delivery has a key that begins with {what!r}, and no such edition waits", fix=fix)
    return found


def bounce(project: str | Path, key: str, why: str, by: str = "") -> Delivery:
    """Mark an ACCEPTED delivery as BOUNCED, with the text of the bounce."""
    with open_context(project) as context, context.log.begin() as db:
        delivery = _find_delivery(db, key)
        if not deliveries.end(db, machine.now(), delivery.key, "BOUNCED", why, who=by, of=deliveries.RECEIVED_STATES):
            what = f"the delivery {delivery.key[:12]} is {delivery.state}; only an accepted one can bounce"
            raise UsageError(what, fix="name one that was accepted: briefing deliveries list --state ACCEPTED")
        return _find_delivery(db, delivery.key)


def _find_delivery(db: Connection, key: str) -> Delivery:
    found = deliveries.get(db, key)
    if found is None:
        fix = "name a key, or 6 digits or more of it: briefing deliveries list"
        raise UsageError(f"no delivery, or more than one, has a key that begins with {key!r}", fix=fix)
    return found


def suppress(project: str | Path, address: str, why: str, *, allow: bool = False, by: str = "") -> bool:
    """Add an address to the suppression list, or remove it; return False if nothing changed."""
    parsed = parse_address(address)
    with open_context(project) as context, context.log.begin() as db:
        if allow:
            return people.allow(db, machine.now(), parsed, by)
        return people.suppress(db, machine.now(), parsed, why or "suppressed by hand", by)


def pause(project: str | Path, name: str, why: str, by: str = "") -> None:
    """Stop deciding a schedule until it is resumed."""
    with open_context(project) as context, context.log.begin() as db:
        occurrences.pause(db, machine.now(), context.definition(name).name, why, by)


def resume(project: str | Path, name: str, by: str = "") -> None:
    """Resume a schedule from now on; runs missed during the pause are not caught up."""
    with open_context(project) as context, context.log.begin() as db:
        occurrences.resume(db, machine.now(), context.definition(name).name, by)
