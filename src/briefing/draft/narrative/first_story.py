"""A project and its insights → the first story: cover, letter, parts, a summary, findings and caveats, as YAML."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial, reduce
from typing import Final

from briefing.draft.insight import Insight
from briefing.draft.narrative.alternatives import COMMENT, MERGED, Alternatives, Node, choose
from briefing.draft.narrative.charts_over_time import draws_pair
from briefing.draft.narrative.closing import closing, questions, questions_of_values
from briefing.draft.narrative.courses_together import ended_highest
from briefing.draft.narrative.edition_words import (
    fixed,
    measured_between,
    next_on,
    overview_title,
    short_label,
    shown_of_all,
)
from briefing.draft.narrative.headline_levels import what_changed
from briefing.draft.narrative.headline_places import head_entity
from briefing.draft.narrative.indicator_labels import amount_words, with_unit
from briefing.draft.narrative.insight_charts import kind_of
from briefing.draft.narrative.joined_texts import changed, headed, joined
from briefing.draft.narrative.leading_sections import subjects_together, thesis_first, thesis_of
from briefing.draft.narrative.outlook import against_all, outlook
from briefing.draft.narrative.part_changes import with_decimals
from briefing.draft.narrative.phrases import phrase
from briefing.draft.narrative.phrasing import ConditionalText, Phrasing, PhrasingContext
from briefing.draft.narrative.places_in_support import with_most
from briefing.draft.narrative.reason_sections import with_reasons
from briefing.draft.narrative.section_plan import COMPARISONS, caveats_of, plan_sections
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.series_shape import newest_first, shape_of
from briefing.draft.narrative.story_opening import (
    cover,
    cover_titles,
    in_brief,
    letter,
    mapping,
    part,
    summary,
)
from briefing.draft.narrative.story_trial import settled
from briefing.draft.narrative.summary_numbers import card_keys, places_of_cards, section_of_means
from briefing.draft.narrative.unstated_words import base_note, coverage, limits, note_medians, unstated
from briefing.draft.narrative.written_sections import (
    WrittenSection,
    comment_of,
    optional,
    prose,
    section_node,
    write_sections,
)
from briefing.draft.recognition.remembered import remembered
from briefing.errors import InputError
from briefing.model.chart import MOST_ROWS
from briefing.model.edition import Project

_CAVEATS: Final = "caveats"
_SHARES: Final = ("share", "share_change", "majority")
_MOST_CAVEATS: Final = 3
_SIZEABLE: Final = 0.25  # of the largest change, from which the largest the other way leads too
_TABLE: Final = 4  # short names that make a table of all
_ENDS: Final = ("first", "last")
_SMALL_LINES: Final = "sparklines"
_ALL_CHANGES: Final = "bars"  # of several short names: all parts with their changes
_ROWS: Final = (MOST_ROWS, 8, 5)  # rows of it, as many as there is room for
_COLUMNS: Final = (("first", "last", "change"), ("first", "last"))
_LEAST_IN_PART: Final = 4  # sections of each of two parts, each of which begins a page of the brief


def story(project: Project, insights: Sequence[Insight], lang: str) -> str:
    """Return the YAML of a first story in a language, which builds at once."""
    context = PhrasingContext(project, lang)
    shapes = {key: shape for key in project.edition.subjects if (shape := shape_of(context, key))}
    shapes = newest_first({key: shape for key, shape in shapes.items() if not shape.constant} or shapes)
    if not shapes:
        raise InputError("no short name has a value in the period of the edition", "briefing.toml, facts")
    scene = ChartScene(context, shapes, _columns_of(project))
    same = scene.readings_of_one(scene.shapes[scene.single[0]])
    own = [key for key in scene.single if key not in same]  # what is measured in another way is drawn with it
    usable = [
        one for one in insights if one.subjects[0] in own and not _of_itself(one, scene) and not _undrawn(one, scene)
    ]
    usable = [with_decimals(one, context) if one.type == "largest_changes" else with_most(one, scene) for one in usable]
    if any(one.type == "largest_changes" for one in usable):  # whose chart shows each that went another way
        usable = [one for one in usable if one.type != "all_but" or len(one.subjects) == 1]
    keys = _ordered(own, usable, scene)
    measured = {key: scene.measured[key] for key in keys}
    plans = plan_sections(usable, measured, scene.nested, ordered=keys != list(own))
    sections = subjects_together(thesis_first(write_sections(with_reasons(plans, scene, usable), scene, usable)))
    return settled(project, _story(sections, usable, scene), lang, fixed("head_comment", lang))


def _ordered(keys: Sequence[str], insights: Sequence[Insight], scene: ChartScene) -> list[str]:
    """Return short names in the order of the table; where parts changed, a whole that is first stays in front,
    then come those at both ends, then the others by the size of their change."""
    changed = next((one.subjects for one in insights if one.type == "largest_changes"), ())
    if not changed:
        return list(keys)
    sizes = {key: abs(fact.value) for key in changed if (fact := scene.context.fact(f"{key}.change")) is not None}
    first, last = (sizes.get(one, 0.0) for one in (changed[0], changed[-1]))
    whole = keys[0] if keys[0] in scene.context.wholes and keys[0] not in sizes else ""
    ends = {changed[0]: 2, changed[-1]: int(last >= _SIZEABLE * first)}
    return sorted(keys, key=lambda key: (key != whole, -ends.get(key, 0), -sizes.get(key, 0.0)))


def _columns_of(project: Project) -> int:
    """Return how many columns of values the table of a project had."""
    try:
        known = remembered(project.root)
    except InputError:  # no table was drafted into the project
        return 1
    return sum(role == "value" for role in known.roles.values())


def _undrawn(insight: Insight, scene: ChartScene) -> bool:
    """Whether an insight is on a share of a short name that has values within the year, or on a pair of which one would
    be flat: no chart draws it."""
    pair = [scene.shapes[key] for key in insight.subjects[:2] if key in scene.shapes]
    if insight.type == "correlation" and len(pair) > 1 and not draws_pair(pair):
        return True
    return insight.type in _SHARES and len(insight.subjects) > 1 and not scene.shapes[insight.subjects[0]].yearly


def _of_itself(insight: Insight, scene: ChartScene) -> bool:
    """Whether an insight says that a whole moves together with one of its parts, or a part of these."""
    if insight.type != "correlation":
        return False
    first, second = (scene.parts_below(key) | {key} for key in insight.subjects[:2])
    return bool(first & second)


def _story(sections: Sequence[WrittenSection], insights: Sequence[Insight], scene: ChartScene) -> Node:
    caveats, groups, lang = caveats_of(insights), _groups(sections), scene.context.lang
    contents = [{"auto": "contents"}] if len(groups) > 1 else []
    for section in sections:  # numbers of titles count, so that other texts repeat them less
        scene.context.stated.add(section.title, ("deck", "brief"))
    open_questions = [one.asked for one in questions_of_values(sections, scene)]
    titles, front = cover_titles(sections), cover(sections, scene)
    news = what_changed(thesis_of(sections), scene)
    scene.context.stated.add(news, ("deck", "brief"))
    blocks = outlook(sections, scene, ("deck", "brief"))
    keys = card_keys(sections, scene)
    # cards of places leave no room for questions next to them
    of_places = len(keys) == 1 and bool(places_of_cards(keys[0], sections, thesis_of(sections).thesis, scene))
    asked = [] if of_places else open_questions

    def asides(own: Sequence[WrittenSection]) -> list[Node]:
        brief = in_brief(own, blocks, (news, against_all(thesis_of(sections), scene)), lang)
        return [*([brief] if brief["points"] else []), *questions(asked, lang), *contents]

    heads = [part(name, own, scene, *((None, ()) if at else (asides, titles))) for at, (name, own) in enumerate(groups)]
    nodes: list[Node] = [] if _of_one_value(sections, scene) else [summary(groups[0][0], sections, blocks, scene, news)]
    means = section_of_means(keys, sections, scene)  # whose slide the summary is
    drawn, shown = _nodes_of(groups, means, scene)
    nodes += drawn
    words = [phrase(insight, scene.context) for insight in caveats[:_MOST_CAVEATS]]
    last = groups[-1][0]
    changed = (one.lead.subjects for one in sections if one.plan.view == "changes" and scene.context.wholes)
    nodes += [_overview(last, words, scene, shown, next(changed, ())), _ends_of_readings(last, sections, scene)]
    note_medians((nodes, heads, front), scene)
    questions_left = open_questions if of_places else []
    nodes += [_last_section(last, caveats, words, scene, questions_left), closing(last, sections, scene)]
    return {
        "title": Alternatives([*titles, None]),
        "entity": head_entity(thesis_of(sections)),
        "dividers": "false",
        "cover": front,
        "letter": letter(sections, scene),
        "parts": heads,
        "sections": nodes,
    }


def _of_one_value(sections: Sequence[WrittenSection], scene: ChartScene) -> bool:
    """Whether the only section has a single value and no finding, so that a summary would say the same."""
    one = sections[0].plan
    return len(sections) == 1 and one.lead is None and len(scene.shapes[one.subject].periods) == 1


def _nodes_of(
    groups: Sequence[tuple[str, Sequence[WrittenSection]]],
    means: WrittenSection | None,
    scene: ChartScene,
) -> tuple[list[Node], list[str]]:
    """Return the nodes of all sections, and the kinds of their charts."""
    nodes, shown = list[Node](), list[str]()
    every = [section for _, own in groups for section in own if section is not means]
    following = {id(one): _next(one, other, scene) for one, other in zip(every, [*every[1:], None], strict=True)}
    for name, own in groups:
        # the brief begins with what the deck's summary shows, over the whole time
        for section in sorted(own, key=lambda one: one is not means):
            node = section_node(section, scene, name, shown, following.get(id(section), ""))
            node = _of_brief_alone(node, section) if section is means else node
            shown.append(kind_of(choose(node[MERGED]).root or {}))
            nodes.append(Alternatives([node, None]))
    return nodes, shown


def _of_brief_alone(node: dict[str, Node], section: WrittenSection) -> dict[str, Node]:
    """Return the node of a section without what only a slide has."""
    spoken = ("points", "ask", "notes")
    first = {key: node[key] for key in (COMMENT, "id", "part")}
    rest = {key: own for key, own in node.items() if key not in (*first, *spoken)}
    return {**first, "only": ["brief"], **rest, MERGED: _with_newest_mean(node[MERGED], section)}


def _with_newest_mean(drawn: Node, section: WrittenSection) -> Alternatives:
    """Return what a section on means over ten years draws, first with the newest of them in large: such a figure opens
    a brief over its full measure."""
    options = drawn.options if isinstance(drawn, Alternatives) else [drawn]
    newest, found = section.lead.facts.get("now", ""), list[Node]()
    for one in options:
        figure = one.get("chart") if isinstance(one, dict) else None
        if newest and isinstance(figure, dict) and figure.get("mean"):
            detail = f"{{{{ {newest} | period }}}}"
            large = {"results": [{"series": "mean", "text": f"{{{{ {newest} | value }}}}", "detail": detail}]}
            found.append({**one, "chart": {**figure, **large}})
    return Alternatives([*found, *options])


def _next(section: WrittenSection, following: WrittenSection | None, scene: ChartScene) -> str:
    """Return what the speaker says of the slide after a section: another section, or the questions."""
    plan = (following or section).plan
    return next_on(scene.context, plan.view if following else "questions", plan.subject)


def _groups(sections: Sequence[WrittenSection]) -> list[tuple[str, list[WrittenSection]]]:
    """Return the parts of the story: over time and compared, where each has enough sections, else all in one."""
    groups: dict[str, list[WrittenSection]] = {}
    for section in sections:
        groups.setdefault("places" if section.plan.view in COMPARISONS else "time", []).append(section)
    if len(groups) > 1 and min(map(len, groups.values())) >= _LEAST_IN_PART:
        return list(groups.items())
    return [("all", list(sections))]


def _overview(
    part_id: str, caveats: Sequence[Phrasing], scene: ChartScene, shown: Sequence[str], parts: Collection[str]
) -> Node:
    """Return a table of all short names, where there are several and no section has shown one; else None. Of a divided
    whole it has the `parts` alone, as what is counted twice would rise twice; where other series stand next to that
    whole, all that are no wholes: "all 4 series rose" would be false of a table in which others fell."""
    wholes = scene.context.wholes
    joined = {key for whole, own in wholes.items() for key in (whole, *own)}
    alone = parts and not joined >= {*scene.single}
    keys = _by_change(scene, [key for key in scene.single if key not in wholes] if alone else parts)
    if len(keys) < _TABLE or any(kind.startswith(_SMALL_LINES) for kind in shown):
        return None
    only = ["brief"] if _ALL_CHANGES in shown else None  # whose values no chart has
    title = overview_title(scene.context, keys)
    section = {
        COMMENT: "all short names side by side",
        "id": "overview",
        "part": part_id,
        "only": only,
        "title": title,
        MERGED: Alternatives(
            [one for names in _COLUMNS for count in _ROWS for one in _tables(keys, count, scene, *names)]
        ),
        "points": [{**mapping(one.point), "only": ["deck"]} for one in caveats[:1] if not only],
        "paragraph": [*prose([ended_highest(scene.context, keys, title)], scene.context.lang)],
    }
    return optional(section)


def _by_change(scene: ChartScene, parts: Collection[str]) -> list[str]:
    """Return the short names, or the parts among them, by the size of their change in %, the largest first; in the
    order of the table where one has no such change."""
    changes = {key: scene.context.fact(f"{key}.percent") for key in scene.single if key in parts or not parts}
    if None in changes.values():
        return list(changes)
    return sorted(changes, key=lambda key: -abs(changes[key].value))  # type: ignore[union-attr]


def _last_section(
    part_id: str,
    caveats: Sequence[Insight],
    words: Sequence[Phrasing],
    scene: ChartScene,
    asked: Sequence[ConditionalText],
) -> Node:
    """Return what must be known to read the figures, and what is asked of them, a text of the brief."""
    context = scene.context
    section = {
        COMMENT: comment_of(caveats[:_MOST_CAVEATS]),
        "id": _CAVEATS,
        "part": part_id,
        "only": ["brief"],
        "title": fixed("caveats_title", context.lang),
        "paragraph": [
            *prose([one.sentence for one in words], context.lang),
            *map(optional, _left_open(scene)),
            *([optional(_asked(asked, context.lang))] if asked else []),
        ],
    }
    return optional(section)


def _ends_of_readings(part_id: str, sections: Sequence[WrittenSection], scene: ChartScene) -> Node:
    """Return a table of the values of each reading of one thing in the first and the last period that all have, and of
    their change; where one has no value there the first and the newest value of each; of one reading, and next to a
    section whose charts have the changes of both, None."""
    lang, first = scene.context.lang, scene.single[0]
    keys = (first, *scene.readings_of_one(scene.shapes[first]))
    if len(keys) == 1 or any(one.lead.type == "two_sources" for one in sections):
        return None
    form = "{0}（{1}）" if lang == "zh" else "{0} ({1})"
    rows = [
        [
            short_label(scene.context, key),
            *(form.format(*(f"{{{{ {key}.{end} | {printed} }}}}" for printed in ("value", "period"))) for end in _ENDS),
        ]
        for key in keys
    ]
    head = [fixed(name, lang) for name in ("reading", "first_value", "newest")]
    section = {
        "id": "readings",
        "part": part_id,
        "only": ["brief"],
        "title": fixed("readings_title", lang),
        MERGED: Alternatives(
            [_between_shared_ends(keys, scene), {"table": {"head": head, "rows": rows, "align": "lrr"}}]
        ),
    }
    return optional(section)


def _between_shared_ends(keys: Sequence[str], scene: ChartScene) -> Node:
    """Return a table of each reading's values in the first and the last period that all have, and of its change."""
    context, shapes = scene.context, [scene.shapes[key] for key in keys]
    latest = max(shapes, key=lambda one: one.periods[0]).key
    earliest = min(shapes, key=lambda one: one.last).key
    ends = f"{latest}.first", f"{earliest}.last"
    measure = "change" if any(one.no_zero for one in shapes) else "percent"
    rows = [
        [
            short_label(context, key),
            *(f"{{{{ {key}.at({end}.period) | value }}}}" for end in ends),
            f"{{{{ {key}.between({ends[0]}.period, {ends[1]}.period).{measure} | signed }}}}",
        ]
        for key in keys
    ]
    head = [fixed("reading", context.lang), *(f"{{{{ {end} | period }}}}" for end in ends)]
    return {"table": {"head": [*head, fixed("change_head", context.lang)], "rows": rows, "align": "lrrr"}}


