"""A change of a finished file, and that of a text."""

from __future__ import annotations

from collections.abc import Callable

Change = Callable[[bytes], bytes]


def edited(old: str, new: str, times: int = 1) -> Change:
    """A change of a text file: the first places of some words, all of them where `times` is 0."""

    def change(data: bytes) -> bytes:
        text = data.decode("utf-8")
        assert old in text, f"{old!r} is not in it"
        return text.replace(old, new, times or -1).encode("utf-8")

    return change
