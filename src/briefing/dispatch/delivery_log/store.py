"""Open the delivery log: SQLite on a local disk, or PostgreSQL for several hosts."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from briefing.dispatch import machine
from briefing.dispatch.delivery_log import database_schema
from briefing.errors import DeliveryLogError, DispatchError, install

FILE = "deliveries.sqlite"
# File systems on which locks and shared memory do not work, so that SQLite loses data.
# https://www.sqlite.org/wal.html, section 2.2: all processes must be on one host
_REMOTE = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|ncpfs|afs|9p|ceph|glusterfs|lustre|gfs2?|ocfs2|fuse\..*(ssh|s3|gcs|rclone|gluster|dav).*"
)
NOT_WRITABLE = "allow writing there, or choose another place with folder in [ledger]"
_BUSY_MS = 30_000
# What a driver says → the fix.
_FIXES: Mapping[str, str] = MappingProxyType(
    {
        "disk is full": "make room on the disk",
        "No space left": "make room on the disk",
        "locked": "wait until the other process is done",
        "lock timeout": "wait until the other process is done",
        "readonly": "allow writing to the file and its folder",
        "not a database": "restore it from a backup, or choose another place with folder in [ledger]",
        "malformed": "restore it from a backup, or choose another place with folder in [ledger]",
        "password authentication failed": "correct user and password in the URL",
        "no password supplied": "add the password to the URL, as postgresql://user:password@host/database",
        '(database|role) "[^"]*" does not exist': "create it in PostgreSQL, or correct the URL",
        "onnection refused": "start the database, or correct host and port in the URL",
        "resolve host": "correct the host in the URL",
        "permission denied": "let this user create tables in the database",
    }
)
# A host that loses power in a transaction must not block the others until TCP notices, which takes hours.
_IDLE_MS = 60_000


class DeliveryLog:
    """An open delivery log. `secret` belongs to this installation and makes message ids and tokens unguessable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.secret = ""

    def __repr__(self) -> str:
        return f"DeliveryLog({self._engine.dialect.name})"

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Begin a transaction, durable once committed, rolled back on an error; raise DeliveryLogError."""
        try:
            with self._engine.begin() as db:
                yield db
        except DBAPIError as error:
            raise _log_error(self._engine, error) from None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Begin a read-only snapshot, which blocks no writer; raise DeliveryLogError."""
        view = {} if self._engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
        try:
            with self._engine.connect().execution_options(reading=True, **view) as db, db.begin():
                yield db
        except DBAPIError as error:
            raise _log_error(self._engine, error) from None

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()


def open_log(folder: Path, url: str = "") -> DeliveryLog:
    """Open the log in the state folder or at the URL of a PostgreSQL database; create missing tables.

    Raise DispatchError for a network disk, a folder that cannot be written, a database that cannot be reached, and a
    log of another version.
    """
    log = DeliveryLog(_postgresql_engine(url) if url else _sqlite_engine(folder))
    try:
        log.secret = _prepare_tables(log, folder)
    except BaseException:
        log.close()
        raise
    return log


def _prepare_tables(log: DeliveryLog, folder: Path) -> str:
    """Create missing tables; return the secret of this installation."""
    with log.reading() as db:
        stored = _read_settings(db) if inspect(db).has_table(database_schema.settings.name) else {}
    if not stored:
        with log.begin() as db:
            if db.dialect.name == "postgresql":
                db.exec_driver_sql("SELECT pg_advisory_xact_lock(1114792553)")  # two hosts must not create them at once
            database_schema.metadata.create_all(db)
            stored = _read_settings(db)
            if not stored:
                stored = {"version": database_schema.VERSION, "secret": machine.new_secret()}
                db.execute(
                    database_schema.settings.insert(),
                    [{"name": name, "value": value} for name, value in stored.items()],
                )
    return _check_version(stored, folder)


def _check_version(stored: Mapping[str, str], folder: Path) -> str:
    """Return the secret of a log; raise DispatchError if it has another version."""
    if stored["version"] != database_schema.VERSION:
        what = f"the delivery log has version {stored['version']}, this program needs {database_schema.VERSION}"
        fix = "use the version of briefing that wrote it, or choose another place with folder or url_env in [ledger]"
        raise DispatchError(what, str(folder), fix)
    return stored["secret"]


