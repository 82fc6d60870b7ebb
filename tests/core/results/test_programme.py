"""All campaigns of a period against those that stood aside: nested holdouts, age, size."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import numpy as np
import pytest
from sqlalchemy import delete, event, update

from core.campaigns import global_holdout
from core.results import standing
from core.results.model import Verdict
from core.results.programme import Programme, programmes
from core.rulebook import editions
from core.rulebook.editions import Edition
from core.rulebook.loading import parse
from core.rulebook.model import RecipientsBook
from core.rulebook.recipients import GlobalHoldout
from core.rulebook.shelf import in_force, shipped
from core.store.schema import audience_accounts, audiences, dispatches
from core.store.store import Store, Tx
from core.warehouse.warehouse import Warehouse
from tests.conftest import MONDAY
from tests.core.results.trials import DAYS, Experiment, publish, send

JULY = datetime(2026, 7, 2, 9, tzinfo=UTC)
SHARE = 0.12
RULE_OF = standing.rule_of  # before it is replaced below
STANDING = {"period": "2026H1", "seed": "standing"}


@pytest.fixture(autouse=True)
def rule(monkeypatch: pytest.MonkeyPatch) -> GlobalHoldout:
    """The rule in force is the one these campaigns were drawn by, whatever its share."""
    shipped_rule = in_force("recipients", RecipientsBook).global_holdout
    assert shipped_rule is not None

    def of(_tx: Tx, draw: tuple[str, float]) -> GlobalHoldout:
        return shipped_rule.model_copy(update={"seed": draw[0], "share": draw[1]})

    monkeypatch.setattr(standing, "rule_of", of)
    return shipped_rule.model_copy(update={"seed": "standing", "share": SHARE})


def run(  # noqa: PLR0913 – a period in all its parts
    store: Store,
    warehouse: Warehouse,
    *,
    share: float = SHARE,
    effect: float = 100,
    at: datetime = JULY,
    shared: int = 0,
    shares: Sequence[float] = (),
    shares_mailbox: int = 0,
) -> list[Programme]:
    """Two campaigns to the same accounts, each with a holdout of its own, within a period.

    Aside are those whom the standing draw chose by its `share`; `effect` is added to the sales
    of everybody whom at least one of them wrote to. `shared` more stood aside in the first
    campaign only, through a neighbor's mailbox; `shares` are those of the standing holdout,
    campaign by campaign, where they differ. With `shares_mailbox`, the first so many accounts
    share one by four and buy more than their past foretells, and whoever shares one with an
    account that was drawn stands aside, too.
    """
    base = Experiment(accounts=500)
    others = [Experiment(accounts=500, seed=seed) for seed in (21, 22)]
    drawn = own(base, share)
    once = set([one for one in base.ids if one not in drawn][:shared])
    stood = drawn | once | neighbors(base, shares_mailbox)
    base.outcome = base.outcome + np.where(np.arange(500) < shares_mailbox, 900.0, 0.0)
    held = others[0].is_held & others[1].is_held
    is_moved = [one not in stood for one in base.ids] & ~held
    base.outcome = base.outcome + np.where(is_moved, effect, 0.0)
    publish(warehouse, base)
    for place, other in enumerate(others):
        later = timedelta(days=place)
        send(store, other, campaign_id=f"c{place}", name=f"Spring {place}", sent_after=later)
    with store.transaction() as tx:
        for place, one in enumerate(shares or (share, share)):
            told = {"standing": STANDING | {"share": one}}
            mine = audiences.c.campaign_id == f"c{place}"
            tx.execute(update(audiences).where(mine).values(drawn=told))
        mine = audience_accounts.c.account_id.in_(stood)
        tx.execute(
            update(audience_accounts).where(mine).values(arm=None, reason="global_holdout")
        )
        tx.execute(delete(dispatches).where(dispatches.c.account_id.in_(stood)))
        theirs = audience_accounts.c.account_id.in_(once)
        tx.execute(
            update(audience_accounts)
            .where(theirs, audience_accounts.c.campaign_id == "c1")
            .values(arm="treated", reason="in")
        )
    with store.reading() as tx:
        snapshot = warehouse.current()
        return programmes(tx, snapshot, at=at, time_zone="Europe/Moscow", rounds=499)


def own(base: Experiment, share: float = SHARE) -> set[str]:
    """Whom the standing draw chooses, by hand."""
    found = {one: sha256(f"standing\x1f2026H1\x1faccount {one}".encode()) for one in base.ids}
    limit = int(share * 2**52)
    return {one for one, digest in found.items() if int(digest.hexdigest()[:13], 16) < limit}


def neighbors(base: Experiment, shares_mailbox: int) -> set[str]:
    """Who was not drawn, but shares a mailbox with one who was."""
    boxes = [base.ids[place : place + 4] for place in range(0, shares_mailbox, 4)]
    drawn = own(base)
    return {one for box in boxes if drawn & set(box) for one in box} - drawn


def test_all_campaigns_together_are_read_against_whoever_stood_aside(
    store: Store, warehouse: Warehouse
) -> None:
    found = run(store, warehouse)

    assert len(found) == 1
    one = found[0]
    assert (one.period, one.campaigns) == ("2026H1", ("Spring 0", "Spring 1"))
    aside = len(own(Experiment(accounts=500)))
    assert (one.treated, one.aside) == (500 - aside, aside)
    assert one.window.start == MONDAY.date()
    assert one.window.days == DAYS + 1
    assert one.verdict is Verdict.UP
    assert one.findings is not None
    uplift = one.findings.uncapped.uplift
    # Accounts that both own holdouts kept back are in the programme, and bought nothing more.
    assert uplift.low <= 100 * (1 - one.nested / one.treated) <= uplift.high
    assert "brought" in one.sentence("en")
    assert f"{aside} в стороне от всех" in one.sentence("ru")
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

    aside = len(own(Experiment(accounts=500)))
    assert (one.treated, one.aside) == (500 - aside, aside)


def test_a_draw_that_was_changed_in_mid_period_has_no_result(
    store: Store, warehouse: Warehouse
) -> None:
    one = run(store, warehouse, shares=(SHARE, 0.05))[0]

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
    one = run(store, warehouse, share=0.02)[0]

    assert one.verdict is Verdict.REFUSED
    assert [reason.key for reason in one.refusals] == ["programme-small"]
    assert f"the smaller group has {len(own(Experiment(accounts=500), 0.02))}" in one.sentence(
        "en"
    )
    assert f"{len(own(Experiment(accounts=500), 0.02))} клиентов" in one.sentence("ru")


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


def test_a_standing_draw_that_cannot_be_is_refused(
    store: Store, warehouse: Warehouse, rule: GlobalHoldout
) -> None:
    """Most of those drawn were never asked about: they are missing on one side alone."""
    run(store, warehouse)
    period, snapshot = "2026H1", warehouse.current()
    ordinals = global_holdout.drawn(snapshot, rule, period)
    drawn = sorted(global_holdout.account_ids(snapshot, ordinals))
    assert set(drawn) == own(Experiment(accounts=500))
    assert not _read(store, warehouse)[0].refusals
    with store.transaction() as tx:
        mine = audience_accounts.c.account_id.in_(drawn[25:])
        tx.execute(delete(audience_accounts).where(mine))
        tx.execute(update(audiences).values(digest="fewer"))

    one = _read(store, warehouse)[0]

    assert [reason.key for reason in one.refusals] == ["programme-mismatch"]
    assert "the standing draw keeps 25 aside" in one.sentence("en")
    assert "жребий отводит в сторону 25" in one.sentence("ru")


@pytest.mark.parametrize("effect", [0.0, 150.0])
def test_a_programme_is_read_by_the_draw_and_not_by_mailboxes(
    store: Store, warehouse: Warehouse, effect: float
) -> None:
    """Accounts that share a mailbox buy more, and more of them stand aside than were drawn."""
    one = run(store, warehouse, effect=effect, shares_mailbox=200)[0]

    base = Experiment(accounts=500)
    drawn, others = own(base), neighbors(base, 200)
    assert (one.aside, one.treated) == (len(drawn), 500 - len(drawn))
    assert one.findings is not None
    truth = effect * (one.treated - one.nested - len(others)) / one.treated
    uplift = one.findings.uncapped.uplift
    assert uplift.low <= truth <= uplift.high
    (told,) = one.cautions
    assert told.values == {"neighbors": len(others), "treated": one.treated}
    assert "share a mailbox" in told.sentence("en")
    assert "общий ящик" in told.sentence("ru")


def test_a_programme_whose_rule_nobody_has_any_more_says_so(
    store: Store, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "rule_of", lambda *_of: None)

    one = run(store, warehouse, effect=0, shares_mailbox=200)[0]

    base = Experiment(accounts=500)
    assert one.aside == len(own(base) | neighbors(base, 200))
    # Nothing was brought. Without the draw, mailboxes make it look like harm.
    assert one.verdict is Verdict.DOWN
    assert [reason.key for reason in one.cautions] == ["programme-undrawn"]
    assert "No rule book" in one.cautions[0].sentence("en")
    assert "ни в одной версии" in one.cautions[0].sentence("ru")


def test_the_rule_of_a_draw_is_found_when_it_is_in_force_no_more(
    store: Store,
) -> None:
    text = shipped("recipients")
    old = parse("recipients.toml", text, RecipientsBook).global_holdout
    assert old is not None
    changed = text.replace(f'seed = "{old.seed}"', 'seed = "another"')
    assert changed != text
    with store.transaction() as tx:
        edition = Edition("recipients", 900, changed, "why", "ana", MONDAY, "ivan", MONDAY)
        editions.add(tx, edition)

    with store.reading() as tx:
        assert RULE_OF(tx, (old.seed, old.share)) == old
        found = RULE_OF(tx, ("another", old.share))
        assert found is not None
        assert found.seed == "another"
        assert RULE_OF(tx, ("never", old.share)) is None


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
