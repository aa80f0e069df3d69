"""An edition whose web edition is published: its numbers lead to their records, its letter to the page."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest

import briefing
from briefing.errors import InputError
from briefing.model.lineage import record_anchor
from tests.editions import project

URL = "https://stats.example.org/briefings"
PAGE = f"{URL}/example-city.en.web.html"


def published(folder: Path, url: str = URL) -> Path:
    """The starter with an address for its web edition."""
    made = project(folder)
    with (made / "briefing.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[publish]\nurl = "{url}"\n')
    return made


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> briefing.Build:
    folder = tmp_path_factory.mktemp("published")
    return briefing.build(published(folder / "project"), folder / "out", only=["deck", "brief", "letter", "web"])


def in_deck(built: briefing.Build) -> set[str]:
    assert built.deck
    with zipfile.ZipFile(io.BytesIO(built.deck.read_bytes())) as package:
        parts = (package.read(name).decode() for name in package.namelist() if name.endswith(".rels"))
        return {target for part in parts for target in re.findall(r'Target="(https://stats[^"]*)"', part)}


def in_brief(built: briefing.Build) -> set[str]:
    assert built.brief
    with pikepdf.open(built.brief) as document:
        links = (link for page in document.pages for link in page.get("/Annots", []))
        return {str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A and URL in str(link.A.URI)}


def test_the_proof_has_nothing_to_say(built: briefing.Build) -> None:
    assert built.findings == ()


def test_numbers_in_deck_and_brief_lead_to_records_that_the_page_has(built: briefing.Build) -> None:
    page = built.editions[0].paths["web"][0].read_text(encoding="utf-8")
    for targets in (in_deck(built), in_brief(built)):
        assert f"{PAGE}#{record_anchor('visits.last')}" in targets
        assert all(target.startswith(f"{PAGE}#record-") for target in targets)
    for target in in_brief(built):
        assert f'id="{target.partition("#")[2]}"' in page


def test_the_letter_leads_to_the_page(built: briefing.Build) -> None:
    assert built.letter
    assert f'href="{PAGE}"' in built.letter.read_text(encoding="utf-8")
    assert f"\n{PAGE}\n" in built.letter.with_suffix(".txt").read_text(encoding="utf-8")


def test_the_page_itself_leads_to_its_own_records(built: briefing.Build) -> None:
    assert URL not in built.editions[0].paths["web"][0].read_text(encoding="utf-8")


def test_without_an_address_nothing_leads_there(tmp_path: Path) -> None:
    made = briefing.build(project(tmp_path / "project"), tmp_path / "out")
    assert in_deck(made) == in_brief(made) == set()


@pytest.mark.parametrize("url", ["http://stats.example.org", "stats.example.org", "https://a b", "https://a/?q=1"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(InputError, match=r"publish\.url"):
        briefing.build(published(tmp_path / "project", url), tmp_path / "out")
