"""Addresses and display names as an envelope and a header may hold them."""

from __future__ import annotations

import re
import unicodedata

from email_validator import EmailNotValidError, validate_email

from briefing.dispatch.models import Recipient
from briefing.errors import InputError
from briefing.model.period_choice import ChoiceNotation
from briefing.read.characters import FIX, flaw

MAX_NAME_CHARACTERS = 200
_SEVERAL = re.compile(r"@.*[,;\s].*@")
_NAMED = re.compile(r'(?:"([^"]*)"|([^<>"]*?))\s*<([^<>]*)>')
# Names of this host and of a local network, which email-validator refuses and a mail server of one's own may serve.
_LOCAL = re.compile(r"@(.+\.)?(localhost|local)", re.IGNORECASE)
_STAND_IN = ".test"


def parse_address(text: str) -> str:
    """Return one address in the envelope's form: the domain in ASCII (RFC 5891), in NFC.

    A local part beyond ASCII stays; it needs SMTPUTF8 (RFC 6531 section 3.3). Raise InputError, without a place, for
    several addresses, a display name, and what RFC 5321 section 4.1.2 does not allow.
    """
    fix = "write one address, as name@example.org"
    found = line_flaw(text)
    if found:
        raise InputError(f"{found} is in the address", fix=FIX)
    if _SEVERAL.search(text):
        raise InputError("there are several addresses where one belongs", fix=fix)
    local = bool(_LOCAL.fullmatch(text[text.rfind("@") :]))
    try:
        valid = validate_email(
            text + _STAND_IN if local else text, check_deliverability=False, test_environment=True, strict=True
        )
    except EmailNotValidError as error:
        reason = str(error).rstrip(".")
        raise InputError(f"{text[:80]!r} is not an address: {reason[:1].lower()}{reason[1:]}", fix=fix) from None
    domain = str(valid.ascii_domain).removesuffix(_STAND_IN) if local else str(valid.ascii_domain)
    return f"{valid.local_part}@{domain}"


def parse_mailbox(text: str) -> tuple[str, str]:
    """Return name and address of `Name <name@example.org>` or a plain address; InputError without a place."""
    found = _NAMED.fullmatch(text)
    if not found:
        return "", parse_address(text)
    name = (found[1] if found[1] is not None else found[2]).strip()
    if wrong := line_flaw(text) or name_flaw(name):
        raise InputError(f"{wrong} is in the name", fix=name_fix(name))
    return name, parse_address(found[3].strip())


def line_flaw(text: str) -> str:
    """Return what in a text could break or reverse a header line, or an empty string."""
    if "\r" in text or "\n" in text:
        return "a line break"
    return flaw(text)


def name_flaw(text: str) -> str:
    """Return what in a display name could become another header or is unreadable, or an empty string.

    Mail readers would decode what looks like an encoded word (RFC 2047 section 2).
    """
    if "=?" in text:
        return "the beginning of an encoded word, =?,"
    if len(text) > MAX_NAME_CHARACTERS:
        return f"a text of more than {MAX_NAME_CHARACTERS} characters"
    return line_flaw(text)


def name_fix(name: str) -> str:
    """Return how to correct a display name that has a flaw."""
    return f"shorten it to {MAX_NAME_CHARACTERS}" if len(name) > MAX_NAME_CHARACTERS and "=?" not in name else FIX


def domain_of(address: str) -> str:
    """Return the domain of an address in lower case."""
    return address.rpartition("@")[2].lower()


def recipient_key(recipient: Recipient) -> tuple[str, str, str, ChoiceNotation | None]:
    """Return what identifies a recipient: address, language, entity and period."""
    return normalize(recipient.address), recipient.lang, recipient.entity, recipient.period


def normalize(text: str) -> str:
    """Return the form in which equal addresses compare equal: domain in ASCII, case folded.

    Servers may distinguish A@x from a@x (RFC 5321 section 2.4), but hardly any does, and who unsubscribes as one means
    both. An invalid address is only case-folded, so that old lists can be compared too.
    """
    try:
        text = parse_address(text.strip())
    except InputError:
        text = text.strip()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).casefold())
