"""The Beijing edition as an analyst would write it by hand today: by_hand.py OUT → a deck, a PDF and an e-mail.

As many slides, pages, charts and tables as the Beijing edition, from the same tables: pandas reads them, pyplot draws
pictures at 200 dpi with its default font, python-pptx and reportlab's platypus place them. It is plain, neither tuned
nor slowed down, and it makes less: charts are pictures, nothing is tagged, traced or checked, and words that depend on
the data are typed by hand.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd
from pptx import Presentation
from pptx.util import Inches, Pt
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Image, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

DATA = Path(__file__).parents[1] / "data" / "beijing"
BLUE, GREY = "#0A4480", "#8A929B"
HEADLINES = {
    "inv_patents_per_10k": ("Patent density", "patents per 10,000 residents", "official", ",.1f"),
    "tech_contract_value": ("Technology contracts", "billion yuan, nominal", "official", ",.1f"),
    "hnte_count": ("High-tech enterprises", "with a national certificate", "official", ",.0f"),
    "new_scitech_firms_per_day": ("New firms", "in technology, average a day", "st-commission", ",.0f"),
}
TARGETS = {
    "rd_intensity": "R&D intensity",
    "gaojingjian_share_gdp": "High-precision industries",
    "hightech_value_added": "High-tech value added",
    "rd_basic_share": "Basic research",
    "pharma_health_scale": "Pharma and health scale",
}
CITIES = ["Beijing", "Shanghai", "New York metropolitan area", "Boston metropolitan area", "Nanjing", "Guangzhou",
          "San Francisco Bay Area"]  # fmt: skip

# -- data --------------------------------------------------------------------------------------------------------------


def load() -> dict[str, pd.DataFrame]:
    """The tables of the dataset; of the observations those that are preferred."""
    tables = {path.stem: pd.read_csv(path) for path in DATA.glob("*.csv")}
    observations = tables["observations"]
    tables["observations"] = observations[observations["preferred"] == "yes"]
    return tables


def values(observations: pd.DataFrame, indicator: str, entity: str = "Beijing", series: str = "") -> pd.Series[float]:
    """Year → value of an indicator, 2014 to 2023."""
    rows = observations[(observations["indicator_id"] == indicator) & (observations["entity"] == entity)]
    if series:
        rows = rows[rows["series"] == series]
    found: pd.Series[float] = rows.set_index("year")["value"].sort_index()
    return found.loc[2014:2024] if indicator == "nature_index_rank" else found.loc[2014:2023]


# -- charts ------------------------------------------------------------------------------------------------------------


def save(figure: Any, path: Path) -> Path:
    """A figure → its picture."""
    figure.tight_layout()
    figure.savefig(path, dpi=200)
    plt.close(figure)
    return path


def line(data: pd.Series[float], path: Path, size: tuple[float, float] = (8.5, 4.2)) -> Path:
    """One indicator over the years."""
    figure, axes = plt.subplots(figsize=size)
    axes.plot(data.index, data, color=BLUE, marker="o", linewidth=2)
    for year, value in data.items():
        axes.annotate(f"{value:,.1f}", (float(str(year)), value), (0, 6), textcoords="offset points", ha="center")
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_xticks(range(2014, 2024))
    return save(figure, path)


def spark(data: pd.Series[float], path: Path) -> Path:
    """One indicator, first and last value, small."""
    figure, axes = plt.subplots(figsize=(2.6, 0.9))
    axes.plot([2014, 2023], [1, data.loc[2023] / data.loc[2014]], color=BLUE, marker="o")
    axes.set_ylim(0.5, 6)
    axes.axis("off")
    return save(figure, path)


def columns(data: pd.Series[float], path: Path, form: str, size: tuple[float, float] = (8.5, 4.2)) -> Path:
    """One indicator, a column for each year."""
    figure, axes = plt.subplots(figsize=size)
    bars = axes.bar(data.index, data, color=[GREY] * (len(data) - 1) + [BLUE])
    axes.bar_label(bars, [format(value, form) for value in data], padding=2)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.set_yticks([])
    axes.set_xticks(range(2014, 2024))
    return save(figure, path)


def bars(data: pd.Series[float], path: Path, form: str) -> Path:
    """A bar for each name, the first one on top."""
    figure, axes = plt.subplots(figsize=(8.5, 4.2))
    drawn = axes.barh([str(name) for name in data.index], data, color=BLUE)
    axes.bar_label(drawn, [format(value, form) for value in data], padding=3)
    axes.invert_yaxis()
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.set_xticks([])
    return save(figure, path)


def ranks(observations: pd.DataFrame, path: Path) -> Path:
    """The ranks of cities over the years, first is best."""
    figure, axes = plt.subplots(figsize=(8.5, 4.2))
    for city in CITIES:
        data = values(observations, "nature_index_rank", city).loc[2017:]
        axes.plot(data.index, data, color=BLUE if city == "Beijing" else GREY, marker="o")
        axes.annotate(city, (2024, data.loc[2024]), (8, -3), textcoords="offset points")
    axes.set_ylim(10.5, 0.5)
    axes.set_xlim(2016.8, 2027)
    axes.spines[["top", "right"]].set_visible(False)
    return save(figure, path)


def slope(heads: dict[str, pd.Series[float]], path: Path) -> Path:
    """Each headline's multiple of its first value."""
    figure, axes = plt.subplots(figsize=(5, 4.5))
    for indicator, data in heads.items():
        multiple = data.loc[2023] / data.loc[2014]
        axes.plot([2014, 2023], [1, multiple], color=BLUE if indicator == "inv_patents_per_10k" else GREY, marker="o")
        axes.annotate(
            f"{HEADLINES[indicator][0]} {multiple:.1f}×", (2023, multiple), (6, 0), textcoords="offset points"
        )
    axes.set_xlim(2013, 2029)
    axes.axis("off")
    return save(figure, path)


