"""A mail server on a free port whose faults a test chooses; it keeps what it accepts and what it was told.

    with faulty(size=1000, logins={"ada": "secret"}) as server:
        server.fault("RCPT", "450 4.7.1 too many", times=2, about="bo@example.test")
        server.fault("STORED", DROP)

A fault is a reply instead of the usual one ({} stands for what was said), DROP (the connection ends) or HANG (nothing
more is said). Its place is CONNECT, a command (EHLO, AUTH, MAIL, RCPT, DATA), BODY (in the middle of a message), DOT
(at its end, not stored) or STORED (at its end, stored, before the reply).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import ssl
import threading
from base64 import b64decode
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from msgspec import Struct

from briefing.dispatch.models import Credential, Security, Smtp
from tests.dispatch.servers.ports import HOST

Place = Literal["CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "BODY", "DOT", "STORED"]
Certificate = Literal["good", "another host", "expired", "untrusted"]
DROP = "drop"
HANG = "hang"


class Fault(Struct):
    """What happens instead, at most `times`, to commands that hold `about`."""

    place: Place
    what: str
    times: int
    about: str


class Accepted(Struct, frozen=True):
    """A message that the server stored: its envelope and its bytes."""

    sender: str
    recipients: tuple[str, ...]
    options: tuple[str, ...]
    content: bytes


class FaultyServer:
    """What a test asks a running server: which faults come, what it has stored, which commands came."""

    def __init__(self, tokens: Collection[str], logins: Mapping[str, str]) -> None:
        self.port = 0
        self.ca = ""
        self.accepted: list[Accepted] = []
        self.commands: list[str] = []
        self.connections = 0
        self.tokens = set(tokens)
        self.logins = dict(logins)
        self._faults: list[Fault] = []

    def fault(self, place: Place, what: str, times: int = 1, about: str = "") -> None:
        """From now on `what` happens at `place`, `times` times, then all is well again."""
        self._faults.append(Fault(place, what, times, about))

    def due(self, place: Place, about: str) -> str:
        """→ what happens instead; empty if nothing does."""
        for fault in self._faults:
            if fault.place == place and fault.times and fault.about in about:
                fault.times -= 1
                return fault.what
        return ""

    def said(self, verb: str) -> list[str]:
        """→ the commands with this verb, in the order in which they came."""
        return [command for command in self.commands if command.split(" ")[0].upper() == verb]

    def smtp(
        self,
        *,
        security: Security = "none",
        user: str = "",
        secret: Credential | None = None,
        token: bool = False,
        timeout: float = 5.0,
        per_minute: float = 0.0,
        host: str = "localhost",
    ) -> Smtp:
        """→ settings for this server."""
        return Smtp(
            host=host,
            port=self.port,
            security=security,
            user=user,
            secret=secret,
            token=token,
            ca=self.ca,
            timeout=timeout,
            per_minute=per_minute,
        )


class _Handler:
    async def handle_DATA(self, dialogue: _Dialogue, _session: Any, envelope: Any) -> str:
        return await dialogue.ended(envelope)


class _Dialogue(SMTP):
    """One connection, with the faults of its server."""

    line_length_limit = 20_000  # a token is longer than a line of a message

    def __init__(self, server: FaultyServer, login_needed: bool, **settings: Any) -> None:
        self._server = server
        super().__init__(_Handler(), hostname="faulty.test", authenticator=self._known, **settings)
        self._auth_required = login_needed

    def _known(self, _server: SMTP, _session: Any, _envelope: Any, _mechanism: str, data: LoginPassword) -> AuthResult:
        right = self._server.logins.get(data.login.decode()) == data.password.decode()
        return AuthResult(success=right, handled=False, auth_data=data)

    async def auth_XOAUTH2(self, _server: SMTP, args: list[str]) -> AuthResult:
        said = b64decode(args[1]) if len(args) > 1 else await self.challenge_auth("")
        assert isinstance(said, bytes)
        token = said.decode().split("auth=Bearer ")[-1].rstrip("\1")
        if token in self._server.tokens:
            return AuthResult(success=True, auth_data=LoginPassword(b"token", b""))
        answer = await self.challenge_auth('{"status":"401"}')
        self._server.commands.append(f"answer {answer!r}")
        return AuthResult(success=False, handled=False)

    async def _handle_client(self) -> None:
        self._server.connections += 1
        if not await self._faulty("CONNECT", ""):
            await super()._handle_client()
        elif self.transport is not None:
            self.transport.close()

    async def _faulty(self, place: Place, about: str) -> bool:
        """Does what is due here; whether anything was."""
        what = self._server.due(place, about)
        if what == HANG:
            await asyncio.Event().wait()
        elif what == DROP:
            assert self.transport is not None
            self.transport.abort()  # type: ignore[attr-defined]
        elif what:
            await self.push(what.replace("{}", about))
            if what.startswith("421") and self.transport is not None:
                self.transport.close()
        return bool(what)

    async def _command(self, verb: Place, arg: str | None) -> bool:
        self._server.commands.append(f"{verb} {arg or ''}".rstrip())
        return await self._faulty(verb, arg or "")

    async def smtp_EHLO(self, hostname: str) -> None:
        if not await self._command("EHLO", hostname):
            await super().smtp_EHLO(hostname)

    async def smtp_AUTH(self, arg: str) -> None:
        if not await self._command("AUTH", arg):
            await super().smtp_AUTH(arg)

    async def smtp_RSET(self, arg: str) -> None:
        self._server.commands.append("RSET")
        await super().smtp_RSET(arg)

    async def smtp_MAIL(self, arg: str | None) -> None:
        if not await self._command("MAIL", arg):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:
        if not await self._command("RCPT", arg):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:
        if await self._command("DATA", arg):
            return
        if any(fault.place == "BODY" and fault.times for fault in self._server._faults):
            await self.push("354 go on")
            await self._reader.read(1000)
            await self._faulty("BODY", "")
            return
        await super().smtp_DATA(arg)

    async def ended(self, envelope: Any) -> str:
        """The end of a message came → the reply."""
        about = " ".join(envelope.rcpt_tos)
        if what := self._server.due("DOT", about):
            return await self._instead(what)
        recipients, options = tuple(envelope.rcpt_tos), tuple(envelope.mail_options)
        self._server.accepted.append(Accepted(envelope.mail_from, recipients, options, envelope.content))
        what = self._server.due("STORED", about)
        return await self._instead(what) if what else "250 2.0.0 stored"

    async def _instead(self, what: str) -> str:
        if what == HANG:
            await asyncio.Event().wait()
        if what == DROP:
            assert self.transport is not None
            self.transport.abort()  # type: ignore[attr-defined]
            raise asyncio.CancelledError
        return what


@contextmanager
def faulty(
    *,
    size: int | None = None,
    utf8: bool = True,
    eight_bit: bool = True,
    tls: Security = "none",
    certificate: Certificate = "good",
    logins: Mapping[str, str] | None = None,
    tokens: Collection[str] = (),
    without: Collection[str] = (),
    folder: Path | None = None,
) -> Iterator[FaultyServer]:
    """A server that runs until the end of the block; `without` names mechanisms of login that it lacks.

    With `tls` it needs a `folder` for the certificate to trust; with logins or tokens nobody sends without one.
    """
    server = FaultyServer(tokens, logins or {})
    context = None
    if tls != "none":
        assert folder is not None
        context, server.ca = _certified(certificate, folder)
    settings = {
        "data_size_limit": size,
        "enable_SMTPUTF8": utf8,
        "tls_context": context if tls == "starttls" else None,
        "require_starttls": tls == "starttls",
        "auth_require_tls": tls == "starttls",
        "auth_exclude_mechanism": without,
        "decode_data": not eight_bit,
    }
    login_needed = bool(logins or tokens)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=_run, args=(loop,), daemon=True)
    thread.start()

    async def listening() -> asyncio.Server:
        return await loop.create_server(
            lambda: _Dialogue(server, login_needed, loop=loop, **settings),
            HOST, 0, ssl=context if tls == "tls" else None,
        )  # fmt: skip

    listener = asyncio.run_coroutine_threadsafe(listening(), loop).result(10.0)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(_ended(listener), loop).result(10.0)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10.0)
        loop.close()


def _run(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    loop.run_forever()


async def _ended(listener: asyncio.Server) -> None:
    listener.close()
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 5.0)
    await asyncio.sleep(0)


def _certified(certificate: Certificate, folder: Path) -> tuple[ssl.SSLContext, str]:
    """→ what the server shows, and the file of certificates that a client trusts."""
    authority = trustme.CA()
    trusted = trustme.CA() if certificate == "untrusted" else authority
    path = folder / "ca.pem"
    trusted.cert_pem.write_to_path(path)
    name = "elsewhere.test" if certificate == "another host" else "localhost"
    past = dt.datetime(2020, 1, 1, tzinfo=dt.UTC) if certificate == "expired" else None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name, not_after=past).configure_cert(context)
    return context, str(path)
