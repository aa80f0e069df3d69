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
        "Give the findings below the cards in this order; each has its own slide. Stop here if time is short."
    ),
    "glance_subtitle": "Newest values, and what each is compared with",
    "overview_title": "The indicators side by side, each with its newest value",
    "some_places": "{0} of {1} {2}: {3}, {4}, {5} to {6}",
    "some_of_all": "{0} of {1} indicators, {2} to {3}",
    "rest_of_whole": "All others",
    "newest": "Newest value",
    "money_note": "The table does not say whether sums are nominal or real.",
    "base_note": "Values lie above and below a base that the table does not state.",
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
    "closing_comment": "what has to be answered before the figures are used",
    "closing_title": "Answer these questions before the figures are used",
    "closing_question": "Question",
    "closing_why": "Why it matters",
    "closing_notes": (
        "Agree who gets the answers, and by when. Whoever knows the source and the units can fill them in."
    ),
    "ask_base": "From which base are the values counted, and in what unit?",
    "ask_base_then": "From which base are the values counted?",
    "ask_origin_then": "Is this the newest release of the table?",
    "ask_source_then": "Is this the newest release of the table?",
    "ask_unit_then": "Is this the unit in which we report?",
    "ask_base_why": "A value below zero lies under that base. Without it no level can be quoted.",
    "ask_back_why": "A lasting fall is another story than that of one year.",
    "ask_values_why": "An event belongs in the story; a change of coverage or an error makes the comparison false.",
    "ask_end": "When is the value of {1} for {0} due?",
    "ask_end_why": "Until then the series can be compared only up to the earlier date.",
    "ask_start": "Do we count {0}, which the table has from {1} to {2}?",
    "ask_start_why": "A total with it is another total, and goes back less far.",
    "ask_whole": "Which total do we quote, {0} or {1}?",
    "ask_whole_why": "The smaller is part of the larger, and is never added to it.",
    "ask_origin": "Who published these figures, and in what unit are they?",
    "ask_origin_why": "Without a source and a unit nobody outside can check or quote them.",
    "ask_source": "Who published these figures, and when?",
    "ask_source_why": "Without a source nobody outside can check or quote them.",
    "ask_unit": "In what unit are these figures?",
    "ask_unit_why": "Without a unit no level can be quoted or compared.",
    "ask_unit_read": "What does the unit “{0}” stand for?",
    "ask_unit_read_why": "The short form of a unit can be read in several ways, which differ by a large factor.",
    "ask_season": "Are the values adjusted for the seasons?",
    "ask_season_why": "If they are not, only the same part of another year is comparable.",
    "ask_time": "Is there anything newer than {0}?",
    "ask_time_why": "What happened since then is not in this edition.",
    "ask_prices": "Are the sums nominal or real, and at which exchange rate?",
    "ask_prices_why": "Nominal sums rise with prices. Growth over many years may be that alone.",
    "ask_places": "Are these {0} {1} the ones that we compare ourselves with?",
    "ask_places_why": "Ranks and shares are of the table’s own list. Another list gives others.",
    "next": "Next: {0}.",
    "next_time": "the course of {0}",
    "next_newest": "the newest value of {0}",
    "next_season": "{0} within the year",
    "next_changes": "what rose and what fell",
    "next_ranking": "who stands where by {0}",
    "next_order": "who moved in the order by {0}",
    "next_courses": "single places by {0}",
    "next_spread": "how far apart places are by {0}",
    "next_alike": "what all places share, and the exceptions",
    "next_pair": "two courses side by side",
    "next_parts": "what the whole is made of",
    "next_target": "{0} against its target",
    "next_questions": "what has to be answered before the figures are used",
    "no_source_head": "Source",
    "no_source": "The table does not say who published the figures, or when",
    "no_unit_head": "Units",
    "no_unit": "The table does not give every unit",
    "method_head": "Method",
    "method": "Values are those of the table; changes and shares are worked out from them",
}
