"""The bench: fills like the room itself, and stops what takes too long or too much."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from core.messages import rendering
from core.messages.bench import packed, unpacked
from core.messages.limits import Bench, TookTooLong
from core.messages.model import Writing
from core.messages.rendering import Unrenderable
from core.messages.starters import starter

VALUES = rendering.values_for(
    {"first_name": "Иван"},
    {"name": "Орбита", "monthly_fee": Decimal("9.50"), "since": date(2019, 3, 1)},
    {"name": "Мы", "address": "a@b.example"},
)


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    opened = Bench(seconds=2)
    yield opened
    opened.stop()


def test_the_bench_says_what_the_room_says(bench: Bench) -> None:
    message = starter("ru")

    assert bench.render(message, VALUES) == rendering.compiled(message).render(VALUES)


def test_a_refusal_comes_back_as_itself(bench: Bench) -> None:
    with pytest.raises(Unrenderable):
        bench.render(Writing("{{ nothing.here }}"), VALUES)


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'x' * 10 ** 10 }}",
        "{{ 9 ** 9 ** 9 }}",
    ],
)
def test_what_slips_past_the_first_walls_is_stopped_and_the_next_is_served(
    bench: Bench, source: str
) -> None:
    """Not even such templates reach the bench; here they do, to see it hold."""
    bench.render(Writing("warm"), VALUES)

    with pytest.raises((TookTooLong, Unrenderable, rendering.MessageTooLong)):
        bench.render(Writing(source), VALUES)

    assert bench.render(Writing("{{ contact.first_name }}"), VALUES).subject == "Иван"


def test_values_keep_their_kind_on_the_way() -> None:
    moment = datetime(2026, 3, 2, 9, tzinfo=UTC)
    values = {
        "a": {"b": Decimal("1.10"), "c": date(2026, 3, 2), "d": [None, "x", True, moment]}
    }

    assert unpacked(packed(values)) == values
