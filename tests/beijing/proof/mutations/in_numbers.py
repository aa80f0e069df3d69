# ruff: noqa: E501  (a fault is a line)
"""Faults in numbers: in what is read, drawn, attached, told aside, and in the ledger that all of it rests on."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, String

from tests.beijing.proof.mutations.editions import LEDGER, Mutation
from tests.proof.mutations import pages, slides
from tests.proof.mutations.change import Change, edited


def ledgered(edit: Callable[[Any], object]) -> Change:
    """An edit of the ledger."""

    def change(data: bytes) -> bytes:
        ledger = json.loads(data)
        edit(ledger)
        return json.dumps(ledger, ensure_ascii=False).encode("utf-8")

    return change


def fact(name: str, **changes: Any) -> Change:
    """Fields of a fact of the ledger."""
    return ledgered(lambda ledger: ledger["facts"][name].update(changes))


def observed(name: str, **changes: Any) -> Change:
    """Fields of the first observation behind a fact of the ledger."""
    return ledgered(lambda ledger: ledger["facts"][name]["observations"][0].update(changes))


def used(text: str, new: str) -> Change:
    """The text of the first use that prints a fact so."""

    def edit(ledger: Any) -> None:
        next(use for use in ledger["uses"] if use["text"] == text)["text"] = new

    return ledgered(edit)


def _unsourced(ledger: Any) -> None:
    del ledger["sources"]["SEED_KOTOPAT"]


def _expecting(ledger: Any) -> None:
    claim = next(one for one in ledger["claims"] if "patents.multiple > 3" in one["expect"])
    claim["expect"] = claim["expect"].replace("patents.multiple > 3", "patents.multiple > 6")


def _unobserved(ledger: Any) -> None:
    ledger["facts"]["patents.last"]["observations"] = []


_TITLE = (
    "<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>All 777 of them</a:t></a:r></a:p></c:rich></c:tx>"
    '<c:overlay val="0"/></c:title>'
)
_SHAPE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="901" name="Words"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
    '<a:off x="571500" y="1700000"/><a:ext cx="2000000" cy="250000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
    '</a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:rPr sz="1400"/><a:t>All 777 of them</a:t></a:r></a:p>'
    "</p:txBody></p:sp>"
)
_GROUP = (
    '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="900" name="Group"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    f"{_SHAPE}</p:grpSp></p:spTree>"
)

IN_DECK = (
    Mutation("a digit in a slide's title", "pptx", "number-untraced", slides.words(3, "262.9", "269.2"), 3),
    Mutation("a digit in a panel", "pptx", "number-untraced", slides.words(3, "136.95", "139.65"), 3),
    Mutation("a digit in a card", "pptx", "number-untraced", slides.words(2, ">28,300<", ">23,800<"), 2),
    Mutation("a digit in a table's cell", "pptx", "number-untraced", slides.words(5, ">11.8<", ">11.3<"), 5),
    Mutation("a digit in a source line", "pptx", "number-untraced", slides.words(3, "Xinhua 2023", "Xinhua 2028"), 3),
    Mutation("a digit in a note line", "pptx", "number-untraced", slides.words(4, "405,000", "450,000"), 4),
    Mutation("a digit in a subtitle", "pptx", "number-untraced", slides.words(9, "2017–2024", "2017–2026"), 9),
    Mutation("a digit in the speaker's notes", "pptx", "number-untraced", slides.notes(6, "915.33", "951.33"), 6),
    Mutation(
        "a digit in a chart's alternative text", "pptx", "number-untraced",
        slides.words(6, "313.6 billion yuan in 2014", "318.6 billion yuan in 2014"), 6,
    ),
    Mutation("a digit on the cover", "pptx", "number-untraced", slides.words(1, ">2.3×<", ">3.2×<"), 1),
    Mutation("a sign turned", "pptx", "number-untraced", slides.words(8, "−14.1", "+14.1"), 8),
    Mutation("a decimal point lost", "pptx", "number-untraced", slides.words(6, "915.3\u00a0billion", "9153\u00a0billion"), 6),
    Mutation("million for billion", "pptx", "number-untraced", slides.words(6, "853.7\u00a0billion", "853.7\u00a0million"), 6),
    Mutation("a percent sign lost", "pptx", "number-untraced", slides.words(6, "8.8%", "8.8"), 6),
    Mutation(
        "two numbers exchanged between slides", "pptx", "number-untraced",
        slides.exchanged((3, "136.95"), (6, "74.9")), 3,
    ),
    Mutation(
        "a number of another slide", "pptx", "number-untraced", slides.words(7, "28,300", "262.9"), 7,
    ),
    Mutation("a number left out", "pptx", "number-lost", slides.words(3, "52% is high-value", "Half is high-value"), 3),
    Mutation(
        "a number put in", "pptx", "number-untraced",
        slides.words(12, "No number, no date and no\u00a0budget.", "No date, and a budget of 4.2 billion yuan."), 12,
    ),
    Mutation(
        "a number put in twice", "pptx", "number-untraced",
        slides.words(4, "No patent is valued here", "No patent, of 574,000 in all, is valued here"), 4,
    ),
    Mutation("threefold made fourfold", "pptx", "number-word", slides.words(5, "than threefold", "than fourfold"), 5),
    Mutation("doubled made tripled", "pptx", "number-word", slides.words(1, "more than doubled", "more than tripled"), 1),
    Mutation(
        "a word for a number put in", "pptx", "number-word", slides.words(4, "No patent is valued here", "No patent has halved in value"), 4,
    ),
    Mutation("a rank in words", "pptx", "number-word", slides.words(10, "had Beijing third", "had Beijing second"), 10),
    Mutation(
        "a digit in a chart's cache", "pptx", "package-charts",
        slides.charted(3, ("<c:v>111.2</c:v>", "<c:v>117.2</c:v>")), 3,
    ),
    Mutation(
        "a digit in a chart's workbook", "pptx", "package-charts", slides.booked(3, "<v>111.2</v>", "<v>117.2</v>"), 3,
    ),
    Mutation(
        "a digit in a chart's cache and workbook", "pptx", "number-drawn",
        slides.in_turn(
            slides.charted(3, ("<c:v>111.2</c:v>", "<c:v>117.2</c:v>")),
            slides.booked(3, "<v>111.2</v>", "<v>117.2</v>"),
        ), 3,
    ),
    Mutation(
        "two years of a chart exchanged", "pptx", "number-drawn",
        slides.in_turn(
            slides.charted(6, ("<c:v>345.26</c:v>", "<c:v>-1</c:v>"), ("<c:v>394.08</c:v>", "<c:v>345.26</c:v>"), ("<c:v>-1</c:v>", "<c:v>394.08</c:v>")),
            slides.booked(6, "<v>345.26</v>", "<v>-1</v>"), slides.booked(6, "<v>394.08</v>", "<v>345.26</v>"),
            slides.booked(6, "<v>-1</v>", "<v>394.08</v>"),
        ), 6,
    ),
    Mutation(
        "a chart's label in another format", "pptx", "number-untraced",
        slides.charted(3, (r'formatCode="#,##0\.0" sourceLinked', 'formatCode="#,##0" sourceLinked')), 3,
    ),
    Mutation(
        "a chart's label typed by hand", "pptx", "number-untraced",
        slides.charted(6, (
            r'<c:dLbl><c:idx val="9"/><c:numFmt[^>]*/>',
            '<c:dLbl><c:idx val="9"/><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>958.7</a:t></a:r></a:p></c:rich></c:tx>',
        )), 6,
    ),
    Mutation("a number in a chart's title", "pptx", "number-untraced", slides.charted(3, ('<c:autoTitleDeleted val="1"/>', _TITLE + '<c:autoTitleDeleted val="0"/>')), 3),
    Mutation("a number along an axis", "pptx", "number-untraced", slides.charted(3, ("(<c:valAx>.*?<c:axPos [^>]*/>)", r"\1" + _TITLE)), 3),
    Mutation("two numbers exchanged on a slide", "pptx", "number-untraced", slides.in_turn(slides.words(5, ">313.6<", ">:<"), slides.words(5, ">146<", ">313.6<"), slides.words(5, ">:<", ">146<")), 5),
    Mutation("two years exchanged in a card", "pptx", "number-untraced", slides.in_turn(slides.words(2, ">2014: 48.2<", ">2023: 48.2<"), slides.words(2, ">2023<", ">2014<")), 2),
    Mutation("a bound turned", "pptx", "number-untraced", slides.words(7, "at most 5%", "at least 5%"), 7),
    Mutation("an approximate number made exact", "pptx", "number-untraced", slides.words(8, "99% and about 98%", "99% and 98%"), 8),
    Mutation("a comma made a point", "pptx", "number-untraced", slides.words(5, ">28,300<", ">28.300<"), 5),
    Mutation("a number in full-width digits", "pptx", "number-untraced", slides.words(5, ">146<", ">１６４<"), 5),
    Mutation("a number in a group of shapes", "pptx", "number-untraced", slides.replaced(slides.slide(12), "</p:spTree>", _GROUP), 12),
    Mutation("a number in superscript", "pptx", "number-untraced", slides.words(12, "no date and no\u00a0budget", "no date and no\u00a0budget²"), 12),
    Mutation("a number on the slides' layout", "pptx", "number-untraced", slides.replaced("ppt/slideLayouts/slideLayout2.xml", "</p:spTree>", _SHAPE + "</p:spTree>")),
    Mutation("a digit in a Chinese title", "pptx", "number-untraced", slides.words(3, "262.9", "226.9"), 3, "zh"),
    Mutation("亿 for 万", "pptx", "number-untraced", slides.words(2, "2.83万", "2.83亿"), 2, "zh"),
    Mutation(
        "a Chinese number in words", "pptx", "number-word", slides.words(1, "翻了一番", "翻了两番"), 1, "zh",
    ),
)  # fmt: skip


def _formed(pdf: pikepdf.Pdf) -> None:
    """Words that stand in a form of their own."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    form = pdf.make_stream(b"BT /F1 12 Tf 100 760 Td (All 777 of them) Tj ET")
    form.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 595, 842]))
    form.Resources = Dictionary(Font=Dictionary(F1=font))
    page = pdf.pages[1]
    page.Resources.XObject = Dictionary(Words=form)
    page.contents_add(b"/Artifact BMC /Words Do EMC")


