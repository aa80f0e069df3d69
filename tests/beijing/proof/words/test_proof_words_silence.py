"""Good files break no rule of words, in any language, theme or mode; nor does a file that says nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import product

import pytest
from msgspec.structs import replace

from briefing.assets import asset
from briefing.proof import words
from briefing.proof.evidence import Evidence
from briefing.proof.parsed_file import Element, Kind, Page, ParsedFile, Run
from briefing.proof.proving import prove
from tests.beijing.proof.words.sample import edition, found, shown, starter
from tests.proof.package.decks import MODES
from tests.thorough import THOROUGH, dealt

# No rule of words asks for a theme: in a usual run the gallery stands in one.
THEMES = [path.stem for path in sorted(asset("themes").glob("*.toml"))] if THOROUGH else ["ink"]
GOOD: dict[str, Callable[[], Evidence]] = {
    **{f"beijing-{lang}-{theme}-{mode}": lambda lang=lang, theme=theme, mode=mode: edition(lang, theme, mode)  # type: ignore[misc]
       for (lang, theme), mode in product(dealt(("en", "zh"), ("dark", "ink")), MODES)},
    **{f"gallery-{theme}": lambda theme=theme: shown(theme) for theme in THEMES},  # type: ignore[misc]
    "starter": starter,
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_a_good_edition_breaks_no_rule_of_words(name: str) -> None:
    # the gallery's brief has a paragraph on each form, so many more words than a brief should
    allowed = {"word-length"} if name.startswith("gallery") else set()
    assert [str(one) for one in found(GOOD[name]()) if one.rule not in allowed] == []


def test_a_language_without_a_file_is_reported_as_unchecked_and_nothing_breaks() -> None:
    ledger = edition().ledger
    assert ledger is not None
    strange = replace(edition(), ledger=replace(ledger, edition=replace(ledger.edition, lang="eo")))
    assert {one.rule for one in found(strange)} <= {"names-spelled", "quote-verbatim"}
    assert words.left_out(strange) == ("words of the language eo are not known: style unchecked",)
    assert words.left_out(edition()) == ()
    assert "no dataset is known" in words.left_out(replace(edition(), tables=None))[0]


def test_without_a_dataset_or_a_ledger_no_source_quotation_or_name_is_judged() -> None:
    for bare in (replace(edition(), tables=None), replace(edition(), tables=None, ledger=None)):
        rules = {one.rule for one in found(bare)}
        assert not {one for one in rules if one.startswith(("quote-", "names-", "sources-missing", "sources-un"))}


def test_a_deck_of_another_program_gets_findings_and_breaks_nothing() -> None:
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    deck = Presentation()
    data = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["a", "b"]
    data.add_series("One", (1, 2))  # type: ignore[no-untyped-call]
    for title in ("Sales", "More sales"):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, 3_000_000, 3_000_000, data)
        slide.shapes.title.text = title
    buffer = io.BytesIO()
    deck.save(buffer)
    evidence = prove({"other.pptx": buffer.getvalue()}).evidence
    english = replace(evidence, files=tuple(replace(one, lang="en-GB") for one in evidence.files))
    assert [(one.rule, one.location.page) for one in words.check(english)] == [
        ("word-title", 2), ("sources-line", 1), ("sources-line", 2)
    ]  # fmt: skip
    unknown = replace(evidence, files=tuple(replace(one, lang="") for one in evidence.files))
    assert list(words.check(unknown)) == []


@pytest.mark.parametrize("text", [
    "", " ", "\x00", "“", "“" * 500, "-" * 500, "Source:", "Source: ;;;", "a\n\n\nb", "9" * 500, "。" * 500,
    "Note:" * 500, " " * 5000 + "x", "1 " * 2000,
])  # fmt: skip
def test_text_without_sense_breaks_nothing(text: str) -> None:
    element = Element("body", "Text", None, ((Run(text),), ()), text)
    kinds: tuple[Kind, ...] = ("deck", "brief", "letter")
    for kind in kinds:
        parsed = ParsedFile(f"odd.{kind}.txt", kind, b"\xff", (Page(1, 0, 0, (element,), (text,)),))
        list(words.check(replace(edition(), files=(parsed,))))
