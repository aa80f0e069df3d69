"""A template that no deck can be made from is refused with what is wrong, where, and how to mend it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pptx
import pytest

import briefing
from briefing.errors import InputError
from briefing.read.template_folder import mapping_path, template

DEFAULT = Path(pptx.__file__).parent / "templates" / "default.pptx"
Change = Callable[[dict[str, bytes]], None]


def packed(change: Change = lambda parts: None) -> bytes:
    """The parts of a sound template, changed, as a file."""
    with zipfile.ZipFile(DEFAULT) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def typed(kind: bytes) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        old = b"presentationml.presentation.main+xml"
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"openxmlformats-officedocument." + old, kind
        )

    return change


def entities(parts: dict[str, bytes]) -> None:
    xml = parts["ppt/theme/theme1.xml"]
    parts["ppt/theme/theme1.xml"] = xml.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "bbbb">]>', 1)


def swollen(parts: dict[str, bytes]) -> None:
    parts["ppt/media/image1.bmp"] = bytes(8_000_000)


def strict(parts: dict[str, bytes]) -> None:
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"schemas.openxmlformats.org", b"purl.oclc.org/ooxml")


def bare(parts: dict[str, bytes]) -> None:
    del parts["[Content_Types].xml"]


MACROS = b"vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
WORD = b"openxmlformats-officedocument.wordprocessingml.document.main+xml"
BAD = {
    "a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted"),
    "no zip": (b"not a presentation", "no presentation"),
    "half a zip": (packed()[:20_000], "no presentation"),
    "nothing": (b"", "no presentation"),
    "another zip": (packed(bare), "no presentation"),
    "a document": (packed(typed(WORD)), "no presentation"),
    "macros": (packed(typed(MACROS)), "macros"),
    "a zip bomb": (packed(swollen), "would unpack to 8 MB"),
    "entities": (packed(entities), "entities"),
    "the strict form": (packed(strict), "strict form"),
}


@pytest.mark.parametrize(("data", "what"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_with_a_fix(data: bytes, what: str, tmp_path: Path) -> None:
    path = tmp_path / "company.pptx"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        template(path)
    assert [what in finding.what for finding in caught.value.findings] == [True]
    assert all("company.pptx" in finding.where and finding.fix for finding in caught.value.findings)


def test_a_bad_file_replaces_nothing(starter: Path, tmp_path: Path) -> None:
    path = tmp_path / "company.pptx"
    path.write_bytes(b"PK no zip")
    with pytest.raises(InputError):
        briefing.build(starter, tmp_path / "out", template=path)
    assert not (tmp_path / "out").exists()
    assert [finding.where for finding in briefing.check(starter, template=path)] == [path.as_posix()]


def test_a_check_tells_what_a_template_lacks(starter: Path, mapped: Callable[[str], Path], tmp_path: Path) -> None:
    (found,) = briefing.check(starter, template=mapped('[headline]\nlayout = "Titel"'))
    assert (found.what, found.severity) == ("the template has no layout 'Titel'", "error")
    found_by_check = briefing.check(starter, template=mapped(MAPPING))
    built = briefing.build(starter, tmp_path / "out", template=tmp_path / "company.pptx")
    assert found_by_check == tuple(dict.fromkeys(built.findings))
    assert {one.severity for one in found_by_check} == {"warning"}


def test_the_ledger_counts_template_and_mapping_as_inputs(starter: Path, mapped: Callable[[str], Path]) -> None:
    def edition(path: Path | None) -> dict[str, Any]:
        built = briefing.build(starter, starter / "out", template=path, only=["deck"])
        return dict(json.loads(built.ledger.read_text(encoding="utf-8"))["edition"])

    plain, given = edition(None), edition(mapped(MAPPING))
    assert {"company.pptx", "company.layouts.toml"} <= set(given["inputs"])
    assert given["content_hash"] != plain["content_hash"]


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("ppt/theme/theme1.xml", b"<a:theme"),
        ("ppt/slideLayouts/slideLayout6.xml", b"<a/>"),
        ("ppt/slideLayouts/_rels/slideLayout9.xml.rels", None),
        ("ppt/presentation.xml", b"<a/>"),
    ],
)
def test_a_template_with_a_broken_part_is_reported(
    part: str, content: bytes | None, starter: Path, tmp_path: Path
) -> None:
    def break_it(parts: dict[str, bytes]) -> None:
        del parts[part]
        if content is not None:
            parts[part] = content

    path = tmp_path / "company.pptx"
    path.write_bytes(packed(break_it))
    with pytest.raises(InputError, match="no whole presentation"):
        briefing.build(starter, tmp_path / "out", template=path, only=["deck"])


def test_a_missing_file_is_reported(starter: Path) -> None:
    with pytest.raises(InputError, match="the file is missing"):
        briefing.build(starter, template=starter / "company.pptx")


def test_the_template_of_a_project_lies_in_the_project(starter: Path) -> None:
    settings = starter / "briefing.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[edition]", '[edition]\ntemplate = "../company.pptx"'), encoding="utf-8")
    (found,) = briefing.check(starter)
    assert "no file inside the project" in found.what
    assert "briefing.toml, line" in found.where


def test_a_sound_template_is_read_without_a_mapping() -> None:
    found = template(DEFAULT)
    assert (found.path, dict(found.choices), dict(found.colours)) == (DEFAULT, {}, {})


MAPPING = """
[cover]
layout = "Title Slide"
subtitle = "subTitle 1"

