"""What the proof asks of a story's words is done, and the next check is silent."""

from __future__ import annotations

from pathlib import Path

import briefing
from briefing.proof.evidence import Evidence
from briefing.proof.findings import ProofFinding
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.reading.ledger_reader import LedgerEdition
from briefing.proof.words import check
from tests.following import case, checked, followed, laid_out
from tests.proof.numbers.sample import ledger, parsed

CHART = "chart: {kind: line, series: [visits]}\n"
LONG = "Visits and what one may think of them in the years that one has in mind when one reads of all these towns"
TALK = "Many words stand here so that a slide has more than a reader can take in. "
CAUSE, STUDY = "Visits rose because of the new branch", "(study by Ada Penn, 2020)"
CASES = [
    case(f"{CHART}points: ['{CAUSE}.']", "“because of” says what was the cause",
         "say what happened together, or cite the study with its year",
         f"{CHART}points: ['Visits rose after the branch was opened.']", f"{CHART}points: ['{CAUSE} {STUDY}.']"),
    case(f"{CHART}title: 'The best library: {{{{ visits.last }}}} thousand'", "“best” is a superlative",
         "name the rank and the list, or test the sentence with `expect`",
         f"{CHART}title: 'The best library, ranked {{{{ visits.rank() }}}} among all towns'",
         f"{CHART}title: 'The best library: {{{{ visits.last }}}} thousand'\nexpect: visits.last > 50"),
    case(f"{CHART}title: Visits of readers", "names a topic", "say in a sentence what the chart shows",
         f"{CHART}title: 'Visits of readers stood at {{{{ visits.last }}}} thousand'"),
    case(f"{CHART}title: Visits went on as people wanted them to be", "has neither a number nor a rank",
         "say how much, or in which place",
         f"{CHART}title: 'Visits went on to {{{{ visits.last }}}} thousand'",
         f"{CHART}title: 'By visits Ashby is place {{{{ visits.rank() }}}} among all towns'"),
    case(f"{CHART}title: '{LONG}: {{{{ visits.last }}}}'", "too many",
         "shorten it to <>, and move the rest to the subtitle or a point",
         f"{CHART}title: 'Visits: {{{{ visits.last }}}} thousand'\npoints: ['{LONG}']"),
    case(f"{CHART}points: ['{TALK * 8}']", "words too many", "shorten its words, or move a part to the notes",
         f"{CHART}points: ['{TALK * 3}']", f"{CHART}points: ['{TALK * 3}']\nnotes: '{TALK * 5}'"),
    case(f"{CHART}points: ['From 2014-2020 all was well.']", "a hyphen between years", "write <>",
         f"{CHART}points: ['From <0> all was well.']"),
    case(f"{CHART}points: ['Books: {{{{ rare.percent | signed }}}}, or {{{{ rare.multiple | times }}}}']",
         "stands next to multiples", "state growth either way, not both: …",
         f"{CHART}points: ['Books: {{{{ rare.percent | signed }}}}']",
         f"{CHART}points: ['Books: {{{{ rare.multiple | times }}}}']"),
    case(f"{CHART}points: ['The Yearbok has them all.']", "is spelled otherwise than the dataset", "write <>",
         f"{CHART}points: ['The <0> has them all.']"),
    case(f"{CHART}points: ['As she said: “We will open every branch once more.”']", "no statement of the dataset",
         "enter it in statements.csv with its source, or leave the marks out",
         f"{CHART}points: ['As she said, every branch will open once more.']"),
    case(f"{CHART}points: ['“We will open each branch again.”']", "who said it, is not named",
         "name the speaker next to it", f"{CHART}points: ['“We will open each branch again.” (Ada Penn)']"),
    case(f"subtitle: Thousand visits\n{CHART}", "says its year", "say the period in the subtitle",
         f"subtitle: 'Thousand visits, 2014–{{{{ visits.last | year }}}}'\n{CHART}", f"subtitle: auto\n{CHART}"),
    case(f"points: [Hello]\n{CHART}", "a slide with a chart has no subtitle", "say measure, unit, place and period",
         f"subtitle: auto\n{CHART}"),
]  # fmt: skip


