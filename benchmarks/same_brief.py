"""The brief of `six_page_brief.py` by another engine: same_brief.py ENGINE CONTENT.json FONTS OUT.pdf, in one process.

CONTENT holds pages of headline, standfirst, blocks and asides, all as plain text. Its figures are drawn by matplotlib
to SVG with live text; ENGINE, typst or weasyprint, sets the pages as PDF/UA-1; pandoc sets Markdown over Typst, in one
column, and tags no standard, as its alternative texts get lost. FONTS is a folder of TrueType files.
"""

from __future__ import annotations

import html
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

TEXT, DISPLAY = "Source Sans Pro", "Source Serif Pro"
BLUE, GREY, INK = "#0A4480", "#8A929B", "#14202E"


# -- figures -----------------------------------------------------------------------------------------------------------


def draw(content: Any, fonts: Path, folder: Path) -> None:
    """Every figure of the content → folder/figure-NUMBER.svg."""
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure
    from matplotlib.font_manager import fontManager

    for style in ("Regular", "Semibold"):
        fontManager.addfont(fonts / f"SourceSansPro-{style}.ttf")
    settings: Any = {"font.family": TEXT, "svg.fonttype": "none", "svg.hashsalt": "1", "font.size": 8.5}
    with matplotlib.rc_context(settings):
        for figure in figures(content):
            made = Figure(figsize=(348 / 72, figure["height"] / 72), layout="constrained")
            axes = made.add_subplot()
            axes.spines[["top", "right", "left"]].set_visible(False)
            _CHARTS[figure["kind"]](axes, figure)
            canvas: Any = FigureCanvasSVG(made)
            canvas.print_svg(folder / f"figure-{figure['number']}.svg", metadata={"Date": None})


def figures(content: Any) -> list[Any]:
    """The figures of all pages."""
    return [block["figure"] for page in content["pages"] for block in page["blocks"] if "figure" in block]


def _columns(axes: Any, figure: Any) -> None:
    values = [value or 0 for value in figure["series"][0]["values"]]
    colours = [BLUE if name == figure["highlight"] else GREY for name in figure["names"]]
    bars = axes.bar(figure["names"], values, color=colours, width=0.64)
    axes.bar_label(bars, [f"{value:,g}" if value else "n/a" for value in values], padding=2)
    axes.yaxis.set_visible(False)


def _rows(axes: Any, figure: Any) -> None:
    values = figure["series"][0]["values"]
    bars = axes.barh(figure["names"], values, color=[BLUE, *[GREY] * (len(values) - 1)], height=0.5)
    axes.bar_label(bars, [f"{value:.4g}" for value in values], padding=3, weight="semibold")
    for level in (1, 2, 3):
        axes.axvline(level, color=GREY, linewidth=0.6, zorder=0)
    axes.invert_yaxis()
    axes.xaxis.set_visible(False)


def _line(axes: Any, figure: Any) -> None:
    for number, series in enumerate(figure["series"]):
        known = [(at, value) for at, value in enumerate(series["values"]) if value is not None]
        colour = BLUE if number == 0 else GREY
        axes.plot(*zip(*known, strict=True), color=colour, linewidth=1.8, marker="o", markersize=4)
        if len(figure["series"]) == 1:
            for at, value in known:
                axes.annotate(f"{value:g}", (at, value), (0, 5), textcoords="offset points", ha="center")
        else:
            axes.annotate(series["name"], known[-1], (6, -3), textcoords="offset points", color=colour)
    axes.set_xticks(range(len(figure["names"])), figure["names"])
    axes.yaxis.set_visible(False)


def _ranks(axes: Any, figure: Any) -> None:
    _line(axes, figure)
    axes.invert_yaxis()


_CHARTS = {"columns": _columns, "bar": _rows, "bullet": _rows, "line": _line, "bump": _ranks}


# -- Typst -------------------------------------------------------------------------------------------------------------

_TYPST = """
#set document(title: {title}, author: {author}, date: datetime(year: 2025, month: 12, day: 31))
#set page(paper: "a4", margin: (x: 48pt, top: 60pt, bottom: 54pt), header: text(size: 8pt, {header}),
  footer: context text(size: 8pt)[#counter(page).display("1 of 1", both: true)])
#set text(font: "Source Sans Pro", size: 10pt, lang: "en", fill: rgb("#14202E"))
#set par(justify: false, leading: 0.55em)
#show heading.where(level: 1): set text(font: "Source Serif Pro", size: 20pt, weight: 600)
#show heading.where(level: 2): set text(size: 10.5pt, weight: 600)
#show heading.where(level: 3): set text(size: 10pt, weight: 600)
#set table(stroke: (x: none, y: 0.5pt + rgb("#D3D9E0")), inset: 3pt)
#show table: set text(size: 8.5pt)
#let small(body) = text(size: 7.5pt, fill: rgb("#44515F"), body)
#let side(body) = block(fill: rgb("#F3F5F8"), inset: 8pt, width: 100%, text(size: 9pt, body))
"""


