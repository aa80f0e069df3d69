"""A project's folder → all that dispatch works with: its settings, its ledger, its way out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from briefing.dispatch.delivery_log.store import DeliveryLog, open_log
from briefing.dispatch.models import Definition, Transport
from briefing.dispatch.settings import DispatchSettings, read_settings
from briefing.dispatch.transport import transport
from briefing.errors import DispatchError, UsageError


class DispatchContext(Struct, frozen=True):
    """A project, its settings, its ledger of deliveries, and the way out of its messages."""

    project: Path
    settings: DispatchSettings
    log: DeliveryLog
    transport: Transport

    def definition(self, name: str) -> Definition:
        """A schedule's name → what it sends; UsageError for one that is not there."""
        return find_definition(self.settings, name)


@contextmanager
def open_context(project: str | Path) -> Iterator[DispatchContext]:
    """A project's folder → its Desk; UsageError where it is none, BriefingError for what is wrong in it."""
    folder = Path(project).resolve()
    if not (folder / "briefing.toml").is_file():
        raise UsageError("this folder is no project; it holds no briefing.toml", str(folder), "name a project's folder")
    settings = read_settings(folder)
    delivery_log = open_log(settings.folder, log_url(settings))
    try:
        yield DispatchContext(folder, settings, delivery_log, transport(settings.mail, settings.folder / "outbox"))
    finally:
        delivery_log.close()


def log_url(settings: DispatchSettings) -> str:
    """Settings → the address of the database that holds the ledger; empty for SQLite in the state folder."""
    if not settings.log_env:
        return ""
    value = os.environ.get(settings.log_env, "")
    if not value:
        what = f"the environment variable {settings.log_env} is not set; it holds the URL of the ledger of deliveries"
        raise DispatchError(what, "dispatch.toml, ledger.url_env", f"export {settings.log_env}=postgresql://…")
    return value


def find_definition(settings: DispatchSettings, name: str) -> Definition:
    """A schedule's name → what it sends; UsageError for one that is not there."""
    if name not in settings.definitions:
        known = ", ".join(settings.definitions) or "none; write [schedules.monthly] into dispatch.toml"
        raise UsageError(f"there is no schedule {name!r}", "dispatch.toml", f"schedules: {known}")
    return settings.definitions[name]
