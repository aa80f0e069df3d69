"""Send finished editions to recipients, once each: plan, build, approve, send and record what is due.

dispatch.toml ─settings─▶ DispatchSettings ─┐
recipients.csv ─recipients─▶ rows ──────────┼─plan─▶ occurrence, deliveries ─build─▶ editions ─┐
cron, zone ──schedule─▶ decisions ──────────┘                                                  ▼
                                            delivery log ◀── each step ── drain: message ─▶ transport

`ticks` does what is due, `manual` what a person starts, `actions` what a person decides; `view` shows the result.
Messages leave only through `mail_queue.drain`, from what the delivery log holds.
"""

from importlib.util import find_spec

from briefing.errors import UsageError, install

_NEEDED = ("cronsim", "email_validator", "filelock", "holidays", "sqlalchemy", "stamina")

if _missing := [name for name in _NEEDED if find_spec(name) is None]:
    raise UsageError(f"sending and scheduling need {', '.join(_missing)}", fix=install("dispatch"))
