"""The letter in Chinese: its language and faces, full-width marks, lines of the plain text."""

from __future__ import annotations

import re

import pytest

from briefing import letter, read
from briefing.compose import compose
from briefing.letter.plain import columns
from tests.beijing.conftest import BEIJING
from tests.deck.samples import THEME


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    project = read.project(BEIJING)
    document = compose(project, read.story(project.stories["zh"]), "zh")
    return {name: content.decode() for name, content in letter.write(document, THEME).files.items()}


def test_the_page_says_that_it_is_chinese_and_names_faces_that_have_its_signs(files: dict[str, str]) -> None:
    page = files[".html"]
    assert '<html lang="zh-CN"' in page
    assert "font-family:'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',Arial" in page


def test_both_forms_tell_the_figures_as_chinese_readers_expect(files: dict[str, str]) -> None:
    for content in files.values():
        for words in ("增至5.5倍", "2.83万家", "2025年12月31日版", "简报项目"):
            assert words in content
    assert "  262.9，2023年\n  ▲ 为2014年的5.5倍\n  ▲ 比2022年增长20.4%\n" in files[".txt"]
    card = r"262\.9</span> <span [^>]*>2023年</span></p>\s*<p [^>]*>▲ 为2014年的<strong>5\.5倍"
    assert re.search(card, files[".html"])
    assert "- **" not in files[".txt"]
    assert re.search("^- 专利增长最快：每万人", files[".txt"], re.M)


def test_lines_of_the_plain_text_keep_to_72_columns_and_begin_with_no_closing_mark(files: dict[str, str]) -> None:
    lines = files[".txt"].splitlines()
    assert max(map(columns, lines)) <= 72
    assert not [line for line in lines if line.strip()[:1] in tuple("，。；：！？）》”")]
