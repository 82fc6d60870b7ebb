"""Rights that were handed over, whom an audience gained and lost, and whom the house tells."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, String, Table, Text

from core.store.declared.naming import metadata
from core.store.types import Moment

delegations = Table(
    "delegations",
    metadata,
    Column("id", String, primary_key=True),
    Column("from_person", String, nullable=False, index=True),  # whose right it is
    Column("to_person", String, nullable=False, index=True),
    Column("role", String, nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),  # from then on it is over
    Column("reason", Text, nullable=False, default=""),
    Column("made_by", String, nullable=False),  # themselves, or an administrator
    Column("made_at", Moment, nullable=False),
    Column("revoked_by", String),
    Column("revoked_at", Moment),
)

audience_changes = Table(  # of contacts who are written to, from one submission to the next
    "audience_changes",
    metadata,
    Column("campaign_id", ForeignKey("campaigns.id"), primary_key=True),
    Column("frozen_at", Moment, primary_key=True),  # of the later submission
    Column("contact_id", String, primary_key=True),
    Column("account_id", String, nullable=False),
    Column("has_come", Boolean, nullable=False),  # false: has gone
)

notices = Table(  # what the house tells its people by e-mail; written with the deed itself
    "notices",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("campaign_id", ForeignKey("campaigns.id"), index=True),  # null: of none
    Column("person_id", String, nullable=False),
    Column("details", JSON, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("not_before", Moment),  # when to try next; null: done with, sent or not
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("sent_at", Moment),
    Column("answer", Text, nullable=False, server_default=""),  # of the relay, the last time
)
