"""What the message on datapackage.json proposes is read when it is followed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.read.small import FILES, make
from tests.read.steps import Case, Step, Words, case, drop, follow, put, steps

NAME, OBS = "datapackage.json", "observations.csv"
COLUMNS = FILES[OBS].partition("\n")[0].split(",")
TYPES = {"year": "year", "value": "number", "preferred": "boolean"}
FIELDS = [{"name": name, "type": TYPES.get(name, "string")} for name in COLUMNS]


def package(*resources: object) -> Step:
    return put(NAME, json.dumps({"resources": list(resources)}))


def observations(**given: object) -> Step:
    """A package with one resource, in which some is given otherwise."""
    return package({"name": "observations", "path": OBS} | given)


def schema(fields: list[Any], **given: object) -> Step:
    return observations(schema={"fields": fields} | given)


def words(**given: object) -> Step:
    """The same with what a fix names in the places of `<0>`, `<1>` …, which are read as JSON where they are JSON."""

    def step(project: Path, named: Words) -> None:
        resource = json.dumps({"name": "observations", "path": OBS} | given)
        for at, word in enumerate(named):
            resource = resource.replace(f'"<{at}>"', word if word[:1] in '"[{0123456789tfn' and _json(word) else
                                        json.dumps(word))  # fmt: skip
        (project / NAME).write_text(f'{{"resources": [{resource}]}}', encoding="utf-8")

    return step


def _json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def stated(project: Path, named: Words) -> None:
    """What a fix names as a pair, put into the resource."""
    text = f'{{"resources": [{{"name": "observations", "path": "x", {named[0]}}}]}}'
    (project / NAME).write_text(text, encoding="utf-8")


def renamed(number: int, name: str) -> list[dict[str, str]]:
    return [{**field, "name": name} if at == number else field for at, field in enumerate(FIELDS)]


def typed(name: str, kind: str) -> list[dict[str, str]]:
    return [{**field, "type": kind} if field["name"] == name else field for field in FIELDS]


def without(column: str) -> Step:
    def step(project: Path, named: Words) -> None:
        lines = [line.split(",") for line in FILES[OBS].splitlines()]
        at = lines[0].index(column)
        (project / OBS).write_text("".join(",".join(row[:at] + row[at + 1 :]) + "\n" for row in lines), "utf-8")

    return step


MEND = "correct it, or delete the file: the tables are read without it"
RESOURCE = f"{NAME}, resource observations"
CASES = [
    case(put(NAME, '{"resources": [\n{]}'), (f"{NAME}, line 2", "this is no JSON", MEND), drop(NAME), observations()),
    case(put(NAME, "[" * 100_000), (NAME, "this is nested too deep", MEND), drop(NAME)),
    case(put(NAME, "{}"), (NAME, "it has no list of resources", MEND), drop(NAME), package()),
    case(package({"path": OBS}), (NAME, "resource 1 has no name", "give it a name, as <>"), words(name="<0>")),
    case(package({"name": "sources", "path": "sources.csv"}, {"name": "sources", "path": "b.csv"}), (
         f"{NAME}, resource sources", "two resources have this name", "rename or delete one"),
         package({"name": "sources", "path": "sources.csv"}, {"name": "others", "path": "b.csv"}),
         package({"name": "sources", "path": "sources.csv"})),
    case(observations(path=["a.csv", "b.csv"]), (RESOURCE, "has no path to one file", "write <>"), stated),
    case(observations(path=5), (RESOURCE, "has a path that is no text", "write <>"), stated),
    case(observations(path="rows.csv"), (RESOURCE, "there is no file rows.csv", "write <>"), stated),
    case(steps(drop("breaks.csv"), package({"name": "breaks", "path": "b.csv"})), (f"{NAME}, resource breaks",
         "there is no file b.csv", "put the file there, or delete the resource"),
         put("b.csv", FILES["breaks.csv"]), package()),
    case(observations(encoding="latin-1"), (RESOURCE, "the encoding 'latin-1' is not read",
         "save the file as UTF-8, and write <>"), words(encoding="<0>")),
    case(observations(dialect=[]), (RESOURCE, "dialect is not an object", "write an object, …"),
         observations(dialect={})),
    case(schema([], missingValues=""), (f"{RESOURCE}, schema", "missingValues is not a list", "write a list, …"),
         schema([], missingValues=[""])),
    *[case(observations(dialect={key: value}), (f"{RESOURCE}, dialect", f"{key} is ", "write the file so, and <>"),
           words(dialect={key: "<0>"}))
      for key, value in {"header": False, "escapeChar": "\\", "headerRows": [1, 2], "skipInitialSpace": True}.items()],
    case(observations(dialect={"delimiter": "||"}), (f"{RESOURCE}, dialect", "delimiter is no single sign",
         "write one, as <>"), steps(words(dialect={"delimiter": "<0>"}), put(OBS, FILES[OBS].replace(",", ";")))),
    case(schema([{}, *FIELDS]), (f"{RESOURCE}, schema", "field 1 has no name", "name it as the column"),
         schema(FIELDS)),
    case(schema(FIELDS, fieldsMatch="some"), (f"{RESOURCE}, schema", "fieldsMatch is 'some'",
         "write one of <>, <>, <>, <>, <>"), *[words(schema={"fields": FIELDS, "fieldsMatch": f"<{at}>"})
                                               for at in range(5)]),
    case(schema(typed("note", "sting")), (f"{RESOURCE}, schema, field note", "the type 'sting' is unknown",
         "did you mean '<>'?"), words(schema={"fields": typed("note", "<0>")})),
    case(schema(typed("value", "boolean")), (f"{RESOURCE}, schema, field value", "the type is boolean, which value",
         "write <>"), words(schema={"fields": typed("value", "<0>")})),
    case(schema(renamed(2, "yeer")), (f"{RESOURCE}, schema", "the field 'yeer' is no column of", "did you mean '<>'?"),
         words(schema={"fields": renamed(2, "<0>")})),
    case(schema(FIELDS[:-1]), (f"{RESOURCE}, schema", "has a column 'note' that is no field", "add <>, or delete it"),
         words(schema={"fields": [*FIELDS[:-1], "<0>"]}), without("note")),
    case(schema(FIELDS[::-1]), (f"{RESOURCE}, schema", "the fields stand in another order", "write <>"),
         lambda project, named: schema(FIELDS[::-1], **json.loads(f"{{{named[0]}}}"))(project, named)),
    case(schema([{"name": "yeer"}], fieldsMatch="partial"), (f"{RESOURCE}, schema", "no field is a column of",
         "name the fields as the columns"), schema(FIELDS)),
]  # fmt: skip


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it should be."""
    return make(tmp_path_factory.mktemp("right") / "town")


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.name)
def test_the_fix_of_a_description_works_when_it_is_followed(one: Case, right: Path, tmp_path: Path) -> None:
    follow(one, right, tmp_path)
