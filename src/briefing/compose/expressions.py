"""Expressions of a story: Jinja's syntax, read by Jinja's parser and worked out here, node by node.

Nothing is compiled. Only the nodes that `Evaluation` knows exist, and only the attributes named below can be read, so
a story reaches facts and nothing else: no loops, no imports, no subscripts, no methods of strings. Walking the tree is
also six times as fast as compiling it, as each expression of a story is worked out once.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from jinja2 import TemplateError, nodes
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefing.compose.characters import refuse_unprintable
from briefing.compose.counting import counted, listed, spell
from briefing.errors import StoryError
from briefing.model.dataset import Statement
from briefing.model.fact import Fact

if TYPE_CHECKING:
    from briefing.facts import Book

Tree = TypeVar("Tree")
Printer = Callable[[str, object, list[Any], dict[str, Any]], str]

FACTS: Final = ("first", "last", "latest", "change", "percent", "points", "multiple", "growth", "span")
METHODS: Final = (
    "at", "rank", "share", "target", "gap", "target_share", "first_above", "first_below", "above_since", "below_since",
    "between", "of", "index_at", "share_with", "rest", "rest_share",
)  # fmt: skip
NAMES: Final = ("name", "unit")
FACT_ATTRIBUTES: Final = ("value", "year")
LONGEST: Final = 20_000

_ENVIRONMENT: Final = ImmutableSandboxedEnvironment(cache_size=0)
_COMPARISONS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
}
_OPPOSITES: Final = {"eq": "ne", "ne": "eq", "lt": "gteq", "lteq": "gt", "gt": "lteq", "gteq": "lt"}
_ARITHMETIC: Final[Mapping[type[nodes.BinExpr], Callable[[float, float], float]]] = {
    nodes.Add: operator.add,
    nodes.Sub: operator.sub,
    nodes.Mul: operator.mul,
    nodes.Div: operator.truediv,
}
# Each has a method of its name in Evaluation; no other node exists for a story.
_NODES: Final = frozenset(
    {
        nodes.Name, nodes.Const, nodes.Getattr, nodes.Call, nodes.Filter, nodes.Compare, nodes.And, nodes.Or,
        nodes.Not, nodes.CondExpr, nodes.Concat, nodes.List, nodes.Tuple, nodes.Neg,
    }
)  # fmt: skip


class Unsure:
    """The third truth value: what one-sided facts leave open."""

    def __bool__(self) -> bool:
        return False


UNSURE: Final = Unsure()


def near(name: str, known: Iterator[str] | tuple[str, ...]) -> str:
    """An unknown name and the known ones → a fix that suggests the nearest."""
    names = sorted(known)
    close = get_close_matches(name, names, n=3, cutoff=0.5)
    if close:
        return "did you mean " + " or ".join(close) + "?"
    return "known here: " + ", ".join(names[:40]) if names else "the project has none; add it to the data"


@lru_cache(maxsize=4096)
def parse_expression(source: str) -> nodes.Expr:
    """`patents.multiple > 2` → its tree. StoryError if it is no expression."""
    return _parsed(source, _whole_expression)


@lru_cache(maxsize=4096)
def parse_template(source: str) -> tuple[str | nodes.Expr, ...]:
    """A text with `{{ … }}` → its stretches, plain strings and trees in turn. StoryError on any statement."""
    _refuse_long(source)
    if "{{" not in source and "{%" not in source and "{#" not in source:
        return (source,)
    stretches: list[str | nodes.Expr] = []
    for statement in _parsed(source, _ENVIRONMENT.parse).body:
        if not isinstance(statement, nodes.Output):
            raise StoryError("a statement in {% … %} cannot stand in a story", fix="use `when:` and `otherwise:`")
        for node in statement.nodes:
            stretches.append(node.data if isinstance(node, nodes.TemplateData) else node)
    return tuple(stretches)


def _refuse_long(source: str) -> None:
    if len(source) > LONGEST:
        raise StoryError(f"a text of {len(source)} characters is too long", fix=f"at most {LONGEST} characters")


def _whole_expression(source: str) -> nodes.Expr:
    parser = Parser(_ENVIRONMENT, source, state="variable")
    tree = parser.parse_expression()
    if not parser.stream.eos:
        parser.fail(f"unexpected {parser.stream.current.value!r}")
    tree.set_environment(_ENVIRONMENT)
    return tree


def _parsed(source: str, parse: Callable[[str], Tree]) -> Tree:
    _refuse_long(source)
    try:
        return parse(source)
    except TemplateError as error:
        raise StoryError(
            f"the expression cannot be read: {error.message}", fix="write {{ key.fact | filter }}"
        ) from None
    except RecursionError:
        raise StoryError("the expression is nested too deeply", fix="write it in fewer brackets") from None
    except (ValueError, OverflowError):
        raise StoryError("a number in the expression is too long", fix="write fewer digits") from None


class Evaluation:
    """Works out expressions; remembers the facts it touched and the comparisons that stay open.

    The printer turns (filter name, value, arguments) into what stands in the text; without one, filters are refused.
    """

    def __init__(
        self,
        book: Book,
        printer: Printer | None = None,
        statements: Mapping[str, Statement] | None = None,
        lang: str = "en",
    ) -> None:
        self.book = book
        self.lang = lang
        self.statements = statements or {}
        self.printer = printer
        self.touched: dict[str, Fact] = {}
        self.open: list[str] = []

    def value(self, node: nodes.Expr) -> Any:
        """A tree → a fact, a subject, a name, a number or a truth value. StoryError or FactError with the reason."""
        try:
            return self._of(node)
        except RecursionError:
            raise StoryError("the expression has too many steps", fix="split it into several") from None

    def truth(self, node: nodes.Expr) -> bool | Unsure:
        """A condition's tree → true, false or open. StoryError if it is neither."""
        return self._said(self.value(node), node)

    def _of(self, node: nodes.Expr) -> Any:
        if isinstance(node, nodes.BinExpr) and type(node) in _ARITHMETIC:
            return self._calculated(node, _ARITHMETIC[type(node)])
        if type(node) not in _NODES:
            raise StoryError(
                f"a story's expression cannot hold `{type(node).__name__.lower()}`",
                fix="use facts, comparisons, and, or, not, if … else and the filters of the wording",
            )
        result = getattr(self, f"_{type(node).__name__.lower()}")(node)
        if isinstance(result, Fact):
            self.touched.setdefault(result.name, result)
        return result

    def _name(self, node: nodes.Name) -> Any:
        known = self.book.keys()
        if node.name not in known:
            close = get_close_matches(node.name, known, n=3, cutoff=0.6)
            fix = f"did you mean {' or '.join(close)}? Else " if close else ""
            raise StoryError(f"unknown name `{node.name}`", fix=f"{fix}declare it in [facts] of briefing.toml")
        return self.book.subject(node.name)

    def _const(self, node: nodes.Const) -> Any:
        if isinstance(node.value, str):
            refuse_unprintable(node.value)
        return node.value

    def _getattr(self, node: nodes.Getattr) -> Any:
        holder = self._of(node.node)
        known = FACT_ATTRIBUTES if isinstance(holder, Fact) else (*FACTS, *METHODS, *NAMES)
        plain = isinstance(holder, str | int | float | list | bool | type(None) | Unsure)
        if plain or node.attr not in known or not _ENVIRONMENT.is_safe_attribute(holder, node.attr, None):
            fix = "" if plain else near(node.attr, known)
            raise StoryError(f"`{spell(node.node)}` has no `{node.attr}`", fix=fix or "use the facts of a short name")
        found = getattr(holder, node.attr)
        if node.attr in NAMES and self.printer is not None:
            words = holder.name_in(self.lang) if node.attr == "name" else holder.units.get(self.lang, found)
            return self.printer("", words, [], {})
        return found

    def _call(self, node: nodes.Call) -> Any:
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            raise StoryError("`*` cannot stand in a call", fix="write the arguments out")
        if isinstance(node.node, nodes.Name) and node.node.name == "count":
            return self._count(node)
        if isinstance(node.node, nodes.Name) and node.node.name == "items":
            return self._items(node)
        if not isinstance(node.node, nodes.Getattr) or node.node.attr not in METHODS:
            raise StoryError(
                f"`{spell(node.node)}` cannot be called", fix=near(spell(node.node), (*METHODS, "count", "items"))
            )
        method = self._of(node.node)
        args = [self._argument(item) for item in node.args]
        kwargs = {item.key: self._argument(item.value) for item in node.kwargs}
        try:
            return method(*args, **kwargs)
        except (TypeError, ValueError, OverflowError, AttributeError):
            raise StoryError(
                f"`{spell(node)}` has the wrong arguments", fix="as at(2019), between(2019, 2023)"
            ) from None

    def _argument(self, node: nodes.Expr) -> Any:
        value = self._of(node)
        if isinstance(value, bool | list | Unsure | type(None)):
            raise StoryError(
                f"`{spell(node)}` is no argument of a fact", fix="give a year, a number, a place or a name"
            )
        return value

    def _count(self, node: nodes.Call) -> Fact:
        inner = Evaluation(self.book, statements=self.statements)
        given: list[Any] = [value for item in node.args for value in _flat(inner.value(item))]
        self.open += inner.open
        return counted(node, given, tuple(inner.touched.values()), UNSURE)

    def _items(self, node: nodes.Call) -> Fact:
        key = self._of(node.args[0]) if len(node.args) == 1 and not node.kwargs else None
        if not isinstance(key, str) or key not in self.statements:
            raise StoryError(f"`{spell(node)}` names no statement", fix=near(str(key), tuple(self.statements)))
        return listed(node, self.statements[key])

    def _filter(self, node: nodes.Filter) -> Any:
        if self.printer is None:
            raise StoryError(f"the filter `{node.name}` cannot stand in a condition", fix="compare the fact itself")
        if node.node is None or node.dyn_args is not None or node.dyn_kwargs is not None:
            raise StoryError(f"the filter `{node.name}` has the wrong arguments", fix="as value(1)")
        args = [self._of(item) for item in node.args]
        kwargs: dict[str, Any] = {str(item.key): self._of(item.value) for item in node.kwargs}
        return self.printer(node.name, self._of(node.node), args, kwargs)

    def _compare(self, node: nodes.Compare) -> bool | Unsure:
        left = self._of(node.expr)
        verdict: bool | Unsure = True
        for operand in node.ops:
            right = self._of(operand.expr)
            step = self._compared(operand.op, left, right, spell(node))
            if step is False:
                return False
            verdict = step if isinstance(step, Unsure) else verdict
            left = right
        return verdict

    def _compared(self, op: str, left: Any, right: Any, shown: str) -> bool | Unsure:
        if op not in _COMPARISONS:
            raise StoryError(f"`{shown}` uses a comparison that a story does not have", fix="use == != < <= > >=")
        try:
            true = bool(_COMPARISONS[op](left, right))
            one_sided = [item for item in (left, right) if isinstance(item, Fact) and item.qualifier in "≥≤"]
            if op == "ne":
                true = true and not one_sided
            if true or not one_sided:
                return true
            if op == "eq":
                false = left < right or left > right
            elif op == "ne":
                false = False
                if left < right or left > right:
                    return True
            else:
                false = bool(_COMPARISONS[_OPPOSITES[op]](left, right))
        except (TypeError, ValueError):
            raise StoryError(f"`{shown}` compares what cannot be compared", fix="compare facts and numbers") from None
        if false:
            return False
        self.open += [item.name for item in one_sided]
        return UNSURE

    def _and(self, node: nodes.And) -> bool | Unsure:
        left = self._truth(node.left)
        if left is False:
            return False
        right = self._truth(node.right)
        return right if left is True or right is False else left

    def _or(self, node: nodes.Or) -> bool | Unsure:
        left = self._truth(node.left)
        if left is True:
            return True
        right = self._truth(node.right)
        return right if left is False or right is True else left

    def _not(self, node: nodes.Not) -> bool | Unsure:
        value = self._truth(node.node)
        return value if isinstance(value, Unsure) else not value

    def _truth(self, node: nodes.Expr) -> bool | Unsure:
        return self._said(self._of(node), node)

    def _said(self, value: Any, node: nodes.Expr) -> bool | Unsure:
        if isinstance(value, bool | Unsure):
            return value
        raise StoryError(f"`{spell(node)}` is neither true nor false", fix="compare it, as patents.multiple > 2")

    def _condexpr(self, node: nodes.CondExpr) -> Any:
        if self._truth(node.test) is True:
            return self._of(node.expr1)
        return self._of(node.expr2) if node.expr2 is not None else ""

    def _concat(self, node: nodes.Concat) -> str:
        values = [self._of(item) for item in node.nodes]
        if all(isinstance(item, str) for item in values):
            return "".join(values)
        raise StoryError(f"`{spell(node)}` joins what is no text", fix="give each fact its filter before `~`")

    def _list(self, node: nodes.List) -> list[Any]:
        return [self._of(item) for item in node.items]

    _tuple = _list

    def _neg(self, node: nodes.Neg) -> float:
        return -self._number(node.node)

    def _calculated(self, node: Any, arithmetic: Callable[[float, float], float]) -> float:
        left, right = self._number(node.left), self._number(node.right)
        try:
            return arithmetic(left, right)
        except (ZeroDivisionError, OverflowError):
            raise StoryError(f"`{spell(node)}` cannot be worked out", fix="mend the expression") from None

    def _number(self, node: nodes.Expr) -> float:
        value = self._of(node)
        if isinstance(value, Fact):
            if value.qualifier in "≥≤":
                raise StoryError(f"`{value.name}` is only known one-sidedly", fix="compare it without arithmetic")
            return value.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise StoryError(f"`{spell(node)}` is no number", fix="calculate with facts and numbers")
        return value


def _flat(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for item in value:
            yield from _flat(item)
    else:
        yield value
