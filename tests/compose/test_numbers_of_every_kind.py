"""Whole editions over values of every sign and size, in any unit and format: built, and clean in the proof's eyes."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import briefing
from tests.invented import Invented, levels, project
from tests.proof.numbers.test_proof_numbers_every_kind import UNITS, VALUES

CARDS = """\
  - id: cards
    title: "Cards in {{ visits.last | year }}"
    subtitle: "Visits, {{ visits.last | year }}"
    cards: [{fact: visits, label: Visits, unit: "a year", highlight: true}]
"""
FORMATS = st.fixed_dictionaries(
    {},
    optional={
        "decimals": st.integers(0, 4),
        "scale": st.sampled_from(("thousand", "million", "billion", "亿")),
        "thousands": st.booleans(),
        "sign": st.booleans(),
    },
)
# A card has room for six figures.
FEW = VALUES.filter(lambda value: abs(value) < 1_000_000).map(lambda value: float(f"{value:.4g}"))


@given(
    st.one_of(
        st.tuples(st.just(CARDS), st.lists(FEW, min_size=5, max_size=5)),
        st.tuples(st.just(""), st.lists(VALUES, min_size=5, max_size=5)),
    ),
    st.sampled_from(UNITS),
    FORMATS,
)
@example((CARDS, [0.0, 0.0, 0.0, 0.0, 50.0]), "m", {"decimals": 4, "scale": "million"})
@example((CARDS, [0.0, 0.0, 0.0, 0.0, 1.0]), "m", {"scale": "thousand"})
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_numbers_make_an_edition_that_the_proof_passes(
    chosen: tuple[str, list[float]], unit: str, form: dict[str, object]
) -> None:
    section, values = chosen
    if unit.startswith("%") or unit == "percentage points":
        form = {key: value for key, value in form.items() if key != "scale"}
    made = Invented(values=[repr(value) for value in values], unit=unit)
    story = f"formats: {{visits: {json.dumps(form, ensure_ascii=False)}}}\n"
    story += levels(made).partition("  - id: heat")[0] + section
    with tempfile.TemporaryDirectory() as folder:
        edition = briefing.build(project(Path(folder) / "project", made, story), Path(folder) / "out")
        assert [finding for finding in edition.findings if finding.severity == "error"] == []
