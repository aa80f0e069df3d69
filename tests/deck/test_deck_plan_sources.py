"""One source line on a slide, the sources first that give most; the last slide lists all with their links."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.assets import asset
from briefing.deck.plan.planning import plan
from briefing.deck.slides import Slide, TextBox
from briefing.model.dataset import Source
from briefing.model.text import join, plain, text
from briefing.read import theme as read_theme
from tests.deck.sample import document, sections


def _planned(count: int, address: str = "https://example.org/") -> tuple[Slide, ...]:
    """The slides of a section with so many sources, the later half of two publications each."""
    names = [f"Bureau of Statistics {number} of Northshire" for number in range(count)]
    entries = tuple(text(f"{name} 2024") for name in names)
    line = (*text("Source: "), *join(list(entries), "; "), *text("."))
    section = replace(
        sections()[0], source_line=line, source_line_short=line, source_entries=entries, note_line=text("Note: one.")
    )
    sources = {
        f"{name}, {year}": Source(
            f"{name}, {year}", name, "Yearbook", f"{year}-05-02", f"{address}{at}/{year}" if address else ""
        )
        for at, name in enumerate(names)
        for year in ((2023, 2024) if at % 2 else (2024,))
    }
    section = replace(section, sources=tuple(sources))
    whole = replace(document(only=(section,)), sources=sources)
    return plan(whole, read_theme(asset("themes/ink.toml")))


def _source(slide: Slide) -> TextBox:
    return next(item for item in slide.elements if isinstance(item, TextBox) and item.name == "Source")


def test_a_slide_names_as_many_sources_as_one_line_holds_and_the_last_slide_all() -> None:
    _, shown, last = _planned(12)
    line = plain(_source(shown).paragraphs[0].text)
    assert line.startswith("Source: Bureau of Statistics 0 of Northshire 2024 (1); ")
    assert line.endswith(" in the list at the end.")
    assert "\n" not in line
    boxes = [item for item in last.elements if item.name.startswith("Sources ")]
    listed = [paragraph for box in boxes if isinstance(box, TextBox) for paragraph in box.paragraphs]
    assert len(listed) == 18
    assert [len(box.paragraphs) for box in boxes if isinstance(box, TextBox)] == [6, 6, 6]
    assert {paragraph.style.size for paragraph in listed} == {14.0}  # as large as one slide holds
    assert [run.link for run in listed[1].text if run.link] == ["https://example.org/1/2023"]
    assert " ".join(plain(listed[1].text).split()) == "2 Bureau of Statistics 1 of Northshire, Yearbook, 2 May 2023"


def test_only_a_list_with_links_says_how_they_look() -> None:
    linked, bare = (_below(slides[-1]) for slides in (_planned(12), _planned(12, "")))
    assert linked == f"{bare}; underlined words are links"


def _below(slide: Slide) -> str:
    boxes = [item for item in slide.elements if isinstance(item, TextBox) and item.placeholder == "subtitle"]
    return " ".join(plain(boxes[0].paragraphs[0].text).split())


def test_few_sources_stand_on_their_slides_alone() -> None:
    slides = _planned(2)
    assert len(slides) == 2
    assert plain(_source(slides[1]).paragraphs[0].text).endswith("; Bureau of Statistics 1 of Northshire 2024.")


def test_sources_of_one_name_and_year_are_distinguished_by_numbers_in_a_list() -> None:
    line = text("Source: Bureau 2024.")
    section = replace(
        sections()[0], source_line=text("Source: Bureau, 2 May 2024, 3 May 2024."), source_line_short=line,
        source_entries=(text("Bureau 2024"),), note_line=text(f"Note: {'many words of a long note ' * 16}."),
    )  # fmt: skip

    def planned(*dates: str) -> tuple[Slide, ...]:
        sources = {date: Source(date, "Bureau", f"Report of {date}", date) for date in dates}
        own = replace(section, sources=tuple(sources))
        return plan(replace(document(only=(own,)), sources=sources), read_theme(asset("themes/ink.toml")))

    _, shown, last = planned("2024-05-02", "2024-05-03")
    assert plain(_source(shown).paragraphs[0].text) == "Source: Bureau 2024 (1, 2)."
    assert last.id == "sources"
    assert len(planned("2023-05-02", "2024-05-03")) == 2


def test_very_many_sources_go_on_over_slides() -> None:
    slides = _planned(160)
    assert [slide.id for slide in slides[2:]] == [
        "sources",
        "sources 2",
        *(f"sources {n}" for n in range(3, len(slides) - 1)),
    ]
    assert len({slide.title for slide in slides}) == len(slides)
