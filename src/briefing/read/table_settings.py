"""The typed form of `[tables]` and `[maps]`: files of others, and how they lie."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from briefing.model.chart_specs import PeriodsField
from briefing.model.story_text import several
from briefing.read.settings_base import Line, Settings, known_order
from briefing.read.table_layout import Layout
from briefing.read.wide import Wide


class WideSettings(Settings):
    """Values next to each other: which heads are years or periods, or which are indicators, places or series."""

    years: Annotated[PeriodsField, AfterValidator(known_order)] | None = None
    """The years that are read, where columns are headed by years."""
    periods: PeriodsField | None = None
    """The periods that are read, where columns are headed by months, quarters and the like."""
    across: dict[Literal["indicator_id", "entity", "series"], Annotated[tuple[Line, ...], Field(min_length=1)]] = Field(
        default={}
    )
    """The column that the heads belong in, with the heads that are read."""

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
    """The file: CSV, XLSX, Parquet, an SDMX message, or a folder of Parquet or CSV."""
    sheet: str = ""
    """The sheet of a workbook; without it the first."""
    query: Annotated[str, Field(max_length=10_000)] = ""
    """An SQL query, in place of a file."""
    url_env: Annotated[str, Field(pattern=r"^([A-Za-z_][A-Za-z0-9_]{0,79})?$")] = ""
    """The environment variable that holds the address of the database."""
    columns: dict[str, str] = Field(default={})
    """Columns of the file, each with the column that it is here."""
    wide: WideSettings | None = None
    """Values that stand next to each other; `{}` takes every head that is a year or a month."""
    fill: dict[str, str | int] = Field(default={})
    """Columns that the file lacks, each with the value that all rows share."""
    entities: Annotated[Literal["all", "edition"] | tuple[str, ...], BeforeValidator(_entities)] = "all"
    """Which places are read of a large table: all, the `edition`'s, or a list."""

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


class MapSettings(Settings):
    """One map of `[maps]`."""

    file: Annotated[str, Field(min_length=1)]
    """A GeoJSON or TopoJSON file of the project."""
    key: Annotated[tuple[Line, ...], BeforeValidator(several), Field(min_length=1)]
    """The property of each area that places are joined by, or several."""
    source: Annotated[Line, Field(min_length=1)]
    """Whose boundaries they are."""
