"""Finished editions → recipients, once each: what is due is planned, built, approved, sent and recorded.

dispatch.toml ─settings─▶ Settings ─┐
recipients.csv ─recipients─▶ rows ──┼─plan─▶ occurrence, deliveries ─build─▶ editions ─┐
cron, zone ──schedule─▶ decisions ──┘                                                  ▼
                                    ledger of deliveries ◀── each step ── drain: message ─▶ transport

`ticking` does what is due, `by_hand` what a person starts, `decisions` what a person decides; `view` shows it all.
Nothing is sent but by `sending.drain`, from what the ledger holds.
"""
