"""Layout: from the geometry of the file, and from its rendering."""
