"""Names and codes of countries and their parts → places, and the names of what holds several of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from briefing.draft.recognition.head_words import head_words, plural_of
from briefing.draft.recognition.imported_data import DraftPlace
from briefing.read.boundaries import PACKED, packed

_WORLD: Final = "world"
# Names that always hold others, and those that do among countries.
_TOTAL: Final = re.compile(
    r"(grand |sub-?)?totals?\b.*|.*\btotal|all( \w+){0,2}|sum|overall|world.*|global"
    r"|whole (country|world)|nation(al|wide)?"
    r"|合计|总计|全国|全球|世界|全部|总体|全市|全省|ensemble|insgesamt|gesamt|wld|owid_wrl",
    re.IGNORECASE,
)
_GROUP: Final = re.compile(
    r"(eu|ea|efta|eea)([0-9_ –-].*)?|european union.*|euro ?(area|zone).*|oecd.*|g-?(7|8|20)|brics|asean.*|africa.*"
    r"|asia.*|europe.*|americas?|oceania|caribbean.*"
    r"|((north|south|latin|central|sub-saharan|saharan|east|west|middle)(ern)?[ -]((and|&)[ ])?)+"
    r"(africa|asia|europe|americas?|pacific|caribbean|east)\b.*"
    r"|(low|high|upper|lower|middle)[ -].*income.*|.*income( countries)?|least developed.*|.*\(.*countries\)"
    r"|.*(?:countries|economies)(?: \([A-Z]+\))?|.*dividend|arab world|small states.*|ida.*|ibrd.*|hipc.*|fragile.*",
    re.IGNORECASE,
)
# Codes of groups, as Eurostat and others have them.
_GROUPS: Final[Mapping[str, str]] = {
    "EU27_2020": "European Union", "EU28": "EU-28", "EU27": "EU-27", "EU": "European Union", "EA": "Euro area",
    "EA19": "Euro area of 19", "EA20": "Euro area of 20", "EA21": "Euro area of 21", "WLD": "World", "W0": "World",
    "GLOBAL": "World",
    "OWID_WRL": "World", "U2": "Euro area", "I8": "Euro area of 19", "I9": "Euro area of 20",
}  # fmt: skip
_CUT_SHORT: Final = re.compile(r"\.(?: |$)|^[a-z]")
_CALLED: Final[Mapping[str, str]] = {"COD": "DR Congo", "MKD": "North Macedonia"}
# The same groups as Eurostat writes them out: "European Union - 27 countries (from 2020)".
_WRITTEN_OUT: Final = re.compile(
    r"(?:(?P<union>European Union)|Euro area) [-–] (?P<count>[0-9]{2}) countries "
    r"\((?P<since>from )?[0-9]{4}(?:-[0-9]{4})?\)"
)
_PLACE_HEAD: Final = re.compile(
    r"(.*[ _-])?(country|countries|nation|region|city|cities|state|states|province|county|district|municipality|town|"
    r"place|places|site|island|isle|geo|geo\\time_period|ref_area|area|territory|location|economy|reporter|department|prefecture|land|"
    r"country[ _]?(name|code)|entity|geography|région|pays|ville|commune|département|país|ciudad|provincia|"
    r"municipio|estado|stadt|ort|gemeinde|bundesland|bezirk|kanton|kreis|gemeente|provincie|kommune?|regione|comune|"
    r"comunidad(es)?( autónomas?)?|comunidade|município|región|região|uf|distrito|voivodeship|województwo|"
    r"powiat|gmina|kraj|okres|canton|länder|fylke|län|maakunta|megye|oblast|регион|область|страна|"
    r"国家|地区|省份|省|城市|市|区域|国别|县|都道府県|都道府県名|国名|地域(?:[_(（].*)?|市区町村)"
    r"([ _-](name|code|id))?",
    re.IGNORECASE,
)
# Heads of parts of a country, whose two letters are no countries.
_PART_HEAD: Final = re.compile(
    r"(?!member)(.*[ _-])?(uf|states?|estado|province|provincia|provincie|county|canton|kanton|cantone|bundesland|"
    r"department|département|departamento|district|prefecture)([ _-](name|code|id))?",
    re.IGNORECASE,
)
# Heads of what is no place but has series of its own, with what several are called.
_THING_HEAD: Final = re.compile(
    r"(?:.*[ _-])?(company|firm|school|hospital|bank|team|club|player|person|station|airport|port|university|product|"
    r"brand|store|branch|fund|sector|industry|source|commodity|currency|category|species|model|group|type|fuel|crop|age)"
    r"(?:[ _-](?:name|code|id))?",
    re.IGNORECASE,
)
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)$")


# A code, perhaps after the name that it is of: "AT", "Austria AT", "Austria (AUT)".
_CODED_NAME: Final = re.compile(r"(?:(?P<name>.+?)[ ,]*[ ,(\[])?(?P<code>[A-Z0-9]{2,3})[)\]]?")
_CAPITALS: Final = re.compile("[A-Z]{2,3}")
REGIONS: Final = frozenset(("EMEA", "APAC", "LATAM", "AMER"))  # of firms, next to which NA is North America
_MOST: Final = 0.9
_FEWEST_CODES: Final = 5
_NO_MAP: Final = "none"
_JOINING: Final = frozenset(("OF", "AND", "THE", "DE", "DU", "LA"))


@lru_cache(maxsize=1)
def _known() -> Mapping[str, DraftPlace]:
    """Return the places that maps know by each of their names and codes, in small letters."""
    found: dict[str, DraftPlace] = {}
    for map_name in (_WORLD, *(name for name in PACKED if name != _WORLD)):
        for name, place in _known_on(map_name).items():
            if map_name == _WORLD or len(name) > 3:  # two letters are countries first
                found.setdefault(name, place)
    return found


@lru_cache(maxsize=4)
def _known_on(map_name: str) -> Mapping[str, DraftPlace]:
    """Return the places of a map by each of their names and codes, in small letters."""
    found: dict[str, DraftPlace] = {}
    for region in packed(map_name).regions if map_name != _NO_MAP else ():
        chinese = next((name for name in region.names if re.search("[\u4e00-\u9fff]", name)), "")
        words = [name for name in region.names if not re.fullmatch(r"[A-Z0-9-]{1,6}", name) and name != chinese]
        # The names on maps come first, which are cut short where countries are small.
        full = [name for name in words if not _CUT_SHORT.search(name) and "," not in name]
        english = _CALLED.get(region.code) or next(iter([*full, *words]), region.code)
        place = DraftPlace(english, region.code, {"zh": chinese} if chinese else {})
        found |= {plain: place for name in region.names if (plain := _plain(name)) not in found}
    return found


def own_map(names: Iterable[str]) -> str:
    """Return the map of a country's parts that knows nearly all of the names, most of them codes, and more of them than
    the world does, as "al" is Alabama among states; "" for none. Codes that no map knows nearly all of are those of
    something else, as "MT", "RS" and "GO" of Brazil: these have a map of no places."""
    single = [name for name in names if not _TOTAL.fullmatch(name.strip())]
    plain = [_plain(name) for name in single]
    codes = sum(len(name) <= len("USA") for name in plain)
    if codes >= _MOST * len(plain) and len(plain) >= _FEWEST_CODES:
        world = sum(name in _known_on(_WORLD) for name in plain)
        counts = {name: sum(one in _known_on(name) for one in plain) for name in PACKED if name != _WORLD}
        best = max(counts, key=lambda name: counts[name])
        if counts[best] >= _MOST * len(plain) and counts[best] > world:
            return best
    return _NO_MAP if _codes_of_no_map(single) else ""


def _codes_of_no_map(names: Sequence[str]) -> bool:
    """Whether names are two letters of which the world does not know nearly all, or two and three capitals of which it
    knows few, as "NSW", "QLD" and "SA" of Australia, or some of a firm's regions; groups of countries are left out."""
    if not REGIONS.isdisjoint(names):
        return True
    single = [name for name in names if name not in _GROUPS and not _GROUP.fullmatch(name.strip())]
    plain = [_plain(name) for name in single]
    known = sum(name in _known() for name in plain)
    if plain and _two_letters(plain):
        return known < _MOST * len(plain)
    codes = bool(plain) and all(_CAPITALS.fullmatch(name.strip()) for name in single)
    return codes and len(plain) >= _FEWEST_CODES and known < len(plain) / 2


