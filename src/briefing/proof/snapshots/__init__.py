"""Snapshots of files as read: what the ledger holds of each."""
