"""A preview follows the folder, whatever happens there, and answers nobody else."""

from __future__ import annotations

import json
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.errors import UsageError
from briefing.preview.web_server import free_socket
from tests.editions import change, project
from tests.preview.serving import STORY, TOKEN, Served, last_title, served, slides, words


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(project(tmp_path_factory.mktemp("preview") / "mine")) as found:
        found.until(lambda state: slides(state) and not state["making"] and state["languages"][0]["pages"])
        yield found


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[tuple[Path, Served]]:
    folder = project(tmp_path / "mine")
    with served(folder) as found:
        found.until(slides)
        yield folder, found


def test_slides_pages_and_letter_are_there_with_their_lines(running: Served) -> None:
    (language,) = running.state()["languages"]
    assert len(language["slides"]) > 3
    assert language["slides"][1]["where"].startswith("story.en.yaml, line ")
    assert running.ask(f"/pages/{language['pages']['key']}/1")[2].startswith(b"\x89PNG")
    assert b"<html" in running.ask(f"/letters/{language['letter']}")[2].lower()
    assert not language["stale"]


def test_the_page_says_nothing_of_findings_before_the_first_slides_are_there(running: Served) -> None:
    page = running.ask("/")[2].decode()
    assert "Building…" in page
    assert "No findings" not in page


def test_a_number_gives_its_formula_its_observations_and_its_sources(running: Served) -> None:
    picture = words(running, running.state())
    fact = picture.partition('data-fact="')[2].partition('"')[0]
    found = json.loads(running.ask(f"/lineage/en?fact={fact}")[2])
    assert found["fact"] == fact
    assert found["observations"]
    assert set(found["sources"]) >= {one["source"] for one in found["observations"]}
    assert found["places"]
    assert running.ask("/lineage/en?fact=nothing.last")[0] == 404
    assert running.ask("/lineage/xx?fact=nothing.last")[0] == 404


def test_a_saved_sentence_is_shown_and_no_other_slide_is_painted_again(fresh: tuple[Path, Served]) -> None:
    folder, found = fresh
    before = slides(found.state())
    last_title(folder, before, "title: Entirely another title")
    after = slides(found.until(lambda state: "Entirely another title" in str(slides(state)[-1]["title"])))
    assert [one["key"] for one in after[:-1]] == [one["key"] for one in before[:-1]]
    assert after[-1]["key"] != before[-1]["key"]


def test_a_broken_story_leaves_the_last_good_slides_and_says_file_and_line(fresh: tuple[Path, Served]) -> None:
    folder, found = fresh
    before, text = slides(found.state()), (folder / STORY).read_text(encoding="utf-8")
    line = last_title(folder, before, "title: '{{ nothing.last }}'")
    state = found.until(lambda state: state["languages"][0]["stale"])
    (error, *_) = [one for one in state["languages"][0]["findings"] if one["severity"] == "error"]
    assert (error["file"], error["line"], slides(state)) == (STORY, line, before)
    assert error["section"] == before[-1]["section"]
    (folder / STORY).write_text(text, encoding="utf-8")
    assert slides(found.until(lambda state: not state["languages"][0]["stale"])) == before


def test_a_file_that_is_deleted_and_a_folder_that_goes_away_are_waited_for(fresh: tuple[Path, Served]) -> None:
    folder, found = fresh
    before, text = slides(found.state()), (folder / STORY).read_bytes()
    (folder / STORY).unlink()
    state = found.until(lambda state: state["findings"])
    assert slides(state) == before
    (folder / STORY).write_bytes(text)
    found.until(lambda state: not state["findings"])
    shutil.move(folder, folder.with_name("away"))
    assert slides(found.until(lambda state: state["findings"])) == before
    shutil.move(folder.with_name("away"), folder)
    assert slides(found.until(lambda state: not state["findings"])) == before


