"""New data into a deck that people have edited: every number that is bound is new, every edit of a hand is kept."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.presentation import Presentation as Opened
from pptx.util import Emu

import briefing
from briefing import cli
from briefing.assets import asset
from briefing.errors import BriefingError, InputError, UsageError
from briefing.refresh import Refresh, refresh
from tests import hand
from tests.deck.validating import audit
from tests.harbour import project as harbour_project
from tests.thorough import THOROUGH


def with_a_new_year(project: Path) -> Path:
    """The small project a year later: every value of 2023 has one of 2024 that is a tenth higher."""
    file = project / "observations.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    for line in [line for line in lines if ",2023," in line]:
        cells = line.split(",")
        value = float(cells[3]) * 1.1
        lines.append(",".join([*cells[:2], "2024", f"{value:.1f}" if "." in cells[3] else f"{value:.0f}", *cells[4:]]))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    settings = project / "briefing.toml"
    told = settings.read_text(encoding="utf-8").replace("period = [2019, 2023]", "period = [2019, 2024]")
    settings.write_text(told, encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with a new year; not to be changed."""
    return with_a_new_year(Path(shutil.copytree(asset("project"), tmp_path_factory.mktemp("later") / "project")))


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harbour town's project with one observation changed; not to be changed further."""
    project = harbour_project(tmp_path_factory.mktemp("changed") / "harbour")
    file = project / "observations.csv"
    text = file.read_text(encoding="utf-8")
    assert text.count(",1156,") == 2
    file.write_text(text.replace(",1156,", ",1178,"), encoding="utf-8")
    return project


def deck_of(edition: briefing.Build, folder: Path) -> Path:
    assert edition.deck is not None
    return Path(shutil.copy(edition.deck, folder / "edited.pptx"))


def parts(path: Path) -> dict[str, bytes]:
    """The parts of a file in one spelling."""
    with zipfile.ZipFile(path) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    written = {name for name in found if name.endswith((".xml", ".rels"))}
    return {n: etree.tostring(etree.fromstring(c), method="c14n") if n in written else c for n, c in found.items()}


def said(done: Refresh, where: str) -> list[str]:
    """What was left at a place."""
    return [one.what for one in done.left if where in one.where]


@pytest.mark.parametrize("small", [True, False] if THOROUGH else [True])  # the next test refreshes the large one too
def test_the_same_data_change_nothing(
    starter_edition: briefing.Build, edition: briefing.Build, harbour_once: Path, tmp_path: Path, small: bool
) -> None:
    deck = deck_of(starter_edition if small else edition, tmp_path)
    done = refresh(deck, asset("project") if small else harbour_once)
    assert (done.path, done.changes, done.left) == (tmp_path / "edited.refreshed.pptx", (), ())
    assert str(done).startswith("nothing changed\n")
    assert parts(done.path) == parts(deck)


@pytest.mark.parametrize("small", [True, False])
def test_an_unedited_deck_becomes_the_deck_that_is_built_from_the_new_data(
    starter_edition: briefing.Build,
    edition: briefing.Build,
    later: Path,
    changed: Path,
    tmp_path: Path,
    small: bool,
) -> None:
    deck = deck_of(starter_edition if small else edition, tmp_path)
    project = later if small else changed
    built = briefing.build(project, tmp_path / "new", only=["deck"])
    assert built.deck is not None
    done = refresh(deck, project)
    assert done.changes
    assert done.left == ()
    assert parts(done.path) == parts(built.deck)
    again = refresh(done.path, project, tmp_path / "again.pptx")
    assert again.changes == ()


