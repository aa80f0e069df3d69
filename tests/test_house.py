"""House rules as tests: floors and walls, types, style, size, names, pins; `pytest` alone runs every check."""

from __future__ import annotations

import ast
import importlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import briefing
from tests.conftest import LONGEST
from tests.thorough import THOROUGH

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "briefing"
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MODULES = sorted(path for folder in ("src", "tests", "benchmarks") for path in (ROOT / folder).rglob("*.py"))
MOST_LINES = 400
MOST_BODY = 45
NAMELESS = re.compile(r"(^|/)(utils?|helpers?|common|misc)(\.py|/)")
# Written in parts, so that this file passes its own test.
HOSTS = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "deb." + "debian.org",
    "archive." + "ubuntu.com",
    "registry." + "npm",
]
INDEX = re.compile(
    r"https?://[^ /\"']+/(simple|packages/[0-9a-f]{2})\b|https?://(registry|deb)\.|" + "|".join(map(re.escape, HOSTS))
)
TOP = {"pyproject.toml", "README.md", "src", "assets", "data", "tests", "make_briefing.py"}
TOP |= {"CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "SECURITY.md", "docs", "benchmarks", ".ci"}
CLOCK = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "uuid4",
    "uuid1",
    "gethostname",
}


def tracked() -> list[Path]:
    """Files under version control; outside a repository all that are not hidden or made."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    made = {"output", "dist", "build", "__pycache__"}
    files = (path for path in ROOT.rglob("*") if path.is_file())
    return [path for path in files if not any(part[0] == "." or part in made for part in path.relative_to(ROOT).parts)]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def strangers(paths: list[Path]) -> set[str]:
    """What lies at the top level and does not belong there, as an edition that somebody built; dot files may."""
    tops = {path.relative_to(ROOT).parts for path in paths}
    return {parts[0] for parts in tops if parts[0] not in TOP and (len(parts) > 1 or parts[0][0] != ".")}


def test_the_top_level_holds_what_belongs_there() -> None:
    assert not strangers(tracked())
    found = strangers([ROOT / "prices.en.pptx", ROOT / "notes" / "a.md", ROOT / ".gitignore"])
    assert found == {"prices.en.pptx", "notes"}


def run(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_imports_only_go_down_and_libraries_keep_to_their_rooms() -> None:
    # in a process of its own, as the linter switches loggers off
    command = [sys.executable, "-c", LINT, "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
# For each contract an import that it must find, and the module to put it in.
BREACHES = {
    "Floors: an import only goes down": ("deck/grid.py", "from briefing import brief"),
    "Inside the pipeline an import only goes down": ("pipeline/outputs.py", "from briefing.pipeline import result"),
    "Inside the deck an import only goes down": ("deck/ooxml/package.py", "import briefing.deck.bindings"),
    "The proof knows no writer and nothing of what is written": (
        "proof/parsed_file.py",
        "from briefing.model import theme",
    ),
    "Only the proof reads PDFs": ("brief/pdf.py", "import pypdfium2"),
    "Only the proof and the brief know the inside of a PDF": ("letter/html.py", "import pikepdf"),
    "Only the deck knows python-pptx": ("brief/pdf.py", "import pptx"),
    "Only the deck and the data edition know XlsxWriter": ("brief/pdf.py", "import xlsxwriter"),
    "Only the brief knows reportlab": ("deck/grid.py", "from reportlab.lib import colors"),
    "Only typesetting knows hyphenation": ("brief/pdf.py", "import pyphen"),
    "Only typesetting shapes text": ("letter/html.py", "import uharfbuzz"),
    "Only charts.vector knows matplotlib": ("charts/axis.py", "import matplotlib.ticker"),
    "Only read, facts and draft know pandas": ("compose/blocks/row_charts.py", "import pandas"),
    "Inside the draft an import only goes down": (
        "draft/importing/__init__.py",
        "from briefing.draft import narrative",
    ),
    "Only read knows YAML and workbooks": ("cli/build_commands.py", "import yaml"),
    "Only the draft knows ruamel and XLS": ("read/story_file.py", "import ruamel.yaml"),
    "Only the story's model, read, reference and dispatch know pydantic": ("model/chart.py", "import pydantic"),
    "Only the letter, the web edition, dispatch and the proof's page know Jinja": (
        "compose/language/templates.py",
        "import jinja2",
    ),
    "Only compose knows Markdown": ("letter/html.py", "import markdown_it"),
    "Only the command line knows click and rich": ("pipeline/build.py", "import rich.progress"),
    "Only read and dispatch know SQL": ("facts/registry.py", "import sqlalchemy"),
    "Only read, the proof and importing know Arrow": ("facts/registry.py", "import pyarrow"),
    "Only dispatch knows mail, schedules, retries and locks": ("letter/plain.py", "import smtplib"),
    "Only batch knows the client of a cluster": ("pipeline/build.py", "import distributed"),
    "Only the preview serves pages and watches files": ("cli/output.py", "import uvicorn"),
    "Only the assistant knows the Model Context Protocol": ("cli/new_command.py", "import mcp.server"),
}


def test_each_contract_finds_an_import_that_breaks_it(tmp_path: Path) -> None:
    shutil.copytree(SOURCE, tmp_path / "briefing", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for module, line in BREACHES.values():
        with (tmp_path / "briefing" / module).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    result = subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    broken = re.findall(r"^(.+) BROKEN$", result.stdout, re.MULTILINE)
    contracts = [contract["name"] for contract in SETTINGS["tool"]["importlinter"]["contracts"]]
    assert broken == contracts == list(BREACHES), result.stdout + result.stderr


def test_every_room_has_its_floor() -> None:
    floors = SETTINGS["tool"]["importlinter"]["contracts"][0]["layers"]
    known = {name.strip(" ()") for floor in floors for name in floor.split("|")}
    rooms = {path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert rooms - {"__init__"} <= known


def test_types_are_strict() -> None:
    # On a user's machine of what users get: to check the tests from an empty cache takes half as long again.
    run("mypy", *([] if THOROUGH or os.environ.get("CI") else ["src", "benchmarks", "make_briefing.py"]))


def test_code_is_linted() -> None:
    run("ruff", "check", ".")


def test_code_is_formatted() -> None:
    run("ruff", "format", "--check", ".")


def test_a_module_fits_in_400_lines() -> None:
    lines = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


@cache
def package() -> dict[Path, ast.Module]:
    """The modules of the package, parsed."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCE.rglob("*.py")}


