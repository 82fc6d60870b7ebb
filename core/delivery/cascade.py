"""The steps of a campaign after the first: for each account when it is due, if its condition
holds, and unless the account has stopped."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Select, Subquery, case, func, insert, literal, or_, select

from core.approvals import under_way
from core.campaigns import actions as campaigns
from core.campaigns import records as campaign_records
from core.campaigns.model import FIRST_STEP, Arm, Campaign, CampaignId, Condition, Status
from core.delivery import choosing, outbox, stops
from core.delivery.feedback import receipt_rows, tracking
from core.delivery.holding import Reach, held
from core.delivery.model import MOVING, WORKER, State, Stop, Verdict
from core.foundation.ids import Ids
from core.journal import actions as journal
from core.store.schema import (
    account_steps,
    audience_accounts,
    audience_contacts,
    dispatches,
)
from core.store.store import Store, Tx

PAGE = 500  # accounts a transaction: the stores bind only so many values
LOOK_AGAIN = timedelta(seconds=30)
# These say for sure that nothing arrived; a doubt does not.
NOT_ARRIVED = frozenset({State.BOUNCED, State.FAILED, State.SKIPPED})


@dataclass(frozen=True)
class Looked:
    """What a look at a campaign's further steps came to."""

    queued: int
    is_complete: bool  # no step is left to be decided for any account
    next_due: datetime | None


@dataclass
class Cascades:
    """When one dispatcher looks at which campaign again; what is known of it dies with it."""

    _next: dict[CampaignId, datetime] = field(default_factory=dict)
    _moved: dict[CampaignId, bool] = field(default_factory=dict)
    sealed: set[tuple[CampaignId, int]] = field(default_factory=set)  # steps found as approved

    def is_due(self, campaign: Campaign, *, is_moving: bool, at: datetime) -> bool:
        """Whether to look now: its time has come, or its last message has just been settled."""
        has_ended = self._moved.get(campaign.id, True) and not is_moving
        self._moved[campaign.id] = is_moving
        return has_ended or at >= self._next.get(campaign.id, at)

    def note(self, campaign: Campaign, looked: Looked, *, at: datetime) -> None:
        """Remember when something may be due next."""
        latest = at + LOOK_AGAIN
        self._next[campaign.id] = min(looked.next_due or latest, latest)


def advance(
    store: Store,
    campaign: Campaign,
    *,
    ids: Ids,
    at: datetime,
    reach: Reach,
    sealed: set[tuple[CampaignId, int]],
) -> Looked:
    """Decide every further step that is due for any account; what goes out is queued.

    A step that is `held` is decided for nobody until it is not any more. One that is not in
    `sealed` is looked at first: where what it reads is no longer what was approved, the
    campaign is paused, and its reason names the part.
    """
    queued = 0
    steps = [one for one in _further(campaign) if one not in held(campaign, reach)]
    for step in steps:
        if not _is_as_sealed(store, campaign, step, sealed, at=at):
            return Looked(queued, is_complete=False, next_due=None)
        while True:
            with store.transaction() as tx:
                if campaign_records.locked(tx, campaign.id).status is not Status.SENDING:
                    return Looked(queued, is_complete=False, next_due=None)
                due = _due(tx, campaign, step, at=at)
                queued += _decide(tx, campaign, step, due, ids=ids, at=at)
            if len(due) < PAGE:
                break
    with store.reading() as tx:
        return Looked(queued, is_complete(tx, campaign), _next_due(tx, campaign, steps))


def _further(campaign: Campaign) -> range:
    return range(FIRST_STEP + 1, campaign.last_step + 1)


def _is_as_sealed(
    store: Store,
    campaign: Campaign,
    step: int,
    sealed: set[tuple[CampaignId, int]],
    *,
    at: datetime,
) -> bool:
    """Whether the step reads what was approved; asked once, as it first comes due."""
    key = (campaign.id, step)
    with store.reading() as tx:
        if key in sealed or not _due(tx, campaign, step, at=at):
            return True
        broken = under_way.broken_parts(tx, campaign_records.get(tx, campaign.id))
    if not broken:
        sealed.add(key)
        return True
    reason = "fallen:" + ",".join(broken)
    with store.transaction() as tx:
        if campaign_records.locked(tx, campaign.id).status is Status.SENDING:
            campaigns.move(tx, campaign.id, Status.PAUSED, by=WORKER, at=at, reason=reason)
    return False


