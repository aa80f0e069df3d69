"""The typed schema of dispatch.toml; each table converts to a model of dispatch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Self

from msgspec.structs import replace
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from briefing.dispatch import schedule
from briefing.dispatch.addresses import parse_mailbox
from briefing.dispatch.models import (
    Calendar,
    CatchUp,
    Credential,
    DataWait,
    DayPolicy,
    Definition,
    Dkim,
    Mail,
    RecipientTable,
    Release,
    Security,
    Smtp,
    Timing,
    TooLarge,
    Unknown,
)
from briefing.dispatch.settings import validators
from briefing.dispatch.transport.connection import is_loopback
from briefing.model.period import Notation
from briefing.pipeline.outputs import ATTACHABLE

# Without dispatch.toml: this host, which no mail server outside takes for one of its own (RFC 6761 section 6.3).
SENDER = "briefing@localhost"
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# RFC 6409 section 3.1, RFC 8314 section 3.3, RFC 5321 section 4.5.4.2.
PORTS: Mapping[Security, int] = {"starttls": 587, "tls": 465, "none": 25}

# The nouns know the defaults.
_MAIL, _SMTP = Mail(sender=SENDER), Smtp(host="localhost")
_SEND, _TIMING = Definition(name=validators.BY_HAND), Timing(cron="", zone="")
_WAIT = DataWait(period="last", facts=())

Line = Annotated[str, Field(min_length=1, max_length=300)]
Address = Annotated[str, AfterValidator(validators.one_address)]
Domain = Annotated[str, AfterValidator(validators.domain)]
Variable = Annotated[str, BeforeValidator(validators.variable)]
Day = Annotated[dt.date, BeforeValidator(validators.day)]
Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
if TYPE_CHECKING:
    AttachedOutput = str
else:
    AttachedOutput = Literal[ATTACHABLE]


class Form(BaseModel):
    """Base class: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class SmtpForm(Form):
    """`[mail.smtp]`."""

    host: Annotated[str, AfterValidator(validators.host), Field(examples=["mail.example.org"])]
    """The mail server."""
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    """Its port; without it 587 for starttls, 465 for tls, 25 for none."""
    security: Annotated[Security, BeforeValidator(validators.security)] = _SMTP.security
    """How the connection is encrypted; `none` is for this machine alone."""
    user: Annotated[str, Field(max_length=300)] = ""
    """The user, where the server asks for a login."""
    password_env: Variable = ""
    """The environment variable that holds the password."""
    password_file: Annotated[str, BeforeValidator(validators.secret_file)] = ""
    """The file that holds the password; only its owner may read it."""
    token_command: Annotated[tuple[str, ...], BeforeValidator(validators.command)] = ()
    """The command that prints an OAuth2 access token, as a list of words."""
    ca: Line | None = None
    """A file of certificates to trust besides those of the system."""
    timeout: Annotated[float, Field(gt=0, le=120)] = _SMTP.timeout
    """Seconds to wait for an answer of the server."""
    per_minute: Annotated[float, Field(ge=0, le=100_000)] = _SMTP.per_minute
    """How many messages leave in a minute at most; 0 is without a limit."""

    @model_validator(mode="after")
    def _agree(self) -> Self:
        secrets = [name for name in ("password_env", "password_file", "token_command") if getattr(self, name)]
        if len(secrets) > 1:
            raise ValueError(f"{' and '.join(secrets)} are both given; keep one")
        if bool(secrets) != bool(self.user):
            missing = "user" if secrets else "password_env, password_file or token_command"
            raise ValueError(f"a login needs a user and a secret; add {missing}, or leave both out")
        if self.security == "none" and not is_loopback(self.host):
            raise ValueError('security = "none" is for localhost alone; write "starttls" or "tls"')
        return self

    def smtp(self, project: Path) -> Smtp:
        """Return the model; files are relative to the project's folder."""
        return Smtp(
            host=self.host,
            port=self.port or PORTS[self.security],
            security=self.security,
            user=self.user,
            secret=self._secret(project),
            token=bool(self.token_command),
            ca=str(project / self.ca) if self.ca else "",
            timeout=self.timeout,
            per_minute=self.per_minute,
        )

    def _secret(self, project: Path) -> Credential | None:
        if self.password_env:
            return Credential("env", (self.password_env,))
        if self.password_file:
            return Credential("file", (str(project / self.password_file),))
        return Credential("command", self.token_command) if self.token_command else None


