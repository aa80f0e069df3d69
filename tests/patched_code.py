"""What is made while code is patched is not what the code makes: nothing of it is reused, nor anything made before."""

from __future__ import annotations

import os
from functools import wraps
from typing import Any

import pytest

from briefing.reuse import STORE, Store

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


def _apart(change: Any) -> Any:
    @wraps(change)
    def changed(patch: pytest.MonkeyPatch, target: object, *given: Any, **named: Any) -> None:
        if patch not in _before and target is not os.environ:
            apart = Store()
            _before[patch] = {name: getattr(STORE, name) for name in ("_entries", "_kinds", "size")}
            vars(STORE).update({name: getattr(apart, name) for name in _before[patch]})
        change(patch, target, *given, **named)

    return changed
