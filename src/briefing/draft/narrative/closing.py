"""The end of a story: what to watch next, what the figures cover, and what the table does not say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from briefing.draft.narrative.alternatives import COMMENT, Alternatives, Node
from briefing.draft.narrative.edition_words import fixed, label
from briefing.draft.narrative.indicator_labels import things
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.written_sections import WrittenSection, optional
from briefing.draft.recognition.unstated import is_unstated

CLOSING: Final = "closing"
_WATCHED: Final = 2  # short names whose next values are awaited
_COUNTED: Final = 30  # short names, of which an expression counts how many have a value


def closing(part_id: str, sections: Sequence[WrittenSection], scene: ChartScene) -> Node:
    """Return the last slide: a table of what to watch, of what the figures cover and of how they were worked out."""
    lang = scene.context.lang
    rows = [*_watched(sections, scene), *_covered(sections[0].plan.subject, scene)]
    rows += [[fixed(f"{name}_head", lang), fixed(name, lang)] for name in (*unstated(scene), "method")]
    section = {
        COMMENT: fixed("closing_comment", lang),
        "id": CLOSING,
        "part": part_id,
        "only": ["deck"],
        "title": fixed("closing_title", lang),
        "table": {"head": [fixed("closing_about", lang), fixed("closing_say", lang)], "rows": rows, "align": "ll",
                  "weights": [1, 3]},
        "notes": fixed("closing_notes", lang),
    }  # fmt: skip
    return optional(section)


def unstated(scene: ChartScene) -> Iterator[str]:
    """Yield what the table of a project does not say: of whom the values are, or in what unit."""
    if any(is_unstated(source.publisher) for source in scene.context.project.dataset.sources.values()):
        yield "no_source"
    if any(is_unstated(shape.unit) for shape in scene.shapes.values()):
        yield "no_unit"


def _watched(sections: Sequence[WrittenSection], scene: ChartScene) -> Iterator[list[Node]]:
    """Yield the short names whose newest values lead the edition, each with what the next one will show."""
    lang = scene.context.lang
    found = dict.fromkeys(one.plan.subject for one in sections if one.plan.view in ("time", "newest"))
    for key in list(found)[:_WATCHED]:
        last, period = f"{{{{ {key}.last | value }}}}", f"{{{{ {key}.last | period }}}}"
        yield [label(scene.context, key, head=True, article=False), fixed("watch", lang).format(last, period)]


def _covered(key: str, scene: ChartScene) -> Iterator[list[Node]]:
    """Yield what the figures cover: how many indicators and places, and which time."""
    lang = scene.context.lang
    names = list(scene.single)
    first, last = f"{{{{ {key}.first | period }}}}", f"{{{{ {key}.last | period }}}}"
    counted = [fixed("of_time", lang).format(first, last)]
    if 1 < len(names) <= _COUNTED:
        known = ", ".join(f"known({name}.last)" for name in names)
        counted.insert(0, fixed("of_indicators", lang).format(f"{{{{ count({known}) | value }}}}"))
    if len(scene.shapes[key].places) > 1:
        counted.insert(0, fixed("of_places", lang).format(f"{{{{ {key}.places() | value }}}}", things(scene.context)))
    yield [fixed("coverage_head", lang), Alternatives([fixed("comma", lang).join(counted), counted[-1]])]
