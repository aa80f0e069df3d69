"""What the proof asks of a chart that somebody edited is done in its part, and the rule is silent."""

from __future__ import annotations

import pytest
from msgspec import Struct

from tests.following import followed
from tests.grouping import grouped
from tests.proof.layout.charted import found, several
from tests.proof.layout.test_proof_layout_charts import FAULTS, LEGEND, faulty


class Mended(Struct, frozen=True):
    """A fault of the charts' tests, how its fix reads, and the edits that follow it, in which `<0>` … are named."""

    fault: str
    fix: str
    edits: tuple[tuple[str, str], ...]


def mended(fault: str, fix: str, *edits: tuple[str, str]) -> Mended:
    return Mended(fault, fix, edits)


TEXT = "set it in <> points or more"
FROM_ZERO = "start it at <>, or mark it with // and name its start in the subtitle"
CASES = [
    mended(
        "bars that start above zero",
        "set the minimum of the value axis to <>",
        ('<c:min val="1.0"/>', '<c:min val="<0>"/>'),
    ),
    mended(
        "columns that start above zero",
        "set the minimum of the value axis to <>",
        ('<c:min val="100"/>', '<c:min val="<0>"/>'),
    ),
    mended("bars cut off by their axis", "let the axis hold every bar", ('<c:max val="200"/>', "")),
    mended("bars on a logarithmic axis", "use dots, or a plain axis from <>", ('<c:logBase val="10"/>', "")),
    mended(
        "bars that grow from another value",
        "let the category axis cross at zero",
        ('<c:crossesAt val="100"/>', '<c:crosses val="autoZero"/>'),
    ),
    mended(
        "bars that hang from the head",
        "let the category axis cross at zero",
        ('<c:crosses val="max"/>', '<c:crosses val="autoZero"/>'),
    ),
    mended("a line axis that starts above zero", FROM_ZERO, ('<c:min val="41"/>', '<c:min val="<0>"/>')),
    mended("an index axis that starts above zero", FROM_ZERO, ('<c:min val="70"/>', '<c:min val="<0>"/>')),
    mended(
        "ranks with 1 at the foot",
        "reverse the value axis: 1 at the top",
        ('(<c:valAx>.*?<c:orientation val=)"minMax"', r'\1"maxMin"'),
    ),
    mended(
        "a grid between the categories",
        "keep three to five lines on the value axis",
        ("<c:catAx>(.*?)<c:majorGridlines/>", r"<c:catAx>\1"),
    ),
    mended(
        "too many grid lines",
        "keep three to five lines on the value axis",
        ('<c:majorUnit val="20"/>', '<c:majorUnit val="100"/>'),
    ),
    mended("minor grid lines", "keep three to five lines on the value axis", ("<c:minorGridlines/>", "")),
    mended(
        "columns in three dimensions",
        "draw it flat",
        ("<c:bar3DChart>", "<c:barChart>"),
        ("</c:bar3DChart>", "</c:barChart>"),
    ),
    mended("a smoothed line", "join the points straight", (r'(<c:smooth val=)"1"', r'\1"0"')),
    mended("an area", "draw bars, or lines", ("<c:areaChart>", "<c:lineChart>"), ("</c:areaChart>", "</c:lineChart>")),
    mended(
        "a ring", "draw bars, or lines", ("<c:doughnutChart>", "<c:barChart>"), ("</c:doughnutChart>", "</c:barChart>")
    ),
    mended(
        "a pie of eight slices",
        "draw bars sorted by value, or at most 3 slices",
        ("<c:pieChart>", "<c:barChart>"),
        ("</c:pieChart>", "</c:barChart>"),
    ),
    mended(
        "gaps drawn as zero",
        "draw them as gaps (dispBlanksAs <>)",
        ('<c:dispBlanksAs val="zero"/>', '<c:dispBlanksAs val="<0>"/>'),
    ),
    mended(
        "gaps drawn as whole lines",
        "draw them as gaps, and bridge them with a dashed series that says so",
        ('<c:dispBlanksAs val="span"/>', '<c:dispBlanksAs val="gap"/>'),
    ),
    mended(
        "bars in no order", "sort them by value, the largest first", ("<c:v>57.1</c:v>", "<c:v>94.9880668258</c:v>")
    ),
    mended(
        "bars of multiples in no order",
        "sort them by value, the largest first",
        ("<c:v>1.5</c:v>", "<c:v>2.76689189189</c:v>"),
    ),
    mended("more lines than a reader follows", "show the <> that matter", (r'<c:ser><c:idx val="9"/>.*?</c:ser>', "")),
    mended(
        "a legend for two series",
        "drop the legend and name each mark next to it",
        (LEGEND.removesuffix("<c:plotVisOnly"), ""),
    ),
    mended(
        "a legend for one series",
        "drop the legend and name each mark next to it",
        (LEGEND.removesuffix("<c:plotVisOnly"), ""),
    ),
    mended(
        "a label that is turned",
        "set it horizontally, and shorten it if it must be",
        ('<a:bodyPr rot="-5400000"', '<a:bodyPr rot="0"'),
    ),
    mended(
        "category labels that are turned",
        "set it horizontally, and shorten it if it must be",
        ('(<c:catAx>.*?<a:bodyPr rot=)"2700000"', r'\1"0"'),
    ),
    mended(
        "an upright title of an axis",
        "set it horizontally, and shorten it if it must be",
        ('<a:bodyPr rot="-5400000" vert="horz"/>', '<a:bodyPr rot="0" vert="horz"/>'),
    ),
    mended("small text", TEXT, ('(<c:catAx>.*?sz=)"1100"', r'\1"<0>00"')),
    mended("tiny text", TEXT, ('(<c:dLbl>.*?sz=)"800"', r'\1"<0>00"')),
    mended(
        "pale bars", "take a colour with 3:1 or more; …", ('<a:srgbClr val="D9DEE3"/>', '<a:srgbClr val="5A6570"/>')
    ),
    mended(
        "a pale line", "take a colour with 3:1 or more; …", ('<a:srgbClr val="F0B429"/>', '<a:srgbClr val="0A4480"/>')
    ),
    mended(
        "a highlight near its context",
        "take a darker highlight or a lighter grey, so that it stands grey printing",
        ('<a:srgbClr val="4F6F8F"/>', '<a:srgbClr val="0A2A55"/>'),
    ),
    mended(
        "a label that its bar hides",
        "give it 4.5:1, …",
        ('(<c:dLbls>.*?)<a:schemeClr val="accent1"/>', r'\1<a:srgbClr val="FFFFFF"/>'),
    ),
    mended("pale numbers of an axis", "give it 4.5:1, …", ('<a:srgbClr val="C9D0D7"/>', '<a:srgbClr val="40484F"/>')),
]


# As the faults, several are made in one deck, and mended there.
GROUPS = grouped(CASES, lambda one: "gallery", lambda one: (FAULTS[one.fault].chart, FAULTS[one.fault].rule))


@pytest.mark.parametrize("group", GROUPS, ids=lambda one: f"{one[0].fault}, {len(one)}")
def test_a_chart_that_is_edited_as_the_fix_says_is_found_no_more(group: tuple[Mended, ...]) -> None:
    faults = [FAULTS[one.fault] for one in group]
    wrong = found(faulty(*faults))
    edits = [(fault.chart, old, new) for fault in faults for old, new in fault.edits]
    for one, fault in zip(group, faults, strict=True):
        fix = next(found.fix for found in wrong if found.rule == fault.rule and fault.message in found.what)
        edits += [(fault.chart, old, followed(one.fix, fix, [new])[0]) for old, new in one.edits]
    left = found(several(*edits))
    assert [str(finding) for finding in left if finding.rule in {fault.rule for fault in faults}] == []