def _two_letters(names: Iterable[str]) -> bool:
    return all(len(name) == len("US") and name.isalpha() and name.isascii() for name in names)


def place_of(name: str, map_name: str = "") -> DraftPlace | None:
    """Return the place that maps know by a name or a code, or that one map knows."""
    if map_name:
        return _known_on(map_name).get(_plain(name))
    found = _known().get(_plain(name))
    if found is None and (both := _CODED_NAME.fullmatch(name)) and both["name"]:
        found = _known().get(_plain(both["name"]))
        return found if found == _known().get(_plain(both["code"])) else None
    return found


def printed_place(name: str, *, capitals: bool = False, map_name: str = "") -> str:
    """Return what a place is called in English: its name in place of a code or of both, or of `capitals`, in which a
    table has all of its places; else as the table has it."""
    if name in _GROUPS:
        return _GROUPS[name]
    if group := _WRITTEN_OUT.fullmatch(name):
        today = "European Union" if group["since"] else f"EU-{group['count']}"
        return today if group["union"] else f"Euro area of {group['count']}"
    known = place_of(name, map_name) if map_name or capitals or _CODED_NAME.fullmatch(name) else None
    if known:
        return known.name
    words = name.replace("_", " ")
    if not capitals or len(words) <= len("OECD"):
        return name
    return re.sub(r"[^\W\d_][\w'’]*", lambda word: _small(word[0], first=word.start() == 0), words)


