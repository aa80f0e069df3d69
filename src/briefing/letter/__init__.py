"""The e-mail of an edition, as HTML and as plain text."""

from briefing.errors import Finding, LayoutError
from briefing.letter import headline_chart, html, plain
from briefing.letter.content import content
from briefing.model.document import Document
from briefing.model.ledger import Trace, Written
from briefing.model.theme import Theme

__all__ = ["prepare", "write"]

# Some mail services cut a message near 102 kB and hide the rest.
_MOST_BYTES = 100_000


def write(document: Document, theme: Theme) -> Written:
    """Return a document's e-mail as `.html` and `.txt`, with where each fact stands; LayoutError for more than 100 kB.

    Where the document is mailed with a picture, `.png` too: the HTML shows it as `cid:headline`.
    """
    trace = Trace("letter")
    letter = content(document, trace)
    shown = letter.figure if letter.figure and letter.figure.bars is None else None
    picture, findings = headline_chart.drawn(shown, theme, trace) if shown else (b"", ())
    page = html.render(letter, theme).encode()
    if len(page) > _MOST_BYTES:
        what = f"the letter has {len(page)} bytes as HTML, more than {_MOST_BYTES}"
        fix = "shorten the letter's points and the cards' labels"
        raise LayoutError([Finding("", what, fix, origin="letter")])
    files = {".html": page, ".txt": plain.render(letter).encode()}
    return Written({**files, ".png": picture} if picture else files, trace, findings)


def prepare(_: bool) -> None:
    """Load what any letter needs before its document is known: its page as a program."""
    html.prepare()
