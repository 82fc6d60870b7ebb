"""Noticing that a stage is late: said in the journal once, when it is first seen."""

from datetime import datetime

from core.approvals import notices, tables
from core.approvals.model import StageStanding
from core.campaigns import records as campaigns
from core.campaigns.actions import HOUSE
from core.campaigns.model import Campaign, Status
from core.journal import actions as journal
from core.store.store import Tx


def unnoticed(tx: Tx, *, at: datetime) -> list[tuple[Campaign, StageStanding]]:
    """Every stage that is late and escalates, and that the journal does not know of yet."""
    found = []
    for campaign in campaigns.with_status(tx, Status.IN_REVIEW):
        late = [one for one in tables.standing(tx, campaign).open if _escalates(one, at)]
        known = _noticed(tx, campaign) if late else set()
        found += [(campaign, one) for one in late if one.stage.name not in known]
    return found


def notice(tx: Tx, *, at: datetime) -> list[tuple[Campaign, StageStanding]]:
    """Journal every stage that is late and escalates, once, and tell whoever may decide now.

    Who may decide does not wait for this: it is computed from the clock. Returns those that
    were not noticed before.
    """
    found = unnoticed(tx, at=at)
    for campaign, one in found:
        _note(tx, campaign, one, at)
        notices.tell_deciders(tx, campaign, at=at, kind=notices.Kind.LATE)
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
