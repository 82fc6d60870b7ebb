"""Noticing that a stage is late: said in the journal once, when it is first seen."""

from datetime import datetime

from core.approvals import tables
from core.approvals.model import StageStanding
from core.campaigns import records as campaigns
from core.campaigns.actions import HOUSE
from core.campaigns.model import Campaign, Status
from core.journal import actions as journal
from core.store.store import Tx


def notice(tx: Tx, *, at: datetime) -> list[tuple[Campaign, StageStanding]]:
    """Journal every stage that is late and escalates, once; return those not noticed before.

    Who may decide does not wait for this: it is computed from the clock.
    """
    found = []
    for campaign in campaigns.with_status(tx, Status.IN_REVIEW):
        late = [one for one in tables.standing(tx, campaign).open if _escalates(one, at)]
        known = _noticed(tx, campaign) if late else set()
        for one in late:
            if one.stage.name not in known:
                _note(tx, campaign, one, at)
                found.append((campaign, one))
    return found


def _escalates(one: StageStanding, at: datetime) -> bool:
    limit = one.stage.limit
    return limit is not None and limit.escalates_to is not None and one.is_late(at)


def _noticed(tx: Tx, campaign: Campaign) -> set[str]:
    """The stages that were noticed since this very thing was submitted."""
    return {
        entry.details["stage"]
        for entry in tables.escalations(tx, campaign.id)
        if entry.details["fingerprint"] == campaign.fingerprint
    }


def _note(tx: Tx, campaign: Campaign, one: StageStanding, at: datetime) -> None:
    limit = one.stage.limit
    details = {
        "stage": one.stage.name,
        "fingerprint": campaign.fingerprint,
        "hours": limit.hours if limit else 0,
        "escalates_to": limit.escalates_to if limit else None,
        "rules": [reason.rule for reason in one.stage.reasons],
    }
    journal.record(tx, tables.ESCALATE, campaign.id, by=HOUSE, at=at, details=details)
