# ruff: noqa: E501  (a fault is a line)
"""Faults in what a file carries beside its pages: links, properties, bookmarks, attachments, scripts, and the ledger."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.proof.mutations import pages, slides
from tests.proof.mutations.change import Change, edited
from tests.proof.mutations.slides import matched, repacked, replaced
from tests.proof.mutations.strangers import LEDGER, Fault

_LINK, _PROPERTY, _MARKUP, _OUTLINE, _SEALED = (
    "link-changed",
    "property-changed",
    "markup-changed",
    "outline-changed",
    "ledger-sealed",
)
_FILES, _ACTIVE = "attached-changed", "letter-active"
_RELATIONS = "ppt/slides/_rels/slide{}.xml.rels"


def linked(number: int, old: str, new: str) -> Change:
    """A relationship of a slide that leads elsewhere."""
    return matched(_RELATIONS.format(number), old, new)


def linked_out(number: int, address: str, holder: str) -> Change:
    """A shape of a slide that leads to an address."""

    def edit(parts: slides.Parts) -> None:
        rels = _RELATIONS.format(number)
        one = f'<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="{address}" TargetMode="External"/></Relationships>'
        parts[rels] = parts[rels].decode().replace("</Relationships>", one).encode()
        part = slides.slide(number)
        parts[part] = _clicked(parts[part].decode(), holder).encode()

    return repacked(edit)


def _clicked(text: str, holder: str) -> str:
    at = text.index(f'name="{holder}"')
    end = text.index(">", at)
    assert text[end - 1] != "/", "the shape has no room for a link"
    return text[: end + 1] + '<a:hlinkClick r:id="rId77"/>' + text[end + 1 :]


def unlinked(number: int) -> Change:
    """A slide whose first link is gone."""
    return matched(slides.slide(number), r"<a:hlinkClick [^>]*?(/>|>.*?</a:hlinkClick>)", "")


def custom(name: str, value: str) -> Change:
    """A custom property of a deck."""

    def edit(parts: slides.Parts) -> None:
        parts["docProps/custom.xml"] = (
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
            'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property '
            f'fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}"><vt:lpwstr>{value}</vt:lpwstr></property></Properties>'
        ).encode()
        for part, end, more in (
            (
                "_rels/.rels",
                "</Relationships>",
                '<Relationship Id="rId88" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/>',
            ),
            (
                "[Content_Types].xml",
                "</Types>",
                '<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>',
            ),
        ):
            parts[part] = parts[part].decode().replace(end, more + end).encode()

    return repacked(edit)


def hidden(number: int) -> Change:
    """A slide that is not shown."""
    return matched(slides.slide(number), r"<p:sld ", '<p:sld show="0" ')


def animated(number: int) -> Change:
    """A slide whose first element comes in when it is clicked."""
    timing = '<p:timing><p:bldLst><p:bldP spid="2" grpId="0"/></p:bldLst></p:timing></p:sld>'
    return matched(slides.slide(number), "</p:sld>", timing)


def dropped_slide(number: int) -> Change:
    """A deck without a slide."""
    return matched(
        "ppt/presentation.xml", rf"((?:<p:sldId [^>]*?(?:/>|>.*?</p:sldId>)){{{number - 1}}})<p:sldId [^>]*?/>", r"\1"
    )


IN_DECKS = (
    Fault("a jump to another slide", "pptx", _LINK, linked(2, "slide9.xml", "slide5.xml"), 2),
    Fault("two jumps exchanged", "pptx", _LINK, slides.in_turn(linked(2, 'Target="slide4.xml"', 'Target="@"'), linked(2, 'Target="slide9.xml"', 'Target="slide4.xml"'), linked(2, 'Target="@"', 'Target="slide9.xml"')), 2),
    Fault("a jump taken out", "pptx", _LINK, unlinked(2), 2),
    Fault("a link to a stranger's page", "pptx", _LINK, linked_out(4, "https://phish.example/", "Chart"), 4),
    Fault("a link with a number in its address", "pptx", _LINK, linked_out(4, "https://figures.ravel.example/?value=777", "Point 1"), 4),
    Fault("a number in the title of a deck", "pptx", _PROPERTY, replaced("docProps/core.xml", "The port of Ravel", "All 777 ports of Ravel")),
    Fault("a number of the subject", "pptx", _PROPERTY, replaced("docProps/core.xml", "13% longer", "31% longer")),
    Fault("longer made shorter in the subject", "pptx", _PROPERTY, replaced("docProps/core.xml", "longer", "shorter")),
    Fault("another author", "pptx", _PROPERTY, replaced("docProps/core.xml", "<dc:creator>Desk of statistics", "<dc:creator>Ostmark desk")),
    Fault("another class", "pptx", _PROPERTY, replaced("docProps/core.xml", ">Public<", ">Secret<")),
    Fault("another company", "pptx", _PROPERTY, replaced("docProps/app.xml", "Ravel Harbour Board", "Ostmark Harbour Board")),
    Fault("a description of 777", "pptx", _PROPERTY, replaced("docProps/core.xml", "</cp:coreProperties>", "<dc:description>All 777 of them</dc:description></cp:coreProperties>")),
    Fault("a property of one's own", "pptx", _PROPERTY, custom("Reviewed value", "777")),
    Fault("a slide hidden", "pptx", "text-missing", hidden(9), 9),
    Fault("a slide that comes in by clicks", "pptx", "mark-changed", animated(3), 3),
    Fault("a slide taken out", "pptx", "text-missing", dropped_slide(5)),
    Fault("a number in the title of a Chinese deck", "pptx", _PROPERTY, replaced("docProps/core.xml", "104cm", "140cm"), 0, "lakes"),
    Fault("a number in the subject of the example", "pptx", _PROPERTY, matched("docProps/core.xml", r"37%", "73%"), 0, "example"),
)  # fmt: skip


def _info(name: str, text: str) -> Callable[[pikepdf.Pdf], object]:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.trailer.Info[f"/{name}"] = String(text)

    return edit


def _marked(pdf: pikepdf.Pdf) -> None:
    first: Any = pdf.Root.Outlines.First
    first.Title = String(str(first.Title).replace("33%", "93%"))


def _led_elsewhere(pdf: pikepdf.Pdf) -> None:
    first: Any = pdf.Root.Outlines.First
    last = pdf.Root.Outlines.Last
    first.Dest, last.Dest = last.Dest, first.Dest


def _addressed(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for one in page.get("/Annots", Array()):
            if "/A" in one and "/URI" in one.A and "register" in str(one.A.URI):
                one.A.URI = String("https://phish.example/ports")


def _unlinked(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        entries = [
            one
            for one in page.get("/Annots", Array())
            if "pilots" not in str(one.get("/A", Dictionary()).get("/URI", ""))
        ]
        if "/Annots" in page:
            page.Annots = Array(entries)


def _jumped(pdf: pikepdf.Pdf) -> None:
    for one in pdf.pages[0].get("/Annots", Array()):
        if "/Dest" in one:
            one.Dest = Array([pdf.pages[1].obj, Name.Fit])
        elif "/A" in one and "/D" in one.A:
            one.A.D = Array([pdf.pages[1].obj, Name.Fit])


def _remarked(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=[100, 700, 120, 720], Contents=String("It is 777, not 41.6")
    )
    page = pdf.pages[1]
    page.Annots = Array([*page.get("/Annots", Array()), pdf.make_indirect(note)])


def _scripted(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert('777')"))
    pdf.Root.Names.JavaScript = Dictionary(Names=Array([String("a"), pdf.make_indirect(action)]))


def _brought(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["more.txt"] = b"All 777 of them"


IN_BRIEFS = (
    Fault("a number in the title of a brief", "pdf", _PROPERTY, pages.resaved(_info("Title", "All 777 ports of Ravel"))),
    Fault("a number of a brief's subject", "pdf", _PROPERTY, pages.resaved(_info("Subject", "Boxes rose 6.1-fold from 2017 to 2023; ships stay 13% longer"))),
    Fault("another author of a brief", "pdf", _PROPERTY, pages.resaved(_info("Author", "Ostmark Harbour Board"))),
    Fault("keywords of a brief", "pdf", _PROPERTY, pages.resaved(_info("Keywords", "Ravel, 777"))),
    Fault("a digit in a bookmark", "pdf", _OUTLINE, pages.resaved(_marked)),
    Fault("two bookmarks that lead to each other's page", "pdf", _OUTLINE, pages.resaved(_led_elsewhere)),
    Fault("an address of a brief replaced", "pdf", _LINK, pages.resaved(_addressed), 4),
    Fault("an address of a brief taken out", "pdf", _LINK, pages.resaved(_unlinked), 4),
    Fault("a jump of a brief to another page", "pdf", _LINK, pages.resaved(_jumped), 1),
    Fault("a remark on a page", "pdf", "text-added", pages.resaved(_remarked), 2),
    Fault("a script in a brief", "pdf", _PROPERTY, pages.resaved(_scripted)),
    Fault("a file put inside a brief", "pdf", _FILES, pages.resaved(_brought)),
    Fault("a file taken out of a brief", "pdf", _FILES, pages.detached("figure-02.csv")),
    Fault("a digit in a figure's table", "pdf", _FILES, pages.attached("figure-02.csv", "860", "680")),
    Fault("a digit in the attached facts", "pdf", _FILES, pages.attached("facts.json", '"value":41.6', '"value":46.1')),
    Fault("a publisher in the attached sources", "pdf", _FILES, pages.attached("sources.csv", "Guild of Pilots", "Guild of Thieves")),
    Fault("a digit in an attached Chinese table", "pdf", _FILES, pages.attached("figure-01.csv", "104", "140"), 0, "lakes"),
)  # fmt: skip

IN_LETTERS = (
    Fault("an address of the letter replaced", "html", _LINK, edited("https://register.example/ports", "https://phish.example/ports")),
    Fault("two addresses of the letter exchanged", "html", _LINK, slides.in_turn(edited("https://register.example/ports", "@"), edited("https://figures.ravel.example/port", "https://register.example/ports"), edited("@", "https://figures.ravel.example/port"))),
    Fault("an address for mail replaced", "html", _LINK, edited("mailto:desk@ravel.example", "mailto:desk@phish.example")),
    Fault("a script in the letter", "html", _ACTIVE, edited("</body>", "<script>document.body.innerHTML='777'</script></body>")),
    Fault("a script from elsewhere", "html", _ACTIVE, edited("</head>", '<script src="https://phish.example/a.js"></script></head>')),
    Fault("a handler of an event", "html", _ACTIVE, edited("<body", "<body onload=\"alert(777)\"")),
    Fault("a link that runs a script", "html", _ACTIVE, edited("mailto:desk@ravel.example", "javascript:alert(777)")),
    Fault("words from CSS", "html", _ACTIVE, edited("</style>", '.ink::after { content: "777" }</style>')),
    Fault("words from CSS in other quotes", "html", _ACTIVE, edited("</style>", ".ink:before{content:'fell'}</style>")),
    Fault("a frame in the letter", "html", _ACTIVE, edited("</body>", '<iframe src="https://phish.example"></iframe></body>')),
    Fault("a form in the letter", "html", _ACTIVE, edited("</body>", '<form action="https://phish.example"><input name="a"></form></body>')),
    Fault("an object in the letter", "html", _ACTIVE, edited("</body>", '<object data="https://phish.example/a.svg"></object></body>')),
    Fault("a picture from elsewhere", "html", _ACTIVE, edited("</body>", '<img src="https://phish.example/777.png" alt=""></body>')),
    Fault("a page that sends its reader on", "html", _ACTIVE, edited("</head>", '<meta http-equiv="refresh" content="0;url=https://phish.example"></head>')),
    Fault("a style from elsewhere", "html", _ACTIVE, edited("</head>", '<link rel="stylesheet" href="https://phish.example/a.css"></head>')),
    Fault("a number in a comment", "html", _MARKUP, edited("</body>", "<!-- the true value is 777 --></body>")),
    Fault("a sentence made invisible", "html", _MARKUP, edited("<body", '<body style="visibility:hidden"')),
    Fault("words in the colour of their ground", "html", _MARKUP, edited("</style>", ".ink { color: #FFFFFF !important; }</style>")),
    Fault("a number in a hint", "html", _MARKUP, edited("<body", '<body title="777"')),
    Fault("another language in the letter", "html", _MARKUP, edited('lang="en"', 'lang="de"')),
    Fault("a script in the Chinese letter", "html", _ACTIVE, edited("</body>", "<script>alert(1)</script></body>"), 0, "lakes"),
)  # fmt: skip


def ledgered(edit: Callable[[dict[str, Any]], object]) -> Change:
    """An edit of the rows of a ledger."""

    def change(data: bytes) -> bytes:
        ledger = json.loads(data)
        edit(ledger)
        return json.dumps(ledger, ensure_ascii=False).encode()

    return change


def _first(ledger: dict[str, Any], key: str, value: str) -> dict[str, Any]:
    row: dict[str, Any] = next(row for row in ledger[key] if value in row["text"])
    return row


_TERM = {"output": "deck", "page": 4, "element": "panel", "channel": "text", "text": "777", "why": "name of a model"}
IN_LEDGERS = (
    Fault("an invented term", LEDGER, _SEALED, ledgered(lambda ledger: ledger["terms"].append(_TERM))),
    Fault("a term taken out", LEDGER, _SEALED, ledgered(lambda ledger: ledger["terms"].pop())),
    Fault("a claim taken out", LEDGER, _SEALED, ledgered(lambda ledger: ledger["claims"].pop())),
    Fault("a claim's sentence", LEDGER, _SEALED, ledgered(lambda ledger: ledger["claims"][0].update(text="All is well"))),
    Fault("a claim's expectation", LEDGER, _SEALED, ledgered(lambda ledger: ledger["claims"][0].update(expect="cargo.last > 0"))),
    Fault("a qualifier of a fact", LEDGER, _SEALED, ledgered(lambda ledger: ledger["facts"]["cargo.last"].update(qualifier="≈"))),
    Fault("a qualifier of an observation", LEDGER, _SEALED, ledgered(lambda ledger: ledger["facts"]["cargo.last"]["observations"][0].update(qualifier="≥"))),
    Fault("a qualifier taken out", LEDGER, _SEALED, ledgered(lambda ledger: ledger["facts"]["cargo.last"]["observations"][0].pop("status"))),
    Fault("a fact's value", LEDGER, _SEALED, ledgered(lambda ledger: ledger["facts"]["cargo.last"].update(value=46.1))),
    Fault("a fact's unit", LEDGER, _SEALED, ledgered(lambda ledger: ledger["facts"]["cargo.last"].update(unit="billion tonnes"))),
    Fault("a fact's note", LEDGER, _SEALED, ledgered(lambda ledger: ledger["facts"]["cargo.last"].update(notes=["revised"]))),
    Fault("a use taken out", LEDGER, _SEALED, ledgered(lambda ledger: ledger["uses"].pop(0))),
    Fault("a use at another place", LEDGER, _SEALED, ledgered(lambda ledger: ledger["uses"][0].update(page=9, element="title"))),
    Fault("a source's publisher", LEDGER, _SEALED, ledgered(lambda ledger: ledger["sources"]["BOARD"].update(publisher="Ostmark Board"))),
    Fault("a source's address", LEDGER, _SEALED, ledgered(lambda ledger: ledger["sources"]["BOARD"].update(url="https://phish.example"))),
    Fault("the as-of date", LEDGER, _SEALED, ledgered(lambda ledger: ledger["edition"].update(as_of="2025-01-01"))),
    Fault("the digest of a file", LEDGER, _SEALED, ledgered(lambda ledger: ledger["edition"]["outputs"].update({"ravel-port.en.pptx": "0" * 64}))),
    Fault("the digest of an input", LEDGER, _SEALED, ledgered(lambda ledger: ledger["edition"]["inputs"].popitem())),
    Fault("a snapshot's text", LEDGER, _SEALED, ledgered(lambda ledger: ledger["snapshots"][0]["pages"][0]["items"][0].update(texts=["All is well"]))),
    Fault("the snapshots taken out", LEDGER, _SEALED, ledgered(lambda ledger: ledger.update(snapshots=[]))),
    Fault("the seal taken out", LEDGER, _SEALED, ledgered(lambda ledger: ledger.pop("seal"))),
    Fault("a Chinese claim's sentence", LEDGER, _SEALED, ledgered(lambda ledger: ledger["claims"][0].update(text="水质很好")), 0, "lakes"),
)  # fmt: skip
FAULTS = (*IN_DECKS, *IN_BRIEFS, *IN_LETTERS, *IN_LEDGERS)
