"""A deck on a company's template: its layouts and colours, its placeholders filled, nothing of its old slides."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from briefing.deck.ooxml.text_xml import XmlContext, link
from briefing.deck.slides import Slide
from briefing.deck.template.company_masters import CompanyMasters
from briefing.errors import InputError, LayoutError
from briefing.model.document import Document
from briefing.model.fact import Fact
from briefing.model.ledger import Written
from briefing.model.text import Run
from briefing.read.template_folder import template as read_template
from tests.charts.given import run
from tests.deck.company import DEFAULT, changed, on
from tests.deck.reading_deck import Deck
from tests.deck.sample import document
from tests.deck.samples import THEME
from tests.deck.validating import audit

SLIDES = 3


@pytest.fixture(scope="module")
def whole() -> Document:
    return document()


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template with slides in it: texts, notes, a chart, a picture, a link between slides."""
    presentation = Presentation(str(DEFAULT))
    for number in range(SLIDES):
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = f"OLD TITLE {number}"
        slide.notes_slide.notes_text_frame.text = "OLD NOTES"
        data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
        data.categories = ["OLD", "CATEGORY"]
        data.add_series("OLD SERIES", (1, 2))
        slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Inches(1), Inches(2), Inches(4), Inches(3), data)
    box = presentation.slides[0].shapes.add_textbox(0, 0, Inches(1), Inches(1))
    box.click_action.target_slide = presentation.slides[2]
    presentation.core_properties.title = "OLD PROPERTIES"
    path = tmp_path_factory.mktemp("used") / "company.pptx"
    presentation.save(str(path))
    return path


@pytest.fixture(scope="module")
def written(whole: Document, used: Path) -> Written:
    return on(whole, used)


@pytest.fixture(scope="module")
def deck(written: Written) -> Deck:
    return Deck.of(written.files[".pptx"])


def slides(deck: Deck) -> list[str]:
    return sorted(deck.named("ppt/slides/slide"), key=lambda name: int("".join(filter(str.isdigit, name))))


def test_nothing_of_the_old_slides_is_left(deck: Deck, whole: Document) -> None:
    assert len(slides(deck)) == 1 + sum("deck" in section.outputs for section in whole.sections)
    assert [name for name, content in deck.parts.items() if b"OLD" in content] == []
    assert [name for name in deck.parts if "thumbnail" in name or "printerSettings" in name] == []


def test_every_part_is_referred_to_and_exists_once(deck: Deck) -> None:
    reached = {"[Content_Types].xml"}
    waiting = [target for _, target, _ in deck.relations("").values()]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [target for _, target, outside in deck.relations(name).values() if not outside]
    parts = {name for name in deck.parts if "_rels" not in posixpath.split(name)[0]}
    assert parts == reached


def test_a_deck_on_a_template_is_valid(written: Written, tmp_path: Path) -> None:
    assert audit(written.files[".pptx"], tmp_path) == []


def test_python_pptx_opens_and_saves_it(written: Written) -> None:
    presentation = Presentation(io.BytesIO(written.files[".pptx"]))
    assert all(slide.shapes.title is not None and slide.shapes.title.text for slide in presentation.slides)
    assert [slide.shapes.title.shape_id for slide in presentation.slides] == [2] * len(presentation.slides)
    presentation.save(io.BytesIO())


def test_slides_stand_on_the_layouts_of_the_template(written: Written) -> None:
    names = [slide.slide_layout.name for slide in Presentation(io.BytesIO(written.files[".pptx"])).slides]
    assert names == ["Title Slide", *["Title Only"] * (len(names) - 1)]


