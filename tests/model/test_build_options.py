"""Options of a build as one object and as keyword arguments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import asdict

import briefing
from briefing.model.build_options import BuildKeywords, BuildOptions, build_options
from tests.invented import Invented, project

STORY = """\
sections:
  - {id: a, title: "Visits are {{ visits.last }}", subtitle: auto, chart: {kind: columns, series: [visits]}}
"""


def test_each_field_is_a_keyword_argument_too() -> None:
    assert set(BuildOptions.__struct_fields__) == set(BuildKeywords.__annotations__)


def test_a_path_is_the_folder_of_the_files_and_keywords_take_the_place_of_fields() -> None:
    base = BuildOptions(out=Path("a"), theme="ink", languages=("en",))
    assert build_options() == BuildOptions(out=Path("output"))
    assert build_options("b") == build_options(Path("b")) == build_options(out="b") == BuildOptions(out=Path("b"))
    assert build_options(base, theme="jade", languages=["zh"]) == BuildOptions(
        out=Path("a"), theme="jade", languages=("zh",)
    )


@pytest.mark.parametrize(
    ("keywords", "field", "value"),
    [
        ({"template": "house.pptx"}, "template", Path("house.pptx")),
        ({"template": ""}, "template", None),
        ({"previous": b"{}"}, "previous", b"{}"),
        ({"only": (name for name in ("deck", "brief"))}, "only", ("deck", "brief")),
        ({"languages": []}, "languages", ()),
        ({"parameters": {}}, "parameters", None),
    ],
)
def test_values_of_any_kind_become_those_of_the_options(keywords: Any, field: str, value: object) -> None:
    assert asdict(build_options(**keywords)) == asdict(BuildOptions()) | {field: value}


def test_options_and_keywords_build_the_same_files(tmp_path: Path) -> None:
    made = project(tmp_path / "mine", Invented(), STORY)
    one = briefing.build(made, BuildOptions(out=tmp_path / "one", only=("brief", "letter"), slug="towns"))
    other = briefing.build(made, tmp_path / "other", only=["letter", "brief"], slug="towns")
    assert [path.name for path in one.files] == [path.name for path in other.files]
    assert [path.read_bytes() for path in one.files] == [path.read_bytes() for path in other.files]


def test_an_option_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    wrong: Any = {"colour": "blue"}
    with pytest.raises(TypeError, match="colour"):
        briefing.build(tmp_path, **wrong)
