"""Unsubscribing over real HTTP (case 41): POST does and GET does not; its own recipient alone; nothing is told."""

from __future__ import annotations

import http.client
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.validate import validator

import pytest
from msgspec import Struct

from briefing.dispatch.delivery_log import deliveries, events, people
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.models import Recipient
from briefing.dispatch.view.unsubscribe import MAX_BYTES, application, served, wsgi_application
from tests.dispatch.projects import sending
from tests.dispatch.view import sample
from tests.dispatch.view.sample import DEFINITIONS, NOW
from tests.proof.html_report.browser import PALE, addresses, chromium, preferring

FORM = "application/x-www-form-urlencoded"
ONE_CLICK = b"List-Unsubscribe=One-Click"
MULTIPART = b'--x7\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x7--\r\n'


class Threaded(ThreadingMixIn, WSGIServer):
    """Answers several at once; a browser opens connections that it may never use."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Writes no log."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


class Answer(Struct):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: str


class Site(Struct):
    """A server that runs, and its ledger."""

    address: str
    log: DeliveryLog

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """One request over a connection of its own."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=20)
        result = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body, result)
            got = connection.getresponse()
            return Answer(got.status, dict(got.getheaders()), got.read().decode())
        finally:
            connection.close()

    def post(self, path: str, body: bytes = ONE_CLICK, kind: str = FORM) -> Answer:
        """A form that was sent."""
        return self.ask("POST", path, body, Content_Type=kind)

    def suppressed(self) -> list[str]:
        """Who gets nothing."""
        with self.log.begin() as db:
            return [one.address for one in people.suppressions(db)]


@pytest.fixture
def site(log: DeliveryLog) -> Iterator[Site]:
    """The application behind the server of the standard library, with its own check of PEP 3333 between them."""
    checked = validator(application(log))
    with make_server("127.0.0.1", 0, checked, Threaded, Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield Site(f"http://127.0.0.1:{server.server_port}", log)
        server.shutdown()
        thread.join()


def tokens(log: DeliveryLog, *addresses: str) -> list[str]:
    """Deliveries that wait, to these addresses → their tokens."""
    sample.due(log, DEFINITIONS["weekly"], NOW, [Recipient(address=one, name="Office") for one in addresses])
    with log.begin() as db:
        return [one.token for one in deliveries.read(db)][-len(addresses) :]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_scanner_that_follows_the_link_unsubscribes_nobody(site: Site, method: str) -> None:
    (token,) = tokens(site.log, "a@example.org")
    got = site.ask(method, f"/{token}")
    assert got.status == 200
    assert ('<form method="post">' in got.body) is (method == "GET")
    assert site.suppressed() == []


@pytest.mark.parametrize(
    ("kind", "body"),
    [(FORM, ONE_CLICK), ("multipart/form-data; boundary=x7", MULTIPART), (f"{FORM}; charset=utf-8", ONE_CLICK)],
)
def test_one_click_unsubscribes_in_both_encodings(site: Site, kind: str, body: bytes) -> None:
    """RFC 8058 section 3.2: no cookie, no referrer, no redirection."""
    (token,) = tokens(site.log, "a@example.org")
    got = site.post(f"/{token}", body, kind)
    assert got.status == 200
    assert "You are unsubscribed" in got.body
    assert "Set-Cookie" not in got.headers
    assert site.suppressed() == ["a@example.org"]


def test_what_was_planned_for_the_recipient_is_not_sent(site: Site) -> None:
    token, _ = tokens(site.log, "a@example.org", "b@example.org")
    site.post(f"/{token}")
    with site.log.begin() as db:
        assert [one.state for one in deliveries.read(db)] == ["SKIPPED_SUPPRESSED", "BUILT"]


def test_the_token_of_a_plus_address_works_and_that_of_another_delivery_does_not(site: Site) -> None:
    """Case 41."""
    plus, plain, other = tokens(site.log, "a+b@example.org", "a@example.org", "b@example.org")
    site.post(f"/{plus}")
    assert site.suppressed() == ["a+b@example.org"]
    site.post(f"/{other}")
    assert site.suppressed() == ["a+b@example.org", "b@example.org"]
    assert plain not in (plus, other)


def test_to_ask_twice_is_the_same_as_once(site: Site) -> None:
    (token,) = tokens(site.log, "a@example.org")
    first, second = site.post(f"/{token}"), site.post(f"/{token}")
    assert (first.status, first.body) == (second.status, second.body)
    with site.log.begin() as db:
        assert [one.what for one in events.read(db)].count("SUPPRESSED") == 1


def test_many_at_once_are_each_answered_and_counted_once(site: Site) -> None:
    found = tokens(site.log, *(f"a{at}@example.org" for at in range(6)))
    got: list[int] = []
    threads = [threading.Thread(target=lambda one=one: got.append(site.post(f"/{one}").status)) for one in found * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [200] * 12
    assert len(site.suppressed()) == 6


PATHS = (
    "/", "", "/x", f"/{'0' * 32}", f"/{'A' * 32}", f"/{'0' * 31}", f"/{'0' * 5000}", "/..%2f..%2fetc", "/%00",
    "/'%20OR%20'1'='1", "/%E5%8C%97",
)  # fmt: skip


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_whatever_is_not_a_token_gets_the_same_answer(site: Site, method: str) -> None:
    tokens(site.log, "a@example.org")
    body = ONE_CLICK if method == "POST" else None
    got = [site.ask(method, path, body, Content_Type=FORM) for path in PATHS]
    assert {(one.status, one.body) for one in got} == {(404, got[0].body)}
    assert site.suppressed() == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH"])
def test_another_method_is_refused_for_every_token_alike(site: Site, method: str) -> None:
    (token,) = tokens(site.log, "a@example.org")
    known, unknown = site.ask(method, f"/{token}"), site.ask(method, f"/{'0' * 32}")
    assert (known.status, known.body) == (unknown.status, unknown.body)
    assert (known.status, known.headers["Allow"]) == (405, "GET, HEAD, POST")
    assert site.suppressed() == []


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, b"", FORM),
        (400, b"List-Unsubscribe=no", FORM),
        (400, b"x=One-Click", FORM),
        (400, b"\xff\xfe\x00", FORM),
        (400, MULTIPART, "multipart/form-data"),
        (400, MULTIPART, "multipart/form-data; boundary=other"),
        (400, MULTIPART.replace(b"List-", b"Lost-"), "multipart/form-data; boundary=x7"),
        (413, ONE_CLICK + b"&x=" + b"y" * MAX_BYTES, FORM),
    ],
)
def test_a_body_that_says_something_else_unsubscribes_nobody(site: Site, status: int, body: bytes, kind: str) -> None:
    (token,) = tokens(site.log, "a@example.org")
    known, unknown = site.post(f"/{token}", body, kind), site.post(f"/{'0' * 32}", body, kind)
    assert (known.status, known.body) == (status, unknown.body)
    assert site.suppressed() == []


