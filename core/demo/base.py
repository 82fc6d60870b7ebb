"""The base: every published table filled from a plan, in the order of the accounts."""

from collections.abc import Sequence

from duckdb import DuckDBPyConnection

from core.demo import accounts, billing, chance, contacts, events, registration
from core.demo.chance import Plan

_KEEPERS = """
CREATE OR REPLACE TEMP TABLE keepers AS
SELECT unnest(range(len($names))) AS place, unnest($names) AS name
"""


def fill(connection: DuckDBPyConnection, plan: Plan, *, keepers: Sequence[str]) -> None:
    """Fill every declared table of a new snapshot as the plan says.

    `keepers` are the names of the account managers who share the accounts between them.
    """
    chance.prepare(connection, plan)
    connection.execute(_KEEPERS, {"names": list(keepers)})
    connection.execute("SET VARIABLE keepers = $count", {"count": len(keepers)})
    accounts.sketch(connection)
    registration.register(connection)
    contacts.sketch(connection)
    accounts.publish(connection)
    contacts.publish(connection)
    billing.publish(connection)
    events.publish(connection)
