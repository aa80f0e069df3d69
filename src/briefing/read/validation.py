"""What pydantic says about a value → what an author can act on: a sentence and a fix."""

from __future__ import annotations

import json
import re
import typing
from collections.abc import Iterable, Mapping

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from briefing.read.report import nearest_name, suggest

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
    "tuple_type": ("is not a list", "write its items in brackets, as [a, b]"),
    "dict_type": ("is not a set of names with values", "write name: value below it"),
    "model_type": ("is not a set of names with values", "write name: value below it"),
    "date_from_datetime_parsing": ("is not a date", "write it as 2025-12-31"),
    "date_type": ("is not a date", "write it as 2025-12-31"),
    "finite_number": ("is not a number", "write digits with a decimal point"),
}
# Samples of what has a pattern, the most special first, and how each is written.
_FORMS = {
    "#0A4480": "a colour by six digits, 0 to 9 and A to F",
    "Source Sans 3": "the name of a typeface",
    "my-edition": "small letters, digits and hyphens, a letter first",
    "FIGURES_URL": "letters, digits and _, a letter first",
    "en": "the code of a language in two letters",
}

# Bounds of pydantic by the kind of its error: their name in the context, what is wrong, and the fix.
_BOUNDS = {
    "greater_than_equal": ("ge", "is too small", "write {} or more"),
    "greater_than": ("gt", "is too small", "write more than {}"),
    "less_than_equal": ("le", "is too large", "write {} or less"),
    "less_than": ("lt", "is too large", "write less than {}"),
}


def describe_error(detail: ErrorDetails, model: type[BaseModel], *, toml: bool = False) -> tuple[str, str]:
    """Return what is wrong, for an error of pydantic, and how to correct it, in TOML or in YAML."""
    kind, place, context = detail["type"], detail["loc"], detail.get("ctx") or {}
    name = next((step for step in reversed(place) if isinstance(step, str)), "this")
    if kind == "missing":
        return _missing(place, model)
    if kind in _BOUNDS:
        bound, what, fix = _BOUNDS[kind]
        return f"{_shown(detail['input'])} {what}", fix.format(str(context.get(bound)).removesuffix(".0"))
    if kind in ("string_too_short", "string_too_long"):
        return _text_length(name, kind, context)
    if kind in ("too_long", "too_short"):
        return _miscounted(name, kind, context)
    if kind == "extra_forbidden":
        shaped = _shaped_alike(detail["input"], model, place[:-1])
        what, fix = _unknown_key(name, shaped or fields_at(model, place[:-1]))
        fix = f"did you mean {(nearest_name(name, shaped) or shaped[0])!r}?" if shaped else fix
        # In YAML a text with a colon looks like a key.
        colon = not toml and isinstance(detail["input"], str) and fix.startswith("keys:")
        return what, f"{fix}; a text that holds a colon stands in quotation marks" if colon else fix
    if kind == "literal_error":
        choices = str(context.get("expected", "")).replace(" or ", ", ").split(", ")
        allowed = [word.strip("'") for word in choices if word.strip("'")]
        return f"{_shown(detail['input'])} may not stand here", suggest(str(detail["input"]), allowed)
    if kind in ("value_error", "assertion_error"):
        what, _, fix = str(context.get("error", detail["msg"])).partition("; ")
        return what, fix or "change it so that both agree"
    if kind == "string_pattern_mismatch":
        return f"{_shown(detail['input'])} has not the right form", _formed(str(detail["input"]), context)
    if kind in _WORDS:
        what, fix = _WORDS[kind]
        return f"{_shown(detail['input'])} {what}", _structure(detail, model, toml=toml) or fix
    return f"{name}: {detail['msg'][:1].lower()}{detail['msg'][1:]}", "change the value"


def _needed(detail: ErrorDetails, model: type[BaseModel]) -> str:
    """Return the keys that a value of other keys needs, as "date: …"; empty where text may stand there too."""
    place = detail["loc"]
    fields = _fields(model, tuple(step for step in place if isinstance(step, str)))
    if any(str in _parts(field.annotation) for field in fields):
        return ""
    kinds = _kinds(model, place)
    needed = [name for name, field in kinds[0].model_fields.items() if field.is_required()] if len(kinds) == 1 else []
    return ", ".join(f"{name}: …" for name in needed)


def _parts(annotation: object) -> Iterable[object]:
    yield annotation
    for part in typing.get_args(annotation):
        yield from _parts(part)


