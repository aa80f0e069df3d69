"""Results that last are found by the next process that uses them under the same name."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import cache
from briefing.reuse import STORE, digest, from_nothing, lasting, remade, reused_by_use
from briefing.reuse_store import LIMIT


@pytest.fixture(autouse=True)
def empty() -> None:
    STORE.clear()


class Edition:
    """Texts that look at a value, and slides that are remade; notes what it has made."""

    def __init__(self, value: int = 1) -> None:
        self.value = value
        self.made: list[str] = []

    def text(self, words: str) -> str:
        def make() -> tuple[str, list[str]]:
            self.made.append(words)
            return f"{words} {self.value}", ["value"]

        return reused_by_use("text", (words,), lambda _: digest(self.value), make)[0]

    def slide(self, section: str) -> str:
        def make(last: str | None) -> str:
            self.made.append(f"{section} after {last}")
            return f"{section} {self.value}"

        return remade("slide", (section,), (self.value,), make)

    def texts(self, *words: str, name: str = "story", form: type = str) -> list[str]:
        with lasting("text", (name,), form):
            return [self.text(one) for one in words]

    def slides(self, *sections: str) -> list[str]:
        with lasting("slide", ("deck",), str):
            return [self.slide(one) for one in sections]


def later(value: int = 1) -> Edition:
    """Return the edition of a process that has nothing in its memory."""
    STORE.clear()
    return Edition(value)


def test_texts_are_found_by_the_next_process_where_what_they_looked_at_is_as_it_was(kept: Path) -> None:
    assert Edition().texts("a", "b") == ["a 1", "b 1"]
    again = later()
    assert (again.texts("a", "new", "b"), again.made) == (["a 1", "new 1", "b 1"], ["new"])
    other = later(2)
    assert (other.texts("a", "b"), other.made) == (["a 2", "b 2"], ["a", "b"])


def test_slides_are_found_by_the_next_process_and_remade_from_the_last_state(kept: Path) -> None:
    assert Edition().slides("a", "b") == ["a 1", "b 1"]
    again = later()
    assert (again.slides("a", "b"), again.made) == (["a 1", "b 1"], [])
    other = later(2)
    assert (other.slides("a"), other.made) == (["a 2"], ["a after a 1"])


def test_what_the_last_process_did_not_use_is_gone(kept: Path) -> None:
    Edition().texts("a", "b")
    later().texts("b")
    third = later()
    assert (third.texts("a", "b"), third.made) == (["a 1", "b 1"], ["a"])


def test_all_that_is_stored_is_one_entry_which_is_not_written_again_where_nothing_has_changed(kept: Path) -> None:
    Edition().texts(*"abcdefgh")
    (entry,) = (path for path in kept.rglob("*") if path.is_file())
    first = entry.stat()
    later().texts(*"abcdefgh")
    assert entry.stat().st_ino == first.st_ino
    later().texts(*"abc")
    assert entry.stat().st_ino != first.st_ino


def test_outside_nothing_lasts(kept: Path) -> None:
    Edition().text("a")
    with lasting("slide", ("deck",), str):
        Edition().text("b")
    again = later()
    assert (again.texts("a", "b"), again.made) == (["a 1", "b 1"], ["a", "b"])


def test_of_a_process_the_first_two_names_last(kept: Path) -> None:
    edition = Edition()
    for name in ("en", "zh", "fr"):
        edition.texts(name, name=name)
    for name, made in (("en", []), ("zh", []), ("fr", ["fr"])):
        again = later()
        again.texts(name, name=name)
        assert again.made == made


def test_a_name_is_read_once_so_that_a_later_build_of_the_process_finds_what_is_newer(kept: Path) -> None:
    edition = Edition()
    edition.slides("a")
    edition.value = 2
    assert edition.slides("a") == ["a 2"]
    assert edition.slides("a") == ["a 2"]
    assert edition.made == ["a after None", "a after a 1"]


def test_results_of_another_kind_last_too_within_a_block(kept: Path) -> None:
    with lasting("slide", ("deck",), str), lasting("text", ("story",), str):
        Edition().text("a")
        Edition().slide("b")
    again = later()
    assert (again.texts("a"), again.slides("b"), again.made) == (["a 1"], ["b 1"], [])


def test_of_more_results_than_memory_holds_the_first_are_found(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LIMIT, "1")
    texts = [f"{number}" * 20_000 for number in range(9)]
    Edition().texts(*texts)
    again = later()
    again.texts(*texts)
    assert again.made == texts[len(texts) - len(again.made) :]
    assert 0 < len(again.made) < len(texts)
    third = later()
    third.texts(*texts)
    assert third.made == again.made


@pytest.mark.parametrize("content", [b"", b"x" * 100])
def test_a_damaged_entry_is_made_again(kept: Path, content: bytes) -> None:
    Edition().texts("a")
    for path in kept.rglob("*"):
        if path.is_file():
            path.write_bytes(content)
    again = later()
    assert (again.texts("a"), again.made) == (["a 1"], ["a"])
    third = later()
    assert (third.texts("a"), third.made) == (["a 1"], [])


def test_results_of_another_form_are_made_again(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "program", lambda: "the same")
    Edition().texts("a", form=str)
    again = later()
    assert (again.texts("a", form=int), again.made) == (["a 1"], ["a"])


def test_nothing_lasts_from_nothing_or_without_a_folder(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with from_nothing():
        Edition().texts("a")
    monkeypatch.setenv(cache.VARIABLE, cache.OFF)
    later().texts("a")
    assert [path for path in kept.rglob("*") if path.is_file()] == []


def test_a_name_with_half_a_character_does_not_last(kept: Path) -> None:
    assert later().texts("a", name="\ud800") == ["a 1"]
    assert [path for path in kept.rglob("*") if path.is_file()] == []


def test_an_error_leaves_what_was_stored(kept: Path) -> None:
    Edition().texts("a")
    with pytest.raises(ValueError, match="refused"), lasting("text", ("story",), str):
        raise ValueError("refused")
    again = later()
    assert (again.texts("a"), again.made) == (["a 1"], [])
