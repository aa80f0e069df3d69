"""A web edition read back: faults made in it one at a time are found, each by its rule, and a good one is silent."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.assets import asset
from briefing.pipeline.build import editions
from briefing.pipeline.outputs import READERS
from briefing.proof.comparing.file_changes import MARKUP
from briefing.proof.comparing.page_changes import CHANGED, MISSING
from briefing.proof.findings import ProofFinding, Rule
from briefing.proof.numbers.attached_values import ATTACHED
from briefing.proof.numbers.tracing import UNTRACED
from briefing.proof.proving import INTERNAL, UNREADABLE, prove
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.reading.web import web
from briefing.proof.web_checks import ACTIVE, CELLS, LINKS, NUMBERS, RECORDS
from tests.once import once
from tests.proof.mutations.change import Change, edited
from tests.thorough import examples

STEM = "example-city.en"
NAME, LEDGER = f"{STEM}.web.html", f"{STEM}.ledger.json"


@once
def built() -> dict[str, bytes]:
    """The starter's web edition with its ledger."""
    (made,) = editions(asset("project"), only=["web"])
    return dict(made.files)


def findings(data: bytes) -> tuple[ProofFinding, ...]:
    ledger = LEDGER, built()[LEDGER]
    return prove({NAME: data}, ledger, Tables(asset("project")), readers=READERS).findings


def swapped(pattern: str) -> Change:
    """A change that exchanges what a group finds in the first two places that differ."""

    def change(data: bytes) -> bytes:
        page = data.decode()
        places = [found.span(1) for found in re.finditer(pattern, page)]
        first = places[0]
        other = next(span for span in places if page[slice(*span)] != page[slice(*first)])
        one, two = page[slice(*first)], page[slice(*other)]
        return f"{page[: first[0]]}{two}{page[first[1] : other[0]]}{one}{page[other[1] :]}".encode()

    return change


def without(pattern: str) -> Change:
    """A change that takes out the first place of a pattern."""

    def change(data: bytes) -> bytes:
        page, count = re.subn(pattern, "", data.decode(), count=1, flags=re.DOTALL)
        assert count, f"{pattern} is not in it"
        return page.encode()

    return change


NUMBER = r'<a href="#record-[^"]*">(?:<b>)?(\d[\d.]*)<'
RECORD = r'<li id="record-.*?</ul></li>'


def test_a_good_one_is_silent() -> None:
    assert findings(built()[NAME]) == ()


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        (NUMBERS, swapped(NUMBER)),
        (CHANGED, swapped(NUMBER)),
        (UNTRACED, edited(">410<", ">411<")),
        (NUMBERS, edited(">410<", ">411<")),
        (NUMBERS, swapped(r'<a href="(#record-[^"]*)">(?:<b>)?\d')),
        (CELLS, swapped(r'<td><a href="(#record-[^"]*)"')),
        (CHANGED, edited("every value is invented", "every value is measured")),
        (MISSING, without(r"<figcaption.*?</figcaption>")),
        (RECORDS, without(RECORD)),
        (LINKS, without(RECORD)),
        (RECORDS, edited("<data>410 thousand", "<data>411 thousand")),
        (RECORDS, edited("derived, rounded", "published, rounded")),
        (RECORDS, without(", rounded")),
        (RECORDS, swapped(r"<p>Formula: <code>([^<]*)</code>")),
        (RECORDS, swapped(r"<li>(library_visits, [^<]*), <a")),
        (RECORDS, edited("</b>, Example data, invented", "</b>, Other data, invented")),
        (LINKS, edited('id="record-', 'id="record-x')),
        (LINKS, edited("<h1>", '<h1 id="sources">')),
        (LINKS, edited("<h1>", '<h1><a href="https://example.org/elsewhere">x</a>')),
        (LINKS, edited("<h1>", '<h1><a href="file:///etc/passwd">x</a>')),
        (ATTACHED, edited(",410,", ",411,")),
        (MARKUP, edited("<h1>", '<h1 class="x">')),
        (ACTIVE, edited("</main>", "<script>alert(1)</script></main>")),
        (ACTIVE, edited("<h1>", '<h1 onclick="alert(1)">')),
        (ACTIVE, edited("<h1>", '<h1 style="color:red">')),
        (ACTIVE, edited("<h1>", '<h1><a href="javascript:alert(1)">x</a>')),
        (ACTIVE, edited("</main>", '<img src="https://example.org/a.png"></main>')),
        (ACTIVE, edited("</main>", '<iframe src="https://example.org"></iframe></main>')),
        (ACTIVE, edited("<style>", "<style>@import 'https://example.org/a.css';")),
        (ACTIVE, edited("<style>", "<style>h1::after{content:' not'}")),
        (ACTIVE, edited("<style>", "<style>h1{display:none}")),
        (ACTIVE, edited("default-src 'none'", "default-src *")),
        (ACTIVE, without("<meta http-equiv.*?>")),
        (RECORDS, edited("<data>2019: 410<", "<data>2019: 411<")),
        (RECORDS, edited("<data>2019: 410<", "<data>2018: 410<")),
        (RECORDS, edited("<code>(official, A)", "<code>(official, P)")),
        (RECORDS, edited("<b>library_visits, Example City<", "<b>library_visits, Example Town<")),
        (RECORDS, edited("<data>thousand visits<", "<data>visits<")),
        (RECORDS, edited("<span>published</span></p>\n<p><code>", "<span>derived</span></p>\n<p><code>")),
    ],
)
def test_a_fault_is_found_by_its_rule(rule: Rule, change: Change) -> None:
    changed = change(built()[NAME])
    assert changed != built()[NAME]
    assert rule.id in {one.rule for one in findings(changed) if one.severity == "error"}


