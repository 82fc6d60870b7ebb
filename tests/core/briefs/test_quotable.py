"""What a message quotes of a brief, and what a preview shows of what may not go out."""

from datetime import timedelta
from decimal import Decimal

from core.briefs import quotable, records
from core.briefs.model import Standing
from core.store.store import Store
from tests.asking import BRIEF, FACTS, PAVEL, UNTIL, confirm, supplied
from tests.plan import TODAY


def test_a_preview_shows_confirmed_facts_and_says_what_the_others_lack(store: Store) -> None:
    with store.transaction() as tx:
        supplied(tx)
        confirm(tx, "price", by=PAVEL, seen="590")
        said = records.facts(tx, BRIEF)

    shown = quotable.previewed(said, on=TODAY, language="en")

    assert quotable.confirmed(said, on=TODAY) == {"price": Decimal(590)}
    assert shown["price"] == Decimal(590)
    assert FACTS["offer"] in shown["offer"]
    assert shown["offer"].endswith(", not confirmed›")
    assert shown["ends_on"] == "‹Open until: 1 May 2026, not confirmed›"
    assert shown["terms_link"].endswith(": not in the brief›")


def test_a_fact_that_is_over_says_so_with_its_value(store: Store) -> None:
    with store.transaction() as tx:
        supplied(tx)
        confirm(tx, "price", by=PAVEL, seen="590")
        said = records.facts(tx, BRIEF)
    later = UNTIL + timedelta(days=1)

    russian = quotable.previewed(said, on=later, language="ru")

    assert quotable.confirmed(said, on=later) == {}
    assert quotable.states(said, on=later)["price"] is Standing.EXPIRED
    assert russian["price"].endswith(": 590\u00a0₽, срок истёк›")
