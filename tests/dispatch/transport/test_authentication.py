"""Logins with a password or a token, and that neither is in anything that can be read afterwards."""

from __future__ import annotations

import base64
import logging
import smtplib
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.dispatch.exceptions import SendingStopped
from briefing.dispatch.models import Credential
from briefing.dispatch.transport import credentials as room
from briefing.dispatch.transport.smtp import SmtpTransport
from tests.dispatch.servers.faulty import DROP, FaultyServer, faulty
from tests.dispatch.transport.letters import MESSAGE, Marked, envelope, sent

CANARY = "canary-pässword-7f3a"
SECRET = Credential("env", ("MAIL_SECRET",))


@pytest.fixture(autouse=True)
def _canary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_SECRET", CANARY)


def tokens(folder: Path, *printed: str) -> Credential:
    """A command that prints one token after the other, and the last one ever after."""
    (folder / "tokens").write_text("\n".join(printed), encoding="utf-8")
    (folder / "token.py").write_text(
        "import pathlib\n"
        "folder = pathlib.Path(__file__).parent\n"
        "tokens = (folder / 'tokens').read_text(encoding='utf-8').split()\n"
        "count = len((folder / 'count').read_text()) if (folder / 'count').exists() else 0\n"
        "(folder / 'count').write_text('x' * (count + 1))\n"
        "print(tokens[min(count, len(tokens) - 1)])\n"
    )
    return Credential("command", (sys.executable, "-X", "utf8", str(folder / "token.py")))


@pytest.mark.parametrize("without", [(), ("PLAIN",)])
def test_a_password_logs_in_by_plain_or_login(tmp_path: Path, without: tuple[str, ...]) -> None:
    with faulty(tls="starttls", folder=tmp_path, logins={"ada": CANARY}, without=without) as server:
        smtp = server.smtp(security="starttls", user="ada", secret=SECRET)
        assert [reply.state for reply in sent(smtp, envelope(), envelope())] == ["ACCEPTED"] * 2
        assert len(server.said("AUTH")) == 1


@pytest.mark.parametrize("length", [20, 2000])
def test_a_token_logs_in_however_long_it_is(tmp_path: Path, length: int) -> None:
    token = "t" * length
    with faulty(tls="starttls", folder=tmp_path, tokens=[token]) as server:
        smtp = server.smtp(security="starttls", user="ada", secret=tokens(tmp_path, token), token=True)
        assert sent(smtp, envelope())[0].state == "ACCEPTED"
        assert all(len(command) < 512 for command in server.commands)


@pytest.mark.parametrize("without", [(), ("PLAIN",)])
def test_a_wrong_password_stops_after_one_try(tmp_path: Path, without: tuple[str, ...]) -> None:
    with faulty(tls="starttls", folder=tmp_path, logins={"ada": "another"}, without=without) as server:
        smtp = server.smtp(security="starttls", user="ada", secret=SECRET)
        with pytest.raises(SendingStopped, match="refuses the login: 535") as caught:
            sent(smtp, envelope(), envelope())
        assert len(server.said("AUTH")) == 1
        assert server.connections == 1
        assert caught.value.wait == 0
        assert leaks(caught.value, smtp) == []


def test_a_token_that_has_expired_is_asked_for_once_more(tmp_path: Path) -> None:
    with faulty(tls="starttls", folder=tmp_path, tokens=["fresh"]) as server:
        secret = tokens(tmp_path, "expired", "fresh")
        smtp = server.smtp(security="starttls", user="ada", secret=secret, token=True)
        assert sent(smtp, envelope())[0].state == "ACCEPTED"
        assert server.said("ANSWER") == ["answer b''"]  # what the challenge after an error wants
        assert (tmp_path / "count").read_text() == "xx"


def test_a_token_that_is_refused_twice_stops(tmp_path: Path) -> None:
    with faulty(tls="starttls", folder=tmp_path, tokens=["fresh"]) as server:
        smtp = server.smtp(security="starttls", user="ada", secret=tokens(tmp_path, CANARY), token=True)
        with pytest.raises(SendingStopped, match="refuses the login: 535") as caught:
            sent(smtp, envelope())
        assert len(server.said("AUTH")) == 2
        assert caught.value.wait == 0
        assert leaks(caught.value, smtp) == []


def test_a_server_that_wants_a_login_and_gets_none_stops(tmp_path: Path) -> None:
    with (
        faulty(tls="starttls", folder=tmp_path, logins={"ada": "right"}) as server,
        pytest.raises(SendingStopped, match="Authentication required"),
    ):
        sent(server.smtp(security="starttls"), envelope())


def test_a_server_without_the_expected_login_says_what_it_offers(tmp_path: Path) -> None:
    with faulty(tls="starttls", folder=tmp_path, logins={"ada": "right"}, without=("XOAUTH2",)) as server:
        smtp = server.smtp(security="starttls", user="ada", secret=SECRET, token=True)
        with pytest.raises(SendingStopped, match="XOAUTH2: it offers LOGIN PLAIN"):
            sent(smtp, envelope())
        assert server.said("AUTH") == []


# Case 43


def said(secret: str) -> list[str]:
    """A secret → the forms in which it goes over the wire."""
    clear = (secret, f"\0ada\0{secret}", f"user=ada\1auth=Bearer {secret}\1\1")
    return [secret, *(base64.b64encode(form.encode()).decode() for form in clear)]


