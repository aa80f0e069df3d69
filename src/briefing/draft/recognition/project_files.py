"""What was recognised → the files of a project: its tables, briefing.toml, and how its table was read."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from briefing.draft.recognition.imported_data import OBSERVED, DraftIndicator, ImportedData
from briefing.draft.recognition.printed_names import free_key
from briefing.errors import OutputError
from briefing.model.unstated import SOURCE, SOURCE_ZH, UNIT, UNIT_ZH
from briefing.wording import of

MOST_FACTS: Final = 60
_SOURCE_ID: Final = "TABLE"
_LONGEST_FILE: Final = 48  # letters of a file's name in a line of sources
_UNITS_ZH: Final[Mapping[str, str]] = {
    UNIT: UNIT_ZH, "%": "%", "US dollars": "美元", "dollars": "美元", "euros": "欧元", "years": "年", "persons": "人",
}  # fmt: skip


def write_project(data: ImportedData, folder: Path) -> tuple[Path, ...]:
    """Write the tables and briefing.toml of a project, and a smallest story, into a folder; return the files."""
    texts = {
        "indicators.csv": _indicators(data),
        "observations.csv": observations_table(data.observations),
        "sources.csv": _sources(data),
        **({"entities.csv": _entities(data)} if data.places else {}),
        "briefing.toml": _briefing(data),
        "import.toml": _import(data),
        **{f"story.{language}.yaml": _story(data) for language in data.languages},
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_bytes(text.encode("utf-8"))
    except OSError as error:
        what = f"cannot be written: {(error.strerror or str(error)).lower()}"
        raise OutputError(what, str(folder), "name a folder where you may write") from error
    return tuple(folder / name for name in texts)


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return text.getvalue()


def _indicators(data: ImportedData) -> str:
    chinese = "zh" in data.languages
    heads = ["id", "name_en", *(["name_zh"] if chinese else []), "unit", *(["unit_zh"] if chinese else [])]
    heads += ["kind", "frequency", "decimals", "definition"]
    adjusted = ["adjustment"] if any(item.adjustment for item in data.indicators) else []
    rows = []
    for item in data.indicators:
        row: list[object] = [item.key, item.name, *([item.name] if chinese else []), item.unit]
        row += [_unit_zh(item.unit)] if chinese else []
        row += [item.kind, item.frequency, "" if item.decimals is None else item.decimals, item.definition]
        rows.append([*row, *([item.adjustment] if adjusted else [])])
    return _table([*heads, *adjusted], rows)


def _unit_zh(unit: str) -> str:
    return _UNITS_ZH.get(unit, unit.replace(UNIT, UNIT_ZH))


def observations_table(frame: pd.DataFrame, source: str = _SOURCE_ID) -> str:
    """Return observations.csv of a frame that has its columns; `source` is that of all."""
    frame = frame.assign(source_id=source)
    heads = [head for head in (*OBSERVED, "source_id") if head != "note" or (frame["note"] != "").any()]
    return _table(heads, frame[heads].itertuples(index=False, name=None))


def _sources(data: ImportedData) -> str:
    source = data.source
    chinese = "zh" in data.languages
    # in lines of sources the table stands for the publisher that it does not state
    file = data.file if len(data.file) <= _LONGEST_FILE else ""
    short = source.publisher or file or SOURCE
    short_zh = source.publisher or file or SOURCE_ZH
    heads = ["id", "publisher", "short", *(["short_zh"] if chinese else []), "title", "published", "read_on", "url"]
    url = source.url if re.fullmatch(r"https?://[^\s/@]+\S*", source.url) else ""
    row = [
        _SOURCE_ID,
        source.publisher or SOURCE,
        short,
        *([short_zh] if chinese else []),
        source.title or data.file,
        source.published,
        "",
        url,
    ]
    return _table(heads, [row])


def _entities(data: ImportedData) -> str:
    chinese = "zh" in data.languages
    heads = ["id", "name_en", *(["name_zh"] if chinese else []), "code"]
    rows = [
        [
            place.name,
            place.names.get("en", place.name),
            *([place.names.get("zh", place.name)] if chinese else []),
            place.code,
        ]
        for place in data.places
    ]
    return _table(heads, rows)


def quoted(text: str) -> str:
    """Return a text as TOML writes it, in which nothing is markup."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "")


