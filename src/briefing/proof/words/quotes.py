"""Quotations: word for word, in full in the brief, with their speaker, and marked as translations where they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Final

from msgspec import Struct, field

from briefing.proof.findings import Findings, Location, Rule
from briefing.proof.parsed_file import Element
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.words.passages import EvidenceWords, PageText, Passage, line, start
from briefing.proof.words.word_patterns import ALPHABETIC, SIGN

VERBATIM = Rule(
    "quote-verbatim", "error", "a quotation has its statement's words; a cut is shown by …, the brief has all"
)
TRANSLATION = Rule("quote-translation", "warning", "a quotation that is a translation is said to be one on its page")
SPEAKER = Rule("quote-speaker", "warning", "the speaker of a quotation is named on its page")
RULES = (VERBATIM, TRANSLATION, SPEAKER)

_MARKED: Final = re.compile(r"“([^“”]+)(?:”|$)|«([^«»]+)(?:»|$)|「([^「」]+)(?:」|$)|『([^『』]+)(?:』|$)|\"([^\"]+)\"")
_CUT: Final = re.compile(r"\s*[\[(]?(?:…+|\.{3,})[\])]?\s*")
_TOKEN: Final = re.compile(rf"[{ALPHABETIC}\d]+|{SIGN}")
_SPLIT: Final = re.compile(r"(?<=[.?!])\s+(?=[A-Z“\"])|(?<=[。？！])")
# A hyphen may be that of a line's end, so none counts.
_SAME: Final = str.maketrans({"’": "'", "‘": "'", "-": "", "–": "", "—": "", "‑": "", "\u00a0": " "})
_LEAST_WORDS, _LEAST_SIGNS = 4, 8
# Of a sentence of a statement: so many words in a row make a piece, so many of its pieces betray it.
_PIECE, _BETRAYING, _LEAST_SENTENCE, _LONGEST = 4, 0.4, 8, 6


class Statement(Struct, frozen=True):
    """A quotation of the dataset: its words, its speaker, and whether it is a translation."""

    text: str
    speaker: str
    translated: bool


class Quotations(Struct):
    """The statements of a dataset; those quoted in full so far, and of those cut the first place."""

    statements: list[Statement]
    whole: set[str] = field(default_factory=set)
    cut: dict[str, Location] = field(default_factory=dict)


class Sentence(Struct, frozen=True):
    """A sentence of a statement, its pieces, and its longest words: where few of them stand, it does not."""

    text: str
    pieces: frozenset[tuple[str, ...]]
    longest: tuple[str, ...]


def check(read: EvidenceWords) -> Findings:
    """Yield quotations that differ from the dataset's; nothing where no dataset is known."""
    tables = read.evidence.tables
    if tables is None:
        return
    statements = [
        Statement(line(row.get("text", "")), row.get("speaker", ""), "translation" in row.get("note", "").lower())
        for row in tables.rows("statements.csv")
        if row.get("kind") == "quotation" and row.get("text")
    ]
    statement_sentences = [sentence for statement in statements for sentence in _sentences(statement.text)]
    quotations = Quotations(statements)
    for page_text in read.page_texts:
        for passage in _gathered(page_text):
            rest = passage.text
            for marked in _MARKED.finditer(passage.text):
                quoted = next(part for part in marked.groups() if part)
                if not _long(quoted):
                    continue
                rest = rest.replace(marked[0], "\0")
                yield from _judged(read, page_text, passage, quoted, quotations)
            lower = rest.lower()
            for sentence in statement_sentences:
                if sum(word in lower for word in sentence.longest) >= len(sentence.longest) / 3:
                    yield from _unmarked(passage, rest, sentence)
    yield from _never_whole(read, quotations)


