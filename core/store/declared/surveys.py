"""Surveys of a campaign's both arms that are campaigns of their own, and every answer."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table, Text

from core.store.declared.naming import metadata
from core.store.types import Moment

surveys = Table(
    "surveys",
    metadata,
    Column("campaign_id", ForeignKey("campaigns.id"), primary_key=True),  # that asks
    Column("about", ForeignKey("campaigns.id"), nullable=False, index=True),  # whose arms
    Column("scale", String, nullable=False),  # nps: 0 … 10; csat: 1 … 5
    Column("asked_by", JSON),  # the rule it is asked by, its days and words; null: none yet
    Column("made_by", String, nullable=False),
    Column("made_at", Moment, nullable=False),
)

survey_answers = Table(  # one a message that asked; who answers again corrects the first
    "survey_answers",
    metadata,
    Column("dispatch_id", ForeignKey("dispatches.id"), primary_key=True),
    Column("value", Integer, nullable=False),
    Column("answered_at", Moment, nullable=False),  # the last time
    Column("times", Integer, nullable=False),
    Column("comment", Text, nullable=False, default="", server_default=""),  # in their words
)
