"""What a letter brings along: its picture has words and shows something, and the files it names are of the edition."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Final

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, Rule
from briefing.proof.letter_bars import DrawnBars, bars_in
from briefing.proof.parsed_file import ParsedFile
from briefing.proof.reading.ledger_reader import LedgerFact, PlannedChart
from briefing.proof.reading.letter import Tag, pieces

BARS = Rule("letter-bars", "error", "bars in a letter are as long as the values of a chart of the edition, one by one")
PICTURE = Rule("letter-picture", "error", "a picture in a letter has words of its own, comes along, and is not blank")
FILES = Rule("letter-files", "error", "a file that a mailed letter names is one of the edition")
ACTIVE = Rule("letter-active", "error", "a letter is words and links alone: it runs, sends and fetches nothing")
RULES = (BARS, PICTURE, FILES, ACTIVE)

# Where the names of files stand in a letter that is mailed; one in a folder may name other files there.
_MAILED: Final = ("attached to the message", "to download")
_NEVER: Final = frozenset(
    "script iframe frame frameset object embed applet form input button select textarea link base audio video".split()  # noqa: SIM905
)
_LEADING: Final = ("href", "src", "action", "formaction", "xlink:href", "background", "data")
_SCRIPT: Final = re.compile(r"[\s\x00-\x1f]*(?:javascript|vbscript|data(?!:image/))\s*:", re.IGNORECASE)
_ELSEWHERE: Final = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_REMARK: Final = re.compile(r"/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/|\Z)")
_SHOWN: Final = re.compile(r"(?<![\w-])content\s*:\s*(?!none|normal|[\"']{2})", re.IGNORECASE)
_FETCHED: Final = re.compile(r"@import|url\s*\(\s*[\"']?\s*(?:https?:)?//|expression\s*\(", re.IGNORECASE)
_FIX: Final = "build the edition again"


def check(evidence: Evidence) -> Findings:
    """Yield what is wrong with the pictures of letters and with the files that they name."""
    for parsed in evidence.of_kind("letter"):
        if parsed.file.lower().endswith(".png"):
            yield from _blank(parsed)
        else:
            yield from _bars(evidence, parsed)
            yield from _pictures(evidence, parsed)
            yield from _files(evidence, parsed)
            yield from _active(parsed)


def _bars(evidence: Evidence, parsed: ParsedFile) -> Findings:
    """Yield bars that draw no series of a chart of the edition."""
    ledger = evidence.ledger
    if ledger is None or not parsed.file.lower().endswith(".html"):
        return
    drawn = bars_in(parsed.data.decode("utf-8", "replace"))
    if drawn is None:
        return
    charts = [chart for entry in ledger.plan for chart in entry.charts]
    if not any(_draws(drawn, chart, ledger.facts) for chart in charts):
        what = f"its {len(drawn.lengths)} bars are as long as the values of no chart"
        yield BARS.at(parsed.location(), what, _FIX)


def _draws(drawn: DrawnBars, chart: PlannedChart, facts: Mapping[str, LedgerFact]) -> bool:
    """Whether bars are as long as the values of a series of a chart, or pairs of bars as those of two of its series."""
    named = chart.categories.index(chart.highlight) if chart.highlight in chart.categories else None
    values = [tuple(facts[fact].value if fact in facts else None for fact in one.facts) for one in chart.series]
    if drawn.pair:
        return any(drawn.draw_pair(own, other) for own in values for other in values if own is not other)
    return any(drawn.draw(own, named) for own in values)


def _blank(parsed: ParsedFile) -> Findings:
    from PIL import Image  # few editions have the picture of a letter

    with Image.open(io.BytesIO(parsed.data), formats=["PNG"]) as picture:
        if picture.convert("RGB").getcolors(1):
            yield PICTURE.at(parsed.location(), "it is of one colour: nothing was drawn", _FIX)


def _pictures(evidence: Evidence, parsed: ParsedFile) -> Findings:
    outputs = evidence.ledger.edition.outputs if evidence.ledger else None
    for page, element in parsed.elements():
        if element.role != "picture":
            continue
        if not (element.alt or "").strip():
            yield PICTURE.at(parsed.location(page, element), "it has no alternative text", "say what it shows")
        name = parsed.file.rpartition(".")[0] + ".png"
        if outputs is not None and element.part.startswith("cid:") and name not in outputs:
            yield PICTURE.at(parsed.location(page, element), f"the edition has no {name} to show there", _FIX)


def _files(evidence: Evidence, parsed: ParsedFile) -> Findings:
    ledger = evidence.ledger
    if ledger is None or not any(term.element in _MAILED for term in ledger.terms):
        return
    named = re.compile(rf"\b{re.escape(ledger.edition.slug)}[\w.-]*\.(?:pptx|pdf)\b")
    for page, element in parsed.elements():
        for name in dict.fromkeys(named.findall(element.text)):
            if name not in ledger.edition.outputs:
                what = f"it names {name}, which is no file of the edition"
                yield FILES.at(parsed.location(page), what, "attach or link what was built, and nothing else")


def _active(parsed: ParsedFile) -> Findings:
    """Yield what of a letter runs, or shows words that no reader of its text sees."""
    if not parsed.file.lower().endswith(".html"):
        return
    faults: dict[str, None] = {}
    for tag in pieces(parsed.data.decode("utf-8", "replace")):
        if isinstance(tag, Tag):
            faults |= dict.fromkeys(running(tag))
    for what in faults:
        yield ACTIVE.at(parsed.location(), what, "take it out, or build the edition again")


def running(tag: Tag) -> Iterator[str]:
    """Yield what of an element runs, sends or fetches something, or shows words of its own, in words."""
    if tag.name in _NEVER or (tag.name == "meta" and "http-equiv" in tag.attributes):
        yield f"it has a <{tag.name}>, which runs, sends or fetches something"
    for name, value in tag.attributes.items():
        if name.startswith("on"):
            yield f"<{tag.name}> has {name}, which runs a script"
        elif name in _LEADING and _SCRIPT.match(value):
            yield f"<{tag.name}> leads to a script"
    if tag.name == "img" and _ELSEWHERE.match(tag.attributes.get("src", "")):
        yield "it fetches a picture from elsewhere"
    style = _REMARK.sub("", f"{tag.attributes.get('style', '')};{tag.held if tag.name == 'style' else ''}")
    if _SHOWN.search(style):
        yield "its style shows words of its own, by `content`"
    if _FETCHED.search(style):
        yield "its style fetches something from elsewhere"
