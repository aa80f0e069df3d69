"""A small document made by hand for the letter's tests; every number in it can be checked by eye."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from briefing.model.chart import Chart, Series
from briefing.model.dataset import Observation, Source
from briefing.model.document import Card, Cards, Document, Letter, Part, Point, Section
from briefing.model.edition import Edition, Imprint
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.text import Run, Text, text
from briefing.model.theme import Fonts, Palette, Theme

SOURCE = Source("OFFICE", "Office of Examples", "Yearbook", "2024-03-01", "https://example.org/yearbook?a=1&b=2")
FIRST = Observation("visits", "Example City", Period.year(2020), 40.0, "visits", "OFFICE")
LAST = Observation("visits", "Example City", Period.year(2023), 100.0, "visits", "OFFICE")
MULTIPLE = Fact("visits.multiple", "multiple", 2.5, "×", "=", 1, "100 / 40", (LAST, FIRST))
VALUE = Fact("visits.last", "value", 100.0, "visits", "=", 0, "100", (LAST,), period=Period.year(2023))
FACTS = {fact.name: fact for fact in (MULTIPLE, VALUE)}


def fact(words: str, name: str) -> Text:
    """Words that print a fact."""
    return (Run(words, fact=name),)


def card(label: str = "Library visits", highlight: bool = False) -> Card:
    """A card with four texts and an empty slope."""
    slope = Chart("line", "en", ("2020", "2023"), (Series("visits", text(label), (None, VALUE)),))
    return Card(
        text(label),
        text("thousand"),
        fact("100", VALUE.name),
        text("2023"),
        slope,
        changes=((*text("▲ "), *fact("2.5×", MULTIPLE.name), *text(" since 2020")),),
        role="highlight" if highlight else "context",
    )


def document(*points: Point, lang: str = "en", cards: int = 2) -> Document:
    """A document with one section of cards and a letter."""
    imprint = Imprint("Example Office", "Statistics desk", "desk@example.org", "Public")
    edition = Edition(
        "example",
        "Example",
        "Example City",
        (Period.year(2020), Period.year(2023)),
        dt.date(2024, 12, 31),
        imprint=imprint,
    )
    block = Cards(tuple(card(highlight=number == 0) for number in range(cards)))
    section = Section("visits", text("Visits rose"), blocks=(block,), sources=("OFFICE",))
    said = points or (Point(text("Busy", bold=True), (*text("Visits rose "), *fact("2.5-fold", MULTIPLE.name))),)
    return Document(
        edition=edition,
        lang=lang,
        title=(*text("Visits rose "), *fact("2.5-fold", MULTIPLE.name)),
        kicker=text("Executive briefing"),
        subtitle=text("Libraries in a city made up for this test"),
        cover=None,
        parts=(Part("all", (), (), (), (section,)),),
        letter=Letter((), text("The new edition is attached."), said),
        facts=FACTS,
        sources={"OFFICE": SOURCE},
    )


def retitled(value: Text) -> Document:
    """The document under another title."""
    return replace(document(), title=value)


_LIGHT = Palette(
    paper="#FFFFFF", wash="#F3F5F9", rule="#D9DEE5", rule_strong="#8A93A0", ink="#14202E", ink_2="#4A5563",
    ink_3="#5F6B7A", context="#8A93A0", context_soft="#C9CFD8", highlight="#0B3D78", highlight_tint="#E3EAF3",
    accent="#C8501E", accent_text="#A33E12", accent_tint="#F8E6DE",
    heat_1="#E4EDF6", heat_2="#B5CCE4", heat_3="#7FA6CF", heat_4="#4579B0", heat_5="#0B3D78",
    series_1="#0B3D78", series_2="#C8501E", series_3="#16827D", series_4="#8C5AD3", series_5="#842D41",
    series_6="#541C05",
)  # fmt: skip
_DARK = replace(_LIGHT, paper="#0D1826", wash="#14202E", ink="#FFFFFF", ink_2="#C9CFD8", highlight="#8FB4E8")
THEME = Theme("test", _LIGHT, _DARK, Fonts("Arial", "SimSun", "Source Sans", "Source Serif"), {})
