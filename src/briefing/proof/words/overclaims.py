"""Words that claim too much: causes that no cited study found, superlatives without a rank and its list."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple

from briefing.proof.findings import Findings, Rule
from briefing.proof.reading.formula_trees import Highest, HighestSince, Lowest, LowestSince
from briefing.proof.words.passages import EvidenceWords, PageText, Passage, start
from briefing.reuse import digest

CAUSE = Rule("word-cause", "error", "no word of cause without a cited study in the same sentence")
SUPERLATIVE = Rule("word-superlative", "warning", "no superlative without the rank and the list that it comes from")
RULES = (CAUSE, SUPERLATIVE)

_QUOTED: Final = re.compile(r"“[^”]*”|«[^»]*»|「[^」]*」|\"[^\"]*\"")
_DATED: Final = re.compile(r"(?:19|20)\d\d")
_CLAUSE: Final = re.compile(r"[,，]|\.\s+(?=[a-z])")  # a name in small letters begins no sentence of its own
_PARTS: Final = re.compile(r"\s[-–—/]\s|[(),;:]")  # of a name, of which a sentence has one
_LEAD: Final = 5  # words of the lead of a point
_SIGNS: Final = re.compile(r"[\W_]+")


class Support(NamedTuple):
    """What superlatives may rest on: the texts that were `tested`; how values are printed that are `extremes`, and the
    `leads` of their sentences; what finds names, which are `unclaimed`. `titles` are those of all pages."""

    tested: str
    extremes: frozenset[str]
    leads: frozenset[str]
    unclaimed: re.Pattern[str]
    titles: frozenset[str]


def check(read: EvidenceWords) -> Findings:
    """Yield words of cause and superlatives without support."""
    if not read.language.known:
        return
    tested = ""
    if read.evidence.ledger is not None:
        tested = "\n".join(_plain(claim.text) for claim in read.evidence.ledger.claims if claim.holds)
    extremes = _extremes(read)
    leads = _leads(read, extremes)
    unclaimed = _unclaimed(read)
    titles = {passage.text for passage in read.passages("title")}
    support = Support(tested, extremes, leads, unclaimed, frozenset(titles))
    listed = tested, sorted(extremes), sorted(leads), unclaimed.pattern, sorted(titles)
    inputs = read.language.code, digest(listed)
    for page_text in read.page_texts:
        yield from page_text.found("overclaims", inputs, partial(_page, read, page_text, support))


def _page(read: EvidenceWords, page_text: PageText, support: Support) -> Findings:
    ranked = page_text.parsed.kind == "deck" and read.language.find("ranked", _heads(page_text.passages)) is not None
    for passage in page_text.passages:
        if passage.what in {"source", "furniture"} or (passage.what != "title" and passage.text in support.titles):
            continue  # a list of contents repeats titles, which are judged on their own slides
        yield from _causes(read, passage, support.unclaimed)
        if not ranked and passage.what != "note":
            yield from _superlatives(read, passage, support)


def _unclaimed(read: EvidenceWords) -> re.Pattern[str]:
    """Return what finds the names of indicators and their parts of several words, which claim nothing: "Highest tide of
    the day", "Deaths due to floods"."""
    tables = read.evidence.tables
    rows = tables.rows("indicators.csv") if tables else ()
    names = {row.get(f"name_{read.language.code}", "").strip() for row in rows} - {""}
    names |= {part.strip() for name in names for part in _PARTS.split(name) if " " in part.strip()}
    any_of = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{any_of})(?!\w)" if read.language.spaced else any_of, re.IGNORECASE)


def _heads(passages: tuple[Passage, ...]) -> str:
    return "\n".join(passage.text for passage in passages if passage.what in {"title", "subtitle"})


def _extremes(read: EvidenceWords) -> frozenset[str]:
    """Return how values are printed that the ledger works out as the highest or the lowest of all, and periods since
    when one is."""
    ledger = read.evidence.ledger
    if ledger is None:
        return frozenset()
    kinds = Highest | HighestSince | Lowest | LowestSince
    names = {name for name, fact in ledger.facts.items() if isinstance(fact.readable_formula, kinds)}
    return frozenset(use.text for use in ledger.uses if use.fact in names)


def _leads(read: EvidenceWords, extremes: frozenset[str]) -> frozenset[str]:
    """Return the few words that stand before a sentence with one of the `extremes`, as the lead of a point does."""
    ledger = read.evidence.ledger
    pairs = [pair for entry in ledger.plan for pair in pairwise(entry.texts)] if ledger else []
    return frozenset(_plain(lead) for lead, body in pairs if len(lead.split()) <= _LEAD and _prints(body, extremes))


def _prints(sentence: str, extremes: frozenset[str]) -> bool:
    return any(re.search(rf"(?<![\d.,]){re.escape(one)}(?![\d])", sentence) for one in extremes)


def _plain(words: str) -> str:
    return _SIGNS.sub(" ", words.lower()).strip()


def _causes(read: EvidenceWords, passage: Passage, unclaimed: re.Pattern[str]) -> Findings:
    """Yield words of cause, except those quoted, those of names, and those for which a study is cited."""
    if not read.language.find("causal", passage.text):
        return
    for sentence in passage.sentences():
        found = read.language.find("causal", unclaimed.sub(" ", _QUOTED.sub(" ", sentence)))
        if not found:
            continue
        if not (read.language.find("study", sentence) and _DATED.search(sentence)):
            what = f"“{found[0]}” says what was the cause, and no study is cited: “{start(sentence)}”"
            yield CAUSE.at(passage.location, what, "say what happened together, or cite the study with its year")


def _superlatives(read: EvidenceWords, passage: Passage, support: Support) -> Findings:
    """Yield superlatives, except those tested with the data, quoted, unclaimed, or given with their list."""
    if not read.language.find("superlative", passage.text):
        return
    for sentence in passage.sentences():
        claiming = support.unclaimed.sub(" ", _QUOTED.sub(" ", sentence))
        found = read.language.find("superlative", read.language.patterns["measured"].sub(" ", claiming))
        if not found or read.language.find("ranked", sentence) or read.language.find("compared", sentence):
            continue
        if _prints(sentence, support.extremes) or _plain(sentence) in support.leads:
            continue
        word, *clauses = map(_plain, (found[0], *_CLAUSE.split(sentence)))
        if _tested_within(word, _plain(sentence), support.tested):
            continue
        if not any(word in clause and word != clause and clause in support.tested for clause in clauses):
            what = f"“{found[0]}” is a superlative without its rank and list: “{start(sentence)}”"
            fix = "name the rank and the list, or test the sentence with `expect`"
            yield SUPERLATIVE.at(passage.location, what, fix)


def _tested_within(word: str, sentence: str, tested: str) -> bool:
    """Whether a sentence holds the words of a claim with a superlative, as the head of a figure behind its number."""
    return any(word in claim and claim != word and claim in sentence for claim in tested.split("\n"))
