"""What several tests look at, made once in a test run by whichever of its processes asks first; not to be changed."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar, cast
from unittest.mock import patch

# filelock hears of every event of the interpreter, each id() too, so that nobody forks while a lock changes hands: half
# a microsecond each, and an edition has tens of thousands of them. No test does that.
with patch("sys.addaudithook"):
    from filelock import FileLock

P = ParamSpec("P")
T = TypeVar("T")
FOLDER = "BRIEFING_TESTS_FOLDER"  # which tests/conftest.py sets for a run and removes after it


def shared_folder(name: str) -> Path:
    """Return a folder of this test run."""
    folder = Path(os.environ[FOLDER], name)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def once(function: Callable[P, T]) -> Callable[P, T]:
    """Call a function once for the same arguments in all processes of a test run; its results are pickled."""

    @cache
    @wraps(function)
    def result(*args: P.args, **named: P.kwargs) -> T:
        asked = hashlib.sha256(repr((args, sorted(named.items()))).encode()).hexdigest()[:16]
        path = shared_folder("once") / f"{function.__module__}.{function.__qualname__}-{asked}"
        with FileLock(f"{path}.lock"):
            if not path.exists():
                made = path.with_name(f"{path.name}.new")
                made.write_bytes(pickle.dumps(function(*args, **named)))
                made.rename(path)
        found: T = pickle.loads(path.read_bytes())
        return found

    return cast(Callable[P, T], result)
