"""The ledger of deliveries: what was planned, built, sent and answered, each change an event, durable before it counts.

`with ledger.begin() as db:` is one transaction; the functions of the modules here take it.
"""