def draw(tables: dict[str, pd.DataFrame], folder: Path) -> dict[str, Path]:
    """All thirteen charts."""
    seen = tables["observations"]
    heads = {name: values(seen, name, series=row[2]) for name, row in HEADLINES.items()}
    patents, contracts, enterprises, firms = heads.values()
    multiples = pd.Series({HEADLINES[name][0]: data.loc[2023] / data.loc[2014] for name, data in heads.items()})
    per_patent = (1000 * contracts / values(seen, "valid_inv_patents")).dropna()
    aims = tables["targets"].drop_duplicates("indicator_id").set_index("indicator_id")["value"]
    shares = pd.Series({
        title: 100 * values(seen, name, series="official").iloc[-1] / aims[name] for name, title in TARGETS.items()
    })  # fmt: skip
    small = (8.5, 2.1)
    made = {f"spark-{name}": spark(data, folder / f"spark-{name}.png") for name, data in heads.items()}
    return made | {
        "slope": slope(heads, folder / "slope.png"),
        "patents": line(patents, folder / "patents.png"),
        "yield": bars(per_patent, folder / "yield.png", ".2f"),
        "multiples": bars(multiples, folder / "multiples.png", ".1f"),
        "contracts": columns(contracts, folder / "contracts.png", ",.1f"),
        "enterprises": columns(enterprises, folder / "enterprises.png", ",.0f", small),
        "firms": columns(firms, folder / "firms.png", ",.0f", small),
        "targets": bars(shares, folder / "targets.png", ".0f"),
        "nature": ranks(seen, folder / "nature.png"),
    }


# -- words -------------------------------------------------------------------------------------------------------------


