"""Story and facts → Document: templates, the numeral rule, claims, blocks, source lines."""

from briefing.compose.conditions import holds
from briefing.compose.document import compose, draft

__all__ = ["compose", "draft", "holds"]
