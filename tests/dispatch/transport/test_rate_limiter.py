"""How fast messages leave."""

from __future__ import annotations

from briefing.dispatch.transport.rate_limiter import RateLimiter


class Clock:
    """A clock that only goes on where somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 6))
        self.now += seconds

    def __call__(self) -> float:
        return self.now


def test_thirty_a_minute_leave_two_seconds_separately() -> None:
    clock = Clock()
    pace = RateLimiter(30, clock.sleep, clock)
    for _ in range(4):
        pace.wait()
    assert clock.slept == [2.0, 2.0, 2.0]


def test_time_that_passed_anyway_is_not_waited_for_again_nor_saved_up() -> None:
    clock = Clock()
    pace = RateLimiter(60, clock.sleep, clock)
    pace.wait()
    clock.now += 30
    pace.wait()
    pace.wait()
    assert clock.slept == [1.0]


def test_without_a_limit_nothing_waits() -> None:
    clock = Clock()
    pace = RateLimiter(0, clock.sleep, clock)
    pace.wait()
    pace.wait()
    assert clock.slept == []


def test_each_complaint_doubles_the_distance_up_to_a_minute() -> None:
    clock = Clock()
    pace = RateLimiter(0, clock.sleep, clock)
    for _ in range(9):
        pace.slow_down()
        pace.wait()
    assert clock.slept == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0]


def test_a_complaint_never_makes_it_faster() -> None:
    clock = Clock()
    pace = RateLimiter(0.5, clock.sleep, clock)  # one in two minutes
    pace.slow_down()
    assert pace.interval == 120.0
