"""What a sentence says beside a fact agrees with the fact: its year, the ends of a change, its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.model.dataset import Source
from tests.compose import cities
from tests.compose.cities import composed, faults, page

# visits 410 (2019), 250 (2020), 560 (2023) in Anytown, half of it in Elsewhere.
FROM, TO = "visits.between(2019, 2020)", "visits.between(2020, 2023)"
NOW = "{{ visits.last | year }}"
OTHER = "visits.of('Elsewhere')"

TRUE = [
    "In 2019 visits were {{ visits.first }}",
    "In 2020, visits were {{ visits.at(2020) }} thousand",
    "Visits were {{ visits.first }} in 2019 and {{ visits.last }} in {{ visits.last | year }}",
    "Visits rose from {{ visits.first }} thousand in 2019 to {{ visits.last }} thousand",
    f"{{{{ visits.first }}}}, {{{{ visits.at(2020) }}}} and {{{{ visits.last }}}} thousand in 2019, 2020 and {NOW}",
    "From 2019 to {{ visits.last | year }} visits {{ visits.percent | moved }}, loans {{ loans.percent | moved }}",
    f"Visits {{{{ {FROM}.percent | moved }}}} from 2019 to 2020",
    f"Visits are {{{{ {TO}.percent | up }}}} on 2020",
    "Visits {{ visits.percent | moved }} since 2019",
    "Against {{ visits.first }} in 2019 it was {{ visits.last }}",
    "Higher than in 2019, at {{ visits.last }}",
    "After the fire in 2019 visits reached {{ visits.last }}",
    "Visits were {{ visits.last }} in 2019 terms",
    "In 2019 the council set an aim that visits, now {{ visits.last }}, should rise",
    "Visits are to reach {{ visits.target(2025) }} in {{ visits.target(2025) | year }}; the aim was set in 2019",
    "The {{ visits.at(2020) }} of 2020 were few",
    "2019: {{ visits.first }}",
    "Visits in 2019 were {{ visits.first }}",
    "Visits in 2019: only {{ visits.first }} were counted",
    "Since 2019 visits {{ visits.percent | moved }}",
    f"Since 2019 the pace of visits slowed, last year by {{{{ {TO}.percent | signed }}}}",
    "Visits ({{ visits.last }}) were counted anew in 2020, after the {{ visits.at(2020) }} of the first count",
    "Anytown had {{ visits.last }} thousand visits, Elsewhere {{ visits.of('Elsewhere').last }}",
    "Elsewhere had {{ visits.of('Elsewhere').last }}",
    "In Elsewhere visits were {{ visits.of('Elsewhere').last }}, in Anytown {{ visits.last }}",
    "Anytown counts more visits than Elsewhere: {{ visits.last }}",
    "{{ visits.last }} thousand visits in Anytown",
    "Anytown stands {{ visits.rank() | ordinal }}, ahead of Elsewhere",
    "Unlike Elsewhere, the town has {{ visits.last }} thousand visits",
    "Anytown’s neighbour Elsewhere had {{ visits.of('Elsewhere').last }}",
    "Both had {{ visits.sum_of('Anytown', 'Elsewhere').last }}: Elsewhere and Anytown",
    "The Elsewhere Bank counts {{ visits.last }} thousand visits",
    "Anytown and Elsewhere: {{ visits.last }} and {{ visits.of('Elsewhere').last }}",
    "Anytown and Elsewhere had {{ visits.last }} and {{ visits.of('Elsewhere').last }} thousand visits",
]
YEARS = [
    ("In 2020, visits were {{ visits.last }} thousand", "2020", "visits.last"),
    ("Visits were {{ visits.last }} thousand in 2020", "2020", "visits.last"),
    ("Visits were {{ visits.first }} in 2020 and {{ visits.at(2020) }} in 2019", "2020", "visits.first"),
    ("Visits rose from {{ visits.first }} in 2020 to {{ visits.last }}", "2020", "visits.first"),
    ("Visits rose from {{ visits.first }} in {{ visits.last | year }} to {{ visits.last }}", "2023", "visits.first"),
    ("In {{ visits.last | year }} loans were {{ loans.at(2020) }}", "2023", "loans.at(2020)"),
    (f"Visits {{{{ {FROM}.percent | moved }}}} from 2019 to {{{{ visits.last | year }}}}", "2019–2023", FROM),
    ("From 2020 to {{ visits.last | year }} visits {{ visits.percent | moved }}", "2020–2023", "visits.percent"),
    (f"Visits are {{{{ {TO}.percent | up }}}} on 2019", "2019", TO),
    ("Visits {{ visits.percent | moved }} since 2020", "2020", "visits.percent"),
    (
        "{{ visits.first }} and {{ visits.last }} thousand visits in 2020 and {{ visits.last | year }}",
        "2020",
        "visits.first",
    ),
    ("Visits ({{ visits.last }} in 2019) matter", "2019", "visits.last"),
    ("Loans: {{ loans.last }} (2020)", "2020", "loans.last"),
    ("2020: {{ visits.first }}", "2020", "visits.first"),
    ("Visits in 2020 were {{ visits.first }}", "2020", "visits.first"),
    ("Since 2020, visits {{ visits.percent | moved }}", "2020", "visits.percent"),
]
TRUE_ZH = [
    "2019年到馆人次为{{ visits.first }}",
    "到馆人次由2019年的{{ visits.first }}增至{{ visits.last | year }}年的{{ visits.last }}",
    "2019—{{ visits.last | year }}年，到馆人次{{ visits.percent | moved('增长') }}",
    f"到馆人次比2020年{{{{ {TO}.percent | moved('增加') }}}}",
    "2019年以来到馆人次有变化，现为{{ visits.last }}",
    "到馆人次{{ visits.first }}（2019年）",
    "与2019年相比，到馆人次为{{ visits.last }}",
    "2019、2020和{{ visits.last | year }}年依次为{{ visits.first }}、{{ visits.at(2020) }}、{{ visits.last }}",
    "Anytown到馆人次{{ visits.last }}，Elsewhere为{{ visits.of('Elsewhere').last }}",
]
YEARS_ZH = [
    ("2020年到馆人次为{{ visits.last }}", "2020"),
    ("到馆人次由2020年的{{ visits.first }}增至{{ visits.last }}", "2020"),
    ("2020—{{ visits.last | year }}年，到馆人次{{ visits.percent | moved('增长') }}", "2020–2023"),
    (f"到馆人次比2019年{{{{ {TO}.percent | moved('增加') }}}}", "2019"),
    ("到馆人次{{ visits.last }}（2019年）", "2019"),
    ("2020年以来，到馆人次{{ visits.percent | moved('增长') }}", "2020"),
]
PLACES = [
    (f"Anytown had {{{{ {OTHER}.last }}}} thousand visits", "Anytown"),
    ("Elsewhere had {{ visits.last }} thousand visits", "Elsewhere"),
    ("In Elsewhere visits were {{ visits.last }}", "Elsewhere"),
    ("Elsewhere’s visits were {{ visits.last }}", "Elsewhere"),
    ("Elsewhere: {{ visits.last }}", "Elsewhere"),
    ("There were {{ visits.last }} thousand visits in Elsewhere", "Elsewhere"),
    (f"Anytown had {{{{ {OTHER}.last }}}} thousand visits and Elsewhere {{{{ visits.last }}}}", "Anytown"),
    ("In 2019 Elsewhere had {{ visits.first }}", "Elsewhere"),
    ("Visits to Elsewhere {{ visits.percent | moved }}; Elsewhere {{ visits.percent | moved }}", "Elsewhere"),
]


@pytest.mark.parametrize("text", TRUE)
def test_a_sentence_that_agrees_with_its_facts_builds_without_a_doubt(text: str, tmp_path: Path) -> None:
    assert faults(page(text), tmp_path) == ()
    assert composed(page(text), tmp_path).findings == ()


@pytest.mark.parametrize("text", TRUE_ZH)
def test_a_sentence_in_chinese_that_agrees_with_its_facts_builds(text: str, tmp_path: Path) -> None:
    assert faults(page(text), tmp_path, lang="zh") == ()
    assert not [one for one in composed(page(text), tmp_path, lang="zh").findings if "beside" in one.what]


@pytest.mark.parametrize(("text", "said", "fact"), YEARS)
def test_a_year_that_is_not_that_of_its_number_is_refused(text: str, said: str, fact: str, tmp_path: Path) -> None:
    found = faults(page(text), tmp_path)
    assert found
    assert f"'{said}' stands with {fact}" in found[0].what


@pytest.mark.parametrize(("text", "said"), YEARS_ZH)
def test_a_year_in_chinese_that_is_not_that_of_its_number_is_refused(text: str, said: str, tmp_path: Path) -> None:
    (found,) = faults(page(text), tmp_path, lang="zh")
    assert f"'{said}' stands with visits." in found.what


@pytest.mark.parametrize(("text", "said"), PLACES)
def test_a_place_that_is_not_that_of_its_number_is_refused(text: str, said: str, tmp_path: Path) -> None:
    found = faults(page(text), tmp_path)
    assert found
    assert f"'{said}' stands with visits." in found[0].what


@pytest.mark.parametrize(("title", "known"), [("Yearbook, series CUUR0000SA0", False), ("Yearbook 2021", True)])
def test_four_digits_in_a_name_are_a_year_where_there_is_such_a_year(
    title: str, known: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Source("OFFICE", "Town office", title, "2024-03-01", short="Town office")
    named = replace(cities.dataset(cities.USUAL), sources={"OFFICE": office})
    monkeypatch.setattr(cities, "dataset", lambda values: named)
    found = composed(
        page("After the fire in 2021 the town counts visits anew, now {{ visits.last }}"), tmp_path
    ).findings
    assert (found == ()) is known


def test_the_year_of_a_last_value_that_moved_on_is_found(tmp_path: Path) -> None:
    text = page("In 2020, visits were {{ visits.last }} thousand")
    assert faults(text, tmp_path, {"visits": {2019: 410, 2020: 250}}) == ()
    assert len(faults(text, tmp_path)) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("In 2020, visits were {{ visits.last }} thousand", "In {}, visits were {{{{ visits.last }}}} thousand"),
        ("In 2020, visits were {{ visits.last }} thousand", "In 2020, visits were {} thousand"),
        (
            "From 2020 to {{ visits.last | year }} visits {{ visits.percent | moved }}",
            "From 2020 to {{{{ visits.last | year }}}} visits {}",
        ),
        ("Elsewhere had {{ visits.last }} thousand visits", "Elsewhere had {} thousand visits"),
    ],
)
def test_what_the_message_proposes_works_when_it_is_followed(before: str, after: str, tmp_path: Path) -> None:
    (found,) = faults(page(before), tmp_path)
    ways = re.findall(r"\{\{ .+? \}\}", found.fix)
    assert any(faults(page(after.format(way)), tmp_path) == () for way in ways)


def test_a_year_of_no_fact_of_its_sentence_is_doubtful(tmp_path: Path) -> None:
    text = "Since the reform of 2018, visits have come to {{ visits.last }}"
    (found,) = composed(page(text), tmp_path).findings
    assert found.severity == "warning"
    assert "'2018' is a year of no fact beside it (visits.last)" in found.what
    assert composed(page("A reform was made in 2018. Visits: {{ visits.last }}"), tmp_path).findings == ()
    known = composed(page(text.replace("2018", "2020"), "visits.at(2020) < visits.last"), tmp_path)
    assert known.findings == ()


def test_a_place_of_no_fact_of_its_sentence_is_doubtful(tmp_path: Path) -> None:
    text = "The harbour of Elsewhere is brisk, and books matter: {{ budget.of('Anytown').last }}"
    (found,) = composed(page(text).replace("Facts", "All"), tmp_path).findings
    assert found.severity == "warning"
    assert "Elsewhere is the place of no fact beside it" in found.what
    assert composed(page(text, f"{OTHER}.last > 0"), tmp_path).findings == ()


EXCHANGED = f"Elsewhere and Anytown had {{{{ visits.last }}}} and {{{{ {OTHER}.last }}}} thousand visits"


def test_numbers_in_a_row_are_of_the_places_in_their_positions_and_each_fix_works(tmp_path: Path) -> None:
    found = faults(page(EXCHANGED), tmp_path)
    assert [one.what.partition(":")[0] for one in found] == [
        "'Elsewhere' stands with visits.last, which is of Anytown",
        f"'Anytown' stands with {OTHER}.last, which is of Elsewhere",
    ]
    fixes = [re.search(r"write (\{\{ .+? \}\})", one.fix) for one in found]
    assert [fix and fix[1] for fix in fixes] == [f"{{{{ {OTHER}.last }}}}", "{{ visits.of('Anytown').last }}"]
    mended = f"Elsewhere and Anytown had {fixes[0] and fixes[0][1]} and {fixes[1] and fixes[1][1]} thousand visits"
    assert faults(page(mended), tmp_path) == ()


def test_numbers_in_a_row_are_held_to_their_positions_though_an_expectation_names_both_places(tmp_path: Path) -> None:
    assert len(faults(page(EXCHANGED, f"visits.last > {OTHER}.last"), tmp_path)) == 2


@pytest.mark.parametrize("text", ["The count began in 2019. ", "Anytown counts visits. "])
@pytest.mark.parametrize(("times", "said"), [(256, 0), (257, 1)])
def test_a_text_with_more_years_or_places_than_have_a_sign_is_refused(
    text: str, times: int, said: int, tmp_path: Path
) -> None:
    found = [
        one
        for one in faults(page(f"Visits were {{{{ visits.last }}}}. {text * times}"), tmp_path)
        if "more than 256" in one.what
    ]
    assert len(found) == said
    assert all(one.fix == "divide the text" for one in found)
