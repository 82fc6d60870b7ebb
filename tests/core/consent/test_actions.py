from datetime import timedelta

import pytest

from core.consent import actions as consent
from core.consent import records
from core.consent.model import Reason
from core.journal import actions as journal
from core.people.model import NotAllowed, Person
from core.store.store import Store, Tx
from tests.conftest import ANA, CLEO, MONDAY


def suppressed(tx: Tx, address: str, order: str = "s1", by: Person | str = ANA) -> None:
    consent.suppress(
        tx,
        order,
        channel="email",
        address=address,
        reason=Reason.BY_HAND,
        source="letter",
        by=by,
        at=MONDAY,
    )


def test_a_suppressed_address_is_found_by_any_spelling(store: Store) -> None:
    with store.transaction() as tx:
        suppressed(tx, "Ivan@Почта.рф")

        assert records.suppressed(tx, "email") == {"ivan@xn--80a1acny.xn--p1ai"}
        assert records.standing(tx, "email", "ivan@xn--80a1acny.xn--p1ai") is not None
        assert [order.id for order in records.found(tx, words="почта.рф")] == ["s1"]
        assert journal.audit(tx).entries == 1


def test_an_address_keeps_its_first_order(store: Store) -> None:
    with store.transaction() as tx:
        suppressed(tx, "a@ex.test", "s1")
        suppressed(tx, "A@EX.TEST", "s2")

        assert [order.id for order in records.found(tx)] == ["s1"]


def test_a_lifted_order_no_longer_stands_but_is_kept(store: Store) -> None:
    later = MONDAY + timedelta(days=1)

    with store.transaction() as tx:
        suppressed(tx, "a@ex.test")
        consent.lift(tx, "s1", note="asked again", by=ANA, at=later)

        assert records.suppressed(tx, "email") == set()
        assert records.suppressed(tx, "email", at=MONDAY) == {"a@ex.test"}
        assert len(records.found(tx, standing_only=False)) == 1
        with pytest.raises(consent.AlreadyLifted):
            consent.lift(tx, "s1", note="", by=ANA, at=later)


def test_the_house_suppresses_by_its_own_name(store: Store) -> None:
    with store.transaction() as tx:
        suppressed(tx, "a@ex.test", by="unsubscribe-link")

        assert records.found(tx)[0].suppressed_by == "unsubscribe-link"


def test_what_is_no_address_is_refused(store: Store) -> None:
    with store.transaction() as tx, pytest.raises(consent.NoAddress):
        suppressed(tx, "not an address")


def test_a_stranger_suppresses_nobody(store: Store) -> None:
    with store.transaction() as tx, pytest.raises(NotAllowed):
        suppressed(tx, "a@ex.test", by=CLEO)