[headline]
layout = "Title Only"
body = [45, 140, 870, 500]
ground = "light"

[colours]
highlight = "accent3"
"""


@pytest.fixture
def mapped(tmp_path: Path) -> Callable[[str], Path]:
    """A mapping's text → a template with that mapping beside it."""

    def write(text: str) -> Path:
        path = tmp_path / "company.pptx"
        path.write_bytes(packed())
        mapping_path(path).write_text(text, encoding="utf-8")
        return path

    return write


def test_a_mapping_beside_the_template_is_read(mapped: Callable[[str], Path]) -> None:
    found = template(mapped(MAPPING))
    assert found.choices["headline"].body == (45, 140, 870, 500)
    assert dict(found.choices["cover"].places) == {"subtitle": "subTitle 1"}
    assert dict(found.colours) == {"highlight": "accent3"}


def test_a_mapping_changes_what_counts_as_the_template(mapped: Callable[[str], Path]) -> None:
    with_mapping = template(mapped(MAPPING)).digest
    assert template(mapped(MAPPING.replace("140", "141"))).digest != with_mapping


@pytest.mark.parametrize(
    ("wrong", "line", "what"),
    [
        ('[headline]\nlayuot = "Title Only"', 2, "unknown"),
        ("[headline]\nbody = [1, 2, 3]", 2, "item 4"),
        ("[headline]\n\nbody = [45, 140, 0, 500]", 3, "above zero"),
        ('[headline]\nground = "grey"', 2, "may not stand here"),
        ('[colours]\nhighlight = "blue"', 2, "no slot 'blue'"),
        ('[colours]\nground = "accent1"', 2, "no colour 'ground'"),
        ("[headline]\ntitle = 1", 2, "is not text"),
        ("[middle]\n", 1, "unknown"),
        ("[headline\nlayout = 1", 1, "no TOML"),
    ],
)
def test_a_wrong_mapping_is_reported_with_its_line(
    wrong: str, line: int, what: str, mapped: Callable[[str], Path]
) -> None:
    with pytest.raises(InputError) as caught:
        template(mapped(wrong))
    (found,) = caught.value.findings
    assert f"company.layouts.toml, line {line}" in found.where
    assert what in found.what
    assert found.fix


def test_a_package_without_its_relationships_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "company.pptx"

    def bare(parts: dict[str, bytes]) -> None:
        del parts["_rels/.rels"]

    path.write_bytes(packed(bare))
    with pytest.raises(InputError, match="the file is a zip, but no presentation"):
        template(path)
