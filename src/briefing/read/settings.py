"""The typed form of briefing.toml."""

import datetime as dt
import keyword
import re
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, model_validator

from briefing.model.chart_specs import PeriodsField
from briefing.model.edition import LANGUAGE, ChangeHow, ChangeOn, Combine, Imprint, Mode, Page, Parameter, Subject
from briefing.model.format import Format, known_scale
from briefing.model.moment import day_or_moment
from briefing.model.period import Period
from briefing.model.period_notation import NotationError
from briefing.read.boundaries import PACKED
from briefing.read.parameters import parameter
from briefing.read.settings_base import Line, Settings, known_order
from briefing.read.table_columns import TABLES
from briefing.read.table_settings import MapSettings, TableSettings

# KnownNames that expressions keep for themselves.
_RESERVED = {*keyword.kwlist, "true", "false", "none"}
# KnownNames that Windows keeps for devices.
_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")

# As an as-of date: that of the newest source, or where none has a date, the end of the newest period with a value.
NEWEST: Final = "newest"

Language = Annotated[str, Field(pattern=f"^{LANGUAGE}$")]


def _slug(value: str) -> str:
    if _DEVICES.fullmatch(value):
        raise ValueError(f"{value!r} is a name that Windows keeps for a device; choose another")
    return value


def _as_of(value: object) -> dt.date | str | None:
    try:
        return value if value in (None, NEWEST) else day_or_moment(value)
    except NotationError as error:
        raise ValueError(f"{error}; {error.fix}") from None


class EditionSettings(Settings):
    """`[edition]`."""

    slug: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$"), AfterValidator(_slug)]
    """How the names of the files begin: small letters, digits and -."""
    title: Annotated[str, Field(min_length=1, max_length=300)]
    """The title, a text of the story's language: it may hold expressions, as {{ edition }}. What it claims is tested as
    in any text: numerals and number words of a name stand in [terms]."""
    entity: Annotated[str, Field(min_length=1, max_length=200)]
    """The place that the edition is about, as the tables have it."""
    period: Annotated[PeriodsField, AfterValidator(known_order)]
    """The periods from first to last: `[2014, 2023]`, `["2024-01", "2026-05"]`, `"2024-01"` (up to the newest) or `{
    last = 24 }`. Targets and `.at()` may look outside."""
    as_of: Annotated[dt.date | Literal["newest"] | None, PlainValidator(_as_of)] = None
    """The day of the edition: what was published later is left out. "newest" is that of the newest source."""
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("en",)
    """The languages that are built, "en" and "zh"; each has its story."""
    theme: Line = "ink"
    """The colours and fonts: a theme that comes along, or a .toml file of the project."""
    mode: Mode = "read"
    """`read` for slides that are read, `present` for slides that are shown: larger text and less of it."""
    page: Page = "A4"
    """The size of the brief's pages."""
    template: Line = ""
    """A company's .pptx or .potx for the deck."""
    cover_image: Line = ""
    """A PNG or JPEG for the cover of the deck."""
    previous: Line = ""
    """The ledger of the edition before, so that the letter and `changes` say what is new."""
    totals: tuple[Line, ...] = ()
    """Places that hold others, as a country: they are never ranked with them or added to them."""
    notes: Literal["print", "internal"] = "print"
    """Whether notes of observations.csv are printed with their values, or are `internal`."""
    places: Line | dict[Language, Line] = ""
    """What places are called, as "harbours"; by language where there are several."""


class ImprintSettings(Settings):
    """`[imprint]`."""

    organisation: Line = ""
    """Who issues the edition."""
    owner: Line = ""
    """Who is responsible for it."""
    contact: Line = ""
    """Where questions go."""
    classification: Line = ""
    """Who may read it."""
    logo: Line = ""
    """An SVG, PNG or JPEG of the project."""

    def imprint(self, logo: str) -> Imprint:
        """Return the Imprint; `logo` is the absolute path of the logo."""
        return Imprint(self.organisation, self.owner, self.contact, self.classification, logo)


