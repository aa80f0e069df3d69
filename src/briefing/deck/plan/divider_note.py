"""What the slide before a part notes of its values: that some are provisional or known as a bound."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.deck.plan.divider_marks import in_focus, lines_around
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Element, Shape, TextBox
from briefing.model.chart import Plot
from briefing.model.text import Text, join, text

_PICTURE = "Picture "


def divider_note(page: Page, texts: Iterable[Text], drawn: Sequence[Element] = ()) -> Text:
    """Return that some values of texts and of a picture are provisional, or have another status or a note, which their
    slides say in full; and what hollow columns of the picture are."""
    known = page.document.facts
    shown = [*texts, *_printed(drawn)]
    facts = [known[run.fact] for content in shown for run in content if run.fact in known]
    rows = [row for fact in facts if not fact.previous for row in fact.observations]
    statuses = dict.fromkeys(row.remark for row in rows if row.remark)
    kinds = [page.wording.phrase(f"status_{status}").lower() for status in statuses]
    noted = page.document.edition.notes == "print" and any(row.note for row in rows)
    kinds += [page.wording.phrase("with_notes")] if noted else []
    marked = page.say("some_marked_later", kinds=page.wording.list(kinds)) if kinds else ()
    hollow = page.say("hollow_columns") if any(map(_is_hollow, drawn)) else ()
    return join([one for one in (marked, hollow) if one], page.wording.joint("; "))


def caption(page: Page, plot: Plot, shown: Text) -> Text:
    """Return what a picture shows; where it draws one of several series, which may be parts of a sum, which one."""
    lead = in_focus(plot)
    others = [item for item in plot.series if item.observed and item not in lead and item.role != "target"]
    whole = bool(lines_around(plot)) or (plot.form == "column" and plot.stacked)
    if whole or not others or not lead[-1].end:
        return shown
    name = tuple(run for run in lead[-1].end if run.text.strip() and not run.fact)  # whose value stands at the end
    return (*shown, *text(page.wording.joint("; ")), *page.say("drawn_alone"), *text(page.wording.joint(": ")), *name)


def _printed(drawn: Sequence[Element]) -> list[Text]:
    boxes = [item for item in drawn if isinstance(item, TextBox) and item.name.startswith(_PICTURE)]
    return [paragraph.text for box in boxes for paragraph in box.paragraphs]


def _is_hollow(item: Element) -> bool:
    return isinstance(item, Shape) and item.name.startswith(_PICTURE) and item.kind == "rect" and not item.fill
