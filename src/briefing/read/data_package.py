"""datapackage.json, if a project has one: where its tables lie, how their text is written, which fields they have.

The standard is the Data Package, version 1 or 2. What `[tables]` of briefing.toml says of a table goes before it; how
the text of a file that it names is written, and which fields it has, the resource of this path says.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import InputError
from briefing.read.files import TEXT_BYTES, decode, inside, read_bytes
from briefing.read.report import Report, suggest
from briefing.read.row_filter import default_layout
from briefing.read.source_table import SourceTable
from briefing.read.table_columns import TABLES
from briefing.read.table_layout import Layout

NAME: Final = "datapackage.json"
# Properties of a dialect whose other values are not read, with the value that each must have.
_FIXED: Final[Mapping[str, object]] = {
    "header": True, "doubleQuote": True, "escapeChar": None, "commentChar": None, "nullSequence": None,
    "headerRows": [1], "commentRows": [], "skipInitialSpace": False,
}  # fmt: skip
_TYPES: Final = (
    "string", "number", "integer", "boolean", "object", "array", "list", "datetime", "date", "time", "year",
    "yearmonth", "duration", "geopoint", "geojson", "any", "default",
)  # fmt: skip
# What the columns that are no text may be declared as.
_FITTING: Final[Mapping[str, tuple[str, ...]]] = {
    "value": ("number", "integer", "string", "any"),
    **dict.fromkeys(("year", "from_year", "to_year"), ("year", "integer", "string", "any")),
    **dict.fromkeys(
        ("period", "from_period", "to_period"), ("string", "any", "year", "yearmonth", "date", "datetime", "integer")
    ),
    **dict.fromkeys(("lag_days", "year_starts"), ("integer", "number", "string", "any")),
    "decimals": ("integer", "number", "string", "any"),
    "preferred": ("boolean", "string", "any"),
}
_MATCHES: Final = ("exact", "equal", "subset", "superset", "partial")


class _Place(Struct, frozen=True):
    """A place of the descriptor, for findings."""

    report: Report
    where: str

    def add(self, what: str, fix: str) -> None:
        self.report.add(self.where, what, fix)

    def within(self, name: str) -> _Place:
        return _Place(self.report, f"{self.where}, {name}")

    def value(self, holder: Mapping[str, Any], key: str, kind: type, default: Any) -> Any:
        """The value of a key; the default where it is missing, or of another kind, which is a finding."""
        found = holder.get(key, default)
        if not isinstance(found, kind):
            words = "a list" if kind is list else "an object"
            self.add(f"{key} is not {words}", f"write {words}, as the Data Package standard asks")
            return default
        return found


def package_layouts(
    root: Path, layouts: Mapping[str, Layout], report: Report, without: Container[str] = ()
) -> dict[str, Layout]:
    """Return the layouts of briefing.toml, with what the descriptor says of their files, and those that it gives to
    other tables.

    Mismatches go into the report; nothing is added for the tables `without`, which lie in no file.
    """
    path = root / NAME
    found = dict(layouts)
    if not path.exists():
        return found
    with report.collecting():
        at = _Place(report, path.as_posix())
        described = _parsed(path)
        for name, resource, place in _resources(described, at):
            if name not in layouts and name not in without:
                layout = _layout(root, name, resource, place)
                if layout is not None:
                    found[name] = layout
        for name, layout in layouts.items():
            resource = _of_file(described, layout.file)
            if resource and name not in without:
                found[name] = _described(layout, resource, at.within(f"resource {resource.get('name', layout.file)}"))
    return found


def _parsed(path: Path) -> dict[str, Any]:
    where = path.as_posix()
    fix = "correct it, or delete the file: the tables are read without it"
    try:
        described = json.loads(decode(read_bytes(path, TEXT_BYTES), where))
    except json.JSONDecodeError as error:
        raise InputError(f"this is no JSON: {error.msg}", f"{where}, line {error.lineno}", fix) from None
    except RecursionError:
        raise InputError("this is nested too deep", where, fix) from None
    if not isinstance(described, dict) or not isinstance(described.get("resources"), list):
        raise InputError("this is no Data Package: it has no list of resources", where, fix)
    return described


def _resources(described: Mapping[str, Any], at: _Place) -> Iterator[tuple[str, Mapping[str, Any], _Place]]:
    """The resources that are tables of ours, by name; each is named once."""
    seen: set[str] = set()
    for number, resource in enumerate(described["resources"], start=1):
        if not isinstance(resource, dict) or not isinstance(resource.get("name"), str):
            at.add(f"resource {number} has no name", "give it a name, as observations")
            continue
        name = resource["name"]
        place = at.within(f"resource {name}")
        if name in seen:
            place.add("two resources have this name", "rename or delete one")
        elif name in TABLES:
            yield name, resource, place
        seen.add(name)


def _of_file(described: Mapping[str, Any], file: str) -> Mapping[str, Any]:
    """Return the resource whose path is a file; nothing where there is none."""
    resources = (resource for resource in described["resources"] if isinstance(resource, dict))
    return next((resource for resource in resources if file and resource.get("path") in (file, [file])), {})


def _layout(root: Path, name: str, resource: Mapping[str, Any], at: _Place) -> Layout | None:
    given = resource.get("path")
    path = given[0] if isinstance(given, list) and len(given) == 1 else given
    if not isinstance(path, str):
        what = "has no path to one file" if given is None or isinstance(given, list) else "has a path that is no text"
        at.add(what, f'write "path": "{name}.csv"')
        return None
    file = Path()
    with at.report.collecting():
        file = inside(root, path, at.where)
    if file == Path():
        return None
    if not file.exists():
        there = default_layout(root, name).file
        fix = f'write "path": "{there}"' if (root / there).exists() else "put the file there, or delete the resource"
        at.add(f"there is no file {path}", fix)
        return None
    path = path.rstrip("/") + "/" if file.is_dir() else path
    return _described(replace(default_layout(root, name), file=path), resource, at)


def _described(layout: Layout, resource: Mapping[str, Any], at: _Place) -> Layout:
    """Return a layout with what a resource says of how its file is written, and which fields it has."""
    encoding = str(resource.get("encoding", "utf-8")).lower()
    if encoding.replace("-", "").replace("_", "") not in ("utf8", "utf8sig", "ascii", "usascii"):
        at.add(f"the encoding {encoding!r} is not read", "save the file as UTF-8, and write utf-8")
    layout = replace(layout, **_dialect(at.value(resource, "dialect", dict, {}), at))
    return _fields(layout, at.value(resource, "schema", dict, {}), at.within("schema"))


def _dialect(dialect: Mapping[str, Any], at: _Place) -> dict[str, str]:
    held = dialect.get("csv", dialect)
    described = held if isinstance(held, dict) else {}
    for key, usual in _FIXED.items():
        if key in described and described[key] != usual:
            at.within("dialect").add(
                f"{key} is {described[key]!r}, which is not read", f"write the file so, and {json.dumps(usual)}"
            )
    found = {}
    for key in ("delimiter", "quoteChar"):
        sign = described.get(key)
        if sign is not None and (not isinstance(sign, str) or len(sign) != 1):
            at.within("dialect").add(f"{key} is no single sign", 'write one, as ";"')
        elif sign is not None:
            found["quote" if key == "quoteChar" else key] = sign
    return found


def _fields(layout: Layout, schema: Mapping[str, Any], at: _Place) -> Layout:
    missing = at.value(schema, "missingValues", list, [""])
    texts = [item["value"] if isinstance(item, dict) and "value" in item else item for item in missing]
    marks = {}
    names = []
    for number, field in enumerate(at.value(schema, "fields", list, []), start=1):
        if not isinstance(field, dict) or not isinstance(field.get("name"), str):
            at.add(f"field {number} has no name", "name it as the column")
            continue
        names.append(field["name"])
        _typed(field, layout, at.within(f"field {field['name']}"))
        marks[field["name"]] = (str(field.get("decimalChar", ".")), str(field.get("groupChar", "")))
    match = schema.get("fieldsMatch", "exact")
    match = match[0] if isinstance(match, list) and len(match) == 1 else match
    if match not in _MATCHES:
        at.add(f"fieldsMatch is {match!r}", f"write one of {', '.join(_MATCHES)}")
        match = "partial"
    return replace(
        layout,
        fields=tuple(names),
        match=match,
        marks={name: pair for name, pair in marks.items() if pair != (".", "")},
        missing=tuple(text for text in texts if isinstance(text, str) and text),
    )


def _typed(field: Mapping[str, Any], layout: Layout, at: _Place) -> None:
    kind, column = field.get("type", "any"), layout.columns.get(field["name"], field["name"])
    if kind not in _TYPES:
        at.add(f"the type {str(kind)[:40]!r} is unknown", suggest(str(kind), _TYPES, "types"))
    elif kind not in _FITTING.get(column, _TYPES):
        at.add(f"the type is {kind}, which {column} is not", f"write {_FITTING[column][0]}")


def check_fields(table: SourceTable, layout: Layout, root: Path, name: str, report: Report) -> None:
    """Report each column and each field of the descriptor without a counterpart."""
    if not layout.fields or layout.wide is not None:
        return
    at = _Place(report, f"{(root / NAME).as_posix()}, resource {name}, schema")
    present = [table.heads.get(column, column) for column in table.columns if column not in layout.fill]
    absent = [field for field in layout.fields if field not in present]
    beyond = [column for column in present if column not in layout.fields]
    if layout.match in ("exact", "equal", "subset"):
        for field in absent:
            at.add(
                f"the field {field!r} is no column of {table.file}", suggest(field, beyond, "columns without a field")
            )
    if layout.match in ("exact", "equal", "superset"):
        for column in beyond:
            at.add(
                f"{table.file} has a column {column!r} that is no field", f'add {{"name": "{column}"}}, or delete it'
            )
    if layout.match == "exact" and not absent and not beyond and tuple(present) != layout.fields:
        at.add(f"the fields stand in another order than the columns of {table.file}", 'write "fieldsMatch": "equal"')
    if layout.match == "partial" and absent and len(absent) == len(layout.fields):
        at.add(f"no field is a column of {table.file}", "name the fields as the columns")