class DkimForm(Form):
    """`[mail.dkim]`."""

    domain: Annotated[Domain, Field(examples=["example.org"])]
    """The domain that signs."""
    selector: Annotated[
        str, Field(pattern=r"^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$", max_length=63, examples=["s1"])
    ]
    """The selector of its key."""
    key_file: Annotated[Line, Field(examples=["dkim.pem"])]
    """The file of the private key."""


class PublishForm(Form):
    """`[mail.publish]`."""

    folder: Annotated[Line, Field(examples=["public"])]
    """The folder that files are put into."""
    url: Annotated[str, AfterValidator(validators.web), Field(examples=["https://example.org/folder"])]
    """The address of that folder."""


class MailForm(Form):
    """`[mail]`."""

    from_: Annotated[str, AfterValidator(validators.sender), Field(alias="from")] = SENDER
    """Who sends, as it stands in the message."""
    reply_to: Address = ""
    """Where answers go."""
    owner: Address = ""
    """Who is notified of what fails, pauses or waits."""
    audit: Address = ""
    """Who gets a copy of each message."""
    unsubscribe: Annotated[str, AfterValidator(validators.unsubscribe)] = ""
    """Where a reader asks for no more: a mailto address, or an https address."""
    attach: tuple[AttachedOutput, ...] = ("brief",)
    """What is attached for a recipient whose row names no outputs."""
    largest: Annotated[int, Field(ge=10_000, le=1_000_000_000)] = _MAIL.largest
    """The most bytes of an encoded message."""
    too_large: TooLarge = _MAIL.too_large
    """What becomes of a larger one: it goes `without-deck`, with a `link` to it, or not at all (`refuse`)."""
    publish: PublishForm | None = None
    """Where files are put that a message links to."""
    smtp: SmtpForm | None = None
    """The mail server; without it messages are written as .eml files into the folder dispatch/outbox."""
    dkim: DkimForm | None = None
    """The signature, where the mail server does not sign."""

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if self.too_large == "link" and not self.publish:
            raise ValueError('too_large = "link" needs a place to link to; write "without-deck", or add [mail.publish]')
        if self.smtp and "from_" not in self.model_fields_set:
            raise ValueError('a mail server needs a sender; add from = "Name <name@example.org>"')
        return self

    def mail(self, project: Path) -> Mail:
        """Return the model; files are relative to the project's folder."""
        name, sender = parse_mailbox(self.from_)
        dkim = self.dkim
        return Mail(
            sender=sender,
            sender_name=name,
            reply_to=self.reply_to,
            owner=self.owner,
            audit=self.audit,
            unsubscribe=self.unsubscribe,
            largest=self.largest,
            too_large=self.too_large,
            publish=str(project / self.publish.folder) if self.publish else "",
            publish_url=self.publish.url if self.publish else "",
            smtp=self.smtp.smtp(project) if self.smtp else None,
            dkim=Dkim(dkim.domain, dkim.selector, str(project / dkim.key_file)) if dkim else None,
        )


