"""An entry of the reference, its examples, and the topic that it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from msgspec import Struct

Form = Literal["text", "yaml", "toml", "csv", "sh"]


class Example(Struct, frozen=True):
    """What an author writes, and what comes out: a printed text, or the reason for a refusal.

    `source` is as it stands in a story, a settings file, a table or on a command line; `file` names the one that it is
    taken from.
    """

    source: str
    form: Form = "text"
    result: str = ""
    refused: bool = False
    file: str = ""


class Entry(Struct, frozen=True):
    """One thing that may be written or met: its name, how it is written, what it is, facts about it, examples.

    `details` are pairs of a label and words, as the default of a key.
    """

    name: str
    written: str
    about: str
    details: tuple[tuple[str, str], ...] = ()
    examples: tuple[Example, ...] = ()


class ReferenceTopic(Struct, frozen=True):
    """A part of the reference: its name, one line on it, what makes its entries, and an introduction.

    A `slow` one imports what takes a second.
    """

    name: str
    about: str
    entries: Callable[[], Sequence[Entry]]
    introduction: str = ""
    slow: bool = False
