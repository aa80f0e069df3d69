"""Insights across places and short names: each is found where it was planted, and in noise there are none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from briefing.draft.insights.finding import insights
from briefing.draft.insights.peer_ranks import _outstanding
from briefing.model.period import QUARTER, Period
from briefing.read.project import project
from tests.draft.insights.fields import Field, found, written

PLACES = ("Ash", "Birch", "Cedar", "Elm", "Fir", "Oak")
YEARS = 12


def noise(level: float, seed: int, places: tuple[str, ...] = PLACES, part: float = 0.02) -> dict[str, list[float]]:
    """Values about a level that chance alone moves."""
    values = level * (1 + part * np.random.default_rng(seed).normal(size=(len(places), YEARS)))
    return {place: row.round(2).tolist() for place, row in zip(places, values, strict=True)}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition of Ash in which each short name has one thing to say."""
    walk = np.cumsum(np.random.default_rng(7).normal(size=YEARS)) * 5 + 200
    parts = {place: [30 + at * (60 if place == "Ash" else 5) for at in range(YEARS)] for place in PLACES}
    fields: dict[str, Field] = {
        "alike": noise(100, 1),
        "far": noise(100, 2) | {"Cedar": [240 + at % 3 for at in range(YEARS)]},
        "climb": {place: row for at, place in enumerate(PLACES) for row in noise(100 + 20 * at, at, (place,)).values()}
        | {"Ash": [80 + 10 * at for at in range(YEARS)]},
        "grow": {
            place: [100 + at * (-3 if place == "Elm" else 3) + gap for at in range(YEARS)]
            for gap, place in enumerate(PLACES)
        },
        "meet": {place: [100 + (k - 2) * (20 - at) for at in range(YEARS)] for k, place in enumerate(PLACES)},
        "part": parts | {"Wood": [sum(row[at] for row in parts.values()) for at in range(YEARS)]},
        "pulse": noise(200, 4) | {"Ash": walk.round(2).tolist()},
        "echo": noise(400, 5) | {"Ash": (2 * walk + noise(30, 6, part=0.03)["Ash"]).round(2).tolist()},
        "silent": noise(50, 8),
    }
    units = {"pulse": "EUR", "echo": "kg", "silent": "%"}
    return written(tmp_path_factory.mktemp("planted"), fields, totals=["Wood"], units=units)


@pytest.mark.parametrize(
    ("type", "subjects", "entities", "direction"),
    [
        ("leader", ("far",), ("Cedar",), ""),
        ("rank_change", ("climb",), (), "up"),
        ("all_but", ("grow",), ("Elm",), "up"),
        ("convergence", ("meet",), ("Oak", "Ash", "Oak", "Ash"), "down"),
        ("share_change", ("part",), (), "up"),
        ("majority", ("part",), (), ""),
        ("share", ("part",), (), ""),
        ("evenness", ("alike",), (), ""),
        ("correlation", ("pulse", "echo"), (), "up"),
        ("gap_to_best", ("far",), ("Cedar",), "down"),
    ],
)
def test_what_was_planted_is_found(
    planted: Path, type: str, subjects: tuple[str, ...], entities: tuple[str, ...], direction: str
) -> None:
    """The best insight of a type is the one that the data were made for."""
    best = next(item for item in found(planted, type) if item.subjects == subjects)
    assert best.entities[: len(entities)] == entities
    assert best.direction == direction


def test_a_total_has_no_rank_and_is_no_part(planted: Path) -> None:
    """Wood holds all places: nothing ranks it, and no share is of it but as the whole."""
    every = insights(project(planted), all=True)
    assert not [item for item in every if "Wood" in item.entities]
    assert (
        next(item for item in every if item.type == "rank" and item.subjects == ("part",)).claim == "part.rank() == 1"
    )


def test_what_a_change_is_since_moves_with_the_edition(planted: Path) -> None:
    """The first period is named by what it is, so that next year's edition may begin a year later."""
    (ranks,) = (item for item in found(planted, "rank_change") if item.subjects == ("climb",))
    assert ranks.facts["rank_before"] == "climb.rank(climb.first.period)"
    spread = next(item for item in found(planted, "convergence") if item.subjects == ("meet",))
    assert spread.facts["spread_before"] == "meet.of('Oak').minus(meet, meet.first.period)"
    shares = next(item for item in found(planted, "share_change") if not item.entities)
    assert shares.facts["share_before"] == "part.share(part.of('Wood'), part.first.period)"


