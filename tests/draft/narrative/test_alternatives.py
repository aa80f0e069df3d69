"""Alternatives of a story: the first that is not refused stands."""

from __future__ import annotations

from briefing.draft.narrative.alternatives import MERGED, Alternatives, choose, reject
from briefing.draft.narrative.phrasing import ConditionalText


def test_a_refused_place_takes_its_next_alternative_and_at_last_the_place_around_it_does() -> None:
    title = Alternatives(["finding", "level"])
    section = Alternatives([{"title": title, "points": [Alternatives(["one", None]), "two"]}, None])
    root = {"sections": [section, {"title": "other"}]}
    chosen = choose(root)
    assert chosen.root["sections"][0] == {"title": "finding", "points": ["one", "two"]}
    assert reject(chosen, [("sections", 0, "points", 0)])
    assert choose(root).root["sections"][0]["points"] == ["two"]
    assert not reject(choose(root), [("sections", 1, "title")])
    assert reject(choose(root), [("sections", 0, "title")])
    assert choose(root).root["sections"][0]["title"] == "level"
    assert reject(choose(root), [("sections", 0, "title")])
    assert choose(root).root["sections"] == [{"title": "other"}]


def test_merged_alternatives_are_refused_by_any_of_their_keys() -> None:
    root = {"id": "a", MERGED: Alternatives([{"charts": [{"kind": "line"}]}, {"chart": {"kind": "bar"}}, {}])}
    assert reject(choose(root), [("charts", 0, "series")])
    assert choose(root).root == {"id": "a", "chart": {"kind": "bar"}}
    assert reject(choose(root), [("chart",)])
    assert choose(root).root == {"id": "a"}


def test_paths_count_the_items_that_stand() -> None:
    first, second = Alternatives([None, "late"]), Alternatives(["b", "c", None])
    chosen = choose({"points": [first, second]})
    assert chosen.owners[("points", 0)] is second


def test_a_conditional_text_is_a_plain_one_where_nothing_hangs_on_a_condition() -> None:
    nested = ConditionalText("rose", "x > 0", ConditionalText("fell", "x < 0", ConditionalText("unchanged")))
    assert choose([ConditionalText("plain"), nested, ConditionalText("")]).root == [
        "plain",
        {
            "text": "rose",
            "when": "x > 0",
            "otherwise": {"text": "fell", "when": "x < 0", "otherwise": "unchanged"},
        },
    ]
