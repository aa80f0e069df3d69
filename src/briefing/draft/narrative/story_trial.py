"""A story is tried in memory: what the build would refuse gives way to its next alternative, until nothing is."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from briefing import compose, read
from briefing.deck.planned_deck import plan_deck
from briefing.draft.narrative.alternatives import ChosenStory, Node, choose, reject
from briefing.draft.narrative.alternatives import Path as NodePath
from briefing.draft.narrative.imagined_periods import imagined_projects
from briefing.draft.narrative.printed_words import PrintedWords
from briefing.draft.narrative.story_yaml import as_yaml
from briefing.errors import BriefingError, Finding
from briefing.model.build_options import BuildOptions
from briefing.model.document import Document
from briefing.model.edition import Project
from briefing.model.theme import Theme
from briefing.pipeline.outputs import chosen as chosen_outputs
from briefing.pipeline.steps import assemble, prove
from briefing.pipeline.writing import WrittenOutput
from briefing.read.yamlnodes import parse

_MOST_ITEMS: Final = 8  # of points, paragraphs and cards
_BUILDS: Final = 8  # times that it is written and proved
_ROUNDS: Final = 60  # times that a story is tried; each takes the next alternative at some places
# What a writer calls a part of a slide or page → the keys of its section; what is drawn gives way where none is named.
_DRAWN: Final = ("chart", "charts", "multiples", "picture")
_NAMED: Final[Mapping[str, Sequence[str]]] = {
    "kicker": ("kicker",),
    "subtitle": ("subtitle",),
    "title": ("title", "headline", "subject"),
    "point": ("points",),
    "panel": ("points",),
    "block": ("points",),
    "corner": ("points",),
    "text": ("points", "greeting"),
    "card": ("cards",),
    "question": ("ask",),
    "notes": ("notes",),
    "paragraph": ("paragraph", "points"),
}
_OF_FILE: Final = re.compile(r"\.(?:pptx|pdf|html), ")
_LINE: Final = re.compile(r", line ([0-9]+)\b")
_SUPERLATIVE: Final = "is a superlative"
_TOO_MANY: Final = "words too many for the"  # of all that a slide says
_BAND: Final = "stands empty"  # a slide's chart is better than none although it leaves a band
Trial = Callable[[Path], Iterable[Finding]]
Writing = Callable[[Node], tuple[str, Mapping[int, Sequence[NodePath]]]]


def settled(project: Project, root: Node, lang: str, head: str) -> str:
    """Return the YAML of a story that builds, and will build next time: what a trial refuses is replaced.

    It is composed on the data of today and on those of imagined next periods, then written and proved.
    """
    tried, known = list[str](), dict[str, str]()

    def written(story: Node) -> tuple[str, Mapping[int, Sequence[NodePath]]]:
        tried.append(as_yaml(story, head, known))
        return tried[-1], lines_of_story(tried[-1])

    settled_in(project, root, lang, written)
    return tried[-1]  # what was tried last is what is settled


def settled_in(project: Project, root: Node, lang: str, written: Writing) -> Node:
    """Return what is decided of a story or of some of its sections: what a trial of all the story refuses is replaced.

    `written` gives the text of the story with them, and the paths of the root that begin in each of its lines.
    """
    today, later, built = _composed(project, lang), _composed_later(project, lang), _built(project, lang)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"story.{lang}.yaml"
        checks: list[Trial] = [today, later, built]
        for _ in range(_ROUNDS):
            chosen = choose(root)
            text, places = written(chosen.root)
            path.write_text(text, encoding="utf-8")
            refusing = next((trial for trial in checks if _replaced(chosen, places, trial(path))), None)
            if refusing is None:
                break
            # what a writer refuses is tried on later data once more, when it refuses nothing else
            checks = [today, built, later] if refusing is built or checks[-1] is later else checks
    return chosen.root


def _composed_later(project: Project, lang: str) -> Trial:
    trials = [_composed(one, lang) for one in imagined_projects(project)]
    return lambda path: [finding for trial in trials for finding in trial(path)]


def _composed(project: Project, lang: str) -> Trial:
    def trial(path: Path) -> Iterator[Finding]:
        try:
            document, faults = compose.draft(project, read.story(path), lang)
        except BriefingError as error:
            yield from error.findings
            return
        yield from (*faults, *document.findings)

    return trial


def _built(project: Project, lang: str) -> Trial:
    theme = read.theme(project.theme)
    left = [_BUILDS]

    def trial(path: Path) -> Iterator[Finding]:
        if not left[0]:
            return
        left[0] -= 1
        # in a redraft a claim of the story's own may be false now, which is for its author to change
        document, _ = compose.draft(project, read.story(path), lang)
        yield from _written_and_proved(project, theme, document)

    return trial


def _written_and_proved(project: Project, theme: Theme, document: Document) -> Iterator[Finding]:
    """Yield what the writers refuse, all of them; where they refuse nothing, what the proof finds."""
    words = PrintedWords(document)
    written: dict[str, WrittenOutput] = {}
    faults: list[Finding] = []
    for output in chosen_outputs(None):
        try:
            written[output.name] = output.write(document, theme), ()
        except BriefingError as error:
            faults += error.findings
    if faults:
        for fault in faults:  # of what is drawn the writer names the section; its words may stand elsewhere too
            yield from [fault] if fault.origin and not _named_keys(fault) else words.located(fault)
        return
    yield from _going_on(document, theme)
    try:
        proved = prove([assemble(document, theme, written)], (project.root, BuildOptions()), (), ())
        findings = [finding for one in proved for finding in one.findings]
    except BriefingError as error:
        findings = [*error.findings, *error.warnings]
    for finding in findings:
        yield from words.located(finding)


def _going_on(document: Document, theme: Theme) -> Iterator[Finding]:
    """Yield sections that one slide does not hold: what they say last gives way before they go on over another."""
    known = {section.id for part in document.parts for section in part.sections}
    for slide in plan_deck(document, theme).slides:
        section = slide.id.rpartition(" ")[0]
        if section in known:
            what = f"“{slide.id}” is a second slide for what one may say"
            yield Finding(f"slide ({section}), point", what, "say less", "warning", f"section {section}")


def _replaced(chosen: ChosenStory, places: Mapping[int, Sequence[NodePath]], findings: Iterable[Finding]) -> bool:
    """Take the next alternative wherever something is refused; return whether there was one."""
    wrong = [finding for finding in findings if finding.severity != "notice"]
    return reject(chosen, [path for finding in wrong for path in _refused(finding, chosen, places)])


def _refused(finding: Finding, chosen: ChosenStory, places: Mapping[int, Sequence[NodePath]]) -> Iterator[NodePath]:
    """Yield the places of the story that a finding is about: that of its line, or the part of the section that a writer
    names; what is drawn where it names none."""
    if finding.severity == "warning" and _BAND in finding.what:
        return
    base = _origins(chosen.root).get(finding.origin)
    if base is None:
        line = _LINE.search(finding.where)
        yield from places.get(int(line[1]), ())[:1] if line else ()
        return
    # words that a chart or the heading of a figure repeats are those of the title
    unnamed = ("title", *_DRAWN) if _SUPERLATIVE in finding.what and base != ("cover",) else _DRAWN
    ways = [(*base, key) for key in (_named_keys(finding) or unnamed)]
    if base == (
        "cover",
    ):  # a long title leaves no room for the others; a fault of a finished chart is that of the chart
        drawn = unnamed == _DRAWN and not _named_keys(finding) and _OF_FILE.search(finding.where)
        ways = [*ways, ("title",)] if drawn else [("title",), *ways]
    found = [way for path in ways for way in (path, *_items(path)) if chosen.can_change(way)]
    # a sentence that nobody finds is no reason to leave a section out
    lost = finding.severity != "error" and "“" in finding.what
    yield from [*found, *([] if lost else [base])][:1]


def _named_keys(finding: Finding) -> list[str]:
    """Return the keys of a section's texts that a writer names in a finding."""
    words = re.findall(r"[a-z]+", finding.where.rpartition(")")[2].lower())
    words += ["panel"] if _TOO_MANY in finding.what else []
    return [key for word, keys in _NAMED.items() if word in words for key in keys]


def _items(path: NodePath) -> Iterator[NodePath]:
    """Yield the places of the items of a list, the last first."""
    return ((*path, at) for at in reversed(range(_MOST_ITEMS)))


def _origins(root: Node) -> dict[str, NodePath]:
    """Return the paths of what writers name: sections and parts by their ids, cover and letter."""
    found: dict[str, NodePath] = {key: (key,) for key in ("cover", "letter") if key in root}
    for key, name in (("sections", "section"), ("parts", "part")):
        found |= {f"{name} {node['id']}": (key, at) for at, node in enumerate(root.get(key, []))}
    return found


def lines_of_story(text: str) -> dict[int, Sequence[NodePath]]:
    """Return the paths that begin in each line of a story, the deepest first."""
    places: dict[int, list[NodePath]] = {}
    for path, (line, _) in parse(text, "story").lines.items():
        places.setdefault(line, []).append(path)
    return {line: sorted(paths, key=len, reverse=True) for line, paths in places.items()}
