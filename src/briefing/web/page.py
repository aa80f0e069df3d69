"""Write a document as one page of HTML, with where each fact stands in it."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from html import unescape
from typing import Final

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup
from msgspec.structs import asdict, replace

from briefing.assets import asset
from briefing.errors import Finding, LayoutError
from briefing.model.chart import Chart
from briefing.model.cited import cited_in_brief, cited_sources, sources_alone
from briefing.model.dataset import Source
from briefing.model.document import Aside, Cards, Decisions, Document, Multiples, Part, Point, Quote, RankRow, Section
from briefing.model.ledger import Trace, Written
from briefing.model.text import Run, Text, mailto, plain, text
from briefing.model.theme import HEAT_TEXTS, Palette, Theme
from briefing.typesetting.font_files import WHOLE
from briefing.typesetting.run_in import run_in
from briefing.web import drawings
from briefing.web.header_picture import HeaderPicture, header_picture
from briefing.web.records import in_series, records
from briefing.web.sparkline import sparkline
from briefing.web.web_context import WebContext, anchor
from briefing.web.web_type import WebType
from briefing.wording import of
from briefing.wording.captions import NumberedCaption
from briefing.wording.source_numbers import listed_source, named_lines

_MOST_ENTRIES: Final = 3  # names in a source line of many sources; more where else many numbers would be left
_OUTPUT: Final = "brief"  # the web edition prints what the brief prints
_LARGE_BYTES: Final = 1_000_000
# Characters that no HTML page may hold.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TAGS: Final = re.compile(r"<[^>]*>")


@cache
def _template() -> Template:
    """The page as a program."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(lambda name: asset(f"web/{name}").read_text(encoding="utf-8")),
    )
    return environment.get_template("page.html")


def write(document: Document, theme: Theme) -> Written:
    """Return a document's page and its trace; LayoutError with everything that would make it wrong for a reader."""
    wording = of(document.lang.strip() or "en")
    document = replace(document, sources=cited_sources(document))
    type_ = WebType(theme.fonts, han=wording.lang in WHOLE)
    anchors = frozenset(
        [part.id for part in document.parts] + [one.id for part in document.parts for one in printed_sections(part)]
    )
    context = WebContext(document, theme, wording, Trace("web"), type_, anchors)
    _check(context)
    body = _template().render(page=PageView(context), document=document, words=wording)
    odd = _FORBIDDEN.search(body)
    if odd:
        near = body[max(0, odd.start() - 20) : odd.end() + 20]
        context.refuse(
            f"a character that no page can hold (U+{ord(odd[0]):04X})", f"remove it; it stands near {near!a}"
        )
    if context.findings:
        raise LayoutError(context.findings)
    style = _style(context, body)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; base-uri 'none'; form-action 'none'"
    page = body.replace("{policy}", policy, 1).replace("{style}", style, 1)
    content = page.encode()
    return Written({".web.html": content}, context.trace, tuple(_large(len(content))))


def _large(size: int) -> Iterator[Finding]:
    if size > _LARGE_BYTES:
        what = f"the web edition has {size / 1e6:.1f} MB, which a phone loads slowly"
        yield Finding("web", what, "show fewer values, as a shorter `period` does", "notice")


def _check(context: WebContext) -> None:
    document = context.document
    if not plain(document.title).strip():
        context.refuse("a web edition without a title", "set `title` in briefing.toml")
    if not document.lang.strip():
        context.refuse("a web edition without a language", "name the story story.<language>.yaml")
    if not any(printed_sections(part) for part in document.parts):
        context.refuse("a web edition without a section", "let `only` and `when` of a section admit the brief")


def printed_sections(part: Part) -> tuple[Section, ...]:
    """Return the sections of a part that the page prints."""
    return tuple(section for section in part.sections if _OUTPUT in section.outputs)


