"""The words of `[parameters]`: their form, their names against those of `[facts]`, and the period of reference."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from briefing.errors import InputError
from briefing.model.edition import LANGUAGE, Edition, Parameter
from briefing.model.period import YEAR, Notation, Period
from briefing.model.period_notation import NotationError, period_of
from briefing.read.characters import tidy
from briefing.read.report import Report
from briefing.read.tomlfile import TomlFile
from briefing.wording import languages, of

_LONGEST = 300
_REFERENCE = "reference"


def parameter(value: object) -> Parameter:
    """Return a value of TOML as text or truth value, a number as text; ValueError with the fix."""
    if isinstance(value, bool):
        return value
    if isinstance(value, dict):
        unknown = [str(lang) for lang in value if not re.fullmatch(LANGUAGE, str(lang))]
        if unknown or "en" not in value:
            what = f"{unknown[0]!r} is no language" if unknown else "words by language lack those in English"
            raise ValueError(f'{what}; write {{en = "…", zh = "…"}}, where the English ones serve any other language')
        return {str(lang): words_of(words) for lang, words in value.items()}
    return words_of(value)


def words_of(value: object) -> str:
    """Return a text or a number as text on one line; ValueError with the fix."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(f"{value!r} is no text; put it in quotation marks")
    text = tidy(str(value))
    if len(text) > _LONGEST:
        raise ValueError(f"a parameter of {len(text)} characters is too long; give at most {_LONGEST}")
    return text


def check_names(parameters: Iterable[str], facts: Iterable[str], file: TomlFile, report: Report) -> None:
    """Report parameters that have the name of a fact in `[facts]`."""
    for name in sorted(set(parameters) & set(facts)):
        what = f"{name!r} is a short name of [facts] too, so a story could mean either"
        report.add(file.where("parameters", name), what, "call one of the two otherwise")


def with_reference(edition: Edition, given: Period | Notation | None) -> Edition:
    """Return an edition with the parameter `reference`: the name of the period that it is about, by default its last.

    An edition of years has it where it was given, and a project that calls something else so has its own.
    """
    try:
        period = edition.period[1] if given is None else period_of(given)
    except NotationError as error:
        raise InputError(str(error), f"the {_REFERENCE} asked for", error.fix) from None
    own = _REFERENCE in edition.parameters and given is None
    if own or _REFERENCE in edition.subjects or (given is None and period.frequency == YEAR):
        return edition
    words = {lang: of(lang).dated(period) for lang in languages()}
    return replace(edition, parameters={**edition.parameters, _REFERENCE: words})