def edit_small(deck: Opened) -> dict[str, Any]:
    """A morning's work on the small deck; → what must be kept."""
    kept: dict[str, Any] = {}
    visits = hand.slide_of(deck, "visits")
    title = hand.shape_of(visits, "Title")
    hand.rewrite(title, "and have risen since, to", "but now stand at")
    hand.cut(title, "560", 1)
    kept["moved"] = hand.move(hand.shape_of(visits, "Subtitle"))
    chart = hand.shape_of(visits, "Chart")
    chart.name = "My chart"
    chart.width = Emu(chart.width - 900_000)
    kept["wide"] = chart.width
    hand.add_series(chart.chart, "=1+1", [1.0, 2.0, 3.0, 4.0, 5.0])
    chart.chart.plots[0].series[0].format.line.color.rgb = RGBColor(0, 0xB0, 0x50)  # type: ignore[no-untyped-call]
    glance = hand.slide_of(deck, "glance")
    hand.rewrite(hand.shape_of(glance, "Number 1"), "560", "about 560")
    hand.rewrite(hand.shape_of(glance, "First period 1"), "410", "399")
    hand.delete(hand.shape_of(glance, "Number 2"))
    hand.colour(hand.shape_of(glance, "Changes 2"))
    places = hand.slide_of(deck, "places")
    hand.recolour_point(hand.chart_of(places), 1)
    box = places.shapes.add_textbox(Emu(0), Emu(0), Emu(2_000_000), Emu(400_000))
    box.name, box.text_frame.text = "Remark of a hand", "Sample Town counted 430 in our survey"
    hand.colour(hand.shape_of(places, "Point 1"))
    copied = hand.duplicate(deck, places)
    hand.to_front(deck, copied)
    own = deck.slides.add_slide(deck.slide_layouts[1])
    own.shapes.title.text = "Written by hand in 2023"
    hand.delete_slide(deck, hand.slide_of(deck, "targets"))
    return kept


@pytest.fixture(scope="module")
def refreshed(
    starter_edition: briefing.Build, later: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Opened, Refresh, dict[str, Any]]:
    """The small deck, edited by hand and refreshed with a new year."""
    folder = tmp_path_factory.mktemp("refreshed")
    path = deck_of(starter_edition, folder)
    deck = Presentation(str(path))
    kept = edit_small(deck)
    deck.save(str(path))
    done = refresh(path, later)
    return Presentation(str(done.path)), done, kept


Refreshed = tuple[Opened, Refresh, dict[str, Any]]


def test_a_sentence_that_a_hand_has_reworded_prints_the_new_number(refreshed: Refreshed) -> None:
    title = hand.text_of(hand.slide_of(refreshed[0], "visits"), "Title")
    assert title == "Library visits fell in 2020 but now stand at 616\u00a0thousand"


def test_a_number_that_a_hand_has_rewritten_stays_and_is_listed(refreshed: Refreshed) -> None:
    deck, done, _ = refreshed
    glance = hand.slide_of(deck, "glance")
    assert hand.text_of(glance, "Number 1") == "about 616"
    assert "399" in hand.text_of(glance, "First period 1")
    left = [one for one in done.left if "glance" in one.where]
    assert any("First period 1" in one.where and "410" in one.now for one in left)
    assert any("Number 2" in one.where and "removed by hand" in one.what for one in left)
    assert "Number 2" not in [shape.name for shape in glance.shapes]


def test_looks_and_places_of_a_hand_are_kept(refreshed: Refreshed) -> None:
    deck, _, kept = refreshed
    since = hand.shape_of(hand.slide_of(deck, "glance"), "Changes 2")
    assert hand.colours(since) == {"C00000"}
    assert "on 2023" in since.text_frame.text
    visits = hand.slide_of(deck, "visits")
    subtitle = hand.shape_of(visits, "Subtitle")
    assert (subtitle.left, subtitle.top) == kept["moved"]
    assert "2019–2024" in subtitle.text_frame.text
    assert hand.shape_of(visits, "My chart").width == kept["wide"]
    panel = hand.shape_of(hand.slide_of(deck, "places"), "Point 1")
    assert hand.colours(panel) == {"C00000"}
    assert "616" in panel.text_frame.text


def test_a_chart_takes_the_new_year_and_keeps_what_a_hand_added(refreshed: Refreshed) -> None:
    chart = hand.chart_of(hand.slide_of(refreshed[0], "visits"), "My chart")
    assert list(chart.plots[0].categories) == ["2019", "2020", "2021", "2022", "2023", "2024"]
    first, *_, last = chart.plots[0].series
    assert first.values == (410.0, 250.0, 330.0, 480.0, 560.0, 616.0)
    assert (last.name, last.values) == ("=1+1", (1.0, 2.0, 3.0, 4.0, 5.0, None))
    assert str(first.format.line.color.rgb) == "00B050"
    labels = first._element.findall("{*}dLbls/{*}dLbl/{*}idx")
    assert labels
    assert max(int(label.get("val")) for label in labels) == 5


