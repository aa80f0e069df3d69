"""Make everything anew that is made from the code and compared by tests: goldens, schemas, the list of messages, the
findings that are quoted, pages and pictures of the reference, pictures of README and docs.

    uv run --group test .ci/renew.py

For after a change to a chart kind, a key, a message or the gallery. Then read `git diff`: what differs is what users
will see, and each difference should be meant.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from briefing.cli import main as briefing
from briefing.read.story_file import story_schema

ROOT = Path(__file__).parents[1]
GOLDENS = ("tests/charts/test_kinds.py", "tests/compose/test_composition.py", "tests/deck/test_deck_plan.py")


def python(*arguments: str, **environment: str) -> None:
    """Run a program of the project; what fails is shown, and the others run all the same."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env={**os.environ, "PYTHONPATH": paths, **environment}, check=False
    )


def tests(*names: str, **environment: str) -> None:
    """Run tests, which write what they compare with; in one process, as some write one file."""
    python("-m", "pytest", "-q", "-n0", *names, BRIEFING_GOLDEN="1", **environment)


def quoted() -> None:
    """Run the tests whose findings the reference quotes, some of which are not in a usual run."""
    taken = json.loads((ROOT / "tests" / "reference" / "taken_from.json").read_text(encoding="utf-8"))
    tests(*sorted({test.partition("::")[0] for test in taken.values()}), BRIEFING_QUOTED="1", BRIEFING_THOROUGH="1")


def schemas() -> None:
    """Write the schema of a story, and that of the project that `briefing init` makes."""
    written = ROOT / "assets" / "schemas" / "story.schema.json"
    written.write_text(story_schema(), encoding="utf-8", newline="\n")
    briefing(["schema", str(ROOT / "assets" / "project")])


STEPS: dict[str, Callable[[], object]] = {
    "schemas": schemas,
    "goldens": lambda: tests(*GOLDENS),
    "findings": quoted,
    "messages": lambda: python("-m", "tests.messages"),
    "reference": lambda: python(".ci/reference_pages.py", "--pictures"),
    "pictures": lambda: python(".ci/picture.py"),
}

if __name__ == "__main__":
    for name in sys.argv[1:] or STEPS:
        print(f"{name} …", flush=True)
        STEPS[name]()
    subprocess.run(["git", "status", "--short"], cwd=ROOT, check=False)
