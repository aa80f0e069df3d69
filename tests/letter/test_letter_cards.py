"""Cards of a letter: those whose numbers its greeting and its chart give are left out; greetings have paragraphs."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from briefing import letter
from briefing.model.chart import Series
from briefing.model.chart_remarks import Difference
from briefing.model.document import Cards, Document
from briefing.model.letter_cards import letter_cards
from briefing.model.period import Period
from briefing.model.text import Text, plain, text
from tests.compose.skerry import composed
from tests.letter.samples import MULTIPLE, THEME, VALUE, card, fact
from tests.letter.test_letter_mailed import YEARS, chart, charted


def _document(others: int, greeting: str = "100") -> Document:
    """A document whose letter has a card of the series in its chart, and so many of other series."""
    of = charted(blocks=(chart(periods=tuple(map(Period.year, YEARS))),))
    cards = [card()]
    for number in range(others):
        other = card(f"Loans {number}")
        (series,) = other.slope.series
        cards.append(replace(other, slope=replace(other.slope, series=(replace(series, key=f"loans {number}"),))))
    first, *rest = of.parts[0].sections
    parts = (replace(of.parts[0], sections=(replace(first, blocks=(Cards(tuple(cards)),)), *rest)),)
    words = fact(greeting, VALUE.name if greeting == "100" else "")
    return replace(of, parts=parts, letter=replace(of.letter, greeting=words, chart="chart"))


def test_a_card_whose_number_greeting_and_chart_give_is_left_out() -> None:
    of = _document(2)
    assert [plain(one.label) for one in letter_cards(of)] == ["Loans 0", "Loans 1"]
    assert "Library visits, thousand\n  100" not in letter.write(of, THEME).files[".txt"].decode()


def test_all_cards_stay_where_few_are_left_or_the_greeting_has_no_number_or_the_story_names_no_chart() -> None:
    assert len(letter_cards(_document(1))) == 2
    assert len(letter_cards(_document(2, "Dear reader"))) == 3
    of = _document(2)
    assert len(letter_cards(replace(of, letter=replace(of.letter, chart="")))) == 3


def test_of_two_cards_that_are_left_one_that_the_letter_does_not_speak_of_gives_way_to_one_of_its_chart() -> None:
    def left(others: int, greeting: str) -> list[str]:
        of = _document(others, greeting)
        (first, *rest) = of.parts[0].sections
        (cards,) = [block.cards for block in first.blocks if isinstance(block, Cards)]
        *spoken, last = cards
        (series,) = last.slope.series
        other = replace(VALUE, name="staff.last", indicator="staff", value=7.0)
        staff = replace(last, slope=replace(last.slope, series=(replace(series, points=(None, other)),)))
        parts = (replace(of.parts[0], sections=(replace(first, blocks=(Cards((*spoken, staff)),)), *rest)),)
        return [plain(one.label) for one in letter_cards(replace(of, parts=parts))]

    assert left(2, "100") == ["Library visits", "Loans 0"]  # not the staff
    assert left(3, "100") == ["Loans 0", "Loans 1", "Loans 2"]  # more are left than two
    assert left(2, "Dear reader") == ["Library visits", "Loans 0", "Loans 1"]  # no number stands twice


def test_of_two_cards_that_are_left_one_is_of_what_the_subject_line_is_about() -> None:
    of, lent = _document(2), replace(VALUE, name="loans.last", indicator="loans", value=7.0)
    (first, *rest) = of.parts[0].sections
    (cards,) = [block.cards for block in first.blocks if isinstance(block, Cards)]
    loans = [
        replace(one, slope=replace(one.slope, series=(replace(one.slope.series[0], points=(None, lent)),)))
        for one in cards[1:]
    ]
    parts = (replace(of.parts[0], sections=(replace(first, blocks=(Cards((cards[0], *loans)),)), *rest)),)

    def left(subject: Text) -> list[str]:
        words = replace(of.letter, subject=subject, ask=fact("7", lent.name))
        made = replace(of, parts=parts, letter=words, facts={**of.facts, lent.name: lent})
        return [plain(one.label) for one in letter_cards(made)]

    assert left(text("More was lent")) == ["Loans 0", "Loans 1"]  # the greeting gives the number of visits
    assert left(fact("100", VALUE.name)) == ["Library visits", "Loans 1"]


def test_a_card_of_a_gap_that_the_chart_prints_is_left_out_where_the_greeting_gives_it() -> None:
    def left(*gaps: Difference) -> list[str]:
        of = _document(3)
        ends = {"near": replace(VALUE, value=30.0), "far": replace(VALUE, value=130.0)}
        before = (None,) * (len(chart().categories) - 1)
        series = tuple(Series(key, text(key), (*before, end)) for key, end in ends.items())
        drawn = replace(chart(), series=series, differences=gaps)
        (first, *_) = of.parts[0].sections
        (cards,) = [block.cards for block in first.blocks if isinstance(block, Cards)]
        loans = tuple(
            replace(series[0], points=(None, replace(VALUE, value=7.0)))
            for series in (one.slope.series for one in cards[1:])
        )
        others = [
            replace(one, slope=replace(one.slope, series=(own,))) for one, own in zip(cards[1:], loans, strict=True)
        ]
        summary = replace(first, id="cards", blocks=(Cards((cards[0], *others)),))
        sections = (summary, replace(first, id="chart", blocks=(drawn,)))
        made = replace(of, parts=(replace(of.parts[0], sections=sections),))
        return [plain(one.label) for one in letter_cards(made)]

    year = chart().categories[-1]
    others = ["Loans 0", "Loans 1", "Loans 2"]
    assert left(Difference(("near", year), ("far", year), ())) == others
    assert left() == ["Library visits", *others]


def test_blank_lines_part_the_paragraphs_of_a_greeting(tmp_path: Path) -> None:
    story = """
