"""How to write what is suggest_measure by an expression that gives nothing to print, to compare or to call."""

from __future__ import annotations

import ast
from typing import Any, Final

from briefing.compose.language.syntax import spell
from briefing.facts.fact_reference import MEANINGS, meaning, suggest_measure
from briefing.model.fact import Fact
from briefing.model.period import Period

_LEVEL: Final = "2"  # any number that a fact may be compared with
# Measures of a short name that need no argument but the period.
_OF_A_PERIOD: Final = (
    "on_previous", "on_year", "annualised", "to_date", "to_date_on_year", "streak", "highest_since", "lowest_since",
    "first_reading", "revision",
)  # fmt: skip


def compared(node: ast.expr, value: object) -> str:
    """Return the fix of what stands for a condition and is none."""
    spelled = spell(node)
    if _is_subject(value):
        return f"compare one of its facts, as {spelled}.last > {_LEVEL}"
    if hasattr(value, "run"):
        return f"compare the fact itself, as {spelled.partition(' | ')[0]} > {_LEVEL}"
    if isinstance(value, str) or hasattr(value, "text"):
        return f'compare it, as {spelled} == "{getattr(value, "text", value)}"'
    if isinstance(value, list):
        return "write one condition, or join several with `and` or `or`"
    if callable(value):
        return f"write its arguments in brackets, {meaning(spelled.rpartition('.')[2])}"
    return f"compare it, as {spelled} > {value.literal if isinstance(value, Period) else _LEVEL}"


def printed(node: ast.expr | None, value: object) -> str:
    """Return the fix of what stands in a text and cannot be printed."""
    spelled = spell(node) if node is not None else ""
    if isinstance(node, ast.Attribute) and node.attr in ("year", "period", "value"):
        return f"write {{{{ {spell(node.value)}{'' if node.attr == 'value' else f' | {node.attr}'} }}}}"
    if _is_subject(value):
        return f"print one of its facts, as {{{{ {spelled}.last }}}}"
    if callable(value):
        return f"write its arguments in brackets, {meaning(spelled.rpartition('.')[2])}"
    if isinstance(value, bool):
        return f"choose words by it, as {{{{ 'yes' if {spelled} else 'no' }}}}"
    if isinstance(value, list):
        return "print its entries one by one, each in braces of its own"
    return "print a fact, which knows its source; a quotient of two is a `ratio` in [facts] of briefing.toml"


def worded(node: ast.expr, name: str, value: object) -> str:
    """Return the fix of what stands before a filter and is no fact."""
    spelled = spell(node)
    if _is_subject(value):
        return f"write {{{{ {spelled}.last | {name} }}}}"
    if callable(value):
        return f"write its arguments in brackets, {meaning(spelled.rpartition('.')[2])}"
    if isinstance(value, str) or hasattr(value, "text"):
        return f"write {{{{ {spelled} }}}} without `| {name}`"
    return f"put a fact before `| {name}`"


def attribute(node: ast.Attribute) -> str:
    """Return the fix of a fact that is asked of a name, as `visits.entity.last`."""
    root = node.value
    while isinstance(root, ast.Attribute):
        root = root.value
    return f"write {spell(root)}.{node.attr}" if node.attr in MEANINGS else f"write {spell(node.value)} alone"


def called(node: ast.Call, near: str) -> str:
    """Return the fix of what is called and cannot be: a fact as such, or what may be called."""
    func = node.func
    if isinstance(func, ast.Attribute):
        own = MEANINGS[func.attr].written if func.attr in MEANINGS else ""
        return (
            f"write {spell(func)} without brackets" if own and "(" not in own else suggest_measure(func.attr, _METHODS)
        )
    if isinstance(func, ast.Name) and func.id in MEANINGS and node.args:
        return f"write {spell(node.args[0])}.{MEANINGS[func.id].written}"
    return near


def divided(node: ast.BinOp, by_zero: bool) -> str:
    """Return the fix of arithmetic that cannot be worked out."""
    return f"divide by what is not zero, as {spell(node.right)} is" if by_zero else "use smaller numbers"


_METHODS: Final = tuple(name for name, measure in MEANINGS.items() if "(" in measure.written)


def _is_subject(value: Any) -> bool:
    return hasattr(value, "expression") and not isinstance(value, Fact)


def of_fact(node: ast.Attribute) -> str:
    """Return the fix of a measure that is asked of a fact, as `visits.lag(1).revision`: of its short name for the
    fact's period; empty for what is none."""
    holder = node.value.func if isinstance(node.value, ast.Call) else node.value
    if node.attr not in _OF_A_PERIOD or not isinstance(holder, ast.Attribute):
        return ""
    period = "" if holder.attr in ("last", "latest") else f"period={spell(node.value)}.period"
    return f"write {spell(holder.value)}.{node.attr}({period})"
