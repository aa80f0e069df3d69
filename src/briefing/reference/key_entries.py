"""Entries of the keys of a file, made from its typed model and from files that use them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from msgspec import Struct
from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from briefing.model.chart_specs import PeriodField, PeriodsField, TargetField
from briefing.model.story_text import TextSpec
from briefing.read.key_descriptions import JsonSchema, described_schema, key_descriptions, models_of
from briefing.reference.key_uses import KeyUses
from briefing.reference.reference_entry import Entry, Example

_LIMITS: Final[Mapping[str, str]] = {
    "minimum": "at least {}",
    "exclusiveMinimum": "above {}",
    "maximum": "at most {}",
    "exclusiveMaximum": "below {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minItems": "at least {}",
    "maxItems": "at most {}",
    "pattern": "as the pattern `{}`",
}
_WORDS: Final[Mapping[str, str]] = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "object": "keys with values",
}
_MOST_KEYS: Final = 8  # of a model that are listed where it may stand
_OTHER: Final = ("default", "title", "description")
_NO_DEFAULT: Final[tuple[object, ...]] = ("", [], {}, None)


class ModelPlace(Struct, frozen=True):
    """A model and the keys that lead to it from the top of its file, with dots."""

    model: type[BaseModel]
    path: str
    others: tuple[str, ...] = ()


def model_places(top: type[BaseModel], spare: Mapping[str, str]) -> tuple[ModelPlace, ...]:
    """Return each model of a file once, with the shortest way that leads to it and the other ways.

    `spare` names by class those that may stand in many places, as any text, by what they are called.
    """
    ways: dict[type[BaseModel], list[str]] = {}

    def follow(model: type[BaseModel], path: str, above: tuple[type[BaseModel], ...]) -> None:
        known = ways.setdefault(model, [])
        if path in known:
            return
        known.append(path)
        for key, field in model.model_fields.items():
            for inner in dict.fromkeys(models_of(field)):
                if inner not in (*above, model):
                    follow(
                        inner, spare.get(inner.__name__) or f"{path}.{field.alias or key}".lstrip("."), (*above, model)
                    )

    follow(top, "", ())
    return tuple(_in_sections(model, paths) for model, paths in ways.items())


def _in_sections(model: type[BaseModel], paths: Sequence[str]) -> ModelPlace:
    """Return a model by its way through `sections` where it has one: there it is met first."""
    first = next((path for path in paths if path.startswith("sections.")), paths[0])
    return ModelPlace(model, first, tuple(path for path in paths if path != first))


class KeyReference:
    """Makes the entries of the keys of one file; `details` adds more about a key, by its path."""

    def __init__(
        self,
        top: type[BaseModel],
        uses: KeyUses,
        *,
        spare: Mapping[str, str] | None = None,
        details: Callable[[str], Iterator[tuple[str, str]]] = lambda _: iter(()),
    ) -> None:
        self.top, self.uses, self.details, self.spare = top, uses, details, spare or {}

    def entries(self) -> tuple[Entry, ...]:
        """Return the entries of all keys, those of one model together."""
        schema = described_schema(self.top)
        return tuple(
            self._entry(place, key, field, schema)
            for place in model_places(self.top, self.spare)
            for key, field in place.model.model_fields.items()
        )

    def _entry(self, place: ModelPlace, key: str, field: FieldInfo, schema: JsonSchema) -> Entry:
        written = field.alias or key
        path = f"{place.path}.{written}".lstrip(".")
        own = schema if place.model is self.top else schema["$defs"][place.model.__name__]
        form = own["properties"][written]
        details = [("takes", takes(form, schema)), *_default(field, form), *_limits(form), *self.details(path)]
        others = [f"`{other}.{written}`" for other in place.others]
        if others:
            details.append(("also", ", ".join(others)))
        found = self.uses.example(place.model, key)
        examples: Sequence[Example] = (found,) if found else ()
        return Entry(path, written, key_descriptions(place.model).get(key, ""), tuple(details), tuple(examples))


@cache
def _forms_of_periods() -> tuple[tuple[JsonSchema, str], ...]:
    """Return the forms of periods, which say nothing to a reader, each with words."""
    choice = "periods: both ends, as `[2014, 2023]`, the first, as `2014`, or the last few, as `{last: 24}`"
    target = "a period, as `2025`, or one for each series, as `{visits: 2025}`"
    named: tuple[tuple[Any, str], ...] = (
        (PeriodsField, choice),
        (PeriodField, "a period, as `2019` or `2024-Q1`"),
        (TargetField, target),
    )
    return tuple((TypeAdapter(form).json_schema(), words) for form, words in named)


def takes(form: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """Return what a key takes, in words."""
    bare = _without_null(form)
    words = next((about for known, about in _forms_of_periods() if _without_null(known) == bare), "")
    if words:
        return words
    if "$ref" in form:
        return _named(str(form["$ref"]), schema)
    if "anyOf" in form or "oneOf" in form:
        inner = [one for one in form.get("anyOf") or form["oneOf"] if one.get("type") != "null"]
        return " or ".join(dict.fromkeys(takes(one, schema) for one in inner))
    if "enum" in form:
        return ", ".join(f"`{one}`" for one in form["enum"] if one != "")
    if "const" in form:
        return f"`{form['const']}`"
    if form.get("type") == "array":
        several = form.get("prefixItems") or []
        return f"a list of {takes(form.get('items') or (several or [{}])[0], schema)}"
    if form.get("format") == "date":
        return "a date"
    return _WORDS.get(str(form.get("type", "")), "text")


def _without_null(form: Mapping[str, Any]) -> list[str]:
    parts = form.get("anyOf") or [{key: value for key, value in form.items() if key not in _OTHER}]
    return sorted(json.dumps(one, sort_keys=True) for one in parts if one.get("type") != "null")


def _named(reference: str, schema: Mapping[str, Any]) -> str:
    name = reference.rpartition("/")[2]
    found = schema["$defs"][name]
    if "properties" not in found:
        return takes(found, schema)
    if name == TextSpec.__name__:
        return "text"  # as any text is
    if len(found["properties"]) > _MOST_KEYS:
        return "keys with values"
    return f"keys: {', '.join(f'`{key}`' for key in found['properties'])}"


def _default(field: FieldInfo, form: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if field.is_required():
        yield "default", "none; it has to be given"
        return
    default = form.get("default")
    if default not in _NO_DEFAULT and not isinstance(default, dict):
        yield "default", f"`{json.dumps(default, ensure_ascii=False)}`"


def _limits(form: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    found = list(dict.fromkeys(_each_limit(form)))
    if found and not any(_without_null(known) == _without_null(form) for known, _ in _forms_of_periods()):
        yield "limits", ", ".join(found)


def _each_limit(form: Mapping[str, Any]) -> Iterator[str]:
    for name, words in _LIMITS.items():
        if name in form:
            yield words.format(form[name])
    for inner in form.get("anyOf", ()):
        yield from _each_limit(inner)
    if form.get("type") == "array" and isinstance(form.get("items"), dict):
        yield from (f"each {limit}" for limit in _each_limit(form["items"]) if "pattern" not in limit)
