"""Where a ledger lies: what is refused, what is durable, and what its errors do not tell."""

from __future__ import annotations

import logging
import os
import re
import sqlite3
import stat
import subprocess
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text, update

from briefing.dispatch.delivery_log import database_schema, events, key_values, store, stored_editions
from briefing.dispatch.delivery_log.store import FILE, DeliveryLog
from briefing.errors import DeliveryLogError, DispatchError
from tests.dispatch.delivery_log.logs import NOW, Place, an_edition, built
from tests.dispatch.delivery_log.processes import at_once
from tests.dispatch.servers.ports import HOST, free_ports
from tests.dispatch.servers.postgresql import PASSWORD, USER, Postgresql
from tests.programs import missing
from tests.thorough import ONLY_IN_A_THOROUGH_RUN


def test_a_log_opened_again_has_the_same_secret_and_all_that_was_reported(place: Place) -> None:
    first = place.open()
    built(first, 3)
    second = place.open()
    assert len(second.secret) == 64
    assert second.secret == first.secret
    with second.begin() as db:
        assert [event.what for event in events.read(db)] == ["PLANNED"] * 4 + ["BUILT"] * 3


def test_two_logs_have_two_secrets(tmp_path: Path) -> None:
    here, there = Place(tmp_path / "here"), Place(tmp_path / "there")
    assert here.open().secret != there.open().secret
    here.close()
    there.close()


def test_a_log_of_another_version_is_refused(place: Place) -> None:
    with place.open().begin() as db:
        db.execute(
            update(database_schema.settings).where(database_schema.settings.c.name == "version").values(value="2")
        )
    with pytest.raises(DispatchError, match="has version 2, this program needs 1"):
        place.open()


def test_an_error_undoes_the_whole_transaction(log: DeliveryLog) -> None:
    def remembered_and_broken_off() -> None:
        with log.begin() as db:
            key_values.set_value(db, "a", "b")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        remembered_and_broken_off()
    with log.begin() as db:
        assert key_values.get_value(db, "a") == ""


@ONLY_IN_A_THOROUGH_RUN
def test_four_processes_that_open_a_new_log_at_once_agree_on_its_secret(place: Place) -> None:
    result = at_once(place, "meet()\none = opened()\nprint(one.secret)\none.close()", count=4)
    assert result == [[place.open().secret]] * 4


def test_who_reads_sees_one_moment_and_keeps_nobody_from_writing(place: Place) -> None:
    reader, writer = place.open(), place.open()
    with reader.reading() as view:
        assert key_values.get_value(view, "a") == ""
        with writer.begin() as db:
            key_values.set_value(db, "a", "b")
        assert key_values.get_value(view, "a") == ""
    with reader.reading() as view:
        assert key_values.get_value(view, "a") == "b"


