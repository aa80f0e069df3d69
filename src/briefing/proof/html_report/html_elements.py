"""HTML of texts from files and data, escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

# No HTML page may hold these; half a pair of surrogates cannot even be written.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def text(value: object) -> str:
    """Return the text of a value, escaped for elements and attributes alike."""
    return escape(_FORBIDDEN.sub("\ufffd", str(value)), quote=True)


def anchor(target: str, label: object, *, name: str = "", kind: str = "", aria_label: str = "") -> str:
    """Return a link to an id on the page; `name` is the link's own id, `aria_label` what a screen reader reads out."""
    own = f' id="{text(name)}"' if name else ""
    look = f' class="{text(kind)}"' if kind else ""
    aria = f' aria-label="{text(aria_label)}"' if aria_label else ""
    return f'<a{own}{look} href="#{text(target)}"{aria}>{text(label)}</a>'


def outside(address: str, label: object) -> str:
    """Return a link to a web page, or the label alone where the address is not that of one."""
    try:
        parts = urlsplit(address.strip())
        web = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        web = False
    return f'<a href="{text(address.strip())}" rel="noopener noreferrer">{text(label)}</a>' if web else text(label)


def rows(pairs: Iterable[tuple[str, str]]) -> str:
    """Return a list of names with HTML values, without the empty ones."""
    held = "".join(f"<div><dt>{text(name)}</dt><dd>{value}</dd></div>" for name, value in pairs if value)
    return f"<dl>{held}</dl>" if held else ""


def table(name: str, heads: Iterable[str], lines: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Return a table that scrolls by itself, of heads and for each row an id and HTML cells, the first its head."""
    head = "".join(f'<th scope="col">{text(head)}</th>' for head in heads)
    body = "".join(_row(key, list(cells)) for key, cells in lines)
    inner = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="scroll" role="region" aria-label="{text(name)}" tabindex="0">{inner}</div>'


def _row(key: str, cells: list[str]) -> str:
    own = f' id="{text(key)}" tabindex="-1"' if key else ""
    return f'<tr{own}><th scope="row">{cells[0]}</th>' + "".join(f"<td>{cell}</td>" for cell in cells[1:]) + "</tr>"


def spoken(lang: str, html: str) -> str:
    """Return HTML marked with its language where that is not the page's own English."""
    return html if lang in ("", "en") else f'<span lang="{text(lang)}">{html}</span>'