def _structure(detail: ErrorDetails, model: type[BaseModel], *, toml: bool) -> str:
    """How a list or a table is written in place of a single value; empty where the form does not matter."""
    kind, value = detail["type"], detail["input"]
    if detail["loc"] == ("edition", "title") and isinstance(value, dict):
        return "write one text here, and in the story of each other language a line `title: …` with its own"
    if kind in ("tuple_type", "model_type") and not toml and (keys := _needed(detail, model)):
        below = f"a dash for each item, as `- {{{keys}}}`" if kind == "tuple_type" else f"its keys, as {{{keys}}}"
        return f"write {below}"
    if kind == "tuple_type" and isinstance(value, str):
        return f"write it in brackets: [{json.dumps(value, ensure_ascii=False) if toml else value}]"
    if kind == "tuple_type" and toml:
        return "write the items in brackets, separated by commas"
    if kind in ("dict_type", "model_type") and toml:
        table = ".".join(str(step) for step in detail["loc"])
        return f"write [{table}] on a line of its own, and below it name = value"
    return ""


def _shaped_alike(value: object, model: type[BaseModel], place: Path) -> list[str]:
    """Return the names at a place that take all keys of a value: `chart` for a `graph` with a kind and series."""
    if not isinstance(value, dict) or not value:
        return []
    names = fields_at(model, place)
    return [name for name in names if set(value) <= set(fields_at(model, (*place, name)))]


def _text_length(name: str, kind: str, context: Mapping[str, typing.Any]) -> tuple[str, str]:
    """A text with fewer or more characters than may stand in it."""
    if kind == "string_too_long":
        most = context.get("max_length")
        return f"the text of {name} has more than {most} characters", f"shorten it to {most}"
    return f"the text of {name} is too short", f"write a text of {context.get('min_length')} or more characters"


def _formed(value: str, context: Mapping[str, typing.Any]) -> str:
    """Return the fix for a text with refused signs: the nearest one without them, else how it is written."""
    pattern = str(context.get("pattern", ""))
    near = re.sub(r"[^a-z0-9_-]+", "-", value.lower()).strip("-_")
    if re.match(pattern, near):
        return f"write {near!r}"
    forms = (f"write {words}, as {sample}" for sample, words in _FORMS.items() if re.match(pattern, sample))
    return next(forms, "write it in another form")


def _missing(place: Path, model: type[BaseModel]) -> tuple[str, str]:
    """A value that has to be there; the fix writes it as the field's example does, if it has one."""
    if place and isinstance(place[-1], int):
        return f"item {place[-1] + 1} of the list is missing", "give every item, separated by commas"
    name = str(place[-1]) if place else "this"
    example = next((field.examples[0] for field in _fields(model, place) if field.examples), None)
    return f"{name!r} is missing", f"add {name}" if example is None else f"add {name} = {json.dumps(example)}"


def _miscounted(name: str, kind: str, context: Mapping[str, typing.Any]) -> tuple[str, str]:
    """A list with more or fewer items than may stand in it."""
    if kind == "too_short":
        return f"{name} holds too few items", f"give at least {context.get('min_length')}"
    most = context.get("max_length")
    return f"{name} holds {context.get('actual_length')} items, at most {most} may stand there", "leave some out"


def _unknown_key(name: str, known: Iterable[str]) -> tuple[str, str]:
    if not name.replace("_", "").replace("-", "").isalnum():
        return f"{name[:60]!r} is no known key", "put quotation marks around a text that holds a comma or a colon"
    return f"the key {name!r} is unknown", suggest(name, known, "keys")


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _fields(model: type[BaseModel], place: Path) -> tuple[FieldInfo, ...]:
    """The fields of that name that may stand at a place."""
    name = str(place[-1])
    return tuple(kind.model_fields[name] for kind in _kinds(model, place[:-1]) if name in kind.model_fields)


def fields_at(model: type[BaseModel], place: Path) -> tuple[str, ...]:
    """Return the names of the fields at a path of a model."""
    return tuple(name for kind in _kinds(model, place) for name in kind.model_fields)


def _kinds(model: type[BaseModel], place: Path) -> tuple[type[BaseModel], ...]:
    """The models that may stand at a place."""
    kinds: tuple[type[BaseModel], ...] = (model,)
    for step in place:
        for kind in kinds:
            kind.model_rebuild()  # one that holds others of its own kind knows its fields only then
        inner = [kind.model_fields[step].annotation for kind in kinds if step in kind.model_fields]
        if inner:
            kinds = tuple(found for annotation in inner for found in _models(annotation))
    return kinds


def _models(annotation: object) -> Iterable[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _models(part)


def nearest(place: Path, lines: Mapping[Path, typing.Any]) -> Path:
    """Return the longest part of pydantic's path that stands in the file.

    Steps that are no place are skipped: the members of a union, and what a validator wrapped round a plain text.
    """
    found: Path = ()
    for step in place:
        if (*found, step) in lines:
            found = (*found, step)
    return found
