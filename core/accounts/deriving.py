"""Fields made of other fields, and the rows of each table that a checked file feeds."""

from pathlib import Path

from duckdb import DuckDBPyConnection

from core.accounts.model import DERIVED, Mapping
from core.accounts.sql import count, name, text
from core.warehouse.schema import TABLES

_SAME_VALUE = ("accounts.inn", "contacts.email", "contacts.phone")  # that may name an account
_SURNAME = "(ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ына|ский|цкий|ская|цкая|ко|ук|юк|их|ых|дзе|ян)$"
_PATRONYMIC = "(вич|ьич|вна|чна|ична|оглы|кызы)$"


def known(mapping: Mapping) -> set[str]:
    """Every field that is mapped or can be made of mapped ones."""
    return {*mapping.columns, *derived(mapping)}


def derived(mapping: Mapping) -> dict[str, str]:
    """Fields that no column feeds, each with the SQL that makes it of fields that are fed."""
    fed = mapping.columns
    made: dict[str, str] = {}
    if "accounts.account_id" not in fed:
        other = next((key for key in fed if key.endswith(".account_id")), None)
        made["accounts.account_id"] = name(other) if other else "NULL::VARCHAR"
    account = made.get("accounts.account_id", name("accounts.account_id"))
    tables = mapping.tables
    if "contacts" in tables:
        made |= _contact(fed, account)
    if "sales" in tables and "sales.amount" not in fed and "sales.price" in fed:
        quantity = name("sales.quantity") if "sales.quantity" in fed else "1"
        made["sales.amount"] = f"({quantity} * {name('sales.price')})"
    for table in ("consents", "surveys"):
        if table in tables and f"{table}.contact_id" not in fed and "contacts" in tables:
            made[f"{table}.contact_id"] = made.get(
                "contacts.contact_id", name("contacts.contact_id")
            )
    made |= _keys(fed, tables, account, made)
    return made


def _keys(
    fed: dict[str, str], tables: tuple[str, ...], account: str, made: dict[str, str]
) -> dict[str, str]:
    """Keys for tables whose source has none: what makes the row itself."""
    keys: dict[str, str] = {}
    for key, parts in DERIVED.items():
        table = key.split(".")[0]
        if table in tables and key not in fed:
            named = [f"{table}.{part}" for part in parts if part != "account_id"]
            values = [
                made.get(part, name(part)) for part in named if part in fed or part in made
            ]
            needed = " OR ".join(f"{value} IS NULL" for value in [account, *values[:1]])
            joined = ", ".join([account, *values])
            keys[key] = f"CASE WHEN NOT ({needed}) THEN concat_ws(' ', {joined}) END"
    return keys


def _contact(fed: dict[str, str], account: str) -> dict[str, str]:
    made: dict[str, str] = {}
    has = {key.split(".")[1] for key in fed if key.startswith("contacts.")}
    if "full_name" not in has and has & {"first_name", "last_name"}:
        parts = [
            name(f"contacts.{part}")
            for part in ("last_name", "first_name", "patronymic")
            if part in has
        ]
        made["contacts.full_name"] = f"nullif(concat_ws(' ', {', '.join(parts)}), '')"
    if "full_name" in has and not has & {"first_name", "last_name"}:
        made |= _name_parts(name("contacts.full_name"))
    if "contact_id" not in has:
        options = []
        if "email" in has:
            options.append(f"lower({name('contacts.email')})")
        if "phone" in has:
            options.append(name("contacts.phone"))
        if full := made.get("contacts.full_name") or (
            "full_name" in has and name("contacts.full_name")
        ):
            options.append(f"{account} || ' ' || {full}")
        made["contacts.contact_id"] = (
            f"coalesce({', '.join(options)})" if options else "NULL::VARCHAR"
        )
    return made


