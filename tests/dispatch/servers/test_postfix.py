"""Without Postfix a test that needs it skips on a user's machine, and fails in CI."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.dispatch.servers import postfix
from tests.dispatch.servers.postfix import MailServer


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(postfix, "DOVECOT", str(tmp_path / "dovecot"))


@pytest.mark.usefixtures("missing")
def test_a_server_that_is_not_installed_is_skipped_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="dovecot not installed"), postfix.running():
        pass


@pytest.mark.usefixtures("missing")
def test_a_server_that_is_not_installed_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match="and CI must send through a mail server"), postfix.running():
        pass


def test_a_server_that_was_stopped_leaves_no_process_and_no_file(mail_server: MailServer) -> None:
    assert mail_server.root.exists()  # another one runs on other ports at the same time
    with postfix.running() as server:
        assert server.port != mail_server.port
        assert str(server.root) in _processes()
    assert str(server.root) not in _processes()
    assert not server.root.exists()


def _processes() -> str:
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    return listed.stdout
