"""Insights → a first story, every sentence with its expressions and claims, to be edited by hand."""
