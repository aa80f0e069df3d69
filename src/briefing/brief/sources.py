"""The end of a brief: where each headline figure comes from, every source with its link, and whom to ask."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from briefing.brief.catalog import Attachment
from briefing.brief.flowables import Block, Prose
from briefing.brief.layout import Zones
from briefing.brief.setting import Place, Setting
from briefing.brief.structure import Element
from briefing.brief.styles import H2, SOURCE
from briefing.brief.tables import table
from briefing.model.dataset import Source
from briefing.model.document import Card, Cards, Document, Table
from briefing.model.fact import Fact
from briefing.model.text import Run, Text, join, text

_PLACE = Place("edition", "sources")


def appendix(setting: Setting, zones: Zones) -> list[Block]:
    """→ data table and numbered sources over both columns; nothing where the document names no source."""
    document = setting.document
    numbers = {key: at for at, key in enumerate(document.sources, start=1)}
    if not numbers:
        return []
    element = setting.root.add("Sect")
    heading = text(setting.phrase("data_and_method"))
    blocks: list[Block] = [Prose(setting, heading, H2, element.add("H2"), _PLACE, keep=True, key="sources", level=1)]
    rows = tuple(_rows(setting, numbers))
    if rows:
        head = tuple(text(setting.phrase(key)) for key in ("indicator_head", "first", "latest", "source"))
        blocks.append(table(setting, Table(head, rows, "lrrl", (46, 14, 14, 26)), element, _PLACE, zones.full, gap=4))
        method = _method(setting)
        if method:
            blocks.append(Prose(setting, method, SOURCE, element.add("P"), _PLACE, gap=5))
    blocks.append(_list(setting, element))
    return blocks


def headline_cards(document: Document) -> Iterator[tuple[Card, list[Fact]]]:
    """The cards of a document, each with the values that it prints, earliest first."""
    for section in document.sections:
        for block in section.blocks:
            for card in block.cards if isinstance(block, Cards) else ():
                names = dict.fromkeys(run.fact for run in (*card.since, *card.value) if run.fact)
                facts = [document.facts[name] for name in names if name in document.facts]
                yield card, sorted((fact for fact in facts if fact.year), key=lambda fact: fact.year or 0)


def _rows(setting: Setting, numbers: dict[str, int]) -> Iterator[tuple[Text, ...]]:
    for card, facts in headline_cards(setting.document):
        if facts:
            cited = sorted({numbers[key] for fact in facts for key in fact.sources if key in numbers})
            named = join([_one_line(card.label), _one_line(card.unit)], ", ")
            values = [_dated(card, fact) for fact in (facts[0], facts[-1])]
            yield named, *values, text(", ".join(map(str, cited)), term="number of a source")


def _dated(card: Card, fact: Fact) -> Text:
    """A value as the card prints it, with its year."""
    printed = [run for run in (*card.value, *card.since) if run.fact == fact.name and run.text != str(fact.year)]
    return (*printed[:1], *text(f" ({fact.year})", term="year of the value"))


def _one_line(words: Text) -> Text:
    return tuple(replace(run, text=run.text.replace("\n", " ")) for run in words)


def _method(setting: Setting) -> Text:
    """How multiples and yearly growth are worked out."""
    first, last = setting.document.edition.period
    multiple = setting.phrase("multiple_note", first=first, last=last)
    growth = setting.phrase("growth_note", years=setting.wording.word(last - first))
    words = f"{setting.phrase('calculation')}: {multiple}; {growth}."
    return text(words, term="period of the edition")


class SourceList(Block):
    """Numbered sources in columns of equal height."""

    def __init__(self, setting: Setting, items: list[tuple[Prose, Prose]], *, gap: float = 0.0) -> None:
        super().__init__(gap)
        self.setting, self.items = setting, items

    _ACROSS = 3
    _GUTTER = 18.0
    _NUMBER = 14.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Width → height of the highest column."""
        self.width = width
        self._measure(width, height)
        low, high = max(self.talls, default=0.0), sum(self.talls)
        while high - low > 1:
            middle = (low + high) / 2
            low, high = (low, middle) if len(self._dealt(middle)) <= self._ACROSS else (middle, high)
        self.columns = self._dealt(high)
        self.height = max((sum(self.talls[at] for at in column) for column in self.columns), default=0.0)
        return width, self.height

    def _measure(self, width: float, height: float) -> None:
        self.each = (width - self._GUTTER * (self._ACROSS - 1)) / self._ACROSS
        self.talls = [
            max(label.wrap(self._NUMBER, height)[1], words.wrap(self.each - self._NUMBER, height)[1]) + 2
            for label, words in self.items
        ]

    def _dealt(self, height: float) -> list[list[int]]:
        columns: list[list[int]] = [[]]
        used = 0.0
        for at, tall in enumerate(self.talls):
            if used + tall > height + 0.01 and columns[-1]:
                columns.append([])
                used = 0.0
            columns[-1].append(at)
            used += tall
        return columns

    def parts(self, width: float, height: float) -> list[Block]:
        """As many sources as fit a height, then the rest."""
        self._measure(width, height)
        count = sum(len(column) for column in self._dealt(height)[: self._ACROSS])
        if not 0 < count < len(self.items) or max(self.talls) > height:
            return []
        return [
            SourceList(self.setting, self.items[:count], gap=self.space),
            SourceList(self.setting, self.items[count:]),
        ]

    def draw(self) -> None:
        """Paint column by column, so that reading order is the order of the numbers."""
        for number, column in enumerate(self.columns):
            x, y = number * (self.each + self._GUTTER), self.height
            for at in column:
                label, words = self.items[at]
                label.drawOn(self.canvas, x, y - label.height)
                words.drawOn(self.canvas, x + self._NUMBER, y - words.height)
                y -= self.talls[at]


