"""Classes of a map in words: their bounds, how many places they hold, and that each place of the world is in one."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from briefing import brief
from briefing.charts import plot
from briefing.deck.plan.planning import plan
from briefing.deck.slides import TextBox
from briefing.model.text import plain
from briefing.pipeline import ledger_file
from briefing.pipeline.gate import read_back
from briefing.pipeline.writing import files_of
from briefing.proof.evidence import Evidence
from briefing.proof.planned import check
from briefing.proof.reading.ledger_decoding import ledger
from tests.charts import grid
from tests.charts.test_maps import EVERY, MANY, chart_of, document, theme


def test_the_lowest_class_in_chinese_is_without_its_bound_and_one_place_has_its_measure_word(tmp_path: Path) -> None:
    evidence = f"chart: {{kind: map, series: [level], {EVERY}, breaks: [51, 60]}}"
    made = replace(chart_of(document(tmp_path, evidence=evidence)), lang="zh", things="县市")
    drawn = plot(made).map
    assert drawn is not None
    assert [plain(item.words) for item in drawn.classes][::2] == ["低于51", "60及以上"]
    assert plain(drawn.classes[0].count) == "1个县市"


def test_classes_too_narrow_for_a_long_name_of_places_have_their_counts_as_numbers(tmp_path: Path) -> None:
    data = grid.dataset(lambda place, at: 40.0 + 2 * place, places=MANY, years=range(2022, 2024))
    called = replace(grid.edition(range(2022, 2024), MANY), things={"en": "parliamentary constituencies"})
    case = grid.of(f"subtitle: auto\n    chart: {{kind: map, series: [level], {EVERY}}}", data, called)
    made = case.composed(tmp_path)
    texts = [plain(paragraph.text) for slide in plan(made, theme()) for item in slide.elements
             if isinstance(item, TextBox) for paragraph in item.paragraphs]  # fmt: skip
    says = "Numbers in the classes count parliamentary constituencies."
    assert any(one.startswith(says) for one in texts)
    assert sum(one in ("4", "5") for one in texts) == 5
    briefs = brief.write(made, theme())
    files = files_of(made, briefs)
    rows = ledger(ledger_file.write(made, theme(), {"brief": briefs}, files))
    parsed = tuple(one for file in read_back(files) for one in file.files)
    assert list(check(Evidence(parsed, rows, "ledger.json"))) == []
    shown = " ".join(item.text for file in parsed for page in file.pages for item in page.elements)
    assert says in " ".join(shown.split())


def test_every_inhabited_place_of_iso_3166_is_on_the_map_of_the_world(tmp_path: Path) -> None:
    islands = ("Tuvalu", "GIB", "Tokelau", "圣诞岛", "CC", "Tonga")
    made = chart_of(document(tmp_path, places=islands, codes={}))
    assert made.ground is not None
    found = dict(zip((row.key for row in made.rows), made.ground.codes, strict=True))
    assert found == dict(zip(islands, ("TUV", "GIB", "TKL", "CXR", "CCK", "TON"), strict=True))
