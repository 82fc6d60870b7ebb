"""How past campaigns went out: most messages arrived, a few bounced, some people left."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.campaigns import actions as campaigns
from core.campaigns.model import Campaign, Status
from core.consent import actions as consent
from core.consent.model import EMAIL
from core.consent.model import Reason as Suppressed
from core.delivery import choosing, outbox, records, settling
from core.delivery.model import WORKER, Counts, Dispatch, Outcome, Reason, State
from core.demo.chance import SeededIds, share
from core.store.schema import audience_contacts
from core.store.store import Tx

A_MINUTE = 400  # messages
LASTING = 0.992  # of the fates below: those that are not a mailbox still full
LEAVING = 0.004  # of those who got a message, unsubscribed soon after
# What goes out as the demo is made began three quarters of an hour ago: nobody leaves tomorrow.
LEAVES_AFTER = timedelta(minutes=20)

# Up to which share of the messages, what became of them, and what the other side said.
_FATES = (
    (0.965, State.SENT, Reason.NONE, "250 2.0.0 Ok: queued"),
    (0.986, State.BOUNCED, Reason.HARD_BOUNCE, "550 5.1.1 User unknown"),
    (0.992, State.BOUNCED, Reason.BLOCKED, "554 5.7.1 Message refused by policy"),
    (1.0, State.FAILED, Reason.ATTEMPTS, "452 4.2.2 Mailbox full"),
)


@dataclass(frozen=True)
class Run:
    """One campaign going out: `with_failures`, where some mailboxes stayed full."""

    campaign: Campaign
    seed: int
    ids: SeededIds
    with_failures: bool


def send(tx: Tx, run: Run, *, at: datetime) -> None:
    """Send an approved campaign, as the worker would have from a moment on.

    One of several steps stays on its way: they wait until their time comes.
    """
    begin(tx, run.campaign, ids=run.ids, at=at)
    last = _hand_over(tx, run, at=at)
    if not run.campaign.steps:
        counts = records.counts_by_state(tx, run.campaign.id)
        campaigns.move(tx, run.campaign.id, _end(counts), by=WORKER, at=last)


def begin(tx: Tx, campaign: Campaign, *, ids: SeededIds, at: datetime) -> None:
    """Fill the outbox with the first step of an approved campaign, and begin to send it."""
    campaigns.move(tx, campaign.id, Status.PREPARING, by=WORKER, at=at)
    chosen = choosing.chosen(campaign.id, campaign.channel)
    rows = tx.execute(chosen.order_by(audience_contacts.c.contact_id))
    contacts = [(row.contact_id, row.account_id, row.address) for row in rows]
    outbox.queue(tx, campaign, contacts, ids=ids, at=at)
    campaigns.move(tx, campaign.id, Status.SENDING, by=WORKER, at=at)


def _hand_over(tx: Tx, run: Run, *, at: datetime) -> datetime:
    """Claim and settle so many a minute, until none is left; return when that was."""
    while batch := records.claim(tx, run.campaign.id, limit=A_MINUTE, by=WORKER, at=at):
        in_order = sorted(batch, key=lambda dispatch: dispatch.contact_id)
        outcomes = [_outcome(run, dispatch, at=at) for dispatch in in_order]
        settling.settle(tx, outcomes, ids=run.ids)
        _let_leave(tx, run, outcomes)
        at += timedelta(minutes=1)
    return at


def _outcome(run: Run, dispatch: Dispatch, *, at: datetime) -> Outcome:
    drawn = share(run.seed, f"fate:{dispatch.campaign_id}:{dispatch.contact_id}")
    if not run.with_failures:
        drawn *= LASTING
    _, state, reason, answer = next(fate for fate in _FATES if drawn < fate[0])
    return Outcome(dispatch, state, reason, at, answer, attempted=True)


def _let_leave(tx: Tx, run: Run, outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        drawn = share(run.seed, f"leaves:{run.campaign.id}:{outcome.dispatch.contact_id}")
        if outcome.state is State.SENT and drawn < LEAVING:
            consent.suppress(
                tx,
                run.ids.new(),
                channel=EMAIL,
                address=outcome.dispatch.address,
                reason=Suppressed.UNSUBSCRIBED,
                source=f"dispatch {outcome.dispatch.id}",
                by="unsubscribe",
                at=outcome.at + LEAVES_AFTER,
            )


def _end(counts: Counts) -> Status:
    return Status.SENT_WITH_ERRORS if counts[State.FAILED] else Status.SENT