def _small(word: str, *, first: bool) -> str:
    """Return a word of capitals as a name has it."""
    return word.lower() if word in _JOINING and not first else word.capitalize()


def known_share(names: Iterable[str]) -> float:
    """Return which part of the names are places that maps know; what holds several of them is left out."""
    single = [name for name in names if not holds_others(name)]
    parts_map = own_map(single)
    return sum(place_of(name, parts_map) is not None for name in single) / len(single) if single else 0.0


def holds_others(name: str, *, among_countries: bool = True) -> bool:
    """Whether the name is that of a total or of a group of countries."""
    if _TOTAL.fullmatch(name.strip()):
        return True
    return among_countries and place_of(name) is None and bool(_GROUP.fullmatch(name.strip()))


def is_whole(name: str) -> bool:
    """Whether the name is that of what holds all others, as World or Total."""
    return bool(_TOTAL.fullmatch(name.strip()))


def is_place_head(head: str) -> bool:
    """Whether a head says that a column has places."""
    return bool(_PLACE_HEAD.fullmatch(head_words(head)))


def codes_of_parts(head: str, names: Sequence[str]) -> bool:
    """Whether a head says that two letters are parts of a country, of which there is no map."""
    return bool(_PART_HEAD.fullmatch(head_words(head))) and _two_letters(names) and not own_map(names)


def things_of(head: str) -> str:
    """Return what several of a column's entries are called, by its head; "" where it does not say."""
    found = _THING_HEAD.fullmatch(_IN_BRACKETS.sub("", head_words(head)))
    return plural_of(found[1].lower()) if found else ""


def _plain(name: str) -> str:
    return " ".join(
        name.replace("’", "'").replace("_", " ").replace("&", "and").casefold().removeprefix("the ").split()
    )
