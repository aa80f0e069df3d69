"""A client of the protocol, of the official SDK, that talks to `briefing mcp` in a process of its own."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client


class Client:
    """One client and its server."""

    def __init__(self, session: ClientSession) -> None:
        self.session = session

    async def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """The values of an answer, of which nothing was refused."""
        refused, values = await self.answer(tool, **arguments)
        assert not refused, (tool, values)
        return values

    async def answer(self, tool: str, **arguments: Any) -> tuple[bool, dict[str, Any]]:
        """Whether a call was refused, and the values of its answer."""
        result = await self.session.call_tool(tool, arguments)
        values: dict[str, Any] = json.loads(result.content[0].text)  # type: ignore[union-attr]
        return bool(result.is_error), values


@asynccontextmanager
async def client(project: Path, *options: str) -> AsyncIterator[Client]:
    arguments = ["-m", "briefing", "mcp", str(project), *options]
    command = StdioServerParameters(command=sys.executable, args=arguments, env={"BRIEFING_CACHE": "off"})
    async with stdio_client(command) as (received, sent), ClientSession(received, sent) as session:
        await session.initialize()
        yield Client(session)
