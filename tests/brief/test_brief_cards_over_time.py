"""Cards of months and quarters, as deck, brief and letter print them: a difference is printed only where a reader who
subtracts the printed values finds it, and data that end long before the edition say so."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pypdfium2
import pytest

import briefing
from briefing.model.document import Cards
from briefing.model.text import plain
from briefing.pipeline.build import editions

SETTINGS = """\
[edition]
slug = "sandholm"
title = "Sandholm"
entity = "Sandholm"
period = { last = 13, frequency = "month" }
as_of = 2026-06-30
languages = ["en", "zh"]
[imprint]
organisation = "Sandholm office"
owner = "Desk"
contact = "desk@example.org"
[facts]
prices = { indicator = "prices" }
vacant = { indicator = "vacant" }
output = { indicator = "output", period = { last = 11 } }
people = { indicator = "people", period = { last = 5 } }
inflation = { change = "prices", on = "year" }
growth = { change = "output", on = "year", period = { last = 7 } }
more = { change = "people", on = "year", period = { last = 4 } }
"""
INDICATORS = """\
id,name_en,name_zh,unit,kind,frequency,adjustment,aggregate,direction_of_good,definition
prices,Prices,价格,"index, 2024 = 100",index,M,N,mean,context,Prices
vacant,Vacant flats,空置率,%,rate,M,S,mean,context,Flats without tenants
output,Output,产出,million crowns,flow,Q,S,sum,up,Output
people,Residents of Sandholm,常住人口,persons,stock,A,,none,context,Residents
"""
SOURCES = "id,publisher,short,title,url,published\nOFFICE,Sandholm office,Sandholm office,Tables,,2026-06-20\n"
PRICES = {"2024-04": 99.8, "2024-05": 100, "2025-04": 102.1, "2025-05": 102.36, "2026-04": 106.02, "2026-05": 106.71}
OUTPUT = {"2023-Q2": 1020, "2023-Q3": 1031.5, "2024-Q2": 1044.1, "2024-Q3": 1056.7}
PEOPLE = {2020: 40000, 2021: 40296, 2022: 40700, 2023: 41100, 2024: 41618}
CARDS = """\
letter: {greeting: "%s"}
sections:
  - id: cards
    title: "%s"
    subtitle: "%s"
    cards:
      - {fact: inflation, label: "%s", unit: "%%"}
      - {fact: vacant, label: "%s", unit: "%%"}
      - {fact: growth, label: "%s", unit: "%%"}
      - {fact: more, label: "%s", unit: "%%"}
