"""The plain letter is wrapped; the proof puts its lines together again as paragraphs, in any script."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from briefing.letter.plain import wrap
from briefing.proof.evidence import Evidence
from briefing.proof.reading.letter import letter
from briefing.proof.words.passages import reading
from briefing.proof.words.word_patterns import language

WORDS = (
    "Estadística",
    "población",
    "Øresundsbroens",
    "река",
    "Ελλάδα",
    "35\u00a0km",
    "e\u0301tat",
    "of",
    "2017",
    "(INE)",
)


def paragraphs(lines: list[str]) -> list[str]:
    """The passages that the proof reads in a plain letter of some lines."""
    parsed = letter("letter.txt", "\n".join(lines).encode())
    (page,) = reading(Evidence((parsed,)), language("en")).page_texts
    return [passage.text for passage in page.passages]


@example(["Estadística"] * 5 + ["река"] * 3)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_lines_in_any_alphabet_are_one_paragraph_again(words: list[str]) -> None:
    whole = " ".join(words)
    (found,) = paragraphs(wrap(whole))
    assert found.split() == whole.split()


def test_two_paragraphs_stay_two_where_the_second_had_room_on_the_first() -> None:
    assert paragraphs([*wrap("Registro de Estadística"), *wrap("Índice de población")]) == [
        "Registro de Estadística",
        "Índice de población",
    ]


def test_a_line_of_chinese_that_ends_between_latin_words_goes_on() -> None:
    for length in range(40):
        whole = "新" * length + "a " + "Goldenwell China 2020；中新社2024；清华大学"
        assert len(paragraphs(wrap(whole))) == 1, length
