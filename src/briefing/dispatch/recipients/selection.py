"""Select the recipients of a definition: groups, allowed domains, and limits without confirmation."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from briefing.dispatch.addresses import domain_of, normalize
from briefing.dispatch.models import Definition, Recipient
from briefing.dispatch.settings import DispatchSettings
from briefing.errors import DispatchError, Finding
from briefing.read.report import suggest

MAX_GROWTH = 10
MAX_LISTED = 12  # domains in a message


def select_recipients(
    rows: Sequence[Recipient],
    definition: Definition,
    settings: DispatchSettings,
    confirmed: bool,
    last_count: int | None = None,
) -> tuple[Recipient, ...]:
    """Return the recipients in the definition's groups and addresses, in the order of the table.

    `last_count` is the number of recipients last time. Raise DispatchError with every unknown group or address, every
    recipient outside the allowed domains, and, unless `confirmed`, for more than `definition.most` recipients or more
    than ten times as many as last time.
    """
    names = set(map(_key, definition.to))
    found = tuple(row for row in rows if not names or not names.isdisjoint(_names(row)))
    wrong = [*_unknown(rows, definition), *_outside(found, settings)]
    if not found and not wrong:
        wrong.append(Finding(definition.where, "nobody would get the edition", "add recipients to the table"))
    if not confirmed:
        wrong += _too_many(len(found), definition, last_count)
    if wrong:
        raise DispatchError(wrong)
    return found


def _key(name: str) -> str:
    return normalize(name) if "@" in name else name


def _names(row: Recipient) -> set[str]:
    """Return the names by which a definition can refer to a row."""
    return {normalize(row.address), *row.groups}


def _unknown(rows: Sequence[Recipient], definition: Definition) -> Iterator[Finding]:
    groups = {group for row in rows for group in row.groups}
    addresses = {normalize(row.address) for row in rows}
    for name in definition.to:
        if "@" in name and normalize(name) not in addresses:
            yield Finding(
                definition.where, f"{name} is not a recipient", suggest(normalize(name), addresses, "recipients")
            )
        if "@" not in name and name not in groups:
            yield Finding(definition.where, f"there is no group {name!r}", suggest(name, groups, "groups"))


def _outside(found: Sequence[Recipient], settings: DispatchSettings) -> Iterator[Finding]:
    """Report recipients outside the allowed domains; without a list, outside the sender's own if they are many."""
    allowed = settings.domains or (domain_of(settings.mail.sender),)
    outside = [row for row in found if domain_of(row.address) not in allowed]
    if not settings.domains and len({normalize(row.address) for row in outside}) <= settings.external:
        return
    listed = sorted({*allowed, *(domain_of(row.address) for row in outside)})
    allow = f"domains = {json.dumps(listed)}" if len(listed) <= MAX_LISTED else f"external = {len(outside)}"
    for row in outside:
        domain, where = domain_of(row.address), f"{row.where}, column address"
        if settings.domains:
            fix = f"take the row out, or add {domain!r} to domains in dispatch.toml"
            yield Finding(where, f"{row.address} is outside the allowed domains", fix)
        else:
            what = f"{row.address} is outside {allowed[0]}, as are more than the {settings.external} allowed unlisted"
            yield Finding(where, what, f"check the table; to allow them, write {allow} in [recipients]")


def _too_many(count: int, definition: Definition, last_count: int | None) -> Iterator[Finding]:
    if count > definition.most:
        what = f"{count:,} recipients exceed the {definition.most:,} allowed without confirmation"
        yield Finding(definition.where, what, "check the table; confirm with --yes, or raise most in [recipients]")
    elif last_count and count > MAX_GROWTH * last_count:
        what = f"{count:,} recipients are more than ten times the {last_count:,} of the last time"
        yield Finding(definition.where, what, "check the table; confirm with --yes")
