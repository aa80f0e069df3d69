"""Slides of an earlier deck that differ in nothing are neither planned nor written again; a deck of them has the bytes
of one that was written from nothing."""

from __future__ import annotations

import cProfile
import datetime as dt
import html
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing import deck as deck_writer
from briefing.assets import asset
from briefing.deck.planned_deck import plan_deck
from briefing.deck.slides import Box, Element, Picture, Shape, Slide
from briefing.deck.writer import write_slides
from briefing.model.text import Run, text
from briefing.read import theme as read_theme
from briefing.reuse import STORE, from_nothing
from tests.deck import sample
from tests.deck.company import changed, on
from tests.deck.reading_deck import Deck
from tests.deck.samples import PROPERTIES, THEME, deck
from tests.deck.test_deck_write import one, png, say
from tests.thorough import ONLY_IN_A_THOROUGH_RUN, THOROUGH

INK = read_theme(asset("themes/ink.toml"))


@pytest.fixture(autouse=True)
def empty() -> Iterator[None]:
    STORE.clear()
    yield
    STORE.clear()


def retitled(slide: Slide) -> Slide:
    """The same slide under another title."""
    return replace(slide, elements=one().elements[:1] + slide.elements[1:])


def test_a_deck_of_slides_that_were_written_before_has_the_bytes_of_one_from_nothing() -> None:
    with from_nothing():
        expected = write_slides(deck(), THEME, PROPERTIES)
    assert [write_slides(deck(), THEME, PROPERTIES) for _ in range(2)] == [expected] * 2
    assert (STORE.misses["slide"], STORE.hits["slide"]) == (len(deck()), len(deck()))


def test_only_the_slide_that_differs_is_written_again() -> None:
    slides = deck()
    write_slides(slides, THEME, PROPERTIES)
    changed_slides = [*slides[:2], retitled(slides[2]), *slides[3:]]
    made = write_slides(changed_slides, THEME, PROPERTIES)
    assert STORE.hits["slide"] == len(slides) - 1
    with from_nothing():
        assert made == write_slides(changed_slides, THEME, PROPERTIES)


def test_slides_of_the_same_elements_that_differ_elsewhere_are_written_apart() -> None:
    elements = one().elements
    slides = [
        Slide("headline", "a", "", elements),
        Slide("headline", "b", "", elements, dark=True),
        Slide("headline", "c", "", elements, footer=text("At the foot"), notes=text("To say")),
    ]
    before = [write_slides([slide], THEME, PROPERTIES) for slide in slides]
    with from_nothing():
        assert before == [write_slides([slide], THEME, PROPERTIES) for slide in slides]
    assert len(set(before)) == len(slides)


def test_slides_planned_before_are_written_without_another_digest_of_their_elements() -> None:
    document = sample.document()
    plans = [plan_deck(document, INK).slides for _ in range(2)]
    assert plans[0] == plans[1]
    shared = [one.elements is other.elements for one, other in zip(*plans, strict=True)]
    assert shared.count(True) >= len(document.sections)


def written_of(slides: Sequence[Slide]) -> tuple[bytes, Counter[str]]:
    """A deck of slides, and how often python-pptx was asked for a shape of each kind."""
    profile = cProfile.Profile()
    made = profile.runcall(write_slides, slides, THEME, PROPERTIES)
    codes = [(entry.code, entry.callcount) for entry in profile.getstats() if not isinstance(entry.code, str)]
    calls = {code.co_name: count for code, count in codes if code.co_filename.endswith("shapetree.py")}
    return made, Counter({name: calls.get(name, 0) for name in ("add_textbox", "add_shape", "add_connector")})


RULE = Shape("Rule", "line", Box(45, 300, 300, 0), line="rule", weight=1.0)
PANEL = Shape("Panel", "rect", Box(45, 320, 300, 60), fill="wash", alt=text("A panel"))
PILL = say(text("A pill"), "Pill", rounded=True, fill="accent")
NOTE = say(text("About Q&A < \u201cquotes\u201d \u6e2f", fact="a.fact"), "Note")


