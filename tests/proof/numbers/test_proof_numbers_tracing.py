"""Every numeral of a page is a row of the ledger, and every row stands on its page."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.proof.evidence import Evidence
from briefing.proof.numbers.tracing import LOST, UNTRACED, WORD, check, traced
from briefing.proof.parsed_file import ParsedFile, Run
from briefing.proof.reading.ledger_reader import Term, Use
from tests.proof.numbers.sample import TERMS, USES, evidence, ledger, parsed


def rules(given: Evidence) -> list[str]:
    return [found.rule for found in check(given)]


def test_a_page_that_prints_its_rows_is_silent() -> None:
    assert rules(evidence()) == []


def test_without_a_ledger_nothing_can_be_traced() -> None:
    assert list(check(Evidence((parsed("262.9"),)))) == []


@pytest.mark.parametrize(
    ("texts", "notes"),
    [
        (("From 2014 trees rose 5.6-fold", "262.9"), "They were 48.2."),
        (("From 2014 trees rose 5.5-fold", "269.2"), "They were 48.2."),
        (("From 2014 trees rose 5.5-fold", "262.9"), "They were 42.8."),
        (("From 2013 trees rose 5.5-fold", "262.9"), "They were 48.2."),
        (("From 2014 trees rose 5.5 %", "262.9"), "They were 48.2."),
        (("From 2014 trees rose 15.5-fold", "262.9"), "They were 48.2."),
    ],
)
def test_a_figure_that_differs_is_found_with_the_row_it_stands_for(texts: tuple[str, ...], notes: str) -> None:
    (found,) = check(evidence(*texts, notes=notes))
    assert (found.rule, found.severity) == (UNTRACED.id, "error")
    assert "which has" in found.what
    assert found.location.page == 1


def test_a_row_is_found_in_capitals_too() -> None:
    assert rules(evidence("FROM 2014 TREES ROSE 5.5-FOLD", "262.9")) == []
    assert rules(evidence("FROM 2014 TREES ROSE 5.6-FOLD", "262.9")) == [UNTRACED.id]


def test_a_number_of_another_channel_is_no_excuse() -> None:
    assert rules(evidence("From 2014 trees rose 5.5-fold", "262.9 and 48.2")) == [UNTRACED.id]


def test_a_row_is_found_once_only() -> None:
    assert rules(evidence("From 2014 trees rose 5.5-fold", "262.9, 262.9")) == [UNTRACED.id]


def test_a_number_that_was_dropped_is_a_warning() -> None:
    (found,) = check(evidence("From 2014 trees rose 5.5-fold", "…"))
    assert (found.rule, found.severity) == (LOST.id, "warning")
    assert "'262.9' (trees.last) at 'slide 1, chart'" in found.what


def test_a_channel_that_is_gone_is_one_warning() -> None:
    uses = (*USES, Use("deck", 1, "", "notes", "262.9", "trees.last"))
    (found,) = check(evidence(notes="", uses=uses))
    assert (found.rule, found.what) == (LOST.id, "the notes are gone, with 2 numbers of the ledger")


def test_line_breaks_and_hyphens_within_a_number_s_words_do_not_matter() -> None:
    assert rules(evidence("From\n2014 trees rose 5.5-\nfo\u00adld", "262.9")) == []


def test_a_figure_within_a_longer_one_is_no_row() -> None:
    used = (*USES, Use("deck", 1, "panel", "text", "2", "trees.last"))
    assert rules(evidence("From 2014 trees rose 5.5-fold", "262.9", uses=used)) == [LOST.id]


def test_the_subject_that_only_one_form_of_the_letter_has_is_not_lost() -> None:
    uses = (
        Use("letter", 0, "subject", "html", "5.5-fold", "trees.multiple"),
        Use("letter", 0, "point 1", "text", "262.9", "trees.last"),
    )
    html, text = (
        parsed(*letter_texts, kind="letter", name=f"town.en.{kind}")
        for kind, letter_texts in (("html", ("5.5-fold", "262.9")), ("txt", ("262.9",)))
    )
    held = ledger(uses=uses, terms=())
    assert rules(Evidence((html, text), held, "l")) == []
    for kind, letter_texts in (("txt", ("Trees",)), ("html", ("262.9",)), ("html", ("5.5-fold",))):
        lacking = parsed(*letter_texts, kind="letter", name=f"town.en.{kind}")
        assert rules(Evidence((lacking, html, text), held, "l")) == [LOST.id]


def test_a_number_word_needs_a_row() -> None:
    assert rules(evidence("From 2014 trees rose 5.5-fold and tripled", "262.9")) == [WORD.id]
    tested = (*TERMS, Term("deck", 1, "title", "text", "tripled", "tested with its claim"))
    assert rules(evidence("From 2014 trees rose 5.5-fold and tripled", "262.9", terms=tested)) == []
    assert (
        rules(evidence("From 2014 trees rose 5.5-fold and doubled", "262.9", terms=tested)) == [WORD.id, LOST.id][::-1]
    )


def test_the_number_of_a_page_needs_no_row() -> None:
    page = parsed("town", kind="brief", name="town.en.pdf")
    (element,) = page.pages[0].elements
    footer = replace(element, role="footer", paragraphs=((replace(element.paragraphs[0][0], text="1 of 1"),),))
    numbered = replace(page, pages=(replace(page.pages[0], elements=(footer,)),))
    none = ledger(uses=(), terms=())
    assert rules(Evidence((numbered,), none, "l")) == []
    wrong = replace(footer, paragraphs=((replace(element.paragraphs[0][0], text="2 of 1"),),))
    assert rules(Evidence((replace(page, pages=(replace(page.pages[0], elements=(wrong,)),)),), none, "l")) == [
        UNTRACED.id
    ]


def test_each_token_knows_its_row() -> None:
    joined = next(one for one in traced(evidence()) if one.channel == "seen")
    rows = [
        (word, row.text)
        for stretch in joined.stretches
        for word, row in zip(stretch.tokens, stretch.rows, strict=True)
        if row
    ]
    assert rows == [("2014", "2014"), ("5.5", "5.5-fold"), ("-", "5.5-fold"), ("fold", "5.5-fold"), ("262.9", "262.9")]


def test_a_number_of_a_title_is_looked_for_in_the_title_alone() -> None:
    page = parsed("From 2014 trees rose 5.5-fold", "262.9", notes="They were 48.2.").pages[0]
    title = replace(page.elements[0], role="title")
    other = replace(page.elements[1], paragraphs=((Run("262.9"),),))

    def messages(*texts: str) -> list[str]:
        elements = tuple(
            replace(one, paragraphs=((Run(text),),)) for one, text in zip((title, other), texts, strict=True)
        )
        given = ParsedFile("town.en.pptx", "deck", b"", (replace(page, elements=elements),))
        return rules(Evidence((given,), ledger(), "l"))

    assert messages("From 2014 trees rose 5.5-fold", "262.9") == []
    assert messages("From 262.9 trees rose 5.5-fold", "2014") == [UNTRACED.id, UNTRACED.id]


def test_terms_count_as_rows() -> None:
    terms = (Term("deck", 1, "title", "text", "G20", "name"), Term("deck", 1, "title", "text", "2014", "year"))
    assert rules(evidence("From 2014 trees of the G20 rose 5.5-fold", "262.9", terms=terms)) == []


def test_an_idiom_at_the_end_of_a_line_is_one_with_a_hard_space_in_it_too() -> None:
    assert rules(evidence("From 2014 trees rose 5.5-fold for the first\u00a0time", "262.9")) == []
    assert rules(evidence("From 2014 trees rose 5.5-fold, a first\u00a0rank", "262.9")) == [WORD.id]
