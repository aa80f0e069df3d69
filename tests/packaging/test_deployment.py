"""The files with which a deployment begins: their commands run, and what they promise holds."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing import cli
from tests.conftest import ROOT

DEPLOY = ROOT / "docs" / "deploy"
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")


def steps() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile with their arguments."""
    joined = re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.M).replace("\\\n", " ")
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in joined.splitlines() if line.strip()]


def scripts(name: str) -> list[str]:
    """The commands of a template for CI."""
    content: dict[str, Any] = yaml.safe_load((DEPLOY / name).read_text(encoding="utf-8"))
    if "jobs" in content:
        return [step["run"] for step in content["jobs"]["edition"]["steps"] if "run" in step]
    return list(content["edition"]["script"])


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("name", ["github-action.yml", "gitlab-ci.yml"])
def test_the_commands_of_a_template_check_build_and_prove_a_project(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["new", str(tmp_path / "mine")]) == 0
    monkeypatch.chdir(tmp_path / "mine")
    install, *commands = scripts(name)
    assert install == 'pip install "indicator-briefing[zh]"'
    assert [shlex.split(command)[1] for command in commands] == ["check", "build", "proof"]
    for command in commands:
        words = shlex.split(command)
        assert words[0] == "briefing"
        assert cli.main(words[1:]) == 0, capsys.readouterr().err
    content = (DEPLOY / name).read_text(encoding="utf-8")
    assert re.search(r"^\s+(path: |- )output$", content, re.M)  # what the build wrote is kept


def test_every_template_stops_at_a_project_with_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli.main(["new", str(tmp_path / "mine")]) == 0
    story = tmp_path / "mine" / "story.en.yaml"
    story.write_text(story.read_text(encoding="utf-8").replace("visits.", "visitors."), encoding="utf-8")
    monkeypatch.chdir(tmp_path / "mine")
    for name in ("github-action.yml", "gitlab-ci.yml"):
        assert cli.main(shlex.split(scripts(name)[1])[1:]) == 1


def test_the_image_runs_the_command_as_an_ordinary_user() -> None:
    found = steps()
    names = [name for name, _ in found]
    user = names.index("USER")
    assert found[user] == ("USER", "briefing")
    assert not any(name in ("RUN", "COPY", "USER") for name in names[user + 1 :])
    assert ("ENTRYPOINT", '["briefing"]') in found
    assert any("useradd" in words and words.endswith("briefing") for name, words in found if name == "RUN")


def test_the_image_has_no_compiler_and_nothing_of_the_stage_that_makes_the_wheel() -> None:
    found = steps()
    last = max(at for at, (name, _) in enumerate(found) if name == "FROM")
    commands = [words for name, words in found[last:] if name in ("RUN", "COPY")]
    assert found[last][1].endswith("-slim")
    assert "--only-binary :all:" in " ".join(commands)
    assert not re.search(r"gcc|build-essential|apt-get|\buv\b|COPY \. ", " ".join(commands))
    assert [words for words in commands if words.startswith("--from")] == ["--from=wheel /dist /dist"]


def test_the_image_installs_the_exact_versions_with_the_uv_of_the_readme() -> None:
    (version,) = set(re.findall(r"uv==([\d.]+)", DOCKERFILE))
    assert f"pip install uv=={version}" in (ROOT / "README.md").read_text(encoding="utf-8")
    extras = re.findall(r"--extra (\w+)", DOCKERFILE)
    (installed,) = re.findall(r"\.whl\)\[([\w,]+)\]", DOCKERFILE)
    assert extras == installed.split(",")
    assert set(extras) <= set(SETTINGS["project"]["optional-dependencies"])


def test_the_documentation_lists_every_extra() -> None:
    text = (ROOT / "docs" / "how-to" / "install.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", text, re.M)
    listed = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert sorted(listed) == sorted(SETTINGS["project"]["optional-dependencies"])


def files(folder: Path) -> set[str]:
    """The files below a folder of the repository, without compiled ones."""
    found = (path.relative_to(ROOT).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name for name in found if "__pycache__" not in name}


def test_the_wheel_has_all_modules_and_assets_but_the_pictures_of_the_readme(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
        metadata = next(archive.read(name).decode() for name in archive.namelist() if name.endswith("/METADATA"))
    modules = {name.removeprefix("src/") for name in files(ROOT / "src" / "briefing")}
    assets = {f"briefing/{name}" for name in files(ROOT / "assets")}
    pictures = {name for name in assets if name.startswith("briefing/assets/readme/")}
    assert pictures
    assert held == modules | assets - pictures
    assert re.findall(r"^Requires-Dist: [^;\n]*>=", metadata, re.M)
    assert not re.findall(r"^Requires-Dist: [^;\n]*==", metadata, re.M)  # which would fit next to nothing else
