"""What a page of a PDF is made from: its own content, and a digest of all else in the file that a page may show.

A second digest is of what no page shows: the files inside a brief.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

_HOLDERS: Final = ("/ObjStm", "/XRef")  # streams that hold other objects, which are read by themselves
_INSIDE: Final = "/EmbeddedFile"  # streams that no page shows
_PACKED: Final = ("/Filter", "/DecodeParms")


class PageContents(Struct, frozen=True):
    """The content of each page as it is painted, and a digest of all other objects but the properties of the file.

    `inside` is a digest of the content of the files inside.
    """

    pages: tuple[bytes, ...]
    rest: bytes
    inside: bytes = b""


def page_contents(data: bytes) -> PageContents | None:
    """Return what the pages of a PDF are made from, None for one that is damaged, locked or out of the ordinary."""
    import pikepdf  # which the writer of a brief has loaded, and a proof by hand has no need of

    try:
        with pikepdf.open(io.BytesIO(data)) as file:
            if file.is_encrypted or file.get_warnings():
                return None
            pages: list[Any] = [page.obj.Contents for page in file.pages]
            if not all(isinstance(page, pikepdf.Stream) for page in pages):
                return None
            found = tuple(page.read_bytes() for page in pages)
            silent = {held.objgen for held in (*pages, file.docinfo, file.Root.get("/Metadata")) if held is not None}
            rest, inside = hashlib.sha256(file.Root.unparse()), hashlib.sha256()
            for held in file.objects:
                if held.objgen not in silent:
                    kind = str(held.get("/Type", "")) if isinstance(held, pikepdf.Stream) else None
                    noted = inside if kind == _INSIDE else rest
                    for part in _parts(held, kind):
                        noted.update(b"%d:" % len(part))
                        noted.update(part)
            return None if file.get_warnings() else PageContents(found, rest.digest(), inside.digest())
    except (pikepdf.PdfError, pikepdf.PasswordError, AttributeError, KeyError, TypeError, ValueError):
        return None


def _parts(held: Any, kind: str | None) -> Iterator[bytes]:
    """Yield an object as it stands in a file, of a file inside its content without its dates; `kind` is the type of a
    stream."""
    if kind is None:
        yield held.unparse(resolved=True)
    elif kind == _INSIDE:
        yield from (key.encode() + held[key].unparse(resolved=True) for key in _PACKED if key in held)
        yield held.read_raw_bytes()
    elif kind not in _HOLDERS:
        yield held.stream_dict.unparse(resolved=True)
        yield held.read_raw_bytes()
