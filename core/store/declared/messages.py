"""Messages with every version of their words."""

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, String, Table, Text

from core.store.declared.naming import metadata
from core.store.types import Moment

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
    Column("note", Text, nullable=False, default=""),
    Column("saved_by", String, nullable=False),
    Column("saved_at", Moment, nullable=False),
)

template_writings = Table(
    "template_writings",
    metadata,
    Column("template_id", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("variant", String, primary_key=True),
    Column("language", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("markup", String, nullable=False),
    Column("subject", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("link", Text, nullable=False),
    ForeignKeyConstraint(
        ["template_id", "version"],
        ["template_versions.template_id", "template_versions.version"],
    ),
)
