"""All campaigns of a period against those that stood aside: nested holdouts, age, size."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from sqlalchemy import delete, event, update

from core.campaigns import global_holdout
from core.results import standing
from core.results.model import Verdict
from core.results.programme import Programme, programmes
from core.rulebook.model import RecipientsBook
from core.rulebook.recipients import GlobalHoldout
from core.rulebook.shelf import in_force
from core.store.schema import audience_accounts, audiences, dispatches
from core.store.store import Store
from core.warehouse.warehouse import Warehouse
from tests.conftest import MONDAY
from tests.core.results.trials import DAYS, Experiment, publish, send

JULY = datetime(2026, 7, 2, 9, tzinfo=UTC)
STANDING = {"standing": {"period": "2026H1", "share": 0.02, "seed": "standing"}}


def run(  # noqa: PLR0913 – a period in all its parts
    store: Store,
    warehouse: Warehouse,
    *,
    aside: int = 60,
    effect: float = 100,
    at: datetime = JULY,
    shared: int = 0,
    shares: Sequence[float] = (0.02, 0.02),
) -> list[Programme]:
    """Two campaigns to the same accounts, each with a holdout of its own, within a period.

    `effect` is added to the sales of everybody whom at least one of them wrote to. `shared` of
    those aside stood there in the first campaign only, through a neighbour's mailbox; `shares`
    are those of the standing holdout, campaign by campaign.
    """
    base = Experiment(accounts=500)
    others = [Experiment(accounts=500, seed=seed) for seed in (21, 22)]
    stood = set(np.random.default_rng(5).choice(base.ids, aside, replace=False).tolist())
    held = others[0].is_held & others[1].is_held
    is_moved = [one not in stood for one in base.ids] & ~held
    base.outcome = base.outcome + np.where(is_moved, effect, 0.0)
    publish(warehouse, base)
    for place, one in enumerate(others):
        later = timedelta(days=place)
        send(store, one, campaign_id=f"c{place}", name=f"Spring {place}", sent_after=later)
    with store.transaction() as tx:
        for place, share in enumerate(shares):
            drawn = {"standing": STANDING["standing"] | {"share": share}}
            mine = audiences.c.campaign_id == f"c{place}"
            tx.execute(update(audiences).where(mine).values(drawn=drawn))
        mine = audience_accounts.c.account_id.in_(stood)
        tx.execute(
            update(audience_accounts).where(mine).values(arm=None, reason="global_holdout")
        )
        tx.execute(delete(dispatches).where(dispatches.c.account_id.in_(stood)))
        theirs = audience_accounts.c.account_id.in_(sorted(stood)[:shared])
        tx.execute(
            update(audience_accounts)
            .where(theirs, audience_accounts.c.campaign_id == "c1")
            .values(arm="treated", reason="in")
        )
    with store.reading() as tx:
        snapshot = warehouse.current()
        return programmes(tx, snapshot, at=at, time_zone="Europe/Moscow", rounds=499)


def test_all_campaigns_together_are_read_against_whoever_stood_aside(
    store: Store, warehouse: Warehouse
) -> None:
    found = run(store, warehouse)

    assert len(found) == 1
    one = found[0]
    assert (one.period, one.campaigns) == ("2026H1", ("Spring 0", "Spring 1"))
    assert (one.treated, one.aside) == (440, 60)
    assert one.window.start == MONDAY.date()
    assert one.window.days == DAYS + 1
    assert one.verdict is Verdict.UP
    assert one.findings is not None
    uplift = one.findings.uncapped.uplift
    # Accounts that both own holdouts kept back are in the programme, and bought nothing more.
    assert uplift.low <= 100 * (1 - one.nested / one.treated) <= uplift.high
    assert "brought" in one.sentence("en")
    assert "60 в стороне от всех" in one.sentence("ru")
    assert one.sentence("en").startswith("Over the period (first half of 2026) the campaigns")
    assert one.sentence("ru").startswith("За первое полугодие 2026 года кампании")


def test_own_holdouts_are_nested_in_the_programme(store: Store, warehouse: Warehouse) -> None:
    one = run(store, warehouse)[0]

    both = Experiment(accounts=500, seed=21).is_held & Experiment(accounts=500, seed=22).is_held
    assert 0 < one.nested <= both.sum()
    assert one.treated - one.nested > 0


def test_whoever_stood_aside_in_one_campaign_only_is_in_the_programme(
    store: Store, warehouse: Warehouse
) -> None:
    one = run(store, warehouse, shared=15)[0]

    assert (one.treated, one.aside) == (455, 45)


def test_a_draw_that_was_changed_in_mid_period_has_no_result(
    store: Store, warehouse: Warehouse
) -> None:
    one = run(store, warehouse, shares=(0.02, 0.05))[0]

    assert one.verdict is Verdict.REFUSED
    assert [reason.key for reason in one.refusals] == ["programme-redrawn"]
    assert "changed in the rule book in mid-period" in one.sentence("en")
    assert "посреди периода" in one.sentence("ru")


def test_a_programme_without_effect_is_not_called_one(
    store: Store, warehouse: Warehouse
) -> None:
    assert run(store, warehouse, effect=0)[0].verdict is Verdict.INCONCLUSIVE


def test_a_period_that_still_runs_is_locked(store: Store, warehouse: Warehouse) -> None:
    one = run(store, warehouse, at=datetime(2026, 6, 30, 9, tzinfo=UTC))[0]

    assert one.verdict is Verdict.REFUSED
    assert one.findings is None
    assert [reason.values["until"] for reason in one.refusals] == [date(2026, 7, 1)]
    assert "opens on 1 Jul 2026" in one.sentence("en")


def test_a_dozen_that_stood_aside_tell_nothing(store: Store, warehouse: Warehouse) -> None:
    one = run(store, warehouse, aside=12)[0]

    assert one.verdict is Verdict.REFUSED
    assert [reason.key for reason in one.refusals] == ["programme-small"]
    assert "the smaller group has 12" in one.sentence("en")
    assert "12 клиентов" in one.sentence("ru")


def test_campaigns_outside_the_standing_holdout_are_no_programme(
    store: Store, warehouse: Warehouse
) -> None:
    publish(warehouse, experiment := Experiment())
    send(store, experiment)

    with store.reading() as tx:
        snapshot = warehouse.current()
        assert programmes(tx, snapshot, at=JULY, time_zone="Europe/Moscow") == []


def test_what_a_programme_rests_on_is_read_once_until_it_changes(
    store: Store, warehouse: Warehouse
) -> None:
    first, read = run(store, warehouse), []

    @event.listens_for(store.engine, "before_cursor_execute")
    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if "FROM audience_accounts" in statement:
            read.append(statement)

    def again(at: datetime = JULY) -> list[Programme]:
        with store.reading() as tx:
            snapshot = warehouse.current()
            return programmes(tx, snapshot, at=at, time_zone="Europe/Moscow", rounds=499)

    assert again() == first
    assert read == []
    assert again(JULY - timedelta(days=2))[0].verdict is Verdict.REFUSED
    with store.transaction() as tx:
        tx.execute(update(audiences).values(digest="another"))
    again()
    assert len(read) == 2


@pytest.fixture
def rule(monkeypatch: pytest.MonkeyPatch) -> GlobalHoldout:
    """The rule in force is the one these campaigns were drawn by."""
    shipped = in_force("recipients", RecipientsBook).global_holdout
    assert shipped is not None
    mine = shipped.model_copy(update={"seed": "standing", "share": 0.12})
    monkeypatch.setattr(standing, "rule_of", lambda _draw: mine)
    return mine


def test_a_standing_draw_that_cannot_be_is_refused(
    store: Store, warehouse: Warehouse, rule: GlobalHoldout
) -> None:
    """Most of those drawn were never asked about: they are missing on one side alone."""
    run(store, warehouse)
    period, snapshot = "2026H1", warehouse.current()
    ordinals = global_holdout.drawn(snapshot, rule, period)
    own = sorted(global_holdout.account_ids(snapshot, ordinals))
    assert 35 < len(own) < 85
    assert not _read(store, warehouse)[0].refusals
    with store.transaction() as tx:
        mine = audience_accounts.c.account_id.in_(own[5:])
        tx.execute(delete(audience_accounts).where(mine))
        tx.execute(update(audiences).values(digest="fewer"))

    one = _read(store, warehouse)[0]

    assert [reason.key for reason in one.refusals] == ["programme-mismatch"]
    assert "the standing draw keeps 5 aside" in one.sentence("en")
    assert "жребий отводит в сторону 5" in one.sentence("ru")


def test_whoever_stands_aside_for_a_neighbor_is_counted(
    store: Store, warehouse: Warehouse, rule: GlobalHoldout
) -> None:
    one = run(store, warehouse)[0]

    snapshot = warehouse.current()
    own = global_holdout.account_ids(snapshot, global_holdout.drawn(snapshot, rule, "2026H1"))
    base = Experiment(accounts=500)
    stood = set(np.random.default_rng(5).choice(base.ids, 60, replace=False).tolist())
    (told,) = [reason for reason in one.cautions if reason.key == "programme-neighbors"]
    assert told.values == {"neighbors": len(stood - own), "aside": 60}
    assert "share a mailbox" in told.sentence("en")
    assert "общий ящик" in told.sentence("ru")


def _read(store: Store, warehouse: Warehouse) -> list[Programme]:
    with store.reading() as tx:
        snapshot = warehouse.current()
        return programmes(tx, snapshot, at=JULY, time_zone="Europe/Moscow", rounds=499)


@pytest.mark.parametrize(
    ("period", "end"),
    [
        ("2026Q1", date(2026, 4, 1)),
        ("2026Q4", date(2027, 1, 1)),
        ("2026H1", date(2026, 7, 1)),
        ("2026H2", date(2027, 1, 1)),
        ("2026", date(2027, 1, 1)),
    ],
)
def test_a_period_ends_where_the_next_one_begins(period: str, end: date) -> None:
    assert global_holdout.end_of(period) == end
    rotation = {"Q": "quarter", "H": "half_year"}.get(period[4:5], "year")
    assert global_holdout.period_of(rotation, end - timedelta(days=1)) == period
    assert global_holdout.period_of(rotation, end) != period
