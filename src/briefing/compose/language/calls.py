"""Calls of a story: what a method of a subject calls a period is read as one of the subject's frequency."""

from __future__ import annotations

import ast
from typing import Any

from briefing.compose.language.syntax import spell
from briefing.errors import StoryError
from briefing.facts import SubjectFacts
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.period_notation import NotationError, as_frequency, period_of


def called(node: ast.Call, method: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """Call the method of a subject; what its annotations call a period is read as one of the subject's frequency."""
    code, kinds = method.__code__, method.__annotations__
    names = code.co_varnames[1 : code.co_argcount]

    def read(name: str, value: Any, written: ast.expr) -> Any:
        if value is None or not str(kinds.get(name)).startswith("Period"):
            return value
        return _period(node, method.__self__, value, (written, name == "last"))

    positional = [read(names[at] if at < len(names) else "", value, node.args[at]) for at, value in enumerate(args)]
    given = {str(item.arg): item.value for item in node.keywords}
    named = {"period" if name == "year" else name: (value, given[name]) for name, value in kwargs.items()}
    return method(*positional, **{name: read(name, *value) for name, value in named.items()})


def _period(node: ast.Call, subject: SubjectFacts, value: Any, argument: tuple[ast.expr, bool]) -> Period:
    """Return the period of a subject's frequency that an argument of its method names; it may be the end of others."""
    written, is_end = argument
    if isinstance(value, Fact) and value.measure == "period":
        value = value.period
    if isinstance(value, bool) or not isinstance(value, int | str | Period):
        raise TypeError(value)
    try:
        asked = period_of(value)
    except NotationError as error:
        raise StoryError(f"`{spell(node)}` asks for {value!r}, which is no period", fix=error.fix) from None
    if subject.frequency is None:
        return asked
    try:
        return as_frequency(asked, subject.frequency)
    except NotationError:
        found = Period.containing(asked.end if is_end else asked.start, subject.frequency)
        instead = spell(_with_argument(node, written, ast.Constant(found.notation)))
        what = f"`{spell(node)}` asks for {asked}, a {asked.frequency}, of {subject.expression}, which has a value for "
        raise StoryError(f"{what}each {subject.frequency}", fix=f"write {instead}") from None


def _with_argument(node: ast.Call, written: ast.expr, instead: ast.expr) -> ast.Call:
    """Return a call with one of its arguments in place of another."""
    args = [instead if item is written else item for item in node.args]
    keywords = [ast.keyword(item.arg, instead if item.value is written else item.value) for item in node.keywords]
    return ast.Call(node.func, args, keywords)
