"""An edition with parameters, from briefing.toml to its files: proved, accounted for, told from others by its hash."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import briefing
from briefing import cli
from briefing.errors import BriefingError
from briefing.explain import explain
from briefing.pipeline.build import editions
from briefing.pipeline.result import BuildResult
from briefing.refresh import refresh
from tests.editions import change, two_towns
from tests.reading import texts

TABLE = """[parameters]
client = "Siemens 2030 doubled"
board = true
unused = "7"

[facts]"""
CLIENT = 'K 3 & *S* {{ v }} <b> "$x_1$"'


@pytest.fixture
def mine(starter: Path) -> Path:
    """The small project, whose story names a client wherever a text may stand."""
    change(starter, "briefing.toml", "[facts]", TABLE)
    for old, new in (
        ("kicker: Example data", "kicker: 'For {{ client }}'"),
        ('header: "{{ edition }}"', "header: 'E {{ client }}'"),
        ('"{{ edition }}: library visits', '"{{ client }}: library visits'),
        ("greeting: This", "greeting: '{{ client }}' #"),
        ('"Both example indicators rose', '"**{{ client }}** Both example indicators rose'),
        ("label: Cycle paths,", "label: '{{ client }}',"),
        ("visits: {name: Library visits,", "visits: {name: '{{ client }}',"),
        ("notes: What", "notes: 'So {{ client }}' #"),
        ("note: the targets", "note: '{{ client }}' #"),
        ("thousand in {{ visits.last | year }}, which", "thousand for {{ client }}, which"),
    ):
        change(starter, "story.en.yaml", old, new)
    return starter


def only(folder: Path, **given: Any) -> BuildResult:
    (made,) = editions(folder, **given)
    return made


def ledger_of(made: BuildResult) -> dict[str, Any]:
    *_, data = made.files.values()
    return dict(json.loads(data))


@pytest.mark.parametrize("client", [None, CLIENT])
def test_the_words_stand_everywhere_as_they_are_and_the_proof_passes(
    client: str | None, mine: Path, tmp_path: Path
) -> None:
    given = {"client": client} if client else None
    built = briefing.build(mine, tmp_path / "out", parameters=given)
    assert built.findings == ()
    words = client or "Siemens 2030 doubled"
    shown = texts(built)
    for part in ("/slides/slide1.xml", "/slides/slide2.xml", "/notesSlides/notesSlide3.xml"):
        (text,) = [text for name, text in shown.items() if name.endswith(part)]
        assert words in text, part
    assert words in shown["example-city.en.txt"]
    assert words in shown["example-city.en.pdf"].replace("\r\n", " ")


def test_the_ledger_accounts_for_them(mine: Path) -> None:
    ledger = ledger_of(only(mine))
    rows = [term for term in ledger["terms"] if term["why"] == "parameter client"]
    assert {term["text"] for term in rows} == {"Siemens 2030 doubled"}
    assert {term["output"] for term in rows} == {"deck", "brief", "letter"}
    assert ledger["edition"]["parameters"] == {"board": True, "client": "Siemens 2030 doubled", "unused": "7"}


def test_a_ledger_without_parameters_is_as_it_was(starter: Path) -> None:
    before = only(starter)
    assert "parameters" not in ledger_of(before)["edition"]
    change(starter, "briefing.toml", "[facts]", "[parameters]\n\n[facts]")
    after = only(starter)
    assert "parameters" not in ledger_of(after)["edition"]
    assert after.content_hash == before.content_hash


def test_the_content_hash_covers_what_is_printed(mine: Path) -> None:
    plain = only(mine, only=["letter"])
    assert only(mine, only=["letter"], parameters={"client": "Bosch"}).content_hash != plain.content_hash
    assert only(mine, only=["letter"], parameters={"unused": "8"}).content_hash == plain.content_hash
    assert only(mine, only=["letter"], parameters={"client": "Siemens 2030 doubled"}).files == plain.files


def test_a_claim_over_parameters_is_tested_again_by_the_proof(mine: Path) -> None:
    change(mine, "story.en.yaml", "expect: visits.percent > 0\n", "expect: visits.percent > 0 and board\n")
    (claim,) = [one for one in ledger_of(only(mine))["claims"] if "board" in one["expect"]]
    assert claim["holds"]
    with pytest.raises(BriefingError, match=r"now .*board = False"):
        only(mine, parameters={"board": "false"})


def test_explain_tells_where_a_parameter_stands(mine: Path) -> None:
    (told,) = explain(mine, "2030")
    assert str(told).startswith("Siemens 2030 doubled is a term: parameter client\n  stands at: slide 1, kicker")


def test_check_takes_other_words(mine: Path) -> None:
    assert briefing.check(mine, parameters={"client": "Bosch"}) == ()
    (finding,) = briefing.check(mine, parameters={"cluster": "Bosch"})
    assert finding.what == "there is no parameter 'cluster'"


def test_a_slug_of_its_own_names_every_file(starter: Path, tmp_path: Path) -> None:
    towns = two_towns(starter)
    built = briefing.build(towns, tmp_path / "out", slug="bosch", entity="Sample Town", only=["letter"])
    assert sorted(path.name for path in built.files) == ["bosch.en.html", "bosch.en.ledger.json", "bosch.en.txt"]
    assert json.loads(built.ledger.read_bytes())["edition"]["slug"] == "bosch"


def test_the_command_line_sets_words(mine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build = ["build", str(mine), "--out", str(tmp_path / "out"), "--only", "letter"]
    assert cli.main([*build, "--set", "client=A=B, 5", "--set", "unused="]) == 0
    ledger = json.loads((tmp_path / "out" / "example-city.en.ledger.json").read_bytes())
    assert ledger["edition"]["parameters"] == {"board": True, "client": "A=B, 5", "unused": ""}
    capsys.readouterr()
    assert cli.main([*build, "--set", "clint=x"]) == 1
    assert "did you mean 'client'? Else declared in briefing.toml: board, client, unused" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "what"),
    [(["client"], "'client' names no parameter"), (["=x"], "'=x' names"), (["a=1", "a=2"], "'a' is given twice")],
)
def test_what_sets_nothing_is_wrong_usage(
    given: list[str], what: str, mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["build", str(mine), *(part for one in given for part in ("--set", one))]) == 2
    assert what in capsys.readouterr().err


def test_each_language_has_its_own_words(harbour: Path) -> None:
    change(
        harbour, "briefing.toml", "[facts]", '[parameters]\nclient = {en = "Siemens 2", zh = "西门子两倍"}\n\n[facts]'
    )
    for lang in ("en", "zh"):
        text = (harbour / f"story.{lang}.yaml").read_text(encoding="utf-8")
        letter = text[text.index("\nletter:\n") : text.index("\nparts:\n")]
        change(
            harbour,
            f"story.{lang}.yaml",
            letter,
            letter.replace("  points:\n", "  points:\n    - 'For {{ client }}'\n", 1),
        )
    for lang, words in (("en", "Siemens 2"), ("zh", "西门子两倍")):
        made = only(harbour, languages=[lang], only=["letter"])
        assert words in next(data.decode() for name, data in made.files.items() if name.endswith(".txt"))
        assert ledger_of(made)["edition"]["parameters"] == {"client": words}
        other = only(harbour, languages=[lang], only=["letter"], parameters={"client": "Bosch"})
        assert ledger_of(other)["edition"]["parameters"] == {"client": "Bosch"}


def test_a_deck_is_refreshed_with_the_words_it_was_built_with(mine: Path, tmp_path: Path) -> None:
    built = briefing.build(mine, tmp_path / "out", only=["deck"], parameters={"client": "Bosch"})
    assert built.deck
    same = refresh(built.deck, mine, tmp_path / "same.pptx", parameters={"client": "Bosch"})
    assert [str(one) for one in same.changes if "Bosch" in str(one)] == []
    others = refresh(built.deck, mine, tmp_path / "others.pptx")
    assert any("Bosch" in str(one) for one in others.changes)


def test_check_and_refresh_take_words_on_the_command_line(
    mine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", str(mine), "--set", "client=Bosch"]) == 0
    assert cli.main(["check", str(mine), "--set", "nobody=Bosch"]) == 1
    assert "nobody" in capsys.readouterr().err
    deck = briefing.build(mine, tmp_path / "out", only=["deck"], parameters={"client": "Bosch"}).deck
    out = tmp_path / "refreshed.pptx"
    assert cli.main(["refresh", str(deck), str(mine), "--out", str(out), "--set", "client=Bosch"]) == 0
    assert "nothing changed" in capsys.readouterr().out
