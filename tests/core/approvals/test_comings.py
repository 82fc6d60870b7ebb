"""Who came and who went between what an approver saw and what is there now."""

from datetime import timedelta
from typing import Any

from core.approvals import comings, tables
from core.approvals.model import Verdict
from core.campaigns import records
from core.segments.model import Combine, Condition, Group
from core.store.store import Store
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, BEN, MONDAY
from tests.plan import CAMPAIGN, decide, edit, small_base, submit, submitted, write_segment

SOME = Group(Combine.ALL, (Condition("account_id", "starts_with", "a00"),))
FIRST = Group(Combine.ALL, (Condition("account_id", "starts_with", "a000"),))
NO_HOLDOUT: dict[str, Any] = {
    "holdout_share": 0.0,
    "contacts_per_account": 1,
    "roles": ("technical",),
}


def test_the_difference_adds_up_over_submissions_in_between(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse, accounts=12)
    with store.transaction() as tx:
        submitted(tx, snapshot, **NO_HOLDOUT)
        decide(tx, Verdict.ASK_FOR_CHANGES, "fewer", by=BEN, decision="d1")
        for later, rule in enumerate((FIRST, SOME), start=1):  # one account, then ten of twelve
            write_segment(tx, rule=rule)
            again = submit(
                tx, snapshot, records.get(tx, CAMPAIGN), at=MONDAY + timedelta(hours=later)
            )
            if rule is FIRST:
                edit(tx, window_days=9)

        since = tables.changed_since(tx, again, BEN)

        assert since is not None
        assert since.comings.come == ()
        assert since.comings.gone == (("a010-technical", "a010"), ("a011-technical", "a011"))
        other = tables.changed_since(tx, again, ANA)  # since the submission before
        assert other is not None
        assert len(other.comings.come) == 9
        assert other.comings.gone == ()


def test_who_went_and_came_back_within_one_moment_never_went(
    store: Store, warehouse: Warehouse
) -> None:
    """The life of the state machine that found it: three submissions, one moment."""
    large, small = small_base(warehouse, 6), small_base(warehouse, 4)
    with store.transaction() as tx:
        submitted(tx, large, **NO_HOLDOUT)
        for days, snapshot, gone in ((8, small, {"a004", "a005"}), (9, large, set())):
            edit(tx, window_days=days)
            submit(tx, snapshot, records.get(tx, CAMPAIGN))

            changes = comings.since(tx, CAMPAIGN, MONDAY - timedelta(days=1))

            assert {account for _, account in changes.gone} == gone
            assert changes.come == ()