letter:
  greeting: |-
    Boats landed {{ catch.last | full }}.

    **Why it matters:** fish is food.
sections:
  - {id: prices, title: Prices, points: ["{{ prices.last }}"]}
"""
    files = letter.write(composed(story, tmp_path, "en"), THEME).files
    assert "tonnes.\n\nWhy it matters: fish is food." in files[".txt"].decode().replace("\u00a0", " ")
    assert "><strong>Why it matters:</strong> fish is food.</p>" in files[".html"].decode()


def test_a_card_says_the_first_value_that_its_changes_are_from() -> None:
    of = _document(0)
    first, *rest = of.parts[0].sections
    (own,) = (block for block in first.blocks if isinstance(block, Cards))
    ends = ((*text("2020: "), *fact("40", MULTIPLE.name)), text("2023"))
    started = replace(own.cards[0], ends=ends)
    bare = replace(started, ends=(text("2020"), text("2023")))
    for one, words in ((started, "since 2020\n  2020: 40"), (bare, "since 2020\n")):
        sections = (replace(first, blocks=(Cards((one,)),)), *rest)
        files = letter.write(replace(of, parts=(replace(of.parts[0], sections=sections),)), THEME).files
        assert words in files[".txt"].decode()
        assert (">2020: 40</p>" in files[".html"].decode()) == (one is started)


def test_units_in_a_row_of_three_have_room_for_two_lines_only_where_one_of_them_takes_two() -> None:
    def roomy(*units: str) -> int:
        of = _document(2, "Dear reader")
        first, *rest = of.parts[0].sections
        (cards,) = [block.cards for block in first.blocks if isinstance(block, Cards)]
        named = tuple(replace(one, unit=text(unit)) for one, unit in zip(cards, units, strict=True))
        parts = (replace(of.parts[0], sections=(replace(first, blocks=(Cards(named),)), *rest)),)
        page = letter.write(replace(of, parts=parts), THEME).files[".html"].decode()
        return page.count("min-height:38px")

    assert roomy("million yuan", "hours", "with a national certificate") == 0
    assert roomy("million yuan", "hours", "thousand kilometres of roads in the country") == 3
    assert roomy("million yuan", "hours", "GWh, EU27 and UK, NACE D") == 3  # capitals are wide
    assert roomy("亿元", "家", "占全国所有注册企业总数的比重") == 3
