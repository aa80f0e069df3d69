"""The Beijing edition as an analyst would write it by hand today: by_hand.py OUT → a deck, a PDF and an e-mail.

As many slides, pages, charts and tables as the Beijing edition, from the same tables: pandas reads them, python-pptx
writes slides with native charts, reportlab's platypus sets the pages, and the charts on them are vectors that pyplot
draws with its default font and pikepdf puts in their places. It is plain, neither tuned nor slowed down, and it makes
less: nothing is tagged, traced or checked, and words that depend on the data are typed by hand.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib

matplotlib.use("pdf")
import matplotlib.pyplot as plt
import pandas as pd
import pikepdf
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.util import Inches, Pt
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

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
    rows = tables["observations"].query("preferred == 'yes'")
    tables["observations"] = rows[rows["period"].str.fullmatch("[0-9]{4}")].astype({"period": int})  # no part of a year
    return tables


def values(observations: pd.DataFrame, indicator: str, entity: str = "Beijing", series: str = "") -> pd.Series[float]:
    """Year → value of an indicator, 2014 to 2023."""
    rows = observations[(observations["indicator_id"] == indicator) & (observations["entity"] == entity)]
    if series:
        rows = rows[rows["series"] == series]
    found: pd.Series[float] = rows.set_index("period")["value"].sort_index()
    return found.loc[2014:2024] if indicator == "nature_index_rank" else found.loc[2014:2023]


# -- charts ------------------------------------------------------------------------------------------------------------


class Chart(NamedTuple):
    """What a chart shows: a row for each category, a column for each series."""

    kind: str  # line, columns, bars, ranks, slope
    rows: pd.DataFrame
    form: str = ",.1f"
    size: tuple[float, float] = (8.5, 4.2)


def chosen(tables: dict[str, pd.DataFrame]) -> dict[str, Chart]:
    """All thirteen charts."""
    seen = tables["observations"]
    heads = {name: values(seen, name, series=row[2]) for name, row in HEADLINES.items()}
    patents, contracts, enterprises, firms = heads.values()
    multiples = {HEADLINES[name][0]: data.loc[2023] / data.loc[2014] for name, data in heads.items()}
    per_patent = (1000 * contracts / values(seen, "valid_inv_patents")).dropna()
    aims = tables["targets"].drop_duplicates("indicator_id").set_index("indicator_id")["value"]
    shares = pd.Series({
        title: 100 * values(seen, name, series="official").iloc[-1] / aims[name] for name, title in TARGETS.items()
    })  # fmt: skip
    ranks = pd.DataFrame({city: values(seen, "nature_index_rank", city).loc[2017:] for city in CITIES})
    slopes = pd.DataFrame({name: [1.0, value] for name, value in multiples.items()}, index=[2014, 2023])
    sparks = {f"spark-{name}": Chart("slope", slopes[[HEADLINES[name][0]]], size=(2.6, 0.9)) for name in heads}
    return sparks | {
        "slope": Chart("slope", slopes, size=(5, 4.5)),
        "patents": Chart("line", patents.to_frame("Patents")),
        "yield": Chart("bars", per_patent.to_frame("Yield"), ".2f"),
        "multiples": Chart("bars", pd.Series(multiples).to_frame("Multiple"), ".1f"),
        "contracts": Chart("columns", contracts.to_frame("Contracts")),
        "enterprises": Chart("columns", enterprises.to_frame("Enterprises"), ",.0f", (8.5, 2.1)),
        "firms": Chart("columns", firms.to_frame("Firms"), ",.0f", (8.5, 2.1)),
        "targets": Chart("bars", shares.to_frame("Share"), ".0f"),
        "nature": Chart("ranks", ranks, ".0f"),
    }


def draw(chart: Chart, path: Path) -> Path:
    """A chart → a PDF of its vectors."""
    figure, axes = plt.subplots(figsize=chart.size)
    labels = [str(name) for name in chart.rows.index]
    if chart.kind in ("columns", "bars"):
        data = chart.rows.iloc[:, 0]
        drawn = axes.bar(labels, data, color=BLUE) if chart.kind == "columns" else axes.barh(labels, data, color=BLUE)
        axes.bar_label(drawn, [format(value, chart.form) for value in data], padding=3)
        axes.spines[["top", "right", "left"]].set_visible(False)
        if chart.kind == "bars":
            axes.invert_yaxis()
    else:
        for at, (name, data) in enumerate(chart.rows.items()):
            axes.plot(labels, data, color=GREY if at else BLUE, marker="o", linewidth=2)
            if chart.kind == "line":
                for year, value in zip(labels, data, strict=True):
                    axes.annotate(format(value, chart.form), (year, value), (0, 6), textcoords="offset points")
            elif len(chart.rows.columns) > 1:
                axes.annotate(str(name), (labels[-1], data.iloc[-1]), (8, -3), textcoords="offset points")
        axes.spines[["top", "right"]].set_visible(False)
        if chart.kind == "ranks":
            axes.set_ylim(10.5, 0.5)
            axes.margins(x=0.3)
        if chart.kind == "slope":
            axes.axis("off")
    figure.tight_layout()
    figure.savefig(path)
    plt.close(figure)
    return path


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


def write_deck(told: dict[str, Any], charts: dict[str, Chart], path: Path) -> None:
    """Sixteen slides with thirteen native charts and four tables."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    cover = add_slide(deck, told, told["title"])
    add_chart(cover, charts["slope"], 7.5, 1.6, 5.2)
    for name, title in told["titles"].items():
        slide = add_slide(deck, told, title)
        if name == "summary":
            for at, (key, label, value, multiple, then) in enumerate(told["cards"]):
                left = 0.6 + 3.1 * at
                add_text(slide, [label, value, f"{then} ({multiple})"], Inches(left), Inches(1.8), Inches(2.9), 20)
                add_chart(slide, charts[f"spark-{key}"], left, 4.2, 2.6)
        elif name == "enterprises":
            for at, key in enumerate(("enterprises", "firms")):
                add_chart(slide, charts[key], 0.6, 1.6 + 2.4 * at, 8.6)
        elif name in charts:
            add_chart(slide, charts[name], 0.6, 1.7, 8.6)
        elif name in told["tables"]:
            add_table(slide, told["tables"][name])
        else:
            add_text(slide, [told["quote"], told["speaker"]], Inches(0.6), Inches(2), Inches(12), 24)
        if name in told["points"]:
            add_text(slide, told["points"][name], Inches(9.5), Inches(1.8), Inches(3.4), 14)
    half = len(told["sources"]) // 2
    for title, sources in (("All sources", told["sources"][:half]), ("More sources", told["sources"][half:])):
        add_text(add_slide(deck, told, title), sources, Inches(0.6), Inches(1.6), Inches(12), 10.5)
    deck.save(str(path))


