"""Every numeral on every page, traced to its row of the ledger, and every row to its place on the page.

A page has three channels: what is seen, the speaker's notes, and alternative texts. In each the rows of the ledger are
found as whole phrases, "853.7 billion yuan" and not "853.7", the longest first and each as often as the ledger has it.
Numerals that are left over are errors.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import partial
from typing import Final, Literal

from msgspec import Struct, field

from briefing.proof.comparing import numbers_as_built
from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, Location, Rule
from briefing.proof.languages import lowered
from briefing.proof.numbers.printed_numbers import direction_of, numerals, tokens
from briefing.proof.page_findings import found_on
from briefing.proof.parsed_file import Element, Page, ParsedFile
from briefing.proof.reading.ledger_reader import Ledger, Term, Use
from briefing.proof.reading.plotted_series import plotted_in, titles_in

UNTRACED = Rule("number-untraced", "error", "every numeral that a reader sees is a row of the ledger")
LOST = Rule("number-lost", "warning", "every row of the ledger stands where it says")
WORD = Rule(
    "number-word", "error", "a word that claims a number is a row of the ledger, as a fact or as part of a tested claim"
)
DIRECTION = Rule("number-direction", "error", "the words that a number is printed with say its direction")
RULES = (UNTRACED, LOST, WORD, DIRECTION)

Channel = Literal["seen", "notes", "alt"]
_CHANNELS: Final[dict[Channel, str]] = {"seen": "", "notes": "notes", "alt": "alternative texts"}
_SIGNS: Final = ("+", "−")
_SPACE: Final = re.compile(r"\s")


# The rows of the ledger for each channel of a page.
Expected = Mapping[Channel, list[Use | Term]]


class TracedText(Struct):
    """A text with its tokens and the element they stand in; `rows` is the row that each token belongs to, if any."""

    element: Element | None
    text: str
    tokens: tuple[str, ...]
    rows: list[Use | Term | None] = field(default_factory=list)


class TracedChannel(Struct):
    """A channel of a page: its stretches in reading order, and the rows that were not found in it."""

    parsed: ParsedFile
    page: Page
    channel: Channel
    stretches: list[TracedText]
    lost: list[Use | Term]

    def location(self, element: Element | None = None) -> Location:
        """Return the location of the page, or of an element on it."""
        return self.parsed.location(self.page, element)


def check(evidence: Evidence) -> Findings:
    """Yield what cannot be traced, in either direction."""
    if evidence.ledger is None:
        return
    lang = evidence.lang
    for parsed, page, expected in _pages(evidence):
        charts = [parsed.package.parts.digest(part) for part in _chart_parts(parsed, page)] if parsed.package else []
        inputs = expected, charts, len(parsed.pages), lang
        yield from found_on(parsed, page, "traced-page", inputs, partial(_page, parsed, page, expected, lang))


def _page(parsed: ParsedFile, page: Page, expected: Expected, lang: str) -> Findings:
    language = numerals(lang)
    words, idioms = (re.compile(pattern or "(?!)") for pattern in (language.claims, language.idioms))
    for channel in _traced(parsed, page, expected):
        lost = list(channel.lost)
        yield from _untraced(channel, lost, lang)
        if lost and not channel.stretches:
            what = f"the {_CHANNELS[channel.channel] or 'texts'} are gone, with {len(lost)} numbers of the ledger"
            yield LOST.at(channel.location(), what, "put it back, or build the edition again")
            continue
        for row in lost:
            what = f"the ledger has {row.text!r} ({_meant(row)}) at {row.place!r}, which is not there"
            yield LOST.at(channel.location(), what, "put the number back, or build the edition again")
        yield from _unclaimed(channel, words, idioms, changed=bool(lost))


def traced(evidence: Evidence) -> Iterator[TracedChannel]:
    """Yield each channel of each page, its tokens joined to the rows of the ledger."""
    for parsed, page, expected in _pages(evidence):
        yield from _traced(parsed, page, expected)


def _pages(evidence: Evidence) -> Iterator[tuple[ParsedFile, Page, Expected]]:
    """Yield each page with the rows that the ledger has for its channels."""
    assert evidence.ledger is not None
    rows = _by_place(evidence.ledger)
    for parsed in evidence.files:
        built = numbers_as_built(evidence, parsed)
        for page in parsed.pages:
            number = built.get(page.number, page.number)
            expected = {channel: rows.get((parsed.kind, number, channel), []) for channel in _CHANNELS}
            if parsed.kind == "letter":
                expected = {channel: _in_letter(parsed, channel, held) for channel, held in expected.items()}
            yield parsed, page, expected


def _traced(parsed: ParsedFile, page: Page, expected: Expected) -> Iterator[TracedChannel]:
    for channel, texts in _channels(parsed, page):
        stretches = [
            TracedText(element, text, found, [None] * len(found)) for element, text in texts if (found := tokens(text))
        ]
        yield TracedChannel(parsed, page, channel, stretches, _joined(parsed, stretches, expected[channel]))


def _in_letter(parsed: ParsedFile, channel: Channel, expected: list[Use | Term]) -> list[Use | Term]:
    """Return the rows that a form of the letter must have in a channel; what is drawn in pixels cannot be read."""
    form = "plain" if parsed.file.endswith(".txt") else "html"
    if form == "plain" and channel != "seen":
        return []  # it has no picture
    return [row for row in expected if row.channel in ("text", form, "alt")]


def _joined(parsed: ParsedFile, stretches: Sequence[TracedText], rows: Sequence[Use | Term]) -> list[Use | Term]:
    """Join rows to stretches, those of a slide's title to its title alone, and return the rows that are left."""
    heads = [
        stretch
        for stretch in stretches
        if parsed.kind == "deck" and stretch.element and stretch.element.role == "title"
    ]
    if not heads:
        return _consume(stretches, rows)
    own, others = ([row for row in rows if (row.element == "title") is of_title] for of_title in (True, False))
    rest = [stretch for stretch in stretches if not any(stretch is head for head in heads)]
    return _consume(heads, own) + _consume(rest, others)


