"""An expression of a story → its number by raw rows alone; nothing of the product reads it."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from tests.zoo.drafted.series import Series
from tests.zoo.drafted.times import Number, decimal

_COMPARED: Final[dict[type, Callable[[Any, Any], bool]]] = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}  # fmt: skip
_WORKED: Final[dict[type, Callable[[Decimal, Decimal], Decimal]]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip


def worked(expression: str, names: Mapping[str, Series]) -> Any:
    """An expression of a story → its number, or whether it holds; LookupError for what is not known here."""
    return _value(ast.parse(expression.strip(), mode="eval").body, names)


def _value(node: ast.AST, names: Mapping[str, Series]) -> Any:
    if isinstance(node, ast.Name):
        return names[node.id]
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.BoolOp):
        every = all if isinstance(node.op, ast.And) else any
        return every(_value(one, names) for one in node.values)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return not _value(node.operand, names)
    if isinstance(node, ast.UnaryOp):
        return -_bare(_value(node.operand, names))
    if isinstance(node, ast.BinOp):
        return _WORKED[type(node.op)](*(decimal(_value(side, names)) for side in (node.left, node.right)))
    if isinstance(node, ast.Attribute):
        return getattr(_value(node.value, names), node.attr)
    if isinstance(node, ast.Compare):
        sides = [_bare(_value(side, names)) for side in (node.left, *node.comparators)]
        return all(_COMPARED[type(op)](*pair) for op, pair in zip(node.ops, pairwise(sides), strict=True))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return _called(node.func.id, node.args, names)
    if isinstance(node, ast.Call):
        named = {str(item.arg): _value(item.value, names) for item in node.keywords}
        return _value(node.func, names)(*(_value(item, names) for item in node.args), **named)
    raise LookupError(ast.dump(node))


def _called(name: str, args: list[ast.expr], names: Mapping[str, Series]) -> Any:
    if name == "known":
        try:
            _value(args[0], names)
        except (KeyError, IndexError, ValueError, ArithmeticError):
            return False
        return True
    if name == "count":
        return Number(Decimal(sum(bool(_value(one, names)) for one in args)))
    if name in ("abs", "min", "max"):
        values = [_bare(_value(one, names)) for one in args]
        return Number(abs(values[0]) if name == "abs" else min(values) if name == "min" else max(values))
    raise LookupError(name)


def _bare(found: Any) -> Any:
    if isinstance(found, Number):
        return found.value
    return Decimal(repr(found)) if isinstance(found, int | float) and not isinstance(found, bool) else found
