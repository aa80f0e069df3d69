"""List the fifty slowest tests in CONTRIBUTING.md, each with the reason why it may take that long.

    uv run --group test pytest --durations=200 | tee run.log
    uv run --group test .ci/slowest.py run.log

The reasons stand in tests/slowest.toml, by the test's name; a test without one is named, and nothing is written.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
REASONS = ROOT / "tests" / "slowest.toml"
TEXT = ROOT / "CONTRIBUTING.md"
HEAD = "| seconds | test | why |\n|---|---|---|\n"
MOST = 50
_LINE = re.compile(r"^([0-9.]+)s (?:call|setup|teardown) +tests/(\S+?\.py)::(\w+)", re.MULTILINE)


def durations(log: str) -> dict[str, float]:
    """Return the seconds of each test function, those of its setup and of all its parameters included."""
    found: dict[str, float] = defaultdict(float)
    for seconds, path, name in _LINE.findall(log):
        found[f"{path}::{name}"] += float(seconds)
    return dict(found)


def rows(found: Mapping[str, float], reasons: Mapping[str, str]) -> str:
    """Return the table; raise ValueError with the tests that have no reason."""
    slowest = sorted(found, key=lambda name: -found[name])[:MOST]
    tests = [name.partition("::")[::2] for name in slowest]
    if missing := [f"{path}: {test}" for path, test in tests if not reasons.get(test)]:
        raise ValueError("write in tests/slowest.toml why they take so long:\n" + "\n".join(missing))
    seconds = [f"{found[name]:.0f}" for name in slowest]
    return "".join(
        f"| {took} | `{path}`: {test.removeprefix('test_').replace('_', ' ')} | {reasons[test]} |\n"
        for took, (path, test) in zip(seconds, tests, strict=True)
    )


def main() -> int:
    """Write the table of a log → exit code."""
    reasons = tomllib.loads(REASONS.read_text(encoding="utf-8"))
    before, found, after = TEXT.read_text(encoding="utf-8").partition(HEAD)
    if len(sys.argv) != 2 or not found:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        table = rows(durations(Path(sys.argv[1]).read_text(encoding="utf-8")), reasons)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    TEXT.write_text(before + HEAD + table + re.sub(r"\A(\|.*\n)*", "", after), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
