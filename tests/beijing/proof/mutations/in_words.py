# ruff: noqa: E501  (a fault is a line)
"""Faults in words: quotations, sources, names, causes, superlatives, lengths, signs."""

from __future__ import annotations

from tests.beijing.proof.mutations.editions import Mutation
from tests.proof.mutations import pages, slides
from tests.proof.mutations.change import edited

_LONG_TITLE = (
    "Patent density reached 262.9 per 10,000 residents in 2023, up 20% in a year, and this matters to every owner, "
    "investor and planner of the city"
)
_MANY = " ".join(["Lapsed patents drop out, so that growth is net of what their owners let go."] * 6)

QUOTES = (
    Mutation("a word of a quotation in the deck", "pptx", "quote-verbatim", slides.words(12, "will support", "will drive"), 12),
    Mutation("a word left out of a quotation", "pptx", "quote-verbatim", slides.words(12, "scientific and technological self", "technological self"), 12),
    Mutation("a word of a quotation in the brief", "pdf", "quote-verbatim", pages.retold(1, "deepening reforms", "deepening powers"), 1),
    Mutation("a quotation without its marks", "pptx", "quote-verbatim", slides.in_turn(slides.words(12, "“Beijing, looking", "Beijing, looking"), slides.matched(slides.slide(12), r"(?<=new\u00a0stage\.)”", "")), 12),
    Mutation("no word of the translation in the deck", "pptx", "quote-translation", slides.words(12, " · Translation", ""), 12),
    Mutation("no word of the translation in the brief", "pdf", "quote-translation", pages.retold(1, " Translation.", ""), 1),
    Mutation("no speaker of a quotation", "pptx", "quote-speaker", slides.words(12, "Zhang Jihong, Director, ", ""), 12),
    Mutation("another speaker of a quotation", "pdf", "quote-speaker", pages.retold(1, "Zhang Jihong", "Shan Gejiang"), 1),
)  # fmt: skip

SOURCES = (
    Mutation("a source left out of a source line alone", "pptx", "number-lost", slides.words(6, "Beijing Tech Market Off. 2016 (14); ", ""), 6),
    Mutation("a source left out of a slide and its notes", "pptx", "sources-missing", slides.in_turn(slides.words(6, "Beijing Tech Market Off. 2016 (14); ", ""), slides.notes(6, "Beijing Tech Market Off., 20 Oct 2016; ", "")), 6),
    Mutation("the number of another source at one", "pptx", "sources-unlisted", slides.words(6, "2016 (14)", "2016 (15)"), 6),
    Mutation("a source line left out", "pptx", "sources-line", slides.shaped(6, slides.dropped, "Source"), 6),
    Mutation("a source left out of the brief's list", "pdf", "sources-unlisted", pages.retold(6, "Goldenwell China", "The same")),
    Mutation("a source that is named by its number left out of the brief's list", "pdf", "sources-missing", pages.retold(6, "Press conf. Zhang Jihong", "The same")),
    Mutation("a source left out of a page's source line", "pdf", "sources-missing", pages.retold(2, "; Beijing Government 2024", ""), 2),
    Mutation("a number left out of a page's source line", "pdf", "sources-missing", pages.retold(2, "also 8–10", "also 8, 10"), 2),
    Mutation("a source that nobody knows in the deck", "pptx", "sources-unlisted", slides.words(3, "Xinhua 2023", "Reuters 2023"), 3),
    Mutation("a source that nobody knows in the brief", "pdf", "sources-unlisted", pages.retold(2, "Beijing Government 2025", "Beijing Guangming 2025"), 2),
    Mutation("a source that nobody knows in the letter", "html", "sources-unlisted", edited("Xinhua 2023", "Reuters 2023")),
    Mutation("a source left out of the letter", "txt", "sources-missing", edited("KOTO Patent 2024; ", "")),
    Mutation("a number left out of the letter", "txt", "sources-missing", edited("6–11, 13, 17", "6–11, 17")),
    Mutation("a source left out in Chinese", "pptx", "sources-missing", slides.in_turn(slides.words(6, "北京技术市场办2016（15）；", ""), slides.matched("ppt/notesSlides/notesSlide6.xml", "北京技术市场办[^；]*；", "")), 6, "zh"),
)  # fmt: skip