def _marked(pdf: pikepdf.Pdf) -> None:
    first: Any = pdf.Root.Outlines.First
    first.Title = String(str(first.Title).replace("5.5-fold", "9.5-fold"))


IN_BRIEF = (
    Mutation("a digit in a page's headline", "pdf", "number-untraced", pages.retold(1, "5.5-fold", "5.2-fold"), 1),
    Mutation("a digit in a page's text", "pdf", "number-untraced", pages.retold(2, "from 293 a day", "from 239 a day"), 2),
    Mutation("a digit of a strip's card", "pdf", "number-untraced", pages.retold(1, "853.7", "835.7"), 1),
    Mutation("a digit of a figure's label", "pdf", "number-untraced", pages.retold(2, "20.711.8", "20.711.3"), 2),
    Mutation("a digit in a table of a page", "pdf", "number-untraced", pages.retold(5, "11,438", "11,483"), 5),
    Mutation("a digit in a side column", "pdf", "number-untraced", pages.retold(4, "431 in 2024", "413 in 2024"), 4),
    Mutation("a year in a side column", "pdf", "number-untraced", pages.retold(4, "431 in 2024", "431 in 2021"), 4),
    Mutation("a digit in a source line of a page", "pdf", "number-untraced", pages.retold(1, "Beijing IP Office 2020", "Beijing IP Office 2023"), 1),
    Mutation("a digit in a page's alternative text", "pdf", "number-untraced", pages.alt("1.73", "1.37"), 2),
    Mutation("million for billion on a page", "pdf", "number-untraced", pages.retold(2, "853.7 billion", "853.7 million"), 2),
    Mutation("a number left out of a page", "pdf", "number-lost", pages.retold(4, "No fall. The 6.58% of 2024", "No fall. The GDP of 2024"), 4),
    Mutation("a number put in a page", "pdf", "number-untraced", pages.retold(5, "Publish lapses", "Publish 412 lapses"), 5),
    Mutation("a number in words on a page", "pdf", "number-word", pages.retold(5, "four questions come", "seven questions come"), 5),
    Mutation("a digit in Chinese text", "pdf", "number-untraced", pages.retold(1, "20.7%", "27.0%"), 1, "zh"),
    Mutation("a number in a form on a page", "pdf", "number-untraced", pages.resaved(_formed), 2),
    Mutation("a digit in a bookmark", "pdf", "tags-bookmarks", pages.resaved(_marked)),
    Mutation("a digit that is drawn and not heard", "pdf", "tags-fonts", pages.retold(1, "20.7%", "27.0%", heard=False), 1, "zh"),
    Mutation("a digit in a figure's table", "pdf", "number-attached", pages.attached("figure-01.csv", ",61.3,", ",63.1,")),
    Mutation("a digit in the attached facts", "pdf", "number-attached", pages.attached("facts.json", '"value":-0.4', '"value":-0.6')),
    Mutation("a formula in the attached facts", "pdf", "number-attached", pages.attached("facts.json", '"formula":"16.6 − 17"', '"formula":"16.6 − 18"')),
    Mutation("a source of the attached list", "pdf", "number-attached", pages.attached("sources.csv", "NATUREINDEX_ABE_2018", "NATUREINDEX_ABE_2019")),
)  # fmt: skip

