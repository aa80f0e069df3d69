"""The typed form of briefing.toml."""

import datetime as dt
import json
import keyword
import re
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, model_validator

from briefing.model.chart_specs import PeriodsField
from briefing.model.edition import LANGUAGE, ChangeHow, ChangeOn, Combine, Imprint, Mode, Page, Parameter, Subject
from briefing.model.format import Format, known_scale
from briefing.model.moment import day_or_moment
from briefing.model.period import Period
from briefing.model.period_choice import PeriodChoice, backwards
from briefing.model.period_notation import NotationError
from briefing.read.boundaries import PACKED
from briefing.read.parameters import parameter
from briefing.read.table_columns import TABLES
from briefing.read.table_layout import Layout
from briefing.read.wide import Wide

# KnownNames that expressions keep for themselves.
_RESERVED = {*keyword.kwlist, "true", "false", "none"}
# KnownNames that Windows keeps for devices.
_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")

# As an as-of date: that of the newest source, or where none has a date, the end of the newest period with a value.
NEWEST: Final = "newest"

Line = Annotated[str, Field(max_length=300)]
Language = Annotated[str, Field(pattern=f"^{LANGUAGE}$")]


class Settings(BaseModel):
    """Base: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)


def _slug(value: str) -> str:
    if _DEVICES.fullmatch(value):
        raise ValueError(f"{value!r} is a name that Windows keeps for a device; choose another")
    return value


def _period(value: PeriodChoice) -> PeriodChoice:
    if backwards(value):
        ends = ", ".join(json.dumps(end) for end in reversed(value.notation))
        raise ValueError(f"{value} is no period; write [{ends}]")
    if value.first is not None and value.first == value.last:
        raise ValueError(f"{value} is no period; write its first and its last one, as [2014, 2023]")
    return value


def _as_of(value: object) -> dt.date | str | None:
    try:
        return value if value in (None, NEWEST) else day_or_moment(value)
    except NotationError as error:
        raise ValueError(f"{error}; {error.fix}") from None


class EditionSettings(Settings):
    """`[edition]`."""

    slug: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$"), AfterValidator(_slug)]
    title: Annotated[str, Field(min_length=1, max_length=300)]
    entity: Annotated[str, Field(min_length=1, max_length=200)]
    period: Annotated[PeriodsField, AfterValidator(_period)]
    as_of: Annotated[dt.date | Literal["newest"] | None, PlainValidator(_as_of)] = None
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("en",)
    theme: Line = "ink"
    mode: Mode = "read"
    page: Page = "A4"
    template: Line = ""
    cover_image: Line = ""
    previous: Line = ""
    totals: tuple[Line, ...] = ()
    notes: Literal["print", "internal"] = "print"
    places: Line | dict[Language, Line] = ""


class ImprintSettings(Settings):
    """`[imprint]`."""

    organisation: Line = ""
    owner: Line = ""
    contact: Line = ""
    classification: Line = ""
    logo: Line = ""

    def imprint(self, logo: str) -> Imprint:
        """Return the Imprint; `logo` is the absolute path of the logo."""
        return Imprint(self.organisation, self.owner, self.contact, self.classification, logo)


def _by_language(words: str | dict[str, str]) -> dict[str, str]:
    """Words alone are those of English."""
    return ({"en": words} if words else {}) if isinstance(words, str) else words


def _places(value: object) -> object:
    return (value,) if value == "all" else value


class FormatSettings(Settings):
    """How the values of one name of `[facts]` are printed."""

    decimals: int | None = Field(default=None, ge=0, le=6)
    scale: Annotated[str, AfterValidator(known_scale)] = ""
    thousands: bool | None = None
    sign: bool | None = None

    def format(self) -> Format:
        """Return the Format."""
        return Format(self.decimals, self.scale, self.thousands, self.sign)


# what a name has that is not made of others
_OWN: Final = ("indicator", "entity", "series", "ratio", "places", "combine")


class SubjectSettings(Settings):
    """One name of `[facts]`: an indicator, several places of it together, the ratio or the difference
    of two other names, or the change of one."""

    indicator: str = ""
    entity: str = ""
    series: str = ""
    ratio: tuple[str, str] | None = None
    difference: tuple[str, str] | None = None
    scale: float = Field(default=1.0, gt=0, allow_inf_nan=False)
    unit: Line | dict[Language, Line] = ""
    name: Line | dict[Language, Line] = ""
    decimals: int | None = Field(default=None, ge=0, le=6)
    format: FormatSettings = FormatSettings.model_construct()
    direction: Literal["", "up", "down"] = ""
    places: Annotated[tuple[Line, ...], BeforeValidator(_places)] = ()
    combine: Combine = ""
    change: str = ""
    on: ChangeOn = ""
    how: ChangeHow = ""
    period: PeriodsField | None = None

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


class WideSettings(Settings):
    """Values next to each other: which years or periods as columns are read, or which columns are indicators, places
    or series."""

    years: Annotated[PeriodsField, AfterValidator(_period)] | None = None
    periods: PeriodsField | None = None
    across: dict[Literal["indicator_id", "entity", "series"], Annotated[tuple[Line, ...], Field(min_length=1)]] = {}

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        given = [name for name in ("years", "periods", "across") if getattr(self, name)]
        if len(given) > 1 or len(self.across) > 1:
            two = given if len(given) > 1 else list(self.across)
            raise ValueError(f"columns are headed by one of {' and '.join(two)}; give one of the two")
        return self

    def wide(self) -> Wide:
        """Return the Wide."""
        for column, heads in self.across.items():
            return Wide(None, column, heads)
        return Wide(self.years or self.periods)


def _entities(value: object) -> object:
    named = isinstance(value, list | tuple) and all(isinstance(one, str) and one.strip() for one in value)
    if value in ("all", "edition") or (named and value):
        return value
    raise ValueError(f'{value!r} is no choice of entities; write "all", "edition" or a list of names, as ["A", "B"]')


class TableSettings(Settings):
    """One table of `[tables]`: where and how it lies."""

    file: str = ""
    sheet: str = ""
    query: Annotated[str, Field(max_length=10_000)] = ""
    url_env: Annotated[str, Field(pattern=r"^([A-Za-z_][A-Za-z0-9_]{0,79})?$")] = ""
    columns: dict[str, str] = {}
    wide: WideSettings | None = None
    fill: dict[str, str | int] = {}
    entities: Annotated[Literal["all", "edition"] | tuple[str, ...], BeforeValidator(_entities)] = "all"

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if bool(self.query) == bool(self.file):
            raise ValueError("a table is a file or a query; give one of the two")
        if bool(self.query) != bool(self.url_env):
            raise ValueError("a query and url_env belong together; give both, or neither")
        if self.query and self.sheet:
            raise ValueError("a query has no sheet; leave the sheet out")
        return self

    def layout(self, where: str = "") -> Layout:
        """Return the Layout; `where` is its place for messages."""
        fill = {column: str(value) for column, value in self.fill.items()}
        wide = self.wide.wide() if self.wide else None
        return Layout(self.file, self.sheet, self.columns, wide, fill, self.query, self.url_env, where)


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class MapSettings(Settings):
    """One map of `[maps]`: its file, the property of each place that places are joined by, or several, and whose
    boundaries they are."""

    file: Annotated[str, Field(min_length=1)]
    key: Annotated[tuple[Line, ...], BeforeValidator(_several), Field(min_length=1)]
    source: Annotated[Line, Field(min_length=1)]


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
    imprint: ImprintSettings = ImprintSettings.model_construct()
    facts: dict[Annotated[str, AfterValidator(_name)], SubjectSettings] = {}
    parameters: dict[Annotated[str, AfterValidator(_name)], Annotated[Parameter, PlainValidator(parameter)]] = {}
    terms: dict[Text, Text] = {}
    tables: dict[Annotated[str, AfterValidator(_table)], TableSettings] = {}
    maps: dict[Annotated[str, AfterValidator(_map)], MapSettings] = {}
    allow_code: bool = False

    @model_validator(mode="after")
    def _observations_lead(self) -> Self:
        for name, table in self.tables.items():
            if table.entities != "all" and name != "observations":
                what = f"entities stands in [tables.{name}]"
                raise ValueError(f"{what}; write it in [tables.observations], which targets and breaks follow")
        return self
