"""What people do with campaigns: draft, edit, clone, move along, pause and stop."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypedDict, Unpack

from core.campaigns import checking, records
from core.campaigns.checking import Here
from core.campaigns.model import (
    CHANNEL,
    KNOWN_CONDITIONS,
    MOVES,
    SUBMITTED,
    Campaign,
    CampaignId,
    Condition,
    Edit,
    Move,
    NextStep,
    Purpose,
    Status,
)
from core.campaigns.records import ChangedMeanwhile
from core.foundation.refusal import Refusal
from core.foundation.settings import SenderIdentity
from core.journal import actions as journal
from core.people.model import Permission, Person, require
from core.store.store import Tx

HOUSE = "house"  # who did it, when no person did

_MOVERS: dict[Status, tuple[Permission, ...]] = {
    Status.DRAFT: (Permission.PLAN,),
    Status.IN_REVIEW: (Permission.PLAN,),
    Status.CHANGES_REQUESTED: (Permission.PLAN, Permission.DECIDE),
    Status.APPROVED: (Permission.DECIDE,),
    Status.SCHEDULED: (Permission.DECIDE,),
    Status.STOPPED: (Permission.SEND, Permission.DECIDE),
}


class IllegalMove(Refusal):
    """The campaign's life does not go there from here."""


class UnderWay(Refusal):
    """What is being sent, or was, is not edited any more."""


class ReasonNeeded(Refusal):
    """Whoever ends a campaign for good says why."""


class Changes(TypedDict, total=False):
    """What `edit` can change, each as the `Campaign` has it."""

    name: str
    goal: str
    purpose: Purpose
    brief_id: str | None
    segment_id: str | None
    template_id: str | None
    holdout_share: float
    contacts_per_account: int | None
    roles: tuple[str, ...]
    sender_name: str
    sender_address: str
    send_at: datetime | None
    window_days: int
    steps: tuple[NextStep, ...]
    variant_shares: Mapping[str, float] | None
    priority: int | None
    looks: int


def draft(  # noqa: PLR0913 – two ids, a name, a seed
    tx: Tx,
    campaign_id: CampaignId,
    *,
    name: str,
    seed: str,
    by: Person,
    at: datetime,
    sender_address: str = "",
) -> Campaign:
    """Start a campaign. `seed` fixes the holdout's draw and is never changed afterwards.

    `sender_address` is the house's own, from which it comes unless somebody says otherwise.
    """
    require(by, Permission.PLAN)
    campaign = Campaign(
        id=campaign_id,
        name=checking.name(name),
        status=Status.DRAFT,
        goal="",
        purpose=Purpose.ADVERTISING,
        segment_id=None,
        template_id=None,
        holdout_share=0.1,
        contacts_per_account=1,
        roles=(),
        sender_name="",
        sender_address=sender_address,
        send_at=None,
        window_days=60,
        seed=seed,
        fingerprint=None,
        revision=1,
        created_by=by.id,
        created_at=at,
    )
    return _started(tx, campaign, by=by, at=at, details={"name": campaign.name})


def clone(  # noqa: PLR0913 – two ids, a name, a seed
    tx: Tx,
    campaign_id: CampaignId,
    *,
    of: CampaignId,
    name: str,
    seed: str,
    by: Person,
    at: datetime,
) -> Campaign:
    """Start a campaign with everything another one says, but its schedule and approvals.

    The other one is kept as its source: who wrote that, wrote this.
    """
    require(by, Permission.PLAN)
    copy = replace(
        records.get(tx, of),
        id=campaign_id,
        name=checking.name(name),
        status=Status.DRAFT,
        send_at=None,
        seed=seed,
        fingerprint=None,
        revision=1,
        created_by=by.id,
        created_at=at,
        cloned_from=of,
    )
    return _started(tx, copy, by=by, at=at, details={"name": copy.name, "of": of})


