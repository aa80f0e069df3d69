"""From an indicator dataset and a story to a slide deck, a PDF brief and an e-mail, every number right and sourced."""

from briefing.build import Build, build, check
from briefing.errors import BriefingError, Finding
from briefing.model.options import BuildOptions

__version__ = "0.1.0"
__all__ = ["BriefingError", "Build", "BuildOptions", "Finding", "__version__", "build", "check"]