def _name_parts(full: str) -> dict[str, str]:
    """First, last and patronymic of a full name, where its form leaves no doubt."""
    word = f"string_split({full}, ' ')"
    formal = f"len({word}) = 3 AND regexp_matches({full}, {text(_PATRONYMIC)})"
    last_first = f"regexp_matches({word}[1], {text(_SURNAME)})"
    first_last = f"regexp_matches({word}[2], {text(_SURNAME)}) AND len({word}) = 2"
    latin = f"len({word}) = 2 AND regexp_full_match({full}, '[\\x00-\\x7F]*')"
    spoken = f"({first_last}) AND NOT ({last_first})"
    turned = f"len({word}) = 2 AND ({last_first}) AND NOT ({first_last})"
    first = (
        f"CASE WHEN {formal} THEN {word}[2] WHEN ({spoken}) OR ({latin}) THEN {word}[1] "
        f"WHEN {turned} THEN {word}[2] END"
    )
    last = (
        f"CASE WHEN {formal} THEN {word}[1] WHEN ({spoken}) OR ({latin}) THEN {word}[2] "
        f"WHEN {turned} THEN {word}[1] END"
    )
    return {
        "contacts.first_name": first,
        "contacts.last_name": last,
        "contacts.patronymic": f"CASE WHEN {formal} THEN {word}[3] END",
    }


def write(connection: DuckDBPyConnection, mapping: Mapping, table: str, file: Path) -> None:
    """Write the rows of one table, one per key, as Parquet with the schema's columns.

    The last line of a key wins, field by field; the lines of one sale are added up.
    """
    columns = TABLES[table].columns
    key = ", ".join(name(_own(f"{table}.{field}")) for field in TABLES[table].key)
    gathered = ", ".join(
        f"{_gathered(mapping, table, column, kind)} AS {name(column)}"
        for column, kind in columns.items()
    )
    many = f"SELECT {gathered} FROM checked {{only}} WHERE fault IS NULL GROUP BY {key}"  # noqa: S608
    question = many.format(only="")
    if _is_mostly_single(connection, key):
        # Gathering is dear; what stands on one line needs none.
        alone = ", ".join(
            f"{_alone(mapping, table, column, kind)} AS {name(column)}"
            for column, kind in columns.items()
        )
        repeated = f"SEMI JOIN repeated USING ({key})"
        question = (
            f"SELECT {alone} FROM checked ANTI JOIN repeated USING ({key}) "  # noqa: S608 - quoted
            f"WHERE fault IS NULL UNION ALL {many.format(only=repeated)}"
        )
    # Read once, and soon: looking for repetitions to save room would take a third of the time.
    options = "FORMAT parquet, DICTIONARY_SIZE_LIMIT 1"
    connection.execute(f"COPY ({question}) TO {text(str(file))} ({options})")


def _is_mostly_single(connection: DuckDBPyConnection, key: str) -> bool:
    """Whether few keys stand on several lines; table `repeated` then has those that do."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE repeated AS SELECT {key}, count(*) AS times "  # noqa: S608
        f"FROM checked WHERE fault IS NULL GROUP BY {key} HAVING count(*) > 1"
    )
    rows = count(connection, "SELECT count(*) FROM plain")
    return count(connection, "SELECT sum(times) FROM repeated") * 4 < rows


def _alone(mapping: Mapping, table: str, column: str, type_: str) -> str:
    """A field of a row whose key no other line has."""
    key = _own(f"{table}.{column}")
    if column == "lines":
        return "1::INTEGER"
    return f"{name(key)}::{type_}" if key in known(mapping) else f"NULL::{type_}"


def _own(key: str) -> str:
    """The account is everywhere the one the row names."""
    return "accounts.account_id" if key.endswith(".account_id") else key


def _gathered(mapping: Mapping, table: str, column: str, type_: str) -> str:
    key = _own(f"{table}.{column}")
    if column == "lines":
        return "count(*)::INTEGER"
    if key not in known(mapping):
        return f"NULL::{type_}"
    if column in TABLES[table].key:
        return f"first({name(key)})::{type_}"
    if table == "sales":
        return _of_a_sale(key, type_)
    return f"arg_max({name(key)}, line)::{type_}"


def _of_a_sale(key: str, type_: str) -> str:
    value = name(key)
    if key in ("sales.quantity", "sales.amount"):
        return f"sum({value})::{type_}"
    if key == "sales.sold_at":
        return f"min({value})::{type_}"
    if key == "sales.product":  # of several, none is the sale's
        return f"CASE WHEN min({value}) = max({value}) THEN min({value}) END::{type_}"
    return f"arg_min({value}, line)::{type_}"
