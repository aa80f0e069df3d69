"""What a message about the delivery log proposes opens it when it is followed."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from sqlalchemy import update

from briefing.dispatch.delivery_log import database_schema, store
from briefing.dispatch.delivery_log.store import FILE
from briefing.errors import DispatchError, Finding
from tests.dispatch.delivery_log.logs import Place
from tests.dispatch.servers.ports import HOST, free_ports
from tests.dispatch.servers.postgresql import PASSWORD, USER, Postgresql
from tests.following import followed

FORM = "write it as <>; the password may stand in ~/.pgpass or in the variable"
OTHER = "choose another place with <> in [ledger]"


def refused(folder: Path, url: str = "") -> Finding:
    """Why a log cannot be opened."""
    with pytest.raises(DispatchError) as caught:
        store.open_log(folder, url)
    (finding,) = caught.value.findings
    return finding


def opens(folder: Path, url: str = "") -> bool:
    log = store.open_log(folder, url)
    log.close()
    return bool(log.secret)


def test_a_log_of_another_version_stays_and_another_place_is_taken(tmp_path: Path) -> None:
    place = Place(tmp_path / "state")
    with place.open().begin() as db:
        db.execute(
            update(database_schema.settings).where(database_schema.settings.c.name == "version").values(value="9")
        )
    place.close()
    finding = refused(place.folder)
    pattern = "use the version of briefing that wrote it, or choose another place with <> or <> in [ledger]"
    assert followed(pattern, finding.fix, ("<0>", "<1>")) == ["folder", "url_env"]
    assert finding.where == str(place.folder)
    assert opens(tmp_path / "other")


def test_a_network_disk_is_left_for_a_local_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "file_system", lambda folder: "nfs4" if folder.name == "share" else "ext4")
    pattern = "choose a folder on a local disk ([ledger] <>), or PostgreSQL for several hosts ([ledger] <>)"
    assert followed(pattern, refused(tmp_path / "share").fix, ("<0>", "<1>")) == ["folder", "url_env"]
    assert opens(tmp_path / "local")


def test_a_file_in_the_place_of_the_folder_is_left_for_another_folder(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    finding = refused(tmp_path / "state")
    assert followed(f"allow writing there, or {OTHER}", finding.fix, ("<0>",)) == ["folder"]
    assert opens(tmp_path / "other")


def test_a_file_that_is_no_database_is_replaced_or_left(tmp_path: Path) -> None:
    place = Place(tmp_path / "state")
    place.open()
    place.close()
    backup = (place.folder / FILE).read_bytes()
    (place.folder / FILE).write_bytes(b"no database, though it is long enough to be one\n" * 99)
    finding = refused(place.folder)
    assert finding.where == str(place.folder / FILE)
    assert followed(f"restore it from a backup, or {OTHER}", finding.fix, ("<0>",)) == ["folder"]
    (place.folder / FILE).write_bytes(backup)
    assert opens(place.folder)
    assert opens(tmp_path / "other")


# PostgreSQL


def of(server: Postgresql, form: str, **other: str) -> str:
    """`postgresql://user:password@host/database` as a message gives it → the URL of the server in that form."""
    named = {"user": USER, "password": PASSWORD, "host": f"{HOST}:{server.port}", "database": "postgres", **other}
    url = re.sub("user|password|host|database", lambda word: named[word[0]], form.partition("://")[2])
    return f"{form.partition('://')[0]}://{url}?options=-csearch_path%3D{_schema(server)}"


def _schema(server: Postgresql) -> str:
    return server.database().rpartition("%3D")[2]


@pytest.mark.parametrize("url", ["mysql://host/ledger", "words", "postgresql://user@host:port/ledger"])
def test_a_url_has_the_form_that_a_message_gives(
    url: str, postgresql: Postgresql, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (form,) = followed(FORM, refused(tmp_path, url).fix, ("<0>",))
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / ".pgpass"))
    (tmp_path / ".pgpass").write_text(f"*:*:*:*:{PASSWORD}\n")
    (tmp_path / ".pgpass").chmod(0o600)
    assert opens(tmp_path, of(postgresql, form))


def test_a_password_is_added_in_the_form_that_a_message_gives(postgresql: Postgresql, tmp_path: Path) -> None:
    finding = refused(tmp_path, of(postgresql, "postgresql://user@host/database"))
    (form,) = followed("add the password to the URL, as <>", finding.fix, ("<0>",))
    assert opens(tmp_path, of(postgresql, form))


def test_an_at_sign_in_a_password_is_written_as_a_message_says(postgresql: Postgresql, tmp_path: Path) -> None:
    address = f"{HOST}:{postgresql.port}/postgres"
    with psycopg.connect(postgresql.url(), autocommit=True) as admin:
        admin.execute("CREATE ROLE at_sign LOGIN PASSWORD 'a@b' SUPERUSER")
    finding = refused(tmp_path, f"postgresql://at_sign:a@b@{address}")
    (sign,) = followed("write the one in the password as <>", finding.fix, ("<0>",))
    schema = f"?options=-csearch_path%3D{_schema(postgresql)}"
    assert opens(tmp_path, f"postgresql://at_sign:{'a@b'.replace('@', sign)}@{address}{schema}")


def test_user_password_database_and_port_are_corrected_where_a_message_says_so(
    postgresql: Postgresql, tmp_path: Path
) -> None:
    right = postgresql.database()
    (free,) = free_ports(1)
    wrong = {
        "correct user and password in the URL": right.replace(PASSWORD, "other"),
        "create it in PostgreSQL, or correct the URL": right.replace("/postgres?", "/a_new_one?"),
        "start the database, or correct host and port in the URL": right.replace(str(postgresql.port), str(free)),
        "correct the host in the URL": right.replace(HOST, "no-such-host.invalid"),
    }
    assert {refused(tmp_path, url).fix: url for url in wrong.values()} == wrong
    with psycopg.connect(postgresql.url(), autocommit=True) as admin:
        admin.execute("CREATE DATABASE a_new_one")
    assert opens(tmp_path, wrong["create it in PostgreSQL, or correct the URL"].split("?")[0])
    assert opens(tmp_path, right)


def test_who_may_create_no_tables_is_let_to(postgresql: Postgresql, tmp_path: Path) -> None:
    url = postgresql.database()
    schema = url.rpartition("%3D")[2]
    with psycopg.connect(postgresql.url(), autocommit=True) as admin:
        admin.execute("CREATE ROLE reader LOGIN PASSWORD 'reader'")
        admin.execute(f"GRANT USAGE ON SCHEMA {schema} TO reader".encode())
    address = urlsplit(url)
    limited = url.replace(f"{address.username}:{address.password}", "reader:reader")
    assert refused(tmp_path, limited).fix == "let this user create tables in the database"
    with psycopg.connect(postgresql.url(), autocommit=True) as admin:
        admin.execute(f"GRANT CREATE ON SCHEMA {schema} TO reader".encode())
    assert opens(tmp_path, limited)
