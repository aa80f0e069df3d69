"""The Beijing deck is let through by the gate, stands an edit in another program, and is drawn whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.model.edition import Mode
from briefing.proof.package.package_check import check
from tests.beijing import written
from tests.deck.reading_deck import Deck
from tests.deck.rendered import drawn
from tests.deck.validating import audit
from tests.proof.layout.charted import found
from tests.proof.package.decks import MODES, THEMES
from tests.proof.package.test_proof_decks import edited
from tests.thorough import ONLY_IN_A_THOROUGH_RUN, dealt

BOTH = [(theme, mode) for theme in ("ink", "dark") for mode in MODES]


@pytest.mark.parametrize(("theme", "mode"), BOTH)
def test_decks_to_be_read_and_presented_are_let_through(theme: str, mode: Mode) -> None:
    assert check("deck.pptx", written.deck(theme, mode)) == ()


@pytest.mark.parametrize(("theme", "mode"), [("ink", "read"), ("dark", "present")])
def test_another_validator_finds_nothing_either(theme: str, mode: Mode, tmp_path: Path) -> None:
    assert audit(written.deck(theme, mode), tmp_path) == []


@pytest.mark.parametrize(("theme", "mode"), dealt(THEMES, MODES))
def test_nothing_is_found_in_its_charts(theme: str, mode: Mode) -> None:
    assert found(written.deck(theme, mode)) == []


def test_nothing_is_found_in_the_charts_of_the_chinese_edition() -> None:
    assert found(written.deck("dark", lang="zh")) == []


def test_it_stands_an_edit_in_another_program() -> None:
    data, slides = edited(written.deck())
    assert [finding for finding in check("deck.pptx", data) if "no section lists slide" not in finding.what] == []
    assert len(Deck.of(data).named("ppt/slides/slide")) == slides


@ONLY_IN_A_THOROUGH_RUN  # LibreOffice draws other decks
def test_each_of_its_slides_is_drawn(tmp_path: Path) -> None:
    deck = written.deck()
    assert len(drawn(deck, tmp_path)) == len(Deck.of(deck).named("ppt/slides/slide"))
