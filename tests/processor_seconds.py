"""How long a processor works on each test, that of the processes it starts included; a whole run remembers it.

A busy machine makes each test take longer, but gives it no more work. `.ci/slowest.py` makes a list of what is
remembered, in pytest's cache.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator

import pytest

KEY = "briefing/processor-seconds"  # in the cache: the name of a test without its parameters → seconds
_FIELD = "processor_seconds"  # of a report, which xdist carries over


def processor() -> float:
    """Return the seconds of this process and of those that it started and that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


class ProcessorSeconds:
    """Counts in each process of a run; the first one adds them up."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._begin = 0.0
        self.found = defaultdict[str, float](float)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self) -> Iterator[None]:
        self._begin = processor()
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Iterator[None]:
        report = yield
        now = processor()
        setattr(report, _FIELD, now - self._begin)
        self._begin = now
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.found[report.nodeid.partition("[")[0]] += getattr(report, _FIELD, 0.0)

    def pytest_sessionfinish(self) -> None:
        """Remember the seconds of a run of all tests."""
        config = self._config
        whole = config.args == config.getini("testpaths") and not config.option.keyword and not config.option.markexpr
        if whole and not hasattr(config, "workerinput") and hasattr(config, "cache"):
            config.cache.set(KEY, {test: round(seconds, 3) for test, seconds in self.found.items()})
