"""A drafted edition's document and the raw rows → printed numbers and periods that are not what their fact is.

The ids of the edition are found again by their values alone: each must hold exactly the rows of one raw series.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from tests.zoo.drafted.expressions import worked
from tests.zoo.drafted.series import Series, Table
from tests.zoo.drafted.times import Number, Time, rounded, time_of

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
COUNTS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER = re.compile(r"(?<![\w.,])([−-]?)(\d[\d,]*(?:\.\d+)?)")
_SCALES = {
    "thousand": 3,
    "k": 3,
    "million": 6,
    "m": 6,
    "billion": 9,
    "bn": 9,
    "trillion": 12,
    "trn": 12,
    "万": 4,
    "亿": 8,
    "万亿": 12,
}
_DOWN = re.compile(r"\b(fell|down|decline\w*|dropped|lower|below|shrank|falls?|loss|lost)\b|▼|^[−-]", re.IGNORECASE)
_UP = re.compile(r"\b(rose|up|grew|higher|above|gained|rises?)\b|▲|^\+", re.IGNORECASE)


class Edition:
    """A drafted project, its document, and the raw rows by the ids of the project."""

    def __init__(self, folder: Path, document: Path, long: pd.DataFrame) -> None:
        self.made = json.loads(document.read_text(encoding="utf-8"))
        settings = tomllib.loads((folder / "briefing.toml").read_text(encoding="utf-8"))
        self.place = settings["edition"]["entity"]
        self.names = pd.read_csv(folder / "indicators.csv", dtype=str, keep_default_na=False).set_index("id")
        self.problems: list[str] = []
        self.raw_of: dict[str, str] = {}
        rows = self._matched(folder, long)
        period = self.made["edition"]["period"]
        self.table = Table(rows, (period[0], period[1]), dict(self.names["unit"]))
        self.subjects: dict[str, Any] = {name: self._subject(asked) for name, asked in settings["facts"].items()}

    def _matched(self, folder: Path, long: pd.DataFrame) -> pd.DataFrame:
        own = pd.read_csv(folder / "observations.csv", dtype=str, keep_default_na=False)
        own = own[own["value"] != ""]
        known = {str(key): _values(rows, self.place) for key, rows in long.groupby("series")}
        found = []
        for key in own["indicator_id"].unique():
            rows = own[own["indicator_id"] == key]
            values = _values(rows, self.place)
            same = [name for name, one in known.items() if one == values]
            if not same:
                close = max(known, key=lambda name: len(set(known[name].items()) & set(values.items())))
                missing = list(set(known[close].items()) ^ set(values.items()))[:4]
                self.problems.append(f"{key}: no raw series has its values; nearest {close}, other: {missing}")
            source = same[0] if same else close
            self.raw_of[str(key)] = source
            found.append(long[long["series"] == source].assign(series=key))
        rows = pd.concat(found, ignore_index=True)
        return rows.assign(entity=rows["entity"].replace("", self.place))

    def _subject(self, asked: Mapping[str, Any]) -> Series | None:
        if "indicator" not in asked:
            return None
        one = Series(self.table, asked["indicator"], asked.get("entity", self.place))
        if "places" in asked:
            chosen = (asked["places"],) if isinstance(asked["places"], str) else tuple(asked["places"])
            joined: Series = getattr(one, f"{asked['combine']}_of")(*chosen)
            return joined
        return one


def _values(rows: pd.DataFrame, place: str) -> dict[tuple[str, str], Decimal]:
    places = rows["entity"].replace("", place)
    return {
        (where, repr(time_of(when))): Decimal(value)
        for where, when, value in zip(places, rows["period"], rows["value"], strict=True)
    }


def runs_of_texts(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], list[dict[str, Any]]]]:
    """A document as JSON → where each text stands, and its runs."""
    if isinstance(node, list):
        if node and all(
            isinstance(one, dict) and isinstance(one.get("text"), str) and "type" not in one for one in node
        ):
            yield path, node
            return
        for at, one in enumerate(node):
            yield from runs_of_texts(one, (*path, at))
    elif isinstance(node, dict):
        for key, one in node.items():
            yield from runs_of_texts(one, (*path, key))


def wrong_numbers(edition: Edition) -> Iterator[str]:
    """What is printed and is not so: values of facts, roundings, periods, directions, points of charts."""
    values: dict[str, Any] = {}
    for name, fact in edition.made["facts"].items():
        try:
            found = worked(name, edition.subjects)
        except Exception as error:  # a fact that cannot be worked out is a fault of either side
            yield f"not worked out: {name}: {type(error).__name__} {error}"
            continue
        values[name] = found
        value = found.value if isinstance(found, Number) else found
        if isinstance(value, bool) or not isinstance(value, Decimal):
            yield f"no number: {name} = {value}"
            continue
        stated = fact.get("value")
        if (
            isinstance(stated, int | float)
            and not _near(value, Decimal(repr(stated)))
            and fact.get("measure") != "period"
            and "_since(" not in name
        ):
            yield f"{name} is {value:.12g}, the edition has {stated}"
    for path, runs in runs_of_texts(edition.made["document"]):
        text = "".join(run["text"] for run in runs)
        for at, run in enumerate(runs):
            if run.get("fact") in values:
                before = "".join(one["text"] for one in runs[:at])
                if fault := misprinted(run["text"], values[run["fact"]], edition, run["fact"], before):
                    yield f"{'/'.join(map(str, path))}: {text!r}: {fault}"
    yield from _charts(edition.made["document"], values)


def _near(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= Decimal("1e-9") * max(abs(one), Decimal(1))


def misprinted(text: str, found: Number, edition: Edition, name: str, before: str) -> str:
    """A run's text and what its fact is → what is wrong with it, or nothing."""
    value = found.value
    key = re.match(r"\w+", name)
    unit = (
        str(edition.names["unit"].get(edition.subjects[key[0]].key, "")) if key and edition.subjects.get(key[0]) else ""
    )
    bare = text.replace(unit, "") if unit else text
    month = re.fullmatch(r"(\d{1,2})月", text)
    if month and found.period is not None and found.period.letter == "M":
        return "" if found.period.number % 12 + 1 == int(month[1]) else f"{text!r} is of {found.period}"
    shown = period_in(text)
    if shown is not None and (found.period is not None or found.ends):
        allowed = [found.period] if found.period is not None else list(found.ends or ())
        if any(_same_time(shown, one) for one in allowed if one is not None):
            return ""
        if not _NUMBER.search(bare) or (re.fullmatch(r"(19|20)\d\d", text.strip()) and not _rounds(text, value)):
            return f"prints the period {text!r}, its fact {name} is of {allowed}"
    if not re.search(r"\d", bare):
        if bare.strip().lower() in COUNTS:
            return (
                ""
                if COUNTS[int(abs(value))] == bare.strip().lower() and value == int(value)
                else f"{text!r} is {value}"
            )
        return _direction(bare, value, name) if not found.period else ""
    years = {repr(one)[:4] for one in (found.period, *(found.ends or ())) if one is not None}
    numbers = [match for match in _NUMBER.finditer(bare) if match[2] not in years or len(match[2]) != 4]
    if numbers and not all(_agrees(match, bare, value, before) for match in numbers):
        return f"{text!r} is no rounding of {name} = {value:.8g}"
    return _direction(bare, value, name)


