"""The ledger: complete, sorted, the same for the same inputs; its content hash follows what a reader sees."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing import letter
from briefing.model import lineage
from briefing.model.dataset import CellLocation, Source
from briefing.model.document import Aside, Cards, Document, Point
from briefing.model.ledger import Claim
from briefing.model.period import Period
from briefing.model.text import text
from briefing.pipeline import ledger_file
from briefing.pipeline.content_hash import _CanonicalForm, content_hash
from briefing.proof.reading import ledger_decoding
from tests.letter.samples import FACTS, LAST, MULTIPLE, SOURCE, THEME, document

# Whole ones too, with a fraction or a power.
WRITTEN = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from((2.0, -0.0, 1e16, 1e22, -5e17, 1e300, 0.1))


def ledger_of(of: Document) -> dict[str, Any]:
    written = {"letter": letter.write(of, THEME)}
    files = {f"example.en{suffix}": content for suffix, content in written["letter"].files.items()}
    return dict(json.loads(ledger_file.write(of, THEME, written, files)))


def changed(**fields: Any) -> Document:
    return replace(document(), **fields)


def test_the_ledger_has_the_keys_of_the_contract() -> None:
    ledger = ledger_of(document())
    assert list(ledger) == [
        "edition",
        "facts",
        "uses",
        "terms",
        "claims",
        "sources",
        "version",
        "plan",
        "snapshots",
        "seal",
    ]
    assert set(ledger["edition"]) == {
        "slug",
        "lang",
        "as_of",
        "period",
        "content_hash",
        "inputs",
        "outputs",
        "versions",
    }


def test_a_fact_is_told_with_formula_and_observations() -> None:
    assert ledger_of(document())["facts"]["visits.multiple"] == {
        "value": 2.5,
        "unit": "×",
        "qualifier": "=",
        "formula": "100 / 40",
        "observations": [
            {
                "indicator": "visits",
                "entity": "Example City",
                "year": year,
                "series": "official",
                "value": value,
                "qualifier": "=",
                "status": "A",
                "source": "OFFICE",
            }
            for year, value in ((2023, 100), (2020, 40))
        ],
    }


def test_uses_and_claims_are_told_as_rows() -> None:
    claim = Claim("visits, point 1", "Visits doubled", "visits.multiple > 2", holds=True)
    ledger = ledger_of(changed(claims=(claim,)))
    row = {
        "output": "letter",
        "page": 0,
        "element": "title",
        "channel": "text",
        "text": "2.5-fold",
        "fact": "visits.multiple",
    }
    assert row in ledger["uses"]
    assert ledger["claims"] == [
        {
            "place": "visits, point 1",
            "text": "Visits doubled",
            "expect": "visits.multiple > 2",
            "holds": True,
            "outputs": ["letter"],
        }
    ]


def test_facts_and_inputs_are_sorted() -> None:
    backwards = dict(reversed(FACTS.items()))
    ledger = ledger_of(changed(facts=backwards, inputs={"b.csv": "2", "a.csv": "1"}))
    assert list(ledger["facts"]) == sorted(FACTS)
    assert list(ledger["edition"]["inputs"]) == ["a.csv", "b.csv"]


def test_only_sources_that_are_used_are_told() -> None:
    other = Source("OTHER", "Nobody", "Nothing", "2020")
    known = {"OTHER": other, "OFFICE": SOURCE}
    assert list(ledger_of(changed(sources=known))["sources"]) == ["OFFICE"]
    (part,) = document().parts
    dated = replace(part, asides=(Aside(text("Dates"), sources=("OTHER",)),))
    assert list(ledger_of(changed(sources=known, parts=(dated,)))["sources"]) == ["OFFICE", "OTHER"]


def test_outputs_are_told_with_their_hashes() -> None:
    written = letter.write(document(), THEME)
    told = ledger_of(document())["edition"]["outputs"]
    assert told["example.en.txt"] == hashlib.sha256(written.files[".txt"]).hexdigest()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_keeps_fifteen_digits(value: float) -> None:
    told = lineage.number(value)
    assert float(told) == pytest.approx(value, rel=1e-14, abs=1e-300)
    assert lineage.number(float(told)) == told


def hash_of(of: Document) -> str:
    return content_hash(of, THEME)


SEEN = {
    "title": changed(title=text("Visits fell")),
    "point": document(Point((), text("Another point"))),
    "fact": changed(facts={**FACTS, "visits.multiple": replace(MULTIPLE, value=2.6)}),
    "observation": changed(
        facts={**FACTS, "visits.multiple": replace(MULTIPLE, observations=(replace(LAST, value=101.0),))}
    ),
    "period": changed(edition=replace(document().edition, period=(Period.year(2021), Period.year(2023)))),
    "imprint": changed(edition=replace(document().edition, imprint=replace(document().edition.imprint, owner="Else"))),
    "language": document(lang="zh"),
}


@pytest.mark.parametrize("what", list(SEEN))
def test_the_content_hash_follows_what_a_reader_sees(what: str) -> None:
    assert hash_of(SEEN[what]) != hash_of(document())


def test_the_content_hash_of_an_unchanged_edition_is_that_of_earlier_versions() -> None:
    """So nobody gets an edition again because the program was upgraded; this is the hash of when periods were years.

    Cards are left out: they have other words since.
    """
    (part,) = document().parts
    bare = replace(part, sections=tuple(replace(section, blocks=()) for section in part.sections))
    assert hash_of(changed(parts=(bare,))) == "56d0b2797a36858951d737e486fa5edc9161dc5484324ec99a0e84d41826cace"


def test_the_content_hash_follows_the_colours_of_three_series_and_not_of_two() -> None:
    def coloured(count: int) -> set[str]:
        (part,) = document().parts
        (cards,) = part.sections[0].blocks
        assert isinstance(cards, Cards)
        slope = cards.cards[0].slope
        chart = replace(slope, series=slope.series[:1] * count)
        drawn = changed(parts=(replace(part, sections=(replace(part.sections[0], blocks=(chart,)),)),))
        other = replace(THEME, light=replace(THEME.light, series_3="#123456"))
        return {content_hash(drawn, theme) for theme in (THEME, other)}

    assert [len(coloured(count)) for count in (2, 3)] == [1, 2]


def test_what_a_hash_is_made_of_is_stored_with_one_byte_for_a_letter_in_chinese_too() -> None:
    (section, *_) = document().sections
    chinese = replace(section, title=text("各地"))
    plain, mixed = (_CanonicalForm._section(one)[0] for one in (section, chinese))
    assert "各地".encode() in mixed
    assert sys.getsizeof(mixed) < 1.1 * sys.getsizeof(plain)


def test_the_content_hash_follows_the_theme() -> None:
    other = replace(THEME, light=replace(THEME.light, highlight="#112233"))
    assert content_hash(document(), other) != hash_of(document())


UNSEEN = {
    "as-of date": changed(edition=replace(document().edition, as_of=dt.date(2025, 6, 30))),
    "inputs": changed(inputs={"observations.csv": "another hash, as after a blank at a line's end"}),
    "cell of an observation": changed(
        facts={
            **FACTS,
            "visits.multiple": replace(
                MULTIPLE,
                observations=tuple(
                    replace(item, cell=CellLocation("b.csv", "line", 99, "value")) for item in MULTIPLE.observations
                ),
            ),
        }
    ),
    "a fact that nothing prints": changed(facts={**FACTS, "visits.span": replace(MULTIPLE, name="visits.span")}),
    "a source that nothing names": changed(sources={"OFFICE": SOURCE, "B": Source("B", "B", "B", "2020")}),
    "a tested claim": changed(claims=(Claim("x", "y", "z", holds=True),)),
}


@pytest.mark.parametrize("what", list(UNSEEN))
def test_the_content_hash_leaves_out_what_no_reader_sees(what: str) -> None:
    assert hash_of(UNSEEN[what]) == hash_of(document())


def test_a_logo_counts_by_its_content_not_its_place(tmp_path: Path) -> None:
    def with_logo(path: Path, content: bytes) -> str:
        path.write_bytes(content)
        edition = document().edition
        return hash_of(changed(edition=replace(edition, imprint=replace(edition.imprint, logo=str(path)))))

    first = with_logo(tmp_path / "a.svg", b"<svg/>")
    assert with_logo(tmp_path / "b.svg", b"<svg/>") == first
    assert with_logo(tmp_path / "a.svg", b"<svg><g/></svg>") != first


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=6) | WRITTEN,
        lambda held: st.lists(held, max_size=3) | st.dictionaries(st.text(max_size=3), held, max_size=3),
        max_leaves=8,
    )
)
def test_a_seal_is_of_numbers_as_any_program_writes_them(held: Any) -> None:
    ledger = {"facts": {"a": {"value": held}}, "plan": [held], "version": 4}
    facts, written = (msgspec.json.encode(part) for part in (ledger.pop("facts"), ledger))
    sealed = ledger_decoding._seal(ledger_decoding._VALUES.decode(written), facts)
    assert ledger_file._seal({**ledger, "facts": msgspec.json.decode(facts)}) == sealed
