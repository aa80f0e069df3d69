"""Messages between two processes through a pipe, each with its length in front: whole, or nothing."""

from __future__ import annotations

import struct
from typing import IO, Final

_SIZE: Final = struct.Struct(">Q")


def send(file: IO[bytes], content: bytes) -> None:
    """Write one message; OSError if the reader is gone."""
    file.write(_SIZE.pack(len(content)) + content)
    file.flush()


def receive(file: IO[bytes]) -> bytes | None:
    """Return one message of `send`, or None if the writer is gone, even in the middle of it."""
    head = file.read(_SIZE.size)
    if len(head) < _SIZE.size:
        return None
    (size,) = _SIZE.unpack(head)
    content = file.read(size)
    return content if len(content) == size else None
