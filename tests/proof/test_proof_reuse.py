"""What the proof has read and checked before is reused where it is the same, and found out where it only looks so."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pikepdf
import pytest

import briefing
from briefing import brief, deck
from briefing.errors import BriefingError
from briefing.model.document import Document
from briefing.model.ledger import Written
from briefing.model.theme import Theme
from briefing.pipeline.outputs import READERS
from briefing.proof.findings import ProofFinding
from briefing.proof.proof_report import proved
from briefing.proof.proving import ReadFile, judge, prove, read
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.snapshot import Snapshot
from briefing.proof.snapshots.taking import taken
from briefing.reuse import STORE, from_nothing
from tests import editions
from tests.proof.package.broken import BREAKS, Break, good
from tests.thorough import THOROUGH

PARTS = {
    "slide": ("ppt/slides/slide3.xml",),
    "chart and its workbook": (
        "ppt/charts/chart1.xml", "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx",
    ),
    "chart alone": ("ppt/charts/chart1.xml",),
    "workbook alone": ("ppt/embeddings/Microsoft_Excel_Sheet1.xlsx",),
}  # fmt: skip


Two = tuple[briefing.Build, briefing.Build, Path]


@pytest.fixture(autouse=True)
def empty() -> None:
    STORE.clear()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def planted(later: bytes, earlier: bytes, names: tuple[str, ...]) -> bytes:
    """The later deck with parts of the earlier one."""
    old, new = parts_of(earlier), parts_of(later)
    assert all(old[name] != new[name] for name in names)
    return packed({**new, **{name: old[name] for name in names}})


def handed_over(output: ModuleType, change: Callable[[bytes], bytes], patch: pytest.MonkeyPatch) -> None:
    """Let the writer of an output hand over its file with a change."""
    write = output.write

    def wrong(document: Document, theme: Theme) -> Written:
        written = write(document, theme)
        files = {suffix: change(content) for suffix, content in written.files.items()}
        return Written(files, written.trace, written.findings)

    patch.setattr(output, "write", wrong)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Two, dict[bytes, Any]]:
    """Two editions that pass the proof, and what the store holds after them."""
    folder = tmp_path_factory.mktemp("two")
    before, after = editions.project(folder / "before"), editions.project_after(folder / "after")
    STORE.clear()
    made = briefing.build(before, folder / "old"), briefing.build(after, folder / "new"), after
    held = dict(STORE._entries)
    assert not proved([made[1].ledger.parent], project=after).failed()
    return made, held


@pytest.fixture
def two(empty: None, built: tuple[Two, dict[bytes, Any]]) -> Iterator[Two]:
    """An edition, the one a year later, whose files a test may change, and the project of that, just built."""
    made, entries = built
    remember(entries)
    files = {path: path.read_bytes() for path in made[1].files}
    yield made
    for path, content in files.items():
        path.write_bytes(content)


@pytest.mark.parametrize("names", PARTS.values(), ids=PARTS)
def test_a_stale_part_put_in_by_hand_is_found_by_the_proof(names: tuple[str, ...], two: Two) -> None:
    earlier, later, project = two
    assert earlier.deck
    assert later.deck
    later.deck.write_bytes(planted(later.deck.read_bytes(), earlier.deck.read_bytes(), names))
    assert proved([later.ledger.parent], project=project).failed()


@pytest.mark.parametrize("names", PARTS.values(), ids=PARTS)
def test_a_stale_part_that_the_writer_hands_over_stops_the_build(
    names: tuple[str, ...],
    two: Two,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    earlier, _, project = two
    assert earlier.deck
    stale = earlier.deck.read_bytes()
    handed_over(deck, partial(planted, earlier=stale, names=names), monkeypatch)
    with pytest.raises(BriefingError, match="the finished files do not pass the proof"):
        briefing.build(project, tmp_path / "again")


def with_page(later: bytes, earlier: bytes, number: int) -> bytes:
    """The later brief, a page of which is drawn as in the earlier one."""
    with pikepdf.open(io.BytesIO(later)) as new, pikepdf.open(io.BytesIO(earlier)) as old:
        page, stale = new.pages[number], new.copy_foreign(old.pages[number].obj)
        assert page.Contents.read_bytes() != stale.Contents.read_bytes()
        page.Contents, page.Resources = stale.Contents, stale.Resources
        stream = io.BytesIO()
        new.save(stream, deterministic_id=True)
        return stream.getvalue()


def pages_that_changed(later: bytes, earlier: bytes) -> list[int]:
    with pikepdf.open(io.BytesIO(later)) as new, pikepdf.open(io.BytesIO(earlier)) as old:
        pairs = enumerate(zip(new.pages, old.pages, strict=False))
        return [at for at, (one, other) in pairs if one.Contents.read_bytes() != other.Contents.read_bytes()]


def test_a_stale_page_of_a_brief_is_found_by_the_proof(two: Two) -> None:
    earlier, later, project = two
    assert earlier.brief
    assert later.brief
    before, after = earlier.brief.read_bytes(), later.brief.read_bytes()
    changed = pages_that_changed(after, before)
    assert changed
    for number in changed:
        later.brief.write_bytes(with_page(after, before, number))
        assert proved([later.ledger.parent], project=project).failed(), f"page {number + 1}"
    later.brief.write_bytes(after)
    assert not proved([later.ledger.parent], project=project).failed()


def test_a_stale_page_of_a_brief_that_the_writer_hands_over_stops_the_build(
    two: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier, later, project = two
    assert earlier.brief
    assert later.brief
    stale = earlier.brief.read_bytes()
    changed = pages_that_changed(later.brief.read_bytes(), stale)
    assert changed
    for number in changed:
        with monkeypatch.context() as patch:
            handed_over(brief, partial(with_page, earlier=stale, number=number), patch)
            with pytest.raises(BriefingError, match="the finished files do not pass the proof"):
                briefing.build(project, tmp_path / "again")


@pytest.mark.parametrize("output", ["brief", "letter"])
def test_a_stale_file_of_another_output_stops_the_build(output: str, two: Two) -> None:
    earlier, later, project = two
    files, ledger = of_edition(later)
    stale = {path.name: path.read_bytes() for edition in earlier.editions for path in edition.paths[output]}
    found = judged({**files, **stale}, ledger, Tables(project))
    assert any(one.severity == "error" for one in found)


def of_edition(built: briefing.Build) -> tuple[dict[str, bytes], bytes]:
    files = {path.name: path.read_bytes() for path in built.files if path != built.ledger}
    return files, built.ledger.read_bytes()


def judged(files: Mapping[str, bytes], ledger: bytes, tables: Tables) -> tuple[ProofFinding, ...]:
    """Files → the findings of a build's gate."""
    return judge(
        [read(name, data, READERS) for name, data in files.items()], ("l", ledger), tables, deep=False
    ).findings


