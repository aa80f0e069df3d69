"""Files as read → their snapshots: what the ledger keeps of each."""
