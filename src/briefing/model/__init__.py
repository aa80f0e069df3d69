"""Frozen values: dataset, fact, text, chart, document, theme, edition, story, ledger."""