class PublishSettings(Settings):
    """`[publish]`."""

    url: Annotated[str, Field(pattern=r"^(https://[^\s\"<>\\^`{|}#?]+)?$", max_length=500)] = ""
    """The folder on the web that web editions are put into: numbers in deck and brief lead to their records there, and
    the letter to the page."""

    @property
    def folder(self) -> str:
        """The address, ending in a slash, or empty."""
        return f"{self.url.rstrip('/')}/" if self.url else ""


def _by_language(words: str | dict[str, str]) -> dict[str, str]:
    """Words alone are those of English."""
    return ({"en": words} if words else {}) if isinstance(words, str) else words


def _places(value: object) -> object:
    return (value,) if value == "all" else value


class FormatSettings(Settings):
    """How the values of one name of `[facts]` are printed."""

    decimals: int | None = Field(default=None, ge=0, le=6)
    """How many decimals; without it, as published."""
    scale: Annotated[str, AfterValidator(known_scale)] = ""
    """The scale of large values: thousand, million, billion, trillion, 万, 亿, 万亿."""
    thousands: bool | None = None
    """Whether a separator stands between thousands."""
    sign: bool | None = None
    """Whether a plus stands before what is above zero."""

    def format(self) -> Format:
        """Return the Format."""
        return Format(self.decimals, self.scale, self.thousands, self.sign)


# what a name has that is not made of others
_OWN: Final = ("indicator", "entity", "series", "ratio", "places", "combine")


class SubjectSettings(Settings):
    """One name of `[facts]`: an indicator, several places of it together, the ratio or the difference of two other
    names, or the change of one."""

    indicator: str = ""
    """The id of the indicator in indicators.csv."""
    entity: str = ""
    """The place, where it is not that of the edition."""
    series: str = ""
    """The series, where the indicator has several."""
    ratio: tuple[str, str] | None = None
    """Two short names: the first is divided by the second, period by period."""
    difference: tuple[str, str] | None = None
    """Two short names of one unit: the second is taken from the first."""
    scale: float = Field(default=1.0, gt=0, allow_inf_nan=False)
    """What a ratio is multiplied by, as 100 for %."""
    unit: Line | dict[Language, Line] = ""
    """The unit of a ratio; by language where there are several."""
    name: Line | dict[Language, Line] = ""
    """The name, in place of the indicator's; by language where there are several."""
    decimals: int | None = Field(default=None, ge=0, le=6)
    """How many decimals values are printed with."""
    format: FormatSettings = FormatSettings.model_construct()
    """How values are printed."""
    direction: Literal["", "up", "down"] = ""
    """Whether a ratio is good when it goes `up` or `down`; ranks count from that end."""
    places: Annotated[tuple[Line, ...], BeforeValidator(_places)] = ()
    """Several places together, or "all"."""
    combine: Combine = ""
    """How they become one value a period: their `sum`, unweighted `mean` or `median`."""
    change: str = ""
    """The short name whose changes these are."""
    on: ChangeOn = ""
    """What a change is on: the `previous` period, the same one a `year` before, or as an `annual rate`."""
    how: ChangeHow = ""
    """How a change is worked out: in `percent`, as a `change` in the unit, or in percentage `points`."""
    period: PeriodsField | None = None
    """Its own periods, in place of the edition's."""

    @model_validator(mode="after")
    def _one_or_ratio(self) -> Self:
        if self.change:
            return self._changed()
        if self.on or self.how:
            raise ValueError('on and how are for changes; write change = "cpi", with the name of what changes')
        if self.difference:
            return self._subtracted()
        if bool(self.indicator) == bool(self.ratio):
            raise ValueError("a short name is an indicator or a ratio; give one of the two")
        if self.ratio and not all(_by_language(words).get("en") for words in (self.unit, self.name)):
            raise ValueError("a ratio has no unit or no name of its own; give both")
        if bool(self.places) != bool(self.combine):
            raise ValueError('places and combine belong together; write places = ["A", "B"], combine = "sum"')
        if self.combine and (self.ratio or self.entity):
            raise ValueError("several places together have an indicator; leave out ratio and entity")
        if self.direction and not self.ratio:
            raise ValueError("direction is for ratios; that of an indicator stands in indicators.csv")
        return self

    def _subtracted(self) -> Self:
        given = [name for name in (*_OWN, "unit") if getattr(self, name)]
        if given:
            raise ValueError(f"a difference is of two other short names, in their unit; leave {given[0]} out")
        return self

    def _changed(self) -> Self:
        given = [name for name in (*_OWN, "difference") if getattr(self, name)]
        if given:
            raise ValueError(f"a change is that of another short name, which has its {given[0]}; leave {given[0]} out")
        if not self.on:
            raise ValueError('a change is on the period before or on a year before; write on = "year" or "previous"')
        if self.on == "annual rate" and self.how not in ("", "percent"):
            raise ValueError("an annual rate is in percent; leave how out")
        return self

    def subject(self, key: str, period: tuple[Period, Period] | None = None) -> Subject:
        """Return the Subject under its short name; `period` is its own."""
        units = _by_language(self.unit)
        return Subject(
            key=key,
            indicator=self.indicator,
            entity=self.entity,
            series=self.series,
            ratio=self.ratio or (),
            difference=self.difference or (),
            scale=self.scale,
            unit=units.get("en", ""),
            names=_by_language(self.name),
            decimals=2 if self.decimals is None else self.decimals,
            units={lang: words for lang, words in units.items() if lang != "en"},
            format=self.format.format().over(Format(decimals=self.decimals)),
            direction=self.direction,
            places=self.places,
            combine=self.combine,
            change=self.change,
            on=self.on,
            how=self.how,
            period=period,
        )


