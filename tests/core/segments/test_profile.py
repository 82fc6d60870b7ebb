"""Profiles: the same shares and means as counting account by account gives."""

from decimal import Decimal
from math import inf
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from core.segments import dimensions, leaves, profile
from core.segments.bits import Bits
from core.segments.dimensions import Band, Beyond, Value
from core.segments.ground import Ground
from core.uplift.shares import ratios
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import Field, Kind
from core.warehouse.snapshot import Snapshot
from tests.core.segments.conftest import AS_OF, HOSTILE

SIZE = 7
some_accounts = st.sets(st.integers(0, SIZE - 1))


def bits(accounts: set[int], size: int = SIZE) -> Bits:
    return Bits.of(np.array(sorted(accounts), dtype=np.int64), size)


def facts_of(base: Snapshot) -> list[dict[str, Any]]:
    return base.rows("FROM account_facts ORDER BY ordinal")


def grounds(base: Snapshot, catalogue: Catalogue) -> list[Ground]:
    """The facts, and the raw tables."""
    return [leaves.ground_of(base, catalogue), Ground(catalogue, AS_OF, frozenset())]


def holds(value: Value, found: Any, field: Field) -> bool:
    """Whether an account's own value is the one of a cell."""
    if value is Beyond.UNKNOWN:
        return found in (None, "", [])
    if found in (None, "", []):
        return False
    if isinstance(value, Band):
        number = (found - dimensions.EPOCH).days if field.kind is Kind.DATE else found
        low = -inf if value.low is None else value.low
        return bool(low < number <= (inf if value.high is None else value.high))
    return bool(value in found if field.kind is Kind.LIST else value == found)


def test_every_field_counts_what_its_accounts_say(base: Snapshot, catalogue: Catalogue) -> None:
    rows = facts_of(base)

    @settings(max_examples=30, deadline=None)
    @given(accounts=some_accounts)
    def agrees(accounts: set[int]) -> None:
        for field in dimensions.fields_of(catalogue):
            for ground in grounds(base, catalogue):
                found = profile.profile(base, bits(accounts), field, ground)
                for cell in found.cells:
                    having = {
                        row["ordinal"]
                        for row in rows
                        if holds(cell.value, row[field.key], field)
                    }
                    assert (cell.inside, cell.base) == (len(having & accounts), len(having))

    agrees()


def test_numbers_have_means_to_the_last_kopeck(base: Snapshot, catalogue: Catalogue) -> None:
    rows = facts_of(base)

    @settings(max_examples=30, deadline=None)
    @given(accounts=some_accounts)
    def agrees(accounts: set[int]) -> None:
        for key in ("monthly_fee", "yearly_revenue", "tenure_days", "contacts"):
            field = catalogue.fields[key]
            known = [row[key] for row in rows if row[key] is not None]
            mine = [r[key] for r in rows if r["ordinal"] in accounts and r[key] is not None]
            for ground in grounds(base, catalogue):
                found = profile.profile(base, bits(accounts), field, ground).mean
                if found is None:
                    assert len(mine) < 2
                    continue
                assert (found.known, found.total) == (len(mine), float(sum(mine)))
                assert found.base_total == float(sum(known))
                assert found.base == pytest.approx(float(sum(known)) / len(known))
                assert found.interval.low <= found.mean <= found.interval.high
                difference = found.mean - found.base
                slack = 1e-6 * max(abs(found.mean), abs(found.base), 1)
                assert found.difference.low - slack <= difference
                assert difference <= found.difference.high + slack

    agrees()


def test_a_mean_has_students_interval(base: Snapshot, catalogue: Catalogue) -> None:
    field = catalogue.fields["tenure_days"]
    values = [row["tenure_days"] for row in facts_of(base) if row["ordinal"] in {0, 1, 3}]
    low, high = stats.t.interval(
        0.95, 2, loc=np.mean(values), scale=np.std(values, ddof=1) / 3**0.5
    )

    ground = leaves.ground_of(base, catalogue)
    found = profile.profile(base, bits({0, 1, 3}), field, ground).mean

    assert found is not None
    assert tuple(found.interval) == pytest.approx((low, high))


def test_texts_come_by_frequency_and_gaps_last(base: Snapshot, catalogue: Catalogue) -> None:
    field = catalogue.fields["country"]

    found = profile.profile(base, bits({0, 4}), field, leaves.ground_of(base, catalogue))

    assert [cell.value for cell in found.cells] == [
        *("DE", HOSTILE, "RU", "UK", "uk"),
        Beyond.UNKNOWN,
    ]
    unknown = found.cells[-1]
    assert (unknown.inside, unknown.base, unknown.share, unknown.base_share) == (
        *(1, 2, 1 / 2),
        2 / 7,
    )
    assert unknown.ratio == pytest.approx((1 / 2) / (2 / 7))
    assert unknown.low < unknown.ratio < unknown.high
    assert (unknown.is_small, unknown.is_conclusive, unknown.distance) == (True, False, 0)