@pytest.mark.parametrize("bump", [0.0, 8.0])
def test_a_gap_that_went_elsewhere_in_between_did_not_narrow_from_its_first_value_to_its_last(
    tmp_path: Path, bump: float
) -> None:
    widths = [10 - 0.05 * at + (bump * (1 - at / YEARS) if 0 < at < YEARS - 1 else 0) for at in range(YEARS)]
    places = {place: [100 + 20 * at + (k - 2) * widths[at] for at in range(YEARS)] for k, place in enumerate(PLACES)}
    assert bool(found(written(tmp_path, {"meet": places}), "convergence")) == (bump == 0)


@pytest.mark.parametrize("slope", [0.1, -6.0])
def test_a_place_that_falls_from_a_high_season_to_a_low_one_alone_has_not_fallen_with_all(
    tmp_path: Path, slope: float
) -> None:
    slopes = {place: slope if place == "Oak" else -6.0 for place in PLACES}
    places = {
        place: [100 + 10 * k + slopes[place] * at + (3, 0, -2, -3)[at % 4] for at in range(7)]
        for k, place in enumerate(PLACES)
    }
    made = project(written(tmp_path, {"rate": places}))
    first = made.dataset.observations[0].period.ordinal
    rows = [
        replace(row, period=Period(QUARTER, 8000 + row.period.ordinal - first)) for row in made.dataset.observations
    ]
    made = replace(
        made,
        dataset=replace(made.dataset, observations=tuple(rows)),
        edition=replace(made.edition, period=(Period(QUARTER, 8000), Period(QUARTER, 8006))),
    )
    claims = [one.claim for one in insights(made, all=True) if one.type == "all_but"]
    assert claims == (["rate.places('fell') == rate.places()"] if slope < 0 else [])


def test_noise_has_nothing_to_say(tmp_path: Path) -> None:
    """Of ten editions of noise none has a leader, a change of ranks or shares, a pattern or a pair."""
    for seed in range(10):
        fields = {f"n{at}": noise(100 * (at + 1), 100 * seed + at, part=0.05) for at in range(5)}
        every = insights(project(written(tmp_path / str(seed), fields)), all=True)
        assert {item.type for item in every} & {
            "leader", "rank_change", "majority", "share_change", "convergence", "all_but", "correlation",
        } == set()  # fmt: skip


def test_a_rank_that_many_places_share_says_nothing(tmp_path: Path) -> None:
    """Places with 0 or 1 have no order: seven that are first are not the first."""
    fields: dict[str, Field] = {
        "crises": {place: [0.0] * (YEARS - 1) + [float(at < 3)] for at, place in enumerate(PLACES)}
    }
    assert found(written(tmp_path / "shared", fields), "rank") == []
    assert found(written(tmp_path / "shared", fields), "rank_change") == []
    apart: dict[str, Field] = {"visits": {place: [9.0 + at] * YEARS for at, place in enumerate(PLACES)}}
    assert len(found(written(tmp_path / "apart", apart), "rank")) == 1


def test_a_value_that_all_places_share_is_no_pattern_of_places(tmp_path: Path) -> None:
    """Prices of the whole country that stand with each place did not rise "in all places"."""
    prices = [100.0 + 3 * at for at in range(YEARS)]
    same = written(tmp_path / "same", {"prices": dict.fromkeys(PLACES, prices)})
    own = {place: [price + gap for price in prices] for gap, place in enumerate(PLACES)}
    apart = written(tmp_path / "apart", {"prices": own})
    assert [bool(found(folder, "all_but")) for folder in (same, apart)] == [False, True]
    assert found(same, "rank") == []


def test_levels_that_both_grow_are_no_pair(tmp_path: Path) -> None:
    """Two short names that rise, each by its own steps, do not move together."""
    steps = np.random.default_rng(3).normal(5, 2, size=(2, 40)).cumsum(axis=1) + 100
    fields = {key: {"Ash": row.round(2).tolist()} for key, row in zip(("one", "two"), steps, strict=True)}
    assert found(written(tmp_path, fields), "correlation") == []


