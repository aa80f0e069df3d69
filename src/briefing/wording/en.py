"""English: the words, patterns and phrases."""

from __future__ import annotations

import re

from briefing.wording.language import Language

_CARDINALS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth",
    "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
)  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

# Words that claim a number without a digit; anything that ends in -fold is one too.
CLAIM_WORDS = frozenset(
    {
        *_CARDINALS[2:],
        *("half", "halve", "halved", "halves", "halving"),
        *("double", "doubled", "doubles", "doubling", "twice"),
        *("triple", "tripled", "triples", "tripling", "thrice"),
        *("quadruple", "quadrupled", "quadruples", "quadrupling", "quintupled"),
        *("first", "top"),
    }
)
# Not "manifold" or "unfold": only number words and digits take the -fold that counts.
_FOLD = r"(?:\d[\d.,]*|" + "|".join((*_CARDINALS[1:], "many", "several", "hundred", "thousand")) + r")-?fold"
CLAIMS = re.compile(rf"\b(?:{_FOLD}|{'|'.join(sorted(CLAIM_WORDS, key=lambda word: (-len(word), word)))})\b", re.I)

LANGUAGE = Language(
    code="en",
    group=",",
    minus="−",
    cardinals=_CARDINALS,
    ordinals=_ORDINALS,
    suffixes={"1": "st", "2": "nd", "3": "rd", "11": "th", "12": "th", "13": "th", "": "th"},
    months=_MONTHS,
    months_short=tuple(month[:3] for month in _MONTHS),
    said={"=": "{}", "≈": "about {}", "≥": "over {}", "≤": "under {}"},
    known={"=": "{}", "≈": "about {}", "≥": "at least {}", "≤": "at most {}"},
    forms={
        "and": "{head} and {last}",
        "comma": ", ",
        "date_day": "{day} {month} {year}",
        "date_month": "{month} {year}",
        "fold": "{}fold",
        "fold_above": "more than {}",
        "fold_below": "less than {}",
        "fold_digits": "{}-fold",
        "ordinal_digits": "{}{suffix}",
        "percent": "{}%",
        "point": "{} percentage point",
        "points": "{} percentage points",
        "range": "{}–{}",
        "rank": "No. {}",
        "times": "{}-fold",
        "x": "{}×",
        "year_at_latest": "{} at the latest",
        "year_at_earliest": "{} at the earliest",
        "yearly": "{}% a year",
    },
    phrases={
        "ahead": "Ahead",
        "ahead_of": "Ahead of {entity}",
        "answer": "What would answer it",
        "as_of": "Data as of {date}",
        "ask": "Ask next",
        "attached": "Attached",
        "attached_brief": "Brief (PDF)",
        "attached_deck": "Slide deck (PowerPoint)",
        "baseline": "{year} = 1×",
        "beyond": "Beyond the chart",
        "break_note": "Break in the series",
        "calculation": "Our calculation",
        "chart": "Chart",
        "contact": "Contact",
        "contents": "Contents",
        "continued": "continued",
        "data": "Data",
        "definition": "Definition",
        "edition_of": "Edition of {date}",
        "figure": "Figure",
        "gap": "Gap",
        "gap_note": "Dashed: no value published",
        "growth_note": "% a year = compound rate over {years} years",
        "headline_figures": "The figures",
        "in_brief": "In brief",
        "indicator_head": "Indicator and unit",
        "inside": "Inside",
        "issued_by": "Issued by {organisation}",
        "known": "What the record shows",
        "known_short": "Known",
        "latest": "Latest",
        "main_findings": "Main findings",
        "met": "met",
        "milestones": "Milestones",
        "missing": "What would answer it",
        "missing_short": "Missing",
        "multiple_note": "multiple = {last} value ÷ {first} value",
        "no_data": "no data",
        "no_target": "no target",
        "no_value": "no value published",
        "not_available": "n/a",
        "note": "Note",
        "off_track": "off track",
        "on_track": "on track",
        "owner": "Owner",
        "pace_needed": "Pace needed",
        "page": "Page",
        "page_of": "{page} of {pages}",
        "past_pace": "Past pace",
        "points_head": "Points",
        "proposal": "Our proposal",
        "question": "Question",
        "rank_head": "Rank",
        "rank_of": "{rank} of {count}",
        "read_more": "Read more",
        "set_by": "Set by",
        "share_of_target": "Share of target",
        "slide": "Slide",
        "source": "Source",
        "sources": "Sources",
        "table": "Table",
        "target": "Target",
        "translated": "Translation",
        "watch": "watch",
        "what_changed": "What changed",
        "what_to_watch": "What to watch",
        "why": "Why it matters",
        "why_it_matters": "Why it matters",
        "why_short": "Why",
        "yardstick": "Yardstick",
        "yearly_head": "% a year",
    },
    claim_words=CLAIM_WORDS,
    claims=CLAIMS,
    scales={"trillion": "trn", "billion": "bn", "million": "m", "thousand": "thousand"},
)