class RecipientsForm(Form):
    """`[recipients]`."""

    table: Line | None = None
    """The table of recipients: CSV or XLSX; without it recipients.csv."""
    sheet: Line | None = None
    """The sheet of a workbook."""
    query: Annotated[str, Field(min_length=1, max_length=10_000)] | None = None
    """An SQL query, in place of a table."""
    url_env: Variable = ""
    """The environment variable that holds the address of the database."""
    domains: tuple[Domain, ...] = ()
    """The domains that messages may go to."""
    external: Annotated[int, Field(ge=0)] = 20
    """How many recipients outside the sender's domain are allowed, where no domains are named."""
    most: Annotated[int, Field(ge=1)] = _SEND.most
    """More recipients than these need --yes."""

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if self.query and (self.table or self.sheet):
            raise ValueError("a query and a table or sheet are both given; keep one of the two")
        if bool(self.query) != bool(self.url_env):
            raise ValueError("a query and url_env belong together; give both, or neither")
        return self

    def source(self, where: str) -> RecipientTable:
        """Return where the recipients are listed; `where` is the place in dispatch.toml."""
        if self.query:
            return RecipientTable(file="", query=self.query, url_env=self.url_env, where=where)
        return RecipientTable(file=self.table or "recipients.csv", sheet=self.sheet or "", where=where)


class SendForm(Form):
    """`[send]`: the terms of what is sent by hand, and the defaults of schedules."""

    to: tuple[Line, ...] = ()
    """The groups or addresses that get it; without any, everybody in the table."""
    approval: bool = False
    """Whether an edition waits for `briefing approve`."""
    not_before: Annotated[dt.datetime, BeforeValidator(validators.moment)] | None = None
    """The moment before which nothing leaves, with its offset from UTC."""
    only_if_changed: bool = False
    """Whether it goes only to those who do not have this very edition."""
    when: Annotated[str, AfterValidator(validators.when)] = ""
    """A condition over facts; where it is false, nothing is sent."""
    unknown: Unknown = _SEND.unknown
    """What becomes of a message of which nobody knows whether the server took it: it is kept for a decision (`hold`) or
    sent again (`resend`)."""
    pause_after: Annotated[int, Field(ge=1, le=1000)] = _SEND.pause_after
    """How many failures in a row pause the schedule."""
    attempts: Annotated[int, Field(ge=1, le=100)] = _SEND.attempts
    """How often a delivery is tried."""

    def definition(self, base: Definition) -> Definition:
        """Return `base` with the values that are set here."""
        names = SendForm.model_fields.keys() & self.model_fields_set
        return replace(base, **{name: getattr(self, name) for name in names})


class CalendarForm(Form):
    """`[schedules.<name>.calendar]`."""

    country: str = ""
    """The country whose public holidays count, as a code of two letters."""
    subdivision: str = ""
    """The state or province, as a code."""
    weekend: tuple[Weekday, ...] = ("Saturday", "Sunday")
    """The days of the weekend."""
    days: tuple[Day, ...] = ()
    """Single days on which nothing runs."""
    policy: DayPolicy = "next"
    """What becomes of a run on such a day: it moves to the `next` or the `previous` working day, or is left out
    (`skip`)."""

    @model_validator(mode="after")
    def _known(self) -> Self:
        validators.calendar(self.calendar())
        return self

    def calendar(self) -> Calendar:
        """Return the model."""
        return Calendar(
            country=self.country,
            subdivision=self.subdivision,
            weekend=tuple(sorted({WEEK.index(name) for name in self.weekend})),
            days=tuple(sorted(set(self.days))),
            policy=self.policy,
        )


