"""Entries of the keys of a story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from briefing.assets import asset
from briefing.model.story import Story
from briefing.model.text_outputs import outputs_of
from briefing.reference.example_project import example_folder
from briefing.reference.key_entries import KeyReference
from briefing.reference.key_uses import KeyUses, yaml_file
from briefing.reference.reference_entry import Entry

INTRODUCTION = """\
`story.<lang>.yaml` is the story in one language. The names below say where a key stands: `sections.title` is the
`title` of one of `sections`. Every text may hold facts in `{{ }}`, and be a mapping with `when` and `otherwise`
(`text.when`). Markdown is bold, italic and links to a section, nothing else. A key that is not here is an error.
"""
# Any text may be one of these.
_SPARE: Final[Mapping[str, str]] = {"TextSpec": "text"}


@cache
def story_keys() -> KeyReference:
    """Return what makes the entries: stories of the starter, the example project and the gallery."""
    places = [(asset("project"), "starter"), (example_folder(), "reference"), (asset("gallery"), "gallery")]
    files = [
        yaml_file(f"{name}/{path.name}", path.read_text(encoding="utf-8"))
        for folder, name in places
        for path in sorted(folder.glob("story.*.yaml"))
    ]
    return KeyReference(Story, KeyUses(Story, files), spare=_SPARE, details=_outputs)


def entries() -> tuple[Entry, ...]:
    """Return the entries of all keys of a story."""
    return story_keys().entries()


def _outputs(path: str) -> Iterator[tuple[str, str]]:
    try:
        named = outputs_of(path)
    except KeyError:
        return
    yield "printed in", ", ".join(named)
