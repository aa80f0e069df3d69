"""Readers of finished files, of the ledger and of the tables of the dataset."""
