"""The forms of a PDF, counted as PDFium would unfold them."""

from __future__ import annotations

import io
import re
from typing import Any, Final

import pikepdf

_PAINTED: Final = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_DEEPEST: Final = 30
MOST_FORMS: Final = 50_000


def check_forms(data: bytes) -> None:
    """Raise ValueError if the forms of a page unfold beyond those of any brief."""
    if _unfolded(data) > MOST_FORMS:
        raise ValueError(f"a page of it unfolds into more than {MOST_FORMS} forms")


def _unfolded(data: bytes) -> int:
    """Return the most forms that a page paints, those inside forms counted as often as they come."""
    known: dict[tuple[int, int], int] = {}

    def weight(holder: Any, source: bytes, depth: int) -> int:
        forms: Any = holder.get("/Resources", {}).get("/XObject", {})
        total = 0
        for name in _PAINTED.findall(source):
            form = forms.get("/" + _plain(name))
            if form is None or str(form.get("/Subtype", "")) != "/Form":
                continue
            if form.objgen not in known:
                known[form.objgen] = MOST_FORMS + 1  # PDFium unfolds one that paints itself without end
                known[form.objgen] = 1 + (
                    weight(form, form.read_bytes(), depth + 1) if depth < _DEEPEST else MOST_FORMS
                )
            total += known[form.objgen]
        return total

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return max((weight(page.obj, _source(page), 0) for page in pdf.pages), default=0)
    except (pikepdf.PdfError, pikepdf.PasswordError, KeyError, AttributeError, TypeError, ValueError):
        return 0  # PDFium refuses or repairs what pikepdf cannot read


def _source(page: Any) -> bytes:
    contents: Any = page.obj.get("/Contents", [])
    parts = [contents] if isinstance(contents, pikepdf.Stream) else contents
    return b"\n".join(part.read_bytes() for part in parts)


def _plain(name: bytes) -> str:
    read = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), name)
    return read.decode("latin-1")