def _by_place(ledger: Ledger) -> dict[tuple[str, int, Channel], list[Use | Term]]:
    rows: dict[tuple[str, int, Channel], list[Use | Term]] = defaultdict(list)
    held: tuple[Use | Term, ...] = (*ledger.uses, *ledger.terms)
    for row in held:
        channel: Channel = row.channel if row.channel in ("alt", "notes") else "seen"
        rows[row.output, row.page or 1, channel].append(row)
    return rows


def _channels(parsed: ParsedFile, page: Page) -> Iterator[tuple[Channel, list[tuple[Element | None, str]]]]:
    shown: list[tuple[Element | None, str]] = []
    for element in page.elements:
        if element.role != "number":
            shown.append((element, element.text))
        if parsed.package is not None and element.part in parsed.package.trees:
            labels = (text for series in plotted_in(parsed.package, element.part) for text in series.labels.values())
            shown += [(element, text) for text in (*labels, *titles_in(parsed.package, element.part))]
    yield "seen", shown
    yield "notes", [(None, text) for text in page.notes]
    yield "alt", [(element, element.alt) for element in page.elements if element.alt]


def _chart_parts(parsed: ParsedFile, page: Page) -> list[str]:
    package = parsed.package
    return [element.part for element in page.elements if package is not None and element.part in package.trees]


def _consume(stretches: Sequence[TracedText], rows: Sequence[Use | Term]) -> list[Use | Term]:
    """Join rows to the tokens that print them, the longest first, ignoring case, and return the rows that are left."""
    flat = [(stretch, at) for stretch in stretches for at in range(len(stretch.tokens))]
    words = tuple(stretch.tokens[at].casefold() for stretch, at in flat)
    index: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(words):
        index[word].append(at)
    taken = [False] * len(words)
    lost: list[Use | Term] = []
    for row, printed in sorted(((row, tokens(row.text)) for row in rows), key=lambda pair: -len(pair[1])):
        if not printed:
            continue
        sought = tuple(word.casefold() for word in printed)
        size = len(sought)
        for at in _unsigned_first(index.get(sought[0], ()), words):
            if words[at : at + size] == sought and not any(taken[at : at + size]):
                taken[at : at + size] = [True] * size
                for stretch, place in flat[at : at + size]:
                    stretch.rows[place] = row
                break
        else:
            lost.append(row)
    return lost


def _unsigned_first(places: Sequence[int], words: Sequence[str]) -> list[int]:
    """Return where a row may begin: "1.18 °C" rather where no sign stands before it, as the "+1.18" of another row has
    one."""
    return sorted(places, key=lambda at: at > 0 and words[at - 1] in _SIGNS) if len(places) > 1 else [*places]


