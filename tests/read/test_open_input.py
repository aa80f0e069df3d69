"""Whatever bytes a file holds, reading gives a result or an InputError with what, where and fix."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import briefing.read
from briefing.assets import asset
from briefing.errors import Finding, InputError
from tests.read.small import FILES, make
from tests.thorough import examples

CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["trees", "Town", "OFFICE", "2020", "1e999", "≥", "A", "yes", "=1+1", '"', ",", "\n", "\r", "{{ x }}", ""]
    ),
)
WORDS = ["  ", "- ", ": ", "&a", "*a", "!!x", "---", "sections", "id", "{{", "é", "\x00", "\ud7ff"]
SIGNS = st.sampled_from([*"{}[]:-#&*!|>'\"%@`, \n\t?~", *WORDS])
OPEN = settings(max_examples=examples(60), deadline=None)


@pytest.fixture(scope="module")
def town() -> Any:
    with tempfile.TemporaryDirectory() as folder:
        yield make(Path(folder) / "town")


def survives(read: Callable[[], object]) -> None:
    reported: tuple[Finding, ...] | None = None
    try:
        read()
    except InputError as error:
        reported = error.findings
    assert reported is None or (reported and all(item.what and item.where and item.fix for item in reported))


def put(path: Path, content: bytes, read: Callable[[], object]) -> None:
    path.write_bytes(content)
    try:
        survives(read)
    finally:
        path.write_text(FILES[path.name], encoding="utf-8") if path.name in FILES else path.unlink()


@given(content=st.binary(max_size=300), name=st.sampled_from(sorted(FILES)))
@OPEN
def test_any_bytes_in_any_file(content: bytes, name: str, town: Path) -> None:
    put(town / name, content, lambda: briefing.read.project(town))


@given(
    rows=st.lists(st.lists(CELLS, max_size=12), max_size=6),
    name=st.sampled_from([n for n in sorted(FILES) if n.endswith("csv")]),
)
@OPEN
def test_any_cells_below_the_right_head(rows: list[list[str]], name: str, town: Path) -> None:
    head = FILES[name].partition("\n")[0]
    content = "\n".join([head, *(",".join(row) for row in rows)]).encode("utf-8", "surrogatepass")
    put(town / name, content, lambda: briefing.read.project(town))


@given(text=st.lists(SIGNS, max_size=40).map("".join))
@OPEN
def test_any_signs_in_a_story(text: str, town: Path) -> None:
    path = town / "story.en.yaml"
    put(path, text.encode(), lambda: briefing.read.story(path))


@given(text=st.lists(SIGNS, max_size=20).map("".join), at=st.integers(0, len(FILES["story.en.yaml"])))
@OPEN
def test_any_signs_within_a_story(text: str, at: int, town: Path) -> None:
    path, story = town / "story.en.yaml", FILES["story.en.yaml"]
    put(path, (story[:at] + text + story[at:]).encode(), lambda: briefing.read.story(path))


@given(text=st.lists(SIGNS, max_size=12).map("".join), at=st.integers(0, len(FILES["briefing.toml"])))
@OPEN
def test_any_signs_within_the_settings(text: str, at: int, town: Path) -> None:
    path, settings = town / "briefing.toml", FILES["briefing.toml"]
    put(path, (settings[:at] + text + settings[at:]).encode(), lambda: briefing.read.project(town))


@given(text=st.lists(SIGNS, max_size=12).map("".join), at=st.integers(0, 1200))
@OPEN
def test_any_signs_within_a_theme(text: str, at: int, town: Path) -> None:
    path, look = town / "own.toml", asset("themes/ink.toml").read_text(encoding="utf-8")
    put(path, (look[:at] + text + look[at:]).encode(), lambda: briefing.read.theme(path))


@given(content=st.binary(max_size=200), cut=st.integers(0, 6000))
@settings(max_examples=15, deadline=None)
def test_any_damage_to_a_workbook(content: bytes, cut: int, town: Path) -> None:
    import io

    import openpyxl  # type: ignore[import-untyped]

    book = openpyxl.Workbook()
    for line in FILES["targets.csv"].splitlines():
        book.active.append(line.split(","))
    packed = io.BytesIO()
    book.save(packed)
    whole = packed.getvalue()
    (town / "targets.csv").rename(town / "kept")
    try:
        put(
            town / "targets.xlsx",
            whole[:cut] + content + whole[cut + len(content) :],
            lambda: briefing.read.project(town),
        )
    finally:
        (town / "kept").rename(town / "targets.csv")
