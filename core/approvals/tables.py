"""Questions at the desk: what waits for whom, how far it is, and what changed."""

from dataclasses import dataclass
from datetime import datetime

from core.approvals import fingerprint, records
from core.approvals.fingerprint import Parts
from core.approvals.model import Decision, Stage, Standing, Work
from core.campaigns import records as campaigns
from core.campaigns.model import Campaign, CampaignId, Status
from core.journal import records as journal
from core.journal.model import Entry
from core.people.model import Person
from core.store.store import Tx


@dataclass(frozen=True)
class Waiting:
    """A campaign in review as one person sees it.

    `mine` is the stage this person could decide; where there is none, `works` says what they
    had a hand in, and `decided` the stage they have decided already.
    """

    campaign: Campaign
    standing: Standing
    mine: Stage | None
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


def standing(tx: Tx, campaign: Campaign) -> Standing:
    """Each stage of the frozen route with the approval that counts for it, or none yet."""
    card = campaigns.audience(tx, campaign.id)
    if card is None or campaign.fingerprint is None:
        return Standing(stages=(), fallen=())
    by_stage = {one.stage: one for one in records.approvals_standing(tx, campaign)}
    authors = records.authors(tx, campaign)
    return Standing(
        stages=tuple(
            (stage, by_stage.get(stage.name)) for stage in map(Stage.from_json, card.route)
        ),
        fallen=tuple(fingerprint.broken_parts(tx, campaign)),
        ineligible=tuple(
            one.decided_by for one in by_stage.values() if one.decided_by in authors
        ),
    )


def waiting(tx: Tx, *, for_: Person) -> list[Waiting]:
    """Every campaign in review, what this person may decide first, then the longest waiting."""
    rows = [_waiting(tx, one, for_) for one in campaigns.with_status(tx, Status.IN_REVIEW)]
    return sorted(rows, key=lambda row: (row.mine is None, row.submitted_at))


def decisions(tx: Tx, campaign_id: CampaignId) -> list[Decision]:
    """Every decision on a campaign, voided ones too, oldest first."""
    return records.of_campaign(tx, campaign_id)


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
    # Whatever changed was rehearsed anew; that is no change of its own.
    parts = [one for one in fingerprint.differences(before, now) if one != "rehearsal"]
    return Since(entry.at, was_decided, parts, before, now)


def _waiting(tx: Tx, campaign: Campaign, person: Person) -> Waiting:
    state = standing(tx, campaign)
    works = tuple(records.authors(tx, campaign).get(person.id, []))
    decided = next(
        (stage for stage, one in state.stages if one and one.decided_by == person.id), None
    )
    open_to_me = [stage for stage in state.open_stages if stage.role in person.roles]
    may = open_to_me and not works and decided is None and not state.fallen
    submitted = [m for m in campaigns.moves(tx, campaign.id) if m.to_status is Status.IN_REVIEW]
    return Waiting(
        campaign=campaign,
        standing=state,
        mine=open_to_me[0] if may else None,
        works=works,
        decided=decided,
        submitted_by=submitted[-1].moved_by,
        submitted_at=submitted[-1].moved_at,
    )