def test_placeholders_are_filled_by_role_and_none_is_left_empty(written: Written) -> None:
    presentation = Presentation(io.BytesIO(written.files[".pptx"]))
    first, second = presentation.slides[0], presentation.slides[1]
    kinds = [str(shape.placeholder_format.type).split()[0] for shape in first.placeholders]
    assert kinds == ["CENTER_TITLE", "SUBTITLE"]
    kinds = [str(shape.placeholder_format.type).split()[0] for shape in second.placeholders]
    assert kinds == ["TITLE", "DATE", "FOOTER", "SLIDE_NUMBER"]
    assert all(shape.text_frame.text for slide in presentation.slides for shape in slide.placeholders)


def test_every_placeholder_has_its_place_in_the_layout(deck: Deck) -> None:
    for name in slides(deck):
        layout = next(target for kind, target, _ in deck.relations(name).values() if kind == "slideLayout")
        there = set(deck.values(layout, "//p:ph/@type"))
        assert set(deck.values(name, "//p:ph/@type")) <= there


def test_notes_are_written_and_their_master_is_listed(deck: Deck) -> None:
    assert deck.find("ppt/presentation.xml", "p:notesMasterIdLst/p:notesMasterId")
    assert len(deck.named("ppt/notesSlides/")) > SLIDES


def test_a_template_without_notes_gets_a_notes_master(whole: Document) -> None:
    made = Deck.of(on(whole, DEFAULT).files[".pptx"])
    assert made.named("ppt/notesMasters/")
    assert made.find("ppt/presentation.xml", "p:notesMasterIdLst/p:notesMasterId")


@pytest.mark.usefixtures("nothing_reused")
def test_the_same_template_makes_the_same_bytes(whole: Document, used: Path, written: Written) -> None:
    assert on(whole, used).files == written.files


def test_colours_of_slides_are_the_themes_and_no_literal_stands_on_them(deck: Deck) -> None:
    status = {chip.fill.removeprefix("#") for chip in THEME.status.values()}
    status |= {chip.text.removeprefix("#") for chip in THEME.status.values()}
    for name in [*slides(deck), *deck.named("ppt/charts/chart")]:
        assert set(deck.values(name, "//a:srgbClr/@val")) <= status


def test_texts_are_of_half_points_and_as_much_smaller_as_the_slides(deck: Deck) -> None:
    sizes = {int(size) for name in slides(deck) for size in deck.values(name, "//a:rPr/@sz")}
    assert all(size % 50 == 0 for size in sizes)
    assert min(sizes) == 750  # 10.5 points on a canvas of 960 are 7.875 on slides of 720


def test_a_template_for_new_files_becomes_a_presentation(whole: Document, tmp_path: Path) -> None:
    kinds = ("presentationml.presentation.main+xml", "presentationml.template.main+xml")
    path = changed(tmp_path / "company.potx", {"[Content_Types].xml": kinds})
    made = Deck.of(on(whole, path).files[".pptx"])
    assert kinds[0].encode() in made.parts["[Content_Types].xml"]
    assert kinds[1].encode() not in made.parts["[Content_Types].xml"]


def test_what_a_placeholder_of_a_layout_declares_and_looks_like_stays_with_it(whole: Document, tmp_path: Path) -> None:
    """A namespace that only the layout's root declares, and an attribute of the shape itself."""
    own = '<p:extLst><p:ext uri="{A1}"><q14:modId xmlns:q14="urn:own" val="1"/></p:ext></p:extLst></p:nvPr>'
    rooted = own.replace(' xmlns:q14="urn:own"', "")
    path = DEFAULT
    with zipfile.ZipFile(DEFAULT) as archive:
        layouts = [name for name in archive.namelist() if re.fullmatch(r"ppt/slideLayouts/slideLayout\d+\.xml", name)]
        layouts = [name for name in layouts if b"</p:nvPr>" in archive.read(name)]
    root = ("<p:sldLayout ", '<p:sldLayout xmlns:q14="urn:own" ')
    for change in (root, ("</p:nvPr>", rooted), ("<p:sp>", '<p:sp useBgFill="1">')):
        path = changed(tmp_path / "company.pptx", dict.fromkeys(layouts, change), path)
    made = Deck.of(on(whole, path).files[".pptx"])  # which reads every part
    texts = [made.parts[name] for name in slides(made)]
    assert any(b"q14:modId" in text for text in texts)
    assert any(b'useBgFill="1"' in text for text in texts)
    for text in texts:
        ElementTree.fromstring(text)


