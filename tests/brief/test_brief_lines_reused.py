"""Lines are set once for all briefs of one face, and belong to the text and the faces of the brief they stand in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.brief.fonts import FontSet
from briefing.brief.han_fonts import HanFonts
from briefing.brief.han_typesetting import HanTypesetter
from briefing.brief.styles import BODY, H2, HEADLINES, ParagraphStyle
from briefing.brief.typography import TextLine, Typesetter
from briefing.model.text import Run, Text
from briefing.reuse import STORE, from_nothing

WORDS = (Run("Patents per resident rose "), Run("5.5×", bold=True, fact="a"), Run(" while “high-tech” firms grew."))
Setting = tuple[Typesetter, Text, ParagraphStyle, float]


def setter(text: str = "Source Sans Pro", lang: str = "en") -> Typesetter:
    return Typesetter(FontSet(text, "Source Serif Pro"), lang)


def chinese(characters: str) -> HanTypesetter:
    fonts = FontSet("Source Sans Pro", "Source Serif Pro", HanFonts(lambda: characters), whole=True)
    return HanTypesetter(fonts, "zh")


CHANGES: dict[str, Callable[[], Setting]] = {
    "the words": lambda: (setter(), (Run("Patents per head rose "), *WORDS[1:]), BODY, 160.0),
    "the look of a run": lambda: (setter(), (WORDS[0], replace(WORDS[1], bold=False), WORDS[2]), BODY, 160.0),
    "the style": lambda: (setter(), WORDS, replace(BODY, size=BODY.size + 1), 160.0),
    "the measure": lambda: (setter(), WORDS, BODY, 120.0),
    "the family": lambda: (setter("Source Serif Pro"), WORDS, BODY, 160.0),
}


@pytest.fixture(autouse=True)
def empty() -> None:
    STORE.clear()


def shown(lines: tuple[TextLine, ...]) -> list[tuple[list[tuple[str, str, tuple[float, ...]]], float]]:
    return [
        ([(piece.text, piece.face.name, piece.shaped.kerns) for piece in line.pieces], line.width) for line in lines
    ]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_set_as_from_nothing(change: Callable[[], Setting]) -> None:
    before = setter().lines(WORDS, BODY, 160.0)
    typesetter, text, style, measure = change()
    changed = typesetter.lines(text, style, measure)
    assert STORE.hits["lines"] == 0
    with from_nothing():
        assert changed == typesetter.lines(text, style, measure)
    assert shown(changed) != shown(before)


def test_lines_hold_the_runs_of_the_text_that_they_are_asked_for() -> None:
    first = setter().lines(WORDS, BODY, 160.0)
    own = tuple(replace(run) for run in WORDS)
    again = setter().lines(own, BODY, 160.0)
    assert STORE.hits["lines"] == 1
    assert again == first
    assert all(any(piece.run is run for run in own) for line in again for piece in line.pieces)


def test_what_the_face_of_a_brief_lacks_is_never_taken_from_another_brief() -> None:
    text = (Run("贝林2023年"),)
    chinese("贝林年").lines(text, BODY, 300.0)
    (line,) = chinese("贝年").lines(text, BODY, 300.0)
    assert not STORE.hits["lines"]
    assert "".join(piece.text for piece in line.pieces) == "贝林2023年"


@given(
    st.lists(st.tuples(st.text("ab -–—“”’.,5贝林，。（）年● \n", max_size=40), st.booleans()), max_size=4),
    st.sampled_from([BODY, H2, HEADLINES[0]]),
    st.floats(60, 400),
)
def test_lines_found_again_are_those_set_anew(runs: list[tuple[str, bool]], style: ParagraphStyle, wide: float) -> None:
    text = tuple(Run(words, bold=bold) for words, bold in runs)
    for typesetter in (setter(), chinese("贝林，。（）年")):
        if any(typesetter.lacking(run.text, style, run) for run in text):
            continue
        typesetter.lines(text, style, wide)
        again = typesetter.lines(tuple(replace(run) for run in text), style, wide)
        with from_nothing():
            assert again == typesetter.lines(text, style, wide)
