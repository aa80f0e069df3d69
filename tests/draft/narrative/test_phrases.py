"""Tests of the words of findings: each wording is printed where its finding holds, and gives way where it turned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

import pytest
from msgspec.structs import replace

from briefing.draft.insight import TYPES
from briefing.draft.narrative.conditional_text import ConditionalText
from briefing.draft.narrative.fallback_insights import needs_claim, newest, tables
from briefing.draft.narrative.phrase_trial import subtracts_badly
from briefing.draft.narrative.phrases import SLOTS, text, wordings
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.places_in_support import _neighbours
from briefing.draft.narrative.wording_slots import Slots, UnfilledError, conditional
from briefing.draft.narrative.wording_tables import Slot
from briefing.proof.words import word_patterns
from tests.draft.narrative.findings_across import ACROSS
from tests.draft.narrative.findings_behind_others import BEHIND_OTHERS
from tests.draft.narrative.findings_in_support import IN_SUPPORT
from tests.draft.narrative.findings_of_context import OF_CONTEXT
from tests.draft.narrative.findings_of_others import OF_OTHERS
from tests.draft.narrative.findings_of_outlook import OUTLOOK
from tests.draft.narrative.findings_of_parts import OF_PARTS
from tests.draft.narrative.findings_over_time import OVER_TIME
from tests.draft.narrative.made_up_projects import Finding, Made, project

FINDINGS = [*OVER_TIME, *ACROSS, *IN_SUPPORT, *OF_PARTS, *BEHIND_OTHERS, *OF_OTHERS, *OF_CONTEXT, *OUTLOOK]
LANGUAGES = ("en", "zh")
SAYING: tuple[Slot, ...] = ("title", "point", "sentence", "short")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_wording_is_printed_while_its_finding_holds_and_gives_way_when_it_turned(lang: str) -> None:
    left = {(name, slot): list(given) for name, slots in wordings(lang).items() for slot, given in slots.items()}
    cases: dict[str, list[Finding]] = {}
    contexts = [PhrasingContext(project(finding.now), lang) for finding in FINDINGS]
    for finding, context in zip(FINDINGS, contexts, strict=True):
        cases.setdefault(next(tables(finding.insight, context))[0], []).append(finding)
    assert {finding.insight.type for finding in FINDINGS} >= set(TYPES)
    for table, findings in cases.items():
        used: set[str] = set()
        for finding in findings:
            now, turned = (PhrasingContext(project(made), lang) for made in (finding.now, finding.turned))
            assert not finding.insight.claim or now.holds(finding.insight.claim), finding.insight
            now.used = used
            gone = finding.gone.get(lang, "") if needs_claim(table) and not turned.holds(finding.insight.claim) else ""
            for slot in SLOTS:
                listed = len(wordings(lang).get(table, {}).get(slot, ()))
                for _ in range(ceil(listed / len(findings))):
                    made = text(finding.insight, now, slot)
                    if slot in SAYING:
                        later = turned.trial.printed(made)
                        assert later, f"{finding.insight.key}, {slot}: {made}"
                        assert not gone or not re.search(gone, later), f"{later}: {made}"
        for one in used:
            _, written, wording = one.split(":", 2)
            for name, listed_slot in left:
                if listed_slot == written and wording in left[name, listed_slot]:
                    left[name, listed_slot].remove(wording)
    every = list(zip(FINDINGS, contexts, strict=True))
    assert [one for one in _left(left) if not any(_prints(finding, context, *one) for finding, context in every)] == []


def _left(left: dict[tuple[str, Slot], list[str]]) -> Iterator[tuple[str, Slot, str]]:
    yield from ((name, slot, wording) for (name, slot), given in left.items() for wording in given)


def _prints(finding: Finding, context: PhrasingContext, name: str, slot: Slot, wording: str) -> bool:
    """Whether a wording of a table is printed of a finding."""
    for table, filling in tables(finding.insight, context):
        if name not in (table, filling.type):
            continue
        try:
            made = Slots(context, filling).filled(wording, brief=slot in ("title", "short"))
        except UnfilledError:
            continue
        made.needs_claim |= needs_claim(name) and slot in SAYING
        if context.trial.printed(conditional(made, filling.claim, context)):
            return True
    return False


def test_verbs_agree_with_names_of_one_and_of_several() -> None:
    fixed = re.compile(
        r"(?<!of )(?<!by )(?<!for )(?<!lowest )<([Ll]abel|name)> (was|is|has|goes|stays|takes|runs|ends|begins)\b"
    )
    assert fixed.search("<near Owner> <name> was <ratio> of <best owner>")
    written = [one for slots in wordings("en").values() for given in slots.values() for one in given]
    assert [one for one in written if fixed.search(one)] == []


def test_no_wording_stands_twice_in_an_edition_while_there_is_another() -> None:
    context = PhrasingContext(project(Made({"Ash": (40, 43, 41, 47, 52, 58)})), "en")
    for slot in SAYING[:3]:
        found = [text(newest(context, "visits"), context, slot).text for _ in wordings("en")["change"][slot]]
        assert len(set(found)) == len(found)
    again = text(newest(context, "visits"), context, "title")
    assert context.trial.printed(again), "all are used, and one has to stand again"


def test_words_that_are_false_today_are_refused() -> None:
    context = PhrasingContext(project(Made({"Ash": (40, 43, 58)})), "en")
    for words in (
        "Harbour visits fell {{ visits.on_year() | percent }} from a year earlier",
        "Harbour visits reached 58",
        "Harbour visits stood at {{ visits.last }}, the highest ever",
        "Harbour visits of {{ visits.nothing }}",
    ):
        assert context.trial.printed(ConditionalText(words)) == ""
    for words in ("Visits , at {{ visits.last }}", "Visits went from {{ visits.last }} to {{ visits.last }}"):
        assert context.trial.printed(ConditionalText(words)), "true"
        assert context.trial.well_printed(ConditionalText(words)) == "", "and badly written"
    assert context.trial.printed(ConditionalText("Visits of {{ visits.last }}", when="visits.last > 60")) == ""


@pytest.mark.parametrize(
    ("words", "badly"),
    [
        ("From −0.598 in 1904 it rose by 1.773, to 1.176", True),
        ("From −0.598 in 1904 it rose by 1.774, to 1.176", False),
        ("From 1,452.4 in 2005 it fell by 897.3, to 555.0", True),
        ("From 12.5 in 2007 it rose by 3%, to 12.9", False),
        ("From 2,024 it rose by 145, to 1,880", False),  # whole numbers may be years
        ("It rose by 1.773 to 2024", False),
    ],
)
def test_a_difference_is_not_said_beside_values_that_give_another(words: str, badly: bool) -> None:
    assert subtracts_badly(words) is badly


def test_a_bound_leaves_a_claim_open_and_the_words_to_what_is_sure() -> None:
    finding = FINDINGS[0]
    bounded = PhrasingContext(project(replace(finding.now, bound="≥")), "en")
    for slot in SLOTS[:3]:
        printed = bounded.trial.printed(text(finding.insight, bounded, slot))
        assert "over 58" in printed or "at least" in printed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_wording_says_what_lies_behind_a_number(lang: str) -> None:
    causes = word_patterns.language(lang)
    assert causes.find("causal", {"en": "it fell due to rain", "zh": "由于降雨而下降"}[lang])
    every = [wording for slots in wordings(lang).values() for given in slots.values() for wording in given]
    assert [wording for wording in every if causes.find("causal", wording)] == []


def test_a_question_stands_only_while_the_finding_holds_that_it_follows_from() -> None:
    asked = 0
    for finding in FINDINGS:
        made = text(finding.insight, PhrasingContext(project(finding.now), "en"), "ask")
        if made.text and finding.insight.claim:
            asked += 1
            assert finding.insight.claim in made.when + made.expect, made
    assert asked > 5


def test_a_value_has_its_unit_in_a_clause_of_its_own_and_shares_that_of_another_in_its_clause() -> None:
    finding = OVER_TIME[0]
    slots = Slots(PhrasingContext(project(finding.now), "en"), finding.insight)
    one = slots.filled("From <first> to <last>.", brief=False).text
    assert "first | value" in one
    apart = slots.filled("<first In> it was <first>; <last in> it was <last>.", brief=False).text
    assert "first | value" not in apart
    assert "first |" in apart


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nobody_leads_by_what_is_not_known_to_be_good(lang: str) -> None:
    leading = re.compile(r"\b(?:leads?|led|leader|ahead|front|behind|sets the mark)\b|领先|落后")
    names = [name for name in wordings(lang) if name.startswith(("gap_to_best:", "leader:")) or name == "neighbours"]
    written = [one for name in names for given in wordings(lang)[name].values() for one in given]
    assert [one for one in written if leading.search(re.sub(r"<[^>]*>", "", one))] == []
    for finding in ACROSS:
        context = PhrasingContext(project(finding.now), lang)
        if finding.insight.type in ("gap_to_best", "leader"):
            assert (":" in next(tables(finding.insight, context))[0]) == (finding.now.direction != "up")


def test_a_point_on_who_is_first_says_by_what_also_where_no_title_does() -> None:
    points = [one for name in ("leader", "leader:high", "leader:low") for one in wordings("en")[name]["point"]]
    assert [one for one in points if not re.search("<[^>]*(?:name|label)", one, re.IGNORECASE)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_text_on_neighbours_in_an_order_says_whose_as_the_one_before_it_may_be_of_another_place(lang: str) -> None:
    texts = [one for given in wordings(lang)["neighbours"].values() for one in given]
    assert [one for one in texts if not re.search("<place>", one, re.IGNORECASE)] == []


def test_a_text_whose_words_are_the_same_without_its_finding_has_no_condition_for_it() -> None:
    for finding in ACROSS:
        for slot in SAYING:
            made: ConditionalText | None = text(finding.insight, PhrasingContext(project(finding.now), "en"), slot)
            while made is not None and made.otherwise is not None:
                assert made.text != made.otherwise.text
                made = made.otherwise


def test_neighbours_in_an_order_are_those_of_a_place_that_is_in_it() -> None:
    made = project(Made({"Ash": (2, 2), "Birch": (1, 1), "Cedar": (3, 3)}))
    (found,) = _neighbours("visits", ["Cedar", "Ash", "Birch"], "Ash")
    assert PhrasingContext(made, "en").holds(found.claim)
    whole = replace(made, edition=replace(made.edition, totals=("Ash",)))
    assert not PhrasingContext(whole, "en").holds(found.claim)


def test_a_point_on_two_that_move_together_names_both_as_a_summary_has_it_without_their_chart() -> None:
    for lang in ("en", "zh"):
        for point in wordings(lang)["correlation"]["point"]:
            assert "abel>" in point
            assert "<label2>" in point


def test_a_gap_is_not_stated_by_how_charts_draw_it_as_lines_bridge_it_with_dashes() -> None:
    for lang, words in (("en", "leave a gap|stays open"), ("zh", "留空|断开")):
        gaps = wordings(lang)["missing:gap"]
        assert not [one for slot in gaps.values() for one in slot if re.search(words, one)]
