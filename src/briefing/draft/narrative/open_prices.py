"""Charts of sums of money of which the table does not say at which prices or exchange rates they are.

A reader takes the growth of such sums for growth of what they buy: the subtitle says that this is open, once a slide,
where it has room; else a note below the chart says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from briefing.draft.narrative.conditional_text import until_stated
from briefing.draft.narrative.edition_words import fixed, label, measured_between
from briefing.draft.narrative.indicator_labels import with_unit
from briefing.draft.narrative.section_plan import SectionPlan, View
from briefing.draft.narrative.section_view import ChartScene, Figure
from briefing.model.unstated import is_unstated

_OF_CHANGES: Final[tuple[View, ...]] = ("alike", "moves", "courses", "time", "newest")
_OF_PLACES: Final[tuple[View, ...]] = ("alike", "moves", "courses")  # which a single place has not
_OTHERWISE: Final = ("period", "measure", "mean", "of")  # by which a chart shows no course of levels over all the time


def of_money(plan: SectionPlan, scene: ChartScene) -> bool:
    """Whether a section is on changes of sums of money of several places, which prices or exchange rates may make."""
    return plan.view in _OF_PLACES and _is_open(plan, scene)


def priced(figures: Sequence[Figure], plan: SectionPlan, scene: ChartScene) -> Iterator[Figure]:
    """Yield the figures of a section; those of changes of money under a subtitle that says what is open, then with a
    note that does."""
    open_prices = _is_open(plan, scene)
    for figure in figures:
        if open_prices and (subtitle := _subtitle(figure, plan.subject, scene)):
            yield {**figure, "subtitle": subtitle}
        if open_prices and "note" not in figure:
            several = len(scene.shapes[plan.subject].places) > 1
            yield {**figure, "note": fixed("money_moved" if several else "money_note", scene.context.lang)}
        yield figure


def _is_open(plan: SectionPlan, scene: ChartScene) -> bool:
    shape = scene.shapes[plan.subject]
    several = len(shape.places) > 1 or plan.view not in _OF_PLACES
    return plan.view in _OF_CHANGES and shape.prices_open and several


def _subtitle(figure: Figure, key: str, scene: ChartScene) -> str:
    """Return the subtitle of a chart with what is open behind it; nothing where the chart has none that is known."""
    context, drawn = scene.context, figure.get("chart", {})
    if not drawn:
        return ""
    own = figure.get("subtitle", "")
    plain = not own and drawn.get("series") == [key]
    if plain and drawn.get("measure") == "growth" and "period" not in drawn and scene.shapes[key].yearly:
        form = fixed("growth_subtitle", context.lang)
        ends = (f"{{{{ {key}.{end} | period }}}}" for end in ("first", "last"))
        own = form.format(label(context, key, head=True, article=False, placed=False), *ends)
    elif plain and not {*_OTHERWISE} & drawn.keys():
        named = with_unit(context, key, label(context, key, head=True, article=False, placed=False))
        own = measured_between(context, named, "", f"{key}.first", f"{key}.last")
    words = fixed(f"money_open{'_of_places' if len(scene.shapes[key].places) > 1 else ''}", context.lang)
    unit = context.subject(key).unit
    return f"{own}{until_stated(f'{key}.unit', unit, words, '') if is_unstated(unit) else words}" if own else ""
