"""Drafted editions held against their raw tables, by pandas and by words alone."""
