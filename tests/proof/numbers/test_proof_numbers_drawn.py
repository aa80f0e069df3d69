"""What charts draw, and what a brief carries inside, are facts of the ledger."""

from __future__ import annotations

import io
import zipfile

import pytest
from msgspec.structs import replace

import briefing
from briefing.proof.evidence import Evidence
from briefing.proof.findings import ProofFinding
from briefing.proof.numbers import attached_values, drawn
from briefing.proof.proving import prove
from briefing.proof.reading.plotted_series import formatted, plotted
from tests.proof.package.broken import packed


def rules(built: briefing.Build, deck: bytes) -> list[ProofFinding]:
    assert built.deck is not None
    given = ("l", built.ledger.read_bytes())
    return [one for one in prove({built.deck.name: deck}, given).findings if one.rule == drawn.DRAWN.id]


def edited(deck: bytes, old: str, new: str) -> bytes:
    """A deck with another value in the first chart that has it."""
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = next(name for name, data in parts.items() if name.startswith("ppt/charts/") and old.encode() in data)
    return packed([*(parts | {part: parts[part].replace(old.encode(), new.encode(), 1)}).items()])


def test_the_charts_of_an_edition_draw_facts(edition: briefing.Build) -> None:
    assert edition.deck is not None
    assert rules(edition, edition.deck.read_bytes()) == []


WRONG = (
    ("<c:v>327.6</c:v>", "<c:v>372.6</c:v>", "draws 372.6 for"),
    ("<c:v>118.4</c:v>", "<c:v>133.7</c:v>", "2014, which is no fact"),
    ("<c:v>89.5</c:v>", "<c:v>98.5</c:v>", "draws 98.5 for"),
    ("<c:v>6.11764705882</c:v>", "<c:v>6.14</c:v>", "draws 6.14 for"),
    ("<c:v>98.4166666667</c:v>", "<c:v>98</c:v>", "Clean industries"),
)


def test_each_value_that_is_none_is_found(edition: briefing.Build) -> None:
    assert edition.deck is not None
    deck = edition.deck.read_bytes()
    for old, new, _ in WRONG:
        deck = edited(deck, old, new)
    found = rules(edition, deck)
    assert [sum(message in one.what for one in found) for *_, message in WRONG] == [1] * len(WRONG)
    assert len(found) == len(WRONG)
    assert all(one.location.page for one in found)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("853.69", "#,##0.0", "853.7"),
        ("27000", '"over "#,##0', "over 27,000"),
        ("5.454", '0.0"×"" "', "5.5× "),
        ("0.985", "0%", "99%"),
        ("-0.4", "0.0", "−0.4"),
        ("-3", "0;-0", "-3"),
        ("1185.9", "General", "1185.9"),
        ("12", "0", "12"),
        ("7", '"No. "0', "No. 7"),
        ("1", "", "1"),
    ],
)
def test_a_value_is_shown_in_its_format(value: str, code: str, shown: str) -> None:
    from decimal import Decimal

    assert formatted(Decimal(value), code) == shown


def test_a_chart_that_is_none_has_no_series() -> None:
    from xml.etree.ElementTree import fromstring

    assert plotted(fromstring("<a/>")) == ()


def test_the_files_inside_a_brief_hold_the_facts_of_the_ledger(edition: briefing.Build) -> None:
    assert edition.brief is not None
    proof = prove({edition.brief.name: edition.brief.read_bytes()}, ("l", edition.ledger.read_bytes()))
    (parsed,) = proof.evidence.files
    assert {"facts.json", "sources.csv", "figure-01.csv"} <= set(parsed.attached)

    def found(name: str, old: bytes, new: bytes) -> list[str]:
        assert old in parsed.attached[name]
        files = {**parsed.attached, name: parsed.attached[name].replace(old, new, 1)}
        return [
            one.what for one in attached_values.check(replace(proof.evidence, files=(replace(parsed, attached=files),)))
        ]

    assert list(attached_values.check(proof.evidence)) == []
    figure = next(name for name, data in parsed.attached.items() if name.startswith("figure") and b"327.6" in data)
    assert figure not in str(found(figure, b"327.6", b"327.6"))
    assert found(figure, b"327.6", b"372.6") == ["line 10: 372.6 is no fact of the ledger"]
    assert found(figure, b"327.6", b"many") == ["line 10: 'many' is no number"]
    assert found(figure, b"SOUND_REVIEW_2024", b"SOUND_REVIEW") == ["line 2: the ledger has no source 'SOUND_REVIEW'"]
    assert found("sources.csv", b",SOUND_REVIEW_2024,", b",SOUND,")
    wrong = found("facts.json", b'"formula":"327.6 / 118.4"', b'"formula":"327.6 / 118"')
    message = "327.6 / 118 = 2.76689189189 in it, 327.6 / 118.4 = 2.76689189189 in the ledger"
    assert wrong == [f"retrofits.multiple is {message}"]
    for old, new in (
        (b'{"facts"', b'{"fact"'),
        (b'"entity":"', b'"entity":"\xff'),
        (b'"value":', b'"value":NaN,"value":['),
    ):
        assert found("facts.json", old, new) == ["it is no list of facts and sources"]
    assert found("facts.json", b'"retrofits.multiple":', b'"dredging.multiple":') == [
        "it has the fact dredging.multiple, which the ledger lacks"
    ]
    assert found("facts.json", b'"sources":{', b'"sources":{"TIDES":{},') == [
        "it has the source TIDES, which the ledger lacks"
    ]
    told = found("facts.json", b'"retrofits.multiple":{', b'"retrofits.multiple":{"basis":"year before",')
    assert told == ["retrofits.multiple is against 'year before' in it, 'nothing' in the ledger"]


def test_evidence_without_a_ledger_says_nothing(edition: briefing.Build) -> None:
    assert edition.deck is not None
    proof = prove({edition.deck.name: edition.deck.read_bytes()})
    assert (
        list(drawn.check(Evidence(proof.evidence.files)))
        == list(attached_values.check(Evidence(proof.evidence.files)))
        == []
    )
