"""Entries of the keys of briefing.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Final

from pydantic import BaseModel

from briefing.read.settings import ProjectSettings
from briefing.reference.example_project import example_folder
from briefing.reference.key_entries import KeyReference
from briefing.reference.key_uses import KeyUses, toml_file
from briefing.reference.reference_entry import Entry

INTRODUCTION = """\
`briefing.toml` makes an edition of a project. The names below say where a key stands: `edition.slug` is `slug` in
`[edition]`, `facts.indicator` is `indicator` of one of the names in `[facts]`. A key that is not here is an error.
"""
# The example project, and its other settings: of keys that exclude each other, or that need what it has not.
FILES: Final = (
    "briefing.toml", "settings/years.toml", "settings/months.toml", "settings/names.toml", "settings/database.toml"
)  # fmt: skip


@cache
def settings_keys() -> KeyReference:
    """Return what makes the entries of briefing.toml."""
    return keys_of(ProjectSettings, FILES)


def keys_of(model: type[BaseModel], names: tuple[str, ...]) -> KeyReference:
    """Return what makes the entries of a settings file, from files of the example project that use its keys."""
    texts = {name: (example_folder() / name).read_text(encoding="utf-8") for name in names}
    files = [toml_file(f"reference/{name}", text, tomllib.loads(text)) for name, text in texts.items()]
    return KeyReference(model, KeyUses(model, files))


def entries() -> tuple[Entry, ...]:
    """Return the entries of all keys of briefing.toml."""
    return settings_keys().entries()
