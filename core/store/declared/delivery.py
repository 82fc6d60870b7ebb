"""Every message on its way out, each try at it, and who sends."""

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from core.store.declared.naming import metadata
from core.store.types import Moment

dispatches = Table(
    "dispatches",
    metadata,
    Column("id", String, primary_key=True),
    Column("campaign_id", ForeignKey("campaigns.id"), nullable=False),
    Column("contact_id", String, nullable=False),
    Column("account_id", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("step", Integer, nullable=False),
    Column("address", String, nullable=False),
    Column("state", String, nullable=False),
    Column("reason", Text, nullable=False, default=""),  # why skipped, failed, bounced, waiting
    Column("answer", Text, nullable=False, default=""),  # what the channel said last
    Column("attempts", Integer, nullable=False, default=0),
    Column("claims", Integer, nullable=False, default=0),  # how often a dispatcher took it up
    Column("message_id", String, nullable=False, default=""),
    Column("queued_at", Moment, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("claimed_at", Moment),
    Column("claimed_by", String),
    Column("admitted", Integer),  # the claim with which it passed the contact policy's gate
    Column("sent_at", Moment),
    Column("settled_at", Moment),
    UniqueConstraint("campaign_id", "contact_id", "channel", "step"),
)
Index(None, dispatches.c.campaign_id, dispatches.c.state, dispatches.c.not_before)
_air = dispatches.c.state == "sending"  # in the air: what a recovery asks for
Index(
    "ix_dispatches_claimed", dispatches.c.claimed_by, sqlite_where=_air, postgresql_where=_air
)
_doubt = dispatches.c.state == "unconfirmed"
Index(None, dispatches.c.sent_at, dispatches.c.account_id)  # whom the house wrote to lately
Index(None, dispatches.c.account_id, dispatches.c.sent_at)  # what an account got, and when
Index(
    "ix_dispatches_in_doubt",
    dispatches.c.settled_at,
    dispatches.c.account_id,
    sqlite_where=_doubt,
    postgresql_where=_doubt,
)

account_steps = Table(  # what became of a step after the first, for each account
    "account_steps",
    metadata,
    Column("campaign_id", ForeignKey("campaigns.id"), primary_key=True),
    Column("account_id", String, primary_key=True),
    Column("step", Integer, primary_key=True),  # from 2
    Column("verdict", String, nullable=False),  # queued, condition, stopped, nobody
    Column("decided_at", Moment, nullable=False),
)

account_stops = Table(  # accounts to which no further step of a campaign goes, and why
    "account_stops",
    metadata,
    Column("campaign_id", ForeignKey("campaigns.id"), primary_key=True),
    Column("account_id", String, primary_key=True),
    Column("reason", String, nullable=False),
    Column("note", Text, nullable=False, default=""),
    Column("stopped_by", String, nullable=False),
    Column("stopped_at", Moment, nullable=False),
)

dispatch_attempts = Table(
    "dispatch_attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dispatch_id", ForeignKey("dispatches.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("answer", Text, nullable=False, default=""),  # what the channel said
    Column("attempted_at", Moment, nullable=False),
)

dispatchers = Table(  # one row for each program that sends: its signs of life
    "dispatchers",
    metadata,
    Column("name", String, primary_key=True),
    Column("started_at", Moment, nullable=False),
    Column("beat_at", Moment, nullable=False),
    Column("trouble", Text, nullable=False, default=""),  # the channel's own words
    Column("rates", JSON, nullable=False),  # messages a minute, by campaign
    Column("number", Integer, nullable=False, server_default="1"),  # in its data folder
    Column("falls", Integer, nullable=False, server_default="0"),  # ends nobody asked for
)
