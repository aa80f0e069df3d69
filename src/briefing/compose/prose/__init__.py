"""Checks of composed prose: whether its words agree with the facts that they stand beside."""
