"""Compose the bytes of a message; the same input always gives the same bytes.

mixed ─┬─ alternative ─┬─ the letter as text
       │               └─ related ─┬─ the letter as HTML
       │                           └─ its picture
       └─ files
"""

from __future__ import annotations

import hashlib
import posixpath
from base64 import b64encode
from binascii import b2a_qp
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from briefing.dispatch.message.attachment_names import FileName, disposition, file_names
from briefing.dispatch.message.header import PICTURE_SOURCE, MessageContent, MessageHeader, validate
from briefing.dispatch.message.header_fields import header_lines

_PICTURE: Final = "headline.png"
_HEADER: Final = 8192  # the longest header that may leave has less, a signature with it
_TYPES: Final = {
    ".csv": 'text/csv; charset="utf-8"',
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_LINE: Final = 76  # characters of base64 in a line (RFC 2045, section 6.8)


def compose(header: MessageHeader, content: MessageContent) -> bytes:
    """Return a message in lines of at most 998 bytes that end with CRLF; raise DispatchError for a bad value.

    HTML and text go in unchanged, with CRLF, as quoted-printable or base64. The picture gets an id that no other
    message has, because readers cache pictures by id (RFC 2045, section 7).
    """
    validate(header, content)
    domain = header.sender.rpartition("@")[2]
    return b"".join([header_lines(header), *_content(header.key, domain, content), b"\r\n"])


def estimate_size(content: MessageContent) -> int:
    """Return an upper bound of a message's size with header and signature, at most 8 kB too high.

    Attachments are not encoded for it.
    """
    files = content.attachments
    bare = _content("", "", replace(content, attachments=dict.fromkeys(files, b"")))
    return _HEADER + sum(map(len, bare)) + sum(_base64_length(len(content)) for content in files.values())


def _content(key: str, domain: str, parts: MessageContent) -> Sequence[bytes]:
    names = file_names([_PICTURE, *parts.attachments])
    files = [_file("attachment", names[name], content) for name, content in parts.attachments.items()]
    letter = _letter(key, domain, parts, names[_PICTURE])
    return _multipart("mixed", _boundary(key, 1), [letter, *files]) if files else letter


def _letter(key: str, domain: str, parts: MessageContent, picture: FileName) -> Sequence[bytes]:
    plain = _text("plain", parts.text)
    if not parts.html:
        return plain
    html = parts.html
    if parts.picture is None:
        page = _text("html", html)
    else:
        cid = f"headline.{hashlib.sha256(parts.picture).hexdigest()[:32]}@{domain}"
        shown = _file("inline", picture, parts.picture, f"Content-ID: <{cid}>")
        written = _text("html", html.replace(PICTURE_SOURCE, f'src="cid:{cid}"'))
        # RFC 2387, section 3.1: the type of the root is given
        page = _multipart("related", _boundary(key, 3), [written, shown], '; type="text/html"')
    return _multipart("alternative", _boundary(key, 2), [plain, page])


def _boundary(key: str, number: int) -> str:
    """Return a boundary that no part can hold: neither quoted-printable nor base64 ever writes `=_`."""
    return f"=_{hashlib.sha256(f'boundary {key}'.encode()).hexdigest()[:32]}_{number}"


def _multipart(kind: str, boundary: str, inner: Sequence[Sequence[bytes]], more: str = "") -> list[bytes]:
    mark = f"--{boundary}".encode()
    chunks = [f'Content-Type: multipart/{kind}; boundary="{boundary}"{more}\r\n'.encode()]
    for entity in inner:
        chunks += [b"\r\n", mark, b"\r\n", *entity]
    return [*chunks, b"\r\n", mark, b"--"]


def _text(kind: str, text: str) -> list[bytes]:
    """Encode text as UTF-8, in quoted-printable or base64, whichever is shorter."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    quoted = b2a_qp(lines.encode(), istext=True).replace(b"\n", b"\r\n")
    data = _base64.__wrapped__(lines.replace("\n", "\r\n").encode())
    encoding, body = ("quoted-printable", quoted) if len(quoted) <= len(data) else ("base64", data)
    head = f'Content-Type: text/{kind}; charset="utf-8"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n'
    return [head.encode(), body]


def _file(kind: str, name: FileName, content: bytes, *more: str) -> list[bytes]:
    suffix = posixpath.splitext(name.ascii)[1].lower()
    head = [
        f"Content-Type: {_TYPES.get(suffix, 'application/octet-stream')};",
        f' name="{name.ascii}"',  # older readers look for the name here
        *disposition(kind, name),
        *more,
        "Content-Transfer-Encoding: base64",
        "\r\n",
    ]
    return ["\r\n".join(head).encode(), _base64(content)]


@lru_cache(maxsize=4)  # one edition goes to many recipients, one after the other
def _base64(content: bytes) -> bytes:
    code = b64encode(content)
    return b"\r\n".join([code[start : start + _LINE] for start in range(0, len(code), _LINE)])


def _base64_length(size: int) -> int:
    code = -(-size // 3) * 4
    return code + 2 * max(0, -(-code // _LINE) - 1)
