"""What the store knows of a campaign as an experiment: arms, sends, states of dispatches.

The question that goes to both arms is no treatment: its messages are left out of all this.
"""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
from sqlalchemy import Select, case, distinct, func, select

from core.campaigns import records as campaigns
from core.campaigns.model import Arm, CampaignId
from core.campaigns.records import UnknownCampaign
from core.consent.model import Reason as Suppressed
from core.delivery.choosing import IS_ASKING
from core.delivery.model import State
from core.results.model import Overlap, Trial, Window
from core.store.schema import (
    audience_accounts,
    audience_contacts,
    audiences,
    dispatches,
    suppressions,
)
from core.store.schema import campaigns as campaigns_table
from core.store.store import Tx

# The message left the house, or may have: whoever got one of these was written to.
WRITTEN_TO = frozenset(
    {State.SENT, State.DELIVERED, State.BOUNCED, State.COMPLAINED, State.UNCONFIRMED}
)

ACCEPTED = WRITTEN_TO - {State.BOUNCED, State.UNCONFIRMED}  # a channel took it


def trial(tx: Tx, campaign_id: str) -> Trial:
    """One campaign as an experiment. Raises `UnknownCampaign`."""
    campaign = campaigns.get(tx, CampaignId(campaign_id))
    sizes = arm_sizes(tx, campaign_id)
    return Trial(
        campaign_id=campaign.id,
        name=campaign.name,
        holdout_share=campaign.holdout_share,
        window_days=campaign.window_days,
        seed=campaign.seed,
        frozen_at=tx.execute(
            select(audiences.c.frozen_at).where(audiences.c.campaign_id == campaign_id)
        ).scalar(),
        first_sent_at=tx.execute(
            select(func.min(dispatches.c.sent_at)).where(
                dispatches.c.campaign_id == campaign_id, ~IS_ASKING
            )
        ).scalar(),
        treated=sizes.get(Arm.TREATED, 0),
        holdout=sizes.get(Arm.HOLDOUT, 0),
        contacted=_contacted(tx, campaign_id),
        looks=campaign.looks,
    )


def named(tx: Tx, text: str) -> str:
    """The id of the campaign with this id or, failing that, this name; the latest of several.

    Raises `UnknownCampaign`.
    """
    table = campaigns_table.c
    rows = select(table.id).where((table.id == text) | (table.name == text))
    rows = rows.order_by((table.id == text).desc(), table.created_at.desc())
    found = tx.execute(rows.limit(1)).scalar()
    if found is None:
        raise UnknownCampaign("results-unknown-campaign", campaign=text)
    return str(found)


def arms(tx: Tx, campaign_id: str) -> pa.Table:
    """Every assigned account (`account_id`, `is_treated`), the treated first, as Arrow."""
    treated, holdout = (
        _account_ids(tx, campaign_id, arm) for arm in (Arm.TREATED, Arm.HOLDOUT)
    )
    is_treated = np.repeat([True, False], [len(treated), len(holdout)])
    return pa.table(
        {"account_id": pa.concat_arrays([treated, holdout]), "is_treated": is_treated}
    )


def _account_ids(tx: Tx, campaign_id: str, arm: Arm) -> pa.Array:
    table = audience_accounts.c
    rows = select(table.account_id).where(table.campaign_id == campaign_id, table.arm == arm)
    return pa.array(tx.scalars(rows.order_by(table.account_id)).all(), pa.string())


def arm_sizes(tx: Tx, campaign_id: str) -> dict[str, int]:
    """How many accounts each arm has."""
    table = audience_accounts.c
    rows = (
        select(table.arm, func.count().label("accounts"))
        .where(table.campaign_id == campaign_id, table.arm.is_not(None))
        .group_by(table.arm)
    )
    return {row.arm: row.accounts for row in tx.execute(rows)}


def contacts_in(tx: Tx, campaign_id: str, *, channel: str | None = None) -> int:
    """How many contacts the frozen audience writes to, by whatever channels or by one."""
    table = audience_contacts.c
    counted = select(func.count(distinct(table.contact_id))).where(
        table.campaign_id == campaign_id, table.reason == "in"
    )
    if channel is not None:
        counted = counted.where(table.channel == channel)
    return int(tx.execute(counted).scalar_one())


def dispatch_counts(
    tx: Tx, campaign_id: str, *, quiet_since: datetime, channel: str | None = None
) -> list[tuple[str, bool, int]]:
    """Dispatches of a channel, or all, by state, and by whether they were taken before
    `quiet_since`."""
    table = dispatches.c
    old = case((table.sent_at <= quiet_since, True), else_=False)
    rows = (
        select(table.state, old, func.count())
        .where(table.campaign_id == campaign_id, ~IS_ASKING)
        .group_by(table.state, old)
    )
    if channel is not None:
        rows = rows.where(table.channel == channel)
    return [(state, bool(is_old), count) for state, is_old, count in tx.execute(rows)]


