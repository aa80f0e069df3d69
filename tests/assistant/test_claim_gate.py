"""A text of an assistant needs a condition for what it claims; ordinary words pass."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefing.assistant.claim_gate import ClaimGate
from briefing.assistant.project_folder import ProjectFolder
from briefing.starter import start

ORDINARY: dict[str, tuple[object, ...]] = {
    "en": (
        "Library visits {{ visits.percent | moved }} in {{ visits.span | words }} years",
        "**Now** {{ visits.last }} thousand visits in {{ visits.last | year }}.",
        "Which towns should we ask about their libraries?",
        "What would it take to come back? Should the council decide?",
        "In brief",
        "Visits to libraries in {{ edition }}, by year",
        "Say the year with the number. The slide shows what was published.",
        "In 2020 libraries were closed for part of the year.",
        "Counted by Example data, invented for this template, at the doors.",
        {"text": "Library visits rose", "expect": "visits.percent > 0"},
        {"text": "Library visits rose", "expect": "visits.last > visits.first"},
        {
            "text": "More than before",
            "when": "visits.last > visits.at(2019)",
            "otherwise": "As before, {{ visits.last }}",
        },
        {"title": "{{ edition }} had the most visits", "expect": ["visits.rank() == 1"]},
        {
            "title": "Visits doubled",
            "expect": "visits.multiple > 2",
            "points": ["**Growth** They grew to {{ visits.last }}."],
        },
        {"text": "Every town had more visits", "expect": "visits.places('rose') == visits.places()"},
        {"text": "The highest in years", "when": "visits.highest_since() < visits.last.period"},
    ),
    "zh": (
        "图书馆访问量{{ visits.percent | moved }}",
        "{{ visits.last | period }}，最新值为{{ visits.last }}千人次。",
        "哪些城镇的访问量最高？",
        "数据按年统计。",
        {"text": "访问量上升", "expect": "visits.percent > 0"},
        {"text": "访问量居首", "expect": "visits.rank() == 1"},
    ),
}
REFUSED: dict[str, tuple[tuple[object, str], ...]] = {
    "en": (
        ("Library visits rose", "'rose' claims"),
        ({"text": "Library visits rose", "expect": "visits.last > 0"}, "no condition"),
        ({"text": "Library visits rose", "expect": "1 < 2"}, "no condition"),
        ({"text": "Library visits rose", "expect": "visits.percent < 0"}, "no condition that says so"),
        ({"text": "Library visits rose", "expect": "paths.percent > 0"}, "something else"),
        ({"text": "A", "when": "visits.percent > 0", "otherwise": "Library visits rose"}, "no condition that says so"),
        ({"points": [{"text": "A"}, "Strong growth"]}, "points 2"),
        ("Experts agree", "names nobody"),
        ("Visits came back, driven by readers", "says why"),
        ("Visits are set to come back", "to come"),
        ("Le nombre des visites est une question pour la ville", "language"),
        ("Посещения", "no letter"),
    ),
    "zh": (
        ("访问量上升", "claims"),
        ("访问量翻番", "claims"),
        ("专家指出访问量", "names nobody"),
        ("由于新政策，访问量{{ visits.last }}", "says why"),
        ("预计访问量{{ visits.last }}", "to come"),
        ("Посещения", "no letter"),
        ("Visits to the libraries of the town came back", "language"),
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> ProjectFolder:
    start(tmp_path / "mine")
    story = tmp_path / "mine" / "story.en.yaml"
    (tmp_path / "mine" / "story.zh.yaml").write_bytes(story.read_bytes())
    return ProjectFolder(tmp_path / "mine")


def found(folder: ProjectFolder, lang: str, after: object, before: dict[str, Any] | None = None) -> str:
    gate = ClaimGate(folder.project(), folder.book(lang), folder.wording(lang))
    given = after if isinstance(after, dict) else {"text": after}
    return "; ".join(f"{one.where}: {one.what}" for one in gate.findings(before or {}, given))


def test_what_claims_nothing_or_is_tested_passes(folder: ProjectFolder) -> None:
    refused = [
        (text, what) for lang, texts in ORDINARY.items() for text in texts if (what := found(folder, lang, text))
    ]
    assert refused == []


def test_what_nothing_tests_is_refused_with_its_reason(folder: ProjectFolder) -> None:
    wrong = [
        (text, what, reason)
        for lang, texts in REFUSED.items()
        for text, reason in texts
        if reason not in (what := found(folder, lang, text))
    ]
    assert wrong == []


def test_what_a_person_wrote_stays_until_its_condition_is_taken(folder: ProjectFolder) -> None:
    by_hand = {"text": "Library visits rose", "expect": "visits.percent > 0"}
    bare = {"text": "Library visits rose"}
    assert found(folder, "en", bare, before=bare) == ""
    assert "no condition" in found(folder, "en", bare, before=by_hand)
    offered = {"Library visits rose": "visits.percent > 0"}
    gate = ClaimGate(folder.project(), folder.book("en"), folder.wording("en"), offered)
    assert list(gate.findings({}, {"text": "Library visits rose", "when": "visits.percent > 0"})) == []
    assert list(gate.findings({}, bare)) != []
