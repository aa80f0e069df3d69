"""Pages, letter and proof of an edition, made in a process of their own, so that slides never wait for them."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import BriefingError, Finding, faults
from briefing.model.build_options import BuildOptions

# After so many editions a process gives way to a new one, so that no memory of libraries adds up.
_MOST_EDITIONS = 100
_YIELDS = 10  # how far it gives way to the process that makes slides, and to the browser


class WholeEdition(Struct, frozen=True):
    """An edition in one language as its proof left it: PDF and letter, if it passed, and all findings."""

    lang: str
    pages: bytes = b""
    letter: str = ""
    findings: tuple[Finding, ...] = ()


class EditionMaker:
    """Makes whole editions in a second process, which is started again if it dies."""

    def __init__(self) -> None:
        self._executor: ProcessPoolExecutor | None = None

    def begin(self, folder: Path, options: BuildOptions, lang: str, done: Callable[[WholeEdition], None]) -> None:
        """Begin to make an edition; `done` is called with it, from another thread."""
        if self._executor is None:
            context = multiprocessing.get_context("spawn")
            self._executor = ProcessPoolExecutor(1, context, initializer=_begin, max_tasks_per_child=_MOST_EDITIONS)
        try:
            future = self._executor.submit(whole_edition, folder, options, lang)
        except BrokenProcessPool:
            self.close()
            done(_died(lang))
            return

        def finish(made: Future[WholeEdition]) -> None:
            if made.cancelled():
                return
            error = made.exception()
            if isinstance(error, BrokenProcessPool):
                self._executor = None
            done(_died(lang) if error else made.result())

        future.add_done_callback(finish)

    def close(self) -> None:
        """End the process, whatever it is making."""
        executor, self._executor = self._executor, None
        if executor:
            executor.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():
                process.terminate()


def _died(lang: str) -> WholeEdition:
    what = "the process that makes pages and letter has ended"
    return WholeEdition(lang, findings=(Finding("", what, "save a file again", "warning"),))


def _begin() -> None:
    """Prepare the second process: the first one answers the keyboard."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.enable()
    if hasattr(os, "nice"):
        os.nice(_YIELDS)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that serves has ended, however that came about."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(0)


def whole_edition(folder: Path, options: BuildOptions, lang: str) -> WholeEdition:
    """Return the edition of a folder in one language as its proof leaves it."""
    from briefing.pipeline.build import editions  # not needed by the process that serves

    try:
        (made,) = editions(folder, replace(options, languages=(lang,)))
    except BriefingError as error:
        return WholeEdition(lang, findings=tuple(dict.fromkeys([*error.findings, *error.warnings])))
    except Exception as error:
        return WholeEdition(lang, findings=faults(error))
    pages = next((data for name, data in made.files.items() if name.endswith(".pdf")), b"")
    letter = next((data for name, data in made.files.items() if name.endswith(".html")), b"")
    return WholeEdition(lang, pages, letter.decode("utf-8"), made.findings)
