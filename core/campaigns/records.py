"""Campaigns in the operational store: compare and set, and a diary of every change."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    Row,
    Select,
    Text,
    cast,
    delete,
    func,
    insert,
    select,
    update,
)

from core.campaigns import step_records
from core.campaigns.model import (
    Arm,
    Campaign,
    CampaignId,
    Edit,
    Move,
    NextStep,
    Purpose,
    Status,
)
from core.foundation.refusal import Refusal
from core.store import schema
from core.store.schema import (
    audiences,
    campaign_edits,
    campaign_moves,
    campaigns,
)
from core.store.store import Tx

ACCOUNT_COLUMNS = ("account_id", "arm", "reason", "rule", "block")
CONTACT_COLUMNS = ("contact_id", "account_id", "address", "reason", "channel", "rule")


class ChangedMeanwhile(Refusal):
    """Somebody else changed it since it was read."""


class UnknownCampaign(Refusal):
    """No campaign goes by that id."""


def add(tx: Tx, campaign: Campaign) -> None:
    facts = vars(campaign) | {"roles": list(campaign.roles)}
    del facts["steps"]
    tx.execute(insert(campaigns).values(**facts))
    step_records.write(tx, campaign.id, campaign.steps)


def get(tx: Tx, campaign_id: CampaignId) -> Campaign:
    """One campaign. Raises `UnknownCampaign`."""
    return _one(tx, campaign_id, _by_id(campaign_id))


def locked(tx: Tx, campaign_id: CampaignId) -> Campaign:
    """One campaign, held until the transaction ends: verbs read through this door."""
    return _one(tx, campaign_id, _by_id(campaign_id).with_for_update())


def everything(tx: Tx) -> list[Campaign]:
    """Every campaign, the newest first."""
    return _all(tx, select(campaigns).order_by(campaigns.c.created_at.desc(), campaigns.c.id))


def some(tx: Tx, ids: Collection[str]) -> list[Campaign]:
    """The campaigns of these ids, in no order."""
    return _all(tx, select(campaigns).where(campaigns.c.id.in_(list(ids))))


def with_status(tx: Tx, *statuses: Status) -> list[Campaign]:
    rows = select(campaigns).where(campaigns.c.status.in_(statuses))
    return _all(tx, rows.order_by(campaigns.c.created_at))


def with_segments(tx: Tx, segment_ids: Iterable[str]) -> list[Campaign]:
    """Campaigns to one of these segments, the newest first."""
    rows = select(campaigns).where(campaigns.c.segment_id.in_(list(segment_ids)))
    ordered = rows.order_by(campaigns.c.created_at.desc(), campaigns.c.id)
    return _all(tx, ordered)


def with_brief(tx: Tx, brief_id: str) -> list[Campaign]:
    """Campaigns that use a brief, the newest first."""
    rows = select(campaigns).where(campaigns.c.brief_id == brief_id)
    ordered = rows.order_by(campaigns.c.created_at.desc(), campaigns.c.id)
    return _all(tx, ordered)


def once_with_segments(tx: Tx, segment_ids: Collection[str]) -> list[tuple[Campaign, str]]:
    """Campaigns that went to one of these segments at some time, as their diary says."""
    written = cast(campaign_edits.c.changes, Text)
    rows = select(campaign_edits.c.campaign_id, campaign_edits.c.changes)
    found = {
        (row.campaign_id, segment_id)
        for row in tx.execute(rows.where(written.contains('"segment_id"', autoescape=True)))
        for segment_id in row.changes.get("segment_id", ())
        if segment_id in segment_ids
    }
    return [(get(tx, CampaignId(one)), segment_id) for one, segment_id in sorted(found)]


def sealed(tx: Tx, statuses: Iterable[Status]) -> list[Campaign]:
    """Campaigns in these statuses that carry a seal, held until the transaction ends."""
    rows = (
        select(campaigns)
        .where(campaigns.c.fingerprint.is_not(None))
        .where(campaigns.c.status.in_(list(statuses)))
        .order_by(campaigns.c.id)  # one order for everybody, or two would wait for each other
    )
    return _all(tx, rows.with_for_update())


def change(tx: Tx, before: Campaign, values: Mapping[str, Any]) -> Campaign:
    """Write new values over a campaign that is still as it was read.

    Raises `ChangedMeanwhile`.
    """
    columns = {name: value for name, value in values.items() if name != "steps"}
    changed = tx.execute(
        update(campaigns)
        .where(campaigns.c.id == before.id)
        .where(campaigns.c.revision == before.revision)
        .where(campaigns.c.status == before.status)
        .values(**columns, revision=before.revision + 1)
    )
    if changed.rowcount != 1:
        raise ChangedMeanwhile("campaigns-changed-meanwhile", name=before.name)
    if "steps" in values:
        step_records.write(tx, before.id, values["steps"])
    return get(tx, before.id)


def note_move(tx: Tx, campaign_id: CampaignId, move: Move) -> None:
    tx.execute(insert(campaign_moves).values(campaign_id=campaign_id, **asdict(move)))


def note_edit(tx: Tx, campaign_id: CampaignId, edit: Edit) -> None:
    tx.execute(insert(campaign_edits).values(campaign_id=campaign_id, **asdict(edit)))


def moves(tx: Tx, campaign_id: CampaignId) -> list[Move]:
    """Every change of status, oldest first."""
    table = campaign_moves.c
    rows = tx.execute(
        select(table.from_status, table.to_status, table.reason, table.moved_by, table.moved_at)
        .where(table.campaign_id == campaign_id)
        .order_by(table.id)
    )
    return [
        Move(
            from_status=Status(row.from_status) if row.from_status else None,
            to_status=Status(row.to_status),
            reason=row.reason,
            moved_by=row.moved_by,
            moved_at=row.moved_at,
        )
        for row in rows
    ]


def edits(tx: Tx, campaign_id: CampaignId) -> list[Edit]:
    """Every change of content, oldest first."""
    table = campaign_edits.c
    rows = select(table.changes, table.edited_by, table.edited_at)
    rows = rows.where(table.campaign_id == campaign_id).order_by(table.id)
    return [Edit(**row._asdict()) for row in tx.execute(rows)]


# --- the frozen audience ------------------------------------------------------------------


def freeze(
    tx: Tx,
    campaign_id: CampaignId,
    *,
    facts: Mapping[str, Any],
    accounts: list[dict[str, Any]],
    contacts: list[dict[str, Any]],
) -> None:
    """Keep an audience row for row, instead of the one of an earlier submission."""
    for table in (schema.audience_contacts, schema.audience_accounts, audiences):
        tx.execute(delete(table).where(table.c.campaign_id == campaign_id))
    tx.execute(insert(audiences).values(campaign_id=campaign_id, **facts))
    if accounts:
        tx.execute(insert(schema.audience_accounts), accounts)
    if contacts:
        tx.execute(insert(schema.audience_contacts), contacts)


def set_parts(tx: Tx, campaign_id: CampaignId, parts: Mapping[str, Any]) -> None:
    where = audiences.c.campaign_id == campaign_id
    tx.execute(update(audiences).where(where).values(parts=dict(parts)))


def audience(tx: Tx, campaign_id: CampaignId) -> Row[Any] | None:
    """The card of the frozen audience: digest, publication, waterfall, parts, route …"""
    return tx.execute(select(audiences).where(audiences.c.campaign_id == campaign_id)).first()


def audience_contacts(
    tx: Tx, campaign_id: CampaignId, *, reason: str | None = "in"
) -> list[Row[Any]]:
    """Contacts by channel, as `AudienceContact`, with one final reason; none: all."""
    table = schema.audience_contacts.c
    rows = select(*(table[name] for name in CONTACT_COLUMNS))
    rows = rows.where(table.campaign_id == campaign_id)
    rows = rows.order_by(table.contact_id, table.channel)
    return list(tx.execute(rows if reason is None else rows.where(table.reason == reason)))


def audience_contact(tx: Tx, campaign_id: CampaignId, contact_id: str) -> Row[Any] | None:
    """One contact of a frozen audience, by the first of its channels; none: it is not in it."""
    table = schema.audience_contacts.c
    rows = select(*(table[name] for name in CONTACT_COLUMNS))
    rows = rows.where(table.campaign_id == campaign_id, table.contact_id == contact_id)
    return tx.execute(rows.order_by(table.channel).limit(1)).first()


def audience_accounts(tx: Tx, campaign_id: CampaignId) -> list[Row[Any]]:
    """Every account of the segment, as `AudienceAccount`."""
    table = schema.audience_accounts.c
    rows = select(*(table[name] for name in ACCOUNT_COLUMNS))
    rows = rows.where(table.campaign_id == campaign_id)
    return list(tx.execute(rows.order_by(table.account_id)))


def arms(tx: Tx, campaign_id: CampaignId) -> list[tuple[str, str]]:
    """Every account that was assigned, with its arm: treated or holdout."""
    return [
        (row.account_id, row.arm)
        for row in audience_accounts(tx, campaign_id)
        if row.arm is not None
    ]


def treated(tx: Tx, campaign_ids: Collection[str]) -> dict[str, set[str]]:
    """The accounts each of these campaigns writes to, as frozen; one statement for all."""
    own, found = schema.audience_accounts.c, {one: set[str]() for one in campaign_ids}
    asked = select(own.campaign_id, own.account_id).where(own.arm == Arm.TREATED)
    for row in tx.execute(asked.where(own.campaign_id.in_(list(campaign_ids)))):
        found[row.campaign_id].add(row.account_id)
    return found


def reached(tx: Tx) -> list[tuple[str, str]]:
    """Campaigns that were really sent, wholly or in part: id and name, the newest first."""
    table = schema.campaigns.c
    sent = (Status.SENDING, Status.PAUSED, Status.SENT, Status.SENT_WITH_ERRORS)
    rows = select(table.id, table.name).where(table.status.in_(sent))
    found = tx.execute(rows.order_by(table.created_at.desc(), table.id))
    return [(row.id, row.name) for row in found]


def audience_sizes(tx: Tx, campaign_ids: Collection[str]) -> dict[str, int]:
    """How many contacts each of these would write to, by whatever channels; 0 is left out."""
    own = schema.audience_contacts.c
    counted = select(own.campaign_id, func.count(own.contact_id.distinct()).label("n"))
    mine = own.campaign_id.in_(list(campaign_ids))
    rows = tx.execute(counted.where(mine, own.reason == "in").group_by(own.campaign_id))
    return {row.campaign_id: row.n for row in rows}


def _by_id(campaign_id: CampaignId) -> Select[Any]:
    return select(campaigns).where(campaigns.c.id == campaign_id)


def _one(tx: Tx, campaign_id: CampaignId, asked: Select[Any]) -> Campaign:
    found = _all(tx, asked)
    if not found:
        raise UnknownCampaign("campaigns-unknown", campaign=campaign_id)
    return found[0]


def _all(tx: Tx, asked: Select[Any]) -> list[Campaign]:
    rows = list(tx.execute(asked))
    steps = step_records.of(tx, [row.id for row in rows])
    return [_campaign(row, steps.get(row.id, ())) for row in rows]


def _campaign(row: Row[Any], steps: tuple[NextStep, ...]) -> Campaign:
    facts = row._asdict()
    return Campaign(
        **facts
        | {
            "status": Status(facts["status"]),
            "purpose": Purpose(facts["purpose"]),
            "roles": tuple(facts["roles"]),
            "steps": steps,
        }
    )
