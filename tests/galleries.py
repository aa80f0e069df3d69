"""The gallery under every theme, built once in a test run; not to be changed."""

from __future__ import annotations

import briefing
from briefing.gallery import gallery
from tests.once import once, shared_folder


@once
def galleries() -> tuple[briefing.Build, ...]:
    """The builds of the gallery, in one folder."""
    return tuple(gallery(shared_folder("gallery")))
