"""What dispatch works with in one project: settings, delivery log, transport."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from msgspec import Struct

from briefing.dispatch.delivery_log.store import DeliveryLog, open_log
from briefing.dispatch.models import Definition, Transport
from briefing.dispatch.settings import DispatchSettings, read_settings
from briefing.dispatch.transport import transport
from briefing.errors import DispatchError, UsageError
from briefing.read.report import suggest

ADD_SCHEDULE: Final = 'add [schedules.monthly] with preset = "monthly" and zone = "Europe/Berlin"'


class DispatchContext(Struct, frozen=True):
    """A project with its settings, its delivery log and the transport of its messages."""

    project: Path
    settings: DispatchSettings
    log: DeliveryLog
    transport: Transport

    def definition(self, name: str) -> Definition:
        """Return the definition of a schedule; raise UsageError if there is none."""
        return find_definition(self.settings, name)


@contextmanager
def open_context(project: str | Path) -> Iterator[DispatchContext]:
    """Open the context of a project's folder; raise UsageError if it is no project, BriefingError for errors in it."""
    folder = Path(project).resolve()
    if not (folder / "briefing.toml").is_file():
        raise UsageError(
            "this folder is not a project; it has no briefing.toml", str(folder), "name a project's folder"
        )
    settings = read_settings(folder)
    delivery_log = open_log(settings.folder, log_url(settings))
    try:
        yield DispatchContext(folder, settings, delivery_log, transport(settings.mail, settings.folder / "outbox"))
    finally:
        delivery_log.close()


def log_url(settings: DispatchSettings) -> str:
    """Return the URL of the delivery log's database; empty for SQLite in the state folder."""
    if not settings.log_env:
        return ""
    value = os.environ.get(settings.log_env, "")
    if not value:
        what = f"the environment variable {settings.log_env} is not set; it holds the URL of the delivery log"
        raise DispatchError(what, "dispatch.toml, ledger.url_env", f"export {settings.log_env}=postgresql://…")
    return value


def find_definition(settings: DispatchSettings, name: str) -> Definition:
    """Return the definition of a schedule; raise UsageError if there is none."""
    if name not in settings.definitions:
        fix = suggest(name, settings.definitions, "schedules") if settings.definitions else ADD_SCHEDULE
        raise UsageError(f"there is no schedule {name!r}", "dispatch.toml", fix)
    return settings.definitions[name]
