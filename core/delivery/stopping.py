"""Looking which accounts a running campaign should say nothing more to: those that ordered by
the client data published since, and those whose letters still lie here."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pyarrow as pa
from sqlalchemy import func, select

from core.campaigns import records as campaign_records
from core.campaigns.model import FIRST_STEP, Campaign, CampaignId, Status
from core.delivery import records, stops
from core.delivery.model import STILL_ASKED, WORKER, Reason, State, Stop
from core.journal import actions as journal
from core.store.schema import dispatches
from core.store.store import Store, Tx
from core.warehouse.warehouse import Warehouse

PAGE = 500  # accounts a transaction: the stores bind only so many values
UNDER_WAY = (Status.SENDING, Status.PAUSED)
_BOUGHT = """\
SELECT DISTINCT written.account_id AS account_id
FROM sales
JOIN accounts ON accounts.ordinal = sales.account_ordinal
JOIN written ON written.account_id = accounts.account_id
WHERE sales.sold_at >= written.since AND sales.sold_at < $1 AND sales.amount > 0
ORDER BY 1"""


@dataclass
class Orders:
    """Who ordered, asked once of each published version; `zone` is the house's."""

    warehouse: Warehouse
    zone: str
    _asked: dict[CampaignId, int] = field(default_factory=dict)
    _done: dict[CampaignId, int] = field(default_factory=dict)

    def new(self, tx: Tx, campaign: Campaign) -> list[str]:
        """Accounts that ordered from the day they were first written to, within the window.

        Nothing while the client data is what the audience was frozen over, or was asked before.
        Days, not hours: they are what the window is counted in, and many sources know no more.
        """
        card = campaign_records.audience(tx, campaign.id)
        if card is None or self.warehouse.is_empty():
            return []
        number = self.warehouse.current_number()
        if number <= self._done.get(campaign.id, card.publication):
            return []
        self._asked[campaign.id] = number
        written = self._written(tx, campaign.id)
        if not written:
            return []
        end = min(written.values()) + timedelta(days=campaign.window_days)
        given = {"account_id": list(written), "since": list(written.values())}
        snapshot = self.warehouse.snapshot(number)
        found = snapshot.arrow(_BOUGHT, [end], given={"written": pa.table(given)})
        return [str(name) for name in found["account_id"].to_pylist()]

    def followed(self, campaign: Campaign) -> None:
        """Note that all that follows from what was asked last is written down."""
        if campaign.id in self._asked:
            self._done[campaign.id] = self._asked.pop(campaign.id)

    def _written(self, tx: Tx, campaign_id: CampaignId) -> dict[str, datetime]:
        """When the day of each account's first message began, by the house's clock."""
        own, zone = dispatches.c, ZoneInfo(self.zone)
        asked = select(own.account_id, func.min(own.sent_at).label("sent_at")).where(
            own.campaign_id == campaign_id, own.sent_at.is_not(None)
        )
        rows = tx.execute(asked.group_by(own.account_id))
        return {
            row.account_id: datetime.combine(row.sent_at.astimezone(zone).date(), time.min)
            for row in rows
        }


def look(store: Store, campaign: Campaign, orders: Orders | None, *, at: datetime) -> int:
    """Stop a campaign of several steps for whoever it should say nothing more; how many."""
    with store.reading() as tx:
        bought = orders.new(tx, campaign) if orders else []
        lying = _lying(tx, campaign)
    stopped = 0
    for few in _pages(bought):
        with store.transaction() as tx:
            stopped += halt(tx, campaign.id, dict.fromkeys(few, Stop.OUTCOME), by=WORKER, at=at)
    if orders:
        orders.followed(campaign)
    for few in _pages(lying):
        with store.transaction() as tx:
            found = stops.found(tx, campaign, few)
            stopped += halt(tx, campaign.id, found, by=WORKER, at=at) if found else 0
    return stopped


def halt(
    tx: Tx, campaign_id: CampaignId, reasons: dict[str, Stop], *, by: str, at: datetime
) -> int:
    """Stop a campaign of several steps for these accounts: what is queued, and what was made
    and not yet posted, is skipped. How many were not stopped before."""
    campaign = campaign_records.locked(tx, campaign_id)
    if not campaign.steps or campaign.status not in UNDER_WAY:
        return 0
    standing = stops.standing(tx, campaign_id)
    fresh = {
        name: reason
        for name, reason in reasons.items()
        if stops.is_news(campaign, standing.get(name), reason)
    }
    if not fresh:
        return 0
    stops.add(tx, campaign, fresh, first=FIRST_STEP + 1, by=by, at=at)
    skipped = _skipped(tx, campaign, fresh, at=at)
    counts = {str(one): sum(one is it for it in fresh.values()) for one in set(fresh.values())}
    details = {"accounts": len(fresh), "skipped": skipped, **counts}
    journal.record(tx, "dispatches.stop_accounts", campaign_id, by=by, at=at, details=details)
    return len(fresh)


def _skipped(tx: Tx, campaign: Campaign, reasons: dict[str, Stop], *, at: datetime) -> int:
    """Give up what waits for these accounts, but the question of those who are still asked."""
    still = [name for name, reason in reasons.items() if reason in STILL_ASKED]
    silent = [name for name in reasons if name not in still]
    return sum(
        records.skip_queued(
            tx, campaign.id, reason=Reason.STOPPED, at=at, account_ids=names, but=but
        )
        for names, but in ((silent, None), (still, campaign.asking_step))
    )


def _lying(tx: Tx, campaign: Campaign) -> list[str]:
    """Accounts for which something was made that a person has yet to post."""
    own = dispatches.c
    asked = select(own.account_id).where(
        own.campaign_id == campaign.id, own.state == State.PREPARED
    )
    return sorted(set(tx.execute(asked.distinct()).scalars()))


def _pages(names: Sequence[str]) -> Iterator[Collection[str]]:
    for start in range(0, len(names), PAGE):
        yield names[start : start + PAGE]
