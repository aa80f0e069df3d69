"""A good edition, damaged at one place: bytes, parts of the deck, tags and attributes, fields of the ledger."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import msgspec
from hypothesis import strategies as st

# What stands for a value: nothing, no number, too large a one, another kind of digit, half a formula, another script.
NONSENSE = (
    "", " ", "0", "-1", "-", "NaN", "INF", "1e999", "9" * 30, "9" * 5000, "0.5", "²", "٣", "true", "x", "rId1",
    "rId999", "title", "FFFFFF", "#N/A", "((((", "2 ^ 9 ^ 9", "5 / 0", "Data!$A$1:$ZZZ$9999999", "2014–2023",
    "第１页", "\u202e\u200b", "../../x", "%00", "http://[", "a" * 3000,
)  # fmt: skip
_ATTRIBUTE = re.compile(r'(?<=\s)[\w:]+="[^"]*"')
_TAG = re.compile(r"<(/?)([\w:]+)([^<>]*)>")
_TEXT = re.compile(r">[^<>]+<")
Draw = Callable[..., Any]


def parts_of(deck: bytes) -> dict[str, bytes]:
    """A deck → its parts."""
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    """Parts → a deck, not compressed, so that bytes of it are bytes of parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@st.composite
def bytes_damaged(draw: Draw, data: bytes) -> bytes:
    """A few bytes changed, a stretch dropped or doubled, or the end cut off."""
    at = draw(st.integers(0, len(data) - 1))
    kind = draw(st.sampled_from(("change", "drop", "double", "cut")))
    if kind == "change":
        changed = bytearray(data)
        for place in (at, *draw(st.lists(st.integers(0, len(data) - 1), max_size=8))):
            changed[place] = draw(st.integers(0, 255))
        return bytes(changed)
    end = at + draw(st.integers(1, 400))
    return data[:at] + {"drop": data[end:], "double": data[at:end] + data[at:], "cut": b""}[kind]


@st.composite
def deck_damaged(draw: Draw, parts: dict[str, bytes]) -> bytes:
    """A part of a deck dropped, emptied, exchanged for another, or with damaged markup."""
    parts = dict(parts)
    name = draw(st.sampled_from(sorted(parts)))
    kind = draw(st.sampled_from(("markup",) * 7 + ("drop", "empty", "exchange")))
    if kind == "markup":
        name = draw(st.sampled_from(sorted(name for name in parts if name.endswith((".xml", ".rels")))))
        parts[name] = draw(markup_damaged(parts[name].decode())).encode("utf-8", "replace")
    elif kind == "drop":
        del parts[name]
    elif kind == "empty":
        parts[name] = b""
    else:
        parts[name] = parts[draw(st.sampled_from(sorted(parts)))]
    return packed(parts)


@st.composite
def markup_damaged(draw: Draw, text: str) -> str:
    """Up to three attributes, texts or tags of XML or HTML, each changed, dropped or doubled."""
    for _ in range(draw(st.integers(1, 3))):
        pattern = draw(st.sampled_from((_ATTRIBUTE, _ATTRIBUTE, _TEXT, _TAG)))
        found = list(pattern.finditer(text))
        if not found:
            continue
        one = draw(st.sampled_from(found))
        text = text[: one.start()] + draw(st.sampled_from(_others(pattern, one, text))) + text[one.end() :]
    return text


def _others(pattern: re.Pattern[str], one: re.Match[str], text: str) -> list[str]:
    """What may take the place of a piece of markup."""
    if pattern is _ATTRIBUTE:
        return ["", *(f'{one.group().partition("=")[0]}="{value}"' for value in NONSENSE)]
    if pattern is _TEXT:
        return [f">{value}<" for value in NONSENSE]
    end, tag, rest = one.groups()
    whole = text[one.start() : text.find(f"</{tag}>", one.end()) + len(tag) + 3] if not end else one.group()
    return [f"<{end}{tag}/>", f"<{end}x{rest}>", f"{whole}<x/>{one.group()}", "", f"<{tag}>" * 300]


@st.composite
def ledger_damaged(draw: Draw, data: bytes) -> bytes:
    """A value of the ledger exchanged for nonsense, of its own kind or another, or dropped."""
    content = msgspec.json.decode(data)
    held: Any = content
    for _ in range(draw(st.integers(1, 6))):
        key = draw(st.sampled_from(sorted(held) if isinstance(held, dict) else range(len(held))))
        if not isinstance(held[key], dict | list) or not held[key]:
            break
        above, held = held, held[key]
    else:
        held, key = above, key
    numbers: tuple[Any, ...] = (0, -1, 0.5, 1e308, -1e-308, 10**15, 2**63)
    others = (*NONSENSE, *numbers, None, True, [], {}, [[]], [{}])
    alike = NONSENSE if isinstance(held[key], str) else numbers if isinstance(held[key], int | float) else others
    held[key] = draw(st.sampled_from(draw(st.sampled_from((alike, alike, others)))))
    return msgspec.json.encode(content)
