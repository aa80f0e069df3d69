"""Maps: how places find their outlines, how classes are made, extremes, and faults that the proof finds.

rules: planned-numbers
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from briefing import brief, deck, read
from briefing.assets import asset
from briefing.charts import plot
from briefing.charts.map_view import MapView, clipped
from briefing.compose import compose
from briefing.compose.blocks.maps import round_between
from briefing.deck.plan.charts.map_chart import ABSENT
from briefing.deck.plan.planning import plan
from briefing.deck.slides import Freeform, Group, Shape, TextBox
from briefing.errors import BriefingError
from briefing.model.chart import Chart
from briefing.model.document import Document
from briefing.model.edition import Project
from briefing.model.ledger import Written
from briefing.model.text import plain
from briefing.model.theme import Theme, luminance
from briefing.pipeline import ledger_file
from briefing.pipeline.gate import read_back
from briefing.pipeline.writing import files_of
from briefing.proof.evidence import Evidence
from briefing.proof.planned import check
from briefing.proof.reading.ledger_decoding import ledger
from briefing.read.boundaries import packed
from tests.charts import grid
from tests.deck.reading_deck import Deck

COUNTRIES = ("France", "DEU", "Côte d'Ivoire", "76", "singapore", "日本", "Korea, Rep", "Hong Kong, China")
_CODES = ("FRA", "DEU", "CIV", "BRA", "SGP", "JPN", "KOR", "HKG")
EVERY = "entities: all"
MANY = (
    "Kenya", "Chad", "Mali", "Niger", "Ghana", "Gabon", "Egypt", "Libya", "India", "China", "Nepal", "Laos",
    "France", "Germany", "Norway", "Malta", "Italy", "Brazil", "Spain", "Chile", "Japan", "Peru",
)  # fmt: skip
Values = grid.Values


def document(
    folder: Path,
    values: Values = lambda place, at: 50.0 + 3.7 * place,
    evidence: str = f"chart: {{kind: map, series: [level], {EVERY}}}",
    places: tuple[str, ...] = COUNTRIES,
    codes: dict[str, str] | None = None,
) -> Document:
    """Values of places in one year and the lines of a section → the document."""
    data = grid.dataset(values, places=places, years=range(2022, 2024))
    known = {"Korea, Rep": "KR"} if places == COUNTRIES else {}
    data = replace(data, codes=known if codes is None else codes)
    case = grid.of(f"subtitle: auto\n    {evidence}", data, grid.edition(range(2022, 2024), places))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "story.en.yaml"
    path.write_text(case.story, encoding="utf-8")
    project = Project(folder, case.edition, data, {"en": path}, folder / "ink.toml")
    return compose(project, read.story(path), "en")


def chart_of(made: Document) -> Chart:
    (block,) = made.sections[0].blocks
    assert isinstance(block, Chart)
    return block


def refused(folder: Path, **data: object) -> str:
    with pytest.raises(BriefingError) as caught:
        document(folder, **data)  # type: ignore[arg-type]
    assert all(one.fix for one in caught.value.findings)
    return "\n".join(f"{one.what}; {one.fix}" for one in caught.value.findings)


def test_places_are_joined_by_codes_and_names_in_any_writing(tmp_path: Path) -> None:
    made = chart_of(document(tmp_path))
    assert made.ground is not None
    assert dict(zip((row.key for row in made.rows), made.ground.codes, strict=True)) == dict(
        zip(COUNTRIES, _CODES, strict=True)
    )
    drawn = plot(made).map
    assert drawn is not None
    small = {area.code for area in drawn.areas if area.small}
    assert {"SGP", "HKG"} <= small
    assert not small & {"FRA", "JPN"}
    note = plain(document(tmp_path).sections[0].note_line)
    assert "Outlines: Natural Earth, de facto boundaries." in note


def test_places_that_are_not_on_the_map_or_share_a_code_are_named(tmp_path: Path) -> None:
    lost = refused(tmp_path, places=("France", "Francs", "Atlantis"))
    assert "2 of 3 places are not on the map 'world': " in lost
    assert "Francs (did you mean France?)" in lost
    assert "a column `code` of entities.csv" in lost
    assert "FR and France are both FRA" in refused(tmp_path, places=("France", "FR"))
    assert "X1" not in refused(tmp_path, places=("France", "Nowhere"), codes={"Nowhere": "X1"}).partition(";")[0]
    none = refused(tmp_path, evidence=f"chart: {{kind: map, series: [level], {EVERY}, outlines: worlds}}")
    assert "there is no map 'worlds'; did you mean 'world'" in none
    assert "make no classes; give at most 4" in refused(
        tmp_path, evidence=f"chart: {{kind: map, series: [level], {EVERY}, breaks: [3, 2]}}"
    )
    assert "does not show `breaks`" in refused(
        tmp_path, evidence=f"chart: {{kind: bar, series: [level], {EVERY}, breaks: [3]}}"
    )


def breaks(folder: Path, values: Values, keys: str = "", places: tuple[str, ...] = COUNTRIES) -> tuple[float, ...]:
    made = document(folder, values, f"chart: {{kind: map, series: [level], {EVERY}{keys}}}", places)
    ground = chart_of(made).ground
    assert ground is not None
    return ground.breaks


def test_classes_have_round_bounds_and_part_no_equal_values(tmp_path: Path) -> None:
    assert breaks(tmp_path, lambda place, at: 50.0 + 3.7 * place) == (55.0, 60.0, 65.0, 70.0)
    assert breaks(tmp_path, lambda place, at: float(place >= 2)) == (1.0,)
    assert breaks(tmp_path, lambda place, at: 7.0) == ()
    assert breaks(tmp_path, lambda place, at: 1e12 if place else 1e-6)[0] <= 1e12
    assert breaks(tmp_path, lambda place, at: 10.0 * place, ", classes: equal") == (20.0, 40.0, 60.0)
    assert breaks(tmp_path, lambda place, at: 10.0 * place, ", breaks: [5, 60]") == (5.0, 60.0)
    assert breaks(tmp_path, lambda place, at: 3.0, ", classes: equal") == ()
    cases = ((79.3, 80.2, 80.0), (0.0, 1e-7, 1e-7), (-5.2, -4.9, -5.0), (-1.0, 1.0, 0.0), (1e-6, 1e12, 1e12))
    for low, high, found in cases:
        assert round_between(low, high) == pytest.approx(found)


def test_a_value_that_is_printed_as_a_bound_is_not_below_it(tmp_path: Path) -> None:
    times = (2.4, 1.6, 0.8883, 0.8778)
    found = breaks(
        tmp_path, lambda place, at: 100 * times[place] if at else 100.0, ", measure: multiple", COUNTRIES[:4]
    )
    assert found == (0.885, 1.0, 2.0)  # 0.88 would stand below a place with 0.88×
    made = document(tmp_path, lambda place, at: 100 * times[place] if at else 100.0,
                    f"chart: {{kind: map, series: [level], {EVERY}, measure: multiple}}", COUNTRIES[:4])  # fmt: skip
    drawn = plot(chart_of(made)).map
    assert drawn is not None
    assert [plain(item.words) for item in drawn.classes] == [
        "under 0.885×",
        "0.885 to 1.0×",
        "1.0 to 2.0×",
        "2.0× or more",
    ]


_MANY = tuple(
    f"{region.names[3]} of a name as long as forty letters"[:44] if at % 2 else f"很长的中文名称{region.names[0]}"
    for at, region in enumerate(packed("world").regions[:200])
)
EXTREMES: dict[str, tuple[Values, tuple[str, ...]]] = {
    "one value": (lambda place, at: 82.5, COUNTRIES[:1]),
    "all equal": (lambda place, at: 7.0, COUNTRIES),
    "all negative": (lambda place, at: -3.2 - place, COUNTRIES),
    "mixed signs": (lambda place, at: -20.0 + 7.3 * place, COUNTRIES),
    "very unequal": (lambda place, at: 1e12 if place == 0 else 1e-6 * (1 + place), COUNTRIES),
    "two hundred places": (lambda place, at: 40.0 + place * 37 % 101 / 3, _MANY),
}


@cache
def theme() -> Theme:
    return read.theme(asset("themes") / "ink.toml")


@pytest.mark.parametrize("name", EXTREMES)
def test_extremes_are_drawn_right_and_read_back(name: str, tmp_path: Path) -> None:
    values, places = EXTREMES[name]
    codes = {place: packed("world").regions[at].code for at, place in enumerate(places)} if len(places) > 9 else None
    made = document(tmp_path, values, places=places, codes=codes)
    written = deck.write(made, theme())
    assert brief.write(made, theme()).files
    assert faults(made, written, lambda slide: slide) == []
    assert len(written.files[".pptx"]) < 600_000


def faults(made: Document, written: Written, change: Callable[[str], str]) -> list[str]:
    """A document, its deck and a change of its second slide → what the proof says of it."""
    archive = zipfile.ZipFile(io.BytesIO(written.files[".pptx"]))
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as out:
        for item in archive.infolist():
            data = archive.read(item)
            if item.filename == "ppt/slides/slide2.xml":
                data = change(data.decode()).encode()
            out.writestr(item, data)
    written = replace(written, files={".pptx": changed.getvalue()})
    files = files_of(made, written)
    parsed = tuple(one for file in read_back(files) for one in file.files)
    rows = ledger_file.write(made, theme(), {"deck": written}, files)
    return [finding.what for finding in check(Evidence(parsed, ledger(rows), "ledger.json"))]


def shape(slide: str, name: str) -> str:
    shapes: list[str] = re.findall(r"<p:sp>.*?</p:sp>", slide, re.S)
    return next(found for found in shapes if f'name="{name}"' in found)


def fill(markup: str) -> str:
    """The fill of a shape, which stands before its line."""
    found = re.search(r"<a:(solidFill|pattFill).*?</a:\1>", markup, re.S)
    return str(found[0]) if found else ""


def painted(slide: str, name: str, other: str) -> str:
    """A slide on which one shape has the fill of another."""
    one = shape(slide, name)
    return slide.replace(one, one.replace(fill(one), fill(shape(slide, other)), 1))


def exchanged(slide: str, one: str, other: str, pattern: str) -> str:
    """A slide on which two shapes have each other's match of a pattern."""
    first, second = shape(slide, one), shape(slide, other)
    here, there = (re.search(pattern, item, re.S)[0] for item in (first, second))  # type: ignore[index]
    slide = slide.replace(first, "\0").replace(second, second.replace(there, here))
    return slide.replace("\0", first.replace(here, there))