def _judged(
    read: EvidenceWords, page_text: PageText, passage: Passage, quoted: str, quotations: Quotations
) -> Findings:
    """Yield a finding if a stretch in quotation marks differs from the statements."""
    alone = passage.text.strip('“”"«»「」『』 ') == quoted.strip('“”" ')
    for statement in quotations.statements:
        parts = [part for part in _CUT.split(quoted) if part]
        if _plain(quoted) == _plain(statement.text):
            quotations.whole.add(statement.text)
        elif parts and _in_order(parts, statement.text) and (not alone or _cuts_shown(quoted, statement.text)):
            quotations.cut.setdefault(statement.text, passage.location)
        else:
            continue
        yield from _attributed(read, page_text, passage, statement)
        return
    nearest = max(quotations.statements, key=lambda one: _shared(quoted, one.text), default=None)
    if nearest is not None and _shared(quoted, nearest.text) > _BETRAYING:
        where = f"the quotation of {_name(nearest) or 'a statement'} is altered: {_difference(quoted, nearest.text)}"
        yield VERBATIM.at(passage.location, where, "quote it word for word from statements.csv, with … where it is cut")
    elif _plain(quoted) not in _written(read.evidence.tables):
        what = f"“{start(quoted)}” stands in quotation marks, but no statement of the dataset says it"
        yield VERBATIM.at(passage.location, what, "enter it in statements.csv with its source, or leave the marks out")


def _unmarked(passage: Passage, rest: str, sentence: Sentence) -> Findings:
    """Yield a statement's sentence that stands outside quotation marks, altered or not."""
    if len(_pieces(_tokens(rest)) & sentence.pieces) <= _BETRAYING * len(sentence.pieces):
        return
    if _plain(sentence.text) in _plain(rest):
        what = f"“{start(sentence.text)}” is quoted without quotation marks"
        yield VERBATIM.at(passage.location, what, "set it in quotation marks")
    else:
        altered = _difference(_near(rest, sentence), sentence.text)
        what = f"a quotation stands altered and without its marks: {altered}"
        yield VERBATIM.at(passage.location, what, "quote it word for word from statements.csv, in quotation marks")


def _attributed(read: EvidenceWords, page_text: PageText, passage: Passage, statement: Statement) -> Findings:
    """Yield a finding if a page does not name the speaker of a quotation, or that it is a translation."""
    shown = page_text.shown
    name = _name(statement)
    if name and read.language.spaced and name.lower() not in shown.lower():
        fix = "name the speaker next to it"
        yield SPEAKER.at(passage.location, f"{name}, who said it, is not named on the page", fix)
    rest = shown.replace(statement.text, "")
    if statement.translated and read.language.known and not read.language.find("translation", rest):
        what = "the quotation is a translation, and its page does not say so"
        yield TRANSLATION.at(passage.location, what, "say next to it that it is a translation")


def _never_whole(read: EvidenceWords, quotations: Quotations) -> Findings:
    if not any(parsed.kind == "brief" for parsed in read.evidence.files):
        return
    for statement in quotations.statements:
        if statement.text in quotations.cut and statement.text not in quotations.whole:
            what = f"the quotation of {_name(statement) or 'a statement'} is cut wherever it stands"
            yield VERBATIM.at(quotations.cut[statement.text], what, "quote it in full in the brief at least")


def _gathered(page_text: PageText) -> Iterator[Passage]:
    """Yield the passages of a page; those of an element together, as a quotation may go on over its paragraphs."""
    together: dict[int, list[Passage]] = {}
    opening = {id(element) for element in page_text.page.elements if _opens(element)}
    for passage in page_text.passages:
        key = id(passage.element)
        if key in opening and passage.what != "alt":
            together.setdefault(key, []).append(passage)
        else:
            yield passage
    for parts in together.values():
        first = parts[0]
        yield Passage(first.parsed, first.page, first.element, " ".join(part.text for part in parts), first.what)


def _opens(element: Element) -> bool:
    return len(element.paragraphs) > 1 and any("“" in run.text for part in element.paragraphs for run in part)


