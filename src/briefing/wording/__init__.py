"""Numbers, units, dates, ranks and multiples as words, by language; the one place that rounds.

A language is one module of this package, named by its code, with a `LANGUAGE`; `of("en")` finds it.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import cast

from briefing.errors import InputError
from briefing.wording.base import Wording
from briefing.wording.directions import DirectedWording
from briefing.wording.language import Language, UnitForm

__all__ = ["DirectedWording", "Language", "UnitForm", "Wording", "languages", "of"]


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a module here: two letters, sorted."""
    return tuple(sorted(found.name for found in pkgutil.iter_modules(__path__) if len(found.name) == 2))


@cache
def of(lang: str, things: str = "") -> DirectedWording:
    """Return the wording of a language, with what an edition calls its places; raise InputError for an unknown
    language."""
    if lang not in languages():
        fix = f"languages: {', '.join(languages())}; another is one file, wording/{lang}.py"
        raise InputError(f"no wording for the language {lang!r}", "briefing.toml, edition.languages", fix)
    language = cast(Language, import_module(f"{__name__}.{lang}").LANGUAGE)
    return DirectedWording(language.calling(things))
