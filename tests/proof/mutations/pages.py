"""Changes of a finished brief: shown text through the codes of its fonts, marks, tags, properties, attachments."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import pikepdf
from msgspec import Struct
from pikepdf import Array, Dictionary, Name, String

from tests.proof.mutations.change import Change, edited

_SHOWING = ("Tj", "TJ")
Edit = Callable[[pikepdf.Pdf], object]


def resaved(edit: Edit) -> Change:
    """A change of an opened PDF."""

    def change(data: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            edit(pdf)
            buffer = io.BytesIO()
            pdf.save(buffer, deterministic_id=True)
        return buffer.getvalue()

    return change


# -- shown text -------------------------------------------------------------------------------------------------------


class Sign(Struct):
    """A sign as shown: the instruction, the string in it, the code in that, and the font."""

    text: str
    instruction: int
    part: int
    at: int
    codes: dict[str, int]


def retold(page: int, old: str, new: str, nth: int = 0, *, heard: bool = True) -> Change:
    """Words of a page's text, by other codes of the same font, and in what is `heard` in place of it."""
    return resaved(lambda pdf: _Source(pdf.pages[page - 1]).retell(old, new, nth, heard=heard))


def restyled(page: int, text: str, **operands: tuple[float, ...]) -> Change:
    """The stretch of text that holds some words, with other operands of rg (colour), Tf (size) or Tm (shift)."""
    return resaved(lambda pdf: _Source(pdf.pages[page - 1]).restyle(text, operands))


class _Source:
    """The instructions of a page, and the signs that they show."""

    def __init__(self, page: pikepdf.Page) -> None:
        self.page = page
        self.instructions = [(list(one.operands), str(one.operator)) for one in pikepdf.parse_content_stream(page)]
        self.signs = list(self._signs())
        self.text = "".join(one.text for one in self.signs)

    def _signs(self) -> Iterator[Sign]:
        fonts: Any = self.page.Resources.Font
        meant: dict[int, str] = {}
        codes: dict[str, int] = {}
        for number, (operands, operator) in enumerate(self.instructions):
            if operator == "Tf":
                meant = _meant(fonts[str(operands[0])])
                codes = {text: code for code, text in meant.items()}
            elif operator in _SHOWING:
                for part, string in enumerate(_strings(operands[-1])):
                    for at, code in enumerate(string):
                        yield Sign(meant.get(code, "?")[:1], number, part, at, codes)

    def _place(self, text: str, nth: int = 0) -> int:
        places = [found.start() for found in re.finditer(re.escape(text), self.text)]
        assert len(places) > nth, f"{text!r} is not shown"
        return places[nth]

    def retell(self, old: str, new: str, nth: int, *, heard: bool) -> None:
        at = self._place(old, nth)
        if heard:
            self._rehear(self.signs[at].instruction, old, new)
        for sign, text in reversed([*zip(self.signs[at : at + len(old)], _spread(new, len(old)), strict=True)]):
            operand = self.instructions[sign.instruction][0]
            strings = _strings(operand[-1])
            string = strings[sign.part]
            codes = bytes(sign.codes[one] for one in text)
            strings[sign.part] = string[: sign.at] + codes + string[sign.at + 1 :]
            operand[-1] = _restrung(operand[-1], strings)
        self._write()

    def _rehear(self, at: int, old: str, new: str) -> None:
        """The ActualText of the mark around an instruction, if it has one."""
        while self.instructions[at][1] != "BDC":
            at -= 1
        instructions: Any = self.instructions[at][0][1]
        if "/ActualText" in instructions:
            instructions.ActualText = String(str(instructions.ActualText).replace(old, new))

    def restyle(self, text: str, given: dict[str, tuple[float, ...]]) -> None:
        at = self.signs[self._place(text)].instruction
        colour: list[Any] = list(given.get("rg", ()))
        size: list[Any] = list(given.get("Tf", ()))
        while self.instructions[at][1] != "BT":
            at -= 1
        while self.instructions[at][1] != "ET":
            operands, operator = self.instructions[at]
            if operator == "rg" and "rg" in given:
                operands[:] = colour
            elif operator == "Tf" and "Tf" in given:
                operands[1:] = size
            elif operator == "Tm" and "Tm" in given:
                moved: list[Any] = [float(old) + by for old, by in zip(operands[4:], given["Tm"], strict=True)]
                operands[4:] = moved
            at += 1
        self._write()

    def _write(self) -> None:
        body: Any = self.page.Contents
        instructions = [(operands, pikepdf.Operator(operator)) for operands, operator in self.instructions]
        body.write(pikepdf.unparse_content_stream(instructions))