def test_the_proof_by_hand_reuses_nothing_and_says_so(two: Two) -> None:
    _, later, project = two
    hits, misses = STORE.hits.copy(), STORE.misses.copy()
    for full in (False, True):
        report = proved([later.ledger.parent], project=project, full=full)
        assert "everything was read and checked, nothing was reused" in str(report).splitlines()
    assert (STORE.hits, STORE.misses) == (hits, misses)


def test_a_second_edition_that_is_alike_is_hardly_read_again(starter: Path, tmp_path: Path) -> None:
    briefing.build(starter, tmp_path / "out")
    STORE.hits.clear()
    STORE.misses.clear()
    briefing.build(starter, tmp_path / "other", slug="other")
    for kind in (
        "slide-page",
        "slide-snapshot",
        "slide-charts",
        "chart",
        "ledger-facts",
        "fact-faults",
        "use-faults",
        "cells",
    ):
        assert STORE.hits[kind] > 0, kind
        assert STORE.misses[kind] == 0, kind


def test_an_edition_of_another_day_is_judged_as_from_nothing(starter: Path, tmp_path: Path) -> None:
    days = [briefing.build(starter, tmp_path / str(day), as_of=dt.date(2026, 3, day)) for day in (1, 2)]
    (first, _), (files, ledger) = map(of_edition, days)
    kinds = "ledger-facts fact-faults use-faults cells undated private slide slide-page slide-snapshot slide-charts"
    for kind in kinds.split():
        assert STORE.hits[kind] > 0, kind
    (deck_file,) = (name for name in files if name.endswith(".pptx"))
    stale = {**files, deck_file: planted(files[deck_file], first[deck_file], ("ppt/slides/slide2.xml",))}
    for one in (files, stale):
        warm = judged(one, ledger, Tables(starter))
        with from_nothing():
            assert warm == judged(one, ledger, Tables(starter))
        assert any(found.severity == "error" for found in warm) == (one is stale)


