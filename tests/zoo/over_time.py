"""Foreign files of months, weeks and days → projects of one series each, which share one story.

The story asks for relative time alone, so that it holds for any of them; what they have of their own is in `PROJECTS`.
"""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from msgspec import Struct

from tests.zoo.foreign import PROJECTS as FOLDERS
from tests.zoo.foreign import zoo

PRICES: Final = Path(__file__).parents[2] / "data" / "prices"
_ECB: Final = "ecb-exr-usd-eur-monthly.sdmx.xml"
Rows = Iterator[tuple[str, str]]


class Foreign(Struct, frozen=True):
    """A file's name, what it holds, how often, and the rows (period, value) that it gives."""

    name: str
    unit: str
    frequency: str
    entity: str
    last: int
    rows: Callable[[], Rows]
    adjustment: str = ""
    file: str = ""  # an SDMX message that the edition reads as it lies; the rows are then a second reading of it


def _euribor() -> Rows:
    with (zoo() / "euribor-3m-monthly.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row["date"][:7], row["rate"]  # the day is the month's first working day


def _sea_level() -> Rows:
    with (zoo() / "sea-level-monthly.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row["Time"], row["GMSL (monthly)"].replace("#N/A", "")


def _dollar() -> Rows:
    return _sdmx(_ECB)


def _sdmx(name: str) -> Rows:
    return ((period, value) for period, value, _ in sdmx(name))


def sdmx(name: str) -> Iterator[tuple[str, str, str]]:
    """Period, value and status of each observation of an SDMX file, as a user's few lines would read it."""
    generic = "{http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic}"
    parts = ("ObsDimension", "ObsValue", "Attributes/{0}Value[@id='OBS_STATUS']")
    for found in ET.parse(zoo() / name).iter(f"{generic}Obs"):
        period, value, status = (found.find(generic + part.format(generic)) for part in parts)
        assert period is not None
        assert value is not None
        yield period.attrib["value"], value.attrib["value"], "" if status is None else status.attrib["value"]


def _brent() -> Rows:
    with (PRICES / "observations.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["indicator_id"] == "brent_weekly":
                yield row["period"], row["value"]


def _fridays() -> Rows:
    with (PRICES / "observations.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["indicator_id"] == "brent_weekly":
                yield re.sub(r"week to ", "", row["note"]), row["value"]


PROJECTS: Final[Mapping[str, Foreign]] = {
    "euribor": Foreign("Three-month Euribor", "%", "M", "Euro area", 120, _euribor, "not seasonally adjusted"),
    "sea_level": Foreign("Sea level", "mm", "M", "World", 120, _sea_level),
    "dollar": Foreign("Euro in US dollars", "US dollars", "M", "Euro area", 60, _dollar, file=_ECB),
    "weeks": Foreign("Brent crude oil", "US dollars a barrel", "W", "World market", 52, _brent),
    "days": Foreign("Brent crude oil", "US dollars a barrel", "D", "World market", 400, _fridays),
}


def project(name: str, root: Path) -> Path:
    """A project's name and a folder → the project there."""
    foreign, made = PROJECTS[name], root / name
    shutil.copytree(FOLDERS / "one_series", made)
    settings = (made / "briefing.toml").read_text(encoding="utf-8")
    for word in ("name", "entity", "last"):
        settings = settings.replace(f"<{word}>", str(getattr(foreign, word)))
    (made / "briefing.toml").write_text(settings, encoding="utf-8")
    columns = "id,name_en,unit,frequency,adjustment"
    words = f'"{foreign.name}","{foreign.unit}",{foreign.frequency},{foreign.adjustment}'
    (made / "indicators.csv").write_text(f"{columns}\nseries,{words}\n", encoding="utf-8")
    lines = [f"series,{foreign.entity},{period},{value},FILE" for period, value in foreign.rows() if value]
    table = "\n".join(["indicator_id,entity,period,value,source_id", *lines, ""])
    (made / "observations.csv").write_text(table, encoding="utf-8")
    if foreign.file:
        shutil.copy(zoo() / foreign.file, made)
        fill = f'indicator_id = "series", entity = "{foreign.entity}", source_id = "FILE"'
        layout = f'\n[tables.observations]\nfile = "{foreign.file}"\nfill = {{ {fill} }}\n'
        (made / "briefing.toml").write_text(settings + layout, encoding="utf-8")
    return made
