"""The words of `[parameters]`: their form, and their names against those of `[facts]`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.model.edition import LANGUAGE, Parameter
from briefing.read.characters import tidy
from briefing.read.report import Report
from briefing.read.tomlfile import TomlFile

_LONGEST = 300


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
