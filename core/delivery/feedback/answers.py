"""What contacts answer to a survey, by the link in the message that asked them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert_postgres
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from core.briefs import values
from core.campaigns import records as campaigns
from core.campaigns import surveys
from core.campaigns.questions import LONGEST_COMMENT
from core.campaigns.surveys import Survey
from core.delivery import records
from core.delivery.marks import Marks
from core.delivery.model import REACHED, DispatchId, State
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
    comment: str = ""  # in their own words
    sender: str = ""  # who the message came from

    def is_over(self, at: datetime) -> bool:
        return self.until is not None and at >= self.until


@dataclass(frozen=True)
class Answered:
    """What came of one contact that was asked: the answer; none: silence."""

    account_id: str
    value: int | None
    comment: str = ""
    at: datetime | None = None  # when it was given last
    until: datetime | None = None  # so long one may be given


def asked(tx: Tx, marks: Marks, token: str) -> Asked | None:
    """Who comes with a token; none: it is not one of ours, or asks nothing any more."""
    dispatch_id = marks.asks.read(token)
    dispatch = None if dispatch_id is None else records.get(tx, dispatch_id)
    if dispatch is None or not dispatch.address:
        return None
    survey = surveys.of(tx, dispatch.campaign_id, dispatch.step)
    if survey is None:
        return None
    said = survey_answers.c
    asked_for = select(said.value, said.comment).where(said.dispatch_id == dispatch.id)
    given = tx.execute(asked_for).first()
    value, comment = (None, "") if given is None else (given.value, given.comment)
    sent_at = dispatch.sent_at
    until = None if sent_at is None else sent_at + timedelta(days=survey.days)
    sender = campaigns.get(tx, dispatch.campaign_id).sender_name
    return Asked(dispatch.id, dispatch.contact_id, survey, until, value, comment, sender)


def answer(
    tx: Tx, found: Asked, value: int, *, comment: str | None = "", at: datetime
) -> Asked:
    """Keep an answer; another one corrects it. Without a `comment` (none) the words that were
    written before stay. Raises `NoSuchAnswer`.
    """
    if value not in found.survey.scale.answers or found.is_over(at):
        raise NoSuchAnswer("surveys-no-such-answer")
    said = tidy(comment or "") if found.survey.has_comment else ""
    upsert = upsert_postgres if tx.dialect.name == "postgresql" else upsert_sqlite
    facts = {"value": value, "answered_at": at}
    if comment is None:
        said = found.comment
    else:
        facts |= {"comment": said}
    tx.execute(
        upsert(survey_answers)
        .values(dispatch_id=found.dispatch_id, times=1, **facts)
        .on_conflict_do_update(
            index_elements=["dispatch_id"],
            set_=facts | {"times": survey_answers.c.times + 1},
        )
    )
    return replace(found, given=value, comment=said)


def tidy(comment: str) -> str:
    """What somebody wrote, without what no keyboard writes, as much as is kept of it."""
    return values.tidy(comment.replace("\r\n", "\n"))[:LONGEST_COMMENT].strip()


def is_under_way(tx: Tx, survey: Survey) -> bool:
    """Whether messages that ask are still to leave."""
    table = dispatches.c
    mine = select(table.id).where(table.campaign_id == survey.campaign_id)
    waiting = mine.where(table.state.in_([State.QUEUED, State.SENDING]))
    if survey.step is not None:
        waiting = waiting.where(table.step == survey.step)
    return tx.execute(waiting.limit(1)).first() is not None


def of_survey(tx: Tx, survey: Survey) -> list[Answered]:
    """Everybody whom a survey reached, a row a contact, with what they said last."""
    table, said = dispatches.c, survey_answers.c
    rows = (
        select(
            *(table.contact_id, table.account_id, table.sent_at),
            *(said.value, said.comment, said.answered_at),
        )
        .join(survey_answers, said.dispatch_id == table.id, isouter=True)
        .where(table.campaign_id == survey.campaign_id, table.state.in_(sorted(REACHED)))
        .order_by(said.answered_at.is_not(None), said.answered_at, table.id)
    )
    if survey.step is not None:
        rows = rows.where(table.step == survey.step)
    days, last = timedelta(days=survey.days), dict[tuple[str, str], Answered]()
    for row in tx.execute(rows):
        until = row.sent_at + days if row.sent_at else None
        facts = (row.account_id, row.value, row.comment or "", row.answered_at, until)
        last[row.contact_id, row.account_id] = Answered(*facts)
    return list(last.values())