def typst(content: Any, fonts: Path, folder: Path, out: Path) -> None:
    """Content and figures → a PDF by Typst."""
    import typst as engine

    settings = {key: _quoted(content[key]) for key in ("title", "author", "header")}
    parts = [_TYPST.replace("{title}", settings["title"]).replace("{author}", settings["author"])]
    parts[0] = parts[0].replace("{header}", settings["header"])
    for number, page in enumerate(content["pages"]):
        parts.append("#pagebreak()" if number else "")
        parts.append(
            f"#heading(level: 1, {_quoted(page['headline'])})\n#text(size: 11pt, {_quoted(page['standfirst'])})"
        )
        main = "\n".join(_typst_block(block) for block in page["blocks"])
        side = "\n".join(
            f"#side[#heading(level: 2, {_quoted(aside['title'])})\n"
            + "\n\n".join(f"#strong({_quoted(lead)}) #{_quoted(body)}" for lead, body in aside["points"])
            + "]"
            for aside in page["asides"]
        )
        parts.append(f"#grid(columns: (348pt, 1fr), column-gutter: 16pt, [{main}], [{side}])")
    parts.append("== Sources\n#small[" + _typst_sources(content) + "]")
    source = folder / "brief.typ"
    source.write_text("\n".join(parts), encoding="utf-8")
    engine.compile(str(source), str(out), font_paths=[str(fonts)], ignore_system_fonts=True, pdf_standards="ua-1")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _typst_block(block: Any) -> str:
    if "figure" in block:
        figure = block["figure"]
        image = f'#figure(image("figure-{figure["number"]}.svg", width: 100%, alt: {_quoted(figure["alt"])}))'
        head = f"#heading(level: 2, {_quoted(figure['title'])})\n#{_quoted(figure['subtitle'])}"
        return f"{head}\n{image}\n#small({_quoted(figure['source'])})\n"
    if "table" in block:
        head, *rows = block["table"]
        return f"#heading(level: 2, {_quoted(block['title'])})\n{_typst_table(head, rows)}"
    if "heading" in block:
        return f"#heading(level: 2, {_quoted(block['heading'])})"
    return f"#par({_quoted(block['text'])})\n"


def _typst_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    cells = [f"table.header({', '.join(f'text(weight: 600, {_quoted(cell)})' for cell in head)})"]
    cells += [_quoted(cell) for row in rows for cell in row]
    return f"#table(columns: {len(head)}, {', '.join(cells)})"


def _typst_sources(content: Any) -> str:
    named = (
        f"#link({_quoted(item['url'])}, {_quoted(item['name'])})" if item["url"] else f"#{_quoted(item['name'])}"
        for item in content["sources"]
    )
    return " · ".join(f"{number} {name}" for number, name in enumerate(named, start=1))


# -- pandoc, then Typst ------------------------------------------------------------------------------------------------


def pandoc(content: Any, fonts: Path, folder: Path, out: Path) -> None:
    """Content and figures → Markdown, which pandoc turns into Typst → a PDF."""
    import typst as engine

    parts = [f"---\ntitle: {json.dumps(content['title'])}\nmainfont: {TEXT}\nlang: en\npapersize: a4\n---"]
    for page in content["pages"]:
        parts += [f"# {page['headline']}", page["standfirst"], *map(_markdown, page["blocks"])]
        for aside in page["asides"]:
            parts += [f"## {aside['title']}", *(f"**{lead}** {body}" for lead, body in aside["points"])]
        parts.append("```{=typst}\n#pagebreak(weak: true)\n```")
    named = (f"[{item['name']}]({item['url']})" if item["url"] else item["name"] for item in content["sources"])
    parts += ["## Sources", " · ".join(named)]
    source = folder / "pandoc.typ"
    (folder / "pandoc.md").write_text("\n\n".join(parts), encoding="utf-8")
    subprocess.run(["pandoc", "pandoc.md", "--standalone", "--output", source.name], cwd=folder, check=True)
    engine.compile(str(source), str(out), font_paths=[str(fonts)], ignore_system_fonts=True)


def _markdown(block: Any) -> str:
    if "figure" in block:
        figure = block["figure"]
        image = f"![{figure['subtitle']}](figure-{figure['number']}.svg){{width=348pt}}"
        return f"## {figure['title']}\n\n{image}\n\n{figure['source']}"
    if "table" in block:
        head, *rows = ("| " + " | ".join(row) + " |" for row in block["table"])
        return "\n".join((f"## {block['title']}\n", head, "|---" * len(block["table"][0]) + "|", *rows))
    return f"## {block['heading']}" if "heading" in block else str(block["text"])


