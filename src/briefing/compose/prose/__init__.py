"""Checks of composed prose: whether its words agree with the facts that it prints."""
