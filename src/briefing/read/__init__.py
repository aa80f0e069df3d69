"""Files of a project → Project, StoryFile and Theme; every mismatch at once, with file, line and fix."""

from briefing.read.project import project, settings, theme_file
from briefing.read.project_dataset import dataset
from briefing.read.story_file import StoryFile, sound_sections, story
from briefing.read.template_folder import template
from briefing.read.theme_file import theme

__all__ = ["StoryFile", "dataset", "project", "settings", "sound_sections", "story", "template", "theme", "theme_file"]
