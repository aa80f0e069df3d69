"""Files of a project → Project, StoryFile and Theme; every mismatch at once, with file, line and fix."""

from briefing.read.project import edition_settings, project
from briefing.read.story import StoryFile, story
from briefing.read.template import template
from briefing.read.theme import theme

__all__ = ["StoryFile", "edition_settings", "project", "story", "template", "theme"]
