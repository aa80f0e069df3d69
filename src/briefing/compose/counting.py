"""Counts as facts: `count(patents.multiple >= 2, firms.multiple >= 2)` is a number with a formula and a lineage."""

from __future__ import annotations

from typing import Any

from jinja2 import nodes

from briefing.errors import StoryError
from briefing.model.dataset import Statement
from briefing.model.fact import Fact

_SIGNS = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">=", "in": "in", "notin": "not in"}


def counted(node: nodes.Call, given: list[Any], facts: tuple[Fact, ...], unsure: object) -> Fact:
    """The call, its truth values and the facts they compared → a fact: how many hold (≥ where some stay open)."""
    if any(not isinstance(value, bool) and value is not unsure for value in given):
        raise StoryError(
            f"`{spell(node)}` counts what is neither true nor false", fix="count(patents.multiple >= 2, …)"
        )
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


def listed(node: nodes.Call, statement: Statement) -> Fact:
    """A list statement → how many entries it has, as a fact."""
    entries = len(statement.items)
    formula = f"entries of the statement {statement.id}"
    return Fact(spell(node), "count", float(entries), "", "=", 0, formula, ())


def spell(node: nodes.Node) -> str:
    """A tree → the expression as a reader writes it."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Const():
            return repr(node.value)
        case nodes.Getattr():
            return f"{spell(node.node)}.{node.attr}"
        case nodes.Call():
            args = [spell(item) for item in node.args] + [f"{item.key}={spell(item.value)}" for item in node.kwargs]
            return f"{spell(node.node)}({', '.join(args)})"
        case nodes.Compare():
            return spell(node.expr) + "".join(f" {_SIGNS[item.op]} {spell(item.expr)}" for item in node.ops)
        case nodes.BinExpr():
            return f"{spell(node.left)} {node.operator or type(node).__name__.lower()} {spell(node.right)}"
        case nodes.Not():
            return f"not {spell(node.node)}"
        case nodes.Neg():
            return f"-{spell(node.node)}"
        case nodes.Filter():
            return f"{spell(node.node)} | {node.name}" if node.node is not None else node.name
        case nodes.List() | nodes.Tuple():
            return f"[{', '.join(spell(item) for item in node.items)}]"
        case nodes.Concat():
            return " ~ ".join(spell(item) for item in node.nodes)
        case _:
            return type(node).__name__.lower()
