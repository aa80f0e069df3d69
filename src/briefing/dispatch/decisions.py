"""What a person decides: approve, say what became of the unknown, send anew, suppress an address, pause a schedule."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import asdict
from sqlalchemy import Connection

from briefing.dispatch import machine
from briefing.dispatch.building import LEDGER
from briefing.dispatch.desk import Desk, desk
from briefing.dispatch.ledger import deliveries, editions, occurrences, people
from briefing.dispatch.nouns import Delivery, Kept
from briefing.dispatch.outcome import Done, unfinished
from briefing.dispatch.planning import Step
from briefing.dispatch.recipients import address as read_address
from briefing.dispatch.stops import going_on
from briefing.dispatch.ticking import work
from briefing.errors import DispatchError, UsageError

_Name = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$")]
_Hash = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class _Edition(Struct, frozen=True):
    """What an approval needs of a ledger's edition."""

    slug: _Name
    lang: _Name
    content_hash: _Hash
    outputs: Annotated[dict[_Name, _Hash], Meta(min_length=1)]


class _Told(Struct, frozen=True):
    edition: _Edition


class Approved(Struct, frozen=True):
    """What a person approved, and how many deliveries waited for it."""

    name: str
    content_hash: str
    by: str
    waited: int

    def __str__(self) -> str:
        return f"{self.name} ({self.content_hash[:12]}) approved by {self.by}; {self.waited} deliveries waited for it"

    def as_json(self) -> dict[str, str | int]:
        """The form of `--json`."""
        return asdict(self)


def approve(project: str | Path, edition: str, by: str, *, every: bool = False) -> tuple[Approved, ...]:
    """A ledger file of an edition, its name (`slug.lang`) or the beginning of its content hash, and a person's name →
    what they approved. It holds for that content alone: where a build changes it, another approval is needed.

    UsageError where nothing of that name waits, and where several contents do, unless `every` one is meant;
    DispatchError for a file whose edition was changed by hand.
    """
    if not by.strip():
        raise UsageError("an approval needs a name", fix='--by "Your Name"')
    with desk(project) as at:
        wanted = _in_file(Path(edition)) if edition.endswith(LEDGER) else _waiting(at, edition)
        if len(wanted) > 1 and not every:
            known = ", ".join(content_hash[:12] for content_hash in wanted)
            what = f"{len(wanted)} editions of the name {edition!r} wait, each with another content: {known}"
            raise UsageError(what, fix="name one by its hash, or approve them all with --all")
        told = []
        now = machine.now()
        with at.ledger.begin() as db:
            for content_hash, name in wanted.items():
                people.approve(db, now, content_hash, name, by.strip())
                told.append(Approved(name, content_hash, by.strip(), deliveries.release(db, now, content_hash, by)))
        return tuple(told)


def _in_file(path: Path) -> dict[str, str]:
    """A ledger file → its content hash and name; its edition must be as it was built."""
    try:
        told = msgspec.json.decode(path.read_bytes(), type=_Told).edition
        found = {name: hashlib.sha256((path.parent / name).read_bytes()).hexdigest() for name in told.outputs}
    except (OSError, ValueError) as error:  # msgspec's are ValueErrors
        raise DispatchError(f"this is no edition: {error}", str(path), "name a .ledger.json beside its files") from None
    wrong = [name for name, digest in told.outputs.items() if found[name] != digest]
    if wrong:
        raise DispatchError(f"{', '.join(wrong)} is not what was built", str(path), "build the edition again")
    return {told.content_hash: f"{told.slug}.{told.lang}"}


def _waiting(at: Desk, edition: str) -> dict[str, str]:
    with at.ledger.begin() as db:
        waiting = editions.read(db, waiting=True)
    names = {one.content_hash: f"{one.slug}.{one.lang}" for one in waiting}
    found = {one.content_hash: names[one.content_hash] for one in waiting if _is(one, edition)}
    if not found:
        known = ", ".join(f"{name} ({key[:12]})" for key, name in names.items()) or "none"
        raise UsageError(f"no edition {edition!r} waits for an approval", fix=f"waiting: {known}")
    return found


def _is(kept: Kept, told: str) -> bool:
    """Whether this edition is called so, by its name or by the beginning of its content hash."""
    begun = re.fullmatch("[0-9a-f]{8,64}", told)
    return told == f"{kept.slug}.{kept.lang}" or bool(begun and kept.content_hash.startswith(told))


def resolve(project: str | Path, key: str, *, resend: bool, by: str = "") -> Delivery:
    """An UNKNOWN delivery → CONFIRMED, as somebody found out that it arrived, or free to be sent once more."""
    with desk(project) as at:
        now = machine.now()
        with at.ledger.begin() as db:
            one = _one(db, key)
            if resend:
                done = deliveries.again(db, now, one.key, "sent once more by a person's word", by)
            else:
                done = deliveries.end(db, now, one.key, "CONFIRMED", "confirmed by a person", who=by, of=("UNKNOWN",))
            if not done:
                raise UsageError(f"the delivery {one.key[:12]} is {one.state}, only UNKNOWN ones can be resolved")
            return _one(db, one.key)


