"""The file as a container: packed, whole for readers, and each object where its cross-reference says."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2
import pytest


def unpacked(pdf: bytes) -> bytes:
    """The same file in the classic form."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return target.getvalue()


def test_only_streams_stand_outside_of_object_streams(pdf: bytes) -> None:
    outside = re.findall(rb"\n\d+ 0 obj\n(.*?)\nendobj", pdf, re.S)
    assert len(outside) > 10
    assert all(source.endswith(b"\nendstream") for source in outside)
    assert b"/StructElem" not in pdf
    assert b"/StructElem" in unpacked(pdf)


def test_packing_takes_a_quarter_off(pdf: bytes) -> None:
    assert len(pdf) < 0.75 * len(unpacked(pdf))


def faults(pdf: bytes) -> list[str]:
    """What a reader that mends nothing finds wrong in objects and in their places."""
    with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False) as opened:
        return list(opened.check_pdf_syntax())


def test_a_strict_reader_finds_every_object(pdf: bytes) -> None:
    assert faults(pdf) == []


def test_a_wrong_place_in_the_cross_reference_is_found(pdf: bytes) -> None:
    wrong, changed = re.subn(rb"\n(\d{9})(\d) 00000 n", rb"\n\g<1>9 00000 n", unpacked(pdf))
    assert changed > 10
    with pytest.raises(pikepdf.PdfError):
        faults(wrong)


def test_another_engine_reads_it(pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) > 1
    assert document[0].get_textpage().get_text_range().strip()
