"""Parts of a text of runs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.model.text import Run, Text, plain
from briefing.typesetting.runs import cut, split_lines

runs = st.builds(Run, st.text("ab \n", max_size=6), bold=st.booleans(), fact=st.sampled_from(("", "x.last")))
texts = st.lists(runs, max_size=5).map(tuple)


@given(texts)
def test_lines_are_those_that_the_author_broke(value: Text) -> None:
    assert [plain(line) for line in split_lines(value)] == plain(value).split("\n")
    assert all(run.text for line in split_lines(value) for run in line)


def test_a_windows_line_end_is_one_break() -> None:
    assert [plain(line) for line in split_lines((Run("a\r\nb"),))] == ["a", "b"]


@given(texts, st.integers(0, 30), st.integers(0, 30))
def test_a_cut_has_the_characters_from_start_to_end(value: Text, start: int, end: int) -> None:
    assert plain(cut(value, start, end)) == plain(value)[start:end]


def test_a_part_of_a_run_keeps_where_it_came_from() -> None:
    whole = (
        Run("rides ", node="section a, title"),
        Run("415.0", bold=True, fact="rides.last", link="#a", lang="en"),
    )
    first, second = cut(whole, 3, 9)
    assert first == Run("es ", node="section a, title")
    assert second == Run("415", bold=True, fact="rides.last", link="#a", lang="en")
