"""Small projects that send: the starter with settings and recipients of a test, and what it wrote into its outbox."""

from __future__ import annotations

import datetime as dt
import email
import hashlib
import shutil
from email import policy
from email.message import EmailMessage
from pathlib import Path

from briefing.assets import asset
from briefing.dispatch.context import open_context
from briefing.dispatch.delivery_log import deliveries, events, occurrences
from briefing.dispatch.models import Delivery, DeliveryEvent, Occurrence, Smtp

HEAD = "address,name,groups,language,outputs,entity,period"
ONE = f"{HEAD}\nada@example.org,,,en,,,\n"
TWO = f"{HEAD}\nada@example.org,Ada,board,en,,,\nbo@example.org,Bo,press,en,,,\n"
# 07:00 in UTC on each day
DAILY = '[schedules.daily]\ncron = "0 7 * * *"\nzone = "UTC"\n'


def sending(
    folder: Path, *, mail: str = "", send: str = "", rest: str = "", recipients: str = TWO, smtp: Smtp | None = None
) -> Path:
    """A folder to be made → the starter in it, which sends letters alone unless `mail` says more."""
    shutil.copytree(asset("project"), folder)
    attach = "" if "attach" in mail else "attach = []\n"
    head = f'[mail]\nfrom = "The desk <desk@example.org>"\nowner = "owner@example.org"\n{attach}{mail}\n'
    table = '[recipients]\ntable = "recipients.csv"\ndomains = ["example.org", "example.test"]\n'
    settings(folder, f"{head}{server(smtp)}{table}[send]\n{send}\n{rest}")
    (folder / "recipients.csv").write_text(recipients, encoding="utf-8")
    return folder


def project_of(tmp_path: Path, *, recipients: str = ONE, schedule: str = "", **named: str) -> Path:
    """A folder → a project in it that sends daily to one recipient; `schedule` says more of when."""
    return sending(tmp_path / "p", recipients=recipients, rest=DAILY + schedule, **named)  # type: ignore[arg-type]


def server(smtp: Smtp | None) -> str:
    """A server of a test → its settings."""
    if smtp is None:
        return ""
    lines = [f'host = "{smtp.host}"', f"port = {smtp.port}", f'security = "{smtp.security}"']
    lines += [f'ca = "{smtp.ca}"'] if smtp.ca else []
    lines += [f"timeout = {smtp.timeout}"]
    return "[mail.smtp]\n" + "\n".join(lines) + "\n"


def settings(project: Path, text: str) -> None:
    """Write its dispatch.toml."""
    (project / "dispatch.toml").write_text(text, encoding="utf-8")


def change(file: Path, old: str, new: str) -> None:
    """Replace what must stand there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def outbox(project: Path) -> list[EmailMessage]:
    """The messages that were written, by recipient and time."""
    found = [opened(path) for path in sorted((project / "dispatch" / "outbox").glob("*.eml"))]
    return sorted(found, key=lambda one: (str(one["To"]), str(one["Date"])))


def opened(path: Path) -> EmailMessage:
    """A file → the message, as Python's parser reads it."""
    return email.message_from_bytes(path.read_bytes(), policy=policy.default)


def receivers(project: Path) -> list[str]:
    """To whom the messages in the outbox go."""
    return [str(one["To"].addresses[0].addr_spec) for one in outbox(project)]


def body(message: EmailMessage, kind: str = "plain") -> str:
    """A message → its text, or its `html`."""
    part = message.get_body((kind,))
    assert isinstance(part, EmailMessage)
    return str(part.get_content())


def attached(message: EmailMessage) -> dict[str, str]:
    """A message → name of each attachment and the SHA-256 of its bytes."""
    parts = {str(part.get_filename()): part.get_payload(decode=True) for part in message.iter_attachments()}
    return {name: hashlib.sha256(content).hexdigest() for name, content in parts.items() if isinstance(content, bytes)}


def states(project: Path) -> dict[str, list[str]]:
    """Address → states of its deliveries, in the order of planning."""
    found: dict[str, list[str]] = {}
    for one in all_deliveries(project):
        found.setdefault(one.recipient.address, []).append(one.state)
    return found


def all_deliveries(project: Path) -> tuple[Delivery, ...]:
    """Every delivery of the ledger."""
    with open_context(project) as at, at.log.begin() as db:
        return deliveries.read(db)


def all_occurrences(project: Path) -> tuple[Occurrence, ...]:
    """Every occurrence of the ledger."""
    with open_context(project) as at, at.log.begin() as db:
        return occurrences.read(db)


def all_events(project: Path) -> tuple[DeliveryEvent, ...]:
    """Every event of the ledger."""
    with open_context(project) as at, at.log.begin() as db:
        return events.read(db)


def utc(text: str) -> dt.datetime:
    """`2026-03-02 07:00` → that moment in UTC."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


# two days on which DAILY is due
MONDAY, TUESDAY = utc("2026-03-02 07:00"), utc("2026-03-03 07:00")
