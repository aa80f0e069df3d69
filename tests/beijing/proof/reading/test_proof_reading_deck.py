"""What a reader sees of a deck is resolved through slide, layout, master and theme."""

from __future__ import annotations

import io
from typing import Any

import pytest

from briefing.proof.parsed_file import UNKNOWN, Element, ParsedFile
from tests.beijing import written
from tests.proof.package.decks import made
from tests.proof.reading.sample_slides import TITLE_ONLY, box, element, page, parsed, run, text_box, with_slide

ACCENT = '<a:solidFill><a:schemeClr val="accent1">{}</a:schemeClr></a:solidFill>'


@pytest.fixture(scope="module")
def beijing() -> ParsedFile:
    return parsed(written.deck())


def named(whole: ParsedFile, slide: int, name: str) -> Element:
    return next(one for one in whole.pages[slide - 1].elements if one.name == name)


def test_roles_of_our_own_slides_are_reported(beijing: ParsedFile) -> None:
    roles = {one.name: one.role for one in beijing.pages[4].elements}
    shown = {name: roles[name] for name in ("Title", "Subtitle", "Chart", "Panel", "Source", "Source rule", "Callout")}
    assert shown == {
        "Title": "title",
        "Subtitle": "subtitle",
        "Chart": "chart",
        "Panel": "body",
        "Source": "source",
        "Source rule": "line",
        "Callout": "shape",
    }
    assert {"footer", "date", "number"} <= set(roles.values())


def test_a_placeholder_takes_box_and_look_from_its_layout(beijing: ParsedFile) -> None:
    title = named(beijing, 3, "Title")
    assert title.box == title.layout_box == (45.0, 20.0, 915.0, 83.0)
    first = title.paragraphs[0][0]
    assert (first.size, first.bold, first.colour, first.face, first.lang) == (26.0, True, "14202E", "Arial", "en-GB")


def test_the_deck_tells_language_title_size_notes_and_layouts(beijing: ParsedFile) -> None:
    assert (beijing.lang, beijing.title) == ("en-GB", "Beijing’s progress toward a global innovation centre")
    assert {(one.wide, one.high) for one in beijing.pages} == {(960.0, 540.0)}
    assert [one.layout for one in beijing.pages[:3]] == ["cover", "headline", "headline"]
    assert [one.number for one in beijing.pages if not one.notes] == [15, 16]  # the list of all sources
    assert [one.ground for one in beijing.pages[:2]] == ["0B1A2C", "FFFFFF"]


def test_what_lies_behind_a_text_is_reported(beijing: ParsedFile) -> None:
    assert named(beijing, 1, "Hero 1").fill == "13263D"  # a panel of the layout
    assert named(beijing, 5, "Callout text").fill == named(beijing, 5, "Callout").fill != ""
    assert named(beijing, 5, "Panel").fill == ""


def test_a_chart_leads_to_its_part(beijing: ParsedFile) -> None:
    assert beijing.package is not None
    chart = named(beijing, 3, "Chart")
    assert beijing.package.trees.tags[chart.part].endswith("}chartSpace")
    assert chart.alt is not None
    assert chart.alt.startswith("Line chart: ")


def test_each_paragraph_of_a_table_has_the_room_of_its_cell(beijing: ParsedFile) -> None:
    table = named(beijing, 14, "Table")
    assert table.box is not None
    assert len(table.paragraphs) == len(table.cells) == len(table.fills) == len(table.settings)
    assert all(table.box[0] <= cell[0] < cell[2] <= table.box[2] for cell in table.cells)
    assert table.text.startswith("Caution\n")


def test_styles_add_up_from_the_master_to_the_run() -> None:
    def change(_: Any, slide: Any) -> None:
        slide.shapes.title.text = "Title"
        body = slide.placeholders[1].text_frame
        body.text = "First"
        deeper = body.add_paragraph()
        deeper.text, deeper.level = "Second", 1

    title, body = parsed(with_slide(change, layout=1)).pages[0].elements
    assert (title.role, title.paragraphs[0][0].size, title.settings[0].align) == ("title", 44.0, "ctr")
    assert [paragraph[0].size for paragraph in body.paragraphs] == [32.0, 28.0]
    assert body.frame is not None
    assert (body.frame.fit, body.role, body.holder) == ("normAutofit", "body", "obj")
    assert body.paragraphs[0][0].face == "Calibri"


