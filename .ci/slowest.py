"""List the fifty dearest tests in CONTRIBUTING.md, each with the reason why it may cost that much.

    uv run --group test pytest
    uv run --group test .ci/slowest.py

A run of all tests remembers the seconds of a processor that each took (tests/processor_seconds.py). The reasons stand
in tests/slowest.toml, by the test's name; a test without one is named, and nothing is written.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
REASONS = ROOT / "tests" / "slowest.toml"
TEXT = ROOT / "CONTRIBUTING.md"
HEAD = "| seconds of a processor | test | why |\n|---|---|---|\n"
_TABLE = re.compile(r"^\| seconds.*\| test \| why \|\n(?:\|.*\n)*", re.MULTILINE)
MOST = 50
SECONDS = ROOT / ".pytest_cache" / "v" / "briefing" / "processor-seconds"


def rows(found: Mapping[str, float], reasons: Mapping[str, str]) -> str:
    """Return the table; raise ValueError with the tests that have no reason."""
    slowest = sorted(found, key=lambda name: -found[name])[:MOST]
    tests = [name.removeprefix("tests/").partition("::")[::2] for name in slowest]
    if missing := [f"{path}: {test}" for path, test in tests if not reasons.get(test)]:
        raise ValueError("write in tests/slowest.toml why they take so long:\n" + "\n".join(missing))
    seconds = [f"{found[name]:.0f}" for name in slowest]
    return "".join(
        f"| {took} | `{path}`: {test.removeprefix('test_').replace('_', ' ')} | {reasons[test]} |\n"
        for took, (path, test) in zip(seconds, tests, strict=True)
    )


def main() -> int:
    """Write the table → exit code."""
    reasons = tomllib.loads(REASONS.read_text(encoding="utf-8"))
    text = TEXT.read_text(encoding="utf-8")
    if not SECONDS.exists() or not _TABLE.search(text):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        table = rows(json.loads(SECONDS.read_text(encoding="utf-8")), reasons)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    TEXT.write_text(_TABLE.sub(lambda _: HEAD + table, text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
