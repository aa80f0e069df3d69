"""One delivery with everything that is known of it."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, to_builtins
from sqlalchemy import Connection

from briefing.dispatch.delivery_log import deliveries, events, people, stored_editions
from briefing.dispatch.models import Delivery, DeliveryEvent, Recipient, StoredEdition
from briefing.dispatch.view import queries
from briefing.dispatch.view.delivery_list import delivery_record
from briefing.dispatch.view.state_labels import approve_command, commands, state_label
from briefing.dispatch.view.text_format import local_time, printable
from briefing.errors import UsageError


class DeliveryDetail(Struct, frozen=True):
    """A delivery, its edition (None: not built), its events in order, the approval, and its zone."""

    delivery: Delivery
    edition: StoredEdition | None
    events: tuple[DeliveryEvent, ...]
    approval: people.Approval | None
    zone: str

    def __str__(self) -> str:
        delivery, label = self.delivery, state_label(self.delivery)
        lines = [delivery.key, f"  state: {label.short}. {self.sentence}"]
        if delivery.reply:
            lines.append(f"  answer: {printable(delivery.reply)}")
        lines += [f"  you can: {command.line}  ({command.purpose})" for command in self._commands()]
        lines.append(f"  recipient: {_recipient(delivery.recipient)}")
        due = f"{local_time(delivery.scheduled_for, self.zone)} {self.zone}"
        lines.append(f"  schedule: {printable(delivery.name)}, due {due}")
        lines += self._edition()
        tries = f"number {delivery.number}, tries {delivery.attempts}"
        lines.append(f"  message: {printable(delivery.message_id)}, {tries}")
        lines += [self._event(event) for event in self.events]
        return "\n".join(lines)

    @property
    def sentence(self) -> str:
        """The state in a sentence, with its time."""
        sentence = state_label(self.delivery).sentence
        times = [event.at for event in self.events if event.what == self.delivery.state]
        if self.delivery.state == "DEFERRED":
            return f"{sentence} Not before {local_time(self.delivery.due, self.zone)}."
        return f"{sentence} Since {local_time(times[-1], self.zone)}." if times else sentence

    def _commands(self) -> list[Any]:
        waits = self.delivery.held and self.delivery.state == "BUILT" and self.edition
        found = [entry for entry in commands(self.delivery) if not entry.line.startswith("briefing deliveries show")]
        return [approve_command(self.edition), *found] if waits and self.edition else found

    def _edition(self) -> list[str]:
        edition = self.edition
        if edition is None:
            return ["  edition: none is built"]
        first, last = edition.period
        head = f"{edition.slug}.{edition.lang}, {edition.entity}, {first}–{last}, as of {edition.as_of}"
        lines = [f"  edition: {printable(head)}", f"  subject: {printable(edition.subject)}"]
        lines.append(f"  content: {edition.content_hash}")
        if self.approval:
            approval = self.approval
            lines.append(f"  approved: by {printable(approval.by)}, {local_time(approval.at, self.zone)}")
        for name, digest in edition.files.items():
            lines.append(f"  file: {digest}  {printable(name)}{' (attached)' if name in edition.attached else ''}")
        return lines

    def _event(self, event: DeliveryEvent) -> str:
        detail = f": {printable(event.detail)}" if event.detail else ""
        at = local_time(event.at, self.zone, seconds=True)
        return f"  event: {at}  {event.what} by {printable(event.who)}{detail}"

    def as_json(self) -> dict[str, Any]:
        """Return the form of `--json`, times in UTC."""
        edition, approval = self.edition, self.approval
        return {
            **delivery_record(self.delivery, self.zone),
            "sentence": self.sentence,
            "commands": [{"command": command.line, "purpose": command.purpose} for command in self._commands()],
            "edition": edition
            and {
                **to_builtins(edition),
                "approved": approval and {"by": approval.by, "at": approval.at.isoformat()},
            },
            "events": [
                {"at": event.at.isoformat(), "what": event.what, "who": event.who, "detail": event.detail}
                for event in self.events
            ],
        }


def show_delivery(db: Connection, key: str) -> DeliveryDetail:
    """Return the delivery whose key begins with `key`; raise UsageError if there is not exactly one."""
    delivery = deliveries.get(db, key.strip().lower()) if key.strip() else None
    if delivery is None:
        what = f"no delivery's key begins with {printable(key)!r}, or several do"
        raise UsageError(what, fix="name a key, or 6 digits or more of it: briefing deliveries list")
    edition = stored_editions.get(db, delivery.edition) if delivery.edition else None
    zone = queries.zones(queries.definitions(db, (delivery.occurrence,)))[delivery.occurrence]
    approval = people.approved(db, edition.content_hash) if edition else None
    return DeliveryDetail(delivery, edition, events.read(db, delivery=delivery.key), approval, zone)


def _recipient(to: Recipient) -> str:
    who = f"{printable(to.name)} <{printable(to.address)}>" if to.name else printable(to.address)
    period = to.period if isinstance(to.period, str) else "–".join(map(str, to.period or ()))
    parts = [
        f"groups {', '.join(to.groups)}" if to.groups else "",
        f"language {to.lang}" if to.lang else "",
        f"entity {to.entity}" if to.entity else "",
        f"{'years ' if all(isinstance(end, int) for end in to.period or ()) else ''}{period}" if period else "",
        f"gets {', '.join(to.outputs)}" if to.outputs else "",
    ]
    return "; ".join([who, *(printable(part) for part in parts if part)])
