"""A word leads to its entry, in text and as JSON; an unknown one to the nearest."""

from __future__ import annotations

import json

import pytest

from briefing import cli
from briefing.cli.help_command import whole_reference
from briefing.errors import UsageError
from briefing.reference.catalogue import Reference
from briefing.reference.reference_entry import Entry, Example, ReferenceTopic
from briefing.reference.text_form import entries_text, overview, topic_text

TOPICS = (
    ReferenceTopic(
        "fruit", "what grows", lambda: (Entry("apple", "apple", "It is round.", examples=(Example("a", result="b"),)),)
    ),
    ReferenceTopic(
        "roots",
        "what is dug",
        lambda: (Entry("beds.carrot", "carrot", "It is long."), Entry("beds.apple", "apple", "No.")),
    ),
    ReferenceTopic("slow", "what takes long", lambda: (Entry("oak", "oak", "A tree."),), slow=True),
)


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert cli.main(["help", *words]) == 0
    return capsys.readouterr().out


def test_without_a_word_the_topics_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    listed = printed(capsys)
    assert all(topic in listed for topic in whole_reference().topics)


@pytest.mark.parametrize(
    "topic", ["story", "measures", "filters", "charts", "data", "settings", "dispatch", "batch", "commands", "proof"]
)
def test_a_topic_lists_all_its_entries(topic: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, topic)
    entries = whole_reference().entries(topic)
    assert [entry.name for entry in entries if entry.name not in text and entry.written not in text] == []


def test_an_entry_has_its_example_with_what_it_prints(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "multiple")
    assert "The last value divided by the first." in text
    assert "visits.multiple  →  1.37-fold" in text
    assert "divides ranks, which have no ratio" in text


def test_an_entry_as_json_has_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed(capsys, "multiple", "--json"))
    (entry,) = found["entries"]
    assert (entry["topic"], entry["name"]) == ("measures", "multiple")
    assert entry["examples"][0] == {
        "source": "visits.multiple",
        "form": "text",
        "result": "1.37-fold",
        "refused": False,
        "file": "",
    }
    topics = json.loads(printed(capsys, "--json"))
    assert set(topics) == set(whole_reference().topics)


def test_an_unknown_word_gets_the_nearest_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["help", "multipel"]) == 2
    assert "did you mean `multiple`" in capsys.readouterr().err
    assert cli.main(["help", "multipel", "--json"]) == 2
    assert "`multiple`" in json.loads(capsys.readouterr().out)[0]["fix"]


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("apple", ["apple"]),
        ("carrot", ["beds.carrot"]),
        ("beds", ["beds.carrot", "beds.apple"]),
        ("oak", ["oak"]),
    ],
)
def test_a_word_is_a_name_or_its_last_part_or_what_stands_before_it(word: str, names: list[str]) -> None:
    assert [one.entry.name for one in Reference(*TOPICS).find(word)] == names


def test_other_entries_of_the_same_last_part_are_named() -> None:
    known = Reference(*TOPICS)
    assert known.also("apple", known.find("apple")) == ("beds.apple",)
    assert "see also    beds.apple" in entries_text(known.find("apple"), known.also("apple", known.find("apple")))


def test_a_word_like_none_gets_the_topics() -> None:
    with pytest.raises(UsageError) as raised:
        Reference(*TOPICS).find("zzz")
    assert raised.value.findings[0].fix == "topics: fruit, roots, slow"


def test_a_slow_topic_is_not_made_for_a_word_of_another() -> None:
    made = []

    def entries() -> tuple[Entry, ...]:
        made.append("slow")
        return ()

    known = Reference(TOPICS[0], ReferenceTopic("slow", "what takes long", entries, slow=True))
    assert known.find("apple")
    assert not made


def test_a_topic_whose_extra_is_not_installed_says_so_and_hides_no_other() -> None:
    def entries() -> tuple[Entry, ...]:
        raise UsageError("this needs more", fix="install it")

    known = Reference(ReferenceTopic("sent", "what needs more", entries, slow=True), TOPICS[2])
    assert [one.entry.name for one in known.find("oak")] == ["oak"]
    with pytest.raises(UsageError, match="this needs more"):
        known.entries("sent")


def test_a_list_of_topics_and_a_topic_are_text() -> None:
    known = Reference(*TOPICS)
    assert "  fruit  what grows" in overview(known)
    assert topic_text(TOPICS[0], known.entries("fruit")) == "apple\n  It is round.\n  a  →  b"