def _asked(questions: Sequence[ConditionalText], lang: str) -> ConditionalText:
    """Return questions as one paragraph, under the head that they have."""
    colon, space = ("：", "") if lang == "zh" else (": ", " ")
    together = reduce(partial(joined, joint=space), map(headed, questions))
    return changed(together, lambda words: f"{fixed('questions', lang)}{colon}{words}")


def _left_open(scene: ChartScene) -> Iterator[str]:
    """Yield the paragraphs of what no figure can show, and of what the table does not say."""
    lang = scene.context.lang
    stop, space = ("。", "") if lang == "zh" else (".", " ")
    colon = "：" if lang == "zh" else ": "
    bases = [shape.from_base for shape in scene.shapes.values()]
    missing = [(name, words) for name, words in unstated(scene) if name != "no_unit" or not all(bases)]
    left = [f"{fixed(f'{name}_head', lang)}{colon}{words}{stop}" for name, words in missing]
    base = [base_note(scene)] if any(bases) else []
    yield space.join([*coverage(scene), *limits(scene)])
    if left or base:  # by itself, as what follows a source's name would be read as part of it
        yield space.join([*left, *base])


def _measured(keys: Sequence[str], scene: ChartScene) -> Iterator[str]:
    """Yield what a table of all parts of one amount measures, which their names do not say; nothing of others."""
    amounts = {amount_words(scene.context, key, head=True) for key in keys}
    if len(amounts) > 1 or "" in amounts or len({scene.shapes[key].unit for key in keys}) > 1:
        return
    named = with_unit(scene.context, keys[0], amounts.pop())
    earliest = min(keys, key=lambda key: scene.shapes[key].periods[0])
    yield measured_between(scene.context, named, "", f"{earliest}.first", f"{keys[0]}.last")


def _tables(keys: Sequence[str], count: int, scene: ChartScene, *columns: str) -> Iterator[Node]:
    """Yield a table of the first short names, which says of how many it shows how many where that is not all, else what
    its values are."""
    some = [shown_of_all(scene.context, keys, count)] if count < len(keys) else [*_measured(keys, scene), "auto"]
    # what a table is ordered by stands in it: the change, else the newest value, where all are counted alike
    by = "percent" if "change" in columns else "last"
    sizes = {key: fact.value if (fact := scene.context.fact(f"{key}.{by}")) else None for key in keys}
    shown = list(keys[:count])
    if None not in sizes.values() and (by == "percent" or len({scene.shapes[key].unit for key in keys}) == 1):
        shown.sort(key=lambda key: sizes[key], reverse=True)  # type: ignore[arg-type, return-value]
    risen = [key for key in keys if scene.context.holds(f"{key}.change > 0")]
    focus = {"highlight": risen[0]} if len(risen) == 1 and risen[0] in shown else {}
    for words in some:
        yield {"subtitle": words, "chart": {"kind": _SMALL_LINES, "series": shown, "columns": [*columns], **focus}}
