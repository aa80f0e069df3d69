"""Lines are the fewest that fit, and no word is lost or torn without need."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from briefing.brief.fonts import SOFT_HYPHEN, Faces
from briefing.brief.styles import ASIDE_BODY, BODY, HEADLINES, QUOTE, Style
from briefing.brief.typography import Line, Setter
from briefing.model.text import Run, text

# flush left and without hyphens, as captions are
PLAIN = replace(BODY, align="l", hyphens=False)
SETTER = Setter(Faces("Source Sans Pro", "Source Serif Pro"), "en")


def lines(words: str, measure: float, style: Style = PLAIN) -> list[str]:
    return [shown(line) for line in SETTER.lines(text(words), style, measure)]


def shown(line: Line) -> str:
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
def test_lines_fit_their_measure_and_keep_every_sign(words: list[str], measure: float, style: Style) -> None:
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