def _read_settings(db: Connection) -> dict[str, str]:
    return {row.name: row.value for row in db.execute(select(database_schema.settings))}


def open_existing_log(folder: Path, url: str = "") -> DeliveryLog | None:
    """Open the log as `open_log` does if it exists; else return None and create nothing."""
    if not url and not (folder / FILE).is_file():
        return None
    log = DeliveryLog(_postgresql_engine(url) if url else _sqlite_engine(folder))
    try:
        with log.reading() as db:
            if inspect(db).has_table(database_schema.settings.name):
                log.secret = _check_version(_read_settings(db), folder)
                return log
    except BaseException:
        log.close()
        raise
    log.close()
    return None


def _sqlite_engine(folder: Path) -> Engine:
    kind = file_system(folder)
    if _REMOTE.fullmatch(kind) or str(folder).startswith("\\\\"):
        what = f"the delivery log cannot be on a network disk ({kind or 'a share'}): locks do not work there"
        fix = "choose a folder on a local disk ([ledger] folder), or PostgreSQL for several hosts ([ledger] url_env)"
        raise DispatchError(what, str(folder), fix)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE).touch(0o600)  # it contains addresses and the secret
    except OSError as error:
        what = f"the delivery log cannot be written: {error.strerror or error}; nothing was sent"
        raise DispatchError(what, str(folder), NOT_WRITABLE) from None
    # a URL object, as in a string a % or ? of the path would be read as an escape or a query
    engine = create_engine(URL.create("sqlite", database=str(folder / FILE)))
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we begin transactions, not the driver
    for pragma in (f"busy_timeout={_BUSY_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    """Make a writer wait at the beginning of its transaction, where that is harmless."""
    connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get("reading") else "BEGIN IMMEDIATE")


def _postgresql_engine(url: str) -> Engine:
    fix = "write it as postgresql://user@host/database; the password may stand in ~/.pgpass or in the variable"
    try:
        scheme, _, rest = url.partition("://")
        if scheme.split("+")[0] not in ("postgresql", "postgres"):
            raise DispatchError("the URL of the delivery log is not a PostgreSQL URL", "", fix)
        place = make_url(f"postgresql+psycopg://{rest}")
        if "@" in f"{place.host}{place.database}":  # then part of the password is taken for the host, and shown
            raise DispatchError(
                "the URL of the delivery log contains two @", "", "write the one in the password as %40"
            )
        engine = create_engine(place, pool_pre_ping=True)
    except ImportError:
        raise DispatchError("a delivery log in PostgreSQL needs psycopg", "", install("postgresql")) from None
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise DispatchError("the URL of the delivery log cannot be read", "", fix) from None
    event.listen(engine, "connect", _configure_postgresql)
    return engine


def _configure_postgresql(connection: Any, _record: object) -> None:
    """Give the same guarantees as SQLite: durable when committed, and no wait without end."""
    values = f"lock_timeout={_BUSY_MS} idle_in_transaction_session_timeout={_IDLE_MS} synchronous_commit=on"
    with connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET {value}" for value in values.split()))
    connection.commit()


def file_system(folder: Path, mounts: Path = Path("/proc/self/mountinfo")) -> str:
    """Return the type of a folder's file system, as `ext4` or `nfs4`; empty if the system does not say."""
    try:
        lines = mounts.read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    path, best, kind = os.path.realpath(folder), -1, ""
    for line in lines:
        left, _, right = line.partition(" - ")
        point = re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), left.split()[4])
        below = path == point or path.startswith(point.rstrip("/") + "/")
        if below and len(point) >= best:
            best, kind = len(point), right.split()[0]
    return kind


def _log_error(engine: Engine, error: DBAPIError) -> DispatchError:
    """Convert an error of the driver, without the statement, its values and the URL."""
    reason = " ".join(str(error.orig).split())[:300]
    place = engine.url.database or ""
    fix = next(
        (fix for pattern, fix in _FIXES.items() if re.search(pattern, reason)), "repair the database; nothing was lost"
    )
    return DeliveryLogError(f"the delivery log failed: {reason}", place, fix)
