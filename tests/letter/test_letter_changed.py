"""The letter opens with what changed since the edition before: in both forms, traced, with the old values' sources."""

from __future__ import annotations

from msgspec.structs import replace

from briefing import letter
from briefing.model.dataset import Source
from briefing.model.document import Changed, Document
from briefing.model.text import Run, Text, text
from tests.letter.samples import THEME, VALUE, document, fact

OLD_SOURCE = Source("OLD", "Old Office", "Yearbook", "2023")
OLD = replace(
    VALUE,
    name="previous(visits.last)",
    value=90.0,
    observations=tuple(replace(row, source="OLD") for row in VALUE.observations),
    previous=True,
)
LINE: Text = (
    Run("Visits, 2023", bold=True),
    *text(": "),
    *fact("100", VALUE.name),
    *text("; previously "),
    *fact("90", OLD.name),
)
HEAD: Text = (Run("What changed since the edition of "), Run("31 December 2023", term="date"))


def told(*lines: Text, rest: Text = (), lang: str = "en") -> Document:
    changed = Changed(HEAD, lines, rest, {OLD.name: OLD}, {"OLD": OLD_SOURCE})
    return replace(document(lang=lang), changed=changed)


def html(of: Document) -> str:
    return letter.write(of, THEME).files[".html"].decode()


def plain(of: Document) -> str:
    return letter.write(of, THEME).files[".txt"].decode()


def test_plain_text_tells_the_changes_below_the_headline_and_before_the_greeting() -> None:
    blocks = plain(told(LINE, LINE, rest=text("And two more."))).split("\n\n")
    at = blocks.index("What changed since the edition of 31 December 2023")
    assert blocks[at - 1] == "Libraries in a city made up for this test"
    assert blocks[at + 1 : at + 4] == ["- Visits, 2023: 100; previously 90"] * 2 + ["And two more."]
    assert blocks[at + 4] == "The new edition is attached."
    assert blocks[at + 5].startswith("Library visits")


def test_html_tells_the_same_in_a_list_under_a_heading() -> None:
    page = html(told(LINE, rest=text("And two more.")))
    heading, figures = page.index(">What changed since the edition of 31 December 2023</h2>"), page.index("Library")
    assert heading < page.index("<strong>Visits, 2023</strong>: 100; previously 90</li>") < figures
    assert ">And two more.</p>" in page


def test_an_edition_without_changes_says_so_without_an_empty_list() -> None:
    page = html(told(rest=text("No headline number changed.")))
    assert page.count("<ul") == html(document()).count("<ul")
    assert "No headline number changed." in page
    assert "No headline number changed." in plain(told(rest=text("No headline number changed.")))


def test_without_an_edition_before_there_is_no_heading() -> None:
    assert html(document()).count("<h2") == html(told(LINE)).count("<h2") - 1
    assert "What changed" not in plain(document())


def test_every_number_of_a_change_is_traced_at_its_line() -> None:
    trace = letter.write(told(LINE, LINE), THEME).trace
    uses = [(str(use.place), use.text, use.fact) for use in trace.uses if "change" in use.place.element]
    assert uses == [
        ("letter, change 1", "100", "visits.last"),
        ("letter, change 1", "90", "previous(visits.last)"),
        ("letter, change 2", "100", "visits.last"),
        ("letter, change 2", "90", "previous(visits.last)"),
    ]
    assert ("letter, what changed", "31 December 2023") in [(str(term.place), term.text) for term in trace.terms]


def test_the_source_of_an_old_value_stands_in_the_source_line() -> None:
    assert "Old Office 2023" not in plain(document())
    assert "Source: Office of Examples 2024; Old Office 2023" in plain(told(LINE))


def test_markup_in_a_name_is_shown_and_does_nothing() -> None:
    line = (Run("<script>x</script>", bold=True), *fact("100", VALUE.name))
    assert "&lt;script&gt;" in html(told(line))
    assert "<script>" not in html(told(line))
