"""Models of dispatch, frozen: who gets what, when, over which server, and what became of it.

Times are aware datetimes in UTC, except where a name says otherwise. `where` is a place for messages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Literal, Protocol

from msgspec import Struct

from briefing.model.period import Notation
from briefing.model.period_choice import ChoiceNotation

CatchUp = Literal["skip", "latest", "all"]
Unknown = Literal["hold", "resend"]
TooLarge = Literal["without-deck", "link", "refuse"]
Security = Literal["starttls", "tls", "none"]
DayPolicy = Literal["skip", "previous", "next"]
# The state of a delivery. CLAIMED may be taken over, and so may DATA: a message whose end was never sent counts as
# never sent. DOT is committed before that end, so a sender that dies there leaves UNKNOWN.
State = Literal[
    "PLANNED", "BUILT", "CLAIMED", "DATA", "DOT", "ACCEPTED", "DEFERRED", "REFUSED", "UNKNOWN", "CONFIRMED", "RESENT",
    "BOUNCED", "CANCELLED", "FAILED_BUILD", "SKIPPED_UNCHANGED", "SKIPPED_CONDITION", "SKIPPED_SUPPRESSED",
]  # fmt: skip
# The stage of an occurrence: a time at which a schedule was due, or at which a person sent.
Stage = Literal["PLANNED", "BUILT", "DONE", "FAILED_BUILD", "SKIPPED_HOLIDAY", "SKIPPED_MISFIRE"]
HandoverState = Literal["ACCEPTED", "DEFERRED", "REFUSED", "UNKNOWN"]


class Recipient(Struct, frozen=True, kw_only=True):
    """Who gets an edition, and which one: `address` is the envelope's form, its domain in ASCII.

    Empty `lang`, `entity` and `period` mean the project's own; `outputs` are attached (deck, brief).
    """

    address: str
    name: str = ""
    groups: tuple[str, ...] = ()
    lang: str = ""
    outputs: tuple[str, ...] = ("brief",)
    entity: str = ""
    period: ChoiceNotation | None = None
    where: str = ""


class RecipientTable(Struct, frozen=True, kw_only=True):
    """A table file below the project's folder, or an SQL query and the variable with the database's URL.

    `where` is the place in dispatch.toml, for messages.
    """

    file: str = "recipients.csv"
    sheet: str = ""
    query: str = ""
    url_env: str = ""
    where: str = "dispatch.toml, recipients"


class Credential(Struct, frozen=True):
    """Where a secret is, never the secret: an environment variable, a file, or a command that prints it."""

    kind: Literal["env", "file", "command"]
    place: tuple[str, ...]


class Smtp(Struct, frozen=True, kw_only=True):
    """A mail server; without `secret` there is no login. With `token` the secret is an OAuth2 access token (XOAUTH2).

    `ca` is a file of certificates trusted besides the system's; `per_minute` 0 sends without a limit.
    """

    host: str
    port: int = 587
    security: Security = "starttls"
    user: str = ""
    secret: Credential | None = None
    token: bool = False
    ca: str = ""
    timeout: float = 60.0
    per_minute: float = 0.0


class Dkim(Struct, frozen=True):
    """The domain, selector and private key file of a DKIM signature."""

    domain: str
    selector: str
    key_file: str


class Mail(Struct, frozen=True, kw_only=True):
    """How messages look and leave: `sender`, `reply_to` and `owner` are single addresses, `smtp` None writes files.

    `largest` is the maximum size of an encoded message; what `too_large = "link"` leaves out is put into the folder
    `publish` and linked below `publish_url`. `audit` gets a copy of each message, in the envelope only. `unsubscribe`
    is an https address, below which tokens are appended, or a mailto address.
    """

    sender: str
    sender_name: str = ""
    reply_to: str = ""
    owner: str = ""
    audit: str = ""
    unsubscribe: str = ""
    largest: int = 10_240_000
    too_large: TooLarge = "without-deck"
    publish: str = ""
    publish_url: str = ""
    smtp: Smtp | None = None
    dkim: Dkim | None = None


class Calendar(Struct, frozen=True, kw_only=True):
    """Days on which nothing runs: holidays of a country, weekend days (0 Monday … 6 Sunday), single days."""

    country: str = ""
    subdivision: str = ""
    weekend: tuple[int, ...] = ()
    days: tuple[dt.date, ...] = ()
    policy: DayPolicy = "next"


class Release(Struct, frozen=True):
    """A line of a release calendar: a time, and the period whose figures are published then."""

    at: dt.datetime
    period: Notation


class Timing(Struct, frozen=True, kw_only=True):
    """When a schedule runs: a cron expression in an IANA zone, or the times of `releases`.

    With `working_day` each run moves to that working day of its month, counted from its end below zero. Editions are
    built so many minutes `ahead` of their time. A run more than `grace` minutes late is missed.
    """

    cron: str
    zone: str
    working_day: int = 0
    releases: tuple[Release, ...] = ()
    ahead: int = 0
    catch_up: CatchUp = "latest"
    grace: int = 15
    calendar: Calendar | None = None
    until: dt.date | None = None


class DataWait(Struct, frozen=True, kw_only=True):
    """What a run waits for: until the short names `facts` have a value of a period, at most so many `hours`.

    The period is "last" or its notation. `since` is when they had it, or when a person ran it without; `over` says that
    the hours are.
    """

    period: Notation
    facts: tuple[str, ...]
    hours: int = 24
    since: dt.datetime | None = None
    over: bool = False


class Definition(Struct, frozen=True, kw_only=True):
    """What a schedule, or a person, sends: to which groups or addresses (none: all), on which terms.

    It is frozen into each occurrence, so that what is planned is what happens. `when` is a condition over facts;
    `pause_after` consecutive failures pause the schedule; `attempts` limits the attempts of a delivery. `reference` is
    the period that an occurrence is about, where its release calendar or what it waits for says so.
    """

    name: str
    timing: Timing | None = None
    to: tuple[str, ...] = ()
    approval: bool = False
    not_before: dt.datetime | None = None
    only_if_changed: bool = False
    when: str = ""
    unknown: Unknown = "hold"
    pause_after: int = 3
    attempts: int = 8
    most: int = 200
    where: str = ""
    wait: DataWait | None = None
    reference: Notation | None = None

    @property
    def zone(self) -> str:
        """The zone of its schedule; UTC for what is sent by hand."""
        return self.timing.zone if self.timing else "UTC"


class Envelope(Struct, frozen=True, kw_only=True):
    """Where a message goes: `utf8` if an address needs SMTPUTF8, `audit` gets the same message."""

    key: str
    sender: str
    recipient: str
    audit: str = ""
    utf8: bool = False


class Reply(Struct, frozen=True, kw_only=True):
    """The result of a hand-over: the server's text and code (0: none), and seconds to wait before a retry."""

    state: HandoverState
    text: str = ""
    code: int = 0
    wait: float = 0.0


