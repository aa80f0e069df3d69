"""Send messages to a mail server, one after the other over one connection, each with its own envelope.

What comes before DATA may be repeated. After the end of a message nothing is: without a whole reply its state is
UNKNOWN (RFC 1047). In between, the receiver does not have the message yet, and a broken connection cancels the
transaction (RFC 5321 4.1.1.10), so the state is DEFERRED.
"""

from __future__ import annotations

import re
import smtplib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgspec.structs import replace

from briefing.dispatch.exceptions import SendingStopped
from briefing.dispatch.models import Envelope, HandoverMarks, HandoverState, Reply, Smtp
from briefing.dispatch.transport import smtp_replies
from briefing.dispatch.transport.connection import close, connect, server_name
from briefing.dispatch.transport.rate_limiter import RateLimiter
from briefing.dispatch.transport.smtp_replies import Stage, Step, Verdict

_ATTEMPTS = 3  # of what comes before DATA
_CHUNK = 256 * 1024  # bytes; the time limit holds for each
# RFC 5321 4.5.3.2.6 asks for ten minutes after the end, since giving up too early is what makes duplicates; others may
# be shorter. With the usual 60 s this is just that.
_END_TIMEOUT_FACTOR = 10
_UNSAFE = re.compile(r"[\x00-\x20\x7f<>]")
_STATES: dict[Step, HandoverState] = {
    "go on": "ACCEPTED",
    "later": "DEFERRED",
    "refuse": "REFUSED",
    "stop": "REFUSED",
    "unknown": "UNKNOWN",
}
_LOST = Verdict("later", smtp_replies.SOON, closing=True)