def test_a_module_of_the_package_keeps_the_house_rules() -> None:
    found = {named(path): list(faults(tree, path.relative_to(SOURCE).parts[0])) for path, tree in package().items()}
    # A schedule has to know what time it is, and a draft which values of a table lie ahead.
    for asks in ("src/briefing/dispatch/machine.py", "src/briefing/cli/draft_commands.py"):
        found[asks] = [fault for fault in found[asks] if " asks " not in fault]
    assert {name: rows for name, rows in found.items() if rows} == {}


def faults(tree: ast.Module, name: str) -> Iterator[str]:
    """What the house does not allow in a module."""
    if not ast.get_docstring(tree):
        yield "the module has no docstring"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and _body_lines(node) > MOST_BODY:
            yield f"{node.name} has {_body_lines(node)} lines"
        if isinstance(node, ast.Call):
            called = dotted(node.func)
            if called in ("print", "click.echo") and name != "cli":
                yield f"line {node.lineno} prints; only cli does"
            if any(called == bad or called.endswith("." + bad) for bad in CLOCK):
                yield f"line {node.lineno} asks {called}; outputs come from inputs only"
        if isinstance(node, ast.Import | ast.ImportFrom) and "random" in ast.unparse(node).split():
            yield f"line {node.lineno} imports random"
        if isinstance(node, ast.Import | ast.ImportFrom) and "dataclasses" in ast.unparse(node).split():
            yield f"line {node.lineno} imports dataclasses; a msgspec Struct is made in a thirtieth of the time"


