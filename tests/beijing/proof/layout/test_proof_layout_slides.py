"""Faults of a slide's layout, each found by the rule meant for it; nothing is found on a good deck."""

from __future__ import annotations

import io
from typing import Any

import pytest

from briefing.model.edition import Mode
from briefing.proof.evidence import Evidence
from briefing.proof.layout import slide_layout
from briefing.proof.parsed_file import ParsedFile
from tests.beijing import written
from tests.beijing.proof.layout.slide_faults import FAULTS, changed, found, good, parsed
from tests.grouping import grouped
from tests.proof.package.decks import EVERY, MODES, made, on_template
from tests.thorough import ONLY_IN_A_THOROUGH_RUN, pairs

SEVERITIES = {rule.id: rule.severity for rule in slide_layout.RULES}


GROUPS = grouped(FAULTS, lambda _: "deck", lambda name: (FAULTS[name].rule, FAULTS[name].slide))


@pytest.mark.parametrize("names", GROUPS, ids=", ".join)
def test_each_fault_is_found_by_the_rule_meant_for_it_at_the_place_where_it_is(names: tuple[str, ...]) -> None:
    faults = [FAULTS[name] for name in names]
    findings = found(changed(*faults))
    for fault in faults:
        reported = [one for one in findings if one.rule == fault.rule]
        if len(reported) > 1:  # another fault breaks this rule too
            reported = [one for one in found(changed(fault)) if one.rule == fault.rule]
        assert [(one.location.page, one.location.element) for one in reported] == [(fault.slide, fault.element)]
        assert reported[0].severity == SEVERITIES[fault.rule]
        assert "" not in (reported[0].what, reported[0].fix)
        assert str(reported[0].location).startswith(f"deck.pptx, slide {fault.slide}")


def test_every_rule_has_a_fault() -> None:
    assert {fault.rule for fault in FAULTS.values()} == set(SEVERITIES)


@pytest.mark.parametrize(("project", "theme", "mode"), EVERY)
def test_nothing_is_found_on_decks_that_come_along(project: str, theme: str, mode: Mode) -> None:
    assert found(made(project, theme, mode)) == []


@pytest.mark.parametrize(("mode", "theme", "lang"), pairs(MODES, ["ink", "dark"], ["en", "zh"]))
def test_nothing_is_found_on_the_flagship_edition(lang: str, theme: str, mode: Mode) -> None:
    assert found(written.deck(theme, mode, lang)) == []


@ONLY_IN_A_THOROUGH_RUN
def test_nothing_is_found_on_a_deck_on_another_programs_template() -> None:
    # its faces are narrower than those that the gallery's texts were written for, so that a line may be missing
    assert [one for one in found(on_template()) if one.rule != "layout-band"] == []


def _by_hand() -> bytes:
    """A deck on the template that python-pptx brings, as most scripts leave it."""
    from pptx import Presentation
    from pptx.util import Inches

    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    assert slide.shapes.title is not None
    slide.shapes.title.text = "Results of the year"
    body: Any = slide.placeholders[1]
    body.text_frame.text = "Sales rose in every region, most of all in the north of the country"
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    assert slide.shapes.title is not None
    slide.shapes.title.text = "A table"
    table = slide.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(6), Inches(1)).table
    table.cell(0, 0).text = "Region"
    presentation.slides.add_slide(presentation.slide_layouts[3])
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def test_a_deck_from_another_hand_gets_sensible_findings_only() -> None:
    reported = [(one.rule, one.location.page, one.location.element) for one in found(_by_hand())]
    assert reported == [("layout-alt", 2, "Table 2"), ("layout-blank", 3, "")]


def test_a_deck_without_slides_or_parts_is_no_trouble() -> None:
    assert list(slide_layout.check(Evidence((ParsedFile("deck.pptx", "deck", b""),)))) == []
    assert found(b"no zip") == []


def test_what_a_finding_says_of_a_text_over_another_names_both() -> None:
    fault = FAULTS["text over text"]
    reported = next(one for one in found(changed(fault)) if one.rule == fault.rule)
    assert reported.what == "its text lies over that of 'Number 2'"
    number = next(one.box for one in parsed(good()).pages[1].elements if one.name == "Number 2")
    assert reported.location.box
    assert number
    assert reported.location.box[:2] == number[:2]
