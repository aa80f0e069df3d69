"""What all parts of the composition share: texts and conditions are resolved, each fault noted with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from msgspec.structs import replace

from briefing.compose.dataset_names import DatasetNames
from briefing.compose.language.comparison import Truth
from briefing.compose.language.conditions import OPEN, Expects, decided, evaluate, with_fact
from briefing.compose.language.expressions import Evaluation
from briefing.compose.language.markdown import merged
from briefing.compose.language.no_break import NoBreak
from briefing.compose.language.numeral_rule import date_term, split_declared
from briefing.compose.language.story_characters import one_line
from briefing.compose.language.templates import format_fact
from briefing.compose.prose.checker import ProseChecker
from briefing.compose.prose.direction_checks import present
from briefing.compose.prose.project_place import ProjectPlaceCheck
from briefing.compose.prose.search_text import ProseFinding
from briefing.compose.standing_texts import StandingTexts, all_of, claimed, standing_story
from briefing.compose.story_nodes import NodePath, heading_above, node_name, outputs_of_text
from briefing.compose.text_composition import MadeFrom, TextComposer
from briefing.compose.usage import Usage
from briefing.errors import BriefingError, Finding, StoryError
from briefing.facts import FactRegistry, SubjectFacts
from briefing.model.document import ALL, Output
from briefing.model.edition import Project
from briefing.model.fact import Fact
from briefing.model.ledger import Claim, Node, letters
from briefing.model.period import Period
from briefing.model.story import AsideSpec, PartSpec, SectionSpec
from briefing.model.story_text import StoryNode
from briefing.model.text import Run, Text, join, plain, text
from briefing.read import StoryFile
from briefing.wording import DirectedWording
from briefing.wording.period_labels import LabelForm

_SHORT: Final = 90  # characters of a text that a message shows
_ENDS: Final = (".", "?", "!", "…", "。", "？", "！")
# Nodes set in narrow columns, where what may not break would be cut, and the subject, which is no more than one line.
_NARROW: Final = frozenset({"table", "cards", "columns", "names", "tiles", "subject"})


class Composer:
    """A project, whose dataset has no values, and a story that become a document. Faults are collected in `faults`."""

    def __init__(
        self, project: Project, file: StoryFile, book: FactRegistry, wording: DirectedWording, made_from: MadeFrom
    ) -> None:
        self.project = project
        self.file = file
        self.book = book
        self.wording = wording
        self.names = DatasetNames(project.dataset, project.edition, wording)
        self.nodes: dict[str, Node] = {}
        self.with_paragraphs: set[str] = set()  # sections that have paragraphs for the brief
        self.parameters = project.edition.parameters_in(wording.lang)
        self.edition, self.dataset = project.edition, project.dataset
        self.previous = project.previous
        published = {**(project.previous.sources if project.previous else {}), **project.dataset.sources}
        self.published = {key: source.seen_by(self.edition.as_of) for key, source in published.items()}
        self._parts: dict[str, bool] = {}
        self.warnings: list[Finding] = []
        self.notices: list[Finding] = []
        self.claims: list[Claim] = []
        self.facts: dict[str, Fact] = {}
        self.tested: dict[str, Fact] = {}
        self.compared: dict[str, str] = {}
        self.sources: dict[str, None] = {}
        self.as_times: set[str] = set()  # the multiples that texts print as "2.7-fold"
        self.outside = ""  # the place of a text that is not the story's, and can have no `expect`
        self._used = [Usage()]
        self._outputs: Sequence[Output] = ALL
        self._findings: list[Finding] = []
        self.texts = StandingTexts()
        self._checker = ProseChecker(project, book, wording, self.parameters)
        self._composer = TextComposer(book, wording, self.dataset.statements, self.parameters, self._checker, made_from)
        self._project_place = ProjectPlaceCheck(
            self.edition, book.entity, self.dataset, file.story.entity, wording.lang
        )
        self._no_break = NoBreak(self.dataset, self.edition, wording.language)
        self.anchors = {item.id: self.includes_part(at) for at, item in enumerate(file.story.parts)}
        for at, item in enumerate(file.story.sections):
            # a section on the changes may be left out, so no link leads there: the text would change with it
            self.anchors[item.id] = item.changes is None and self.includes_section(item, at)
        story, self.texts = standing_story(file.story, self.holds, self._includes)
        self.file = replace(file, story=story)

    # Faults

    def fault(self, what: str, path: NodePath, fix: str) -> None:
        """Note a fault at a place of the story."""
        self._findings.append(Finding(self._where(path), what, fix))

    def _where(self, path: NodePath) -> str:
        """Return file and line of a node; of a text that has conditions those of the branch that stands."""
        return self.outside or self.file.where(self.texts.place(path))

    def suggest(self, what: str, path: NodePath, fix: str) -> None:
        """Note what a node might do better, which is no fault."""
        self.notices.append(Finding(self._where(path), what, fix, "notice"))

    @contextmanager
    def at(self, path: NodePath) -> Iterator[None]:
        """Note errors that are raised inside at the place, and go on."""
        try:
            yield
        except BriefingError as error:
            for finding in error.findings:
                self.fault(with_fact(error, finding), path, finding.fix)

    def report(self, findings: Iterable[ProseFinding], text: Text, path: NodePath) -> None:
        """Note what is wrong with a text, as faults and warnings."""
        words = plain(text).replace("\n", " ")
        short = words if len(words) <= _SHORT else words[: _SHORT - 1] + "…"
        for item in findings:
            where = self._where(path)
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
            self._used[-1].observed.setdefault(item.source, set()).add(item.period)
        for note in fact.notes:
            self.note_break(note, (fact.indicator, fact.entity), name)
        return fact

    def cite(self, source: str) -> None:
        """Count a source as used here."""
        self.sources.setdefault(source)
        self._used[-1].sources.setdefault(source)
        self._used[-1].outputs.setdefault(source, set()).update(self._outputs)

    def note_break(self, note: str, whose: tuple[str, str], name: Text = (), *, drawn: bool = False) -> None:
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

    def hollow(self, facts: Iterable[Fact]) -> None:
        """Note that a chart draws facts hollow, as they are provisional."""
        self._used[-1].hollow.update(item for fact in facts for item in fact.observations if item.status == "P")

    # Texts

    def text(self, source: str, path: NodePath, *, tested: Expects = (), lined: bool = False) -> Text:
        """Return the runs of a text node, checked. `lined` preserves line ends. Faults give an empty text."""
        if not source.strip():
            return ()
        standing = self.texts.chosen.get(path)
        tested = (*tested, *all_of(standing))
        with self.at(path):
            heading = heading_above(path, self.file.story)
            made = self._composer.composed(
                source, tested, heading, self.anchors, lined=lined, outside=bool(self.outside)
            )
            for fact in made.facts:
                self.use(self.book.keep(fact))
            for number in made.printed:
                self._used[-1].printed.setdefault(number.fact.name, []).append(number.text)
            self.as_times |= {number.fact.name for number in made.printed if number.filter == "times"}
            for name in made.parameters:
                self.names.parameter(name)
            self.check_project_place(made.plain, path)
            self.report(made.findings, made.plain, path)
            narrow = _NARROW & set(path)
            result = self._with_node(made.checked if narrow else self._no_break.joined(made.checked), path)
            if standing and (claim := claimed(standing, self.wording.language.superlatives(plain(result)))):
                self.claim(result, claim, (*path, "expect"), node_name(path, self.file.story))
            return result
        return ()

    def _with_node(self, text: Text, path: NodePath) -> Text:
        """Return a text with the name of its node in the story, so that it is known where it was printed."""
        node = node_name(path, self.file.story)
        before = self.nodes.get(node)
        count = letters(plain(text)) + (before.letters if before else 0)  # paragraphs of one node come one by one
        outputs = outputs_of_text(path, self.file.story, self.with_paragraphs)
        self.nodes[node] = Node(self.file.where(self.texts.place(path)), outputs, count)
        return tuple(replace(run, node=node) for run in text)

    def typed_numerals(self, text: Text) -> Iterator[ProseFinding]:
        """Yield the numerals that are typed into a text, whose expressions are not worked out."""
        return self._checker.typed_numerals(text)

    def check_project_place(self, text: Text, path: NodePath) -> None:
        """Report the project's own place in the edition of another: false in a title, doubtful elsewhere."""
        self.report(self._project_place.findings(text, path), text, path)

    def title(self, source: str, path: NodePath, *, tested: Expects = ()) -> Text:
        """Return a text that may not be empty, as the title of a slide, which screen readers and outlines need.

        A word that is printed from the data at its head has a capital.
        """
        if not source.strip():
            dropped = path in self.texts.chosen
            what = f"the {path[-1]} is dropped by its `when`" if dropped else f"the {path[-1]} is empty"
            self.fault(what, path, "write its `otherwise:`" if dropped else "write the finding in a sentence")
            return ()
        faults = len(self._findings)
        text = self.text(source, path, tested=tested)
        if not plain(text).strip() and len(self._findings) == faults:
            self.fault(f"the {path[-1]} prints nothing", path, "give its parameters words, or choose with `when:`")
        head = (replace(run, text=run.text[:1].upper() + run.text[1:]) if run.fact else run for run in text[:1])
        return (*head, *text[1:])

    def print(self, fact: Fact, name: str = "", *args: object, shown: bool = True) -> Text:
        """Return the run of a fact by a filter, or its measure's default; not `shown`, it leaves sources to others."""
        run = format_fact(fact, name, self.wording, *args).run
        if shown:
            self.use(fact)
        else:
            self.facts.setdefault(fact.name, fact)
        self._used[-1].printed.setdefault(fact.name, []).append(run.text)
        return (run,)

    def period(self, period: Period, *facts: Fact | None, form: LabelForm = "") -> Text:
        """Return the run of a period: printed from a fact of that period if one is given, else a term."""
        label = self.wording.label(period, form)
        for fact in facts:
            if fact is not None and fact.period == period:
                return (Run(label, fact=self.use(fact).name),)
        return (Run(label, term=date_term(period)),)

    def periods(self, first: Period, last: Period) -> Text:
        """Return the run of a range of periods, as a term: "2014–2023", "January–May 2026"."""
        return (Run(self.wording.range(first, last), term=date_term(first)),)

    def declared(self, value: str, reason: str) -> Text:
        """Return a name of the dataset or the project; its numerals and number words are terms with this reason."""
        return tuple(Run(part, term=why) for part, why in split_declared(value, reason, self.wording.claims))

    def phrase(self, key: str, reason: str = "", /, **texts: Text) -> Text:
        """Return a fixed phrase with texts for its named fields."""
        pattern = self.wording.pattern(key, **{name: plain(item) for name, item in texts.items()})
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

    def join(self, texts: Sequence[Text], english: str) -> Text:
        """Join texts by what joins them in the language of the story; empty ones are left out."""
        return join(list(texts), self.wording.joint(english))

    def labelled(self, label: Text, value: Text) -> Text:
        """Return "label: value"."""
        return (*label, *self.joint(": "), *value)

    def named(self, name: Text, value: Text) -> Text:
        """Return a name and its value, with a space where the language has one."""
        return (*name, *text(self.wording.space(plain(name))), *value) if name else value

    def value_in(self, fact: Fact, filter_: str = "value") -> Text:
        """Return a fact with its year: "14.3 in 2018"."""
        return self.phrase("value_in", value=self.print(fact, filter_), year=self.period(fact.value_period, fact))

    def number(self, count: int, reason: str) -> Text:
        """Return a number that counts what is shown, as a term with this reason."""
        return self.declared(self.wording.number(count, 0), reason)

    def ended(self, value: Text) -> Text:
        """Return a text with a stop at its end, unless it has one there."""
        return value if plain(value).endswith(_ENDS) else (*value, *self.joint("."))

    # Claims

    def includes_section(self, section: SectionSpec, at: int) -> bool:
        """Whether the section of this number belongs to the edition, as its `when` and that of its part say."""
        parts = [number for number, part in enumerate(self.file.story.parts) if part.id == section.part]
        if not all(map(self.includes_part, parts)):
            return False
        return not section.when or self.holds(section.when, ("sections", at, "when"))

    def _includes(self, node: StoryNode, path: NodePath) -> bool:
        """Whether a node of the story belongs to the edition, so that its texts are looked at."""
        if isinstance(node, SectionSpec):
            changed = node.changes is None or self.previous is not None
            return changed and self.includes_section(node, int(path[-1]))
        if isinstance(node, PartSpec):
            return self.includes_part(int(path[-1]))
        return not isinstance(node, AsideSpec) or not node.when or self.holds(node.when, (*path, "when"))

    def includes_part(self, at: int) -> bool:
        """Whether the part of this number belongs to the edition, as its `when` says."""
        part = self.file.story.parts[at]
        if part.id not in self._parts:
            self._parts[part.id] = not part.when or self.holds(part.when, ("parts", at, "when"))
        return self._parts[part.id]

    def holds(self, expression: str, path: NodePath) -> bool:
        """Whether a condition of the story is true; one that the data leave open is a fault."""
        with self.at(path):
            value, evaluation = self._evaluated(expression)
            return decided(value, expression, evaluation)
        return False

    def claims_of(self, text: Text, expect: str | tuple[str, ...], path: NodePath, spot: str) -> None:
        """Test the claims of a node, one expression or several, as those of its text."""
        if isinstance(expect, str):
            self.claim(text, expect, path, spot)
            return
        for number, expression in enumerate(expect):
            self.claim(text, expression, (*path, number), spot)

    def claim(self, text: Text, expression: str, path: NodePath, spot: str) -> None:
        """Test the claim of a text; a false one is a fault that gives the facts' present values."""
        if not expression.strip():
            return
        with self.at(path):
            value, evaluation = self._evaluated(expression)
            self.tested |= evaluation.touched
            self.compared |= evaluation.names
            node = node_name(path[: path.index("expect")], self.file.story)
            self.claims.append(Claim(spot, plain(text), expression.strip(), value is True, node))
            if value is not True and plain(text):  # what could not be printed has a fault of its own
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

    def checked_name(self, name: Text, subject: SubjectFacts, path: NodePath) -> Text:
        """Return a name that the story gives a subject; that of something else is a fault."""
        with self.names.unprinted():
            shown = self.names.places(subject.members)
        self.report(self._checker.name_findings(name, subject, shown), name, path)
        return name

    def subject(self, key: str, path: NodePath) -> SubjectFacts | None:
        """Return the facts of a short name; an unknown one is a fault."""
        with self.at(path):
            return self.book.subject(key)
        return None


def _line(finding: Finding) -> int:
    line = finding.where.rpartition("line ")[2]
    return int(line) if line.isdigit() else 0