def leaks(error: BaseException, *objects: object) -> list[str]:
    """An exception and objects → where the canary stands: texts, what caused it, and variables that a debugger shows.

    The frames of the tests and of the test server hold it by right.
    """
    texts = {f"repr of {type(thing).__name__}": repr(thing) + repr(getattr(thing, "__dict__", "")) for thing in objects}
    texts["traceback"] = "".join(traceback.format_exception(error))
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop()
        if one is None:
            continue
        waiting += [one.__cause__, one.__context__]
        texts[f"{type(one).__name__}"] = f"{one!r}{one.args!r}{vars(one)!r}"
        for frame, line in traceback.walk_tb(one.__traceback__):
            if "/tests/" not in frame.f_code.co_filename.replace("\\", "/"):
                texts[f"{frame.f_code.co_qualname}:{line}"] = repr(frame.f_locals)
    return [place for place, text in texts.items() if any(form in text for form in said(CANARY))]


@pytest.fixture
def logged() -> Iterator[list[logging.LogRecord]]:
    """Whatever any logger says; the test server's own are not ours."""
    records: list[logging.LogRecord] = []
    handler = logging.Handler(logging.NOTSET)
    handler.emit = records.append  # type: ignore[method-assign, assignment]
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.NOTSET)
    yield records
    root.removeHandler(handler)
    root.setLevel(level)


def in_logs(records: list[logging.LogRecord]) -> list[str]:
    ours = [record for record in records if record.name not in ("mail.log", "asyncio")]
    texts = [f"{record.getMessage()}{vars(record)!r}" for record in ours]
    return [text for text in texts if any(form in text for form in said(CANARY))]


@pytest.mark.parametrize("token", [True, False])
@pytest.mark.parametrize(
    "what",
    [
        "535 5.7.8 wrong",
        "535 5.7.8 cannot use {}",
        "454 4.7.0 not now: {}",
        "500 5.5.2 not understood: AUTH {}",
        "421 4.7.0 too many logins",
        DROP,
    ],
)
def test_no_failure_of_a_login_tells_the_secret(
    tmp_path: Path, what: str, token: bool, logged: list[logging.LogRecord], capfd: pytest.CaptureFixture[str]
) -> None:
    with faulty(tls="starttls", folder=tmp_path, logins={"ada": "another"}, tokens=["another"]) as server:
        server.fault("AUTH", what, times=99)
        smtp = server.smtp(security="starttls", user="ada", secret=SECRET, token=token)
        transport = SmtpTransport(smtp)
        with transport.session() as session, pytest.raises(SendingStopped) as caught:
            session.send(envelope(), MESSAGE, Marked())
        assert leaks(caught.value, smtp, transport, session, *vars(session).values()) == []
        assert any(CANARY in command or said(CANARY)[2 + token] in command for command in server.commands)
    assert in_logs(logged) == []
    assert CANARY not in "".join(capfd.readouterr())


@pytest.mark.parametrize(
    "code",
    [
        f"print({CANARY!r}); raise SystemExit(1)",
        f"print({CANARY!r}); print({CANARY!r})",
        f"import sys; sys.stdout.buffer.write({CANARY!r}.encode() + bytes([255]))",
        f"import time; print({CANARY!r}, flush=True); time.sleep(60)",
    ],
)
def test_no_failure_of_the_command_tells_the_secret(
    tmp_path: Path, code: str, monkeypatch: pytest.MonkeyPatch, logged: list[logging.LogRecord]
) -> None:
    monkeypatch.setattr(room, "_TIMEOUT", 0.5)
    script = tmp_path / "token.py"
    script.write_text(code, encoding="utf-8")
    with faulty(tls="starttls", folder=tmp_path, tokens=["another"]) as server:
        secret = Credential("command", (sys.executable, "-X", "utf8", str(script)))
        smtp = server.smtp(security="starttls", user="ada", secret=secret, token=True)
        with pytest.raises(SendingStopped) as caught:
            sent(smtp, envelope())
    assert leaks(caught.value, smtp) == []
    assert in_logs(logged) == []


def test_a_message_that_was_sent_leaves_no_secret_behind(tmp_path: Path, logged: list[logging.LogRecord]) -> None:
    with faulty(tls="starttls", folder=tmp_path, logins={"ada": CANARY}) as server:
        transport = SmtpTransport(server.smtp(security="starttls", user="ada", secret=SECRET))
        with transport.session() as session:
            reply = session.send(envelope(), MESSAGE, Marked())
            line = session._line
            assert line is not None
            everything = [repr(vars(thing)) for thing in (transport, session, line)]
    assert reply.state == "ACCEPTED"
    assert not any(form in text for form in said(CANARY) for text in [*everything, repr(reply)])
    assert in_logs(logged) == []


def test_the_search_finds_a_secret_that_leaks(tmp_path: Path, logged: list[logging.LogRecord]) -> None:
    """The control: smtplib's own login leaves it in variables and attributes, and a careless line in the log."""
    with faulty(tls="starttls", folder=tmp_path, logins={"ada": "another"}) as server:
        line = _open(server)
        with pytest.raises((smtplib.SMTPException, UnicodeError)) as caught:
            line.login("ada", CANARY)
        logging.getLogger("careless").info("login with %s failed", CANARY)
        line.close()
    assert len(leaks(caught.value, line)) >= 2
    assert len(in_logs(logged)) == 1


def _open(server: FaultyServer) -> smtplib.SMTP:
    line = smtplib.SMTP("localhost", server.port, timeout=5)
    line.starttls()
    line.ehlo()
    return line
