"""What one call may be: how long it takes, how much it brings."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Final

_MOST_SIGNS: Final = 200_000
_DEEPEST: Final = 30
_MOST_VALUES: Final = 20_000


class CallDeadline:
    """Whether a call has been given up, by its time or its client: what it has begun may then write nothing."""

    def __init__(self) -> None:
        self.passed = False

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        self.passed = kind is not None


def flaw_of(given: object) -> str:
    """Return what is wrong with the size of arguments, or with their signs; "" for nothing."""
    signs, values = 0, 0
    rest: list[tuple[Any, int]] = [(given, 0)]
    while rest:
        value, depth = rest.pop()
        values += 1
        if depth > _DEEPEST:
            return f"lists and keys lie more than {_DEEPEST} deep"
        if isinstance(value, dict):
            rest += [(item, depth + 1) for pair in value.items() for item in pair]
        elif isinstance(value, list):
            rest += [(item, depth + 1) for item in value]
        elif isinstance(value, str):
            signs += len(value)
            if any("\ud800" <= sign <= "\udfff" for sign in value):
                return "half a character stands in a text"
        if signs > _MOST_SIGNS or values > _MOST_VALUES:
            return f"the arguments have more than {_MOST_SIGNS} signs or {_MOST_VALUES} values"
    return ""