@pytest.mark.parametrize("length", ["-1", "x", "1e3", "", "٣", "9" * 30])
def test_a_length_that_is_none_is_refused(log: DeliveryLog, length: str) -> None:
    (token,) = tokens(log, "a@example.org")
    environ = {"REQUEST_METHOD": "POST", "PATH_INFO": f"/{token}", "CONTENT_LENGTH": length, "CONTENT_TYPE": FORM}
    got: list[str] = []
    list(application(log)(environ, lambda status, *_: got.append(status) or (lambda _: None)))  # type: ignore[func-returns-value]
    assert got == ["400 Bad Request"]


def test_no_page_tells_an_address_a_token_or_what_was_asked(site: Site) -> None:
    token, other = tokens(site.log, "secret.person@example.org", "b@example.org")
    site.post(f"/{other}")
    evil = "%0d%0aSet-Cookie:%20x=1"
    answers = [
        site.ask("GET", f"/{token}"),
        site.post(f"/{token}"),
        site.ask("GET", f"/{evil}"),
        site.ask("GET", f"/{token}?a={evil}"),
        site.post(f"/{token}", b"x=<script>"),
    ]
    for one in answers:
        assert not re.search(r"@|secret|Set-Cookie|script>|" + token, one.body + str(one.headers))


def test_every_answer_forbids_to_keep_it_to_frame_it_and_to_tell_where_it_was(site: Site) -> None:
    (token,) = tokens(site.log, "a@example.org")
    for got in (site.ask("GET", f"/{token}"), site.post(f"/{token}"), site.ask("GET", "/x"), site.ask("PUT", "/x")):
        assert got.headers["Referrer-Policy"] == "no-referrer"
        assert got.headers["Cache-Control"] == "no-store"
        assert got.headers["X-Content-Type-Options"] == "nosniff"
        assert got.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "frame-ancestors 'none'" in got.headers["Content-Security-Policy"]
        assert "Location" not in got.headers


def test_a_log_that_refuses_says_later_and_tells_nothing(log: DeliveryLog, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.errors import DispatchError

    def refuse() -> None:
        raise DispatchError("the delivery log failed: disk full", "/secret/place")

    (token,) = tokens(log, "a@example.org")
    monkeypatch.setattr(log, "begin", refuse)
    got: list[str] = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": f"/{token}"}
    body = b"".join(application(log)(environ, lambda status, *_: got.append(status) or (lambda _: None)))  # type: ignore[func-returns-value]
    assert got == ["503 Service Unavailable"]
    assert b"secret" not in body


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as running:
        yield running


def test_a_person_reads_the_page_and_presses_the_button(site: Site, browser: Any) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    token, _ = tokens(site.log, "a+b@example.org", "b@example.org")
    addresses(browser)
    browser.get(f"{site.address}/{token}")
    assert browser.title == "Unsubscribe?"
    for scheme in ("light", "dark"):
        preferring(browser, scheme)
        count, pale = browser.execute_script(PALE)
        assert (count >= 3, pale) == (True, [])
    assert site.suppressed() == []
    browser.find_element(By.TAG_NAME, "button").click()
    WebDriverWait(browser, 20).until(lambda one: one.title != "Unsubscribe?")
    assert browser.title == "You are unsubscribed"
    assert site.suppressed() == ["a+b@example.org"]
    asked = [one for one in addresses(browser) if not one.startswith("data:")]
    assert set(asked) == {f"{site.address}/{token}"}
    assert browser.get_log("browser") == []


def test_a_server_is_given_the_function_and_the_project(tmp_path: Path) -> None:
    started: list[str] = []
    assert served is wsgi_application  # configured servers know it
    answer = wsgi_application(str(sending(tmp_path / "p")))
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": f"/{'0' * 32}"}
    assert b"not known" in b"".join(answer(environ, lambda status, _headers: started.append(status)))  # type: ignore[arg-type]
    assert started == ["404 Not Found"]
