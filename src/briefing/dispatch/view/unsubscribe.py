"""A WSGI application (PEP 3333) below whose address recipients unsubscribe with a token.

GET changes nothing, as mail scanners follow links; POST does, from the page's button or as RFC 8058 section 3.2 says:
one request without cookies, the body List-Unsubscribe=One-Click. The server sets the time limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from email import message_from_bytes
from email.message import Message
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs
from weakref import finalize

from briefing.dispatch import machine
from briefing.dispatch.context import log_url
from briefing.dispatch.delivery_log import deliveries, people
from briefing.dispatch.delivery_log.store import DeliveryLog, open_log
from briefing.dispatch.settings import read_settings
from briefing.errors import DispatchError

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

MAX_BYTES: Final = 4096
_TOKEN: Final = re.compile(r"[0-9a-f]{32}")
_FIELD: Final = "List-Unsubscribe"
_ONE_CLICK: Final = "One-Click"
_BUTTON: Final = f'<form method="post"><button name="{_FIELD}" value="{_ONE_CLICK}">Unsubscribe</button></form>'
_HEADERS: Final = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("X-Robots-Tag", "noindex"),
    (
        "Content-Security-Policy",
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; "
        "base-uri 'none'",
    ),
)
# The same pages for every token, so that they reveal nothing about anybody.
_PAGES: Final = {
    "ask": ("200 OK", "Unsubscribe?", "You will get no more of these messages.", _BUTTON),
    "done": ("200 OK", "You are unsubscribed", "No more of these messages are sent to you.", ""),
    "bad": ("400 Bad Request", "This request cannot be understood", "Open the link of the message again.", ""),
    "none": ("404 Not Found", "This link is not known", "Open the link of the message again.", ""),
    "method": ("405 Method Not Allowed", "This cannot be done here", "Open the link of the message again.", ""),
    "large": ("413 Content Too Large", "This request is too large", "Open the link of the message again.", ""),
    "later": ("503 Service Unavailable", "This cannot be done now", "Please try again in some minutes.", ""),
}
_TEMPLATE: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><title>{head}</title><style>
body {{ margin: 0 auto; max-width: 34rem; padding: 4rem 1.5rem; font: 1.125rem/1.5 Arial, sans-serif;
  background: light-dark(#FFFFFF, #0B1A2C); color: light-dark(#14202E, #F4F7FA); }}
h1 {{ margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.2; }} p {{ margin: 0 0 1.5rem; }}
button {{ padding: .75rem 1.5rem; border: 0; border-radius: 2px; font: bold 1.125rem/1.25 Arial, sans-serif;
  background: light-dark(#0A4480, #A3D6FB); color: light-dark(#FFFFFF, #0B1A2C); cursor: pointer; }}
:focus-visible {{ outline: 3px solid light-dark(#C8501E, #FF9E73); outline-offset: 2px; }}
</style></head><body><main><h1>{head}</h1><p>{words}</p>{form}</main></body></html>
"""


def wsgi_application(project: str) -> WSGIApplication:
    """Return the application over a project's delivery log, for a server that is given a function's name."""
    settings = read_settings(Path(project).resolve())
    delivery_log = open_log(settings.folder, log_url(settings))
    answer = application(delivery_log)
    finalize(answer, delivery_log.close)  # when the server lets go of it, or ends
    return answer


served = wsgi_application  # its name in 0.1.0, which servers may be configured with


def application(delivery_log: DeliveryLog) -> WSGIApplication:
    """Return the application over an open delivery log.

    The last part of the path is the token of a delivery; its recipient, and nobody else, is suppressed from then on. A
    repeated request changes nothing.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        try:
            name = _page_for(delivery_log, method, environ)
        except DispatchError:
            name = "later"
        status, head, words, form = _PAGES[name]
        body = _TEMPLATE.format(head=escape(head), words=escape(words), form=form).encode()
        headers = [*_HEADERS, ("Content-Length", str(len(body)))]
        headers += [("Allow", "GET, HEAD, POST")] if name == "method" else []
        start_response(status, headers)
        return [b""] if method == "HEAD" else [body]

    return answer


def _page_for(delivery_log: DeliveryLog, method: str, environ: WSGIEnvironment) -> str:
    """Return the name of the page for a request; a bad request is refused before its token is looked up."""
    if method not in ("GET", "HEAD", "POST"):
        return "method"
    if method == "POST" and (wrong := _request_flaw(environ)):
        return wrong
    token = environ.get("PATH_INFO", "").rpartition("/")[2]
    if not _TOKEN.fullmatch(token):
        return "none"
    with delivery_log.begin() as db:
        found = deliveries.read(db, token=token)
        if found and method == "POST":
            people.suppress(db, machine.now(), found[0].recipient.address, "unsubscribed", who="the recipient")
    if not found:
        return "none"
    return "done" if method == "POST" else "ask"


def _request_flaw(environ: WSGIEnvironment) -> str:
    """Return the page for a bad POST; empty if it asks to unsubscribe."""
    length = environ.get("CONTENT_LENGTH") or ""
    if not re.fullmatch(r"[0-9]{1,12}", length, re.ASCII):
        return "bad"
    if int(length) > MAX_BYTES:
        return "large"
    body = environ["wsgi.input"].read(int(length))
    return "" if _ONE_CLICK in _values(environ.get("CONTENT_TYPE") or "", body) else "bad"


def _values(kind: str, body: bytes) -> list[str]:
    """Return the values of the form's field; RFC 8058 section 3.2 names both encodings."""
    if not kind.lower().startswith("multipart/form-data"):
        return parse_qs(body.decode("utf-8", "replace")).get(_FIELD, [])
    head = f"Content-Type: {' '.join(kind.split())}\r\n\r\n".encode("latin-1", "replace")
    parts = message_from_bytes(head + body).walk()
    return [_text(part) for part in parts if part.get_param("name", header="content-disposition") == _FIELD]


def _text(part: Message) -> str:
    content = part.get_payload(decode=True)
    return content.decode("utf-8", "replace").strip() if isinstance(content, bytes) else ""
