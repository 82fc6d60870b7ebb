"""Questions about accounts: find some, and everything about one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import idna

from core.foundation.refusal import Refusal
from core.people.model import Permission, Person, require
from core.warehouse.schema import TABLES
from core.warehouse.snapshot import Snapshot

Row = dict[str, Any]

PAGE = 50
_EVENTS_SHOWN = 200
_HIDDEN = "•••"
_NAMES = ("full_name", "first_name", "patronymic", "last_name")

_ORDERS = {
    "services": "product",
    "sales": "sold_at DESC",
    "invoices": "issued_on DESC",
    "tickets": "opened_at DESC",
    "surveys": "answered_on DESC",
    "consents": "contact_id, channel, purpose",
}


class UnknownAccount(Refusal):
    """The published data has no such account."""


@dataclass(frozen=True)
class Found:
    """Accounts that fit a search: one page of them, and how many there are."""

    total: int
    rows: list[Row]  # account_id, name, inn, industry, city, country, status


def search(snapshot: Snapshot, words: str, *, by: Person, page: int = 1) -> Found:
    """Accounts whose id, name, INN or city has all the words; with nothing asked, every one.

    Whoever may see personal fields finds an account by its contacts' names and addresses too.
    """
    require(by, Permission.SEE_ACCOUNTS)
    asked = words.split()
    where = " AND ".join(
        f"({_fits(by.may(Permission.SEE_PERSONAL), number)})"
        for number in range(1, len(asked) + 1)
    )
    values = [f"%{_literal(word)}%" for word in asked]
    source = f"FROM accounts a WHERE {where or 'true'}"
    total = snapshot.value(f"SELECT count(*) {source}", values)
    rows = snapshot.rows(
        "SELECT account_id, name, inn, industry, city, country, status "
        f"{source} ORDER BY name IS NULL, name, account_id "
        f"LIMIT {PAGE} OFFSET {(max(page, 1) - 1) * PAGE}",
        values,
    )
    return Found(int(total), rows)


def _fits(is_personal: bool, number: int) -> str:  # noqa: FBT001 - one of two ways to ask
    fields = [
        f"a.{field} ILIKE ${number} ESCAPE '\\'"
        for field in ("account_id", "name", "inn", "city")
    ]
    if is_personal:
        fields.append(
            "a.ordinal IN (SELECT account_ordinal FROM contacts "  # noqa: S608 - bound values
            f"WHERE full_name ILIKE ${number} ESCAPE '\\' OR email ILIKE ${number} ESCAPE '\\' "
            f"OR phone ILIKE ${number} ESCAPE '\\')"
        )
    return " OR ".join(fields)


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def account(snapshot: Snapshot, account_id: str, *, by: Person) -> Row:
    """One account's own fields. Raises `UnknownAccount`."""
    require(by, Permission.SEE_ACCOUNTS)
    rows = snapshot.rows("SELECT * FROM accounts WHERE account_id = ?", [account_id])
    if not rows:
        raise UnknownAccount("accounts-unknown-account", account=account_id)
    return {key: value for key, value in rows[0].items() if key in TABLES["accounts"].columns}


def contacts(snapshot: Snapshot, account_id: str, *, by: Person) -> list[Row]:
    """The account's contacts; names and addresses masked for whoever may not see them."""
    require(by, Permission.SEE_ACCOUNTS)
    rows = snapshot.rows(
        "SELECT contact_id, full_name, first_name, patronymic, last_name, role, position, "
        "email, phone, language FROM contacts WHERE account_id = ? "
        "ORDER BY full_name, contact_id",
        [account_id],
    )
    may_see = by.may(Permission.SEE_PERSONAL)
    return [shown(row) if may_see else masked(row) for row in rows]


def rows_of(snapshot: Snapshot, table: str, account_id: str, *, by: Person) -> list[Row]:
    """The account's services, sales, invoices, tickets, surveys or consents, newest first."""
    require(by, Permission.SEE_ACCOUNTS)
    listed = ", ".join(column for column in TABLES[table].columns if column != "account_id")
    rows = snapshot.rows(
        f"SELECT {listed} FROM {table} WHERE account_id = ? "  # noqa: S608 - declared names
        f"ORDER BY {_ORDERS[table]} LIMIT {_EVENTS_SHOWN}",
        [account_id],
    )
    return rows if by.may(Permission.SEE_PERSONAL) else [masked(row) for row in rows]


@dataclass(frozen=True)
class Month:
    """What an account bought in a month."""

    month: date
    sales: int
    amount: float


def sales_by_month(snapshot: Snapshot, account_id: str, *, by: Person) -> list[Month]:
    """How many sales, and for how much, in each month there were any."""
    require(by, Permission.SEE_ACCOUNTS)
    rows = snapshot.rows(
        "SELECT date_trunc('month', sold_at)::DATE AS month, count(*) AS sales, "
        "coalesce(sum(amount), 0)::DOUBLE AS amount FROM sales WHERE account_id = ? "
        "GROUP BY 1 ORDER BY 1",
        [account_id],
    )
    return [Month(**row) for row in rows]


def shown(row: Mapping[str, Any]) -> Row:
    """The row as people read it: domains in their own letters."""
    return {**row, "email": _readable(row["email"])} if row.get("email") else dict(row)


def masked(row: Mapping[str, Any]) -> Row:
    """The row without what tells who it is; a contact's own key may be an address, too."""
    hidden = {field: _HIDDEN for field in (*_NAMES, "phone", "contact_id") if row.get(field)}
    if row.get("email"):
        hidden["email"] = _HIDDEN + "@" + _readable(row["email"]).partition("@")[2]
    return {**row, **hidden}


def _readable(email: str) -> str:
    name, _, domain = email.partition("@")
    if "xn--" not in domain:
        return email
    try:
        return f"{name}@{idna.decode(domain)}"
    except (idna.IDNAError, UnicodeError):
        return email
