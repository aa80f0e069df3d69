"""Messages as files in an outbox folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dispatch.exceptions import ClaimLost, SendingStopped
from briefing.dispatch.models import Mail
from briefing.dispatch.transport import transport
from briefing.dispatch.transport.outbox import OutboxFolder, file_name
from tests.dispatch.transport.letters import MESSAGE, Marked, envelope

ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="modes and limits of files are those of POSIX")


def test_a_message_becomes_a_file_with_its_very_bytes(tmp_path: Path) -> None:
    marks = Marked()
    with transport(Mail(sender="briefing@example.test"), tmp_path / "out" / "box").session() as session:
        reply = session.send(envelope(audit="audit@example.test"), MESSAGE, marks)
    target = tmp_path / "out" / "box" / "0123456789abcdef-ada@example.test.eml"
    assert reply.state == "ACCEPTED"
    assert reply.text == f"written to {target}"
    assert target.read_bytes() == MESSAGE
    assert marks.seen == ["data"]  # a write can be repeated, so its end is never in doubt


def test_the_audit_address_is_in_no_file(tmp_path: Path) -> None:
    with OutboxFolder(tmp_path).session() as session:
        session.send(envelope(audit="audit@example.test"), MESSAGE, Marked())
    assert [path for path in tmp_path.iterdir() if b"audit" in path.name.encode() + path.read_bytes()] == []


@ON_POSIX
def test_only_the_owner_reads_the_file(tmp_path: Path) -> None:
    with OutboxFolder(tmp_path).session() as session:
        session.send(envelope(), MESSAGE, Marked())
    (path,) = tmp_path.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_same_delivery_makes_the_same_file_again(tmp_path: Path) -> None:
    with OutboxFolder(tmp_path).session() as session:
        session.send(envelope(), MESSAGE, Marked())
        session.send(envelope(), MESSAGE, Marked())
        session.send(envelope(key="f" * 64), MESSAGE, Marked())
    assert len(list(tmp_path.iterdir())) == 2


@ON_POSIX
def test_a_disk_that_is_full_leaves_no_half_file_and_says_what_to_do(tmp_path: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    marks = Marked()
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))  # the kernel refuses what goes beyond
    try:
        with (
            OutboxFolder(tmp_path).session() as session,
            pytest.raises(SendingStopped, match="cannot be written") as caught,
        ):
            session.send(envelope(), b"x" * 10_000, marks)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []
    assert marks.seen == []
    assert caught.value.local  # so that the next tick tries again
    assert "make room" in str(caught.value)


def test_a_folder_that_is_a_file_is_refused_with_the_fix(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("")
    with (
        OutboxFolder(tmp_path / "outbox").session() as session,
        pytest.raises(SendingStopped, match="choose another place"),
    ):
        session.send(envelope(), MESSAGE, Marked())


def test_what_another_has_taken_is_not_written(tmp_path: Path) -> None:
    with OutboxFolder(tmp_path).session() as session, pytest.raises(ClaimLost):
        session.send(envelope(), MESSAGE, Marked(at_data=ClaimLost()))
    assert list(tmp_path.iterdir()) == []


@given(st.text(max_size=300))
def test_no_recipient_leads_out_of_the_folder(recipient: str) -> None:
    name = file_name(envelope(recipient, key="../" + "a" * 64))
    assert name.isascii()
    assert not set(name) & set('/\\:*?"<>| \0')
    assert name.startswith("aaaaaaaaaaaaaaaa-")
    assert len(name) <= 101