def raised(markup: str, points: float) -> str:
    """A shape that stands so many points higher."""
    return re.sub(
        r'(<a:off x="\d+" y=")(\d+)', lambda found: f"{found[1]}{int(found[2]) - round(points * 12700)}", markup
    )


FAULTS: dict[str, tuple[Callable[[str], str], str]] = {
    "a place in the colour of another class": (lambda s: painted(s, "FRA", "HKG"), "FRA has the colour that of class"),
    "a painted place without a value": (lambda s: painted(s, "CAN", "HKG"), "CAN is painted as a class, and has no"),
    "a place that is missing": (lambda s: s.replace(shape(s, "BRA"), ""), "BRA stands on the map 0 times"),
    "two places by each other's name": (
        lambda s: s.replace('"FRA"', '"\0"').replace('"HKG"', '"FRA"').replace("\0", "HKG"),
        "HKG has the colour that of class 1",
    ),
    "a legend of other colours": (
        lambda s: exchanged(s, "Class 1", "Class 5", r"<a:solidFill>.*?</a:solidFill>"), "has the colour that of class",
    ),
    "a legend that counts wrongly": (
        lambda s: s.replace(shape(s, "Class count 3"), shape(s, "Class count 3").replace("2 places", "3 places")
                            .replace("<a:t>1</a:t>", "<a:t>3 places</a:t>")),
        "stands in class 3, which has",
    ),
    "bounds of other classes": (
        lambda s: exchanged(s, "Class bounds 2", "Class bounds 3", r"<a:t>.*?</a:t>"), "as a bound, which is",
    ),
    "a dot in another colour": (lambda s: painted(s, "Dot FRA", "Dot HKG"), "the dot of FRA has not the colour"),
    "a dot at another height": (
        lambda s: exchanged(s, "Dot FRA", "Dot HKG", r'<a:off [^>]*>'), "and its value does not",
    ),
    "a dot a little above its value": (
        lambda s: s.replace(shape(s, "Dot FRA"), raised(shape(s, "Dot FRA"), 4.0)), "the dot of FRA stands at",
    ),
    "a dot in its row, not at its value": (
        lambda s: s.replace(shape(s, "Dot FRA"), raised(shape(s, "Dot FRA"), -1.5)), "the dot of FRA stands at",
    ),
    "a value beside another place": (
        lambda s: exchanged(s, "Place 1", "Place 2", r"<a:t>[0-9.]+</a:t>"), "whose value is",
    ),
}  # fmt: skip


