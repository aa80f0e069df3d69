"""Which insights make a section, and in what order."""

from __future__ import annotations

from itertools import permutations

from briefing.draft.insight import Insight
from briefing.draft.narrative.section_plan import MOST_SECTIONS, SectionPlan, caveats_of, plan_sections


def insight(type_: str, *subjects: str, score: float) -> Insight:
    return Insight(type_, subjects, "true", {}, score, score, score)


def _keys(keys: str) -> dict[str, str]:
    """Short names that each measure something else."""
    return {key: key for key in keys}


def _named(plans: tuple[SectionPlan, ...]) -> list[str]:
    return [plan.id for plan in plans]


def test_insights_of_one_subject_and_view_share_a_section_the_strongest_first() -> None:
    plans = plan_sections(
        [insight("turn", "a", score=0.9), insight("record", "a", score=0.8), insight("rank", "a", score=0.7)],
        _keys("abc"),
    )
    assert [(plan.id, [one.type for one in plan.insights]) for plan in plans] == [
        ("a-turn", ["turn", "record"]),
        ("b-time", []),
        ("c-time", []),
        ("a-ranking", ["rank"]),
    ]


def test_what_happened_leads_and_the_others_follow_by_what_they_are_about() -> None:
    found = [
        insight("rank", "b", score=0.95),
        insight("target", "a", score=0.8),
        insight("share", "c", score=0.7),
        insight("turn", "d", score=0.85),
        insight("trend", "e", score=0.75),
    ]
    assert _named(plan_sections(found, _keys("abcde"))) == ["d-turn", "e-trend", "b-ranking", "c-parts", "a-target"]


def test_the_order_of_equal_insights_is_theirs_whatever_the_hash() -> None:
    found = [insight("trend", key, score=0.5) for key in "abcdefghij"]
    assert _named(plan_sections(found, _keys("abcdefghij"))) == _named(plan_sections(list(found), _keys("abcdefghij")))
    assert len(plan_sections(found, _keys("abcdefghij"))) <= MOST_SECTIONS


def test_an_edition_of_few_findings_shows_levels_too_and_one_of_none_nothing_else() -> None:
    assert _named(plan_sections([insight("trend", "b", score=0.6)], _keys("abc"))) == ["b-trend", "a-time", "c-time"]
    assert _named(plan_sections([], _keys("abcde"))) == ["a-time", "b-time", "c-time", "d-time"]
    assert _named(plan_sections([], _keys("a"))) == ["a-time", "a-newest"]
    assert plan_sections([], {}) == ()


def test_a_pair_is_one_section_whichever_of_its_subjects_is_named_first() -> None:
    for pair in permutations("ab"):
        found = [insight("correlation", *pair, score=0.8), insight("correlation", "a", "b", score=0.5)]
        assert len([plan for plan in plan_sections(found, {}) if plan.view == "pair"]) == 1


def test_caveats_are_no_sections_of_their_own() -> None:
    found = [insight("provisional", "a", score=0.9), insight("trend", "a", score=0.5)]
    assert [one.type for one in caveats_of(found)] == ["provisional"]
    assert _named(plan_sections(found, _keys("a"))) == ["a-trend", "a-newest"]


def test_a_comparison_of_places_stands_once_whichever_short_name_it_is_of() -> None:
    found = [insight("rank", "town", score=0.9), insight("rank", "port", score=0.8), insight("turn", "port", score=0.7)]
    plans = plan_sections(found, {"town": "visits", "port": "visits"})
    assert [name for name in _named(plans) if not name.endswith("newest")] == ["port-turn", "town-time", "town-ranking"]


def test_findings_about_the_course_of_a_single_series_share_a_section() -> None:
    found = [insight("trend", "a", score=0.9), insight("turn", "a", score=0.8), insight("record", "a", score=0.7)]
    assert _named(plan_sections(found, _keys("a"))) == ["a-trend", "a-newest"]


def test_few_sections_state_a_record_and_one_a_pair() -> None:
    records = [insight("record", key, score=0.9) for key in "abcd"] + [insight("turn", "d", score=0.8)]
    assert [plan.lead and plan.lead.type for plan in plan_sections(records, _keys("abcd"))].count("record") == 3
    pairs = [insight("correlation", "a", key, score=0.9) for key in "bcd"]
    assert [plan.view for plan in plan_sections(pairs, _keys("abcd"))].count("pair") == 1
