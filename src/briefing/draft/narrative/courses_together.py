"""Several short names → one sentence of which rose and which fell, for a headline above their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from msgspec.structs import replace

from briefing.draft.insights.arrays import is_steady
from briefing.draft.narrative.conditional_text import NO_TEXT, ConditionalText
from briefing.draft.narrative.cut_words import width
from briefing.draft.narrative.indicator_labels import label, owned_label, thing_of
from briefing.draft.narrative.measured_things import without_things
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.wording import of

Place = Literal["headline", "title"]
_MOST: Final = 4
_LONGEST: Final = 95
_CLAUSE: Final[Mapping[Place, int]] = {"headline": 70, "title": 95}  # of a headline a clause stands above next pages
# One direction, two directions: of a headline and of a title. {0} rose or fell alike, {1} went the other way.
_ALIKE: Final[Mapping[str, Mapping[Place, str]]] = {
    "en": {"headline": "{0} {verb} from {first} to {last}", "title": "From {first} to {last} {0} {verb}"},
    "zh": {"headline": "{first}至{last}{0}均{verb}", "title": "{0}在{first}至{last}均{verb}"},
}
_OPPOSED: Final[Mapping[str, Mapping[Place, str]]] = {
    "en": {
        "headline": "{0} {verb} from {first} to {last}; {1} {other}",
        "title": "From {first} to {last} {0} {verb}, while {1} {other}",
    },
    "zh": {"headline": "{first}至{last}{0}{verb}，{1}{other}", "title": "{0}在{first}至{last}{verb}，{1}{other}"},
}
_HIGHEST: Final = {"en": "Ended at a high: {0}.", "zh": "期末为最高值：{0}。"}
_VERBS: Final = {"en": ("rose", "fell"), "zh": ("上升", "下降")}


def courses_together(
    context: PhrasingContext, keys: Sequence[str], place: Place, otherwise: ConditionalText
) -> ConditionalText:
    """Return the sentence that says which of the short names rose and which fell, of as many as have room, and what
    stands otherwise; empty where there are fewer than two, or where they do not cover the same time.

    Values that may have a season are left out: from January to June they say what the months are.
    """
    ends = {
        key: (subject.periods[0], subject.periods[-1])
        for key in keys
        if (subject := context.subject(key)).periods and is_steady(subject)
    }
    leading = [key for key in keys if key in ends and ends[key] == ends.get(keys[0])][:_MOST]
    for count in range(len(leading), 1, -1):
        found = _sentence(context, leading[:count], place)
        printed = context.trial.well_printed(found) if found.text else ""
        if printed and width(printed) <= _LONGEST and width(printed.partition(";")[0]) <= _CLAUSE[place]:
            return replace(found, otherwise=otherwise if otherwise.text else None)
    return NO_TEXT


def ended_highest(context: PhrasingContext, keys: Sequence[str], title: ConditionalText) -> ConditionalText:
    """Return which of the short names of a table ended at their highest value, where its title counts these; nothing of
    more than a few."""
    at_high = {key: f"{key}.last == {key}.highest" for key in keys}
    there = [key for key in keys if context.holds(at_high[key])]
    if at_high[keys[0]] not in title.text or not 0 < len(there) <= _MOST:
        return NO_TEXT
    counted = f"count({', '.join(at_high.values())}) == {len(there)}"
    rows = (context.subject(key).names.get(context.lang, key) for key in there)  # as the table has them
    words = _HIGHEST[context.lang].format(("、" if context.lang == "zh" else "; ").join(rows))
    return ConditionalText(words, when=" and ".join([*(at_high[key] for key in there), counted]))


def _sentence(context: PhrasingContext, keys: Sequence[str], place: Place) -> ConditionalText:
    changes = {key: context.fact(f"{key}.change") for key in keys}
    up = [key for key in keys if (fact := changes[key]) is not None and fact.value > 0]
    down = [key for key in keys if (fact := changes[key]) is not None and fact.value < 0]
    if len(up) + len(down) < len(keys):
        return NO_TEXT
    first, second = (up, down) if keys[0] in up else (down, up)
    verbs = _VERBS[context.lang] if first is up else _VERBS[context.lang][::-1]
    table = _OPPOSED if second else _ALIKE
    words = table[context.lang][place].format(
        _listed(context, first, owned=True),
        _listed(context, second, owned=False),
        verb=verbs[0],
        other=verbs[1],
        first=f"{{{{ {keys[0]}.first | period }}}}",
        last=f"{{{{ {keys[0]}.last | period }}}}",
    )
    claims = [f"{key}.change {'>' if key in up else '<'} 0" for key in keys]
    known = [f"known({key}.change)" for key in keys]
    same = [f"{key}.first.period == {keys[0]}.first.period" for key in keys[1:]]
    claimed = " and ".join([*claims, *same])
    whole = f"certain({claimed})" if context.bounded else claimed
    return ConditionalText(words[:1].upper() + words[1:], when=" and ".join([*known, whole]))


def _listed(context: PhrasingContext, keys: Sequence[str], *, owned: bool) -> str:
    """Return a list of short names, the first with the edition's place where the data have others."""
    named = [(owned_label if owned and not at else label)(context, key) for at, key in enumerate(keys)]
    if not named:
        return ""
    amounts = {thing_of(context, key) for key in keys}
    if len(amounts) == 1 and (noun := amounts.pop()):
        named = without_things(named, noun)
    return of(context.lang).list(named)
