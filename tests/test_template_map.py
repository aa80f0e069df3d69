"""`briefing template inspect`: the automatic choice as a file that people edit."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pptx
import pytest

import briefing
from briefing import cli
from briefing.errors import InputError
from briefing.template_map import inspect

DEFAULT = Path(pptx.__file__).parent / "templates" / "default.pptx"


@pytest.fixture
def company(tmp_path: Path) -> Path:
    return Path(shutil.copy(DEFAULT, tmp_path / "company.pptx"))


def test_the_mapping_lies_beside_the_template_and_says_what_serves(company: Path) -> None:
    path = inspect(company)
    assert path == company.with_name("company.layouts.toml")
    text = path.read_text(encoding="utf-8")
    told = tomllib.loads(text)
    assert told["cover"] == {"layout": "Title Slide", "title": "ctrTitle", "subtitle": "subTitle 1"}
    assert told["headline"]["layout"] == told["pause"]["layout"] == "Title Only"
    assert told["colours"] == {"highlight": "accent1", "accent": "accent2"}
    assert all(f'"{layout.name}"' in text for layout in pptx.Presentation(str(company)).slide_layouts)


def test_a_build_with_the_mapping_as_written_is_the_build_without_it(company: Path, starter: Path) -> None:
    def deck() -> bytes:
        built = briefing.build(starter, starter / "out", only=["deck"], template=company)
        assert built.deck
        return built.deck.read_bytes()

    alone = deck()
    inspect(company)
    assert deck() == alone


def test_a_mapping_that_is_there_is_never_overwritten(company: Path) -> None:
    path = inspect(company)
    path.write_text("# mine\n", encoding="utf-8")
    with pytest.raises(InputError, match="there already"):
        inspect(company)
    assert path.read_text(encoding="utf-8") == "# mine\n"
    assert inspect(company, company.with_name("other.toml")).is_file()


def test_a_mapping_that_is_wrong_hinders_no_inspection(company: Path) -> None:
    company.with_name("company.layouts.toml").write_text("[middle]\n", encoding="utf-8")
    assert inspect(company, company.with_name("other.toml")).is_file()


def test_what_no_layout_serves_is_said_in_the_mapping(tmp_path: Path) -> None:
    presentation = pptx.Presentation(str(DEFAULT))
    for layout in presentation.slide_layouts:
        placeholders: Any = layout.placeholders
        for shape in list(placeholders):
            if shape.placeholder_format.type in (1, 3):
                shape._element.getparent().remove(shape._element)
    path = tmp_path / "company.pptx"
    presentation.save(str(path))
    text = inspect(path).read_text(encoding="utf-8")
    assert "no layout of the template serves as headline" in text
    assert tomllib.loads(text)["headline"] == {}


def test_names_of_a_template_cannot_end_their_comment_or_their_string(company: Path) -> None:
    presentation = pptx.Presentation(str(company))
    presentation.slide_layouts[5]._element.cSld.set("name", 'Only "title"\\')
    placeholders: Any = presentation.slide_layouts[5].placeholders
    for shape in placeholders:
        shape.name = 'a\n[colours]\nhighlight = "accent6"'
    presentation.save(str(company))
    told = tomllib.loads(inspect(company).read_text(encoding="utf-8"))
    assert told["headline"]["layout"] == 'Only "title"\\'
    assert told["colours"]["highlight"] == "accent1"


def test_the_command_prints_the_path_and_refuses_what_is_no_template(
    company: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["template", "inspect", str(company), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"files": [str(company.with_suffix(".layouts.toml"))]}
    company.write_bytes(b"nothing")
    assert cli.main(["template", "inspect", str(company), "--out", "x.toml"]) == 1
    assert "no presentation" in capsys.readouterr().err
    assert not Path("x.toml").exists()