def test_cells_of_every_workbook_are_what_the_chart_shows(refreshed: Refreshed) -> None:
    for slide in refreshed[0].slides:
        for shape in slide.shapes:
            if shape.has_chart:
                for row, cells in zip(hand.shown(shape.chart), hand.cells_of(shape.chart), strict=False):
                    assert cells[: len(row)] == pytest.approx(row), (slide.slide_id, shape.name)


def test_words_like_a_formula_stay_words_in_the_workbook(refreshed: Refreshed) -> None:
    import io

    from openpyxl import load_workbook  # type: ignore[import-untyped]

    chart = hand.chart_of(hand.slide_of(refreshed[0], "visits"), "My chart")
    sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))["Data"]
    heads = {cell.value: cell.data_type for cell in sheet[1]}
    assert heads["=1+1"] == "s"


def test_slides_that_were_copied_moved_deleted_and_added_stay_so(refreshed: Refreshed) -> None:
    from briefing.deck.bindings import read_bindings

    deck, done, _ = refreshed
    keys = [bound["slide"] if (bound := read_bindings(slide.part)) else "" for slide in deck.slides]
    assert keys == ["places", "cover", "glance", "visits", "places", ""]
    for at in (0, 4):
        slide = deck.slides[at]
        assert "616" in hand.text_of(slide, "Point 1")
        assert hand.chart_of(slide).plots[0].series[0].values[0] == 616.0
        assert hand.point_colour(hand.chart_of(slide), 1) == "C00000"
        assert hand.text_of(slide, "Remark of a hand") == "Sample Town counted 430 in our survey"
    assert said(done, "section targets")


def test_the_old_numbers_stand_only_where_a_hand_has_put_them(refreshed: Refreshed) -> None:
    deck, done, _ = refreshed
    lines = [line for line in hand.all_text(deck).splitlines() if "560" in line or "101.2" in line or "430" in line]
    assert set(lines) == {"Sample Town counted 430 in our survey"}
    assert any("430" in what for what in said(done, "Remark of a hand"))


def test_a_refreshed_deck_passes_an_independent_validator(refreshed: Refreshed, tmp_path: Path) -> None:
    assert audit(refreshed[1].path.read_bytes(), tmp_path) == []


def test_a_deck_can_be_refreshed_again_and_the_hand_is_still_known(
    refreshed: Refreshed, later: Path, tmp_path: Path
) -> None:
    done = refreshed[1]
    again = refresh(done.path, later, tmp_path / "again.pptx")
    assert again.changes == ()
    removed = [one for one in done.left if "stays removed" in one.what or "no slide" in one.what]
    assert removed
    assert [one for one in again.left if one in removed] == removed
    back = refresh(done.path, asset("project"), tmp_path / "back.pptx")
    title = hand.text_of(hand.slide_of(Presentation(str(back.path)), "visits"), "Title")
    assert title == "Library visits fell in 2020 but now stand at 560\u00a0thousand"


@pytest.mark.usefixtures("nothing_reused")
def test_the_same_inputs_give_the_same_bytes(refreshed: Refreshed, later: Path, tmp_path: Path) -> None:
    given = refreshed[1].path.with_name("edited.pptx")
    before = given.read_bytes()
    other = refresh(given, later, tmp_path / "other.pptx")
    assert other.path.read_bytes() == refreshed[1].path.read_bytes()
    assert given.read_bytes() == before


def test_cells_of_a_table_and_notes_follow_the_data_beside_a_hand_s_edits(
    edition: briefing.Build, changed: Path, tmp_path: Path
) -> None:
    path = deck_of(edition, tmp_path)
    deck = Presentation(str(path))
    summary = hand.slide_of(deck, "line")
    notes = summary.notes_slide.notes_text_frame
    assert notes is not None
    notes.paragraphs[0].runs[0].text = "Say slowly: " + notes.paragraphs[0].runs[0].text
    table = next(shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table)
    table.cell(1, 1).text = "Written by a hand"
    deck.save(str(path))
    done = refresh(path, changed)
    deck = Presentation(str(done.path))
    notes = hand.slide_of(deck, "line").notes_slide.notes_text_frame
    assert notes is not None
    assert "Say slowly" in notes.text
    assert "1,178" in notes.text
    assert "rose 39%" not in hand.all_text(deck)
    assert "1,156" not in hand.all_text(deck)
    table = next(shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table)
    assert table.cell(1, 1).text == "Written by a hand"


