"""The letter of a real edition as a message: hostile data does nothing, and the text tells what the page tells."""

from __future__ import annotations

import email
import re
from email import policy
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing import letter, read
from briefing.assets import asset
from briefing.dispatch.message import MessageContent, compose
from briefing.model.document import Mailing
from briefing.pipeline.outputs import chosen
from briefing.pipeline.steps import build_language
from tests.dispatch import mailreader
from tests.dispatch.message.mail_parser import HEADING

HOSTILE = '<img src=x onerror="alert(1)"> {{7*7}} =HYPERLINK("https://evil.test")'


class _Page(HTMLParser):
    """The text that a reader sees, and every tag with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._hidden = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._hidden = tag in ("style", "title")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        self.text += "" if self._hidden else data + " "


def message_of(project: Path) -> bytes:
    given = read.project(project)
    theme = read.theme(given.theme)
    document = build_language(given, theme, "en", chosen(["letter"])).document
    files = letter.write(replace(document, mailing=Mailing(attached=("brief",), picture=True)), theme).files
    parts = MessageContent(text=files[".txt"].decode(), html=files[".html"].decode(), picture=files[".png"])
    return compose(HEADING, parts)


def bodies(message: bytes) -> tuple[str, str]:
    """Message → its text and its page."""
    found = email.message_from_bytes(message, policy=policy.default)
    assert isinstance(found, EmailMessage)
    plain, page = (found.get_body([kind]) for kind in ("plain", "html"))
    assert plain is not None
    assert page is not None
    return str(plain.get_content()), str(page.get_content())


@pytest.fixture(scope="module")
def message() -> bytes:
    """The letter of the starter project with its picture; not to be changed."""
    return message_of(Path(str(asset("project"))))


def numerals(text: str) -> set[str]:
    return set(re.findall(r"\d[\d,.\u202f]*\d|\d", text))


def test_the_text_carries_every_number_of_the_page(message: bytes) -> None:
    text, page = bodies(message)
    assert len(numerals(_Page(page).text)) >= 8
    assert numerals(_Page(page).text) <= numerals(text)


def test_the_picture_is_the_only_one_has_an_alternative_text_and_comes_with_the_message(message: bytes) -> None:
    _, page = bodies(message)
    (image,) = [attributes for tag, attributes in _Page(page).tags if tag == "img"]
    assert len(image["alt"] or "") > 20
    cid = (image["src"] or "").removeprefix("cid:")
    assert f"\r\nContent-ID: <{cid}>\r\n".encode() in message


def test_the_page_is_far_below_what_mail_services_cut_and_the_message_is_small(message: bytes) -> None:
    _, page = bodies(message)
    assert len(page.encode()) < 100_000
    assert len(message) < 200_000


def test_hostile_data_is_shown_and_does_nothing(starter: Path, tmp_path: Path) -> None:
    settings = starter / "briefing.toml"
    given = settings.read_text(encoding="utf-8")
    settings.write_text(given.replace('"Your organisation"', f"'{HOSTILE}'"), encoding="utf-8")
    message = message_of(starter)
    text, page = bodies(message)
    assert " ".join(text.split()).count(HOSTILE) == 1
    assert HOSTILE in _Page(page).text
    assert "49" not in numerals(text)
    assert [attributes for _, attributes in _Page(page).tags if "onerror" in attributes] == []
    (tmp_path / "read").mkdir()
    read_by_mu = mailreader.opened(message, tmp_path / "read")
    assert HOSTILE in " ".join(read_by_mu.text.split())


def test_the_reader_of_these_tests_sees_a_tag_that_was_not_escaped() -> None:
    assert ("img", {"src": "x", "onerror": "alert(1)"}) in _Page(f"<p>{HOSTILE}</p>").tags
