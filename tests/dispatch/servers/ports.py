"""Free ports of this machine, and waiting until a server answers on one."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable

HOST = "127.0.0.1"


def free_ports(count: int) -> list[int]:
    """→ ports of the loopback interface that nobody listens on, all different."""
    held = [socket.create_server((HOST, 0)) for _ in range(count)]
    ports: list[int] = [server.getsockname()[1] for server in held]
    for server in held:
        server.close()
    return ports


def wait_for(happened: Callable[[], bool], what: str, seconds: float = 30.0) -> None:
    """Returns when something has happened; AssertionError after `seconds`."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, f"{what} did not happen within {seconds:g} s"
        time.sleep(0.02)


def greets(port: int, greeting: bytes) -> bool:
    """Whether a server on this port says hello with these bytes."""
    try:
        with socket.create_connection((HOST, port), 1.0) as line:
            line.settimeout(5.0)
            return line.recv(len(greeting)) == greeting
    except OSError:
        return False
