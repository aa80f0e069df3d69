# ruff: noqa: E501  (a fault is a line)
"""Charts: silence on every edition, and each fault of form, scale, label and colour found by the rule meant for it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from msgspec import Struct

from briefing.model.edition import Mode
from briefing.proof.layout import chart_checks
from tests.grouping import grouped
from tests.proof.layout.charted import chart, edited, found, several
from tests.proof.package.broken import edit
from tests.proof.package.decks import EVERY, made


@pytest.mark.parametrize(("project", "theme", "mode"), EVERY)
def test_nothing_is_found_in_the_charts_of_any_edition(project: str, theme: str, mode: Mode) -> None:
    assert found(made(project, theme, mode)) == []


class Fault(Struct, frozen=True):
    """A chart, edits of it, the rule that finds them, and words of the finding."""

    chart: str
    edits: tuple[tuple[str, str], ...]
    rule: str
    message: str


def fault(chart: str, rule: str, message: str, *edits: tuple[str, str]) -> Fault:
    return Fault(chart, edits, rule, message)


NO_LABELS = r"<c:dLbls>(?:(?!</c:dLbls>).)*</c:dLbls>"
# A series, its labels and its values up to the last point; the number of the point that is to go.
LINE_LABEL = r"(<c:dLbls>.*)<c:dLbl><c:idx val=\"9\"/>.*?</c:dLbl>(?!.*<c:dLbl><c:idx val=\"9\"/>)"
GRID = "<c:majorGridlines/>"
AXIS_TITLE = '<c:title><c:tx><c:rich><a:bodyPr rot="-5400000" vert="horz"/><a:lstStyle/><a:p><a:r><a:t>Value</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
LEGEND = '<c:legend><c:legendPos val="r"/><c:overlay val="0"/></c:legend><c:plotVisOnly'


def filled(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


FAULTS = {
    # Scales.
    "bars that start above zero": fault("bars", "chart-zero", "the bars start at 1, not at zero", ('<c:min val="0.0"/>', '<c:min val="1.0"/>')),
    "columns that start above zero": fault("columns", "chart-zero", "the bars start at 100", ('<c:min val="0.0"/>', '<c:min val="100"/>')),
    "an automatic axis that lifts the bars": fault("panel", "chart-zero", "is automatic", ('<c:min val="0.0"/>', ""), *((f"<c:v>{old}</c:v>", "<c:v>3050</c:v>") for old in ("1220.0", "1910.0", "2300.0", "2850.0"))),
    "bars cut off by their axis": fault("columns", "chart-zero", "is cut off at 200", ('<c:max val="[^"]*"/>', '<c:max val="200"/>')),
    "bars on a logarithmic axis": fault("bars", "chart-zero", "logarithmic", (r'(</c:catAx><c:valAx><c:axId val="\d+"/><c:scaling>)', r'\1<c:logBase val="10"/>')),
    "bars that grow from another value": fault("columns", "chart-zero", "grow from 100", ('<c:crosses val="autoZero"/>', '<c:crossesAt val="100"/>')),
    "bars that hang from the head": fault("columns", "chart-zero", "grow from the end of the axis", ('<c:crosses val="autoZero"/>', '<c:crosses val="max"/>')),
    "a line axis that starts above zero": fault("line", "chart-axis", "starts at 41", ('<c:min val="0.0"/>', '<c:min val="41"/>')),
    "an index axis that starts above zero": fault("index", "chart-axis", "starts at 70", ('<c:min val="0.0"/>', '<c:min val="70"/>')),
    "small multiples on two scales": fault("small", "chart-scale", "two scales for one unit, companies: 0 to 130 here, 0 to 190.08", ('<c:max val="[^"]*"/>', '<c:max val="130"/>')),
    "ranks with 1 at the foot": fault("bump", "chart-rank", "1 is at the foot", ('<c:orientation val="maxMin"/>', '<c:orientation val="minMax"/>')),
    "a grid between the categories": fault("line", "chart-grid", "between the categories", ('(<c:catAx>.*?<c:axPos val="b"/>)', rf"\1{GRID}")),
    "too many grid lines": fault("index", "chart-grid", "grid lines", ('<c:majorUnit val="[^"]*"/>', '<c:majorUnit val="20"/>')),
    "minor grid lines": fault("index", "chart-grid", "minor grid lines", ("(</c:majorGridlines>)", r"\1<c:minorGridlines/>")),
    # Form.
    "a chart without series": fault("bars", "chart-empty", "no series", ("<c:ser>.*</c:ser>", "")),
    "a chart without values": fault("columns", "chart-empty", "no values", ("(<c:val><c:numRef>.*?</c:formatCode>).*(</c:numCache></c:numRef></c:val>)", r'\1<c:ptCount val="9"/>\2')),
    "a chart that is not drawn": fault("card", "chart-empty", "no mark of the chart is drawn", *(("<c:spPr><a:ln .*?</c:spPr>", "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"),) * 3, ('<c:marker><c:symbol val="circle.*?</c:marker>', '<c:marker><c:symbol val="none"/></c:marker>')),
    "a chart in the colour of its ground": fault("places", "chart-empty", "the colour of their ground", ('<a:schemeClr val="accent3"/>', '<a:schemeClr val="bg1"/>'), *((f'<a:schemeClr val="accent{one}"/>', '<a:srgbClr val="FEFEFE"/>') for one in (1, 2))),
    "columns in three dimensions": fault("columns", "chart-form", "three dimensions", ("<c:barChart>", "<c:bar3DChart>"), ("</c:barChart>", "</c:bar3DChart>")),
    "a smoothed line": fault("line", "chart-form", "a smoothed line", (r'(<c:smooth val=)"0"(?!.*<c:smooth)', r'\1"1"')),
    "an area": fault("line", "chart-form", "an area", ("<c:lineChart>", "<c:areaChart>"), ("</c:lineChart>", "</c:areaChart>")),
    "a ring": fault("places", "chart-form", "a ring", ("<c:barChart>", "<c:doughnutChart>"), ("</c:barChart>", "</c:doughnutChart>")),
    "a pie of eight slices": fault("places", "chart-form", "a pie of 8 slices", ("<c:barChart>", "<c:pieChart>"), ("</c:barChart>", "</c:pieChart>")),
    "two value axes": fault("index", "chart-form", "two value axes", ("(<c:lineChart>.*?)(<c:ser>.*?</c:ser>)", r'<c:lineChart><c:grouping val="standard"/>\2<c:axId val="500000001"/><c:axId val="77"/></c:lineChart>\1'), ("(</c:valAx>)", r'\1<c:valAx><c:axId val="77"/><c:scaling><c:max val="9"/><c:min val="0"/></c:scaling><c:delete val="1"/></c:valAx>')),
    "a line through three points": fault("line", "chart-points", "through 3 observed points", *((rf'(.*<c:numCache>.*)<c:pt idx="{at}"><c:v>[^<]*</c:v></c:pt>', r"\1") for at in (0, 1, 2, 3, 4, 5))),
    "gaps drawn as zero": fault("line", "chart-bridge", "drawn as zero", ('<c:dispBlanksAs val="gap"/>', '<c:dispBlanksAs val="zero"/>')),
    "gaps drawn as whole lines": fault("line", "chart-bridge", "a whole line runs over", ('<c:dispBlanksAs val="gap"/>', '<c:dispBlanksAs val="span"/>')),
    "bars in no order": fault("places", "chart-sorted", "in no order", ("<c:v>94.9880668258</c:v>", "<c:v>57.1</c:v>")),
    "bars of multiples in no order": fault("bars", "chart-sorted", "in no order", ("<c:v>2.76689189189</c:v>", "<c:v>1.5</c:v>")),
    "more lines than a reader follows": fault("index", "chart-many", "5 lines", (r'(<c:ser><c:idx val="4"/>)(.*?)(Port Alder)(.*?</c:ser>)', r'\1\2\3\4<c:ser><c:idx val="9"/>\2Hullport\4')),
    # Labels.
    "a legend for two series": fault("share", "chart-legend", "a legend for 3 entries", ("<c:plotVisOnly", LEGEND)),
    "a legend for one series": fault("columns", "chart-legend", "a legend for 1 entry", ("<c:plotVisOnly", LEGEND)),
    "a line without any label": fault("line", "chart-labels", "the start and the end of the line", (rf"(.*){NO_LABELS}", r"\1")),
    "a line without its last value": fault("line", "chart-labels", "the end of the line", (LINE_LABEL, r"\1")),
    "bars without labels": fault("bars", "chart-labels", "4 of 4 bars", (NO_LABELS, "")),
    "a column without its label": fault("panel", "chart-labels", "1 of 7 bars", (r'<c:dLbl><c:idx val="2"/>.*?</c:dLbl>', "")),
    "a slope without labels": fault("slope", "chart-labels", "the end of the line of Wexcombe", *((NO_LABELS, ""),) * 4),
    "a label that is turned": fault("bars", "chart-rotated", "turned by -90°", ('<a:bodyPr rot="0"', '<a:bodyPr rot="-5400000"')),
    "category labels that are turned": fault("columns", "chart-rotated", "the category axis is turned by 45°", ('(<c:catAx>.*?<a:bodyPr rot=)"0"', r'\1"2700000"')),
    "an upright title of an axis": fault("index", "chart-rotated", "the title of the value axis is turned", ("(</c:majorGridlines>)", rf"\1{AXIS_TITLE}")),
    "small text": fault("columns", "chart-text", "has 11 points", ('(<c:catAx>.*?sz=)"1[24]00"', r'\1"1100"')),
    "tiny text": fault("line", "chart-text-tiny", "has 8 points", ('(<c:dLbl>.*?sz=)"\\d+"', r'\1"800"')),
    # Colours.
    "a rainbow": fault("places", "chart-hues", "3 hues", ("(<c:dPt>.*?</c:dPt>)", rf'\1<c:dPt><c:idx val="1"/><c:spPr>{filled("B02020")}</c:spPr></c:dPt><c:dPt><c:idx val="2"/><c:spPr>{filled("207020")}</c:spPr></c:dPt>')),
    "pale bars": fault("places", "colour-marks", "in #D9DEE3 on #FFFFFF has a contrast of 1.4:1", ('(<c:ser>.*?)<a:schemeClr val="accent3"/>', r'\1<a:srgbClr val="D9DEE3"/>')),
    "a pale line": fault("line", "colour-marks", "the line of", ('(.*<c:ser>.*?)<a:schemeClr val="accent1"/>', r'\1<a:srgbClr val="F0B429"/>')),
    "a highlight near its context": fault("places", "colour-emphasis", "against the context in #8A929B", ('<a:schemeClr val="accent1"/>', '<a:srgbClr val="4F6F8F"/>')),
    "colours that only a legend tells apart": fault("index", "colour-distance", "and colour alone tells their series apart", ("<c:plotVisOnly", LEGEND), *((rf'(<c:v>{name}</c:v>.*?)<a:schemeClr val="accent[13]"(/>|>.*?</a:schemeClr>)', rf'\1<a:srgbClr val="{colour}"/>') for name, colour in (("Kestrel Sound", "9A5B00"), ("Tarnmouth", "4C7A00"), ("Port Alder", "0A4480"), ("Wexcombe", "55122F")))),
    "a label that its bar hides": fault("bars", "colour-contrast", "“6.1×” in #0A4480 on #0A4480", ('(<c:dLbl>.*?)<a:schemeClr val="bg1"/>', r'\1<a:schemeClr val="accent1"/>')),
    "pale numbers of an axis": fault("columns", "colour-contrast", "the category axis", ('(<c:catAx>.*?)<a:schemeClr val="tx2"/>', r'\1<a:srgbClr val="C9D0D7"/>')),
}  # fmt: skip


# Several are made in one deck, each in a chart of its own and by a rule of its own.
GROUPS = grouped(FAULTS.values(), lambda one: "gallery", lambda one: (one.chart, one.rule))


def faulty(*faults: Fault) -> bytes:
    """The gallery's deck with these faults in its charts."""
    return several(*((one.chart, old, new) for one in faults for old, new in one.edits))


