"""Limits of length: titles, the body of a slide, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from briefing.proof.findings import Findings, Rule
from briefing.proof.words.passages import EvidenceWords, PageText, Passage
from briefing.proof.words.word_patterns import Limits, signs, words

TITLE = Rule(
    "word-title", "warning", "a title is a sentence of at most 16 words; on a chart it names a number or a rank"
)
COUNT = Rule("word-count", "warning", "a slide has at most 75 words besides title and labels, 40 where it is presented")
SENTENCE = Rule("word-sentence", "advice", "a sentence has at most 25 words")
LENGTH = Rule("word-length", "advice", "a brief has at most 1,500 words of prose")
RULES = (TITLE, COUNT, SENTENCE, LENGTH)

# From this size on, in points, all text of a body is made to be projected.
_PRESENTED: Final = 18.0
_DIGIT: Final = re.compile(r"\d")
_QUOTED: Final = re.compile(r"“[^”]*(?:”|$)")


def check(read: EvidenceWords) -> Findings:
    """Yield what is too long, and titles on charts that name no finding."""
    limits = read.language.limits
    if limits is None:
        return
    for parsed in read.evidence.of_kind("deck"):
        page_texts = [page_text for page_text in read.page_texts if page_text.parsed is parsed]
        presented = _presented(page_texts)
        for page_text in page_texts:
            yield from _title(read, page_text, limits)
            yield from _body(page_text, limits, presented)
    for passage in read.passages("prose"):
        yield from _long_sentences(passage, limits)
    for parsed in read.evidence.of_kind("brief"):
        count = sum(words(passage.text) for passage in read.passages("prose") if passage.parsed is parsed)
        if count > limits.brief:
            what = f"{count - limits.brief:.0f} words too many for the {limits.brief:,} of a brief"
            fix = "leave out what no reader needs, or move it to the notes of the deck"
            yield LENGTH.at(parsed.location(), what, fix)


def _title(read: EvidenceWords, page_text: PageText, limits: Limits) -> Findings:
    """Yield a finding for a slide's title that is too long or names no finding."""
    title = next(page_text.of("title"), None)
    if title is None:
        return
    spaced = read.language.spaced
    size = words(title.text) if spaced else signs(title.text)
    unit, most = ("words" if spaced else "signs"), limits.title
    if size > most:
        fix = f"shorten it to {most}, and move the rest to the subtitle or a point"
        yield TITLE.at(title.location, f"the title has {size:.0f} {unit}, {size - most:.0f} too many", fix)
    if page_text.page.number == 1 or not page_text.has_chart:
        return
    if size <= limits.topic and not _DIGIT.search(title.text):
        what = f"the title of a slide with a chart names a topic: “{title.text}”"
        yield TITLE.at(title.location, what, "say in a sentence what the chart shows")
    elif not _DIGIT.search(title.text) and not read.language.find("definite", title.text):
        what = "the title of a slide with a chart has neither a number nor a rank"
        yield TITLE.at(title.location, what, "say how much, or in which place")


def _presented(page_texts: Iterable[PageText]) -> bool:
    """Whether all body text of a deck is large enough to be projected; not where no size is known."""
    elements = (passage.element for page_text in page_texts for passage in page_text.of("prose") if passage.element)
    sizes = [run.size for element in elements for part in element.paragraphs for run in part if run.size]
    return bool(sizes) and min(sizes) >= _PRESENTED


def _body(page_text: PageText, limits: Limits, presented: bool) -> Findings:
    """Yield a finding for a slide whose body has too many words to be read, or to be presented."""
    most = limits.present if presented else limits.read
    count = sum(words(_QUOTED.sub(" ", passage.text)) for passage in page_text.of("prose"))
    if round(count) > most:
        what = (
            f"{count - most:.0f} words too many for the {most} of a slide to be {'presented' if presented else 'read'}"
        )
        yield COUNT.at(page_text.location, what, "shorten its words, or move a part to the notes")


def _long_sentences(passage: Passage, limits: Limits) -> Findings:
    """Yield sentences of prose that are too long; quotations are not counted."""
    if words(passage.text) <= limits.sentence:
        return
    for sentence in passage.sentences():
        count = words(_QUOTED.sub(" ", sentence))
        if round(count) > limits.sentence:
            what = f"a sentence of {count:.0f} words: “{sentence[:50].rstrip()}…”"
            yield SENTENCE.at(passage.location, what, f"make two of it, of at most {limits.sentence} words each")
