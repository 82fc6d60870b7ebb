"""Who is never written to."""

from sqlalchemy import Column, Index, Integer, String, Table, UniqueConstraint

from core.store.declared.naming import metadata
from core.store.types import Moment

suppressions = Table(
    "suppressions",
    metadata,
    Column("id", String, primary_key=True),
    Column("channel", String, nullable=False),
    Column("address", String, nullable=False),  # normalized: see consent.model.address_key
    Column("reason", String, nullable=False),
    Column("purpose", String, nullable=False, server_default=""),  # empty: whatever it is for
    Column("source", String, nullable=False),
    Column("suppressed_at", Moment, nullable=False),
    Column("suppressed_by", String, nullable=False),
    Column("lifted_at", Moment),
    Column("lifted_by", String),
)
Index(None, suppressions.c.channel, suppressions.c.address)

erasures = Table(  # who is forgotten: keyed digests, of which nobody reads a name or an address
    "erasures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),  # contact, email, phone
    Column("digest", String(64), nullable=False),
    Column("erased_at", Moment, nullable=False),
    Column("erased_by", String, nullable=False),
    UniqueConstraint("kind", "digest"),
)
