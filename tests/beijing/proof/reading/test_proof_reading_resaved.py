"""A deck that LibreOffice opened and saved again reads as it did."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.proof.parsed_file import ParsedFile
from tests.beijing import written
from tests.converting import POWERPOINT, converted
from tests.proof.reading.sample_slides import parsed
from tests.thorough import ONLY_IN_A_THOROUGH_RUN


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[ParsedFile, ParsedFile]:
    """The Beijing deck as written, and as saved again."""
    folder: Path = tmp_path_factory.mktemp("resaved")
    data = written.deck()
    (folder / "deck.pptx").write_bytes(data)
    (saved,) = converted([folder / "deck.pptx"], POWERPOINT, folder / "out", "save a deck again")
    return parsed(data), parsed(saved.read_bytes())


@ONLY_IN_A_THOROUGH_RUN  # tests/proof/others reads such a deck too
def test_texts_roles_and_notes_stay(both: tuple[ParsedFile, ParsedFile]) -> None:
    written, saved = (
        [[(one.role, one.text) for one in page.elements] + [("notes", *page.notes)] for page in whole.pages]
        for whole in both
    )
    assert saved == written
    assert (both[1].lang, both[1].title) == (both[0].lang, both[0].title)


def test_boxes_grounds_and_sizes_stay(both: tuple[ParsedFile, ParsedFile]) -> None:
    for before, after in zip(both[0].pages, both[1].pages, strict=True):
        assert after.ground == before.ground
        for one, other in zip(before.elements, after.elements, strict=True):
            assert other.box == pytest.approx(one.box, abs=1)
            sizes = [{run.size for paragraph in each.paragraphs for run in paragraph} for each in (one, other)]
            assert sizes[0] == sizes[1]
