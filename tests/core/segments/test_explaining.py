"""Every part of a rule has a verdict for an account, and says what it looked at."""

import pytest

from core.segments.explaining import UnknownAccount, explain, text_of
from core.segments.model import (
    Amount,
    Change,
    Combine,
    Condition,
    Group,
    Times,
)
from core.segments.resolving import NoSources
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot

RULE = Group(
    Combine.ALL,
    (
        Condition("country", "is", "UK"),
        Group(
            Combine.ANY,
            (
                Condition("employees", "more_than", 100),
                Condition("sales", "at_least_times", Times(1, 90)),
            ),
        ),
        Condition("traffic", "sum_at_least", Amount(100, 3)),
        Condition("traffic", "rose_by", Change(10, 3)),
        Condition("products", "has_any", ("cloud",)),
        Condition("role", "is", "finance"),
        Condition("phone", "is_not_empty"),
        Condition("employees", "above_median_of", "country"),
        Condition("expression", "holds", "employees * 10 < yearly_revenue"),
        Condition("since", "before"),
        Condition("country", "is", "FR", is_off=True),
        Group(Combine.ALL, (Condition("role", "is", "finance"),), contacts=1),
    ),
)


def test_each_part_has_its_verdict_and_its_values(base: Snapshot, catalogue: Catalogue) -> None:
    verdicts = explain(base, RULE, catalogue, account_id="a", sources=NoSources())

    told = {
        one.path: (one.holds, "; ".join(text_of(own, "en") for own in one.known))
        for one in verdicts
    }
    assert told[()] == (False, "")
    assert told[(0,)] == (True, "UK")
    assert told[(1,)] == (True, "")
    assert told[(1, 0)] == (False, "10 people")
    assert told[(1, 1)] == (True, "2")
    assert told[(2,)] == (False, "80 GB")
    assert told[(3,)][0] is False
    assert told[(3,)][1] == "80 GB, 100 GB"
    assert told[(4,)] == (True, "cloud, internet")
    assert told[(5,)] == (True, "finance, technical")
    assert told[(6,)] == (True, "•••")
    assert told[(7,)] == (False, "10 people; UK")
    assert told[(8,)] == (True, "10 people; 1,000.50 ₽")
    assert told[(9,)][0] is None
    assert told[(10,)][0] is None
    assert told[(11,)][0] is True
    assert told[(11, 0)] == (True, "finance, technical")


def test_whoever_is_unknown_is_refused(base: Snapshot, catalogue: Catalogue) -> None:
    with pytest.raises(UnknownAccount):
        explain(base, RULE, catalogue, account_id="nobody", sources=NoSources())
