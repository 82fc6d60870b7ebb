"""The nouns of an import: what a file may feed, how its columns map, and what became of it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from core.warehouse.schema import TABLES


class Kind(StrEnum):
    """How a value is read and made regular."""

    TEXT = "text"
    KEY = "key"
    EMAIL = "email"
    PHONE = "phone"
    INN = "inn"
    KPP = "kpp"
    OGRN = "ogrn"
    DATE = "date"
    MOMENT = "moment"
    NUMBER = "number"
    COUNT = "count"  # a whole number
    WORD = "word"  # one of a closed list, in whatever words the source has for it
    ZONE = "zone"  # an IANA time zone


@dataclass(frozen=True)
class Target:
    """One field a column may feed: ``accounts.country``."""

    table: str
    name: str
    kind: Kind
    type: str  # of DuckDB
    is_positive: bool = False
    is_never_negative: bool = False

    @property
    def key(self) -> str:
        return f"{self.table}.{self.name}"


# Where the type does not say it all.
_KINDS = {
    "accounts.inn": Kind.INN,
    "accounts.kpp": Kind.KPP,
    "accounts.ogrn": Kind.OGRN,
    "accounts.holding_id": Kind.KEY,
    "accounts.time_zone": Kind.ZONE,
    "accounts.size_band": Kind.WORD,
    "accounts.status": Kind.WORD,
    "accounts.hold": Kind.WORD,
    "contacts.role": Kind.WORD,
    "contacts.language": Kind.WORD,
    "contacts.email": Kind.EMAIL,
    "contacts.phone": Kind.PHONE,
    "services.status": Kind.WORD,
    "tickets.severity": Kind.WORD,
    "consents.channel": Kind.WORD,
    "consents.purpose": Kind.WORD,
    "consents.basis": Kind.WORD,
}
_KEYS = frozenset(
    {
        "account_id",
        "contact_id",
        "service_id",
        "invoice_id",
        "sale_id",
        "ticket_id",
        "survey_id",
    }
)
_POSITIVE = frozenset({"sales.quantity", "sales.price"})
_NEVER_NEGATIVE = frozenset({"accounts.employees"})
_BY_TYPE = {"DATE": Kind.DATE, "TIMESTAMP": Kind.MOMENT, "INTEGER": Kind.COUNT}

# What a row must bring, in the order it is asked for.
REQUIRED: dict[str, tuple[str, ...]] = {
    "accounts": ("account_id",),
    "contacts": ("account_id", "contact_id"),
    "services": ("account_id", "product", "service_id"),
    "usage": ("account_id", "month"),
    "invoices": ("account_id", "issued_on", "invoice_id"),
    "sales": ("account_id", "sold_at", "sale_id"),
    "tickets": ("account_id", "opened_at", "ticket_id"),
    "surveys": ("account_id", "answered_on", "nps", "survey_id"),
    "consents": ("account_id", "contact_id", "channel", "purpose"),
}
# What may be made of other fields where the source has no key of its own.
DERIVED: dict[str, tuple[str, ...]] = {
    "services.service_id": ("account_id", "product"),
    "invoices.invoice_id": ("account_id", "issued_on"),
    "sales.sale_id": ("account_id", "sold_at", "product"),
    "tickets.ticket_id": ("account_id", "opened_at"),
    "surveys.survey_id": ("account_id", "contact_id", "answered_on"),
}


@cache
def targets() -> dict[str, Target]:
    """Every field a column may feed, by ``table.field``, in the order of the schema."""
    found: dict[str, Target] = {}
    for table in TABLES.values():
        for name, kind in table.columns.items():
            key = f"{table.name}.{name}"
            if key != "sales.lines":
                limits = key in _POSITIVE, key in _NEVER_NEGATIVE
                found[key] = Target(table.name, name, _kind(key, kind), kind, *limits)
        if table.name == "sales":  # quantity × price is the amount
            price = Target("sales", "price", Kind.NUMBER, "DECIMAL(18,6)", is_positive=True)
            found[price.key] = price
    return found


def _kind(key: str, type_: str) -> Kind:
    if key.split(".")[1] in _KEYS:
        return Kind.KEY
    if type_.startswith("DECIMAL"):
        return Kind.NUMBER
    return _KINDS.get(key) or _BY_TYPE.get(type_, Kind.TEXT)


@dataclass(frozen=True)
class RejectRule:
    """“Reject where the invoice starts with C”: a column, a test, and the reason to give."""

    column: str
    test: str  # starts_with, equals, contains, not_above, is_empty
    value: str
    reason: str


TESTS = ("starts_with", "equals", "contains", "not_above", "is_empty")


@dataclass(frozen=True)
class Mapping:
    """Which column feeds which field, and which rows are not wanted."""

    columns: dict[str, str]  # target key → column of the file
    rejects: tuple[RejectRule, ...] = ()

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables it feeds, in the order of the schema; accounts always among them."""
        named = {key.split(".")[0] for key in self.columns} | {"accounts"}
        return tuple(table for table in TABLES if table in named)


