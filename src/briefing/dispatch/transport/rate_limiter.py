"""The rate of messages: evenly spaced by the settings, slower once the server complains."""

from __future__ import annotations

import time
from collections.abc import Callable

_FIRST_INTERVAL = 1.0  # seconds between messages after the first complaint; doubled at each further one
_MAX_INTERVAL = 60.0


class RateLimiter:
    """Limits messages to `per_minute`; 0 means no limit."""

    def __init__(
        self,
        per_minute: float,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.interval = 60.0 / per_minute if per_minute else 0.0
        self._sleep, self._clock = sleep, clock
        self._next = 0.0

    def wait(self) -> None:
        """Wait until the next message may leave."""
        if not self.interval:
            return
        now = self._clock()
        if now < self._next:
            self._sleep(self._next - now)
        self._next = max(now, self._next) + self.interval

    def slow_down(self) -> None:
        """Wait at least a second between messages from now on, or twice as long as before."""
        self.interval = max(self.interval, min(max(2 * self.interval, _FIRST_INTERVAL), _MAX_INTERVAL))
        self._next = self._clock() + self.interval
