"""The nouns, all frozen: dataset, fact, text, chart, document, theme, edition, story, ledger."""
