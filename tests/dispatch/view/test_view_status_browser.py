"""The status page in a real Chromium: on narrow and wide screens, by keyboard, light and dark, without any request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.view import render_page
from tests.dispatch.view import sample
from tests.dispatch.view.sample import DEFINITIONS, NOW
from tests.proof.html_report.browser import PALE, addresses, chromium, preferring, sized
from tests.proof.html_report.test_proof_report_browser import press, walk
from tests.thorough import ONLY_IN_A_THOROUGH_RUN

SEEN = "<img src=x onerror=alert(1)> {{7*7}} \\u202egnp.exe\\u2066 =HYPERLINK(0)"
# A name that no line can break, as long as an address may be.
LONG = "x" * 200


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as running:
        yield running


def opened(browser: Any, log: DeliveryLog, tmp_path: Path, fill: Callable[[DeliveryLog], object]) -> Any:
    fill(log)
    path = tmp_path / "status.html"
    with log.begin() as db:
        path.write_text(render_page(db, DEFINITIONS, NOW, f"Belling {LONG}"), encoding="utf-8")
    addresses(browser)
    browser.get_log("browser")
    sized(browser, 1280)
    preferring(browser, "light")
    browser.get(path.as_uri())
    return browser


@pytest.fixture
def shown(browser: Any, log: DeliveryLog, tmp_path: Path) -> Any:
    """The browser with the page of a ledger in which everything has happened."""
    return opened(browser, log, tmp_path, lambda one: sample.busy(one, subject=f"{sample.HOSTILE} {LONG}"))


def test_nothing_is_asked_for_and_nothing_fails(shown: Any) -> None:
    asked = addresses(shown)
    assert {re.split("[:,]", address)[0] for address in asked} <= {"file", "data"}
    assert [address for address in asked if address.startswith("file")] == [shown.current_url]
    assert shown.get_log("browser") == []


def test_hostile_text_is_shown_as_text(shown: Any) -> None:
    text = shown.execute_script("return document.body.innerText")
    assert SEEN in text
    assert shown.execute_script("return document.querySelectorAll('script, img, [onerror]').length") == 0
    assert "\u202e" not in text


@pytest.mark.parametrize("wide", [320, 390, 768, 1440])
def test_the_page_never_scrolls_sideways(shown: Any, wide: int) -> None:
    sized(shown, wide)
    assert shown.execute_script("return innerWidth") == wide
    assert shown.execute_script("return document.documentElement.scrollWidth") <= wide
    script = (
        "return [...document.querySelectorAll('body *')].filter(e => !e.closest('thead') &&"
        " e.getClientRects().length && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML)"
    )
    assert shown.execute_script(script) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("fill", [sample.busy, sample.calm])
def test_all_text_has_contrast(
    browser: Any, log: DeliveryLog, tmp_path: Path, scheme: str, fill: Callable[[DeliveryLog], object]
) -> None:
    shown = opened(browser, log, tmp_path, fill)
    preferring(shown, scheme)
    ground = shown.execute_script("return getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") is (scheme == "light")
    count, pale = shown.execute_script(PALE)
    assert count > 50
    assert pale == []


def test_the_search_for_pale_text_finds_some(shown: Any) -> None:
    shown.execute_script("document.querySelector('h1').style.color = '#999'")
    _, pale = shown.execute_script(PALE)
    assert len(pale) == 1


def test_every_link_leads_to_an_element(shown: Any) -> None:
    links = "[...document.querySelectorAll('a')]"
    assert shown.execute_script(f"return {links}.length") == 5
    assert shown.execute_script(f"return {links}.filter(a => !document.querySelector(a.hash)).length") == 0


def test_tab_goes_through_the_links_in_order_and_ends(shown: Any) -> None:
    assert [target for _, target in walk(shown)] == ["#main", "#attention", "#next", "#runs", "#events"]


def test_the_skip_link_leads_past_the_head(shown: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    assert press(shown, Keys.TAB).size["width"] > 50
    assert press(shown, Keys.ENTER).get_attribute("id") == "main"


@pytest.mark.parametrize("wide", [390, 1280])
def test_tables_are_tables_to_those_who_do_not_see(shown: Any, wide: int) -> None:
    sized(shown, wide)
    for one in ("header", "main", "nav[aria-label]", "html[lang=en]", "h1"):
        assert shown.execute_script("return document.querySelectorAll(arguments[0]).length", one) == 1, one
    assert (
        shown.execute_script("return document.querySelectorAll('th:not([scope]), table:not(:has(caption))').length")
        == 0
    )
    nodes = shown.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    roles = [node["role"]["value"] for node in nodes if not node["ignored"]]
    assert roles.count("table") == 2
    assert roles.count("columnheader") == 7
    assert roles.count("rowheader") > 10


@pytest.mark.parametrize("wide", [320, 390])
def test_a_command_is_never_broken_in_a_word(browser: Any, log: DeliveryLog, tmp_path: Path, wide: int) -> None:
    shown = opened(browser, log, tmp_path, sample.busy)
    sized(shown, wide)
    script = "return [...document.querySelectorAll('.mend span')].map(e => [e.innerText, e.offsetHeight])"
    words = shown.execute_script(script)
    assert len(words) > 20
    assert len({high for _, high in words}) == 1


def test_a_command_is_copied_as_it_is_typed(browser: Any, log: DeliveryLog, tmp_path: Path) -> None:
    shown = opened(browser, log, tmp_path, sample.busy)
    lines = shown.execute_script("return [...document.querySelectorAll('.mend code')].map(e => e.innerText)")
    assert "briefing schedule resume press" in lines


@ONLY_IN_A_THOROUGH_RUN
def test_the_page_prints_in_black_on_white_without_its_links(shown: Any) -> None:
    preferring(shown, "dark")
    media = {"media": "print", "features": [{"name": "prefers-color-scheme", "value": "light"}]}
    shown.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    try:
        assert shown.execute_script("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert shown.execute_script("return getComputedStyle(document.querySelector('nav')).display") == "none"
        _, pale = shown.execute_script(PALE)
        assert pale == []
    finally:
        shown.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
