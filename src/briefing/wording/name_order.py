"""The order of names in a list as readers of a language look them up."""

from __future__ import annotations

import unicodedata
from typing import Final

_MARKS: Final = "《〈“「『\"'"


def name_order(name: str, lang: str) -> tuple[str | bytes, ...]:
    """Return the key by which a name is sorted: in Chinese by the Pinyin of its characters, before Latin names.

    GB 2312 has the common characters in the order of their Pinyin.
    """
    bare = name.lstrip(_MARKS).casefold()
    if lang != "zh":
        return (bare,)
    return tuple(_sound(char) for char in bare)


def _sound(char: str) -> bytes:
    if unicodedata.east_asian_width(char) != "W":
        return b"\xff" + char.encode()
    return char.encode("gb18030")