def test_the_faces_of_the_theme_reach_every_text_east_asian_ones_too(whole: Document, tmp_path: Path) -> None:
    faces = ('<a:ea typeface=""/>', '<a:ea typeface="FZLanTingHei"/>')
    path = changed(tmp_path / "company.pptx", {"ppt/theme/theme1.xml": faces})
    made = Deck.of(on(whole, path).files[".pptx"])
    assert made.values("ppt/theme/theme1.xml", "//a:minorFont/a:ea/@typeface") == ["FZLanTingHei"]
    assert set(made.values("ppt/presentation.xml", "//p:defaultTextStyle//a:ea/@typeface")) == {"+mn-ea"}
    for name in [*slides(made), *made.named("ppt/charts/chart")]:
        assert set(made.values(name, "//a:ea/@typeface")) <= {"+mn-ea"}
        assert set(made.values(name, "//a:latin/@typeface")) <= {"+mn-lt"}


def test_zones_come_from_the_placeholders(used: Path) -> None:
    zones = CompanyMasters(read_template(used), THEME, "", "en").zones()["headline"]
    title = Presentation(str(used)).slide_layouts[5].placeholders[0]
    scale = 720 / 960 * 12700
    assert zones.title.x == pytest.approx((title.left + 91440) / scale)
    middle = (title.top + title.height / 2) / scale
    assert zones.title.y + zones.title.h / 2 == pytest.approx(middle)
    assert zones.body.y > zones.subtitle.y + zones.subtitle.h > zones.title.y + zones.title.h
    assert zones.source.y > zones.source_rule > zones.body.y1


LOGO = (
    '<p:sp><p:nvSpPr><p:cNvPr id="90" name="Logo"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
    '<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    '<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill></p:spPr></p:sp></p:spTree>'
)


def logo(path: Path, box: tuple[float, float, float, float], fill: str = "C00000") -> Path:
    """The template with a shape on its master, in points of the canvas."""
    x, y, w, h = (round(side * 720 / 960 * 12700) for side in box)
    shape = LOGO.format(x=x, y=y, w=w, h=h, fill=fill)
    return changed(path, {"ppt/slideMasters/slideMaster1.xml": ("</p:spTree>", shape)})


def test_evidence_keeps_clear_of_what_stands_on_the_master(tmp_path: Path) -> None:
    free = CompanyMasters(read_template(DEFAULT), THEME, "", "en").zones()["headline"].body
    path = logo(tmp_path / "company.pptx", (860, 560, 80, 80))
    clear = CompanyMasters(read_template(path), THEME, "", "en").zones()["headline"]
    assert clear.source.y + clear.source.h < 560 or clear.body.x + clear.body.w < 860
    assert clear.body.w < free.w or clear.body.h < free.h


def test_a_cover_with_a_provisional_value_says_so_below_its_subtitle(whole: Document) -> None:
    point = next(one for one in run("visits", {2022: 5.0, 2023: 7.0}) if one is not None)
    marked = replace(point, observations=tuple(replace(row, status="P") for row in point.observations))
    subtitle = (Run("Visits came to "), Run("7", fact=point.name), Run(" thousand"))

    def cover(fact: Fact) -> str:
        made = replace(whole, subtitle=subtitle, facts={**whole.facts, fact.name: fact})
        return " ".join(Deck.of(on(made, DEFAULT).files[".pptx"]).values("ppt/slides/slide1.xml", "//a:t/text()"))

    assert "Some values are provisional; their own slides say which" in cover(marked)
    assert "provisional" not in cover(point)