KINDS = {"columns": XL_CHART_TYPE.COLUMN_CLUSTERED, "bars": XL_CHART_TYPE.BAR_CLUSTERED}
FORMATS = {",.1f": "#,##0.0", ",.0f": "#,##0", ".2f": "0.00", ".1f": "0.0", ".0f": "0"}


def add_chart(slide: Any, chart: Chart, left: float, top: float, width: float) -> None:
    """A native chart, in inches, as high as its size asks for."""
    data = CategoryChartData(number_format=FORMATS[chart.form])  # type: ignore[no-untyped-call]
    data.categories = [str(name) for name in chart.rows.index]
    for name, column in chart.rows.items():
        points = [None if pd.isna(value) else float(value) for value in column]
        data.add_series(str(name), points)  # type: ignore[no-untyped-call]
    height = width * chart.size[1] / chart.size[0]
    kind = KINDS.get(chart.kind, XL_CHART_TYPE.LINE_MARKERS)
    native = slide.shapes.add_chart(kind, *map(Inches, (left, top, width, height)), data).chart
    native.has_legend = len(chart.rows.columns) > 1
    native.has_title = False
    native.font.size = Pt(10.5)
    native.value_axis.has_major_gridlines = False
    native.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    native.value_axis.reverse_order = chart.kind == "ranks"
    native.category_axis.reverse_order = chart.kind == "bars"
    for at, series in enumerate(native.plots[0].series):
        fill = RGBColor.from_string((GREY if at else BLUE)[1:])  # type: ignore[no-untyped-call]
        if chart.kind in KINDS:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = fill
        else:
            series.format.line.color.rgb = fill
            series.smooth = False
    if chart.kind in ("line", "columns", "bars"):
        labels = native.plots[0]
        labels.has_data_labels = True
        labels.data_labels.number_format, labels.data_labels.number_format_is_linked = FORMATS[chart.form], False
        if chart.kind != "line":
            labels.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END


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
        paragraph.text, paragraph.font.size = text, Pt(size)


