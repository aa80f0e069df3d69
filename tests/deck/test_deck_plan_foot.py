"""The foot of a slide: sources in one form in a deck, a note on its own line, and what too many lines do."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.assets import asset
from briefing.deck.plan import grid
from briefing.deck.plan.planning import plan
from briefing.deck.plan.text import fit
from briefing.deck.slides import Slide, TextBox
from briefing.errors import LayoutError
from briefing.model.document import Section
from briefing.model.text import Run, plain
from briefing.model.theme import Theme
from briefing.read import theme as read_theme
from tests.deck.sample import document, sections
from tests.deck.sample_charts import t


@pytest.fixture(scope="module")
def theme() -> Theme:
    return read_theme(asset("themes/ink.toml"))


def _text(slide: Slide, name: str) -> TextBox:
    return next(item for item in slide.elements if isinstance(item, TextBox) and item.name == name)


def _source(section: Section, theme: Theme) -> tuple[TextBox, Slide]:
    slide = plan(document(only=(section,)), theme)[1]
    return _text(slide, "Source"), slide


def test_a_long_source_line_takes_its_short_form_and_the_notes_keep_the_full_one(theme: Theme) -> None:
    full = t("Source: " + "; ".join(f"Publisher {n}, 17 Jul 2024" for n in range(12)) + ".")
    short = t("Source: twelve publishers, 2024.")
    box, slide = _source(replace(sections()[2], source_line=full, source_line_short=short), theme)
    assert plain(box.paragraphs[0].text) == plain(short)
    assert plain(full) in plain(slide.notes)


def test_where_one_slide_has_no_room_for_days_all_name_their_sources_by_year(theme: Theme) -> None:
    full = t("Source: " + "; ".join(f"Publisher {n}, 17 Jul 2024" for n in range(12)) + ".")
    short, day, year = t("Source: twelve, 2024."), t("Source: Xinhua, 17 Jul 2024."), t("Source: Xinhua 2024.")
    crowded = replace(sections()[2], source_line=full, source_line_short=short)
    usual = replace(sections()[3], source_line=day, source_line_short=year, note_line=t("Note: a note."))
    found = [
        plain(_text(made[-1], "Source").paragraphs[0].text)
        for made in (plan(document(only=only), theme) for only in ((usual,), (crowded, usual)))
    ]
    assert found == [plain(day), plain(year)]


def test_a_note_begins_its_own_line_however_long_the_sources(theme: Theme) -> None:
    names = t("Source: " + "; ".join(f"Publisher of number {n} 2024" for n in range(9)) + ".")
    section = replace(sections()[3], source_line=names, source_line_short=names, note_line=t("Note: short."))
    assert [plain(item.text)[:7] for item in _source(section, theme)[0].paragraphs] == ["Source:", "Note: s"]


def test_no_line_breaks_inside_the_date_of_a_source(theme: Theme) -> None:
    dated = (*t("Source: Xinhua, "), Run("17 Jul 2024", term="source xinhua"), *t("."))
    box, _ = _source(replace(sections()[3], source_line=dated, source_line_short=()), theme)
    assert "17\u00a0Jul\u00a02024" in plain(box.paragraphs[0].text)
    assert plain(fit.whole_dates(t("17 Jul 2024"))) == "17 Jul 2024"  # no term: a numeral that may not stand


def test_each_further_source_line_moves_the_rule_up_and_the_body_stays_clear(theme: Theme) -> None:
    names = t("Source: " + "; ".join(f"Publisher of number {n} 2024" for n in range(8)) + ".")
    box, slide = _source(replace(sections()[3], source_line=names, source_line_short=names), theme)
    rule = next(item for item in slide.elements if item.name == "Source rule")
    assert rule.box.y == pytest.approx(grid.OWN.source_rule - 2 * grid.SOURCE_STYLE.leading)
    low = max(item.box.y + item.box.h for item in slide.elements if item.name not in ("Source", "Source rule"))
    assert low <= rule.box.y
    assert box.box.y1 == pytest.approx(grid.OWN.source.y1)
    footer = grid.OWN.footer
    assert footer is not None
    assert box.box.y1 <= footer.y


def test_a_source_line_of_more_than_four_lines_is_an_error(theme: Theme) -> None:
    names = t("Source: " + "; ".join(f"Publisher of number {n} 2024" for n in range(60)) + ".")
    with pytest.raises(LayoutError, match="words too many for 4 lines"):
        _source(replace(sections()[2], source_line=names, source_line_short=names), theme)
