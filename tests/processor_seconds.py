"""How long a processor works on each test, that of the processes it starts included; a whole run remembers it.

A busy machine makes each test take longer, but gives it no more work. The time of a process that an earlier test
started counts for the test in which it ends, as the system reports it only then; so no test has more of it than all
processors could give while it ran. `.ci/slowest.py` makes a list of what is remembered, in pytest's cache.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator

import pytest

KEY = "briefing/processor-seconds"  # in the cache: the name of a test without its parameters → seconds
FIELD = "processor_seconds"  # of a report, which xdist carries over


def counted(before: os.times_result, now: os.times_result) -> float:
    """Return the seconds of this process between two times and, as far as they can be of this span, those of processes
    that ended in it."""
    own = now.user + now.system - before.user - before.system
    others = now.children_user + now.children_system - before.children_user - before.children_system
    return own + min(others, (now.elapsed - before.elapsed) * (os.cpu_count() or 1))


class ProcessorSeconds:
    """Counts in each process of a run; the first one adds them up."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._begin = os.times()
        self._reported = 0.0  # of the test that runs
        self.found = defaultdict[str, float](float)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self) -> Iterator[None]:
        self._begin, self._reported = os.times(), 0.0
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Iterator[None]:
        report = yield
        whole = counted(self._begin, os.times())
        setattr(report, FIELD, whole - self._reported)
        self._reported = whole
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.found[report.nodeid.partition("[")[0]] += getattr(report, FIELD, 0.0)

    def pytest_sessionfinish(self) -> None:
        """Remember the seconds of a run of all tests."""
        config = self._config
        whole = config.args == config.getini("testpaths") and not config.option.keyword and not config.option.markexpr
        if whole and not hasattr(config, "workerinput") and hasattr(config, "cache"):
            config.cache.set(KEY, {test: round(seconds, 3) for test, seconds in self.found.items()})
