"""Tools for an assistant over the Model Context Protocol: it edits a story and cannot type a number."""
