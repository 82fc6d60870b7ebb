"""Rule books as people have changed them; the files in ``data/rules`` are how they came."""

from sqlalchemy import Column, Integer, String, Table

from core.store.declared.naming import metadata
from core.store.types import Moment

rule_book_versions = Table(
    "rule_book_versions",
    metadata,
    Column("book", String, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("text", String, nullable=False),  # TOML, whole
    Column("note", String, nullable=False),  # why
    Column("written_by", String, nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("confirmed_by", String),  # null: it waits for another person, and is not in force
    Column("confirmed_at", Moment),
    Column("withdrawn_by", String),
    Column("withdrawn_at", Moment),
)
