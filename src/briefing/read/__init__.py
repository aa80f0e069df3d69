"""Files of a project → Project, StoryFile and Theme; every mismatch at once, with file, line and fix."""

from briefing.read.dataset import dataset
from briefing.read.project import project, settings, theme_file
from briefing.read.story import StoryFile, story
from briefing.read.template import template
from briefing.read.theme import theme

__all__ = ["StoryFile", "dataset", "project", "settings", "story", "template", "theme", "theme_file"]