def add_table(slide: Any, rows: Sequence[Sequence[str]]) -> None:
    """Rows under a header."""
    height = Inches(0.5 * len(rows))
    table = slide.shapes.add_table(len(rows), len(rows[0]), Inches(0.6), Inches(1.7), Inches(12.1), height).table
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
            table.cell(at, column).text_frame.paragraphs[0].font.size = Pt(14)


# -- brief and e-mail --------------------------------------------------------------------------------------------------


class Gap(Flowable):
    """Room for a chart; knows on which page and where it came to stand."""

    def __init__(self, chart: Path, width: float, height: float) -> None:
        super().__init__()
        self.chart, self.width, self.height = chart, width, height
        self.page, self.place = 0, (0.0, 0.0)

    def draw(self) -> None:
        """Note the place."""
        self.page, self.place = self.canv.getPageNumber(), self.canv.absolutePosition(0, 0)


def write_brief(told: dict[str, Any], charts: dict[str, Chart], path: Path) -> None:
    """Five pages with eight charts and five tables."""
    style = getSampleStyleSheet()
    style["BodyText"].fontSize = 9
    pages = (("patents", "yield"), ("multiples", "contracts", "enterprises", "firms"), ("targets", "nature"), ())
    story: list[Any] = [Paragraph(told["title"], style["Title"]), grid(told["tables"]["data"])]
    gaps: list[Gap] = []
    for at, names in enumerate(pages):
        for name in names:
            if name in told["titles"]:
                story.append(Paragraph(told["titles"][name], style["Heading3"]))
            width, height = charts[name].size
            gaps.append(Gap(draw(charts[name], path.with_name(f"{name}.pdf")), 360, 360 * height / width))
            story.append(gaps[-1])
            story += [Paragraph(point, style["BodyText"]) for point in told["points"].get(name, ())]
        if at == 0:
            story += [Paragraph(told["quote"], style["Italic"]), Paragraph(told["speaker"], style["BodyText"])]
        if at == 2:
            story += [Paragraph(told["titles"]["ranks"], style["Heading3"]), grid(told["tables"]["ranks"])]
        story += [Paragraph(told["note"], style["BodyText"]), PageBreak()] if at < 3 else []
    for name in ("policy", "questions"):
        story += [Paragraph(told["titles"][name], style["Heading3"]), grid(told["tables"][name]), Spacer(1, 8)]
    story += [PageBreak(), grid(told["tables"]["milestones"]), PageBreak(), Paragraph("Sources", style["Heading3"])]
    style["BodyText"].fontSize, style["BodyText"].leading = 6.5, 8
    story.append(Paragraph(" · ".join(told["sources"]), style["BodyText"]))
    SimpleDocTemplate(str(path), pagesize=A4, topMargin=40, bottomMargin=40, title=told["title"]).build(story)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        for gap in gaps:
            (left, bottom), page = gap.place, document.pages[gap.page - 1]
            with pikepdf.open(gap.chart) as drawn:
                box = pikepdf.Rectangle(left, bottom, left + gap.width, bottom + gap.height)
                page.add_overlay(drawn.pages[0], box)
        document.save(path)


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
    whole = f'<!doctype html><html lang="en"><meta charset="utf-8"><body>{page}</body></html>'
    path.write_text(whole, encoding="utf-8")


def main(out: str | Path) -> None:
    """A folder → its files."""
    (folder := Path(out)).mkdir(parents=True, exist_ok=True)
    tables = load()
    told, charts = words(tables), chosen(tables)
    write_deck(told, charts, folder / "by-hand.pptx")
    write_brief(told, charts, folder / "by-hand.pdf")
    write_letter(told, folder / "by-hand.html")


if __name__ == "__main__":
    main(sys.argv[1])
