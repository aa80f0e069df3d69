"""A project folder → Project: settings, tables, and where its stories and theme lie."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Unpack

from msgspec.structs import replace
from pydantic import ValidationError

from briefing.assets import asset
from briefing.errors import InputError
from briefing.model.build_options import BuildKeywords, BuildOptions, build_options
from briefing.model.dataset import Dataset
from briefing.model.edition import LANGUAGE, Edition, Given, Previous, Project
from briefing.model.moment import as_of_day, day_or_moment
from briefing.model.outlines import Outlines
from briefing.model.period_notation import NotationError
from briefing.model.template import Template
from briefing.read.boundaries import BoundaryFile, outlines
from briefing.read.code_files import code_files
from briefing.read.cover_image import cover_image
from briefing.read.data_package import NAME as DESCRIPTOR
from briefing.read.data_package import package_layouts
from briefing.read.dataset_cache import cached_dataset
from briefing.read.edition_period import EditionPeriods
from briefing.read.files import inside, missing_file_fix, read_bytes, sha256
from briefing.read.overrides import apply_overrides, entities_by_slug, option_place
from briefing.read.parameters import check_names, with_reference
from briefing.read.previous import UNNAMED
from briefing.read.previous import previous as read_previous
from briefing.read.project_dataset import given_tables
from briefing.read.publication import known_on, newest, undated_after
from briefing.read.raw_tables import frame_name
from briefing.read.report import Report, suggest
from briefing.read.row_filter import layouts
from briefing.read.settings import NEWEST, ProjectSettings
from briefing.read.subjects import check_subjects
from briefing.read.table_layout import Layout
from briefing.read.template_folder import TEMPLATE_BYTES
from briefing.read.template_folder import template as read_template
from briefing.read.theme_file import theme as read_theme
from briefing.read.tomlfile import TomlFile, findings, read_toml
from briefing.wording import languages

_STORY = re.compile(rf"story\.({LANGUAGE})\.yaml")
_LOGOS = (".svg", ".png", ".jpg", ".jpeg")


def project(root: Path, options: BuildOptions | None = None, **keywords: Unpack[BuildKeywords]) -> Project:
    """Read a project's folder, with the observations published by the as-of date.

    `options`, or keyword arguments in place of its fields, replace what briefing.toml says; without any as-of date all
    sources count. `theme` is the name of a packed theme or a .toml file of the project; `template` and `previous` may
    lie anywhere. InputError with every mismatch at once.
    """
    options = build_options(options, **keywords)
    root, report, data = Path(root), Report(), given_tables(options.data)
    file = _file(root)
    settings = _settings(file, report)
    if settings is None and "tables" in file.values:
        report.stop_if_any()  # without knowing how the tables lie, nothing in them can be checked
    table_layouts = layouts(settings, file, root, options.entity) if settings else {}
    table_layouts = package_layouts(root, table_layouts, report, data)
    dataset = cached_dataset(root, table_layouts, report, data)
    if settings is None:
        report.stop_if_any()
    assert settings is not None  # its findings were raised
    check_names(settings.parameters, settings.facts, file, report)
    declared, entities = settings.edition, entities_by_slug({item.entity for item in dataset.observations})
    settings, given = apply_overrides(settings, options, entities, report)
    check_subjects(settings, dataset, file, report, option_place("entity") if "entity" in given else "")
    stories = _stories(root, settings, file, report)
    theme = _theme(root, options.theme, settings.edition.theme, file, report)
    logo, image = _logo(root, settings.imprint.logo, file, report), cover_image(root, settings, file, report)
    template = _template(root, options.template, settings.edition.template, file, report)
    same = "entity" not in given and settings.edition.slug == declared.slug  # as the edition that briefing.toml names
    named = declared.previous if same else ""
    maps, code = _maps(root, settings, file, report), code_files(root, report, allowed=settings.allow_code)
    ledger, previous = _previous(root, options.previous, named, settings.edition.slug, file, report)
    asked = _asked(options.as_of, report)
    report.stop_if_any()
    day = asked or _as_of(dataset, settings.edition.as_of, file)
    published = _known(dataset, day, file, asked)
    edition = _edition(settings, day, theme, logo, EditionPeriods(settings, published, file), given)
    own = {"template": template, "cover_image": image, "project_entity": declared.entity}
    edition = with_reference(replace(edition, undated=_is_undated(settings, dataset, asked), **own), options.reference)
    paths = [*stories.values(), theme, *([Path(logo)] if logo else []), *_named_files(root, settings, code, template)]
    read = {root / "briefing.toml": file.digest, **_digests(paths), **ledger}
    inputs = {**dataset.inputs, **{path.name: digest for path, digest in read.items() if digest}}
    return Project(
        root,
        edition,
        replace(published, inputs=dict(sorted(inputs.items()))),
        stories,
        theme,
        previous,
        _files(root, dataset.inputs, {frame_name(name) for name in data}, read),
        maps,
        code,
    )


def _named_files(root: Path, settings: ProjectSettings, code: Iterable[str], template: Template | None) -> list[Path]:
    """Return the files of maps, code, cover and template that were read, and the description of a data package."""
    paths = [root / item.file for item in settings.maps.values()]
    paths += [root / name for name in code]
    paths += [root / settings.edition.cover_image] if settings.edition.cover_image else []
    paths += [template.path, template.mapping] if template else []
    return [*paths, *([root / DESCRIPTOR] if (root / DESCRIPTOR).exists() else [])]


def _files(
    root: Path, inputs: Mapping[str, str], data: Container[str], read: Mapping[Path, str]
) -> dict[Path, str | None]:
    """Return the SHA-256 of all files that were read, None for a large table; nothing where a table is no file."""
    names = [name for name in inputs if name not in data]
    # of a large table the digest is that of the rows that were read
    tables = {root / name: None if Layout(name).large else inputs[name] for name in names}
    others = {path: digest for path, digest in read.items() if path != Path(UNNAMED)}
    return {**tables, **others} if all(map(Path.exists, tables)) else {}


def settings(root: Path) -> ProjectSettings:
    """Return what the briefing.toml of a folder says, without reading any table; InputError with all faults."""
    report = Report()
    found = _settings(_file(root), report)
    report.stop_if_any()
    assert found is not None  # its findings were raised
    return found


def _file(root: Path) -> TomlFile:
    path = root / "briefing.toml"
    if not path.exists():
        fix = missing_file_fix(path)
        if not fix.startswith("rename"):
            fix = "name a project's folder, or make one with: briefing new my-briefing"
        raise InputError("this folder is not a project; it has no briefing.toml", root.as_posix(), fix)
    return read_toml(path)


def _settings(file: TomlFile, report: Report) -> ProjectSettings | None:
    try:
        return ProjectSettings.model_validate(file.values)
    except ValidationError as error:
        report.extend(findings(error, ProjectSettings, file))
        return None


def _stories(root: Path, settings: ProjectSettings, file: TomlFile, report: Report) -> dict[str, Path]:
    """Every story of the folder; one that the edition lists must be there."""
    found = {match[1]: path for path in sorted(root.iterdir()) if (match := _STORY.fullmatch(path.name))}
    known = languages()
    asked = {"languages": settings.edition.languages, "places": settings.edition.places}
    for key, given in asked.items():
        for language in (one for one in given if not isinstance(given, str) and one not in known):
            what, fix = f"there is no language {language!r}", suggest(language, known, "languages")
            report.add(file.where("edition", key), what, fix)
    for language in settings.edition.languages:
        if language not in found and language in known:
            what = f"the story of the language {language!r} is missing"
            report.add(file.where("edition", "languages"), what, f"write story.{language}.yaml")
    for path in found.values():
        with report.collecting():
            inside(root, path.name, path.as_posix())
    return found


def theme_file(root: Path, name: str, where: str = "") -> Path:
    """Return the file of a theme, packed or a .toml file of the project, after reading it.

    InputError at the place `where` for one that is not there, and for each fault of its own.
    """
    packed = {path.stem: path for path in asset("themes").glob("*.toml")}
    path = inside(root, name, where) if name.endswith(".toml") else packed.get(name)
    if path is None:
        raise InputError(f"there is no theme {name[:60]!r}", where, suggest(name, packed, "themes"))
    read_theme(path)
    return path


def _theme(root: Path, given: str | None, named: str, file: TomlFile, report: Report) -> Path:
    """Return the file of the theme that the caller gives, else of the one that briefing.toml names."""
    with report.collecting():
        return theme_file(root, given or named, option_place("theme") if given else file.where("edition", "theme"))
    return Path()


def _logo(root: Path, name: str, file: TomlFile, report: Report) -> str:
    if not name:
        return ""
    where = file.where("imprint", "logo")
    path = root / "logo"
    with report.collecting():
        path = inside(root, name, where)
        if path.suffix.lower() not in _LOGOS:
            raise InputError(f"{name!r} is no picture that can be placed", where, f"use one of {', '.join(_LOGOS)}")
        if not path.is_file():
            raise InputError(f"the logo {name!r} is missing", where, "put it there, or delete the line")
    return str(path.resolve())


def _template(root: Path, given: Path | None, named: str, file: TomlFile, report: Report) -> Template | None:
    """The template that the caller gives, else the one that briefing.toml names, which lies in the project."""
    if not given and not named:
        return None
    with report.collecting():
        return read_template(Path(given) if given else inside(root, named, file.where("edition", "template")))
    return None


def _previous(
    root: Path, given: Path | bytes | None, named: str, slug: str, file: TomlFile, report: Report
) -> tuple[dict[Path, str], Previous | None]:
    """Return the path and the SHA-256 of the ledger that the caller gives, else of the one that briefing.toml names,
    which is in the project; and what it holds."""
    with report.collecting():
        if given or named:
            ledger = given or inside(root, named, file.where("edition", "previous"))
            if isinstance(ledger, bytes):
                return {Path(UNNAMED): sha256(ledger)}, read_previous(ledger, slug)
            before = read_previous(ledger, slug)
            return _digests([ledger]), before
    return {}, None


def _maps(root: Path, settings: ProjectSettings, file: TomlFile, report: Report) -> dict[str, Outlines]:
    """Return the outlines of each map that briefing.toml names."""
    found: dict[str, Outlines] = {}
    for name, item in settings.maps.items():
        with report.collecting():
            path = inside(root, item.file, file.where("maps", name, "file"))
            found[name] = outlines(name, BoundaryFile(path, item.key, item.source))
    return found


def _digests(paths: list[Path]) -> dict[Path, str]:
    return {path: sha256(read_bytes(path, TEMPLATE_BYTES)) if path.exists() else "" for path in paths}


def _asked(as_of: dt.date | None, report: Report) -> dt.date | None:
    """Return the day or the moment that a caller asks for; one without a zone is a finding."""
    try:
        return None if as_of is None else day_or_moment(as_of)
    except NotationError as error:
        report.add(option_place("as-of date"), str(error), error.fix)
        return None


def _as_of(dataset: Dataset, written: dt.date | str | None, file: TomlFile) -> dt.date:
    """Return the day that briefing.toml writes, else that of the newest source; where "newest" is written and no source
    has a date, the end of the newest period with a value."""
    if isinstance(written, dt.date):
        return written
    day = newest(dataset)
    if day is None and written == NEWEST:
        day = max((item.period.end for item in dataset.observations if item.status != "F"), default=None)
    if day is None:
        what = "no source has a date, so nothing says which day the edition stands for"
        raise InputError(what, file.where("edition"), "write as_of = 2025-12-31 below [edition]")
    return day


def _is_undated(settings: ProjectSettings, dataset: Dataset, asked: dt.date | None) -> bool:
    """Whether nothing has a date: the end of the newest period is none."""
    return asked is None and settings.edition.as_of == NEWEST and newest(dataset) is None


def _known(dataset: Dataset, day: dt.date, file: TomlFile, given: dt.date | None) -> Dataset:
    known = known_on(dataset, day)
    if not known.observations:
        latest = newest(dataset)
        write = "ask for" if given else "write as_of ="
        fix = f"{write} {latest.isoformat()}, the day of the newest source" if latest else "leave as_of out"
        where = option_place("as-of date") if given else file.where("edition", "as_of")
        raise InputError(f"no observation was published by {day.isoformat()}", where, fix)
    report = Report()
    for item in undated_after(known, day):
        what = f"{item.period} is after {day.isoformat()}, the edition's as-of date, and nothing dates its publication"
        fix = "date its source, or give its indicator lag_days, after how many days a value is published"
        report.add(f"{file.path.removesuffix('briefing.toml')}{item.cell}", what, fix)
    report.stop_if_any()
    return known


def _edition(
    settings: ProjectSettings, day: dt.date, look: Path, logo: str, periods: EditionPeriods, given: tuple[Given, ...]
) -> Edition:
    edition = settings.edition
    terms: Mapping[str, str] = settings.terms
    own = periods.subjects()
    return Edition(
        slug=edition.slug,
        title=edition.title,
        entity=edition.entity,
        period=periods.edition(given="period" in given),
        as_of=as_of_day(day),
        moment=day if isinstance(day, dt.datetime) else None,
        languages=edition.languages,
        theme=look.stem,
        mode=edition.mode,
        page=edition.page,
        imprint=settings.imprint.imprint(logo),
        web_folder=settings.publish.folder,
        subjects={key: value.subject(key, own.get(key)) for key, value in settings.facts.items()},
        terms=terms,
        parameters=settings.parameters,
        totals=edition.totals,
        whole="observations" not in settings.tables or settings.tables["observations"].entities == "all",
        notes=edition.notes,
        given=given,
        chosen=None if edition.period.bounds else edition.period,
        allow_code=settings.allow_code,
        things={edition.languages[0]: edition.places} if isinstance(edition.places, str) else edition.places,
    )