@pytest.mark.parametrize(
    ("later", "shapes"),
    [
        ((RULE, PANEL, PILL, say(text("Another"), "Note")), {"add_textbox": 1}),
        ((RULE, replace(PANEL, box=Box(45, 321, 300, 60)), PILL, NOTE), {"add_shape": 1}),
        ((replace(RULE, name="Line"), PANEL, PILL, NOTE), {"add_connector": 1}),
        ((say(text("Before all"), "First"), RULE, PANEL, PILL, NOTE), {"add_textbox": 1}),  # all others move on
        ((NOTE, PILL, PANEL, RULE), {}),
        ((RULE, RULE, PANEL, PILL, NOTE, NOTE), {"add_textbox": 1, "add_connector": 1}),  # under names of their own
        ((PANEL,), {}),
    ],
)
def test_shapes_that_the_last_slide_of_a_section_had_are_not_written_again(
    later: tuple[Element, ...], shapes: dict[str, int]
) -> None:
    notes, foot = text("To say"), text("At the foot")
    write_slides([one(RULE, PANEL, PILL, NOTE, notes=notes, footer=foot)], THEME, PROPERTIES)
    slides = [one(*later, notes=notes, footer=foot, date=text("1 March"))]
    made, calls = written_of(slides)
    assert +calls == shapes
    with from_nothing():
        assert made == write_slides(slides, THEME, PROPERTIES)


@pytest.mark.parametrize(
    "changes", [{"dark": True}, {"layout": "pause"}, {"layout": "cover"}, {"id": "another"}], ids=str
)
def test_no_shape_is_taken_over_from_a_slide_of_another_ground_layout_or_section(changes: dict[str, object]) -> None:
    slides = [one(RULE, PANEL, PILL, NOTE)]
    write_slides(slides, THEME, PROPERTIES)
    others = [replace(slides[0], **changes)]
    made, calls = written_of(others)
    assert calls == {"add_textbox": 2, "add_shape": 1, "add_connector": 1}
    with from_nothing():
        assert made == write_slides(others, THEME, PROPERTIES)


def test_a_box_with_a_link_is_written_again_as_its_slide_may_be_related_to_other_things() -> None:
    linked = say((Run("here", link="https://example.org/b"),), "Here")
    leading = say(text("There"), "There", link="only")
    before = say((Run("first", link="https://example.org/a"),), "First")
    write_slides([one(linked, leading)], THEME, PROPERTIES)
    made, calls = written_of([one(before, linked, leading)])
    assert calls["add_textbox"] == 3
    with from_nothing():
        assert made == write_slides([one(before, linked, leading)], THEME, PROPERTIES)


OTHERS: list[dict[str, object]] = [{"as_of": dt.date(2020, 2, 2)}, {"lang": "zh"}]
OTHERS += [{"company": "Another"}, {"title": "Another"}, {"story": "b.en"}] if THOROUGH else []


@pytest.mark.parametrize("changes", OTHERS, ids=str)
def test_a_deck_of_other_properties_is_that_from_nothing(changes: dict[str, object]) -> None:
    other = replace(PROPERTIES, **changes)
    before = write_slides(deck(), THEME, PROPERTIES)
    made = write_slides(deck(), THEME, other)
    with from_nothing():
        assert made == write_slides(deck(), THEME, other) != before
    # Story and day stand in tags and workbooks alone, as the title does.
    assert STORE.hits["slide"] == (0 if changes.keys() & {"lang", "company"} else len(deck()))


def test_slides_in_another_order_or_under_another_theme_are_those_from_nothing() -> None:
    write_slides(deck(), THEME, PROPERTIES)
    turned = [deck()[0], *reversed(deck()[1:])]
    other = read_theme(asset("themes/wine.toml"))
    made = write_slides(turned, THEME, PROPERTIES), write_slides(deck(), other, PROPERTIES)
    with from_nothing():
        assert made == (write_slides(turned, THEME, PROPERTIES), write_slides(deck(), other, PROPERTIES))


def test_a_picture_whose_file_has_changed_is_read_again(tmp_path: Path) -> None:
    logo = Picture("Logo", Box(45, 20, 40, 40), str(tmp_path / "logo.svg"), text("The organisation"))
    png(tmp_path / "logo.png")
    for width in (2, 3):
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 2"/>'
        (tmp_path / "logo.svg").write_text(drawing, encoding="utf-8")
        made = Deck.of(write_slides([one(logo), one(logo, id="two")], THEME, PROPERTIES))
        assert [content for name, content in made.parts.items() if name.endswith(".svg")] == [drawing.encode()]


def test_a_section_that_differs_is_planned_again_and_others_are_not() -> None:
    document = sample.document()
    deck_writer.write(document, INK)
    count = STORE.misses["slides"]
    for section in document.sections[:: 1 if THOROUGH else 6]:
        other = replace(section, notes=text("Something else to say"))
        parts = (replace(part, sections=tuple(other if own is section else own for own in part.sections))
                 for part in document.parts)  # fmt: skip
        noted = replace(document, parts=tuple(parts))
        made = deck_writer.write(noted, INK)
        with from_nothing():
            assert made == deck_writer.write(noted, INK)
    assert STORE.misses["slides"] < 3 * count


