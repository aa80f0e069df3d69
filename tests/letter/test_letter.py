"""The letter: same content as HTML and as plain text, escaped, small, traced."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from unicodedata import east_asian_width

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing import letter
from briefing.errors import LayoutError
from briefing.letter.plain import columns, wrap
from briefing.model.document import Document, Mailing, Point
from briefing.model.text import Run, text
from tests.letter.samples import LAST, MULTIPLE, SOURCE, THEME, document, fact, retitled
from tests.thorough import examples

PLAIN = """\
Executive briefing

Visits rose 2.5-fold
====================

Libraries in a city made up for this test

The new edition is attached.

Library visits, thousand
  100, 2023
  ▲ 2.5× since 2020

Library visits, thousand
  100, 2023
  ▲ 2.5× since 2020

- Busy. Visits rose 2.5-fold

Attached:
- Slide deck (PowerPoint): example.en.pptx
  One finding on each slide, with speaker’s notes
- Brief (PDF): example.en.pdf
  The findings in full, to read, with method and sources

------------------------------------------------------------------------

Source: Office of Examples 2024

Example Office · Statistics desk
Contact: desk@example.org
Edition of 31 December 2024 · Public
"""


def page(of: Document) -> str:
    return letter.write(of, THEME).files[".html"].decode()


def plain(of: Document) -> str:
    return letter.write(of, THEME).files[".txt"].decode()


class Reader(HTMLParser):
    """Collects tags, attributes and the words a reader sees; complains about a tag that is not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "title"):
            self.words.append(data)


def read(of: Document) -> Reader:
    reader = Reader()
    reader.feed(page(of))
    reader.close()
    assert reader.open == []
    return reader


def words(reader: Reader) -> str:
    return " ".join("".join(reader.words).split())


def test_the_plain_letter_reads_in_order() -> None:
    assert plain(document()) == PLAIN


def test_the_page_says_what_the_plain_letter_says() -> None:
    seen = words(read(document()))
    for line in PLAIN.splitlines():
        if set(line) == {"="}:
            continue  # the rule below the headline
        for part in re.split(r"  +|, |^- |^-+$|: | \(", line):
            assert part.strip(" :)") in seen


def test_every_fact_is_traced_at_its_place() -> None:
    uses = letter.write(document(), THEME).trace.uses
    places = [(str(use.place), use.text, use.fact) for use in uses]
    assert ("letter, title", "2.5-fold", "visits.multiple") in places
    assert ("letter, figure 2", "100", "visits.last") in places
    assert ("letter, point 1", "2.5-fold", "visits.multiple") in places
    assert {use.place.output for use in uses} == {"letter"}


def test_every_digit_a_reader_sees_is_a_fact_or_a_term() -> None:
    trace = letter.write(document(), THEME).trace
    seen = words(read(document()))
    for known in sorted({use.text for use in trace.uses} | {term.text for term in trace.terms}, key=len, reverse=True):
        seen = seen.replace(known, "")
    # The cards' years are written by compose with their own runs; this sample leaves them bare.
    assert set(re.findall(r"\d+", seen)) == {"2020", "2023"}


def test_markup_in_a_text_is_printed_not_obeyed() -> None:
    evil = "<script>alert(1)</script> {{ 7 * 7 }} & \"quoted\" 'single' {% raw %} =1+1"
    of = document(Point((), text(evil)))
    assert "<script" not in page(of)
    assert evil in words(read(of))
    assert evil in " ".join(plain(of).split())


@settings(max_examples=examples(25), deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=80))
def test_any_text_stands_unchanged_in_both_forms(value: str) -> None:
    of = document(Point((), text(value or "x")))
    wanted = " ".join((value or "x").split())
    assert wanted in words(read(of))
    assert wanted.replace(" ", "") in "".join(plain(of).split())


@pytest.mark.parametrize(
    ("lead", "body", "told"),
    [
        ("A stock", "lapses count", "A stock lapses count"),
        ("A stock:", "lapses count", "A stock: lapses count"),
        ("A stock", "Lapses count", "A stock. Lapses count"),
        ("存量", "年末数", "存量：年末数"),
        ("A stock", "", "A stock"),
        ("", "Lapses count", "Lapses count"),
    ],
)
def test_the_stop_between_lead_and_body_follows_the_body(lead: str, body: str, told: str) -> None:
    of = document(Point(text(lead, bold=True), text(body)), lang="en" if told.isascii() else "zh")
    assert f"- {told}\n" in plain(of)
    assert told in words(read(of))


def test_a_point_of_another_output_is_left_out() -> None:
    assert "slides only" not in plain(document(Point((), text("slides only"), ("deck",))))


def test_what_is_proposed_stands_before_the_points_in_both_forms_and_is_traced() -> None:
    of = document()
    asked = replace(of, letter=replace(of.letter, ask=(*text("open "), Run("2.5-fold", fact=MULTIPLE.name))))
    told = plain(asked)
    assert told.index("The new edition") < told.index("Our proposal: open 2.5-fold\n") < told.index("Busy")
    assert "<strong>Our proposal: </strong>open 2.5-fold" in page(asked)
    assert any(str(use.place) == "letter, proposal" for use in letter.write(asked, THEME).trace.uses)
    assert "Our proposal" not in plain(of) + page(of)


def test_a_number_in_a_headline_is_not_parted_from_its_word() -> None:
    rose = (*text("Visits, of late "), Run("up 102%", fact=MULTIPLE.name))
    assert '<span style="white-space:nowrap;">up 102%</span></h1>' in page(retitled(rose))


