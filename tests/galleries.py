"""The gallery, built once in a test run; not to be changed.

In a usual run under a light and a dark theme: under each other one stand its decks and the flagship's decks and briefs,
by pairs with the other things that they vary in.
"""

from __future__ import annotations

import briefing
from briefing.assets import asset
from briefing.gallery import gallery
from tests.once import once, shared_folder
from tests.thorough import THOROUGH

THEMES = [path.stem for path in sorted(asset("themes").glob("*.toml"))] if THOROUGH else ["dark", "ink"]


@once
def galleries() -> tuple[briefing.Build, ...]:
    """The builds of the gallery, in one folder."""
    return tuple(gallery(shared_folder("gallery"), themes=THEMES))
