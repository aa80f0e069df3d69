"""Checkers of a finished deck's structure: each takes the parts and gives one line for every breach."""

from __future__ import annotations

from collections import Counter

from tests.deck.reading_deck import RELATION, Deck

_SLIDES = "ppt/slides/slide"


def _first(deck: Deck, name: str) -> list[str]:
    return deck.values(name, "/p:sld/p:cSld/p:spTree/*[2]/following-sibling::*[1]//p:ph/@type")


def title_of(deck: Deck, name: str) -> str:
    """What a slide's title placeholder says."""
    return "".join(deck.values(name, "//p:sp[.//p:ph[@type='title']]//a:t/text()"))


def title_not_first(deck: Deck) -> list[str]:
    """Slides whose first element is not their one title."""
    slides = deck.named(_SLIDES)
    return [n for n in slides if _first(deck, n) != ["title"] or deck.values(n, "//p:ph/@type").count("title") != 1]


def same_title(deck: Deck) -> list[str]:
    """Titles that are empty or stand on two slides."""
    count = Counter(title_of(deck, name).strip() for name in deck.named(_SLIDES))
    return [title for title, times in count.items() if times > 1 or not title]


def no_language(deck: Deck) -> list[str]:
    """Parts with a run, a break, a field or an empty paragraph's end that names no language."""
    kinds = "//a:rPr[not(@lang)] | //a:endParaRPr[not(@lang)] | //a:r[not(a:rPr)] | //a:fld[not(a:rPr)]"
    parts = [*deck.named(_SLIDES), *deck.named("ppt/notesSlides/"), *deck.named("ppt/charts/")]
    charts = [name for name in deck.named("ppt/charts/") if not deck.values(name, "/c:chartSpace/c:lang/@val")]
    return [name for name in parts if deck.find(name, kinds)] + charts


def undescribed(deck: Deck) -> list[str]:
    """Charts, tables and pictures without an alt text, and shapes without words that are not marked as decoration."""
    found = []
    for name in deck.named(_SLIDES):
        graphics = deck.find(name, "//p:graphicFrame//p:cNvPr | //p:pic//p:cNvPr")
        found += [f"{name} {item.get('name')}" for item in graphics if not (item.get("descr") or "").strip()]
        bare = deck.find(name, "//p:sp[not(.//a:t)]/p:nvSpPr/p:cNvPr | //p:cxnSp/p:nvCxnSpPr/p:cNvPr")
        found += [f"{name} {item.get('name')}" for item in bare if not item.get("descr") and not len(item)]
    return found


def headless(deck: Deck) -> list[str]:
    """Tables without a header row."""
    slides = deck.named(_SLIDES)
    return [name for name in slides if deck.find(name, "//a:tbl[not(a:tblPr/@firstRow='1')]")]


def footless(deck: Deck) -> list[str]:
    """Slides, the cover excepted, without placeholders for footer, date and number, in this order at the end."""
    found = []
    for name in deck.named(_SLIDES):
        layout = next(target for kind, target, _ in deck.relations(name).values() if kind == "slideLayout")
        if deck.values(layout, "/p:sldLayout/p:cSld/@name") == ["cover"]:
            continue
        if deck.values(name, "//p:ph/@type")[-3:] != ["ftr", "dt", "sldNum"]:
            found.append(name)
    return found


def moving(deck: Deck) -> list[str]:
    """Slides with a transition, an animation or a date that whoever opens the deck would change."""
    slides = deck.named(_SLIDES)
    return [n for n in slides if deck.find(n, "//p:transition | //p:timing | //a:fld[starts-with(@type, 'datetime')]")]


def lost_links(deck: Deck) -> list[str]:
    """Clicks that lead to no relationship of their slide."""
    found = []
    for name in deck.named(_SLIDES):
        known = deck.relations(name)
        clicks = deck.find(name, "//a:hlinkClick")
        found += [name for click in clicks if click.get(f"{RELATION}id", "") not in known]
    return found


CHECKS = (title_not_first, same_title, no_language, undescribed, headless, footless, moving, lost_links)
