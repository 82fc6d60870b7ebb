"""Segments with every version of their rules, where they are kept, and lists made of them."""

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
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
    Column("folder", String, nullable=False, server_default=""),  # empty: in none
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

segment_tags = Table(
    "segment_tags",
    metadata,
    Column("segment_id", ForeignKey("segments.id"), primary_key=True),
    Column("tag", String, primary_key=True),
)

segment_lists = Table(  # the members of a rule on one day, kept as they were
    "segment_lists",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("note", Text, nullable=False, default=""),
    Column("rule", JSON, nullable=False),  # whose members they were
    Column("segment_id", ForeignKey("segments.id")),  # null: of a rule that was not saved
    Column("segment_version", Integer),
    Column("publication", Integer, nullable=False),  # the published version of client data
    Column("as_of", String, nullable=False),  # the day the rule was read on, ISO
    Column("accounts", Integer, nullable=False),  # how many
    Column("digest", String(64), nullable=False),  # of their ids
    Column("made_by", String, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("archived_at", Moment),
)

segment_list_members = Table(  # apart, so that nobody who lists the lists reads them
    "segment_list_members",
    metadata,
    Column("list_id", ForeignKey("segment_lists.id"), primary_key=True),
    # Account ids, not numbers: those change with each publication. A million take 2.4 MB and
    # 0.1 s as compressed JSON; as rows they take 20 MB and 1 s, in PostgreSQL 76 MB and 3 s.
    Column("account_ids", LargeBinary, nullable=False),
)

rankings = Table(  # whom a campaign's advice would write to next, the best first
    "rankings",
    metadata,
    Column("id", String, primary_key=True),
    Column("campaign_id", ForeignKey("campaigns.id"), nullable=False, index=True),
    Column("name", String, nullable=False),  # of the campaign, as it was called then
    Column("publication", Integer, nullable=False),  # the client data it was foretold from
    Column("model", String, nullable=False),  # which way of learning
    Column("accounts", Integer, nullable=False),  # how many are ranked
    Column("digest", String(64), nullable=False),  # of their ids in order, and of the model
    Column("made_by", String, nullable=False),
    Column("made_at", Moment, nullable=False),
)

ranking_members = Table(  # apart, and packed, as members of lists are
    "ranking_members",
    metadata,
    Column("ranking_id", ForeignKey("rankings.id"), primary_key=True),
    Column("account_ids", LargeBinary, nullable=False),
)