def _style(context: WebContext, body: str) -> str:
    """Return the style sheet of a page: its faces, its colours in the light and in the dark, and the rules."""
    theme = context.theme
    roles = asdict(theme.light)
    paint = "".join(f".f-{role}{{fill:var(--{role})}}.s-{role}{{stroke:var(--{role})}}" for role in roles)
    heat = "".join(f".h{step}{{background:var(--heat_{step});color:var(--{HEAT_TEXTS[step]})}}" for step in range(1, 6))
    faces = "".join(f'"{face}",' for face in context.wording.language.faces)
    return "".join(
        [
            context.type.css(unescape(_TAGS.sub("", body))),
            f":root{{{_variables(theme.light)}}}",
            f"@media screen and (prefers-color-scheme:dark){{:root{{{_variables(theme.dark)}}}}}",
            f"@media screen{{.band{{{_variables(theme.dark)}}}}}",
            f":root{{--faces:{faces}system-ui,sans-serif;--display:{faces or 'Georgia,'}serif}}",
            asset("web/page.css").read_text(encoding="utf-8"),
            paint,
            heat,
        ]
    )


def _variables(palette: Palette) -> str:
    return "".join(f"--{role}:{colour};" for role, colour in asdict(palette).items())


class PageView:
    """What the template asks for: texts as markup, noted where they stand, and what is drawn."""

    def __init__(self, context: WebContext) -> None:
        self.context, self.document = context, context.document
        self.at, self.write, self.unlinked = context.at, context.write, context.unlinked
        self.sections, self.anchor, self.plain = printed_sections, anchor, plain
        self.tables: list[drawings.DataTable] = []

    # Blocks

    def kind(self, block: object) -> str:
        """Return the name of a block's kind, as "HeatTable"."""
        return type(block).__name__

    def evidence(self, section: Section) -> list[object]:
        """Return the blocks of a section without its cards."""
        return [block for block in section.blocks if not isinstance(block, Cards)]

    def are_quotes(self, blocks: list[object]) -> bool:
        """Whether all blocks are quotations."""
        return bool(blocks) and all(isinstance(block, Quote) for block in blocks)

    def own_charts(self, blocks: list[object]) -> list[Chart]:
        """Return the charts among some blocks, without those of small multiples."""
        return [block for block in blocks if isinstance(block, Chart)]

    def rank(self, row: RankRow) -> Text:
        """Return the rank of a row."""
        return text(self.context.wording.number(row.rank.value), fact=row.rank.name)

    def cards(self, section: Section) -> list[Cards]:
        """Return the cards of a section."""
        return [block for block in section.blocks if isinstance(block, Cards)]

    def caption(self, evidence: list[object]) -> NumberedCaption:
        """Return what numbers the next figure or table."""
        return self.context.captions.next(self.context.wording, evidence)

    def drawn(self, shown: list[Chart]) -> list[drawings.DrawnChart]:
        """Return the charts of a section as drawn; their data follow by `data`."""
        found = drawings.drawn(self.context, shown)
        alone = len(shown) == 1
        pairs = zip(shown, found, strict=False)
        self.tables = [drawings.data_table(one, () if alone else one.title, made.printed) for one, made in pairs]
        return found

    def panels(self, block: Multiples) -> list[drawings.DrawnChart]:
        """Return small multiples as drawn; their data follow by `data`."""
        found = drawings.panels(self.context, block)
        pairs = zip(block.panels, found, strict=False)
        self.tables = [drawings.data_table(one, one.title, made.printed) for one, made in pairs]
        return found

    def data(self) -> list[drawings.DataTable]:
        """Return the tables of the charts that were drawn last."""
        return self.tables

    def card_data(self, block: Cards) -> list[drawings.DataTable]:
        """Return the values behind the lines of cards."""
        lined = [card for card in block.cards if not card.single]
        return [drawings.data_table(card.slope, _plain(card.label)) for card in lined]

    def file(self, section: Section, shown: list[Chart]) -> drawings.DataFile:
        """Return the data of a section's charts as a file to download."""
        return drawings.data_file(f"{self.document.edition.stem}-{section.id}.csv", shown)

    def charts(self, blocks: list[object]) -> list[Chart]:
        """Return the charts among some blocks, those of small multiples and of cards too."""
        found: list[Chart] = []
        for block in blocks:
            if isinstance(block, Chart):
                found.append(block)
            elif isinstance(block, Multiples):
                found += block.panels
            elif isinstance(block, Cards):
                found += [card.slope for card in block.cards]
        return found

    def sparkline(self, block: Cards, at: int) -> Markup:
        """Return the line of a card through its past."""
        return sparkline(self.context, block, block.cards[at])

    # Words around the story

    def picture(self) -> HeaderPicture:
        """Return what is drawn in the head of the page."""
        return header_picture(self.context)

    def points(self, points: tuple[Point, ...]) -> list[Text]:
        """Return points that are printed, as paragraphs."""
        return [run_in(point, self.context.wording) for point in points if _OUTPUT in point.outputs]

    def others(self, aside: Aside, part: Part) -> list[Part]:
        """Return what an aside without content leads to: the other parts."""
        return [] if aside.points or aside.block else [one for one in self.contents() if one is not part]

    def contents(self) -> list[Part]:
        """Return the parts that the contents name."""
        return [part for part in self.document.parts if printed_sections(part)]

    def proposal(self, section: Section) -> Text:
        """Return what a section proposes behind its lead, where it stands below the questions that it answers."""
        if not section.ask or not any(isinstance(block, Decisions) for block in section.blocks):
            return ()
        return (
            *self.term(self.context.wording.phrase("proposal") + self.context.wording.joint(": "), bold=True),
            *section.ask,
        )

    def term(self, words: str, why: str = "", *, bold: bool = False, link: str = "") -> Text:
        """Return words of the program as a text."""
        return (Run(words, term=why, bold=bold, link=link),) if words else ()

    def source_line(self, section: Section) -> Text:
        """Return a section's sources, or of many those that give most and a few numbers of the others, and its note."""
        cited, note = section.source_line, section.note_line_full or section.note_line
        sources, words = self.document.sources, self.context.wording
        if len(section.source_entries) > _MOST_ENTRIES + 1:
            entries, keys = cited_in_brief(section, sources)
            cited = [cited, *named_lines(words, entries, sources, keys, least=_MOST_ENTRIES)][-1]
        return (*cited, *self.term(words.joint(" ")), *note) if cited and note else cited or note

    def aside_sources(self, aside: Aside) -> list[tuple[str, int]]:
        """Return names and numbers of the sources that a block of the side column rests on, and no section names."""
        keys = {*aside.sources, *sources_alone(self.document, aside)}
        return [(source.name, at) for at, (key, source) in enumerate(self.document.sources.items(), 1) if key in keys]

    def listed(self, source: Source) -> Text:
        """Return a source as the list has it."""
        return listed_source(self.context.wording, source, self.context.wording.publication_date(source))

    def imprint(self) -> list[Text]:
        """Return who issues the edition, and whom to ask."""
        imprint, words = self.document.edition.imprint, self.context.wording
        ask = words.phrase("contact") + words.joint(": ")
        lines = [self.term(name, "imprint") for name in (imprint.organisation, imprint.owner, imprint.classification)]
        if imprint.contact:
            contact = self.term(imprint.contact, "contact", link=mailto(imprint.contact))
            lines.append((*self.term(ask), *contact))
        return [line for line in lines if line]

    def records(self) -> list[object]:
        """Return the record of each number that was printed so far, those of one published series together."""
        uses, sources = self.context.trace.uses, self.document.sources
        return [*in_series(records(self.document, uses, sources, self.context.wording))]


def _plain(words: Text) -> Text:
    return tuple(replace(run, text=run.text.replace("\n", " ")) for run in words)
