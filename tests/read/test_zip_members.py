"""A zip file gives its members, or says that it cannot: whichever of its bytes is damaged."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest

from briefing.read.zip_members import LargeZip, UnreadableZip, zip_members

SHEET = b"<f>" + b"abc123" * 500


def packed() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/", b"")
        package.writestr("xl/worksheets/sheet1.xml", SHEET)
        package.writestr("notes.txt", b"a note")
    return buffer.getvalue()


def test_members_are_those_below_a_name() -> None:
    data = packed()
    assert zip_members(data, 10_000) == [("xl/worksheets/sheet1.xml", SHEET), ("notes.txt", b"a note")]
    assert zip_members(data, 10_000, "xl/") == [("xl/worksheets/sheet1.xml", SHEET)]
    assert zip_members(data, 10_000, None) == []
    with pytest.raises(LargeZip):
        zip_members(data, 1_000, None)


def test_whichever_byte_is_damaged_nothing_but_the_refusal_gets_out() -> None:
    data, refused = packed(), 0
    for at in range(len(data)):
        damaged = bytearray(data)
        damaged[at] ^= 0xFF
        try:
            with suppress(LargeZip):
                zip_members(bytes(damaged), 10_000)
        except UnreadableZip:
            refused += 1
    assert refused > len(data) / 4
