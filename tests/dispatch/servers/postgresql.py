"""PostgreSQL of Debian in a private folder, on a free port of the loopback interface, durable as in earnest.

It refuses to run as root, so root starts it as another account. It stays in the foreground as a child that the kernel
ends with the test, however the test ends.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from msgspec import Struct

from tests.dispatch.servers.ports import HOST, free_ports, wait_for
from tests.once import FOLDER, once, shared_folder
from tests.programs import missing

USER = "briefing"
PASSWORD = "canary-5f0c1d"  # what no error, log or table may show
ACCOUNTS = ("postgres", "nobody")


class Postgresql(Struct):
    """A running server: its port, its folder, and how many places for a ledger were made in it."""

    port: int
    root: Path
    made: int = 0

    def url(self, database: str = "postgres", password: str = PASSWORD) -> str:
        """→ the URL of a database."""
        return f"postgresql://{USER}:{password}@{HOST}:{self.port}/{database}"

    def database(self) -> str:
        """→ the URL of a new, empty schema: as good as a database of its own, without the 300 files of one."""
        self.made += 1
        name = f"ledger{self.made}"
        with psycopg.connect(self.url(), autocommit=True) as admin:
            admin.execute(f"CREATE SCHEMA {name}".encode())
        return f"{self.url()}?options=-csearch_path%3D{name}"


def why_not() -> str:
    """→ why no PostgreSQL can be started here; empty if one can."""
    if not _programs():
        return "PostgreSQL is not installed (Debian: postgresql)"
    return "" if os.geteuid() != 0 or _account() else f"PostgreSQL needs one of the accounts {', '.join(ACCOUNTS)}"


@contextmanager
def running() -> Iterator[Postgresql]:
    """A PostgreSQL that runs until the end of the block; skips where it cannot, but not in CI."""
    if reason := why_not():
        missing(reason, "keep a ledger in PostgreSQL")
    root = Path(tempfile.mkdtemp(prefix="briefing-postgresql-"))  # pytest's folders are closed to other accounts
    server = Postgresql(free_ports(1)[0], root)
    process: subprocess.Popen[bytes] | None = None
    try:
        data = _initialised(root)
        options = ["-p", str(server.port), "-k", "", "-c", f"listen_addresses={HOST}", "-c", "fsync=on"]
        with (root / "log").open("wb") as log:  # what it prints must not hold the pipe of whoever runs the tests
            line: list[str | Path] = [*_as_another("QUIT"), _programs()[-1] / "postgres", "-D", data, *options]
            process = subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=root)
        wait_for(lambda: _answers(server, process), "an answer of PostgreSQL")
        yield server
    finally:
        if process:
            process.send_signal(signal.SIGQUIT)  # at once: what it would still write is thrown away
            process.wait(60.0)
        shutil.rmtree(root)


def _programs() -> list[Path]:
    return sorted(path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def _account() -> pwd.struct_passwd | None:
    known = {account.pw_name: account for account in pwd.getpwall()}
    return next((known[name] for name in ACCOUNTS if name in known), None)


def _as_another(death: str) -> list[str]:
    """What to put before a command: root becomes another account, and the command dies with the test."""
    line = ["setpriv", "--pdeathsig", death]
    account = _account() if os.geteuid() == 0 else None
    return [*line, f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"] if account else line


def _initialised(root: Path) -> Path:
    """Empty folder → a cluster in it; in a run of the tests a copy, as to make one takes half a second."""
    if FOLDER not in os.environ:
        return _made(root)
    root.chmod(0o755)
    subprocess.run(["cp", "-a", _cluster(), root / "data"], check=True)
    return root / "data"


@once
def _cluster() -> str:
    """→ the folder of a cluster on which no server has run."""
    root = Path(tempfile.mkdtemp(prefix="briefing-postgresql-"))
    whole = shutil.move(_made(root), shared_folder("postgresql") / "data")
    shutil.rmtree(root)
    return str(whole)


def _made(root: Path) -> Path:
    """Empty folder → a cluster in it, whose one user logs in with a password."""
    root.chmod(0o755)
    data, secret = root / "data", root / "password"
    data.mkdir(mode=0o700)
    secret.write_text(f"{PASSWORD}\n", encoding="ascii")
    if account := _account() if os.geteuid() == 0 else None:
        shutil.chown(data, account.pw_uid, account.pw_gid)
    line: list[str | Path] = [*_as_another("KILL"), _programs()[-1] / "initdb", "-D", data, "-U", USER, "-E", "UTF8"]
    line += ["--locale=C.UTF-8", "--auth=scram-sha-256", f"--pwfile={secret}"]
    made = subprocess.run(line, cwd=root, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    return data


def _answers(server: Postgresql, process: subprocess.Popen[bytes] | None) -> bool:
    assert process is not None
    assert process.poll() is None, (server.root / "log").read_text(errors="replace")
    try:
        psycopg.connect(server.url(), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True
