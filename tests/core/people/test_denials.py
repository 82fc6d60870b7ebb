"""Every denial is taken down, and whoever tries for ever fills a count and no journal."""

from datetime import timedelta

import pytest

from core.journal import records as journal
from core.people import actions as people
from core.people import denials
from core.people.model import NotAllowed, Permission
from core.store.store import Store, Tx
from tests.conftest import ANA, CLEO, MONDAY


def denied(tx: Tx) -> NotAllowed:
    with pytest.raises(NotAllowed) as refusal:
        people.grant(tx, CLEO.id, frozenset(), by=ANA, at=MONDAY)
    return refusal.value


def journaled(tx: Tx) -> list[tuple[str, object]]:
    entries = [one for one in journal.entries(tx) if one.verb == "people.denied"]
    return [(one.by, one.details["times"]) for one in entries]


def test_a_denial_says_who_wanted_what_and_where(store: Store) -> None:
    with store.transaction() as tx:
        refusal = denied(tx)
        denials.note(tx, refusal, denials.place_of(refusal), at=MONDAY)

        (one,) = denials.latest(tx, 10)
        assert (one.person_id, one.permission) == (ANA.id, Permission.ADMINISTER)
        assert one.place == "people.actions.grant"
        entry = journal.latest(tx, 1)[0]
        assert (entry.verb, entry.subject, entry.details) == (
            "people.denied",
            ANA.id,
            {"permission": "administer", "place": "people.actions.grant", "times": 1},
        )


def test_a_loop_is_counted_and_does_not_flood_the_journal(store: Store) -> None:
    with store.transaction() as tx:
        refusal = denied(tx)
        for second in range(1_000):
            denials.note(tx, refusal, "page people", at=MONDAY + timedelta(seconds=second))

        assert denials.latest(tx, 10)[0].times == 1_000
        assert journaled(tx) == [(ANA.id, 1), (ANA.id, 601)]


def test_another_place_is_another_denial(store: Store) -> None:
    with store.transaction() as tx:
        refusal = denied(tx)
        denials.note(tx, refusal, "page people", at=MONDAY)
        denials.note(tx, refusal, "page health", at=MONDAY + timedelta(seconds=1))

        assert [one.place for one in denials.latest(tx, 10)] == ["page health", "page people"]
        assert len(journaled(tx)) == 2


def test_what_is_long_past_is_forgotten(store: Store) -> None:
    with store.transaction() as tx:
        refusal = denied(tx)
        denials.note(tx, refusal, "page people", at=MONDAY)
        denials.note(tx, refusal, "page health", at=MONDAY + timedelta(days=91))

        assert [one.place for one in denials.latest(tx, 10)] == ["page health"]
