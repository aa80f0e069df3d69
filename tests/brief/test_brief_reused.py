"""A brief is made once for all documents whose pages show the same, and again where anything of them differs."""

from __future__ import annotations

import datetime as dt
import io
import json
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pypdfium2 import PdfDocument
from reportlab.pdfbase.pdfdoc import PDFStream

from briefing.brief import write
from briefing.brief.catalog import deflate
from briefing.errors import LayoutError
from briefing.model.document import Document
from briefing.model.ledger import Written
from briefing.model.text import text
from briefing.model.theme import Theme
from briefing.reuse import STORE, from_nothing
from briefing.wording import of
from tests.brief import sample, sample_zh
from tests.thorough import dealt

Change = Callable[[Document], Document]
# What a page shows, or a reader of the file is told, or the ledger has.
SHOWN: dict[str, Change] = {
    "title": lambda document: replace(document, title=text("Another title")),
    "header": lambda document: replace(document, header=text("Another header")),
    "page": lambda document: replace(document, edition=replace(document.edition, page="Letter")),
    "organisation": lambda document: with_imprint(document, "Somebody else"),
    "subtitle": lambda document: replace(document, subtitle=text("Another subtitle")),
    "published": lambda document: replace(
        document, edition=replace(document.edition, web_folder="https://example.org/briefs/")
    ),
}
UNSHOWN: dict[str, Change] = {
    "slug": lambda document: replace(document, edition=replace(document.edition, slug="another")),
    "inputs": lambda document: replace(document, inputs={"observations.csv": "0" * 64}),
    "places": lambda document: replace(document, places={"cover": "story.en.yaml, line 99"}),
}


def with_imprint(document: Document, organisation: str) -> Document:
    imprint = replace(document.edition.imprint, organisation=organisation)
    return replace(document, edition=replace(document.edition, imprint=imprint))


def of_place(document: Document, entity: str) -> Document:
    return replace(document, edition=replace(document.edition, entity=entity))


def of_day(document: Document, day: dt.date) -> Document:
    return replace(document, edition=replace(document.edition, as_of=day))


def from_scratch(document: Document, theme: Theme) -> Written:
    with from_nothing():
        return write(document, theme)


@pytest.fixture(autouse=True)
def empty() -> None:
    STORE.clear()


@pytest.mark.parametrize("change", UNSHOWN.values(), ids=UNSHOWN)
def test_what_no_page_shows_makes_no_other_brief(change: Change) -> None:
    document, theme = sample.document(), sample.theme()
    first = write(document, theme)
    again = write(change(document), theme)
    assert STORE.hits["brief"] == 1
    assert again == first == from_scratch(change(document), theme)


@pytest.mark.parametrize("change", SHOWN.values(), ids=SHOWN)
def test_what_a_page_shows_is_made_as_from_nothing(change: Change) -> None:
    document, theme = sample.document(), sample.theme()
    before = write(document, theme)
    changed = write(change(document), theme)
    assert STORE.hits["brief"] == 0
    assert changed == from_scratch(change(document), theme)
    assert changed.files != before.files


@pytest.mark.parametrize(
    ("entity", "made"),
    dealt(("", "Norhaven", "A place with a name " * 9), (sample_zh.document, sample.document)),
    ids=lambda given: given[:10] if isinstance(given, str) else given.__module__,
)
def test_a_brief_of_another_day_of_the_month_is_not_set_again(made: Callable[[], Document], entity: str) -> None:
    document, theme = of_place(made(), entity), sample.theme()
    days = [document.edition.as_of.replace(day=day) for day in (1, 9, 22, 27)]
    for day in days:
        written = write(of_day(document, day), theme)
        assert written == from_scratch(of_day(document, day), theme)
        with pikepdf.open(io.BytesIO(written.files[".pdf"])) as file:
            moment = f"D:{day:%Y%m%d}000000Z"
            assert {str(file.docinfo[name]) for name in ("/CreationDate", "/ModDate")} == {moment}
            assert all(str(one.EF.F.Params.ModDate) == moment for one in file.Root.AF)
            assert file.Root.Metadata.read_bytes().count(f"{day}T00:00:00Z".encode()) == 3
        words = of(document.lang).edition_of(of_day(document, day).edition)
        shown = [term.text for term in written.trace.terms if term.why == "date of the edition"]
        assert all(words.startswith(text) for text in shown)
        if cut := entity.startswith("A place"):
            words = "A place with a name A place"
        pages = [page.get_textpage().get_text_bounded() for page in PdfDocument(written.files[".pdf"])]
        assert pages
        assert all(words.replace(" ", "") in page.replace(" ", "") and ("…" in page) >= cut for page in pages)
        assert shown or cut
    assert STORE.hits["brief"] == len(days) - 1


def test_a_brief_of_another_month_is_set_as_from_nothing() -> None:
    document, theme = sample.document(), sample.theme()
    for month in (3, 5, 9):
        day = document.edition.as_of.replace(day=5, month=month)
        assert write(of_day(document, day), theme) == from_scratch(of_day(document, day), theme)


def test_another_theme_makes_another_brief() -> None:
    document, theme = sample.document(), sample.theme()
    other = replace(theme, light=replace(theme.light, accent="#123456"))
    assert write(document, theme).files != write(document, other).files == from_scratch(document, other).files


def test_a_trace_that_is_changed_afterwards_is_nobody_else_s() -> None:
    document, theme = sample.document(), sample.theme()
    write(document, theme).trace.uses.clear()
    assert write(document, theme).trace == from_scratch(document, theme).trace


def test_a_fault_is_refused_each_time() -> None:
    document = replace(sample.document(), title=())
    for _ in range(2):
        with pytest.raises(LayoutError, match="a document without a title"):
            write(document, sample.theme())


def test_an_attached_fact_that_differs_is_attached_as_it_is() -> None:
    document, theme = sample.document(), sample.theme()
    write(document, theme)
    name, fact = next(iter(document.facts.items()))
    changed = replace(document, facts={**document.facts, name: replace(fact, formula="another")})
    written = write(changed, theme)
    assert written == from_scratch(changed, theme)
    with pikepdf.open(io.BytesIO(written.files[".pdf"])) as file:
        facts = json.loads(file.attachments["facts.json"].get_file().read_bytes())["facts"]
    assert facts[name]["formula"] == "another"


@given(st.lists(st.binary(max_size=40), min_size=2, max_size=4))
def test_a_stream_is_deflated_once_and_is_what_it_was(streams: list[bytes]) -> None:
    for content in (*streams, *streams):
        shared, own = PDFStream(content=content), PDFStream(content=content)
        deflate(shared)
        assert zlib.decompress(shared.content) == content
        with from_nothing():
            deflate(own)
        assert own.content == shared.content


def test_what_is_deflated_stands_in_the_file_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes] = []

    def unlike_others(content: bytes) -> bytes:
        packer = zlib.compressobj(1)
        made.append(packer.compress(content) + packer.flush())
        return made[-1]

    monkeypatch.setattr(zlib, "compress", unlike_others)
    with from_nothing():
        (pdf,) = write(sample.document(), sample.theme()).files.values()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        found = [item.read_raw_bytes() for item in file.objects if isinstance(item, pikepdf.Stream)]
    assert len(made) > 10
    assert {*made} <= {*found}
