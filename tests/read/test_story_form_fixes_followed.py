"""What the message on the form of a story proposes is read when it is followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.read.small import make
from tests.read.steps import Case, Step, case, follow, put, swap

STORY = "story.en.yaml"
SECTION = "  - id: trees\n    title: Trees\n"
DEEP = "[" * 24


def story(old: str, new: str) -> Step:
    return swap(STORY, old, new)


def title(words: str) -> Step:
    return story("title: Trees\n", f"title: {words}\n")


LOST = "delete it or write the sign that is meant"
CASES = [
    case(title("Tre\u202ees"), (f"{STORY}, line 3", "U+202E stands in the story", LOST), story("\u202e", "")),
    case(title(r'"Tre\u202Ees"'), (f"{STORY}, line 3", "U+202E stands in the text", LOST), story(r"\u202E", "")),
    case(put(STORY, "hello\n"), (STORY, "the story is no set of keys", "begin with the line: <>"),
         put(STORY, f"<0>\n{SECTION}")),
    case(put(STORY, "@sections: []\n"), (f"{STORY}, line 1", "this is no YAML", "quote a text that …"),
         put(STORY, f"sections:\n{SECTION}")),
    case(put(STORY, ""), (STORY, "the story is no set of keys", "begin with the line: <>"),
         put(STORY, f"<0>\n{SECTION}")),
    case(title("*trees"), (f"{STORY}, line 3", "an alias *trees stands here", "write the text again, or quote the <>"),
         story("*trees", "Trees"), story("*trees", "'<0>trees'")),
    case(title("&t Trees"), (f"{STORY}, line 3", "an anchor &t stands here", "delete it, or quote the <>"),
         story("&t ", ""), story("&t Trees", "'<0>t Trees'")),
    case(title("!!str Trees"), (f"{STORY}, line 3", "a tag tag:yaml.org,2002:str stands here",
         "delete it, or quote the <>"), story("!!str ", ""), story("!!str Trees", "'<0><0>str Trees'")),
    case(put(STORY, f"sections:\n{SECTION}---\nsections:\n{SECTION}"),
         (f"{STORY}, line 4", "a second document begins", "delete the line <>"), put(STORY, f"sections:\n{SECTION}")),
    case(title(f"{DEEP}{']' * 24}"), (f"{STORY}, line 3", "lists and keys lie more than 24 deep", "flatten the story"),
         story(f"{DEEP}{']' * 24}", "Trees")),
    case(title("{{ trees.last }}"), (f"{STORY}, line 3", "a key is no plain text",
         "put <> around a text that begins with {{ or ["), story("{{ trees.last }}", '"{{ trees.last }}"')),
    case(put(STORY, "sections:\n- id: a\n  title: 'Trees\n"),
         (f"{STORY}, line 3", "a text in quotation marks has no end", "close it with the mark that it begins with"),
         put(STORY, "sections:\n- id: a\n  title: 'Trees'\n")),
    case(story("title: Trees", "title: [Trees]"), (f"{STORY}, line 3", "is not text", "put it in quotation marks"),
         story("[Trees]", "'[Trees]'")),
    case(story("title: Trees\n", "title: Trees\n    chart: trees\n"), (f"{STORY}, line 4",
         "'trees' is not a set of names with values", "write its keys, as {kind: …, series: …}"),
         story("chart: trees", "chart:\n      kind: bar\n      series: [trees]")),
    case(story("expect: trees.last > 2", "expects: trees.last > 2"), (f"{STORY}, line 7",
         "the key 'expects' is unknown", "did you mean '<>'?"), story("expects", "<0>")),
    case(story("- One", "- One: two"), (f"{STORY}, line 5", "the key 'One' is unknown",
         "keys: …; a text that holds a colon stands in quotation marks"), story("One: two", "'One: two'")),
    case(story("- One", "- One city: two"), (f"{STORY}, line 5", "'One city' is no known key",
         "put quotation marks around a text that holds a comma or a colon"), story("One city: two", "'One city: two'")),
    case(story("title: Trees\n", "title: Trees\n    cards: [{fact: trees, label: a, unit: b, }, 1]\n"),
         (f"{STORY}, line 4", "'1' is not a set of names", "write its keys, as {fact: …, label: …, unit: …}"),
         story(", }, 1]", "}]")),
]  # fmt: skip


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it should be."""
    return make(tmp_path_factory.mktemp("right") / "town")


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.name)
def test_the_fix_of_a_story_s_form_works_when_it_is_followed(one: Case, right: Path, tmp_path: Path) -> None:
    follow(one, right, tmp_path)
