"""What people do with rehearsals: begin one, call it off, and submit what passed."""

from datetime import datetime

from core.campaigns import rehearsal_plan, rehearsal_records
from core.campaigns.audience import Audience
from core.campaigns.model import Campaign, Status
from core.campaigns.rehearsal import Findings, Outcome, Plan, Rehearsal
from core.campaigns.rehearsal_performing import perform
from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.people.model import Permission, Person, require
from core.store.store import Tx
from core.warehouse.snapshot import Snapshot

HOUSE = "house"
OPEN = frozenset({Status.DRAFT, Status.CHANGES_REQUESTED})


class Rehearsing(Refusal):
    """A rehearsal of this campaign is under way."""


class NotRehearsed(Refusal):
    """What would be submitted has not been rehearsed."""


class RehearsalFailed(Refusal):
    """It was rehearsed, and something was wrong."""


class NotRunning(Refusal):
    """There is nothing to call off."""


def begin(tx: Tx, rehearsal_id: str, plan: Plan, *, by: Person, at: datetime) -> Rehearsal:
    """Note that a rehearsal begins; whoever performs it keeps the row up to date.

    Raises `Rehearsing` while another one of the campaign is under way.
    """
    require(by, Permission.PLAN)
    return _begun(tx, rehearsal_id, plan, who=by.id, at=at)


def begin_by_house(tx: Tx, rehearsal_id: str, plan: Plan, *, at: datetime) -> Rehearsal:
    """The same for whoever has the machine in hand. Raises `Rehearsing`."""
    return _begun(tx, rehearsal_id, plan, who=HOUSE, at=at)


def cancel(tx: Tx, rehearsal: Rehearsal, *, by: Person, at: datetime) -> None:
    """Call a rehearsal off. Raises `NotRunning`."""
    require(by, Permission.PLAN)
    if not rehearsal_records.call_off(tx, rehearsal.id, at=at):
        raise NotRunning("rehearsal-not-running")
    _journal(tx, rehearsal, Outcome.CANCELLED, 0, by=by.id, at=at)


def finish(tx: Tx, rehearsal: Rehearsal, findings: Findings, *, at: datetime) -> Rehearsal:
    """Keep what was found, unless the rehearsal was called off meanwhile."""
    is_whole = findings.done >= rehearsal.total
    status = Outcome.PASSED if findings.is_clean else Outcome.FAILED
    if not is_whole:
        status = Outcome.BROKEN
    if rehearsal_records.finish(tx, rehearsal.id, findings, status, at=at, note=""):
        errors = sum(max(group.count, 1) for group in findings.groups if group.is_error)
        _journal(tx, rehearsal, status, errors, by=HOUSE, at=at)
    return rehearsal_records.get(tx, rehearsal.id) or rehearsal


def break_off(tx: Tx, rehearsal: Rehearsal, note: str, *, at: datetime) -> None:
    """Say that it never came to its end, and why."""
    status = Outcome.BROKEN
    if rehearsal_records.finish(tx, rehearsal.id, Findings(), status, at=at, note=note):
        _journal(tx, rehearsal, status, 0, by=HOUSE, at=at)


def at_once(  # noqa: PLR0913 -- a rehearsal rests on these, each named at the call
    tx: Tx,
    rehearsal_id: str,
    campaign: Campaign,
    audience: Audience,
    snapshot: Snapshot,
    *,
    by: Person,
    at: datetime,
    facts: rehearsal_plan.Facts = rehearsal_plan.NO_FACTS,
) -> Rehearsal:
    """Rehearse while somebody waits, unless exactly this passed already: for few messages."""
    require(by, Permission.PLAN)
    planned = rehearsal_plan.plan(tx, campaign, audience, facts=facts)
    known = rehearsal_records.passed(tx, campaign.id, planned.digest)
    if known is not None:
        return known
    begun = begin(tx, rehearsal_id, planned, by=by, at=at)
    return finish(tx, begun, perform(planned, snapshot), at=at)


def require_passed(
    tx: Tx,
    campaign: Campaign,
    audience_digest: str,
    *,
    facts: rehearsal_plan.Facts = rehearsal_plan.NO_FACTS,
) -> Rehearsal:
    """The rehearsal that lets exactly this be submitted.

    Raises `RehearsalFailed` where exactly this was rehearsed in vain, else `NotRehearsed`.
    """
    digest = rehearsal_plan.digest_now(tx, campaign, audience_digest, facts=facts)
    passed = rehearsal_records.passed(tx, campaign.id, digest)
    if passed is not None:
        return passed
    latest = rehearsal_records.latest(tx, campaign.id)
    if latest is not None and latest.digest == digest and latest.status is Outcome.FAILED:
        raise RehearsalFailed("rehearsal-failed-first", name=campaign.name)
    raise NotRehearsed("rehearsal-needed", name=campaign.name)


def _begun(tx: Tx, rehearsal_id: str, plan: Plan, *, who: str, at: datetime) -> Rehearsal:
    before = rehearsal_records.latest(tx, plan.campaign_id)
    if before is not None and before.is_running(at):
        raise Rehearsing("rehearsal-under-way")
    rehearsal = Rehearsal(
        id=rehearsal_id,
        campaign_id=plan.campaign_id,
        digest=plan.digest,
        status=Outcome.RUNNING,
        total=plan.total,
        started_by=who,
        started_at=at,
        updated_at=at,
    )
    rehearsal_records.add(tx, rehearsal)
    details = {"rehearsal": rehearsal_id, "digest": plan.digest, "messages": plan.total}
    journal.record(tx, "campaigns.rehearse", plan.campaign_id, by=who, at=at, details=details)
    return rehearsal


def _journal(
    tx: Tx,
    rehearsal: Rehearsal,
    status: Outcome,
    errors: int,
    *,
    by: str,
    at: datetime,
) -> None:
    details = {"rehearsal": rehearsal.id, "status": status, "errors": errors}
    journal.record(
        tx, "campaigns.rehearsed", rehearsal.campaign_id, by=by, at=at, details=details
    )