def messages(tx: Tx, campaign_id: str) -> pa.Table:
    """How many messages left for each account (`account_id`, `channel`, `messages`)."""
    table = dispatches.c
    rows = tx.execute(
        select(table.account_id, table.channel, func.count().label("messages"))
        .where(table.campaign_id == campaign_id, table.state.in_(sorted(WRITTEN_TO)))
        .where(~IS_ASKING)
        .group_by(table.account_id, table.channel)
        .order_by(table.account_id, table.channel)
    ).all()
    return pa.table(
        {
            "account_id": pa.array([row.account_id for row in rows], pa.string()),
            "channel": pa.array([row.channel for row in rows], pa.string()),
            "messages": pa.array([row.messages for row in rows], pa.int64()),
        }
    )


def accepted(tx: Tx, campaign_id: str) -> int:
    """How many messages of a campaign a channel took."""
    return _dispatches_in(tx, campaign_id, ACCEPTED)


def complained(tx: Tx, campaign_id: str) -> int:
    """How many of its messages somebody called spam."""
    return _dispatches_in(tx, campaign_id, frozenset({State.COMPLAINED}))


def recipients(tx: Tx, campaign_id: str) -> int:
    """How many addresses took its messages, each counted once in its channel."""
    return _counted(tx, _recipients(campaign_id, ACCEPTED))


def unsubscribed(tx: Tx, campaign_id: str, window: Window, time_zone: str) -> int:
    """How many addresses it wrote to were withdrawn by their owners within a window.

    An address that several of its messages went to is one, in each channel.
    """
    out, gone = dispatches.c, suppressions.c
    start, end = _moments(window, time_zone)
    withdrawn = (
        _recipients(campaign_id, WRITTEN_TO)
        .join(
            suppressions,
            (gone.channel == out.channel) & (gone.address == func.lower(out.address)),
        )
        .where(gone.reason == Suppressed.UNSUBSCRIBED)
        .where(gone.suppressed_at >= start, gone.suppressed_at < end)
    )
    return _counted(tx, withdrawn)


def _recipients(campaign_id: str, states: frozenset[State]) -> Select[tuple[str, str]]:
    table = dispatches.c
    address = func.lower(table.address).label("address")
    rows = select(table.channel, address).distinct().select_from(dispatches)
    mine = rows.where(table.campaign_id == campaign_id, table.state.in_(sorted(states)))
    return mine.where(~IS_ASKING)


def _counted(tx: Tx, rows: Select[tuple[str, str]]) -> int:
    return int(tx.execute(select(func.count()).select_from(rows.subquery())).scalar_one())


def _dispatches_in(tx: Tx, campaign_id: str, states: frozenset[State]) -> int:
    table = dispatches.c
    counted = select(func.count()).where(table.campaign_id == campaign_id, ~IS_ASKING)
    return int(tx.execute(counted.where(table.state.in_(sorted(states)))).scalar_one())


def _moments(window: Window, time_zone: str) -> tuple[datetime, datetime]:
    """When a window begins and ends, on the clock of the house."""
    zone = ZoneInfo(time_zone)
    return (
        datetime.combine(window.start, time.min, zone),
        datetime.combine(window.end, time.min, zone),
    )


def overlap(tx: Tx, campaign_id: str, window: Window, time_zone: str) -> Overlap:
    """Other campaigns that wrote to this one's accounts within a window."""
    other, mine = dispatches.c, audience_accounts.c
    start, end = _moments(window, time_zone)
    met = (
        select(other.campaign_id, other.account_id, mine.arm)
        .join(audience_accounts, mine.account_id == other.account_id)
        .where(mine.campaign_id == campaign_id, mine.arm.is_not(None))
        .where(other.campaign_id != campaign_id, other.state.in_(sorted(WRITTEN_TO)))
        .where(other.sent_at >= start, other.sent_at < end, ~IS_ASKING)
        .subquery()
    )
    accounts = func.count(distinct(met.c.account_id)).label("accounts")
    counted = select(met.c.arm, accounts).group_by(met.c.arm)
    counts = {row.arm: row.accounts for row in tx.execute(counted)}
    table = campaigns_table.c
    named = select(table.name).where(table.id.in_(select(met.c.campaign_id)))
    names = tuple(tx.execute(named.order_by(table.created_at, table.id)).scalars())
    return Overlap(names, counts.get(Arm.TREATED, 0), counts.get(Arm.HOLDOUT, 0))


def _contacted(tx: Tx, campaign_id: str) -> int:
    table = dispatches.c
    held = audience_accounts.c
    counted = (
        select(func.count(distinct(table.account_id)))
        .join(
            audience_accounts,
            (held.campaign_id == table.campaign_id) & (held.account_id == table.account_id),
        )
        .where(table.campaign_id == campaign_id, held.arm == Arm.HOLDOUT)
        .where(~IS_ASKING, table.state.in_(sorted(WRITTEN_TO)))
    )
    return int(tx.execute(counted).scalar_one())
