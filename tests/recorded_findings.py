"""The findings that the reference quotes, each held against what the proof says in the test that it was taken from.

With BRIEFING_GOLDEN=1 a quotation that is no longer true is written again. `BRIEFING_RECORD=FOLDER pytest tests/proof`
notes every finding of every test; `.ci/rule_findings.py FOLDER` chooses one for each rule and writes both files.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from briefing.assets import asset
from briefing.proof.findings import Location, ProofFinding, Rule
from briefing.proof.package.opc_package import Package

# Rule → the test that gives the finding which the reference quotes.
TAKEN_FROM: dict[str, str] = json.loads((Path(__file__).parent / "reference" / "taken_from.json").read_text("utf-8"))
QUOTED: dict[str, str] = json.loads(asset("reference/findings.json").read_text("utf-8"))
_RECORD = os.environ.get("BRIEFING_RECORD")


def look_at_quoted_findings(items: list[pytest.Item]) -> None:
    """Give the fixture below to the tests whose findings are quoted or recorded; to set it up for all takes seconds.

    With BRIEFING_QUOTED=1 no other test is run.
    """
    tests = set(TAKEN_FROM.values())
    if os.environ.get("BRIEFING_QUOTED"):
        items[:] = [item for item in items if item.nodeid in tests]
    for item in items:
        names: list[str] = getattr(item, "fixturenames", [])
        if (_RECORD or item.nodeid in tests) and "quoted_findings" not in names:
            names.insert(0, "quoted_findings")


@pytest.fixture
def quoted_findings(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that no longer gives a finding which the reference quotes."""
    quoted = {rule for rule, test in TAKEN_FROM.items() if test == request.node.nodeid}
    if not quoted and not _RECORD:  # a test with other parameters
        yield
        return
    found: list[ProofFinding] = []
    with monkeypatch.context() as patched:
        at, note = Rule.at, Package.note

        def noted_at(self: Rule, location: Location, what: str, fix: str) -> ProofFinding:
            found.append(at(self, location, what, fix))
            return found[-1]

        def noted(self: Package, *args: Any, **kwargs: Any) -> None:
            note(self, *args, **kwargs)
            found.append(self.findings[-1])

        patched.setattr(Rule, "at", noted_at)
        patched.setattr(Package, "note", noted)
        yield
    if _RECORD:
        _write(Path(_RECORD), request.node.nodeid, found)
        return
    given = {rule: [str(finding) for finding in found if finding.rule == rule] for rule in sorted(quoted)}
    other = {rule: texts for rule, texts in given.items() if QUOTED[rule] not in texts}
    if os.environ.get("BRIEFING_GOLDEN"):
        _quote({rule: texts[0] for rule, texts in other.items() if texts})
        other = {rule: texts for rule, texts in other.items() if not texts}
    lines = [f"{rule}\n  quoted: {QUOTED[rule]}\n  found:  {texts[:1]}" for rule, texts in other.items()]
    assert not lines, "\n".join(["run .ci/renew.py to quote what is found now:", *lines])


def _quote(findings: Mapping[str, str]) -> None:
    """Write findings over those that are quoted of their rules."""
    QUOTED.update(findings)
    text = json.dumps(dict(sorted(QUOTED.items())), indent=1, ensure_ascii=False) + "\n"
    Path(str(asset("reference/findings.json"))).write_text(text, encoding="utf-8", newline="\n")


def _write(folder: Path, test: str, found: list[ProofFinding]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{os.getpid()}.jsonl").open("a", encoding="utf-8") as file:
        for finding in {finding.rule: finding for finding in reversed(found)}.values():
            row = {"rule": finding.rule, "test": test, "finding": str(finding)}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
