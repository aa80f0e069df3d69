"""Finished files → what a reader sees; the ledger and the tables of the dataset as they lie on the disk."""
