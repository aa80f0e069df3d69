"""Insights → the first story of a project, every sentence with the condition under which it is true."""

from briefing.draft.narrative.first_story import story

__all__ = ["story"]
