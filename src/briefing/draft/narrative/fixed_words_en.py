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
    "closing_comment": "what to ask before the figures are used, and who could answer",
    "closing_title": "What to ask before these figures are used",
    "closing_question": "Question",
    "closing_why": "Why it matters",
    "closing_who": "Who could answer",
    "closing_notes": (
        "End here: name who will get the answers, and by when. Whoever knows the source and the units can fill them in."
    ),
    "ask_base": "From which base are the values counted, and in what unit?",
    "ask_base_then": "From which base are the values counted?",
    "ask_origin_then": "Is this the newest release of the table?",
    "ask_source_then": "Is this the newest release of the table?",
    "ask_unit_then": "Is this the unit in which we report?",
    "ask_base_why": "A value below zero lies under that base. Without it no level can be quoted.",
    "ask_base_who": "The publisher",
    "ask_values_why": "An event is part of the story. An error has to be mended.",
    "ask_values_who": "The publisher’s notes",
    "ask_end": "When is the value of {1} for {0} due?",
    "ask_end_why": "Until then the series can be compared up to the older date alone.",
    "ask_end_who": "The publisher",
    "ask_start": "Do we count {0}, which the table has from {1}?",
    "ask_start_why": "A total with it is another total, and goes back less far.",
    "ask_start_who": "Whoever quotes a total",
    "ask_origin": "Who published these figures, and in what unit are they?",
    "ask_origin_why": "Without a source and a unit nobody outside can check or quote them.",
    "ask_origin_who": "The owner of the table",
    "ask_source": "Who published these figures, and when?",
    "ask_source_why": "Without a source nobody outside can check or quote them.",
    "ask_source_who": "The owner of the table",
    "ask_unit": "In what unit are these figures?",
    "ask_unit_why": "Without a unit no level can be quoted or compared.",
    "ask_unit_who": "The publisher",
    "ask_unit_read": "What does the unit “{0}” stand for?",
    "ask_unit_read_why": "Short forms of units are read in several ways, and differ by a large factor.",
    "ask_unit_read_who": "The publisher",
    "ask_season": "Are the values adjusted for the seasons?",
    "ask_season_why": "If they are not, only the same part of another year is comparable.",
    "ask_season_who": "The publisher",
    "ask_time": "Is there anything newer than {0}?",
    "ask_time_why": "What happened since then is not in this edition.",
    "ask_time_who": "The publisher",
    "ask_prices": "Are the sums nominal or real, and at which exchange rate?",
    "ask_prices_why": "Nominal sums rise with prices. Growth over many years may be that alone.",
    "ask_prices_who": "The publisher",
    "ask_places": "Are these {0} {1} the ones that we compare ourselves with?",
    "ask_places_why": "Ranks and shares are of the table’s own list. Another list gives others.",
    "ask_places_who": "Our own plan",
    "no_source_head": "Source",
    "no_source": "The table does not say who published the figures, or when",
    "no_unit_head": "Units",
    "no_unit": "The table does not say in what unit its values are",
    "method_head": "Method",
    "method": "Values are those of the table; changes and shares are worked out from them",
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