def test_evidence_is_as_wide_as_the_content_of_the_master_where_a_title_is_narrow(tmp_path: Path) -> None:
    presentation = Presentation(str(DEFAULT))
    title = presentation.slide_layouts[5].placeholders[0]
    title.left, title.top, title.height = Inches(0.5), Inches(0.3), Inches(1.25)
    title.width = Inches(7)  # as a logo stands at its right
    presentation.save(str(tmp_path / "company.pptx"))
    whole, narrow = (
        CompanyMasters(read_template(path), THEME, "", "en").zones()["headline"]
        for path in (DEFAULT, tmp_path / "company.pptx")
    )
    assert narrow.title.w < whole.title.w
    assert (narrow.body.x, narrow.body.w) == (whole.body.x, whole.body.w)


def test_what_covers_the_body_is_its_ground(whole: Document, tmp_path: Path) -> None:
    path = logo(tmp_path / "company.pptx", (0, 0, 960, 720), fill="000000")
    deck = Deck.of(on(whole, path).files[".pptx"])
    colours = deck.values("ppt/slides/slide2.xml", "//p:sp[not(.//p:ph)]//a:rPr//a:schemeClr/@val")
    assert "bg1" in colours  # white text, as the scheme's other colour would be black on black


def test_a_mapping_says_which_layout_and_placeholder_serve(whole: Document, tmp_path: Path) -> None:
    path = changed(tmp_path / "company.pptx", {})
    mapping = """
[cover]
layout = "Section Header"
[headline]
layout = "Title and Content"
date = "none"
body = [60, 150, 840, 480]
[pause]
layout = "Title Only"
footer = "none"
"""
    made = Presentation(io.BytesIO(on(whole, path, mapping).files[".pptx"]))
    names = {slide.slide_layout.name for slide in made.slides}
    assert names == {"Section Header", "Title and Content", "Title Only"}
    for slide in made.slides:
        kinds = {str(shape.placeholder_format.type).split()[0] for shape in slide.placeholders}
        assert ("FOOTER" in kinds) == (slide.slide_layout.name == "Title and Content")
        assert "DATE" not in kinds or slide.slide_layout.name == "Title Only"


@pytest.mark.parametrize(
    ("mapping", "where", "what"),
    [
        ('[cover]\nlayout = "Titel"', "cover", "no layout 'Titel'"),
        ('[headline]\nlayout = "Blank"', "headline.title", "no title placeholder"),
        ('[headline]\nlayout = "Title Only"\nsource = "body 77"', "headline.source", "no placeholder 'body 77'"),
        ('[headline]\nlayout = "Title Only"\nsource = "dt 10"', "headline.source", "holds no text"),
        ('[headline]\nlayout = "Title and Content"\nsubtitle = "obj 1"\nsource = "obj 1"', "headline", "the same"),
        ('[headline]\nlayout = "Title Only"\nbody = [45, 140, 300, 400]', "headline.body", "300 × 400"),
        ('[headline]\nlayout = "Picture with Caption"', "headline.body", "points for evidence"),
    ],
)
def test_a_role_that_is_missing_is_told_with_the_fix(
    mapping: str, where: str, what: str, whole: Document, tmp_path: Path
) -> None:
    path = changed(tmp_path / "company.pptx", {})
    with pytest.raises(InputError) as caught:
        on(whole, path, mapping)
    (found, *_) = caught.value.findings
    assert what in found.what
    assert found.where.endswith(where)
    assert found.fix


def test_a_template_without_a_usable_layout_is_told_for_each_kind_of_slide(whole: Document, tmp_path: Path) -> None:
    layouts = {
        f"ppt/slideLayouts/slideLayout{n}.xml": ('type="title"' if n != 1 else 'type="ctrTitle"', 'type="pic"')
        for n in (1, 2, 3, 4, 5, 6, 8, 9, 10, 11)
    }
    path = changed(tmp_path / "company.pptx", layouts)
    with pytest.raises(InputError) as caught:
        on(whole, path)
    found = caught.value.findings
    assert [finding.what.partition(":")[0].split()[-1] for finding in found] == ["cover", "headline", "pause"]
    assert all("briefing template inspect" in finding.fix for finding in found)