def is_complete(tx: Tx, campaign: Campaign) -> bool:
    """Whether each step is decided for every account it goes to."""
    if not campaign.steps:
        return True
    decided = select(func.count()).where(
        account_steps.c.campaign_id == campaign.id,
        account_steps.c.step == campaign.last_step,
    )
    all_of_them = choosing.accounts_at(tx, campaign, campaign.last_step)
    return int(tx.execute(decided).scalar_one()) >= all_of_them


def _due(tx: Tx, campaign: Campaign, step: int, *, at: datetime) -> list[str]:
    """The next accounts whose wait before this step is over."""
    waits = _waiting(tx, campaign, step).subquery().c
    asked = select(waits.account_id).where(waits.since <= at - _wait(campaign, step))
    return list(tx.execute(asked.order_by(waits.account_id).limit(PAGE)).scalars())


def _next_due(tx: Tx, campaign: Campaign, steps: Sequence[int]) -> datetime | None:
    """When the first of the accounts that wait for any of these steps is due."""
    found = []
    for step in steps:
        waits = _waiting(tx, campaign, step).subquery().c
        first: datetime | None = tx.execute(select(func.min(waits.since))).scalar_one()
        if first is not None:
            found.append(first + _wait(campaign, step))
    return min(found, default=None)


def _wait(campaign: Campaign, step: int) -> timedelta:
    """How long a step waits: from the one before, or, where it asks, from the beginning."""
    waits = [one.wait_hours for one in campaign.steps[: step - FIRST_STEP]]
    return timedelta(hours=sum(waits) if campaign.question(step) else waits[-1])


def _waiting(tx: Tx, campaign: Campaign, step: int) -> Select[tuple[str, datetime]]:
    """Accounts for which the step before is settled and this one undecided, and since when.

    Who was held out waits for no step but the one that asks; both arms wait for that since the
    campaign began, or their answers would be of different days.
    """
    account, before = audience_accounts.c, _sent(campaign, step - 1)
    earlier, own = _decided("earlier", campaign, step - 1), _decided("own", campaign, step)
    began = literal(_began(tx, campaign), type_=dispatches.c.settled_at.type)
    settled = func.coalesce(before.c.settled_at, earlier.c.decided_at, began)
    since = began if campaign.question(step) else settled
    asked = (
        select(account.account_id, since.label("since"))
        .outerjoin(before, before.c.account_id == account.account_id)
        .outerjoin(earlier, earlier.c.account_id == account.account_id)
        .outerjoin(own, own.c.account_id == account.account_id)
        .where(choosing.is_reached(step, campaign))
        .where(func.coalesce(before.c.moving, 0) == 0, own.c.account_id.is_(None))
    )
    if step == FIRST_STEP + 1:
        return asked
    return asked.where(or_(earlier.c.account_id.is_not(None), account.arm == Arm.HOLDOUT))


def _sent(campaign: Campaign, step: int) -> Subquery:
    """What became of a step's messages, by account: the last settled, how many still move."""
    own = dispatches.c
    return (
        select(
            own.account_id,
            func.max(own.settled_at).label("settled_at"),
            func.sum(case((own.state.in_(MOVING), 1), else_=0)).label("moving"),
        )
        .where(own.campaign_id == campaign.id, own.step == step)
        .group_by(own.account_id)
        .subquery("sent")
    )


def _decided(name: str, campaign: Campaign, step: int) -> Subquery:
    """For which accounts a step is decided, and when that was."""
    own = account_steps.c
    asked = select(own.account_id, own.decided_at)
    return asked.where(own.campaign_id == campaign.id, own.step == step).subquery(name)


