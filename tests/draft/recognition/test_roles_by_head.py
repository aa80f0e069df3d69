"""Heads say what columns are, in the words of the offices that publish them."""

from __future__ import annotations

from tests.draft.recognition.test_recognising import grid, recognised, roles, units


def test_an_export_of_japan_has_its_measure_its_places_and_their_periods() -> None:
    cells = [
        ("釣り人", "総数", isle, f"{year}年", "人", 900 + 40 * at + year % 7)
        for at, isle in enumerate(("北海道", "沖縄県", "東京都"))
        for year in range(2015, 2021)
    ]
    data = recognised(grid("表章項目|男女_時系列|地域_時系列|時間軸(調査年)|unit|value", *cells))
    assert roles(data)["地域_時系列"] == "entity"
    assert units(data) == {"釣り人": "人"}, "the name of the file was that of the series"
