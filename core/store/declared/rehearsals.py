"""Rehearsals: every message of an audience, filled and read before anybody may approve it."""

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Integer, String, Table, Text

from core.store.declared.naming import metadata
from core.store.types import Moment

rehearsals = Table(
    "rehearsals",
    metadata,
    Column("id", String, primary_key=True),
    Column("campaign_id", ForeignKey("campaigns.id"), nullable=False, index=True),
    Column("digest", String(64), nullable=False),  # of all that was rehearsed
    Column("status", String, nullable=False),  # running, passed, failed, cancelled, broken
    Column("total", Integer, nullable=False),  # messages
    Column("done", Integer, nullable=False, default=0),
    Column("letters", BigInteger, nullable=False, default=0),  # of all messages together
    Column("parts", JSON, nullable=False, default=dict, server_default="{}"),  # {step: of SMS}
    Column("found", JSON, nullable=False),  # what was wrong, by kind: see `campaigns.rehearsal`
    Column("empty", JSON, nullable=False),  # {field: how many contacts have no value}
    Column("examples", JSON, nullable=False),  # {kind: [contact ids]}
    Column("note", Text, nullable=False, default=""),  # why it broke off
    Column("started_by", String, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("sealed_at", Moment),  # when a campaign was submitted with it
)

rehearsal_failures = Table(  # the first thousands of messages that had something wrong
    "rehearsal_failures",
    metadata,
    Column("rehearsal_id", ForeignKey("rehearsals.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("contact_id", String, nullable=False),
    Column("severity", String, nullable=False),
    Column("part", String, nullable=False),
    Column("key", String, nullable=False),
    Column("step", Integer, nullable=False, default=1, server_default="1"),
    Column("facts", JSON, nullable=False),  # the sentence’s own values
)
