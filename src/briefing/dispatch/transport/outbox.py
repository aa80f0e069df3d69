"""Write messages to an outbox folder: the transport without a mail server, and on a new machine."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from briefing.dispatch.exceptions import SendingStopped
from briefing.dispatch.models import Envelope, HandoverMarks, Reply

_MAX_CHARACTERS = 80  # characters of a recipient in a file's name


class OutboxFolder:
    """Writes each message as `<16 digits of the key>-<recipient>.eml`; it is both transport and session.

    The same delivery gives the same file again, so an interrupted write is simply repeated.
    """

    def __init__(self, outbox: Path) -> None:
        self._outbox = outbox

    @contextmanager
    def session(self) -> Iterator[OutboxFolder]:
        """Yield this folder; it is created with the first message."""
        yield self

    def send(self, envelope: Envelope, message: bytes, marks: HandoverMarks) -> Reply:
        """Write a message unchanged to a file; raise SendingStopped, leaving no file, if it cannot be written."""
        target = self._outbox / file_name(envelope)
        try:
            self._outbox.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=self._outbox)  # readable by its owner only
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(message)
                    file.flush()
                    os.fsync(file.fileno())
                marks.data()
                os.replace(name, target)
            except BaseException:
                with suppress(FileNotFoundError):
                    os.unlink(name)
                raise
            _sync(self._outbox)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            full = errno.errorcode.get(error.errno or 0) in ("ENOSPC", "EDQUOT", "EFBIG")
            fix = (
                "make room on the disk"
                if full
                else "allow writing there, or choose another place with folder in [ledger]"
            )
            raise SendingStopped(f"the message cannot be written: {reason}", str(target), fix, local=True) from None
        return Reply(state="ACCEPTED", text=f"written to {target}")


def file_name(envelope: Envelope) -> str:
    """Return a file name that is valid on every system: ASCII, no path, not too long."""
    key = re.sub(r"[^0-9A-Za-z]", "", envelope.key)[:16]
    return f"{key}-{re.sub(r'[^0-9A-Za-z@._+-]', '_', envelope.recipient)[:_MAX_CHARACTERS]}.eml"


def _sync(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
