"""A recipient's own entity and period in place of those of briefing.toml, and what their edition is called."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from typing import Literal

from msgspec import Struct
from pydantic import ValidationError

from briefing.model.dataset import Dataset
from briefing.read.mismatch import explain
from briefing.read.report import Report
from briefing.read.settings import EditionSettings, ProjectSettings

RECIPIENT = "the recipient's entity"
_MOST = 40


class Own(Struct, frozen=True):
    """What a recipient has of their own; empty or None is the project's."""

    entity: str | None = None
    period: tuple[int, int] | None = None

    def unlike(self, settings: ProjectSettings) -> tuple[Literal["entity", "period"], ...]:
        """The settings → the names of those that differ from the project's."""
        told = settings.edition
        both: tuple[tuple[Literal["entity", "period"], bool], ...] = (
            ("entity", bool(self.entity) and self.entity != told.entity),
            ("period", bool(self.period) and tuple(self.period or ()) != told.period),
        )
        return tuple(name for name, differs in both if differs)


def owned(settings: ProjectSettings, own: Own, dataset: Dataset, report: Report) -> ProjectSettings:
    """Settings → the same with what is the recipient's own, and a slug that tells their entity; mismatches → findings.

    An edition with another entity has a slug of its own: no value is compared with that of another place. One with
    another period keeps its slug, so that its next edition tells what changed in it.
    """
    unlike = own.unlike(settings)
    if not unlike:
        return settings
    told = settings.edition.model_dump() | {name: getattr(own, name) for name in unlike}
    try:
        edition = EditionSettings.model_validate(told)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            report.add(f"the recipient's {detail['loc'][0]}", *explain(detail, EditionSettings))
        return settings
    if "entity" in unlike:
        edition = edition.model_copy(update={"slug": f"{edition.slug}-{_name(edition.entity, dataset)}"})
    return settings.model_copy(update={"edition": edition})


def _name(entity: str, dataset: Dataset) -> str:
    """An entity → its name in ASCII, as "new-york"; with a mark of its own where another entity could have the same."""
    plain = _ascii(entity)
    others = {item.entity for item in dataset.observations} - {entity}
    if plain and entity.isascii() and not any(_ascii(other) == plain for other in others):
        return plain
    return "-".join(part for part in (plain, sha256(entity.encode()).hexdigest()[:8]) if part)


def _ascii(entity: str) -> str:
    letters = unicodedata.normalize("NFKD", entity).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:_MOST].rstrip("-")
