"""What an assistant reads and changes by the tools, over the protocol."""

from __future__ import annotations

import asyncio
import base64
from pathlib import Path

from briefing.assistant.protocol_server import TOOLS
from briefing.starter import start
from tests.assistant.client import client

SECTION = """\
id: more
part: city
# the newest value
title: "Library visits {{ visits.percent | moved }}"
subtitle: auto
chart: {kind: columns, series: [visits], highlight: last}
points:
  - "**Newest** {{ visits.last }} thousand in {{ visits.last | year }}."
paragraph: "Library visits came to {{ visits.last }} thousand in {{ visits.last | year }}."
"""


def test_an_assistant_reads_changes_builds_and_takes_back(tmp_path: Path) -> None:
    project = tmp_path / "mine"
    start(project)
    story = project / "story.en.yaml"
    before = story.read_bytes()

    async def talk() -> None:
        async with client(project, "--write") as one:
            offered = await one.session.list_tools()
            assert [tool.name for tool in offered.tools] == list(TOOLS)
            overview = await one.call("read_project")
            assert (overview["place"], overview["short_names"]) == ("Example City", 2)
            fact = await one.call("evaluate", expression="visits.percent")
            assert fact["printed_by"]["| moved"] == "rose 37%"
            assert fact["sources"]["EXAMPLE"]["published"] == "2024-06-30"
            assert (await one.call("evaluate", expression="visits.percent > 40"))["condition"] is False
            added = await one.call("propose_section", section=SECTION, after="glance")
            assert added["written"]
            assert "+    # the newest value" in added["diff"]
            after = story.read_text(encoding="utf-8")
            new = after[after.index("  - id: more") : after.index("  - id: visits")]
            assert after.replace(new, "").encode() == before
            read = await one.call("read_story", block="more")
            assert "visits.percent | moved" in read["yaml"]
            built = await one.call("build")
            assert "output/example-city.en.pdf" in built["files"]
            picture = await one.session.call_tool("see", {"output": "brief"})
            assert base64.b64decode(picture.content[1].data).startswith(b"\x89PNG")  # type: ignore[union-attr]
            assert (await one.call("explain", what="37%"))["explained"].startswith("visits.percent")
            await one.call("undo")
            assert story.read_bytes() == before
            assert (await one.call("list_changes"))["count"] == 2
            text = await one.session.read_resource("briefing://reference/measures")
            assert "pace_needed(2025)" in text.contents[0].text  # type: ignore[union-attr]

    asyncio.run(talk())
