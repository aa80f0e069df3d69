"""The findings that the reference quotes: one for each rule of the proof, of those that tests have noted in a folder.

`BRIEFING_RECORD=FOLDER uv run --group test pytest tests/proof tests/data tests/web tests/reference` notes them.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from briefing.reference.rule_entries import rules

ROOT = Path(__file__).parents[1]
FINDINGS = ROOT / "assets" / "reference" / "findings.json"
TAKEN_FROM = ROOT / "tests" / "reference" / "taken_from.json"
SHORTEST, LONGEST = 50, 300
# Findings of samples without files, of other programs' files and of this machine say nothing to a reader.
UNFIT = re.compile(r"/tmp|tests\.|\\|\[[a-z-]+\] (l|d|b|a|x)\b|[\u4e00-\u9fff]|None|<lambda>")
FILE = re.compile(r"\.(pptx|pdf|html|txt|json|xlsx|zip|csv)\b")


def chosen(rows: list[dict[str, str]]) -> dict[str, str]:
    """Rows of one rule → the one that reads best: of a file, without oddities, neither short nor long."""

    def oddity(row: dict[str, str]) -> tuple[bool, bool, bool, int, str]:
        words = row["finding"]
        apt = SHORTEST <= len(words) <= LONGEST
        return bool(UNFIT.search(words)), not FILE.search(words), not apt, len(words), row["test"] + words

    return min(rows, key=oddity)


if __name__ == "__main__":
    noted = [json.loads(line) for file in Path(sys.argv[1]).glob("*.jsonl") for line in file.open(encoding="utf-8")]
    fit = [row for row in noted if "::" in row["test"]]
    best = {rule.id: chosen(rows) for rule in rules() if (rows := [row for row in fit if row["rule"] == rule.id])}
    known = {rule.id for rule in rules()}
    before = json.loads(FINDINGS.read_text(encoding="utf-8"))  # of what no test does by itself, as drawing by an office
    for file, key, others in ((FINDINGS, "finding", before), (TAKEN_FROM, "test", {})):
        made = {rule: text for rule, text in others.items() if rule in known} | {
            rule: row[key] for rule, row in best.items()
        }
        text = json.dumps(dict(sorted(made.items())), indent=1, ensure_ascii=False) + "\n"
        file.write_text(text, encoding="utf-8", newline="\n")
    print("without a finding:", ", ".join(sorted(known - best.keys() - before.keys())) or "none")