def _list(setting: Setting, element: Element) -> Block:
    items = element.add("L")
    items.attributes["List"] = {"ListNumbering": "/Decimal"}
    made: list[tuple[Prose, Prose]] = []
    for number, source in enumerate(setting.document.sources.values(), start=1):
        item = items.add("LI")
        label = Prose(setting, text(f"{number}", term="number of a source"), SOURCE, item.add("Lbl"), _PLACE)
        made.append((label, Prose(setting, _entry(setting, source), SOURCE, item.add("LBody"), _PLACE)))
    return SourceList(setting, made, gap=10)


def _entry(setting: Setting, source: Source) -> Text:
    """Publisher, title and date; a title in a script that the brief's faces lack stands in the attached facts only."""
    face = setting.faces.text()
    publisher = next((words for words in (source.publisher, source.short) if words and not face.lacking(words)), "")
    shown = [words for words in (publisher, source.title) if words and not face.lacking(words)]
    words = ": ".join(shown) or source.id
    dated = setting.wording.date(source.published) if source.published else ""
    cited = (Run(words, link=source.url, term="source"),)
    return (*cited, Run(f", {dated}", term="date of a source")) if dated else cited


def facts_file(document: Document) -> Attachment:
    """Every fact of the document with formula, observations and sources → a JSON file inside the file."""
    facts = {
        name: {
            "value": fact.value,
            "qualifier": fact.qualifier,
            "unit": fact.unit,
            "formula": fact.formula,
            "observations": [
                {
                    "indicator": item.indicator,
                    "entity": item.entity,
                    "year": item.year,
                    "series": item.series,
                    "value": item.value,
                    "qualifier": item.qualifier,
                    "source": item.source,
                }
                for item in fact.observations
            ],
        }
        for name, fact in sorted(document.facts.items())
    }
    sources = {
        key: {"publisher": of.publisher, "title": of.title, "published": of.published, "url": of.url}
        for key, of in sorted(document.sources.items())
    }
    data = json.dumps({"facts": facts, "sources": sources}, ensure_ascii=False, sort_keys=True)
    return Attachment("facts.json", data.encode(), "application/json", "Facts and sources of this brief", "Source")