def test_no_line_ends_within_a_range_of_years_in_a_paragraph() -> None:
    # as in Chinese, before whose dash a browser ends a line
    range_of_years = (Run("2014", term="year"), Run("—"), Run("2022", term="year"), Run("年"))
    point = Point((), (*text("Busy: "), *range_of_years))
    assert '<span style="white-space:nowrap;">2014—2022</span>年' in page(document(point))


def test_links_lead_out_only_by_http_or_mail() -> None:
    runs = (
        Run("good", link="https://example.org/?a=1&b=2"),
        Run("bad", link="javascript:alert(1)"),
        Run("inside", link="#visits"),
    )
    links = [attributes["href"] for tag, attributes in read(document(Point((), runs))).tags if tag == "a"]
    assert "https://example.org/?a=1&b=2" in links
    assert "mailto:desk@example.org" in links
    assert not [link for link in links if link and not link.startswith(("https://", "mailto:"))]


def test_the_page_loads_nothing_from_outside() -> None:
    reader = read(document())
    assert not {tag for tag, _ in reader.tags} & {"img", "link", "script", "iframe", "object", "form"}
    assert "url(" not in page(document())
    assert "@import" not in page(document())


def test_the_page_states_its_language_and_both_schemes() -> None:
    tags = read(document()).tags
    assert ("html", {"lang": "en", "dir": "ltr"}) in tags
    assert ("meta", {"name": "color-scheme", "content": "light dark"}) in tags


def test_layout_tables_are_hidden_from_screen_readers() -> None:
    tables = [attributes for tag, attributes in read(document()).tags if tag == "table"]
    assert tables
    assert all(attributes.get("role") == "presentation" for attributes in tables)


def test_no_table_is_wider_than_600_points() -> None:
    widths = [attributes.get("width") or "" for tag, attributes in read(document()).tags if tag == "table"]
    assert all(width.endswith("%") or int(width) <= 600 for width in widths)


def test_a_letter_over_100_kb_is_refused() -> None:
    with pytest.raises(LayoutError, match="more than 100000"):
        letter.write(document(Point((), text("long " * 25_000))), THEME)


def test_a_full_letter_is_far_below_100_kb() -> None:
    points = [Point(text("Lead"), text("words " * 40)) for _ in range(3)]
    assert len(page(document(*points, cards=4))) < 20_000


def test_a_letter_has_at_most_four_figures_and_every_point() -> None:
    of = document(*(Point((), text(f"point {name}")) for name in "abcdefghijkl"), cards=6)
    assert all(f"point {name}" in plain(of) and f"point {name}" in page(of) for name in "abcdefghijkl")
    assert plain(of).count("Library visits") == 4


def test_without_cards_the_letter_still_stands() -> None:
    of = document(cards=0)
    assert "Library visits" not in page(of)
    assert "2.5-fold" in plain(of)


def test_two_letters_of_one_document_are_equal() -> None:
    assert letter.write(document(), THEME).files == letter.write(document(), THEME).files


def test_lines_of_the_plain_letter_keep_to_72_columns() -> None:
    of = document(Point((), text("words of several lengths and kinds " * 12)))
    assert max(map(len, plain(of).splitlines())) <= 72


def test_chinese_breaks_between_signs_and_counts_double() -> None:
    lines = wrap("北京市每万人口发明专利拥有量在二〇二三年达到新的高度，" * 4)
    assert max(map(columns, lines)) <= 74  # a closing mark may hang
    assert len(lines) > 2
    assert not any(line[0] in "，。" for line in lines)


@given(st.text(max_size=300))
def test_wrapping_never_loses_a_sign(value: str) -> None:
    kept = "".join("".join(wrap(value, "- ", "  ")).split())
    expected = "".join(value.split())
    assert kept in (f"-{expected}", expected)


def test_a_word_wider_than_a_line_stays_whole() -> None:
    address = "https://example.org/" + "a" * 90
    assert address in wrap(f"see {address} now")


def test_the_subject_is_the_page_title() -> None:
    of = retitled((*text("Up "), *fact("2.5-fold", MULTIPLE.name)))
    assert "<title>Up 2.5-fold</title>" in page(of)


def test_columns_count_wide_signs_twice() -> None:
    assert columns("北a") == 3
    assert east_asian_width("北") == "W"


def test_of_many_sources_a_letter_with_the_brief_names_three_and_gives_the_numbers_of_the_others() -> None:
    def line(count: int, **more: object) -> str:
        offices = {f"S{at}": replace(SOURCE, id=f"S{at}", publisher=f"Office {at}") for at in range(count)}
        rows = tuple(replace(LAST, source=key) for key in offices)
        whole = replace(document(), facts={MULTIPLE.name: replace(MULTIPLE, observations=rows)}, sources=offices)
        cited = replace(whole, parts=tuple(
            replace(part, sections=tuple(replace(one, sources=tuple(offices)) for one in part.sections))
            for part in whole.parts
        ))  # fmt: skip
        page = letter.write(replace(cited, **more), THEME).files[".txt"].decode()
        return " ".join(page[page.index("Source: ") :].split("\n\n")[0].split())

    assert line(9) == "Source: Office 0 2024; Office 1 2024; Office 2 2024; also 4–9 in the list of the brief."
    assert line(6).count("Office") == 6
    alone = Mailing(attached=("deck",))
    assert line(9, mailing=alone).count("Office") == 9  # no brief whose list could be looked up


def test_the_name_of_an_attachment_on_the_page_ends_without_a_colon() -> None:
    whole = page(document())
    assert ">Slide deck (PowerPoint)</p>" in whole