def _briefing(data: ImportedData) -> str:
    lines = [f"# Drafted from {_comment(data.file)}. What was recognised, and why, stands in import.toml."]
    if data.to_fill:
        lines += [
            "#",
            "# To fill in; until then a mark stands in every output:",
            *(f"# - {_comment(line)}" for line in data.to_fill),
        ]
    lines += [
        "",
        "[edition]",
        f"slug = {quoted(data.slug)}",
        f"title = {quoted(_title(data.title))}",
        f"entity = {quoted(data.entity)}",
    ]
    lines += [f"period = {data.period}  # new rows are taken in by themselves"]
    lines += ['as_of = "newest"  # the date of its source; as long as it has none, the end of the newest period']
    lines += [f"languages = [{', '.join(map(quoted, data.languages))}]", 'theme = "ink"']
    if data.totals:
        lines.append(f"totals = [{', '.join(map(quoted, data.totals))}]  # they hold others, and are not ranked")
    if data.things:
        things = ", ".join(f"{lang} = {quoted(words)}" for lang, words in data.things.items())
        lines.append(f"places = {{ {things} }}  # what its entries are called")
    lines += ["", "# The short names that the story uses.", "[facts]"]
    lines += [_fact(item, data) for item in data.indicators[:MOST_FACTS]]
    lines += _medians(data)
    if len(data.indicators) > MOST_FACTS:
        lines.append(f"# {len(data.indicators) - MOST_FACTS} more stand in indicators.csv and have no short name yet.")
    if terms := _terms(data):
        lines += ["", "# Numerals that are part of names.", "[terms]"]
        lines += [f"{quoted(term)} = {quoted(reason)}" for term, reason in terms.items()]
    return "\n".join(lines) + "\n"


def _fact(item: DraftIndicator, data: ImportedData) -> str:
    place = f", entity = {quoted(item.place)}" if item.place else ""
    own = _own_period(item, data)
    form = _format(item)
    return f"{item.key} = {{ indicator = {quoted(item.key)}{place}{own}{form} }}"


def _format(item: DraftIndicator) -> str:
    scale, decimals = item.scale
    if scale:
        return f', format = {{ scale = "{scale}", decimals = {decimals} }}'
    decimals = decimals if item.decimals is None else min(decimals, item.decimals)
    return f", format = {{ decimals = {decimals} }}" if decimals else ""


def _medians(data: ImportedData) -> list[str]:
    things = data.things.get("en", "places")
    taken = {item.key for item in data.indicators}
    lines = []
    for item in data.indicators:
        if item.median:
            key = free_key(f"{item.key[:17].rstrip('_')}_median", taken)
            taken.add(key)
            name = f"{item.name}, median of all {things}"
            combined = f'places = "all", combine = "median", name = {quoted(name)}{_format(item)}'
            lines.append(f"{key} = {{ indicator = {quoted(item.key)}, {combined} }}")
    return lines


def _own_period(item: DraftIndicator, data: ImportedData) -> str:
    """Return the period of a short name whose frequency is another one than the edition's."""
    letters = {one.frequency for one in data.indicators}
    if len(letters) == 1:
        return ""
    mine = data.observations[(data.observations["indicator_id"] == item.key) & (data.observations["value"] != "")]
    return (
        f", period = {{ last = {max(2, min(120, mine['period'].nunique()))} }}" if item.frequency != _main(data) else ""
    )


def _main(data: ImportedData) -> str:
    letters = [item.frequency for item in data.indicators]
    return max(dict.fromkeys(letters), key=letters.count)


def _title(title: str) -> str:
    """Return the title as text: in briefing.toml two braces would begin an expression."""
    return title.replace("{{", "{ {").replace("{%", "{ %")


def _terms(data: ImportedData) -> dict[str, str]:
    """Return the title where it has a number in figures or words, and each of its words that has a figure."""
    words = [part.strip(".,;:()[]") for part in re.split(r"\s+", data.title) if re.search("[0-9]", part)]
    claims = any(of(language).claims.search(data.title) for language in data.languages)
    terms = {_title(data.title): "the name of the table"} if words or claims else {}
    return {**terms, **{word: "part of the name of the table" for word in words if word}}


def _comment(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f]", " ", text)


def _import(data: ImportedData) -> str:
    lines = ["# How the table was read. `briefing draft --again FILE` reads new tables in the same way.", ""]
    lines += [f"file = {quoted(data.file)}"]
    tables: dict[str, None] = dict.fromkeys(item.table for item in data.decisions)
    for table in tables:
        lines += ["", "[[tables]]", f"name = {quoted(table)}", "", "[tables.columns]  # column = role, and why"]
        for item in data.decisions:
            if item.table == table:
                lines.append(f"{quoted(item.column)} = {quoted(item.role)}  # {_comment(item.reason)}")
    if data.dates:
        lines.insert(3, f"dates = {quoted(data.dates)}")
    lines += ["", "[series]  # head of its values and texts of categories = its id"]
    lines += [f"{quoted(item.series)} = {quoted(item.key)}" for item in data.indicators]
    for head, texts in (
        ("decided", data.choices),
        ("left out", [f"{item.where}: {item.reason}" if item.where else item.reason for item in data.omissions]),
        ("without a value or a status that says why", data.missing),
        ("stood below the table", data.notes),
    ):
        if texts:
            lines += ["", f"# {head}:", *(f"# - {_comment(text)}" for text in texts)]
    return "\n".join(lines) + "\n"


def _story(data: ImportedData) -> str:
    title = json.dumps(data.title, ensure_ascii=False)
    return f"# The story; `briefing draft` writes a first one.\n\ntitle: {title}\nsections: []\n"