"""
LAST = "{{ vacant.last | period }}", "{{ vacant.last | unit }}"
WORDS = {
    "en": (
        "Good morning", f"In {LAST[0]} {LAST[1]} of flats stood empty", f"Values to {LAST[0]}",
        "Inflation", "Vacant flats", "Growth", "More people",
    ),
    "zh": ("您好", f"{LAST[0]}空置率为{LAST[1]}", f"截至{LAST[0]}", "通胀", "空置率", "增长", "人口增长"),
}  # fmt: skip


def project(folder: Path) -> Path:
    """Months to May 2026, quarters to the third of 2024, years to 2024."""
    folder.mkdir()
    rows = ["indicator_id,entity,period,value,status,source_id"]
    months = [dt.date(2024 + at // 12, at % 12 + 1, 1) for at in range(29)]
    for at, month in enumerate(months):
        rows.append(f"prices,Sandholm,{month:%Y-%m},{PRICES.get(f'{month:%Y-%m}', 100 + at / 5)},A,OFFICE")
        rows.append(f"vacant,Sandholm,{month:%Y-%m},{3 + at / 10:.1f},A,OFFICE")
    quarters = [f"{year}-Q{number}" for year in (2022, 2023, 2024) for number in (1, 2, 3, 4)][:-1]
    rows += [f"output,Sandholm,{quarter},{OUTPUT.get(quarter, 1000)},A,OFFICE" for quarter in quarters]
    rows += [f"people,Sandholm,{year},{value},A,OFFICE" for year, value in PEOPLE.items()]
    texts = {"briefing.toml": SETTINGS, "indicators.csv": INDICATORS, "sources.csv": SOURCES}
    texts["observations.csv"] = "\n".join(rows) + "\n"
    texts |= {f"story.{lang}.yaml": CARDS % words for lang, words in WORDS.items()}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    """The letter and the brief of each language as text; each edition has a clean proof."""
    folder = tmp_path_factory.mktemp("sandholm")
    out = folder / "out"
    briefing.build(project(folder / "project"), out, strict=True)
    found = {}
    for lang in WORDS:
        pages = pypdfium2.PdfDocument(out / f"sandholm.{lang}.pdf")
        brief = " ".join(page.get_textpage().get_text_bounded() for page in pages)
        letter = (out / f"sandholm.{lang}.txt").read_text(encoding="utf-8")
        found[lang] = (letter.replace("\u00a0", " "), " ".join(brief.split()))
    return found


@pytest.mark.parametrize(
    ("lang", "lines", "cells"),
    [
        (
            "en",
            ("▲ +0.4 points on the month", "▲ from 2.4% in May 2025", "▲ +1.2 points on the year", "= 2.4% in Q2 2024",
             "▼ from 3.2% in Q3 2023", "1.3, 2024", "▲ from 0.7% in 2021"),
            ("2.4 (May 2025) 4.2 (May 2026) higher", "4.6 (May 2025) 5.8 (May 2026) +1.2",
             "3.2 (Q3 2023) 2.4 (Q3 2024) lower"),
        ),
        (
            "zh",
            ("▲ 环比+0.4个百分点", "▲ 2025年5月为2.4%", "▲ 同比+1.2个百分点", "= 2024年第二季度2.4%",
             "▼ 2023年第三季度为3.2%", "1.3，2024年", "▲ 2021年为0.7%"),
            ("2.4（2025年5月） 4.2（2026年5月） 上升", "4.6（2025年5月） 5.8（2026年5月） +1.2"),
        ),
    ],
)  # fmt: skip
def test_a_difference_stands_only_where_the_printed_values_have_it_else_the_earlier_value(
    printed: dict[str, tuple[str, str]], lang: str, lines: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    letter, brief = printed[lang]
    assert [line for line in lines if line not in letter] == []
    assert [cell for cell in cells if cell.replace(" ", "") not in brief.replace(" ", "")] == []
    assert "1.9" not in letter + brief  # of 2.36 and 4.25


@pytest.mark.parametrize(
    ("lang", "ages"),
    [("en", ("newest value, 21 months old", "newest value, 18 months old")), ("zh", ("距今21个月", "距今18个月"))],
)
def test_data_that_end_more_than_a_year_before_the_edition_say_so(
    printed: dict[str, tuple[str, str]], lang: str, ages: tuple[str, ...]
) -> None:
    for text in printed[lang]:
        assert [age for age in ages if age.replace(" ", "") not in text.replace(" ", "")] == []


def test_a_card_of_months_that_may_or_may_not_be_adjusted_has_the_change_on_a_year_before_alone(tmp_path: Path) -> None:
    made = project(tmp_path / "project")
    table = made / "indicators.csv"
    unsaid = table.read_text(encoding="utf-8").replace("%,rate,M,S,mean", "%,rate,M,,mean")
    table.write_text(unsaid, encoding="utf-8")
    (built,) = editions(made, languages=("en",))
    (block,) = built.document.sections[0].blocks
    assert isinstance(block, Cards)
    changes = {plain(card.label): [plain(line) for line in card.changes] for card in block.cards}
    assert [line.endswith("on the year") for line in changes["Vacant flats"]] == [True]
    assert any("on the month" in line for line in changes["Inflation"])  # a change on a year before has no season