def test_what_the_proof_asks_of_words_silences_it(tmp_path: Path) -> None:
    ways = laid_out(CASES, tmp_path / "wrong", "deck")
    assert len(ways) == sum(len(one.ways) for one in CASES)
    assert [str(finding) for finding in checked(ways, tmp_path / "right", ("deck",))] == []


def test_a_superlative_beside_the_value_that_the_data_have_as_the_lowest_is_let_through(tmp_path: Path) -> None:
    def doubted(fact: str) -> list[str]:
        told = f"{CHART}points: ['Visits were lowest at {{{{ visits.{fact} }}}} thousand.']"
        found = checked([told], tmp_path / fact, ("deck",))
        return [one.what for one in found if "“lowest” is a superlative" in one.what]

    assert len(doubted("first")) == 1
    assert doubted("lowest") == []


def test_a_quotation_that_is_entered_with_its_source_is_known(tmp_path: Path) -> None:
    sentence = "We will open every branch once more."
    wrong = f"{CHART}points: ['“{sentence}” (Ada Penn)']"
    (found,) = checked([wrong], tmp_path, ("deck",))
    (name,) = followed("enter it in <> with its source, or leave …", found.fix, ["<0>"])
    table = tmp_path / name
    row = f"once,quotation,{sentence},PLAN,Ada Penn,en\n"
    table.write_text(table.read_text(encoding="utf-8") + row, encoding="utf-8")
    assert briefing.check(tmp_path, only=("deck",)) == ()


def spoken(*words: str, lang: str = "en", tables: Tables | None = None) -> list[ProofFinding]:
    """Paragraphs on a slide → what the proof finds in their words, as advice too."""
    made = ledger(edition=LedgerEdition("town", lang, "2024-12-31", ""))
    return list(check(Evidence((parsed(*words),), made, "town.ledger.json", tables)))


def test_advice_on_a_long_sentence_is_none_for_two(tmp_path: Path) -> None:
    half = "People came from all the towns along the river and read what they liked on each day of the year"
    (found,) = [one for one in spoken(f"{half} and {half}.") if one.rule == "word-sentence"]
    (most,) = followed("make two of it, of at most <> words each", found.fix, ["<0>"])
    assert len(half.split()) <= int(most)
    assert [one for one in spoken(f"{half}. {half}.") if one.rule == "word-sentence"] == []


def test_words_of_a_statement_are_marked_or_put_as_they_stand(tmp_path: Path) -> None:
    sentence = "We will open each branch of the library again before the year is over"
    (tmp_path / "statements.csv").write_text(
        f"id,kind,text,speaker,source_id,lang\nsaid,quotation,{sentence}.,Ada Penn,OFFICE,en\n", encoding="utf-8"
    )
    dataset = Tables(tmp_path)
    marked = f"“{sentence}.” (Ada Penn)"
    assert [one.rule for one in spoken(marked, tables=dataset) if one.rule.startswith("quote")] == []
    for wrong, fix in (
        (f"{sentence}. (Ada Penn)", "set it in quotation marks"),
        (f"{sentence.replace('library', 'town')}. (Ada Penn)",
         "quote it word for word from statements.csv, in quotation marks"),
        (marked.replace("library", "town"), "quote it word for word from statements.csv, with … where it is cut"),
    ):  # fmt: skip
        found = [one for one in spoken(wrong, tables=dataset) if one.rule.startswith("quote")]
        assert [one.fix for one in found] == [fix], [str(one) for one in found]
    cut = marked.replace("We will open each", "… open each")
    assert [str(one) for one in spoken(cut, tables=dataset) if one.rule.startswith("quote")] == []