class ScheduleForm(SendForm):
    """`[schedules.<name>]`: what `[send]` has, and when it runs."""

    cron: Annotated[str, AfterValidator(validators.cron)] | None = None
    """When it runs, as a cron expression."""
    preset: Annotated[str, AfterValidator(validators.preset)] | None = None
    """When it runs, by name: daily, weekdays, weekly, monthly, month-end, last-weekday, quarterly, yearly."""
    working_day: Annotated[int, BeforeValidator(validators.working_day)] | None = None
    """The working day of the month on which it runs, -1 for the last."""
    releases: Annotated[Line, Field(examples=["releases.csv"])] | None = None
    """A table of release times, with `date`, `time`, `zone` and `period`."""
    build_ahead: Annotated[int, Field(ge=0, le=1440)] = _TIMING.ahead
    """How many minutes before its time an edition is built."""
    wait_for: Annotated[Notation, BeforeValidator(validators.awaited_period)] | None = None
    """The period that the data must have before it runs: "last", that of the run, or one by name."""
    wait_facts: tuple[Line, ...] = ()
    """The short names that must have a value of that period."""
    wait_hours: Annotated[int, Field(ge=1, le=1000)] | None = None
    """How long a run waits at most; 24 hours without it."""
    zone: Annotated[str, AfterValidator(validators.zone), Field(examples=["Europe/Berlin"])]
    """The time zone, by its IANA name."""
    catch_up: CatchUp = _TIMING.catch_up
    """What becomes of runs that were missed: none, the `latest`, or `all` of them."""
    grace: Annotated[int, Field(ge=0, le=100_000)] = _TIMING.grace
    """How many minutes late a run may be before it counts as missed."""
    until: Day | None = None
    """The last day of the schedule."""
    calendar: CalendarForm | None = None
    """The days on which nothing runs."""

    @model_validator(mode="after")
    def _one(self) -> Self:
        given = [name for name in ("cron", "preset", "releases") if getattr(self, name) is not None]
        if len(given) > 1:
            kinds = {"cron": "a cron expression", "preset": "a preset", "releases": "a release calendar"}
            count = "the two" if len(given) == 2 else "the three"
            raise ValueError(f"a schedule has {' and '.join(kinds[name] for name in given)}; keep one of {count}")
        if not given and self.working_day is None:
            raise ValueError('a schedule has neither a cron expression nor a preset; add preset = "monthly"')
        if self.releases and (self.working_day is not None or self.calendar):
            name = "calendar" if self.working_day is None else "working_day"
            raise ValueError(f"the days of a schedule are those of its release calendar; leave {name} out")
        if self.working_day is not None:
            validators.first_of_month(self._cron)
        return self

    @model_validator(mode="after")
    def _waits(self) -> Self:
        if self.wait_for is None and (self.wait_facts or self.wait_hours):
            raise ValueError('a schedule waits for a period of its data; add wait_for = "last", or leave the rest out')
        if self.wait_for is not None and not self.wait_facts:
            raise ValueError('wait_for needs the short names that must have the period; add wait_facts = ["cpi"]')
        return self

    @property
    def _cron(self) -> str:
        return self.cron or self.preset or ("" if self.releases else schedule.PRESETS["monthly"])

    def timing(self, releases: tuple[Release, ...] = ()) -> Timing:
        """Return the model with the releases of its calendar."""
        return Timing(
            cron=self._cron,
            zone=self.zone,
            working_day=self.working_day or 0,
            releases=releases,
            ahead=self.build_ahead,
            catch_up=self.catch_up,
            grace=self.grace,
            calendar=self.calendar.calendar() if self.calendar else None,
            until=self.until,
        )

    def wait(self) -> DataWait | None:
        """Return what its runs wait for."""
        if self.wait_for is None:
            return None
        return DataWait(period=self.wait_for, facts=self.wait_facts, hours=self.wait_hours or _WAIT.hours)


class DeliveryLogForm(Form):
    """`[ledger]`."""

    folder: Line = "dispatch"
    """Where the delivery log, the editions and the outbox are."""
    url_env: Variable = ""
    """The environment variable that holds the address of a PostgreSQL database, for a log that hosts share."""


class DispatchForm(Form):
    """dispatch.toml."""

    mail: MailForm = MailForm.model_construct()
    """How messages look and leave."""
    recipients: RecipientsForm = RecipientsForm.model_construct()
    """Who gets them."""
    send: SendForm = SendForm.model_construct()
    """The terms of what is sent by hand, and the defaults of schedules."""
    schedules: dict[Annotated[str, AfterValidator(validators.schedule_name)], ScheduleForm] = {}
    """When it is sent by itself, a table for each schedule."""
    ledger: DeliveryLogForm = DeliveryLogForm.model_construct()
    """Where dispatch keeps its state."""
