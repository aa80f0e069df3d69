"""Check the cron expression, time zone and calendar of a schedule."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from zoneinfo import available_timezones

from cronsim import CronSim, CronSimError

from briefing.dispatch.models import Calendar
from briefing.dispatch.schedule.workdays import next_workday
from briefing.errors import Finding, InputError

# Names for cron expressions.
PRESETS: Mapping[str, str] = MappingProxyType(
    {
        "daily": "0 7 * * *",
        "weekdays": "0 7 * * 1-5",
        "weekly": "0 7 * * 1",
        "monthly": "0 7 1 * *",
        "month-end": "0 7 L * *",
        "last-weekday": "0 7 LW * *",
        "quarterly": "0 7 1 1,4,7,10 *",
        "yearly": "0 7 1 1 *",
    }
)
MAX_LENGTH = 200
# So many days without work could fill a year, with its weekends and holidays.
MANY_DAYS = 100
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "minute": "0 to 59",
        "hour": "0 to 23",
        "day-of-month": "1 to 31, L for the last day of the month, or LW for its last day from Monday to Friday",
        "month": "1 to 12, or JAN to DEC",
        "day-of-week": "0 to 7 (0 and 7 are Sunday), SUN to SAT, 5L for the last Friday, or 1#1 for the first Monday",
    }
)
_SHORT = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
# Zones that depend on the machine, not on the author.
_MACHINE = {"localtime", "posixrules", "Factory"}
_CLOCK = re.compile("([A-Z][A-Za-z ]+) Time")
# Cities that people look for, and that the database of zones files under another one.
_CITIES = {
    "delhi": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata",
    "frankfurt": "Europe/Berlin",
    "munich": "Europe/Berlin",
    "geneva": "Europe/Zurich",
    "washington": "America/New_York",
    "boston": "America/New_York",
    "san_francisco": "America/Los_Angeles",
}


def check_timing(cron: str, zone: str) -> None:
    """Check a cron expression of five fields and an IANA zone; InputError names `cron`, `zone`, or both."""
    found = [Finding("cron", *wrong) for wrong in (_cron(cron),) if wrong]
    found += [Finding("zone", *wrong) for wrong in (_zone(zone),) if wrong]
    if found:
        raise InputError(found)


def check_calendar(calendar: Calendar) -> None:
    """Check a calendar; InputError names `country`, `subdivision`, `weekend` or `days`."""
    found = list(_country(calendar))
    if any(day not in range(7) for day in calendar.weekend):
        found.append(Finding("weekend", "a day of the weekend is none of the week's", "0 is Monday, 6 is Sunday"))
    elif len(set(calendar.weekend)) == 7:
        found.append(Finding("weekend", "every day belongs to the weekend, nothing would ever run", "leave one out"))
    if found:
        raise InputError(found)
    if len(calendar.days) >= MANY_DAYS:
        for day in calendar.days:
            next_workday(calendar, day)


def _cron(cron: str) -> tuple[str, str] | None:
    """Return what is wrong with an expression, and the fix."""
    five = f"write five fields: {', '.join(FIELDS)}"
    if len(cron) > MAX_LENGTH:
        return (
            f"the expression is {len(cron)} characters long, at most {MAX_LENGTH} are allowed",
            "write a list as a range, as 1-5, or as steps, as */5",
        )
    if not (cron.isascii() and cron.isprintable()):
        plain = " ".join(unicodedata.normalize("NFKC", cron).split())
        right = plain.isascii() and plain.isprintable() and not _cron(plain)
        fix = f"write {plain!r}" if right else "use digits, *, comma, hyphen, / and spaces, on one line"
        return f"{cron!r} holds a character that belongs in no cron expression", fix
    parts = cron.split()
    if len(parts) == 1:
        return _word(parts[0], five)
    if len(parts) == 6:
        return f"{cron!r} has six fields; seconds cannot be planned", f"write {' '.join(parts[1:])!r}"
    if len(parts) != 5:
        return f"{cron!r} has {len(parts)} fields, not five", five
    try:
        # The days of a year repeat within 28 years, and CronSim looks 50 ahead.
        next(CronSim(cron, dt.datetime(2024, 1, 1)))
    except CronSimError as error:
        return _field(parts, str(error).removeprefix("Bad "))
    except StopIteration:
        return f"{cron!r} never comes: no such day is in the calendar", "write * for day-of-month or day-of-week"
    return None


def _word(word: str, five: str) -> tuple[str, str]:
    from briefing.read.report import nearest_name  # imports pydantic and YAML, which no decision needs

    if word.lower() in _SHORT:
        return f"{word!r} is not understood here", f"write {_SHORT[word.lower()]!r}"
    near = nearest_name(word, PRESETS)
    return f"{word!r} is not a cron expression", f"write {PRESETS[near]!r}, which is {near}" if near else five


def _field(parts: list[str], field: str) -> tuple[str, str]:
    """Return what is wrong with the field that CronSim refuses, and the fix."""
    place = list(FIELDS).index(field)
    if field == "day-of-month":
        try:
            CronSim(" ".join([*parts[:3], "*", parts[4]]), dt.datetime(2024, 1, 1))
        except CronSimError:
            pass
        else:
            return f"day {parts[2]} never comes in month {parts[3]}", "write L, the last day of the month"
    return f"{parts[place]!r} is no {field}", f"write {FIELDS[field]}; * for every one"


def _zone(zone: str) -> tuple[str, str] | None:
    names = _zones()
    if zone in names:
        return None
    shown = zone if len(zone) <= 60 else f"{zone[:57]}…"
    form = "write the name of a zone as Europe/Berlin or UTC"
    if re.fullmatch(r"(UTC|GMT|Z)?\s*[+-]\d{1,2}(:?\d\d)?", zone, re.IGNORECASE):
        return f"{shown!r} is an offset, which knows no summer time", form
    near = _near_zone(zone, names)
    return f"the time zone {shown!r} is unknown", f"did you mean {near!r}?" if near else form


@cache
def _zones() -> set[str]:
    """Return the names of all zones, for which the files of the zone database are looked through."""
    return available_timezones() - _MACHINE


def _near_zone(zone: str, names: Iterable[str]) -> str:
    """Return the zone with that name in another spelling, of that city, or with the most similar name."""
    name = zone.strip().lower().replace(" ", "_")
    city = name.rpartition("/")[2]
    zones = {name.lower(): name for name in sorted(names)}
    cities = (
        {name.rpartition("/")[2]: zones[name] for name in zones if not name.startswith("etc/")} | _clocks() | _CITIES
    )
    if name in zones or city in cities:
        return zones.get(name) or cities[city]
    # Names of zones are alike, so that a fair likeness would mislead.
    near = difflib.get_close_matches(name[:80], zones, 1, 0.8) or difflib.get_close_matches(city[:80], cities, 1, 0.8)
    return (zones | cities)[near[0]] if near else ""


def _clocks() -> dict[str, str]:
    """Return cities that the zone database names only in a remark, as "… Time", with their zone."""
    table = resources.files("tzdata").joinpath("zoneinfo", "zone1970.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    named = ((match[1], row[2]) for row in rows if (match := _CLOCK.fullmatch(row[-1])) and len(row) > 3)
    return {city.lower().replace(" ", "_"): zone for city, zone in named}


def _country(calendar: Calendar) -> Iterable[Finding]:
    # holidays takes an eighth of a command's start, and few schedules need it
    from holidays import country_holidays
    from holidays.registry import COUNTRIES, EntityLoader

    from briefing.read.report import suggest

    code, part = calendar.country, calendar.subdivision
    if not code:
        if part:
            yield Finding("subdivision", f"{part[:60]!r} is part of no country", "give the country too, as DE")
        return
    if code not in set(EntityLoader.get_country_codes()):
        names = {name.lower().replace("_", " "): entry[1] for name, entry in COUNTRIES.items()}
        known = names.get(code.lower()) or (code.upper() if code.upper() in names.values() else "")
        fix = f"did you mean {known!r}?" if known else suggest(code.lower(), names)
        yield Finding("country", f"the country {code[:60]!r} is unknown", _by_code(fix, names))
        return
    country = country_holidays(code)
    parts = {*country.subdivisions, *country.subdivisions_aliases}
    if part and part not in parts:
        fix = suggest(part, parts) if parts else "leave it out: no part of this country has holidays of its own here"
        yield Finding("subdivision", f"{part[:60]!r} is unknown in {code}", fix)


def _by_code(fix: str, names: Mapping[str, str]) -> str:
    """Replace the country's name in a fix by its code; a list of countries says little."""
    near = re.fullmatch(r"did you mean '(.+)'\?", fix)
    if near:
        return f"did you mean {names.get(near[1], near[1])!r}?"
    return "write its code of two letters by ISO 3166-1, as CN or DE"
