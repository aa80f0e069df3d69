"""A preview in this process, on a free port, as the command serves it."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from msgspec import Struct

from briefing.model.build_options import BuildOptions
from briefing.preview.preview_session import PreviewSession
from briefing.preview.web_server import application, free_socket

TOKEN = "a-token-of-the-tests"
STORY = "story.en.yaml"
PATIENCE = 120.0  # seconds, on a busy machine


class Served(Struct, frozen=True):
    """A running preview: its session and its port."""

    session: PreviewSession
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/?token={TOKEN}"

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body; by default with the cookie that a browser has."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {"Host": f"127.0.0.1:{self.port}", "Cookie": f"briefing-{self.port}={TOKEN}"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in sent.items():
            if value:
                connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.ask("/state")[2])
        return found

    def until(self, holds: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
        """Return the first state of which something holds."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            state = self.state()
            if holds(state):
                return state
            time.sleep(0.05)
        raise AssertionError(f"never came: {state}")


@contextmanager
def served(folder: Path, **options: Any) -> Iterator[Served]:
    """Serve a folder."""
    listener = free_socket(0)
    port = listener.getsockname()[1]
    session = PreviewSession(folder, BuildOptions(**options))
    config = uvicorn.Config(
        application(session, TOKEN, port), log_config=None, lifespan="off", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    session.start()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        assert urlsplit(Served(session, port).address).port == port
        yield Served(session, port)
    finally:
        server.should_exit = True
        session.close()
        thread.join(20)
        listener.close()


def slides(state: dict[str, Any], lang: str = "en") -> list[dict[str, Any]]:
    """Return the slides of a language."""
    return next((list(one["slides"]) for one in state["languages"] if one["lang"] == lang), [])


def words(served_: Served, state: dict[str, Any], lang: str = "en") -> str:
    """Return the pictures of all slides of a language, one after the other."""
    return "".join(served_.ask(f"/slides/{slide['key']}")[2].decode() for slide in slides(state, lang))


def last_title(folder: Path, shown: list[dict[str, Any]], title: str) -> int:
    """Give the last section of a story another title; return its line."""
    text = (folder / STORY).read_text(encoding="utf-8")
    start = text.index("title:", text.index(f"id: {shown[-1]['section']}"))
    (folder / STORY).write_text(text[:start] + title + text[text.index("\n", start) :], encoding="utf-8")
    return text.count("\n", 0, start) + 1
