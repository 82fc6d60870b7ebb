"""What contacts answer to a survey, by the link in the message that asked them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as upsert_postgres
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from core.campaigns import records as campaigns
from core.campaigns import surveys
from core.campaigns.surveys import Survey
from core.delivery import records
from core.delivery.marks import Marks
from core.delivery.model import REACHED, DispatchId
from core.foundation.refusal import Refusal
from core.store.schema import dispatches, survey_answers
from core.store.store import Tx


class NoSuchAnswer(Refusal):
    """The scale has no such answer, or the survey is over."""


@dataclass(frozen=True)
class Asked:
    """A message that asked somebody: which survey, until when, and what they said so far."""

    dispatch_id: DispatchId
    contact_id: str
    survey: Survey
    until: datetime | None  # none: it is on its way
    given: int | None

    def is_over(self, at: datetime) -> bool:
        return self.until is not None and at >= self.until


@dataclass(frozen=True)
class Answered:
    """What came of one message: whose it was, and the answer; none: silence."""

    account_id: str
    value: int | None


def asked(tx: Tx, marks: Marks, token: str) -> Asked | None:
    """Who comes with a token; none: it is not one of ours, or asks nothing any more."""
    dispatch_id = marks.asks.read(token)
    dispatch = None if dispatch_id is None else records.get(tx, dispatch_id)
    if dispatch is None or not dispatch.address:
        return None
    survey = surveys.of(tx, dispatch.campaign_id)
    if survey is None:
        return None
    days = campaigns.get(tx, dispatch.campaign_id).window_days
    asked_for = select(survey_answers.c.value)
    given = tx.execute(asked_for.where(survey_answers.c.dispatch_id == dispatch.id)).scalar()
    sent_at = dispatch.sent_at
    until = None if sent_at is None else sent_at + timedelta(days=days)
    return Asked(dispatch.id, dispatch.contact_id, survey, until, given)


def answer(tx: Tx, found: Asked, value: int, *, at: datetime) -> Asked:
    """Keep an answer; another one corrects it. Raises `NoSuchAnswer`."""
    if value not in found.survey.scale.answers or found.is_over(at):
        raise NoSuchAnswer("surveys-no-such-answer")
    upsert = upsert_postgres if tx.dialect.name == "postgresql" else upsert_sqlite
    row = {"dispatch_id": found.dispatch_id, "value": value, "answered_at": at, "times": 1}
    tx.execute(
        upsert(survey_answers)
        .values(**row)
        .on_conflict_do_update(
            index_elements=["dispatch_id"],
            set_={"value": value, "answered_at": at, "times": survey_answers.c.times + 1},
        )
    )
    return replace(found, given=value)


def of_survey(tx: Tx, campaign_id: str) -> list[Answered]:
    """Everybody whom a survey reached, a row a contact, with what they said last."""
    table, said = dispatches.c, survey_answers.c
    rows = (
        select(table.account_id, func.max(said.value).label("value"))
        .join(survey_answers, said.dispatch_id == table.id, isouter=True)
        .where(table.campaign_id == campaign_id, table.state.in_(sorted(REACHED)))
        .group_by(table.contact_id, table.account_id)
    )
    return [Answered(row.account_id, row.value) for row in tx.execute(rows)]
