"""One code of a client over different names of companies: perhaps two clients made into one."""

from duckdb import DuckDBPyConnection

from core.accounts.model import Clash, Mapping
from core.accounts.sql import name, text

SHOWN = 5
NAMES_SHOWN = 3
_KEY, _NAME = name("accounts.account_id"), name("accounts.name")
# The same name in other letters, quotes or spaces is the same.
_BARE = rf"lower(regexp_replace({_NAME}, '[^\p{{L}}\p{{N}}]', '', 'g'))"
_CLASHING = (
    f"SELECT {_KEY} AS key, arg_min({_NAME}, line) AS name, min(line) AS line, "  # noqa: S608
    f"{_BARE} AS bare FROM checked SEMI JOIN (SELECT {_KEY} FROM checked "
    f"WHERE fault IS NULL GROUP BY 1 HAVING min({_NAME}) <> max({_NAME})) USING ({_KEY}) "
    f"WHERE fault IS NULL AND {_NAME} IS NOT NULL GROUP BY {_KEY}, bare"
)


def clashes(connection: DuckDBPyConnection, mapping: Mapping) -> tuple[tuple[Clash, ...], int]:
    """The first keys with several names, in the order of lines; how many there are."""
    if not {"accounts.account_id", "accounts.name"} <= mapping.columns.keys():
        return (), 0
    rows = connection.execute(
        "SELECT key, list(name ORDER BY line), min(line) AS first, count(*) OVER () "  # noqa: S608
        f"FROM ({_CLASHING}) GROUP BY key HAVING count(*) > 1 ORDER BY first LIMIT {SHOWN}"
    ).fetchall()
    found = tuple(Clash(key, tuple(names[:NAMES_SHOWN]), line) for key, names, line, _ in rows)
    return found, int(rows[0][-1]) if rows else 0


def nameless(mapping: Mapping, accounts_file: str) -> str:
    """SQL of a flag for each account whose name no line of the file gives."""
    if "accounts.name" not in mapping.columns:
        return ""
    return (
        f" UNION ALL SELECT 'accounts.name name-empty', min(line) FROM checked "  # noqa: S608
        f"SEMI JOIN (SELECT account_id AS {_KEY} FROM read_parquet({text(accounts_file)}) "
        f"WHERE name IS NULL) USING ({_KEY}) WHERE fault IS NULL GROUP BY {_KEY}"
    )
