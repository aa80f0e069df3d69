"""The name of a fact in parts; it is the expression that makes it, as `fuel.of(…).on_year('percent', '2024-05')`."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct, field

from briefing.proof.periods import NoPeriod, Period, period

Argument = str | int | float


class Call(Struct, frozen=True):
    """A method or property of a short name, with the arguments that are plain."""

    name: str
    given: tuple[Argument, ...] = ()
    named: Mapping[str, Argument] = field(default_factory=dict)

    def period(self) -> Period | None:
        """Return the period that it names, None where it names none: by name, else as its last argument."""
        named = [self.named[key] for key in ("period", "year") if key in self.named]
        for text in named or self.given[self.name == "index_on" :][-1:]:
            counted = self.name in _COUNTED and not named and len(self.given) == 1
            if isinstance(text, str) or (isinstance(text, int) and not counted):
                try:
                    return period(text)
                except NoPeriod:
                    return None
        return None


# Methods whose first argument is a count or a level.
_COUNTED = ("lag", "mean_over", "sum_over", "first_above", "first_below", "since_above", "since_below")


class FactName(Struct, frozen=True):
    """The short name and what is called on it, in order."""

    root: str
    calls: tuple[Call, ...]

    @property
    def last(self) -> Call:
        """What makes the fact."""
        return self.calls[-1]


@lru_cache(maxsize=2048)
def fact_name(written: str) -> FactName | None:
    """Return the parts of a name; None for what is no chain of calls on a short name."""
    try:
        node: ast.expr = ast.parse(written, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    calls: list[Call] = []
    while not isinstance(node, ast.Name):
        call = node if isinstance(node, ast.Call) else None
        node = node.func if isinstance(node, ast.Call) else node
        if not isinstance(node, ast.Attribute):
            return None
        named = (
            {item.arg: value for item in call.keywords if item.arg and (value := _plain(item.value)) is not None}
            if call
            else {}
        )
        given = tuple(value for item in call.args if (value := _plain(item)) is not None) if call else ()
        calls.append(Call(node.attr, given, named))
        node = node.value
    return FactName(node.id, tuple(reversed(calls))) if calls else None


def _plain(node: ast.expr) -> Argument | None:
    try:
        value = ast.literal_eval(node)
    except ValueError:
        return None
    return value if isinstance(value, str | int | float) else None
