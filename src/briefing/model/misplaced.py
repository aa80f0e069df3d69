"""A fault that a model finds among its parts, with the place of the part that has it."""

from __future__ import annotations


class Misplaced(ValueError):
    """What is wrong with a part of a model; `at` is the part's place in it, as ("sections", 2, "part")."""

    def __init__(self, what: str, *at: str | int) -> None:
        super().__init__(what)
        self.at = at
