"""Briefs: what a mailing is for, its facts with who confirmed them, and what was said of it."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from core.store.declared.naming import metadata
from core.store.types import Moment

briefs = Table(
    "briefs",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),  # of mailing, as the brief book calls it
    Column("status", String, nullable=False),
    Column("product", String, nullable=False, default=""),
    Column("goal", Text, nullable=False, default=""),
    Column("promise", Text, nullable=False, default=""),
    Column("audience", Text, nullable=False, default=""),  # whom, in words
    Column("segment_id", ForeignKey("segments.id")),  # whom, as a rule; null: only in words
    Column("measure", Text, nullable=False, default=""),
    Column("window_days", Integer, nullable=False),  # of the outcome
    Column("starts_on", Date),  # of the mailing
    Column("ends_on", Date),
    Column("deadline", Date),  # of the brief itself
    Column("purpose", String, nullable=False),  # advertising or service
    Column("contacts", Integer),  # expected to be written to
    Column("cost", BigInteger),  # whole rubles
    Column("benefit", BigInteger),
    Column("revision", Integer, nullable=False),  # counts changes: compare and set
    Column("created_by", String, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("moved_at", Moment, nullable=False),  # since when it is in its status
)

brief_facts = Table(
    "brief_facts",
    metadata,
    Column("brief_id", ForeignKey("briefs.id"), primary_key=True),
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),  # as canonical text; the book says the kind
    Column("valid_until", Date),  # the last day it is true; null: for good
    Column("supplied_by", String, nullable=False),
    Column("supplied_at", Moment, nullable=False),
)

brief_confirmations = Table(  # a decision is a row
    "brief_confirmations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("brief_id", ForeignKey("briefs.id"), nullable=False, index=True),
    Column("key", String, nullable=False),
    Column("value", Text, nullable=False),  # what exactly was confirmed
    Column("valid_until", Date),
    Column("rule", String, nullable=False),  # book@version#rule
    Column("confirmed_by", String, nullable=False),
    Column("confirmed_at", Moment, nullable=False),
    Column("voided_by", String),
    Column("voided_at", Moment),
)

brief_moves = Table(
    "brief_moves",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("brief_id", ForeignKey("briefs.id"), nullable=False, index=True),
    Column("from_status", String),
    Column("to_status", String, nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("moved_by", String, nullable=False),
    Column("moved_at", Moment, nullable=False),
)

brief_edits = Table(  # who touched it: four eyes reads this
    "brief_edits",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("brief_id", ForeignKey("briefs.id"), nullable=False, index=True),
    Column("changes", JSON, nullable=False),  # {field or fact: [before, after]}
    Column("edited_by", String, nullable=False),
    Column("edited_at", Moment, nullable=False),
)

brief_comments = Table(  # what is wanted otherwise, field by field
    "brief_comments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("brief_id", ForeignKey("briefs.id"), nullable=False, index=True),
    Column("field", String, nullable=False),  # a field, or “fact:<key>”
    Column("text", Text, nullable=False),
    Column("written_by", String, nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("answered_at", Moment),  # when it was supplied again
)

brief_attachments = Table(
    "brief_attachments",
    metadata,
    Column("id", String, primary_key=True),
    Column("brief_id", ForeignKey("briefs.id"), nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),  # what its first bytes say it is
    Column("bytes", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("added_by", String, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("removed_at", Moment),
)
