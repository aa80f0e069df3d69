"""Each command, YAML, TOML and Python block of README and docs/ does what its page says.

The tutorial's are run by test_docs_pictures.py, which looks at what they make.
"""

from __future__ import annotations

import os
import re
import sys
import tomllib
from pathlib import Path

import pytest

from briefing import cli
from tests.conftest import ROOT
from tests.docs.pages import Block, blocks, name_of, pages
from tests.docs.running import PageError, Session, client_starts, shown, with_settings, with_story

MOST_NOT_RUN = 4
# Commands that no page of these runs, and why.
ELSEWHERE = {
    "mcp": "talks to a client; the page on assistants starts it by the protocol",
    "preview": "serves until somebody interrupts; tests/preview uses it in a browser",
    "gallery": "takes long; tests/test_gallery.py builds it, and the picture of it is compared",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with the command at hand as in an environment."""
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("page", [page for page in pages() if page.name != "tutorial.md"], ids=name_of)
def test_the_blocks_of_a_page_do_what_it_says(page: Path, folder: Path) -> None:
    session = Session(folder)
    for block in blocks(page.read_text(encoding="utf-8")):
        try:
            session.run(block)
        except PageError as error:
            pytest.fail(f"{name_of(page)}, {error}")
    session.finish()


def every_block() -> list[tuple[str, Block]]:
    return [(name_of(page), block) for page in pages() for block in blocks(page.read_text(encoding="utf-8"))]


def test_few_blocks_are_not_run() -> None:
    left = [(name, block.given) for name, block in every_block() if block.mark == "not run"]
    assert len(left) <= MOST_NOT_RUN, left
    assert all(len(reason) > 8 for _, reason in left)


def test_every_command_is_shown_at_work(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    listed = re.findall(r"^  ([a-z]+) ", capsys.readouterr().out.partition("Commands:")[2], re.M)
    lines = [line for _, block in every_block() if block.kind == "sh" for line in block.text.splitlines()]
    shown_at_work = {match[1] for line in lines if (match := re.match(r"(?:uv run )?briefing ([a-z]+)", line))}
    assert len(listed) > 10
    assert sorted(set(listed) - shown_at_work - set(ELSEWHERE)) == []


def test_every_extra_that_is_named_exists() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages())
    named = set(re.findall(r'"indicator-briefing\[([a-z]+)\]"', text))
    assert named
    assert named <= set(settings["project"]["optional-dependencies"])


STORY = "# Words\nsections:\n  - id: one\n    title: One\n\n  - id: two\n    title: Two\n"


def test_sections_and_keys_are_put_into_a_story() -> None:
    made = with_story(STORY, "- id: one\n  title: First\n- id: three\n  title: Three\n")
    assert made == (
        "# Words\nsections:\n  - id: one\n    title: First\n\n  - id: two\n    title: Two\n\n"
        "  - id: three\n    title: Three\n"
    )
    assert with_story(STORY, "letter:\n  ask: Which?\n") == f"letter:\n  ask: Which?\n\n{STORY}"
    with pytest.raises(PageError, match="no value on lines"):
        with_story(STORY, "title: On one line\n")


def test_settings_are_put_into_their_table() -> None:
    before = 'top = 1\n\n[edition]  # the edition\nslug = "a"\nentity = "B"\n\n[facts]\nx = 1\n'
    after = with_settings(
        before, '# says\nallow_code = true\n[edition]\nentity = "C"\n[send]\nto = 2\n[facts]\ny = 3\n'
    )
    assert tomllib.loads(after) == {
        "allow_code": True, "top": 1, "edition": {"slug": "a", "entity": "C"}, "facts": {"x": 1, "y": 3},
        "send": {"to": 2},
    }  # fmt: skip
    assert "# the edition" in after


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("a\nstory, line 9: b\nc\n", False),
        ("a\n…\n", True),
        ("…\nc\n", True),
        ("…\nstory, line 7: b\n…\n", True),
        ("a\nstory, line …: b\nc\n", True),
        ("a\nstory, line …: x\nc\n", False),
        ("a\nc\n", False),
        ("a\n", False),
        ("c\n…\n", False),
        ("story, line 7: x\n…\n", False),
    ],
)
def test_what_is_printed_is_compared(text: str, good: bool) -> None:
    printed = "a\nstory, line 7: b\nc\n"
    if good:
        shown(text, printed)
    else:
        with pytest.raises(PageError):
            shown(text, printed)


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (Block("sh", "briefing check nowhere\n", 3), "line 3: briefing check nowhere ended with"),
        (Block("sh", "briefing new mine\n", 3, "exit", "1"), "ended with 0, not 1"),
        (Block("sh", "rm -r mine\n", 3), "no command that a test can run"),
        (Block("yaml", "a: 1\n", 3), "nothing runs this block of yaml"),
        (Block("text", "words\n", 3), "nothing runs this block of text"),
        (Block("", "words\n", 3), "nothing runs this block of no language"),
    ],
)
def test_a_block_that_does_not_do_what_its_page_says_is_found(block: Block, message: str, folder: Path) -> None:
    with pytest.raises(PageError, match=message):
        Session(folder).run(block)


def test_a_false_claim_in_a_page_is_found_at_its_end(folder: Path) -> None:
    session = Session(folder)
    session.run(Block("sh", "briefing new mine\n", 1))
    session.run(
        Block("yaml", "- id: glance\n  part: city\n  title: Visits\n  expect: visits.last < 0\n", 5, "story", "mine")
    )
    with pytest.raises(PageError, match="is not true"):
        session.finish()


@pytest.mark.parametrize("words", [["nothing"], ["mcp", "mine", "--writes"]])
def test_a_client_that_would_start_nothing_is_found(words: list[str]) -> None:
    client_starts({"servers": {"briefing": {"args": ["mcp", "mine", "--write"]}}})
    with pytest.raises(PageError, match="is no command line"):
        client_starts({"servers": {"briefing": {"args": words}}})
    with pytest.raises(PageError, match="no client's configuration"):
        client_starts({"servers": {}})


def test_a_comment_that_is_no_mark_is_found() -> None:
    found = list(blocks("<!-- exit: 1 -->\n\n```sh\nx <!-- y -->\n```\n\n<!-- needs: a.csv -->\n"))
    assert found == [Block("sh", "x <!-- y -->\n", 1, "exit", "1"), Block("", "", 7, "needs", "a.csv")]
    with pytest.raises(ValueError, match="line 2: no mark"):
        list(blocks("\n<!-- exit: 1 -->\nWords.\n"))
