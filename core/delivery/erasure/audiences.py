"""Forgetting a person in frozen audiences; those under way still count as they were sealed."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update

from core.approvals import under_way
from core.campaigns import grounds
from core.campaigns import records as campaigns
from core.campaigns.model import Campaign, CampaignId, Status
from core.consent import forgetting
from core.consent.forgetting import CONTACT
from core.journal import actions as journal
from core.store.schema import audience_changes, audience_contacts
from core.store.store import Tx

_UNDER_WAY = (Status.SENDING, Status.PAUSED)


def take_out(tx: Tx, key: bytes, contact_ids: Collection[str], *, by: str, at: datetime) -> int:
    """Give a person's places in audiences, in what came and went between two of them, and in
    what they rest on, a pseudonym; how many places in audiences there were.

    A further step asks whether the rows are those that were approved. Where they were until
    now, the journal keeps what they come to from here on.
    """
    whole = [one for one in _asking(tx, contact_ids) if under_way.treated(tx, one) is not None]
    done = sum(_pseudonymous(tx, key, contact_id) for contact_id in contact_ids)
    aliases = {one: forgetting.pseudonym(key, CONTACT, one) for one in contact_ids}
    grounds.rename(tx, aliases)
    for campaign in whole:
        details = {"digest": under_way.rows_digest(tx, campaign)}
        journal.record(tx, under_way.ERASED, campaign.id, by=by, at=at, details=details)
    return done


def _asking(tx: Tx, contact_ids: Collection[str]) -> list[Campaign]:
    """Campaigns under way that have these contacts, and steps still to come."""
    own = audience_contacts.c
    asked = select(own.campaign_id).where(own.contact_id.in_(contact_ids)).distinct()
    ids = [CampaignId(one) for one in tx.execute(asked).scalars()]
    return [one for one in campaigns.some(tx, ids) if one.status in _UNDER_WAY and one.steps]


def _pseudonymous(tx: Tx, key: bytes, contact_id: str) -> int:
    alias = forgetting.pseudonym(key, CONTACT, contact_id)
    theirs = audience_changes.c.contact_id == contact_id
    tx.execute(update(audience_changes).where(theirs).values(contact_id=alias))
    table, changed = audience_contacts, {"contact_id": alias, "address": ""}
    asked = update(table).where(table.c.contact_id == contact_id)
    return int(tx.execute(asked.values(changed)).rowcount)
