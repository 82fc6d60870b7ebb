"""The campaigns of the demo house: those that ran, and those on somebody's desk just now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from core.approvals import actions as approvals
from core.approvals import tables as desk
from core.approvals.model import Verdict
from core.campaigns import actions as campaigns
from core.campaigns import records as campaign_records
from core.campaigns import rehearsal_actions as rehearsals
from core.campaigns import tables as audience_tables
from core.campaigns.audience import Audience
from core.campaigns.model import Arm, Campaign, CampaignId, Condition, NextStep, Purpose
from core.cockpit import Cockpit
from core.consent.model import EMAIL
from core.demo import handing, library, sending
from core.demo.chance import SeededIds
from core.demo.effects import Trial
from core.messages.model import Channel
from core.people.model import Person, Role
from core.store.store import Tx
from core.warehouse.snapshot import Snapshot

MORNING = time(10, 0)  # when campaigns go out, on the clock of the house


@dataclass(frozen=True)
class Staging:
    """What every campaign of the demo is made with."""

    house: Cockpit
    snapshot: Snapshot
    everybody: Mapping[str, Person]
    sender: Mapping[str, str]
    accounts: int
    seed: int
    ids: SeededIds


def morning(house: Cockpit, day: date) -> datetime:
    """When work begins on a day, on the clock of the house."""
    return datetime.combine(day, MORNING, tzinfo=ZoneInfo(house.settings.time_zone))


def ran(tx: Tx, staging: Staging, entry: Mapping[str, Any], *, today: date) -> Trial | None:
    """Draft, submit, approve and send a campaign of the past; return what was tried.

    In a base too small to have anybody for it, it stays a draft (none).
    """
    start = today - timedelta(days=entry["sent_days_ago"])
    sent_at = morning(staging.house, start)
    drafted(tx, staging, entry, send_at=sent_at, at=sent_at - timedelta(days=9))
    if not submitted(tx, staging, entry, at=sent_at - timedelta(days=6)):
        return None
    campaign = approved(tx, staging, entry, at=sent_at - timedelta(days=5))
    with_failures = entry.get("with_failures", False)
    sending.send(
        tx, sending.Run(campaign, staging.seed, staging.ids, with_failures), at=sent_at
    )
    arms = campaign_records.arms(tx, campaign.id)
    return Trial(
        campaign_id=campaign.id,
        start=start,
        days=entry["window_days"],
        kind=entry["effect"]["kind"],
        rate=entry["effect"]["rate"],
        product=entry["effect"]["product"],
        treated=[account for account, arm in arms if arm == Arm.TREATED],
    )


def stands(
    tx: Tx, staging: Staging, entry: Mapping[str, Any], *, today: date, at: datetime
) -> None:
    """Bring a campaign to the stage it is at now."""
    stage = entry["stage"]
    tomorrow = morning(staging.house, today + timedelta(days=1))
    send_at = tomorrow if stage == "scheduled" else None
    asked_at = at - timedelta(hours=3, days=entry.get("asked_days_ago", 0))
    drafted(tx, staging, entry, send_at=send_at, at=asked_at - timedelta(days=3))
    if stage == "draft" or not submitted(tx, staging, entry, at=asked_at):
        return
    if stage == "with_legal":
        _decided(tx, staging, entry, Verdict.APPROVE, at=asked_at + timedelta(hours=2))
    if stage in ("scheduled", "under_way"):
        approved(tx, staging, entry, at=asked_at + timedelta(minutes=30))
    if stage == "changes_requested":
        _decided(tx, staging, entry, Verdict.ASK_FOR_CHANGES, at=at - timedelta(hours=1))
    if stage == "under_way":
        _goes_out(tx, staging, entry, today=today, at=at - timedelta(minutes=45))


def drafted(
    tx: Tx,
    staging: Staging,
    entry: Mapping[str, Any],
    *,
    at: datetime,
    send_at: datetime | None = None,
) -> Campaign:
    """Start a campaign and say everything it needs."""
    by = staging.everybody[entry["by"]]
    campaign_id = CampaignId(entry["id"])
    seed = f"{staging.seed}-{campaign_id}"
    begun = campaigns.draft(tx, campaign_id, name=entry["name"], seed=seed, by=by, at=at)
    return campaigns.edit(
        tx,
        campaign_id,
        by=by,
        at=at + timedelta(hours=1),
        seen=begun.revision,
        channels=[channel.value for channel in Channel],
        goal=entry["goal"],
        purpose=Purpose(entry.get("purpose", "advertising")),
        brief_id=entry.get("brief"),
        segment_id=library.segment_of(entry, staging.accounts),
        template_id=entry["template"],
        holdout_share=entry["holdout_share"],
        window_days=entry["window_days"],
        roles=tuple(entry["roles"]),
        sender_name=staging.sender["sender_name"],
        sender_address=staging.sender["sender_address"],
        send_at=send_at,
        steps=tuple(map(_step, entry.get("steps", ()))),
    )


def _step(entry: Mapping[str, Any]) -> NextStep:
    return NextStep(entry["template"], "", entry["wait_hours"], Condition(entry["condition"]))


def submitted(tx: Tx, staging: Staging, entry: Mapping[str, Any], *, at: datetime) -> bool:
    """Freeze the audience and put the campaign on the approvers' desk; false: nobody is in."""
    campaign = campaign_records.get(tx, CampaignId(entry["id"]))
    audience = _audience(tx, staging, campaign, at=at)
    by, books = staging.everybody[entry["by"]], staging.house.books
    if not audience.treated or (campaign.holdout_share and not audience.held_out):
        return False
    number = staging.ids.new()
    rehearsals.at_once(tx, number, campaign, audience, staging.snapshot, by=by, at=at)
    approvals.submit(
        tx,
        campaign.id,
        audience=audience,
        book=books.approval,
        recipients=books.recipients,
        by=by,
        at=at,
    )
    return True


