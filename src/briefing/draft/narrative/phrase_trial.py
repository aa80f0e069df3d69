"""A text of a draft, as an edition would print it today: its words, or nothing where a rule of prose refuses it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from typing import Final

from briefing.compose.language.conditions import Expects, branch_expects, evaluate
from briefing.compose.language.markdown import to_text
from briefing.compose.language.story_characters import one_line
from briefing.compose.language.templates import render
from briefing.compose.prose.checker import ProseChecker
from briefing.draft.narrative.conditional_text import ConditionalText
from briefing.errors import BriefingError
from briefing.facts import FactRegistry
from briefing.model.edition import Project
from briefing.model.text import plain
from briefing.wording import DirectedWording, of

# What no editor lets pass, and no rule of a story asks for: two spaces, a space before a comma, “the at least third”.
_SLIPS: Final = re.compile(
    r"  | [,.;:]|\(\)|,,|\.\.(?!\.)|, \.|\bthe (?:the|at least|at most|a)\b"
    # "from 5 to 5", "was unchanged, to 5", "since 2002, from 66 in 2002"
    r"|from (?P<same>\S+) to (?P=same)(?![^\s.,;])|由(?P<alike>[^由]+?)变为(?P=alike)(?![\d.%])"
    r"|\b(?:unchanged|stable)\b[^.;]*?\bto\b"
    r"|since (?P<base>[^,;]+)[,;] (?:from \S+ )?in (?P=base)\b",
    re.IGNORECASE,
)

_NUMBER: Final = r"[−-]?\d[\d,]*(?:\.\d+)?(?![\d%])"
_DIFFERENCE: Final = re.compile(rf"\b(?:by|up|down|of) (?P<size>{_NUMBER})(?! ?(?:%|-fold|percentage|point))")


def subtracts_badly(words: str) -> bool:
    """Whether a text has two values and a difference that is off by one in its last figure, as each was rounded."""
    for found in _DIFFERENCE.finditer(words):
        size = _decimal(found["size"])
        others = [_decimal(one) for one in re.findall(_NUMBER, f"{words[: found.start()]} {words[found.end() :]}")]
        exponent = size.as_tuple().exponent
        alike = [one for one in others if one.as_tuple().exponent == exponent]
        misses = [abs(abs(first - second) - abs(size)) for first, second in combinations(alike, 2)]
        unit = Decimal((0, (1,), exponent))  # type: ignore[arg-type]
        if misses and exponent != 0 and min(misses) == unit:
            return True
    return False


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace("−", "-").replace(",", ""))


class PhraseTrial:
    """Prints texts of a project as a build would, and holds them against its rules of prose."""

    def __init__(self, project: Project, book: FactRegistry, lang: str) -> None:
        self._project, self._book, self._lang = project, book, lang
        self._verdicts: dict[str, bool] = {}  # by condition, most of which many texts have

    def printed(self, text: ConditionalText) -> str:
        """Return what is printed of a text today; empty where a condition is open or a rule refuses the words."""
        try:
            source, tested = self._standing(text)
            return self._checked(source, tested) if source else ""
        except BriefingError:
            return ""

    def well_printed(self, text: ConditionalText) -> str:
        """Return what is printed of a text today; empty also where it reads badly, as "from 5 to 5", or where a reader
        who subtracts its numbers gets another difference."""
        words = self.printed(text)
        return "" if _SLIPS.search(words) or subtracts_badly(words) else words

    def _standing(self, text: ConditionalText) -> tuple[str, Expects]:
        """Return the branch that stands today, and what holds where it does."""
        tested: Expects = ()
        branch: ConditionalText | None = text
        while branch is not None and branch.when:
            if self._holds(branch.when):
                break
            tested, branch = (*tested, *branch_expects(branch.when, "otherwise")), branch.otherwise
        if branch is None:
            return "", ()
        if branch.expect and not self._holds(branch.expect):
            return "", ()
        return branch.text, (*tested, *filter(None, (branch.when, branch.expect)))

    def _holds(self, condition: str) -> bool:
        if condition not in self._verdicts:
            verdict, _ = evaluate(self._book, self._project.dataset, condition, self._parameters, self._lang)
            self._verdicts[condition] = verdict is True
        return self._verdicts[condition]

    def _checked(self, source: str, tested: Expects) -> str:
        wording, checker = self._wording, self._checker
        marked = render(
            source,
            self._book,
            wording,
            self._project.dataset.statements,
            self._parameters,
            checker.expectations(tested),
        )
        marked.text = one_line(marked.text)
        text = wording.tight(to_text(marked, {}))
        checked, findings = checker.check(text, marked, tested, "", outside=False)
        words = plain(checked)
        return "" if findings else words

    @cached_property
    def _parameters(self) -> dict[str, str | bool]:
        return self._project.edition.parameters_in(self._lang)

    @cached_property
    def _wording(self) -> DirectedWording:
        return of(self._lang, self._project.edition.things.get(self._lang, ""))

    @cached_property
    def _checker(self) -> ProseChecker:
        return ProseChecker(self._project, self._book, self._wording, self._parameters)
