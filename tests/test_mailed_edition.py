"""Editions in memory for a message: own entity and period, what is attached, the picture; proved, nothing on disk."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

import briefing
from briefing import read
from briefing.assets import asset
from briefing.errors import BriefingError, InputError
from briefing.model.document import Mailing
from briefing.model.period import Period
from briefing.pipeline.build import editions
from briefing.pipeline.result import BuildResult
from tests.editions import change, two_towns
from tests.thorough import THOROUGH

LINK = "https://files.example.org/t/9f3a71c2/harbour.pptx"
MAILING = Mailing(("brief",), {"deck": LINK}, picture=True)


@pytest.fixture
def towns(starter: Path) -> Path:
    return two_towns(starter)


def only(made: tuple[BuildResult, ...]) -> BuildResult:
    (one,) = made
    return one


def ledger_of(made: BuildResult) -> dict[str, Any]:
    *_, data = made.files.values()
    return dict(json.loads(data))


def letter_of(made: BuildResult, suffix: str = ".txt") -> str:
    return next(data for name, data in made.files.items() if name.endswith(suffix)).decode()


# That the small one passes in silence is looked at where a recipient has a place of their own.
@pytest.mark.parametrize(("small", "lang"), [(False, "en"), (False, "zh"), *([(True, "en")] if THOROUGH else [])])
def test_a_mailed_edition_passes_the_proof_in_silence(harbour: Path, small: bool, lang: str) -> None:
    made = only(editions(asset("project") if small else harbour, languages=[lang], mailing=MAILING))
    assert made.findings == ()
    (picture,) = [data for name, data in made.files.items() if name.endswith(".png")]
    assert len(picture) < 60_000
    assert '<img src="cid:headline"' in letter_of(made, ".html")


def test_how_an_edition_is_mailed_does_not_make_it_a_new_one() -> None:
    plain, mailed = (only(editions(asset("project"), mailing=mailing)) for mailing in (None, MAILING))
    assert plain.content_hash == mailed.content_hash == ledger_of(mailed)["edition"]["content_hash"]
    for name in plain.files:
        if name.endswith((".pptx", ".pdf")):
            assert plain.files[name] == mailed.files[name]
    assert letter_of(plain) != letter_of(mailed)


def test_editions_are_those_that_a_build_puts_in_place(starter_edition: briefing.Build) -> None:
    made = only(editions(asset("project")))
    assert {path.name: path.read_bytes() for path in starter_edition.files} == dict(made.files)


def test_nothing_is_written_to_disk(towns: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(path.name for path in towns.iterdir())
    monkeypatch.chdir(towns)
    editions(towns, mailing=MAILING)
    assert sorted(path.name for path in towns.iterdir()) == before


@pytest.mark.usefixtures("nothing_reused")
def test_same_inputs_give_the_same_bytes(towns: Path) -> None:
    assert only(editions(towns, mailing=MAILING)).files == only(editions(towns, mailing=MAILING)).files


def test_what_a_letter_says_is_attached_must_have_been_made(towns: Path) -> None:
    with pytest.raises(BriefingError, match=r"it names example-city\.en\.pdf, which is no file of the edition"):
        editions(towns, only=["letter"], mailing=Mailing(("brief",)))
    made = only(editions(towns, only=["letter"], mailing=Mailing()))
    assert sorted(made.files) == ["example-city.en.html", "example-city.en.ledger.json", "example-city.en.txt"]


# -- own parameters ---------------------------------------------------------------------------------------------------


def test_a_recipient_gets_the_edition_of_their_own_entity(towns: Path) -> None:
    ours, theirs = only(editions(towns)), only(editions(towns, entity="Sample Town", mailing=MAILING))
    assert set(theirs.files) == {
        f"example-city-sample-town.en{suffix}" for suffix in (".pptx", ".pdf", ".html", ".txt", ".png", ".ledger.json")
    }
    assert "Libraries and paths in Sample Town" in letter_of(theirs)
    assert "Example City" not in letter_of(theirs)
    assert "430" in letter_of(theirs)
    assert theirs.document.edition.entity == "Sample Town"
    assert theirs.content_hash != ours.content_hash
    assert theirs.findings == ()


def test_a_place_is_called_by_its_name_in_the_language_of_the_story(harbour: Path) -> None:
    change(harbour, "story.zh.yaml", "greeting: ", "greeting: '{{ solar.entity }}' #")
    assert "\n\n奥尔德港\n\n" in letter_of(only(editions(harbour, languages=["zh"], only=["letter"])))


def test_names_of_two_editions_never_collide(towns: Path) -> None:
    chosen: list[dict[str, Any]] = [
        {}, {"entity": "Sample Town"}, {"period": (2021, 2023)}, {"entity": "Sample Town", "period": (2019, 2022)},
    ]  # fmt: skip
    change(towns, "observations.csv", "cycle_paths,Sample Town,2023", "cycle_paths,Sample Town,2022")
    with (towns / "observations.csv").open("a", encoding="utf-8") as file:
        file.write("library_visits,Sample Town,2022,420,=,A,EXAMPLE,\ncycle_paths,Sample Town,2023,21,=,A,EXAMPLE,\n")
    names = [name for kwargs in chosen for name in only(editions(towns, only=["letter"], **kwargs)).files]
    assert len(names) == len(set(names))
    assert "example-city-2021-2023.en.txt" in names
    assert "example-city-sample-town-2019-2022.en.txt" in names


def test_the_projects_own_parameters_and_empty_ones_change_nothing(towns: Path) -> None:
    ours = only(editions(towns))
    assert only(editions(towns, entity="Example City", period=(2019, 2023))).files == ours.files
    assert only(editions(towns, entity="", period=None)).files == ours.files


def test_the_period_of_a_recipient_bounds_what_is_told(towns: Path) -> None:
    made = only(editions(towns, period=(2021, 2023)))
    assert made.document.edition.period == (Period.year(2021), Period.year(2023))
    assert "2019" not in letter_of(made)


def test_build_puts_the_edition_of_an_entity_beside_that_of_the_project(towns: Path, tmp_path: Path) -> None:
    out = tmp_path / "output"
    briefing.build(towns, out, only=["letter"])
    built = briefing.build(towns, out, only=["letter"], entity="Sample Town", period=(2019, 2023))
    assert built.letter == out / "example-city-sample-town.en.html"
    assert (out / "example-city.en.html").is_file()


@pytest.mark.parametrize(
    ("given", "where", "what"),
    [
        ({"entity": "Sampel Town"}, "the entity asked for", "the entity 'Sampel Town' has no observations"),
        ({"entity": "Model Village"}, "the entity asked for", "cycle_paths has no observations of 'Model Village'"),
        ({"period": (2023, 2019)}, "the period asked for", "2023 to 2019 is no period"),
        ({"period": (1, 2)}, "the period asked for", "1 is no period"),
        ({"entity": "x" * 300}, "the entity asked for", "the text of entity has more than 200 characters"),
    ],
)
def test_what_a_recipient_cannot_have_is_told_with_its_fix(
    towns: Path, given: dict[str, Any], where: str, what: str
) -> None:
    with pytest.raises(InputError) as caught:
        editions(towns, **given)
    (finding,) = caught.value.findings
    assert (finding.where, finding.what) == (where, what)
    assert finding.fix


def test_all_that_is_wrong_with_a_recipient_is_told_at_once(towns: Path) -> None:
    with pytest.raises(InputError) as caught:
        editions(towns, entity="x" * 300, period=(2023, 2019))
    assert len(caught.value.findings) == 2


def named(folder: Path, entity: str) -> str:
    return read.project(folder, entity=entity).edition.slug


def test_names_that_ascii_cannot_tell_apart_get_a_mark(tmp_path: Path) -> None:
    places = ("Köln", "Koln", "KOLN", "北京", "上海", "A/B", "A B", "../../etc")
    folder = Path(shutil.copytree(asset("project"), tmp_path / "places"))
    two_towns(folder)
    with (folder / "observations.csv").open("a", encoding="utf-8") as file:
        for place in places:
            for indicator in ("library_visits", "cycle_paths"):
                file.write("".join(f"{indicator},{place},{year},100,=,A,EXAMPLE,\n" for year in (2019, 2023)))
    slugs = [named(folder, place) for place in places]
    assert len(set(slugs)) == len(slugs)
    assert all(slug.isascii() and slug.replace("-", "").isalnum() for slug in slugs)
    assert slugs[3].startswith("example-city-")
    assert named(folder, "../../etc") == "example-city-etc"


# -- the edition before -----------------------------------------------------------------------------------------------


def test_the_ledger_before_may_be_bytes_from_elsewhere(towns: Path, tmp_path: Path) -> None:
    before = briefing.build(towns, tmp_path / "before", only=["letter"]).ledger
    change(towns, "observations.csv", "library_visits,Example City,2023,560", "library_visits,Example City,2023,570")
    by_path, by_bytes = (only(editions(towns, previous=given)) for given in (before, before.read_bytes()))
    assert "570" in letter_of(by_bytes)
    assert "560" in letter_of(by_bytes)
    assert letter_of(by_path) == letter_of(by_bytes)
    assert by_path.content_hash == by_bytes.content_hash
    assert ledger_of(by_bytes)["edition"]["inputs"]["the edition before"]
    assert by_bytes.findings == ()


def test_bytes_that_are_no_ledger_are_told(towns: Path) -> None:
    with pytest.raises(InputError, match="the edition before: this is no ledger"):
        editions(towns, previous=b"{}")


def test_a_ledger_of_another_entity_is_no_edition_before(towns: Path) -> None:
    *_, ours = only(editions(towns, only=["letter"])).files.values()
    with pytest.raises(InputError, match="the edition is 'example-city-sample-town'"):
        editions(towns, entity="Sample Town", previous=ours)


def test_the_ledger_that_the_settings_name_is_not_that_of_a_recipients_entity(towns: Path, tmp_path: Path) -> None:
    before = briefing.build(towns, tmp_path / "before", only=["letter"]).ledger
    shutil.copy(before, towns / "last.ledger.json")
    change(towns, "briefing.toml", 'theme = "ink"', 'theme = "ink"\nprevious = "last.ledger.json"')
    assert "since the last edition" in letter_of(only(editions(towns, only=["letter"])))
    assert "since the last edition" in letter_of(only(editions(towns, only=["letter"], period=(2021, 2023))))
    assert "since the last edition" not in letter_of(only(editions(towns, only=["letter"], entity="Sample Town")))


def test_a_mailed_edition_needs_no_home_of_its_own(
    towns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "MPLCONFIGDIR", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, os.fspath(tmp_path / "none"))
    editions(towns, only=["letter"], mailing=Mailing(picture=True))
    assert not (tmp_path / "none").exists()
