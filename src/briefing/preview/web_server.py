"""The pages of a preview over HTTP, on this machine alone."""

from __future__ import annotations

import asyncio
import json
import secrets
import signal
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from briefing.assets import asset
from briefing.errors import UsageError
from briefing.model.build_options import BuildOptions
from briefing.preview.loopback_guard import LoopbackGuard
from briefing.preview.number_lineage import lineage
from briefing.preview.preview_session import PreviewSession

PORT: Final = 8765
_LAST_PORT: Final = 8799
_ALIVE: Final = 15.0  # seconds without news, after which a line tells whether the browser is still there
_ASSETS: Final = {"preview.js": "text/javascript", "preview.css": "text/css"}
_PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_LETTER_POLICY: Final = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"


def application(session: PreviewSession, token: str, port: int) -> LoopbackGuard:
    """Return the pages of a session, behind the guard."""
    answers = _Answers(session)
    routes = [
        Route("/", answers.page),
        Route("/assets/{name}", answers.asset),
        Route("/state", answers.state),
        Route("/events", answers.events),
        Route("/slides/{key}", answers.slide),
        Route("/pages/{key}/{number:int}", answers.picture),
        Route("/letters/{key}", answers.letter),
        Route("/source/{name}", answers.source),
        Route("/lineage/{lang}", answers.lineage),
    ]
    return LoopbackGuard(Starlette(routes=routes), token, port)


class _Answers:
    """What each address gives. Nothing is written, and no file is read but by its name in the project."""

    def __init__(self, session: PreviewSession) -> None:
        self._session = session

    async def page(self, _: Request) -> Response:
        page = asset("preview/preview.html").read_text(encoding="utf-8")
        return HTMLResponse(page, headers={"content-security-policy": _PAGE_POLICY})

    async def asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _ASSETS:
            return _missing()
        return Response(asset(f"preview/{name}").read_bytes(), media_type=_ASSETS[name])

    async def state(self, _: Request) -> Response:
        return JSONResponse(await asyncio.to_thread(self._session.state))

    async def events(self, request: Request) -> Response:
        return StreamingResponse(self._news(request), media_type="text/event-stream")

    async def _news(self, request: Request) -> AsyncIterator[str]:
        """Yield the state at once and whenever it has changed; several changes in a row are one."""
        news, loop = asyncio.Event(), asyncio.get_running_loop()

        def changed() -> None:
            loop.call_soon_threadsafe(news.set)

        stop = self._session.listen(changed)
        news.set()
        try:
            while not await request.is_disconnected():
                try:
                    await asyncio.wait_for(news.wait(), _ALIVE)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                news.clear()
                state = await asyncio.to_thread(self._session.state)
                yield f"data: {json.dumps(state, ensure_ascii=False)}\n\n"
        finally:
            stop()

    async def slide(self, request: Request) -> Response:
        picture = self._session.slide(request.path_params["key"])
        return Response(picture, media_type="image/svg+xml") if picture else _missing()

    async def picture(self, request: Request) -> Response:
        parameters = request.path_params
        picture = await asyncio.to_thread(self._session.page, parameters["key"], parameters["number"])
        return Response(picture, media_type="image/png") if picture else _missing()

    async def letter(self, request: Request) -> Response:
        letter = self._session.letter(request.path_params["key"])
        return HTMLResponse(letter, headers={"content-security-policy": _LETTER_POLICY}) if letter else _missing()

    async def source(self, request: Request) -> Response:
        source = await asyncio.to_thread(self._session.source, request.path_params["name"])
        return JSONResponse({"text": source}) if source is not None else _missing()

    async def lineage(self, request: Request) -> Response:
        view = self._session.language(request.path_params["lang"])
        found: dict[str, Any] | None = lineage(view, request.query_params.get("fact", "")) if view else None
        return JSONResponse(found) if found else _missing()


def _missing() -> Response:
    return Response("there is nothing here", status_code=404, media_type="text/plain")


def free_socket(port: int | None) -> socket.socket:
    """Return a socket of this machine alone: at the port asked for, or at the first free one of a few.

    Raise UsageError if the port asked for is in use, or all of them are.
    """
    for number in [port] if port is not None else range(PORT, _LAST_PORT + 1):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", number))
            listener.listen(64)
        except OSError:
            listener.close()
            continue
        return listener
    what = f"port {port} is in use" if port is not None else f"the ports from {PORT} to {_LAST_PORT} are in use"
    raise UsageError(what, "--port", "leave out --port, or name another one; 0 takes any that is free")


def serve(folder: Path, options: BuildOptions, port: int | None, begun: Callable[[str], None]) -> None:
    """Show a project until somebody interrupts; `begun` is called with the address when it can be opened."""
    listener = free_socket(port)
    number, token = listener.getsockname()[1], secrets.token_urlsafe(24)
    session = PreviewSession(folder, options)
    config = uvicorn.Config(
        application(session, token, number),
        log_config=None,
        log_level="critical",
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # it ends as by Ctrl-C, with all that it has started
    session.start()
    begun(f"http://127.0.0.1:{number}/?token={token}")
    try:
        with suppress(KeyboardInterrupt):  # which is how a preview is ended
            uvicorn.Server(config).run(sockets=[listener])
    finally:
        session.close()
        listener.close()
