"""The delivery log: what was planned, built, sent and answered; each change is an event, durable before it counts.

`with log.begin() as db:` is one transaction; the functions of these modules take it.
"""
