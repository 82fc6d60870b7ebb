"""Segments with every version of their rules."""

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
)

from core.store.declared.naming import metadata
from core.store.types import Moment

segments = Table(
    "segments",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("version", Integer, nullable=False),  # the current one
    Column("created_by", String, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("archived_at", Moment),
)

segment_versions = Table(
    "segment_versions",
    metadata,
    Column("segment_id", ForeignKey("segments.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("rule", JSON, nullable=False),
    Column("note", Text, nullable=False, default=""),
    Column("saved_by", String, nullable=False),
    Column("saved_at", Moment, nullable=False),
)
