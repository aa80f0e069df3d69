"""What the message on a story's form proposes is read when it is followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import read
from briefing.errors import InputError
from tests.following import followed

HEAD = "sections:\n- {id: a, title: Hello"
TABLE = "table: {head: [a, b], rows: [[c, d]]"
PARTS = "parts: [{id: town, name: Town, headline: Town}, {id: land, name: Land, headline: Land}]\n"
CASES = [
    (f"{HEAD}, {TABLE}, align: lrr}}}}", "align has not one letter for each column", "write <> or <> <> times",
     (f"{HEAD}, {TABLE}, align: <0><1>}}}}",)),
    (f"{HEAD}, {TABLE}, align: lc}}}}", "align has not one letter for each column", "write <> or <> 2 times",
     (f"{HEAD}, {TABLE}, align: <0><0>}}}}", f"{HEAD}, {TABLE}, align: <1><1>}}}}")),
    (f"{PARTS}{HEAD}, part: twon}}", "names the part 'twon'", "write part: with one of <>, <>",
     (f"{PARTS}{HEAD}, part: <0>}}", f"{PARTS}{HEAD}, part: <1>}}")),
    (f"{PARTS}{HEAD}}}", "has no part", "write part: with one of <>, <>",
     (f"{PARTS}{HEAD}, part: <0>}}", f"{PARTS}{HEAD}, part: <1>}}")),
    (f"{HEAD}}}\n- {{id: a, title: Again}}", "two sections have the id 'a'", "give one of them another",
     (f"{HEAD}}}\n- {{id: b, title: Again}}",)),
    ("formats: {visits: {scale: zillion}}\n" + HEAD + "}", "is no scale", "write one of: <>, <>, …",
     ("formats: {visits: {scale: <0>}}\n" + HEAD + "}", "formats: {visits: {scale: <1>}}\n" + HEAD + "}")),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "what", "fix", "ways"), CASES, ids=[case[1] for case in CASES])
def test_a_story_is_read_as_the_fix_writes_it(
    wrong: str, what: str, fix: str, ways: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "story.en.yaml"
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read.story(path)
    (finding,) = caught.value.findings
    assert what in finding.what
    line = 1 + next((at for at, text in enumerate(wrong.splitlines()) if "{id: a, t" in text), 0)
    line += "Again" in wrong  # the second of two sections is the one that is too many
    assert finding.where == f"{path.as_posix()}, line {1 if wrong.startswith('formats') else line}"
    for way in followed(fix, finding.fix, ways):
        path.write_text(way, encoding="utf-8")
        assert read.story(path)
