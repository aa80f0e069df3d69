"""Returns memory of a worker to the system that nothing in it uses: of garbage, of libraries that are loaded."""

from __future__ import annotations

import ctypes
import gc
import re
from collections.abc import Container, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Final

_COLLECTED: Final = 8  # tasks from one full garbage collection to the next, which takes as long as a tenth of a task
_TASKS = count(1)
_LIBRARIES: Final = set[str]()  # the mappings of files after the first task, as Linux writes each in a line
# Steps that follow a large one: all that a deck, or a brief, was made of is free.
_AFTER_LARGE_ONES: Final = ("brief", "proof")
_OF_OTHER_LIBRARIES: Final = "brief"  # before the proof too it would take 4 MB more off the peak, and 2 ms
_DONTNEED: Final = 4  # MADV_DONTNEED of Linux
_MMAP_THRESHOLD: Final = -3  # M_MMAP_THRESHOLD of glibc
_LARGE: Final = 128 * 1024
_MAPPING: Final = re.compile(r"^([0-9a-f]+-[0-9a-f]+ r-[-x]p \S+ \S+ \S+ +/.*)\n((?:[A-Z]\w*: .*\n)*)", re.MULTILINE)
_CHANGED: Final = re.compile(r"^(?:Private_Dirty|Shared_Dirty|Anonymous): +[1-9]", re.MULTILINE)


def map_large_blocks() -> None:
    """Give each large block, as a ledger and what it is joined of, pages of its own, which leave with it.

    glibc does so only until one of that size is freed: it then takes the next ones from its heap, which does not shrink
    below the small blocks that stand between them.
    """
    with suppress(AttributeError, OSError, TypeError):  # of another C library
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)


def return_between_steps(word: str, _done: int, _total: int) -> None:
    """Return what the steps of a build before this one have freed, so that their peaks do not add up.

    Nor do the pages of libraries: a brief and its proof need few of a deck's, and each is read again in a moment.
    """
    if word in _AFTER_LARGE_ONES:
        _trim()
    if word == _OF_OTHER_LIBRARIES:
        _return_pages(_LIBRARIES)


def return_after_task() -> None:
    """Return free memory to the system, which glibc would hold: a fifth of all that a worker takes after some tasks.

    Python looks at what has lived for long too rarely where each task makes little that lives on, so that is done here.
    What the first task has left, modules and faces most of all, is never looked at again. Pages of libraries that were
    read while these were loaded are returned with it: a third of them is never needed again.
    """
    done = next(_TASKS)
    if done == 1 or done % _COLLECTED == 0:
        gc.collect()
    _trim()
    if done == 1:
        gc.freeze()
        _LIBRARIES.update(_unchanged(_read("smaps")))
        _return_pages(_LIBRARIES)


def _trim() -> None:
    with suppress(AttributeError, OSError, TypeError):  # of another C library
        ctypes.CDLL(None).malloc_trim(0)


def _return_pages(known: Container[str]) -> None:
    """Return pages of known mappings of files that are as they stand there, which are read again where one is needed.

    A mapping is known by its whole line, as its place may be another one's by now.
    """
    with suppress(AttributeError, OSError, TypeError, ValueError):  # of another system
        advise = ctypes.CDLL(None).madvise
        advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
        for line in _read("maps").splitlines():
            if line in known:
                begin, end = (int(place, 16) for place in line.partition(" ")[0].split("-"))
                advise(begin, end - begin, _DONTNEED)


def _read(name: str) -> str:
    """Return what Linux says of this process under a name, "" on any other system."""
    with suppress(OSError):
        return Path("/proc/self", name).read_text(encoding="utf-8", errors="replace")
    return ""


def _unchanged(mappings: str) -> Iterator[str]:
    """Yield the first line of each mapping of a file that cannot be written to and of which no page was changed."""
    for found in _MAPPING.finditer(mappings):
        if not _CHANGED.search(found[2]):
            yield found[1]
