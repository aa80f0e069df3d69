"""A proof made by hand: a deck, a brief and a letter with a ledger, findings of every kind, and hostile text."""

from __future__ import annotations

import io
import json

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Location, ProofFinding, Rule
from briefing.proof.parsed_file import Element, Page, ParsedFile, Run
from briefing.proof.proving import Proof
from briefing.proof.reading.ledger_decoding import ledger
from briefing.proof.reading.ledger_reader import Ledger

HOSTILE = "<script>document.title='taken'</script>"
BREAKING = "\"'><img src=x onerror=\"document.title='taken'\">&amp;</style></title>\x00\x0b"
DECK, BRIEF, LETTER = "city.en.pptx", "city.en.pdf", "city.en.html"


def sample_ledger(*, urls: tuple[str, ...] = ("https://example.org/a?b=1&c=2", "javascript:alert(1)")) -> Ledger:
    """Addresses of its sources → a ledger of two facts, one of them hostile."""
    cells = [
        {"indicator": "patents", "entity": "City", "year": year, "value": value, "qualifier": "=", "source": "S1"}
        | {"series": "official", "status": "A", "cell": f"observations.csv, line {line}, column value"}
        for year, value, line in ((2014, 48.2, 2), (2023, 262.9, 3))
    ]
    wrong = {"indicator": HOSTILE, "entity": BREAKING, "year": 2020, "value": -1e300, "qualifier": "≈", "source": "S2"}
    content = {
        "edition": {"slug": f"city {HOSTILE}", "lang": "en", "as_of": "2025-12-31", "content_hash": "0"}
        | {"outputs": {DECK: "", BRIEF: "", LETTER: ""}},
        "facts": {
            "patents.multiple": {"value": 5.4544, "unit": "×", "qualifier": "=", "formula": "262.9 / 48.2"}
            | {"observations": cells, "notes": ["the base moved"]},
            f"a.{HOSTILE}": {"value": -0.5, "unit": BREAKING, "qualifier": ">", "formula": BREAKING}
            | {"observations": [wrong], "targets": [wrong], "previous": True},
        },
        "uses": [
            {"output": "deck", "place": "slide 1, title", "text": "5.5-fold", "fact": "patents.multiple"},
            {"output": "deck", "place": "slide 2, chart", "text": HOSTILE, "fact": f"a.{HOSTILE}"},
            {"output": "brief", "place": "page 1, text", "text": "5.5 times", "fact": "patents.multiple"},
            {"output": "letter", "place": "letter, subject", "text": "5.5-fold", "fact": "patents.multiple"},
            {"output": "deck", "place": "slide 7, title", "text": "5.5", "fact": "patents.multiple"},
            {"output": "deck", "place": "slide 1, notes", "text": "9", "fact": "no such fact"},
        ],
        "terms": [{"output": "deck", "place": "slide 1, title", "text": "2023", "why": BREAKING}],
        "claims": [
            {"place": "p", "text": HOSTILE, "expect": f"1 < 2 {HOSTILE}", "holds": True},
            {"place": "q", "text": "Nothing else grew", "expect": "a > b", "holds": False},
        ],
        "sources": {
            f"S{at}": {"publisher": BREAKING, "title": HOSTILE, "url": url, "published": "2024"}
            for at, url in enumerate(urls, 1)
        },
    }
    return ledger(json.dumps(content).encode())


def picture() -> bytes:
    """A PNG of a page."""
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("P", (96, 54), 5).save(buffer, "PNG")
    return buffer.getvalue()


def parsed() -> tuple[ParsedFile, ...]:
    """A deck of two slides, a brief of one page, and a letter."""
    title = Element("title", "Title", (45, 45, 900, 100), ((Run(f"Patents {HOSTILE}", 26, True, "14202E"),),))
    body = Element(
        "text", BREAKING, (45, 150, 300, 400), ((Run("一句很长的中文会在框内换行" * 4, 14),),), fill="E4ECF6"
    )
    table = Element(
        "table", "T", (400, 150, 800, 200), ((Run("a"),), (Run("b", -3),)), cells=((400, 150, 500, 200),) * 2
    )
    slides = (Page(1, 960, 540, (title, body, table)), Page(2, 960, 540, (title,), ground="0B1B2E"))
    text = Element("body", "text", None, ((Run(f"Dear {HOSTILE}"),), (Run("averylongword" * 30),)))
    return (
        ParsedFile(DECK, "deck", b"", slides, "en"),
        ParsedFile(BRIEF, "brief", b"", (Page(1, 595, 842, (title,)),), "zh"),
        ParsedFile(LETTER, "letter", b"", (Page(1, 0, 0, (text,)),), "en"),
    )


def findings() -> tuple[ProofFinding, ...]:
    """One finding of each kind, several at one place, some at none."""
    error, warning, advice = Rule("a-rule", "error", ""), Rule("b-rule", "warning", ""), Rule("c-rule", "advice", "")
    box = (45.0, 45.0, 900.0, 100.0)
    return (
        advice.at(Location(DECK, 2, word="slide"), "there is little on it", "give it more"),
        error.at(Location(DECK, 1, "Title", box, "slide"), HOSTILE, BREAKING),
        warning.at(Location(DECK, 1, "Title", box, "slide"), "18 words", "shorten it"),
        warning.at(Location(DECK, 1, "Far", (-1e9, -5.0, 1e12, 1e300), "slide"), "it stands off the slide", "move it"),
        error.at(Location(BRIEF, 1, "Figure 1", (500.0, 800.0, 590.0, 840.0)), "no alternative text", "give it one"),
        error.at(Location(DECK, 0, part="docProps/core.xml"), "it names a person", "drop it"),
        warning.at(Location(LETTER), "its subject is long", "shorten it"),
        error.at(Location(DECK, 99, word="slide"), "this slide is not among those that were read", "look at it"),
        error.at(Location("gone.pdf"), "it cannot be read", "write it again"),
    )


def proof(*, faults: bool = True, ledgered: bool = True) -> Proof:
    """The whole of it."""
    evidence = Evidence(parsed(), sample_ledger() if ledgered else None, "city.en.ledger.json")
    done = ("city.en.pptx: 1 of 2 slides drawn", HOSTILE)
    return Proof(findings() if faults else (), evidence, done, {(DECK, 1): picture()})
