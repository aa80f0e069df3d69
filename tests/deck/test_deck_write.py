"""The written package: valid, deterministic, accessible, and faithful to the plan."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.deck.slides import (
    Box,
    Freeform,
    Group,
    Paragraph,
    Picture,
    Shape,
    Slide,
    TextBox,
    TextStyle,
)
from briefing.deck.slides import Path as Outline
from briefing.deck.uses import note_uses
from briefing.deck.writer import write_slides
from briefing.errors import LayoutError
from briefing.model.ledger import Trace
from briefing.model.text import Run, Text, text
from tests.deck.reading_deck import NS, RELATION, Deck
from tests.deck.samples import PROPERTIES, THEME, bar_plot, chart, deck, table, title
from tests.deck.validating import audit
from tests.thorough import ONLY_IN_A_THOROUGH_RUN

SECTIONS = {"light": "On light", "dark": "On <dark>"}
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def data() -> bytes:
    return write_slides(deck(), THEME, PROPERTIES, SECTIONS)


@pytest.fixture(scope="module")
def written(data: bytes) -> Deck:
    return Deck.of(data)


def one(*elements: object, **changes: object) -> Slide:
    slide = Slide("headline", "only", "light", (title("One claim"), *elements))  # type: ignore[arg-type]
    return replace(slide, **changes)


def say(value: Text, name: str = "Box", **changes: object) -> TextBox:
    box = TextBox(name, Box(45, 200, 300, 40), (Paragraph(value, TextStyle(14, 18.5, "ink_2")),), "panel")
    return replace(box, **changes)


def slide_of(*elements: object, **changes: object) -> Deck:
    return Deck.of(write_slides([one(*elements, **changes)], THEME, PROPERTIES))


def test_an_independent_validator_finds_nothing(data: bytes, tmp_path: Path) -> None:
    assert audit(data, tmp_path) == []


def test_the_validator_sees_a_broken_deck(data: bytes, tmp_path: Path) -> None:
    from zipfile import ZIP_DEFLATED, ZipFile

    with ZipFile(tmp_path / "deck.pptx", "w", ZIP_DEFLATED) as archive:
        for name, content in Deck.of(data).parts.items():
            archive.writestr(name, content.replace(b"<a:bodyPr", b"<a:bodyPrr", 1) if "slide1.xml" in name else content)
    assert audit((tmp_path / "deck.pptx").read_bytes(), tmp_path)


def test_every_relationship_resolves_and_every_used_id_is_one(written: Deck) -> None:
    for name in [name for name in written.parts if name.endswith(".xml") and name != "[Content_Types].xml"]:
        relations = written.relations(name)
        assert all(outside or target in written.parts for _, target, outside in relations.values()), name
        used = {value for item in written.tree(name).iter() for key, value in item.attrib.items() if RELATION in key}
        assert used <= set(relations), name


def test_shape_ids_are_unique_and_footers_come_last(written: Deck) -> None:
    for name in written.named("ppt/slides/slide"):
        ids = written.values(name, "//p:cNvPr/@id")
        assert len(ids) == len(set(ids))
        kinds = written.values(name, "//p:ph/@type")
        assert kinds[0] == "title"
        assert kinds[-1] in ("sldNum", "ftr")


def test_colours_and_fonts_are_the_themes(written: Deck) -> None:
    for name in [*written.named("ppt/slides/slide"), *written.named("ppt/charts/"), *written.named("ppt/notesSlides/")]:
        assert b"srgbClr" not in written.parts[name]
        assert set(written.values(name, "//a:latin/@typeface")) <= {"+mn-lt"}


def test_dark_slides_stand_on_the_dark_master(written: Deck) -> None:
    for number, slide in enumerate(deck(), start=1):
        layout = next(
            target
            for kind, target, _ in written.relations(f"ppt/slides/slide{number}.xml").values()
            if kind == "slideLayout"
        )
        master = next(iter(written.relations(layout).values()))[1]
        assert master == f"ppt/slideMasters/slideMaster{2 if slide.dark else 1}.xml"
        assert written.values(layout, "/p:sldLayout/p:cSld/@name") == [slide.layout]


def test_no_text_box_shrinks_grows_or_pads(written: Deck) -> None:
    for name in written.named("ppt/slides/slide"):
        for body in written.find(name, "//p:sp[p:nvSpPr/p:cNvSpPr/@txBox]/p:txBody/a:bodyPr"):
            assert {body.get(side) for side in ("lIns", "tIns", "rIns", "bIns")} == {"0"}
            assert body.get("wrap") == "square"
            assert [child.tag.rpartition("}")[2] for child in body] == ["noAutofit"]


def test_every_run_names_its_language_and_lines_are_set_exactly(written: Deck) -> None:
    for name in [*written.named("ppt/slides/slide"), *written.named("ppt/notesSlides/")]:
        assert set(written.values(name, "//a:rPr/@lang")) == {"en-GB"}
        assert len(written.find(name, "//a:rPr[not(@lang)]")) == 0
        assert all(value.isdigit() for value in written.values(name, "//a:lnSpc/a:spcPts/@val"))


def test_charts_tables_have_alt_texts_and_other_shapes_are_decoration(written: Deck) -> None:
    for name in written.named("ppt/slides/slide"):
        assert all(written.values(name, "//p:graphicFrame//p:cNvPr/@descr"))
        for shape in written.find(name, "//p:sp[not(.//a:t)]/p:nvSpPr/p:cNvPr | //p:cxnSp/p:nvCxnSpPr/p:cNvPr"):
            assert shape.get("descr") == ""
            assert b'decorative" val="1"' in written.parts[name]


def test_a_table_has_a_header_row_and_all_its_cells() -> None:
    made = slide_of(table())
    name = "ppt/slides/slide1.xml"
    assert made.values(name, "//a:tblPr/@firstRow") == ["1"]
    assert made.values(name, "//a:gridCol/@w") == ["3556000", "1524000"]
    assert [len(row) for row in made.find(name, "//a:tr")] == [2, 2, 2]
    assert made.values(name, "//a:tr[3]/a:tc[2]//a:t/text()") == ["853.7"]
    assert made.values(name, "//a:tr[2]/a:tc[2]/a:txBody/a:p/a:pPr/@algn") == ["r"]


def test_a_table_with_a_short_row_or_without_alt_text_is_refused() -> None:
    with pytest.raises(LayoutError, match="give each row all its cells"):
        slide_of(replace(table(), rows=(*table().rows[:2], table().rows[2][:1])))
    with pytest.raises(LayoutError, match="needs an alt text"):
        slide_of(replace(table(), alt=()))


def test_footer_and_slide_number_are_real_placeholders(written: Deck) -> None:
    name = "ppt/slides/slide3.xml"
    assert written.values(name, "//p:sp[.//p:ph[@type='sldNum']]//a:fld/@type") == ["slidenum"]
    assert written.values(name, "//p:sp[.//p:ph[@type='sldNum']]//a:t/text()") == ["3"]
    assert written.values(name, "//p:sp[.//p:ph[@type='ftr']]//a:t/text()") == ["The organisation · Public"]
    assert "sldNum" not in Deck.of(write_slides([one(layout="cover")], THEME, PROPERTIES)).values(
        "ppt/slides/slide1.xml", "//p:ph/@type"
    )


def test_a_placeholder_at_home_takes_its_place_from_the_layout(written: Deck) -> None:
    name = "ppt/slides/slide1.xml"
    assert written.find(name, "//p:sp[.//p:ph[@type='title']]/p:spPr/a:xfrm") == []
    moved = slide_of(replace(title("x"), name="Subtitle", placeholder="subtitle", box=Box(50, 60, 70, 80)))
    assert moved.values("ppt/slides/slide1.xml", "//p:sp[.//p:ph[@idx='10']]//a:off/@x") == ["635000"]


def test_notes_hold_one_paragraph_for_each_line(written: Deck) -> None:
    name = "ppt/notesSlides/notesSlide1.xml"
    body = "//p:sp[.//p:ph[@type='body']]//a:p"
    assert ["".join(map(str, p.itertext())) for p in written.find(name, body)] == ["Say: 5.5-fold.", "Then pause."]
    kinds = [kind for kind, _, _ in written.relations(name).values()]
    assert sorted(kinds) == ["notesMaster", "slide"]


def test_sections_list_every_slide_once(written: Deck) -> None:
    name = "ppt/presentation.xml"
    assert written.values(name, "//p14:section/@name") == ["On light", "On <dark>"]
    assert written.values(name, "//p14:sldId/@id") == written.values(name, "//p:sldId/@id")


def test_a_part_without_a_name_stands_in_a_section_named_as_the_deck() -> None:
    assert slide_of().values("ppt/presentation.xml", "//p14:section/@name") == ["Belling's progress"]


def test_properties_say_what_the_file_is_and_no_other_date(written: Deck) -> None:
    core = written.parts["docProps/core.xml"].decode()
    for said in ("Belling's progress", "Indicator desk", "Innovation", "en-GB", "2025-12-31T00:00:00Z"):
        assert said in core
    assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {"2025-12-31"}
    assert b"<Company>The organisation</Company>" in written.parts["docProps/app.xml"]


def test_links_lead_outside_or_to_a_slide(written: Deck) -> None:
    name = "ppt/slides/slide1.xml"
    relations = written.relations(name)
    clicks = {
        click.get("action"): relations[click.get(f"{RELATION}id", "")] for click in written.find(name, "//a:hlinkClick")
    }
    assert clicks[None] == ("hyperlink", "https://example.org/a?b=1&c=2", True)
    assert clicks["ppaction://hlinksldjump"] == ("slide", "ppt/slides/slide3.xml", False)


def test_a_link_to_a_section_that_is_not_in_the_deck_leaves_its_words() -> None:
    made = slide_of(say((Run("elsewhere", link="#appendix"),)))
    assert made.find("ppt/slides/slide1.xml", "//a:hlinkClick") == []
    assert "elsewhere" in made.values("ppt/slides/slide1.xml", "//a:t/text()")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "https://", "http://a b", "ftp://x"])
def test_no_other_address_becomes_a_link(address: str) -> None:
    with pytest.raises(LayoutError, match="begin it with https"):
        slide_of(say((Run("x", link=address),)))


def test_breaks_bold_italic_lead_and_languages_are_written() -> None:
    value: Text = (Run("Ask:", bold=True), Run(" one\ntwo", italic=True), Run("北京", lang="zh"))
    made = slide_of(
        say(value, paragraphs=(Paragraph(value, TextStyle(14, 18.5, "ink_2", lead="highlight", before=6)),))
    )
    name = "ppt/slides/slide1.xml"
    path = "//p:sp[p:nvSpPr/p:cNvPr/@name='Box']//a:p"
    tags = [child.tag.rpartition("}")[2] for child in made.find(name, path)[0]]
    assert tags == ["pPr", "r", "r", "br", "r", "r", "endParaRPr"]
    assert made.values(name, f"{path}/a:r/a:rPr/@b") == ["1", "0", "0", "0"]
    assert made.values(name, f"{path}/a:r/a:rPr/@i") == ["1", "1"]
    assert made.values(name, f"{path}/a:r/a:rPr//a:schemeClr/@val") == ["accent1", "tx2", "tx2", "tx2"]
    assert made.values(name, f"{path}/a:r[4]/a:rPr/@lang") == ["zh-CN"]
    assert made.values(name, f"{path}/a:pPr/a:spcBef/a:spcPts/@val") == ["600"]
    assert made.values(name, f"{path}/a:pPr/a:lnSpc/a:spcPts/@val") == ["1850"]


def test_neighbours_of_one_look_are_one_run() -> None:
    value: Text = (
        Run("grew "),
        Run("5.5-fold", fact="p.multiple"),
        Run(" to"),
        Run(" 2", term="year"),
        Run("!", bold=True),
    )
    made = slide_of(say(value))
    path = "//p:sp[p:nvSpPr/p:cNvPr/@name='Box']//a:t/text()"
    assert made.values("ppt/slides/slide1.xml", path) == ["grew 5.5-fold to 2", "!"]


def test_control_characters_and_markup_never_reach_the_xml() -> None:
    nasty = "a\x00b\x07c\x1b\ud800\ufffe <b>&amp; $x$ {{ y }} \u2028z"
    plot = bar_plot()
    plot = replace(
        plot, categories=(nasty, "=1+1", "x", "y"), series=(replace(plot.series[0], name=nasty),), unit=nasty
    )
    made = slide_of(say(text(nasty), nasty), replace(chart(plot), name=nasty, alt=text(nasty)), notes=text(nasty))
    name = "ppt/slides/slide1.xml"
    assert "abc <b>&amp; $x$ {{ y }} " in made.values(name, "//a:t/text()")
    for part in made.parts.values():
        assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", part) or part[:2] == b"PK"


def test_text_from_right_to_left_is_set_so() -> None:
    made = slide_of(say(text("بكين 262.9")))
    paragraph = made.find("ppt/slides/slide1.xml", "//p:sp[p:nvSpPr/p:cNvPr/@name='Box']//a:pPr")[0]
    assert (paragraph.get("rtl"), paragraph.get("algn")) == ("1", "r")


def test_a_very_long_title_is_written_whole() -> None:
    made = Deck.of(write_slides([replace(one(), elements=(title("word " * 60),))], THEME, PROPERTIES))
    assert "word " * 60 in made.values("ppt/slides/slide1.xml", "//a:t/text()")


def test_a_slide_needs_one_title_and_no_placeholder_twice() -> None:
    twice = say(text("a"), "A", placeholder="body"), say(text("b"), "B", placeholder="body")
    slides = [replace(one(), elements=()), one(*twice)]
    with pytest.raises(LayoutError) as caught:
        write_slides(slides, THEME, PROPERTIES)
    assert [finding.what for finding in caught.value.findings] == ["0 titles", "two boxes fill the placeholder 'body'"]
    with pytest.raises(LayoutError, match="no slides"):
        write_slides([], THEME, PROPERTIES)


def test_all_findings_of_all_slides_come_at_once() -> None:
    bad = say((Run("x", link="javascript:1"),)), say(text("y"), fill="pink")
    with pytest.raises(LayoutError) as caught:
        write_slides([one(bad[0]), one(bad[1], id="two")], THEME, PROPERTIES)
    assert len(caught.value.findings) == 2


def test_lines_may_fall_or_rise_and_shapes_may_have_a_meaning() -> None:
    rising = Shape("Rising", "line", Box(10, 50, 30, -20), line="ink", weight=1, dash=True)
    dot = Shape("Dot", "ellipse", Box(10, 10, 8, 8), fill="accent", alt=text("A dot"))
    made = slide_of(rising, dot)
    name = "ppt/slides/slide1.xml"
    assert made.values(name, "//p:cxnSp//a:xfrm/@flipV") == ["1"]
    assert made.values(name, "//p:cxnSp//a:off/@y") == [str(30 * 12700)]
    assert made.values(name, "//p:sp[p:nvSpPr/p:cNvPr/@name='Dot']/p:nvSpPr/p:cNvPr/@descr") == ["A dot"]
    assert made.find(name, "//p:sp[p:nvSpPr/p:cNvPr/@name='Dot']//*[local-name()='decorative']") == []


def islands(size: float = 60.0) -> Group:
    ring = Outline(((100, 200), (100 + size, 200), (100 + size, 200 + size), (100, 200 + size), (100, 200)))
    lake = Outline(((110, 210), (120, 210), (120, 220)))
    road = Outline(((101, 201), (130, 230), (101, 201)), closed=False)
    land = Freeform("Q & A", (ring, lake, road), fill="highlight", line="paper", weight=0.5)
    return Group("Map", (land, Shape("Islet", "ellipse", Box(200, 190, 9, 9), fill="accent")), text("Two islands"))


def test_a_freeform_has_its_paths_and_a_group_is_one_shape_with_one_alternative_text(tmp_path: Path) -> None:
    bracket = Freeform("Gap", (Outline(((300, 300), (310, 300), (310, 340)), closed=False),), line="ink", weight=1)
    slide = one(islands(), bracket)
    made = slide_of(islands(), bracket)
    name = "ppt/slides/slide1.xml"
    assert made.values(name, "//p:grpSp/p:nvGrpSpPr/p:cNvPr/@descr") == ["Two islands"]
    assert made.values(name, "//p:grpSp/p:sp/p:nvSpPr/p:cNvPr/@name") == ["Q & A", "Islet"]
    assert made.values(name, "//p:grpSp/p:grpSpPr/a:xfrm/a:chExt/@cx") == [str(109 * 12700)]
    land = "//p:sp[p:nvSpPr/p:cNvPr/@name='Q & A']//a:path"
    steps = ((at, step) for at in (1, 2) for step in ("moveTo", "lnTo", "close"))
    assert [len(made.find(name, f"{land}[{at}]/a:{step}")) for at, step in steps] == [2, 5, 2, 1, 2, 0]
    assert made.values(name, f"{land}[2]/@fill") == ["none"]
    assert len(set(made.values(name, "//p:cNvPr/@id"))) == len(made.values(name, "//p:cNvPr/@id"))
    data = write_slides([slide], THEME, PROPERTIES)
    assert data == write_slides([slide], THEME, PROPERTIES)
    assert audit(data, tmp_path) == []


def png(path: Path) -> None:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" + b"\x10\x20\x30" * 2 + b"\0" + b"\x10\x20\x30" * 2)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


def test_a_vector_logo_stands_over_its_raster_twin(tmp_path: Path) -> None:
    png(tmp_path / "logo.png")
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"/>')
    logo = Picture("Logo", Box(45, 20, 40, 40), str(tmp_path / "logo.svg"), text("The organisation"))
    data = write_slides([one(logo)], THEME, PROPERTIES)
    made = Deck.of(data)
    kinds = {
        target.rpartition(".")[2]
        for kind, target, _ in made.relations("ppt/slides/slide1.xml").values()
        if kind == "image"
    }
    assert kinds == {"png", "svg"}
    assert audit(data, tmp_path) == []


def test_a_missing_or_broken_picture_says_what_to_give(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("<svg/>")
    (tmp_path / "bad.png").write_bytes(b"no picture")
    for file in ("logo.svg", "bad.png"):
        with pytest.raises(LayoutError, match="give a PNG of twice the placed size"):
            slide_of(Picture("Logo", Box(0, 0, 1, 1), str(tmp_path / file), text("x")))


def test_uses_stand_at_their_slide_and_place() -> None:
    trace = Trace("deck")
    note_uses(deck()[:1], trace)
    places = {(str(use.place), use.text) for use in trace.uses}
    assert ("slide 1, chart", "5.5×") in places
    assert ("slide 1, notes", "5.5-fold") in places
    assert ("slide 1, alt text", "Ranked bars: patent density leads with 5.5×") in places


SCRIPT = """
import hashlib
from tests.deck.samples import PROPERTIES, THEME, deck
from briefing.deck.writer import write_slides
print(hashlib.sha256(write_slides(deck(), THEME, PROPERTIES, {"light": "On light", "dark": "On <dark>"})).hexdigest())
"""


@ONLY_IN_A_THOROUGH_RUN  # tests/test_bytes.py compares an edition
@pytest.mark.parametrize(("seed", "zone"), [("1", "Asia/Shanghai"), ("77", "America/New_York")])
def test_bytes_depend_on_no_hash_seed_and_no_time_zone(data: bytes, seed: str, zone: str, tmp_path: Path) -> None:
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": paths, "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == hashlib.sha256(data).hexdigest()


def test_another_date_makes_other_bytes(data: bytes) -> None:
    later = replace(PROPERTIES, as_of=dt.date(2026, 1, 1))
    assert write_slides(deck(), THEME, later, SECTIONS) != data


def test_namespaces_of_the_reader_are_those_of_the_deck(written: Deck) -> None:
    assert written.tree("ppt/slides/slide1.xml").nsmap["p"] == NS["p"]
