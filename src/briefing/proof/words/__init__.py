"""Words: quotations, limits of length, causal words and superlatives, sources, names."""