def _audience(tx: Tx, staging: Staging, campaign: Campaign, *, at: datetime) -> Audience:
    house = staging.house
    return audience_tables.audience_now(
        tx,
        staging.snapshot,
        campaign,
        catalogue=house.catalogue,
        book=house.books.recipients,
        today=at.date(),
        key=house.ways.signing_key,
        zone=house.settings.time_zone,
    )


def approved(tx: Tx, staging: Staging, entry: Mapping[str, Any], *, at: datetime) -> Campaign:
    """Have every stage of the route say yes, each by somebody of its role."""
    campaign = campaign_records.get(tx, CampaignId(entry["id"]))
    number = 0
    while open_stages := desk.standing(tx, campaign).open_stages:
        campaign = approvals.decide(
            tx,
            campaign.id,
            decision_id=staging.ids.new(),
            verdict=Verdict.APPROVE,
            comment="",
            by=_holder(staging.everybody, Role(open_stages[0].role)),
            at=at + timedelta(hours=number),
            seen=campaign.fingerprint,
        )
        number += 1
    return campaign


def _goes_out(
    tx: Tx, staging: Staging, entry: Mapping[str, Any], *, today: date, at: datetime
) -> None:
    """Send what a server takes; calls and letters come to where a person takes them up."""
    campaign = campaign_records.get(tx, CampaignId(entry["id"]))
    if campaign.channel == EMAIL:
        run = sending.Run(campaign, staging.seed, staging.ids, with_failures=False)
        sending.send(tx, run, at=at)
        return
    letters = staging.house.settings.letters
    zone = staging.house.settings.time_zone
    hands = handing.Hands(campaign, staging.snapshot, staging.ids, letters, today, zone)
    handing.hand_over(tx, hands, at=at)
    callers = [one for one in staging.everybody.values() if Role.ACCOUNT_MANAGER in one.roles]
    handing.call_first(tx, hands, callers, at=at + timedelta(minutes=30))


def _decided(
    tx: Tx, staging: Staging, entry: Mapping[str, Any], verdict: Verdict, *, at: datetime
) -> None:
    """What marketing says of it."""
    campaign = campaign_records.get(tx, CampaignId(entry["id"]))
    approvals.decide(
        tx,
        campaign.id,
        decision_id=staging.ids.new(),
        verdict=verdict,
        comment=entry.get("comment", ""),
        by=_holder(staging.everybody, Role.MARKETING_LEAD),
        at=at,
        seen=campaign.fingerprint,
    )


def _holder(everybody: Mapping[str, Person], role: Role) -> Person:
    return next(person for person in everybody.values() if role in person.roles)
