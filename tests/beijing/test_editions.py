"""The Beijing edition says the same in each of its languages; a third language takes one wording file and one story."""

from __future__ import annotations

import html
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import briefing
from briefing import read, wording
from briefing.model.document import Cards
from briefing.model.text import plain
from briefing.pipeline.outputs import chosen
from briefing.pipeline.result import BuildResult
from briefing.pipeline.steps import build_language
from tests.beijing.conftest import ROOT
from tests.brief.test_brief_pdf import page_texts
from tests.reading import package_texts

BEIJING = ROOT / "data" / "beijing"
HAN = "[\u4e00-\u9fff]"
# Marks of a Latin text beside a Chinese sign; a stop or a hyphen may stand in a name.
HALF_WIDTH = re.compile(rf"{HAN}[,;:!?()\"'.]{HAN}|{HAN}[,;:!?]")
TYPED_SPACE = re.compile(rf"{HAN} [0-9A-Za-z]|[0-9A-Za-z%] {HAN}")
LATIN = re.compile("[A-Za-z][A-Za-z]+")
# Names that stand in Chinese texts as they are; those of sources come from the dataset.
NAMES = {"GDP", "PCT", "PDF", "PowerPoint", "beijing", "innovation", "zh", "pptx", "pdf", "briefing", "example", "org",
         "sources", "csv", "facts", "json"}  # fmt: skip


def edition(lang: str) -> BuildResult:
    project = read.project(BEIJING)
    return build_language(project, read.theme(project.theme), lang, chosen(None))


@pytest.fixture(scope="module")
def english() -> BuildResult:
    return edition("en")


@pytest.fixture(scope="module")
def chinese() -> BuildResult:
    return edition("zh")


def test_no_edition_of_the_readme_builds_with_a_warning(english: BuildResult, chinese: BuildResult) -> None:
    findings = [one for built in (english, chinese) for one in built.findings]
    assert [str(one) for one in findings if one.severity in ("error", "warning")] == []


@pytest.fixture(scope="module")
def said(chinese: BuildResult) -> dict[str, str]:
    """Places of the Chinese deck, brief and letter → what a reader sees there."""
    found: dict[str, str] = {}
    for name, content in chinese.files.items():
        if name.endswith(".pptx"):
            shown = package_texts(name, content)
            kinds = ("/slides/slide", "/notesSlides/notes", "/charts/chart", "/slideLayouts/slide", "docProps/core")
            found.update({part: text for part, text in shown.items() if any(kind in part for kind in kinds)})
        elif name.endswith(".txt"):
            found[name] = content.decode()
        elif name.endswith(".pdf"):
            found.update((f"{name}, page {at}", page) for at, page in enumerate(page_texts(content), start=1))
        elif name.endswith(".html"):
            found[name] = html.unescape(re.sub("<style>.*?</style>|<[^>]*>", "\n", content.decode(), flags=re.S))
    return found


def test_the_chinese_edition_is_built_without_a_finding(chinese: BuildResult) -> None:
    assert chinese.findings == ()
    assert chinese.document.lang == "zh"


def test_both_editions_tell_the_same_facts(english: BuildResult, chinese: BuildResult) -> None:
    ours, theirs = english.document.facts, chinese.document.facts
    assert set(ours) <= set(theirs)
    for name, fact in ours.items():
        other = theirs[name]
        assert (fact.value, fact.unit, fact.qualifier, fact.formula) == (
            other.value,
            other.unit,
            other.qualifier,
            other.formula,
        )
        assert [(row.period.notation, row.value, row.source) for row in fact.observations] == [
            (row.period.notation, row.value, row.source) for row in other.observations
        ]


def test_both_editions_have_the_same_sections_claims_and_sources(english: BuildResult, chinese: BuildResult) -> None:
    ours, theirs = english.document, chinese.document
    assert [part.id for part in ours.parts] == [part.id for part in theirs.parts]
    assert [(one.id, one.outputs) for one in ours.sections] == [(one.id, one.outputs) for one in theirs.sections]
    kinds = [[type(block).__name__ for block in one.blocks] for one in ours.sections]
    assert kinds == [[type(block).__name__ for block in one.blocks] for one in theirs.sections]
    assert {claim.expect for claim in ours.claims} <= {claim.expect for claim in theirs.claims}
    assert set(ours.sources) == set(theirs.sources)


