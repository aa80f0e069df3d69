"""The gate: a finished deck read as a stranger would, and every cause for which PowerPoint would offer to repair it."""
