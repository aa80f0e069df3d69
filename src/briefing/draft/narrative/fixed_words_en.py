"""English words of a story that no finding changes."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "kicker": "First draft from the data",
    "in_brief": "In brief",
    "contents": "In this part",
    "part_time": "Over time",
    "part_places": "Place by place",
    "part_all": "The figures",
    "caveats_title": "What these figures do not show",
    "summary_notes": (
        "Stop here if time is short: the cards have the newest values, with their periods and what they are compared "
        "with. Whatever follows goes into one of them."
    ),
    "glance_subtitle": "Newest values, and what each is compared with",
    "overview_title": "The indicators side by side, each with its newest value",
    "some_places": "{0} of {1} {2}: {3}, {4}, {5} to {6}",
    "some_of_all": "{0} of {1} indicators, {2} to {3}",
    "rest_of_whole": "All others",
    "newest": "Newest value",
    "money_note": "The table does not say whether sums are nominal or real.",
    "cover_notes": (
        "A first draft, written from the data alone: each number comes from its source, and each sentence is held "
        "against the numbers again in the next edition."
    ),
    "head_comment": (
        "A first story, drafted from the data. Each number is an expression, and each claim is tested at every build: "
        "edit the words as you like."
    ),
    "summary_comment": "What a reader with a minute sees.",
    "questions": "Ask next",
    "closing_comment": "what to watch, what the figures cover, what they do not say",
    "closing_title": "What to watch next, and how far these figures go",
    "closing_about": "What",
    "closing_say": "What the data say",
    "closing_notes": (
        "End here: name the next value that is awaited, then what the table leaves open. Whoever knows the source and "
        "the units can fill them in."
    ),
    "ask_head": "To ask",
    "coverage_head": "Coverage",
    "of_time": "{0} to {1}",
    "of_indicators": "{0} indicators",
    "of_places": "{0} {1}",
    "comma": ", ",
    "no_source_head": "Source",
    "no_source": "The table does not say who published the figures, or when",
    "no_unit_head": "Units",
    "no_unit": "The table does not say in what unit its values are",
    "method_head": "Method",
    "method": "Values are those of the table; changes and shares are worked out from them, and gaps are left open",
    "heading_time": "How it developed",
    "heading_changes": "What rose and what fell",
    "heading_season": "Within the year",
    "heading_ranking": "Place by place",
    "heading_order": "Who moved in the order",
    "heading_spread": "How far apart",
    "heading_alike": "The rule and its exceptions",
    "heading_pair": "Side by side",
    "heading_parts": "What it is made of",
    "heading_target": "Against the target",
}
