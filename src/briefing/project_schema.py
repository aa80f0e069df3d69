"""The JSON Schema of a project's stories: that of any story, with the project's own names to complete and to explain.

Short names, statements, milestones and sources are what the schema allows, as anything else is an error of the build.
Places, sections, parts and expressions are examples, which an editor proposes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from briefing import read
from briefing.errors import BriefingError, OutputError
from briefing.facts import FactRegistry, SubjectFacts
from briefing.facts.fact_reference import MEANINGS
from briefing.model.edition import ALL, EDITION, Project
from briefing.model.story import Story
from briefing.read.files import TEXT_BYTES, decode, read_bytes
from briefing.read.key_descriptions import JsonSchema, described_schema
from briefing.read.yamlnodes import parse

FILE: Final = "story.schema.json"
# The comment by which editors find it, at the head of a story.
LINE: Final = f"# yaml-language-server: $schema={FILE}\n"
# Keys by model that take short names, and those that take one or another name.
_FACTS: Final[Mapping[str, tuple[str, ...]]] = {
    "CardSpec": ("fact",),
    "ChartSpec": ("series", "band", "beside", "size"),
    "MultiplesSpec": ("series",),
    "HeatSpec": ("series",),
    "CoverPictureSpec": ("of",),
}
_FOCUS: Final[Mapping[str, tuple[str, ...]]] = {
    "CardSpec": ("compare",),
    "ChartSpec": ("highlight", "second", "benchmark", "compare", "of"),
    "MultiplesSpec": ("highlight",),
    "HeatSpec": ("highlight",),
    "NoteAt": ("series",),
    "BracketSpec": ("series",),
    "ResultSpec": ("series",),
}
_PLACES: Final = ("ChartSpec", "MultiplesSpec", "HeatSpec")
_CONDITIONS: Final = ("expect", "when", "rank")
_MEASURES: Final = ("last", "percent", "multiple", "change")  # in examples
_MOST: Final = 60  # facts that a description lists


def write_schema(root: Path, out: Path | None = None) -> Path:
    """Write the schema of a project's stories into its folder, or into another file; return the file."""
    path = out or root / FILE
    text = project_schema(read.project(root))
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        what = f"cannot be written: {(error.strerror or str(error)).lower()}"
        raise OutputError(what, str(path), "name a file where you may write, with --out") from error
    return path


def stories_without_line(project: Project) -> tuple[str, ...]:
    """Return the names of the stories whose head names no schema."""
    heads = {path.name: read_bytes(path, TEXT_BYTES)[:400] for path in project.stories.values()}
    return tuple(sorted(name for name, head in heads.items() if b"yaml-language-server" not in head))


