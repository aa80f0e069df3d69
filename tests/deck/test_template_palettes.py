"""Colours of any scheme on any ground become a palette whose texts and marks can be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.deck.slides import Box
from briefing.deck.template import typefaces
from briefing.deck.template.palettes import CompanyColours, derive_palette
from briefing.deck.template.scheme import ground_colour, resolved_colour, slots, theme_of
from briefing.model.template import SLOTS
from briefing.model.theme import contrast
from tests.deck.company import changed
from tests.deck.samples import THEME
from tests.thorough import examples

COLOUR = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")
NAMES = ("bg1", "tx1", "bg2", "tx2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
OFFICE = dict(
    zip(
        NAMES,
        ("#FFFFFF", "#000000", "#E7E6E6", "#44546A", "#4472C4", "#ED7D31", "#A5A5A5", "#FFC000", "#5B9BD5", "#70AD47",
         "#0563C1", "#954F72"),
        strict=True,
    )
)  # fmt: skip
TEXTS = ("ink", "ink_2", "ink_3", "highlight", "accent_text")


def weak(known: dict[str, str], under: str) -> list[str]:
    """What cannot be read in the palette of a scheme on a ground."""
    palette = derive_palette(known, under, {}).palette
    found = [text for text in TEXTS if contrast(getattr(palette, text), under) < 4.5]
    found += [mark for mark in ("context", "accent") if contrast(getattr(palette, mark), under) < 3.0]
    for text in ("ink", "highlight"):
        grounds = (palette.highlight_tint, palette.accent_tint)
        found += [f"{text} on a tint" for tint in grounds if contrast(getattr(palette, text), tint) < 4.5]
    for number in (1, 2, 3):
        if contrast(palette.ink, getattr(palette, f"heat_{number}")) < 4.5:
            found.append(f"ink on heat_{number}")
    room = max(contrast("#000000", under), contrast("#FFFFFF", under))
    if room > 10 and contrast(palette.highlight, palette.context) < 3.0:
        found.append("highlight against context")
    return found


@settings(max_examples=examples(120), deadline=None)
@given(known=st.fixed_dictionaries(dict.fromkeys(NAMES, COLOUR)), under=COLOUR)
def test_any_scheme_reads_on_any_ground(known: dict[str, str], under: str) -> None:
    assert weak(known, under) == []


@settings(max_examples=examples(60), deadline=None)
@given(known=st.fixed_dictionaries(dict.fromkeys(NAMES, COLOUR)))
def test_any_scheme_reads_on_its_own_paper(known: dict[str, str]) -> None:
    assert weak(known, known["bg1"]) == []


def test_a_scheme_as_it_is_would_not_read() -> None:
    assert contrast(OFFICE["accent1"], "#A5A5A5") < 3.0
    assert contrast(OFFICE["accent2"], OFFICE["bg1"]) < 4.5


@pytest.mark.parametrize("under", ["#FFFFFF", "#14202E"])
def test_the_palest_step_of_a_scheme_is_not_taken_for_the_hatch_of_what_has_no_value(under: str) -> None:
    palette = derive_palette(OFFICE, under, {}).palette
    grounds, strokes = (bytes.fromhex(colour.removeprefix("#")) for colour in (palette.paper, palette.rule))
    hatched = "#" + bytes((3 * ground + stroke) // 4 for ground, stroke in zip(grounds, strokes, strict=True)).hex()
    assert contrast(palette.heat_1, hatched) >= 1.3


def test_every_role_is_a_slot_of_the_theme_changed() -> None:
    made = derive_palette(OFFICE, "#FFFFFF", {})
    assert set(made.slots) == set(THEME.light.__struct_fields__)
    assert (made.slots["paper"], made.slots["ink"], made.slots["highlight"]) == ("bg1", "tx1", "accent1")
    colours = CompanyColours(made, OFFICE, THEME.status, 1.0)
    assert colours.colour("paper") == '<a:schemeClr val="bg1"/>'
    assert "lumMod" in colours.colour("highlight")


@pytest.mark.parametrize("slot", SLOTS)
def test_a_mapping_chooses_highlight_and_accent(slot: str) -> None:
    made = derive_palette(OFFICE, "#FFFFFF", {"highlight": slot, "accent": slot})
    assert {made.slots["highlight"], made.slots["accent_text"], made.slots["heat_3"]} == {slot}


def test_written_changes_of_a_slot_give_the_colour_of_the_palette() -> None:
    from pptx.oxml import parse_xml

    made = derive_palette(OFFICE, "#FFFFFF", {})
    colours = CompanyColours(made, OFFICE, THEME.status, 1.0)
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    for role, slot in made.slots.items():
        element = parse_xml(colours.colour(role).replace("<a:schemeClr", f"<a:schemeClr {space}"))
        wanted, found = getattr(made.palette, role), resolved_colour(element, OFFICE)
        apart = [abs(int(wanted[at : at + 2], 16) - int(found[at : at + 2], 16)) for at in (1, 3, 5)]
        assert max(apart) <= 2, (role, slot, wanted, found)


def test_a_master_may_turn_light_and_dark_round(tmp_path: Path) -> None:
    from pptx import Presentation

    turned = ('bg1="lt1" tx1="dk1"', 'bg1="dk1" tx1="lt1"')
    path = changed(tmp_path / "company.pptx", {"ppt/slideMasters/slideMaster1.xml": turned})
    layout = Presentation(str(path)).slide_layouts[5]
    theme = theme_of(layout)
    known = slots(layout, theme)
    assert (known["bg1"], known["tx1"]) == ("#000000", "#FFFFFF")
    assert ground_colour(layout, theme, known, Box(40, 100, 800, 300), 0.75) == "#000000"
    assert weak(dict(known), "#000000") == []


@pytest.mark.parametrize(
    ("background", "colour"),
    [
        ('<p:bg><p:bgPr><a:solidFill><a:srgbClr val="123456"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>', "#123456"),
        ('<p:bg><p:bgPr><a:solidFill><a:schemeClr val="tx2"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>', "#1F497D"),
        (
            '<p:bg><p:bgPr><a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="FFFFFF"/></a:gs><a:gs pos="100000">'
            '<a:srgbClr val="777777"/></a:gs></a:gsLst></a:gradFill><a:effectLst/></p:bgPr></p:bg>',
            "#777777",
        ),
        ('<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg2"/></p:bgRef></p:bg>', "#EEECE1"),
    ],
)
def test_the_ground_is_the_background_of_the_layout(background: str, colour: str, tmp_path: Path) -> None:
    from pptx import Presentation

    old = '<p:cSld name="Title Only">'
    path = changed(tmp_path / "company.pptx", {"ppt/slideLayouts/slideLayout6.xml": (old, old + background)})
    layout = Presentation(str(path)).slide_layouts[5]
    theme = theme_of(layout)
    assert ground_colour(layout, theme, slots(layout, theme), Box(40, 100, 800, 300), 0.75) == colour


def test_wide_faces_are_known_narrow_ones_stay_as_they_are() -> None:
    assert typefaces.width("Arial") == (1.0, True)
    assert typefaces.width("Calibri") == (1.0, True)
    assert (typefaces.width("Verdana"), typefaces.width("Verdana", bold=True)) == (
        (1.15, True),
        (1.21, True),
    )
    assert typefaces.width("Montserrat Medium")[0] > typefaces.width("Montserrat")[0] > 1
    assert typefaces.width("Corporate Grotesk") == (typefaces.UNKNOWN, False)
