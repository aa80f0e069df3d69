"""The proof page: a self-contained HTML file with every page, every finding and every number's way to its sources."""
