"""Finished files read back as a reader would: numbers traced, words, layout, packages and tags checked.

It imports no writer and nothing that works facts out: what it knows of an edition stands in the files, in their ledger
and in the tables of the dataset.
"""
