"""What an edition is asked for with in place of what briefing.toml says, and what it is then called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from hashlib import sha256

from pydantic import ValidationError

from briefing.model.build_options import BuildOptions
from briefing.model.edition import Given, Parameter
from briefing.model.period_choice import PeriodChoice, WrittenChoice, choice_of
from briefing.model.period_notation import NotationError
from briefing.read.characters import FIX, flaw
from briefing.read.parameters import words_of
from briefing.read.report import Report, suggest
from briefing.read.settings import EditionSettings, ProjectSettings
from briefing.read.validation import describe_error

_MOST = 40


def differing(options: BuildOptions, settings: ProjectSettings) -> tuple[Given, ...]:
    """Return the names of the options that differ from the project's; a slug counts even where it is the same."""
    own = settings.edition
    each: tuple[tuple[Given, bool], ...] = (
        ("entity", bool(options.entity) and options.entity != own.entity),
        ("period", options.period is not None and _choice(options.period) != own.period),
        ("slug", bool(options.slug)),
    )
    return tuple(name for name, differs in each if differs)


def _choice(written: WrittenChoice) -> PeriodChoice | None:
    """Return the choice that is asked for; None for what is none, which has its finding where it is taken over."""
    try:
        return choice_of(written)
    except NotationError:
        return None


def option_place(name: str) -> str:
    """Return the place of an option in a message."""
    return f"the {name} asked for"


def apply_overrides(
    settings: ProjectSettings, options: BuildOptions, named: Mapping[str, frozenset[str]], report: Report
) -> tuple[ProjectSettings, tuple[Given, ...]]:
    """Return the settings with entity, period, slug and parameters of the options, and the names of those that differ.

    `named` are the entities that there are, by their names in ASCII. Mismatches become findings.

    An edition with another entity has a slug of its own: no value is compared with that of another place. One with
    another period keeps its slug, so that its next edition tells what changed in it. To a slug of its own nothing is
    added.
    """
    words = _replaced(settings.parameters, options.parameters or {}, report)
    settings = settings.model_copy(update={"parameters": words})
    unlike = differing(options, settings)
    if not unlike:
        return settings, ()
    values = settings.edition.model_dump() | {name: getattr(options, name) for name in unlike}
    try:
        edition = EditionSettings.model_validate(values)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            report.add(option_place(str(detail["loc"][0])), *describe_error(detail, EditionSettings))
        return settings, unlike
    if "entity" in unlike and "slug" not in unlike:
        edition = edition.model_copy(update={"slug": f"{edition.slug}-{_name(edition.entity, named)}"})
    return settings.model_copy(update={"edition": edition}), unlike


def _replaced(declared: Mapping[str, Parameter], given: Mapping[str, str], report: Report) -> dict[str, Parameter]:
    """Return the parameters with the given words in place of some, in every language; mismatches become findings."""
    replaced = dict(declared)
    for name, words in given.items():
        where = option_place(f"parameter {name}")
        if name not in declared:
            report.add(where, f"there is no parameter {name!r}", _declared(name, declared))
            continue
        found = flaw(str(words))
        if found:
            report.add(where, f"{found} stands in the text", FIX)
            continue
        try:
            replaced[name] = _truth(str(words)) if isinstance(declared[name], bool) else words_of(words)
        except ValueError as error:
            what, _, fix = str(error).partition("; ")
            report.add(where, what, fix)
    return replaced


def _declared(name: str, declared: Mapping[str, Parameter]) -> str:
    if not declared:
        return "declare it in [parameters] of briefing.toml, which has none"
    near = suggest(name, declared)
    known = f"declared in briefing.toml: {', '.join(sorted(declared))}"
    return f"{near} Else {known}" if near.startswith("did you mean") else known


def _truth(words: str) -> bool:
    if words.strip().lower() not in ("true", "false"):
        raise ValueError(f"{words[:60]!r} is neither true nor false, as this parameter is; give true or false")
    return words.strip().lower() == "true"


def entities_by_slug(entities: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return entities by their names in ASCII, which several may share."""
    found: dict[str, set[str]] = {}
    for entity in entities:
        found.setdefault(_ascii(entity), set()).add(entity)
    return {name: frozenset(those) for name, those in found.items()}


def _name(entity: str, named: Mapping[str, frozenset[str]]) -> str:
    """Return the name of an entity in ASCII, as "new-york"; with a hash where another entity could have the same."""
    plain = _ascii(entity)
    if plain and entity.isascii() and not named.get(plain, frozenset()) - {entity}:
        return plain
    return "-".join(part for part in (plain, sha256(entity.encode()).hexdigest()[:8]) if part)


def _ascii(entity: str) -> str:
    letters = unicodedata.normalize("NFKD", entity).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:_MOST].rstrip("-")