IN_LETTER = (
    Mutation("a digit in the letter", "html", "number-untraced", edited(">262.9<", ">269.2<")),
    Mutation("a digit in the letter's list", "html", "number-untraced", edited("at most 5% more", "at most 7% more")),
    Mutation("a digit in the letter's subject", "html", "number-untraced", edited("up 5.5-fold", "up 5.9-fold")),
    Mutation("a number in words in the letter", "html", "number-word", edited("Four indicators more", "Five indicators more")),
    Mutation("a digit in the plain letter", "txt", "number-untraced", edited("▲ 2.7× since", "▲ 2.1× since")),
    Mutation("a number left out of the plain letter", "txt", "number-lost", edited("  ▲ 2.3× since 2014\n", "")),
    Mutation("a digit in the Chinese letter", "html", "number-untraced", edited("8536.9", "8563.9"), 0, "zh"),
)  # fmt: skip

IN_LEDGER = (
    Mutation("a fact's value", LEDGER, "number-formula", fact("patents.multiple", value=5.6)),
    Mutation("a fact's formula", LEDGER, "number-formula", fact("patents.multiple", formula="262.9 / 48.1")),
    Mutation("a formula's tree", LEDGER, "number-formula", fact("patents.multiple", tree={"op": "/", "of": [{"op": "value", "of": 0}, {"op": "value", "of": 1}]})),
    Mutation("an observation's value", LEDGER, "number-cell", observed("firms.at(2022)", value=239.0)),
    Mutation("an observation's year", LEDGER, "number-cell", observed("pct.last", year=2021)),
    Mutation("an observation's source", LEDGER, "number-cell", observed("pct.last", source="CNR_20210823")),
    Mutation("a source that is dropped", LEDGER, "number-unsourced", ledgered(_unsourced)),
    Mutation("a fact without observations", LEDGER, "number-unsourced", ledgered(_unobserved)),
    Mutation("a source's address", LEDGER, "number-cell", ledgered(lambda ledger: ledger["sources"]["SEED_KOTOPAT"].update(url="https://example.org"))),
    Mutation("a source's publisher", LEDGER, "number-cell", ledgered(lambda ledger: ledger["sources"]["SEED_KOTOPAT"].update(publisher="KOTA Patent"))),
    Mutation("a fact's unit", LEDGER, "number-value", fact("contracts.last", unit="million yuan")),
    Mutation("a bound made exact", LEDGER, "number-cell", observed("enterprises.at(2019)", qualifier="=")),
    Mutation("a fact as printed", LEDGER, "number-value", used("853.7", "835.7")),
    Mutation("a claim that is false", LEDGER, "claim-false", ledgered(_expecting)),
)  # fmt: skip

IN_DATASET = (
    Mutation("a value of the dataset", "observations.csv", "number-cell", edited(",11438,", ",11348,")),
    Mutation("a target of the dataset", "targets.csv", "number-cell", edited("1200", "1250")),
    Mutation("an entry of a list", "statements.csv", "number-cell", edited("|humanoid robots", "")),
)  # fmt: skip
MUTATIONS = (*IN_DECK, *IN_BRIEF, *IN_LETTER, *IN_LEDGER, *IN_DATASET)