def test_a_face_of_unknown_width_is_told_and_set_smaller(whole: Document, tmp_path: Path) -> None:
    path = changed(tmp_path / "company.pptx", {"ppt/theme/theme1.xml": ('"Calibri"', '"Corporate Grotesk"')})
    made = on(whole, path)
    assert [(finding.severity, "Corporate Grotesk" in finding.what) for finding in made.findings] == [("warning", True)]
    assert on(whole, DEFAULT).findings == ()
    sizes = {int(size) for size in Deck.of(made.files[".pptx"]).values("ppt/slides/slide2.xml", "//a:rPr/@sz")}
    assert min(sizes) == 700


def test_a_dark_template_turns_text_light_and_links_into_the_colour_of_their_text(
    whole: Document, tmp_path: Path
) -> None:
    path = logo(tmp_path / "company.pptx", (0, 0, 960, 720), fill="000000")
    deck = Deck.of(on(whole, path).files[".pptx"])
    title = deck.values("ppt/slides/slide2.xml", "//p:sp[.//p:ph/@type='title']//a:rPr//a:schemeClr/@val")
    assert set(title) == {"bg1"}  # the template's own title would be black on black
    colours = CompanyMasters(read_template(path), THEME, "", "en").colours(Slide("headline", "", "", ()))
    assert "hyperlinkcolor" in link("https://example.org", XmlContext(colours, "en", lambda *_: "rId9", ""))


def test_titles_and_links_that_read_keep_the_colours_of_the_template(deck: Deck) -> None:
    assert deck.values("ppt/slides/slide2.xml", "//p:sp[.//p:ph/@type='title']//a:rPr//a:schemeClr/@val") == []
    colours = CompanyMasters(read_template(DEFAULT), THEME, "", "en").colours(Slide("headline", "", "", ()))
    assert "hyperlinkcolor" not in link("https://example.org", XmlContext(colours, "en", lambda *_: "rId9", ""))


def test_what_does_not_fit_names_the_mapping_too(whole: Document, tmp_path: Path) -> None:
    path = changed(tmp_path / "company.pptx", {})
    with pytest.raises(LayoutError) as caught:
        on(whole, path, '[headline]\nlayout = "Title Only"\nbody = [60, 150, 600, 230]')
    assert all("company.layouts.toml" in finding.fix for finding in caught.value.findings)


def test_shapes_of_a_layout_that_share_an_id_get_ids_of_their_own(whole: Document, tmp_path: Path) -> None:
    path = changed(
        tmp_path / "company.pptx", {"ppt/slideLayouts/slideLayout6.xml": ('<p:cNvPr id="3"', '<p:cNvPr id="2"')}
    )
    made = Deck.of(on(whole, path).files[".pptx"])
    for name in made.named("ppt/slideLayouts/"):
        ids = made.values(name, "//p:cNvPr/@id")
        assert len(ids) == len(set(ids))


def test_a_layout_with_colours_of_its_own_has_them_on_its_slides(whole: Document, tmp_path: Path) -> None:
    own = (
        '<a:overrideClrMapping bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2" accent1="accent1" accent2="accent2" '
        'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
    )
    changes = {"ppt/slideLayouts/slideLayout6.xml": ("<a:masterClrMapping/>", own)}
    written = on(whole, changed(tmp_path / "company.pptx", changes))
    made = Deck.of(written.files[".pptx"])
    assert made.find("ppt/slides/slide1.xml", "p:clrMapOvr/a:masterClrMapping")
    assert made.values("ppt/slides/slide2.xml", "p:clrMapOvr/a:overrideClrMapping/@tx1") == ["lt1"]
    assert audit(written.files[".pptx"], tmp_path) == []
