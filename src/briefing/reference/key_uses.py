"""Where files use the keys of their model, and the few lines that show a use."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, get_origin

from msgspec import Struct
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from briefing.read.key_descriptions import models_of
from briefing.read.tomlfile import key_lines
from briefing.read.validation import nearest
from briefing.read.yamlnodes import parse
from briefing.reference.reference_entry import Example

_LONGEST: Final = 9  # lines of an example
Place = tuple[str | int, ...]
Lines = Mapping[Place, int]  # of each place, from 1


class UsedFile(Struct, frozen=True):
    """A file that uses keys: its name, its lines, its values, and the line in which each place begins."""

    name: str
    form: Literal["yaml", "toml"]
    lines: Sequence[str]
    value: Any
    starts: Lines


def yaml_file(name: str, text: str) -> UsedFile:
    """Return a story."""
    parsed = parse(text, name)
    return UsedFile(name, "yaml", text.split("\n"), parsed.value, {at: line for at, (line, _) in parsed.lines.items()})


def toml_file(name: str, text: str, values: Mapping[str, Any]) -> UsedFile:
    """Return a settings file."""
    return UsedFile(name, "toml", text.split("\n"), values, key_lines(text))


class KeyUses:
    """The shortest use of each key in some files; of two as short, the one in the earlier file."""

    def __init__(self, top: type[BaseModel], files: Sequence[UsedFile]) -> None:
        self._found: dict[tuple[type[BaseModel], str], Example] = {}
        for file in files:
            for model, key, place in _uses(top, file.value, ()):
                lines = _yaml_lines(file, place) if file.form == "yaml" else _toml_lines(file, place)
                known = self._found.get((model, key))
                if known is None or len(lines) < known.source.count("\n") + 1:
                    self._found[model, key] = Example("\n".join(lines), file.form, file=file.name)

    def example(self, model: type[BaseModel], key: str) -> Example | None:
        """Return the shortest use of a key; None where no file uses it."""
        for one, name in self._found:
            if name == key and one is model:
                return self._found[one, name]
        return None


def _uses(model: type[BaseModel], value: Any, place: Place) -> Iterator[tuple[type[BaseModel], str, Place]]:
    """Yield each key that a value of a model uses, with its place."""
    if not isinstance(value, Mapping):
        return
    names = {field.alias or key: (key, field) for key, field in model.model_fields.items()}
    for written, inner in value.items():
        if written in names:
            key, field = names[written]
            yield model, key, (*place, written)
            yield from _inside(field, inner, (*place, written))


def _inside(field: FieldInfo, value: Any, place: Place) -> Iterator[tuple[type[BaseModel], str, Place]]:
    models = list(dict.fromkeys(models_of(field)))
    if not models:
        return
    if isinstance(value, list):
        for at, item in enumerate(value):
            yield from _inside(field, item, (*place, at))
    elif isinstance(value, Mapping):
        if _by_name(field):
            for name, item in value.items():
                yield from _uses(models[0], item, (*place, name))
            return
        fitting = [model for model in models if set(value) <= _keys(model)]
        yield from _uses((fitting or models)[0], value, place)


def _by_name(field: FieldInfo) -> bool:
    """Whether the keys below are names that an author chooses."""
    return get_origin(field.annotation) is dict


def _keys(model: type[BaseModel]) -> set[str]:
    return {field.alias or key for key, field in model.model_fields.items()}


def _yaml_lines(file: UsedFile, place: Place) -> list[str]:
    """Return the lines of a key with those of the keys that lead to it, without those next to them."""
    in_item = len(place) > 1 and isinstance(place[1], int)  # of sections or parts, whose own lines are left out
    rows: list[int] = []
    for at in range(2 if in_item else 0, len(place) - 1):
        head = place[: at + 1]
        rows.append(file.starts[head])
        if (kind := (*head, "kind")) in file.starts:
            rows.append(file.starts[kind])
    first = file.starts[place]
    rows = [*dict.fromkeys(row for row in rows if row < first), *range(first, end_of(file, place) + 1)]
    text = [file.lines[row - 1] for row in dict.fromkeys(rows)][:_LONGEST]
    return textwrap.dedent("\n".join(text)).split("\n")


def end_of(file: UsedFile, place: Place) -> int:
    """Return the last line of what stands at a place."""
    own, next_start = file.starts[place], len(file.lines) + 1
    for at, line in file.starts.items():
        if own < line < next_start and at[: len(place)] != place:
            next_start = line
    end = next_start - 1
    while end > own and (not file.lines[end - 1].strip() or file.lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _toml_lines(file: UsedFile, place: Place) -> list[str]:
    """Return the line of a key, below the head of its table."""
    found = nearest(place, file.starts)
    row = file.starts[found]
    head = next((file.lines[at] for at in range(row - 1, -1, -1) if file.lines[at].startswith("[")), "")
    line = file.lines[row - 1]
    return [line] if line == head or not head else [head, line]
