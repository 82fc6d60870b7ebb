"""Who works here, and the journal of what was done."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    UniqueConstraint,
    true,
)

from core.store.declared.naming import metadata
from core.store.types import Moment

people = Table(
    "people",
    metadata,
    Column("id", String, primary_key=True),
    Column("issuer", String, nullable=False),  # who vouches for them: an OIDC issuer, or “demo”
    Column("subject", String, nullable=False),  # the issuer's name for them
    Column("name", String, nullable=False),
    Column("email", String, nullable=False),
    Column("language", String),  # null: the house's
    Column("is_active", Boolean, nullable=False, default=True),
    Column("added_at", Moment, nullable=False),
    Column("claimed", JSON),  # roles the provider's groups stand for; null: they say nothing
    Column("claimed_at", Moment),  # when the provider said so
    # Whether an administrator has spoken: the roles granted then limit those claimed.
    Column("is_narrowed", Boolean, nullable=False, server_default=true()),
    UniqueConstraint("issuer", "subject"),
)

person_roles = Table(
    "person_roles",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("role", String, primary_key=True),
    Column("granted_by", String, nullable=False),
    Column("granted_at", Moment, nullable=False),
)

people_edits = Table(  # what one administrator wants changed, and another one confirms
    "people_edits",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("person_id", String, nullable=False, index=True),  # of somebody to be added, too
    Column("wanted", JSON, nullable=False),
    Column("before", JSON, nullable=False),  # what was said of them as it was proposed
    Column("proposed_by", String, nullable=False),
    Column("proposed_at", Moment, nullable=False),
    Column("confirmed_by", String),  # null: it waits, and nothing is changed
    Column("confirmed_at", Moment),
    Column("withdrawn_by", String),
    Column("withdrawn_at", Moment),
)

journal_entries = Table(
    "journal_entries",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # 1, 2, 3 … no gaps
    Column("at", Moment, nullable=False),
    Column("by", String, nullable=False),
    Column("verb", String, nullable=False),  # noun.verb: “campaigns.submit”
    Column("subject", String, nullable=False),  # the id of what it was done to
    Column("details", JSON, nullable=False),
    Column("previous", String(64), nullable=False),  # the digest of the entry before
    Column("digest", String(64), nullable=False),
)

journal_head = Table(  # one row: how far the journal reaches; locked while an entry is written
    "journal_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)