def resend(project: str | Path, key: str, *, by: str = "", step: Step | None = None) -> Done:
    """A delivery that has ended → its recipient gets a new edition of that occurrence, from today's files."""
    with desk(project) as at, going_on("the next tick goes on; briefing deliveries list"):
        now = machine.now()
        with at.ledger.begin() as db:
            one = _one(db, key)
            occurrences.lock(db, one.occurrence)
            if one.state == "RESENT":
                raise UsageError(f"the delivery {one.key[:12]} was sent anew already", fix="name the newer one")
            if one.state not in deliveries.ENDED:
                raise UsageError(f"the delivery {one.key[:12]} is {one.state}; it has not ended yet")
            if people.is_suppressed(db, one.recipient.address):
                fix = "briefing deliveries suppress ADDRESS --allow"
                raise UsageError(f"{one.recipient.address} is on the list of who gets nothing", fix=fix)
            ids, number = (at.ledger.secret, at.settings.mail.sender), deliveries.last_number(db, one) + 1
            deliveries.plan(db, now, one.occurrence, [one.recipient], ids, number=number)
            if not deliveries.end(db, now, one.key, "RESENT", f"as edition {number}", who=by, of=(one.state,)):
                raise UsageError(
                    f"the delivery {one.key[:12]} has changed just now", fix="look at it, and decide again"
                )
            why = f"edition {number} for {one.recipient.address}"
            occurrences.move(db, now, one.occurrence, "PLANNED", why, of=("BUILT", "DONE", "FAILED_BUILD"), who=by)
        return unfinished(work(at, [one.occurrence], only=[one.occurrence], step=step))


def cancel(project: str | Path, what: str, *, by: str = "") -> tuple[Delivery, ...]:
    """The beginning of a delivery's key, or an edition that waits for its approval (its name, or the beginning of its
    content hash) → the deliveries that are called off. UsageError where nothing of it waits.
    """
    with desk(project) as at:
        now = machine.now()
        with at.ledger.begin() as db:
            keys = _called(db, what)
            why = "called off by a person"
            done = [one for one in keys if deliveries.call_off(db, now, one.key, why, who=by)]
            if not done:
                states = ", ".join(f"{one.key[:12]} is {one.state}" for one in keys)
                raise UsageError(f"nothing can be called off: {states}", fix="only what has not left can be called off")
            for occurrence in sorted({one.occurrence for one in done}):
                occurrences.close(db, now, occurrence)
            return tuple(found for one in done if (found := deliveries.get(db, one.key)))


def _called(db: Connection, what: str) -> list[Delivery]:
    """What somebody names → deliveries: one by its key, or all that wait for an edition."""
    if one := deliveries.get(db, what):
        return [one]
    ids = {kept.id for kept in editions.read(db, waiting=True) if _is(kept, what)}
    found = [one for one in deliveries.read(db, states={"BUILT"}) if one.held and one.edition in ids]
    if not found:
        fix = "give more of the key, as it stands in: briefing deliveries list"
        raise UsageError(f"no delivery has a key that begins with {what!r}, and no such edition waits", fix=fix)
    return found


def bounced(project: str | Path, key: str, why: str, by: str = "") -> Delivery:
    """An ACCEPTED delivery that came back later → BOUNCED, with what the bounce says."""
    with desk(project) as at, at.ledger.begin() as db:
        one = _one(db, key)
        if not deliveries.end(db, machine.now(), one.key, "BOUNCED", why, who=by, of=deliveries.GOT):
            raise UsageError(f"the delivery {one.key[:12]} is {one.state}; only an accepted one can bounce")
        return _one(db, one.key)


def _one(db: Connection, key: str) -> Delivery:
    found = deliveries.get(db, key)
    if found is None:
        fix = "give more of its key, as it stands in: briefing deliveries list"
        raise UsageError(f"no delivery, or more than one, has a key that begins with {key!r}", fix=fix)
    return found


def suppress(project: str | Path, address: str, why: str, *, allow: bool = False, by: str = "") -> bool:
    """An address gets nothing more, or may be written to again; False if so before."""
    told = read_address(address)
    with desk(project) as at, at.ledger.begin() as db:
        if allow:
            return people.allow(db, machine.now(), told, by)
        return people.suppress(db, machine.now(), told, why or "suppressed by hand", by)


def pause(project: str | Path, name: str, why: str, by: str = "") -> None:
    """A schedule decides nothing until it is resumed."""
    with desk(project) as at, at.ledger.begin() as db:
        occurrences.pause(db, machine.now(), at.definition(name).name, why, by)


def resume(project: str | Path, name: str, by: str = "") -> None:
    """A schedule goes on from now; what fell into the pause is not caught up."""
    with desk(project) as at, at.ledger.begin() as db:
        occurrences.resume(db, machine.now(), at.definition(name).name, by)
