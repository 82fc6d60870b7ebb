"""Chance from a seed: every draw is a hash of the seed, a number and a salt.

So no order of work and no count of threads can change what is drawn. The lists a draw chooses
from (cities, names, products …) are files in ``data/samples/demo``. Each becomes a table of
slots, so that a weighted draw is one equality join.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

from duckdb import DuckDBPyConnection
from sqlglot import exp

from core.demo.samples import SAMPLES

MONTHS = 24  # of usage and invoices


@dataclass(frozen=True)
class Plan:
    """What to make: how many accounts, from which seed, and how far the story is told.

    `today` anchors every date; facts later than `until` have not happened yet, and `months` is
    how far usage and invoices reach back from `today`.
    """

    accounts: int
    seed: int
    today: date
    until: date
    months: int = MONTHS


@dataclass
class SeededIds:
    """Ids that are the same for the same seed, in the order they are asked for."""

    seed: str
    count: int = 0

    def new(self) -> str:
        self.count += 1
        return hashlib.sha256(f"{self.seed}:{self.count}".encode()).hexdigest()[:20]


def share(seed: int, text: str) -> float:
    """A number from 0 up to 1 that the seed and the text alone decide."""
    digest = hashlib.sha256(f"{seed}:{text}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


_MACROS = (
    # Hashed twice: once would leave two salts of one number a constant apart.
    "CREATE TEMP MACRO u(n, salt) AS "
    "(hash(hash(getvariable('seed'), n, salt)) >> 11)::DOUBLE / 9007199254740992",
    "CREATE TEMP MACRO z(n, salt) AS "
    "sqrt(-2 * ln(1 - u(n, salt))) * cos(2 * pi() * u(n, salt || '~'))",
    "CREATE TEMP MACRO slot(n, salt) AS (u(n, salt) * 4096)::UINTEGER % 4096",
    "CREATE TEMP MACRO digit(x, place) AS (x // place) % 10",
    "CREATE TEMP MACRO zeros(x, width) AS lpad(x::VARCHAR, width, '0')",
)

# Each list, and what its weighted draws are made within.
_LISTS = {
    "cities": "SELECT *, '' AS pool FROM listed",
    "industries": "SELECT *, '' AS pool FROM listed",
    "first_names": "SELECT *, gender AS pool FROM listed",
    "surnames": "SELECT *, '' AS pool FROM listed",
    "positions": "SELECT *, role AS pool FROM listed",
    "products": "SELECT *, '' AS pool, order_share AS weight FROM listed",
    "public_bodies": "SELECT *, okved AS pool, 1 AS weight FROM listed",
    "company_words": (
        "SELECT l.* EXCLUDE (branch), b.branch || ':' || l.part AS pool, "
        "CASE l.branch WHEN 'any' THEN 1 ELSE 4 END AS weight FROM listed l "
        "JOIN (SELECT DISTINCT branch FROM listed) b ON l.branch IN ('any', b.branch)"
    ),
}


def prepare(connection: DuckDBPyConnection, plan: Plan) -> None:
    """Give the connection the plan, the macros of chance and the lists to draw from."""
    for name, value in vars(plan).items():
        connection.execute(f"SET VARIABLE {_name(name)} = $value", {"value": value})
    for macro in _MACROS:
        connection.execute(macro)
    for name, pooled in _LISTS.items():
        _list(connection, name, pooled)


def _list(connection: DuckDBPyConnection, name: str, pooled: str) -> None:
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE listed AS SELECT row_number() OVER () - 1 AS id, * "
        "FROM read_csv($path, header = true, all_varchar = true, auto_detect = false, "
        "delim = ',', quote = '\"', columns = $columns)",
        {"path": str(SAMPLES / f"{name}.csv"), "columns": _columns(name)},
    )
    connection.execute(
        # The names are ours, from the table above; the weights come from the file.
        f"CREATE OR REPLACE TEMP TABLE {_name(name)} AS WITH weighed AS ("  # noqa: S608
        "SELECT *, sum(weight::DOUBLE) OVER (PARTITION BY pool ORDER BY id) AS reach, "
        f"sum(weight::DOUBLE) OVER (PARTITION BY pool) AS whole FROM ({pooled})) "
        "SELECT w.* EXCLUDE (reach, whole), s.slot::UINTEGER AS slot "
        "FROM weighed w JOIN range(4096) s(slot) "
        "ON (s.slot + 0.5) / 4096 * whole >= reach - weight::DOUBLE "
        "AND (s.slot + 0.5) / 4096 * whole < reach"
    )


def _columns(name: str) -> dict[str, str]:
    with (SAMPLES / f"{name}.csv").open(encoding="utf-8") as file:
        return dict.fromkeys(file.readline().strip().split(","), "VARCHAR")


def _name(name: str) -> str:
    return exp.to_identifier(name, quoted=True).sql(dialect="duckdb")
