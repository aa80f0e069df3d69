"""Exceptions that end sending: a lost claim, a server that takes no message, Ctrl-C."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from briefing.errors import DispatchError, Interrupted


class ClaimLost(Exception):
    """Another process has taken this delivery over; this one must send nothing more of it."""


class SendingStopped(DispatchError):
    """No message can leave: the server refuses the login, its certificate is not trusted, it cannot be reached.

    Claimed deliveries go back to BUILT; none becomes UNKNOWN. Ticks wait `wait` seconds before they try again, or six
    hours if it is 0, so that an operator can fix it first. A `local` failure did not reach a server and may be retried
    at once.
    """

    def __init__(self, what: str, where: str = "", fix: str = "", *, wait: float = 0.0, local: bool = False) -> None:
        super().__init__(what, where, fix)
        self.wait, self.local = wait, local


@contextmanager
def interruptible(what: str) -> Iterator[None]:
    """Convert Ctrl-C to Interrupted, which says how to continue."""
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted("interrupted; what was sent is recorded, and nothing is lost", "", what) from None
