"""Sources: each one used is named where it is used and in the list at the end, and none stands there that is not."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.proof.findings import Findings, Location, Rule
from briefing.proof.reading.ledger_reader import Ledger
from briefing.proof.words.passages import EvidenceWords, PageText, Passage
from briefing.proof.words.source_uses import own_years, used_sources
from briefing.proof.words.word_patterns import SIGN

MISSING = Rule("sources-missing", "error", "every source that a slide, page or letter draws on is named there")
UNLISTED = Rule("sources-unlisted", "error", "every source that is named is one of the ledger and in the brief's list")
UNUSED = Rule("sources-unused", "warning", "every source of the brief's list is cited in the deck, brief or letter")
RULES = (MISSING, UNLISTED, UNUSED)

# Places of what stands elsewhere too, with its source: on every page, or on the slide that an entry leads to.
_RUNNING: Final = ("footer", "foot", "running head", "contents")
_YEAR: Final = re.compile(r"(?<!\d)(?:1[5-9]|2[01])\d\d(?!\d)")
# The periods of its values, "(2014, May 2016)"; "(to May 2026)" is the date of one that is continued.
_BRACKETS: Final = re.compile(r"[(（](?!to |至)(?=[^)）]*\d)[^)）]*[)）]")
_SEAM: Final = re.compile(rf"(?:(?<={SIGN})|(?<=[》”）])) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) (?={SIGN}|[《“（])")
# Stands before the date at the end of an entry of the list.
_DATE_OF: Final = re.compile(r"[,，]\s?")
_LISTED: Final = re.compile(r"(\d{1,4})(?:\s+(\D.*))?")
_NUMBERS: Final = re.compile(r"\d{1,4}(?:\s?(?:,|、|，|and|和|及|-|–)\s?\d{1,4})*")
# The numbers in the list of the sources that an entry names, "(39, 41)".
_OWN: Final = re.compile(r"[(（](\d{1,3}(?:\s?(?:,|、|，|-|–|—)\s?\d{1,3})*)[)）]")
_DIGITS: Final = re.compile(r"\d+")
_PLACES: Final = re.compile(r"(\d+)(?:\s?[–—-]\s?(\d+))?")
_MOST_PLACES: Final = 1000
_ENTRY: Final = re.compile(r"[;；]\s*")
# Attached to a brief: its sources, and the titles under which each is cited.
_TABLE: Final = "sources.csv"
_HELD: Final = "\0"  # for a semicolon within a name
_BEGINNING: Final = 2  # by so many of its first signs a name is found
# What may follow a name: its date, brackets, or the end of its entry.
_AFTER: Final = re.compile(r"\s?(?:$|[\d(（,，.。;；、\n]|\s?(?:19|20)\d\d)")


class CitableSource(Struct, frozen=True):
    """A source: its id, the names by which outputs may cite it, the years by which they may: that of its publication,
    or of its reading ("": without a year)."""

    id: str
    names: tuple[str, ...]
    years: tuple[str, ...]

    @property
    def label(self) -> str:
        """Its name and year."""
        return f"{self.names[0]} {self.years[0]}".strip()

    def issued(self, published: str, until: Collection[str] = ()) -> CitableSource:
        """Return the source as cited for an observation that has a date of its own; one that is continued is cited by
        the year to which its values go."""
        own = (published[:4],) if published else tuple(sorted(until, reverse=True))
        return replace(self, years=own) if own else self


class SourceList(Struct, dict=True):
    """The list at the end of a file: passage, name and year by number; and the entries that no known name begins."""

    entries: dict[str, tuple[Passage, str, str]]
    strange: list[tuple[Passage, str]]

    @cached_property
    def years(self) -> Mapping[str, set[str]]:
        """Its years by name."""
        found: dict[str, set[str]] = defaultdict(set)
        for _, name, year in self.entries.values():
            found[name].add(year)
        return found


class NamedSources(Struct):
    """What the source lines of a page name: years by name, the entries that no known name begins, the numbers of the
    list that each names, with its figure or table, and the name and years with a number of its own."""

    years: dict[str, set[str]]
    strange: list[tuple[Passage, str]]
    numbered: list[tuple[Passage, str, list[int]]]
    own: list[tuple[Passage, str, list[str], int]]

    def has(self, source: CitableSource) -> bool:
        """Whether a source is among them, with its year."""
        return any(name in self.years and self.years[name] & set(source.years) for name in source.names)

    def numbers_of(self, figure: str) -> set[str]:
        """Return the numbers of the list that a figure names."""
        return {str(at) for _, named, places in self.numbered if named == figure for at in places}


class Citations(Struct, frozen=True):
    """The sources of the ledger, the lists of brief and deck, what each page names, and the years of observations by
    source."""

    ledger: Ledger
    cited: Mapping[str, CitableSource]
    listing: SourceList
    in_deck: SourceList
    named: Mapping[Location, NamedSources]
    own_years: Mapping[str, set[str]]

    def called(self, name: str) -> Iterator[CitableSource]:
        """Yield the sources that have a name."""
        return (source for source in self.cited.values() if name in source.names)

    def dates_of(self, name: str) -> set[str]:
        """Return the years of single observations from the sources that have a name."""
        return set().union(*(self.own_years[source.id] for source in self.called(name)))

    def list_of(self, kind: str) -> SourceList:
        """Return the list to which the numbers of a file lead."""
        return self.in_deck if kind == "deck" else self.listing

    def numbers(self, page_text: PageText, figure: str, source: CitableSource, years: Collection[str]) -> bool:
        """Whether a source is named by its number in the list."""
        entries = self.list_of(page_text.parsed.kind).entries
        found = (entries.get(at) for at in self.named[page_text.location].numbers_of(figure))
        return any(entry and entry[1] in source.names and entry[2] in years for entry in found)

    def unread(self, page_text: PageText) -> bool:
        """Whether a letter gives sources by their numbers in the list of a brief that is not read with it."""
        in_brief = page_text.parsed.kind == "letter" and self.named[page_text.location].numbered
        return bool(in_brief) and not self.listing.entries

    def lists(self, name: str, year: str) -> bool:
        """Whether a source of that name is listed with the year, perhaps by another name, as faces lack some signs."""
        in_list = self.listing.years
        return any(year in in_list.get(other, ()) for source in self.called(name) for other in source.names)


def check(read: EvidenceWords) -> Findings:
    """Yield sources that are missing, unlisted or unused; the ledger and the names of its sources must be known."""
    ledger = read.evidence.ledger
    if ledger is None or not read.language.known:
        return
    cited = _cited(read, ledger)
    if cited is None:
        return
    names: dict[str, list[str]] = defaultdict(list)
    for name in sorted({name for source in cited.values() for name in source.names}, key=len, reverse=True):
        names[name[:_BEGINNING]].append(name)
    listing, in_deck = _listed(read, names, "brief"), _listed(read, names, "deck")
    named = {page_text.location: _named(read, page_text, names) for page_text in read.page_texts}
    citations = Citations(ledger, cited, listing, in_deck, named, own_years(ledger))
    yield from _missing(read, citations)
    yield from _unlisted(read, citations)
    yield from _unused(read, citations)


def _cited(read: EvidenceWords, ledger: Ledger) -> Mapping[str, CitableSource] | None:
    """Return the ledger's sources with their names; None where no dataset names them."""
    if read.evidence.tables is None:
        return None
    rows = {row.get("id", ""): row for row in read.evidence.tables.rows("sources.csv")}
    heads = (f"short_{read.language.code}", "short", "publisher")
    cited = {}
    for key, origin in ledger.sources.items():
        row = rows.get(key, {})
        names = [_seamless(name) for head in heads if (name := row.get(head, ""))] + [_seamless(origin.publisher)]
        primary = row.get(f"primary_{read.language.code}", "") or row.get("primary", "")
        if primary and read.language.via:
            names = [_seamless(read.language.via.format(primary=primary, name=name)) for name in names] + names
        years = (origin.published[:4],) if origin.published else ("", *filter(None, [origin.read_on[:4]]))
        cited[key] = CitableSource(key, tuple(dict.fromkeys(names)), years)
    return cited