def test_a_list_counts_an_account_under_each_of_its_items(
    base: Snapshot, catalogue: Catalogue
) -> None:
    field = catalogue.fields["products"]

    found = profile.profile(base, bits({0}), field, leaves.ground_of(base, catalogue))

    assert {cell.value: cell.inside for cell in found.cells if cell.inside} == {
        "internet": 1,
        "cloud": 1,
    }


def test_answers_are_banded_as_nps_is_and_averaged_as_its_score(
    base: Snapshot, catalogue: Catalogue
) -> None:
    field = catalogue.fields["last_nps"]

    found = profile.profile(base, bits({0, 1}), field, leaves.ground_of(base, catalogue))

    assert [(cell.value, cell.base) for cell in found.cells] == [
        (Band(8, None), 1),
        (Beyond.UNKNOWN, 6),
    ]
    assert found.mean is None


def test_rare_values_are_counted_together(
    base: Snapshot, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dimensions, "MOST_VALUES", 1)
    ground = leaves.ground_of(base, catalogue)

    found = dimensions._dimension(base, catalogue.fields["country"], ground)

    assert found.values == ("DE", Beyond.OTHERS, Beyond.UNKNOWN)
    assert found.totals.tolist() == [1, 4, 2]


def test_the_whole_base_is_as_it_is_and_nobody_has_no_shares(
    base: Snapshot, catalogue: Catalogue
) -> None:
    field, ground = catalogue.fields["country"], leaves.ground_of(base, catalogue)

    whole = profile.profile(base, Bits.everybody(SIZE), field, ground)
    nobody = profile.profile(base, Bits.nobody(SIZE), field, ground)

    assert {(cell.ratio, cell.low, cell.high) for cell in whole.cells} == {(1, 1, 1)}
    assert {tuple(cell.points) for cell in whole.cells} == {(0, 0)}
    assert (nobody.cells, nobody.mean) == ((), None)


def test_a_share_is_told_against_the_base_with_the_doubt_against_the_rest() -> None:
    """56 of 70 against 48 of 80, Newcombe's own example: 0.2, from 0.0524 to 0.3339."""
    size, base_share = 150, 104 / 150
    having = Bits.where(np.arange(size) < 104)
    segment = Bits.of(np.r_[0:56, 104:118], size)
    seen = dimensions._of_sets(["value"], [having])

    (cell,) = profile._cells(seen, np.array([56]), of=(segment.count(), size), confidence=0.95)

    assert (cell.inside, cell.share, cell.base_share) == (56, 56 / 70, base_share)
    # The rest is 80 of the base's 150: against the base, every difference is so much smaller.
    assert tuple(cell.points) == pytest.approx((0.0524 * 80 / 150, 0.3339 * 80 / 150), abs=5e-5)
    _, bounds = ratios([56], [48], of=(70, 80))
    against_base = [
        one / (one * 70 / 150 + 80 / 150) for one in (bounds.low[0], bounds.high[0])
    ]
    assert cell.ratio == pytest.approx((56 / 70) / base_share)
    assert (cell.low, cell.high) == pytest.approx(tuple(against_base))


def test_what_sets_a_segment_apart_comes_first_and_chance_is_left_out() -> None:
    """A thousand values of which one is truly different; the others are drawn alike."""
    chance = np.random.default_rng(5)
    size = 20_000
    segment = Bits.where(np.arange(size) < 4_000)
    sets = [Bits.where(chance.random(size) < 0.1) for _ in range(400)]
    telling = Bits.where(chance.random(size) < np.where(np.arange(size) < 4_000, 0.2, 0.1))
    seen = dimensions._of_sets([f"v{n}" for n in range(401)], [*sets, telling])
    inside = np.array([(one & segment).count() for one in [*sets, telling]])

    def apart(confidence: float) -> list[Value]:
        cells = profile._cells(seen, inside, of=(4_000, size), confidence=confidence)
        return [cell.value for cell in cells if cell.is_conclusive]

    assert len(apart(0.95)) > 5  # one in twenty, by chance alone
    assert apart(1 - 0.05 / 401) == ["v400"]


def test_the_strongest_are_sorted_by_how_sure_they_are(
    base: Snapshot, catalogue: Catalogue
) -> None:
    fields, ground = profile.usual(catalogue), leaves.ground_of(base, catalogue)

    assert [field.key for field in fields] == list(profile.USUAL)
    assert profile.strongest(base, bits({0, 1}), fields, ground) == []


def test_money_is_summed_without_losing_a_kopeck(base: Snapshot, catalogue: Catalogue) -> None:
    field = catalogue.fields["yearly_revenue"]

    found = profile.profile(base, bits({0, 3}), field, leaves.ground_of(base, catalogue)).mean

    assert found is not None
    assert Decimal(str(found.total)) == Decimal("1000.50") + Decimal("99999999999.99")
