"""The edition: what `briefing.toml` says, and the project around it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct, field

from briefing.model.dataset import Dataset, Source
from briefing.model.fact import Fact
from briefing.model.format import PLAIN, Format
from briefing.model.outlines import Outlines
from briefing.model.period import Period
from briefing.model.period_choice import PeriodChoice
from briefing.model.template import Template

Mode = Literal["read", "present"]
Page = Literal["A4", "Letter"]
Given = Literal["entity", "period", "slug"]
Combine = Literal["", "sum", "mean", "median"]
ChangeOn = Literal["", "previous", "year", "annual rate"]
ChangeHow = Literal["", "percent", "change", "points"]
ALL: Final = "all"  # every place, where places are named
EDITION: Final = "edition"  # stands for the edition's place wherever a story or briefing.toml names places
LANGUAGE: Final = r"[a-z]{2,3}(-[A-Za-z]{2,4})?"  # as a regular expression: en, zh, zh-Hant
# Words or a truth value; words by language have those of English at least.
Parameter = str | bool | Mapping[str, str]


class Imprint(Struct, frozen=True):
    """Who issues the edition; `logo` is an absolute path or empty."""

    organisation: str = ""
    owner: str = ""
    contact: str = ""
    classification: str = ""
    logo: str = ""


class Subject(Struct, frozen=True):
    """A short name of the story, from `[facts]`: one indicator, entity and series, the ratio or the
    difference of two others, or the change of another.

    `entity` empty means the edition's entity; `series` empty means the indicator's only series.
    A ratio divides `ratio[0]` by `ratio[1]` year by year and multiplies by `scale`; its `unit` and `names` are given,
    the latter by language, as are the `units` in other languages. Its `direction` of good is up, down or unknown.
    A difference takes `difference[1]` from `difference[0]`, in their unit; `names` may be left out.
    `format` goes before that of the indicator.
    `combine` makes one value a year of several `places`, or of "all"; "edition" is the edition's own.
    `change` is the short name whose change it is, `on` the previous period or the same period a year before, `how` as
    %, as a difference or in points. `period` is its own first and last one, in place of the edition's.
    """

    key: str
    indicator: str = ""
    entity: str = ""
    series: str = ""
    ratio: tuple[str, ...] = ()
    difference: tuple[str, ...] = ()
    scale: float = 1.0
    unit: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    decimals: int = 2
    units: Mapping[str, str] = field(default_factory=dict)
    format: Format = PLAIN
    direction: str = ""
    places: tuple[str, ...] = ()
    combine: Combine = ""
    change: str = ""
    on: ChangeOn = ""
    how: ChangeHow = ""
    period: tuple[Period, Period] | None = None


class Edition(Struct, frozen=True):
    """What makes one edition; `period` is its first and last one, both included.

    `given` names those that were asked for in place of the project's own; `parameters` are words for the story.
    `totals` are entities that hold others, which are never ranked with them or added to them. `whole` is False where
    not all places of the data were read. `project_entity` is the place of briefing.toml, whatever this edition is of.
    `cover_image` is the absolute path of an image for the cover, or empty.
    `chosen` is the period as it was asked for, where the newest data decide on it.
    `moment` is the very one of the day `as_of`, where one was asked for.
    `things` is what its places are called by language, as "firms"; those of a language without are places.
    `undated` says that neither the project nor any source has a date, so that `as_of` is the end of its newest period.
    `web_folder` is the address below which its web editions are published, ending in a slash, or empty.
    `allow_code` says that figures may be drawn by code of the project.
    `notes` says whether the notes of observations are printed with their values, or are the dataset's own affair.
    """

    slug: str
    title: str
    entity: str
    period: tuple[Period, Period]
    as_of: dt.date
    languages: tuple[str, ...] = ("en",)
    theme: str = "ink"
    mode: Mode = "read"
    page: Page = "A4"
    imprint: Imprint = field(default_factory=Imprint)
    subjects: Mapping[str, Subject] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    template: Template | None = None
    cover_image: str = ""
    given: tuple[Given, ...] = ()
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    totals: tuple[str, ...] = ()
    whole: bool = True
    project_entity: str = ""
    notes: Literal["print", "internal"] = "print"
    things: Mapping[str, str] = field(default_factory=dict)
    chosen: PeriodChoice | None = None
    moment: dt.datetime | None = None
    allow_code: bool = False
    undated: bool = False
    web_folder: str = ""

    @property
    def stem(self) -> str:
        """How the names of its files begin: the slug, with the years of a period that is not the project's.

        A slug that was asked for stays as it is.
        """
        return stem(self.slug, self.chosen or PeriodChoice(*self.period), self.given)

    def parameters_in(self, lang: str) -> dict[str, str | bool]:
        """Return the parameters in a language, else in English."""
        return {
            name: (value.get(lang) or value.get("en", "")) if isinstance(value, Mapping) else value
            for name, value in self.parameters.items()
        }


def stem(slug: str, period: PeriodChoice, given: Collection[Given]) -> str:
    """Return how the names of an edition's files begin."""
    if "period" not in given or "slug" in given:
        return slug
    named = period.bounds or (period.notation,)
    return "-".join([slug, *(re.sub(r"[^0-9A-Za-z]+", "-", str(part)) for part in named)])


class Previous(Struct, frozen=True):
    """The edition before this one, as its ledger tells it: as-of date, facts by name, sources.

    A ledger knows no measures, decimals and units in other languages; they are those of today's fact of that name.
    `printed` names the facts that its outputs print.
    """

    as_of: dt.date
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source] = field(default_factory=dict)
    printed: frozenset[str] = frozenset()


class Project(Struct, frozen=True):
    """A folder that was read: its edition, its dataset and where its stories and theme lie.

    `stories` maps a language to its file; `theme` is the theme file's path; `previous` the edition before this one.
    `files` has the path of each file that was read, with its SHA-256: empty where there was none, None where a part was
    read. It has none where not all was read from files. `maps` are the outlines of places that it brings, `code` the
    content of its Python files, if it may run them.
    """

    root: Path
    edition: Edition
    dataset: Dataset
    stories: Mapping[str, Path]
    theme: Path
    previous: Previous | None = None
    files: Mapping[Path, str | None] = {}
    maps: Mapping[str, Outlines] = {}
    code: Mapping[str, str] = {}