# -- WeasyPrint --------------------------------------------------------------------------------------------------------

_CSS = """
@page { size: A4; margin: 60pt 48pt 54pt; @top-left { content: string(header); font: 8pt "Source Sans Pro" }
  @bottom-left { content: counter(page) " of " counter(pages); font: 8pt "Source Sans Pro" } }
body { font: 10pt/1.35 "Source Sans Pro"; color: #14202E; margin: 0 } header { string-set: header content(); height: 0;
  overflow: hidden } section.page + section.page { break-before: page } h1 { font: 600 20pt/1.15 "Source Serif Pro";
  margin: 0 0 4pt } h2 { font-size: 10.5pt; font-weight: 600; margin: 8pt 0 0 } p { margin: 4pt 0 }
.standfirst { font-size: 11pt } .columns { display: flex; gap: 16pt } .main { width: 348pt; flex: none }
aside { background: #F3F5F8; padding: 8pt; margin-bottom: 8pt; font-size: 9pt } aside h2 { margin-top: 0 }
figure { margin: 4pt 0 } figure img { width: 348pt } .small { font-size: 7.5pt; color: #44515F }
table { border-collapse: collapse; width: 100% } td, th { border-top: .5pt solid #D3D9E0; padding: 3pt 4pt 3pt 0;
  font-size: 8.5pt; text-align: left; vertical-align: top; font-weight: 400 } thead th { font-weight: 600 }
strong { font-weight: 600 }
"""
_FACES = [
    *((TEXT, f"SourceSansPro-{style}.ttf", weight) for style, weight in (("Regular", 400), ("Semibold", 600))),
    (DISPLAY, "SourceSerifPro-Semibold.ttf", 600),
]


def weasyprint(content: Any, fonts: Path, folder: Path, out: Path) -> None:
    """Content and figures → a PDF by WeasyPrint."""
    from weasyprint import HTML

    faces = "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{(fonts / file).as_uri()}") }}'
        for family, file, weight in _FACES
    )
    told = html.escape
    body = [f"<header>{told(content['header'])}</header>"]
    for page in content["pages"]:
        side = "".join(
            f"<aside><h2>{told(aside['title'])}</h2>"
            + "".join(f"<p><strong>{told(lead)}</strong> {told(text)}</p>" for lead, text in aside["points"])
            + "</aside>"
            for aside in page["asides"]
        )
        main = "".join(_html_block(block) for block in page["blocks"])
        body.append(
            f'<section class="page"><h1>{told(page["headline"])}</h1><p class="standfirst">{told(page["standfirst"])}'
            f'</p><div class="columns"><div class="main">{main}</div><div>{side}</div></div></section>'
        )
    named = (
        f'<a href="{told(item["url"])}">{told(item["name"])}</a>' if item["url"] else told(item["name"])
        for item in content["sources"]
    )
    sources = " · ".join(f"{number} {name}" for number, name in enumerate(named, start=1))
    body.append(f'<section><h2>Sources</h2><p class="small">{sources}</p></section>')
    page = (
        f'<html lang="en"><head><title>{told(content["title"])}</title><meta name="author" '
        f'content="{told(content["author"])}"><style>{faces}{_CSS}</style></head><body>{"".join(body)}</body></html>'
    )
    HTML(string=page, base_url=str(folder)).write_pdf(str(out), pdf_variant="pdf/ua-1")


def _html_block(block: Any) -> str:
    told = html.escape
    if "figure" in block:
        figure = block["figure"]
        image = f'<figure><img src="figure-{figure["number"]}.svg" alt="{told(figure["alt"])}"></figure>'
        head = f"<h2>{told(figure['title'])}</h2><p>{told(figure['subtitle'])}</p>"
        return f'{head}{image}<p class="small">{told(figure["source"])}</p>'
    if "table" in block:
        head, *rows = block["table"]
        return f"<h2>{told(block['title'])}</h2>{_html_table(head, rows)}"
    if "heading" in block:
        return f"<h2>{told(block['heading'])}</h2>"
    return f"<p>{told(block['text'])}</p>"


def _html_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    heads = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in head)
    lines = "".join(
        f'<tr><th scope="row">{html.escape(row[0])}</th>'
        + "".join(f"<td>{html.escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"


def main() -> None:
    """Arguments → the PDF."""
    engine, given, fonts, out = sys.argv[1:]
    content = json.loads(Path(given).read_text(encoding="utf-8"))
    folder = Path(out).resolve().parent
    draw(content, Path(fonts).resolve(), folder)
    {"typst": typst, "pandoc": pandoc, "weasyprint": weasyprint}[engine](
        content, Path(fonts).resolve(), folder, Path(out)
    )


if __name__ == "__main__":
    main()
