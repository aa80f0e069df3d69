"""Read a secret at the moment of login; it is not stored.

No error repeats it: a program's output, a file's content and the exceptions of both are left out.
"""

from __future__ import annotations

import os
import stat
import subprocess
from functools import partial
from pathlib import Path

from briefing.dispatch.exceptions import SendingStopped
from briefing.dispatch.models import Credential

_stop = partial(SendingStopped, local=True)  # no server was asked
_TIMEOUT = 60.0
_MAX_BYTES = 100_000


def read_secret(place: Credential) -> str:
    """Return a secret without its line end; raise SendingStopped with the fix."""
    read = {"env": _variable, "file": _file, "command": _command}[place.kind]
    value = read(place.place)
    problem = "is empty" if not value else "has more than one line" if "\n" in value or "\0" in value else ""
    if problem:
        del value
        raise _stop(f"the secret {problem}", describe(place), "give the password or the token alone, on one line")
    return value


def describe(place: Credential) -> str:
    """Return a secret's place for messages; for a command only its program, as arguments may be secret."""
    return f"{'variable' if place.kind == 'env' else place.kind} {place.place[0]}"


def _variable(place: tuple[str, ...]) -> str:
    value = os.environ.get(place[0])
    if value is None:
        raise _stop(
            "the variable is not set", f"variable {place[0]}", f"set it where briefing runs, as export {place[0]}=…"
        )
    return value.rstrip("\r\n")


def _file(place: tuple[str, ...]) -> str:
    name = f"file {place[0]}"
    try:
        with Path(place[0]).open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise _stop("others can read this secret", name, f"chmod 600 {place[0]}")
            return _text(file.read(_MAX_BYTES), name)
    except OSError as error:
        reason = error.strerror or type(error).__name__
    raise _stop(
        f"the secret cannot be read: {reason}",
        name,
        "write the secret into it, or correct password_file in [mail.smtp]",
    )


def _command(place: tuple[str, ...]) -> str:
    name = f"command {place[0]}"
    try:
        return _text(_output(place), name)
    except subprocess.CalledProcessError as error:
        problem = f"ended with {error.returncode}"
    except subprocess.TimeoutExpired:
        problem = f"did not end within {_TIMEOUT:g} s"
    except OSError as error:
        problem = f"cannot be run: {error.strerror or type(error).__name__}"
    # Raised out here, because those exceptions hold what the command printed.
    raise _stop(f"the command {problem}", name, "run it by hand; it must print the secret alone")


def _output(command: tuple[str, ...]) -> bytes:
    # The operator names the program, and no shell sees the line.
    done = subprocess.run(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=_TIMEOUT,
        check=True,
    )
    return done.stdout


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        del data  # and the exception holds it too
    raise _stop("the secret is not UTF-8", name, "save it as UTF-8")
