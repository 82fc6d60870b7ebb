from core.journal import actions as journal
from core.people import records
from core.store.store import Store
from tests.conftest import ANA, MONDAY


def test_smoke(store: Store) -> None:
    with store.transaction() as tx:
        records.add(tx, ANA, by="x", at=MONDAY)
        journal.record(tx, "people.add", ANA.id, by="x", at=MONDAY, details={"a": 1})
        journal.record(tx, "people.add", ANA.id, by="x", at=MONDAY, details={"a": 1})
    with store.reading() as tx:
        assert records.get(tx, ANA.id) == ANA
        assert journal.audit(tx).holds
    assert not store.is_behind()
