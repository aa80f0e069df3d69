"""The status page as a file: its title says the state, text stays text, the same ledger gives the same bytes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from briefing.assets import asset
from briefing.dispatch.delivery_log import deliveries, occurrences
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.models import Definition
from briefing.dispatch.view import queries, render_page
from tests.dispatch.view import sample
from tests.dispatch.view.sample import DEFINITIONS, HOSTILE, NOW
from tests.dispatch.view.test_view_delivery_list import hidden
from tests.proof.html_report.test_proof_report_page import VOID, Outline


def html(log: DeliveryLog, project: str = "Belling innovation") -> str:
    with log.begin() as db:
        return render_page(db, DEFINITIONS, NOW, project)


def title(log: DeliveryLog) -> str:
    found = re.search("<title>(.*)</title>", html(log))
    assert found
    return found[1]


def test_the_title_tells_what_needs_attention(log: DeliveryLog) -> None:
    sample.busy(log)
    assert title(log) == (
        "3 deliveries, 1 run, 1 schedule and 1 edition need attention; "
        "next run Monday 1 December 2025, 07:00 Asia/Shanghai – Belling innovation"
    )


def test_the_title_tells_that_all_is_sent_and_when_the_next_run_is(log: DeliveryLog) -> None:
    sample.calm(log)
    with log.begin() as db:
        result = render_page(db, {"weekly": DEFINITIONS["weekly"]}, NOW)
    assert "<title>All is sent; next run Monday 1 December 2025, 07:00 Asia/Shanghai</title>" in result


def test_the_title_tells_what_waits(log: DeliveryLog) -> None:
    sample.due(log, DEFINITIONS["weekly"], NOW, sample.recipients(2))
    assert title(log).startswith("2 messages wait to be sent; next run ")


def test_an_empty_log_gives_a_page(log: DeliveryLog) -> None:
    with log.begin() as db:
        result = render_page(db, {}, NOW)
    assert "<title>Nothing was sent yet; no run is planned</title>" in result
    assert "briefing send" in result
    sound(result)


def sound(html: str) -> Outline:
    """A page that is well nested, with headings in order, whose links all lead to an element of it."""
    VOID.update(("link", "br"))
    outline = Outline(html)
    assert outline.wrong == []
    assert outline.open == []
    assert len(set(outline.ids)) == len(outline.ids)
    assert {link.removeprefix("#") for link in outline.links if link != "data:,"} <= set(outline.ids)
    assert outline.headings[0] == 1
    assert all(after - before <= 1 for before, after in zip(outline.headings, outline.headings[1:], strict=False))
    assert not {"script", "img", "iframe", "object", "form"} & outline.tags
    return outline


@pytest.mark.parametrize("fill", [sample.calm, sample.busy])
def test_the_page_is_sound(log: DeliveryLog, fill: object) -> None:
    assert callable(fill)
    fill(log)
    outline = sound(html(log))
    assert ("attention" in outline.ids) is (fill is sample.busy)


def test_the_search_for_dead_anchors_finds_one() -> None:
    with pytest.raises(AssertionError):
        sound('<h1>a</h1><a href="#nowhere">b</a>')


def test_the_same_log_at_the_same_time_gives_the_same_bytes(log: DeliveryLog, tmp_path: Path) -> None:
    sample.busy(log)
    first = html(log)
    assert html(log) == first
    with log.begin() as db:
        assert render_page(db, DEFINITIONS, NOW.replace(minute=31), "Belling innovation") != first


def test_hostile_text_stays_text(log: DeliveryLog) -> None:
    """Case 21."""
    sample.busy(log, subject=HOSTILE)
    result = html(log, project=f"</title><script>{HOSTILE}")
    sound(result)
    assert "&lt;img src=x onerror=alert(1)&gt; {{7*7}} \\u202egnp.exe\\u2066 =HYPERLINK(0)" in result
    for wrong in ("<img", "<script", "alert(1)&gt; 49"):
        assert wrong not in re.sub("<style>.*</style>", "", result, flags=re.DOTALL)
    assert hidden(result) == []


def test_a_name_of_a_schedule_cannot_break_out(log: DeliveryLog) -> None:
    name = '"><script>alert(1)</script>'
    definition = Definition(name=name, timing=sample.SHANGHAI)
    keys = sample.due(log, definition, NOW, sample.recipients(1))
    sample.answer(log, NOW, {keys[0]: sample.reply("UNKNOWN", name)})
    with log.begin() as db:
        occurrences.pause(db, NOW, name, name)
        result = render_page(db, {name: definition}, NOW, name)
    sound(result)
    assert "<script" not in result


def test_no_token_and_no_secret_stands_on_the_page(log: DeliveryLog) -> None:
    sample.busy(log)
    result = html(log)
    with log.begin() as db:
        tokens = [one.token for one in queries.find_deliveries(db, queries.DeliveryFilter(), 0)]
    assert [one for one in (*tokens, log.secret) if one in result] == []


def test_the_page_asks_for_nothing_from_outside(log: DeliveryLog) -> None:
    sample.busy(log)
    result = html(log)
    assert "default-src 'none'" in result
    assert re.findall(r"https?://|@import|url\(|@font-face", result) == []


def test_a_run_has_a_bar_whose_parts_make_a_whole(log: DeliveryLog) -> None:
    sample.busy(log)
    (mixed,) = [bar for bar in re.findall('<div class="bar".*?</div>', html(log)) if bar.count("<i ") == 4]
    assert re.findall('<i class="(.*?)" style="width:(.*?)%"', mixed) == [
        ("attention", "20.00"),
        ("attention", "10.00"),
        ("waiting", "10.00"),
        ("good", "60.00"),
    ]


def test_events_of_one_kind_that_follow_on_each_other_are_one_row(log: DeliveryLog) -> None:
    sample.calm(log)
    result = html(log)
    assert result.count("<bdi>weekly: 4 messages</bdi>") == 4  # ready and accepted, in two runs
    assert "250 2.0.0 Ok: queued as 4F2A" in result


def test_a_later_state_is_reported_on_the_next_page(log: DeliveryLog) -> None:
    key = sample.busy(log)["unknown"]
    with log.begin() as db:
        deliveries.end(db, NOW, key, "CONFIRMED", "", who="The operator", of=("UNKNOWN",))
    result = html(log)
    assert f"resolve</span> <span>{key[:12]}" not in result
    assert "<bdi>The operator</bdi>" in result


def test_the_colours_are_those_of_the_house() -> None:
    theme = tomllib.loads(asset("themes/ink.toml").read_text(encoding="utf-8"))
    known = {*theme["light"].values(), *theme["dark"].values()}
    used = set(re.findall("#[0-9A-Fa-f]{6}", asset("dispatch/status.html").read_text(encoding="utf-8")))
    assert len(used) > 10
    assert used <= known
