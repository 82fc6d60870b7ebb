"""What a published snapshot holds: its tables, their columns and types, declared once.

`account_id` and `contact_id` are the source's own names. A snapshot numbers its accounts
0, 1, 2 … (`ordinal`, in the order of `account_id`), and every other table carries the
`account_ordinal` it belongs to, so that a set of accounts is a set of small whole numbers.
Both ordinals are `publish`'s: what whoever fills the tables wrote there stays only where it is
what `publish` would have written.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class PublishedTable:
    """One table: its columns with their DuckDB types, its key, and its event time if any."""

    name: str
    columns: dict[str, str]
    key: tuple[str, ...]
    happened: str | None = None  # the column that says when; a row is then an event

    @property
    def ordinal(self) -> str:
        return "ordinal" if self.name == "accounts" else "account_ordinal"


_TABLES = (
    PublishedTable(
        "accounts",
        {
            "account_id": "VARCHAR",
            "name": "VARCHAR",
            "inn": "VARCHAR",
            "kpp": "VARCHAR",
            "ogrn": "VARCHAR",
            "legal_form": "VARCHAR",
            "holding_id": "VARCHAR",
            "okved": "VARCHAR",
            "industry": "VARCHAR",
            "country": "VARCHAR",
            "region": "VARCHAR",
            "city": "VARCHAR",
            "time_zone": "VARCHAR",
            "size_band": "VARCHAR",  # micro, small, medium, large
            "employees": "INTEGER",
            "yearly_revenue": "DECIMAL(18,2)",
            "account_manager": "VARCHAR",
            "status": "VARCHAR",  # active, suspended, closed
            "since": "DATE",
            "hold": "VARCHAR",  # legal_hold, dispute, tender; empty: none
            "address": "VARCHAR",  # postal
        },
        key=("account_id",),
    ),
    PublishedTable(
        "contacts",
        {
            "contact_id": "VARCHAR",
            "account_id": "VARCHAR",
            "full_name": "VARCHAR",
            "first_name": "VARCHAR",
            "patronymic": "VARCHAR",
            "last_name": "VARCHAR",
            "role": "VARCHAR",  # decision_maker, technical, finance, other
            "position": "VARCHAR",
            "email": "VARCHAR",
            "phone": "VARCHAR",
            "language": "VARCHAR",
        },
        key=("contact_id",),
    ),
    PublishedTable(
        "services",
        {
            "service_id": "VARCHAR",
            "account_id": "VARCHAR",
            "product": "VARCHAR",
            "monthly_fee": "DECIMAL(18,2)",
            "installed_on": "DATE",
            "contract_ends_on": "DATE",
            "status": "VARCHAR",  # active, ended
        },
        key=("service_id",),
    ),
    PublishedTable(
        "usage",
        {
            "account_id": "VARCHAR",
            "month": "DATE",
            "traffic_gb": "DECIMAL(18,2)",
            "voice_minutes": "INTEGER",
        },
        key=("account_id", "month"),
        happened="month",
    ),
    PublishedTable(
        "invoices",
        {
            "invoice_id": "VARCHAR",
            "account_id": "VARCHAR",
            "issued_on": "DATE",
            "due_on": "DATE",
            "paid_on": "DATE",
            "amount": "DECIMAL(18,2)",
        },
        key=("invoice_id",),
        happened="issued_on",
    ),
    PublishedTable(
        "sales",
        {
            "sale_id": "VARCHAR",
            "account_id": "VARCHAR",
            "sold_at": "TIMESTAMP",
            "product": "VARCHAR",
            "quantity": "DECIMAL(18,3)",
            "amount": "DECIMAL(18,3)",
            "lines": "INTEGER",  # how many lines of the source add up to it
        },
        key=("sale_id",),
        happened="sold_at",
    ),
    PublishedTable(
        "tickets",
        {
            "ticket_id": "VARCHAR",
            "account_id": "VARCHAR",
            "opened_at": "TIMESTAMP",
            "closed_at": "TIMESTAMP",
            "severity": "VARCHAR",  # low, normal, critical
        },
        key=("ticket_id",),
        happened="opened_at",
    ),
    PublishedTable(
        "surveys",
        {
            "survey_id": "VARCHAR",
            "contact_id": "VARCHAR",
            "account_id": "VARCHAR",
            "answered_on": "DATE",
            "nps": "INTEGER",  # 0 … 10
        },
        key=("survey_id",),
        happened="answered_on",
    ),
    PublishedTable(
        "consents",
        {
            "contact_id": "VARCHAR",
            "account_id": "VARCHAR",
            "channel": "VARCHAR",  # email, sms, …
            "purpose": "VARCHAR",  # advertising, service
            "basis": "VARCHAR",  # opt_in, legitimate_interest, contract
            "source": "VARCHAR",
            "given_on": "DATE",
            "withdrawn_on": "DATE",
        },
        key=("contact_id", "channel", "purpose"),
    ),
)

TABLES: dict[str, PublishedTable] = {table.name: table for table in _TABLES}
EVENTS: dict[str, PublishedTable] = {
    table.name: table for table in _TABLES if table.happened is not None
}
