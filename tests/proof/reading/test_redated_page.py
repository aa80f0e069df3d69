"""A page of a brief that differs in its date alone is read by that, and any other one as from nothing."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import briefing
from briefing.assets import asset
from briefing.proof.proving import read
from briefing.proof.reading.brief import pdf_pages, redated_page
from briefing.reuse import STORE, from_nothing
from tests.once import once, shared_folder
from tests.thorough import THOROUGH


@pytest.fixture(autouse=True)
def empty() -> None:
    STORE.clear()


def brief_of_a_day(project: Path, out: Path, day: int, lang: str = "en") -> bytes:
    built = briefing.build(project, out, as_of=dt.date(2026, 3, day), only=["brief"], languages=[lang])
    assert built.brief is not None
    return built.brief.read_bytes()


@once
def brief_of_the_starter() -> bytes:
    return brief_of_a_day(asset("project"), shared_folder("starter-of-a-day"), 12)


def contents(data: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(data)) as file:
        return [page.Contents.read_bytes() for page in file.pages]


def painted(data: bytes, pages: Mapping[int, bytes]) -> bytes:
    """The brief with other contents of pages."""
    with pikepdf.open(io.BytesIO(data)) as file:
        for number, content in pages.items():
            file.pages[number].Contents.write(content)
        stream = io.BytesIO()
        file.save(stream, deterministic_id=True)
        return stream.getvalue()


def seen_brief(data: bytes) -> tuple[object, ...]:
    return tuple((one.pages, one.catalog, one.attached, one.title) for one in read("b.pdf", data).files)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_brief_of_another_day_is_read_as_from_nothing(
    lang: str, harbour_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [brief_of_a_day(harbour_once, tmp_path / str(day), day, lang) for day in (12, 14, 13, 3)]
    with from_nothing():
        expected = [seen_brief(data) for data in days]
    read_again: list[bool] = []

    def noted(*given: Any) -> redated_page.SeenPage | None:
        found = redated(*given)
        read_again.append(found is None)
        return found

    redated = redated_page.redated
    monkeypatch.setattr(pdf_pages, "redated", noted)
    assert [seen_brief(data) for data in days] == expected
    assert read_again
    assert not any(read_again)


GLYPHS = re.compile(rb"<([0-9a-f]{2,})>")
# What gives way in the content of a page.
PAINTED: Mapping[str, Callable[[bytes], bytes]] = {
    "two glyphs exchanged": lambda text: GLYPHS.sub(
        lambda found: b"<%b>" % (found[1][2:4] + found[1][:2] + found[1][4:]), text
    ),
    "a glyph lost": lambda text: GLYPHS.sub(lambda found: b"<%b>" % found[1][:-2], text),
    "a kern": lambda text: re.sub(rb"> -?\d+ <", b"> 900 <", text),
    "a place": lambda text: re.sub(rb"1 0 0 1 (\d)", rb"1 0 0 1 1\1", text),
    "a colour": lambda text: re.sub(rb"[\d.]+ [\d.]+ [\d.]+ rg", b"0.5 0.5 0.5 rg", text),
    "a size": lambda text: re.sub(rb" [\d.]+ Tf", b" 6 Tf", text),
}


@pytest.mark.parametrize("change", PAINTED.values(), ids=PAINTED)
def test_whatever_changes_on_a_page_the_brief_is_read_as_from_nothing(
    change: Callable[[bytes], bytes],
) -> None:
    data = brief_of_the_starter()
    pages = contents(data)
    seen_brief(data)
    blocks = re.split(rb"(?<=ET)\b", pages[0])
    changed = 0
    for at in range(0, len(blocks), 1 if THOROUGH else 7):
        other = change(blocks[at])
        if other != blocks[at]:
            changed += 1
            stale = painted(data, {0: b"".join([*blocks[:at], other, *blocks[at + 1 :]])})
            warm = seen_brief(stale)
            with from_nothing():
                assert warm == seen_brief(stale), blocks[at]
    assert changed


def test_a_file_inside_that_was_changed_is_read_again_though_no_page_was() -> None:
    data = brief_of_the_starter()
    before = seen_brief(data)
    with pikepdf.open(io.BytesIO(data)) as file:
        inside = next(
            held for held in file.objects if isinstance(held, pikepdf.Stream) and held.get("/Type") == "/EmbeddedFile"
        )
        inside.write(b"other words")
        stream = io.BytesIO()
        file.save(stream, deterministic_id=True)
    warm = seen_brief(stream.getvalue())
    assert warm != before
    with from_nothing():
        assert warm == seen_brief(stream.getvalue())


SPELLED = b"/Span <</ActualText <feff0033%b>>> BDC\nBT 1 0 0 1 0 2.72 Tm 0.7 Tc /F2+0 8 Tf [<01%b>] TJ 0 Tc ET\nEMC"


def test_a_string_may_differ_in_its_glyphs_and_in_how_these_are_spelled() -> None:
    content = SPELLED % (b"0031", b"02")
    assert redated_page._differ_in_one_string(content, SPELLED % (b"0030", b"03"))
    assert redated_page._differ_in_one_string(content, SPELLED % (b"0031", b"03"))


@pytest.mark.parametrize(
    "other",
    [
        SPELLED.replace(b"2.72", b"9.72") % (b"0030", b"03"),
        SPELLED.replace(b"/Span", b"/P") % (b"0030", b"03"),
        SPELLED.replace(b"EMC", b"Q\nEMC") % (b"0030", b"03"),
    ],
    ids=["elsewhere", "another span", "after it"],
)
def test_what_differs_in_more_than_how_a_string_is_spelled_is_read_again(other: bytes) -> None:
    assert not redated_page._differ_in_one_string(SPELLED % (b"0031", b"02"), other)


def test_what_spells_another_string_than_the_one_that_differs_is_read_again() -> None:
    two = b"/Span <</ActualText <feff%b>>> BDC\nBT <01> Tj ET\nEMC\nBT /F2+0 8 Tf [<02%b>] TJ ET"
    assert not redated_page._differ_in_one_string(two % (b"0031", b"02"), two % (b"0030", b"03"))


def test_a_string_of_many_glyphs_that_no_text_ends_with_is_looked_at_once() -> None:
    """Numbers between glyphs could be divided in so many ways that trying them all would never end."""
    content = b"BT [" + b"<0a> -123.45 " * 40 + b"] TJ 0 -12 Td [<0%d>] TJ ET"
    assert redated_page._differ_in_one_string(content % 1, content % 2)
    assert not redated_page._differ_in_one_string(content % 1, content.replace(b"123", b"124") % 1)
