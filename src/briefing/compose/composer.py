"""What all parts of the composition share: texts and conditions are resolved, each fault noted with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from msgspec.structs import replace

from briefing.compose.language.characters import lines_of, one_line
from briefing.compose.language.comparison import Truth
from briefing.compose.language.conditions import OPEN, decided, evaluate, with_fact
from briefing.compose.language.expectations import Expects
from briefing.compose.language.expressions import Evaluation
from briefing.compose.language.markdown import merged, space_bold, to_text
from briefing.compose.language.no_break import NoBreak
from briefing.compose.language.numeral_rule import YEAR
from briefing.compose.language.templates import format_fact, render
from briefing.compose.language.terms import split_declared
from briefing.compose.prose.checker import ProseChecker
from briefing.compose.prose.direction_checks import present
from briefing.compose.prose.project_place import ProjectPlaceCheck
from briefing.compose.prose.sentences import ProseFinding
from briefing.compose.story_nodes import heading_above, node_name, outputs_of_text
from briefing.compose.usage import Usage
from briefing.errors import BriefingError, Finding, StoryError
from briefing.facts import FactRegistry, SubjectFacts
from briefing.model.document import ALL, Output
from briefing.model.edition import Project
from briefing.model.fact import Fact
from briefing.model.ledger import Claim, Node, letters
from briefing.model.story import SectionSpec
from briefing.model.text import Run, Text, plain, text
from briefing.read import StoryFile
from briefing.wording import DirectedWording

Place = tuple[str | int, ...]
_SHORT: Final = 90  # characters of a text that a message shows
_MOST_LISTED: Final = 3  # places that are taken together and named; of more there is their number
_TOGETHER: Final = {"sum": "sum_of_places", "mean": "mean_of_places", "median": "median_of_places"}
_ENDS: Final = (".", "?", "!", "…", "。", "？", "！")
# Nodes set in narrow columns, where what may not break would be cut, and the subject, which is no more than one line.
_NARROW: Final = frozenset({"table", "cards", "columns", "names", "tiles", "subject"})


class Composer:
    """A project and a story that become a document. Faults are collected in `faults`."""

    def __init__(self, project: Project, file: StoryFile, book: FactRegistry, wording: DirectedWording) -> None:
        self.project = project
        self.file = file
        self.book = book
        self.wording = wording
        self._untranslated: dict[str, str] = {}
        self.nodes: dict[str, Node] = {}
        self.with_paragraphs: set[str] = set()  # sections that have paragraphs for the brief
        self.parameters = project.edition.parameters_in(wording.lang)
        self.edition, self.dataset = project.edition, project.dataset
        self.previous = project.previous
        self.published = {**(project.previous.sources if project.previous else {}), **project.dataset.sources}
        self._parts: dict[str, bool] = {}
        self.warnings: list[Finding] = []
        self.claims: list[Claim] = []
        self.facts: dict[str, Fact] = {}
        self.tested: dict[str, Fact] = {}
        self.compared: dict[str, str] = {}
        self.sources: dict[str, None] = {}
        self.outside = ""  # where a text stands that is not the story's, and can have no `expect`
        self._used = [Usage()]
        self._outputs: Sequence[Output] = ALL
        self._findings: list[Finding] = []
        self._checker = ProseChecker(project, book, wording, self.parameters)
        self._project_place = ProjectPlaceCheck(
            self.edition, book.entity, self.dataset, file.story.entity, wording.lang
        )
        self._no_break = NoBreak(self.dataset, self.edition, wording.language)
        self.anchors = {item.id: self.part_stands(at) for at, item in enumerate(file.story.parts)}
        for at, item in enumerate(file.story.sections):
            # a section on the changes may be left out, so no link leads there: the text would change with it
            self.anchors[item.id] = item.changes is None and self.stands(item, at)

    # Faults

    def fault(self, what: str, place: Place, fix: str) -> None:
        """Note a fault at a place of the story."""
        self._findings.append(Finding(self.outside or self.file.where(place), what, fix))

    @contextmanager
    def at(self, place: Place) -> Iterator[None]:
        """Note errors that are raised inside at the place, and go on."""
        try:
            yield
        except BriefingError as error:
            for finding in error.findings:
                self.fault(with_fact(error, finding), place, finding.fix)

    def report(self, findings: Iterable[ProseFinding], text: Text, place: Place) -> None:
        """Note what is wrong with a text, as faults and warnings."""
        words = plain(text).replace("\n", " ")
        short = words if len(words) <= _SHORT else words[: _SHORT - 1] + "…"
        for item in findings:
            where = self.outside or self.file.where(place)
            found = Finding(where, f"{item.what}: {short!r}", item.fix, item.severity)
            (self._findings if item.severity == "error" else self.warnings).append(found)

    @property
    def faults(self) -> tuple[Finding, ...]:
        """Every fault, in the order of the file."""
        return tuple(sorted(dict.fromkeys(self._findings), key=_line))

    # Use

    @contextmanager
    def section(self) -> Iterator[Usage]:
        """Collect what is used inside."""
        self._used.append(Usage())
        try:
            yield self._used[-1]
        finally:
            self._used.pop()

    @contextmanager
    def shown_in(self, outputs: Sequence[Output]) -> Iterator[None]:
        """Note that what is used inside appears in these outputs only."""
        before, self._outputs = self._outputs, outputs
        try:
            yield
        finally:
            self._outputs = before

    def use(self, fact: Fact, name: Text = ()) -> Fact:
        """Count a fact as shown here, under a name if it has one; return the one object of its name."""
        fact = self.facts.setdefault(fact.name, fact)
        self._used[-1].facts.setdefault(fact.name, fact)
        self._used[-1].outputs.setdefault(fact.name, set()).update(self._outputs)
        for source in fact.sources:
            self.cite(source)
        for item in fact.observations:
            self._used[-1].dates.setdefault(item.source, {}).setdefault(item.published)
        for note in fact.notes:
            self.broken(note, (fact.indicator, fact.entity), name)
        return fact

    def cite(self, source: str) -> None:
        """Count a source as used here."""
        self.sources.setdefault(source)
        self._used[-1].sources.setdefault(source)
        self._used[-1].outputs.setdefault(source, set()).update(self._outputs)

    def broken(self, note: str, whose: tuple[str, str], name: Text = (), *, drawn: bool = False) -> None:
        """Note a disclosed break that the section shows, as "2019–2021: reason"; `whose` are indicator and place.

        Its note is printed, unless a chart has `drawn` it with its reason.
        """
        used = self._used[-1]
        if drawn:
            used.drawn.add(note)
        else:
            concerned = used.breaks.setdefault(note, {})
            concerned[whose] = concerned.get(whose) or name

    def remark(self, text: Text) -> None:
        """Add a remark to the note line, as on a gap in a line."""
        if text not in self._used[-1].remarks:
            self._used[-1].remarks.append(text)

    # Texts

    def text(self, source: str, place: Place, *, tested: Expects = (), lined: bool = False) -> Text:
        """Return the runs of a text node, checked. `lined` preserves line ends. Faults give an empty text."""
        if not source.strip():
            return ()
        with self.at(place):
            expectations = self._checker.expectations(tested)
            marked = render(source, self.book, self.wording, self.dataset.statements, self.parameters, expectations)
            marked.text = lines_of(marked.text) if lined else one_line(marked.text)
            if not self.wording.language.spaced:
                marked.text = space_bold(marked.text)
            text = self.wording.tight(to_text(marked, self.anchors))
            for fact in marked.facts.values():
                self.use(fact)
            for number in marked.printed:
                self._used[-1].printed.setdefault(number.fact.name, []).append(number.text)
            for name in marked.parameters:
                self._parameter(name)
            self.check_project_place(text, place)
            heading = heading_above(place, self.file.story)
            checked, findings = self._checker.check(text, marked, tested, heading, outside=bool(self.outside))
            self.report(findings, text, place)
            return self._with_node(checked if _NARROW & set(place) else self._no_break.joined(checked), place)
        return ()

    def _with_node(self, text: Text, place: Place) -> Text:
        """Return a text with the name of its node in the story, so that it is known where it was printed."""
        node = node_name(place, self.file.story)
        before = self.nodes.get(node)
        count = letters(plain(text)) + (before.letters if before else 0)  # paragraphs of one node come one by one
        outputs = outputs_of_text(place, self.file.story, self.with_paragraphs)
        self.nodes[node] = Node(self.file.where(place), outputs, count)
        return tuple(replace(run, node=node) for run in text)

    def check_project_place(self, text: Text, place: Place) -> None:
        """Report the project's own place in the edition of another: false in a title, doubtful elsewhere."""
        self.report(self._project_place.findings(text, place), text, place)

    def title(self, source: str, place: Place, *, tested: Expects = ()) -> Text:
        """Return a text that may not be empty, as the title of a slide, which screen readers and outlines need."""
        if not source.strip():
            self.fault(f"the {place[-1]} is empty", place, "write the finding in a sentence")
            return ()
        faults = len(self._findings)
        text = self.text(source, place, tested=tested)
        if not plain(text).strip() and len(self._findings) == faults:
            self.fault(f"the {place[-1]} prints nothing", place, "give its parameters words, or choose with `when:`")
        return text

    def print(self, fact: Fact, name: str = "", *args: object, shown: bool = True) -> Text:
        """Return the run of a fact by a filter, or its measure's default; not `shown`, it leaves sources to others."""
        run = format_fact(fact, name, self.wording, *args).run
        if shown:
            self.use(fact)
        else:
            self.facts.setdefault(fact.name, fact)
        self._used[-1].printed.setdefault(fact.name, []).append(run.text)
        return (run,)

    def year(self, year: int, *facts: Fact | None) -> Text:
        """Return the run of a year: printed from a fact of that year if one is given, else a term."""
        for fact in facts:
            if fact is not None and fact.year == year:
                return (Run(str(year), fact=self.use(fact).name),)
        return (Run(str(year), term=YEAR),)

    def declared(self, value: str, reason: str) -> Text:
        """Return a name of the dataset or the project; its numerals and number words are terms with this reason."""
        return tuple(Run(part, term=why) for part, why in split_declared(value, reason, self.wording.claims))

    def phrase(self, key: str, reason: str = "", /, **texts: Text) -> Text:
        """Return a fixed phrase with texts for its named fields."""
        pattern = self.wording.phrase(key)
        runs: list[Run] = []
        while pattern:
            head, _, rest = pattern.partition("{")
            name, _, pattern = rest.partition("}")
            runs += (Run(part, term=why) for part, why in split_declared(head, reason or "fixed phrase"))
            runs += texts.get(name, ())
        return merged(iter(runs))

    def joint(self, english: str) -> Text:
        """Return what joins texts in the language of the story, for what does in English."""
        return text(self.wording.joint(english))

    def named(self, name: Text, value: Text) -> Text:
        """Return a name and its value, with a space where the language has one."""
        return (*name, *text(self.wording.space(plain(name))), *value) if name else value

    def ended(self, value: Text) -> Text:
        """Return a text with a stop at its end, unless it has one there."""
        return value if plain(value).endswith(_ENDS) else (*value, *self.joint("."))

    # Claims

    def stands(self, section: SectionSpec, at: int) -> bool:
        """Whether the section of this number stands in the edition, as its `when` says."""
        return self._in_part(section) and (not section.when or self.holds(section.when, ("sections", at, "when")))

    def _in_part(self, section: SectionSpec) -> bool:
        return all(self.part_stands(at) for at, part in enumerate(self.file.story.parts) if part.id == section.part)

    def part_stands(self, at: int) -> bool:
        """Whether the part of this number stands in the edition, as its `when` says."""
        part = self.file.story.parts[at]
        if part.id not in self._parts:
            self._parts[part.id] = not part.when or self.holds(part.when, ("parts", at, "when"))
        return self._parts[part.id]

    def holds(self, expression: str, place: Place) -> bool:
        """Whether a condition of the story is true; one that the data leave open is a fault."""
        with self.at(place):
            value, evaluation = self._evaluated(expression)
            return decided(value, expression, evaluation)
        return False

    def claims_of(self, text: Text, expect: str | tuple[str, ...], place: Place, spot: str) -> None:
        """Test the claims of a node, one expression or several, as those of its text."""
        if isinstance(expect, str):
            self.claim(text, expect, place, spot)
            return
        for number, expression in enumerate(expect):
            self.claim(text, expression, (*place, number), spot)

    def claim(self, text: Text, expression: str, place: Place, spot: str) -> None:
        """Test the claim of a text; a false one is a fault that gives the facts' present values."""
        if not expression.strip():
            return
        with self.at(place):
            value, evaluation = self._evaluated(expression)
            self.tested |= evaluation.touched
            self.compared |= evaluation.names
            node = node_name(place[: place.index("expect")], self.file.story)
            self.claims.append(Claim(spot, plain(text), expression.strip(), value is True, node))
            if value is not True:
                raise StoryError(*self._untrue(plain(text), expression, evaluation))

    def _evaluated(self, expression: str) -> tuple[Truth, Evaluation]:
        return evaluate(self.book, self.dataset, expression, self.parameters, self.wording.lang)

    def _untrue(self, text: str, expression: str, evaluation: Evaluation) -> tuple[str, str, str]:
        facts = [f"{fact.name} = {present(fact, self.wording)}" for fact in evaluation.touched.values()]
        values = "; ".join([*facts, *(f"{name} = {words!r}" for name, words in evaluation.named.items())])
        what = f"the claim {text!r} is not true: {one_line(expression)} (now {values or 'no facts'})"
        if evaluation.open:
            what += f"; {', '.join(dict.fromkeys(evaluation.open))} {OPEN}"
        return what, "", "change the sentence to what the data say, or use `when:` with `otherwise:`"

    # Names

    def place_name(self, entity: str) -> str:
        """Return the name of a place in the language of the story."""
        name = self.dataset.places.get(self.wording.lang, {}).get(entity, "")
        return self._translated(name, entity, "entities.csv, column name")

    def together(self, places: Sequence[str]) -> str:
        """Return the names of places in the language of the story; of more than three, their number."""
        if len(places) > _MOST_LISTED:
            return self.wording.phrase("places", count=self.wording.number(len(places), 0))
        return self.wording.list([self.place_name(place) for place in places])

    def name_of(self, subject: SubjectFacts) -> str:
        """Return the name of what a short name measures, and of several places which, in the language of the story."""
        own = self._name_of(subject)
        phrase = _TOGETHER.get(subject.combined, "")
        if phrase and (subject.combined != "sum" or subject.indicator is not None):
            return self.wording.phrase(phrase, name=own, places=self.together(subject.members))
        return own

    def _name_of(self, subject: SubjectFacts) -> str:
        where = "indicators.csv, column name" if subject.indicator else f"briefing.toml, facts.{subject.key}.name"
        return self._translated(subject.names.get(self.wording.lang, ""), subject.name, where)

    def unit_of(self, subject: SubjectFacts) -> str:
        """Return the unit of a short name, in the language of the story and the scale of its format."""
        where = "indicators.csv, column unit" if subject.indicator else f"briefing.toml, facts.{subject.key}.unit"
        words = self.wording.unit_named(subject.unit, subject.units)
        known = words != subject.unit or self.wording.lang in subject.units or not re.search(r"[^\W\d_]", words)
        return self.wording.in_scale(self._translated(words if known else "", subject.unit, where), subject.format)

    def _parameter(self, name: str) -> None:
        """Look for a parameter that is printed in the language of the story."""
        words = self.edition.parameters[name]
        if isinstance(words, Mapping):
            self._translated(words.get(self.wording.lang, ""), words["en"], f"briefing.toml, parameters.{name}")

    def _translated(self, translation: str, english: str, where: str) -> str:
        """Return words in the language of the story, else the English ones with a warning."""
        if not translation and self.wording.lang != "en" and english:
            self._untranslated.setdefault(english, where)
        return translation or english

    @contextmanager
    def unprinted(self) -> Iterator[None]:
        """Give no warning of names that are looked up inside, as they are only compared."""
        before = dict(self._untranslated)
        yield
        self._untranslated = before

    @property
    def untranslated(self) -> tuple[Finding, ...]:
        """Warnings of words in English that the data has in no other language."""
        lang = self.wording.lang
        return tuple(
            Finding(where, f"{words!r} stands in English in the {lang} edition", f"add it in {lang}", "warning")
            for words, where in self._untranslated.items()
        )

    def name_checked(self, name: Text, subject: SubjectFacts, place: Place) -> Text:
        """Return a name that the story gives a subject; that of something else is a fault."""
        with self.unprinted():
            shown = self.together(subject.members)
        self.report(self._checker.name_findings(name, subject, shown), name, place)
        return name

    def subject(self, key: str, place: Place) -> SubjectFacts | None:
        """Return the facts of a short name; an unknown one is a fault."""
        with self.at(place):
            return self.book.subject(key)
        return None


def _line(finding: Finding) -> int:
    line = finding.where.rpartition("line ")[2]
    return int(line) if line.isdigit() else 0
