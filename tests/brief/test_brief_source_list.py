"""The numbered sources: columns of even height, every source once, over pages where they are many."""

from __future__ import annotations

import re

import pypdfium2
from msgspec.structs import replace

from briefing.brief import write
from briefing.brief.sources import _observed
from briefing.model.cards import Cards
from briefing.model.cited import cited_sources
from briefing.model.dataset import Source
from briefing.model.document import Aside, Block, Point
from briefing.model.period import Period
from briefing.model.text import Run, Text, text
from briefing.reuse import from_nothing
from tests.brief import sample
from tests.brief.test_brief_pdf import elements, opened, page_texts


def many(count: int) -> dict[str, Source]:
    return {f"S{at}": Source(f"S{at}", f"Publisher no. {at}", "A title", "2024-07-17") for at in range(count)}


def test_each_source_is_an_item_of_one_list_with_its_number() -> None:
    data = write(sample.document(sources=many(10)), sample.theme()).files[".pdf"]
    (found,) = elements(opened(data), "L")[-1:]
    assert len(found.K) == 10
    assert [str(kid.S) for kid in found.K[0].K] == ["/Lbl", "/LBody"]
    told = " ".join(" ".join(page_texts(data)).split())
    assert "1 Publisher no. 0, A title, 17 Jul 2024 2 Publisher no. 1, A title, 17 Jul 2024" in told


def test_many_sources_go_on_over_pages_and_none_is_lost() -> None:
    data = write(sample.document(sources=many(900)), sample.theme()).files[".pdf"]
    told = " ".join(page_texts(data)).split()
    assert [at for at in range(900) if f"{at}," not in told] == []
    assert len(opened(data).pages) > 3


def test_the_contact_stands_below_the_table_unless_the_side_column_has_it() -> None:
    document = sample.document()
    below = " ".join(page_texts(write(document, sample.theme()).files[".pdf"]))
    assert below.count("desk@example.org") == 1
    part = document.parts[0]
    beside = replace(part, asides=(*part.asides, Aside(text("Ask us"), points=(Point((), text("desk@example.org")),))))
    asked = replace(document, parts=(beside, *document.parts[1:]))
    told = " ".join(page_texts(write(asked, sample.theme()).files[".pdf"]))
    assert told.count("desk@example.org") == 1


def test_no_contact_is_named_without_an_address() -> None:
    document = sample.document()
    edition = document.edition
    without = replace(document, edition=replace(edition, imprint=replace(edition.imprint, contact="", owner="Anna")))
    told = " ".join(page_texts(write(without, sample.theme()).files[".pdf"]))
    assert "Contact" not in told
    assert "Contact" in " ".join(page_texts(write(document, sample.theme()).files[".pdf"]))


def test_a_source_that_the_brief_rests_on_nowhere_is_not_listed() -> None:
    source = Source("KOTO", "KOTO Patent", "Progress", "2024", "https://example.org/koto")
    known = {key: replace(source, id=key) for key in ("KOTO", "DECK")}
    sections = tuple(replace(section, sources=("KOTO",)) for section in sample.parts()[0].sections)
    deck = replace(sections[0], id="deck", sources=("DECK",), outputs=("deck",))
    part = replace(sample.parts()[0], sections=(*sections, deck), asides=())
    assert list(cited_sources(sample.document(parts=(part,), sources=known))) == ["KOTO"]
    alone = replace(part, sections=(deck,))
    assert list(cited_sources(sample.document(parts=(alone,), sources=known))) == ["KOTO", "DECK"]


def test_a_source_whose_name_another_begins_with_is_numbered() -> None:
    daily = Source("D", "The Daily", "A title", "2022")
    sources = {"D": daily, "DA": replace(daily, id="DA", publisher="The Daily via an agency"), **many(30)}
    entries = tuple(text(f"{source.name} {source.year}") for key, source in sources.items() if key != "D")
    line = text("Source: " + "; ".join(f"{source.name} {source.year}" for source in sources.values()))
    cited = {"sources": tuple(sources), "source_line_short": line, "source_entries": entries}
    crowded = tuple(
        replace(part, sections=tuple(replace(section, **cited) for section in part.sections)) for part in sample.parts()
    )
    page = " ".join(page_texts(write(sample.document(parts=crowded, sources=sources), sample.theme()).files[".pdf"]))
    named = r"Source: The Daily via an agency 2022 \(2\); ((?:Publisher[^;]*; )*)"
    line_end = rf"{named}also ([\d, –]+) in the list at the end"
    found = re.search(line_end, page)
    assert found
    first, last = found[2].removeprefix("1, ").split("–")  # the Daily is the first of the list, its agency the second
    assert found[2].startswith("1, ")
    assert (int(first), int(last)) == (3 + found[1].count(";"), len(sources))


