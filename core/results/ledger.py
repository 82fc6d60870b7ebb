"""The delivery of a campaign in numbers: each has one definition, and they add up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.campaigns.model import Arm
from core.delivery.model import State
from core.results import records
from core.store.store import Tx

QUIET = timedelta(hours=72)  # accepted, and no bounce known for so long


@dataclass(frozen=True)
class Ledger:
    """Counts of one campaign: accounts by arm, contacts, and dispatches by what became of them.

    Every dispatch is in exactly one of `waiting`, `confirmed`, `assumed`, `on_the_way`,
    `complained`, `bounced`, `skipped`, `failed` and `unconfirmed`.
    """

    treated_accounts: int
    holdout_accounts: int
    contacts: int
    waiting: int  # queued, or in a dispatcher's hands
    confirmed: int  # a receipt says it is delivered
    assumed: int  # accepted, no bounce known after 72 hours; bounce mail is not read yet
    on_the_way: int  # accepted less than 72 hours ago, nothing heard
    complained: int
    bounced: int
    skipped: int
    failed: int
    unconfirmed: int

    @property
    def queued(self) -> int:
        """Every dispatch that was ever put into the outbox."""
        return self.waiting + self.sent + self.bounced + self.not_sent

    @property
    def sent(self) -> int:
        """Accepted by the channel, and not sent back."""
        return self.delivered + self.on_the_way

    @property
    def delivered(self) -> int:
        """A receipt says so (a complaint is one), or accepted, no bounce known in 72 hours."""
        return self.confirmed + self.complained + self.assumed

    @property
    def not_sent(self) -> int:
        return self.skipped + self.failed + self.unconfirmed

    @property
    def stages(self) -> list[tuple[str, int]]:
        """The funnel from the widest to the narrowest: words ``results-stage-…``.

        The last is “delivered” only where receipts say so of every one.
        """
        return [
            ("contacts", self.contacts),
            ("queued", self.queued),
            ("sent", self.sent + self.bounced),
            ("assumed" if self.assumed else "delivered", self.delivered),
        ]

    @property
    def losses(self) -> list[tuple[str, int]]:
        """Where messages are that did not arrive: words ``results-stage-…``."""
        names = ("waiting", "on_the_way", "bounced", "complained", "skipped", "failed")
        return [(name, getattr(self, name)) for name in (*names, "unconfirmed")]


NOTHING = Ledger(*[0] * 12)  # of a campaign that sent nothing


def ledger(tx: Tx, campaign_id: str, *, at: datetime, channel: str | None = None) -> Ledger:
    """Count a campaign's delivery as it stands at a moment, by all channels or by one."""
    rows = records.dispatch_counts(tx, campaign_id, quiet_since=at - QUIET, channel=channel)
    counts = {(state, is_old): n for state, is_old, n in rows}

    def of(*states: State) -> int:
        return sum(counts.get((state, old), 0) for state in states for old in (True, False))

    sizes = records.arm_sizes(tx, campaign_id)
    return Ledger(
        treated_accounts=sizes.get(Arm.TREATED, 0),
        holdout_accounts=sizes.get(Arm.HOLDOUT, 0),
        contacts=records.contacts_in(tx, campaign_id, channel=channel),
        waiting=of(State.QUEUED, State.SENDING, State.PREPARED),
        confirmed=of(State.DELIVERED),
        assumed=counts.get((State.SENT, True), 0),
        on_the_way=counts.get((State.SENT, False), 0),
        complained=of(State.COMPLAINED),
        bounced=of(State.BOUNCED),
        skipped=of(State.SKIPPED),
        failed=of(State.FAILED),
        unconfirmed=of(State.UNCONFIRMED),
    )
