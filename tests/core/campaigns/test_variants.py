"""Which variant an account gets: exactly as many as were asked for, and the same again."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.campaigns import holdout, variants

ACCOUNTS = [f"a{number}" for number in range(1_000)]


def test_without_shares_each_letter_has_as_many() -> None:
    drawn = variants.assign(ACCOUNTS[:10], "ABC", seed="7")

    assert Counter(drawn.values()) == {"A": 4, "B": 3, "C": 3}


def test_the_draw_is_the_same_whatever_the_order() -> None:
    first = variants.assign(ACCOUNTS, "AB", seed="7")

    assert variants.assign(reversed(ACCOUNTS), "AB", seed="7") == first
    assert variants.assign(ACCOUNTS, "AB", seed="8") != first


@given(
    count=st.integers(0, 200),
    shares=st.lists(st.floats(0, 1), min_size=2, max_size=5),
)
def test_everybody_gets_one_and_each_letter_its_share_within_one(
    count: int, shares: list[float]
) -> None:
    letters = "ABCDE"[: len(shares)]
    drawn = variants.assign(
        ACCOUNTS[:count], letters, seed="7", shares=dict(zip(letters, shares, strict=True))
    )

    whole = sum(shares)
    counts = Counter(drawn.values())
    assert len(drawn) == count
    for letter, share in zip(letters, shares, strict=True):
        exact = count * (share / whole if whole else 1 / len(letters))
        assert abs(counts[letter] - exact) <= 1 + 1e-6


def test_a_letter_without_a_share_is_drawn_for_nobody() -> None:
    assert set(variants.assign(ACCOUNTS, "AB", seed="7", shares={"A": 1.0}).values()) == {"A"}


def test_the_draw_has_nothing_to_do_with_the_holdout_s() -> None:
    held = holdout.assign(ACCOUNTS, share=0.5, seed="7")
    drawn = variants.assign(ACCOUNTS, "AB", seed="7")

    both = sum(drawn[one] == "A" for one in held)
    assert both == pytest.approx(250, abs=60)  # independent: six standard deviations are 47
