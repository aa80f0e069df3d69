"""Addresses and names as they may stand in an envelope and in a header."""

from __future__ import annotations

import re
import unicodedata

from briefing.dispatch.models import Recipient
from briefing.errors import InputError
from briefing.read.characters import FIX, flaw

MAX_NAME_CHARACTERS = 200
_SEVERAL = re.compile(r"@.*[,;\s].*@")
_NAMED = re.compile(r'(?:"([^"]*)"|([^<>"]*?))\s*<([^<>]*)>')
# Names of this host and of a local network, which email-validator refuses and a mail server of one's own may serve.
_LOCAL = re.compile(r"@(.+\.)?(localhost|local)", re.IGNORECASE)
_STAND_IN = ".test"


def parse_address(text: str) -> str:
    """One address as somebody wrote it → as it goes into an envelope: the domain in ASCII (RFC 5891), NFC before it.

    A local part beyond ASCII is kept; it needs SMTPUTF8 (RFC 6531 section 3.3). InputError without a place
    for several addresses, a display name, and whatever RFC 5321 section 4.1.2 has no room for.
    """
    from email_validator import EmailNotValidError, validate_email

    fix = "write one address, as name@example.org"
    found = line_flaw(text)
    if found:
        raise InputError(f"{found} stands in the address", fix=FIX)
    if _SEVERAL.search(text):
        raise InputError("several addresses stand where one belongs", fix=fix)
    local = bool(_LOCAL.fullmatch(text[text.rfind("@") :]))
    try:
        valid = validate_email(
            text + _STAND_IN if local else text, check_deliverability=False, test_environment=True, strict=True
        )
    except EmailNotValidError as error:
        reason = str(error).rstrip(".")
        raise InputError(f"{text[:80]!r} is no address: {reason[:1].lower()}{reason[1:]}", fix=fix) from None
    domain = str(valid.ascii_domain).removesuffix(_STAND_IN) if local else str(valid.ascii_domain)
    return f"{valid.local_part}@{domain}"


def parse_mailbox(text: str) -> tuple[str, str]:
    """`Name <name@example.org>`, or the address alone → name and address; InputError without a place."""
    found = _NAMED.fullmatch(text)
    if not found:
        return "", parse_address(text)
    name = (found[1] if found[1] is not None else found[2]).strip()
    if wrong := line_flaw(text) or name_flaw(name):
        raise InputError(f"{wrong} stands in the name", fix=FIX)
    return name, parse_address(found[3].strip())


def line_flaw(text: str) -> str:
    """Text for one line of a header → what in it could end the line or turn it round, or an empty string."""
    if "\r" in text or "\n" in text:
        return "a line break"
    return flaw(text)


def name_flaw(text: str) -> str:
    """A display name → what in it could become another header or cannot be read, or an empty string.

    What looks like an encoded word (RFC 2047 section 2) would be decoded by whoever reads the message.
    """
    if "=?" in text:
        return "the beginning of an encoded word, =?,"
    if len(text) > MAX_NAME_CHARACTERS:
        return f"a text of more than {MAX_NAME_CHARACTERS} characters"
    return line_flaw(text)


def domain_of(address: str) -> str:
    """Address → its domain in small letters."""
    return address.rpartition("@")[2].lower()


def recipient_key(recipient: Recipient) -> tuple[str, str, str, tuple[int, int] | None]:
    """A recipient → what tells one from another: address, language, entity and period; nobody gets two of one."""
    return normalize(recipient.address), recipient.lang, recipient.entity, recipient.period


def normalize(text: str) -> str:
    """Any address → the form by which two are the same one: domain in ASCII, letters folded.

    Servers may tell A@x from a@x (RFC 5321 section 2.4), but hardly any does, and who unsubscribes as one means both.
    What is no address is folded alone, so that an old list can be compared too.
    """
    try:
        text = parse_address(text.strip())
    except InputError:
        text = text.strip()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).casefold())
