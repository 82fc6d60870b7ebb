"""Questions about campaigns on their way: how far, how fast, which messages, and why."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select

from core.campaigns import records as campaign_records
from core.campaigns.model import ON_ITS_WAY, Campaign, CampaignId, Status
from core.consent.model import EMAIL
from core.delivery import records, signs
from core.delivery.model import Beat, Counts, Dispatch, Reason, State
from core.store.schema import campaigns, dispatches
from core.store.store import Tx
from core.warehouse.snapshot import Snapshot

COMING = (Status.APPROVED, Status.SCHEDULED)
AT_ONCE = 10_000  # dispatches a question names: the stores bind only so many values
# Said as it is, not bound: only so does SQLite see that its partial index fits.
_IN_DOUBT = dispatches.c.state == literal(State.UNCONFIRMED.value, literal_execute=True)
MOST_ACCOUNTS = 500  # that a search by name brings
PAST = (Status.SENT, Status.SENT_WITH_ERRORS, Status.STOPPED, Status.FAILED)


@dataclass(frozen=True)
class Progress:
    """How far a campaign is. `rate` is in messages a minute, `seconds_left` none: unknown."""

    campaign: Campaign
    counts: Counts
    rate: float
    seconds_left: float | None
    next_due: datetime | None  # of what still waits

    @property
    def share(self) -> float:
        """Of the outbox, what needs nothing more; 0 to 1."""
        return self.counts.settled / self.counts.total if self.counts.total else 0.0

    @property
    def is_moving(self) -> bool:
        """Whether the picture may change by itself."""
        if self.campaign.status in (Status.PREPARING, Status.SENDING):
            return True
        return self.counts[State.SENDING] > 0


@dataclass(frozen=True)
class Worker:
    """What is known of the programs that send: the latest sign of life, and how many live."""

    latest: Beat | None
    living: int
    trouble: str

    @property
    def is_alive(self) -> bool:
        return self.living > 0


@dataclass(frozen=True)
class DomainCounts:
    """How it goes with the mailboxes of one domain."""

    domain: str
    counts: Counts


@dataclass(frozen=True)
class ChannelCounts:
    """How it goes with one step by one channel."""

    step: int
    channel: str
    counts: Counts


def in_delivery(tx: Tx) -> list[Campaign]:
    """Campaigns on their way, then those to come, then those that went out, latest first."""
    order = dict.fromkeys(ON_ITS_WAY, 0) | dict.fromkeys(COMING, 1)
    with_outbox = select(dispatches.c.id).where(dispatches.c.campaign_id == campaigns.c.id)
    went_out = set(
        tx.execute(
            select(campaigns.c.id)
            .where(campaigns.c.status.in_(PAST))
            .where(with_outbox.exists())
        ).scalars()
    )
    everything = [
        campaign
        for campaign in campaign_records.everything(tx)
        if campaign.status in order or campaign.id in went_out
    ]
    # Sorting is stable: within a group the newest stay first.
    return sorted(everything, key=lambda campaign: order.get(campaign.status, 2))


def progress(tx: Tx, campaign_id: CampaignId, *, at: datetime) -> Progress:
    """How far a campaign is now. Raises `UnknownCampaign`."""
    campaign = campaign_records.get(tx, campaign_id)
    counts = records.counts_by_state(tx, campaign_id)
    living = [sign for sign in signs.beats(tx) if sign.is_alive(at=at)]
    rate = sum(sign.rates.get(campaign_id, 0.0) for sign in living)
    due = records.next_due(tx, campaign_id)
    # What is all put off leaves when it may, however fast others left a minute ago.
    is_sending = campaign.status is Status.SENDING and rate > 0 and (due is None or due <= at)
    left = counts.moving * 60 / rate if is_sending else None
    return Progress(campaign, counts, rate, left, due)


def worker(tx: Tx, *, at: datetime) -> Worker:
    """Whether anybody sends, and what is in their way."""
    known = signs.beats(tx)
    living = [sign for sign in known if sign.is_alive(at=at)]
    trouble = next((sign.trouble for sign in living if sign.trouble), "")
    return Worker(known[0] if known else None, len(living), trouble)


def senders(tx: Tx) -> list[Beat]:
    """Every program that sends, or should: by host, and by its number there."""
    return sorted(signs.beats(tx), key=lambda sign: (sign.host, sign.number, sign.name))


def some(  # noqa: PLR0913 -- each is a filter the page offers
    tx: Tx,
    campaign_id: CampaignId,
    *,
    states: Collection[State] = (),
    words: str = "",
    accounts: Collection[str] = (),
    limit: int,
    offset: int = 0,
) -> list[Dispatch]:
    """Dispatches in these states (none: all) whose address or contact has the words, or whose
    account is one of these; the latest settled first."""
    asked = select(dispatches.c.id).where(*_asked(campaign_id, states, words, accounts))
    latest = func.coalesce(dispatches.c.settled_at, dispatches.c.queued_at).desc()
    return in_order(tx, asked.order_by(latest, dispatches.c.id).limit(limit).offset(offset))


def in_order(tx: Tx, asked: Select[str]) -> list[Dispatch]:
    """The dispatches whose ids a question finds, in its order."""
    names = list(tx.execute(asked).scalars())
    found: dict[str, Dispatch] = {}
    for start in range(0, len(names), AT_ONCE):
        some_names = names[start : start + AT_ONCE]
        found |= {one.id: one for one in records.some(tx, some_names)}
    return [found[name] for name in names if name in found]


def count(
    tx: Tx,
    campaign_id: CampaignId,
    *,
    states: Collection[State] = (),
    words: str = "",
    accounts: Collection[str] = (),
) -> int:
    """How many dispatches the same question finds."""
    conditions = _asked(campaign_id, states, words, accounts)
    counted = select(func.count()).select_from(dispatches).where(*conditions)
    return int(tx.execute(counted).scalar_one())


def by_domain(tx: Tx, campaign_id: CampaignId, *, limit: int = 50) -> list[DomainCounts]:
    """The domains with the most messages, each with its states."""
    found = _states(tx, campaign_id, domain(tx), is_mail=True)
    counted = [DomainCounts(name, counts) for (name,), counts in found.items()]
    return sorted(counted, key=lambda one: (-one.counts.total, one.domain))[:limit]


def by_channel(tx: Tx, campaign_id: CampaignId) -> list[ChannelCounts]:
    """Every step by every channel, in order, each with its states."""
    found = _states(tx, campaign_id, dispatches.c.step, dispatches.c.channel)
    steps = sorted(found.items(), key=lambda one: one[0])
    return [ChannelCounts(step, channel, counts) for (step, channel), counts in steps]


def since(tx: Tx, moment: datetime) -> dict[str, Counts]:
    """What became of all that left, or may have left, by each channel since a moment."""
    own = dispatches.c
    # What a relay refuses as it is handed over was never sent, and is a returned mail as well.
    unsent = or_(_IN_DOUBT, and_(own.state == State.BOUNCED, own.sent_at.is_(None)))
    asked = (
        select(own.channel, own.state, func.count())
        .where(or_(own.sent_at >= moment, and_(unsent, own.settled_at >= moment)))
        .group_by(own.channel, own.state)
        .order_by(own.channel)
    )
    found: dict[str, dict[State, int]] = {}
    for channel, state, count in tx.execute(asked):
        found.setdefault(channel, {})[State(state)] = count
    return {channel: Counts(states) for channel, states in found.items()}


def _states(
    tx: Tx, campaign_id: CampaignId, *keys: ColumnElement[Any], is_mail: bool = False
) -> dict[tuple[Any, ...], Counts]:
    asked = (
        select(*keys, dispatches.c.state, func.count())
        .where(dispatches.c.campaign_id == campaign_id)
        .group_by(*keys, dispatches.c.state)
    )
    if is_mail:
        asked = asked.where(dispatches.c.channel == EMAIL)
    found: dict[tuple[Any, ...], dict[State, int]] = {}
    for *key, state, count in tx.execute(asked):
        found.setdefault(tuple(key), {})[State(state)] = count
    return {key: Counts(states) for key, states in found.items()}


def account_names(snapshot: Snapshot, account_ids: Collection[str]) -> dict[str, str]:
    """The names of accounts, by id, of those that the snapshot has."""
    rows = snapshot.rows(
        "SELECT account_id, name FROM accounts"
        " WHERE account_id IN (SELECT unnest(?::VARCHAR[]))",
        [list(account_ids)],
    )
    return {row["account_id"]: row["name"] for row in rows}


def accounts_named(snapshot: Snapshot, words: str) -> list[str]:
    """The ids of accounts whose name has the words; a few hundred at most."""
    rows = snapshot.rows(
        "SELECT account_id FROM accounts WHERE contains(lower(name), lower(?))"
        " ORDER BY account_id LIMIT ?",
        [words.strip(), MOST_ACCOUNTS],
    )
    return [row["account_id"] for row in rows]


def reasons(tx: Tx, campaign_id: CampaignId) -> list[tuple[State, Reason, int]]:
    """How many dispatches are where they are for which reason, the most frequent first."""
    counted = func.count().label("n")
    rows = tx.execute(
        select(dispatches.c.state, dispatches.c.reason, counted)
        .where(dispatches.c.campaign_id == campaign_id)
        .where(dispatches.c.reason != Reason.NONE)
        .group_by(dispatches.c.state, dispatches.c.reason)
        .order_by(counted.desc(), dispatches.c.reason)
    )
    return [(State(row.state), Reason(row.reason), row.n) for row in rows]


def _asked(
    campaign_id: CampaignId,
    states: Collection[State],
    words: str,
    accounts: Collection[str],
) -> list[ColumnElement[bool]]:
    conditions = [dispatches.c.campaign_id == campaign_id]
    if states:
        conditions.append(dispatches.c.state.in_(list(states)))
    if wanted := words.strip().lower():
        conditions.append(
            or_(
                func.lower(dispatches.c.address).contains(wanted, autoescape=True),
                func.lower(dispatches.c.contact_id) == wanted,
                func.lower(dispatches.c.account_id) == wanted,
                dispatches.c.account_id.in_(list(accounts)),
            )
        )
    return conditions


def domain(tx: Tx) -> ColumnElement[str]:
    """The domain of a dispatch's mailbox; empty: its address is none."""
    address = func.lower(dispatches.c.address)
    if tx.dialect.name == "postgresql":
        return func.split_part(address, "@", 2)
    after = func.substr(address, func.instr(address, "@") + 1)
    return case((func.instr(address, "@") > 0, after), else_="")