@dataclass(frozen=True)
class Layout:
    """How a file turned out to be written."""

    format: str  # csv, xlsx, parquet
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    renamed: tuple[str, ...]  # columns whose header was empty or taken
    lines: int  # physical lines (rows of a sheet, records of a Parquet file)
    header_lines: int  # of them, before the first row: the header and blank lines
    trailing_lines: int  # of them, blank at the end


@dataclass(frozen=True)
class Look:
    """A file before it is checked: its layout, the guess, and a few values of each column."""

    layout: Layout
    guessed: Mapping
    samples: tuple[tuple[str, ...], ...]
    rows: int


@dataclass(frozen=True)
class Reason:
    """Why rows were rejected or flagged: the field, the key of the words, how many."""

    field: str
    reason: str
    count: int
    first_line: int


@dataclass(frozen=True)
class Clash:
    """A client's code over different names of companies; the last name would stay."""

    key: str
    names: tuple[str, ...]
    first_line: int


@dataclass(frozen=True)
class Report:
    """What became of a file: read = accepted + rejected, always."""

    read: int
    accepted: int
    rejected: int
    spanning_lines: int  # physical lines beyond the first of rows that span several
    counts: dict[str, int]  # rows per table, after those of one key were merged
    rejects: tuple[Reason, ...]
    flags: tuple[Reason, ...]  # values that were dropped or changed in rows that were kept
    first_event: date | None
    last_event: date | None
    clashes: tuple[Clash, ...] = ()  # the first of them
    clashing: int = 0  # keys with several names


@dataclass(frozen=True)
class Checked:
    """A file that was read and checked, waiting in its folder to be published."""

    folder: Path
    source: str  # the file's own name
    layout: Layout
    mapping: Mapping
    report: Report
    unmapped: tuple[str, ...] = field(default=())  # columns that feed nothing

    @property
    def rejects_file(self) -> Path:
        return self.folder / "rejects.csv"

    def counts(self) -> dict[str, int]:
        """Read, accepted, rejected."""
        report = self.report
        return {"read": report.read, "accepted": report.accepted, "rejected": report.rejected}

    def facts(self) -> dict[str, object]:
        """What a program wants to know of it."""
        return self.counts() | {
            "rejects_file": str(self.rejects_file),
            "reasons": {f"{r.field} {r.reason}": r.count for r in self.report.rejects},
            "flags": {f"{r.field} {r.reason}": r.count for r in self.report.flags},
            "clashing": self.report.clashing,
            "rows": self.report.counts,
            "lines": self.layout.lines,
            "encoding": self.layout.encoding,
            "delimiter": self.layout.delimiter,
            "renamed": list(self.layout.renamed),
            "unmapped": list(self.unmapped),
        }

    def table_file(self, table: str) -> Path:
        return self.folder / f"{table}.parquet"
