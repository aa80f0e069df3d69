"""A client of the protocol writes an edition of six sections by rule, from nothing but the tools' answers."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefing.assistant.protocol_server import TOOLS
from tests.assistant.client import Client, client
from tests.harbour import project as harbour

SECTIONS, MOST_TRIES = 6, 16
ACROSS = {"rank", "rank_change", "gap_to_best", "leader", "all_but", "convergence", "evenness"}
START = """\
# A story to begin from.
parts:
  - {id: all, name: Findings, headline: "{{ edition }}"}
sections:
  - {id: start, part: all, title: "{{ edition }}"}
# The end.
"""


def wordings(insight: dict[str, Any], name: str, part: str) -> Iterator[dict[str, Any]]:
    """Sections that state an insight, the richest first."""
    words, key = insight["words"], insight["short_names"][0]
    bars = {"kind": "bar", "series": [key], "entities": "all", "top": 8, "highlight": "edition"}
    line = {"kind": "line", "series": [key], "highlight": key}
    columns = {"kind": "columns", "series": [key], "highlight": "last"}
    text = {"id": name, "part": part, "title": words["title"], "subtitle": "auto", "points": [words["point"]]}
    more = {"paragraph": [words["sentence"]], "notes": words["sentence"]}
    for chart in (bars, line) if insight["type"] in ACROSS else (line, columns):
        yield {**text, **more, "chart": chart}
        yield {**text, "chart": chart}


async def write(one: Client) -> list[str]:
    """Write a story of six sections, the first wording of each of which nothing is found; return their ids."""
    found = (await one.call("list_insights", limit=40))["items"]
    (part,) = (await one.call("read_story"))["parts"]
    of_subject = {insight["short_names"][0]: insight for insight in reversed(found)}
    firsts = [insight for insight in found if of_subject[insight["short_names"][0]] is insight]
    rest = [wordings(insight, f"finding-{at}", part["id"]) for at, insight in enumerate(firsts, start=1)]
    chosen = [next(ways) for ways in rest]
    best = found[0]["words"]
    letter = {"subject": best["title"], "points": [item["words"]["point"] for item in found[:2]]}
    frame = [
        {"do": "remove", "id": "start"},
        {"do": "cover", "content": {"kicker": "What the data say", "subtitle": best["title"]}},
        {"do": "letter", "content": letter},
        {"do": "part", "content": {"id": part["id"], "name": "Findings", "headline": best["title"]}},
    ]
    for _ in range(MOST_TRIES):
        sections = [section for section in chosen if section][:SECTIONS]
        added = [{"do": "add", "content": section} for section in sections]
        refused, answer = await one.answer("edit_story", steps=[*added, *frame])
        wrong = " ".join(item["where"] for item in answer["findings"] if item["severity"] != "notice")
        doubted = [at for at, section in enumerate(chosen) if section and f"section {section['id']}:" in f"{wrong}:"]
        doubted = [at for at in doubted if chosen[at] in sections]
        if refused and not doubted:  # a message without a section names the short name that its chart has
            what = " ".join(item["what"] for item in answer["findings"] if item["severity"] == "error").split()
            doubted = [
                at
                for at, section in enumerate(chosen)
                if section and section in sections and section.get("chart", {}).get("series", [""])[0] in what
            ]
        if not refused and not doubted:
            return [str(section["id"]) for section in sections]
        if not refused:
            await one.call("undo")
        assert doubted, answer["findings"]
        for at in doubted:
            chosen[at] = next(rest[at], {})
    raise AssertionError("nothing passes")


def test_a_client_writes_an_edition_of_six_sections_with_a_clean_proof(tmp_path: Path) -> None:
    project = harbour(tmp_path / "town")
    story = project / "story.en.yaml"
    story.write_text(START, encoding="utf-8")
    others = {path: path.read_bytes() for path in project.iterdir() if path != story}

    async def talk() -> list[str]:
        async with client(project, "--write") as one:
            assert [tool.name for tool in (await one.session.list_tools()).tools] == list(TOOLS)
            ids = await write(one)
            outline = (await one.call("read_story"))["sections"]
            assert [section["id"] for section in outline] == ids
            built = await one.call("build")
            assert all((project / name).is_file() for name in built["files"])
            assert len(built["files"]) == 5
            proof = await one.call("proof")
            assert (proof["clean"], proof["findings"]) == (True, [])
            picture = await one.session.call_tool("see", {"output": "brief", "page": 2})
            assert base64.b64decode(picture.content[1].data).startswith(b"\x89PNG")  # type: ignore[union-attr]
            text = await one.session.read_resource("briefing://reference/measures")
            assert "pace_needed(2025)" in text.contents[0].text  # type: ignore[union-attr]
            return ids

    assert len(asyncio.run(talk())) == SECTIONS
    assert {path: path.read_bytes() for path in project.iterdir() if path.is_file() and path != story} == others
    written = story.read_text(encoding="utf-8")
    assert written.startswith("# A story to begin from.\n")
    assert written.endswith("# The end.\n")
