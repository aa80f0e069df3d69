"""What is asked of a project: which edition is built of it, and where its files go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypedDict, Unpack

from msgspec import Struct
from msgspec.structs import replace

from briefing.model.period import Notation, Period
from briefing.model.period_choice import WrittenChoice


class TextTable(Struct, frozen=True):
    """A table of texts: the names of its columns, and the cells of its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class BuildOptions(Struct, frozen=True, kw_only=True):
    """Which edition is built; what is None is as briefing.toml says.

    `out` is the folder of the files. `only` names outputs (deck, brief, letter), `languages` those of the stories.
    `as_of` drops observations that were published later: by the end of a day, or at a moment with its zone.
    `template` is a company's .pptx or .potx, and `previous` the ledger of the edition before, or its bytes.
    `entity` and `period` take the place of the project's too: files of
    another entity are called after it, as example-city-sample-town.en.pdf. `parameters` replace words of
    `[parameters]`, by name; `reference` is the period that the edition is about, the word `reference` of its story, by
    default its last; `slug` is what the files are called instead, with nothing appended. `data` takes the place
    of the project's tables: a pandas DataFrame of observations, or DataFrames by the names of their tables. `strict`
    makes warnings errors.
    """

    out: Path = Path("output")
    languages: tuple[str, ...] | None = None
    only: tuple[str, ...] | None = None
    theme: str | None = None
    as_of: dt.date | None = None
    template: Path | None = None
    previous: Path | bytes | None = None
    entity: str | None = None
    period: WrittenChoice | None = None
    parameters: Mapping[str, str] | None = None
    reference: Period | Notation | None = None
    slug: str | None = None
    data: Any = None
    strict: bool = False


class EditionKeywords(TypedDict, total=False):
    """The fields of BuildOptions that say which edition, as keyword arguments, paths and sequences of any kind."""

    languages: Sequence[str] | None
    only: Iterable[str] | None
    theme: str | None
    as_of: dt.date | None
    template: str | Path | None
    previous: str | Path | bytes | None
    entity: str | None
    period: WrittenChoice | None
    parameters: Mapping[str, str] | None
    reference: Period | Notation | None
    slug: str | None
    data: Any


class BuildKeywords(EditionKeywords, total=False):
    """All fields of BuildOptions as keyword arguments."""

    out: str | Path
    strict: bool


def build_options(options: BuildOptions | str | Path | None = None, **keywords: Unpack[BuildKeywords]) -> BuildOptions:
    """Return the options with keyword arguments in place of their fields; a path is the folder of the files."""
    base = options if isinstance(options, BuildOptions) else BuildOptions(out=Path(options or "output"))
    given: dict[str, Any] = dict(keywords)
    for name in ("out", "template", "previous"):
        if isinstance(given.get(name), str):
            given[name] = Path(given[name]) if given[name] else None
    for name in ("languages", "only"):
        if given.get(name) is not None:
            given[name] = tuple(given[name])
    if not given.get("parameters", True):
        given["parameters"] = None
    return replace(base, **given)
