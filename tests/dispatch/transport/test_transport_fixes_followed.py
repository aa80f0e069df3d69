"""What a message about a mail server, a secret or the outbox proposes lets the message leave when it is followed."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from briefing.dispatch.exceptions import SendingStopped
from briefing.dispatch.models import Credential, Security, Smtp
from briefing.dispatch.transport.credentials import read_secret
from briefing.dispatch.transport.outbox import OutboxFolder
from briefing.errors import Finding
from tests.dispatch.servers.faulty import FaultyServer, faulty
from tests.dispatch.servers.ports import free_ports
from tests.dispatch.transport.letters import MESSAGE, Marked, envelope, sent
from tests.following import followed

SECRET = Credential("env", ("MAIL_PASSWORD",))
MAIL_SMTP = "in [mail.smtp]"


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", "right")


def stop(smtp: Smtp) -> Finding:
    """Why nothing could leave."""
    with pytest.raises(SendingStopped) as caught:
        sent(smtp, envelope())
    (finding,) = caught.value.findings
    return finding


def setting(line: str) -> tuple[str, Any]:
    """`security = "tls"` as a message gives it → key and value, as TOML reads them."""
    ((key, value),) = tomllib.loads(line).items()
    return key, value


def accepted(smtp: Smtp) -> bool:
    return [reply.state for reply in sent(smtp, envelope())] == ["ACCEPTED"]


# The server


def test_a_server_is_reached_at_the_port_that_is_its_own() -> None:
    with faulty() as server:
        (free,) = free_ports(1)
        finding = stop(replace(server.smtp(), port=free))
        assert finding.where == f"localhost:{free}"
        (key,) = followed(f"check host and <> {MAIL_SMTP}; it is tried again later", finding.fix, ("<0>",))
        assert accepted(replace(server.smtp(), **{key: server.port}))


def test_another_machine_gets_messages_with_the_security_that_is_proposed(tmp_path: Path) -> None:
    with faulty(tls="starttls", folder=tmp_path) as server:
        finding = stop(server.smtp(security="none", host="mail.example.test"))
        (line,) = followed(f"write <> {MAIL_SMTP}", finding.fix, ("<0>",))
        key, value = setting(line)
        assert accepted(replace(server.smtp(), **{key: value}))


@pytest.mark.parametrize("asked", ["tls", "starttls"])
def test_tls_begins_in_the_way_that_is_proposed(asked: Security, tmp_path: Path) -> None:
    offered: Security = "starttls" if asked == "tls" else "tls"
    with faulty(tls=offered, folder=tmp_path) as server:
        smtp = server.smtp(security=asked, timeout=0.5)
        pattern = "on a port that begins with TLS, as 465, write <> in [mail.smtp]; else …"
        pattern = pattern if asked == "starttls" else f"write <> {MAIL_SMTP}, or check the port"
        (line,) = followed(pattern, stop(smtp).fix, ("<0>",))
        key, value = setting(line)
        assert accepted(replace(smtp, **{key: value}))


def test_a_server_without_starttls_is_left_for_the_port_that_offers_it(tmp_path: Path) -> None:
    with faulty() as plain, faulty(tls="tls", folder=tmp_path) as encrypted:
        finding = stop(plain.smtp(security="starttls"))
        pattern = "set the <> that offers it, often 587, or write <>, often with port 465"
        key, line = followed(pattern, finding.fix, ("<0>", "<1>"))
        security, value = setting(line)
        assert accepted(replace(encrypted.smtp(security="starttls"), **{key: encrypted.port, security: value}))


def test_an_authority_is_trusted_once_its_certificate_is_named(tmp_path: Path) -> None:
    with faulty(tls="starttls", folder=tmp_path) as server:
        smtp = server.smtp(security="starttls")
        finding = stop(replace(smtp, ca=""))
        pattern = f"write as <>, {MAIL_SMTP}, the file with the certificate of its authority"
        (key,) = followed(pattern, finding.fix, ("<0>",))
        assert accepted(replace(smtp, **{key: server.ca}))


@pytest.mark.parametrize("content", ["", "no certificate"])
def test_a_file_of_authorities_is_one_in_pem_or_none(content: str, tmp_path: Path) -> None:
    with faulty(tls="starttls", folder=tmp_path) as server:
        wrong = tmp_path / "wrong.pem"
        if content:
            wrong.write_text(content)
        finding = stop(replace(server.smtp(security="starttls"), ca=str(wrong)))
        assert finding.where == str(wrong)
        pattern = f"write the path of a PEM file as <> {MAIL_SMTP}, or delete ca"
        (key,) = followed(pattern, finding.fix, ("<0>",))
        assert accepted(replace(server.smtp(security="starttls"), **{key: server.ca}))


def test_a_host_is_the_name_in_its_certificate(tmp_path: Path) -> None:
    with faulty(tls="starttls", certificate="another host", folder=tmp_path) as server:
        finding = stop(server.smtp(security="starttls"))
        assert finding.what == "the server's certificate is for another host than localhost"
        assert finding.fix == "write as host the name in the certificate"
    with faulty(tls="starttls", folder=tmp_path) as server:
        assert accepted(server.smtp(security="starttls"))


def test_a_renewed_certificate_is_accepted(tmp_path: Path) -> None:
    with faulty(tls="starttls", certificate="expired", folder=tmp_path) as server:
        assert stop(server.smtp(security="starttls")).fix.startswith("have it renewed")
    with faulty(tls="starttls", folder=tmp_path) as server:
        assert accepted(server.smtp(security="starttls"))


# The login


def test_a_login_succeeds_with_the_right_user(tmp_path: Path) -> None:
    with faulty(tls="starttls", folder=tmp_path, logins={"ada": "right"}) as server:
        smtp = server.smtp(security="starttls", user="bo", secret=SECRET)
        (key,) = followed("correct <> and secret of [mail.smtp]", stop(smtp).fix, ("<0>",))
        assert accepted(replace(smtp, **{key: "ada"}))


def test_a_server_that_lets_nobody_in_does_once_it_is_asked() -> None:
    with faulty() as server:
        server.fault("EHLO", "554 5.7.1 not you")
        assert stop(server.smtp()).fix == "ask the server's operator to let you in"
        assert accepted(server.smtp())


def test_a_sender_that_the_server_refuses_is_corrected() -> None:
    with faulty() as server:
        server.fault("MAIL", "550 5.7.1 not from here", about="briefing@example.test")
        (key,) = followed("correct <> in [mail], or user and secret in [mail.smtp]", stop(server.smtp()).fix, ("<0>",))
        assert key == "from"
        assert sent(server.smtp(), replace(envelope(), sender="desk@example.test"))[0].state == "ACCEPTED"


def test_without_a_login_there_are_no_user_and_no_secret(tmp_path: Path) -> None:
    lacks = ("PLAIN", "LOGIN", "XOAUTH2")
    with faulty(tls="starttls", folder=tmp_path, logins={"ada": "right"}, without=lacks) as server:
        finding = stop(server.smtp(security="starttls", user="ada", secret=SECRET))
    keys = followed(f"delete the <> and the <> {MAIL_SMTP}, or set another port", finding.fix, ("<0>", "<1>"))
    assert keys == ["user", "secret"]
    with faulty(tls="starttls", folder=tmp_path) as server:
        assert accepted(replace(server.smtp(security="starttls"), user="", secret=None))


@pytest.mark.parametrize("token", [True, False])
def test_a_login_has_the_kind_of_secret_that_the_server_takes(token: bool, tmp_path: Path) -> None:
    lacks = ("XOAUTH2",) if token else ("PLAIN", "LOGIN")
    command = Credential("command", (sys.executable, "-c", "print('fresh')"))
    with faulty(tls="starttls", folder=tmp_path, logins={"ada": "right"}, tokens=["fresh"], without=lacks) as server:
        own, other = (command, SECRET) if token else (SECRET, command)
        smtp = server.smtp(security="starttls", user="ada", secret=own, token=token)
        fix = "write <> in place of token_command" if token else "write <>, for a token"
        (key,) = followed(fix, stop(smtp).fix, ("<0>",))
        assert key == ("password_env" if token else "token_command")
        assert accepted(replace(smtp, secret=other, token=not token))


def test_a_message_that_the_server_finds_too_large_is_limited_as_proposed() -> None:
    with faulty(size=len(MESSAGE) - 1) as server:
        (reply,) = sent(server.smtp(), envelope())
        (line,) = followed("not sent: …; write <> in [mail], so that the next edition is smaller", reply.text, ("<0>",))
        key, most = setting(line)
        assert (key, most) == ("largest", len(MESSAGE) - 1)
        assert sent(server.smtp(), envelope(), message=MESSAGE.replace(b"..dots\r\n", b""))[0].state == "ACCEPTED"


def test_an_address_beyond_ascii_is_replaced_or_goes_to_a_server_that_takes_it() -> None:
    with faulty(utf8=False) as server:
        (reply,) = sent(server.smtp(), envelope("zoë@example.test"))
        fix = "not sent: …; ask for an address in <>, or set a server that offers it"
        (encoding,) = followed(fix, reply.text, ("<0>",))
        assert "zoe@example.test".encode(encoding)
        assert sent(server.smtp(), envelope("zoe@example.test"))[0].state == "ACCEPTED"
    with faulty(utf8=True) as server:
        assert sent(server.smtp(), envelope("zoë@example.test"))[0].state == "ACCEPTED"


# Secrets


def secret(*place: str, kind: str = "command") -> Credential:
    return Credential(kind, place)  # type: ignore[arg-type]


def refused(place: Credential) -> str:
    """The fix for a secret that cannot be read."""
    with pytest.raises(SendingStopped) as caught:
        read_secret(place)
    return caught.value.findings[0].fix


def test_a_variable_is_set_as_a_message_writes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    place = secret("MAIL_SECRET", kind="env")
    (name,) = followed("set it where briefing runs, as export <>=…", refused(place), ("<0>",))
    monkeypatch.setenv(name, "right")
    assert read_secret(place) == "right"


@pytest.mark.parametrize("wrong", ["", "right\nwrong"])
def test_a_secret_is_one_line(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_SECRET", wrong)
    place = secret("MAIL_SECRET", kind="env")
    assert refused(place) == "give the password or the token alone, on one line"
    monkeypatch.setenv("MAIL_SECRET", "right")
    assert read_secret(place) == "right"


def test_a_file_of_a_secret_is_written_and_closed_to_others_as_proposed(tmp_path: Path) -> None:
    path = tmp_path / "password"
    place = secret(str(path), kind="file")
    assert refused(place) == "write the secret into it, or correct password_file in [mail.smtp]"
    path.write_text("right")
    path.chmod(0o644)
    mode, name = followed("chmod <> <>", refused(place), ("<0>", "<1>"))
    Path(name).chmod(int(mode, 8))
    assert read_secret(place) == "right"
    path.write_bytes(b"\xff")
    (encoding,) = followed("save it as <>", refused(place), ("<0>",))
    path.write_text("rëcht", encoding=encoding)
    assert read_secret(place) == "rëcht"


@pytest.mark.parametrize("command", [("/nowhere/token",), (sys.executable, "-c", "raise SystemExit(3)")])
def test_a_command_prints_the_secret_alone(command: tuple[str, ...]) -> None:
    assert refused(secret(*command)) == "run it by hand; it must print the secret alone"
    assert read_secret(secret(sys.executable, "-c", f"print({json.dumps('right')})")) == "right"


# The outbox


def test_messages_are_written_to_another_folder_than_a_file(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("")
    with OutboxFolder(tmp_path / "outbox").session() as session, pytest.raises(SendingStopped) as caught:
        session.send(envelope(), MESSAGE, Marked())
    pattern = "allow writing there, or choose another place with <> in [ledger]"
    assert followed(pattern, caught.value.findings[0].fix, ("<0>",)) == ["folder"]
    with OutboxFolder(tmp_path / "other" / "outbox").session() as session:
        assert session.send(envelope(), MESSAGE, Marked()).state == "ACCEPTED"


def test_a_right_server_is_not_refused() -> None:
    with faulty() as server:
        assert isinstance(server, FaultyServer)
        assert accepted(server.smtp())