class HandoverMarks(Protocol):
    """Commits the progress of a hand-over before each step; raises ClaimLost if another process has the delivery."""

    def data(self) -> None:
        """The message is about to be sent."""

    def dot(self) -> None:
        """The end of the message is about to be sent: from here on the server may have it."""


class Session(Protocol):
    """A connection that sends one message after the other and reconnects where that is safe."""

    def send(self, envelope: Envelope, message: bytes, marks: HandoverMarks) -> Reply:
        """Send a message to one recipient and return the result; SendingStopped if no message can leave."""


class Transport(Protocol):
    """A mail server or a folder."""

    def session(self) -> AbstractContextManager[Session]:
        """Open a session when the first message is sent, and close it in any case."""


class StoredEdition(Struct, frozen=True, kw_only=True):
    """An edition in the delivery log: `files` maps names to the SHA-256 of their contents.

    `attached` names the attachments; the letter and its picture are the message itself. The `linked` files are
    published when the first of its messages leaves.
    """

    id: str
    slug: str
    lang: str
    entity: str
    period: tuple[Notation, Notation]
    as_of: dt.date
    content_hash: str
    subject: str
    files: Mapping[str, str]
    attached: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()


class Occurrence(Struct, frozen=True):
    """A time at which a schedule was due, given by `name` and `scheduled_for`, and its stage; `id` 0: not stored."""

    definition: Definition
    scheduled_for: dt.datetime
    stage: Stage = "PLANNED"
    late: bool = False
    detail: str = ""
    id: int = 0

    @property
    def name(self) -> str:
        """The name of the schedule."""
        return self.definition.name


class Delivery(Struct, frozen=True, kw_only=True):
    """One edition to one recipient for one occurrence; `number` counts the editions sent for it, from 1.

    `date` is the message's Date; with key, edition and recipient it gives the same bytes at every attempt. `due` is the
    time of the next attempt, `lease` the time until which its `owner` has it. `held` waits for approval.
    """

    key: str
    occurrence: int
    name: str
    scheduled_for: dt.datetime
    recipient: Recipient
    number: int
    state: State
    date: dt.datetime
    due: dt.datetime
    message_id: str
    token: str
    edition: str = ""
    owner: str = ""
    lease: dt.datetime | None = None
    attempts: int = 0
    reply: str = ""
    held: bool = False


class DeliveryEvent(Struct, frozen=True, kw_only=True):
    """A change, appended and never altered: of a delivery, an occurrence, a schedule or the suppression list."""

    id: int
    at: dt.datetime
    who: str
    what: str
    detail: str = ""
    delivery: str = ""
    occurrence: int = 0
    schedule: str = ""
