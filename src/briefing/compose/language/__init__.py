"""Expressions, templates and conditions of a story: its text → values, facts and runs."""
