"""What ends sending: another process that has taken a message, a server that takes none, a person's Ctrl-C."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from briefing.errors import DispatchError, Interrupted


class ClaimLost(Exception):
    """Another process has taken this delivery over; nothing more of it may be sent from here."""


class SendingStopped(DispatchError):
    """No message can leave: the server refuses the login, its certificate is not trusted, it cannot be reached.

    What was claimed goes back to BUILT; nothing is UNKNOWN. Ticks wait `wait` seconds before they try
    again, 0: so long that an operator can mend it first. What is `local` asked no server, and may be tried at once.
    """

    def __init__(self, what: str, where: str = "", fix: str = "", *, wait: float = 0.0, local: bool = False) -> None:
        super().__init__(what, where, fix)
        self.wait, self.local = wait, local


@contextmanager
def interruptible(what: str) -> Iterator[None]:
    """A person's Ctrl-C → Interrupted, which says what becomes of the rest."""
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted("interrupted; what had left is recorded, and nothing is lost", "", what) from None
