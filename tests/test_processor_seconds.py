"""A run of all tests remembers how long a processor worked on each."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.processor_seconds import KEY, ProcessorSeconds, counted

TIDES = """\
import subprocess
import sys
import time

import pytest

BUSY = "import time\\nwhile time.process_time() < 0.4: pass"

@pytest.fixture
def moon():
    exec("import time\\nend = time.process_time() + 0.25\\nwhile time.process_time() < end: pass")

@pytest.mark.parametrize("height", [1, 2])
def test_high(height, moon):
    assert height

def test_by_another_process():
    subprocess.run([sys.executable, "-c", BUSY], check=True)

def test_that_waits():
    time.sleep(0.3)
"""


def test_setups_parameters_and_other_processes_count_and_waiting_does_not(tmp_path: Path) -> None:
    room = tmp_path / "tests"
    room.mkdir()
    for name in ("__init__", "processor_seconds"):
        shutil.copy(ROOT / "tests" / f"{name}.py", room)
    (room / "conftest.py").write_text(
        "from tests.processor_seconds import ProcessorSeconds\n"
        "def pytest_configure(config): config.pluginmanager.register(ProcessorSeconds(config))\n"
    )
    (room / "test_tides.py").write_text(TIDES, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\ntestpaths = tests\naddopts = -n 1\n", encoding="utf-8")
    # of the plugins the one that it is about, as to load the others is most of its time
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "xdist"], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    found = json.loads((tmp_path / ".pytest_cache" / "v" / KEY).read_text(encoding="utf-8"))
    seconds = {name.rpartition("::")[2]: value for name, value in found.items()}
    assert seconds.keys() == {"test_high", "test_by_another_process", "test_that_waits"}
    assert seconds["test_high"] > 0.4
    assert seconds["test_by_another_process"] > 0.3
    assert seconds["test_that_waits"] < 0.3


def test_a_process_of_an_earlier_test_counts_no_more_than_all_processors_could_give(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    before, now = (os.times_result(item) for item in ((5.0, 1.0, 9.0, 1.0, 100.0), (5.5, 1.0, 69.0, 1.0, 101.5)))
    assert counted(before, now) == pytest.approx(0.5 + 3.0)
    assert counted(before, os.times_result((5.5, 1.0, 10.0, 1.0, 101.5))) == pytest.approx(0.5 + 1.0)


@pytest.mark.parametrize(
    ("args", "keyword", "markexpr", "more", "remembered"),
    [
        (["tests"], "", "", {}, True),
        (["tests/letter"], "", "", {}, False),
        (["tests"], "high", "", {}, False),
        (["tests"], "", "slow", {}, False),
        (["tests"], "", "", {"workerinput": {}}, False),
    ],
)
def test_only_a_run_of_all_tests_is_remembered_and_once(
    args: list[str], keyword: str, markexpr: str, more: dict[str, Any], remembered: bool
) -> None:
    written: dict[str, object] = {}
    config: Any = SimpleNamespace(
        args=args,
        option=SimpleNamespace(keyword=keyword, markexpr=markexpr),
        getini=lambda name: ["tests"],
        cache=SimpleNamespace(set=written.__setitem__),
        **more,
    )
    seconds = ProcessorSeconds(config)
    seconds.found["tests/test_tides.py::test_high"] = 0.25
    seconds.pytest_sessionfinish()
    assert written == ({KEY: {"tests/test_tides.py::test_high": 0.25}} if remembered else {})
