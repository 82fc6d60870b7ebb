"""What comes back: returned mails as they came, and what was opened and clicked."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from core.store.declared.naming import metadata
from core.store.types import Moment

mail_receipts = Table(  # a mail that came back, kept as it came, up to its limit
    "mail_receipts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dispatch_id", ForeignKey("dispatches.id"), index=True),  # null: unsigned
    Column("channel", String, nullable=False),
    Column("kind", String, nullable=False),  # hard, soft, block, …, reply, none
    Column("address", String, nullable=False, server_default=""),  # as a signed report has it
    Column("status", String, nullable=False, server_default=""),
    Column("raw", LargeBinary, nullable=False),
    Column("digest", String(64), nullable=False, unique=True),  # the same one twice is one
    Column("said_at", Moment),  # what it says itself
    Column("received_at", Moment, nullable=False),
    Column("verdict", String, nullable=False),  # followed, noted, unsigned, quarantined
    Column("reason", Text, nullable=False, server_default=""),
)
Index(None, mail_receipts.c.received_at)
Index(None, mail_receipts.c.address, mail_receipts.c.kind)  # how often an address was full

tracked_links = Table(  # where the numbered links of a message lead
    "tracked_links",
    metadata,
    Column("campaign_id", ForeignKey("campaigns.id"), primary_key=True),
    Column("edition", String, primary_key=True),  # the step and the version of its message
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("url", Text, nullable=False),
)

tracking_events = Table(  # opens and clicks as they came, and what we make of each
    "tracking_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dispatch_id", ForeignKey("dispatches.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),  # open, click
    Column("link", Integer),  # its number; 0: the one no person sees
    Column("method", String, nullable=False),
    Column("agent", String, nullable=False, server_default=""),
    Column("source", String, nullable=False, server_default=""),  # a keyed digest of an address
    Column("happened_at", Moment, nullable=False),
    Column("label", String, nullable=False),  # human, machine, unknown
    Column("rule", String, nullable=False, server_default=""),  # that said so
)
