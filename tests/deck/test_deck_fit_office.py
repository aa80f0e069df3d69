"""LibreOffice sets the deck's texts on as many lines as the plan measured, and none leaves its box.

The gallery is looked at as it is presented, in a usual run on the slides that show what no slide before them shows: a
text of another name, or on another number of lines. A thorough run looks at all of them, and at those that are read
too: the tests of painted slides draw that deck, and find each of its words where the plan has it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing import read
from briefing.assets import asset
from briefing.compose import compose
from briefing.deck.plan.planning import plan
from briefing.deck.plan.text import measure
from briefing.deck.slides import Slide
from briefing.deck.writer import write_slides
from briefing.gallery import stage
from briefing.model.document import Document, Point, Section, Table
from briefing.model.text import Text, plain
from tests.deck import rendered
from tests.deck.rendered import Place, Sign
from tests.deck.sample import document, sections
from tests.deck.sample_charts import t
from tests.deck.samples import PROPERTIES, THEME
from tests.programs import office
from tests.thorough import THOROUGH

LEAST_EQUAL = 0.98
LONG = (
    "Self-reliance, year-end stocks and high-tech value-added tax-free zones were re-counted",
    "https://example.org/a/long/address/without/any/space/in/it/that/no/line/holds/and/that/is/cut?query=1",
    "In 2023 the municipality counted 853.7 billion yuan (12.5 % more), 28,300 firms — “certified” — and No. 1",
    "A sentence of ordinary words that goes on for long enough to fill several lines of the reading panel",
)
CHINESE = (
    "北京每万人发明专利拥有量增至5.5倍（2014—2023年），技术合同成交额达8536.9亿元。",
    "高新技术企业2.83万家，比2019年多出不到5%；“十四五”规划提出，到2025年研发强度达6%左右。",
    "自然指数（Nature Index）科研城市榜单中，北京2016年以来一直居首；上海由第七升至第二。",
)


def gallery(folder: Path) -> Document:
    theme = stage(folder, "ink", asset("themes/ink.toml"))
    project = read.project(folder, theme=theme)
    return compose(project, read.story(project.stories["en"]), "en")


def worded(words: tuple[str, ...], name: str) -> tuple[Section, ...]:
    """Sentences → sections that hold them as titles, points, asks, cells and labels."""
    points = tuple(Point(t(words[0][:24], bold=True), t(word)) for word in words)
    rows = tuple(tuple(t(word[cut:]) for cut in (0, 9, 3)) for word in words * 2)
    shown = sections()
    table = Table((t("A"), t("B"), t("C")), rows, "lll", (2, 3, 4))
    made = [replace(shown[at], points=points, ask=t(words[1])) for at in (0, 1, 2, 6, 9)]
    made += [replace(shown[2], points=points * 3), replace(shown[11], blocks=(table,)), replace(shown[11], blocks=())]
    return tuple(
        replace(section, id=f"{name}-{number}", title=t(f"{words[0][:44]} {number}"), subtitle=t(words[-1][:60]))
        for number, section in enumerate(made)
    )


def documents(folder: Path) -> Iterator[Document]:
    yield document()
    if THOROUGH:
        yield document("present")
    yield document(only=worded(LONG, "long"))
    if has_chinese_font():
        if THOROUGH:
            yield document(only=worded(CHINESE, "chinese"))
        yield document("present", only=worded(CHINESE, "presented"))
    shown = gallery(folder)
    if THOROUGH:
        yield shown
    yield replace(shown, edition=replace(shown.edition, mode="present"))


def kinds(slide: Slide) -> set[tuple[str, int]]:
    """What the texts of a slide are called, without numbers and words of cells, and on how many lines each is."""
    names = ((place, re.sub(r"(?<=^Table).*|\d+", "", place.name)) for place in rendered.places([slide]))
    return {(name, rendered.predicted(place)) for place, name in names}


def unlike(slides: Sequence[Slide], seen: Sequence[Slide]) -> Iterator[Slide]:
    """The slides that show what none of those seen, and none before them, shows."""
    known = set[tuple[str, int]]().union(*map(kinds, seen))
    for slide in slides:
        if kinds(slide) - known:
            known |= kinds(slide)
            yield slide


def has_chinese_font() -> bool:
    """Whether signs are drawn in a face of their own; without one nobody's boxes can be compared."""
    listing = shutil.which("fc-list")
    has = bool(listing and subprocess.run([listing, ":lang=zh"], capture_output=True, check=False).stdout.strip())
    assert has or not os.environ.get("CI"), "no Chinese font is installed, and CI must measure Chinese boxes"
    return has


