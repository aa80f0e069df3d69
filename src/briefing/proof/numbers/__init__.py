"""Every numeral that a reader can see → its row of the ledger, and the value worked out anew from the raw cells."""
