"""Rights to decide that were handed over for a while."""

from sqlalchemy import Column, String, Table, Text

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
