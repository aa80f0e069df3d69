"""The evidence behind the numbers: facts, observations, sources and claims, each linked both ways."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from briefing.proof.html_report.anchors import Anchors, NumberPlace
from briefing.proof.html_report.html_elements import anchor, outside, rows, spoken, table, text
from briefing.proof.reading.ledger_reader import Claim, Ledger, LedgerFact, Record

_WORDS = {"deck": "deck slide ", "brief": "brief page ", "letter": "letter"}


def facts(ledger: Ledger, ids: Anchors) -> str:
    """Return every fact with its formula, observations, sources, and all places where it stands."""
    return "".join(_fact(name, fact, ledger, ids) for name, fact in ledger.facts.items())


def _fact(name: str, fact: LedgerFact, ledger: Ledger, ids: Anchors) -> str:
    cells = ", ".join(anchor(ids.cells[cell], _observed(cell)) for cell in dict.fromkeys(fact.records))
    named = dict.fromkeys(cell.source for cell in fact.records)
    sources = ", ".join(_source(source, ids) for source in named)
    notes = " ".join(spoken(ledger.edition.lang, text(note)) for note in fact.notes)
    edition = "the edition before this one" if fact.previous else ""
    unit = spoken(ledger.edition.lang, text(fact.unit))
    listed = rows(
        (
            ("Formula", f"<code>{text(fact.formula)}</code>" if fact.formula else ""),
            ("Observations", cells),
            ("Sources", sources),
            ("Note", notes),
            ("From", edition),
            ("Stands in", standing(ids.of_fact.get(name, ())) or "no output"),
        )
    )
    value = f'<p class="value">{text(_value(fact))} <span class="unit">{unit}</span></p>'
    return (
        f'<article class="fact" id="{ids.facts[name]}" tabindex="-1"><h3><code>{text(name)}</code></h3>{value}{listed}'
        "</article>"
    )


def _value(fact: LedgerFact | Record) -> str:
    bound = "" if fact.qualifier in ("", "=") else f"{fact.qualifier} "
    return bound + _plain(fact.value)


def _plain(value: float) -> str:
    """Return a value to the last digit that the ledger has."""
    return repr(value).removesuffix(".0").replace("-", "−")


def _observed(cell: Record) -> str:
    return f"{cell.indicator}, {cell.entity}, {cell.year}: {_value(cell)}"


def _source(name: str, ids: Anchors) -> str:
    return anchor(ids.sources[name], name) if name in ids.sources else text(name)


def standing(stands: Sequence[NumberPlace]) -> str:
    """Return links to the places of a number, page by page; a place in a file that is not here has no link."""
    parts = []
    for where, held in groupby(stands, key=_page_name):
        parts.append(f"<li>{text(where)}: {', '.join(_place(stand) for stand in held)}</li>")
    return f'<ul class="places">{"".join(parts)}</ul>' if parts else ""


def _page_name(stand: NumberPlace) -> str:
    number = stand.page.rpartition("-")[2] if stand.page and stand.row.output != "letter" else ""
    if stand.page and stand.row.output in _WORDS:
        return _WORDS[stand.row.output] + number
    return f"{stand.row.output}, {stand.row.place} (not among the files)"


def _place(stand: NumberPlace) -> str:
    label = f"{stand.at} “{stand.row.text}”"
    return anchor(stand.key, label) if stand.page else text(label)


def observations(ledger: Ledger, ids: Anchors) -> str:
    """Return every observation and target with the facts and pages that depend on it."""
    heads = ("Indicator", "Entity", "Year", "Value", "Series", "Record", "Source", "Facts", "Pages")
    return table("Observations", heads, ((ids.cells[cell], _cell(cell, ids)) for cell in ids.of_cell)) if ledger else ""


def _cell(cell: Record, ids: Anchors) -> Iterable[str]:
    names = ids.of_cell[cell]
    stands = [stand for name in names for stand in ids.of_fact.get(name, ())]
    pages = {stand.page: _page_name(stand) for stand in stands if stand.page}
    yield text(cell.indicator)
    yield from (text(part) for part in (cell.entity, cell.year, _value(cell), cell.series, cell.cell or ""))
    yield _source(cell.source, ids)
    yield ", ".join(anchor(ids.facts[name], name) for name in names)
    order = list(ids.pages.values())
    yield ", ".join(anchor(page, pages[page]) for page in sorted(pages, key=order.index))


def sources(ledger: Ledger, ids: Anchors) -> str:
    """Return every source with what was read in it."""
    cells: dict[str, list[Record]] = {}
    for cell in ids.of_cell:
        cells.setdefault(cell.source, []).append(cell)
    lines = []
    for name, source in ledger.sources.items():
        read = ", ".join(anchor(ids.cells[cell], _observed(cell)) for cell in cells.get(name, ()))
        title = outside(source.url, source.title or source.url or name)
        lines.append((ids.sources[name], (text(name), text(source.publisher), title, text(source.published), read)))
    return table("Sources", ("Source", "Publisher", "Title", "Published", "Observations"), lines)


def claims(ledger: Ledger) -> str:
    """Return every claim with what it was tested with; those that do not hold first."""
    listed = sorted(ledger.claims, key=lambda claim: claim.holds)
    return table("Claims", ("Place", "Claim", "Expectation", "Result"), (("", _claim(one, ledger)) for one in listed))


def _claim(claim: Claim, ledger: Ledger) -> Iterable[str]:
    result = "holds" if claim.holds else '<b class="severity error">does not hold</b>'
    return (
        text(claim.place),
        spoken(ledger.edition.lang, text(claim.text)),
        f"<code>{text(claim.expect)}</code>",
        result,
    )
