"""Messages and snippets with every version of their words, and the files that go along."""

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

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
    Column("utm_source", String, nullable=False, default="", server_default=""),
    Column("utm_medium", String, nullable=False, default="", server_default=""),
    Column("utm_campaign", String, nullable=False, default="", server_default=""),
    Column("utm_hosts", Text, nullable=False, default="", server_default=""),  # one a line
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

message_files = Table(
    "message_files",
    metadata,
    Column("digest", String, primary_key=True),  # SHA-256 of the content
    Column("content", LargeBinary, nullable=False),
    Column("kept_by", String, nullable=False),
    Column("kept_at", Moment, nullable=False),
)

template_attachments = Table(
    "template_attachments",
    metadata,
    Column("template_id", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("digest", ForeignKey("message_files.digest"), nullable=False),
    Column("size", Integer, nullable=False),  # bytes
    ForeignKeyConstraint(
        ["template_id", "version"],
        ["template_versions.template_id", "template_versions.version"],
    ),
)

snippets = Table(
    "snippets",
    metadata,
    Column("name", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("created_by", String, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("archived_at", Moment),
)

snippet_versions = Table(
    "snippet_versions",
    metadata,
    Column("name", ForeignKey("snippets.name"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("html", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("note", Text, nullable=False, default=""),
    Column("saved_by", String, nullable=False),
    Column("saved_at", Moment, nullable=False),
)