@cache
def _planted() -> tuple[Document, Written]:
    from tests.once import shared_folder  # the document is composed once

    evidence = f"chart: {{kind: map, series: [level], {EVERY}, highlight: France, second: DEU}}"
    made = document(shared_folder("maps"), evidence=evidence)
    return made, deck.write(made, theme())


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name: str) -> None:
    change, what = FAULTS[name]
    made, written = _planted()
    assert any(what in found for found in faults(made, written, change)), faults(made, written, change)


def test_a_map_that_is_right_has_no_fault_and_a_rule_that_was_not_kept_is_one() -> None:
    made, written = _planted()
    assert faults(made, written, lambda slide: slide) == []
    chart = chart_of(made)
    assert chart.ground is not None
    for ground, what in (
        (replace(chart.ground, breaks=(51.0, 52.0, 53.0, 60.0)), "equally many would be after"),
        (replace(chart.ground, rule="equal", breaks=(51.0, 52.0, 60.0)), "not of equal width"),
        (replace(chart.ground, breaks=(60.0, 51.0)), "make no classes"),
    ):
        section = replace(made.sections[0], blocks=(replace(chart, ground=ground),))
        other = replace(made, parts=(replace(made.parts[0], sections=(section,)),))
        found = faults(other, written, lambda slide: slide)
        assert any(what in one for one in found), found


