"""Every kind of chart and every component under each theme, as a deck and a brief of an invented town."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from briefing import read
from briefing.assets import asset
from briefing.errors import UsageError
from briefing.pipeline.build import Build, Progress, build

OUTPUTS = ("deck", "brief")
_SLUG, _SETTINGS = "gallery", "briefing.toml"


def gallery(
    out: str | Path = "output",
    *,
    themes: Sequence[str] | None = None,
    template: str | Path | None = None,
    progress: Progress | None = None,
) -> tuple[Build, ...]:
    """Build the gallery under each theme (None: all that are packed): `gallery-<theme>.en.pptx` and `.pdf`.

    A theme is the name of a packed one or a .toml file; `template` is a company's .pptx or .potx for the decks. A
    BriefingError about a theme is raised before anything is written.
    """
    built = []
    for name, file in _themes(themes).items():
        with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
            root = Path(folder)
            theme = stage(root, name, file)
            built.append(build(root, out, theme=theme, template=template, only=OUTPUTS, progress=progress))
    return tuple(built)


def _themes(requested: Sequence[str] | None) -> dict[str, Path]:
    """Return the files of themes, by the name in each file."""
    packed = {path.stem: path for path in sorted(asset("themes").glob("*.toml"))}
    names = tuple(packed) if requested is None else tuple(requested)
    unknown = [name for name in names if name not in packed and not name.endswith(".toml")]
    if unknown or not names:
        what = f"there is no theme {', '.join(unknown)}" if unknown else "no theme was chosen"
        raise UsageError(what, fix=f"choose from {', '.join(packed)}, or name a theme file, as house.toml")
    files: dict[str, Path] = {}
    for file in dict.fromkeys(packed.get(name) or Path(name) for name in names):
        name = read.theme(file).name
        if name in files:
            raise UsageError(f"two themes are called {name}", str(file), "rename one, in its line `name =`")
        files[name] = file
    return files


def stage(root: Path, name: str, theme: Path) -> str:
    """Copy the gallery's story, settings and tables and a theme into a project's folder; return the theme's path there.

    The theme has a folder of its own, so that its name cannot be that of another file.
    """
    for path in asset("gallery").iterdir():
        shutil.copyfile(path, root / path.name)
    settings = (root / _SETTINGS).read_text(encoding="utf-8")
    slug = f"{_SLUG}-{name.replace('_', '-')}"
    (root / _SETTINGS).write_text(settings.replace(f'"{_SLUG}"', f'"{slug}"'), encoding="utf-8")
    place = f"themes/{name}.toml"
    (root / place).parent.mkdir()
    shutil.copyfile(theme, root / place)
    return place
