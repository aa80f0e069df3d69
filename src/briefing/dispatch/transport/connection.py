"""Connect to the mail server: encrypted, certificate verified, logged in.

Transient failures (refused, 421, a timeout) are retried with backoff and jitter for a short while. That is safe, as
nothing of a message has been sent by then. Everything else needs an operator.
"""

from __future__ import annotations

import ipaddress
import smtplib
import socket
import ssl
from contextlib import suppress

import stamina

from briefing.dispatch.exceptions import SendingStopped
from briefing.dispatch.models import Smtp
from briefing.dispatch.transport import smtp_replies
from briefing.dispatch.transport.authentication import authenticate

_ATTEMPTS = 4
_RETRY_SECONDS = 30.0  # seconds after which no further try starts
_NEXT_TRY_SECONDS = 300.0  # seconds until a sender comes back
_WRONG_HOST = (62, 64)  # X509_V_ERR_HOSTNAME_MISMATCH and X509_V_ERR_IP_ADDRESS_MISMATCH of OpenSSL
_NOT_YET, _EXPIRED = 9, 10


class _TransientFailure(Exception):
    """The connection failed for a reason that may be gone at the next attempt."""


def connect(smtp: Smtp) -> smtplib.SMTP:
    """Return a connection ready for MAIL; raise SendingStopped, with a wait if the reason may pass."""
    context = _context(smtp)
    refused: list[str] = []
    try:
        for attempt in stamina.retry_context(
            on=_TransientFailure,
            attempts=_ATTEMPTS,
            timeout=_RETRY_SECONDS,
            wait_initial=0.5,
            wait_max=5.0,
            wait_jitter=1.0,
        ):
            with attempt:
                return _open(smtp, context, refused)
    except _TransientFailure as error:
        problem = str(error)
    fix = "check host and port in [mail.smtp]; it is tried again later"
    if smtp.security == "starttls" and "timed out" in problem:
        # a server that waits for TLS says nothing
        fix = f'on a port that begins with TLS, as 465, write security = "tls" in [mail.smtp]; else {fix}'
    raise SendingStopped(problem, server_name(smtp), fix, wait=_NEXT_TRY_SECONDS)


def server_name(smtp: Smtp) -> str:
    """Return the server's name for messages."""
    return f"{smtp.host}:{smtp.port}"


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine, where messages cross no network, RFC 6761 section 6.3."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _context(smtp: Smtp) -> ssl.SSLContext:
    """Return a context that trusts the system's authorities and those of `ca`, and checks the host's name."""
    if smtp.security == "none" and not is_loopback(smtp.host):
        raise SendingStopped(
            "security none is for this machine only",
            server_name(smtp),
            'write security = "starttls" in [mail.smtp]',
            local=True,
        )
    context = ssl.create_default_context()
    if smtp.ca:
        try:
            context.load_verify_locations(cafile=smtp.ca)
        except OSError as error:  # ssl.SSLError is one
            reason = "no certificate in PEM" if isinstance(error, ssl.SSLError) else error.strerror
            what = f"the certificates cannot be read: {reason}"
            raise SendingStopped(
                what, smtp.ca, "write the path of a PEM file as ca in [mail.smtp], or delete ca", local=True
            ) from None
    return context


def _open(smtp: Smtp, context: ssl.SSLContext, refused: list[str]) -> smtplib.SMTP:
    line = _open_socket(smtp, context)
    try:
        _negotiate(line, smtp, context)
        if smtp.secret is not None:
            _log_in(line, smtp, refused)
    except BaseException:
        line.close()
        raise
    return line


def _open_socket(smtp: Smtp, context: ssl.SSLContext) -> smtplib.SMTP:
    # The name is set below, once the address is known; without one smtplib asks the name service for this host's.
    name = "[127.0.0.1]"
    try:
        if smtp.security == "tls":
            line: smtplib.SMTP = smtplib.SMTP_SSL(smtp.host, smtp.port, name, timeout=smtp.timeout, context=context)
        else:
            line = smtplib.SMTP(smtp.host, smtp.port, name, timeout=smtp.timeout)
    except smtplib.SMTPConnectError as error:
        return _raise_refusal("hello", error.smtp_code, _bytes(error.smtp_error), smtp)
    except ssl.SSLError as error:
        raise _tls_failure(error, smtp) from None
    except (smtplib.SMTPException, OSError) as error:
        raise _TransientFailure(f"the mail server cannot be reached: {_reason(error)}") from None
    # The end of a message goes out by itself and must not wait for the network's acknowledgement of what went before.
    assert line.sock is not None
    line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    line.local_hostname = _literal(line.sock.getsockname()[0])
    return line