def cited(line: Text, sources: dict[str, Source], years: Text = ()) -> str:
    """The pages of a brief whose sections all cite some sources, in `line` and by `years`."""
    entries = tuple(text(f"{source.name} {source.year}") for source in sources.values())
    given = {
        "sources": tuple(sources),
        "source_line_short": line,
        "source_line_years": years,
        "source_entries": entries,
    }
    parts = tuple(
        replace(part, sections=tuple(replace(section, **given) for section in part.sections)) for part in sample.parts()
    )
    pages = page_texts(write(sample.document(parts=parts, sources=sources), sample.theme()).files[".pdf"])
    return " ".join(" ".join(pages).split())


def test_a_line_that_is_too_long_however_few_it_names_has_one_name() -> None:
    offices = {
        f"S{at}": replace(one, publisher=f"Office {at} " + "of " * 400) for at, one in enumerate(many(6).values())
    }
    sources = {key: replace(one, id=key) for key, one in offices.items()}
    page = cited(text("Source: " + "; ".join(one.name for one in sources.values())), sources)
    named = re.search(r"Source: Office 0 (?:of )+.*?also ([\d, –]+) in the list at the end", page)
    assert named
    assert named[1] == "2–6"


def test_a_source_line_names_no_source_of_points_that_only_slides_have() -> None:
    sources = many(9)
    line = text("Source: " + "; ".join(f"{one.name} {one.year}" for one in sources.values()))
    assert re.search(r"Source: Publisher no. 0 2024 \(1\); .*; also [\d–]+9 in the list", cited(line, sources))
    years: Text = tuple(
        Run(f"{sources[key].name} 2024 (" + "2019, " * 40 + ")", term=f"source {key}") for key in ("S0", "S1")
    )
    assert "Source: Publisher no. 0 2024 (1); Publisher no. 1 2024 (2)." in cited(line, sources, years)
    short = text("Source: Publisher no. 0 2024; Publisher no. 1 2024; Publisher no. 2 2024.")
    few = dict(list(sources.items())[:3])
    assert "Publisher no. 1 2024; Publisher no. 2 2024. " in f"{cited(short, few)} "
    assert "Source: Publisher no. 0 2024 (1); Publisher no. 1 2024 (2)." in cited(short, few, years)


def test_lines_over_more_than_a_few_sources_have_numbers_and_no_years_that_could_be_taken_for_them() -> None:
    def told(count: int) -> str:
        sources = many(count)
        entries = (text("Publisher no. 1 2024"),)
        years, short = text("Source: Publisher no. 1 2024 (2014, 2023)."), text("Source: Publisher no. 1 2024.")
        given = {"sources": ("S1",), "source_line_years": years, "source_line_short": short, "source_entries": entries}
        first, *others = sample.parts()
        named = replace(first, sections=tuple(replace(section, **given) for section in first.sections))
        listed = replace(others[0], sections=(replace(others[0].sections[0], sources=tuple(sources)),))
        parts = (named, listed)
        document = sample.document(parts=parts, sources=sources)
        return " ".join(page_texts(write(document, sample.theme()).files[".pdf"])[0].split())

    assert "Source: Publisher no. 1 2024 (2014, 2023)." in told(9)
    assert "Source: Publisher no. 1 2024 (2)." in told(10)


def test_what_is_known_of_the_sources_of_facts_is_not_taken_for_that_of_others() -> None:
    document, theme = sample.document(), sample.theme()
    last = document.facts["patents.last"]
    newer = replace(last.observations[0], period=Period.year(2031), published="")
    changed = replace(document, facts={**document.facts, "patents.last": replace(last, observations=(newer,))})
    for one in (document, changed, document):
        with from_nothing():
            alone = write(one, theme)
        assert write(one, theme) == alone
        assert _observed(one).given[newer.source] == [
            item for fact in one.facts.values() for item in fact.observations if item.source == newer.source
        ]


def test_values_that_are_compared_with_no_earlier_one_have_no_table_of_these() -> None:
    document = sample.document()
    assert "Indicator and unit" in " ".join(page_texts(write(document, sample.theme()).files[".pdf"]))

    def bare(block: Block) -> Block:
        if not isinstance(block, Cards):
            return block
        return replace(block, cards=tuple(replace(card, base=None, multiple=()) for card in block.cards))

    parts = tuple(
        replace(part, sections=tuple(replace(one, blocks=tuple(map(bare, one.blocks))) for one in part.sections))
        for part in document.parts
    )
    words = " ".join(page_texts(write(replace(document, parts=parts), sample.theme()).files[".pdf"]))
    assert "Indicator and unit" not in words


def test_a_note_begins_a_line_where_that_takes_no_more_room() -> None:
    def lines(note: str) -> list[str]:
        noted = tuple(
            replace(part, sections=tuple(replace(one, note_line=text(note)) for one in part.sections))
            for part in sample.parts()
        )
        pages = pypdfium2.PdfDocument(write(sample.document(parts=noted), sample.theme()).files[".pdf"])
        lines = (line for page in pages for line in page.get_textpage().get_text_range().splitlines())
        return [line.strip() for line in lines if "Note:" in line]

    assert any(line.startswith("Note:") for line in lines("Note: " + "Every value is invented here. " * 3))
    assert all(line.endswith("2024. Note: Invented.") for line in lines("Note: Invented."))
