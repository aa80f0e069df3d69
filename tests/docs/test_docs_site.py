"""The site is built without a warning; its links lead somewhere, and everybody can read it on any screen.

In a usual run every third page is looked at in the dark too, and axe-core looks at some of those that are made from the
code; in a thorough run at every one.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from tests.axe import axe_source, violations
from tests.conftest import ROOT
from tests.docs.pages import DOCS
from tests.once import once, shared_folder
from tests.proof.html_report.browser import addresses, chromium, preferring, sized
from tests.thorough import THOROUGH

PHONE, DESK = 360, 1280
SAMPLE = ("charts.html", "measures.html")  # of the long pages of the reference, whose colours are the same
_FENCE = re.compile(r"^```.*?^```$", re.M | re.S)
_CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.M | re.S)
_LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")


@once
def site() -> Path:
    """The built site."""
    out = shared_folder("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", str(DOCS), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


class Page(HTMLParser):
    """The ids of a page, and what it leads to."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given[name] for name in ("id", "name") if name in given}
        self.links += [given[name] for name in ("href", "src", "srcset") if name in given]


def dead_links(folder: Path) -> list[str]:
    """The links of a folder's pages that lead nowhere, and those that need an unsafe or another kind of connection."""
    read = {path: Page(path) for path in folder.rglob("*.html")}
    found = []
    for path, page in read.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme in ("https", "mailto", "data"):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            known = target.is_file() and (
                not parts.fragment or target not in read or unquote(parts.fragment) in read[target].ids
            )
            if parts.scheme or not known:
                found.append(f"{path.relative_to(folder)}: {link}")
    return found


def test_no_link_of_the_site_is_dead() -> None:
    assert dead_links(site()) == []


def test_a_dead_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_text('<h1 id="top">B</h1>', encoding="utf-8")
    links = ["b.html#top", "b.html#foot", "c.html", "#here", "http://example.org/", "https://example.org/", "x.png"]
    text = "".join(f'<a href="{link}">x</a>' for link in links[:-1]) + '<p id="here"><img src="x.png">'
    (tmp_path / "a.html").write_text(text, encoding="utf-8")
    assert dead_links(tmp_path) == [f"a.html: {links[at]}" for at in (1, 2, 4, 6)]


def slugs(text: str) -> set[str]:
    """The anchors that a forge gives to the headings of a page, and those that stand in it."""
    heads = re.findall(r"^#{1,6} (.+)$", _FENCE.sub("", text), re.M)
    plain = [re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", head).replace("`", "").strip().lower() for head in heads]
    made = [re.sub(r"[^\w\- ]", "", head).replace(" ", "-") for head in plain]
    return {*made, *re.findall(r'<a id="([^"]+)">', text)}


def dead_in_markdown(root: Path, page: Path) -> Iterator[str]:
    text = page.read_text(encoding="utf-8")
    for link in _LINK.findall(_CODE.sub("", text)):
        parts = urlsplit(link)
        if parts.scheme:
            continue
        target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
        known = root in (target, *target.parents) and target.exists()
        if known and parts.fragment and target.suffix == ".md":
            known = parts.fragment in slugs(target.read_text(encoding="utf-8"))
        if not known:
            yield f"{page.relative_to(root)}: {link}"


def test_no_link_of_a_page_is_dead_where_its_source_is_read() -> None:
    sources = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")]
    assert [dead for page in sources for dead in dead_in_markdown(ROOT, page)] == []


def test_a_dead_link_of_a_source_is_found(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("# The `b`, at last\n```sh\n# no heading\n```\n", encoding="utf-8")
    links = ["b.md#the-b-at-last", "b.md", "#c", "b.md#no-heading", "c.md", "../out.md", "#d", "https://example.org"]
    text = "# C\n" + "\n".join(f"[x]({link})" for link in links)
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert list(dead_in_markdown(tmp_path, tmp_path / "a.md")) == [f"a.md: {links[at]}" for at in (3, 4, 5, 6)]


def too_wide(browser: Any) -> int:
    """By how many pixels the page that is open is wider than the screen."""
    width: int = browser.execute_script("return document.documentElement.scrollWidth - document.body.clientWidth")
    return max(0, width)


def test_every_page_is_accessible_light_and_dark_and_no_page_is_wider_than_a_phone() -> None:
    axe_source()
    folder = site()
    found, asked = [], set()
    with chromium() as browser:
        for number, page in enumerate(sorted(folder.rglob("*.html"))):
            sized(browser, PHONE)
            preferring(browser, "light")
            browser.get(page.as_uri())
            if excess := too_wide(browser):
                found.append(f"{page.relative_to(folder)}: {excess} pixels wider than a phone")
            like_another = page.parent.name == "reference" and page.name not in SAMPLE
            if like_another and not THOROUGH:
                continue
            found += [f"{page.relative_to(folder)}: {line}" for line in violations(browser)]
            if like_another or (number % 3 and not THOROUGH):
                continue
            sized(browser, DESK)
            preferring(browser, "dark")
            found += [f"{page.relative_to(folder)}, dark: {line}" for line in violations(browser, "color-contrast")]
            asked |= {urlsplit(address).scheme for address in addresses(browser)}
    assert found == []
    assert asked <= {"file", "data"}


WIDE = """<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Wide</title>
<main><h1>Wide</h1><p style="width: 500px; color: #bbb; background: #fff">Words that are too pale.</p></main></html>"""


def test_a_page_that_is_too_wide_and_too_pale_is_found(tmp_path: Path) -> None:
    axe_source()
    (tmp_path / "page.html").write_text(WIDE, encoding="utf-8")
    with chromium() as browser:
        sized(browser, PHONE)
        browser.get((tmp_path / "page.html").as_uri())
        assert too_wide(browser) > 100
        assert [line.split()[0] for line in violations(browser, "color-contrast")] == ["color-contrast"]


@pytest.mark.parametrize("scheme", ["light", *(["dark"] if THOROUGH else [])])
def test_a_page_is_whole_without_scripts(scheme: str) -> None:
    page = site() / "tutorial.html"
    with chromium() as browser:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        sized(browser, PHONE)
        preferring(browser, scheme)
        browser.get(page.as_uri())
        ground = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
        text = browser.find_element("css selector", "article").text
        menu = browser.find_element("css selector", ".sidebar-drawer a.reference")
        before = menu.rect["x"]
        browser.find_element("css selector", "label.nav-overlay-icon").click()
        end = time.monotonic() + 10
        while menu.rect["x"] < 0 and time.monotonic() < end:
            time.sleep(0.1)  # the menu slides in
        moved = menu.rect["x"]
    assert (sum(map(int, re.findall(r"\d+", ground)[:3])) > 600) == (scheme == "light")
    assert "## Draft" not in text
    assert all(head in text for head in ("Draft", "Say where the figures come from", "Next year"))
    assert before < 0 <= moved
