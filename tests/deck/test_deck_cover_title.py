"""The title of a cover: so large that it fits, and that no word of it is cut."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.assets import asset
from briefing.deck.plan.planning import plan
from briefing.deck.slides import TextBox
from briefing.errors import LayoutError
from briefing.model.text import plain
from briefing.model.theme import Theme
from briefing.read import theme as read_theme
from tests.deck.sample import document
from tests.deck.sample_charts import t


@pytest.fixture(scope="module")
def theme() -> Theme:
    return read_theme(asset("themes/ink.toml"))


@pytest.mark.parametrize(
    ("title", "size"), [("Belling", 40), ("Bellingboatbuildingyard", 34), ("Bellingboatbuildingyards", 30)]
)
def test_the_title_of_a_cover_is_so_large_that_no_word_is_cut(title: str, size: float, theme: Theme) -> None:
    (cover,) = plan(replace(document(only=()), title=t(title)), theme)
    (line,) = next(item for item in cover.elements if isinstance(item, TextBox) and item.name == "Title").paragraphs
    assert (plain(line.text), line.style.size) == (title, size)


def test_a_word_that_no_cover_holds_is_named(theme: Theme) -> None:
    title = "Bellingboatbuildingyardsandharbours in figures"
    with pytest.raises(LayoutError, match="“Bellingboatbuildingyardsandharbours” is wider than the cover"):
        plan(replace(document(only=()), title=t(title)), theme)
