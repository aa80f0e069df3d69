"""A process of a run reports a test that passes once, when it has ended, and not five times on its way there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.processor_seconds import FIELD

Send = Callable[..., None]
NEED_ALL = ("durations", "xmlpath", "hypothesis_show_statistics")  # options whose reports look at each phase


def report_once(config: pytest.Config) -> None:
    """Send fewer messages from a process of xdist, unless the command line asks for what they hold."""
    asked = any(config.getoption(name, None) for name in NEED_ALL) or config.option.verbose > 0
    if hasattr(config, "workerinput") and not asked:
        for plugin in config.pluginmanager.get_plugins():
            if hasattr(plugin, "sendevent"):
                plugin.sendevent = OneReport(plugin.sendevent)


class OneReport:
    """Sends messages: of a test that passes the report on its call alone, with the seconds of all its phases."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._seconds = 0.0
        self._call: dict[str, Any] | None = None  # of a test that is still to be torn down

    def __call__(self, name: str, **given: Any) -> None:
        """Send a message, or hold it, or leave it out."""
        if name in ("logstart", "logfinish"):
            return
        if name != "testreport":
            self._send(name, **given)
        elif given["data"]["outcome"] == "passed":
            self._passed(given)
        else:
            if self._call is not None:
                self._send(name, **self._call)
                self._call = None
            self._send(name, **given)

    def _passed(self, given: dict[str, Any]) -> None:
        data = given["data"]
        self._seconds += data.get(FIELD, 0.0)
        if data["when"] == "call":
            self._call = given
        elif data["when"] == "teardown":
            last = self._call or given
            last["data"] |= {"keywords": {}, FIELD: self._seconds}
            self._send("testreport", **last)
            self._seconds, self._call = 0.0, None
