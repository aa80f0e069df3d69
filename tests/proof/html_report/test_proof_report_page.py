"""The proof page as a file: every anchor leads somewhere, text stays text, the same proof gives the same bytes."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import escape

import briefing
from briefing.proof.evidence import Evidence
from briefing.proof.html_report.html_page import page, web_address
from briefing.proof.proving import Proof
from briefing.proof.reading.ledger_decoding import ledger
from briefing.proof.reading.letter import letter
from tests.proof.html_report.sample import BREAKING, DECK, HOSTILE, parsed, proof, sample_ledger

VOID = {"meta", "img", "rect"}


class Outline(HTMLParser):
    """Ids, links and headings of a page, and whether its elements are closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.wrong += [f"{tag} {name}" for name in given if name.startswith("on")]
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if given.get("href"):
            self.links.append(given["href"] or "")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")


def sound(html: str) -> Outline:
    """A page whose links all lead to an element of it, but for those to the web."""
    outline = Outline(html)
    assert outline.wrong == []
    assert outline.open == []
    assert len(set(outline.ids)) == len(outline.ids)
    inner = [link.removeprefix("#") for link in outline.links if link.startswith("#")]
    assert set(inner) - set(outline.ids) == set()
    assert all(link.startswith(("#", "https://", "http://")) for link in outline.links)
    assert outline.headings[0] == 1
    assert all(after - before <= 1 for before, after in zip(outline.headings, outline.headings[1:], strict=False))
    assert "script" not in outline.tags
    return outline


def test_the_search_for_dead_anchors_finds_one() -> None:
    with pytest.raises(AssertionError):
        sound('<h1>a</h1><a href="#nowhere">b</a>')


@pytest.mark.parametrize(("faults", "ledgered"), [(True, True), (True, False), (False, True), (False, False)])
def test_every_anchor_leads_somewhere(faults: bool, ledgered: bool) -> None:
    outline = sound(page(proof(faults=faults, ledgered=ledgered)))
    assert ("finding-1" in outline.ids) is faults
    assert ("fact-1" in outline.ids) is ledgered


def test_an_edition_is_a_sound_page_on_which_every_number_has_its_fact(edition: briefing.Build) -> None:
    read = ledger(edition.ledger.read_bytes())
    assert edition.letter
    files = (letter(edition.letter.name, edition.letter.read_bytes()), *parsed()[:2])
    html = page(Proof((), Evidence(files, read)))
    outline = sound(html)
    numbers = re.findall(r'<a id="number-\d+" class="number" href="#fact-\d+">', html)
    here = [
        use for use in read.uses if use.output == "letter" or use.place.startswith(("slide 1,", "slide 2,", "page 1,"))
    ]
    assert len(numbers) == len(here) > 100
    assert {f"fact-{at}" for at in range(1, len(read.facts) + 1)} <= set(outline.ids)


def test_a_proof_of_nothing_is_a_page() -> None:
    html = page(Proof((), Evidence(())))
    sound(html)
    assert "Proof of no file" in html


def test_text_of_files_and_data_stays_text() -> None:
    html = page(proof())
    for wrong in ("<script", "<img src=x", "</style></title>", "\0", "\x0b"):
        assert wrong not in html
    for held in (HOSTILE, BREAKING[:20]):
        assert escape(held) in html
    assert html.count("<style>") == html.count("</style>") == 1


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", " JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "vbscript:x"),
        *("//host", "file:///etc/passwd", "https://", "http://[", "ftp://example.org", "", "relative/path"),
    ],
)
def test_an_address_that_is_no_web_page_is_no_link(address: str) -> None:
    assert web_address(address) == ""
    assert 'rel="noopener' not in page(Proof((), Evidence(parsed(), sample_ledger(urls=(address,)))))