def test_places_without_a_first_value_are_no_exceptions(tmp_path: Path) -> None:
    """No pattern is claimed of all places where one has no value to begin with."""
    rising: dict[str, list[float | None]] = {
        place: [100.0 + 3 * at + gap for at in range(YEARS)] for gap, place in enumerate(PLACES)
    }
    assert [item.entities for item in found(written(tmp_path / "all", {"grow": rising}), "all_but")] == [()]
    rising["Oak"][0] = None
    assert found(written(tmp_path / "late", {"grow": rising}), "all_but") == []


def test_a_short_name_that_equals_others_is_their_whole(tmp_path: Path) -> None:
    """Parts are found without being declared, and one that is close to a sum by chance is none."""
    rng = np.random.default_rng(5)
    a, b, c = (level + rng.normal(0, 5, YEARS).cumsum() for level in (300, 100, 50))
    fields = {key: {"Ash": row.round(2).tolist()} for key, row in {"all": a + b + c, "a": a, "b": b, "c": c}.items()}
    share = found(written(tmp_path / "whole", fields), "majority")
    assert [(item.subjects, item.facts["share"]) for item in share] == [(("a", "all"), "a.share(all)")]
    fields["c"] = {"Ash": (c * 1.3).round(2).tolist()}
    assert found(written(tmp_path / "other", fields), "majority") == []


@pytest.mark.parametrize("lacking", [0, 1])
def test_no_share_is_found_where_parts_have_no_newest_value(lacking: int, tmp_path: Path) -> None:
    """The claim is read of the newest value: of that year the one part that is left would be 100% of the whole."""
    parts: dict[str, list[float | None]] = {
        place: [30.0 + at + gap for at in range(YEARS)] for gap, place in enumerate(PLACES[:3])
    }
    parts["Ash"] = [300.0 + 9 * at for at in range(YEARS)]
    whole = [sum(row[at] or 0 for row in parts.values()) for at in range(YEARS)]
    for place in ("Birch", "Cedar")[: 2 * lacking]:
        parts[place][-1] = None
    whole[-1] = sum(row[-1] or 0 for row in parts.values())
    folder = written(tmp_path, {"visits": {**parts, "Wood": whole}}, totals=["Wood"])
    assert bool(found(folder, "majority")) is not bool(lacking)


def test_all_short_names_but_one_rose(tmp_path: Path) -> None:
    """Short names of one unit are siblings, of which one may be the exception; those of other units are none."""
    rising = {f"s{at}": {"Ash": [100.0 * (at + 1) + 3 * year for year in range(YEARS)]} for at in range(4)}
    fields: dict[str, Field] = {**rising, "odd": {"Ash": [70.0 - year for year in range(YEARS)]}}
    (item,) = found(written(tmp_path / "one", fields), "all_but")
    assert (item.subjects[0], item.direction) == ("odd", "up")
    assert found(written(tmp_path / "other", fields, units={"odd": "kg", "s0": "t"}), "all_but") == []


def test_no_money_of_one_place_is_higher_than_that_of_another(tmp_path: Path) -> None:
    """Exchange rates have no rank, no leader and no spread."""
    rates = noise(100, 2) | {"Cedar": [900 + at % 3 for at in range(YEARS)]}
    peers = {"rank", "leader", "gap_to_best", "evenness"}
    for key, expected in (("exchange_rate", set()), ("visits", {"rank", "leader", "gap_to_best"})):
        every = insights(project(written(tmp_path / key, {key: rates})), all=True)
        assert {item.type for item in every} & peers == expected


@pytest.mark.parametrize(
    ("unit", "ranked"),
    [("index, 2015 = 100", False), ("2015=100", False), ("index, 0 to 100", True), ("visits", True)],
)
def test_no_index_on_a_base_is_higher_than_that_of_another_place(tmp_path: Path, unit: str, ranked: bool) -> None:
    values = noise(100, 2) | {"Cedar": [900 + at % 3 for at in range(YEARS)]}
    every = insights(project(written(tmp_path / "one", {"prices": values}, units={"prices": unit})), all=True)
    assert bool({item.type for item in every} & {"rank", "leader", "gap_to_best", "evenness"}) == ranked


