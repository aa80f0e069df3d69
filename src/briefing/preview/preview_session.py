"""A preview while it runs: what is shown now, and who hears of changes."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefing.errors import Finding
from briefing.model.build_options import BuildOptions
from briefing.preview.folder_watch import watch_folders
from briefing.preview.slide_views import FolderView, LanguageView, SlideBuilder
from briefing.preview.whole_edition import EditionMaker, WholeEdition
from briefing.proof.rendering.page_pictures import picture_of

_PLACE = re.compile(r"(?:^|[/\\ ])([^/\\,]+\.[a-z]+)(?:, line (\d+))?")
_SECTION = re.compile(r"\b(?:section|part) ([\w-]+)|\b(cover|letter)\b")


class PreviewSession:
    """Builds on each change, slides first, and holds the newest slides, pages and letters."""

    def __init__(self, folder: Path, options: BuildOptions) -> None:
        self.folder, self._options = folder, options
        self._builder = SlideBuilder(folder, options)
        self._maker = EditionMaker()
        self._lock = threading.Lock()
        self._changed, self._stop = threading.Event(), threading.Event()
        self._listeners: set[Callable[[], None]] = set()
        self._revision = 0
        self._view = FolderView()
        self._whole: dict[str, WholeEdition] = {}
        self._made_of: dict[str, LanguageView] = {}  # the slides that an edition was made with
        self._making = ""
        self._unwatched: tuple[Finding, ...] = ()
        self._pictures: dict[tuple[str, int], bytes] = {}

    def start(self) -> None:
        """Begin to build and to watch."""
        self._changed.set()
        threading.Thread(target=self._build, name="build", daemon=True).start()
        arguments = lambda: self._builder.watched, self._changed.set, self._stop, self._poll
        threading.Thread(target=watch_folders, args=arguments, name="watch", daemon=True).start()

    def close(self) -> None:
        """Stop building and watching."""
        self._stop.set()
        self._changed.set()
        self._maker.close()

    def listen(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call a function, from any thread, whenever something is new; return the function that ends this."""
        self._listeners.add(changed)
        return lambda: self._listeners.discard(changed)

    # -- building --------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        while not self._stop.is_set():
            self._changed.wait()
            self._changed.clear()
            if self._stop.is_set():
                return
            view = self._builder.view()
            with self._lock:
                self._view = view
            self._tell()
            self._make_next()

    def _poll(self, reason: str) -> None:
        """Say that the system does not tell of changes."""
        what = f"the system does not watch these folders ({reason}), so a change is seen up to half a second later"
        fix = "end other programs that watch files, or raise the limit (Linux: sysctl fs.inotify.max_user_watches)"
        with self._lock:
            self._unwatched = (Finding(str(self.folder), what, fix, "warning"),)
        self._tell()

    def _make_next(self) -> None:
        """Begin with the whole edition of a language whose slides are newer than it, unless one is being made."""
        with self._lock:
            if self._making or self._stop.is_set():
                return
            waiting = [one for one in self._view.languages if self._made_of.get(one.lang) is not one]
            if not waiting or self._view.findings:
                return
            next_one = waiting[0]
            self._making, self._made_of[next_one.lang] = next_one.lang, next_one
        self._maker.begin(self.folder, self._options, next_one.lang, self._made)

    def _made(self, made: WholeEdition) -> None:
        with self._lock:
            before = self._whole.get(made.lang, made)
            shown = (
                made
                if made.pages or made.letter
                else WholeEdition(made.lang, before.pages, before.letter, made.findings)
            )
            self._whole[made.lang], self._making = shown, ""
            self._pictures = {}
        self._tell()
        self._make_next()

    def _tell(self) -> None:
        with self._lock:
            self._revision += 1
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener()

    # -- what is shown ---------------------------------------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        """Return all that the page shows, pictures by their keys."""
        with self._lock:
            view, whole, revision, making = self._view, dict(self._whole), self._revision, self._making
        return {
            "revision": revision,
            "title": view.title or self.folder.resolve().name,
            "making": making,
            "findings": [_finding(one) for one in (*view.findings, *self._unwatched)],
            "languages": [_language(one, whole.get(one.lang)) for one in view.languages],
        }

    def slide(self, key: str) -> str | None:
        """Return the picture of a slide that is shown now."""
        slides = (slide for view in self._view.languages for slide in view.slides)
        return next((slide.picture for slide in slides if slide.key == key), None)

    def page(self, key: str, number: int) -> bytes | None:
        """Return a page of a brief as PNG."""
        pages = next((one.pages for one in self._whole.values() if _key(one.pages) == key), b"")
        if not pages:
            return None
        if (key, number) not in self._pictures:
            try:
                self._pictures[key, number] = picture_of(pages, number)[0]
            except ValueError:
                return None
        return self._pictures[key, number]

    def letter(self, key: str) -> str | None:
        """Return a letter."""
        return next((one.letter for one in self._whole.values() if _key(one.letter.encode()) == key), None)

    def language(self, lang: str) -> LanguageView | None:
        """Return the slides of a language."""
        return next((one for one in self._view.languages if one.lang == lang), None)

    def source(self, name: str) -> str | None:
        """Return the text of a story or of the settings; None for any other file."""
        shown = {"briefing.toml", *(path.name for path in self.folder.glob("story.*.yaml"))}
        if name not in shown:
            return None
        try:
            return (self.folder / name).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return None


def _key(content: bytes) -> str:
    return sha256(content).hexdigest()[:24] if content else ""


def _language(view: LanguageView, whole: WholeEdition | None) -> dict[str, Any]:
    document = view.document
    places = document.places if document else {}
    nodes = {name: node.where for name, node in document.nodes.items()} if document else {}
    findings = dict.fromkeys([*view.findings, *(whole.findings if whole else ())])
    slides = [
        {"key": one.key, "section": one.section, "title": one.title, "where": _where(one.section, places)}
        for one in view.slides
    ]
    return {
        "lang": view.lang,
        "stale": view.stale,
        "slides": slides,
        "pages": {"key": _key(whole.pages), "count": _count(whole.pages)} if whole and whole.pages else None,
        "letter": _key(whole.letter.encode()) if whole else "",
        "nodes": nodes,
        "findings": [_in_section(_finding(one), places) for one in findings],
    }


def _in_section(finding: dict[str, Any], places: Mapping[str, str]) -> dict[str, Any]:
    """Return a finding with the section that its line belongs to: the last one that begins above it."""
    if finding["section"] or not finding["line"]:
        return finding
    starts: dict[int, str] = {}
    for name, where in places.items():
        place = _PLACE.search(where)
        if place and place[1] == finding["file"] and place[2] and int(place[2]) <= finding["line"]:
            starts[int(place[2])] = name.removeprefix("section ")
    return {**finding, "section": starts[max(starts)] if starts else ""}


def _where(section: str, places: Mapping[str, str]) -> str:
    return str(places.get("cover" if section == "cover" else f"section {section}", ""))


def _count(pages: bytes) -> int:
    try:
        return picture_of(pages, 1)[1]
    except ValueError:
        return 0


def _finding(finding: Finding) -> dict[str, Any]:
    """Return a finding with the file, the line and the section that it is about, where it says so."""
    place = _PLACE.search(finding.where)
    section = _SECTION.search(f"{finding.origin} {finding.where}")
    return {
        "severity": finding.severity,
        "what": finding.what,
        "where": finding.where,
        "fix": finding.fix,
        "file": place[1] if place else "",
        "line": int(place[2] or 0) if place else 0,
        "section": (section[1] or section[2]) if section else "",
    }
