"""The round that one program of each data folder makes: what begins, goes on and ends."""

from collections.abc import Collection
from datetime import datetime

from core.campaigns.model import CampaignId
from core.delivery import cascade, ending, halting, records, starting, stopping
from core.delivery.cascade import Looked
from core.delivery.desk import Desk
from core.delivery.ending import Outlook


def look_round(desk: Desk, *, without: frozenset[str], crew: Collection[str]) -> bool:
    """One look at every campaign; whether nothing is due and nothing is in the air.

    What waits for the channels it goes `without` is not due; in the air is what any of the
    `crew`, by their names, has claimed.
    """
    today = desk.today()
    desk.started += len(
        starting.start_due(desk.store, clock=desk.clock, ids=desk.ids, today=today)
    )
    now = desk.clock.now()  # not earlier: what was just queued is due
    for halted in halting.halt(desk.store, today=today, at=now):
        desk.gates.shut(halted)
    with desk.store.reading() as tx:
        desk.gates.refresh(tx)
        seen = ending.outlook(tx, at=now, without=without)
        is_in_the_air = records.is_claiming(tx, crew)
    desk.offer(seen.due)
    looked = _advance(desk, seen, at=now)
    complete = [one for one in seen.still if one.id in looked and looked[one.id].is_complete]
    desk.ended += ending.end(desk.store, seen.done + complete, at=now)
    ending.sweep(desk.store, at=now)
    has_queued = any(one.queued for one in looked.values())
    return not seen.due and not is_in_the_air and not has_queued


def see_what_is_due(desk: Desk) -> None:
    """A look that changes nothing: what may be sent now."""
    with desk.store.reading() as tx:
        desk.gates.refresh(tx)
        seen = ending.outlook(tx, at=desk.clock.now())
    desk.offer(seen.due)


def _advance(desk: Desk, seen: Outlook, *, at: datetime) -> dict[CampaignId, Looked]:
    """Queue what is due of further steps; what was looked at now."""
    still = {campaign.id for campaign in seen.still}
    looked: dict[CampaignId, Looked] = {}
    for campaign in seen.several:
        if desk.cascades.is_due(campaign, is_moving=campaign.id not in still, at=at):
            stopping.look(desk.store, campaign, desk.orders, at=at)
            looked[campaign.id] = cascade.advance(
                desk.store,
                campaign,
                ids=desk.ids,
                at=at,
                reach=desk.reach,
                sealed=desk.cascades.sealed,
            )
            desk.cascades.note(campaign, looked[campaign.id], at=at)
    return looked
