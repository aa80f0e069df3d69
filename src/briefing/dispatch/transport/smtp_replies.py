"""Classify replies of a mail server: go on, try later, refuse this message, or stop sending.

The first digit decides (RFC 5321 4.2.1); the enhanced code in the text gives the subject (RFC 3463, RFC 5248).
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

Stage = Literal["hello", "login", "sender", "recipient", "data", "end"]
Step = Literal["go on", "later", "refuse", "stop", "unknown"]

SOON = 60.0  # seconds: a connection was lost
LATER = 300.0  # a passing refusal; greylists let pass after one to five minutes
MUCH_LATER = 900.0  # a limit was reached
_MAX_CHARACTERS = 500  # characters of a reply that are stored
_ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_LOGIN = {530, 534, 535, 538}  # RFC 4954 6: a login is needed, too weak, wrong, or needs TLS
_RATE = {421, 450, 452}


class Verdict(Struct, frozen=True):
    """The meaning of a reply: next step, seconds until a retry, whether to slow down, whether to close."""

    step: Step
    wait: float = 0.0
    slow: bool = False
    closing: bool = False


def classify(stage: Stage, code: int, text: str) -> Verdict:
    """Return the meaning of a reply at a stage of the dialogue.

    A 5xx to MAIL concerns the sender, whom all messages share, so it stops everything, unless it concerns this message:
    its size (552, x.2.2, x.3.4), its characters (x.6.x) or its parameters (555).
    """
    kind = code // 100
    if kind == (3 if stage == "data" else 2):
        return Verdict("go on")
    if code == 503:  # out of step with the server
        return Verdict("later", SOON, closing=True)
    if kind == 4:
        return _transient(code, text)
    if kind == 5:
        return _permanent(stage, code, text)
    # Not a reply of RFC 5321 here. After the end of the message its meaning for the message is unknown.
    return Verdict("unknown" if stage == "end" else "later", SOON, closing=True)


def _transient(code: int, text: str) -> Verdict:
    greylist = "greylist" in text.lower() or "graylist" in text.lower()
    slow = code in _RATE and not greylist and (code == 421 or enhanced_code(text).startswith("4.7."))
    return Verdict("later", MUCH_LATER if slow else LATER, slow, closing=code == 421)


def _permanent(stage: Stage, code: int, text: str) -> Verdict:
    if stage in ("hello", "login"):
        return Verdict("stop", closing=True)
    if stage in ("sender", "recipient") and code in _LOGIN:
        return Verdict("stop", closing=True)
    about = enhanced_code(text).removeprefix("5.")
    if stage == "sender" and code not in (552, 555) and about not in ("2.2", "3.4") and not about.startswith("6."):
        return Verdict("stop", closing=True)
    return Verdict("refuse")


def enhanced_code(text: str) -> str:
    """Return the enhanced status code in a reply's text, as `4.7.1`; empty if there is none."""
    found = _ENHANCED.match(text)
    return found[1] if found else ""


def reply_text(reply: bytes) -> str:
    """Return a reply as one printable line of at most 500 characters."""
    text = " ".join(reply.decode("utf-8", "replace").split())
    return "".join(char for char in text if char.isprintable())[:_MAX_CHARACTERS]
