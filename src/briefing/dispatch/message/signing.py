"""Sign messages with DKIM (RFC 6376), for senders whose mail server does not."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import Any, Final

from briefing.dispatch.exceptions import SendingStopped
from briefing.dispatch.models import Dkim
from briefing.errors import install

# RFC 6376, section 5.4.1, and RFC 8058, section 4. Each is signed once more than it occurs, so that nobody can
# put a second one above it, which is what a mail reader would show (RFC 6376, section 8.15).
_SIGNED: Final = (
    b"from", b"to", b"reply-to", b"subject", b"date", b"message-id", b"list-unsubscribe", b"list-unsubscribe-post",
    b"mime-version", b"content-type",
)  # fmt: skip


def sign(message: bytes, dkim: Dkim, key: bytes) -> bytes:
    """Return the message with a signature made with an RSA key (PEM), the same at each attempt.

    The signature's time is the message's Date. Raise SendingStopped without dkimpy or for a bad key, which the error
    does not repeat.
    """
    try:
        import dkim as library  # type: ignore[import-untyped]
    except ImportError:
        what, fix = "signing messages needs dkimpy", install("dkim")
        raise SendingStopped(what, "dispatch.toml, mail.dkim", fix, local=True) from None
    signer = _signer(library, message)
    present = {name.lower() for name, _ in signer.headers}
    names = [*(name for name in _SIGNED if name in present), *_SIGNED]
    pem = key.replace(b"\r\n", b"\n")
    try:
        signature = signer.sign(dkim.selector.encode(), dkim.domain.encode(), pem, include_headers=names)
    except (library.DKIMException, ValueError, LookupError, TypeError):
        fix = "name a PEM file with an RSA key of 1024 bits or more"
        raise SendingStopped("this is not a key that can sign messages", dkim.key_file, fix, local=True) from None
    return bytes(signature) + message


def _signer(library: Any, message: bytes) -> Any:
    """Return a signer that uses the message's Date, where the library would use the clock."""
    date = next(value for name, value in library.rfc822_parse(message)[0] if name.lower() == b"date")
    stamp = str(int(parsedate_to_datetime(date.decode().strip()).timestamp())).encode()

    class Dated(library.DKIM):  # type: ignore[misc]
        def gen_header(self, fields: list[tuple[bytes, bytes]], *rest: Any, **named: Any) -> Any:
            dated = [(tag, stamp if tag == b"t" else value) for tag, value in fields]
            return super().gen_header(dated, *rest, **named)

    return Dated(message)
