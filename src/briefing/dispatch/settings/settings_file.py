"""Read a project's dispatch.toml and report every mismatch at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from pydantic import ValidationError

from briefing import read
from briefing.dispatch.models import Definition, Mail, RecipientTable, Release
from briefing.dispatch.settings.release_calendar import read_releases
from briefing.dispatch.settings.secret_scan import mask_secrets
from briefing.dispatch.settings.toml_schema import DispatchForm
from briefing.dispatch.settings.validators import BY_HAND
from briefing.errors import Finding
from briefing.pipeline.outputs import ATTACHABLE
from briefing.read.report import Report, suggest
from briefing.read.tomlfile import TomlFile, findings, read_toml

FILE = "dispatch.toml"


class DispatchSettings(Struct, frozen=True, kw_only=True):
    """The content of dispatch.toml: schedules by name (`definitions`), and what is sent by hand (`send`).

    `attach` holds the outputs of recipients whose row names none. Messages go to `domains` only; without them to at
    most `external` addresses outside the sender's domain. `folder` holds the state of dispatch; `log_env` names the
    variable with the URL of a PostgreSQL database, empty for SQLite in the folder. `digest` is the file's SHA-256,
    empty without the file.
    """

    mail: Mail
    definitions: Mapping[str, Definition]
    send: Definition
    table: RecipientTable
    attach: tuple[str, ...]
    domains: tuple[str, ...]
    external: int
    folder: Path
    log_env: str
    digest: str


def read_settings(project: Path) -> DispatchSettings:
    """Return the settings of a project, the defaults without dispatch.toml; raise InputError with every mismatch.

    No message repeats a secret from the file.
    """
    path = project / FILE
    if not path.exists():
        return _settings(DispatchForm(), TomlFile({}, {}, path.as_posix(), ""), project)
    file = read_toml(path)
    masked, found = mask_secrets(file)
    try:
        form = DispatchForm.model_validate(masked.values)
    except ValidationError as error:
        form, places = DispatchForm(), {finding.where for finding in found}
        wrong = [finding for finding in findings(error, DispatchForm, masked) if finding.where not in places]
        # Python keeps the word `from` for itself, so the field has another name; pydantic names a key `[key]`.
        found += [
            Finding(finding.where.removesuffix(".[key]"), finding.what, re.sub(r"\bfrom_\b", "from", finding.fix))
            for finding in wrong
        ]
    report = Report()
    report.extend(sorted(found, key=_line))
    report.stop_if_any()
    return _settings(form, file, project)


def _line(finding: Finding) -> int:
    found = re.search(r", line ([0-9]+)", finding.where)
    return int(found[1]) if found else 0


def _check_awaited(definitions: Mapping[str, Definition], file: TomlFile, project: Path, report: Report) -> None:
    """Report short names that a schedule waits for and that briefing.toml has not."""
    awaited = [(name, fact) for name, terms in definitions.items() if terms.wait for fact in terms.wait.facts]
    if not awaited:
        return
    with report.collecting():
        known = read.settings(project).facts
        for name, fact in awaited:
            if fact not in known:
                where = file.where("schedules", name, "wait_facts")
                report.add(where, f"{fact[:60]!r} is no short name of [facts]", suggest(fact, known, "short names"))


def _settings(form: DispatchForm, file: TomlFile, project: Path) -> DispatchSettings:
    most = form.recipients.most
    send = form.send.definition(Definition(name=BY_HAND, most=most, where=file.where("send")))
    report = Report()
    definitions = {}
    for name, schedule in form.schedules.items():
        releases: tuple[Release, ...] = ()
        with report.collecting():
            if schedule.releases:
                where = file.where("schedules", name, "releases")
                releases = read_releases(project, schedule.releases, where, schedule.zone)
        where, timing = file.where("schedules", name), schedule.timing(releases)
        terms = replace(schedule.definition(send), name=name, timing=timing, wait=schedule.wait(), where=where)
        definitions[name] = terms
    _check_awaited(definitions, file, project, report)
    report.stop_if_any()
    return DispatchSettings(
        mail=form.mail.mail(project),
        definitions=definitions,
        send=send,
        table=form.recipients.source(file.where("recipients")),
        attach=tuple(name for name in ATTACHABLE if name in form.mail.attach),
        domains=form.recipients.domains,
        external=form.recipients.external,
        folder=project / form.ledger.folder,
        log_env=form.ledger.url_env,
        digest=file.digest,
    )
