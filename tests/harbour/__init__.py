"""A made-up harbour town for tests: the gallery's tables and English story, with a Chinese story and its recipients."""

from __future__ import annotations

import shutil
from pathlib import Path

from briefing.assets import asset

_HERE = Path(__file__).parent
TOWN, SLUG = "Port Alder", "port-alder"


def project(folder: Path) -> Path:
    """A folder that isn't there yet → the project in it."""
    shutil.copytree(asset("gallery"), folder)
    for path in _HERE.iterdir():
        if path.suffix in (".csv", ".toml", ".yaml"):
            shutil.copyfile(path, folder / path.name)
    settings = folder / "briefing.toml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace('slug = "gallery"', f'slug = "{SLUG}"') + '"千人" = "unit of the indicator"\n'
    settings.write_text(text, encoding="utf-8")
    return folder
