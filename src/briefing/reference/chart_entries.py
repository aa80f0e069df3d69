"""Entries of the kinds of charts, each with the lines of a story that make one."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from briefing.assets import asset
from briefing.model.chart_kinds import KINDS, ChartKind
from briefing.reference.example_project import example_folder
from briefing.reference.key_uses import UsedFile, end_of, yaml_file
from briefing.reference.reference_entry import Entry, Example

INTRODUCTION: Final = """\
A section has a `chart` of one kind; `sections.chart` in the topic `story` has all its keys. The examples are sections
of the gallery, which `briefing gallery` builds, and of the example project.
"""
TAKES: Final[Mapping[str, str]] = {
    "rows": "one value for each series, or for each of `entities` of one series",
    "pairs": "the first and the last value of each row",
    "parts": "parts of a whole, as shares in %",
    "amounts": "parts of each row in their unit",
    "years": "a value for each period of each series",
    "seasons": "the periods of each year of one series",
    "ends": "the first and the last value of each series",
    "plane": "two series, a dot for each place or period",
    "changes": "how parts change their whole, as `of` names it",
    "lines": "a small line for each series, each on a scale of its own",
    "spread": "one series, a dot for each place",
    "classes": "one series, how many places are in each class",
    "places": "one series, each place on a map, as `outlines` names it",
    "call": "what a function of the project draws, as `call` names it",
}
_PLAIN: Final = ("title", "subtitle", "expect", "chart")  # of a section: what an example shows


def entries() -> tuple[Entry, ...]:
    """Return the entries of all kinds of charts."""
    return tuple(
        Entry(name, f"kind: {name}", kind.about, tuple(_details(kind)), _example(name)) for name, kind in KINDS.items()
    )


def _details(kind: ChartKind) -> Iterator[tuple[str, str]]:
    yield "takes", TAKES[kind.takes]
    if kind.measures != ("value",):
        yield "measure", ", ".join(f"`{measure}`" for measure in kind.measures)
    if kind.most:
        yield "limits", f"at most {kind.most} series"
    more = [word for word, can in (("a benchmark", kind.benchmark), ("a rest", kind.rest)) if can]
    if more:
        yield "can have", " and ".join(more)
    if kind.aimed:
        yield "needs", "targets"


def example_section(kind: str) -> tuple[str, str] | None:
    """Return the project and the id of the section whose chart is the example of a kind; None where there is none."""
    for file in _stories():
        for section in file.value["sections"]:
            if _kind(section) == kind:
                return file.name.partition("/")[0], section["id"]
    return None


def _example(kind: str) -> tuple[Example, ...]:
    for file in _stories():
        for at, section in enumerate(file.value["sections"]):
            if _kind(section) == kind:
                lines: list[str] = []
                for key in section:
                    if key in _PLAIN:
                        place = ("sections", at, key)
                        lines += file.lines[file.starts[place] - 1 : end_of(file, place)]
                return (Example(textwrap.dedent("\n".join(lines)), "yaml", file=file.name),)
    return ()


def _kind(section: Mapping[str, Any]) -> str:
    return str((section.get("chart") or {}).get("kind", ""))


@cache
def _stories() -> tuple[UsedFile, ...]:
    places = [(asset("gallery"), "gallery"), (example_folder(), "reference")]
    return tuple(
        yaml_file(f"{name}/story.en.yaml", (folder / "story.en.yaml").read_text(encoding="utf-8"))
        for folder, name in places
    )
