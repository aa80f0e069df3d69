"""Faults in what is drawn on pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf

from tests.proof.mutations import pages
from tests.proof.mutations.change import Change
from tests.proof.mutations.strangers import Fault

Instruction = tuple[list[Any], str]


def _drawn_otherwise(edit: Callable[[list[Instruction]], object]) -> Change:
    """An edit of the instructions of each page."""

    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            instructions = [(list(one.operands), str(one.operator)) for one in pikepdf.parse_content_stream(page)]
            edit(instructions)
            body: Any = page.Contents
            body.write(pikepdf.unparse_content_stream([(one, pikepdf.Operator(sign)) for one, sign in instructions]))

    return pages.resaved(change)


def _lowered(instructions: list[Instruction]) -> None:
    """Each closed path of four sides, of six tenths of its height."""
    for at in range(len(instructions) - 4):
        if [sign for _, sign in instructions[at : at + 5]] == ["m", "l", "l", "l", "h"]:
            foot = min(float(one[1]) for one, _ in instructions[at : at + 4])
            for one, _ in instructions[at : at + 4]:
                one[1] = round(foot + 0.6 * (float(one[1]) - foot), 3)


_BLUE, _GREY = (0.039, 0.267, 0.502), (0.541, 0.573, 0.608)


def _exchanged(instructions: list[Instruction]) -> None:
    """The colour of the highlight and that of the rest, each for the other."""
    for operands, sign in instructions:
        if sign in ("rg", "RG"):
            now = tuple(round(float(one), 3) for one in operands)
            if now in (_BLUE, _GREY):
                operands[:] = _GREY if now == _BLUE else _BLUE


FAULTS = (
    Fault("bars of pages made low", "pdf", "mark-changed", _drawn_otherwise(_lowered)),
    Fault("colours of a page exchanged", "pdf", "mark-changed", _drawn_otherwise(_exchanged), 2),
    Fault("a line drawn on a page", "pdf", "mark-changed", pages.drawn(3, "q 1 0 0 RG 2 w 60 500 m 400 600 l S Q"), 3),
    Fault("a white sheet over a figure", "pdf", "mark-changed", pages.drawn(3, "q 1 1 1 rg 60 500 300 120 re f Q"), 3),
    Fault("bars of Chinese pages made low", "pdf", "mark-changed", _drawn_otherwise(_lowered), 0, "lakes"),
)  # fmt: skip
