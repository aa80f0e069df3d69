"""Number formats of Excel: a value → its print, and a print → the format that makes it from the value.

A chart's label that follows its data prints the value in a format; words around the number ("over 27,000", "5.5×")
become quoted literals of that format, so that nearly every label can follow.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from briefing.deck.ooxml.text_xml import clean

_PATTERN = re.compile(r"[#0,]*0(?:\.(?P<decimals>0+))?(?P<percent>%)?")
_NUMERAL = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_MINUS = ("−", "-")


def printed(code: str, value: float) -> str:
    """Return what Excel shows for a value in a format of one or two sections, in en-US form with literals in quotes."""
    positive, *rest = _sections(code)
    if value < 0 and rest:
        return _printed(rest[0], abs(value))
    return ("-" if value < 0 else "") + _printed(positive, abs(value))


def _sections(code: str) -> list[str]:
    """Return the sections of a format; a semicolon between quotes ends none."""
    parts, quoted = [""], False
    for char in code:
        quoted ^= char == '"'
        if char == ";" and not quoted:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _printed(section: str, value: float) -> str:
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literals.append(match[1] if match[1] is not None else match[2])
        return "\x00"

    bare = _QUOTED.sub(keep, section)
    shown = _PATTERN.sub(lambda match: _digits(match, value), bare, count=1) if bare != "General" else f"{value:g}"
    for literal in literals:
        shown = shown.replace("\x00", literal, 1)
    return shown


def _digits(match: re.Match[str], value: float) -> str:
    """Return the value in a pattern of zeros, rounded as Excel rounds, half away from zero."""
    decimals = len(match["decimals"] or "")
    exact = Decimal(repr(value)) * (100 if match["percent"] else 1)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{rounded:{',' if ',' in match[0] else ''}.{decimals}f}" + (match["percent"] or "")


def format_for(text: str, value: float, code: str) -> str | None:
    """Return the format that prints a value exactly as this text, `code` itself if it does.

    Return None if no format does: the words hold no such number, a quotation mark or a break.
    """
    if printed(code, value) == text:
        return code
    if any(char in text for char in '"\n') or text != clean(text) or len(text) > 80:
        return None
    for match in _NUMERAL.finditer(text):
        result = _around(text[: match.start()], match[0], text[match.end() :], value)
        if printed(result, value) == text:
            return result
    return None


def spaced(code: str, *, before: bool = False, after: bool = False) -> str:
    """Return the format with a space before or after the number, where renderers set it hard against a bar's end."""
    return ";".join(f"{_literal(' ') * before}{section}{_literal(' ') * after}" for section in _sections(code))


def stacked(code: str) -> str:
    """Return the same format on two lines: the words before the number over it, else those after it under it."""
    # Chinese has no space there
    head = re.sub(r'^"([^"]*?)(?: +|(?<=[\u2e80-\uffef]))"', lambda match: f'"{match[1]}\n"', code, count=1)
    return head if head != code else re.sub(r'" +([^"]*)"$', lambda match: f'"\n{match[1]}"', code, count=1)


def minus(code: str) -> str:
    """Return the same format of one section with a real minus sign before numbers below zero."""
    return f'{code};"{_MINUS[0]}"{code}' if len(_sections(code)) == 1 else code


def scaled(code: str, step: float) -> str:
    """Return the same format with the decimals that the numbers of a scale of this step need."""
    shown = f"{step:.12f}".rstrip("0").partition(".")[2]
    digits = f"0.{'0' * len(shown)}" if shown else "0"
    return ";".join(re.sub(r"0(?:\.0+)?(?=[^0]|$)", digits, section, count=1) for section in _sections(code))


def _around(before: str, numeral: str, after: str, value: float) -> str:
    """Return a format with the parts of a text around a numeral as literals."""
    _, _, decimals = numeral.partition(".")
    pattern = ("#,##0" if "," in numeral else "0") + (f".{'0' * len(decimals)}" if decimals else "")
    if value < 0 and before.endswith(_MINUS):
        minus, head = before[-1], before[:-1]
        tail = _literal(after)
        return f"{_literal(head)}{pattern}{tail};{_literal(head + minus)}{pattern}{tail}"
    code = f"{_literal(before)}{pattern}{_literal(after)}"
    return f"{code};{code}" if value < 0 else code  # below zero it prints no sign of its own


def _literal(words: str) -> str:
    return f'"{words}"' if words else ""