def test_places_that_fill_a_part_of_the_world_are_shown_larger_and_outlines_end_at_the_view(tmp_path: Path) -> None:
    near = plot(chart_of(document(tmp_path, places=("France", "Germany", "Norway", "Malta")))).map
    wide = plot(chart_of(document(tmp_path))).map
    assert near is not None
    assert wide is not None
    assert near.wide < wide.wide / 4  # French Guiana does not widen it
    codes = {area.code for area in near.areas}
    assert {"FRA", "DEU", "NOR", "MLT", "ITA"} <= codes
    assert not codes & {"BRA", "AUS", "SGP"}
    inside = MapView(near.left, near.top, near.left + near.wide, near.top + near.high)
    assert all(inside.holds(point) for area in near.areas for ring in area.rings for point in ring)
    assert not any(inside.holds(point) for area in wide.areas if area.code == "BRA" for point in area.rings[0])
    square = ((0, 0), (10, 0), (10, 10), (0, 10))
    assert set(clipped(square, MapView(5, -5, 20, 5))) == {(5, 0), (10, 0), (10, 5), (5, 5)}
    assert clipped(square, MapView(20, 20, 30, 30)) == ()


def test_the_level_of_a_ranking_crosses_no_name_and_has_its_own(tmp_path: Path) -> None:
    values = (40.0, 40.5, 41.0, 41.5, 42.0, 42.5, 43.0, 44.0, 45.0, 70.0, 95.0)
    evidence = f"chart: {{kind: map, series: [level], {EVERY}, benchmark: median}}"
    made = document(tmp_path, lambda place, at: values[place], evidence, MANY[:11])
    (slide,) = (slide for slide in plan(made, theme()) if any(item.name == "Last places" for item in slide.elements))
    boxes = {item.name: item.box for item in slide.elements if not isinstance(item, Group)}
    level, names, word = boxes["Level 1"], boxes["Last places"], boxes["Level text 1"]
    assert names.y < level.y < names.y1  # as the values lie
    assert level.x1 <= names.x
    assert not word.touches(names)
    assert not word.touches(boxes["First places"])