def edit(  # noqa: PLR0913 – what may be written, each named at the call
    tx: Tx,
    campaign_id: CampaignId,
    *,
    by: Person,
    at: datetime,
    seen: int,
    senders: Sequence[SenderIdentity] = (),
    channels: Collection[str] = (CHANNEL,),
    conditions: Collection[Condition] = KNOWN_CONDITIONS,
    **changes: Unpack[Changes],
) -> Campaign:
    """Change a campaign. What was submitted goes back to its author and loses its seal.

    `senders` are those the house may write as; without any, everybody is one. `channels` are
    those set up here, by name: a message of another cannot be chosen. `conditions` are those
    that can be told here of a step.
    `seen` is the revision the person looked at; where it is another by now, nothing is
    overwritten. Raises `ChangedMeanwhile`, `UnderWay` and what `checking` raises.
    """
    require(by, Permission.PLAN)
    before = records.locked(tx, campaign_id)
    if seen != before.revision:
        raise ChangedMeanwhile("campaigns-changed-meanwhile", name=before.name)
    if not before.is_open_to_edits:
        raise UnderWay("campaigns-under-way", name=before.name)
    fresh = checking.checked(tx, before, changes, at=at, here=Here(channels, conditions))
    checking.check_sender(before, fresh, senders)
    if not fresh:
        return before
    written = {
        name: [checking.plain(getattr(before, name)), checking.plain(value)]
        for name, value in fresh.items()
    }
    columns = fresh | ({"roles": list(fresh["roles"])} if "roles" in fresh else {})
    after = records.change(tx, before, columns)
    records.note_edit(tx, campaign_id, Edit(written, by.id, at))
    journal.record(tx, "campaigns.edit", campaign_id, by=by.id, at=at, details=written)
    if before.status in SUBMITTED:
        reason = "edited:" + ",".join(sorted(fresh))
        after = move(tx, campaign_id, Status.CHANGES_REQUESTED, by=by, at=at, reason=reason)
    return after


def move(
    tx: Tx,
    campaign_id: CampaignId,
    status: Status,
    *,
    by: Person | str,
    at: datetime,
    reason: str = "",
) -> Campaign:
    """Move a campaign along its life and note it in the diary.

    `by` is a person, or the name of the part of the house that does it. Going back to its
    author takes the seal off. Raises `IllegalMove` and `ChangedMeanwhile`.
    """
    if isinstance(by, Person):
        _require_mover(by, status)
    before = records.locked(tx, campaign_id)
    if status not in MOVES[before.status]:
        raise IllegalMove("campaigns-illegal-move", name=before.name)
    is_back = status in (Status.CHANGES_REQUESTED, Status.DRAFT)
    seal = None if is_back else before.fingerprint
    after = records.change(tx, before, {"status": status, "fingerprint": seal})
    who = by.id if isinstance(by, Person) else by
    records.note_move(tx, campaign_id, Move(before.status, status, reason, who, at))
    details = {"from": before.status, "to": status, "reason": reason}
    journal.record(tx, "campaigns.move", campaign_id, by=who, at=at, details=details)
    return after


def pause(tx: Tx, campaign_id: CampaignId, *, by: Person, at: datetime) -> Campaign:
    """Hold what is not handed over yet; `resume` goes on."""
    require(by, Permission.SEND)
    return move(tx, campaign_id, Status.PAUSED, by=by, at=at)


def resume(tx: Tx, campaign_id: CampaignId, *, by: Person, at: datetime) -> Campaign:
    """Go on with a paused campaign."""
    require(by, Permission.SEND)
    return move(tx, campaign_id, Status.SENDING, by=by, at=at)


def stop(tx: Tx, campaign_id: CampaignId, *, reason: str, by: Person, at: datetime) -> Campaign:
    """End a campaign for good; what was sent stays sent. Raises `ReasonNeeded`."""
    require(by, Permission.SEND)
    if not reason.strip():
        raise ReasonNeeded("campaigns-stop-needs-reason")
    return move(tx, campaign_id, Status.STOPPED, by=by, at=at, reason=reason.strip())


def _started(
    tx: Tx, campaign: Campaign, *, by: Person, at: datetime, details: dict[str, str]
) -> Campaign:
    records.add(tx, campaign)
    records.note_move(tx, campaign.id, Move(None, Status.DRAFT, "", by.id, at))
    verb = "campaigns.clone" if "of" in details else "campaigns.draft"
    journal.record(tx, verb, campaign.id, by=by.id, at=at, details=details)
    return campaign


def _require_mover(by: Person, status: Status) -> None:
    permissions = _MOVERS.get(status, (Permission.SEND,))
    reached = [permission for permission in permissions if by.may(permission)]
    require(by, reached[0] if reached else permissions[0])
