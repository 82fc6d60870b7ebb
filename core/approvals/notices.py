"""What the house tells its people: written down with the deed or soon after, sent later.

A notice names the campaign and what is to be done, and nothing of any contact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.dialects.postgresql import insert as upsert_postgres
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from core.approvals import records, rights, tables
from core.approvals.model import Decision, Right
from core.campaigns import records as campaigns
from core.campaigns.model import ON_ITS_WAY, Campaign, CampaignId, Status
from core.people import records as people
from core.people.model import Person, PersonId
from core.store.schema import notices
from core.store.store import Tx


class Kind(StrEnum):
    WAITING = "waiting"  # a stage is open that the person may decide
    LATE = "late"  # ... since nobody did in time
    APPROVED = "approved"  # to the authors
    RETURNED = "returned"
    REJECTED = "rejected"
    EDIT = "edit"  # to the other administrators: a change of people waits for one of them
    EDITION = "edition"  # ... or of a rule book


_DONE = frozenset({Status.SENT, Status.SENT_WITH_ERRORS})
_TRUE_IN = {
    Kind.APPROVED: frozenset({Status.APPROVED, Status.SCHEDULED}) | ON_ITS_WAY | _DONE,
    Kind.RETURNED: frozenset({Status.CHANGES_REQUESTED}),
    Kind.REJECTED: frozenset({Status.STOPPED}),
}
ASKING = frozenset({Kind.WAITING, Kind.LATE})
SECONDS = frozenset({Kind.EDIT, Kind.EDITION})
NEWS = timedelta(days=7)


@dataclass(frozen=True)
class Notice:
    """Something to tell one person about one campaign, or none."""

    id: str
    kind: Kind
    campaign_id: str | None
    person_id: str
    details: dict[str, Any]
    made_at: datetime
    attempts: int

    @property
    def about(self) -> str:
        """Of what the campaign it tells: the seal and the stage, or the decision."""
        told = self.id.removeprefix(f"{self.kind}:{self.campaign_id}:")
        return told.removesuffix(f":{self.person_id}")


def tell_deciders(tx: Tx, campaign: Campaign, *, at: datetime, kind: Kind) -> None:
    """Tell everybody who may decide an open stage now, of each seal and stage once."""
    if campaign.status is not Status.IN_REVIEW:
        return
    standing = tables.standing(tx, campaign)
    authors = records.authors(tx, campaign).keys()
    for person in people.everyone(tx):
        right = rights.right_of(tx, standing, person, authors=authors, at=at)
        if right is not None and person.is_active:
            _keep(tx, campaign, person, kind, _asked(campaign, right), right.stage.label, at)


def tell_authors(tx: Tx, campaign: Campaign, decision: Decision) -> None:
    """Tell who began the campaign, and who submitted it, how it was decided."""
    kind = _DECIDED.get(campaign.status)
    if kind is None:
        return
    submitted = [
        one.moved_by
        for one in campaigns.moves(tx, campaign.id)
        if one.to_status is Status.IN_REVIEW
    ]
    wanted = {campaign.created_by, *submitted[-1:]}
    for person in people.everyone(tx):
        if person.id in wanted and person.is_active:
            _keep(tx, campaign, person, kind, decision.id, {}, decision.decided_at)


_DECIDED = {
    Status.APPROVED: Kind.APPROVED,
    Status.SCHEDULED: Kind.APPROVED,
    Status.CHANGES_REQUESTED: Kind.RETURNED,
    Status.STOPPED: Kind.REJECTED,
}


def due(tx: Tx, *, at: datetime, limit: int = 50) -> list[Notice]:
    """What is to be sent now, the oldest first."""
    waiting = notices.c.not_before <= at
    rows = select(notices).where(waiting).order_by(notices.c.made_at, notices.c.id).limit(limit)
    return [_notice(row) for row in tx.execute(rows)]


def is_moot(tx: Tx, notice: Notice, *, at: datetime) -> bool:
    """Whether one of a campaign is no longer true, or a week old.

    What asks for a decision is true while this person may decide that stage of that seal:
    not once they did, or another one, or the step is past, the campaign taken back, voided
    or changed, the role gone, the substitution over.
    """
    campaign = campaigns.get(tx, CampaignId(notice.campaign_id or ""))
    if at - notice.made_at > NEWS:
        return True
    if notice.kind not in ASKING:
        return campaign.status not in _TRUE_IN[notice.kind]
    person = people.get(tx, PersonId(notice.person_id))
    if person is None or not person.is_active or campaign.status is not Status.IN_REVIEW:
        return True
    standing = tables.standing(tx, campaign)
    authors = records.authors(tx, campaign).keys()
    right = rights.right_of(tx, standing, person, authors=authors, at=at)
    return right is None or notice.about != _asked(campaign, right)


def _asked(campaign: Campaign, right: Right) -> str:
    return f"{campaign.fingerprint}:{right.stage.name}"


def claim(tx: Tx, notice: Notice, *, until: datetime) -> bool:
    """Take a notice for a try, counted before it is made; false: somebody else did."""
    mine = update(notices).where(notices.c.id == notice.id)
    mine = mine.where(notices.c.attempts == notice.attempts)
    done = tx.execute(mine.values(attempts=notice.attempts + 1, not_before=until))
    return done.rowcount == 1


def settle(
    tx: Tx, notice: Notice, *, answer: str, sent_at: datetime | None, again_at: datetime | None
) -> None:
    """Note how a try ended: sent, to be tried again at a moment, or given up (neither)."""
    change = update(notices).where(notices.c.id == notice.id)
    tx.execute(change.values(answer=answer[:500], sent_at=sent_at, not_before=again_at))


def known(tx: Tx, ids: Sequence[str]) -> set[str]:
    """Which of these notices are written down already, sent or not."""
    return set(tx.execute(select(notices.c.id).where(notices.c.id.in_(ids))).scalars())


def keep(  # noqa: PLR0913 – a notice is these facts
    tx: Tx,
    notice_id: str,
    *,
    kind: Kind,
    person: Person,
    details: Mapping[str, Any],
    at: datetime,
    campaign: Campaign | None = None,
) -> None:
    """Write a notice down, once; what was never sent, since it was moot for a while, is told
    once it is true again."""
    upsert = upsert_postgres if tx.dialect.name == "postgresql" else upsert_sqlite
    row = {
        "id": notice_id,
        "kind": kind,
        "campaign_id": campaign.id if campaign else None,
        "person_id": person.id,
        "details": dict(details),
        "made_at": at,
        "not_before": at,
    }
    again = (notices.c.sent_at.is_(None)) & (notices.c.not_before.is_(None))
    tx.execute(
        upsert(notices)
        .values(**row)
        .on_conflict_do_update(
            index_elements=["id"],
            set_={"made_at": at, "not_before": at, "attempts": 0},
            where=again,
        )
    )


def _keep(  # noqa: PLR0913 – a notice is these facts
    tx: Tx,
    campaign: Campaign,
    person: Person,
    kind: Kind,
    about: str,
    stage: dict[str, str],
    at: datetime,
) -> None:
    keep(
        tx,
        f"{kind}:{campaign.id}:{about}:{person.id}",
        kind=kind,
        person=person,
        details={"name": campaign.name, "stage": stage},
        at=at,
        campaign=campaign,
    )


def _notice(row: Row[Any]) -> Notice:
    return Notice(
        id=row.id,
        kind=Kind(row.kind),
        campaign_id=row.campaign_id,
        person_id=row.person_id,
        details=row.details,
        made_at=row.made_at,
        attempts=row.attempts,
    )