def test_a_loose_text_takes_its_look_from_the_presentation() -> None:
    first = element(text_box(run("Text"))).paragraphs[0][0]
    assert (first.size, first.colour, first.face) == (18.0, "000000", "Calibri")


def test_a_style_of_a_shape_colours_its_text_and_fills_it() -> None:
    style = (
        '<p:style><a:lnRef idx="0"><a:schemeClr val="accent1"/></a:lnRef><a:fillRef idx="1">'
        '<a:schemeClr val="accent2"/></a:fillRef><a:effectRef idx="0"><a:schemeClr val="accent1"/></a:effectRef>'
        '<a:fontRef idx="minor"><a:schemeClr val="lt1"/></a:fontRef></p:style>'
    )
    one = element(text_box(run("Text"), style=style))
    assert (one.paragraphs[0][0].colour, one.fill, one.solid) == ("FFFFFF", "C0504D", True)


@pytest.mark.parametrize(
    ("change", "colour"),
    [
        ("", "4F81BD"),
        ('<a:lumMod val="75000"/>', "366092"),
        ('<a:lumMod val="40000"/><a:lumOff val="60000"/>', "B9CDE5"),
        ('<a:shade val="50000"/>', "385D8A"),
        ('<a:tint val="50000"/>', "C2CDE1"),
    ],
)
def test_colours_of_the_theme_are_lightened_and_darkened(change: str, colour: str) -> None:
    shown = element(text_box(run("Text", ACCENT.format(change)))).paragraphs[0][0].colour
    pairs = [(int(shown[at : at + 2], 16), int(colour[at : at + 2], 16)) for at in (0, 2, 4)]
    assert all(abs(one - other) <= 3 for one, other in pairs), shown


def test_a_clear_fill_mixes_with_what_lies_behind() -> None:
    fill = '<a:solidFill><a:srgbClr val="000000"><a:alpha val="50000"/></a:srgbClr></a:solidFill>'
    assert element(text_box(run("Text"), fill=fill)).fill == "808080"


def test_a_gradient_or_a_picture_behind_is_no_one_colour() -> None:
    assert element(text_box(run("Text"), fill="<a:gradFill><a:gsLst/></a:gradFill>")).fill == UNKNOWN


def test_east_asian_text_has_the_face_of_its_language() -> None:
    faces = [
        element(text_box(run("北京", lang=lang))).paragraphs[0][0].face for lang in ("zh-CN", "zh-TW", "ja-JP", "")
    ]
    assert faces == ["宋体", "新細明體", "ＭＳ Ｐゴシック", ""]
    own = element(text_box(run("北京", '<a:ea typeface="SimHei"/>', lang="zh-CN")))
    assert own.paragraphs[0][0].face == "SimHei"


def test_shapes_of_a_group_stand_where_the_group_puts_them() -> None:
    child = text_box(run("Text"), box(place="100,200,300,400"))
    group = (
        '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="9" name="Group"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        '<p:grpSpPr><a:xfrm><a:off x="127000" y="254000"/><a:ext cx="1270000" cy="1270000"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="1000" cy="1000"/></a:xfrm></p:grpSpPr>{child}</p:grpSp>'
    )
    one = element(group)
    assert one.grouped
    assert one.box == pytest.approx((20, 40, 50, 80))


def test_a_turned_shape_has_the_box_of_its_corners() -> None:
    one = element(text_box(run("Text"), box(place="0,0,1270000,127000", turn=' rot="5400000"')))
    assert one.turned
    assert one.box == pytest.approx((45, -45, 55, 55))


def test_a_slide_number_is_no_text_and_a_date_is() -> None:
    number = text_box('<a:fld id="{1}" type="slidenum"><a:rPr/><a:t>7</a:t></a:fld>')
    assert (element(number).role, element(number).text) == ("number", "")
    date = text_box('<a:fld id="{1}" type="datetime1"><a:rPr/><a:t>1 May</a:t></a:fld>')
    assert element(date).text == "1 May"


def test_of_an_alternative_the_branch_that_is_known_is_read() -> None:
    def either(needs: str) -> str:
        choice, fallback = text_box(run("new"), number=5), text_box(run("old"), number=6)
        return (
            f'<mc:AlternateContent><mc:Choice Requires="{needs}">{choice}</mc:Choice>'
            f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
        )

    assert [element(either(needs)).text for needs in ("p14", "a14")] == ["new", "old"]


