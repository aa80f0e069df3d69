"""Entries of the rules of the proof, and what its findings say."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from briefing import proof
from briefing.proof.findings import Rule
from briefing.reference.example_project import example_folder
from briefing.reference.reference_entry import Entry, Example

_SEVERITY: Final[Mapping[str, str]] = {
    "error": "error: the edition is not put in place",
    "warning": "warning: printed, and an error with --strict",
    "advice": "advice: in the proof alone",
}


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of all checks, by name."""
    found: dict[str, Rule] = {}
    for module in pkgutil.walk_packages(proof.__path__, f"{proof.__name__}."):
        try:
            names = vars(importlib.import_module(module.name))
        except ModuleNotFoundError as error:
            if error.name is None or error.name.startswith("briefing"):
                raise
            continue  # a reader that needs an extra, and has no rule
        for value in names.values():
            found |= {rule.id: rule for rule in _rules_in(value)}
    return tuple(found[name] for name in sorted(found))


def _rules_in(value: Any) -> Iterator[Rule]:
    if isinstance(value, Rule):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _rules_in(item)
    elif isinstance(value, Mapping):
        yield from _rules_in(list(value.values()))


def entries() -> tuple[Entry, ...]:
    """Return the entries of all rules, each with a finding that a fault has given."""
    findings = recorded()
    return tuple(
        Entry(
            rule.id,
            rule.id,
            f"{rule.about[:1].upper()}{rule.about[1:]}.",
            (("severity", _SEVERITY[rule.severity]),),
            (Example("", "text", findings[rule.id], refused=True),) if rule.id in findings else (),
        )
        for rule in rules()
    )


def recorded() -> Mapping[str, str]:
    """Return for each rule a finding that a fault in a finished file has given."""
    found: Mapping[str, str] = json.loads((example_folder() / "findings.json").read_text("utf-8"))
    return found
