"""Validators of single values; each returns the value or raises ValueError as "what is wrong; how to fix it".

Those of places for secrets never repeat the value: it may be the secret itself.
"""

from __future__ import annotations

import ast
import datetime as dt
import ipaddress
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from briefing.compose.language.syntax import parse_expression
from briefing.dispatch import schedule
from briefing.dispatch.addresses import domain_of, parse_address, parse_mailbox
from briefing.dispatch.models import Calendar
from briefing.errors import BriefingError
from briefing.model.period import Notation
from briefing.model.period_notation import NotationError, parse_period
from briefing.read.report import suggest

_URL = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?")
_URL_CHARACTERS = 200
# Names of the occurrences of what is sent by hand.
BY_HAND, TO_ME = "send", "to-me"
# Each month has so many, also those of long holidays.
_WORKING_DAYS = 15


@contextmanager
def _as_value_error() -> Iterator[None]:
    """Convert our own errors to ValueError, which pydantic reports."""
    try:
        yield
    except BriefingError as error:
        what = " and ".join(finding.what.replace("; ", ", ") for finding in error.findings)
        raise ValueError(f"{what}; {', '.join(finding.fix for finding in error.findings)}") from None


def one_address(value: str) -> str:
    """Return an address in the envelope's form; empty stays empty."""
    with _as_value_error():
        return parse_address(value) if value else ""


def sender(value: str) -> str:
    """Check `Name <name@example.org>` or a plain address; return it unchanged."""
    with _as_value_error():
        parse_mailbox(value)
    return value


def domain(value: str) -> str:
    """Return a domain in ASCII and lower case."""
    try:
        return domain_of(parse_address(f"x@{value}"))
    except BriefingError:
        raise ValueError(f"{value[:80]!r} is not a domain; write it as example.org") from None


def variable(value: object) -> str:
    """Check the name of an environment variable."""
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,99}", value):
        return value
    raise ValueError(
        "this is not the name of an environment variable; write one, as BRIEFING_PASSWORD, never the secret"
    )


def secret_file(value: object) -> str:
    """Check the path of a file that holds a secret."""
    if isinstance(value, str) and value.strip():
        return value
    raise ValueError("this is not the path of a file; write the path of the file that holds the secret")


def command(value: object) -> tuple[str, ...]:
    """Return a program and its arguments."""
    if isinstance(value, list) and value and all(isinstance(part, str) and part for part in value):
        return tuple(value)
    raise ValueError('this is not a command; write the program and its arguments as a list, ["program", "argument"]')


def web(value: str) -> str:
    """Check an address on the web to which a name can be appended; remove the slash at its end."""
    if len(value) > _URL_CHARACTERS or not _URL.fullmatch(value):
        raise ValueError(f"{value[:80]!r} is not the address of a folder on the web; write https://example.org/folder")
    return value.rstrip("/")


def unsubscribe(value: str) -> str:
    """Check an https address, to which tokens are appended (RFC 8058 section 3.1), or a mailto address."""
    if value.startswith("mailto:"):
        with suppress(BriefingError):
            found = parse_address(value.removeprefix("mailto:"))
            if found.isascii():
                return f"mailto:{found}"
    elif value.startswith("https://"):
        return web(value)
    fix = "write it as https://example.org/folder or mailto:name@example.org"
    raise ValueError(f"recipients cannot unsubscribe at {value[:80]!r}; {fix}")


def host(value: str) -> str:
    """Check a host name, or return an IP address without brackets."""
    name = value.removeprefix("[").removesuffix("]")
    if re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?", name):
        return name
    try:
        return str(ipaddress.ip_address(name))
    except ValueError:
        raise ValueError(f"{value[:80]!r} is not a host name; write it as mail.example.org") from None


def when(value: str) -> str:
    """Check the syntax of a condition over facts."""
    fix = 'compare facts of [facts], as "patents.last > 2"'
    if not value:
        return value
    try:
        found = parse_expression(value)
    except BriefingError as error:
        raise ValueError(f"{error.findings[0].what.replace('; ', ', ')}; {fix}") from None
    if isinstance(found, ast.Set):  # as Python reads the braces of a story
        raise ValueError(f"a condition stands without braces; {fix}")
    return value


def moment(value: object) -> dt.datetime:
    """Return a date and time with an offset in UTC."""
    if isinstance(value, dt.datetime) and value.tzinfo:
        return value.astimezone(dt.UTC)
    raise ValueError("a time needs an offset from UTC; write it as 2026-12-01T07:00:00+08:00")


def day(value: object) -> dt.date:
    """Check a date."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    raise ValueError("this is not a date; write it as 2026-12-31, without quotation marks")


def cron(value: str) -> str:
    """Check a cron expression."""
    with _as_value_error():
        schedule.check_timing(value, "UTC")
    return value


def zone(value: str) -> str:
    """Check an IANA zone."""
    with _as_value_error():
        schedule.check_timing("0 0 1 1 *", value)
    return value


def preset(value: str) -> str:
    """Return the cron expression of a preset."""
    if value not in schedule.PRESETS:
        raise ValueError(f"there is no preset {value[:40]!r}; {suggest(value, schedule.PRESETS, 'presets')}")
    return schedule.PRESETS[value]


def working_day(value: object) -> int:
    """Check the number of a working day of the month, from its end below zero."""
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= abs(value) <= _WORKING_DAYS:
        return value
    what = f"{value!r} is no working day that every month has"
    raise ValueError(f"{what}; write 1 to {_WORKING_DAYS}, or -1 for the last, -2 for the last but one")


def first_of_month(cron: str) -> None:
    """Check that a cron expression names the first of a month, from which working days are counted."""
    fields = cron.split()
    if fields[2] != "1" or fields[4] != "*":
        right = " ".join([*fields[:2], "1", fields[3], "*"])
        raise ValueError(f"working_day says the day of the month, and {cron!r} another one; write cron = {right!r}")


def awaited_period(value: object) -> Notation:
    """Check the period of wait_for: "last", which is that of the run, or a notation."""
    if value == "last":
        return "last"
    if isinstance(value, dt.date):
        value = value.isoformat()
    try:
        return parse_period(str(value)).notation
    except NotationError as error:
        raise ValueError(f'{str(error)[:100]}; {error.fix}, or "last", the period of each run') from None


def calendar(value: Calendar) -> Calendar:
    """Check a calendar's country and subdivision."""
    with _as_value_error():
        schedule.check_calendar(value)
    return value


def schedule_name(value: str) -> str:
    """Check the name of a schedule; those of what is sent by hand are reserved."""
    if value in (BY_HAND, TO_ME):
        raise ValueError(f"{value!r} is the name of what is sent by hand; write another name, as [schedules.monthly]")
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", value):
        near = re.sub(r"[^a-z0-9_]+", "-", value.lower()).strip("-_")[:40] or "monthly"
        fix = f"use small letters, digits, - and _, as [schedules.{near}]"
        raise ValueError(f"{value[:40]!r} cannot be a schedule's name; {fix}")
    return value


def security(value: object) -> object:
    """Name the security that is meant by another word of mail programs."""
    if isinstance(value, str) and value.lower() in ("ssl", "ssl/tls", "smtps", "implicit"):
        raise ValueError(f"{value!r} may not stand here; write 'tls'")
    return value
