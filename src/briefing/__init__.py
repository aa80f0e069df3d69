"""From an indicator dataset and a story to a slide deck, a PDF brief and an e-mail, every number right and sourced."""

from briefing.build import Build, build, check
from briefing.errors import BriefingError, Finding

__version__ = "0.1.0"
__all__ = ["BriefingError", "Build", "Finding", "__version__", "build", "check"]
