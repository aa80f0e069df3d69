"""What a page of a PDF is made from: its own content, and a digest of all else in the file that a page may show."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

# Streams that no page shows: what holds other objects, and files inside a brief, which are read by themselves.
_UNSEEN: Final = ("/ObjStm", "/XRef", "/EmbeddedFile")


class PageContents(Struct, frozen=True):
    """The content of each page as it is painted, and a digest of all other objects but the properties of the file."""

    pages: tuple[bytes, ...]
    rest: bytes


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
            rest = hashlib.sha256(file.Root.unparse())
            for held in file.objects:
                if held.objgen not in silent:
                    for part in _parts(held, isinstance(held, pikepdf.Stream)):
                        rest.update(b"%d:" % len(part))
                        rest.update(part)
            return None if file.get_warnings() else PageContents(found, rest.digest())
    except (pikepdf.PdfError, pikepdf.PasswordError, AttributeError, KeyError, TypeError, ValueError):
        return None


def _parts(held: Any, is_stream: bool) -> Iterator[bytes]:
    """Yield an object as it stands in a file; nothing for a stream that no page shows."""
    if not is_stream:
        yield held.unparse(resolved=True)
    elif str(held.get("/Type", "")) not in _UNSEEN:
        yield held.stream_dict.unparse(resolved=True)
        yield held.read_raw_bytes()
