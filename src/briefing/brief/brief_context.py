"""What every flowable of one brief shares: look, words, tree, ledger and what was found wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct, field
from msgspec.structs import replace

from briefing.brief.catalog import EmbeddedFile
from briefing.brief.fonts import EmbeddedFont, FontSet
from briefing.brief.han_fonts import installed
from briefing.brief.structure import Element, Origin
from briefing.brief.styles import ParagraphStyle
from briefing.brief.typography import Typesetter, as_shown
from briefing.errors import Finding, LayoutError
from briefing.model.document import Document
from briefing.model.ledger import Trace
from briefing.model.text import Text, plain
from briefing.model.theme import Ground, Palette, Theme
from briefing.typesetting.break_opportunities import has_wide
from briefing.typesetting.font_files import HAN_FIX
from briefing.wording import Wording
from briefing.wording.captions import CaptionCounter


class BriefContext(Struct):
    """The state of one brief while it is made; it goes wherever a flowable goes."""

    document: Document
    theme: Theme
    faces: FontSet
    typesetter: Typesetter
    wording: Wording
    trace: Trace
    root: Element
    findings: list[Finding] = field(default_factory=list)
    attachments: list[EmbeddedFile] = field(default_factory=list)
    captions: CaptionCounter = field(default_factory=CaptionCounter)
    # the page of each anchor, known once the pages are laid out
    pages: dict[str, int] = field(default_factory=dict)

    ground: Ground = "light"

    @property
    def palette(self) -> Palette:
        """The colours of a page, or of what is dark on it."""
        return self.theme.dark if self.ground == "dark" else self.theme.light

    def on_dark(self) -> BriefContext:
        """The same brief in the colours of a dark ground."""
        return replace(self, ground="dark")

    def colour(self, role: str) -> str:
        """Return the colour of a role, `#RRGGBB`."""
        value: str = getattr(self.palette, role)
        return value

    def refuse(self, origin: Origin | str, what: str, fix: str) -> None:
        """Keep a reason why this brief cannot be written; all are raised at once."""
        finding = Finding(str(origin), what, fix, origin=origin.scope if isinstance(origin, Origin) else "")
        if finding not in self.findings:
            self.findings.append(finding)

    @contextmanager
    def collecting(self, origin: Origin) -> Iterator[None]:
        """What cannot be set inside is recorded as a finding, and the brief goes on."""
        try:
            yield
        except LayoutError as error:
            self.record(error, origin)

    def record(self, error: LayoutError, origin: Origin) -> None:
        """Keep what cannot be set at a place."""
        for found in error.findings:
            where = ", ".join(dict.fromkeys(part for part in (str(origin), found.where) if part))
            self.findings.append(replace(found, where=where, origin=origin.scope))

    def check_characters(self, text: Text, style: ParagraphStyle, origin: Origin) -> None:
        """Refuse characters that a face of the text lacks, before they come out as empty boxes."""
        for run in text:
            shown = as_shown(run, style)
            for char in self.typesetter.lacking(shown, style, run):
                self.refuse_char(self.typesetter.face(style, run), char, plain(text), origin)

    def refuse_char(self, face: EmbeddedFont, char: str, text: str, origin: Origin) -> None:
        """Refuse a character that no face has."""
        what = f"{face.family} has no glyph for {char!r} (U+{ord(char):04X})"
        do = "write it in other characters" if char.isprintable() else "remove it, as nobody would see it"
        fix = f"{do}; it stands in {_excerpt(text, char)!r}"
        if has_wide(char) and not installed():
            fix = f"install the Chinese face: {HAN_FIX}; or {fix}"
        self.refuse(origin, what, fix)

    def phrase(self, key: str, **values: object) -> str:
        """A fixed word of the language, with values for its named places."""
        return self.wording.phrase(key, **values)


def _excerpt(text: str, char: str) -> str:
    at = max(0, text.find(char) - 20)
    return text[at : at + 41].strip()
