"""The proof page in a real Chromium: by keyboard, on narrow screens, light and dark, without network or errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.proof.html_report.html_page import page
from tests.proof.html_report.browser import PALE, addresses, chromium, preferring, sized
from tests.proof.html_report.sample import HOSTILE, proof


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as running:
        yield running


@pytest.fixture
def shown(browser: Any, tmp_path: Path) -> Any:
    """The browser with the page open."""
    path = tmp_path / "proof.html"
    path.write_text(page(proof()), encoding="utf-8")
    addresses(browser)
    sized(browser, 1280)
    browser.get(path.as_uri())
    return browser


def press(browser: Any, key: str) -> Any:
    """A key → what has the focus after it."""
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(browser).send_keys(key).perform()
    return browser.switch_to.active_element


def walk(browser: Any, most: int = 400) -> list[tuple[str, str]]:
    """Tab from the top to the end → the id and the target of each link that gets the focus."""
    from selenium.webdriver.common.keys import Keys

    steps: list[tuple[str, str]] = []
    for _ in range(most):
        at = press(browser, Keys.TAB)
        if at.tag_name == "body" or (steps and at.get_attribute("class") == "skip"):
            return steps
        outline = browser.execute_script("return getComputedStyle(arguments[0]).outlineStyle", at)
        assert outline != "none", at.get_attribute("outerHTML")
        steps.append((at.get_attribute("id"), at.get_dom_attribute("href") or ""))
    pytest.fail("Tab never came to the end of the page")


def test_every_finding_is_reached_by_tab_in_order_and_so_is_every_pin(shown: Any) -> None:
    steps = walk(shown)
    assert steps[0] == ("", "#main")
    pins = [target for _, target in steps if target.startswith("#pin-")]
    assert pins == [f"#pin-{at}" for at in range(1, 10) if at in _pinned(shown)]
    assert len(pins) == 8
    assert {f"pin-{at}" for at in _pinned(shown)} <= {own for own, _ in steps}


def _pinned(browser: Any) -> list[int]:
    ids = browser.execute_script("return [...document.querySelectorAll('.pin')].map(pin => pin.id)")
    return [int(name.removeprefix("pin-")) for name in ids]


def test_a_finding_leads_to_its_pin_which_gets_the_focus_and_back(shown: Any) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    for at in _pinned(shown):
        link = shown.find_element(By.CSS_SELECTOR, f'#finding-{at} a[href="#pin-{at}"]')
        shown.execute_script("arguments[0].focus()", link)
        pin = press(shown, Keys.ENTER)
        assert pin.get_attribute("id") == f"pin-{at}"
        assert pin.is_displayed()
        assert press(shown, Keys.ENTER).get_attribute("id") == f"finding-{at}"


def test_the_skip_link_leads_past_the_head(shown: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    link = press(shown, Keys.TAB)
    assert link.text == "To the findings"
    assert link.size["width"] > 50
    assert press(shown, Keys.ENTER).get_attribute("id") == "main"


def test_every_anchor_of_the_page_leads_to_an_element(shown: Any) -> None:
    dead = "return [...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.querySelector(a.hash)).length"
    assert shown.execute_script(dead) == 0
    assert shown.execute_script("return document.querySelectorAll('a[href^=\"#\"]').length") > 40


@pytest.mark.parametrize("wide", [320, 768, 1280])
def test_the_page_never_scrolls_sideways(shown: Any, wide: int) -> None:
    sized(shown, wide)
    assert shown.execute_script("return innerWidth") == wide
    assert shown.execute_script("return document.documentElement.scrollWidth") <= wide
    # What is wider stands in a frame that scrolls by itself and takes the focus.
    script = (
        "return [...document.querySelectorAll('main *')].filter(e => !e.closest('.scroll, svg') &&"
        " e.getClientRects().length && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML)"
    )
    assert shown.execute_script(script) == []


@pytest.mark.parametrize("wide", [320, 1280])
def test_pins_stand_on_their_page_and_cover_no_other(shown: Any, wide: int) -> None:
    sized(shown, wide)
    script = """
    const boxes = [...document.querySelectorAll('.paper .pin')].map(pin => [pin.getBoundingClientRect(),
      pin.parentElement.getBoundingClientRect(), pin.id]);
    const off = boxes.filter(([p, s]) => p.left < s.left - 1 || p.right > s.right + 1 || p.top < s.top - 1
      || p.bottom > s.bottom + 1 || p.width < 24 || p.height < 24);
    const across = (p, q) => Math.min(p.right, q.right) - Math.max(p.left, q.left) > 1;
    const down = (p, q) => Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 1;
    const on = boxes.filter(([p], i) => boxes.some(([q], j) => j > i && across(p, q) && down(p, q)));
    return [boxes.length, off.map(b => b[2]), on.map(b => b[2])];
    """
    count, off, covering = shown.execute_script(script)
    assert count == 5
    assert off == []
    assert covering == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_contrast(shown: Any, scheme: str) -> None:
    preferring(shown, scheme)
    ground = shown.execute_script("return getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") is (scheme == "light")
    count, pale = shown.execute_script(PALE)
    assert count > 150
    assert pale == []


def test_the_search_for_pale_text_finds_some(shown: Any) -> None:
    preferring(shown, "light")
    shown.execute_script("document.querySelector('h1').style.color = '#999'")
    _, pale = shown.execute_script(PALE)
    assert [round(ratio, 1) for _, ratio in pale] == [2.8]


def test_nothing_is_fetched_and_nothing_fails(shown: Any) -> None:
    asked = addresses(shown)
    assert asked
    assert {re.split("[:,]", address)[0] for address in asked} <= {"file", "data"}
    assert [address for address in asked if address.startswith("file")] == [shown.current_url]
    assert shown.get_log("browser") == []


def test_the_log_of_errors_and_addresses_sees_a_page_that_fetches(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text("<img src='gone.png'><script>throw new Error('x')</script>", encoding="utf-8")
    addresses(browser)
    browser.get(path.as_uri())
    assert any(address.endswith("gone.png") for address in addresses(browser))
    assert browser.get_log("browser")


def test_hostile_text_is_shown_as_text(shown: Any) -> None:
    assert shown.title == f"Proof of city {HOSTILE}, en"
    assert shown.execute_script("return document.querySelectorAll('script, img[onerror]').length") == 0
    assert HOSTILE in shown.execute_script("return document.body.innerText")


def test_landmarks_and_tables_are_announced_to_those_who_do_not_see(shown: Any) -> None:
    for one in ("header", "main", "nav[aria-label]", "html[lang=en]", "h1"):
        assert shown.execute_script("return document.querySelectorAll(arguments[0]).length", one) == 1, one
    unscoped = shown.execute_script("return document.querySelectorAll('th:not([scope])').length")
    assert unscoped == 0
    assert shown.execute_script("return document.querySelectorAll('[lang=zh]').length") > 0
