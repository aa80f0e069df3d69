"""The claims of a story on today's data: which are false, open, refused or weak, with their values now and before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal

from msgspec import Struct
from msgspec.structs import asdict, replace

from briefing import compose
from briefing.compose.language.comparison import Unsure
from briefing.compose.language.conditions import evaluate
from briefing.compose.prose.direction_checks import present
from briefing.draft.insight import Insight
from briefing.draft.redraft_coverage import SectionContent, StatedInsight
from briefing.errors import BriefingError, Finding
from briefing.facts import FactRegistry
from briefing.model.document import Document
from briefing.model.edition import Project
from briefing.model.fact import Fact
from briefing.model.ledger import Claim
from briefing.read import StoryFile
from briefing.wording import of

# false: an `expect` that stops the build. open: one that the data leave open. refused: a text that the build refuses.
# turned: a finding of the draft that is no longer true, so that its texts print what stands under `otherwise`.
# weak: a finding of the draft that is still true, and no longer stands out.
State = Literal["false", "open", "refused", "turned", "weak"]
STRONG: Final = 21  # insights that a story has room for: three in each of seven sections
_STILL_TRUE: Final = "its words still hold: leave the section, or take it out"
_FALSE_CLAIM: Final = "the claim "  # how the composition begins what it says of one


class ChangedClaim(Struct, frozen=True):
    """A claim that no longer stands as it was written: its place, text and condition, why, and the values of its facts
    today and in the edition before, where its ledger is there."""

    state: State
    where: str
    text: str
    claim: str = ""
    why: str = ""
    now: Mapping[str, str] = {}
    then: Mapping[str, str] = {}

    def as_json(self) -> dict[str, Any]:
        """All of it by name."""
        return asdict(self)

    def __str__(self) -> str:
        values = [
            f"{name} = {value}" + (f" (before: {self.then[name]})" if name in self.then else "")
            for name, value in self.now.items()
        ]
        lines = [f"{self.where}: {self.state}: {self.text}", self.claim, self.why, "; ".join(values)]
        return "\n    ".join(filter(None, lines))


class ClaimReader:
    """Reads the claims of the stories of a project against its data."""

    def __init__(self, project: Project, found: Sequence[Insight], every: Sequence[Insight]) -> None:
        self._project = project
        self._book = FactRegistry(project.dataset, project.edition)
        self._floor = min((one.score for one in found[:STRONG]), default=0.0) if len(found) > STRONG else 0.0
        self._scores = [(one.type, frozenset(one.subjects), one.score) for one in every]

    def changes(self, file: StoryFile, sections: Sequence[SectionContent], lang: str) -> tuple[ChangedClaim, ...]:
        """Return what became of the claims of a story, in the order of its lines."""
        document, faults = compose.draft(self._project, file, lang)
        changes = [
            *self._claims(document, lang),
            *_refused(faults),
            *(change for section in sections for change in self._stated(section, file, lang)),
        ]
        return tuple(sorted(changes, key=lambda one: _line(one.where)))

    def _claims(self, document: Document, lang: str) -> Iterator[ChangedClaim]:
        for claim in document.claims:
            if not claim.holds:
                verdict, now, then = self._evaluated(claim.expect, lang)
                state: State = "open" if isinstance(verdict, Unsure) else "false"
                yield ChangedClaim(state, _place(claim, document), claim.text, claim.expect, "", now, then)

    def _stated(self, section: SectionContent, file: StoryFile, lang: str) -> Iterator[ChangedClaim]:
        """Yield the findings of the draft, as the comment above a section states them, that are none any more."""
        for one in section.stated:
            verdict, now, then = self._evaluated(one.claim, lang)
            if verdict is not True or (why := self._weakness(one)):
                state: State = "weak" if verdict is True else "open" if isinstance(verdict, Unsure) else "turned"
                where = f"{file.path.name}, line {one.line}"
                reason = why if verdict is True else "" if now else "the data give no such value any more"
                yield ChangedClaim(state, where, f"{one.type} of section {section.id}", one.claim, reason, now, then)

    def _weakness(self, one: StatedInsight) -> str:
        """Return why a finding that is true no longer stands out; nothing where it does."""
        scores = [score for kind, named, score in self._scores if kind == one.type and named <= one.names]
        if not scores:
            return f"it is no longer among what the data say; {_STILL_TRUE}"
        why = f"it now ranks below the first {STRONG} of what the data say; {_STILL_TRUE}"
        return "" if max(scores) >= self._floor else why

    def _evaluated(self, condition: str, lang: str) -> tuple[object, dict[str, str], dict[str, str]]:
        """Return whether a condition holds, and the values of its facts today and before."""
        parameters = self._project.edition.parameters_in(lang)
        try:
            verdict, evaluation = evaluate(self._book, self._project.dataset, condition, parameters, lang)
        except BriefingError:
            return None, {}, {}
        wording, before = of(lang), self._project.previous
        known: Mapping[str, Fact] = before.facts if before else {}
        now = {name: present(fact, wording) for name, fact in evaluation.touched.items()}
        then = {
            name: present(replace(fact, value=known[name].value, qualifier=known[name].qualifier), wording)
            for name, fact in evaluation.touched.items()
            if name in known
        }
        return verdict, now, then


def _refused(faults: Sequence[Finding]) -> Iterator[ChangedClaim]:
    """Yield the texts that the build refuses for another reason than their claim."""
    for fault in faults:
        if not fault.what.startswith(_FALSE_CLAIM):
            yield ChangedClaim("refused", fault.where, fault.what, "", fault.fix)


def _place(claim: Claim, document: Document) -> str:
    """Return file and line of a claim's text."""
    node = document.nodes.get(claim.node)
    return node.where if node else document.places.get(claim.node, claim.place)


def _line(where: str) -> int:
    digits = where.rpartition("line ")[2]
    return int(digits) if digits.isdigit() else 0
