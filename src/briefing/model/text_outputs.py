"""Which text of a story appears in which output: one table for the composition, the build's report and the docs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from briefing.model.document import ALL, Output

_SLIDES: Final[tuple[Output, ...]] = ("deck",)
_PAGES: Final[tuple[Output, ...]] = ("brief",)
_MAIL: Final[tuple[Output, ...]] = ("letter",)
_BOTH: Final[tuple[Output, ...]] = ("deck", "brief")

# Keys of a story without its lists → the outputs of the texts below them. A key that is missing here is an error when
# a story uses it, so that nobody adds one without saying where it is printed.
TEXT_OUTPUTS: Final[Mapping[str, tuple[Output, ...]]] = {
    "title": ALL,
    "cover.kicker": ("deck", "letter"),
    "cover.subtitle": ("deck", "letter"),
    "cover.header": _BOTH,
    "cover.chart": _SLIDES,
    "cover.picture": _BOTH,
    "cover.image_alt": _SLIDES,
    "cover.notes": _SLIDES,
    "letter.subject": _MAIL,
    "letter.greeting": _MAIL,
    "letter.points": _MAIL,
    "letter.ask": _MAIL,
    "parts.name": _SLIDES,
    "parts.headline": _PAGES,
    "parts.standfirst": _PAGES,
    "parts.aside": _PAGES,
    "sections.title": _BOTH,
    "sections.subtitle": _BOTH,
    "sections.cards": _BOTH,
    "sections.chart": _BOTH,
    "sections.charts": _BOTH,
    "sections.multiples": _BOTH,
    "sections.ranks": _BOTH,
    "sections.heat": _BOTH,
    "sections.table": _BOTH,
    "sections.quote": _BOTH,
    "sections.tiles": _BOTH,
    "sections.milestones": _BOTH,
    "sections.decisions": _BOTH,
    "sections.hero": _SLIDES,
    "sections.points": _BOTH,
    "sections.ask": _SLIDES,
    "sections.heading": _PAGES,
    "sections.paragraph": _PAGES,
    "sections.notes": _SLIDES,
    "sections.note": _BOTH,
}


def outputs_of(key: str) -> tuple[Output, ...]:
    """Return the outputs of the text of a key with dots, as "sections.chart.names.firms.name"."""
    steps = key.split(".")
    for end in range(len(steps), 0, -1):
        found = TEXT_OUTPUTS.get(".".join(steps[:end]))
        if found is not None:
            return found
    raise KeyError(key)


# The end of the name of a text that an output does not print → the fix.
_UNPRINTED_FIXES: Final[Mapping[str, str]] = {
    "chart, title": "one chart stands under the title of its section: put the words there, or leave them out",
    "chart, subtitle": "the section has a subtitle of its own: leave one of the two out",
    "multiples, subtitle": "the section has a subtitle of its own: leave one of the two out",
    "heading": "a heading stands above paragraphs and points: add one, or leave the heading out",
    "cover, header": "it is longer than the foot of a slide or the head of a page: shorten it",
    "detail": "this chart has no room for second lines of names: leave it out, or put it into the name",
    "name": "a chart of one series writes no name: leave it out, or put it into the subtitle",
}


def unprinted_fix(name: str, output: str) -> str:
    """Return the fix of a text that an output does not print, as "section patents, chart, title"."""
    if name.startswith("part ") and name.endswith(", name"):
        return 'no slide stands in this part: write `name: ""`, or give a section of it to the deck'
    if name.startswith("section ") and output == "letter":
        return (
            "a letter prints its own points, or three titles: write `letter.points`, or let it be in the deck or brief"
        )
    if name.startswith("cover, chart, annotations"):
        return "a cover has remarks at its line in focus, where no line runs: shorten or move it, or leave it out"
    fix = next((fix for end, fix in _UNPRINTED_FIXES.items() if f", {name}".endswith(f", {end}")), "")
    return fix or f"shorten it or what is next to it, until the {output} has room for it, or leave it out"
