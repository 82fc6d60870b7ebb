"""The approver's desk: submit, decide, recall, and what a change does to approvals."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from core.approvals import fingerprint, notices, records, rights, route, submission, tables
from core.approvals.case import case_of
from core.approvals.model import PARTS, Decision, Right, Verdict
from core.approvals.refusals import (
    AlreadyDecided,
    Changed,
    CommentNeeded,
    NotApproved,
    NotWaiting,
    NotYetOpen,
    NotYours,
    NotYourStage,
    OwnWork,
)
from core.approvals.voiding import WATCHED, hold_sealed, void_fallen, void_without_seal
from core.briefs import actions as briefs
from core.briefs.model import BriefId
from core.campaigns import actions as campaigns
from core.campaigns import records as campaign_records
from core.campaigns.actions import HOUSE
from core.campaigns.audience import Audience
from core.campaigns.costing import Prices
from core.campaigns.model import SUBMITTED, Campaign, CampaignId, Status
from core.journal import actions as journal
from core.people.model import Permission, Person, require
from core.rulebook.approval import ApprovalBook
from core.rulebook.briefs import BriefsBook
from core.rulebook.recipients import RecipientsBook
from core.store.store import Tx
from core.warehouse.freshness import SourceFreshness

SENDABLE = WATCHED - {Status.IN_REVIEW}
LONGEST_COMMENT = 4_000
REMARKS = "remarks"  # why it went back, where the remarks say it

__all__ = [
    "REMARKS",
    "WATCHED",
    "AlreadyDecided",
    "Changed",
    "CommentNeeded",
    "NotApproved",
    "NotWaiting",
    "NotYetOpen",
    "NotYourStage",
    "NotYours",
    "OwnWork",
    "check_seal",
    "decide",
    "hold_sealed",
    "recall",
    "submit",
    "void_fallen",
]


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
    recipients: RecipientsBook | None = None,
    prices: Prices | None = None,
) -> Campaign:
    """Freeze the audience, seal everything, and put the campaign on the approvers' desk.

    `sources` are those of the client data with their age: what `briefs_book` wants fresh and
    is not stops it, and so does an audience drawn by another book than `recipients`. By
    `prices` the cost is frozen with the audience. Raises `Incomplete` naming everything that
    is missing, `NoBrief` and `UnsureFacts` for what the message quotes, `OldSources`,
    `StaleAudience`, `EmptyAudience`, `NoHoldout`, `NotRehearsed`, `RehearsalFailed`, and
    `IllegalMove` where it is submitted already.
    """
    require(by, Permission.PLAN)
    campaign = campaign_records.locked(tx, campaign_id)
    submission.check_complete(tx, campaign, at=at)
    submission.check_question(tx, campaign)
    if briefs_book is not None:
        submission.check_sources(campaign, sources, briefs_book)
    submission.check_facts(tx, campaign, audience)
    submission.check_audience(tx, campaign, audience, recipients, at=at)
    if campaign.brief_id is not None:
        briefs.use(tx, BriefId(campaign.brief_id), campaign=campaign.id, at=at)
    submission.check_rehearsed(tx, campaign, audience, at=at)
    cost = submission.cost_of(tx, campaign, audience, prices)
    rubles = None if cost is None else cost.total
    stages = route.stages_of(book, case_of(tx, campaign, audience, cost=rubles))
    submission.freeze(tx, campaign, audience, stages, cost, at=at)
    parts = fingerprint.parts_of(tx, campaign)
    seal = fingerprint.digest(parts)
    campaign_records.set_parts(tx, campaign_id, parts)
    campaign_records.change(tx, campaign, {"fingerprint": seal})
    details = {"fingerprint": seal, "parts": parts, "book": book.version}
    journal.record(tx, "approvals.submit", campaign_id, by=by.id, at=at, details=details)
    after = campaigns.move(tx, campaign_id, Status.IN_REVIEW, by=by, at=at)
    notices.tell_deciders(tx, after, at=at, kind=notices.Kind.WAITING)
    return after


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
    remarks: Mapping[str, str] | None = None,
) -> Campaign:
    """Decide the open stage that is this person's: approve, ask for changes, or reject.

    `seen` is the fingerprint the person looked at; `remarks` say something of single parts, and
    serve as the comment where there is no other. The last approval that was needed approves
    the campaign, and schedules it where its time is still to come; asking for changes sends it
    back; rejecting stops it. Raises `NotWaiting`, `Changed`, `CommentNeeded`, `OwnWork`,
    `AlreadyDecided`, `NotYetOpen`, `NotYourStage`.
    """
    require(by, Permission.DECIDE)
    campaign = campaign_records.locked(tx, campaign_id)
    _check_waiting(tx, campaign, seen)
    said = _said(verdict, comment, remarks or {})
    right = _right_of(tx, campaign, by, at)
    decision = Decision(
        id=decision_id,
        campaign_id=campaign_id,
        stage=right.stage.name,
        verdict=verdict,
        comment=comment.strip()[:LONGEST_COMMENT],
        fingerprint=campaign.fingerprint or "",
        decided_by=by.id,
        decided_at=at,
        capacity=right.capacity,
        on_behalf_of=right.on_behalf_of,
        remarks=said,
    )
    _keep(tx, decision, right)
    after = _moved_on(tx, campaign, decision, by=by, at=at)
    notices.tell_authors(tx, after, decision)
    notices.tell_deciders(tx, after, at=at, kind=notices.Kind.WAITING)
    return after


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
    void_without_seal(tx, at=at)
    return after


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


def _right_of(tx: Tx, campaign: Campaign, person: Person, at: datetime) -> Right:
    """The open stage this person decides, past four eyes; or the refusal that says why not."""
    authors = records.authors(tx, campaign)
    if works := authors.get(person.id):
        raise OwnWork(
            "approvals-own-work",
            prefix="approvals-work",
            things=[work.value for work in works],
            name=campaign.name,
        )
    standing = tables.standing(tx, campaign)
    if person.id in standing.decided_by:
        raise AlreadyDecided("approvals-already-decided", name=campaign.name)
    right = rights.right_of(tx, standing, person, authors=authors.keys(), at=at)
    if right is not None:
        return right
    if rights.waits_for(standing, person):
        raise NotYetOpen("approvals-not-yet-open", name=campaign.name)
    raise NotYourStage("approvals-not-your-stage", name=campaign.name)


def _said(verdict: Verdict, comment: str, remarks: Mapping[str, str]) -> dict[str, str]:
    """The remarks that say something, of parts there are. Raises `CommentNeeded`."""
    texts = {part: remarks.get(part, "").strip()[:LONGEST_COMMENT] for part in PARTS}
    said = {part: text for part, text in texts.items() if text}
    if verdict is not Verdict.APPROVE and not (comment.strip() or said):
        raise CommentNeeded("approvals-comment-needed")
    return said


def _keep(tx: Tx, decision: Decision, right: Right) -> None:
    records.add(tx, decision)
    details = {
        "decision": decision.id,
        "stage": decision.stage,
        "rules": [reason.rule for reason in right.stage.reasons],
        "verdict": decision.verdict,
        "fingerprint": decision.fingerprint,
        "capacity": decision.capacity,
        "on_behalf_of": decision.on_behalf_of,
        "remarks": sorted(decision.remarks),
    }
    by, at = decision.decided_by, decision.decided_at
    journal.record(tx, "approvals.decide", decision.campaign_id, by=by, at=at, details=details)


def _moved_on(
    tx: Tx, campaign: Campaign, decision: Decision, *, by: Person, at: datetime
) -> Campaign:
    """What the decision does to the campaign."""
    if decision.verdict is Verdict.ASK_FOR_CHANGES:
        status, reason = Status.CHANGES_REQUESTED, decision.comment or REMARKS
    elif decision.verdict is Verdict.REJECT:
        status, reason = Status.STOPPED, decision.comment or REMARKS
    elif tables.standing(tx, campaign).is_complete:
        status, reason = Status.APPROVED, ""
    else:
        return campaign_records.get(tx, campaign.id)
    after = campaigns.move(tx, campaign.id, status, by=by, at=at, reason=reason)
    if status is Status.CHANGES_REQUESTED:
        void_without_seal(tx, at=at)
    if status is Status.APPROVED and campaign.send_at is not None and campaign.send_at > at:
        after = campaigns.move(tx, campaign.id, Status.SCHEDULED, by=HOUSE, at=at)
    return after