def _seamless(text: str) -> str:
    return _SEAM.sub("", text)


def _named(read: EvidenceWords, page_text: PageText, names: Mapping[str, list[str]]) -> NamedSources:
    """Return what the source lines of a page name, in words and by number; also those in the notes."""
    found = NamedSources({}, [], [], [])
    figure = ""
    for passage in page_text.passages:
        for kind in ("figure", "table"):
            if begun := read.language.patterns[kind].match(passage.text.lower()):
                figure = f"{kind} {_DIGITS.findall(begun[0])[0]}"
        begins = read.language.patterns["source"].match(passage.text.lower())
        if begins and (passage.what in {"source", "speech"} or page_text.parsed.kind != "deck"):
            note = read.language.patterns["note"].search(passage.text.lower(), begins.end())
            line = passage.text[begins.end() : note.start() if note else len(passage.text)]
            if numbered := read.language.patterns["numbered"].search(line):
                found.numbered.append((passage, figure, _places(numbered[1])))
                line = line[: numbered.start()]
            _entries(read, passage, line, names, found)
    return found


def _entries(
    read: EvidenceWords, passage: Passage, line: str, names: Mapping[str, list[str]], found: NamedSources
) -> None:
    """Find the entries of a source line, "KOTO Patent 2024 (2014, 2023); Xinhua 2019, 2023", without its note."""
    for full in _split(_seamless(line), names):
        entry = _dated(read, full)
        name = _name(entry, names)
        years = _YEAR.findall(_without_values(read, entry[len(name) :]))
        if name:
            found.years.setdefault(name, set()).update(years or ("",))
            if own := _OWN.search(entry, len(name)):
                found.own += [(passage, name, years, at) for at in _places(own[1])]
            if years and entry != full:
                found.years[name].add("")
        elif years and not entry[:1].isdigit():
            found.strange.append((passage, entry.rstrip(". 。")))


