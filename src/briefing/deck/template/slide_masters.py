"""What slides are written on: a template as python-pptx has opened it, its layouts, placeholders and colours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from lxml import etree
from msgspec import Struct
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.presentation import Presentation
from pptx.slide import SlideLayout

from briefing.deck.ooxml.colours import Colours, scheme
from briefing.deck.ooxml.package import DeckProperties, another
from briefing.deck.ooxml.shapes import PlaceholderSpec
from briefing.deck.ooxml.text_xml import NAMESPACES, Inherited, clean, emu_box
from briefing.deck.slides import Layout, Slide
from briefing.deck.template.placeholders import LayoutPlaceholder, layout_placeholders
from briefing.deck.template.template_file import DEFAULT, open_template, set_language
from briefing.deck.template.xpath import at
from briefing.model.theme import Theme
from briefing.reuse import reused
from briefing.wording import of

# Places of boxes and feet → the keys of their placeholders in the layouts of the default template.
_KEYS = {
    "title": "title",
    "subtitle": "body 10",
    "body": "body 11",
    "source": "body 12",
    "date": "dt 19",
    "footer": "ftr 20",
    "number": "sldNum 21",
}
_PROMPTS = (
    *("date", "edition", "finding", "footer", "imprint", "notes", "origin", "panel", "pause", "source", "subtitle"),
    *("text", "title"),
)
_FACES = {"latin": "deck", "ea": "deck_ea"}


class SlideMasters(Protocol):
    """The default template, or a company's."""

    presentation: Presentation
    made_from: tuple[object, ...]
    loose: Inherited  # what text without a placeholder takes from the presentation

    def layout(self, slide: Slide) -> SlideLayout:
        """Return the layout that a slide is written on."""

    def colours(self, slide: Slide) -> Colours:
        """Return the colours of a slide's ground."""

    def placeholder(self, layout: Layout, emu_box: str) -> PlaceholderSpec | None:
        """Return the placeholder for a place of a layout, as "title" or "footer"; None where it has none."""


class DefaultMasters:
    """The default template in the colours and faces of a theme, its prompts in the language of the deck."""

    loose = Inherited(plain=True)

    def __init__(self, theme: Theme, properties: DeckProperties) -> None:
        company, lang = properties.company, properties.lang
        self.made_from: tuple[object, ...] = theme, company, lang
        opened = reused(
            "masters", (DEFAULT.read_bytes(), *self.made_from), lambda: _opened(theme, company, lang), whole=True
        )
        self.presentation = another(opened.presentation)
        self._layouts, self._placeholders = opened.layouts, opened.placeholders
        self._colours = {dark: Colours(theme, dark=dark) for dark in (False, True)}

    def layout(self, slide: Slide) -> SlideLayout:
        """Return a slide's layout on light or on dark ground."""
        layout: SlideLayout = self._layouts[slide.layout, slide.dark]
        return layout

    def colours(self, slide: Slide) -> Colours:
        """Return the light or the dark palette."""
        return self._colours[slide.dark]

    def placeholder(self, layout: Layout, emu_box: str) -> PlaceholderSpec | None:
        """Return the placeholder for a place of a layout."""
        return self._placeholders.get((layout, _KEYS[emu_box]))


class _Opened(Struct, frozen=True):
    """The default template of decks of one look and language, which is never filled; layouts by name and ground."""

    presentation: Presentation
    layouts: Mapping[tuple[str, bool], SlideLayout]
    placeholders: Mapping[tuple[str, str], PlaceholderSpec]


def _opened(theme: Theme, company: str, lang: str) -> _Opened:
    presentation = open_template(DEFAULT, company, lang)
    masters: list[Any] = list(presentation.slide_masters)
    grounds = tuple(zip(masters, (False, True), strict=True))
    notes = presentation.notes_master
    for master, dark in (*grounds, (notes, False)):
        _apply(theme, master, dark=dark)
    layouts: dict[tuple[str, bool], Any] = {
        (layout.name, dark): layout for master, dark in grounds for layout in master.slide_layouts
    }
    if lang != "en":
        _translate([*masters, *layouts.values(), notes, presentation], lang)
    placeholders = {
        (name, placeholder.key): _spec(placeholder)
        for (name, dark), layout in layouts.items()
        if not dark
        for placeholder in layout_placeholders(layout, 1.0).values()
    }
    return _Opened(presentation, layouts, placeholders)


def _spec(placeholder: LayoutPlaceholder) -> PlaceholderSpec:
    """Return what a text needs to know of a layout's placeholder."""
    slot = "" if placeholder.colour is None or len(placeholder.colour) else placeholder.colour.get("val")
    colour = f'<a:schemeClr val="{slot}"/>'
    size, leading = round(placeholder.size * 100), round(placeholder.leading * 100)
    look = Inherited(size, placeholder.bold, colour, placeholder.align, leading, plain=True)
    return PlaceholderSpec(placeholder.key, emu_box(placeholder.box), placeholder.anchor, look, align=placeholder.align)


def _apply(theme: Theme, master: Any, *, dark: bool) -> None:
    """Put the colours and faces of a theme into the theme part of a master."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root: Any = parse_xml(part.blob)
    name = clean(f"{theme.name} dark" if dark else theme.name)
    root.set("name", name)
    for named in at(root, "a:themeElements/*"):
        named.set("name", name)
    (colours,) = at(root, "a:themeElements/a:clrScheme")
    colours[:] = parse_xml(f"<a:clrScheme {NAMESPACES}>{scheme(theme.dark if dark else theme.light)}</a:clrScheme>")
    for face, field in _FACES.items():
        for typeface in at(root, f"a:themeElements/a:fontScheme/*/a:{face}"):
            typeface.set("typeface", getattr(theme.fonts, field))
    part.blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _translate(owners: list[Any], lang: str) -> None:
    """Put the prompts of masters and layouts into another language."""
    english, words = of("en"), of(lang)
    prompts = {english.phrase(f"prompt_{name}"): words.phrase(f"prompt_{name}") for name in _PROMPTS}
    for owner in owners:
        set_language(owner._element, lang)
        for text in at(owner._element, ".//a:t"):
            text.text = prompts.get(text.text, text.text)
