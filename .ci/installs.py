"""Install the package as people do, and use it: `uv run --no-project .ci/installs.py [CASE] …`.

plain: by pip alone, in an empty folder, without a home; on each Python that is found. lowest: the lowest versions that
pyproject.toml names. neighbours: next to JupyterLab, Streamlit and Dask as they are today. image: the commands of
docs/deploy/Dockerfile, without Docker. sdist: from the source archive alone, the README's first command, the tests of
two areas, and the names of all others. Packages and megabytes are printed. It needs a package index.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
NEIGHBOURS = ("jupyterlab", "streamlit", "dask[complete]")
EDITIONS = ("beijing", "prices")


def run(*command: str | Path, folder: Path, home: bool = True) -> str:
    """Run a command in a folder and return what it prints; a failure ends the program with what it says."""
    variables = {**os.environ, "BRIEFING_CACHE": "off"}
    if not home:
        variables = {name: value for name, value in variables.items() if name not in ("HOME", "XDG_CACHE_HOME")}
    done = subprocess.run(list(map(str, command)), cwd=folder, env=variables, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def environment(folder: Path, python: str, *packages: str | Path, options: Sequence[str] = ()) -> Path:
    """Make a virtual environment with packages, print what it has become, and return its `briefing`."""
    run("uv", "venv", "--quiet", "--seed", "--python", python, folder, folder=folder.parent)
    run("uv", "pip", "install", "--quiet", "--python", folder, *options, *packages, folder=folder.parent)
    run("uv", "pip", "check", "--python", folder, folder=folder.parent)
    report(folder, python)
    return folder / "bin" / "briefing"


def report(folder: Path, python: str) -> None:
    """Print how many packages an environment has, and their megabytes."""
    (packages,) = folder.glob("lib/*/site-packages")
    size = sum(path.lstat().st_size for path in packages.rglob("*") if path.is_file())
    count = len(list(packages.glob("*.dist-info")))
    print(f"{folder.name}, Python {python}: {count} packages, {size / 1e6:.0f} MB", flush=True)


def build(briefing: Path, folder: Path) -> None:
    """Build both editions."""
    for edition in EDITIONS:
        run(briefing, "build", ROOT / "data" / edition, "--out", folder / "output", folder=folder)


def plain(wheel: Path, folder: Path) -> None:
    """Install by pip alone on each Python, and make, build and prove a project without a home."""
    for python in PYTHONS:
        found = run("uv", "python", "list", "--only-installed", python, folder=folder)
        if not found:
            print(f"plain, Python {python}: not found, so not tried")
            continue
        place = folder / f"plain-{python}"
        run("uv", "venv", "--quiet", "--seed", "--python", python, place, folder=folder)
        run(place / "bin" / "python", "-m", "pip", "install", "--quiet", wheel, folder=folder)
        report(place, python)
        empty = folder / f"empty-{python}"
        empty.mkdir()
        briefing = place / "bin" / "briefing"
        for arguments in (
            ("new", "x"),
            ("build", "x"),
            ("build", "x", "--only", "data", "--out", "numbers"),
            ("proof", "output"),
        ):
            run(briefing, *arguments, folder=empty, home=False)


def lowest(wheel: Path, folder: Path) -> None:
    """Install the lowest versions of the direct dependencies and of every extra, build both editions and send one."""
    briefing = environment(folder / "lowest", "3.11", f"{wheel}[all]", options=["--resolution", "lowest-direct"])
    build(briefing, folder)
    run(briefing, "new", "mine", folder=folder)
    run(briefing, "send", "mine", "--dry-run", folder=folder)
    run(briefing, "build", ROOT / "data" / "beijing", "--lang", "zh", "--out", folder / "output", folder=folder)


def neighbours(wheel: Path, folder: Path) -> None:
    """Install by pip next to what analysts have, all at once and one after the other, and build both editions."""
    for order in ((*NEIGHBOURS, f"{wheel}[all]"), (f"{wheel}[all]", *NEIGHBOURS)):
        place = folder / f"neighbours-{len(list(folder.glob('neighbours-*')))}"
        run("uv", "venv", "--quiet", "--seed", "--python", "3.13", place, folder=folder)
        for packages in (order,) if order[0] in NEIGHBOURS else ((name,) for name in order):
            run(place / "bin" / "python", "-m", "pip", "install", "--quiet", *packages, folder=folder)
        run(place / "bin" / "python", "-m", "pip", "check", folder=folder)
        report(place, "3.13")
        build(place / "bin" / "briefing", folder)


def sdist(wheel: Path, folder: Path) -> None:
    """Build from the source archive alone, run the tests of one area, and collect all others."""
    (archive,) = wheel.parent.glob("*.tar.gz")
    shutil.unpack_archive(archive, folder / "unpacked", filter="data")
    (source,) = (folder / "unpacked").iterdir()
    run("uv", "run", "make_briefing.py", folder=source)
    tests = ("uv", "run", "--group", "test", "pytest", "-n", "2")
    run(*tests, "tests/wording", "tests/model", folder=source)
    collected = run(*tests, "--collect-only", folder=source).splitlines()
    print(f"sdist: {len(collected)} lines of collected tests")


def image(_wheel: Path, folder: Path) -> None:
    """Run the commands of the Dockerfile, but for those that make its user, in folders of this case."""
    text = (ROOT / "docs" / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    place, dist = folder / "image", folder / "image-dist"
    run("uv", "venv", "--quiet", "--seed", "--python", "3.13", place, folder=folder)
    for line in text.splitlines():
        if line.startswith("RUN ") and "useradd" not in line:
            command = line.removeprefix("RUN ").replace("/dist", str(dist))
            run("bash", "-c", f'PATH="{place}/bin:$PATH"; {command}', folder=folder / "source")
    report(place, "3.13")
    build(place / "bin" / "briefing", folder)


CASES = {"plain": plain, "lowest": lowest, "neighbours": neighbours, "image": image, "sdist": sdist}


def main(chosen: Sequence[str]) -> None:
    """Build the wheel and try the cases."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT, folder / "source", ignore=shutil.ignore_patterns(".venv*", "uv.lock", "output"))
        run("uv", "build", "--quiet", "--out-dir", folder / "dist", folder=folder / "source")
        (wheel,) = (folder / "dist").glob("*.whl")
        for case in chosen or CASES:
            CASES[case](wheel, folder)


if __name__ == "__main__":
    main(sys.argv[1:])