def _places(words: str) -> list[int]:
    """Return the numbers that "5, 9, 11–13" names."""
    found: list[int] = []
    for part in _PLACES.finditer(words):
        first, last = int(part[1]), int(part[2] or part[1])
        found += range(first, min(last, first + _MOST_PLACES) + 1)
    return found


def _without_values(read: EvidenceWords, entry: str) -> str:
    """Return an entry without the brackets that say of which periods its values are, but with those that say to which
    one a source goes."""
    until = read.language.continued
    return _BRACKETS.sub(lambda found: found[0] if found[0][1:].startswith(until) else " ", entry)


def _split(line: str, names: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield the entries of a source line; a semicolon within a known name, as in "OECD; Eurostat", ends none."""
    for name in (name for known in names.values() for name in known if _ENTRY.search(name)):
        line = line.replace(name, _ENTRY.sub(lambda found: found[0].replace(";", _HELD).replace("；", _HELD), name))
    for entry in _ENTRY.split(line):
        yield entry.replace(_HELD, ";").strip()


def _dated(read: EvidenceWords, entry: str) -> str:
    """Return an entry without the words for a missing date."""
    for words in read.language.undated:
        entry = entry.replace(words, "")
    return " ".join(entry.split())


def _name(entry: str, names: Mapping[str, list[str]]) -> str:
    """Return the known name that an entry begins with; "" if there is none."""
    known = names.get(entry[:_BEGINNING], ())
    return next((name for name in known if entry.startswith(name) and _AFTER.match(entry, len(name))), "")


def _listed(read: EvidenceWords, names: Mapping[str, list[str]], kind: str) -> SourceList:
    """Return the list of sources of a brief or a deck: "12" and "City Registry, Yearbook, 2020", in one passage or
    two."""
    listing = SourceList({}, [])
    last, open_number = "", ""
    for page_text in read.of_kind(kind):
        for passage in page_text.passages:
            if passage.what == "alt" or passage.element is None or passage.element.role in {"chart", "table"}:
                continue
            if kind == "deck" and passage.element.role != "source":
                continue
            found = _LISTED.fullmatch(passage.text)  # before seams are closed: a number may stand before 国
            number, entry = (found[1], _seamless(found[2] or "")) if found else (open_number, _seamless(passage.text))
            open_number = number if found and not entry else ""
            if not number or not entry:
                continue
            name = _name(entry, names)
            years = _YEAR.findall(_DATE_OF.split(entry[len(name) :])[-1])
            if name:
                listing.entries[number] = (passage, name, years[-1] if years else "")
            elif years and last.isdigit() and int(number) == int(last) + 1:
                listing.strange.append((passage, entry))
            last = number if name or last else ""
    return listing


def _missing(read: EvidenceWords, citations: Citations) -> Findings:
    """Yield sources of the facts that a page uses, which it does not name."""
    used, until = used_sources(citations.ledger, _RUNNING)
    in_list = citations.listing.years
    for page_text in read.page_texts:
        kind = page_text.parsed.kind
        named_here = citations.named[page_text.location]
        if kind == "web" or citations.unread(page_text):  # the record of each number names its sources
            continue
        number = page_text.page.number if page_text.parsed.paged else 0
        for (key, date, figure), use in used[kind, number].items():
            whole = citations.cited.get(key)
            to = _further(until[kind, number, key, figure], citations.own_years[key])
            if whole is None or named_here.has(source := whole.issued(date, to)):
                continue
            drawn = kind != "brief" or bool(figure)
            years = {*whole.years, *source.years}
            if citations.numbers(page_text, figure if kind != "letter" else "", source, years):
                continue
            listed = any(years & in_list.get(name, set()) for name in source.names)
            if not drawn and (not in_list or listed):
                continue
            what = f"{source.label}, which “{use.text}” comes from ({use.place}), is not named"
            fix = f"name it in the {'source line' if drawn else 'list of sources'}"
            yield MISSING.at(_source_spot(page_text), what, fix)


def _further(until: Collection[str], own: Collection[str]) -> set[str]:
    """Return the years that a source without a date may be stated to reach: the newest that a page shows, or those to
    which its values go elsewhere."""
    return {year for year in (*until, *own) if until and year >= max(until)}


def _source_spot(page_text: PageText) -> Location:
    return next((passage.location for passage in page_text.of("source")), page_text.location)


def _unlisted(read: EvidenceWords, citations: Citations) -> Findings:
    """Yield sources named in a source line that the ledger does not have, or the brief's list not."""
    known: dict[str, set[str]] = defaultdict(set)
    for source in citations.cited.values():
        for name in source.names:
            known[name].update(source.years, citations.own_years[source.id])
    in_list = citations.listing.years
    for passage, entry in citations.listing.strange:
        what = f"“{entry}” stands in the list of sources, and the ledger has no such source"
        yield UNLISTED.at(passage.location, what, "name the source as sources.csv does")
    for page_text in read.page_texts:
        named_here = citations.named[page_text.location]
        in_brief = in_list and page_text.parsed.kind == "brief"  # a deck lists its own sources
        for passage, entry in named_here.strange:
            what = f"“{entry}” is named as a source, and the ledger has no such source"
            yield UNLISTED.at(passage.location, what, "name the source as sources.csv does")
        web = page_text.parsed.kind == "web"  # the entries of its list are links
        for passage, _, places in named_here.numbered if not web and not citations.unread(page_text) else []:
            entries = citations.list_of(page_text.parsed.kind).entries
            for at in (at for at in places if str(at) not in entries):
                what = f"it names source {at} of the list, which has {len(entries)}"
                yield UNLISTED.at(passage.location, what, "give the number that the source has in the list")
        for passage, name, stated, at in named_here.own if not web else []:
            _, listed, year = citations.list_of(page_text.parsed.kind).entries.get(str(at), (passage, "", ""))
            if listed != name or (year and stated and year not in stated):
                what = f"“{name} {', '.join(stated)}” has the number {at}, which the list gives to another source"
                yield UNLISTED.at(passage.location, what, "give the number that the source has in the list")
        for name, years in sorted(named_here.years.items()):
            for year in sorted(years - {""}):
                if year not in known[name]:
                    what = f"“{name} {year}” is named as a source, and the ledger has none of that year"
                    yield UNLISTED.at(_source_spot(page_text), what, "name the source with the year of sources.csv")
                elif in_brief and not citations.lists(name, year) and year not in citations.dates_of(name):
                    what = f"“{name} {year}” is named as a source, and the brief's list has none of that year"
                    yield UNLISTED.at(_source_spot(page_text), what, "add it to the list of sources")


def _unused(read: EvidenceWords, citations: Citations) -> Findings:
    """Yield entries of the brief's list that nothing cites, where every output of the edition was read."""
    if not citations.listing.entries or not set(citations.ledger.edition.outputs) <= {
        parsed.file for parsed in read.evidence.files
    }:
        return
    numbers = set(_numbers(read.of_kind("brief")))
    used = [
        fact
        for use in citations.ledger.uses
        if use.output == "brief" and (fact := citations.ledger.facts.get(use.fact))
    ]
    keys = {*_cited_under(read), *(cell.source for fact in used for cell in fact.records)}
    behind = [citations.cited[key] for key in keys if key in citations.cited]
    used_names = {(name, year) for source in behind for name in source.names for year in source.years}
    for number, (passage, name, year) in citations.listing.entries.items():
        if (
            number in numbers
            or (name, year) in used_names
            or any(year in page.years.get(name, ()) for page in citations.named.values())
            or any(citations.dates_of(name) & page.years.get(name, set()) for page in citations.named.values())
        ):
            continue
        what = f"{name} {year} stands in the list of sources, and nothing cites it".replace("  ", " ")
        yield UNUSED.at(passage.location, what, "leave it out, or cite it where it is used")


def _cited_under(read: EvidenceWords) -> Iterator[str]:
    """Yield the sources of which the table attached to a brief says where they are cited."""
    for parsed in read.evidence.of_kind("brief"):
        data = parsed.attached.get(_TABLE, b"").decode("utf-8", "replace")
        for row in csv.DictReader(io.StringIO(data)):
            if row.get("cited under"):
                yield row.get("id") or ""


def _numbers(page_texts: Iterable[PageText]) -> Iterator[str]:
    """Yield numbers of the list that a page cites in cells: "4, 43, 44"."""
    for page_text in page_texts:
        for passage in page_text.passages:
            if passage.element is not None and passage.element.role == "table" and _NUMBERS.fullmatch(passage.text):
                yield from _DIGITS.findall(passage.text)
