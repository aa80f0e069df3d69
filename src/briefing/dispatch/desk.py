"""A project's folder → all that dispatch works with: its settings, its ledger, its way out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from briefing.dispatch.ledger.store import Ledger, ledger
from briefing.dispatch.nouns import Definition, Transport
from briefing.dispatch.settings import Settings
from briefing.errors import DispatchError, UsageError


class Desk(Struct, frozen=True):
    """A project, its settings, its ledger of deliveries, and the way out of its messages."""

    project: Path
    settings: Settings
    ledger: Ledger
    transport: Transport

    def definition(self, name: str) -> Definition:
        """A schedule's name → what it sends; UsageError for one that is not there."""
        return named(self.settings, name)


@contextmanager
def desk(project: str | Path) -> Iterator[Desk]:
    """A project's folder → its Desk; UsageError where it is none, BriefingError for what is wrong in it."""
    from briefing.dispatch import settings as of_settings
    from briefing.dispatch.transport import transport

    folder = Path(project).resolve()
    if not (folder / "briefing.toml").is_file():
        raise UsageError("this folder is no project; it holds no briefing.toml", str(folder), "name a project's folder")
    told = of_settings.read(folder)
    opened = ledger(told.folder, url(told))
    try:
        yield Desk(folder, told, opened, transport(told.mail, told.folder / "outbox"))
    finally:
        opened.close()


def url(told: Settings) -> str:
    """Settings → the address of the database that holds the ledger; empty for SQLite in the state folder."""
    if not told.ledger_env:
        return ""
    found = os.environ.get(told.ledger_env, "")
    if not found:
        what = f"the environment variable {told.ledger_env} is not set; it holds the URL of the ledger of deliveries"
        raise DispatchError(what, "dispatch.toml, ledger.url_env", f"export {told.ledger_env}=postgresql://…")
    return found


def named(told: Settings, name: str) -> Definition:
    """A schedule's name → what it sends; UsageError for one that is not there."""
    if name not in told.definitions:
        known = ", ".join(told.definitions) or "none; write [schedules.monthly] into dispatch.toml"
        raise UsageError(f"there is no schedule {name!r}", "dispatch.toml", f"schedules: {known}")
    return told.definitions[name]
