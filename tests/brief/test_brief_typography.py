"""Lines are the fewest that fit, and no word is lost or torn without need."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.brief.brief_context import BriefContext
from briefing.brief.fonts import SOFT_HYPHEN, FontSet
from briefing.brief.structure import Element, Origin
from briefing.brief.styles import (
    ASIDE_BODY,
    BODY,
    FIGURE_SUBTITLE,
    FIGURE_TITLE,
    H2,
    HEADLINES,
    QUOTE,
    STANDFIRST,
    ParagraphStyle,
)
from briefing.brief.text_block import TextBlock
from briefing.brief.typography import TextLine, Typesetter
from briefing.model.ledger import Trace
from briefing.model.text import Run, Text, text
from briefing.typesetting import hyphenation
from briefing.typesetting.hyphenation import hyphenation_points
from briefing.wording import of
from tests.brief import sample

# flush left and without hyphens, as captions are
PLAIN = replace(BODY, align="l", hyphens=False)
SETTER = Typesetter(FontSet("Source Sans Pro", "Source Serif Pro"), "en")


def lines(words: str, measure: float, style: ParagraphStyle = PLAIN) -> list[str]:
    return [shown(line) for line in SETTER.lines(text(words), style, measure)]


def shown(line: TextLine) -> str:
    return "".join(piece.text for piece in line.pieces)


def test_a_multiple_stays_whole_and_a_compound_may_break() -> None:
    assert lines("rose 5.5-fold", 50) == ["rose", "5.5-fold"]
    assert lines("a self-reliance", 45) == ["a self-", "reliance"]


def test_a_number_and_its_unit_stay_together_over_a_no_break_space() -> None:
    assert lines("reached 853.7\u00a0bn", 60) == ["reached", "853.7 bn"]


def test_a_forced_break_starts_a_line() -> None:
    assert lines("High-tech\nenterprises", 300) == ["High-tech", "enterprises"]


def test_a_word_wider_than_its_column_is_cut_at_a_syllable_with_a_soft_hyphen() -> None:
    cut = lines("internationalization", 50)
    assert len(cut) > 1
    assert all(part.endswith(SOFT_HYPHEN) for part in cut[:-1])
    assert "".join(cut).replace(SOFT_HYPHEN, "") == "internationalization"


def test_a_line_that_ends_in_a_word_asks_for_no_space_there() -> None:
    first, second = SETTER.lines(text("a self-reliance"), PLAIN, 45)
    assert (first.spaced, second.spaced) == (False, True)


def test_a_headline_is_balanced() -> None:
    words = "Trade and firms grew half as much as patents did"
    widths = [line.width for line in SETTER.lines(text(words), HEADLINES[0], 400)]
    assert len(widths) == 2
    assert abs(widths[0] - widths[1]) < 90


def test_an_opening_mark_hangs_left_of_the_measure() -> None:
    first, *_ = SETTER.lines((Run("“"), Run("quoted words go on")), QUOTE, 60)
    assert first.hang > 0
    assert first.width == sum(piece.width for piece in first.pieces) - first.hang


def test_bold_and_plain_runs_make_one_word() -> None:
    made = SETTER.words((Run("262", bold=True), Run(".9 per")), BODY)
    assert [len(word.pieces) for word in made] == [2, 1]


def test_kerning_draws_a_pair_closer() -> None:
    face = SETTER.faces.text()
    assert face.shape("To").width < face.shape("T").width + face.shape("o").width


@given(
    st.lists(st.text("abcdefghijW-–./", min_size=1, max_size=60), max_size=40),
    st.floats(30, 400),
    st.sampled_from([PLAIN, BODY, ASIDE_BODY]),
)
def test_lines_fit_their_measure_and_keep_every_sign(words: list[str], measure: float, style: ParagraphStyle) -> None:
    made = SETTER.lines(text(" ".join(words)), style, measure)
    # syllables that are put together again are kerned, by less than a tenth of a point
    assert all(line.width <= measure + 0.1 for line in made)
    kept = "".join(shown(line) for line in made).replace(SOFT_HYPHEN, "").replace(" ", "")
    assert kept == "".join(words)


@given(st.lists(st.text("abcdefghij", min_size=1, max_size=9), min_size=1, max_size=30), st.floats(80, 300))
def test_no_paragraph_has_more_lines_than_a_greedy_one(words: list[str], measure: float) -> None:
    space = SETTER.piece(" ", PLAIN, Run(" ")).width
    greedy, used = 1, 0.0
    for word in words:
        width = SETTER.piece(word, PLAIN, Run(word)).width
        if used and used + space + width > measure:
            greedy, used = greedy + 1, width
        else:
            used += (space if used else 0) + width
    assert len(SETTER.lines(text(" ".join(words)), PLAIN, measure)) <= greedy


SENTENCES = [
    "Patents per resident rose 5.5-fold in nine years",
    "First in science, third or fourth elsewhere, and by a wide margin in some of the lists that count",
    "Trade and firms grew half as much as patents did; enterprises have nearly stopped rising since 2019",
    "What each patent earns in licences and transfers is known for none of the years that the record covers",
]


@pytest.mark.parametrize("style", [*HEADLINES, STANDFIRST, H2, FIGURE_TITLE, FIGURE_SUBTITLE, QUOTE])
def test_no_title_ends_in_a_lone_word(style: ParagraphStyle) -> None:
    for words in SENTENCES:
        for cut in range(12, len(words.split()) + 1):
            for measure in (260.0, 330.0, 499.0):
                made = lines(" ".join(words.split()[:cut]), measure, style)
                assert len(made) == 1 or len(made[-1].split()) > 1


@pytest.mark.parametrize("weight", ["Regular", "Semibold", "Bold"])
@pytest.mark.parametrize("family", ["text", "display"])
def test_all_digits_of_a_face_are_equally_wide_and_none_is_kerned(family: str, weight: str) -> None:
    face = getattr(SETTER.faces, family)(weight)
    assert len({face.shape(digit).width for digit in "0123456789"}) == 1
    assert face.shape("1147").width == 4 * face.shape("0").width


def test_letters_that_fonts_join_stay_letters() -> None:
    face = SETTER.faces.text()
    assert len(face.shape("office fjord flag").kerns) == len("office fjord flag")
    assert any(face.shape("AVATAR To").kerns)


def test_two_lines_at_least_stand_at_the_foot_and_the_head_of_a_column() -> None:
    for count in range(2, 9):
        words = "\n".join(f"line {at}" for at in range(count))
        prose = TextBlock(context(), text(words), BODY, None, Origin("edition", "text"))
        for height in range(0, 10 * 14, 7):
            parts = [part for part in prose.split(300, height) if isinstance(part, TextBlock)]
            assert all(len(part.lines or ()) >= 2 for part in parts)
            assert sum(len(part.lines or ()) for part in parts) in (0, count)


def context() -> BriefContext:
    whole = sample.document()
    return BriefContext(whole, sample.theme(), SETTER.faces, SETTER, of("en"), Trace("brief"), Element("Document"))


def test_where_a_word_parts_is_remembered_and_patterns_are_loaded_for_new_words_alone(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hyphenation_points.cache_clear()
    fresh = hyphenation_points("hyphenation", "en")
    assert fresh == (6, 7)
    hyphenation_points.cache_clear()
    monkeypatch.setattr(hyphenation, "load_patterns", None)
    assert hyphenation_points("hyphenation", "en") == fresh
    with pytest.raises(TypeError):
        hyphenation_points("hyphenations", "en")
    hyphenation_points.cache_clear()


def test_a_title_parts_no_number_from_its_unit_and_divides_no_compound() -> None:
    typesetter = Typesetter(FontSet("Source Sans Pro", "Source Serif Pro"), "en")
    title = (*text("Growth of high-tech output was 2.4% in "), *text("Q4 2024", term="period"), *text(", the latest"))
    for measure in range(110, 420, 10):
        for style in (H2, HEADLINES[0]):
            lines = ["".join(piece.text for piece in line.pieces) for line in typesetter.lines(title, style, measure)]
            assert not any(line.endswith(("Q4", "high-")) for line in lines)
    assert any(line.endswith("high-") for line in broken(typesetter, title))


def test_a_title_keeps_an_amount_in_million_of_a_currency_in_one_line_and_parts_a_long_one() -> None:
    typesetter = Typesetter(FontSet("Source Sans Pro", "Source Serif Pro"), "en")

    def lines(amount: str) -> list[str]:
        title = (*text("The council should publish what "), *text(amount, term="value"), *text(" of contracts pay for"))
        made = (line for measure in range(180, 420, 10) for line in typesetter.lines(title, HEADLINES[0], measure))
        return ["".join(piece.text for piece in line.pieces) for line in made]

    assert not any(line.endswith(("1,481.9", "million")) for line in lines("1,481.9 million dollars"))
    assert any(line.endswith("hundred") for line in lines("1,481.9 hundred kilowatt-hours and more"))


def broken(typesetter: Typesetter, title: Text) -> list[str]:
    """The lines of a paragraph at some measures, where a compound may be divided."""
    made = (line for measure in range(60, 200, 4) for line in typesetter.lines(title, FIGURE_SUBTITLE, measure))
    return ["".join(piece.text for piece in line.pieces) for line in made]
