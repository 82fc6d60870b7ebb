"""Decisions in the operational store, and who had a hand in what they are about."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, or_, select, update

from core.approvals.model import Capacity, Decision, Verdict, Work
from core.briefs import records as briefs
from core.briefs.model import BriefId
from core.campaigns import records as campaigns
from core.campaigns.model import Campaign, CampaignId, Status
from core.messages import records as messages
from core.messages.model import TemplateId
from core.messages.snippets import names_in_all as snippets_in
from core.segments import records as segments
from core.segments import uses
from core.segments.model import SegmentId
from core.segments.resolving import LIST, SEGMENT
from core.store import schema
from core.store.schema import decisions
from core.store.store import Tx


def add(tx: Tx, decision: Decision) -> None:
    tx.execute(insert(decisions).values(**asdict(decision)))


def of_campaign(tx: Tx, campaign_id: CampaignId) -> list[Decision]:
    """Every decision on a campaign, voided ones too, oldest first."""
    rows = select(decisions).where(decisions.c.campaign_id == campaign_id)
    return _decisions(tx, rows)


def of_person(tx: Tx, person_id: str, *, most: int) -> list[Decision]:
    """The last decisions of a person, voided ones too, the latest first."""
    table = decisions.c
    rows = select(decisions).where(table.decided_by == person_id)
    latest = rows.order_by(table.decided_at.desc(), table.id.desc()).limit(most)
    return [_decision(row) for row in tx.execute(latest)]


def count_of_person(tx: Tx, person_id: str) -> int:
    """How many decisions a person ever made, voided ones too."""
    counted = select(func.count()).where(decisions.c.decided_by == person_id)
    return int(tx.execute(counted).scalar_one())


def approvals_standing(tx: Tx, campaign: Campaign) -> list[Decision]:
    """The approvals that count: not voided, and for the seal the campaign carries."""
    rows = (
        select(decisions)
        .where(decisions.c.campaign_id == campaign.id)
        .where(decisions.c.verdict == Verdict.APPROVE)
        .where(decisions.c.voided_at.is_(None))
        .where(decisions.c.fingerprint == campaign.fingerprint)
    )
    return _decisions(tx, rows)


def approvals_without_seal(tx: Tx) -> list[Decision]:
    """Approvals not yet voided although their campaign lost, or changed, its seal."""
    seal = schema.campaigns.c.fingerprint
    rows = (
        select(decisions)
        .join(schema.campaigns, schema.campaigns.c.id == decisions.c.campaign_id)
        .where(decisions.c.verdict == Verdict.APPROVE)
        .where(decisions.c.voided_at.is_(None))
        .where(or_(seal.is_(None), seal != decisions.c.fingerprint))
    )
    return _decisions(tx, rows)


def void(tx: Tx, decision_ids: Iterable[str], *, reason: str, at: datetime) -> None:
    """Set decisions aside; they are kept, and count no more."""
    tx.execute(
        update(decisions)
        .where(decisions.c.id.in_(list(decision_ids)))
        .where(decisions.c.voided_at.is_(None))
        .values(voided_at=at, void_reason=reason)
    )


def authors(tx: Tx, campaign: Campaign) -> dict[str, list[Work]]:
    """Everybody who wrote, edited or submitted any part, with what they had a hand in.

    What a campaign was cloned from is a part of it, and so on to the first one.
    """
    hands: dict[str, list[Work]] = {}
    for work, person in _touches(tx, campaign):
        works = hands.setdefault(person, [])
        if work not in works:
            works.append(work)
    return hands


def _touches(tx: Tx, campaign: Campaign) -> Iterable[tuple[Work, str]]:
    versions, wordings = schema.segment_versions.c, schema.template_versions.c
    for person in _writers(tx, campaign):
        yield Work.CAMPAIGN, person
    if campaign.brief_id is not None:
        for person in sorted(briefs.authors(tx, BriefId(campaign.brief_id))):
            yield Work.BRIEF, person
    for move in campaigns.moves(tx, campaign.id):
        if move.to_status is Status.IN_REVIEW:
            yield Work.SUBMISSION, move.moved_by
    rules, lists = _segments_within(tx, campaign)
    snippets = schema.snippet_versions.c
    for work, column, used, by in (
        (Work.SEGMENT, versions.segment_id, rules, versions.saved_by),
        (Work.SEGMENT, schema.segment_lists.c.id, lists, schema.segment_lists.c.made_by),
        (Work.TEMPLATE, wordings.template_id, campaign.template_ids, wordings.saved_by),
        (Work.TEMPLATE, snippets.name, _snippets_within(tx, campaign), snippets.saved_by),
    ):
        for person in tx.execute(select(by).where(column.in_(used)).distinct()).scalars():
            yield work, person


def _segments_within(tx: Tx, campaign: Campaign) -> tuple[list[str], list[str]]:
    """The campaign's segment with every segment its rule rests on, and every kept list."""
    if campaign.segment_id is None:
        return [], []
    segment = segments.get(tx, SegmentId(campaign.segment_id))
    within = uses.within(tx, segment.rule)
    rules = [set_id for field, set_id in within if field == SEGMENT]
    return [segment.id, *rules], [set_id for field, set_id in within if field == LIST]


def _snippets_within(tx: Tx, campaign: Campaign) -> list[str]:
    used = (messages.get(tx, TemplateId(one)) for one in campaign.template_ids)
    named = (snippets_in(template.writings) for template in used if template is not None)
    return sorted({name for names in named for name in names})


def _writers(tx: Tx, campaign: Campaign) -> Iterable[str]:
    yield campaign.created_by
    for edit in campaigns.edits(tx, campaign.id):
        yield edit.edited_by
    if campaign.cloned_from is not None:
        yield from _writers(tx, campaigns.get(tx, CampaignId(campaign.cloned_from)))


def _decisions(tx: Tx, rows: Select[Any]) -> list[Decision]:
    ordered = rows.order_by(decisions.c.decided_at, decisions.c.id)
    return [_decision(row) for row in tx.execute(ordered)]


def _decision(row: Row[Any]) -> Decision:
    facts = row._asdict()
    read = {
        "verdict": Verdict(facts["verdict"]),
        "campaign_id": CampaignId(facts["campaign_id"]),
        "capacity": Capacity(facts["capacity"]),
    }
    return Decision(**facts | read)
