"""Secrets from a variable, a file or a command, and what is said where they are missing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from briefing.dispatch.exceptions import SendingStopped
from briefing.dispatch.models import Credential
from briefing.dispatch.transport import credentials as room
from briefing.dispatch.transport.credentials import describe, read_secret

ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="modes of files are those of POSIX")
CANARY = "canary-pässword"


def command(code: str) -> Credential:
    return Credential("command", (sys.executable, "-c", code))


def private(path: Path, content: bytes) -> Credential:
    path.touch(0o600)
    path.write_bytes(content)
    return Credential("file", (str(path),))


def test_a_secret_comes_from_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", CANARY)
    assert read_secret(Credential("env", ("MAIL_PASSWORD",))) == CANARY


def test_a_secret_comes_from_a_file_without_its_line_end(tmp_path: Path) -> None:
    assert read_secret(private(tmp_path / "password", f"{CANARY}\n".encode())) == CANARY


def test_a_secret_comes_from_a_command_that_no_shell_sees() -> None:
    assert read_secret(command("import sys; print('token;', '$HOME')")) == "token; $HOME"


@ON_POSIX
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o602])
def test_a_file_that_others_can_read_is_refused_with_the_fix(tmp_path: Path, mode: int) -> None:
    place = private(tmp_path / "password", CANARY.encode())
    (tmp_path / "password").chmod(mode)
    with pytest.raises(SendingStopped, match="others can read") as caught:
        read_secret(place)
    assert f"chmod 600 {tmp_path / 'password'}" in str(caught.value)


@pytest.mark.parametrize(
    ("place", "what"),
    [
        (Credential("env", ("NOT_SET_ANYWHERE",)), "variable NOT_SET_ANYWHERE: the variable is not set"),
        (Credential("file", ("/nowhere/password",)), "file /nowhere/password: the secret cannot be read: No such file"),
        (Credential("command", ("/nowhere/token",)), "command /nowhere/token: the command cannot be run: No such file"),
        (command("print()"), "the secret is empty"),
        (command("print('a'); print('b')"), "the secret has more than one line"),
        (command(f"import sys; print({CANARY!r}); print({CANARY!r}, file=sys.stderr); sys.exit(3)"), "ended with 3"),
        (command("import sys; sys.stdout.buffer.write(b'\\xff')"), "the secret is not UTF-8"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_secret_is_refused_without_a_word_of_it(
    place: Credential, what: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SendingStopped) as caught:
        read_secret(place)
    assert what in str(caught.value)
    assert CANARY not in str(caught.value) + "".join(capfd.readouterr())
    assert caught.value.findings[0].fix


def test_a_command_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_TIMEOUT", 0.3)
    with pytest.raises(SendingStopped, match=r"did not end within 0\.3 s") as caught:
        read_secret(command(f"import time; print({CANARY!r}, flush=True); time.sleep(60)"))
    assert CANARY not in repr(caught.value.__context__)


def test_the_arguments_of_a_command_are_not_shown() -> None:
    assert describe(Credential("command", ("vault", "--key", CANARY))) == "command vault"
