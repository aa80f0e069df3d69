"""Log in with a secret: AUTH PLAIN or LOGIN with a password, XOAUTH2 with an access token.

smtplib's own login tries one mechanism after the other, which can lock an account, and accepts only ASCII passwords.
"""

from __future__ import annotations

import base64
import smtplib

from briefing.dispatch.exceptions import SendingStopped
from briefing.dispatch.models import Credential, Smtp
from briefing.dispatch.transport import smtp_replies
from briefing.dispatch.transport.credentials import read_secret

_LINE = 512  # octets of a command with its end, RFC 5321 4.5.3.1.4
_HIDDEN = "…"


def authenticate(line: smtplib.SMTP, smtp: Smtp, place: Credential) -> tuple[int, str]:
    """Log in after EHLO; return code and text of the server's reply, with the secret masked."""
    offered = line.esmtp_features.get("auth", "").upper().split()
    supported = ("XOAUTH2",) if smtp.token else ("PLAIN", "LOGIN")
    mechanism = next((name for name in supported if name in offered), None)
    if mechanism is None:
        sent = f"it offers {' '.join(offered)}" if offered else "it offers no login"
        fix = "delete the user and the secret in [mail.smtp], or set another port"
        if offered:
            fix = "write password_env in place of token_command" if smtp.token else "write token_command, for a token"
        where = f"{smtp.host}:{smtp.port}"
        raise SendingStopped(f"the server does not take a login by {' or '.join(supported)}: {sent}", where, fix)
    password = read_secret(place)
    steps = _steps(mechanism, smtp.user, password)
    code, text = _exchange(line, mechanism, steps)
    for sent in (password, *steps):
        text = text.replace(sent, _HIDDEN) if sent else text
    return code, text


def _steps(mechanism: str, user: str, password: str) -> list[str]:
    """Return the messages of the mechanism in base64: RFC 4616 for PLAIN, custom of servers for the others."""
    if mechanism == "PLAIN":
        steps = [f"\0{user}\0{password}"]
    elif mechanism == "LOGIN":
        steps = [user, password]
    else:
        steps = [f"user={user}\1auth=Bearer {password}\1\1", ""]  # "" answers the challenge that reports an error
    return [base64.b64encode(step.encode("utf-8")).decode("ascii") for step in steps]


def _exchange(line: smtplib.SMTP, mechanism: str, steps: list[str]) -> tuple[int, str]:
    """Send the messages; return the last reply. A first one too long for AUTH waits for the challenge, RFC 4954 4."""
    waiting = list(steps)
    command = f"{mechanism} {steps[0]}"
    if mechanism != "LOGIN" and len(f"AUTH {command}\r\n") <= _LINE:
        code, text = line.docmd("AUTH", command)
        del waiting[0]
    else:
        code, text = line.docmd("AUTH", mechanism)
    while code == 334 and waiting:
        code, text = line.docmd(waiting.pop(0))
    return code, smtp_replies.reply_text(text)
