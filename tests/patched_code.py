"""What is made while code is patched is not what the code makes: nothing of it is reused, nor anything made before."""

from __future__ import annotations

import os
import tomllib
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from briefing.reuse import STORE
from briefing.reuse_store import Store

_SETTINGS = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
_FLOORS = _SETTINGS["tool"]["importlinter"]["contracts"][0]["layers"]
# Rooms above the pipeline, which nothing that is stored is made of: no floor below them may import them.
ABOVE = {name.strip() for floor in _FLOORS[: _FLOORS.index("pipeline")] for name in floor.split("|")}
# Patches that have changed code, and what the store held before each.
_before: dict[pytest.MonkeyPatch, dict[str, Any]] = {}


def keep_patches_out_of_the_store() -> None:
    """Give the code that a test patches a store of its own, until the patch is undone."""
    for name in ("setattr", "delattr", "setitem", "delitem"):
        setattr(pytest.MonkeyPatch, name, _apart(getattr(pytest.MonkeyPatch, name)))
    undo = pytest.MonkeyPatch.undo

    @wraps(undo)
    def undo_apart(patch: pytest.MonkeyPatch) -> None:
        undo(patch)
        if patch in _before:
            vars(STORE).update(_before.pop(patch))

    setattr(pytest.MonkeyPatch, "undo", undo_apart)  # noqa: B010


def changes_what_is_made(target: object) -> bool:
    """Whether a change of a module, of something in it, or by its name may change what the store holds."""
    name = target if isinstance(target, str) else getattr(target, "__module__", None) or type(target).__module__
    if isinstance(target, ModuleType):
        name = target.__name__
    package, _, inside = name.partition(".")
    return target is not os.environ and not (package == "briefing" and inside.partition(".")[0] in ABOVE)


def _apart(change: Any) -> Any:
    @wraps(change)
    def changed(patch: pytest.MonkeyPatch, target: object, *given: Any, **named: Any) -> None:
        if patch not in _before and changes_what_is_made(target):
            apart = Store()
            _before[patch] = {name: getattr(STORE, name) for name in ("_entries", "_kinds", "size")}
            vars(STORE).update({name: getattr(apart, name) for name in _before[patch]})
        change(patch, target, *given, **named)

    return changed