def _literal(address: str) -> str:
    """Return the argument of EHLO, RFC 5321 4.1.3: nobody outside can look up an office machine's name anyway."""
    return f"[IPv6:{address.partition('%')[0]}]" if ":" in address else f"[{address}]"


def _negotiate(line: smtplib.SMTP, smtp: Smtp, context: ssl.SSLContext) -> None:
    """Send EHLO, start TLS where it is set, and send EHLO again inside it, RFC 3207 4.2."""
    try:
        _ehlo(line, smtp)
        if smtp.security == "starttls":
            if not line.has_extn("starttls"):
                fix = 'set the port that offers it, often 587, or write security = "tls", often with port 465'
                raise SendingStopped("the server does not offer STARTTLS; nothing was sent", server_name(smtp), fix)
            line.starttls(context=context)
            _ehlo(line, smtp)
    except smtplib.SMTPResponseException as error:
        _raise_refusal("hello", error.smtp_code, _bytes(error.smtp_error), smtp)
    except ssl.SSLError as error:
        raise _tls_failure(error, smtp) from None
    except (smtplib.SMTPException, OSError) as error:
        raise _TransientFailure(f"the mail server cannot be reached: {_reason(error)}") from None


def _ehlo(line: smtplib.SMTP, smtp: Smtp) -> None:
    code, text = line.ehlo()
    if code != 250:
        _raise_refusal("hello", code, text, smtp)


def _raise_refusal(stage: smtp_replies.Stage, code: int, text: bytes | str, smtp: Smtp) -> smtplib.SMTP:
    """Raise the exception for an unexpected reply."""
    words = smtp_replies.reply_text(text) if isinstance(text, bytes) else text
    if smtp_replies.classify(stage, code, words).step == "stop":
        fix = (
            "correct user and secret of [mail.smtp]" if stage == "login" else "ask the server's operator to let you in"
        )
        what = "the server refuses the login" if stage == "login" else "the server refuses the connection"
        raise SendingStopped(f"{what}: {code} {words}", server_name(smtp), fix)
    raise _TransientFailure(f"the mail server cannot be used now: {code} {words}")


def _log_in(line: smtplib.SMTP, smtp: Smtp, refused: list[str]) -> None:
    """Try a password once, so that no account is locked; a token twice, as it may have expired in the meantime."""
    assert smtp.secret is not None
    problem = ""
    code, text = 0, ""
    try:
        code, text = authenticate(line, smtp, smtp.secret)
    except (smtplib.SMTPException, OSError) as error:
        problem = _reason(error)
    # Raised out here: the frames of those exceptions hold what was sent.
    if problem:
        raise _TransientFailure(f"the connection was lost at the login: {problem}")
    if code in (235, 503):  # 503: logged in already
        return
    if smtp.token and code == 535 and not refused:
        refused.append(text)
        raise _TransientFailure(f"the server refuses the token: {code} {text}")
    _raise_refusal("login", code, text, smtp)


def _tls_failure(error: ssl.SSLError, smtp: Smtp) -> SendingStopped:
    """Describe a failure of TLS for the operator who can fix it."""
    if not isinstance(error, ssl.SSLCertVerificationError):
        reason = error.reason or type(error).__name__
        other = "starttls" if smtp.security == "tls" else "tls"
        return SendingStopped(
            f"no encrypted connection: {reason}",
            server_name(smtp),
            f'write security = "{other}" in [mail.smtp], or check the port',
        )
    if error.verify_code in _WRONG_HOST:
        return SendingStopped(
            f"the server's certificate is for another host than {smtp.host}",
            server_name(smtp),
            "write as host the name in the certificate",
        )
    if error.verify_code in (_EXPIRED, _NOT_YET):
        age = "has expired" if error.verify_code == _EXPIRED else "is not valid yet"
        return SendingStopped(
            f"the server's certificate {age}", server_name(smtp), "have it renewed; check this machine's clock"
        )
    return SendingStopped(
        f"the server's certificate is not trusted: {error.verify_message}",
        server_name(smtp),
        "write as ca, in [mail.smtp], the file with the certificate of its authority",
    )


def _reason(error: Exception) -> str:
    """Return the text of a network error."""
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return text.removeprefix("Connection unexpectedly closed: ")


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def close(line: smtplib.SMTP) -> None:
    """Say QUIT if the server listens, and close the connection."""
    with suppress(smtplib.SMTPException, OSError):
        line.quit()
    line.close()
