"""How people come in: their sessions, their passwords, and how often somebody tried in vain."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table

from core.store.declared.naming import metadata
from core.store.types import Moment

sessions = Table(
    "sessions",
    metadata,
    Column("id", String, primary_key=True),
    Column("token_digest", String(64), nullable=False, unique=True),  # the token rests nowhere
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("issuer", String, nullable=False),  # how they came in, as people's issuers
    Column("address", String, nullable=False),  # where they came from
    Column("agent", String, nullable=False),  # what their browser calls itself
    Column("began_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("ended_by", String),
)

denials = Table(  # what somebody's roles did not reach: one row for every try at the same
    "denials",
    metadata,
    Column("person_id", String, primary_key=True),
    Column("permission", String, primary_key=True),
    Column("place", String, primary_key=True),  # a verb, or a page
    Column("times", Integer, nullable=False),
    Column("first_at", Moment, nullable=False),
    Column("last_at", Moment, nullable=False),
    Column("journaled_at", Moment, nullable=False),
)

passwords = Table(
    "passwords",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("digest", String, nullable=False),  # argon2id, with its own salt and costs
    Column("set_at", Moment, nullable=False),
    Column("set_by", String, nullable=False),
    Column("is_one_time", Boolean, nullable=False),
)

sign_in_attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("key", String, primary_key=True),  # an account or an address, as a digest
    Column("failures", Integer, nullable=False),
    Column("failed_at", Moment, nullable=False),
)
