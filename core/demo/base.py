"""The base: every published table filled from a plan, in the order of the accounts."""

from collections.abc import Sequence

from duckdb import DuckDBPyConnection

from core.demo import (
    accounts,
    billing,
    chance,
    contacts,
    effects,
    events,
    registration,
)
from core.demo.chance import Plan
from core.demo.effects import Trial, Truth

_KEEPERS = """
CREATE OR REPLACE TEMP TABLE keepers AS
SELECT unnest(range(len($names))) AS place, unnest($names) AS name
"""
# Given back before the tables are numbered, or they would fill the memory that takes.
_PASSING = ("sketch", "drawn", "registered", "faces", "held", "pace", "orders")


def fill(
    connection: DuckDBPyConnection,
    plan: Plan,
    *,
    keepers: Sequence[str],
    trials: Sequence[Trial] = (),
) -> list[Truth]:
    """Fill every declared table of a new snapshot as the plan says.

    `keepers` are the names of the account managers who share the accounts between them; what
    `trials` changed is put into the facts, and returned as it truly is.
    """
    chance.prepare(connection, plan)
    connection.execute(_KEEPERS, {"names": list(keepers)})
    connection.execute("SET VARIABLE keepers = $count", {"count": len(keepers)})
    for draw in (accounts.draw, registration.draw, contacts.draw, billing.draw, events.draw):
        draw(connection)
    truths = effects.apply(connection, trials) if trials else []
    for room in (accounts, contacts, billing, events):
        room.publish(connection)
    for name in _PASSING:
        connection.execute(f"DROP TABLE {name}")
    return truths
