"""Story and facts → Document: templates, the numeral rule, claims, blocks, source lines."""

from briefing.compose.composition import compose, draft
from briefing.compose.language.conditions import holds

__all__ = ["compose", "draft", "holds"]
