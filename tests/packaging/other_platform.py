"""Commands of `briefing` as on Windows or macOS, as far as Linux can play them.

What only POSIX or only Linux has is taken away before the package is imported, and as on Windows no file can be
removed, renamed or replaced while it is open. The engines and the standard library are imported before, as they would
look for the other system itself.
"""

from __future__ import annotations

import builtins
import importlib
import io
import json
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import Any

# What a build imports.
ENGINES = (
    "matplotlib.figure", "reportlab.pdfgen.canvas", "pptx", "xlsxwriter", "lxml.etree", "PIL.Image", "pydantic", "yaml",
    "jinja2", "markdown_it", "uharfbuzz", "msgspec", "click", "rich.progress", "pikepdf", "loky", "subprocess",
    "multiprocessing.pool", "concurrent.futures.process", "asyncio", "tempfile", "shutil", "importlib.metadata",
    "pathlib", "zoneinfo", "ctypes.util", "webbrowser", "socket", "logging.handlers", "smtplib", "email.policy",
    "email.message", "uuid", "platform", "sqlite3",
)  # fmt: skip
# What other commands import as well, which takes half a second.
MORE_ENGINES = (
    "pandas", "openpyxl", "pyphen", "pypdfium2", "ruamel.yaml", "tzdata", "sqlalchemy.dialects.sqlite", "stamina",
    "filelock", "holidays", "cronsim", "email_validator",
)  # fmt: skip
# What only POSIX has, and what of it macOS lacks.
POSIX_MODULES = ("fcntl", "resource", "pwd", "grp", "termios", "pty")
POSIX_CALLS = ("fork", "forkpty", "getuid", "geteuid", "getgid", "killpg", "setsid", "waitpid", "mkfifo", "getpgid")
LINUX_CALLS = ("sched_getaffinity", "sched_setaffinity", "posix_fadvise", "memfd_create", "eventfd")
POSIX_SIGNALS = ("SIGKILL", "SIGHUP", "SIGALRM", "SIGUSR1", "SIGCHLD", "SIGPIPE")


def pretend(platform: str, engines: Iterable[str]) -> None:
    """Import the engines, and take away what the platform lacks."""
    for name in engines:
        importlib.import_module(name)
    for call in LINUX_CALLS if platform == "darwin" else (*POSIX_CALLS, *LINUX_CALLS):
        if hasattr(os, call):
            delattr(os, call)
    if platform == "darwin":
        fcntl = importlib.import_module("fcntl")
        for name in [name for name in dir(fcntl) if "PIPE_SZ" in name]:
            delattr(fcntl, name)
    else:
        for name in POSIX_MODULES:
            sys.modules[name] = None  # type: ignore[assignment]  # which is how an import finds nothing
        for name in POSIX_SIGNALS:
            delattr(signal, name)
        for name in ("replace", "rename", "unlink", "remove"):
            setattr(os, name, refusing_open_files(getattr(os, name)))
    sys.platform = platform


def refusing_open_files(call: Callable[..., Any]) -> Callable[..., Any]:
    """A call of `os`, that fails as on Windows where one of its files is open in this process."""

    def guarded(*paths: Any, **named: Any) -> Any:
        files = {os.path.realpath(path) for path in paths if isinstance(path, str | os.PathLike)}
        handles = (f"/proc/self/fd/{number}" for number in os.listdir("/proc/self/fd"))
        if held := files & {os.path.realpath(handle) for handle in handles}:
            raise PermissionError(13, "The process cannot access the file because it is being used", held.pop())
        return call(*paths, **named)

    return guarded


def keep_open(file: str) -> None:
    """Let a file be open in another program, which on Windows lets nobody else write it."""
    plain = io.open

    def opened(path: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
        same = isinstance(path, str | os.PathLike) and os.path.realpath(path) == os.path.realpath(file)
        if same and set(mode) & set("wa+x"):
            raise PermissionError(13, "Permission denied", str(path))
        if "b" not in mode and len(arguments) < 2:  # else the encoding of the machine would be this module's
            named["encoding"] = io.text_encoding(named.get("encoding"))
        return plain(path, mode, *arguments, **named)

    setattr(io, "open", opened)  # noqa: B010
    setattr(builtins, "open", opened)  # noqa: B010


def refuse_the_encoding_of_the_machine() -> None:
    """Let no file be opened in it by the package, as on Windows it is none that holds every text.

    Python finds this out with `-X warn_default_encoding`. What engines do is not ours.
    """
    warnings.filterwarnings("ignore", category=EncodingWarning)
    warnings.filterwarnings("error", category=EncodingWarning, module="briefing")


def run(platform: str, commands: Sequence[Sequence[str]]) -> int:
    """Run commands until one fails → its exit code, or 0."""
    refuse_the_encoding_of_the_machine()
    pretend(platform, ENGINES if all(words[0] == "build" for words in commands) else (*ENGINES, *MORE_ENGINES))
    if held := os.environ.get("OPEN_ELSEWHERE"):
        keep_open(held)
    from briefing.cli import main

    for words in commands:
        if code := main(list(words)):
            print(f"briefing {' '.join(words)} ended with {code}", file=sys.stderr)
            return code
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1], json.loads(sys.argv[2])))
