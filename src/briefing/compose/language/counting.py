"""Counts as facts: `count(patents.multiple >= 2, firms.multiple >= 2)` is a number with a formula and a lineage."""

from __future__ import annotations

import ast
from typing import Any

from briefing.compose.language.expression_hints import compared
from briefing.compose.language.syntax import spell
from briefing.errors import StoryError
from briefing.model.dataset import Statement
from briefing.model.fact import Fact


def counted(node: ast.Call, given: list[Any], facts: tuple[Fact, ...], unsure: object) -> Fact:
    """The call, its truth values and the facts they compared → a fact: how many hold (≥ where some stay open)."""
    if any(not isinstance(value, bool) and value is not unsure for value in given):
        at = next(at for at, value in enumerate(given) if not isinstance(value, bool) and value is not unsure)
        fix = compared(node.args[min(at, len(node.args) - 1)], given[at])
        raise StoryError(f"`{spell(node)}` counts what is neither true nor false", fix=fix)
    held = sum(value is True for value in given)
    return Fact(
        name=spell(node),
        measure="count",
        value=float(held),
        unit="",
        qualifier="≥" if any(value is unsure for value in given) else "=",
        decimals=0,
        formula=f"{held} of {len(given)} hold",
        observations=tuple(dict.fromkeys(item for fact in facts for item in fact.observations)),
        targets=tuple(dict.fromkeys(item for fact in facts for item in fact.targets)),
        notes=tuple(dict.fromkeys(note for fact in facts for note in fact.notes)),
    )


def listed(node: ast.Call, statement: Statement) -> Fact:
    """A list statement → how many entries it has, as a fact."""
    entries = len(statement.items)
    formula = f"entries of the statement {statement.id}"
    return Fact(spell(node), "count", float(entries), "", "=", 0, formula, ())
