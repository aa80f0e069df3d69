"""Slides as a PDF, alone or with notes: tagged, archival, with every number in the ledger."""

from __future__ import annotations

import io
import re
import shutil
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

import briefing
from briefing import handout
from briefing.handout import notes
from briefing.model.document import Document, Section
from briefing.model.text import text
from briefing.pipeline.outputs import OUTPUTS, READERS
from briefing.proof.proof_report import proved
from tests.deck.painter.pdf_words import words
from tests.deck.sample import document
from tests.deck.samples import THEME
from tests.proof.mutations.strangers import PROJECTS

LONG = " ".join(f"Sentence {number} of a speaker who has much to say." for number in range(400))


def pages_of(data: bytes) -> list[str]:
    return [" ".join(word.text for word in page) for page in words(data)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("handout")
    assert briefing.build(PROJECTS["harbour"], out, only=["handout", "notes"]).findings == ()
    return out


def noted(said: str, most: int | None = None) -> Document:
    """The sample with these notes on each section, or on so many of each part."""
    whole = document()
    parts = tuple(
        replace(
            part,
            sections=tuple(
                _with_notes(one, said) if most is None or at < most else one for at, one in enumerate(part.sections)
            ),
        )
        for part in whole.parts
    )
    return replace(whole, parts=parts)


def _with_notes(section: Section, said: str) -> Section:
    return replace(section, notes=text(said, term="of the test"))


def test_each_slide_is_a_page_of_its_size_with_a_bookmark_and_a_heading(built: Path) -> None:
    (path,) = built.glob("*.handout.pdf")
    with pikepdf.open(path) as pdf:
        assert [page.mediabox[2:] for page in pdf.pages] == [[960, 540]] * len(pdf.pages)
        assert len(pdf.open_outline().root) == len(pdf.pages)
        kinds = [str(kid.S) for kid in pdf.Root.StructTreeRoot.K[0].K]
        assert kinds == ["/Sect"] * len(pdf.pages)
        assert all([str(kid.S) for kid in sect.K].count("/H1") == 1 for sect in pdf.Root.StructTreeRoot.K[0].K)


def test_notes_stand_below_their_slide_on_the_edition_s_paper(built: Path) -> None:
    (path,) = built.glob("*.notes.pdf")
    (slides,) = built.glob("*.handout.pdf")
    with pikepdf.open(path) as pdf:
        assert all(float(page.mediabox[3]) > float(page.mediabox[2]) for page in pdf.pages)
    both = list(zip(pages_of(path.read_bytes()), pages_of(slides.read_bytes()), strict=True))
    assert all(not Counter(slide.replace(" ", "")) - Counter(page.replace(" ", "")) for page, slide in both)
    assert any(len(page) > len(slide) for page, slide in both)


def test_notes_that_are_too_long_for_a_page_go_on_and_none_of_them_is_lost() -> None:
    long = noted(LONG, most=2)
    pages = pages_of(notes.write(long, THEME).files[".notes.pdf"])
    whole = " ".join(pages)
    assert len(pages) > len(pages_of(handout.write(long, THEME).files[".handout.pdf"]))
    count = sum(len(part.sections[:2]) for part in long.parts)
    assert {whole.count(f"Sentence {number} of a speaker") for number in range(400)} == {count}


def test_notes_are_in_one_output_and_not_in_the_other() -> None:
    said = "What only the speaker says"
    assert said in " ".join(pages_of(notes.write(noted(said), THEME).files[".notes.pdf"]))
    assert said not in " ".join(pages_of(handout.write(noted(said), THEME).files[".handout.pdf"]))


@pytest.mark.usefixtures("nothing_reused")
def test_the_same_document_gives_the_same_bytes() -> None:
    assert handout.write(document(), THEME).files == handout.write(document(), THEME).files


def test_files_as_they_were_built_have_no_finding(built: Path) -> None:
    assert proved([built], project=PROJECTS["harbour"], readers=READERS).findings == ()


def _with_another_number(data: bytes) -> bytes:
    """Exchange two digits of the first font that has them: what is seen is another number than was written."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = (font for page in pdf.pages for font in page.Resources.Font.values() if "/ToUnicode" in font)
        for font in fonts:
            table = font.ToUnicode.read_bytes()
            if b"<0032>" in table and b"<0035>" in table:
                swapped = (
                    table.replace(b"<0032>", b"<0000>").replace(b"<0035>", b"<0032>").replace(b"<0000>", b"<0035>")
                )
                font.ToUnicode = pdf.make_stream(swapped)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("suffix", [".handout.pdf", ".notes.pdf"])
def test_another_number_than_the_ledger_has_is_found(built: Path, tmp_path: Path, suffix: str) -> None:
    for path in built.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (path,) = tmp_path.glob(f"*{suffix}")
    path.write_bytes(_with_another_number(path.read_bytes()))
    found = {one.rule for one in proved([path], project=PROJECTS["harbour"], readers=READERS).findings}
    assert {"number-untraced", "edition-changed"} <= found


def test_a_file_that_is_no_pdf_is_a_finding(built: Path, tmp_path: Path) -> None:
    for path in built.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (path,) = tmp_path.glob("*.handout.pdf")
    path.write_bytes(b"no PDF")
    assert [one.rule for one in proved([path], project=PROJECTS["harbour"], readers=READERS).findings] == [
        "file-unreadable"
    ]


def test_neither_is_built_by_default() -> None:
    assert not OUTPUTS["handout"].by_default
    assert not OUTPUTS["notes"].by_default


def test_the_date_of_an_edition_without_a_day_is_no_page_number(tmp_path: Path) -> None:
    project = Path(shutil.copytree(PROJECTS["harbour"], tmp_path / "project"))
    for name, pattern, instead in [
        ("briefing.toml", r"as_of = .*", 'as_of = "newest"'),
        ("sources.csv", r",[\d-]+$", ","),
    ]:
        path = project / name
        path.write_text(re.sub(pattern, instead, path.read_text(), flags=re.MULTILINE))
    built = briefing.build(project, tmp_path / "out", only=["handout"])
    assert [one.what for one in built.findings if "which is not there" in one.what] == []
