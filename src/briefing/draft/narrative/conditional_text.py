"""A text of a draft with the condition under which it stands."""

from __future__ import annotations

from typing import Final

from msgspec import Struct


class ConditionalText(Struct, frozen=True):
    """A text, the condition under which it stands, what stands otherwise, and the claim that it makes."""

    text: str
    when: str = ""
    otherwise: ConditionalText | None = None
    expect: str = ""


NO_TEXT: Final = ConditionalText("")