def _began(tx: Tx, campaign: Campaign) -> datetime:
    """When it began to be sent: the wait of accounts the first step has nobody for."""
    moves = campaign_records.moves(tx, campaign.id)
    started = [move.moved_at for move in moves if move.to_status is Status.SENDING]
    return started[0] if started else campaign.created_at


def _decide(
    tx: Tx, campaign: Campaign, step: int, account_ids: Sequence[str], *, ids: Ids, at: datetime
) -> int:
    """Decide a step for these accounts; how many messages were queued."""
    if not account_ids:
        return 0
    stopped = stops.found(tx, campaign, account_ids, step=step)
    stops.add(tx, campaign, stopped, first=step, by=WORKER, at=at)
    left = [one for one in account_ids if one not in stopped]
    verdicts = dict.fromkeys(_held_back(tx, campaign, step, left), Verdict.CONDITION)
    going = [one for one in left if one not in verdicts]
    channel, asks = campaign.at_step(step).channel, campaign.question(step)
    asked = choosing.chosen(campaign.id, channel, both=asks is not None)
    rows = list(tx.execute(asked.where(audience_contacts.c.account_id.in_(going))))
    contacts = [(row.contact_id, row.account_id, row.address) for row in rows]
    outbox.queue(tx, campaign, contacts, ids=ids, at=at, step=step)
    reached = {account_id for _, account_id, _ in contacts}
    verdicts |= {one: Verdict.QUEUED if one in reached else Verdict.NOBODY for one in going}
    _write(tx, campaign, step, verdicts, at=at)
    _journal(tx, campaign, step, verdicts, stopped, at=at)
    return len(contacts)


def _held_back(tx: Tx, campaign: Campaign, step: int, account_ids: Collection[str]) -> set[str]:
    """Those for which the step's condition does not hold."""
    match campaign.steps[step - FIRST_STEP - 1].condition:
        case Condition.ALWAYS:
            return set()
        case Condition.NOT_DELIVERED:
            return _arrived(tx, campaign, step, account_ids)
        case Condition.NOT_OPENED:
            return tracking.accounts_that_opened(tx, campaign.id, account_ids)
        case Condition.NOT_CLICKED:
            return tracking.accounts_that_clicked(tx, campaign.id, account_ids)
        case Condition.NOT_REPLIED:
            return receipt_rows.accounts_that_replied(tx, campaign.id, account_ids)


def _arrived(tx: Tx, campaign: Campaign, step: int, account_ids: Collection[str]) -> set[str]:
    """Those that anything of the last step that went to them may have reached."""
    own = dispatches.c
    asked = select(own.account_id, own.step, own.state).where(
        own.campaign_id == campaign.id, own.step < step, own.account_id.in_(account_ids)
    )
    latest: dict[str, tuple[int, list[State]]] = {}
    for row in tx.execute(asked.order_by(own.step)):
        number, states = latest.get(row.account_id, (row.step, []))
        kept = states if number == row.step else []
        latest[row.account_id] = (row.step, [*kept, State(row.state)])
    return {one for one, (_, states) in latest.items() if not NOT_ARRIVED.issuperset(states)}


def _write(
    tx: Tx, campaign: Campaign, step: int, verdicts: dict[str, Verdict], *, at: datetime
) -> None:
    rows = [
        {
            "campaign_id": campaign.id,
            "account_id": account_id,
            "step": step,
            "verdict": verdict,
            "decided_at": at,
        }
        for account_id, verdict in verdicts.items()
    ]
    if rows:
        tx.execute(insert(account_steps), rows)


def _journal(
    tx: Tx,
    campaign: Campaign,
    step: int,
    verdicts: dict[str, Verdict],
    stopped: dict[str, Stop],
    *,
    at: datetime,
) -> None:
    counts = Counter(str(one) for one in verdicts.values())
    details = {"step": step, **counts, "stopped": len(stopped)}
    journal.record(tx, "dispatches.step", campaign.id, by=WORKER, at=at, details=details)