@pytest.mark.parametrize("name", ["ppt/slides/slide1.xml", "ppt/slides/slide2.xml"])
def test_a_slide_of_another_day_that_the_writer_hands_over_stops_the_build(
    name: str, starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = briefing.build(starter, tmp_path / "first", as_of=dt.date(2026, 3, 1), only=["deck"])
    assert first.deck
    stale, plants = first.deck.read_bytes(), list[str]()
    handed_over(deck, lambda content: planted(content, stale, (name,)) if plants else content, monkeypatch)
    briefing.build(starter, tmp_path / "second", as_of=dt.date(2026, 3, 2), only=["deck"])
    plants.append(name)
    with pytest.raises(BriefingError, match="the finished files do not pass the proof"):
        briefing.build(starter, tmp_path / "again", as_of=dt.date(2026, 3, 2), only=["deck"])


DAYS = ("3 May 2025", "2025年5月3日", "", "&amp;", "&lost;", "</a:t>", "\x0b", "<a:br/>", "a:\\x", "</p:sp>")


def test_whatever_the_date_of_a_slide_says_the_deck_is_read_as_from_nothing(starter: Path, tmp_path: Path) -> None:
    built = briefing.build(starter, tmp_path / "out", only=["deck"])
    assert built.deck is not None
    parts = parts_of(built.deck.read_bytes())
    name = "ppt/slides/slide2.xml"
    before, mark, shape = parts[name].decode().partition('<p:ph type="dt"')
    assert mark
    seen("deck.pptx", packed(parts))
    for day in DAYS:
        dated = re.sub("(?<=<a:t>)[^<]*(?=</a:t>)", day.replace("\\", r"\\"), shape, count=1)
        other = packed({**parts, name: (before + mark + dated).encode()})
        warm = seen("deck.pptx", other)
        with from_nothing():
            assert warm == seen("deck.pptx", other), day


Seen = tuple[object, ...]


def seen(name: str, data: bytes) -> Seen:
    """A deck → all that is read of it."""
    file = read(name, data)
    return file.findings, tuple((one.pages, one.lang, one.title, _snapshot(file)) for one in file.files)


def _snapshot(file: ReadFile) -> Snapshot | None:
    return taken(file.files[0]) if file.files and file.files[0].pages else None


@cache
def _good() -> tuple[bytes, Mapping[str, bytes]]:
    data = good()
    return data, parts_of(data)


@cache
def _entries(name: str) -> dict[bytes, Any]:
    STORE.clear()
    seen(name, _good()[0])
    return dict(STORE._entries)


def remember(entries: Mapping[bytes, Any]) -> None:
    """Let the store hold what it held before."""
    STORE.clear()
    for key, entry in entries.items():
        STORE.put(entry.kind, key, entry.value, entry.size)


# In a usual run one in three.
_SOME = dict(list(BREAKS.items())[:: 1 if THOROUGH else 3])


@pytest.mark.parametrize("fault", _SOME.values(), ids=_SOME)
def test_a_broken_deck_is_read_after_a_good_one_as_from_nothing(fault: Break) -> None:
    remember(_entries("good.pptx"))
    broken = fault.of(_good()[0])
    warm = [seen(name, broken) for name in ("one.pptx", "other.pptx")]
    with from_nothing():
        assert warm == [seen(name, broken) for name in ("one.pptx", "other.pptx")]


# What gives way in a part, one after the other where it stands.
CHANGES: Mapping[str, Callable[[str], str]] = {
    "a figure": lambda text: re.sub(r'(?<=")([0-8])(?=\d*")', lambda found: str(int(found[1]) + 1), text, count=1),
    "the last figure": lambda text: text[::-1].replace("1", "2", 1)[::-1],
    "a word": lambda text: re.sub(r">([A-Za-z])", ">Q", text, count=1),
    "a colour": lambda text: re.sub(r'(?<=val=")[0-9A-F]{6}(?=")', "C0FFEE", text, count=1),
    "an element": lambda text: re.sub(r"<(\w+:\w+)( [^<>]*)?/>", "", text, count=1),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_in_a_part_the_deck_is_read_as_from_nothing(change: Callable[[str], str]) -> None:
    remember(_entries("deck.pptx"))
    parts = _good()[1]
    changed, own = 0, list(CHANGES.values()).index(change)
    for at, (name, content) in enumerate(parts.items()):
        if not THOROUGH and (at + own) % 3:
            continue  # each kind of change in a third of the parts
        if name.endswith((".xml", ".rels")) and (after := change(content.decode()).encode()) != content:
            changed += 1
            other = packed({**parts, name: after})
            warm = seen("deck.pptx", other)
            with from_nothing():
                assert warm == seen("deck.pptx", other), name
    assert changed > 3


def _each(value: Any) -> list[tuple[Any, Any]]:
    """A tree of JSON → where each plain value stands: its container and key."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found: list[tuple[Any, Any]] = []
    for key, held in list(items):
        found += _each(held) if isinstance(held, dict | list) else [(value, key)]
    return found


def _other(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, int | float):
        return value + 1
    return re.sub(r"\d", "7", value) if re.search(r"[0-689]", value) else f"{value} not"


def test_whatever_changes_in_a_ledger_the_edition_is_judged_as_from_nothing(starter: Path, tmp_path: Path) -> None:
    built = briefing.build(starter, tmp_path / "out")
    files, ledger = of_edition(built)
    tables = Tables(starter)
    places = len(_each(json.loads(ledger)))
    found_any, tried = 0, 60 if THOROUGH else 12
    for at in range(0, places, max(1, places // tried)):
        content = json.loads(ledger)
        holder, key = _each(content)[at]
        holder[key] = _other(holder[key])
        changed = json.dumps(content).encode()
        warm = judged(files, changed, tables)
        with from_nothing():
            assert warm == judged(files, changed, tables)
        found_any += bool(warm)
    assert found_any > tried // 3


def test_a_table_that_changed_is_read_again(starter: Path, tmp_path: Path) -> None:
    built = briefing.build(starter, tmp_path / "out")
    files, ledger = of_edition(built)
    assert not [one for one in judged(files, ledger, Tables(starter)) if one.severity == "error"]
    row = "library_visits,Example City,2019,410"
    editions.change(starter, "observations.csv", row, row.replace("410", "411"))
    assert [one for one in judged(files, ledger, Tables(starter)) if one.severity == "error"]


def test_findings_bear_the_name_of_the_file_that_they_are_in() -> None:
    data = BREAKS["a hidden slide"].of(_good()[0])
    for name in ("first.pptx", "second.pptx"):
        found = prove({name: data}).findings + judge([read(name, data)]).findings
        assert {one.location.file for one in found} == {name}
