# ruff: noqa: E501  (parts of a workbook are a line)
"""Faults in the workbook behind a chart: sheets that came in or were hidden, cells beside the data."""

from __future__ import annotations

import re

from tests.proof.mutations import slides
from tests.proof.mutations.change import Change
from tests.proof.mutations.slides import booked, repacked


def sheeted(number: int, state: str, text: str = "The true value is 777") -> Change:
    """A sheet more in the workbook of a chart."""

    def edit(parts: slides.Parts) -> None:
        book = slides.related(parts, slides.related(parts, slides.slide(number), "chart")[0], "package")[0]
        inside = slides.parts_of(parts[book])
        inside["xl/worksheets/sheet9.xml"] = (
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
            f'<c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row></sheetData></worksheet>'
        ).encode()
        _put(inside, "xl/workbook.xml", "</sheets>", f'<sheet name="Old" sheetId="9"{state} r:id="rId99"/></sheets>')
        _put(
            inside,
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet9.xml"/></Relationships>',
        )
        _put(
            inside,
            "[Content_Types].xml",
            "</Types>",
            '<Override PartName="/xl/worksheets/sheet9.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        )
        parts[book] = slides.packed(list(inside.items()))

    return repacked(edit)


def _put(parts: slides.Parts, part: str, old: str, new: str) -> None:
    text = parts[part].decode("utf-8")
    assert old in text
    parts[part] = text.replace(old, new, 1).encode("utf-8")


def hid_sheet(number: int) -> Change:
    """The first sheet of a chart's workbook, hidden."""

    def edit(parts: slides.Parts) -> None:
        book = slides.related(parts, slides.related(parts, slides.slide(number), "chart")[0], "package")[0]
        inside = slides.parts_of(parts[book])
        text = inside["xl/workbook.xml"].decode("utf-8")
        inside["xl/workbook.xml"] = re.sub(r"(<sheet )", r'\1state="hidden" ', text, count=1).encode()
        parts[book] = slides.packed(list(inside.items()))

    return repacked(edit)


def written_next_to(number: int) -> Change:
    """A cell more in the workbook of a chart, beside its data."""
    row = '<row r="40"><c r="H40" t="inlineStr"><is><t>revised: 777</t></is></c></row></sheetData>'
    return booked(number, "</sheetData>", row)
