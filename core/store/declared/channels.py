"""What channels tell afterwards and what people do for them: receipts, calls, letters."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text

from core.store.declared.naming import metadata
from core.store.types import Moment

receipts = Table(  # what a channel told us afterwards, as it came
    "receipts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dispatch_id", ForeignKey("dispatches.id"), nullable=False, index=True),
    Column("digest", String(64), nullable=False, unique=True),  # the same one twice is one
    Column("kind", String, nullable=False),  # delivered, failed, …
    Column("raw", Text, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("applied_at", Moment),  # null: the dispatch is not as far yet
)
_waits = receipts.c.applied_at.is_(None)
Index(
    "ix_receipts_waiting", receipts.c.dispatch_id, sqlite_where=_waits, postgresql_where=_waits
)

call_tasks = Table(  # a call that somebody should make, as it was approved
    "call_tasks",
    metadata,
    Column("dispatch_id", ForeignKey("dispatches.id"), primary_key=True),
    Column("campaign_id", ForeignKey("campaigns.id"), nullable=False, index=True),
    Column("contact_id", String, nullable=False),
    Column("account_id", String, nullable=False),
    Column("account_manager", String, nullable=False, default=""),  # as client data has it
    Column("company", String, nullable=False, default=""),
    Column("name", String, nullable=False, default=""),
    Column("position", String, nullable=False, default=""),
    Column("phone", String, nullable=False),  # E.164
    Column("title", Text, nullable=False, default=""),
    Column("script", Text, nullable=False),
    Column("result", String, nullable=False, default=""),  # how it ended; empty: not yet
    Column("due_on", Date, nullable=False),
    Column("handed_at", Moment, nullable=False),
)
Index(None, call_tasks.c.result, call_tasks.c.due_on)

call_results = Table(  # a decision is a row: what somebody said became of a call
    "call_results",
    metadata,
    Column("id", String, primary_key=True),
    Column("dispatch_id", ForeignKey("call_tasks.dispatch_id"), nullable=False, index=True),
    Column("result", String, nullable=False),
    Column("note", Text, nullable=False, default=""),
    Column("call_on", Date),  # when to call again
    Column("due_before", Date, nullable=False),  # when the call was due until then
    Column("suppression_id", String),  # the order that followed from it
    Column("said_by", String, nullable=False),
    Column("said_at", Moment, nullable=False),
    Column("undone_at", Moment),
    Column("undone_by", String),
)

letter_batches = Table(  # the letters of a campaign's step that were made on one day
    "letter_batches",
    metadata,
    Column("id", String, primary_key=True),  # also the name of its folder
    Column("campaign_id", ForeignKey("campaigns.id"), nullable=False, index=True),
    Column("step", Integer, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("posted_at", Moment),  # null: not handed to the post yet
    Column("posted_by", String),
)

letters = Table(
    "letters",
    metadata,
    Column("dispatch_id", ForeignKey("dispatches.id"), primary_key=True),
    Column("batch_id", ForeignKey("letter_batches.id"), nullable=False, index=True),
    Column("number", String, nullable=False, unique=True),  # printed on it and on the sheet
    Column("company", String, nullable=False, default=""),
    Column("name", String, nullable=False, default=""),
    Column("address", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("returned_at", Moment),
    Column("returned_by", String),
    Column("return_note", Text, nullable=False, default=""),
)
