"""What a letter brings along: its picture has words and shows something, and the files it names are of the edition."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Final

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Found, Rule
from briefing.proof.seen import Seen

PICTURE = Rule("letter-picture", "error", "a picture in a letter has words of its own, comes along, and is not blank")
FILES = Rule("letter-files", "error", "a file that a mailed letter names is one of the edition")
RULES = (PICTURE, FILES)

# Where the names of files stand in a letter that is mailed; one in a folder names what may lie beside it.
_MAILED: Final = ("letter, attached to the message", "letter, to download")
_FIX: Final = "build the edition anew"


def check(evidence: Evidence) -> Iterator[Found]:
    """Evidence → what is wrong with the pictures of its letters and with the files that they name."""
    for seen in evidence.of_kind("letter"):
        if seen.file.lower().endswith(".png"):
            yield from _blank(seen)
        else:
            yield from _pictures(evidence, seen)
            yield from _files(evidence, seen)


def _blank(seen: Seen) -> Iterator[Found]:
    from PIL import Image

    with Image.open(io.BytesIO(seen.data), formats=["PNG"]) as picture:
        if picture.convert("RGB").getcolors(1):
            yield PICTURE.at(seen.spot(), "it is of one colour: nothing was drawn", _FIX)


def _pictures(evidence: Evidence, seen: Seen) -> Iterator[Found]:
    outputs = evidence.ledger.edition.outputs if evidence.ledger else None
    for page, element in seen.elements():
        if element.role != "picture":
            continue
        if not (element.alt or "").strip():
            yield PICTURE.at(seen.spot(page, element), "it has no alternative text", "say what it shows")
        name = seen.file.rpartition(".")[0] + ".png"
        if outputs is not None and element.part.startswith("cid:") and name not in outputs:
            yield PICTURE.at(seen.spot(page, element), f"the edition has no {name} to show there", _FIX)


def _files(evidence: Evidence, seen: Seen) -> Iterator[Found]:
    ledger = evidence.ledger
    if ledger is None or not any(term.place in _MAILED for term in ledger.terms):
        return
    named = re.compile(rf"\b{re.escape(ledger.edition.slug)}[\w.-]*\.(?:pptx|pdf)\b")
    for page, element in seen.elements():
        for name in dict.fromkeys(named.findall(element.text)):
            if name not in ledger.edition.outputs:
                what = f"it names {name}, which is no file of the edition"
                yield FILES.at(seen.spot(page), what, "attach or link what was built, and nothing else")