def test_an_edition_of_another_name_day_or_first_period_is_that_from_nothing() -> None:
    document = sample.document()
    deck_writer.write(document, INK)
    count = STORE.misses["slides"]
    first, last = document.edition.period
    for changes in (
        {"slug": "another"},
        {"as_of": dt.date(2020, 2, 2)},
        {"period": (first + 1, last)},
        {"undated": True, "period": (first, last + 1)},
        {"mode": "present"},
    ):
        other = replace(document, edition=replace(document.edition, **changes))
        made = deck_writer.write(other, INK)
        with from_nothing():
            assert made == deck_writer.write(other, INK)
    assert STORE.hits["slides"] == 3 * count  # those of the other name, of the other day and of the other first period


def test_a_workbook_tells_the_day_of_its_own_edition() -> None:
    days = (dt.date(2020, 2, 2), dt.date(2021, 3, 3), dt.date(2020, 2, 2))
    decks = [Deck.of(write_slides(deck(), THEME, replace(PROPERTIES, as_of=day))) for day in days]
    for made, day in zip(decks, days, strict=True):
        books = [Deck.of(content) for name, content in made.parts.items() if name.endswith(".xlsx")]
        assert books
        for book in books:
            (about,) = (part for part in book.parts if part == "xl/sharedStrings.xml")
            assert f", {day}".encode() in book.parts[about]
            assert f"{day}T00:00:00Z".encode() in book.parts["docProps/core.xml"]


@pytest.mark.parametrize("day", [dt.date(2020, 2, 2), dt.date(2031, 12, 31)], ids=str)
def test_the_cover_of_another_day_is_not_written_again(day: dt.date) -> None:
    document = sample.document()
    deck_writer.write(document, INK)
    written = STORE.misses["slide"]
    other = replace(document, edition=replace(document.edition, as_of=day))
    made = deck_writer.write(other, INK)
    assert STORE.misses["slide"] == written
    with from_nothing():
        assert made == deck_writer.write(other, INK)
    parts = Deck.of(made.files[".pptx"]).parts
    words = f"Edition of {day.day} {day:%B %Y}"
    assert words in parts["ppt/slides/slide1.xml"].decode()
    assert words in parts["ppt/tags/tag1.xml"].decode()


@ONLY_IN_A_THOROUGH_RUN
def test_decks_on_two_templates_share_no_slide(tmp_path: Path) -> None:
    document = sample.document()
    accent = {"ppt/theme/theme1.xml": ('<a:srgbClr val="4F81BD"/>', '<a:srgbClr val="7F2020"/>')}
    paths = changed(tmp_path / "one.pptx", {}), changed(tmp_path / "two.pptx", accent)
    made = [on(document, path) for path in (*paths, paths[0])]
    with from_nothing():
        assert made == [on(document, path) for path in (*paths, paths[0])]
    assert made[0] == made[2] != made[1]


@pytest.mark.parametrize("day", ["2 March 2021", 'Q&A <b> "x"', "\ue000", "2 <3", ""], ids=repr)
def test_a_slide_of_another_date_is_not_written_again(day: str) -> None:
    dates = [text(words, term="date of the edition") for words in ("1 March 2021", day)]
    slides = [one(footer=text("Footer \ue000"), notes=text("Notes \ue000"), date=date) for date in dates]
    before, made = (write_slides([slide], THEME, PROPERTIES) for slide in slides)
    assert STORE.hits["slide"] == bool(day)
    with from_nothing():
        assert made == write_slides(slides[1:], THEME, PROPERTIES) != before
    written = Deck.of(made).parts
    assert html.escape(day, quote=False).encode() in written["ppt/slides/slide1.xml"]
    assert "Footer \ue000".encode() in written["ppt/slides/slide1.xml"]


def test_cards_lead_to_the_section_that_has_their_series_now() -> None:
    document = sample.document()
    deck_writer.write(document, INK)
    parts = tuple(replace(part, sections=part.sections[:1] + part.sections[:0:-1]) for part in document.parts)
    turned = replace(document, parts=parts)
    made = deck_writer.write(turned, INK)
    with from_nothing():
        assert made == deck_writer.write(turned, INK)
