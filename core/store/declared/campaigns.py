"""Campaigns on their way, their frozen audiences, and the decisions on them."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    false,
)

from core.store.declared.naming import metadata
from core.store.types import Moment

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
    Column("channel", String, nullable=False, default="email", server_default="email"),
    Column("holdout_share", Float, nullable=False),  # of accounts, 0 ≤ share < 1
    Column("contacts_per_account", Integer),  # null: all
    Column("roles", JSON, nullable=False),  # contact roles in order of preference; empty: any
    Column("sender_name", String, nullable=False, default=""),
    Column("sender_address", String, nullable=False, default=""),
    Column("send_at", Moment),  # null: as soon as it is approved
    Column("window_days", Integer, nullable=False),  # of the outcome
    Column("looks", Integer, nullable=False, default=1, server_default="1"),  # at outcomes
    Column("seed", String, nullable=False),  # of the holdout's draw
    Column("variant_shares", JSON),  # {letter: share}; null: as many of each
    Column("fingerprint", String(64)),  # the seal; null: not submitted, or fallen
    Column("revision", Integer, nullable=False),  # counts edits: compare and set
    Column("brief_id", ForeignKey("briefs.id")),  # whose facts its message may quote
    Column("cloned_from", ForeignKey("campaigns.id")),  # whose authors are authors here, too
    Column("priority", Integer),  # 0 … 100 among those that compete; null: the book's
    Column("created_by", String, nullable=False),
    Column("created_at", Moment, nullable=False),
)

campaign_steps = Table(  # the steps after the first, which is the campaign's own message
    "campaign_steps",
    metadata,
    Column("campaign_id", ForeignKey("campaigns.id"), primary_key=True),
    Column("number", Integer, primary_key=True),  # from 2
    Column("template_id", ForeignKey("templates.id"), nullable=False),
    Column("channel", String, nullable=False),  # the template's own
    Column("wait_hours", Integer, nullable=False),  # since the step before was settled
    Column("condition", String, nullable=False),  # see `campaigns.model.Condition`
    Column("asks", String),  # the scale of what both arms are asked; null: it asks nothing
    Column("has_comment", Boolean, nullable=False, default=False, server_default=false()),
    Column("asked_by", JSON),  # the rule it is asked by, its days and words; null: none yet
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

campaign_comments = Table(  # what people say about a part of it; it changes nothing
    "campaign_comments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign_id", ForeignKey("campaigns.id"), nullable=False, index=True),
    Column("part", String, nullable=False),  # see `campaigns.model.Step`
    Column("text", Text, nullable=False),
    Column("written_by", String, nullable=False),
    Column("written_at", Moment, nullable=False),
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
    Column("drawn", JSON),  # how it was drawn, by which book; null: before books were kept
    Column("route", JSON, nullable=False),  # the stages asked for, with their reasons
    Column("cost", JSON),  # at most, see `campaigns.costing`; null: it costs nothing
    Column("parts", JSON, nullable=False),  # what the fingerprint was taken over, by part
    Column("frozen_at", Moment, nullable=False),
)

audience_grounds = (
    Table(  # what an audience rests on beside the publication, so that it replays
        "audience_grounds",
        metadata,
        Column("campaign_id", ForeignKey("campaigns.id"), primary_key=True),
        Column(
            "content", LargeBinary, nullable=False
        ),  # JSON, deflated; see `campaigns.grounds`
    )
)

audience_accounts = Table(  # every account of the segment: its arm, or why it is out
    "audience_accounts",
    metadata,
    Column("campaign_id", ForeignKey("campaigns.id"), primary_key=True),
    Column("account_id", String, primary_key=True),
    Column("arm", String),  # treated, holdout; null: excluded
    Column("reason", String, nullable=False),  # “in”, “campaign_holdout”, or an exclusion
    # The rule of the book, where more than one gives the reason; the stratum it was drawn in.
    Column("rule", String, nullable=False, default="", server_default=""),
    Column("block", String, nullable=False, default="", server_default=""),
    # Whom it was drawn together with, by the first of them; empty: with nobody.
    Column("unit", String, nullable=False, default="", server_default=""),
)

audience_contacts = Table(  # every contact of those accounts, by every channel
    "audience_contacts",
    metadata,
    Column("campaign_id", ForeignKey("campaigns.id"), primary_key=True),
    Column("contact_id", String, primary_key=True),
    Column("channel", String, primary_key=True, default="email", server_default="email"),
    Column("account_id", String, nullable=False, index=True),
    Column("address", String, nullable=False, default=""),
    Column("reason", String, nullable=False),  # “in”, or why not
    Column("rule", String, nullable=False, default="", server_default=""),
)

audience_variants = Table(  # which variant an account gets; none kept: everybody the first
    "audience_variants",
    metadata,
    Column("campaign_id", ForeignKey("campaigns.id"), primary_key=True),
    Column("account_id", String, primary_key=True),
    Column("variant", String, nullable=False),  # a capital letter
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", String, primary_key=True),
    Column("campaign_id", ForeignKey("campaigns.id"), nullable=False, index=True),
    Column("stage", String, nullable=False),
    Column("verdict", String, nullable=False),  # approve, ask_for_changes, reject
    Column("comment", Text, nullable=False, default=""),
    Column("remarks", JSON, nullable=False, server_default="{}"),  # a comment by part
    Column("fingerprint", String(64), nullable=False),  # what exactly was decided on
    Column("decided_by", String, nullable=False),
    Column("decided_at", Moment, nullable=False),
    Column("capacity", String, nullable=False, server_default="own"),  # by what right
    Column("on_behalf_of", String),  # whose right it was, where it was handed over
    Column("voided_at", Moment),
    Column("void_reason", Text, nullable=False, default=""),
)
