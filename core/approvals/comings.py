"""Whom an audience gained and lost between submissions, kept at each of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select

from core.campaigns import records as campaigns
from core.campaigns.audience import Audience
from core.campaigns.model import CampaignId, Fate
from core.store.schema import audience_changes
from core.store.store import Tx

Contact = tuple[str, str]  # a contact's id, and its account's


@dataclass(frozen=True)
class Comings:
    """Contacts who are written to now and were not, and the other way round; by their ids."""

    come: tuple[Contact, ...]
    gone: tuple[Contact, ...]


def keep(tx: Tx, campaign_id: CampaignId, audience: Audience, *, at: datetime) -> None:
    """Note the difference to the audience frozen before; of a first submission there is none.

    To be called before the new audience takes the place of the old one.
    """
    if campaigns.audience(tx, campaign_id) is None:
        return
    rows = campaigns.audience_contacts(tx, campaign_id)
    before = {row.contact_id: row.account_id for row in rows}
    now = {one.contact_id: one.account_id for one in audience.contacts if one.reason == Fate.IN}
    changes = [
        {
            "campaign_id": campaign_id,
            "frozen_at": at,
            "contact_id": contact,
            "account_id": now.get(contact) or before[contact],
            "has_come": contact in now,
        }
        for contact in sorted(before.keys() ^ now.keys())
    ]
    changes = _still_changed(tx, campaign_id, changes, at)
    if changes:
        tx.execute(insert(audience_changes), changes)


def _still_changed(
    tx: Tx, campaign_id: CampaignId, changes: list[dict[str, Any]], at: datetime
) -> list[dict[str, Any]]:
    """Without whoever went and came back within one moment, as clocks count: they never did."""
    table = audience_changes.c
    same = (table.campaign_id == campaign_id) & (table.frozen_at == at)
    known = set(tx.execute(select(table.contact_id).where(same)).scalars())
    back = {one["contact_id"] for one in changes} & known
    for contact_id in back:
        tx.execute(delete(audience_changes).where(same, table.contact_id == contact_id))
    return [one for one in changes if one["contact_id"] not in back]


def since(tx: Tx, campaign_id: CampaignId, moment: datetime) -> Comings:
    """Who came and who went since what was submitted at a moment, over all that was between."""
    table = audience_changes.c
    rows = (
        select(table.contact_id, table.account_id, table.has_come)
        .where(table.campaign_id == campaign_id, table.frozen_at > moment)
        .order_by(table.frozen_at, table.contact_id)
    )
    first: dict[Contact, bool] = {}
    last: dict[Contact, bool] = {}
    for contact, account, has_come in tx.execute(rows):
        first.setdefault((contact, account), has_come)
        last[contact, account] = has_come
    # Who came and went again, or went and came back, is where they were.
    changed = [one for one in last if first[one] == last[one]]
    return Comings(
        come=tuple(one for one in changed if last[one]),
        gone=tuple(one for one in changed if not last[one]),
    )
