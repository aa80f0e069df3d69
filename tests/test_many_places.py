"""A rank among hundreds of places is built in few lines of the ledger, and the proof counts the places anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import briefing
from briefing.errors import BriefingError
from tests import shires

COUNT = 400
STORY = shires.section(
    "points: [\"**Rank** {{ visits.rank() }}, by growth {{ visits.rank_of('multiple') }}.\"]",
    title='"Torshire is {{ visits.rank() }} by visits"',
)


def project(folder: Path) -> Path:
    made = shires.project(folder, STORY)
    values = {(at, year): 90 + at + year - 2018 for at in range(COUNT) for year in (2018, 2023)}
    towns = [f"visits,Town {at},{year},{value},DESK" for (at, year), value in values.items()]
    with (made / "observations.csv").open("a", encoding="utf-8") as file:
        file.write("\n".join(towns) + "\n")
    return made


def test_the_ledger_of_a_rank_among_many_stays_small_and_passes_the_proof(tmp_path: Path) -> None:
    built = briefing.build(project(tmp_path / "shires"), tmp_path / "out", entity="Torshire", only=["letter"])
    facts = json.loads(built.ledger.read_bytes())["facts"]
    assert facts["visits.rank()"]["formula"].endswith(" higher")
    assert f"among {COUNT + 30}: " in facts["visits.rank()"]["formula"]  # one shire lacks the last year
    assert len(facts["visits.rank()"]["observations"]) == 3
    assert len(facts["visits.rank_of('multiple')"]["observations"]) == 6


def test_a_rank_that_the_table_does_not_give_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.facts.ranking import Ranking

    ahead = Ranking.ahead
    monkeypatch.setattr(Ranking, "ahead", lambda *given: ahead(*given) + 1)
    with pytest.raises(BriefingError, match="places of the table are higher"):
        briefing.build(project(tmp_path / "shires"), tmp_path / "out", entity="Torshire", only=["letter"])


COUNTS = shires.section(
    "points:",
    "  - text: \"**Most** Most of the shires gained visits, {{ visits.places('rose') }} of {{ visits.places() }}.\"",
    "    expect: \"visits.places('rose') > visits.places() / 2\"",
    title="\"Many visits in {{ visits.places('above', 1) }} shires\"",
)


@pytest.mark.parametrize("more", [0, COUNT])
def test_counts_of_places_are_worked_out_anew_by_the_proof_however_many_they_are(more: int, tmp_path: Path) -> None:
    made = shires.project(tmp_path / "shires", COUNTS)
    with (made / "observations.csv").open("a", encoding="utf-8") as file:
        for at in range(more):
            file.write(f"visits,Town {at},2018,{90 + at},DESK\nvisits,Town {at},2023,{95 + at},DESK\n")
    built = briefing.build(made, tmp_path / "out", entity="Torshire", only=["deck", "letter"])
    facts = json.loads(built.ledger.read_bytes())["facts"]
    assert facts["visits.places()"]["value"] == 30 + more  # one shire lacks the last year
    assert facts["visits.places('rose')"]["among"] == [30 + more, 31 + more]
    assert built.letter is not None
    assert f"Count 2023: {30 + more} of {31 + more} places have a value." in built.letter.read_text("utf-8")


def test_a_count_of_places_that_the_table_does_not_give_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.facts import place_counts

    monkeypatch.setitem(place_counts._HOLDS, ">", lambda fact, level: fact > level and fact.entity != "Torshire")
    monkeypatch.setitem(place_counts._FAILS, ">", lambda *_: True)
    with pytest.raises(BriefingError, match="30 of the places in its formula are > 0, not 29"):
        briefing.build(shires.project(tmp_path / "shires", COUNTS), tmp_path / "out", entity="Torshire")
