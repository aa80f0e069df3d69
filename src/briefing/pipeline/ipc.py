"""Bytes between two processes, a length before each content: whole, or nothing."""

from __future__ import annotations

import struct
from typing import IO, Final

_SIZE: Final = struct.Struct(">Q")


def send(file: IO[bytes], content: bytes) -> None:
    """Write one content; OSError where nobody reads any more."""
    file.write(_SIZE.pack(len(content)) + content)
    file.flush()


def receive(file: IO[bytes]) -> bytes | None:
    """Read what `send` has written; None where the other end is gone, also in the middle of it."""
    head = file.read(_SIZE.size)
    if len(head) < _SIZE.size:
        return None
    (size,) = _SIZE.unpack(head)
    content = file.read(size)
    return content if len(content) == size else None
