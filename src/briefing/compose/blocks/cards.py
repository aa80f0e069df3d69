"""Cards: one number at a glance for each of at most four subjects, with mini slopes on one index scale.

What did not double tells its change in %, as nobody says that something is 0.42 times what it was. What has no
multiple, as an indicator of which a value is below zero or a percentage, tells its change in its unit, and its slope
has a scale of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.compose.blocks.alt_texts import alt
from briefing.compose.blocks.bar_rows import baseline, change_of, common_precision, has_ratio
from briefing.compose.blocks.chart_blocks import slope_points
from briefing.compose.composer import Composer
from briefing.compose.language.conditions import Expects
from briefing.compose.prose.unit_checks import card_unit_findings
from briefing.compose.story_nodes import NodePath
from briefing.facts import SubjectFacts
from briefing.model.chart import Chart, Series
from briefing.model.document import Card, Cards
from briefing.model.story import CardSpec
from briefing.model.text import Text, plain

_DOUBLED = 2.0


def cards(
    composer: Composer, specs: Sequence[CardSpec], path: NodePath, finding: Text, *, tested: Expects
) -> Cards | None:
    """Card nodes → cards with their common scale, first year = 1; None after a fault."""
    made: list[Card] = []
    for number, spec in enumerate(specs):
        where = (*path, number)
        with composer.at((*where, "fact")):
            subject = composer.book.subject(spec.fact)
            card = _card(composer, spec, subject, where, tested)
            composer.checked_name(card.label, subject, (*where, "label"))
            if plain(card.label) in {plain(other.label) for other in made}:
                what = f"two cards are called {plain(card.label)!r}"
                composer.fault(what, (*where, "label"), "say in each label of what or whom it is")
            findings = card_unit_findings(card.label, card.unit, card.value, subject.last, composer.wording)
            composer.report(findings, card.unit, (*where, "unit"))
            made.append(card)
    if not made:
        return None
    made = _on_one_scale(made)
    drawn = [card.slope.series[0].points for card in made if card.scale is None and not card.single]
    ends = [point.value for points in drawn for point in points if point is not None] or [0.0, 1.0]
    values = [(*composer.named(card.label, card.value), *_bracketed(composer, card.multiple)) for card in made]
    return Cards(tuple(made), min(ends), max(ends), alt(composer, "cards", finding, values))


def _bracketed(composer: Composer, value: Text) -> Text:
    return (*composer.joint(" ("), *value, *composer.joint(")")) if value else ()


def _single(composer: Composer, spec: CardSpec, subject: SubjectFacts, path: NodePath, tested: Expects) -> Card:
    """A subject with one value in the period → its card, with the year alone below the number."""
    last = composer.use(subject.last)
    label = composer.text(spec.label, (*path, "label"), tested=tested, lined=True)
    slope = Chart("slope", composer.wording.lang, (str(last.period),), (Series(spec.fact, label, (last,)),))
    return Card(
        label=label,
        unit=composer.text(spec.unit, (*path, "unit"), tested=tested, lined=True),
        value=composer.print(last, "value", last.decimals, True),
        since=composer.period(last.value_period, last),
        multiple=(),
        slope=replace(slope, alt=alt(composer, "cards", label)),
        highlight=spec.highlight,
    )


def _card(composer: Composer, spec: CardSpec, subject: SubjectFacts, path: NodePath, tested: Expects) -> Card:
    if len(subject.periods) == 1:
        return _single(composer, spec, subject, path, tested)
    first, last = subject.first, subject.last
    earlier, later = common_precision(composer.wording, first, last)
    label = composer.text(spec.label, (*path, "label"), tested=tested, lined=True)
    name = tuple(replace(run, text=run.text.replace("\n", " ")) for run in label)
    # where any place is below zero, the cards of all tell their change, so that they can be compared
    ratio = has_ratio(first, last) and not subject.below_zero
    points = slope_points(composer, subject, "multiple" if ratio else "value", name)
    doubled = ratio and subject.multiple.value >= _DOUBLED
    levels = (0.0, first.value, last.value)
    slope = Chart(
        kind="slope",
        lang=composer.wording.lang,
        categories=(str(first.period), str(last.period)),
        series=(Series(spec.fact, label, points),),
        highlight=spec.fact if spec.highlight else "",
        baseline=baseline(composer, subject) if doubled else (),
    )
    shown = None if earlier is None or later is None else max(earlier, later)
    if doubled:
        step = composer.print(subject.multiple, "x")
    else:
        step = composer.print(subject.percent, "signed") if ratio else change_of(composer, subject, shown)
    heard = composer.print(subject.multiple) if doubled else step
    return Card(
        label=label,
        unit=composer.text(spec.unit, (*path, "unit"), tested=tested, lined=True),
        value=composer.print(last, "value", later, True),
        since=composer.phrase(
            "since",
            last=composer.period(last.value_period, last),
            value=composer.print(first, "value", earlier, True),
            first=composer.period(first.value_period, first),
        ),
        multiple=step,
        slope=replace(slope, alt=alt(composer, "slope", (*name, *composer.joint(": "), *heard))),
        highlight=spec.highlight,
        scale=None if ratio else (min(levels), max(levels)),
    )


def _on_one_scale(made: list[Card]) -> list[Card]:
    """Cards → the same, the slopes of those without multiples on one scale for each unit, from zero."""
    scales: dict[str, tuple[float, float]] = {}
    for card in made:
        if card.scale is not None:
            low, high = scales.get(_unit(card), card.scale)
            scales[_unit(card)] = min(low, card.scale[0]), max(high, card.scale[1])
    return [card if card.scale is None else replace(card, scale=scales[_unit(card)]) for card in made]


def _unit(card: Card) -> str:
    last = card.slope.series[0].points[-1]
    return last.unit if last is not None else ""
