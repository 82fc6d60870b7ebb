"""The approver's desk: submit, decide, recall, and what a change does to approvals."""

from collections.abc import Sequence
from datetime import datetime

from core.approvals import fingerprint, records, route, submission, tables
from core.approvals.model import Decision, Listing, Stage, Verdict
from core.briefs import actions as briefs
from core.briefs.model import BriefId
from core.campaigns import actions as campaigns
from core.campaigns import records as campaign_records
from core.campaigns.actions import HOUSE
from core.campaigns.audience import Audience
from core.campaigns.model import SUBMITTED, Campaign, CampaignId, Status
from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.people.model import Permission, Person, require
from core.rulebook.briefs import BriefsBook
from core.rulebook.model import ApprovalBook
from core.store.store import Tx
from core.warehouse.freshness import SourceFreshness

WATCHED = SUBMITTED | {Status.PREPARING}  # a seal is kept true until the first message goes
SENDABLE = WATCHED - {Status.IN_REVIEW}
LONGEST_COMMENT = 4_000


class NotWaiting(Refusal):
    """The campaign does not wait for a decision."""


class Changed(Listing):
    """What would be decided on is no longer what the approver saw."""


class CommentNeeded(Refusal):
    """Whoever says no says why."""


class OwnWork(Listing):
    """Nobody decides on their own work (four eyes)."""


class AlreadyDecided(Refusal):
    """One person decides at most one stage, and a stage is decided once."""


class NotYourStage(Refusal):
    """No open stage is decided by a role this person has."""


class NotYours(Refusal):
    """Only who had a hand in a campaign takes it back."""


class NotApproved(Refusal):
    """Not every stage is approved by somebody who may."""


def submit(  # noqa: PLR0913 – a submission rests on these, each named at the call
    tx: Tx,
    campaign_id: CampaignId,
    *,
    audience: Audience,
    book: ApprovalBook,
    by: Person,
    at: datetime,
    sources: Sequence[SourceFreshness] = (),
    briefs_book: BriefsBook | None = None,
) -> Campaign:
    """Freeze the audience, seal everything, and put the campaign on the approvers' desk.

    `sources` are those of the client data with their age: what `briefs_book` wants fresh and
    is not stops it. Raises `Incomplete` naming everything that is missing, `NoBrief` and
    `UnsureFacts` for what the message quotes, `OldSources`, `StaleAudience`, `EmptyAudience`,
    `NoHoldout`, `NotRehearsed`, `RehearsalFailed`, and `IllegalMove` where it is submitted
    already.
    """
    require(by, Permission.PLAN)
    campaign = campaign_records.locked(tx, campaign_id)
    submission.check_complete(tx, campaign, at=at)
    if briefs_book is not None:
        submission.check_sources(campaign, sources, briefs_book)
    submission.check_facts(tx, campaign, audience)
    submission.check_audience(tx, campaign, audience, at=at)
    if campaign.brief_id is not None:
        briefs.use(tx, BriefId(campaign.brief_id), campaign=campaign.id, at=at)
    stages = route.stages_of(book, purpose=campaign.purpose, messages=audience.messages)
    submission.check_rehearsed(tx, campaign, audience, at=at)
    submission.freeze(tx, campaign, audience, stages, at=at)
    parts = fingerprint.parts_of(tx, campaign)
    seal = fingerprint.digest(parts)
    campaign_records.set_parts(tx, campaign_id, parts)
    campaign_records.change(tx, campaign, {"fingerprint": seal})
    details = {"fingerprint": seal, "parts": parts, "book": book.version}
    journal.record(tx, "approvals.submit", campaign_id, by=by.id, at=at, details=details)
    return campaigns.move(tx, campaign_id, Status.IN_REVIEW, by=by, at=at)


def decide(  # noqa: PLR0913 – a decision is these facts, each named at the call
    tx: Tx,
    campaign_id: CampaignId,
    *,
    decision_id: str,
    verdict: Verdict,
    comment: str,
    by: Person,
    at: datetime,
    seen: str | None,
) -> Campaign:
    """Decide the open stage that is this person's: approve, ask for changes, or reject.

    `seen` is the fingerprint the person looked at. The last approval that was needed approves
    the campaign, and schedules it where its time is still to come; asking for changes sends it
    back; rejecting stops it. Raises `NotWaiting`, `Changed`, `CommentNeeded`, `OwnWork`,
    `AlreadyDecided`, `NotYourStage`.
    """
    require(by, Permission.DECIDE)
    campaign = campaign_records.locked(tx, campaign_id)
    _check_waiting(tx, campaign, seen)
    if verdict is not Verdict.APPROVE and not comment.strip():
        raise CommentNeeded("approvals-comment-needed")
    stage = _stage_for(tx, campaign, by)
    decision = Decision(
        id=decision_id,
        campaign_id=campaign_id,
        stage=stage.name,
        verdict=verdict,
        comment=comment.strip()[:LONGEST_COMMENT],
        fingerprint=campaign.fingerprint or "",
        decided_by=by.id,
        decided_at=at,
    )
    records.add(tx, decision)
    details = {
        "stage": stage.name,
        "rules": [reason.rule for reason in stage.reasons],
        "verdict": verdict,
        "fingerprint": decision.fingerprint,
    }
    journal.record(tx, "approvals.decide", campaign_id, by=by.id, at=at, details=details)
    return _moved_on(tx, campaign, decision, by=by, at=at)


