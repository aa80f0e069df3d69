"""Names of themes → every kind of chart and every component under each, as a deck and a brief of a made-up town."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

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
    """Folder and themes (None: all that are packed) → one build for each, `gallery-<theme>.en.pptx` and `.pdf`.

    A theme is the name of a packed one or a .toml file; `template` is a company's .pptx or .potx for the decks. A
    BriefingError about a theme comes before anything is written.
    """
    looks = _themes(themes)
    built = []
    for name, file in looks.items():
        with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
            root = Path(folder)
            theme = stage(root, name, file)
            built.append(build(root, out, theme=theme, template=template, only=OUTPUTS, progress=progress))
    return tuple(built)


def _themes(wanted: Sequence[str] | None) -> dict[str, Path]:
    """Names of themes or theme files → the name in each file, with the file."""
    from briefing import read

    packed = {path.stem: path for path in sorted(asset("themes").glob("*.toml"))}
    names = tuple(packed) if wanted is None else tuple(wanted)
    unknown = [name for name in names if name not in packed and not name.endswith(".toml")]
    if unknown or not names:
        what = f"there is no theme {', '.join(unknown)}" if unknown else "no theme was chosen"
        raise UsageError(what, fix=f"choose from {', '.join(packed)}, or name a theme file, as house.toml")
    looks: dict[str, Path] = {}
    for file in dict.fromkeys(packed.get(name) or Path(name) for name in names):
        name = read.theme(file).name
        if name in looks:
            raise UsageError(f"two themes are called {name}", str(file), "rename one, in its line `name =`")
        looks[name] = file
    return looks


def stage(root: Path, name: str, theme: Path) -> str:
    """Put the gallery's story, settings and tables and the theme in one project; → the theme's place there.

    The theme has a folder of its own, so that its name can meet no other file's.
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