def test_a_value_that_a_hand_has_set_in_a_chart_stays_and_is_listed(
    starter_edition: briefing.Build, later: Path, tmp_path: Path
) -> None:
    path = deck_of(starter_edition, tmp_path)
    deck = Presentation(str(path))
    chart = hand.chart_of(hand.slide_of(deck, "places"))
    series = chart.plots[0].series[0]._element
    series.find("{*}val").findall(".//{*}v")[0].text = "999"
    deck.save(str(path))
    done = refresh(path, later)
    chart = hand.chart_of(hand.slide_of(Presentation(str(done.path)), "places"))
    assert chart.plots[0].series[0].values[0] == 999.0
    assert [one.now for one in done.left if "Chart" in one.where] == ["616"]
    assert hand.cells_of(chart)[1][1] == 999.0


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: path.write_bytes(b"no zip"), "no presentation"),
        (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600), "password"),
        (lambda path: path.unlink(), "cannot be read"),
        (lambda path: Presentation().save(str(path)), "bound to data"),
        (lambda path: replaced(path, b"&quot;version&quot;:1", b"&quot;version&quot;:0"), "version 0"),
        (lambda path: replaced(path, b"&quot;items&quot;:", b"&quot;things&quot;:"), "damaged"),
        (lambda path: replaced(path, b"example-city.en&quot;", b"other-city.en&quot;"), "other-city"),
        (
            lambda path: replaced(
                path, b"&quot;template&quot;:&quot;&quot;", b"&quot;template&quot;:&quot;a.potx&quot;"
            ),
            "a.potx",
        ),
    ],
)
def test_a_deck_that_cannot_be_refreshed_is_refused_and_nothing_is_written(
    starter_edition: briefing.Build, tmp_path: Path, make: Any, told: str
) -> None:
    path = deck_of(starter_edition, tmp_path)
    make(path)
    with pytest.raises(InputError, match=told):
        refresh(path, asset("project"))
    assert [file for file in tmp_path.iterdir() if file != path] == []


def replaced(path: Path, old: bytes, new: bytes) -> None:
    """Other words in every tag of a deck."""
    with zipfile.ZipFile(path) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            assert "/tags/" not in name or old in content
            archive.writestr(name, content.replace(old, new) if "/tags/" in name else content)


def test_the_deck_that_was_given_is_never_written_to(starter_edition: briefing.Build, tmp_path: Path) -> None:
    path = deck_of(starter_edition, tmp_path)
    with pytest.raises(UsageError, match="was given"):
        refresh(path, asset("project"), path)
    with pytest.raises(UsageError, match=r"\.pptx"):
        refresh(path, asset("project"), tmp_path / "out.pdf")


def test_errors_of_the_story_stop_a_refresh(starter_edition: briefing.Build, starter: Path, tmp_path: Path) -> None:
    file = starter / "observations.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("2023,560", "2023,60"), encoding="utf-8")
    with pytest.raises(BriefingError):
        refresh(deck_of(starter_edition, tmp_path), starter)


def test_the_command_prints_what_changed(
    starter_edition: briefing.Build, later: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = deck_of(starter_edition, tmp_path)
    assert cli.main(["refresh", str(path), str(later)]) == 0
    told = capsys.readouterr().out
    assert "slide 3 (visits), Title: 560 → 616\n" in told
    assert told.endswith(f"{tmp_path / 'edited.refreshed.pptx'}\n")
    assert cli.main(["refresh", str(path), str(later), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {"where": "slide 3 (visits), Title", "old": "560", "new": "616"} in found["changes"]
    assert cli.main(["refresh", str(tmp_path / "none.pptx"), str(later)]) == 1
    assert "none.pptx: it cannot be read" in capsys.readouterr().err
