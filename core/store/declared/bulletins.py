"""Whom the house tells of results by e-mail, how often, and what it told them."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Integer, String, Table, Text

from core.store.declared.naming import metadata
from core.store.types import Moment

bulletin_choices = Table(
    "bulletin_choices",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("rhythm", String, nullable=False),  # none, weekly, monthly
    Column("language", String, nullable=False),
    Column("chosen_at", Moment, nullable=False),
)

bulletins = Table(  # one a person and period; one more whenever somebody asks for it
    "bulletins",
    metadata,
    Column("id", String, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("rhythm", String, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),  # the first day that does not belong to it
    Column("language", String, nullable=False),
    Column("told", JSON, nullable=False),  # which looks of which campaigns: “<campaign>:<look>”
    Column("made_at", Moment, nullable=False),
    Column("not_before", Moment),  # when to try next; null: done with, sent or not
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("handed_at", Moment),  # the relay was ready to take it: from then on in doubt
    Column("sent_at", Moment),
    Column("answer", Text, nullable=False, server_default=""),  # of the relay, the last time
)