def words(tables: dict[str, pd.DataFrame]) -> dict[str, Any]:
    """Titles, paragraphs and rows of tables; numbers where they are easily had from the data."""
    seen = tables["observations"]
    heads = {name: values(seen, name, series=row[2]) for name, row in HEADLINES.items()}
    first, last = ({name: data.loc[year] for name, data in heads.items()} for year in (2014, 2023))
    times = {name: last[name] / first[name] for name in heads}
    patents, contracts, enterprises, _ = HEADLINES
    table = [["Indicator and unit", "2014", "2023", "Multiple"]]
    for name, (title, unit, _, form) in HEADLINES.items():
        table.append([f"{title}, {unit}", format(first[name], form), format(last[name], form), f"{times[name]:.1f}×"])
    said = {row.id: str(row.text) for row in tables["statements"].itertuples()}
    shown = tables["milestones"].iloc[[0, 2, 6, 12, 14]]
    named = [said[name].replace("|", ", ") for name in ("emerging_industries", "clusters")]
    return {
        "title": "Beijing’s progress toward a global innovation centre",
        "titles": {
            "summary": f"All four indicators more than doubled; patent density rose {times[patents]:.1f}-fold",
            "patents": f"Patent density reached {last[patents]:,.1f} per 10,000 residents in 2023",
            "yield": "Contract value per patent in force fell 26% from 2019 to 2023",
            "multiples": f"Patent density rose {times[patents]:.1f}-fold; the others rose less than threefold",
            "contracts": f"Contracts rose {times[contracts]:.1f}-fold to {last[contracts]:,.1f} billion yuan",
            "enterprises": f"High-tech enterprises rose {times[enterprises]:.1f}-fold, but by at most 5% since 2019",
            "targets": "Two of four 2025 targets were met by 2023; the other two stood at 99% and about 98%",
            "nature": "Beijing led the Nature Index in each year on record; Shanghai climbed to second",
            "ranks": "First on the Nature Index, third or fourth on three lists",
            "policy": "Policy names three emerging industries and four clusters",
            "quote": "The city ties its next stage to self-reliance in science and technology",
            "questions": f"Four questions stand between {last[patents]:,.1f} patents and income",
            "cautions": "Read these figures with seven cautions",
        },
        "cards": [
            (name, HEADLINES[name][0], row[2], row[3], f"2023; {row[1]} in 2014")
            for name, row in zip(heads, table[1:], strict=True)
        ],
        "points": {
            "patents": ["A stock at year end: lapsed patents drop out.", "136.95 of 262.9 are high-value.",
                        "A new base after 2019: later values are not strictly comparable."],
            "yield": ["Patents in force rose 102%, contract value 50%.", "Not a price: two totals are divided."],
            "multiples": ["Multiple = last value ÷ first value; our calculation.", "Contract values are nominal."],
            "contracts": ["A yearly flow in current yuan.", "No value for 2017.", "In 2024: 915.3 billion."],
            "enterprises": ["Certified enterprises have nearly levelled off.", "New firms are at their highest value."],
            "targets": ["R&D stood at 6.44% in 2020, before its target was set.", "Pharma has until 2026."],
            "nature": ["The city supports the supplements; the editors state independence.", "Share counts articles."],
        },
        "note": "Sources: KOTO Patent 2024; Beijing IP Office 2020; Xinhua 2023; China Daily 2022.",
        "speech": "Say what the slide shows, name the year and the unit, and give the caution that limits it.",
        "quote": f"“{said['quote_zhang']}”", "speaker": "Zhang Jihong, Beijing Municipal S&T Commission",
        "tables": {
            "data": table,
            "ranks": [["Yardstick, what it counts", "Rank", "Ahead of Beijing"],
                      ["Nature Index Science Cities, research output", "1", "none; New York follows"],
                      ["Highly Cited Researchers, people", "1", "first of two cities with a count"],
                      ["Global Innovation Hubs Index, hubs", "3", "San Francisco–San Jose, New York"],
                      ["Hurun unicorns, scale-ups", "3", "San Francisco, New York"],
                      ["WIPO sci-tech clusters, inventive scale", "4", "Tokyo, Shenzhen, Seoul"]],
            "policy": [["Emerging industries", named[0]], ["Clusters", named[1]]],
            "milestones": [["Date", "Milestone"], *shown[["date", "title"]].to_numpy().tolist()],
            "questions": [["Question", "What the record shows", "What answers it"],
                          ["Kept in force?", "Only patents in force are counted", "How many lapse, and when"],
                          ["Traded?", f"Contracts: {last[contracts]:,.1f} billion yuan", "The part earned by patents"],
                          ["Enforced?", "Nothing in our record", "Lawsuits, wins, damages"],
                          ["Filed abroad?", "PCT filings: 11,438", "Grants by country"]],
            "cautions": [["Caution", "What it means here", "Where it matters"],
                         ["Stock or flow", "Patents are year-end stocks; contracts are flows", "Multiples"],
                         ["Nominal money", "Contract values are in current yuan", "Contracts, targets"],
                         ["Breaks", "Patent density has a new census base after 2019", "Patents, targets"],
                         ["Bounds", "Enterprises in 2019: only over 27,000 is known", "Enterprises"],
                         ["Last year", "2023 is the last year that each headline has", "All slides"],
                         ["Self-reported", "Highly cited researchers are the city’s count", "Ranks"],
                         ["Who pays", "The city supports the Nature supplements", "Ranks"]],
        },
        "sources": [f"{row.publisher}, {row.published}" for row in tables["sources"].head(54).itertuples()],
    }  # fmt: skip


