"""The deck in Chinese: every run says its language, faces, prompts and sections are Chinese, and one slide holds each
section as in English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing import read
from briefing.assets import asset
from briefing.compose import compose
from briefing.deck import write
from briefing.deck.plan.planning import plan
from briefing.deck.plan.text import measure
from briefing.deck.slides import TextBox
from briefing.model.document import Document
from briefing.model.text import plain, text
from briefing.typesetting import arial
from tests.beijing.conftest import BEIJING
from tests.deck.reading_deck import Deck
from tests.deck.samples import THEME
from tests.galleries import THEMES

HAN = re.compile("[\u4e00-\u9fff]")


def composed(lang: str) -> Document:
    project = read.project(BEIJING)
    return compose(project, read.story(project.stories[lang]), lang)


@pytest.fixture(scope="module")
def document() -> Document:
    return composed("zh")


@pytest.fixture(scope="module")
def content(document: Document) -> bytes:
    return write(document, THEME).files[".pptx"]


@pytest.fixture(scope="module")
def deck(content: bytes) -> Deck:
    return Deck.of(content)


def test_every_run_is_marked_as_chinese_with_english_beside_it(deck: Deck) -> None:
    for name in [*deck.named("ppt/slides/"), *deck.named("ppt/notesSlides/"), *deck.named("ppt/slideLayouts/")]:
        assert set(deck.values(name, "//a:rPr/@lang")) <= {"zh-CN"}, name
        assert len(deck.find(name, "//a:rPr[@lang and @altLang='en-US']")) == len(deck.find(name, "//a:rPr[@lang]"))
    assert deck.values("ppt/presentation.xml", "//a:defPPr/a:defRPr/@lang") == ["zh-CN"]
    core = deck.parts["docProps/core.xml"].decode()
    assert "zh-CN" in core
    assert "北京，决策简报" in core


def test_no_run_names_a_latin_face_and_the_theme_has_a_chinese_one(deck: Deck) -> None:
    assert all(not deck.find(name, "//a:rPr/a:latin | //a:rPr/a:ea") for name in deck.named("ppt/slides/"))
    for name in deck.named("ppt/theme/"):
        assert deck.values(name, "//a:fontScheme//a:ea/@typeface") == ["Microsoft YaHei"] * 2


def test_prompts_sections_and_alternative_texts_are_chinese(deck: Deck) -> None:
    prompts = [said for name in deck.named("ppt/slideLayouts/") for said in deck.values(name, "//a:r/a:t/text()")]
    sections = deck.values("ppt/presentation.xml", "//p14:section/@name")
    told = [said for name in deck.named("ppt/slides/") for said in deck.values(name, "//@descr") if said]
    for said in (prompts, sections, told):
        assert said
        assert all(HAN.search(item) for item in said)


def test_an_independent_validator_finds_nothing(content: bytes, tmp_path: Path) -> None:
    from openxml_audit import validate_pptx  # type: ignore[import-untyped]

    path = tmp_path / "deck.pptx"
    path.write_bytes(content)
    assert [str(error) for error in validate_pptx(path).errors] == []


def test_each_section_stands_on_one_slide_as_in_english(document: Document) -> None:
    assert [slide.id for slide in plan(document, THEME)] == [slide.id for slide in plan(composed("en"), THEME)]


@pytest.mark.parametrize("name", THEMES)
def test_the_chinese_deck_is_built_in_every_theme(document: Document, name: str) -> None:
    assert write(document, read.theme(asset(f"themes/{name}.toml"))).findings == ()


def test_the_retold_statement_is_marked_and_has_no_quotation_marks(document: Document) -> None:
    slide = next(slide for slide in plan(document, THEME) if slide.id == "quote")
    boxes = {item.name: item for item in slide.elements if isinstance(item, TextBox)}
    assert plain(boxes["Retold"].paragraphs[0].text) == "译述，非原话"
    said = plain(boxes["Quotation"].paragraphs[0].text)
    assert said.startswith("面向未来")
    assert not set(said) & set('“”「」"')


def test_titles_break_at_a_mark_rather_than_within_a_word() -> None:
    title = text("研发投入强度二〇二三年高于二〇二五年目标，基础研究占比二〇二二年还未达到预定")
    first, _ = measure.balance(title, 26, 700, bold=True)
    assert plain(first).endswith("，")


def test_a_mark_beside_a_latin_sign_has_room() -> None:
    apart = 2 * arial.SPACED * 10
    assert arial.width(text("占比20%。"), 10) == pytest.approx(30 + arial.width(text("20%"), 10) + apart)
    assert arial.width(text("中2"), 10) > arial.width(text("中"), 10) + arial.width(text("2"), 10)
