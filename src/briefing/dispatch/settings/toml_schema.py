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
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    security: Annotated[Security, BeforeValidator(validators.security)] = _SMTP.security
    user: Annotated[str, Field(max_length=300)] = ""
    password_env: Variable = ""
    password_file: Annotated[str, BeforeValidator(validators.secret_file)] = ""
    token_command: Annotated[tuple[str, ...], BeforeValidator(validators.command)] = ()
    ca: Line | None = None
    timeout: Annotated[float, Field(gt=0, le=120)] = _SMTP.timeout
    per_minute: Annotated[float, Field(ge=0, le=100_000)] = _SMTP.per_minute

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
    selector: Annotated[
        str, Field(pattern=r"^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$", max_length=63, examples=["s1"])
    ]
    key_file: Annotated[Line, Field(examples=["dkim.pem"])]


class PublishForm(Form):
    """`[mail.publish]`."""

    folder: Annotated[Line, Field(examples=["public"])]
    url: Annotated[str, AfterValidator(validators.web), Field(examples=["https://example.org/folder"])]


class MailForm(Form):
    """`[mail]`."""

    from_: Annotated[str, AfterValidator(validators.sender), Field(alias="from")] = SENDER
    reply_to: Address = ""
    owner: Address = ""
    audit: Address = ""
    unsubscribe: Annotated[str, AfterValidator(validators.unsubscribe)] = ""
    attach: tuple[AttachedOutput, ...] = ("brief",)
    largest: Annotated[int, Field(ge=10_000, le=1_000_000_000)] = _MAIL.largest
    too_large: TooLarge = _MAIL.too_large
    publish: PublishForm | None = None
    smtp: SmtpForm | None = None
    dkim: DkimForm | None = None

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
    sheet: Line | None = None
    query: Annotated[str, Field(min_length=1, max_length=10_000)] | None = None
    url_env: Variable = ""
    domains: tuple[Domain, ...] = ()
    external: Annotated[int, Field(ge=0)] = 20
    most: Annotated[int, Field(ge=1)] = _SEND.most

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
    approval: bool = False
    not_before: Annotated[dt.datetime, BeforeValidator(validators.moment)] | None = None
    only_if_changed: bool = False
    when: Annotated[str, AfterValidator(validators.when)] = ""
    unknown: Unknown = _SEND.unknown
    pause_after: Annotated[int, Field(ge=1, le=1000)] = _SEND.pause_after
    attempts: Annotated[int, Field(ge=1, le=100)] = _SEND.attempts

    def definition(self, base: Definition) -> Definition:
        """Return `base` with the values that are set here."""
        names = SendForm.model_fields.keys() & self.model_fields_set
        return replace(base, **{name: getattr(self, name) for name in names})


class CalendarForm(Form):
    """`[schedules.<name>.calendar]`."""

    country: str = ""
    subdivision: str = ""
    weekend: tuple[Weekday, ...] = ("Saturday", "Sunday")
    days: tuple[Day, ...] = ()
    policy: DayPolicy = "next"

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
    """`[schedules.<name>]`."""

    cron: Annotated[str, AfterValidator(validators.cron)] | None = None
    preset: Annotated[str, AfterValidator(validators.preset)] | None = None
    working_day: Annotated[int, BeforeValidator(validators.working_day)] | None = None
    releases: Annotated[Line, Field(examples=["releases.csv"])] | None = None
    build_ahead: Annotated[int, Field(ge=0, le=1440)] = _TIMING.ahead
    wait_for: Annotated[Notation, BeforeValidator(validators.awaited_period)] | None = None
    wait_facts: tuple[Line, ...] = ()
    wait_hours: Annotated[int, Field(ge=1, le=1000)] | None = None
    zone: Annotated[str, AfterValidator(validators.zone), Field(examples=["Europe/Berlin"])]
    catch_up: CatchUp = _TIMING.catch_up
    grace: Annotated[int, Field(ge=0, le=100_000)] = _TIMING.grace
    until: Day | None = None
    calendar: CalendarForm | None = None

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
    url_env: Variable = ""


class DispatchForm(Form):
    """dispatch.toml."""

    mail: MailForm = MailForm.model_construct()
    recipients: RecipientsForm = RecipientsForm.model_construct()
    send: SendForm = SendForm.model_construct()
    schedules: dict[Annotated[str, AfterValidator(validators.schedule_name)], ScheduleForm] = {}
    ledger: DeliveryLogForm = DeliveryLogForm.model_construct()