@pytest.mark.parametrize("group", GROUPS, ids=lambda one: f"{one[0].chart}, {one[0].rule}, {len(one)}")
def test_each_fault_of_a_chart_is_found_by_its_rule(group: tuple[Fault, ...]) -> None:
    findings = found(faulty(*group))
    for one in group:
        message = [finding for finding in findings if finding.rule == one.rule]
        assert any(one.message in finding.what for finding in message), (one, findings)
        for finding in message:
            assert finding.location.file == "deck.pptx"
            assert finding.location.page > 0
            assert finding.location.element
            assert finding.location.box
            assert finding.fix


def test_each_rule_of_charts_has_a_fault_that_it_finds() -> None:
    rules = [rule.id for rule in chart_checks.RULES]
    assert len(rules) == len(set(rules))
    assert set(rules) <= {one.rule for one in FAULTS.values()}


# What looks like a fault and is none: chart, edits, the rule that must say nothing.
HARMLESS = {
    "a shortened axis that the slide names": ("line", "chart-axis", ('<c:min val="0.0"/>', '<c:min val="41"/>')),
    "bars of both signs on an axis from below zero": ("places", "chart-zero", ("<c:v>45.987654321</c:v>", "<c:v>-45.987654321</c:v>"), ('<c:min val="0.0"/>', '<c:min val="-50"/>')),
    "an automatic axis for values far apart": ("places", "chart-zero", ('<c:min val="0.0"/>', "")),
    "years that follow each other": ("columns", "chart-sorted", ("<c:v>327.6</c:v>", "<c:v>110</c:v>")),
    "the rest of a whole as the last bar": ("places", "chart-sorted", ("<c:v>Redcliffe Point</c:v>", "<c:v>All other ports</c:v>"), ("<c:v>45.987654321</c:v>", "<c:v>120.0</c:v>")),
    "bars from the least to the most": ("places", "chart-sorted", *((rf'(<c:numCache>.*<c:pt idx="{at}"><c:v>)[^<]*', rf"\g<1>{at + 1}") for at in range(8))),
    "two ranks of a port": ("bump", "chart-points", *((r'(.*<c:v>Lowhithe</c:v>.*?<c:numCache>.*?)<c:pt idx="\d"><c:v>[^<]*</c:v></c:pt>', r"\1"),) * 2),
    "a line of three points on a card": ("card", "chart-points", *((rf'(.*<c:numCache>.*)<c:pt idx="{at}"><c:v>[^<]*</c:v></c:pt>', r"\1") for at in range(7))),
    "a line in runs, cut by a break": ("refused", "chart-points", *((rf'<c:pt idx="\d+"><c:v>{held}</c:v></c:pt>', "") for held in ("88.3", "101.9"))),
    "a label that tells which series it is": ("index", "colour-distance", ("<c:plotVisOnly", LEGEND), (r'(.*)<c:showSerName val="0"/>', r'\1<c:showSerName val="1"/>')),
    "one value axis for bars and lines": ("columns", "chart-form", ("(</c:barChart>)", r'\1<c:lineChart><c:grouping val="standard"/><c:axId val="500000001"/><c:axId val="500000002"/></c:lineChart>')),
    "text that is turned by the program's own choice": ("columns", "chart-rotated", ('(<c:catAx>.*?<a:bodyPr rot=)"0"', r'\1"-60000000"')),
}  # fmt: skip


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_right_is_let_through(name: str) -> None:
    chart_name, rule, *edits = HARMLESS[name]
    data = edited(chart_name, *edits)  # type: ignore[arg-type]
    if rule == "chart-axis":
        assert rule in {one.rule for one in found(data)}
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            slides = [name for name in archive.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
            own = next(name for name in slides if b"Over twice the level of" in archive.read(name))
        data = edit("", own, "(<a:t>)(Solar capacity per[^<]*)", r"\1\2; the axis starts at 41").of(data)
    assert rule not in {one.rule for one in found(data)}


def test_no_chart_that_lacks_a_part_or_holds_nonsense_ends_the_proof() -> None:
    tags = (
        "c:ser",
        "c:val",
        "c:cat",
        "c:tx",
        "c:idx",
        "c:axId",
        "c:scaling",
        "c:spPr",
        "c:marker",
        "c:dLbls",
        "c:valAx",
        "c:catAx",
        "c:plotArea",
        "c:chart",
        "c:numCache",
        "c:v",
        "c:txPr",
        "a:ln",
        "a:solidFill",
        "a:schemeClr",
    )
    for tag in tags:
        gone = rf"<{tag}\b[^>]*?(/>|>.*?</{tag}>)"
        having = [name for name in ("line", "bars") if re.search(rf"<{tag}\b", chart(name)[1])]
        assert all(one.fix for one in found(several(*((name, gone, "") for name in having))))
    for nonsense in ("1e400", "nan", "", "x"):
        value = rf"\g<1>{nonsense}"
        data = several(
            ("line", r"(<c:v>)1156.0", value),
            ("columns", r"(<c:v>)327.6", value),
            ("bars", r'(<c:min val=")[^"]*', value),
            ("share", r'(sz=")[^"]*', value),
        )
        assert all(one.fix for one in found(data))


def test_charts_of_another_program_are_judged_without_a_ledger() -> None:
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    presentation = Presentation()
    for kind in (XL_CHART_TYPE.COLUMN_CLUSTERED, XL_CHART_TYPE.PIE, XL_CHART_TYPE.LINE, XL_CHART_TYPE.AREA):
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
        data.categories = ["North", "South", "East", "West"]
        data.add_series("Sales", (98, 100, 97, 99))
        slide.shapes.add_chart(kind, Inches(1), Inches(2), Inches(6), Inches(4), data)
    buffer = io.BytesIO()
    presentation.save(buffer)
    message = {(one.location.page, one.rule) for one in found(buffer.getvalue())}
    assert {(1, "chart-zero"), (1, "chart-sorted"), (2, "chart-form"), (3, "chart-axis"), (4, "chart-form")} <= message