def _rounds(text: str, value: Decimal) -> bool:
    return any(_agrees(match, text, value, "") for match in _NUMBER.finditer(text))


def _direction(text: str, value: Decimal, name: str) -> str:
    if not re.search(
        r"\.(percent|change|points|growth|pace)$|\.(on_\w+|contribution|percent_with|rest_change|rest_contribution)\(",
        name,
    ):
        return ""
    if (_DOWN.search(text) and value > 0) or (_UP.search(text) and value < 0):
        return f"{text!r} has the direction of a number that is {value:.8g} ({name})"
    return ""


def _agrees(match: re.Match[str], text: str, value: Decimal, before: str) -> bool:
    shown = Decimal(match[2].replace(",", "")) * (-1 if match[1] else 1)
    decimals = len(match[2].partition(".")[2])
    tail = re.match(r"\s?([a-z]+|万亿|[万亿])", text[match.end() :])
    step = Decimal(1).scaleb(-decimals)
    for scale in {0, _SCALES.get(tail[1], 0) if tail else 0, 3, 6, 9, 12}:
        if scale and abs(value) < Decimal(1).scaleb(scale - 2):
            continue
        for size in (value.scaleb(-scale), abs(value).scaleb(-scale)):
            near = text[: match.start()].rstrip() or before.rstrip()
            if rounded(size, decimals) == shown:
                return True
            if near.endswith(("less than", "under", "nearly", "almost")) and 0 < shown - size <= step:
                return True
            if near.endswith(("more than", "over")) and 0 < size - shown <= step:
                return True
    return False


def period_in(text: str) -> Time | None:
    """2005, March 2005, Q1 2005 → a period."""
    text = re.sub(r"^(in|since|from|to|by|until|of|the)\s+", "", text.strip(), flags=re.IGNORECASE).replace(
        "\u00a0", " "
    )
    if re.fullmatch(r"[12]\d{3}", text):
        return Time("A", int(text))
    if found := re.fullmatch(r"([A-Z][a-z]+)\.? ([12]\d{3})", text):
        month = next((at for at, name in enumerate(MONTHS) if name.startswith(found[1])), None)
        return None if month is None else Time("M", int(found[2]) * 12 + month)
    if found := re.fullmatch(r"Q([1-4]) ([12]\d{3})", text):
        return Time("Q", int(found[2]) * 4 + int(found[1]) - 1)
    if found := re.fullmatch(r"(?:the )?(first|second|third|fourth) quarter of ([12]\d{3})", text):
        return Time("Q", int(found[2]) * 4 + ("first", "second", "third", "fourth").index(found[1]))
    return None


def _same_time(shown: Time, other: Time) -> bool:
    return shown == other or (shown.letter == "A" and repr(other).startswith(repr(shown)))


def _charts(node: Any, values: Mapping[str, Any], path: tuple[Any, ...] = ()) -> Iterator[str]:
    """Points of charts whose category is not the period, or the place, that their fact is of."""
    if isinstance(node, list):
        for at, one in enumerate(node):
            yield from _charts(one, values, (*path, at))
    elif isinstance(node, dict):
        if node.get("type") == "Chart":
            for series in node.get("series", ()):
                own = period_in("".join(run["text"] for run in series.get("name", ())))
                points = series.get("points", ())
                times = node.get("periods") or ()
                for at, fact in enumerate(points):
                    found = values.get(fact) if isinstance(fact, str) else None
                    when = own if own is not None else time_of(times[at]) if len(times) == len(points) else None
                    if (
                        found is not None
                        and found.period is not None
                        and when is not None
                        and not _same_time(when, found.period)
                    ):
                        yield f"{'/'.join(map(str, path))}: the point of {when} is {fact}"
        for key, one in node.items():
            yield from _charts(one, values, (*path, key))
