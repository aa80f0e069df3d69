"""The default template is an ordinary one that its script makes, and holds every colour that a slide may name."""

from __future__ import annotations

import colorsys
import io
import re
import runpy
from pathlib import Path

import pytest
from msgspec.structs import replace
from pptx import Presentation

from briefing.assets import asset
from briefing.deck.ooxml.colours import SLOTS, Colours
from briefing.deck.ooxml.package import save
from briefing.deck.template.slide_masters import DefaultMasters
from briefing.errors import LayoutError
from briefing.model.theme import Palette
from briefing.read import theme as read_theme
from tests.deck.reading_deck import Deck
from tests.deck.samples import DARK, LIGHT, PROPERTIES, THEME

ROLES = sorted(Palette.__struct_fields__)
TEMPLATE = asset("templates/default.pptx")


@pytest.fixture(scope="module")
def base() -> Deck:
    """The default template in the colours of a theme, without slides."""
    return Deck.of(save(DefaultMasters(THEME, PROPERTIES).presentation))


def test_the_template_is_what_its_script_makes() -> None:
    made = runpy.run_path(str(Path(__file__).parents[2] / ".ci" / "default_template.py"))
    assert Deck.of(made["template"]()) == Deck.of(TEMPLATE.read_bytes())


def test_the_template_opens_and_holds_nothing_of_another_one(base: Deck) -> None:
    opened = Presentation(io.BytesIO(TEMPLATE.read_bytes()))
    assert (opened.slide_width, opened.slide_height) == (12192000, 6858000)
    assert list(opened.slides) == []
    assert not any("thumbnail" in name or "printer" in name for name in base.parts)
    assert b"generated using" not in b"".join(base.parts.values())


def test_its_prompts_are_in_the_language_of_the_deck(base: Deck) -> None:
    chinese = Deck.of(save(DefaultMasters(THEME, replace(PROPERTIES, lang="zh")).presentation))
    name = "ppt/slideLayouts/slideLayout1.xml"
    assert "Title of the edition" in base.values(name, "//a:t/text()")
    assert "本期标题" in chinese.values(name, "//a:t/text()")
    assert set(chinese.values(name, "//a:rPr/@lang")) == {"zh-CN"}
    assert len(chinese.values(name, "//a:t/text()")) == len(base.values(name, "//a:t/text()"))
    assert set(chinese.values(name, "//a:t/text()")) & set(base.values(name, "//a:t/text()")) <= {"‹#›"}


def test_both_masters_hold_the_three_layouts_with_every_placeholder(base: Deck) -> None:
    names = [base.values(name, "/p:sldLayout/p:cSld/@name")[0] for name in sorted(base.named("ppt/slideLayouts/"))]
    assert names == ["cover", "headline", "pause"] * 2
    for name in base.named("ppt/slideLayouts/"):
        kinds = base.values(name, "//p:ph/@type")
        assert kinds == ["title", "body", "body", "body", "dt", "ftr", "sldNum"]
        assert base.values(name, "//p:ph/@idx") == ["10", "11", "12", "19", "20", "21"]


def test_masters_and_layouts_share_one_space_of_ids(base: Deck) -> None:
    ids = base.values("ppt/presentation.xml", "//p:sldMasterId/@id")
    for name in base.named("ppt/slideMasters/"):
        ids += base.values(name, "//p:sldLayoutId/@id")
    assert len(ids) == len(set(ids)) == 8
    assert all(int(number) >= 2147483648 for number in ids)


def test_colour_values_stand_only_in_themes(base: Deck) -> None:
    for name, content in base.parts.items():
        assert (b"srgbClr" in content) == name.startswith("ppt/theme/"), name


def test_each_theme_holds_its_palette_and_fonts(base: Deck) -> None:
    for number, palette in ((1, LIGHT), (2, DARK)):
        theme = base.tree(f"ppt/theme/theme{number}.xml")
        for slot, role in SLOTS.items():
            found = theme.findtext(f".//{{*}}{slot}") is not None and theme.find(f".//{{*}}{slot}/{{*}}srgbClr")
            assert found is not None
            assert found.get("val") == getattr(palette, role).lstrip("#")  # type: ignore[union-attr]
        assert [item.get("typeface") for item in theme.iterfind(".//{*}ea")] == ["Microsoft YaHei"] * 2


def shown(element: str, palette: Palette) -> tuple[int, int, int]:
    """A colour element → its value, worked out as PowerPoint does."""
    slot = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
    match = re.search(r'schemeClr val="(\w+)"', element)
    assert match
    value = getattr(palette, SLOTS[slot.get(match[1], match[1])]).lstrip("#")
    hue, light, saturation = colorsys.rgb_to_hls(*(int(value[i : i + 2], 16) / 255 for i in (0, 2, 4)))
    for name, amount in re.findall(r'a:(satMod|lumMod|lumOff) val="(\d+)"', element):
        share = int(amount) / 100000
        if name == "satMod":
            saturation = min(1.0, saturation * share)
        else:
            light = light * share if name == "lumMod" else light + share
    red, green, blue = colorsys.hls_to_rgb(hue, min(1.0, light), saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("role", ROLES)
def test_every_role_is_a_theme_colour_that_shows_the_palette(role: str, dark: bool) -> None:
    palette = DARK if dark else LIGHT
    wanted = getattr(palette, role).lstrip("#")
    made = shown(Colours(THEME, dark=dark).colour(role), palette)
    assert "srgbClr" not in Colours(THEME, dark=dark).colour(role)
    assert apart(made, wanted) <= 12


def apart(made: tuple[int, int, int], wanted: str) -> int:
    return max(abs(a - int(wanted[i : i + 2], 16)) for a, i in zip(made, (0, 2, 4), strict=True))


@pytest.mark.parametrize("path", sorted(asset("themes").glob("*.toml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("dark", [False, True])
def test_every_theme_that_ships_can_be_shown(path: Path, dark: bool) -> None:
    theme = read_theme(path)
    palette = theme.dark if dark else theme.light
    for role in ROLES:
        made = shown(Colours(theme, dark=dark).colour(role), palette)
        assert apart(made, getattr(palette, role).lstrip("#")) <= 12, role


def test_statuses_have_colours_and_unknown_roles_are_refused() -> None:
    colours = Colours(THEME, dark=False)
    assert colours.colour("on_track") == '<a:srgbClr val="0B6B57"/>'
    assert colours.colour("off_track_text") == '<a:srgbClr val="FFFFFF"/>'
    with pytest.raises(LayoutError, match="no colour has the role 'pink'"):
        colours.colour("pink")
