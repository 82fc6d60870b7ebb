from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.campaigns import holdout

ACCOUNTS = st.lists(st.text(min_size=1, max_size=6), unique=True, max_size=60)
SHARES = st.floats(min_value=0, max_value=0.9)
SEEDS = st.text(max_size=8)


@given(ACCOUNTS, SHARES, SEEDS)
def test_exactly_as_many_are_held_out_as_asked_for(
    accounts: list[str], share: float, seed: str
) -> None:
    held_out = holdout.assign(accounts, share=share, seed=seed)

    assert held_out <= set(accounts)
    assert len(held_out) == holdout.held_out_count(len(accounts), share=share)


@given(ACCOUNTS, SHARES, SEEDS, st.randoms(use_true_random=False))
def test_the_draw_does_not_depend_on_the_order(
    accounts: list[str], share: float, seed: str, chance: Any
) -> None:
    shuffled = list(accounts)
    chance.shuffle(shuffled)

    first = holdout.assign(accounts, share=share, seed=seed)

    assert holdout.assign(shuffled, share=share, seed=seed) == first


@given(ACCOUNTS, st.floats(min_value=0.01, max_value=0.9), SEEDS)
def test_there_is_somebody_in_each_arm_as_soon_as_there_are_two(
    accounts: list[str], share: float, seed: str
) -> None:
    held_out = holdout.assign(accounts, share=share, seed=seed)

    if len(accounts) >= 2:
        assert 0 < len(held_out) < len(accounts)


@given(ACCOUNTS, SHARES, SEEDS, st.data())
def test_accounts_that_belong_together_share_their_fate(
    accounts: list[str], share: float, seed: str, data: st.DataObject
) -> None:
    some = st.lists(st.sampled_from(accounts), max_size=4) if accounts else st.just([])
    groups = data.draw(st.lists(some, max_size=5))

    held_out = holdout.assign(accounts, share=share, seed=seed, together=groups)

    assert len(held_out) <= holdout.held_out_count(len(accounts), share=share)
    assert all(len({account in held_out for account in group}) <= 1 for group in groups)


def test_a_larger_share_holds_out_the_same_accounts_and_more() -> None:
    accounts = [f"a{number}" for number in range(200)]

    small = holdout.assign(accounts, share=0.1, seed="7")
    large = holdout.assign(accounts, share=0.3, seed="7")

    assert small < large


def test_another_seed_draws_others() -> None:
    accounts = [f"a{number}" for number in range(200)]

    draws = [holdout.assign(accounts, share=0.2, seed=seed) for seed in ("1", "2")]

    assert draws[0] != draws[1]


def test_every_account_has_the_same_chance() -> None:
    accounts = [f"a{number}" for number in range(20)]
    times = dict.fromkeys(accounts, 0)

    for seed in range(2_000):
        for account in holdout.assign(accounts, share=0.25, seed=str(seed)):
            times[account] += 1

    assert all(420 <= count <= 580 for count in times.values())  # 500 ± 4 standard deviations


STRATA = st.dictionaries(
    st.text(min_size=1, max_size=3), st.integers(1, 40), min_size=1, max_size=8
)


@given(STRATA, SHARES, SEEDS)
def test_every_stratum_gets_its_share_rounded_down_or_up_and_the_sum_is_exact(
    sizes: dict[str, int], share: float, seed: str
) -> None:
    total = sum(sizes.values())
    wanted = holdout.held_out_count(total, share=share)

    found = holdout.quotas(sizes, wanted=wanted, seed=seed)

    assert sum(found.values()) == wanted
    for block, size in sizes.items():
        assert wanted * size // total <= found[block] <= -(-wanted * size // total)
        assert found[block] <= size


@given(STRATA, SHARES, SEEDS, st.data())
def test_a_draw_by_strata_is_exact_reproducible_and_keeps_groups_together(
    sizes: dict[str, int], share: float, seed: str, data: st.DataObject
) -> None:
    blocks = {f"{block}-{n}": block for block, size in sizes.items() for n in range(size)}
    accounts = list(blocks)
    pair = st.lists(st.sampled_from(accounts), max_size=3)
    groups = data.draw(st.lists(pair, max_size=4))

    held_out = holdout.assign(accounts, share=share, seed=seed, together=groups, blocks=blocks)
    again = holdout.assign(
        reversed(accounts), share=share, seed=seed, together=groups, blocks=blocks
    )

    wanted = holdout.held_out_count(len(accounts), share=share)
    assert again == held_out
    assert len(held_out) <= wanted
    assert all(len({account in held_out for account in group}) <= 1 for group in groups)
    if not groups:
        assert len(held_out) == wanted
        quotas = holdout.quotas(sizes, wanted=wanted, seed=seed)
        assert (quotas if wanted else dict.fromkeys(sizes, 0)) == {
            block: sum(blocks[account] == block for account in held_out) for block in sizes
        }


def test_an_account_of_a_small_stratum_has_the_chance_of_any_other() -> None:
    blocks = {f"big-{n}": "big" for n in range(37)} | {f"small-{n}": "small" for n in range(3)}
    times = 0

    for seed in range(2_000):
        held_out = holdout.assign(blocks, share=0.1, seed=str(seed), blocks=blocks)
        times += sum(blocks[account] == "small" for account in held_out)

    assert 530 <= times <= 670  # 2,000 × 3 × 0.1 ± 3 standard deviations
