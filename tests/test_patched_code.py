"""Which patches of a test make its own store: those of code that makes what is stored, and of what that may use."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import pytest

from briefing import compose
from briefing.dispatch import machine
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.draft.narrative import story_trial
from briefing.reuse import STORE
from tests.patched_code import ABOVE

APART: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "a module": lambda patch: patch.setattr(compose, "compose", None),
    "its name": lambda patch: patch.setattr("briefing.compose.compose", None),
    "another package": lambda patch: patch.setattr(time, "sleep", None),
    "a table": lambda patch: patch.setitem(vars(story_trial), "_BUILDS", 1),
    "above first": lambda patch: (
        patch.setattr(machine, "boot", None),
        patch.setattr(compose, "compose", None),
    )[0],
}
SHARED: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "a module": lambda patch: patch.setattr(machine, "boot", None),
    "its name": lambda patch: patch.setattr("briefing.dispatch.machine.boot", None),
    "a class": lambda patch: patch.setattr(DeliveryLog, "begin", None),
    "a draft": lambda patch: patch.setattr(story_trial, "_BUILDS", 1),
    "the environment": lambda patch: patch.setitem(os.environ, "HARBOUR", "open"),
}


@pytest.mark.parametrize("change", APART.values(), ids=list(APART))
def test_a_patch_of_what_makes_has_a_store_until_it_is_undone(change: Callable[[pytest.MonkeyPatch], None]) -> None:
    before = STORE._entries
    with pytest.MonkeyPatch.context() as patch:
        change(patch)
        assert STORE._entries is not before
    assert STORE._entries is before


@pytest.mark.parametrize("change", SHARED.values(), ids=list(SHARED))
def test_a_patch_above_the_pipeline_leaves_the_store(change: Callable[[pytest.MonkeyPatch], None]) -> None:
    before = STORE._entries
    with pytest.MonkeyPatch.context() as patch:
        change(patch)
        assert STORE._entries is before


def test_no_room_that_stores_is_above() -> None:
    assert {"dispatch", "batch", "draft", "cli"} <= ABOVE
    assert not {"pipeline", "proof", "deck", "brief", "letter", "compose", "charts", "facts", "read", "reuse"} & ABOVE
