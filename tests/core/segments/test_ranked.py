"""The top of a ranking as a condition: its best accounts, and only while it is fresh."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from core.campaigns.sets import KeptSets, names, put_away
from core.segments import ranked
from core.segments.model import Condition, Group, Listed
from core.segments.ranked import FRESH, TOPS, DamagedRanking, Ranking, StaleRanking
from core.segments.resolving import ADVICE, UnknownSet, resolved
from core.store.schema import ranking_members
from core.store.store import Store
from tests.conftest import ANA, MONDAY
from tests.plan import CAMPAIGN, ready_campaign

TODAY = MONDAY.date()
BEST_FIRST = tuple(f"a{number:03}" for number in reversed(range(25)))
RANKING = Ranking(
    id="r1",
    campaign_id=CAMPAIGN,
    name="Spring",
    publication=1,
    model="m-1",
    accounts=len(BEST_FIRST),
    digest=ranked.digest("m-1", BEST_FIRST),
    made_by=ANA.id,
    made_at=MONDAY,
)


@pytest.fixture
def kept(store: Store) -> Store:
    with store.transaction() as tx:
        ready_campaign(tx)
        ranked.keep(tx, RANKING, BEST_FIRST)
    return store


def advised(top: int, ranking: str = "r1") -> Condition:
    return Condition(ADVICE, "in_any", (f"{ranking}.{top}",))


@pytest.mark.parametrize(("top", "count"), [(10, 3), (20, 5), (50, 13)])
def test_a_top_is_its_best_accounts(kept: Store, top: int, count: int) -> None:
    with kept.reading() as tx:
        rule = resolved(advised(top), KeptSets(tx, TODAY))

    assert isinstance(rule, Group)
    (best,) = rule.rules
    assert isinstance(best, Listed)
    assert set(best.accounts) == set(BEST_FIRST[:count])


def test_another_model_or_order_is_another_set(kept: Store) -> None:
    with kept.transaction() as tx:
        other = replace(RANKING, id="r2", model="m-2")
        ranked.keep(tx, replace(other, digest=ranked.digest("m-2", BEST_FIRST)), BEST_FIRST)
        first, second = (ranked.listed(tx, f"{one}.20", TODAY) for one in ("r1", "r2"))

    assert first.accounts == second.accounts
    assert first.digest != second.digest
    assert ranked.digest("m-1", BEST_FIRST) != ranked.digest("m-1", BEST_FIRST[::-1])


def test_what_was_learnt_too_long_ago_is_neither_offered_nor_asked(kept: Store) -> None:
    late = TODAY + FRESH + timedelta(days=1)
    with kept.reading() as tx:
        ranked.listed(tx, "r1.20", late - timedelta(days=1))
        with pytest.raises(StaleRanking):
            resolved(advised(20), KeptSets(tx, late))
        assert put_away(tx, TODAY)[ADVICE] == frozenset()
        assert put_away(tx, late)[ADVICE] == {f"r1.{top}" for top in TOPS}
        assert names(tx)[ADVICE]["r1.20"] == "Spring · 20 % · 2026-03-02"


@pytest.mark.parametrize("asked", ["r1.21", "r1", "gone.20", "r1.", ".20", "r1.20.20"])
def test_what_is_not_kept_cannot_be_asked(kept: Store, asked: str) -> None:
    with kept.reading() as tx, pytest.raises(UnknownSet):
        ranked.listed(tx, asked, TODAY)


def test_a_ranking_that_was_tampered_with_is_refused(kept: Store) -> None:
    with kept.transaction() as tx:
        tx.execute(update(ranking_members).values(account_ids=b"[]"))
        with pytest.raises(DamagedRanking):
            ranked.listed(tx, "r1.20", TODAY)