def test_a_picture_lacks_an_alternative_text_unless_it_is_reported_or_decorative() -> None:
    def picture(shown: str, inside: str = "") -> str:
        return (
            f'<p:pic><p:nvPicPr><p:cNvPr id="4" name="Logo"{shown}>{inside}</p:cNvPr><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
            f"<p:blipFill/><p:spPr>{box()}</p:spPr></p:pic>"
        )

    decorative = '<a:extLst><a:ext uri="{1}"><adec:decorative val="1"/></a:ext></a:extLst>'
    shown = [element(one).alt for one in (picture(""), picture(' descr="A tower"'), picture("", decorative))]
    assert shown == ["", "A tower", None]


def test_a_hidden_slide_is_reported_and_a_hidden_shape_is_not_seen() -> None:
    def change(_: Any, slide: Any) -> None:
        slide._element.set("show", "0")
        slide.shapes.title.text = "Title"
        slide.shapes.title._element.nvSpPr.cNvPr.set("hidden", "1")

    one = parsed(with_slide(change, TITLE_ONLY)).pages[0]
    assert one.hidden
    assert one.elements == ()


def test_a_slide_may_change_the_map_of_colours_and_the_ground() -> None:
    def change(_: Any, slide: Any) -> None:
        from lxml import etree

        slide.background.fill.solid()
        slide.background.fill.fore_color.theme_color = 14  # bg1
        names = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2", "hlink": "hlink", "folHlink": "folHlink"}
        names |= {f"accent{number}": f"accent{number}" for number in range(1, 7)}
        over = slide._element.find("{*}clrMapOvr")
        over.clear()
        etree.SubElement(over, f"{{{slide._element.nsmap['a']}}}overrideClrMapping", names)
        slide.shapes.add_textbox(0, 0, 99, 99).text_frame.text = "Text"

    one = parsed(with_slide(change)).pages[0]
    assert (one.ground, one.elements[0].paragraphs[0][0].colour) == ("000000", "FFFFFF")


def test_merged_cells_are_one_and_cells_of_a_style_have_colours_that_nobody_tells() -> None:
    def change(_: Any, slide: Any) -> None:
        table = slide.shapes.add_table(2, 2, 0, 0, 254000, 127000).table
        table.cell(0, 0).merge(table.cell(0, 1))
        table.cell(0, 0).text, table.cell(1, 1).text = "Head", "Value"
        table.cell(1, 1).fill.solid()
        table.cell(1, 1).fill.fore_color.theme_color = 5

    table = parsed(with_slide(change)).pages[0].elements[0]
    assert [one.text for paragraph in table.paragraphs for one in paragraph] == ["Head", "Value"]
    assert table.cells[0] == pytest.approx((7.2, 3.6, 12.8, 1.4))
    assert table.fills == (UNKNOWN, UNKNOWN, "4F81BD")
    assert table.paragraphs[0][0].colour == UNKNOWN


def test_a_line_of_sources_in_a_loose_box_is_known_by_its_words_at_the_foot() -> None:
    foot = box(place="12700,6000000,5000000,254000")
    assert element(text_box(run("Source: ACME, 2024"), foot)).role == "source"
    assert element(text_box(run("Source: ACME, 2024"))).role == "text"


def test_a_link_has_the_colour_of_links() -> None:
    assert element(text_box(run("Link", '<a:hlinkClick r:id=""/>'))).paragraphs[0][0].colour == "0000FF"


@pytest.mark.parametrize("nonsense", ["", "abc", "-", "1e9", "99999999999999999999", "１２", "50%"])
def test_nonsense_in_any_attribute_is_no_trouble(nonsense: str) -> None:
    import re
    import zipfile

    parts = {}
    with zipfile.ZipFile(io.BytesIO(made("starter", "ink", "read"))) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith(".xml") and not name.startswith("["):
                shown = r' (x|y|cx|cy|sz|idx|lvl|val|w|h|algn|marL|lIns|spc|rot|type)="[^"]*"'
                content = re.sub(shown.encode(), f' \\1="{nonsense}"'.encode(), content)
            parts[name] = content
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert len(parsed(buffer.getvalue()).pages) == 5


def test_alternatives_and_groups_without_end_are_cut_off() -> None:
    deep = (
        "<mc:AlternateContent><mc:Fallback>" * 40 + text_box(run("Text")) + "</mc:Fallback></mc:AlternateContent>" * 40
    )
    group = '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="9" name="G"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    assert page(deep, group * 40 + text_box(run("Text")) + "</p:grpSp>" * 40).elements == ()