def project_schema(project: Project) -> str:
    """Return the schema of a project's stories as text with sorted keys."""
    schema = described_schema(Story)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = f"Story of {project.edition.slug}"
    models: Mapping[str, JsonSchema] = schema["$defs"]
    facts, names = _facts(project), _Names(project)
    for model, keys in _FACTS.items():
        for key in keys:
            _allow(models[model]["properties"][key], facts)
    for model, keys in _FOCUS.items():
        for key in keys:
            models[model]["properties"][key]["examples"] = names.focus(key)
    for model in _PLACES:
        _propose(models[model]["properties"]["entities"], names.places)
    models["CardSpec"]["properties"]["entity"]["examples"] = [EDITION, *names.places]
    schema["properties"]["formats"]["propertyNames"] = {"enum": [one["const"] for one in facts]}
    dataset = project.dataset
    statements = [{"const": one.id, "description": one.text} for one in dataset.statements.values()]
    _allow(models["QuoteSpec"]["properties"]["statement"], statements)
    _allow(models["TilesSpec"]["properties"]["items"], statements)
    milestones = [{"const": one.date, "description": one.title} for one in dataset.milestones]
    _allow(models["EventSpec"]["properties"]["date"], milestones)
    sources = [{"const": key, "description": f"{one.publisher}: {one.title}"} for key, one in dataset.sources.items()]
    _allow(models["SectionSpec"]["properties"]["sources"], sources)
    models["ChartSpec"]["properties"]["outlines"]["examples"] = names.maps
    models["SectionSpec"]["properties"]["part"]["examples"] = names.parts
    models["LetterSpec"]["properties"]["chart"]["examples"] = names.sections
    for form in (schema, *models.values()):
        _explain_expressions(form, facts)
    return json.dumps(schema, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _facts(project: Project) -> list[dict[str, str]]:
    """Return each short name with the name, unit and place of its indicator, and its periods."""
    lang = project.edition.languages[0]
    registry = FactRegistry(project.dataset.in_language(lang), project.edition)
    return [{"const": key, "description": _described(registry, key, lang)} for key in project.edition.subjects]


def _described(registry: FactRegistry, key: str, lang: str) -> str:
    try:
        subject: SubjectFacts = registry.subject(key)
        periods = subject.periods
        named = [subject.name_in(lang), subject.units.get(lang, subject.unit), ", ".join(subject.members[:5])]
    except BriefingError as error:
        return f"Refused: {error.findings[0].what}."
    span = f"; {periods[0]} to {periods[-1]}" if periods else ""
    return f"{', '.join(part for part in named if part)}{span}."


class _Names:
    """What an editor proposes, besides short names."""

    def __init__(self, project: Project) -> None:
        self.facts = list(project.edition.subjects)
        self.places = sorted({one.entity for one in project.dataset.observations} - {""})
        self.maps = ["world", *sorted(project.maps)]
        self.parts, self.sections = _ids(project, "parts"), _ids(project, "sections")

    def focus(self, key: str) -> list[str]:
        """Return what a key may name that takes a short name, a place or a word."""
        if key == "series":
            return self.facts
        if key == "of":
            return [*self.facts, EDITION, *self.places]
        if key in ("benchmark", "compare"):
            return ["average", "median", *self.facts, *self.places]
        return [EDITION, "last", *self.facts, *self.places]


def _ids(project: Project, key: str) -> list[str]:
    """Return the ids of the parts or sections of the stories, as far as these can be read."""
    found: dict[str, None] = {}
    for path in project.stories.values():
        value = parse(decode(read_bytes(path, TEXT_BYTES), path.name), path.name).value
        items = value.get(key) if isinstance(value, dict) else None
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict) and item.get("id"):
                found[str(item["id"])] = None
    return list(found)


def _texts(form: JsonSchema) -> Iterator[JsonSchema]:
    """Yield the forms of a text below a form: itself, the items of a list, the ways of a choice."""
    if form.get("type") == "string":
        yield form
    for inner in (*form.get("anyOf", ()), *form.get("prefixItems", ())):
        yield from _texts(inner)
    if isinstance(form.get("items"), dict):
        yield from _texts(form["items"])


def _allow(form: JsonSchema, names: Sequence[Mapping[str, str]]) -> None:
    """Allow the names alone where a form takes a text, and the empty text where that is its default."""
    allowed = [*names, *([{"const": ""}] if form.get("default") == "" else [])]
    for text in list(_texts(form)) if allowed else ():
        text.pop("type")
        text["anyOf"] = allowed


def _propose(form: JsonSchema, places: Iterable[str]) -> None:
    """Propose places where a form takes names of them."""
    for text in _texts(form):
        if "const" not in text and "enum" not in text:
            text["examples"] = [EDITION, *places]
    form["examples"] = [ALL]


def _explain_expressions(form: JsonSchema, facts: Sequence[Mapping[str, str]]) -> None:
    """Say at the keys of conditions and texts which facts there are, and propose some."""
    keys = [one["const"] for one in facts]
    listed = "; ".join(f"`{one['const']}`: {one['description']}" for one in facts[:_MOST])
    measures = ", ".join(meaning.written.partition(" or ")[0] for meaning in MEANINGS.values())
    for key, inner in form.get("properties", {}).items():
        if key in _CONDITIONS:
            inner["description"] = f"{inner['description']}\n\nShort names: {listed}\n\nMeasures: {measures}"
            inner["examples"] = (
                [f"{name}.rank()" for name in keys] if key == "rank" else [f"{name}.percent > 0" for name in keys]
            )
        if key in ("title", "text", "headline"):
            inner["examples"] = [f"{{{{ {name}.{measure} }}}}" for name in keys for measure in _MEASURES]