def test_amounts_that_may_overlap_are_no_pair(tmp_path: Path) -> None:
    """A part moves with its whole, and a quarter's lurch of all short names makes no pairs."""
    rng = np.random.default_rng(9)
    path = rng.normal(0, 10, 40).cumsum() + 300
    lurch = rng.normal(0, 1, (2, 40)) + np.where(np.arange(40) == 20, 80, 0) + 300
    fields = {
        key: {"Ash": row.round(2).tolist()}
        for key, row in {"whole": path, "part": path * 0.6 + rng.normal(0, 1, 40), "a": lurch[0], "b": lurch[1]}.items()
    }
    units = {"whole": "visits", "part": "visits", "a": "kg", "b": "EUR"}
    assert found(written(tmp_path / "none", fields, units=units), "correlation") == []
    units["part"] = "%"
    assert [item.subjects for item in found(written(tmp_path / "pair", fields, units=units), "correlation")] == [
        ("whole", "part")
    ]


@pytest.mark.parametrize(
    ("name", "pairs"),
    [
        ("Deaths per 100,000", 0),
        ("Deaths, per capita", 0),
        ("Deaths (all visits)", 0),
        ("Deaths (%)", 0),
        ("Arrivals", 1),
    ],
)
def test_an_amount_and_the_same_per_head_or_in_percent_of_something_are_no_pair(
    tmp_path: Path, name: str, pairs: int
) -> None:
    rng = np.random.default_rng(9)
    path = rng.normal(0, 10, 40).cumsum() + 300
    rows = {"deaths": path, "other": path * 0.006 + rng.normal(0, 0.01, 40)}
    fields = {key: {"Ash": row.round(3).tolist()} for key, row in rows.items()}
    folder = written(tmp_path, fields, units={"other": "%"})
    listed = folder / "indicators.csv"
    words = listed.read_text(encoding="utf-8").replace("Deaths of all", "Deaths").replace("Other of all", f'"{name}"')
    listed.write_text(words, encoding="utf-8")
    assert len(found(folder, "correlation")) == pairs


def test_a_series_that_ended_years_before_the_others_leads_no_edition_and_moves_with_none(tmp_path: Path) -> None:
    walk = np.cumsum(np.random.default_rng(7).normal(size=30)) * 5 + 200
    echo = 2 * walk + np.random.default_rng(6).normal(size=30)
    dip = [100.0 + 9 * at - (60 if 4 < at < 8 else 0) for at in range(24)]
    for short in (False, True):
        ended = slice(0, 24) if short else slice(0, 30)
        fields: dict[str, Field] = {
            "old": {"Ash": [*dip, *(400.0 + at for at in range(6))][ended]},
            "pulse": {"Ash": walk.round(2).tolist()[ended]},
            "echo": {"Ash": echo.round(2).tolist()},
            "new": {"Ash": [300.0 + 2 * at + at % 4 for at in range(30)]},
            "rest": {"Ash": [700.0 - 3 * at + at % 3 for at in range(30)]},
        }
        folder = written(tmp_path / str(short), fields, units={"pulse": "EUR", "echo": "kg"})
        scores = {one.subjects[0]: one.score for one in reversed(insights(project(folder), all=True))}
        assert (scores["old"] < 0.5 < scores["new"]) if short else (scores["old"] > 0.5)
        assert bool([one for one in found(folder, "correlation") if "pulse" in one.subjects]) is not short


def test_pairs_that_ended_take_no_room_of_one_that_goes_on(tmp_path: Path) -> None:
    """Of so many pairs the closest alone are yielded."""
    fields: dict[str, Field] = {f"rest{at}": {"Ash": [700.0 - 3 * year for year in range(30)]} for at in range(12)}
    for pair in range(6):
        rng, spread, years = np.random.default_rng(pair), 0.6 if pair else 1.4, 24 if pair else 30
        walk = np.cumsum(rng.normal(size=30)) * 5 + 200
        fields[f"one{pair}"] = {"Ash": walk.round(2).tolist()[:years]}
        fields[f"other{pair}"] = {"Ash": (walk + rng.normal(size=30) * spread).round(2).tolist()[:years]}
    folder = written(tmp_path, fields, units={f"other{pair}": "kg" for pair in range(6)})
    assert [one.subjects for one in found(folder, "correlation")] == [("one0", "other0")]


@pytest.mark.parametrize(("lowest", "leads"), [(5, True), (0, True), (-1, False)])
def test_a_place_is_far_ahead_also_of_some_that_have_none(lowest: float, leads: bool) -> None:
    others = np.array([90.0, 14, 12, 10, 9, 8, 7, lowest])
    assert (_outstanding(others) is not None) is leads
    assert _outstanding(np.array([90.0, 0, 0, 0, 0])) is None
