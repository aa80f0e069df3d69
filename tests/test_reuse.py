"""What was made before is found by all that it was made from; a store of a limited size forgets what is used least."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from briefing import cache
from briefing.reuse import (
    STORE,
    Large,
    digest,
    digest_of,
    from_nothing,
    reused,
    reused_by_use,
    reused_of,
)
from briefing.reuse_store import Store


class Mark(Struct, frozen=True):
    at: Fraction
    text: str = ""


class Makes:
    """Makes a value, and counts how often."""

    def __init__(self, value: Any = "made") -> None:
        self.value, self.times = value, 0

    def __call__(self) -> Any:
        self.times += 1
        return self.value


@pytest.fixture(autouse=True)
def empty() -> None:
    STORE.clear()


def test_what_was_made_from_the_same_parts_is_not_made_again() -> None:
    make = Makes()
    parts = (Mark(Fraction(1, 3), "a"), Fraction(7.078763715930969e-05), b"bytes", Path("file"), None, 2)
    assert [reused("slide", parts, make) for _ in range(3)] == ["made"] * 3
    assert make.times == 1
    assert (STORE.hits["slide"], STORE.misses["slide"]) == (2, 1)


@pytest.mark.parametrize(
    "other",
    [
        ("page", (Mark(Fraction(1, 3)), "a")),
        ("slide", (Mark(Fraction(2, 3)), "a")),
        ("slide", (Mark(Fraction(1, 3)), "b")),
        ("slide", (Mark(Fraction(1, 3)), b"a")),
        ("slide", (Mark(Fraction(1, 3)),)),
        ("slide", (Mark(Fraction(1, 3)), "a", "")),
    ],
)
def test_what_differs_in_any_part_is_made(other: tuple[str, tuple[object, ...]]) -> None:
    make = Makes()
    reused("slide", (Mark(Fraction(1, 3)), "a"), make)
    reused(*other, make)
    assert make.times == 2


words = st.recursive(
    st.none() | st.integers(-9, 9) | st.text(max_size=3) | st.binary(max_size=3), st.lists, max_leaves=5
)


@given(st.lists(words, max_size=3), st.lists(words, max_size=3))
def test_two_lists_of_parts_have_one_digest_only_if_they_are_equal(one: list[Any], other: list[Any]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


def test_a_part_without_an_encoding_is_refused() -> None:
    with pytest.raises(TypeError, match="object has no encoding"):
        reused("slide", (object(),), Makes())


def test_a_large_value_has_the_digest_of_its_content_as_long_as_it_is_not_changed() -> None:
    made = [[Mark(Fraction(at)) for at in range(3)] for _ in range(40)]
    assert [digest_of(value) for value in made] == [digest(made[0])] * 40
    assert (
        digest_of(made[0])
        == digest_of([Mark(Fraction(at)) for at in range(3)])
        != digest_of([*made[0], Mark(Fraction(3))])
    )


def test_a_large_mapping_is_found_by_its_names_and_all_that_they_stand_for() -> None:
    def marks(*at: int) -> dict[str, Mark]:
        return {f"mark {number}": Mark(Fraction(at)) for number, at in enumerate(at)}

    assert digest_of(marks(1, 2)) == digest_of(marks(1, 2))
    shared = Mark(Fraction(1))
    alike = [
        {"one": shared, "two": shared},
        {"one": shared},
        {"two": shared},
        {},
        marks(1, 2),
        marks(2, 1),
        marks(1, 3),
    ]
    assert len({digest_of(value) for value in alike}) == len(alike)


def test_what_is_made_of_an_object_is_found_by_that_object_alone() -> None:
    marks = [Mark(Fraction(1)), Mark(Fraction(2)), Mark(Fraction(2))]
    makes = [Makes(at) for at in range(3)]
    found = [reused_of("row", mark, make) for mark, make in zip(marks * 2, makes * 2, strict=True)]
    assert found == [0, 1, 2] * 2
    assert [make.times for make in makes] == [1, 1, 1]
    assert reused_of("line", marks[0], makes[2]) == 2
    with from_nothing():
        assert reused_of("row", marks[0], makes[1]) == 1
    STORE.clear()
    assert reused_of("row", marks[0], makes[1]) == 1


def test_what_is_made_of_objects_that_are_gone_is_never_found() -> None:
    for at in range(50):
        mark = Mark(Fraction(at))
        assert reused_of("row", mark, Makes(at), most=3) == at
    assert len(STORE.of_objects["row"]) == 3


def test_digests_of_more_members_than_are_remembered_are_right() -> None:
    one, other = ({str(at): Mark(Fraction(at, 7)) for at in range(2000)} for _ in range(2))
    assert digest_of(one) == digest_of(other) == digest_of(dict(one))
    assert digest_of({**one, "5": Mark(Fraction(6, 7))}) != digest_of(one)


def test_an_error_is_raised_each_time_and_is_no_result() -> None:
    def fails() -> str:
        raise ValueError("no room")

    for _ in range(2):
        with pytest.raises(ValueError, match="no room"):
            reused("slide", ("a",), fails)
    assert reused("slide", ("a",), Makes()) == "made"


def test_from_nothing_neither_finds_nor_stores() -> None:
    make = Makes()
    reused("slide", ("a",), make)
    with from_nothing():
        reused("slide", ("a",), make)
        reused("slide", ("b",), make)
    reused("slide", ("b",), make)
    assert make.times == 4


def test_the_least_recently_used_results_leave_a_full_store() -> None:
    store = Store(8 * 2000)
    for at in range(8):
        store.put(f"kind {at}", bytes([at]), at, 1000)
    assert store.find("slide", b"\0")
    for at in range(8, 12):
        store.put(f"kind {at}", bytes([at]), at, 1000)
    left = [at for at in range(12) if store.find("slide", bytes([at]))]
    assert left == [0, *range(3, 12)]
    assert store.size <= 8 * 2000


def test_a_result_that_would_fill_much_of_the_store_is_not_kept() -> None:
    store = Store(10_000)
    store.put("slide", b"large", "large", 5000)
    assert not store.find("slide", b"large")


def test_of_large_results_of_a_kind_the_last_one_is_kept_and_drives_out_no_small_ones() -> None:
    store = Store(100_000)
    for at in range(10):
        store.put("chart", bytes([at]), at + 1, 400)
    for at in range(10, 30):
        store.put("document", bytes([at]), at, 20_000)
    assert [at for at in range(30) if store.find("any", bytes([at]))] == [*range(10), 29]


def test_a_kind_takes_a_tenth_of_the_store_and_its_least_recently_used_results_leave_first() -> None:
    store = Store(100_000)
    for at in range(10):
        store.put("chart", bytes([at]), at + 1, 488)
    assert store.find("chart", b"\0")
    store.put("chart", b"new", "new", 488)
    assert [at for at in range(10) if store.find("any", bytes([at]))] == [0, *range(2, 10)]
    assert store.size == 10 * 1000


def test_of_results_of_whole_editions_the_last_two_of_a_kind_are_stored() -> None:
    store = Store(limit=100_000)
    for at in range(4):
        store.put("document", bytes([at]), at + 1, 40, whole=True)
        store.put("slide", bytes([at, 0]), at + 1, 40)
    assert [store.get(bytes([at])) for at in range(4)] == [None, None, 3, 4]
    assert [store.get(bytes([at, 0])) for at in range(4)] == [1, 2, 3, 4]


def test_a_result_of_a_whole_edition_is_found_by_what_it_looked_at() -> None:
    states = {"rows": b"1"}

    def found(page: int) -> int:
        made: tuple[int, tuple[str, ...]] = reused_by_use(
            "document", (page,), states.__getitem__, lambda: (next(numbers), ["rows"]), whole=True
        )
        return made[0]

    numbers = iter(range(10))
    assert [found(1), found(2), found(1)] == [0, 1, 0]
    states["rows"] = b"2"
    assert [found(1), found(2), found(1)] == [2, 3, 2]


def test_a_result_that_is_stored_again_counts_once() -> None:
    store = Store(100_000)
    for _ in range(3):
        store.put("chart", b"one", "one", 488)
    assert store.size == 1000


def test_a_result_counts_by_its_own_bytes_and_not_by_those_of_what_it_was_made_from() -> None:
    made = (Mark(Fraction(1), "x" * 3000), (b"y" * 4000,))
    reused("slide", ("a" * 100_000,), lambda: made)
    assert 7000 < STORE.size < 9000


def test_a_result_without_an_encoding_counts_by_what_it_was_made_from() -> None:
    made = object()
    assert reused("slide", ("a" * 3000,), lambda: made) is made is reused("slide", ("a" * 3000,), Makes())
    assert 3000 < STORE.size < 4000


class Looks:
    """Adds up what it looks at: always `a`, and `b` where `a` is 1; counts how often it was asked."""

    def __init__(self) -> None:
        self.state, self.times = {"a": 1, "b": 10, "c": 100}, 0

    def make(self) -> tuple[int, list[str]]:
        self.times += 1
        names = ["a", "b"] if self.state["a"] == 1 else ["a"]
        return sum(self.state[name] for name in names), names

    def found(self, *parts: object) -> tuple[int, tuple[str, ...]]:
        return reused_by_use("sum", parts, lambda name: digest(self.state[name]), self.make)


def test_a_result_is_found_as_long_as_what_it_looked_at_is_as_it_was() -> None:
    looks = Looks()
    assert looks.found("x") == (11, ("a", "b"))
    looks.state["c"] = 200
    assert (looks.found("x"), looks.times) == ((11, ("a", "b")), 1)
    looks.state["a"] = 2
    assert (looks.found("x"), looks.times) == ((2, ("a",)), 2)
    looks.state["b"] = 20
    assert (looks.found("x"), looks.times) == ((2, ("a",)), 2)
    looks.state["a"] = 1
    assert (looks.found("x"), looks.times) == ((21, ("a", "b")), 3)
    looks.state["b"] = 10
    assert (looks.found("x"), looks.times) == ((11, ("a", "b")), 3)
    assert (looks.found("y"), looks.times) == ((11, ("a", "b")), 4)
    assert (STORE.hits["sum"], STORE.misses["sum"]) == (3, 4)


def test_from_nothing_looks_at_everything_again() -> None:
    looks = Looks()
    looks.found("x")
    with from_nothing():
        assert looks.found("x") == (11, ("a", "b"))
    assert looks.times == 2


def test_the_limit_is_set_by_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_REUSE_MB", "0")
    make = Makes()
    for _ in range(2):
        assert reused("slide", ("a",), make) == "made"
    assert make.times == 2


def test_several_threads_get_what_belongs_to_their_parts() -> None:
    wrong: list[object] = []

    def work() -> None:
        for at in range(300):
            found = reused("slide", (at % 40,), lambda at=at % 40: at)  # type: ignore[misc]
            if found != at % 40:
                wrong.append(found)

    threads = [Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert wrong == []


def later_process() -> None:
    STORE.clear()


def test_a_result_with_a_form_is_found_by_a_later_process(kept: Path) -> None:
    make = Makes(Mark(Fraction(1), "a"))
    plain = Makes(("a", "b"))
    for _ in range(2):
        assert reused("word", ("x",), plain, form=tuple[str, ...]) == ("a", "b")
        later_process()
    assert plain.times == 1
    for _ in range(2):
        reused("slide", ("x",), make)
        later_process()
    assert make.times == 2


def spoil(change: Callable[[bytes], bytes], folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            path.write_bytes(change(path.read_bytes()))


@pytest.mark.parametrize("change", [lambda _: b"", lambda old: old[:-3], lambda old: old[:40] + b"x" + old[41:]])
def test_a_damaged_file_is_made_again(kept: Path, change: Callable[[bytes], bytes]) -> None:
    make = Makes(("a",))
    reused("word", ("x",), make, form=tuple[str, ...])
    spoil(change, kept)
    later_process()
    assert reused("word", ("x",), make, form=tuple[str, ...]) == ("a",)
    assert make.times == 2


def test_a_result_of_another_form_is_made_again(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "program", lambda: "the same")
    reused("word", ("x",), Makes(("a",)), form=tuple[str, ...])
    later_process()
    assert reused("word", ("x",), Makes(7), form=int) == 7


def test_half_a_character_has_no_encoding_and_is_made_each_time() -> None:
    make = Makes()
    assert [reused("slide", ("\ud800",), make) for _ in range(2)] == ["made"] * 2
    assert make.times == 2


def test_what_is_made_while_code_is_patched_is_reused_neither_before_nor_after() -> None:
    def made(value: str) -> str:
        return reused("patched", (1,), lambda: value)

    assert made("as it is") == made("never") == "as it is"
    with pytest.MonkeyPatch.context() as patch:
        assert made("never") == "as it is"
        patch.setattr(Store, "clear", None)
        assert made("patched") == made("never") == "patched"
    assert made("never") == "as it is"


def test_a_large_part_is_found_by_its_content_whatever_object_holds_it() -> None:
    make = Makes()
    for mark in (Mark(Fraction(1, 3), "a"), Mark(Fraction(1, 3), "a"), Mark(Fraction(1, 3), "b")):
        reused("slide", (Large(mark), "deck"), make)
    assert make.times == 2


def test_a_large_part_with_half_a_character_is_made_each_time() -> None:
    make = Makes()
    for _ in range(2):
        reused("slide", (Large(Mark(Fraction(1), "\ud800")),), make)
    assert make.times == 2


def test_a_result_that_holds_the_objects_of_its_parts_takes_no_room_of_its_own() -> None:
    rows = tuple(range(5000))
    reused("known", (Large(rows), "2024-12-31"), lambda: rows[:4000], shared=True)
    alone = STORE.size
    reused("copied", (Large(rows), "2024-12-31"), lambda: rows[:4000])
    assert alone < 1000 < 4000 < STORE.size
    assert reused("known", (Large(rows), "2024-12-31"), tuple, shared=True) == rows[:4000]