def dotted(node: ast.expr) -> str:
    """The name that is called, as far as it is names joined by dots: unparsing every call takes three times as long."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def _body_lines(function: ast.FunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize(
    "source",
    [
        "x = 1",
        '"""m"""\nprint(1)',
        '"""m"""\nimport datetime\nx = datetime.datetime.now()',
        '"""m"""\nimport random',
        '"""m"""\nfrom dataclasses import dataclass',
        '"""m"""\ndef f():\n' + "    x = 1\n" * (MOST_BODY + 1),
    ],
)
def test_the_house_rules_find_a_fault(source: str) -> None:
    assert list(faults(ast.parse(source), "made_up"))


def test_the_modules_that_are_run_first_are_there() -> None:
    assert [name for name in LONGEST if not (ROOT / "tests" / name).is_file()] == []


def test_no_room_without_a_name() -> None:
    assert [named(path) for path in tracked() if NAMELESS.search(named(path))] == []
    assert NAMELESS.search("src/briefing/utils.py")


# A table, a chart and a column of results that both media draw under the name by which stories and readers know them.
IN_BOTH_MEDIA = {"heat_table": 2, "result_column": 2, "small_multiples": 2}


def test_a_name_of_a_module_or_class_means_one_thing() -> None:
    modules = [path for path in SOURCE.rglob("*.py") if path.stem not in ("__init__", "__main__")]
    stems = Counter(path.stem for path in modules)
    assert {stem: count for stem, count in stems.items() if count > 1} == IN_BOTH_MEDIA
    trees = [package()[path] for path in modules if SOURCE / "proof" not in path.parents]
    classes = Counter(node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    assert {name for name, count in classes.items() if count > 1} == set()


# Words that mean something in this project alone, or that nobody writes today.
QUAINT = re.compile(
    r"(?<![a-z])(told|said|beside|kept|meanwhile|recall|wanted|anew|mend(ed)?|nought|homes?|desk|parcels?|crew|seat"
    r"|tally|sweep|nouns|aims?|inert|revived|apart|served|serving)(?![a-z])",
    re.IGNORECASE,
)
THEIRS = {
    "model/chart_specs.py": ["beside"],
    "dispatch/view/unsubscribe.py": ["served"],
}  # as users write them


def quaint_words(tree: ast.Module) -> Iterator[str]:
    """The quaint words in the names and docstrings of a module."""
    for node in ast.walk(tree):
        names = [getattr(node, "name", None), getattr(node, "id", None), getattr(node, "arg", None)]
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
            names.append(ast.get_docstring(node))
        for name in filter(None, names):
            yield from quaint(name)


@cache
def quaint(name: str) -> tuple[str, ...]:
    """The quaint words in a name or a docstring."""
    return tuple(found[1] for found in QUAINT.finditer(re.sub("([a-z])([A-Z])", r"\1_\2", name)))


def test_names_and_docstrings_use_no_quaint_word() -> None:
    found = {path: list(quaint_words(tree)) for path, tree in package().items()}
    assert {path.relative_to(SOURCE).as_posix(): words for path, words in found.items() if words} == THEIRS
    code = 'def _kept(told): "What is wanted anew."\nclass OfDesk: pass\napart = 1'
    assert sorted(quaint_words(ast.parse(code))) == ["Desk", "anew", "apart", "kept", "told", "wanted"]


def test_a_number_means_a_year_in_periods_alone() -> None:
    typed = re.compile(r"\byear: int")
    found = {named(path) for path in SOURCE.rglob("*.py") if typed.search(path.read_text(encoding="utf-8"))}
    assert found == {"src/briefing/model/period.py"}


def test_no_file_names_a_package_index() -> None:
    assert ROOT / "uv.lock" not in tracked()
    found = []
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content[:8000] and INDEX.search(content.decode("utf-8", "replace")):
            found.append(named(path))
    assert found == []


@pytest.mark.parametrize("address", ["mirror.example/simple", "registry.example/x", HOSTS[0], HOSTS[1]])
def test_the_search_for_package_indexes_finds_one(address: str) -> None:
    assert INDEX.search(f'url = "https://{address}"')


def test_no_file_holds_a_path_of_this_machine() -> None:
    places = [str(ROOT.parent) + "/", str(Path.home()) + "/"]
    texts = [(named(path), path.read_bytes()) for path in tracked()]
    assert [name for name, text in texts if any(place.encode() in text for place in places)] == []


# The edition that this project began with is one of many: the package names its place nowhere, and no test of another
# room asks for it. Written in parts, as above.
FLAGSHIP = re.compile("bei" + "jing", re.IGNORECASE)
ITS_ROOM = "tests/bei" + "jing/"
NAMES_IT = {
    "assets/maps/china_tiles.csv": "has every province",
    "tests/conftest.py": "begins with the modules that take longest, some of which are of that edition",
    "tests/test_make_briefing.py": "runs make_briefing.py, whose job is that edition",
}


def naming_the_flagship(texts: dict[str, str]) -> list[str]:
    """Texts by path → the paths of the package and of tests that name it, or are named for it, and may not."""
    rooms = ("src/", "assets/", "tests/")
    found = (name for name, text in texts.items() if FLAGSHIP.search(name) or FLAGSHIP.search(text))
    return [name for name in found if name.startswith(rooms) and not name.startswith(ITS_ROOM) and name not in NAMES_IT]


def test_the_package_and_the_tests_of_other_rooms_do_not_name_the_flagship_edition() -> None:
    texts = {named(path): path.read_bytes().decode("utf-8", "replace") for path in tracked()}
    assert naming_the_flagship(texts) == []
    assert all(FLAGSHIP.search(texts[name]) for name in NAMES_IT)


@pytest.mark.parametrize(
    "name", ["src/briefing/pipeline/build.py", "tests/facts/test_facts.py", "assets/gallery/story.en.yaml"]
)
def test_the_search_for_the_flagship_edition_finds_it(name: str) -> None:
    place = "Bei" + "jing"
    assert naming_the_flagship({name: f"patents of {place}", f"tests/{place}.py": ""}) == [name, f"tests/{place}.py"]
    assert naming_the_flagship({f"{ITS_ROOM}test_facts.py": place, "README.md": place, name: "patents"}) == []


def test_public_names_can_be_imported() -> None:
    assert briefing.__all__ == sorted(briefing.__all__)
    assert all(hasattr(briefing, name) for name in briefing.__all__)
    assert briefing.__version__ == SETTINGS["project"]["version"]


def test_importing_the_package_loads_no_heavy_library() -> None:
    heavy = ("pptx", "reportlab", "matplotlib", "pandas", "jinja2", "pydantic", "yaml", "fontTools", "rich")
    code = f"import sys, briefing.cli; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_module_of_the_package_can_be_imported() -> None:
    for path in SOURCE.rglob("*.py"):
        parts = path.relative_to(SOURCE.parent).with_suffix("").parts
        importlib.import_module(".".join(parts).removesuffix(".__init__"))
