"""Who is never written to."""

from sqlalchemy import Column, Index, String, Table

from core.store.declared.naming import metadata
from core.store.types import Moment

suppressions = Table(
    "suppressions",
    metadata,
    Column("id", String, primary_key=True),
    Column("channel", String, nullable=False),
    Column("address", String, nullable=False),  # normalized: see consent.model.address_key
    Column("reason", String, nullable=False),
    Column("source", String, nullable=False),
    Column("suppressed_at", Moment, nullable=False),
    Column("suppressed_by", String, nullable=False),
    Column("lifted_at", Moment),
    Column("lifted_by", String),
)
Index(None, suppressions.c.channel, suppressions.c.address)
