"""A ledger that was begun, or none: whoever only asks makes nothing. And what a database that refuses is mended by."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, text, update

from briefing.dispatch.delivery_log import database_schema, events, store
from briefing.dispatch.delivery_log.store import FILE, DeliveryLog
from briefing.errors import DeliveryLogError, DispatchError
from tests.dispatch.delivery_log.logs import Place, built
from tests.dispatch.servers.ports import HOST, free_ports
from tests.dispatch.servers.postgresql import PASSWORD, USER

NOTHING_LOST = "repair the database; nothing was lost"


def tables_of(place: Place) -> list[str]:
    """What a database holds, whoever made it."""
    found = DeliveryLog(store._postgresql_engine(place.url) if place.url else store._sqlite_engine(place.folder))
    with found.reading() as db:
        result = inspect(db).get_table_names()
    found.close()
    return sorted(result)


def test_where_no_log_was_begun_there_is_none_and_none_is_made(place: Place) -> None:
    assert store.open_existing_log(place.folder, place.url) is None
    assert not place.folder.exists()
    assert tables_of(place) == []
    place.open()
    assert tables_of(place) == sorted(database_schema.metadata.tables)


def test_a_folder_without_a_log_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "tick.lock").touch()
    assert store.open_existing_log(tmp_path) is None
    assert [path.name for path in tmp_path.iterdir()] == ["tick.lock"]


def test_a_log_that_was_begun_is_opened_with_all_that_was_reported(place: Place) -> None:
    first = place.open()
    built(first, 2)
    found = store.open_existing_log(place.folder, place.url)
    assert found
    assert found.secret == first.secret != ""
    with found.begin() as db:
        assert [event.what for event in events.read(db)] == ["PLANNED"] * 3 + ["BUILT"] * 2
    found.close()


def test_a_file_in_which_nobody_has_begun_is_no_log(tmp_path: Path) -> None:
    (tmp_path / FILE).touch()
    assert store.open_existing_log(tmp_path) is None
    assert tables_of(Place(tmp_path)) == []


def test_a_log_of_another_version_is_refused_to_whoever_only_asks(place: Place) -> None:
    with place.open().begin() as db:
        db.execute(
            update(database_schema.settings).where(database_schema.settings.c.name == "version").values(value="2")
        )
    with pytest.raises(DispatchError, match="has version 2, this program needs 1"):
        store.open_existing_log(place.folder, place.url)


def test_a_file_that_is_no_database_is_refused_to_whoever_only_asks(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"an old letter, and nothing that SQLite could read\n" * 99)
    with pytest.raises(DeliveryLogError, match="file is not a database"):
        store.open_existing_log(tmp_path)


def test_a_database_that_cannot_be_reached_is_not_taken_for_one_without_a_log(tmp_path: Path) -> None:
    with pytest.raises(DeliveryLogError, match="the delivery log failed") as caught:
        store.open_existing_log(tmp_path / "state", f"postgresql://{USER}:{PASSWORD}@{HOST}:{free_ports(1)[0]}/ledger")
    assert PASSWORD not in str(caught.value)
    assert not (tmp_path / "state").exists()


# What mends it


def refused(log: DeliveryLog, query: str) -> DeliveryLogError:
    with pytest.raises(DeliveryLogError) as caught, log.begin() as db:
        db.execute(text(query))
    with pytest.raises(DeliveryLogError) as read, log.reading() as db:
        db.execute(text(query))
    assert str(read.value) == str(caught.value)
    return caught.value


def inserted(db: Connection, values: dict[str, str]) -> None:
    db.execute(database_schema.memory.insert().values(values))


def inserted_once(db: Connection, values: dict[str, str]) -> None:
    database_schema.insert_once(db, database_schema.memory, values)


@pytest.mark.parametrize("insert", [inserted, inserted_once])
def test_a_database_that_is_full_asks_for_room_on_the_disk(
    tmp_path: Path, insert: Callable[[Connection, dict[str, str]], None]
) -> None:
    place = Place(tmp_path)
    log = place.open()

    def filled() -> None:
        with log.begin() as db:
            db.execute(text("PRAGMA max_page_count = 1"))  # as many as it has now, no more
            insert(db, {"name": "large", "value": "x" * 1_000_000})

    with pytest.raises(DeliveryLogError) as caught:
        filled()
    place.close()
    assert "database or disk is full" in caught.value.findings[0].what
    assert caught.value.findings[0].fix == "make room on the disk"


@pytest.mark.parametrize("name", ["full_outer_join", "disk_full", "is_full"])
def test_an_error_that_only_names_something_full_asks_for_no_room(log: DeliveryLog, name: str) -> None:
    result = refused(log, f"SELECT 1 FROM {name}")
    assert name in result.findings[0].what
    assert result.findings[0].fix == NOTHING_LOST


def test_what_a_database_refuses_is_an_error_of_the_log_and_of_dispatch(log: DeliveryLog) -> None:
    result = refused(log, "SELECT 1 FROM nowhere")
    assert isinstance(result, DispatchError)
    assert "the delivery log failed: " in result.findings[0].what
