"""Every table of the operational store, on one screen.

Tables are plural nouns; times end in ``_at`` (UTC), people in ``_by`` (a person's id).
"""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from core.store.types import Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# --- people and journal -------------------------------------------------------------------

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

# --- consent ------------------------------------------------------------------------------

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

# --- segments and messages ----------------------------------------------------------------

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

templates = Table(
    "templates",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_by", String, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("archived_at", Moment),
)

template_versions = Table(
    "template_versions",
    metadata,
    Column("template_id", ForeignKey("templates.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("subject", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("note", Text, nullable=False, default=""),
    Column("saved_by", String, nullable=False),
    Column("saved_at", Moment, nullable=False),
)

# --- campaigns and approvals --------------------------------------------------------------

campaigns = Table(
    "campaigns",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("status", String, nullable=False),
    Column("goal", Text, nullable=False, default=""),
    Column("purpose", String, nullable=False, default="advertising"),  # or “service”
    Column("segment_id", ForeignKey("segments.id")),
    Column("template_id", ForeignKey("templates.id")),
    Column("holdout_share", Float, nullable=False),  # of accounts, 0 ≤ share < 1
    Column("contacts_per_account", Integer),  # null: all
    Column("roles", JSON, nullable=False),  # contact roles in order of preference; empty: any
    Column("sender_name", String, nullable=False, default=""),
    Column("sender_address", String, nullable=False, default=""),
    Column("send_at", Moment),  # null: as soon as it is approved
    Column("window_days", Integer, nullable=False),  # of the outcome
    Column("seed", String, nullable=False),  # of the holdout's draw
    Column("fingerprint", String(64)),  # the seal; null: not submitted, or fallen
    Column("revision", Integer, nullable=False),  # counts edits: compare and set
    Column("cloned_from", ForeignKey("campaigns.id")),  # whose authors are authors here, too
    Column("created_by", String, nullable=False),
    Column("created_at", Moment, nullable=False),
)

campaign_moves = Table(
    "campaign_moves",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign_id", ForeignKey("campaigns.id"), nullable=False, index=True),
    Column("from_status", String),
    Column("to_status", String, nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("moved_by", String, nullable=False),
    Column("moved_at", Moment, nullable=False),
)

campaign_edits = Table(  # who touched it: four eyes reads this
    "campaign_edits",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign_id", ForeignKey("campaigns.id"), nullable=False, index=True),
    Column("changes", JSON, nullable=False),  # {field: [before, after]}
    Column("edited_by", String, nullable=False),
    Column("edited_at", Moment, nullable=False),
)

audiences = Table(  # one per submission: what was resolved, over what, when
    "audiences",
    metadata,
    Column("campaign_id", ForeignKey("campaigns.id"), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("publication", Integer, nullable=False),  # the published version of client data
    Column("as_of", String, nullable=False),  # the day the rule was read on, ISO
    Column("judged_on", String, nullable=False),  # the day withdrawals count by, ISO
    Column("segment_version", Integer, nullable=False),
    Column("template_version", Integer, nullable=False),
    Column("waterfall", JSON, nullable=False),  # [[reason, accounts, contacts], …]
    Column("route", JSON, nullable=False),  # the stages asked for, with their reasons
    Column("parts", JSON, nullable=False),  # what the fingerprint was taken over, by part
    Column("frozen_at", Moment, nullable=False),
)

audience_accounts = Table(  # every account of the segment: its arm, or why it is out
    "audience_accounts",
    metadata,
    Column("campaign_id", ForeignKey("campaigns.id"), primary_key=True),
    Column("account_id", String, primary_key=True),
    Column("arm", String),  # treated, holdout; null: excluded
    Column("reason", String, nullable=False),  # “in”, “campaign_holdout”, or an exclusion
)

audience_contacts = Table(  # every contact of those accounts
    "audience_contacts",
    metadata,
    Column("campaign_id", ForeignKey("campaigns.id"), primary_key=True),
    Column("contact_id", String, primary_key=True),
    Column("account_id", String, nullable=False),
    Column("address", String, nullable=False, default=""),
    Column("reason", String, nullable=False),  # “in”, or why not
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", String, primary_key=True),
    Column("campaign_id", ForeignKey("campaigns.id"), nullable=False, index=True),
    Column("stage", String, nullable=False),
    Column("verdict", String, nullable=False),  # approve, ask_for_changes, reject
    Column("comment", Text, nullable=False, default=""),
    Column("fingerprint", String(64), nullable=False),  # what exactly was decided on
    Column("decided_by", String, nullable=False),
    Column("decided_at", Moment, nullable=False),
    Column("voided_at", Moment),
    Column("void_reason", Text, nullable=False, default=""),
)

# --- delivery -----------------------------------------------------------------------------

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
    Column("sent_at", Moment),
    Column("settled_at", Moment),
    UniqueConstraint("campaign_id", "contact_id", "channel", "step"),
)
Index(None, dispatches.c.campaign_id, dispatches.c.state, dispatches.c.not_before)
_air = dispatches.c.state == "sending"  # in the air: what a recovery asks for
Index(
    "ix_dispatches_claimed", dispatches.c.claimed_by, sqlite_where=_air, postgresql_where=_air
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

dispatchers = Table(  # one row for each data folder that sends: its signs of life
    "dispatchers",
    metadata,
    Column("name", String, primary_key=True),
    Column("started_at", Moment, nullable=False),
    Column("beat_at", Moment, nullable=False),
    Column("trouble", Text, nullable=False, default=""),  # the channel's own words
    Column("rates", JSON, nullable=False),  # messages a minute, by campaign
)
