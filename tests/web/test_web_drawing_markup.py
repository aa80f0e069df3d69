"""Drawings of a web edition: live text in the colours of the page, each number linked to its record."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict

from briefing.charts.vector.drawing_cache import RecordedDrawing
from briefing.charts.vector.drawing_surface import Paint, PathMark, Segment, TextMark
from briefing.model.text import Run, Text
from briefing.web.drawing_markup import distinct, facts_in, svg
from tests.web.editions import themed

SQUARE: tuple[Segment, ...] = (("M", (0.0, 0.0)), ("L", (10.0, 0.0)), ("L", (10.0, 10.0)), ("Z", ()))


def spans(strings: Sequence[str], *notes: Text) -> list[list[tuple[str, str]]]:
    """For each string the words that print a fact, with the fact."""
    found = facts_in(strings, notes)
    return [[(string[start:end], fact) for start, end, fact in own] for string, own in zip(strings, found, strict=True)]


@pytest.mark.parametrize("theme", ["ink", "dark", "mono", "jade", "wine"])
def test_each_role_of_a_palette_has_a_colour_of_its_own_next_to_the_one_it_has(theme: str) -> None:
    light = themed(theme).light
    palette, roles = distinct(light)
    own = asdict(palette)
    assert len(set(own.values())) == len(own)
    assert {roles[colour]: colour for colour in own.values()} == own
    for role, colour in asdict(light).items():
        parts = ([int(one[at : at + 2], 16) for at in (1, 3, 5)] for one in (colour, own[role]))
        assert all(abs(a - b) <= 8 for a, b in zip(*parts, strict=True))


def test_numbers_are_found_in_the_lines_of_their_notes() -> None:
    note = (Run("Up "), Run("20%", fact="a"), Run(" on "), Run("May 2022", fact="b"))
    assert spans(["Up 20%", "on May", "2022"], note) == [[("20%", "a")], [("May", "b")], [("2022", "b")]]


def test_two_equal_labels_lead_each_to_its_own_fact() -> None:
    assert spans(["5", "5"], (Run("5", fact="a"),), (Run("5", fact="b"),)) == [[("5", "a")], [("5", "b")]]


def test_neighbours_that_print_one_fact_are_linked_each() -> None:
    note = (Run("42", fact="a"), Run(" 2010", fact="a"))
    assert spans(["42 2010"], note) == [[("42", "a"), ("2010", "a")]]


def test_strings_that_are_no_notes_and_notes_that_are_not_drawn_are_passed_over() -> None:
    assert spans(["//", "5", "tick"], (Run("gone", fact="x"),), (Run("5", fact="a"),)) == [[], [("5", "a")], []]


@given(st.lists(st.lists(st.tuples(st.text("ab1 ", max_size=5), st.booleans()), max_size=4), max_size=5))
def test_whatever_is_noted_each_stretch_belongs_to_its_fact(notes: list[list[tuple[str, bool]]]) -> None:
    texts = [
        tuple(Run(words, fact=f"f{at}.{number}" if known else "") for number, (words, known) in enumerate(note))
        for at, note in enumerate(notes)
    ]
    strings = ["".join(run.text for run in note) for note in texts]
    for string, found in zip(strings, facts_in(strings, texts), strict=True):
        assert all(0 <= start < end <= len(string) for start, end, _ in found)
        assert all(string[start:end].strip() == string[start:end] for start, end, _ in found)


def test_a_drawing_has_roles_for_colours_and_y_runs_down() -> None:
    palette, roles = distinct(themed("ink").light)
    marks = (
        PathMark(SQUARE, Paint(fill=palette.highlight, alpha=0.5)),
        PathMark(SQUARE, Paint(stroke="#123456", width=2, dash=(3, 1), clips=(SQUARE,))),
        TextMark(4, 5, "a <b> 5", "bold", 13, palette.ink),
    )
    drawing = RecordedDrawing(marks, ((Run("a <b> "), Run("5", fact="rain.last")),))
    markup = svg(drawing, (100, 20), roles, "d1-wide", 'what "it" shows')
    assert '<path d="M0 20l10 0l0-10z" class="f-highlight" opacity="0.5"/>' in markup
    assert 'stroke="#123456" stroke-width="2" stroke-dasharray="3 1"' in markup
    assert re.search(r'<clipPath id="(d1-wide-0)">.*clip-path="url\(#\1\)"', markup)
    assert '<text x="4" y="15" font-size="13" class="f-ink b">a &lt;b&gt; <a href="#record-rain.last"' in markup
    assert 'class="at-wide" viewBox="0 0 100 20" role="group" aria-label="what &#34;it&#34; shows"' in markup