# -- deck --------------------------------------------------------------------------------------------------------------


def write_deck(told: dict[str, Any], charts: dict[str, Path], path: Path) -> None:
    """Fourteen slides with thirteen pictures of charts and four tables."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    cover = add_slide(deck, told, told["title"])
    cover.shapes.add_picture(str(charts["slope"]), Inches(7.5), Inches(1.6), width=Inches(5.2))
    for name, title in told["titles"].items():
        slide = add_slide(deck, told, title)
        if name == "summary":
            for at, (key, label, value, multiple, then) in enumerate(told["cards"]):
                left = Inches(0.6 + 3.1 * at)
                add_text(slide, [label, value, f"{then} ({multiple})"], left, Inches(1.8), Inches(2.9), 20)
                slide.shapes.add_picture(str(charts[f"spark-{key}"]), left, Inches(4.2), width=Inches(2.6))
        elif name == "enterprises":
            for at, key in enumerate(("enterprises", "firms")):
                slide.shapes.add_picture(str(charts[key]), Inches(0.6), Inches(1.6 + 2.4 * at), width=Inches(8.6))
        elif name in charts:
            slide.shapes.add_picture(str(charts[name]), Inches(0.6), Inches(1.7), width=Inches(8.6))
        elif name in told["tables"]:
            add_table(slide, told["tables"][name])
        else:
            add_text(slide, [told["quote"], told["speaker"]], Inches(0.6), Inches(2), Inches(12), 24)
        if name in told["points"]:
            add_text(slide, told["points"][name], Inches(9.5), Inches(1.8), Inches(3.4), 14)
    deck.save(str(path))


def add_slide(deck: Any, told: dict[str, Any], title: str) -> Any:
    """A slide with title, source line and notes."""
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.left, slide.shapes.title.top = Inches(0.6), Inches(0.4)
    slide.shapes.title.width, slide.shapes.title.height = Inches(12.1), Inches(1)
    slide.shapes.title.text = title
    slide.shapes.title.text_frame.paragraphs[0].font.size = Pt(26)
    add_text(slide, [told["note"]], Inches(0.6), Inches(6.8), Inches(12), 10.5)
    slide.notes_slide.notes_text_frame.text = told["speech"]
    return slide


def add_text(slide: Any, paragraphs: Sequence[str], left: Any, top: Any, width: Any, size: float) -> None:
    """Paragraphs in a box."""
    frame = slide.shapes.add_textbox(left, top, width, Inches(2)).text_frame
    frame.word_wrap = True
    for at, text in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.text = text
        paragraph.font.size = Pt(size)


def add_table(slide: Any, rows: Sequence[Sequence[str]]) -> None:
    """Rows under a header."""
    height = Inches(0.5 * len(rows))
    table = slide.shapes.add_table(len(rows), len(rows[0]), Inches(0.6), Inches(1.7), Inches(12.1), height).table
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
            table.cell(at, column).text_frame.paragraphs[0].font.size = Pt(14)


# -- brief and e-mail --------------------------------------------------------------------------------------------------


def write_brief(told: dict[str, Any], charts: dict[str, Path], path: Path) -> None:
    """Four pages with eight charts and five tables."""
    style = getSampleStyleSheet()
    style["BodyText"].fontSize = 9
    pages = (("patents", "yield"), ("multiples", "contracts", "enterprises", "firms"), ("targets", "nature"), ())
    story: list[Any] = [Paragraph(told["title"], style["Title"]), grid(told["tables"]["data"])]
    for at, names in enumerate(pages):
        for name in names:
            ratio = 2.1 / 8.5 if name in ("enterprises", "firms") else 4.2 / 8.5
            if name in told["titles"]:
                story.append(Paragraph(told["titles"][name], style["Heading3"]))
            story.append(Image(str(charts[name]), width=360, height=360 * ratio))
            story += [Paragraph(point, style["BodyText"]) for point in told["points"].get(name, ())]
        if at == 0:
            story += [Paragraph(told["quote"], style["Italic"]), Paragraph(told["speaker"], style["BodyText"])]
        if at == 2:
            story += [Paragraph(told["titles"]["ranks"], style["Heading3"]), grid(told["tables"]["ranks"])]
        story += [Paragraph(told["note"], style["BodyText"]), PageBreak()] if at < 3 else []
    for name in ("policy", "questions"):
        story += [Paragraph(told["titles"][name], style["Heading3"]), grid(told["tables"][name]), Spacer(1, 8)]
    story += [grid(told["tables"]["milestones"]), Paragraph("Sources", style["Heading3"])]
    style["BodyText"].fontSize, style["BodyText"].leading = 6.5, 8
    story.append(Paragraph(" · ".join(told["sources"]), style["BodyText"]))
    SimpleDocTemplate(str(path), pagesize=A4, topMargin=40, bottomMargin=40, title=told["title"]).build(story)


def grid(rows: Sequence[Sequence[str]]) -> Table:
    """Rows under a header, wrapped."""
    small = getSampleStyleSheet()["BodyText"]
    small.fontSize, small.leading = 8, 10
    table = Table([[Paragraph(cell, small) for cell in row] for row in rows], repeatRows=1, spaceAfter=6)
    table.setStyle(TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.lightgrey)]))
    return table


def write_letter(told: dict[str, Any], path: Path) -> None:
    """The body of an e-mail."""
    cards = "".join(f"<tr><td>{label}</td><td><b>{value}</b></td><td>{multiple}</td><td>{then}</td></tr>"
                    for _, label, value, multiple, then in told["cards"])  # fmt: skip
    points = "".join(f"<li>{title}</li>" for title in list(told["titles"].values())[2:8])
    page = f"<h1>{told['titles']['summary']}</h1><table>{cards}</table><ul>{points}</ul><p>{told['note']}</p>"
    path.write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><body>{page}</body></html>', encoding="utf-8"
    )


def main(out: str | Path) -> None:
    """A folder → its files."""
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    tables = load()
    told, charts = words(tables), draw(tables, folder)
    write_deck(told, charts, folder / "by-hand.pptx")
    write_brief(told, charts, folder / "by-hand.pdf")
    write_letter(told, folder / "by-hand.html")


if __name__ == "__main__":
    main(sys.argv[1])