@pytest.fixture(scope="module")
def slides(tmp_path_factory: pytest.TempPathFactory) -> tuple[Slide, ...]:
    folder = tmp_path_factory.mktemp("gallery")
    planned = [
        [replace(slide, id=f"{number}-{slide.id}") for slide in plan(whole, THEME)]
        for number, whole in enumerate(documents(folder))
    ]
    others, shown = [slide for slides in planned[:-1] for slide in slides], planned[-1]
    return (*others, *shown) if THOROUGH else (*others, *unlike(shown, others))


@pytest.fixture(scope="module")
def least() -> tuple[int, int]:
    """How many texts, and how many cells of tables among them, these decks have at least."""
    return (1500, 120) if THOROUGH else (500, 40)


@pytest.fixture(scope="module")
def pages(slides: tuple[Slide, ...], tmp_path_factory: pytest.TempPathFactory) -> list[list[Sign]]:
    office()
    return rendered.drawn(write_slides(slides, THEME, PROPERTIES), tmp_path_factory.mktemp("fit"))


@pytest.fixture(scope="module")
def found(slides: tuple[Slide, ...], pages: list[list[Sign]]) -> Mapping[Place, list[Sign]]:
    return {place: rendered.found(place, pages[place.slide]) for place in rendered.places(slides)}


def told(place: Place, slides: tuple[Slide, ...]) -> str:
    said = " ".join(plain(paragraph.text) for paragraph in place.paragraphs)
    return f"{slides[place.slide].id}, {place.name}: {said[:60]}"


def test_every_planned_text_stands_on_its_page(
    slides: tuple[Slide, ...], pages: list[list[Sign]], found: Mapping[Place, list[Sign]], least: tuple[int, int]
) -> None:
    assert len(pages) == len(slides)
    assert len(found) > least[0]
    assert [told(place, slides) for place, signs in found.items() if not signs] == []


def unequal(found: Mapping[Place, list[Sign]]) -> list[Place]:
    return [place for place, signs in found.items() if signs and rendered.lines(signs) != rendered.predicted(place)]


def test_line_counts_hold_in_ninety_eight_of_a_hundred_boxes(
    slides: tuple[Slide, ...], found: Mapping[Place, list[Sign]]
) -> None:
    wrong = unequal(found)
    assert 1 - len(wrong) / len(found) >= LEAST_EQUAL, [told(place, slides) for place in wrong]


def test_no_box_is_drawn_on_more_lines_than_planned(
    slides: tuple[Slide, ...], found: Mapping[Place, list[Sign]]
) -> None:
    more = [place for place in unequal(found) if rendered.lines(found[place]) > rendered.predicted(place)]
    assert [told(place, slides) for place in more] == []


def test_no_text_leaves_its_box(slides: tuple[Slide, ...], found: Mapping[Place, list[Sign]]) -> None:
    out = [told(place, slides) for place, signs in found.items() if signs and rendered.beyond(place, signs)]
    assert out == []


def test_no_table_grows_past_its_predicted_rows(
    slides: tuple[Slide, ...], found: Mapping[Place, list[Sign]], least: tuple[int, int]
) -> None:
    """A row that grew would push the next one down, out of its box."""
    cells = [(place, signs) for place, signs in found.items() if place.name.startswith("Table ") and signs]
    assert len(cells) > least[1]
    for place, signs in cells:
        middle = (min(s.base for s in signs) + max(s.base for s in signs)) / 2 - place.paragraphs[0].style.size * 0.35
        header = place.paragraphs[0].style.size == 12
        assert header or abs(middle - place.box.y - place.box.h / 2) < 3, told(place, slides)


def test_a_false_width_table_is_found(
    slides: tuple[Slide, ...], found: Mapping[Place, list[Sign]], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = measure.wrap

    def narrow(text: Text, size: float, width: float, bold: bool = False) -> tuple[Text, ...]:
        return whole(text, size * 0.8, width, bold)

    monkeypatch.setattr(measure, "wrap", narrow)
    wrong = unequal(found)
    assert 1 - len(wrong) / len(found) < LEAST_EQUAL
    assert any(rendered.lines(found[place]) > rendered.predicted(place) for place in wrong)


def test_a_text_beyond_its_box_is_found(found: Mapping[Place, list[Sign]]) -> None:
    place, signs = next((place, signs) for place, signs in found.items() if rendered.predicted(place) > 2)
    assert rendered.beyond(replace(place, box=replace(place.box, h=place.box.h / 3)), signs)
    assert rendered.beyond(replace(place, box=replace(place.box, w=place.box.w / 2)), signs)
    assert rendered.found(place, signs[1:]) == []
