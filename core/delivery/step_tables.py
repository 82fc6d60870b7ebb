"""Questions about the steps of a campaign on its way: which account is where, who stopped."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from core.campaigns.model import FIRST_STEP, Campaign, CampaignId
from core.delivery import choosing
from core.delivery.model import Stop, Verdict
from core.store.schema import account_steps, account_stops
from core.store.store import Tx


@dataclass(frozen=True)
class StepStanding:
    """A further step: how many accounts it was decided for, and for how many it was not yet."""

    number: int
    channel: str
    decided: dict[Verdict, int]
    waiting: int


@dataclass(frozen=True)
class Stopped:
    """An account that gets no further step."""

    account_id: str
    reason: Stop
    note: str
    by: str
    at: datetime


def standings(tx: Tx, campaign: Campaign) -> list[StepStanding]:
    """Every step after the first, in order; each adds up to the accounts it goes to."""
    own = account_steps.c
    counted = (
        select(own.step, own.verdict, func.count().label("n"))
        .where(own.campaign_id == campaign.id)
        .group_by(own.step, own.verdict)
    )
    decided: dict[int, dict[Verdict, int]] = {}
    for row in tx.execute(counted):
        decided.setdefault(row.step, {})[Verdict(row.verdict)] = row.n
    found = []
    for number in range(FIRST_STEP + 1, campaign.last_step + 1):
        known = decided.get(number, {})
        channel = campaign.at_step(number).channel
        total = choosing.accounts_at(tx, campaign, number)
        found.append(StepStanding(number, channel, known, total - sum(known.values())))
    return found


def stopped(tx: Tx, campaign_id: CampaignId, *, limit: int = 200) -> list[Stopped]:
    """The accounts stopped last, the newest first."""
    own = account_stops.c
    asked = select(account_stops).where(own.campaign_id == campaign_id)
    rows = tx.execute(asked.order_by(own.stopped_at.desc(), own.account_id).limit(limit))
    return [
        Stopped(row.account_id, Stop(row.reason), row.note, row.stopped_by, row.stopped_at)
        for row in rows
    ]
