"""The name of a fact, read as Python reads it → what it is by facts that were worked out elsewhere."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

import pandas as pd


def worked_out(name: str, facts: Mapping[str, Any]) -> Decimal | pd.Period:
    """A fact's name → its value, or its period; LookupError for a measure that is not known here."""
    found = _value(ast.parse(name, mode="eval").body, facts)
    if not isinstance(found, Decimal | pd.Period):
        raise LookupError(name)
    return found


_COMPARED: Final[dict[type, Callable[[Decimal, Decimal], bool]]] = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
}  # fmt: skip


def _value(node: ast.AST, facts: Mapping[str, Any]) -> Any:
    if isinstance(node, ast.Name):
        return facts[node.id]
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Attribute):
        holder = _value(node.value, facts)
        if not hasattr(type(holder), node.attr):
            raise LookupError(node.attr)
        return getattr(holder, node.attr)
    if isinstance(node, ast.Compare):
        return _COMPARED[type(node.ops[0])](_value(node.left, facts), _value(node.comparators[0], facts))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "count":
        return Decimal(sum(bool(_value(item, facts)) for item in node.args))
    if isinstance(node, ast.Call):
        named = {str(item.arg): _value(item.value, facts) for item in node.keywords}
        return _value(node.func, facts)(*(_value(item, facts) for item in node.args), **named)
    raise LookupError(ast.dump(node))
