"""Nodes of a story → blocks of the document: charts, cards, tables, statements."""
