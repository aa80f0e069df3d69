"""One delivery with all that is known of it, for people and for machines."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sqlalchemy import Connection

from briefing.dispatch.ledger import deliveries, editions, events, people
from briefing.dispatch.nouns import Delivery, Event, Kept, Recipient
from briefing.dispatch.view import reading
from briefing.dispatch.view.listing import entry
from briefing.dispatch.view.plaintext import clean, local
from briefing.dispatch.view.words import approve, commands, word
from briefing.errors import UsageError


class Shown(Struct, frozen=True):
    """A delivery, its edition (None: none was built), what happened to it in order, who approved, and its zone."""

    delivery: Delivery
    kept: Kept | None
    events: tuple[Event, ...]
    approval: people.Approval | None
    zone: str

    def __str__(self) -> str:
        one, told = self.delivery, word(self.delivery)
        lines = [one.key, f"  state: {told.short}. {self.sentence}"]
        if one.reply:
            lines.append(f"  answer: {clean(one.reply)}")
        lines += [f"  you can: {command.line}  ({command.purpose})" for command in self._commands()]
        lines.append(f"  recipient: {_recipient(one.recipient)}")
        lines.append(f"  schedule: {clean(one.name)}, due {local(one.scheduled_for, self.zone)} {self.zone}")
        lines += self._edition()
        lines.append(f"  message: {clean(one.message_id)}, number {one.number}, tries {one.attempts}")
        lines += [self._event(event) for event in self.events]
        return "\n".join(lines)

    @property
    def sentence(self) -> str:
        """The state in plain words, with its time."""
        told = word(self.delivery).sentence
        came = [event.at for event in self.events if event.what == self.delivery.state]
        if self.delivery.state == "DEFERRED":
            return f"{told} Not before {local(self.delivery.due, self.zone)}."
        return f"{told} Since {local(came[-1], self.zone)}." if came else told

    def _commands(self) -> list[Any]:
        waits = self.delivery.held and self.delivery.state == "BUILT" and self.kept
        found = [one for one in commands(self.delivery) if not one.line.startswith("briefing deliveries show")]
        return [approve(self.kept), *found] if waits and self.kept else found

    def _edition(self) -> list[str]:
        kept = self.kept
        if kept is None:
            return ["  edition: none is built"]
        first, last = kept.period
        head = f"{kept.slug}.{kept.lang}, {kept.entity}, {first}–{last}, as of {kept.as_of}"
        lines = [f"  edition: {clean(head)}", f"  subject: {clean(kept.subject)}", f"  content: {kept.content_hash}"]
        if self.approval:
            given = self.approval
            lines.append(f"  approved: by {clean(given.by)}, {local(given.at, self.zone)}")
        for name, digest in kept.files.items():
            lines.append(f"  file: {digest}  {clean(name)}{' (attached)' if name in kept.attached else ''}")
        return lines

    def _event(self, event: Event) -> str:
        detail = f": {clean(event.detail)}" if event.detail else ""
        return f"  event: {local(event.at, self.zone, seconds=True)}  {event.what} by {clean(event.who)}{detail}"

    def as_json(self) -> dict[str, Any]:
        """The form of `--json`, times in UTC."""
        kept, approval = self.kept, self.approval
        return {
            **entry(self.delivery, self.zone),
            "sentence": self.sentence,
            "commands": [{"command": one.line, "purpose": one.purpose} for one in self._commands()],
            "edition": None if kept is None else {
                "id": kept.id, "slug": kept.slug, "lang": kept.lang, "entity": kept.entity,
                "period": list(kept.period), "as_of": kept.as_of.isoformat(), "content_hash": kept.content_hash,
                "subject": kept.subject, "files": dict(kept.files), "attached": list(kept.attached),
                "approved": None if approval is None else {"by": approval.by, "at": approval.at.isoformat()},
            },
            "events": [
                {"at": event.at.isoformat(), "what": event.what, "who": event.who, "detail": event.detail}
                for event in self.events
            ],
        }  # fmt: skip


def show(db: Connection, key: str) -> Shown:
    """A key, or a beginning that no other has → the delivery with all that is known; UsageError for any other."""
    one = deliveries.get(db, key.strip().lower()) if key.strip() else None
    if one is None:
        what = f"no delivery's key begins with {clean(key)!r}, or several do"
        raise UsageError(what, fix="give more of the key: briefing deliveries list")
    kept = editions.get(db, one.edition) if one.edition else None
    zone = reading.zones(reading.definitions(db, (one.occurrence,)))[one.occurrence]
    approval = people.approved(db, kept.content_hash) if kept else None
    return Shown(one, kept, events.read(db, delivery=one.key), approval, zone)


def _recipient(to: Recipient) -> str:
    who = f"{clean(to.name)} <{clean(to.address)}>" if to.name else clean(to.address)
    first, last = to.period or (0, 0)
    parts = [
        f"groups {', '.join(to.groups)}" if to.groups else "",
        f"language {to.lang}" if to.lang else "",
        f"entity {to.entity}" if to.entity else "",
        f"years {first}–{last}" if to.period else "",
        f"gets {', '.join(to.outputs)}" if to.outputs else "",
    ]
    return "; ".join([who, *(clean(part) for part in parts if part)])
