"""What every part of the composition shares: texts and conditions resolved, each fault noted with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from briefing.compose.language.characters import lines, one_line
from briefing.compose.language.comparison import Truth
from briefing.compose.language.conditions import OPEN, decided, evaluated, with_fact
from briefing.compose.language.expects import Expects
from briefing.compose.language.expressions import Evaluation
from briefing.compose.language.markdown import apart, merged, to_text
from briefing.compose.language.no_break import NoBreak
from briefing.compose.language.numeral_rule import YEAR
from briefing.compose.language.templates import Marked, render, worded
from briefing.compose.language.terms import declared
from briefing.compose.prose.checker import Judge
from briefing.compose.prose.project_place import Elsewhere
from briefing.compose.prose.signs import present
from briefing.compose.prose.suggestions import short
from briefing.compose.story_nodes import head_of, named, standing
from briefing.compose.usage import Used
from briefing.errors import BriefingError, Finding, StoryError
from briefing.model.document import ALL, Output
from briefing.model.edition import Project
from briefing.model.fact import Fact
from briefing.model.ledger import Claim, Node, letters
from briefing.model.story import SectionSpec
from briefing.model.text import Run, Text, plain, text

if TYPE_CHECKING:
    from briefing.compose.prose.years_and_places import Doubt
    from briefing.facts import FactRegistry, SubjectFacts
    from briefing.read import StoryFile
    from briefing.wording import DirectedWording

Place = tuple[str | int, ...]
_MOST_LISTED: Final = 3  # places that are taken together and named; of more there is their number
_TOGETHER: Final = {"sum": "sum_of_places", "mean": "mean_of_places", "median": "median_of_places"}
_ENDS: Final = (".", "?", "!", "…", "。", "？", "！")
# Nodes set in narrow columns, where what may not break would be cut, and the subject, which is no more than one line.
_NARROW: Final = frozenset({"table", "cards", "columns", "names", "tiles", "subject"})


class Composer:
    """A project and a story on their way to a document. Faults are collected; `stop_if_any` raises them all."""

    def __init__(self, project: Project, file: StoryFile, book: FactRegistry, wording: DirectedWording) -> None:
        self.project = project
        self.file = file
        self.book = book
        self.wording = wording
        self._untold: dict[str, str] = {}
        self.nodes: dict[str, Node] = {}
        self.told: set[str] = set()  # sections that have paragraphs for the brief
        self.parameters = project.edition.parameters_in(wording.lang)
        self.edition, self.dataset = project.edition, project.dataset
        self.previous = project.previous
        self.published = {**(project.previous.sources if project.previous else {}), **project.dataset.sources}
        self._parts: dict[str, bool] = {}
        self._elsewhere = Elsewhere(self.edition, book.entity, self.dataset, file.story.entity, wording.lang)
        self.doubts: list[Finding] = []  # texts that name the project's own place in the edition of another
        self.claims: list[Claim] = []
        self.facts: dict[str, Fact] = {}
        self.tested: dict[str, Fact] = {}
        self.compared: dict[str, str] = {}
        self.sources: dict[str, None] = {}
        self.outside = ""  # where a text stands that is not the story's, and can have no `expect`
        self._used = [Used()]
        self._outputs: Sequence[Output] = ALL
        self._findings: list[Finding] = []
        self._judge = Judge(project, book, wording, self.parameters)
        self._no_break = NoBreak(self.dataset, self.edition, wording.language)
        self.anchors = {item.id: self.part_stands(at) for at, item in enumerate(file.story.parts)}
        for at, item in enumerate(file.story.sections):
            # what tells the changes may be left out, so no link leads there: the text would change with it
            self.anchors[item.id] = item.changes is None and self.stands(item, at)

    # Faults

    def fault(self, what: str, place: Place, fix: str) -> None:
        """Note a fault at a place of the story."""
        self._findings.append(Finding(self.outside or self.file.where(place), what, fix))

    @contextmanager
    def at(self, place: Place) -> Iterator[None]:
        """Errors raised inside are noted at the place, and the composition goes on."""
        try:
            yield
        except BriefingError as error:
            for finding in error.findings:
                self.fault(with_fact(error, finding), place, finding.fix)

    def doubt(self, doubt: Doubt, text: Text, place: Place) -> None:
        """Note what is wrong with a text: a fault, or a warning."""
        where = self.outside or self.file.where(place)
        found = Finding(where, f"{doubt.what}: {short(text)}", doubt.fix, doubt.severity)
        (self._findings if doubt.severity == "error" else self.doubts).append(found)

    def stop_if_any(self) -> None:
        """StoryError with every fault, in the order of the file."""
        if self._findings:
            raise StoryError(self.faults)

    @property
    def faults(self) -> tuple[Finding, ...]:
        """Every fault, in the order of the file."""
        return tuple(sorted(dict.fromkeys(self._findings), key=_line))

    # Use

    @contextmanager
    def section(self) -> Iterator[Used]:
        """Collect what is used inside."""
        self._used.append(Used())
        try:
            yield self._used[-1]
        finally:
            self._used.pop()

    @contextmanager
    def shown_in(self, outputs: Sequence[Output]) -> Iterator[None]:
        """What is used inside stands in these outputs only."""
        before, self._outputs = self._outputs, outputs
        try:
            yield
        finally:
            self._outputs = before

    def use(self, fact: Fact, name: Text = ()) -> Fact:
        """Count a fact as shown here, under a name if it has one; → the one object of its name."""
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
        """A disclosed break that the section shows, as "2019–2021: reason", whose indicator and place it concerns, and
        their name; its note is forced, unless a chart has `drawn` it with its reason."""
        used = self._used[-1]
        if drawn:
            used.drawn.add(note)
        else:
            concerned = used.breaks.setdefault(note, {})
            concerned[whose] = concerned.get(whose) or name

    def remark(self, text: Text) -> None:
        """A remark of the program for the note line, as on a gap in a line."""
        if text not in self._used[-1].remarks:
            self._used[-1].remarks.append(text)

    # Texts

    def text(self, source: str, place: Place, *, tested: Expects = (), lined: bool = False) -> Text:
        """A text node → runs, checked by the numeral rule. `lined` keeps line ends. Faults give an empty text."""
        if not source.strip():
            return ()
        with self.at(place):
            implied = self._judge.implied(tested)
            marked = render(source, self.book, self.wording, self.dataset.statements, self.parameters, implied)
            marked.text = lines(marked.text) if lined else one_line(marked.text)
            if not self.wording.language.spaced:
                marked.text = apart(marked.text)
            text = self.wording.tight(to_text(marked, self.anchors))
            for fact in marked.facts.values():
                self.use(fact)
            for one in marked.printed:
                self._used[-1].printed.setdefault(one.fact.name, []).append(one.text)
            for name in marked.parameters:
                self._parameter(name)
            self.home_typed(text, place)
            head = head_of(place, self.file.story)
            checked, doubts = self._judge.judged(text, marked, tested, head, outside=bool(self.outside))
            for doubt in doubts:
                self.doubt(doubt, text, place)
            return self._noted(checked if _NARROW & set(place) else self._no_break.kept(checked), place)
        return ()

    def _noted(self, text: Text, place: Place) -> Text:
        """A text → the same with the name of its place in the story, so that it is known where it was printed."""
        node = named(place, self.file.story)
        before = self.nodes.get(node)
        count = letters(plain(text)) + (before.letters if before else 0)  # paragraphs of one node stand one by one
        self.nodes[node] = Node(self.file.where(place), standing(place, self.file.story, self.told), count)
        return tuple(replace(run, node=node) for run in text)

    def home_typed(self, text: Text, place: Place) -> None:
        """The project's own place, typed into the edition of another: false in a title, doubtful elsewhere."""
        if found := self._elsewhere.finding(text, place, self.outside or self.file.where(place)):
            (self._findings if found.severity == "error" else self.doubts).append(found)

    def title(self, source: str, place: Place, *, tested: Expects = ()) -> Text:
        """A text that may not be empty, as the title of a slide, which screen readers and outlines need."""
        if not source.strip():
            self.fault(f"the {place[-1]} is empty", place, "write the finding in a sentence")
            return ()
        faults = len(self._findings)
        text = self.text(source, place, tested=tested)
        if not plain(text).strip() and len(self._findings) == faults:
            self.fault(f"the {place[-1]} prints nothing", place, "give its parameters words, or choose with `when:`")
        return text

    def print(self, fact: Fact, name: str = "", *args: object, shown: bool = True) -> Text:
        """A fact and a filter (none: its measure's default) → its run; `shown` False leaves sources to others."""
        marked = Marked()
        mark = worded(fact, name, self.wording, marked, *args)
        if shown:
            self.use(fact)
        else:
            self.facts.setdefault(fact.name, fact)
        run = marked.run(mark)
        self._used[-1].printed.setdefault(fact.name, []).append(run.text)
        return (run,)

    def year(self, year: int, *facts: Fact | None) -> Text:
        """A year → its run: printed from a fact of that year if one is given, else a term."""
        for fact in facts:
            if fact is not None and fact.year == year:
                return (Run(str(year), fact=self.use(fact).name),)
        return (Run(str(year), term=YEAR),)

    def declared(self, value: str, reason: str) -> Text:
        """A name of the dataset or the project → runs; its numerals and number words are terms with this reason."""
        return tuple(Run(stretch, term=why) for stretch, why in declared(value, reason, self.wording.claims))

    def phrase(self, key: str, reason: str = "", /, **texts: Text) -> Text:
        """A fixed phrase with texts for its named places → runs."""
        pattern = self.wording.phrase(key)
        runs: list[Run] = []
        while pattern:
            head, _, rest = pattern.partition("{")
            name, _, pattern = rest.partition("}")
            runs += (Run(stretch, term=why) for stretch, why in declared(head, reason or "fixed phrase"))
            runs += texts.get(name, ())
        return merged(iter(runs))

    def joint(self, english: str) -> Text:
        """What joins texts in English → the runs that do in the language of the story."""
        return text(self.wording.joint(english))

    def named(self, name: Text, value: Text) -> Text:
        """A name and its value → both, with a space where the language has one."""
        return (*name, *text(self.wording.space(plain(name))), *value) if name else value

    def ended(self, value: Text) -> Text:
        """A text → with a stop at its end, unless it has a mark there."""
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
        """A condition of the story → whether it is true; one that the data leave open is a fault."""
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
        """Test the claim of a text; a false one is a fault that tells the facts' present values."""
        if not expression.strip():
            return
        with self.at(place):
            value, evaluation = self._evaluated(expression)
            self.tested |= evaluation.touched
            self.compared |= evaluation.names
            node = named(place[: place.index("expect")], self.file.story)
            self.claims.append(Claim(spot, plain(text), expression.strip(), value is True, node))
            if value is not True:
                raise StoryError(*self._untrue(plain(text), expression, evaluation))

    def _evaluated(self, expression: str) -> tuple[Truth, Evaluation]:
        return evaluated(self.book, self.dataset, expression, self.parameters, self.wording.lang)

    def _untrue(self, text: str, expression: str, evaluation: Evaluation) -> tuple[str, str, str]:
        facts = [f"{fact.name} = {present(fact, self.wording)}" for fact in evaluation.touched.values()]
        values = "; ".join([*facts, *(f"{name} = {words!r}" for name, words in evaluation.named.items())])
        what = f"the claim {text!r} is not true: {one_line(expression)} (now {values or 'no facts'})"
        if evaluation.open:
            what += f"; {', '.join(dict.fromkeys(evaluation.open))} {OPEN}"
        return what, "", "change the sentence to what the data say, or use `when:` with `otherwise:`"

    # Names

    def place_name(self, entity: str) -> str:
        """A place of the dataset → its name in the language of the story."""
        told = self.dataset.places.get(self.wording.lang, {}).get(entity, "")
        return self._told(told, entity, "entities.csv, column name")

    def together(self, places: Sequence[str]) -> str:
        """Places of the dataset → their names in the language of the story; of more than three, their number."""
        if len(places) > _MOST_LISTED:
            return self.wording.phrase("places", count=self.wording.number(len(places), 0))
        return self.wording.list([self.place_name(place) for place in places])

    def name_of(self, subject: SubjectFacts) -> str:
        """A short name → the name of what it measures, and of several places which; in the language of the story."""
        own = self._name_of(subject)
        phrase = _TOGETHER.get(subject.combined, "")
        if phrase and (subject.combined != "sum" or subject.indicator is not None):
            return self.wording.phrase(phrase, name=own, places=self.together(subject.members))
        return own

    def _name_of(self, subject: SubjectFacts) -> str:
        where = "indicators.csv, column name" if subject.indicator else f"briefing.toml, facts.{subject.key}.name"
        return self._told(subject.names.get(self.wording.lang, ""), subject.name, where)

    def unit_of(self, subject: SubjectFacts) -> str:
        """A short name → its unit, in the language of the story and the scale of its format."""
        where = "indicators.csv, column unit" if subject.indicator else f"briefing.toml, facts.{subject.key}.unit"
        words = self.wording.unit_named(subject.unit, subject.units)
        known = words != subject.unit or self.wording.lang in subject.units or not re.search(r"[^\W\d_]", words)
        told = self._told(words if known else "", subject.unit, where)
        return self.wording.in_scale(told, subject.format)

    def _parameter(self, name: str) -> None:
        """A parameter that is printed is looked for in the language of the story."""
        words = self.edition.parameters[name]
        if isinstance(words, Mapping):
            self._told(words.get(self.wording.lang, ""), words["en"], f"briefing.toml, parameters.{name}")

    def _told(self, told: str, english: str, where: str) -> str:
        """Words in the language of the story, else those of English with a warning that they stand there."""
        if not told and self.wording.lang != "en" and english:
            self._untold.setdefault(english, where)
        return told or english

    @contextmanager
    def unprinted(self) -> Iterator[None]:
        """Names that are looked up here are only compared: none of them stands in English anywhere."""
        before = dict(self._untold)
        yield
        self._untold.clear()
        self._untold.update(before)

    @property
    def untold(self) -> tuple[Finding, ...]:
        """Warnings of what stands in English, as the data has it in no other language."""
        lang = self.wording.lang
        return tuple(
            Finding(where, f"{words!r} stands in English in the {lang} edition", f"add it in {lang}", "warning")
            for words, where in self._untold.items()
        )

    def name_checked(self, name: Text, subject: SubjectFacts, place: Place) -> Text:
        """A name that the story gives and what it stands for → the name; one of something else is a fault."""
        with self.unprinted():
            shown = self.together(subject.members)
        for doubt in self._judge.misnamed(name, subject, shown):
            self.doubt(doubt, name, place)
        return name

    def subject(self, key: str, place: Place) -> SubjectFacts | None:
        """A short name → its facts; an unknown one is a fault."""
        with self.at(place):
            return self.book.subject(key)
        return None


def _line(finding: Finding) -> int:
    line = finding.where.rpartition("line ")[2]
    return int(line) if line.isdigit() else 0
