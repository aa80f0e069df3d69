"""Build the editions of an occurrence in memory and run the proof on them. A build may run twice; nothing is sent.

Recipients with the same language, entity, period, attachments and previous edition share one edition. The previous
edition matters because the letter opens with what changed since the last one that the recipient got.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from briefing import read
from briefing.compose.language.conditions import holds
from briefing.dispatch import message
from briefing.dispatch.message_parts import PUBLISHED_DIGITS, message_content
from briefing.dispatch.models import Definition, Mail, Recipient, State, StoredEdition
from briefing.errors import Finding, faults
from briefing.model.build_options import BuildOptions
from briefing.model.document import Mailing
from briefing.model.period import Notation, notations
from briefing.model.period_choice import ChoiceNotation
from briefing.model.text import plain
from briefing.pipeline.build import editions
from briefing.pipeline.outputs import ATTACHABLE, LEDGER_SUFFIX, OUTPUTS
from briefing.pipeline.result import BuildResult

__all__ = ["LEDGER_SUFFIX", "BuildOutcome", "EditionRequest", "PreviousEdition", "build_edition", "edition_request"]

_SUFFIX: Final = {name: OUTPUTS[name].suffixes[0] for name in ATTACHABLE}


class EditionRequest(Struct, frozen=True):
    """What distinguishes one edition from another; `previous` is the id of the edition that the recipients got last.

    `reference` is the period that it is about, where its schedule says so.
    """

    lang: str
    outputs: tuple[str, ...]
    entity: str = ""
    period: ChoiceNotation | None = None
    previous: str = ""
    reference: Notation | None = None


class BuildOutcome(Struct, frozen=True):
    """An edition with its files, or the final state of its deliveries and the reason."""

    stored: StoredEdition | None = None
    contents: Mapping[str, bytes] = {}
    state: State = "FAILED_BUILD"
    detail: str = ""
    findings: tuple[Finding, ...] = ()


class PreviousEdition(Struct, frozen=True):
    """Content hash and ledger of the edition sent before."""

    content_hash: str = ""
    ledger: bytes | None = None


def edition_request(recipient: Recipient, previous: str) -> EditionRequest:
    """Return the request for a recipient whose last edition has the id `previous`."""
    return EditionRequest(recipient.lang, recipient.outputs, recipient.entity, recipient.period, previous)


def build_edition(
    project: Path,
    mail: Mail,
    definition: Definition,
    request: EditionRequest,
    previous: PreviousEdition,
    as_of: dt.date | None,
) -> BuildOutcome:
    """Build the requested edition; a failure is part of the outcome and concerns only these recipients."""
    request = replace(request, reference=definition.reference)
    try:
        if not _condition_holds(project, definition, request, as_of):
            return BuildOutcome(state="SKIPPED_CONDITION", detail=f"the condition does not hold: {definition.when}")
        edition = _build(project, request, previous, as_of, request.outputs, {})
        if definition.only_if_changed and _ledger_edition(edition)["content_hash"] == previous.content_hash:
            why = "nothing has changed since the last accepted edition"
            return BuildOutcome(state="SKIPPED_UNCHANGED", detail=why)
        return _fit_size(project, mail, request, previous, as_of, edition)
    except Exception as error:
        # One edition that cannot be built, or breaks the program, must not stop the others.
        found = faults(error)
        return BuildOutcome(detail="\n".join(map(str, found)), findings=found)


def _build(
    project: Path,
    request: EditionRequest,
    previous: PreviousEdition,
    as_of: dt.date | None,
    attached: tuple[str, ...],
    linked: Mapping[str, str],
) -> BuildResult:
    """Build the edition whose letter lists these outputs as attached and those as linked."""
    outputs = (*(name for name in _SUFFIX if name in attached or name in linked), "letter")
    options = BuildOptions(
        languages=(request.lang,),
        only=outputs,
        as_of=as_of,
        entity=request.entity or None,
        period=request.period,
        reference=request.reference,
        previous=previous.ledger,
    )
    return editions(project, options, mailing=Mailing(attached, linked, picture=True))[0]


def _condition_holds(project: Path, definition: Definition, request: EditionRequest, as_of: dt.date | None) -> bool:
    """Return whether the schedule's condition holds over the facts of this edition."""
    if not definition.when:
        return True
    entity = request.entity or None
    project_data = read.project(project, as_of=as_of, entity=entity, period=request.period, reference=request.reference)
    return holds(project_data, definition.when, f"{definition.where}.when")


def _fit_size(
    project: Path,
    mail: Mail,
    request: EditionRequest,
    previous: PreviousEdition,
    as_of: dt.date | None,
    edition: BuildResult,
) -> BuildOutcome:
    """Return the edition if its message is small enough, else one without the deck or with a link to it."""
    size = _message_size(edition, request.outputs)
    if size <= mail.largest:
        return _stored(edition, request.outputs)
    without = tuple(name for name in request.outputs if name != "deck")
    if mail.too_large != "refuse" and without != request.outputs:
        link = mail.too_large == "link"
        name = next(name for name in edition.files if name.endswith(_SUFFIX["deck"]))
        digest = hashlib.sha256(edition.files[name]).hexdigest()
        address = f"{mail.publish_url.rstrip('/')}/{digest[:PUBLISHED_DIGITS]}/{name}"
        smaller = _build(project, request, previous, as_of, without, {"deck": address} if link else {})
        size = _message_size(smaller, without)
        if size <= mail.largest:
            return _stored(smaller, without, (name,) if link else ())
    what = f"the message would have {size:,} bytes, at most {mail.largest:,} may be sent"
    found = Finding("dispatch.toml, mail.largest", what, f"write largest = {size}, if the mail server accepts as much")
    return BuildOutcome(detail=str(found), findings=(found,))


def _message_size(edition: BuildResult, attached: tuple[str, ...]) -> int:
    return message.estimate_size(message_content(edition.files, _attached_names(edition, attached)))


def _attached_names(edition: BuildResult, attached: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for output in attached for name in edition.files if name.endswith(_SUFFIX[output]))


def _stored(edition: BuildResult, attached: tuple[str, ...], linked: tuple[str, ...] = ()) -> BuildOutcome:
    ledger, document = _ledger_edition(edition), edition.document
    files = {name: hashlib.sha256(content).hexdigest() for name, content in edition.files.items()}
    stored = StoredEdition(
        id=hashlib.sha256(json.dumps([sorted(files.items()), attached]).encode()).hexdigest(),
        slug=ledger["slug"],
        lang=edition.lang,
        entity=document.edition.entity,
        period=notations(document.edition.period),
        as_of=document.edition.as_of,
        content_hash=ledger["content_hash"],
        subject=plain(document.letter.subject or document.title),
        files=files,
        attached=_attached_names(edition, attached),
        linked=linked,
    )
    return BuildOutcome(stored, edition.files, "BUILT", findings=edition.findings)


def _ledger_edition(edition: BuildResult) -> dict[str, Any]:
    ledger = json.loads(next(content for name, content in edition.files.items() if name.endswith(LEDGER_SUFFIX)))
    head: dict[str, Any] = ledger["edition"]
    return head
