"""The expectations of the ledger's claims → tested anew on its facts, by an evaluator of its own."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Found, Rule, Spot
from briefing.proof.reading.ledger import Claim, Ledger
from briefing.proof.reading.tables import Tables

FALSE = Rule("claim-false", "error", "every claim holds on the facts of the ledger")
UNTESTED = Rule("claim-untested", "advice", "every claim can be tested from the ledger alone")
RULES = (FALSE, UNTESTED)

_COMPARED: Final[dict[type[ast.cmpop], Callable[[float, float], bool]]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
# Which sides of a comparison may be known from one side only: at least 2.6 is above 2, and not surely below 3.
_SURE: Final = {ast.Lt: ("=≈≤", "=≈≥"), ast.LtE: ("=≈≤", "=≈≥"), ast.Gt: ("=≈≥", "=≈≤"), ast.GtE: ("=≈≥", "=≈≤")}
_MOST_NODES: Final = 1200


class _Unknown(Exception):
    """A name or an operation that the ledger does not settle."""


class _Value(Struct, frozen=True):
    """A number and whether it is exact, approximate or a bound; or a text."""

    value: float | str
    qualifier: str = "="


def check(evidence: Evidence) -> Iterator[Found]:
    """Evidence with a ledger → claims that do not hold, or that nobody but the writer could test."""
    ledger = evidence.ledger
    if ledger is None:
        return
    for claim in ledger.claims:
        spot = Spot(evidence.ledger_name, 0, f"claim at {claim.place}")
        told = f"“{claim.text}” expects {claim.expect}"
        try:
            holds = _holds(claim, ledger, evidence.tables)
        except _Unknown as unknown:
            if not claim.holds:
                yield FALSE.at(spot, f"{told}, which did not hold", "mend the sentence")
            else:
                yield UNTESTED.at(spot, f"{told}: {unknown}", "give --project, or build the edition anew")
            continue
        if not (holds and claim.holds):
            yield FALSE.at(spot, f"{told}, which does not hold", "mend the sentence")


def _holds(claim: Claim, ledger: Ledger, tables: Tables | None) -> bool:
    try:
        tree = ast.parse(claim.expect.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise _Unknown("it is no expression") from error
    found = _Testing(ledger, tables).value(_Named(ledger.edition.parameters).visit(tree))
    return bool(found.value)


class _Named(ast.NodeTransformer):
    """Puts the words of parameters where an expression names them."""

    def __init__(self, parameters: Mapping[str, str | bool]) -> None:
        self.parameters = parameters

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Constant(self.parameters[node.id]) if node.id in self.parameters else node

    def visit_Call(self, node: ast.Call) -> ast.Call:
        called = node.func if isinstance(node.func, ast.Name) else self.visit(node.func)  # a function's name is none
        return ast.Call(called, [self.visit(item) for item in node.args], node.keywords)


class _Testing:
    """An evaluator of comparisons over facts; nothing is called but what stands here."""

    def __init__(self, ledger: Ledger, tables: Tables | None) -> None:
        self.facts = ledger.facts
        self.tables = tables
        self.nodes = 0

    def value(self, node: ast.expr) -> _Value:
        """An expression → its value; a condition is 1 or 0."""
        self.nodes += 1
        if self.nodes > _MOST_NODES:
            raise _Unknown("it is too long")
        name = ast.unparse(node) if isinstance(node, ast.Attribute | ast.Call | ast.Name) else ""
        if name in self.facts:
            fact = self.facts[name]
            return _Value(fact.value, fact.qualifier)
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float | str):
            return _Value(node.value if isinstance(node.value, str) else float(node.value))
        if isinstance(node, ast.UnaryOp):
            return self._single(node)
        if isinstance(node, ast.BoolOp):
            holds = [bool(self.value(item).value) for item in node.values]
            return _Value(all(holds) if isinstance(node.op, ast.And) else any(holds))
        if isinstance(node, ast.Compare):
            return _Value(self._compared(node))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return self._called(node.func.id, node)
        raise _Unknown(f"the ledger does not have {name or ast.unparse(node)[:60]}")

    def _single(self, node: ast.UnaryOp) -> _Value:
        inner = self.value(node.operand)
        if isinstance(node.op, ast.Not):
            return _Value(not inner.value)
        if isinstance(node.op, ast.USub) and inner.qualifier == "=" and not isinstance(inner.value, str):
            return _Value(-inner.value)
        raise _Unknown(f"the ledger does not settle {ast.unparse(node)[:60]}")

    def _called(self, name: str, node: ast.Call) -> _Value:
        if name == "count":
            return _Value(sum(bool(self.value(item).value) for item in node.args))
        if (
            name == "items"
            and self.tables is not None
            and len(node.args) == 1
            and isinstance(node.args[0], ast.Constant)
        ):
            texts = {row.get("id"): row.get("text", "") for row in self.tables.rows("statements.csv")}
            key = node.args[0].value
            if key in texts:
                return _Value(len(texts[key].split("|")))
        raise _Unknown(f"the ledger does not have {ast.unparse(node)[:60]}")

    def _compared(self, node: ast.Compare) -> bool:
        sides = [self.value(item) for item in (node.left, *node.comparators)]
        return all(
            _sure(type(op), left, right) for op, left, right in zip(node.ops, sides[:-1], sides[1:], strict=True)
        )


def _sure(op: type[ast.cmpop], left: _Value, right: _Value) -> bool:
    if op not in _COMPARED or isinstance(left.value, str) != isinstance(right.value, str):
        raise _Unknown("it compares in a way that numbers do not")
    if isinstance(left.value, str) or isinstance(right.value, str):
        if op not in (ast.Eq, ast.NotEq):
            raise _Unknown("it orders texts")
        return (left.value == right.value) is (op is ast.Eq)
    lefts, rights = _SURE.get(op, ("=", "="))
    return left.qualifier in lefts and right.qualifier in rights and _COMPARED[op](left.value, right.value)
