"""Encryption is required, and the certificate verified, before anything secret is said: case 11."""

from __future__ import annotations

import os
import smtplib
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.dispatch.exceptions import SendingStopped
from briefing.dispatch.models import Credential, Security
from briefing.dispatch.transport.connection import is_loopback
from tests.dispatch.servers.faulty import Certificate, FaultyServer, faulty
from tests.dispatch.transport.letters import MESSAGE, envelope, sent

SECRET = Credential("env", ("MAIL_PASSWORD",))


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", "right")


def stopped(server: FaultyServer, security: Security) -> SendingStopped:
    """→ why nothing was sent; and nothing secret was said on the way."""
    with pytest.raises(SendingStopped) as caught:
        sent(server.smtp(security=security, user="ada", secret=SECRET), envelope())
    assert server.said("AUTH") == []
    assert server.accepted == []
    assert caught.value.wait == 0
    assert caught.value.findings[0].fix
    return caught.value


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_trusted_certificate_is_all_that_is_needed(tmp_path: Path, security: Security) -> None:
    with faulty(tls=security, folder=tmp_path, logins={"ada": "right"}) as server:
        (reply,) = sent(server.smtp(security=security, user="ada", secret=SECRET), envelope())
        assert reply.state == "ACCEPTED"
        assert server.accepted[0].content == MESSAGE


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize(
    ("certificate", "words"),
    [
        ("untrusted", "certificate is not trusted"),
        ("another host", "certificate is for another host than localhost"),
        ("expired", "certificate has expired"),
    ],
)
def test_each_wrong_certificate_is_refused_in_its_own_words(
    tmp_path: Path, security: Security, certificate: Certificate, words: str
) -> None:
    with faulty(tls=security, certificate=certificate, folder=tmp_path, logins={"ada": "right"}) as server:
        assert words in str(stopped(server, security))


def test_smtplib_alone_takes_an_untrusted_certificate(tmp_path: Path) -> None:
    """The control: the server of the test before is one that a careless client does send to."""
    with faulty(tls="starttls", certificate="untrusted", folder=tmp_path) as server:
        with smtplib.SMTP("localhost", server.port, timeout=5) as line:
            line.starttls()
            line.sendmail("a@example.test", "b@example.test", MESSAGE)
        assert len(server.accepted) == 1


def test_a_server_without_starttls_is_reported_nothing() -> None:
    with faulty(logins={"ada": "right"}) as server:
        assert "does not offer STARTTLS" in str(stopped(server, "starttls"))
        assert server.said("MAIL") == []


def test_tls_to_a_server_that_speaks_in_clear_says_what_to_check() -> None:
    with faulty() as server:
        assert 'write security = "starttls" in [mail.smtp], or check the port' in str(stopped(server, "tls"))


def test_no_encryption_is_for_this_machine_only() -> None:
    with faulty() as server:
        smtp = server.smtp(security="none", host="mail.example.test")
        with pytest.raises(SendingStopped, match="for this machine only"):
            sent(smtp, envelope())
        assert server.connections == 0
        assert sent(server.smtp(security="none"), envelope())[0].state == "ACCEPTED"


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "127.8.9.1", "::1"])
def test_this_machine_is_known(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["localhost.example.test", "127.0.0.1.example.test", "10.0.0.1", "0.0.0.0", ""])
def test_another_machine_is_known(host: str) -> None:
    assert not is_loopback(host)


def test_a_file_of_certificates_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("")
    with faulty() as server:
        for name, words in (("missing.pem", "No such file"), ("empty.pem", "no certificate in PEM")):
            smtp = replace(server.smtp(), ca=str(tmp_path / name))
            with pytest.raises(SendingStopped, match=words) as caught:
                sent(smtp, envelope())
            assert os.fspath(tmp_path / name) in str(caught.value)
