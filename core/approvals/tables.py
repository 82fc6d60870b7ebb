"""Questions at the desk: what waits for whom, how far it is, and what changed."""

from dataclasses import dataclass
from datetime import datetime

from core.approvals import comings, fingerprint, records, rights
from core.approvals.comings import Comings
from core.approvals.fingerprint import Parts
from core.approvals.model import Decision, Right, Stage, StageStanding, Standing, Work
from core.campaigns import records as campaigns
from core.campaigns.model import Campaign, CampaignId, Status
from core.journal import records as journal
from core.journal.model import Entry
from core.people.model import Person
from core.store.store import Tx

ESCALATE = "approvals.escalate"


@dataclass(frozen=True)
class Waiting:
    """A campaign in review as one person sees it.

    `mine` is the stage this person could decide, and by what right; where there is none,
    `works` says what they had a hand in, and `decided` the stage they have decided already.
    """

    campaign: Campaign
    standing: Standing
    mine: Right | None
    works: tuple[Work, ...]
    decided: Stage | None
    submitted_by: str
    submitted_at: datetime


@dataclass(frozen=True)
class Since:
    """What changed since a submission that was seen before."""

    seen_at: datetime
    was_decided: bool  # by this person; otherwise it is just the submission before
    parts: list[str]
    before: Parts
    now: Parts
    comings: Comings


def standing(tx: Tx, campaign: Campaign) -> Standing:
    """Each stage of the frozen route with the approvals that count for it."""
    card = campaigns.audience(tx, campaign.id)
    if card is None or campaign.fingerprint is None:
        return Standing(stages=(), fallen=())
    approvals = records.approvals_standing(tx, campaign)
    authors = records.authors(tx, campaign)
    return Standing(
        stages=stages_with(list(map(Stage.from_json, card.route)), approvals, card.frozen_at),
        fallen=tuple(fingerprint.broken_parts(tx, campaign)),
        ineligible=tuple(one.decided_by for one in approvals if one.people & authors.keys()),
    )


def stages_with(
    stages: list[Stage], approvals: list[Decision], submitted_at: datetime
) -> tuple[StageStanding, ...]:
    """Each stage with its approvals, and since when it is open: once all earlier steps are."""
    opened_at: datetime | None = submitted_at
    found: list[StageStanding] = []
    for step in sorted({stage.step for stage in stages}):
        of_step = [
            StageStanding(stage, _for(stage, approvals), opened_at)
            for stage in stages
            if stage.step == step
        ]
        found += of_step
        if opened_at is not None and all(one.is_complete for one in of_step):
            decided = [each.decided_at for one in of_step for each in one.approvals]
            opened_at = max([opened_at, *decided])
        else:
            opened_at = None
    return tuple(found)


def _for(stage: Stage, approvals: list[Decision]) -> tuple[Decision, ...]:
    """The approvals of a stage, each of another person."""
    by_person = {one.decided_by: one for one in approvals if one.stage == stage.name}
    return tuple(by_person.values())


def waiting(tx: Tx, *, for_: Person, at: datetime) -> list[Waiting]:
    """Every campaign in review, what this person may decide first, then the longest waiting."""
    found = campaigns.with_status(tx, Status.IN_REVIEW)
    rows = [_waiting(tx, one, for_, at) for one in found]
    return sorted(rows, key=lambda row: (row.mine is None, row.submitted_at))


def decided(tx: Tx, person_id: str, *, most: int) -> list[tuple[Campaign, Decision]]:
    """What a person decided last, the latest first, with the campaign as it is now."""
    found = records.of_person(tx, person_id, most=most)
    by_id = {one.id: one for one in campaigns.some(tx, {each.campaign_id for each in found})}
    return [(by_id[one.campaign_id], one) for one in found]


def decided_count(tx: Tx, person_id: str) -> int:
    """How many decisions a person ever made."""
    return records.count_of_person(tx, person_id)


def decisions(tx: Tx, campaign_id: CampaignId) -> list[Decision]:
    """Every decision on a campaign, voided ones too, oldest first."""
    return records.of_campaign(tx, campaign_id)


def escalations(tx: Tx, campaign_id: CampaignId) -> list[Entry]:
    """Each time a stage was noticed to be late, oldest first."""
    return [one for one in journal.about(tx, campaign_id) if one.verb == ESCALATE]


def remarks(tx: Tx, campaign: Campaign) -> list[Decision]:
    """What is still to be done: decisions that say something of single parts, the newest first.

    Of those since the campaign was last submitted; none where it is submitted again.
    """
    moves = campaigns.moves(tx, campaign.id)
    if not moves or moves[-1].to_status is Status.IN_REVIEW:
        return []
    since = max((m.moved_at for m in moves if m.to_status is Status.IN_REVIEW), default=None)
    found = [one for one in records.of_campaign(tx, campaign.id) if one.remarks]
    return [one for one in reversed(found) if since is not None and one.decided_at >= since]


def decided_by(tx: Tx, campaign: Campaign) -> list[str]:
    """The people whose approvals the campaign carries now."""
    return [one.decided_by for one in records.approvals_standing(tx, campaign)]


def changed_since(tx: Tx, campaign: Campaign, person: Person) -> Since | None:
    """What changed since this person last decided on it, or else since it was last submitted.

    None for a campaign that was submitted once only.
    """
    submissions = [
        entry for entry in journal.about(tx, campaign.id) if entry.verb == "approvals.submit"
    ]
    earlier = [e for e in submissions if e.details["fingerprint"] != campaign.fingerprint]
    if not earlier:
        return None
    decided = {
        one.fingerprint
        for one in records.of_campaign(tx, campaign.id)
        if one.decided_by == person.id
    }
    seen = [entry for entry in earlier if entry.details["fingerprint"] in decided]
    return _since(tx, campaign, (seen or earlier)[-1], was_decided=bool(seen))


def _since(tx: Tx, campaign: Campaign, entry: Entry, *, was_decided: bool) -> Since:
    now = fingerprint.parts_of(tx, campaign)
    before = entry.details["parts"]
    # Whatever changed was rehearsed anew; that is no change of its own. Nor is a part that an
    # older seal did not have.
    untold = {"rehearsal"} | {"channel"} - before.keys()
    parts = [one for one in fingerprint.differences(before, now) if one not in untold]
    came = comings.since(tx, campaign.id, entry.at)
    return Since(entry.at, was_decided, parts, before, now, came)


def _waiting(tx: Tx, campaign: Campaign, person: Person, at: datetime) -> Waiting:
    state = standing(tx, campaign)
    authors = records.authors(tx, campaign)
    decided = next(
        (
            one.stage
            for one in state.stages
            if any(person.id == each.decided_by for each in one.approvals)
        ),
        None,
    )
    right = rights.right_of(tx, state, person, authors=authors.keys(), at=at)
    submitted = [m for m in campaigns.moves(tx, campaign.id) if m.to_status is Status.IN_REVIEW]
    return Waiting(
        campaign=campaign,
        standing=state,
        mine=None if state.fallen else right,
        works=tuple(authors.get(person.id, [])),
        decided=decided,
        submitted_by=submitted[-1].moved_by,
        submitted_at=submitted[-1].moved_at,
    )