def _map(value: str) -> str:
    if value in PACKED:
        raise ValueError(f"the map {value!r} is packed; choose another name")
    return _name(value)


def is_short_name(value: str) -> bool:
    """Whether a word can be a short name of a story."""
    return bool(re.fullmatch(r"[a-z][a-z0-9_]{0,39}", value)) and value not in _RESERVED


def _name(value: str) -> str:
    if not is_short_name(value):
        raise ValueError(f"{value!r} cannot be a short name; use small letters, digits and _, as nature_rank")
    return value


def _table(value: str) -> str:
    if value not in TABLES:
        raise ValueError(f"there is no table {value!r}; tables: {', '.join(TABLES)}")
    return value


Text = Annotated[str, Field(min_length=1, max_length=300)]


class ProjectSettings(Settings):
    """briefing.toml."""

    edition: EditionSettings
    """What makes the edition."""
    imprint: ImprintSettings = ImprintSettings.model_construct()
    """Who issues it: cover, footers, properties, letter."""
    publish: PublishSettings = PublishSettings.model_construct()
    """Where its web editions are published."""
    facts: dict[Annotated[str, AfterValidator(_name)], SubjectSettings] = Field(default={})
    """The short names that the story uses."""
    parameters: dict[Annotated[str, AfterValidator(_name)], Annotated[Parameter, PlainValidator(parameter)]] = Field(
        default={}
    )
    """Words and switches for the story, which a build or a batch may replace: text, true or false, or text by language.
    """
    terms: dict[Text, Text] = Field(default={})
    """Numerals that are names, each with the reason."""
    tables: dict[Annotated[str, AfterValidator(_table)], TableSettings] = Field(default={})
    """Where and how tables lie that are not named and headed as here."""
    maps: dict[Annotated[str, AfterValidator(_map)], MapSettings] = Field(default={})
    """Boundaries of places, besides those that come along."""
    allow_code: bool = False
    """Whether figures may be drawn by code of the project."""

    @model_validator(mode="after")
    def _observations_lead(self) -> Self:
        for name, table in self.tables.items():
            if table.entities != "all" and name != "observations":
                what = f"entities stands in [tables.{name}]"
                raise ValueError(f"{what}; write it in [tables.observations], which targets and breaks follow")
        return self
