"""The lines of the places that a finding names: who passed whom, who came near and fell back, who turned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefing.draft.narrative.charts_of_places import course_of_one
from briefing.draft.narrative.edition_words import fixed, ratio_words
from briefing.draft.narrative.section_view import Figure, SectionView, chart
from briefing.draft.narrative.title_marks import dated, note
from briefing.model.chart import LEAST_POINTS

_ROLES: Final = ("peak", "ahead", "turn", "near", "behind", "best")  # of facts of the places, the title's subject first
_MARKED: Final = ("peak", "ahead", "turn")  # roles whose period a line marks
_PLACES: Final = 5  # that have a median worth a line


def courses(view: SectionView) -> Iterator[Figure]:
    """Yield the lines of the places of a finding, the one of its title in colour; of a lone one with the median, and of
    several in two periods their first and last values."""
    key, shape, lead = view.shape.key, view.shape, view.plan.insights[0]
    places = list(dict.fromkeys(_place(view, role) for role in _ROLES if role in lead.facts))
    first, *others = places or [""]
    if len(shape.periods) < LEAST_POINTS:
        if others:
            yield chart("dumbbell", [key], entities=places, highlight=first)
        return
    if not places:
        return
    if not others:
        yield from course_of_one(view)
    median = {"benchmark": "median"} if not others and len(shape.places) >= _PLACES else {}
    drawn = {"entities": places, "highlight": first, "second": others[0] if others else None}
    context, marked = view.scene.context, [role for role in _MARKED if role in lead.facts][:1]
    notes = [{**note(context, key, lead.facts[role]), "series": _place(view, role)} for role in marked]
    if "ratio" in lead.facts and others:
        yield _share(view, first, others[0])
    if "ratio" in lead.facts:
        yield chart("line", [key], **drawn, **_ratios(view, first))
    for marks in (notes, []):
        yield chart("line", [key], **drawn, **median, annotations=marks)
    if median:
        yield chart("line", [key], entities=[*places, view.scene.own_place(key)], highlight=first, annotations=notes)


def _share(view: SectionView, place: str, whole: str) -> Figure:
    """Return the line of what a place has in % of another, which is what a title on their ratio tells."""
    lead, context, key = view.plan.insights[0], view.scene.context, view.shape.key
    near, best = (_named(view, role) for role in ("near", "best"))
    ends = (f"{{{{ {key}.{end} | period }}}}" for end in ("first", "last"))
    measured = ratio_words(context, key, near, best, fixed("span", context.lang).format(*ends))
    notes = []
    if "ratio_peak" in lead.facts:
        words = dated(context, f"{{{{ {lead.facts['ratio_peak']} }}}}", f"{{{{ {lead.facts['peak']} | period }}}}")
        notes.append({"at": f"{{{{ {lead.facts['peak']}.period }}}}", "series": place, "text": words})
    ratio, period = f"{{{{ {lead.facts['ratio']} }}}}", f"{{{{ {lead.facts['near']} | period }}}}"
    last = {"series": place, "text": ratio, "detail": period}
    drawn = {"entities": [place], "measure": "share", "of": whole, "highlight": place}
    return {**chart("line", [key], **drawn, annotations=notes, results=[last]), "subtitle": measured}


def _ratios(view: SectionView, place: str) -> Figure:
    """Return the ratios that a title names, printed where they were: two levels do not show how near one came."""
    lead, context = view.plan.insights[0], view.scene.context
    ratio, start = ("ratio_peak", "peak") if "ratio_peak" in lead.facts else ("ratio_before", "start")
    before = note(context, view.shape.key, lead.facts[start])
    words = dated(context, f"{{{{ {lead.facts[ratio]} }}}}", f"{{{{ {lead.facts[start]} | period }}}}")
    near, best = (_named(view, role) for role in ("near", "best"))
    of = ratio_words(context, view.shape.key, near, best, f"{{{{ {lead.facts['near']} | period }}}}")
    last = {"series": place, "text": f"{{{{ {lead.facts['ratio']} }}}}", "detail": of}
    return {"annotations": [{**before, "series": place, "text": words}], "results": [last]}


def _named(view: SectionView, role: str) -> str:
    fact = view.scene.context.fact(view.plan.insights[0].facts[role])
    return fact.entity if fact is not None else ""


def _place(view: SectionView, role: str) -> str:
    """Return the place of a fact as a chart names it."""
    fact = view.scene.context.fact(view.plan.insights[0].facts[role])
    own = view.scene.context.subject(view.shape.key).entity
    return "edition" if fact is None or fact.entity == own else fact.entity
