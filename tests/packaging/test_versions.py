"""Versions: a checkout installs exact ones, the wheel asks for ranges that hold them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def by_name(lines: Iterable[str]) -> dict[str, list[Requirement]]:
    found: dict[str, list[Requirement]] = {}
    for requirement in map(Requirement, lines):
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def pins() -> dict[str, list[Requirement]]:
    """What a checkout installs."""
    tool = SETTINGS["tool"]["uv"]
    return by_name(
        [
            *(line for group in SETTINGS["dependency-groups"].values() for line in group if isinstance(line, str)),
            *tool["constraint-dependencies"],
            *tool["build-constraint-dependencies"],
            *SETTINGS["build-system"]["requires"],
        ]
    )


def ranges() -> dict[str, list[Requirement]]:
    """What the wheel asks for, its extras included, but for the extra that stands for all others."""
    extras = SETTINGS["project"]["optional-dependencies"]
    lines = [line for name, own in extras.items() for line in own if name != "all"]
    return by_name([*SETTINGS["project"]["dependencies"], *lines])


def test_every_pin_is_exact() -> None:
    loose = [
        str(pin) for row in pins().values() for pin in row if not re.fullmatch(r"==[0-9][^*]*", str(pin.specifier))
    ]
    assert loose == []


def test_the_wheel_asks_for_ranges_alone_which_hold_the_pins_of_a_checkout() -> None:
    known = by_name(SETTINGS["tool"]["uv"]["constraint-dependencies"])
    for name, row in ranges().items():
        for asked in row:
            assert re.fullmatch(r">=[0-9][0-9.]*", str(asked.specifier)), asked
            held = [next(iter(pin.specifier)).version for pin in known[name]]
            assert held
            assert all(asked.specifier.contains(version) for version in held), asked


def test_the_extra_for_all_names_every_other() -> None:
    extras = SETTINGS["project"]["optional-dependencies"]
    (every,) = map(Requirement, extras["all"])
    assert every.name == SETTINGS["project"]["name"]
    assert every.extras == set(extras) - {"all"}


def test_every_package_that_is_installed_along_is_pinned() -> None:
    known = pins()
    waiting = [requirement for row in ranges().values() for requirement in row]
    groups = SETTINGS["dependency-groups"]
    waiting += [Requirement(line) for line in (*groups["test"], *groups["docs"]) if isinstance(line, str)]
    seen: set[str] = set()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        environments = [{"extra": extra} for extra in ("", *requirement.extras)]
        if name in seen or not _wanted(requirement, [{"extra": ""}]):
            continue
        seen.add(name)
        try:
            lines = requires(name) or []
        except PackageNotFoundError:
            lines = []
        waiting += [inner for inner in map(Requirement, lines) if _wanted(inner, environments)]
    assert sorted(seen - set(known)) == []


def _wanted(requirement: Requirement, environments: list[dict[str, str]]) -> bool:
    marker = requirement.marker
    if marker is None:
        return True
    if "extra" in str(marker):
        return any(marker.evaluate(environment) for environment in environments if environment["extra"])
    return marker.evaluate({"extra": ""})


def test_every_file_names_the_same_version_of_uv() -> None:
    texts = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("pyproject.toml", "README.md", ".ci/run")}
    result = {name: set(re.findall(r"\buv[ =]{1,2}(\d+\.\d+\.\d+)", text)) for name, text in texts.items()}
    assert all(versions == {"0.13.9"} for versions in result.values()), result