def test_the_money_of_the_chinese_edition_is_told_in_its_unit(said: dict[str, str]) -> None:
    told = "\n".join(said.values())
    assert "8537亿元" in told
    assert "853.7" not in told
    assert "28,300" not in told
    assert "为2014年的5.5倍" in told
    assert "增长5.5倍" not in told


def test_cards_of_both_editions_read_alike_at_one_precision(english: BuildResult, chinese: BuildResult) -> None:
    def printed(made: BuildResult) -> list[str]:
        blocks = [block for section in made.document.sections for block in section.blocks]
        cards = next(block for block in blocks if isinstance(block, Cards)).cards
        return [plain(card.value) for card in cards] + [plain(cards[1].ends[0])]

    assert printed(english) == ["574,000", "853.7", "1.49", "28,300", "2019: 569.5"]
    assert printed(chinese) == ["57.4万", "8537", "149", "2.83万", "2019年：5695"]


def test_the_chinese_brief_has_the_pages_of_the_english_one(english: BuildResult, chinese: BuildResult) -> None:
    ours, theirs = (
        len(page_texts(content))
        for edition in (english, chinese)
        for name, content in edition.files.items()
        if name.endswith(".pdf")
    )
    assert abs(ours - theirs) <= 1


def test_no_half_width_mark_and_no_typed_space_stands_beside_chinese(said: dict[str, str]) -> None:
    assert said
    for place, text in said.items():
        # a page's lines are read with a space between them
        spaces = [] if ".pdf" in place else TYPED_SPACE.findall(text)
        found = [*HALF_WIDTH.findall(text), *spaces]
        assert not found, (place, found)


@pytest.mark.parametrize("wrong", ["北京,上海", "北京: 上海", "北京(市)区", "北京 2023", "20% 的"])
def test_the_search_sees_a_half_width_mark_and_a_typed_space(wrong: str) -> None:
    assert HALF_WIDTH.search(wrong) or TYPED_SPACE.search(wrong)


def test_no_markdown_is_left_unread(said: dict[str, str]) -> None:
    assert not [place for place, text in said.items() if "**" in text]


def test_no_english_word_is_left_but_names(chinese: BuildResult, said: dict[str, str]) -> None:
    sources = chinese.document.sources.values()  # a list has their titles as they were published
    named = {word for one in sources for word in LATIN.findall(f"{one.name} {one.title}")} | NAMES
    for place, text in said.items():
        if "/charts/" in place or "docProps" in place:
            continue  # they hold addresses of cells and names of programs
        left = set(LATIN.findall(re.sub(r"https?://\S+|\S+@\S+", "", text))) - named
        assert not left, (place, left)


# -- a third language -------------------------------------------------------------------------------------------------


@pytest.fixture
def french(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The wording with one module more, `fr`, from the folder of these tests."""
    monkeypatch.setattr(wording, "__path__", [*wording.__path__, str(Path(__file__).parents[1] / "languages")])
    for cached in (wording.languages, wording.of):
        cached.cache_clear()
    yield
    sys.modules.pop("briefing.wording.fr", None)
    for cached in (wording.languages, wording.of):
        cached.cache_clear()


STORY = """
title: La ville exemple
entity: Ville exemple
sections:
  - id: visits
    title: "Les visites ont été multipliées par {{ visits.multiple | times }} en {{ visits.span | words }} ans"
    chart: {kind: columns, series: [visits], names: {visits: {name: Visites}}}
    points:
      - "**Dernière valeur** {{ visits.last }} en {{ visits.last | year }}, soit {{ visits.growth | yearly }}."
"""


def test_one_wording_file_and_one_story_make_a_third_language(french: None, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "assets" / "project", tmp_path / "mine")
    (tmp_path / "mine" / "story.fr.yaml").write_text(STORY, encoding="utf-8")
    made = briefing.build(tmp_path / "mine", tmp_path / "out", languages=["fr"])
    assert made.findings == ()
    assert made.deck is not None
    deck = package_texts("deck", made.deck.read_bytes())
    slide = next(text for part, text in deck.items() if part.endswith("slides/slide2.xml"))
    assert re.search(r"multipliées par \d,\d", slide)
    assert "Source\u00a0: " in slide
    assert "Titre de l’édition" in "\n".join(deck.values())
    assert made.letter is not None
    assert '<html lang="fr"' in made.letter.read_text(encoding="utf-8")
    assert made.brief is not None
    assert b"fr" in made.brief.read_bytes()
