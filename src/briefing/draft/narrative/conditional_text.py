"""A text of a draft with the condition under which it stands, and words that stand until somebody fills in a mark."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from briefing.compose.language.syntax import STRING

# A sign of an expression before its filter, or a string, which may hold the bar of filters: "of('Boats | Large')".
OF_EXPRESSION: Final = rf"(?:{STRING}|[^|}}'\"])"


class ConditionalText(Struct, frozen=True):
    """A text, the condition under which it stands, what stands otherwise, and the claim that it makes."""

    text: str
    when: str = ""
    otherwise: ConditionalText | None = None
    expect: str = ""


NO_TEXT: Final = ConditionalText("")


def until_stated(name: str, mark: str, words: str, then: str) -> str:
    """Return words that stand while a name of the project is the mark for what is missing, and then an expression, or
    nothing."""
    return f"{{{{ {words!r} if {name} == {mark!r} else {then or repr('')} }}}}"
