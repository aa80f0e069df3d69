"""What is measured, by name: a process, where it runs, and what is put right before each of its runs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

import six_page_brief
from msgspec import Struct
from processes import BEIJING, ROOT, one_processor, told

HERE = Path(__file__).parent
ENGINES = ("pandas", "matplotlib", "pptx", "reportlab")
# Prints the modules of the engines that the whole job has loaded, in the order in which it did.
_LOADED = f"""
import runpy, sys
sys.argv = sys.argv[1:]
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
except SystemExit:
    pass
print(*(name for name in sys.modules if name.partition(".")[0] in {ENGINES}))
"""
# The title of a section that stands in the deck and in the brief, and a word of it.
SENTENCE, WORD = "deal value rose", "rose"
WORDS = ("grew", "climbed", "increased", "went up", "advanced", "gained", "expanded", "mounted", "swelled", "picked up")


class Case(Struct, frozen=True):
    """A process to be measured: its command, what its environment adds, and in which folder it runs.

    `before` is called with the number of each round, unmeasured. `warm`: it does its job once for each line that it
    gets. `missing` says how to install the program where it is not there.
    """

    title: str
    command: tuple[str, ...]
    folder: Path
    more: Mapping[str, str] = {}
    before: Callable[[int], object] = int
    warm: bool = False
    missing: str = ""


def cases(root: Path) -> dict[str, Case]:
    """An empty folder → every case by its name, in the order of a round."""
    made = {**_floors(root), **_ours(root), **_rebuilds(root), **_by_hand(root), **_decks(root), **_briefs(root)}
    for case in made.values():
        case.folder.mkdir(exist_ok=True)
    return made


def _python(*arguments: str | Path) -> tuple[str, ...]:
    return (sys.executable, *map(str, arguments))


def _built(project: Path, *options: str) -> tuple[str, ...]:
    return _python("-m", "briefing.cli", "build", project, *options)


def _floors(root: Path) -> dict[str, Case]:
    script = root / "engines" / "engines.py"

    def imports(_: int) -> None:
        """Write a script that imports what the job imports of the engines, and no more."""
        if not script.exists():
            script.write_text("\n".join(f"import {name}" for name in loaded_engines(script.parent)), encoding="utf-8")

    return {
        "nothing": Case("Python that does nothing", _python("-c", "pass"), root / "nothing"),
        "engines": Case("importing the engines alone", _python(script), root / "engines", before=imports),
    }


def loaded_engines(folder: Path) -> list[str]:
    """Return the modules of the engines that the whole job loads in a single process, by its `sys.modules`."""
    command = _python("-c", _LOADED, ROOT / "make_briefing.py")
    return told(command, folder, first=one_processor).stdout.splitlines()[-1].split()


def _ours(root: Path) -> dict[str, Case]:
    deck, primed = root / "deck", root / "primed"

    def compiled(_: int) -> None:
        """The cache holds the dataset and no slide; the deck of the round before is gone."""
        done(_python("-m", "briefing.cli", "check", BEIJING), deck, primed)
        for old in (deck / "cache", deck / "output"):
            shutil.rmtree(old, ignore_errors=True)
        if primed.exists():
            shutil.copytree(primed, deck / "cache")

    job = _python(ROOT / "make_briefing.py")
    return {
        "job": Case("the whole job", job, root / "job"),
        "deck": Case("the deck alone, data compiled", _built(BEIJING, "--only", "deck"), deck,
                     {"BRIEFING_CACHE": str(deck / "cache")}, compiled),
        "brief": Case("the brief alone", _built(BEIJING, "--only", "brief"), root / "brief"),
        "warm": Case("a warm edition", _python(HERE / "warm.py", "ours", "output"), root / "warm", warm=True),
    }  # fmt: skip


def _rebuilds(root: Path) -> dict[str, Case]:
    project, changed = root / "changed" / "project", root / "changed" / "cache"
    kept = {name: root / name / "cache" for name in ("same", "same_command")}

    def one_word(number: int) -> None:
        """The story was built, and now says a word that no build before had."""
        if number == 0:
            shutil.copytree(BEIJING, project)
        done(_built(project), root / "changed", changed)
        story = project / "story.en.yaml"
        before = WORD if number == 0 else WORDS[(number - 1) % len(WORDS)]
        text = story.read_text(encoding="utf-8")
        said = SENTENCE.removesuffix(WORD)
        assert said + before in text, "the story lost the sentence that the benchmark changes"
        story.write_text(text.replace(said + before, said + WORDS[number % len(WORDS)]), encoding="utf-8")

    def built(name: str, command: tuple[str, ...]) -> Callable[[int], None]:
        return lambda _: done(command, root / name, kept[name])

    job, command = _python(ROOT / "make_briefing.py"), _built(BEIJING)
    return {
        "changed": Case("again, one sentence changed", _built(project), root / "changed",
                        {"BRIEFING_CACHE": str(changed)}, one_word),
        "same": Case("again, nothing changed", job, root / "same",
                     {"BRIEFING_CACHE": str(kept["same"])}, built("same", job)),
        "same_command": Case("again by `briefing build`", command, root / "same_command",
                             {"BRIEFING_CACHE": str(kept["same_command"])}, built("same_command", command)),
    }  # fmt: skip


def _by_hand(root: Path) -> dict[str, Case]:
    script = _python(HERE / "by_hand.py", "output")
    warm = _python(HERE / "warm.py", "by_hand", "output")
    return {
        "by_hand": Case("by hand, the whole job", script, root / "by_hand"),
        "by_hand_warm": Case("by hand, warm", warm, root / "by_hand_warm", warm=True),
    }


def _decks(root: Path) -> dict[str, Case]:
    node, r = shutil.which("node") or "", shutil.which("Rscript") or ""
    modules = HERE / "pptxgenjs"
    npm = f"node and npm, then: npm install --no-package-lock --prefix {modules.relative_to(ROOT)}"
    officer = (
        bool(r) and subprocess.run([r, "-e", "library(officer); library(ggplot2)"], capture_output=True).returncode == 0
    )
    return {
        "pptxgenjs": Case("a deck by PptxGenJS", (node, str(modules / "deck.mjs"), "other.pptx"), root / "pptxgenjs",
                          missing="" if node and (modules / "node_modules").is_dir() else npm),
        "officer": Case("a deck by officer and ggplot2",
                        (r, str(HERE / "officer" / "deck.R"), str(BEIJING), "other.pptx"), root / "officer",
                        missing="" if officer else "Debian's r-cran-officer and r-cran-ggplot2"),
    }  # fmt: skip


def _briefs(root: Path) -> dict[str, Case]:
    """Six pages by ours and by the other engines, in one folder, as these write pictures beside their pages."""
    folder = root / "six_pages"

    def prepared(number: int) -> None:
        if number == 0:
            six_page_brief.prepare(folder)

    def other(engine: str, *programs: str) -> Case:
        group = "the group `benchmark` of pyproject.toml" + "".join(f" and {program}" for program in programs)
        lacks = [name for name in programs if not shutil.which(name)]
        module = "typst" if engine == "pandoc" else engine
        command = _python(HERE / "same_brief.py", engine, "content.json", "fonts", f"{engine}.pdf")
        title = {"typst": "Typst", "pandoc": "pandoc over Typst", "weasyprint": "WeasyPrint"}[engine]
        return Case(f"six pages by {title}", command, folder, missing=group if lacks or not find_spec(module) else "")

    ours = Case("six pages, ours", _built(folder / "project", "--only", "brief"), folder, before=prepared)
    return {
        "six_pages": ours,
        "typst": other("typst"),
        "pandoc": other("pandoc", "pandoc"),
        "weasyprint": other("weasyprint"),
    }


def done(command: tuple[str, ...], folder: Path, cache: Path) -> None:
    """A command that is not measured, with a cache of its own."""
    told(command, folder, {"BRIEFING_CACHE": str(cache)})