def test_a_place_that_leads_is_named_at_its_dot_in_the_ranking(tmp_path: Path) -> None:
    places = ("France", "Germany", "Norway", "Malta", "Italy", "Brazil", "Spain", "Chile", "Japan", "Peru", "India")

    def names(highlight: str) -> dict[str, Any]:
        evidence = f"chart: {{kind: map, series: [level], {EVERY}, highlight: {highlight}}}"
        made = document(tmp_path / highlight, lambda place, at: 40.0 + 5 * place, evidence, places=places)
        slides = (slide for slide in plan(made, theme()) if any(item.name == "Last places" for item in slide.elements))
        return {item.name: item for item in next(slides).elements if not isinstance(item, Group)}

    led = names("Brazil")
    (key,) = (name for name in led if name.startswith("Leading place"))
    assert plain(led[key].paragraphs[0].text) == "Brazil 65"
    assert not led[key].box.touches(led["Last places"].box)
    assert not any(name.startswith("Leading place") for name in names("France"))


def test_a_ranking_of_many_names_all_between_its_end_and_the_place_that_leads(tmp_path: Path) -> None:
    def last(highlight: str) -> list[str]:
        evidence = f"chart: {{kind: map, series: [level], {EVERY}, highlight: {highlight}}}"
        made = document(tmp_path / highlight, lambda place, at: 40.0 + 2 * place, evidence, places=MANY)
        slides = plan(made, theme())
        (box,) = (item for slide in slides for item in slide.elements if item.name == "Last places")
        assert isinstance(box, TextBox)
        return [plain(paragraph.text).rpartition(" ")[0] for paragraph in box.paragraphs[1:]]

    assert last("Ghana") == ["Ghana", "Niger", "Mali", "Chad", "Kenya"]
    assert last("Gabon") == ["Mali", "Chad", "Kenya"]


def test_the_group_of_a_map_names_its_shapes_by_their_codes(tmp_path: Path) -> None:
    written = Deck.of(_planted()[1].files[".pptx"])
    names = written.values("ppt/slides/slide2.xml", "//p:grpSp[p:nvGrpSpPr/p:cNvPr/@name='Map']/p:sp//p:cNvPr/@name")
    assert set(_CODES) <= set(names)
    assert len(names) == len(set(names))
    (described,) = written.values("ppt/slides/slide2.xml", "//p:grpSp/p:nvGrpSpPr/p:cNvPr[@name='Map']/@descr")
    assert described.startswith("Map: ")


def test_what_has_no_value_on_a_map_is_hatched_and_its_ground_is_paler_than_that_of_any_class(tmp_path: Path) -> None:
    slides = plan(document(tmp_path), theme())
    (group,) = (item for slide in slides for item in slide.elements if isinstance(item, Group) and item.name == "Map")
    hatched = [item for item in group.items if isinstance(item, Shape | Freeform) and item.hatched]
    assert hatched
    assert {item.fill for item in hatched} == {ABSENT}
    for file in asset("themes").glob("*.toml"):
        palette = read.theme(file).light
        strokes, paper = luminance(getattr(palette, ABSENT)), luminance(palette.paper)
        assert (strokes + 3 * paper) / 4 > luminance(palette.heat_1) + 0.1  # strokes are a quarter of the ground
