"""Faults made in the finished files themselves are found by the rules meant for them."""

from __future__ import annotations

import io
import zipfile

import pytest
from msgspec.structs import replace

from briefing.proof import words
from briefing.proof.proving import read
from tests.beijing.proof.words.sample import edition

QUOTE, MULTIPLES = "ppt/slides/slide12.xml", "ppt/slides/slide5.xml"


def rules(name: str, data: bytes) -> set[str]:
    """The rules that a file breaks beside the others of its edition, and that it did not break before."""
    before = edition()
    files = (one if one.file != name else read(name, data).files[0] for one in before.files)
    judged = replace(before, files=tuple(files))
    return {one.rule for one in set(words.check(judged)) - set(words.check(before))}


@pytest.mark.parametrize(("part", "old", "new", "rule"), [
    (QUOTE, "towards the future", "to the future", "quote-verbatim"),
    (QUOTE, "Zhang Jihong, Director", "A Director", "quote-speaker"),
    (QUOTE, "Translation", "Told", "quote-translation"),
    (MULTIPLES, "Ask next:", "Thanks to policy:", "word-cause"),
    (MULTIPLES, "Read with care", "The best indicator", "word-superlative"),
    (MULTIPLES, "Goldenwell China 2020", "Goldenwell China 2021", "sources-unlisted"),
    (MULTIPLES, "Goldenwell China 2020", "Goldenwel China 2020", "names-spelled"),
    (MULTIPLES, "Enterprises have nearly", "From 2019-2023 enterprises have nearly", "number-style"),
])  # fmt: skip
def test_a_fault_in_the_deck_is_found(part: str, old: str, new: str, rule: str) -> None:
    deck = next(one for one in edition().files if one.kind == "deck")
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(deck.data)) as before, zipfile.ZipFile(buffer, "w") as after:
        for entry in before.namelist():
            content = before.read(entry)
            if entry == part:
                assert old in content.decode()
                content = content.decode().replace(old, new, 1).encode()
            after.writestr(entry, content)
    assert rule in rules(deck.file, buffer.getvalue())


@pytest.mark.parametrize(("old", "new", "rule"), [
    ("levelled off", "levelled off because of lapses", "word-cause"),
    ("Contract values are nominal", "Contracts had the fastest growth", "word-superlative"),
    ("Xinhua 2023; ", "", "sources-missing"),
    ("People.cn via CRI", "Peple.cn via CRI", "names-spelled"),
    ("so 5.5×", "so 5.5x", "number-style"),
])  # fmt: skip
@pytest.mark.parametrize("kind", [".html", ".txt"])
def test_a_fault_in_the_letter_is_found(old: str, new: str, rule: str, kind: str) -> None:
    letter = next(one for one in edition().files if one.file.endswith(kind))
    text = letter.data.decode()
    assert old in text
    assert rule in rules(letter.file, text.replace(old, new).encode())
