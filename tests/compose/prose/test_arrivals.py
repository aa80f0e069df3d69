"""A change and the level that it is said to lead to are of the same years: a new level goes with no old change."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compose.cities import faults, page

# visits 410 (2019), 250 (2020), 560 (2023); loans 1200, 1300, 1100.
OLD, NEW, ALL = "visits.between(2019, 2020)", "visits.between(2020, 2023)", "visits"
FALSE = [
    (f"Visits {{{{ {OLD}.percent | moved }}}} to {{{{ visits.last }}}} thousand", "en"),
    (f"Visits {{{{ {OLD}.percent | moved }}}} in the year, to {{{{ visits.last }}}} thousand", "en"),
    (f"Visits {{{{ {NEW}.percent | moved }}}} to about {{{{ visits.at(2020) }}}} thousand", "en"),
    (f"Visits {{{{ {NEW}.percent | moved }}}} from {{{{ visits.first }}}} to {{{{ visits.last }}}} thousand", "en"),
    (f"Visits {{{{ {OLD}.percent | moved }}}} and stand at {{{{ visits.last }}}} thousand", "en"),
    (f"From {{{{ visits.first }}}} to {{{{ visits.last }}}} thousand, {{{{ {NEW}.percent | movement }}}}", "en"),
    (f"到馆人次{{{{ {OLD}.percent | moved }}}}，为{{{{ visits.last }}}}", "zh"),
    (f"到馆人次{{{{ {OLD}.percent | moved }}}}至{{{{ visits.last }}}}", "zh"),
    (f"从{{{{ visits.first }}}}{{{{ {NEW}.percent | moved }}}}到{{{{ visits.last }}}}", "zh"),
]  # fmt: skip
TRUE = [
    (f"Visits {{{{ {OLD}.percent | moved }}}} to {{{{ visits.at(2020) }}}} thousand", "en"),
    ("Visits {{ visits.percent | moved }} from {{ visits.first }} to {{ visits.last }} thousand", "en"),
    ("From {{ visits.first }} to {{ visits.last }} thousand, {{ visits.percent | up }}", "en"),
    (f"Visits {{{{ {OLD}.percent | moved }}}} compared to {{{{ visits.first }}}} thousand", "en"),
    (f"Visits {{{{ {OLD}.percent | moved }}}}, loans stand at {{{{ loans.last }}}}", "en"),
    (f"Visits {{{{ {OLD}.percent | moved }}}} to {{{{ loans.last }}}} loans", "en"),
    (f"Visits {{{{ {OLD}.percent | moved }}}}. To date {{{{ visits.last }}}} thousand were counted", "en"),
    (f"Visits {{{{ {OLD}.percent | moved }}}}, but rose to {{{{ visits.last }}}} thousand", "en"),
    ("到馆人次{{ visits.percent | moved }}，为{{ visits.last }}", "zh"),
    (f"到馆人次{{{{ {OLD}.percent | moved }}}}。现为{{{{ visits.last }}}}", "zh"),
]


def _found(sentence: str, folder: Path, lang: str) -> list[tuple[str, str]]:
    return [(one.what, one.fix) for one in faults(page(sentence), folder, lang=lang) if "beside it is of" in one.what]


@pytest.mark.parametrize(("sentence", "lang"), FALSE)
def test_a_change_to_a_level_of_another_year_is_refused(sentence: str, lang: str, tmp_path: Path) -> None:
    assert len(_found(sentence, tmp_path, lang)) == 1


@pytest.mark.parametrize(("sentence", "lang"), TRUE)
def test_a_change_to_its_own_level_or_beside_another_stands(sentence: str, lang: str, tmp_path: Path) -> None:
    assert not _found(sentence, tmp_path, lang)


def test_the_fix_works_either_way(tmp_path: Path) -> None:
    ((what, fix),) = _found(FALSE[0][0], tmp_path, "en")
    assert what.startswith(
        "visits.between(2019, 2020).percent goes from 2019 to 2020, and visits.last beside it is of 2023"
    )
    assert fix == "write {{ visits.at(2020) }} or {{ visits.between(2019, 2023).percent | moved }} in its place"
    assert faults(page(FALSE[0][0].replace("visits.last", "visits.at(2020)")), tmp_path) == ()
    assert faults(page("Visits {{ visits.between(2019, 2023).percent | moved }} to {{ visits.last }}"), tmp_path) == ()
