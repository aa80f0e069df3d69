"""The proof page: one HTML file with every page, every finding and the sources of every number."""

from __future__ import annotations

from collections.abc import Sequence
from string import Template

from briefing.assets import asset
from briefing.proof.html_report.anchors import Anchors, places
from briefing.proof.html_report.finding_list import NumberedFinding, listing, numbered
from briefing.proof.html_report.html_elements import anchor, rows, text
from briefing.proof.html_report.page_sections import pages
from briefing.proof.html_report.register import claims, facts, observations, sources
from briefing.proof.proving import Proof

_COUNTED = (
    ("error", "error", "errors"),
    ("warning", "warning", "warnings"),
    ("advice", "piece of advice", "pieces of advice"),
)


def page(proof: Proof, changes: Sequence[str] = ()) -> str:
    """Return the page of a proof, with what changed since the last edition; it needs no other file and no network."""
    ids = places(proof.evidence)
    findings = numbered(proof.findings, ids)
    sections = [("findings", "Findings", listing(findings))]
    if changes:
        items = "".join(f"<li>{text(change)}</li>" for change in changes)
        sections.append(("changes", "Changes since the last edition", f"<ul>{items}</ul>"))
    shown = [(key, title, html) for key, title, html in _behind(proof, ids) if html]
    body = "".join(_section(*section) for section in sections) + pages(proof, ids, findings)
    body += "".join(_section(*one) for one in shown)
    links = [(key, title) for key, title, _ in sections]
    links += [(ids.pages[file.file, 0], file.file) for file in proof.evidence.files]
    links += [(key, title) for key, title, _ in shown]
    nav = "".join(f"<li>{anchor(key, title)}</li>" for key, title in links)
    template = Template(asset("proof/report.html").read_text(encoding="utf-8"))
    return template.substitute(title=text(_title(proof)), head=_head(proof, findings), nav=nav, body=body)


def _title(proof: Proof) -> str:
    ledger = proof.evidence.ledger
    if ledger is not None:
        return f"Proof of {ledger.edition.slug}, {ledger.edition.lang}"
    return "Proof of " + (", ".join(file.file for file in proof.evidence.files) or "no file")


def _head(proof: Proof, findings: Sequence[NumberedFinding]) -> str:
    ledger = proof.evidence.ledger
    counts = {kind: sum(finding.found.severity == kind for finding in findings) for kind, _, _ in _COUNTED}
    as_of = f'<p class="as-of">As of <time>{text(ledger.edition.as_of)}</time></p>' if ledger else ""
    done = (
        "".join(f"<li>{text(remark)}</li>" for remark in proof.done) or "<li>Nothing is told of what was checked.</li>"
    )
    files = "".join(f"<li>{text(file.file)}: {_size(len(file.pages), file.word)}</li>" for file in proof.evidence.files)
    grade = next((kind for kind, count in counts.items() if count), "clean")
    counted = [("Errors", counts["error"]), ("Warnings", counts["warning"]), ("Advice", counts["advice"])]
    if ledger:
        counted += [("Numbers", len(ledger.uses)), ("Facts", len(ledger.facts)), ("Sources", len(ledger.sources))]
    return (
        f'<h1>{text(_title(proof))}</h1>{as_of}<p class="verdict {grade}">{_verdict(counts)}</p>'
        f'<div class="counts">{rows((name, str(count)) for name, count in counted)}</div>'
        f'<div class="done"><div><h2>What was checked</h2><ul>{done}</ul></div>'
        f"<div><h2>Files</h2><ul>{files or '<li>None could be read.</li>'}</ul></div></div>"
    )


def _size(count: int, word: str) -> str:
    return f"{count} {word if count == 1 else f'{word}s'}" if word else "text of the letter"


def _verdict(counts: dict[str, int]) -> str:
    counted = [f"{counts[kind]} {one if counts[kind] == 1 else many}" for kind, one, many in _COUNTED if counts[kind]]
    if not counted:
        return "Clean: nothing was found."
    summary = " and ".join(filter(None, (", ".join(counted[:-1]), counted[-1])))
    return f"Not to be sent: {summary}." if counts["error"] else f"May be sent: no error, {summary}."


def _behind(proof: Proof, ids: Anchors) -> list[tuple[str, str, str]]:
    """Return what stands behind the numbers, if a ledger was read."""
    ledger = proof.evidence.ledger
    if ledger is None:
        return []
    return [
        ("facts", "Facts", facts(ledger, ids)),
        ("observations", "Observations", observations(ledger, ids)),
        ("sources", "Sources", sources(ledger, ids)),
        ("claims", "Claims", claims(ledger) if ledger.claims else ""),
    ]


def _section(key: str, title: str, html: str) -> str:
    head = f'<h2 id="{key}-head">{text(title)}</h2>'
    return f'<section id="{key}" class="{key}" aria-labelledby="{key}-head" tabindex="-1">{head}{html}</section>'
