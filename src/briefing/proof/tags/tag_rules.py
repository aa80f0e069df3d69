"""The rules of a PDF's tags, conformance marks and properties."""

from __future__ import annotations

from briefing.proof.findings import Rule

DOCUMENT = Rule("tags-document", "error", "a PDF is tagged and has a title and a language")
STANDARD = Rule("tags-standard", "error", "the PDF claims PDF/UA-1 and the part of PDF/A that it keeps")
BOOKMARKS = Rule("tags-bookmarks", "warning", "the PDF has bookmarks, which say what its headings say")
MARKS = Rule("tags-marks", "error", "all that is painted is marked, and each mark is one element's")
ORDER = Rule("tags-order", "error", "the tags are read in the order in which a page is painted")
ARTIFACTS = Rule("tags-artifacts", "error", "what is no content repeats content or stands on every page")
HEADINGS = Rule("tags-headings", "error", "headings have words and skip no level")
GROUPS = Rule("tags-groups", "error", "items stand in lists, cells in rows, and each holds something")
TABLES = Rule("tags-tables", "error", "a table has heads with a scope, rows of one length and a caption or heading")
FIGURES = Rule("tags-figures", "error", "a figure has words of its own, its place and its data")
LINKS = Rule("tags-links", "error", "a link has words, a description and a target, and stands in the tree")
NOTES = Rule("tags-notes", "error", "each note has an ID of its own")
FONTS = Rule("tags-fonts", "error", "fonts are embedded and every sign can be read and copied")
FILES = Rule("tags-files", "error", "each file inside a PDF says what it is and whose")
PRIVATE = Rule("tags-private", "warning", "no path, user name, comment, hidden layer, script or strange file")

RULES = (
    DOCUMENT, STANDARD, BOOKMARKS, MARKS, ORDER, ARTIFACTS, HEADINGS, GROUPS, TABLES, FIGURES, LINKS, NOTES, FONTS,
    FILES, PRIVATE,
)  # fmt: skip
