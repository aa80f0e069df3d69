"""Recipients and a time → the editions that they get: built, proved, in memory. A build may run twice; nothing is sent.

Recipients who would get the same bytes share one edition: same language, entity, period and attachments, and the same
edition before, since the letter opens with what changed since the last one that this recipient got.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from briefing.build import LEDGER, Made, editions
from briefing.dispatch import message
from briefing.dispatch.nouns import Definition, Kept, Mail, Recipient, State
from briefing.dispatch.parcels import PUBLISHED, parts_of
from briefing.errors import Finding, faults
from briefing.model.document import Mailing
from briefing.model.text import plain

__all__ = ["LEDGER", "Before", "Ready", "Request", "ready", "request_of"]

_SUFFIX: Final = {"brief": ".pdf", "deck": ".pptx"}


class Request(Struct, frozen=True):
    """What makes an edition another one; `previous` is the id of the edition that these recipients got last."""

    lang: str
    outputs: tuple[str, ...]
    entity: str = ""
    period: tuple[int, int] | None = None
    previous: str = ""


class Ready(Struct, frozen=True):
    """An edition with its files, or why there is none: the state that its deliveries end in, and the reason."""

    kept: Kept | None = None
    contents: Mapping[str, bytes] = {}
    state: State = "FAILED_BUILD"
    detail: str = ""
    findings: tuple[Finding, ...] = ()


class Before(Struct, frozen=True):
    """The edition that went before: its content hash and its ledger."""

    content_hash: str = ""
    ledger: bytes | None = None


def request_of(recipient: Recipient, previous: str) -> Request:
    """A recipient and the id of the edition that they got last → Request."""
    return Request(recipient.lang, recipient.outputs, recipient.entity, recipient.period, previous)


def ready(
    project: Path, mail: Mail, definition: Definition, request: Request, before: Before, as_of: dt.date | None
) -> Ready:
    """A request → its edition, or why it is not sent; what fails here fails for these recipients alone."""
    try:
        if not _wanted(project, definition, request, as_of):
            return Ready(state="SKIPPED_CONDITION", detail=f"the condition does not hold: {definition.when}")
        made = _made(project, request, before, as_of, request.outputs, {})
        if definition.only_if_changed and _head(made)["content_hash"] == before.content_hash:
            why = "nothing has changed since the last edition that was accepted"
            return Ready(state="SKIPPED_UNCHANGED", detail=why)
        return _fitted(project, mail, request, before, as_of, made)
    except Exception as error:
        # One recipient's edition that cannot be built, or breaks the program, must not keep the others' from them.
        found = faults(error)
        return Ready(detail="\n".join(map(str, found)), findings=found)


def _made(
    project: Path,
    request: Request,
    before: Before,
    as_of: dt.date | None,
    attached: tuple[str, ...],
    linked: Mapping[str, str],
) -> Made:
    """The edition whose letter says that these outputs are attached and those linked."""
    wanted = (*(name for name in _SUFFIX if name in attached or name in linked), "letter")
    return editions(
        project,
        languages=[request.lang],
        only=wanted,
        as_of=as_of,
        entity=request.entity or None,
        period=request.period,
        previous=before.ledger,
        mailing=Mailing(attached, linked, picture=True),
    )[0]


def _wanted(project: Path, definition: Definition, request: Request, as_of: dt.date | None) -> bool:
    """Whether the condition holds over the facts of this edition."""
    from briefing import read
    from briefing.compose.conditions import holds

    if not definition.when:
        return True
    given = read.project(project, as_of=as_of, entity=request.entity or None, period=request.period)
    return holds(given, definition.when, f"{definition.where}.when")


def _fitted(project: Path, mail: Mail, request: Request, before: Before, as_of: dt.date | None, made: Made) -> Ready:
    """An edition → the same within the size that a message may have: all attached, or the deck left out or linked."""
    size = _size(made, request.outputs)
    if size <= mail.largest:
        return _kept(made, request.outputs)
    without = tuple(name for name in request.outputs if name != "deck")
    if mail.too_large != "refuse" and without != request.outputs:
        link = mail.too_large == "link"
        name = next(name for name in made.files if name.endswith(_SUFFIX["deck"]))
        digest = hashlib.sha256(made.files[name]).hexdigest()
        address = f"{mail.publish_url.rstrip('/')}/{digest[:PUBLISHED]}/{name}"
        less = _made(project, request, before, as_of, without, {"deck": address} if link else {})
        size = _size(less, without)
        if size <= mail.largest:
            return _kept(less, without, (name,) if link else ())
    what = f"the message would have {size:,} bytes, at most {mail.largest:,} may be sent ([mail] largest)"
    return Ready(detail=f"{what}\n  fix: raise it where the mail server takes more, or attach less")


def _size(made: Made, attached: tuple[str, ...]) -> int:
    return message.estimate(parts_of(made.files, _names(made, attached)))


def _names(made: Made, attached: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for one in attached for name in made.files if name.endswith(_SUFFIX[one]))


def _kept(made: Made, attached: tuple[str, ...], linked: tuple[str, ...] = ()) -> Ready:
    head, document = _head(made), made.document
    files = {name: hashlib.sha256(content).hexdigest() for name, content in made.files.items()}
    kept = Kept(
        id=hashlib.sha256(json.dumps([sorted(files.items()), attached]).encode()).hexdigest(),
        slug=head["slug"],
        lang=made.lang,
        entity=document.edition.entity,
        period=document.edition.period,
        as_of=document.edition.as_of,
        content_hash=head["content_hash"],
        subject=plain(document.letter.subject or document.title),
        files=files,
        attached=_names(made, attached),
        linked=linked,
    )
    return Ready(kept, made.files, "BUILT", findings=made.findings)


def _head(made: Made) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(next(content for name, content in made.files.items() if name.endswith(LEDGER)))
    edition: dict[str, Any] = told["edition"]
    return edition
