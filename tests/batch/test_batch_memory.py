"""A worker keeps nothing that grows: over thirty editions, in a thorough run over sixty."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from briefing.batch import batch
from briefing.batch.free_memory import _unchanged
from briefing.batch.task import Result, Task
from briefing.batch.worker import run_task
from briefing.reuse_store import LIMIT
from tests.batch.towns import NAMES, table
from tests.thorough import ONLY_IN_A_THOROUGH_RUN, THOROUGH


@ONLY_IN_A_THOROUGH_RUN
@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no getrusage")
def test_a_worker_takes_no_more_memory_for_its_last_edition_than_when_a_third_of_them_was_built(
    tmp_path: Path, towns: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.batch._FUNCTION", "tests.batch.faulty:measured")
    editions, third = (60, 20) if THOROUGH else (30, 10)
    store = "4" if THOROUGH else "2"  # MB: so small that it is full before the first third
    monkeypatch.setenv("BRIEFING_REUSE_MB", store)
    done = batch(table(tmp_path, NAMES[:editions]), towns, tmp_path / "out", workers=1)
    peaks = [int(line) for line in (tmp_path / "peaks").read_text().split()]
    assert (done.exit_code, len(peaks)) == (0, editions)
    assert peaks[-1] <= 1.1 * peaks[third - 1], peaks[::5]
    assert peaks[third - 1] > 30_000  # kB: it is what was measured


def returned(program: str) -> int:
    """Return the kB that a program prints, by the rules that glibc has by itself: a cluster of Dask sets others for all
    that its process starts."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=own)
    return int(found.stdout)


FREED = """
import ctypes, gc
from briefing.batch.task import Result, Task
from briefing.batch.worker import run_task

def resident():
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))

def fill(task):
    blocks = [bytearray(100_000) for _ in range(600)]
    fill.last = bytearray(100_000)  # above all of them, so that they cannot shrink the heap by themselves
    fill.full = resident()
    return Result(task.line)

import __main__
__main__.fill = fill
run_task("__main__:fill", Task(1, "mine", "out"), 60)
print(fill.full - resident())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only glibc holds free memory in this way")
def test_memory_that_a_task_has_freed_is_returned_to_the_system() -> None:
    assert returned(FREED) > 40_000  # kB
    held = FREED.replace('run_task("__main__:fill", Task(1, "mine", "out"), 60)', 'fill(Task(1, "mine", "out"))')
    assert returned(held) < 20_000


LARGE = """
import ctypes
from briefing.batch.free_memory import map_large_blocks

class Info(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in "arena ordblks smblks hblks hblkhd usmblks fsmblks".split()]
    _fields_ += [(name, ctypes.c_size_t) for name in "uordblks fordblks keepcost".split()]

library = ctypes.CDLL(None)
library.mallinfo2.restype = Info

map_large_blocks()
bytearray(30_000_000)  # once it is free, glibc takes smaller ones from the heap
pairs = [(bytearray(300_000), bytearray(100_000)) for _ in range(200)]
blocks, between = zip(*pairs)  # those between them hold the heap's end, wherever the others stand
del pairs
mapped = library.mallinfo2().hblkhd
del blocks
print((mapped - library.mallinfo2().hblkhd) // 1024)
"""


# glibc's own count of what it has mapped: resident memory also shrinks where the system takes pages that lie idle.
COUNTED = sys.platform.startswith("linux") and hasattr(ctypes.CDLL(None), "mallinfo2")


@pytest.mark.skipif(not COUNTED, reason="only glibc, from 2.33 on, counts in this way")
def test_a_large_block_returns_to_the_system_as_soon_as_it_is_free() -> None:
    assert returned(LARGE) > 50_000  # kB
    assert returned(LARGE.replace("\nmap_large_blocks()", "")) < 20_000


MAPPINGS = """\
10000-20000 r-xp 00000000 08:01 11 /lib/untouched.so
Rss: 64 kB
Private_Dirty: 0 kB
Anonymous: 0 kB
20000-30000 r-xp 00000000 08:01 12 /lib/patched library.so
Rss: 64 kB
Private_Dirty: 4 kB
Anonymous: 4 kB
30000-40000 rw-p 00000000 08:01 11 /lib/untouched.so
Rss: 64 kB
Private_Dirty: 0 kB
40000-50000 r--s 00000000 00:01 13 /dev/shm/shared
Rss: 64 kB
50000-60000 r--p 00000000 00:00 0 [vvar]
Rss: 64 kB
60000-70000 r--p 00001000 08:01 14 /lib/strings.so
Rss: 64 kB
VmFlags: rd mr mw me
"""


def test_pages_of_libraries_are_returned_unless_one_was_or_may_be_changed() -> None:
    untouched, strings = (line for line in MAPPINGS.splitlines() if line.startswith(("10000", "60000")))
    assert [*_unchanged(MAPPINGS)] == [untouched, strings]


LOADED = """
import lxml.etree, pikepdf
from briefing.batch.free_memory import return_after_task

def resident():
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("RssFile"))

before = resident()
return_after_task()
returned = before - resident()
lxml.etree.fromstring("<read-again/>")
print(returned)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux says what a process has mapped")
def test_pages_that_only_loading_a_library_has_read_are_returned_to_the_system() -> None:
    assert returned(LOADED) > 5_000  # kB


STEPS = """
import lxml.etree, mmap, sys, tempfile
from briefing.batch.free_memory import return_after_task, return_between_steps

def resident():
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("RssFile"))

return_after_task()
held = tempfile.TemporaryFile()
held.write(bytes(range(256)) * 16)
held.flush()
changed = mmap.mmap(held.fileno(), 0, access=mmap.ACCESS_COPY)  # a mapping that the first task did not have
changed[0] = 7
lxml.etree.fromstring("<a/>").xpath("//a[starts-with(@b, 'c')]")
before = resident()
return_between_steps("brief", 0, 0)
print((before - resident()) * (changed[:2] == bytes((7, 1))))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux says what a process has mapped")
def test_pages_of_libraries_that_a_deck_has_read_again_are_returned_before_the_brief() -> None:
    assert returned(STEPS) > 2_000  # kB
    assert abs(returned(STEPS.replace('"brief"', '"letter"'))) < 500  # what the call itself needs is of that size


def test_a_worker_collects_garbage_that_has_lived_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    monkeypatch.setattr("briefing.batch.free_memory._TASKS", count(1))
    for name in ("collect", "freeze"):
        monkeypatch.setattr(f"briefing.batch.free_memory.gc.{name}", partial(called.append, name))
    for line in range(16):
        run_task("tests.batch.test_batch_memory:nothing", Task(line, "mine", "out"), 60)
    assert called == ["collect", "freeze", "collect", "collect"]  # after the first task, and after each eighth


def nothing(task: Task) -> Result:
    """A task that does nothing."""
    return Result(task.line)


@pytest.mark.parametrize(("given", "held"), [("", "14"), ("30", "30")])
def test_a_worker_stores_less_than_a_build_alone_unless_somebody_says_how_much(
    tmp_path: Path, given: str, held: str
) -> None:
    script = (
        "import os, sys\nfrom briefing.batch.worker import prepare\nprepare()\n"
        "open(sys.argv[1], 'w').write(os.environ['BRIEFING_REUSE_MB'])\n"
    )
    environment = {name: value for name, value in os.environ.items() if name != LIMIT} | (
        {LIMIT: given} if given else {}
    )
    subprocess.run([sys.executable, "-c", script, tmp_path / "held"], env=environment, check=True)
    assert (tmp_path / "held").read_text() == held
