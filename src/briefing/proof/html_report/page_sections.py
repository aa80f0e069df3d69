"""Each slide, page and letter with its picture, its pins, and the numbers on it."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from itertools import groupby

from briefing.proof.html_report.anchors import Anchors, NumberPlace
from briefing.proof.html_report.finding_list import NumberedFinding, pins
from briefing.proof.html_report.html_elements import anchor, rows, spoken, text
from briefing.proof.html_report.sketch import sketch
from briefing.proof.parsed_file import Page, ParsedFile
from briefing.proof.proving import Proof

_KINDS = {"deck": "Deck", "brief": "Brief", "letter": "Letter"}


def pages(proof: Proof, ids: Anchors, findings: Sequence[NumberedFinding]) -> str:
    """Return a section for each file of a proof."""
    held: dict[str, list[NumberedFinding]] = {}
    for finding in findings:
        held.setdefault(finding.page, []).append(finding)
    return "".join(_file(file, proof, ids, held) for file in proof.evidence.files)


def _file(file: ParsedFile, proof: Proof, ids: Anchors, held: Mapping[str, Sequence[NumberedFinding]]) -> str:
    key = ids.pages[file.file, 0]
    whole = pins(None, held.get(key, ()))
    of_file = f'<p class="whole">Of the file as a whole: {whole}</p>' if whole else ""
    lang = file.lang or proof.evidence.lang
    each = "".join(_page(file, page, proof, ids, held, lang) for page in file.pages)
    head = f'<h2 id="{key}-head">{_KINDS[file.kind]} <span class="file">{text(file.file)}</span></h2>'
    return f'<section id="{key}" aria-labelledby="{key}-head" tabindex="-1">{head}{of_file}{each}</section>'


def _page(
    file: ParsedFile, page: Page, proof: Proof, ids: Anchors, held: Mapping[str, Sequence[NumberedFinding]], lang: str
) -> str:
    key = ids.pages[file.file, page.number]
    name = f"{file.word.capitalize()} {page.number}" if file.word else "Text"
    titles = [element.text for element in page.elements if element.role == "title" and element.text.strip()]
    gap = "" if lang.startswith("zh") else " "
    title = spoken(lang, text(gap.join(titles[0].splitlines()))) if titles else ""
    sized = page.wide > 0 and page.high > 0
    shown = _picture(proof.pictures.get((file.file, page.number)), name) or (sketch(page, name) if sized else "")
    if shown:
        shape = f"aspect-ratio:{page.wide:.2f}/{page.high:.2f}" if sized else ""
        sheet = f'<div class="paper" style="{shape}">{shown}{pins(page, held.get(key, ()))}</div>'
    else:
        pinned = pins(None, held.get(key, ()))
        sheet = f'<div class="letter">{pinned}{spoken(lang, _text(page))}</div>'
    numbers = _numbers(ids.on_page.get(key, ()), ids, lang)
    head = f'<h3 id="{key}-head">{name}{f": {title}" if title else ""}</h3>'
    return (
        f'<article id="{key}" class="page {file.kind}" aria-labelledby="{key}-head" tabindex="-1">{head}'
        f'{sheet}<div class="numbers">{numbers}</div></article>'
    )


def _picture(png: bytes | None, name: str) -> str:
    if not png:
        return ""
    return f'<img alt="{text(name)} as drawn" src="data:image/png;base64,{base64.b64encode(png).decode()}">'


def _text(page: Page) -> str:
    lines = (line for element in page.elements for line in element.text.split("\n") if line.strip())
    return "".join(f"<p>{text(line)}</p>" for line in lines)


def _numbers(stands: Sequence[NumberPlace], ids: Anchors, lang: str) -> str:
    """Return the numbers of a page by place, in the order of the ledger; a term has the reason why it may stand."""
    if not stands:
        return ""
    first = {stand.at: at for at, stand in reversed(list(enumerate(stands)))}
    ordered = sorted(stands, key=lambda stand: first[stand.at])
    groups = groupby(ordered, key=lambda stand: stand.at)
    return rows((place, " ".join(_number(stand, ids, lang) for stand in held)) for place, held in groups)


def _number(stand: NumberPlace, ids: Anchors, lang: str) -> str:
    fact = ids.facts.get(stand.fact)
    if fact:
        return spoken(lang, anchor(fact, stand.row.text, name=stand.key, kind="number"))
    why = getattr(stand.row, "why", "") or "its fact is not in the ledger"
    own = f'<span id="{stand.key}" class="term" title="{text(why)}" tabindex="-1">{text(stand.row.text)}</span>'
    return spoken(lang, own)