def _long(text: str) -> bool:
    tokens = _tokens(text)
    han = sum(len(token) == 1 and not token.isascii() for token in tokens)
    return len(tokens) - han >= _LEAST_WORDS or han >= _LEAST_SIGNS


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.translate(_SAME).lower())


def _plain(text: str) -> str:
    return "".join(text.translate(_SAME).split())


def _pieces(tokens: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(*(tokens[at:] for at in range(_PIECE)), strict=False))


def _sentences(text: str) -> list[Sentence]:
    parts = [(part, _tokens(part)) for part in _SPLIT.split(text)]
    return [
        Sentence(part, _pieces(tokens), tuple(sorted(set(tokens), key=lambda word: (-len(word), word))[:_LONGEST]))
        for part, tokens in parts
        if len(tokens) >= _LEAST_SENTENCE
    ]


def _shared(quoted: str, text: str) -> float:
    pieces = _pieces(_tokens(quoted))
    return len(pieces & _pieces(_tokens(text))) / len(pieces) if pieces else 0.0


def _in_order(parts: Iterable[str], text: str) -> bool:
    """Whether each part stands in the text after the one before it, from the start of a word to the end of one."""
    whole, at = " ".join(text.translate(_SAME).split()), 0
    for part in parts:
        words = " ".join(part.translate(_SAME).split()).rstrip(",;")
        found = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(whole, at)
        if not found:
            return False
        at = found.end()
    return True


def _cuts_shown(quoted: str, text: str) -> bool:
    """Whether a quotation that stands alone begins and ends where a sentence does, or with …."""
    begun, ended = _CUT.match(quoted), quoted.rstrip().endswith(("…", "..."))
    at, whole = text.translate(_SAME), quoted.translate(_SAME).strip()
    first, last = (_CUT.split(whole)[end] for end in (0, -1))
    starts = bool(begun) or at.find(first) == 0 or at[: at.find(first)].rstrip().endswith((".", "?", "!", "。"))
    return starts and (ended or last.endswith((".", "?", "!", "。", "？", "！")))


def _difference(quoted: str, text: str) -> str:
    """Return the first words that differ between a quotation and its statement."""
    ours, theirs = quoted.split(), text.split()
    if len(theirs) < _LEAST_WORDS:
        ours, theirs = list(quoted), list(text)
    expected, heard = ([word.translate(_SAME) for word in side] for side in (theirs, ours))
    matcher = SequenceMatcher(None, heard, expected, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        due, stands = " ".join(theirs[c:d]), " ".join(ours[a:b])
        if kind == "insert":
            return f"“{start(due)}” is left out" + (f" after “{ours[a - 1]}”" if a else "")
        if kind == "delete":
            return f"“{start(stands)}” is put in"
        if kind == "replace":
            return f"“{start(stands)}” stands for “{start(due)}”"
    return "its words stand in another order"


def _near(text: str, sentence: Sentence) -> str:
    """Return the stretch of a text that has a sentence's words."""
    words = text.split()
    flat = [(token, at) for at, word in enumerate(words) for token in _tokens(word)]
    starts = range(len(flat) - _PIECE + 1)
    hits = [at for at in starts if tuple(token for token, _ in flat[at : at + _PIECE]) in sentence.pieces]
    return " ".join(words[flat[hits[0]][1] : flat[hits[-1] + _PIECE - 1][1] + 1]) if hits else text


def _name(statement: Statement) -> str:
    return statement.speaker.partition(",")[0].partition("，")[0].strip()


def _written(tables: Tables | None) -> str:
    """Return all that the tables of words say: titles of works and milestones may stand in quotation marks too."""
    names = ("statements.csv", "sources.csv", "milestones.csv", "indicators.csv", "evidence.csv", "breaks.csv")
    rows = (row for name in names for row in (tables.rows(name) if tables else ()))
    texts = [value for row in rows for value in row.values()]
    noted = tables.rows("observations.csv") if tables else ()
    texts += dict.fromkeys(value for row in noted for head, value in row.items() if head.startswith("note"))
    return "\n".join(map(_plain, texts))
