"""A PDF that cannot be read is refused in a plain sentence, in bounded time, and never stops the process."""

from __future__ import annotations

import io
import random
import time

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from reportlab.pdfgen.canvas import Canvas

from briefing.proof.layout import page_layout
from briefing.proof.reading import pdfium
from briefing.proof.tags import check, check_deep
from tests.proof.reading.briefs import evidence, line, parsed, plain, sampled
from tests.thorough import examples

FEW = examples(60)


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    target = io.BytesIO()
    pdf.save(target, **options)  # type: ignore[arg-type]  # as given
    return target.getvalue()


def blank(pages: int = 1) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    return pdf


def locked() -> bytes:
    return saved(pikepdf.open(io.BytesIO(sampled())), encryption=pikepdf.Encryption(owner="a", user="b"))


def unpacking() -> bytes:
    pdf = blank()
    pdf.pages[0].obj.Contents = pdf.make_stream(b" " * 120_000_000)
    return saved(pdf, compress_streams=True)


def twice() -> bytes:
    pdf = blank()
    pdf.pages[0].obj.Contents = pdf.make_stream(b"q Q", Filter=Array([Name.FlateDecode, Name.FlateDecode]))
    return saved(pdf, compress_streams=False)


def unfolding() -> bytes:
    pdf = blank()
    form = pdf.make_stream(b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    for _ in range(8):
        resources = Dictionary(XObject=Dictionary(X=form))
        form = pdf.make_stream(
            b"/X Do " * 10, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), Resources=resources
        )
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X=form))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do")
    return saved(pdf)


def crammed() -> bytes:
    pdf = blank()
    pdf.pages[0].obj.Contents = pdf.make_stream(b"0 0 1 1 re f\n" * (pdfium.MOST_OBJECTS + 1))
    return saved(pdf)


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (locked, "it is locked with a password"),
        (lambda: sampled()[: len(sampled()) // 2], "it is no PDF or is broken"),
        (lambda: b"%PDF-1.7\n", "it is no PDF or is broken"),
        (lambda: saved(blank(501)), "it has 501 pages, a brief at most 500"),
        (unpacking, "unpacks to more than 100 MB"),
        (twice, "packed twice over"),
        (unfolding, "unfolds into more than 50000 forms"),
        (crammed, "page 1 is painted in more than 100000 pieces"),
    ],
)
def test_what_cannot_be_read_is_stated_in_a_sentence_and_in_time(made: object, message: str) -> None:
    assert callable(made)
    data = made()
    start = time.perf_counter()
    with pytest.raises(ValueError, match=message):
        parsed(data)
    assert time.perf_counter() - start < 10


def test_a_file_of_more_than_200_mb_is_refused_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "MOST_BYTES", 1000)
    with pytest.raises(ValueError, match="a brief at most"):
        parsed(sampled())


def test_attachments_beyond_measure_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "MOST_ATTACHED", 1000)
    with pytest.raises(ValueError, match="files inside it"):
        parsed(sampled())


def test_a_tree_that_contains_itself_is_read_as_far_as_it_goes() -> None:
    pdf = pikepdf.open(io.BytesIO(sampled()))
    top = pdf.Root.StructTreeRoot.K[0]
    top.K[0].K = Array([top])
    found = list(check_deep(evidence(saved(pdf))))
    assert any(one.rule == "tags-document" for one in found)


@pytest.mark.parametrize("seed", range(FEW))
def test_bytes_changed_at_random_are_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    pdf = pikepdf.open(io.BytesIO(sampled()))
    data = bytearray(saved(pdf, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable))
    for _ in range(chance.choice((1, 5, 40))):
        at = chance.randrange(len(data))
        data[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
    try:
        given = evidence(bytes(data))
    except ValueError:
        return
    for one in (*check(given), *check_deep(given), *page_layout.check(given)):
        assert one.as_json()["what"]


def empty(canvas: Canvas) -> None:
    canvas.showPage()


def test_a_page_without_anything_is_read() -> None:
    (page,) = parsed(plain(empty)).pages
    assert page.elements == ()


def test_pypdfium2_and_the_reader_share_one_library() -> None:
    data = plain(lambda canvas: line(canvas, 60, 700, "here"))
    document = pypdfium2.PdfDocument(data)
    assert [one.text for _, one in parsed(data).elements()] == ["here"]
    assert document[0].get_textpage().get_text_range().strip() == "here"
    document.close()
    assert [one.text for _, one in parsed(data).elements()] == ["here"]
