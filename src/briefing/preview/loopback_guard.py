"""Refuses every request that does not come from a page of this preview, opened with its token."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from secrets import compare_digest
from typing import Any, Final
from urllib.parse import parse_qs

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_HEADERS: Final = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
_MOST_PATH: Final = 2000


class LoopbackGuard:
    """An application in front of another: it answers only this machine, by a name of its own, with the token.

    The first request has the token in its query and gets it as a cookie, which no other site can read or send.
    """

    def __init__(self, app: App, token: str, port: int) -> None:
        self._app, self._token = app, token
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}
        self._cookie = f"briefing-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        refused = self._refusal(scope, headers)
        if refused:
            await _answer(send, *refused)
            return
        if scope["path"] == "/" and self._offered(scope):
            cookie = f"{self._cookie}={self._token}; Path=/; HttpOnly; SameSite=Strict"
            await _answer(send, 303, "", [(b"location", b"/"), (b"set-cookie", cookie.encode("ascii"))])
            return

        async def guarded(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        await self._app(scope, receive, guarded)

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        if scope["method"] not in ("GET", "HEAD"):
            return 405, "a preview is only looked at"
        if headers.get("host", "") not in self._hosts:
            return 421, "this preview answers under 127.0.0.1 alone"
        origin = headers.get("origin", "")
        if origin and origin.removeprefix("http://") not in self._hosts:
            return 403, "another site asks"
        if headers.get("sec-fetch-site", "same-origin") in ("cross-site", "same-site") and scope["path"] != "/":
            return 403, "another site asks"
        if len(scope["path"]) > _MOST_PATH:
            return 414, "no address of a preview is that long"
        if not (self._offered(scope) if scope["path"] == "/" else False) and not self._known(headers):
            return 403, "open the address that briefing preview has printed: it holds the token"
        return None

    def _offered(self, scope: Scope) -> bool:
        """Return whether the query has the token."""
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        return compare_digest(given.encode(), self._token.encode())

    def _known(self, headers: dict[str, str]) -> bool:
        """Return whether the cookie has the token."""
        try:
            held = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        except CookieError:
            return False
        return held is not None and compare_digest(held.value.encode(), self._token.encode())


async def _answer(send: Send, status: int, words: str, headers: list[tuple[bytes, bytes]] | None = None) -> None:
    head = [(b"content-type", b"text/plain; charset=utf-8"), *_HEADERS, *(headers or ())]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": words.encode()})