def test_five_hundred_saves_in_a_second_end_with_the_last_one(fresh: tuple[Path, Served]) -> None:
    folder, found = fresh
    text = (folder / STORY).read_text(encoding="utf-8")
    revision = found.state()["revision"]
    start = time.monotonic()
    for number in range(500):
        (folder / STORY).write_text(f"{text}\n# {number}\n", encoding="utf-8")
        time.sleep(max(0.0, start + number / 500 - time.monotonic()))
    last_title(folder, slides(found.state()), "title: '{{ nothing.last }}'")
    assert found.until(lambda state: state["languages"][0]["stale"])["revision"] - revision < 100


def test_another_theme_is_shown_and_no_data_are_read_again(fresh: tuple[Path, Served]) -> None:
    folder, found = fresh
    before = found.state()
    old = words(found, before)
    change(folder, "briefing.toml", 'theme = "ink"', 'theme = "wine"')
    after = found.until(lambda state: slides(state)[0]["key"] != slides(before)[0]["key"])
    assert len(words(found, after)) == pytest.approx(len(old), rel=0.05)


def test_two_previews_of_one_project_do_not_disturb_each_other(fresh: tuple[Path, Served]) -> None:
    folder, found = fresh
    with served(folder) as other:
        assert slides(other.until(slides)) == slides(found.state())
        assert other.port != found.port


def test_a_port_in_use_is_an_error_where_it_was_asked_for_and_else_another_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError, match="is in use"):
            free_socket(taken.getsockname()[1])
    first, second = free_socket(None), free_socket(None)
    assert first.getsockname()[1] != second.getsockname()[1]
    first.close()
    second.close()


# -- who is answered -------------------------------------------------------------------------------------------------


def test_the_first_request_with_the_token_gets_a_cookie_that_no_other_site_can_use(running: Served) -> None:
    status, headers, _ = running.ask(f"/?token={TOKEN}", Cookie="")
    assert (status, headers["location"]) == (303, "/")
    assert "HttpOnly" in headers["set-cookie"]
    assert "SameSite=Strict" in headers["set-cookie"]
    status, headers, body = running.ask("/")
    assert (status, b"<main" in body) == (200, True)
    assert "default-src 'none'" in headers["content-security-policy"]


PATHS = ("/", "/state", "/events", "/slides/x", "/source/story.en.yaml", "/lineage/en?fact=x", "/assets/preview.js")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": ""},
        {"Cookie": "briefing-1=a-token-of-the-tests"},
        {"Cookie": "briefing=; ;;;=\x01"},
        {"Host": "evil.example"},
        {"Host": "evil.example:8765"},
        {"Host": "127.0.0.1"},
        {"Host": ""},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
    ids=str,
)
def test_a_request_without_the_token_or_of_another_host_or_site_is_refused(
    running: Served, path: str, headers: dict[str, str]
) -> None:
    assert running.ask(path, **headers)[0] in (400, 403, 421)


@pytest.mark.parametrize("path", PATHS[1:])
def test_what_another_site_embeds_is_refused(running: Served, path: str) -> None:
    assert running.ask(path, Sec_Fetch_Site="cross-site")[0] == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_is_written(running: Served, method: str) -> None:
    assert running.ask("/state", method)[0] == 405


@pytest.mark.parametrize(
    "path",
    [
        "/source/observations.csv", "/source/..%2fmine%2fstory.en.yaml", "/source/%2fetc%2fpasswd",
        "/source/../etc/passwd",
        "/assets/preview.html", "/assets/..%2f..%2fpyproject.toml", "/slides/..", "/pages/x/-1", "/pages/x/1e9",
        "/letters/%00", "/lineage/en?fact=__import__('os')", "/" + "a" * 5000, "/unknown",
    ],
)  # fmt: skip
def test_no_other_file_and_no_code_is_reached(running: Served, path: str) -> None:
    assert running.ask(path)[0] in (400, 404, 414)


def test_it_is_reached_from_this_machine_alone(running: Served) -> None:
    listener = free_socket(0)
    assert listener.getsockname()[0] == "127.0.0.1"
    listener.close()
    assert running.ask("/state")[0] == 200