def _untraced(channel: TracedChannel, lost: list[Use | Term], lang: str) -> Findings:
    """Yield the numerals that no row accounts for; each takes away the lost row that it stands for."""
    for stretch in channel.stretches:
        for at, word in enumerate(stretch.tokens):
            if stretch.rows[at] is not None or not word[0].isdigit() or _is_page_number(channel, stretch, word):
                continue
            meant = _likeliest(word, lost)
            reason = "it is no row of the ledger"
            if meant is not None:
                reason += f", which has {meant.text!r} ({_meant(meant)})"
                lost.remove(meant)
            around = " ".join(stretch.tokens[max(0, at - 3) : at + 4])
            place = f", {_CHANNELS[channel.channel]}" if _CHANNELS[channel.channel] else ""
            location = channel.location(stretch.element)
            if meant is not None and _turned(around, word, meant, lang):
                what = f"“{around}”{place} says another direction than the ledger, which has {meant.text!r}"
                yield DIRECTION.at(location, what, "put its words back, or build the edition again")
                continue
            what = f"{word!r} in “{around}”{place} cannot be traced: {reason}"
            yield UNTRACED.at(location, what, "let a fact of the story print it, or build again")


def _turned(around: str, word: str, meant: Use | Term, lang: str) -> bool:
    """Whether a number stands as the ledger has it, but with words of the other direction."""
    there = direction_of(around, lang)
    there = direction_of(around.replace(" ", ""), lang) if there is None else there
    meant_way = direction_of(meant.text, lang)
    return word in tokens(meant.text) and None not in (there, meant_way) and there != meant_way


def _is_page_number(channel: TracedChannel, stretch: TracedText, word: str) -> bool:
    element = stretch.element
    if element is None or not word.isdecimal() or len(word) > 9:
        return False
    if element.tag.startswith("TOC"):
        return int(word) <= len(channel.parsed.pages)
    return element.role in ("footer", "number") and int(word) in (channel.page.number, len(channel.parsed.pages))


def _likeliest(word: str, lost: Sequence[Use | Term]) -> Use | Term | None:
    """Return the lost row whose numeral is most like a word: with the most figures in the same order."""
    best: tuple[float, Use | Term] | None = None
    for row in lost:
        for numeral in (item for item in tokens(row.text) if item[0].isdigit()):
            same = SequenceMatcher(None, numeral, word, autojunk=False).ratio()
            if best is None or same > best[0]:
                best = (same, row)
    return best[1] if best and best[0] >= 0.5 else None


def _meant(row: Use | Term) -> str:
    return row.fact if isinstance(row, Use) else row.why


def _unclaimed(channel: TracedChannel, words: re.Pattern[str], idioms: re.Pattern[str], *, changed: bool) -> Findings:
    """Yield words such as "doubled" that are no row of the ledger: neither printed by a fact nor tested.

    A row that went to an idle word stands for another one of the channel, as "four" of "four questions" for that of
    "the last four weeks"; not where a channel was `changed`, as its rows are no longer those of its words.
    """
    counted = [(stretch, *_claims(stretch, words, idioms)) for stretch in channel.stretches]
    spare: Counter[str] = Counter()
    for _, _, loose, idle in counted:
        spare += Counter() if changed else idle - loose
    for stretch, matches, loose, idle in counted:
        for word in (match for match in matches if loose[lowered(match)] > idle[lowered(match)]):
            missing = loose[lowered(word)] - idle[lowered(word)]
            if missing <= spare[lowered(word)]:
                spare[lowered(word)] -= missing
                loose[lowered(word)] = 0
                continue
            what = f"{word!r} claims a number, and neither a fact prints it nor was its sentence tested"
            location = channel.location(stretch.element)
            yield WORD.at(location, what, "let a fact print it, or give it an `expect`")
            break


def _claims(
    stretch: TracedText, words: re.Pattern[str], idioms: re.Pattern[str]
) -> tuple[list[str], Counter[str], Counter[str]]:
    """Return the words of a text that claim a number, how often each stands without a row, and how often it is idle."""
    text = _SPACE.sub(" ", stretch.text)  # the last words of a line are joined by a hard space
    matches = list(words.finditer(lowered(text)))
    if not matches:
        return [], Counter(), Counter()
    printed = [word.lower() for word in stretch.tokens]
    spans = [found.span() for found in idioms.finditer(lowered(text))]
    idle = [match for match in matches if any(_idle(match, text, *span) for span in spans)]
    loose: Counter[str] = Counter()
    for word in {match[0] for match in matches}:
        sought = [*tokens(word)]
        loose[word] = sum(
            row is None and printed[at : at + len(sought)] == sought for at, row in enumerate(stretch.rows)
        )
    held = [text[match.start() : match.end()] for match in matches if match not in idle]
    return held, loose, Counter(match[0] for match in idle)


def _idle(match: re.Match[str], text: str, first: int, last: int) -> bool:
    """Whether a word is part of an idiom, as "at first"; "At First Bank" holds a name."""
    inside = first <= match.start() and match.end() <= last
    return inside and (not text[match.start()].isupper() or match.start() == first)
