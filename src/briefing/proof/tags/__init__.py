"""A brief's tags, conformance marks and properties."""
