# ruff: noqa: E501  (a break of the sample is a line)
"""A good deck, broken in one way at a time: parts edited as text, dropped, added or written twice."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from functools import cache

from msgspec import Struct, field

from briefing.deck.writer import write_slides
from tests.deck.samples import PROPERTIES, THEME, deck

# Bars, lines and a table.
S1, S3, C1, C2 = "ppt/slides/slide1.xml", "ppt/slides/slide3.xml", "ppt/charts/chart1.xml", "ppt/charts/chart2.xml"
PRES, TYPES, MASTER2 = "ppt/presentation.xml", "[Content_Types].xml", "ppt/slideMasters/slideMaster2.xml"
S1_RELS, PRES_RELS = "ppt/slides/_rels/slide1.xml.rels", "ppt/_rels/presentation.xml.rels"
CORE, BOOK1 = "docProps/core.xml", "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Break(Struct, frozen=True):
    """`edits` are part, pattern and replacement, of the first match only; `told` stands in a finding."""

    message: str
    edits: tuple[tuple[str, str, str], ...] = ()
    dropped: tuple[str, ...] = ()
    added: dict[str, bytes] = field(default_factory=dict)
    doubled: str = ""
    severity: str = "error"

    def of(self, data: bytes) -> bytes:
        """The good deck → the broken one."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        for name, pattern, new in self.edits:
            text, times = re.subn(pattern, new, parts[name].decode(), count=1, flags=re.DOTALL)
            assert times == 1, f"{pattern} is not in {name}"
            parts[name] = text.encode()
        parts_left = {name: content for name, content in parts.items() if name not in self.dropped} | self.added
        return packed([*parts_left.items(), *([(self.doubled, parts_left[self.doubled])] if self.doubled else [])])


@cache
def good() -> bytes:
    """A deck of four slides with bars, lines, a table and links, on light and on dark."""
    slides = {slide.id: slide for slide in deck()}
    chosen = [slides[key] for key in ("bars", "lines", "table", "bars-dark")]
    return write_slides(chosen, THEME, PROPERTIES, {"light": "On light", "dark": "On dark"})


