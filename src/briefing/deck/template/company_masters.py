"""A company's template as what slides are written on, and what the plan must know of it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from pptx.presentation import Presentation
from pptx.slide import SlideLayout

from briefing.deck.ooxml.colours import Colours
from briefing.deck.ooxml.shapes import PlaceholderSpec
from briefing.deck.ooxml.text_xml import Inherited
from briefing.deck.ooxml.text_xml import emu_box as place_of
from briefing.deck.plan.grid import SlideZones
from briefing.deck.slides import Layout, Slide
from briefing.deck.template import typefaces
from briefing.deck.template.free_area import zones
from briefing.deck.template.layout_mapping import LayoutMapping, map_layouts
from briefing.deck.template.palettes import CompanyColours, derive_palette
from briefing.deck.template.placeholders import canvas_of
from briefing.deck.template.scaling import CanvasScale
from briefing.deck.template.scheme import Slots, ground_colour, resolved_colour, slots, theme_of
from briefing.deck.template.template_file import open_template, unreadable_is_input_error
from briefing.deck.template.xpath import first
from briefing.errors import Finding, LayoutError
from briefing.model.template import Template
from briefing.model.theme import Theme, contrast, luminance

# Places of planned boxes → the names that a mapping gives them. A loose box stands in for those that a layout lacks.
_PLACES = {"body": "imprint"}
# Places whose text takes the placeholder's own colour, unless that cannot be read on its ground.
_COLOURED = ("title", "subtitle")
LARGE_TEXT = 3.0


class CompanyMasters:
    """A template's layouts for the three kinds of slides, in its own colours and faces."""

    loose = Inherited()  # a company's presentation may indent or number its text

    def __init__(self, template: Template, theme: Theme, company: str, lang: str) -> None:
        self.made_from: tuple[object, ...] = template, theme, company, lang
        with unreadable_is_input_error(template.path):
            self.presentation = open_template(template.path, company, lang)
            self._read(template, self.presentation, theme)

    def _read(self, template: Template, presentation: Presentation, theme: Theme) -> None:
        self._path, self._mapping = template.path.as_posix(), template.mapping.name
        self._canvas = canvas_of(presentation)
        self._unit = self._canvas.scale
        self._mappings = map_layouts(presentation, template)
        self._fonts = first(theme_of(self._mappings["headline"].layout), "a:themeElements/a:fontScheme")
        self._unreadable: set[tuple[Layout, str]] = set()
        self._colours = {role: self._derive(mapping, template, theme) for role, mapping in self._mappings.items()}
        self.findings: tuple[Finding, ...] = ()
        self.scale = self._scale(template, presentation)

    def _derive(self, mapping: LayoutMapping, template: Template, theme: Theme) -> Colours:
        root = theme_of(mapping.layout)
        known = slots(mapping.layout, root)
        under = _wished(known, mapping.ground) or ground_colour(mapping.layout, root, known, mapping.body, self._unit)
        colours = CompanyColours(derive_palette(known, under, template.colours), known, theme.status, self._unit)
        for place in _COLOURED:
            placeholder = mapping.places.get(place)
            if placeholder is None:
                continue
            behind = ground_colour(mapping.layout, root, known, placeholder.inner, self._unit)
            given = known["tx1"] if placeholder.colour is None else resolved_colour(placeholder.colour, known)
            if contrast(given, behind) < LARGE_TEXT:
                colours.add_ink(place, known, behind)
                self._unreadable.add((mapping.role, place))
        return colours

    def _scale(self, template: Template, presentation: Presentation) -> CanvasScale:
        """Return the scale of places and texts; a face of unknown width is a finding."""
        fonts = self._fonts
        given = first(presentation.part._element, "p:defaultTextStyle/a:lvl1pPr/a:defRPr/a:latin/@typeface")
        text = typefaces.named(str(given or "+mn-lt"), fonts)
        titles = [one.places["title"] for one in self._mappings.values()]
        names = [text, *(typefaces.named(title.face, fonts) for title in titles)]
        widths = [typefaces.width(name) for name in names]
        unknown = dict.fromkeys(name for name, (_, known) in zip(names, widths, strict=True) if not known)
        self.findings = tuple(
            Finding(
                template.path.as_posix(),
                f"how wide the typeface {name!r} runs is not known; its text is set a tenth smaller",
                "look whether every line fits",
                "warning",
            )
            for name in unknown
        )
        widest = max(typefaces.width(typefaces.named(title.face, fonts), bold=title.bold)[0] for title in titles)
        bold = typefaces.width(text, bold=True)[0]
        return CanvasScale(self._unit, self._unit / widths[0][0], self._unit / bold, self._unit / widest)

    def zones(self) -> dict[Layout, SlideZones]:
        """Return the zones of each kind of slide."""
        found = {role: zones(mapping, self._canvas, self._fonts) for role, mapping in self._mappings.items()}
        for role, place in self._unreadable:
            if place == "title":
                styles = tuple(replace(style, colour=place) for style in found[role].title_styles)
                found[role] = replace(found[role], title_styles=styles)
            else:
                style = replace(found[role].subtitle_style, colour=place)
                found[role] = replace(found[role], subtitle_style=style)
        return found

    def layout(self, slide: Slide) -> SlideLayout:
        """Return the template's layout for a slide."""
        return self._mappings[slide.layout].layout

    def colours(self, slide: Slide) -> Colours:
        """Return the palette for the ground of a slide's layout."""
        return self._colours[slide.layout]

    def placeholder(self, layout: Layout, place: str) -> PlaceholderSpec | None:
        """Return the placeholder for a place of a layout, if there is one."""
        placeholder = self._mappings[layout].places.get(_PLACES.get(place, place))
        if placeholder is None:
            return None
        look = Inherited(round(placeholder.size * self._unit * 100), placeholder.bold)
        box = place_of(self.scale.box(placeholder.inner))
        colour = ""
        if placeholder.colour is not None:
            written_on = self._mappings[layout].layout
            colour = resolved_colour(placeholder.colour, slots(written_on, theme_of(written_on)))
        return PlaceholderSpec(
            placeholder.key, box, placeholder.anchor, look, company=True, align=placeholder.align, colour=colour
        )

    def explained(self, planned: Callable[[], tuple[Slide, ...]]) -> tuple[Slide, ...]:
        """Return the planned slides; the fix of what does not fit names the mapping too."""
        try:
            return planned()
        except LayoutError as error:
            more = f"or give evidence more room: another layout or `body` in {self._mapping}, which this writes: "
            more += f"briefing template inspect {self._path}"
            raise LayoutError(replace(found, fix=f"{found.fix}; {more}") for found in error.findings) from None

    def fitted(self, slide: Slide) -> Slide:
        """Return a planned slide at the size of the template's slides."""
        result = self.scale.slide(slide)
        return replace(result, foot_style=self.scale.style(slide.foot_style))


def _wished(known: Slots, wished: str) -> str:
    """Return the darkest or the lightest ground of a scheme, where a mapping says which of them a layout has."""
    if not wished:
        return ""
    grounds = [known[slot] for slot in ("bg1", "bg2", "tx1", "tx2")]
    return (min if wished == "dark" else max)(grounds, key=luminance)