def test_a_process_that_stands_still_in_a_transaction_holds_nobody_up_for_ever(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_BUSY_MS", 300)
    standing, waiting = place.open(), place.open()
    with standing.begin() as db:
        key_values.set_value(db, "notice", "first")
        with pytest.raises(DeliveryLogError, match=r"failed: .*lock") as caught, waiting.begin() as other:
            key_values.set_value(other, "notice", "second")
        assert caught.value.findings[0].fix == "wait until the other process is done"
    with waiting.begin() as other:
        assert key_values.get_value(other, "notice") == "first"


def test_a_host_that_is_gone_in_a_transaction_loses_it(shared: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_IDLE_MS", 200)
    gone, other = shared.open(), shared.open()

    def stand_still() -> None:
        with gone.begin() as db:
            key_values.set_value(db, "notice", "first")
            with other.begin() as theirs:
                key_values.set_value(theirs, "notice", "second")

    with pytest.raises(DeliveryLogError, match="the delivery log failed"):
        stand_still()
    with gone.begin() as db:
        assert key_values.get_value(db, "notice") == "second"


def test_a_commit_in_sqlite_is_on_the_disk(tmp_path: Path) -> None:
    place = Place(tmp_path)
    with place.open().begin() as db:
        result = {name: db.execute(text(f"PRAGMA {name}")).scalar() for name in ("synchronous", "journal_mode")}
    place.close()
    assert result == {"synchronous": 2, "journal_mode": "wal"}
    plain = sqlite3.connect(":memory:")  # what nobody asked for
    assert plain.execute("PRAGMA journal_mode").fetchone() == ("memory",)
    plain.close()


def test_a_commit_in_postgresql_is_on_the_disk(postgresql: Postgresql, tmp_path: Path) -> None:
    place = Place(tmp_path, postgresql.database())
    with place.open().begin() as db:
        result = [db.execute(text(f"SHOW {name}")).scalar() for name in ("fsync", "synchronous_commit")]
    place.close()
    assert result == ["on", "on"]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no file modes")
def test_only_its_owner_reads_the_file(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        place = Place(tmp_path / "state")
        with place.open().begin() as db:
            key_values.set_value(db, "a", "b")
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in place.folder.iterdir()}
    finally:
        os.umask(before)
    place.close()
    assert modes == {FILE + end: 0o600 for end in ("", "-wal", "-shm")}


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"an old letter, and nothing that SQLite could read\n" * 99)
    with pytest.raises(DeliveryLogError, match="file is not a database") as caught:
        store.open_log(tmp_path)
    assert str(tmp_path / FILE) in str(caught.value)


# Disks


MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:25 / /scratch rw - tmpfs tmpfs rw
31 22 0:26 / /home/ada rw shared:2 master:3 - {kind} server:/export rw
32 31 0:27 / /home/ada/fast rw - xfs /dev/vdb rw
33 22 0:28 / /mnt/two\\040words rw - {kind} server:/export rw
34 22 0:29 / /mnt/laid\\134over rw - ext4 /dev/vdc rw
35 34 0:30 / /mnt/laid\\134over rw - {kind} server:/export rw
"""
REMOTE = (
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "lustre", "fuse.sshfs", "fuse.s3fs", "fuse.rclone",
    "fuse.glusterfs",
)  # fmt: skip
LOCAL = ("ext4", "xfs", "btrfs", "zfs", "overlay", "tmpfs", "fuseblk", "fuse.gocryptfs", "autofs")


@pytest.mark.parametrize("kind", REMOTE + LOCAL)
def test_the_disk_of_a_folder_is_that_of_its_nearest_mount(tmp_path: Path, kind: str) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS.format(kind=kind), encoding="utf-8")
    expected = {
        "/": "ext4",
        "/srv/new/folder": "ext4",
        "/scratch/x": "tmpfs",
        "/home/ada/briefing/state": kind,
        "/home/adam": "ext4",
        "/home/ada/fast/state": "xfs",
        "/mnt/two words/state": kind,
        "/mnt/laid\\over/state": kind,
    }
    assert {folder: store.file_system(Path(folder), mounts) for folder in expected} == expected


def test_a_system_that_does_not_tell_its_mounts_is_believed(tmp_path: Path) -> None:
    assert store.file_system(tmp_path, tmp_path / "missing") == ""


@pytest.mark.parametrize("kind", REMOTE)
def test_sqlite_on_a_network_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(store, "file_system", lambda folder: kind)
    with pytest.raises(DispatchError, match=re.escape(f"cannot be on a network disk ({kind})")) as caught:
        store.open_log(tmp_path / "state")
    assert "PostgreSQL" in caught.value.findings[0].fix
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize("kind", LOCAL)
def test_sqlite_on_a_local_disk_is_not_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(store, "file_system", lambda folder: kind)
    store.open_log(tmp_path / "state").close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB, mounted for a test."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", folder], capture_output=True, check=False)
    if made.returncode:
        missing(f"only who may mount a disk can fill one: {made.stderr.decode().strip()}", "fill a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no file modes")
def test_a_folder_that_may_not_be_written_is_refused(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    folder = tmp_path
    if os.geteuid() == 0:  # who may write everywhere, except on a disk that takes nothing
        folder = request.getfixturevalue("small_disk")
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    else:
        folder.chmod(0o500)
    why = "Read-only file system" if os.geteuid() == 0 else "Permission denied"
    for refused in (folder, folder / "new"):
        with pytest.raises(DispatchError, match=f"cannot be written: {why}; nothing was sent"):
            store.open_log(refused)


def test_a_full_disk_is_reported_and_what_was_committed_can_be_read(small_disk: Path) -> None:
    place = Place(small_disk)
    log = place.open()
    keys = built(log, 2)
    made, contents = an_edition("large")
    large = {name: os.urandom(1_000_000) if name.endswith(".pdf") else content for name, content in contents.items()}

    def edition() -> None:
        with log.begin() as db:
            key_values.set_value(db, "half", "done")
            stored_editions.store(db, made, large)

    with pytest.raises(DeliveryLogError, match="is full") as caught:
        edition()
    assert caught.value.findings[0].fix == "make room on the disk"
    for again in (log, place.open()):
        with again.begin() as db:
            assert key_values.get_value(db, "half") == ""
            assert stored_editions.get(db, made.id) is None
            assert [event.delivery for event in events.read(db) if event.what == "BUILT"] == list(keys)
    place.close()


# What no error may tell


def text_of(error: BaseException) -> str:
    return "".join(traceback.format_exception(error)) + repr(error) + str(error)


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://{USER}:{PASSWORD}@{HOST}:{{nobody}}/ledger",
        f"postgresql://{USER}:{PASSWORD}@{HOST}:{{port}}/no_such_database",
        f"postgresql://{USER}:{PASSWORD}x@{HOST}:{{port}}/postgres",
        f"postgresql://nobody:{PASSWORD}@{HOST}:{{port}}/postgres",
        f"postgresql://{USER}:{PASSWORD}@no-such-host.invalid/ledger",
        f"postgresql://{USER}:{PASSWORD}@{HOST}:port/ledger",
        f"postgresql://{USER}:{PASSWORD}@{HOST}:{{port}}/postgres?no_such_option=1",
        f"postgresql://{USER}:{PASSWORD}/ledger",
        f"postgresql://{USER}:a@{PASSWORD}@{HOST}/ledger",
        f"postgresql://{USER}:a@{PASSWORD}/b@{HOST}/ledger",
        f"postgresql://{USER}:a@b/{PASSWORD}@{HOST}/ledger",
        f"postgresql+asyncpg://{USER}:{PASSWORD}x@{HOST}:{{port}}/postgres",
        f"mysql://{USER}:{PASSWORD}@{HOST}/ledger",
        f"{USER}:{PASSWORD}@{HOST}/ledger",
        f"{PASSWORD}",
    ],
)
def test_no_error_tells_the_password_of_the_database(
    postgresql: Postgresql,
    tmp_path: Path,
    url: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(DispatchError) as error:
        store.open_log(tmp_path, url.format(port=postgresql.port, nobody=free_ports(1)[0]))
    assert error.value.findings[0].fix
    assert PASSWORD not in text_of(error.value) + caplog.text + "".join(capfd.readouterr())
    assert list(tmp_path.iterdir()) == []


def test_an_open_log_tells_its_password_to_nobody(
    postgresql: Postgresql, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    place = Place(tmp_path, postgresql.database())
    log = place.open()
    built(log, 1)
    with pytest.raises(DeliveryLogError) as error, log.begin() as db:
        db.execute(text("SELECT 1 FROM no_such_table WHERE x = :value"), {"value": "a value of somebody's"})
    with log.begin() as db:
        edition = [
            str(tuple(row)) for table in database_schema.metadata.sorted_tables for row in db.execute(table.select())
        ]
    place.close()
    assert len(edition) > 10
    assert "BUILT" in caplog.text
    assert PASSWORD not in text_of(error.value) + caplog.text + repr(log) + "".join(edition)
    assert "somebody's" not in text_of(error.value)


def test_the_search_for_the_password_would_find_it(tmp_path: Path) -> None:
    assert PASSWORD in text_of(DispatchError(f"cannot reach postgresql://{USER}:{PASSWORD}@{HOST}"))


def test_a_server_that_goes_away_is_an_error_that_says_so_and_then_comes_back(
    postgresql: Postgresql, tmp_path: Path
) -> None:
    place = Place(tmp_path, postgresql.database())
    log = place.open()

    def cut_off_in_the_middle() -> None:
        with log.begin() as db:
            key_values.set_value(db, "half", "done")
            me = db.execute(text("SELECT pg_backend_pid()")).scalar()
            with place.open().begin() as other:
                other.execute(text("SELECT pg_terminate_backend(:me)"), {"me": me})
            key_values.set_value(db, "other half", "done")

    with pytest.raises(DeliveryLogError, match="the delivery log failed"):
        cut_off_in_the_middle()
    with log.begin() as db:
        assert key_values.get_value(db, "half") == ""
        key_values.set_value(db, "whole", str(NOW))
    place.close()


@pytest.mark.parametrize("name", ["50%25 more", "a%20b", "what?mode=ro", "a#b", "x%2Fy"])
def test_each_folder_has_its_own_log_whatever_signs_its_name_holds(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    store.open_log(folder).close()
    assert (folder / FILE).stat().st_size > 0
    assert [path.name for path in tmp_path.iterdir()] == [name]
