"""What the keys of stories and settings are for: the strings below the fields of their models.

Python keeps no such string, so they are read from the source. The models themselves carry none of it at run time.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

JsonSchema = dict[str, Any]


def key_descriptions(model: type[BaseModel]) -> Mapping[str, str]:
    """Return what each key of a model is for, by the name of its field, those of its base classes included."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            found |= _strings_below_fields(inspect.getmodule(base)).get(base.__name__, {})
    return {key: about for key, about in found.items() if key in model.model_fields}


def described_schema(model: type[BaseModel]) -> JsonSchema:
    """Return the JSON Schema of a model with what each key is for."""
    schema: JsonSchema = model.model_json_schema()
    for name, used in models_below(model).items():
        form = schema if used is model else schema["$defs"].get(name)
        if form is None:
            continue
        form["description"] = " ".join((inspect.getdoc(used) or "").split())
        for key, about in key_descriptions(used).items():
            written = used.model_fields[key].alias or key
            if written in form.get("properties", {}):
                form["properties"][written]["description"] = about
    return schema


def models_below(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """Return a model and every model that its keys lead to, by name."""
    found: dict[str, type[BaseModel]] = {}
    pending: list[type[BaseModel]] = [model]
    while pending:
        one = pending.pop()
        if one.__name__ not in found:
            found[one.__name__] = one
            pending += [inner for field in one.model_fields.values() for inner in models_of(field)]
    return found


def models_of(field: FieldInfo) -> Iterator[type[BaseModel]]:
    """Yield the models that the value of a key may be, or may hold."""
    yield from _models_in(field.annotation)
    for mark in field.metadata:
        yield from _models_in(getattr(mark, "json_schema_input_type", None))


def _models_in(form: object) -> Iterator[type[BaseModel]]:
    if isinstance(form, type) and issubclass(form, BaseModel):
        yield form
    for inner in getattr(form, "__args__", ()):
        yield from _models_in(inner)
    for mark in getattr(form, "__metadata__", ()):
        yield from _models_in(getattr(mark, "json_schema_input_type", None))


@cache
def _strings_below_fields(module: ModuleType | None) -> Mapping[str, Mapping[str, str]]:
    """Return the string below each field of each class of a module, by class and field."""
    if module is None:
        return {}
    tree = ast.parse(inspect.getsource(module))
    return {node.name: dict(_of_class(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _of_class(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for item, below in zip(node.body, node.body[1:], strict=False):
        if not isinstance(item, ast.AnnAssign) or not isinstance(item.target, ast.Name):
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) and isinstance(below.value.value, str):
            yield item.target.id, " ".join(below.value.value.split())
