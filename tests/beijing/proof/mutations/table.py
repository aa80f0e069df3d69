"""The table of faults: each with the file it is made in, the rule meant for it, and whether that rule caught it."""

from __future__ import annotations

from pathlib import Path

from tests.beijing.proof.mutations import in_layout, in_numbers, in_packages, in_words
from tests.beijing.proof.mutations.editions import Mutation

MUTATIONS: tuple[Mutation, ...] = (
    *in_numbers.MUTATIONS,
    *in_words.MUTATIONS,
    *in_layout.MUTATIONS,
    *in_packages.MUTATIONS,
)
_TABLE = Path(__file__).with_name("caught.txt")


def row(mutation: Mutation, *, caught: bool) -> str:
    """A fault and what came of it → its line."""
    page = f" {mutation.page}" if mutation.page else ""
    return f"{'yes' if caught else 'no':3}  {mutation.rule:17}  {mutation.file + page:32}  {mutation.name}"


def caught_lines() -> list[str]:
    """The lines of the table as it is kept."""
    return _TABLE.read_text(encoding="utf-8").splitlines() if _TABLE.exists() else []


def keep(line: str) -> None:
    """Put a line in the table, in the place of that of the same fault; lines of faults that are no more go."""
    known = {name_in(old): old for old in (*caught_lines(), line)}
    lines = [known[one.name] for one in MUTATIONS if one.name in known]
    _TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def name_in(line: str) -> str:
    """A line → the name of its fault."""
    return line.split(maxsplit=2)[2].partition("  ")[2].strip()