STYLE = (
    Mutation("a cause put in the deck", "pptx", "word-cause", slides.words(5, "which of the four should", "what led to this, and which should"), 5),
    Mutation("a cause put in the notes", "pptx", "word-cause", slides.notes(4, "This is the caution", "Thanks to the reforms trade grew. This is the caution"), 4),
    Mutation("a cause put in the letter", "html", "word-cause", edited("More technology is owned", "Policy drove up what is owned")),
    Mutation("a cause put in Chinese", "pptx", "word-cause", slides.words(5, "增幅最多5%。", "增幅最多5%，得益于政策。"), 5, "zh"),
    Mutation("a superlative put in the deck", "pptx", "word-superlative", slides.words(12, "As an aim stated by the city", "As the best aim of any city"), 12),
    Mutation("a superlative put in the brief", "pdf", "word-superlative", pages.retold(5, "Publish lapses, licences and disputes.", "Publish lapses. It is the best of all."), 5),
    Mutation("a title without end", "pptx", "word-title", slides.shaped(3, slides.retold(_LONG_TITLE), "Title"), 3),
    Mutation("a title without its number", "pptx", "word-title", slides.shaped(4, slides.retold("Contract value per patent in force fell"), "Title"), 4),
    Mutation("a title of a topic", "pptx", "word-title", slides.shaped(7, slides.retold("High-tech enterprises"), "Title"), 7),
    Mutation("a slide of 120 words", "pptx", "word-count", slides.words(3, "Lapsed patents drop out, so growth is net.", _MANY), 3),
    Mutation("a sentence without end", "pptx", "word-sentence", slides.words(12, "As an aim stated by the city, not as a\u00a0finding.", "As an aim that was stated by the city in the summer of the year and not as a finding of this briefing or of any of its many sources."), 12),
    Mutation("a chart without a subtitle", "pptx", "word-subtitle", slides.shaped(4, slides.dropped, "Subtitle"), 4),
    Mutation("money at unknown prices", "pptx", "word-money", slides.in_turn(slides.words(6, "current prices", "billion"), slides.words(6, "in current\u00a0prices", "compound"), slides.words(6, "Nominal values. ", ""), slides.notes(6, "in current yuan", "of sums"), slides.notes(6, "Nominal values. ", "")), 6),
    Mutation("a hyphen for a minus", "pptx", "number-style", slides.words(8, "−14.1", "-14.1"), 8),
    Mutation("a hyphen between years", "pptx", "number-style", slides.words(6, "Beijing, 2014–2023", "Beijing, 2014-2023"), 6),
    Mutation("a letter for the sign of times", "pptx", "number-style", slides.words(5, "so 5.5× is", "so 5.5x is"), 5),
    Mutation("thousands without a comma", "pptx", "number-style", slides.words(5, ">28,300<", ">28300<"), 5),
    Mutation("growth told as a percentage beside multiples", "pptx", "number-style", slides.words(5, "so 5.5× is", "so +445% is"), 5),
)  # fmt: skip

NAMES = (
    Mutation("a place misspelled", "pptx", "names-spelled", slides.words(9, ">Shanghai<", ">Shangai<"), 9),
    Mutation("a city misspelled in a title", "pptx", "names-spelled", slides.words(9, "Shanghai climbed", "Shanghia climbed"), 9),
    Mutation("a publisher misspelled in the brief", "pdf", "names-spelled", pages.retold(4, "Springer Nature has", "Springler Nature has"), 4),
    Mutation("a speaker misspelled", "pptx", "names-spelled", slides.words(12, "Zhang Jihong", "Zhang Jihnog"), 12),
    Mutation("a source misspelled", "pptx", "sources-unlisted", slides.words(5, "Goldenwell", "Goldnwell"), 5),
    Mutation("a name misspelled in the letter", "html", "names-spelled", edited("Beijing was first", "Bejing was first")),
)  # fmt: skip
MUTATIONS = (*QUOTES, *SOURCES, *STYLE, *NAMES)