def recall(tx: Tx, campaign_id: CampaignId, *, by: Person, at: datetime) -> Campaign:
    """Take a submitted campaign back, as somebody who had a hand in it. Approvals fall."""
    require(by, Permission.PLAN)
    campaign = campaign_records.locked(tx, campaign_id)
    if campaign.status not in SUBMITTED:
        raise NotWaiting("approvals-not-submitted", name=campaign.name)
    if by.id not in records.authors(tx, campaign):
        raise NotYours("approvals-not-yours", name=campaign.name)
    after = campaigns.move(
        tx, campaign_id, Status.CHANGES_REQUESTED, by=by, at=at, reason="recalled"
    )
    _void_without_seal(tx, at=at)
    return after


def hold_sealed(tx: Tx) -> None:
    """Keep others from every campaign that `void_fallen` may void, until the deed is done."""
    campaign_records.sealed(tx, WATCHED)


def void_fallen(tx: Tx, *, at: datetime) -> list[CampaignId]:
    """Void every approval whose seal the change just made broke, however indirectly.

    The roof calls this before each commit, so that change and fall are one deed. Returns the
    campaigns that went back to their authors.
    """
    fallen = []
    for campaign in campaign_records.sealed(tx, WATCHED):
        if parts := fingerprint.broken_parts(tx, campaign):
            reason = "fallen:" + ",".join(parts)
            campaigns.move(
                tx, campaign.id, Status.CHANGES_REQUESTED, by=HOUSE, at=at, reason=reason
            )
            fallen.append(campaign.id)
    _void_without_seal(tx, at=at)
    return fallen


def check_seal(tx: Tx, campaign_id: CampaignId) -> Campaign:
    """The campaign, if it may be sent now; asked before the first message goes.

    Every part is recomputed, every frozen row of the audience included. Raises `NotApproved`,
    and `Changed` naming the parts that are no longer what was approved.
    """
    campaign = campaign_records.locked(tx, campaign_id)
    standing = tables.standing(tx, campaign)
    parts = list(standing.fallen)
    if not parts and not fingerprint.is_audience_intact(tx, campaign):
        parts = ["audience"]
    if parts:
        raise Changed(
            "approvals-seal-broken", prefix="approvals-part", things=parts, name=campaign.name
        )
    if campaign.status not in SENDABLE or not standing.is_complete:
        raise NotApproved("approvals-not-approved", name=campaign.name)
    return campaign


def _check_waiting(tx: Tx, campaign: Campaign, seen: str | None) -> None:
    if campaign.status is not Status.IN_REVIEW:
        raise NotWaiting("approvals-not-waiting", name=campaign.name)
    parts = fingerprint.broken_parts(tx, campaign)
    if not parts and seen != campaign.fingerprint:
        parts = ["seal"]
    if parts:
        raise Changed(
            "approvals-changed", prefix="approvals-part", things=parts, name=campaign.name
        )


def _stage_for(tx: Tx, campaign: Campaign, person: Person) -> Stage:
    """The open stage this person decides, past four eyes; or the refusal that says why not."""
    if works := records.authors(tx, campaign).get(person.id):
        raise OwnWork(
            "approvals-own-work",
            prefix="approvals-work",
            things=[work.value for work in works],
            name=campaign.name,
        )
    standing = tables.standing(tx, campaign)
    for _, decision in standing.stages:
        if decision is not None and decision.decided_by == person.id:
            raise AlreadyDecided("approvals-already-decided", name=campaign.name)
    for stage in standing.open_stages:
        if stage.role in person.roles:
            return stage
    raise NotYourStage("approvals-not-your-stage", name=campaign.name)


def _moved_on(
    tx: Tx, campaign: Campaign, decision: Decision, *, by: Person, at: datetime
) -> Campaign:
    """What the decision does to the campaign."""
    if decision.verdict is Verdict.ASK_FOR_CHANGES:
        status, reason = Status.CHANGES_REQUESTED, decision.comment
    elif decision.verdict is Verdict.REJECT:
        status, reason = Status.STOPPED, decision.comment
    elif tables.standing(tx, campaign).is_complete:
        status, reason = Status.APPROVED, ""
    else:
        return campaign_records.get(tx, campaign.id)
    after = campaigns.move(tx, campaign.id, status, by=by, at=at, reason=reason)
    if status is Status.CHANGES_REQUESTED:
        _void_without_seal(tx, at=at)
    if status is Status.APPROVED and campaign.send_at is not None and campaign.send_at > at:
        after = campaigns.move(tx, campaign.id, Status.SCHEDULED, by=HOUSE, at=at)
    return after


def _void_without_seal(tx: Tx, *, at: datetime) -> None:
    by_campaign: dict[CampaignId, list[str]] = {}
    for decision in records.approvals_without_seal(tx):
        by_campaign.setdefault(decision.campaign_id, []).append(decision.id)
    for campaign_id, decision_ids in by_campaign.items():
        reason = campaign_records.moves(tx, campaign_id)[-1].reason
        records.void(tx, decision_ids, reason=reason, at=at)
        details = {"decisions": decision_ids, "reason": reason}
        journal.record(tx, "approvals.void", campaign_id, by=HOUSE, at=at, details=details)