class SmtpTransport:
    """A mail server; tests replace `sleep` and `clock`."""

    def __init__(
        self, smtp: Smtp, sleep: Callable[[float], None] = time.sleep, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._smtp = smtp
        self._sleep, self._clock = sleep, clock

    @contextmanager
    def session(self) -> Iterator[SmtpSession]:
        """Yield a session that connects with its first message."""
        session = SmtpSession(self._smtp, RateLimiter(self._smtp.per_minute, self._sleep, self._clock))
        try:
            yield session
        finally:
            session.close()


class SmtpSession:
    """One connection at a time; it reconnects where no part of a message can have been accepted."""

    def __init__(self, smtp: Smtp, pace: RateLimiter) -> None:
        self._smtp, self._pace = smtp, pace
        self._line: smtplib.SMTP | None = None
        self._begun = False  # a transaction that RSET has to clear

    def close(self) -> None:
        """Close the connection with QUIT."""
        line, self._line = self._line, None
        if line is not None:
            close(line)

    def send(self, envelope: Envelope, message: bytes, marks: HandoverMarks) -> Reply:
        """Send a message, whose lines end with CRLF; raise SendingStopped if none can leave."""
        if why := _invalid(envelope, message):
            return Reply(state="REFUSED", text=why)
        try:
            return self._send(envelope, message, marks)
        except BaseException:
            self._drop()
            raise

    def _send(self, envelope: Envelope, message: bytes, marks: HandoverMarks) -> Reply:
        for _ in range(_ATTEMPTS):
            self._pace.wait()
            outcome = self._begin(envelope, message)
            if isinstance(outcome, str):
                reply = self._transmit(_dot_stuffed(message), marks)
                return replace(reply, text=f"{reply.text}; {outcome}") if outcome else reply
            reply, verdict = outcome
            if verdict.slow:
                self._pace.slow_down()
            if not (verdict.slow or verdict.closing):
                break
        return reply

    def _drop(self) -> None:
        """Close without QUIT: a server that waits for the rest of a message must not take it as complete."""
        line, self._line = self._line, None
        self._begun = False
        if line is not None:
            line.close()

    def _begin(self, envelope: Envelope, message: bytes) -> str | tuple[Reply, Verdict]:
        """Send the envelope; return a remark on the audit copy if DATA may follow, else the refusal."""
        line = self._line or connect(self._smtp)
        self._line = line
        if why := _unsupported(line, envelope, message):
            return Reply(state="REFUSED", text=why), Verdict("refuse")
        try:
            _set_timeout(line, self._smtp.timeout)
            if self._begun:
                line.rset()
            self._begun = True
            commands: dict[Stage, str] = {
                "sender": f"MAIL FROM:<{envelope.sender}>{_mail_parameters(line, envelope, message)}",
                "recipient": f"RCPT TO:<{envelope.recipient}>",
            }
            for stage, command in commands.items():
                code, text = _command(line, command)
                verdict = smtp_replies.classify(stage, code, text)
                if verdict.step != "go on":
                    return self._refusal(verdict, code, text)
            if not envelope.audit or envelope.audit == envelope.recipient:
                return ""
            code, text = _command(line, f"RCPT TO:<{envelope.audit}>")
            verdict = smtp_replies.classify("recipient", code, text)
            if verdict.closing and verdict.step == "later":
                return self._refusal(verdict, code, text)
            return "" if verdict.step == "go on" else f"the audit copy was refused: {code} {text}"
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return _lost("the connection was lost before the message", error), _LOST

    def _refusal(self, verdict: Verdict, code: int, text: str) -> tuple[Reply, Verdict]:
        if verdict.closing:
            self._drop()
        if verdict.step == "stop":
            raise SendingStopped(
                f"the server takes no message from here: {code} {text}",
                server_name(self._smtp),
                "correct from in [mail], or user and secret in [mail.smtp]",
            )
        return _reply(verdict, code, text), verdict

    def _transmit(self, body: memoryview, marks: HandoverMarks) -> Reply:
        """Send DATA, the message and its end, each after its mark; return the server's reply."""
        line = self._line
        assert line is not None
        marks.data()
        try:
            code, text = _command(line, "DATA")
            verdict = smtp_replies.classify("data", code, text)
            if verdict.step != "go on":
                return self._conclude(verdict, code, text)
            for start in range(0, len(body), _CHUNK):
                line.send(body[start : start + _CHUNK])
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return _lost("the connection was lost before the message's end", error)
        marks.dot()
        try:
            _set_timeout(line, _END_TIMEOUT_FACTOR * self._smtp.timeout)
            line.send(b".\r\n")
            code, text = _read_reply(line)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return Reply(state="UNKNOWN", text=f"no reply to the message's end: {_words(error)}")
        self._begun = False
        return self._conclude(smtp_replies.classify("end", code, text), code, text)

    def _conclude(self, verdict: Verdict, code: int, text: str) -> Reply:
        if verdict.closing:
            self._drop()
        if verdict.slow:
            self._pace.slow_down()
        return _reply(verdict, code, text)


def _reply(verdict: Verdict, code: int, text: str) -> Reply:
    return Reply(state=_STATES[verdict.step], text=f"{code} {text}".rstrip(), code=code, wait=verdict.wait)


def _lost(what: str, error: Exception) -> Reply:
    return Reply(state="DEFERRED", text=f"{what}: {_words(error)}", wait=smtp_replies.SOON)


def _words(error: Exception) -> str:
    return str(error).removeprefix("Connection unexpectedly closed: ") or type(error).__name__


def _set_timeout(line: smtplib.SMTP, seconds: float) -> None:
    assert line.sock is not None
    line.sock.settimeout(seconds)


def _command(line: smtplib.SMTP, command: str) -> tuple[int, str]:
    line.send(f"{command}\r\n".encode())
    return _read_reply(line)


def _read_reply(line: smtplib.SMTP) -> tuple[int, str]:
    code, text = line.getreply()
    return code, smtp_replies.reply_text(text)


def _dot_stuffed(message: bytes) -> memoryview:
    """Return the message's bytes on the wire: a dot at the beginning of a line is doubled, RFC 5321 4.5.2."""
    body = message.replace(b"\r\n.", b"\r\n..")
    if body.startswith(b"."):
        body = b"." + body
    return memoryview(body)


def _invalid(envelope: Envelope, message: bytes) -> str:
    """Return why no server may get this message; empty if any may."""
    for address in filter(None, (envelope.sender, envelope.recipient, envelope.audit)):
        if _UNSAFE.search(address):
            return f"not sent: the address {address!r} contains a character that no address may contain"
    if not message.endswith(b"\r\n") or not message.count(b"\r") == message.count(b"\n") == message.count(b"\r\n"):
        return "not sent: each line of a message must end with CR LF, RFC 5321 2.3.8"
    return ""


def _international(envelope: Envelope) -> bool:
    return envelope.utf8 or not f"{envelope.sender}{envelope.recipient}{envelope.audit}".isascii()


def _unsupported(line: smtplib.SMTP, envelope: Envelope, message: bytes) -> str:
    """Return what the message needs and this server does not offer; empty if it offers everything."""
    if _international(envelope) and not line.has_extn("smtputf8"):
        what = "not sent: the address has characters outside ASCII, and the server does not offer SMTPUTF8, RFC 6531"
        return f"{what}; ask for an address in ASCII, or set a server that offers it"
    if not message.isascii() and not line.has_extn("8bitmime"):
        return "not sent: the message has characters outside ASCII, and the server does not offer 8BITMIME, RFC 6152"
    most = line.esmtp_features.get("size", "")
    if most.isdecimal() and 0 < int(most) < len(message):  # 0: no fixed limit, RFC 1870 4
        fix = f"write largest = {int(most)} in [mail], so that the next edition is smaller"
        return f"not sent: the message has {len(message):,} bytes, the server takes {int(most):,}; {fix}"
    return ""


def _mail_parameters(line: smtplib.SMTP, envelope: Envelope, message: bytes) -> str:
    """Return the parameters of MAIL: RFC 1870, RFC 6152, RFC 6531."""
    size = f" SIZE={len(message)}" if line.has_extn("size") else ""
    body = "" if message.isascii() else " BODY=8BITMIME"
    return f"{size}{body}{' SMTPUTF8' if _international(envelope) else ''}"