def test_the_list_of_a_page_may_have_a_source_by_a_translation_of_its_title(tmp_path: Path) -> None:
    project = Path(shutil.copytree(asset("project"), tmp_path / "project"))
    (project / "sources.csv").write_text(
        "id,publisher,short,title,title_en,url,published\n"
        "EXAMPLE,Office of Examples,Examples,Erfundene Zahlen,Figures made up,,2024-06-30\n"
    )
    (made,) = editions(project, only=["web"])
    assert "[Figures made up]" in made.files[NAME].decode()
    for page, faults in (("Figures made up", []), ("Other figures", [RECORDS.id])):
        data = made.files[NAME].replace(b"Figures made up", page.encode())
        found = prove({NAME: data}, (LEDGER, made.files[LEDGER]), Tables(project), readers=READERS).findings
        assert [one.rule for one in found if one.rule == RECORDS.id][:1] == faults


def test_an_exchange_by_the_writer_itself_is_found_too() -> None:
    name, data = NAME, swapped(r'<td><a href="(#record-[^"]*)"')(built()[NAME])
    ledger = json.loads(built()[LEDGER])
    ledger["edition"]["outputs"][name] = hashlib.sha256(data).hexdigest()
    found = prove({name: data}, (LEDGER, json.dumps(ledger).encode()), readers=READERS).findings
    assert {CELLS.id} <= {one.rule for one in found}
    assert not {one.rule for one in found} & {CHANGED.id, MARKUP.id}


RUN = (
    '<html><body><ul><li id="record-a"><p><b>2</b> <code>a.lowest</code> <span>derived</span></p>'
    "<p>Formula: <code>min</code> <data>= 2 m</data></p><ul>"
    '<li class="run">a, Town (x) (official, A): <data>2021: 2; 2022: 3; 2023: ≥ 4</data>, '
    '<a href="#source-1">S</a></li>'
    '<li>b, Town: 2023: 5 (official, A), <a href="#source-2">T</a></li></ul></li></ul></body></html>'
)


def test_values_of_one_series_that_are_said_together_are_read_one_by_one() -> None:
    record = web(NAME, RUN.encode()).records["record-a"]
    assert (record.name, record.formula, record.value) == ("a.lowest", "min", "= 2 m")
    assert record.values == [
        "a, Town (x), 2021: 2 (official, A)",
        "a, Town (x), 2022: 3 (official, A)",
        "a, Town (x), 2023: ≥ 4 (official, A)",
        "b, Town: 2023: 5 (official, A), T",
    ]
    assert record.sources == ["#source-1", "#source-1", "#source-1", "#source-2"]


def test_what_is_no_web_edition_is_a_finding() -> None:
    for data in (b"\xff\xfe<html>", b"<p>" * 7_000_000):
        found = prove({NAME: data}, readers=READERS).findings
        assert [one.rule for one in found] == [UNREADABLE.id]


def test_without_a_ledger_links_and_what_runs_are_checked_all_the_same() -> None:
    assert prove({NAME: built()[NAME]}, readers=READERS).findings == ()
    broken = edited("</main>", '<script>alert(1)</script><a href="#gone">x</a></main>')(built()[NAME])
    assert {one.rule for one in prove({NAME: broken}, readers=READERS).findings} == {ACTIVE.id, LINKS.id}


@given(st.binary(max_size=400), st.integers(0, 10**6))
@settings(max_examples=examples(40), deadline=None)
def test_whatever_is_put_into_a_page_the_proof_comes_to_its_end(piece: bytes, place: int) -> None:
    data = built()[NAME]
    at = place % len(data)
    found = prove({NAME: data[:at] + piece + data[at:]}, readers=READERS).findings
    assert INTERNAL.id not in {one.rule for one in found}


def test_a_page_is_read_in_order_with_the_boxes_of_its_labels() -> None:
    page = web(NAME, built()[NAME])
    heads = [element.text for element in page.parsed.pages[0].elements if element.role == "title"]
    assert heads[-2:] == ["Sources", "Where each number comes from"]
    charts = [element for element in page.parsed.pages[0].elements if element.role == "chart"]
    assert charts
    assert all(len(chart.cells) == len(chart.paragraphs) and chart.alt for chart in charts)
    assert all(box[0] <= box[2] and box[1] <= box[3] for chart in charts for box in chart.cells)