def packed(entries: list[tuple[str, bytes]]) -> bytes:
    """Names and contents → a zip; a name may stand twice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()


def edit(message: str, part: str, pattern: str, new: str, severity: str = "error") -> Break:
    """A break by one edit."""
    return Break(message, ((part, pattern, new),), severity=severity)


def related(key: str, kind: str, target: str) -> tuple[str, str, str]:
    """An edit that gives slide 1 one more relationship."""
    mode = ' TargetMode="External"' if ":" in target else ""
    return (
        S1_RELS,
        "</Relationships>",
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>',
    )


RUN = r'<a:rPr lang="en-GB" sz="1400" b="1" dirty="0">(<a:solidFill>.*?</a:solidFill>)</a:rPr>'
# What is wrong → the break.
BREAKS: dict[str, Break] = {
    "children in a wrong order": edit("children of a:rPr in a wrong order or too many: a:solidFill", S1, RUN, r'<a:rPr><a:latin typeface="Arial"/>\1</a:rPr>'),
    "an element twice": edit("children of a:rPr in a wrong order or too many", S1, RUN, r"<a:rPr>\1\1</a:rPr>"),
    "an element that does not belong": edit("a:b does not belong in a:rPr", S1, RUN, r"<a:rPr><a:b/></a:rPr>"),
    "words in a frame": edit("a:graphicData holds text", S1, r"(<a:graphicData [^>]*>)", r"\1words"),
    "a frame with nothing to frame": edit("a:off does not belong in a:graphicData", S3, r"<a:tbl>.*</a:tbl>", '<a:off x="0" y="0"/>'),
    "a strange namespace": edit("does not belong in p:cSld", S1, "<p:cSld>", '<p:cSld><n:x xmlns:n="http://schemas.openxmlformats.org/drawingml/2006/main"/>'),
    "a namespace that nobody may ignore": edit("in a namespace that readers are not told to ignore", S1, "</p:cSld>", '</p:cSld><n:x xmlns:n="urn:n"/>'),
    "no a:bodyPr": edit("p:txBody lacks a:bodyPr", S1, r"<a:bodyPr[^>]*><a:noAutofit/></a:bodyPr>", ""),
    "no a:p": edit("p:txBody lacks a:p", S1, r"(<a:lstStyle/>)<a:p>.*?</a:p>(</p:txBody>)", r"\1\2"),
    "a colour by name": edit("a:srgbClr has val='red'", S1, r"<a:schemeClr val=\"tx1\"/>", '<a:srgbClr val="red"/>'),
    "a fractional size": edit("a:rPr has sz='1450.5'", S1, 'sz="1400"', 'sz="1450.5"'),
    "a negative width": edit("a:ext has cx='-1'", S1, r'<a:ext cx="[1-9]\d+"', '<a:ext cx="-1"'),
    "an attribute that nobody knows": edit("a:rPr knows no attribute size", S1, 'sz="1400"', 'size="2600"'),
    "a transition of a wrong speed": edit("p:transition has spd='medium'", S1, "</p:clrMapOvr>", '</p:clrMapOvr><p:transition spd="medium"><p:fade/></p:transition>'),
    "a transition in a wrong place": edit("children of p:sld in a wrong order", S1, "<p:clrMapOvr>", "<p:transition/><p:clrMapOvr>"),
    "text beside elements": edit("p:cSld holds text", S1, "<p:cSld>", "<p:cSld>words"),
    "a prefix that is not declared": edit("mc:Ignorable names the prefix p15", S1, "<p:sld ", '<p:sld xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="p15" '),
    "a control character": edit("a control character", S1, "5.5-fold", "5.5\x07-fold"),
    "XML that is cut off": edit("no well-formed XML", S1, "</p:cSld>.*", ""),
    "a document type": edit("a document type declaration", S1, "<p:sld ", '<!DOCTYPE x [<!ENTITY e "e">]><p:sld '),
    "a part twice": Break("the archive holds this part twice", doubled=S1),
    "a part without a content type": Break("the part has no content type", added={"ppt/media/sound.xyz": b"x"}),
    "a part with a wrong content type": edit("its content type is application/xml", TYPES, r'(PartName="/ppt/slides/slide1.xml" ContentType=")[^"]*', r"\1application/xml"),
    "a content type of a missing part": edit("a content type for ppt/slides/slide99.xml, which is missing", TYPES, "</Types>", '<Override PartName="/ppt/slides/slide99.xml" ContentType="x/y"/></Types>'),
    "two content types of a part": edit("two content types for ppt/slides/slide1.xml", TYPES, "</Types>", '<Override PartName="/ppt/slides/slide1.xml" ContentType="x/y"/></Types>'),
    "no content types": Break("does not declare its content types", dropped=(TYPES,)),
    "an id without a relationship": edit("c:chart names rId99, which no relationship has", S1, r'(<c:chart [^>]*r:id=")rId\d+', r"\1rId99"),
    "an id of a wrong kind": edit("c:chart leads to a slideLayout", S1, r'(<c:chart [^>]*r:id=")rId\d+', r"\1rId1"),
    "a missing part": Break("leads to ppt/charts/chart1.xml, which is missing", dropped=(C1,)),
    "an orphan": Break("no relationship leads to this part", added={"ppt/slides/slide77.xml": b"<x/>"}, edits=((TYPES, "</Types>", '<Override PartName="/ppt/slides/slide77.xml" ContentType="x/y"/></Types>'),)),
    "a slide dropped from the list only": edit("ppt/slides/slide1.xml stands in no p:sldIdLst", PRES, r"(<p:sldIdLst>)<p:sldId [^>]*/>", r"\1"),
    "two slides with one id": edit("2 slides have the id 257", PRES, 'id="256"', 'id="257"'),
    "a layout with a master's id": edit("2 masters and layouts have the id 2147483648", MASTER2, r'(<p:sldLayoutId id=")\d+', r"\g<1>2147483648"),
    "no list of the notes master": edit("ppt/notesMasters/notesMaster1.xml stands in no p:notesMasterIdLst", PRES, "<p:notesMasterIdLst>.*</p:notesMasterIdLst>", ""),
    "a slide in no section": edit("no section lists slide 256", PRES, '<p14:sldId id="256"/>', "", "warning"),
    "a slide in two sections": edit("the sections list slide 256 2 times", PRES, '<p14:sldId id="259"/>', '<p14:sldId id="259"/><p14:sldId id="256"/>'),
    "a section with a missing slide": edit("a section lists slide 999, which is missing", PRES, '<p14:sldId id="259"/>', '<p14:sldId id="259"/><p14:sldId id="999"/>'),
    "a slide without a layout": edit("0 relationships to a slideLayout", S1_RELS, r'<Relationship Id="rId1"[^>]*/>', ""),
    "two shapes with one id": edit("2 shapes have the id 2", S1, '<p:cNvPr id="3"', '<p:cNvPr id="2"'),
    "a placeholder that the layout lacks": edit("the placeholder body 77 is not in its layout", S1, r'<p:ph type="title"/>', '<p:ph type="body" idx="77"/>', "warning"),
    "a handle of a shape without one": edit("the shape rect has no handle adj", S1, r'<a:prstGeom prst="rect"><a:avLst/>', '<a:prstGeom prst="rect"><a:avLst><a:gd name="adj" fmla="val 5"/></a:avLst>'),
    "a row with a cell too few": edit("1 cells in a table of 2 columns", S3, r"<a:tc>.*?</a:tc>", ""),
    "a cell merged with nothing": edit("a cell spans 2 columns that are not merged", S3, "<a:tc>", '<a:tc gridSpan="2">'),
    "a cell beyond the table": edit("a merged cell reaches beyond the table", S3, "<a:tc>", '<a:tc gridSpan="3">'),
    "labels where bars allow none": edit("labels of a barChart cannot stand at r", C1, '<c:dLblPos val="inEnd"/>', '<c:dLblPos val="r"/>'),
    "labels where stacked bars allow none": edit("labels of a stacked barChart cannot stand at outEnd", C1, '<c:grouping val="clustered"/>', '<c:grouping val="stacked"/>'),
    "an axis that is missing": edit("names the axis 77, which is missing", C1, r'(<c:overlap [^>]*/><c:axId val=")\d+', r"\g<1>77"),
    "a third axis": edit("children of c:barChart in a wrong order or too many: c:axId", C1, r'(<c:axId val="\d+"/>)</c:barChart>', r"\1\1</c:barChart>"),
    "two series with one idx": edit("2 series have c:idx 0", C2, r'<c:ser><c:idx val="1"/>', '<c:ser><c:idx val="0"/>'),
    "no number in a cache": edit("'nan' where a number should stand", C1, "<c:v>5.5</c:v>", "<c:v>nan</c:v>"),
    "a cache that miscounts": edit("a cache of 1 points holds point 1", C1, r'(<c:numCache><c:formatCode>[^<]*</c:formatCode><c:ptCount val=")\d+', r"\g<1>1"),
    "a point beyond the series": edit("c:dPt tells of point 9, the series has 4", C1, r'(<c:dPt><c:idx val=")0', r"\g<1>9"),
    "a label beyond the series": edit("c:dLbl tells of point 9, the series has 4", C1, r'(<c:dLbl><c:idx val=")0', r"\g<1>9"),
    "a limit that is no number": edit("c:max has val='NaN'", C1, r'<c:max val="[^"]*"', '<c:max val="NaN"'),
    "no workbook": edit("no workbook stands behind the chart", C1, "<c:externalData .*?</c:externalData>", "", "warning"),
    "a workbook that is none": Break("the workbook of a chart does not open", added={BOOK1: b"no zip"}),
    "a sheet that is missing": edit("names a sheet that the workbook lacks", C1, r"Data!\$B\$1", "Daten!$B$1"),
    "a value that the workbook does not hold": edit("the chart draws 5.6, the cell holds 5.5", C1, "<c:v>5.5</c:v>", "<c:v>5.6</c:v>"),
    "a name that the workbook does not hold": edit("the cell holds 'New firms'", C1, "<c:v>New firms</c:v>", "<c:v>Old firms</c:v>"),
    "a date that is none": edit("dcterms:created is no date", CORE, r"(<dcterms:created[^>]*>)[^<]*", r"\g<1>31/12/2025"),
    "a date without its type": edit("does not say that it is a date", CORE, r'<dcterms:created xsi:type="dcterms:W3CDTF"', "<dcterms:created"),
    "a link that runs a script": edit("a link that runs a script", S1_RELS, r"https://example.org/[^\"]*", "javascript:alert(1)"),
    "a macro": Break("a macro or control", ((TYPES, "</Types>", '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'), related("rId90", "vbaProject", "../vbaProject.bin")), added={"ppt/vbaProject.bin": b"x"}),
    "no presentation": Break("no presentation", dropped=(PRES,)),
    # What is no cause of repair, but gives something away.
    "a link to a file": edit("neither http, https nor mailto", S1_RELS, r"https://example.org/[^\"]*", "file:///C:/Users/me/x.xlsx", "warning"),
    "a linked picture": Break("a linked image outside the deck", (related("rId91", "image", "https://example.org/a.png"),), severity="warning"),
    "a hidden slide": edit("a hidden slide", S1, "<p:sld ", '<p:sld show="0" ', "warning"),
    "an embedded object": Break("an embedded object", (related("rId92", "oleObject", "../embeddings/o.bin"), (TYPES, "</Types>", '<Default Extension="bin" ContentType="x/y"/></Types>')), added={"ppt/embeddings/o.bin": b"x"}, severity="warning"),
    "a path as alt text": edit("a path of somebody's machine as alt text", S3, 'descr="Two rows"', r'descr="C:\\Users\\me\\table.png"', "warning"),
    "a preview": Break("a preview picture", (("_rels/.rels", "</Relationships>", f'<Relationship Id="rId9" Type="{OFFICE}/thumbnail" Target="docProps/t.jpeg"/></Relationships>'), (TYPES, "</Types>", '<Default Extension="jpeg" ContentType="image/jpeg"/></Types>')), added={"docProps/t.jpeg": b"x"}, severity="warning"),
    "a path of a machine": edit("a path of somebody's machine", CORE, "<dc:subject>[^<]*", "<dc:subject>/home/me/decks/x.pptx", "warning"),
}  # fmt: skip
