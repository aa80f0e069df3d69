"""What pydantic says about a value → what an author can act on: a sentence and a fix."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable, Mapping

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from briefing.read.report import suggest

Path = tuple[str | int, ...]

_WORDS = {
    "string_type": ("is not text", "put it in quotation marks"),
    "int_type": ("is not a whole number", "write digits, as 2023"),
    "int_parsing": ("is not a whole number", "write digits, as 2023"),
    "int_from_float": ("is not a whole number", "write digits, as 2023"),
    "float_type": ("is not a number", "write digits with a decimal point"),
    "float_parsing": ("is not a number", "write digits with a decimal point"),
    "bool_type": ("is neither true nor false", "write true or false"),
    "bool_parsing": ("is neither true nor false", "write true or false"),
    "tuple_type": ("is not a list", "write each item on its own line after a dash, or the items in [ ]"),
    "dict_type": ("is not a set of names with values", "write name: value below it"),
    "model_type": ("is not a set of names with values", "write name: value below it"),
    "date_from_datetime_parsing": ("is not a date", "write it as 2025-12-31"),
    "date_type": ("is not a date", "write it as 2025-12-31"),
}


def explain(detail: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    """One error of pydantic and the model it checked → what is wrong and how to mend it."""
    kind, place, context = detail["type"], detail["loc"], detail.get("ctx") or {}
    name = str(place[-1]) if place else "this"
    if kind == "missing":
        return _missing(place)
    if kind in ("too_long", "too_short"):
        return _miscounted(name, kind, context)
    if kind == "extra_forbidden":
        return _unknown_key(name, fields_at(model, place[:-1]))
    if kind == "literal_error":
        told = str(context.get("expected", "")).replace(" or ", ", ").split(", ")
        allowed = [word.strip("'") for word in told if word.strip("'")]
        return f"{_shown(detail['input'])} may not stand here", suggest(str(detail["input"]), allowed)
    if kind in ("value_error", "assertion_error"):
        what, _, fix = str(context.get("error", detail["msg"])).partition("; ")
        return what, fix or "change it so that both agree"
    if kind == "string_pattern_mismatch":
        return f"{_shown(detail['input'])} has not the right form", _formed(str(detail["input"]), context)
    if kind in _WORDS:
        what, fix = _WORDS[kind]
        if kind == "tuple_type" and isinstance(detail["input"], str):
            fix = f"write it in brackets: [{detail['input']}]"
        return f"{_shown(detail['input'])} {what}", fix
    return f"{name}: {detail['msg'][:1].lower()}{detail['msg'][1:]}", "change the value"


def _formed(value: str, context: Mapping[str, typing.Any]) -> str:
    """A name with signs that may not stand in it → the nearest one without them, else how it is written."""
    near = re.sub(r"[^a-z0-9_-]+", "-", value.lower()).strip("-_")
    if re.match(str(context.get("pattern", "")), near):
        return f"write {near!r}"
    return "write small letters, digits and hyphens, a letter first, as my-edition"


def _missing(place: Path) -> tuple[str, str]:
    if place and isinstance(place[-1], int):
        return f"item {place[-1] + 1} of the list is missing", "give every item, separated by commas"
    name = str(place[-1]) if place else "this"
    return f"{name!r} is missing", f"add {name}"


def _miscounted(name: str, kind: str, context: Mapping[str, typing.Any]) -> tuple[str, str]:
    """A list with more or fewer items than may stand in it."""
    if kind == "too_short":
        return f"{name} holds too few items", f"give at least {context.get('min_length')}"
    most = context.get("max_length")
    return f"{name} holds {context.get('actual_length')} items, at most {most} may stand there", "leave some out"


def _unknown_key(name: str, known: Iterable[str]) -> tuple[str, str]:
    if not name.replace("_", "").replace("-", "").isalnum():
        return f"{name[:60]!r} is no known key", "put quotation marks around a text that holds a colon"
    return f"the key {name!r} is unknown", suggest(name, known, "keys")


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def fields_at(model: type[BaseModel], place: Path) -> tuple[str, ...]:
    """Model and path → the names of the fields that stand there."""
    kinds: tuple[type[BaseModel], ...] = (model,)
    for step in place:
        inner = [kind.model_fields[step].annotation for kind in kinds if step in kind.model_fields]
        if inner:
            kinds = tuple(found for annotation in inner for found in _models(annotation))
    return tuple(name for kind in kinds for name in kind.model_fields)


def _models(annotation: object) -> Iterable[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _models(part)


def nearest(place: Path, lines: Mapping[Path, typing.Any]) -> Path:
    """Path of pydantic → the longest path that stands in the file.

    Steps that are no place are skipped: the members of a union, and what a validator wrapped round a plain text.
    """
    found: Path = ()
    for step in place:
        if (*found, step) in lines:
            found = (*found, step)
    return found
