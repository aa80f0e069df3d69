"""From an indicator dataset and a story to a slide deck, a PDF brief and an e-mail, every number right and sourced."""

from typing import TYPE_CHECKING

from briefing.errors import BriefingError, Finding
from briefing.model.build_options import BuildOptions
from briefing.pipeline.build import Build, build, check

if TYPE_CHECKING:  # the module is callable under the name of its function, which a type checker cannot see
    from briefing.draft.drafting import draft
else:
    from briefing import draft

__version__ = "0.1.0"
__all__ = ["BriefingError", "Build", "BuildOptions", "Finding", "__version__", "build", "check", "draft"]
