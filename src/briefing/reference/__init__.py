"""The reference of stories, settings, tables, commands and the proof, made from the code and from examples that run.

`briefing help`, the assistant's resource and the pages of the documentation show the same entries.
"""