def test_an_address_of_a_web_page_is_a_link_that_cannot_break_out() -> None:
    html = page(Proof((), Evidence(parsed(), sample_ledger(urls=('https://example.org/?a=1&b="x',)))))
    assert '<a href="https://example.org/?a=1&amp;b=&#34;x" rel="noopener noreferrer">' in html
    assert 'href="https://example.org/a?b=1&amp;c=2"' in page(proof())


def test_the_verdict_is_that_of_the_gravest_finding() -> None:
    assert "Not to be sent: 5 errors, 3 warnings and 1 piece of advice." in page(proof())
    assert "Clean: nothing was found." in page(proof(faults=False))
    mild = Proof(tuple(one for one in proof().findings if one.severity == "advice"), proof().evidence)
    assert "May be sent: no error, 1 piece of advice." in page(mild)


def test_a_page_shows_its_picture_or_else_a_sketch() -> None:
    html = page(proof())
    first, second = (re.search(rf'<article id="deck-{at}".*?</article>', html, re.DOTALL) for at in (1, 2))
    assert first
    assert second
    assert 'src="data:image/png;base64,iVBOR' in first[0]
    assert "<svg" not in first[0]
    assert '<svg class="sketch" viewBox="0 0 960 540"' in second[0]
    assert "<text" in second[0]


def test_each_finding_on_a_page_has_a_pin_at_its_box_and_both_lead_to_each_other() -> None:
    html = page(proof())
    findings = re.findall(r'<li id="finding-(\d+)"', html)
    assert findings == [str(at) for at in range(1, 10)]
    pinned = [at for at in findings if f'id="pin-{at}"' in html]
    assert len(pinned) == 8
    for at in pinned:
        assert f'href="#pin-{at}"' in html
        assert re.search(rf'<a[^>]* id="pin-{at}" [^>]*href="#finding-{at}"', html)
    assert '<span class="box error" style="left:4.69%;top:8.33%;width:89.06%;height:10.19%">' in html
    assert '<span class="box warning" style="left:0.00%;top:0.00%;width:100.00%;height:100.00%">' in html


def test_a_fact_tells_its_value_formula_observations_sources_and_places() -> None:
    html = page(proof())
    fact = re.search(r'<article class="fact" id="fact-1".*?</article>', html, re.DOTALL)
    assert fact
    for held in (
        "5.4544",
        "<code>262.9 / 48.2</code>",
        '<a href="#observation-2">patents, City, 2014: 48.2</a>',
        '<a href="#source-1">S1</a>',
        'deck slide 1: <a href="#number-1">title “5.5-fold”</a>',
        'letter: <a href="#number-4">subject “5.5-fold”</a>',
        "deck, slide 7, title (not among the files)",
        "the base moved",
    ):
        assert held in fact[0]


def test_an_observation_tells_its_cell_and_what_depends_on_it() -> None:
    row = re.search(r'<tr id="observation-2".*?</tr>', page(proof()))
    assert row
    assert "observations.csv, line 2, column value" in row[0]
    assert '<a href="#fact-1">patents.multiple</a>' in row[0]
    assert '<a href="#deck-1">deck slide 1</a>, <a href="#brief-1">brief page 1</a>' in row[0]


def test_a_claim_that_does_not_hold_stands_first() -> None:
    html = page(proof())
    assert 0 < html.index("Nothing else grew") < html.index("1 &lt; 2")
    assert "does not hold" in html


def test_the_same_proof_gives_the_same_bytes_and_names_no_time() -> None:
    assert page(proof()) == page(proof())
    assert "As of <time>2025-12-31</time>" in page(proof())


def test_two_decks_have_ids_of_their_own(tmp_path: Path) -> None:
    first, *_ = parsed()
    from msgspec.structs import replace

    outline = sound(page(Proof((), Evidence((replace(first, file="other.pptx"), first), sample_ledger()))))
    assert {"deck-1", "deck2-1"} <= set(outline.ids)
    # The ledger names the second file, so its numbers stand there.
    assert f'href="#deck2">{DECK}' in page(
        Proof((), Evidence((replace(first, file="other.pptx"), first), sample_ledger()))
    )
