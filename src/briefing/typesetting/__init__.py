"""Fonts, hyphenation, Chinese and line breaking, shared by the writers."""