def _spread(text: str, room: int) -> list[str]:
    """A text over so many places, what is too long in the last one."""
    signs = [*text, *[""] * max(0, room - len(text))]
    return [*signs[: room - 1], "".join(signs[room - 1 :])]


def _strings(operand: Any) -> list[bytes]:
    return [bytes(one) for one in (operand if isinstance(operand, Array) else [operand]) if isinstance(one, String)]


def _restrung(operand: Any, strings: list[bytes]) -> Any:
    if not isinstance(operand, Array):
        return String(strings[0])
    left = iter(strings)
    return Array([String(next(left)) if isinstance(one, String) else one for one in operand])


def _meant(font: Any) -> dict[int, str]:
    """A font → what its codes stand for."""
    return _table_of(font.ToUnicode.read_bytes().decode("latin1"))


@lru_cache(64)
def _table_of(source: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for code, sign in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(sign).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, many, one in re.findall(r"<(\w+)>\s*<(\w+)>\s*(?:\[(.*?)\]|<(\w+)>)", block, re.DOTALL):
            low, high = int(first, 16), int(last, 16)
            each = re.findall(r"<(\w+)>", many) or [f"{int(one, 16) + at:04X}" for at in range(high - low + 1)]
            found |= {low + at: bytes.fromhex(sign).decode("utf-16-be") for at, sign in enumerate(each)}
    return found


def drawn(page: int, source: str) -> Change:
    """Something more that is painted on a page, in the language of PDF."""
    return resaved(lambda pdf: pdf.pages[page - 1].contents_add(source.encode("ascii"), prepend=False))


def sourced(page: int, pattern: str, new: str) -> Change:
    """A change of the first match in the source of a page."""

    def edit(pdf: pikepdf.Pdf) -> None:
        body: Any = pdf.pages[page - 1].Contents
        text, count = re.subn(pattern, new, body.read_bytes().decode("latin1"), count=1)
        assert count, f"{pattern} matches nothing"
        body.write(text.encode("latin1"))

    return resaved(edit)


# -- the tree ---------------------------------------------------------------------------------------------------------


def tagged(tag: str, edit: Callable[[Any], object], holding: str = "", nth: int = 0) -> Change:
    """An edit of an element of the tree, by its tag and what its alternative text holds."""

    def change(pdf: pikepdf.Pdf) -> None:
        elements = [one for one in _walked(pdf.Root.StructTreeRoot.K) if str(one.S) == f"/{tag}"]
        edit([one for one in elements if holding in str(one.get("/Alt", ""))][nth])

    return resaved(change)


def _walked(instructions: Any) -> Iterator[Any]:
    for one in instructions if isinstance(instructions, Array) else [instructions]:
        if isinstance(one, Dictionary) and "/S" in one:
            yield one
            yield from _walked(one.get("/K", Array()))


def alt(old: str, new: str) -> Change:
    """A change of the first alternative text that holds some words."""

    def edit(element: Any) -> None:
        element.Alt = String(str(element.Alt).replace(old, new, 1))

    return tagged("Figure", edit, old)


def renamed(tag: str) -> Callable[[Any], object]:
    """An edit that gives an element another tag."""

    def edit(element: Any) -> None:
        element.S = Name(f"/{tag}")

    return edit


# -- the document -----------------------------------------------------------------------------------------------------


def claimed(pattern: str, new: str) -> Change:
    """A change of the first match in the XMP packet."""

    def edit(pdf: pikepdf.Pdf) -> None:
        packet: Any = pdf.Root.Metadata
        text, count = re.subn(pattern, new, packet.read_bytes().decode("utf-8"), count=1, flags=re.DOTALL)
        assert count, f"{pattern} matches nothing"
        packet.write(text.encode("utf-8"))

    return resaved(edit)


def attached(name: str, old: str, new: str) -> Change:
    """A change of words in a file inside the brief."""

    def edit(pdf: pikepdf.Pdf) -> None:
        for key, place in _files(pdf):
            if key == name:
                place.EF.F.write(edited(old, new)(place.EF.F.read_bytes()))
                return
        raise AssertionError(f"{name} is not attached")

    return resaved(edit)


def detached(name: str) -> Change:
    """A brief from which a file was taken out."""

    def edit(pdf: pikepdf.Pdf) -> None:
        root: Any = pdf.Root
        del pdf.attachments[name]
        root.AF = Array([one for one in root.AF if str(one.UF) != name])

    return resaved(edit)


def _files(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    root: Any = pdf.Root
    for one in root.AF:
        yield str(one.UF), one
