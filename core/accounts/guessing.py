"""Guessing a mapping from what columns are called and what their values look like."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from core.accounts import values
from core.accounts.mapping import plain_name
from core.accounts.model import DERIVED, REQUIRED, Mapping, RejectRule, targets
from core.foundation.settings import HOUSE

RULES = HOUSE / "data" / "rules" / "columns.toml"
_MOST = 0.6  # of the values must look like it
_FEW = 200  # values looked at closely
_CANCELLED = re.compile(r"C\d+")
_MARKERS = {  # what a table must have among its columns before a shared name goes to it
    "invoices": ("due_on", "paid_on"),
    "usage": ("month", "traffic_gb", "voice_minutes"),
    "tickets": ("ticket_id", "severity"),
    "surveys": ("nps", "survey_id"),
    "consents": ("basis", "purpose", "given_on", "withdrawn_on"),
    "services": ("monthly_fee", "contract_ends_on", "service_id", "installed_on"),
    "sales": ("quantity", "price", "amount", "sale_id"),
    "contacts": ("email", "phone", "full_name", "contact_id", "last_name"),
    "accounts": (),
}
# A table of deeds claims shared names (“invoice date”, “product”) before a table of nouns.
_ORDER = (
    "surveys", "consents", "tickets", "usage", "invoices", "sales", "services", "contacts",
    "accounts",
)  # fmt: skip
_ALONE_ENOUGH = {"contacts": 1, "services": 2, "sales": 2, "invoices": 1, "usage": 2,
                 "tickets": 1, "surveys": 1, "consents": 2, "accounts": 0}  # fmt: skip


@cache
def rules() -> dict[str, Any]:
    return tomllib.loads(RULES.read_text(encoding="utf-8"))


@cache
def closed_words(key: str) -> tuple[tuple[str, str], ...]:
    """What sources say, and what the house says, for a closed list: pairs."""
    listed: dict[str, list[str]] = rules()["words"].get(key, {})
    return tuple((said, ours) for ours, says in listed.items() for said in says)


@dataclass(frozen=True)
class _Column:
    name: str
    plain: str
    values: list[str]  # a few of the filled
    is_unique: bool
    has_cancelled: bool  # among numbers, some with a C before them


def guess(
    columns: tuple[str, ...], sample: list[list[str | None]], *, main: str | None = None
) -> Mapping:
    """The likeliest mapping of a file's columns.

    `sample` has values of each column, `main` the table the file is mainly about, if told.
    """
    looked = [_column(name, cells) for name, cells in zip(columns, sample, strict=True)]
    fed: dict[str, str] = {}
    by_shape = _by_shape(looked)
    for table in _tables(looked, by_shape, main):
        before = dict(fed)
        _feed(table, looked, fed, by_shape)
        if table != main and not _is_complete(table, fed):
            fed = before
    if "accounts.account_id" not in fed and (key := _account_key(looked, fed)):
        fed["accounts.account_id"] = key
    ordered = {key: fed[key] for key in targets() if key in fed}
    return Mapping(ordered, tuple(_cancelled(looked, ordered)))


def _column(name: str, cells: list[str | None]) -> _Column:
    filled = [cell.strip() for cell in cells if cell and cell.strip()]
    is_unique = bool(filled) and len(set(filled)) == len(cells)
    marked = sum(1 for cell in filled if _CANCELLED.fullmatch(cell))
    numbers = sum(1 for cell in filled if cell.isdigit())
    return _Column(name, plain_name(name), filled[:_FEW], is_unique, 0 < marked < numbers)


def _tables(columns: list[_Column], by_shape: dict[str, str], main: str | None) -> list[str]:
    """The tables the file seems to feed, the main one first."""
    found = []
    for table in _ORDER:
        names = _names(table)
        shaped = {key.split(".")[1] for key in by_shape if key.split(".")[0] == table}
        present = {f for f in _MARKERS[table] if any(c.plain in names[f] for c in columns)}
        if (
            table == main
            or len(present | (shaped & set(_MARKERS[table]))) >= _ALONE_ENOUGH[table]
        ):
            found.append(table)
    if main != "invoices" and "invoices" in found and "sales" in found:
        found.remove("sales" if main is None and _has_no_goods(columns) else "invoices")
    return sorted(found, key=lambda table: table != main)


def _has_no_goods(columns: list[_Column]) -> bool:
    names = _names("sales")
    goods = [*names["quantity"], *names["price"]]
    return not any(column.plain in goods for column in columns)


@cache
def _names(table: str) -> dict[str, list[str]]:
    """What the table's fields go by; our own names always count."""
    whose: list[str] = rules()["names"]["contacts"]["contact_id"]
    given: dict[str, list[str]] = {"contact_id": whose, **rules()["names"][table]}
    fields = [target.name for target in targets().values() if target.table == table]
    return {field: [plain_name(field), *given.get(field, [])] for field in fields}


def _feed(
    table: str, columns: list[_Column], fed: dict[str, str], by_shape: dict[str, str]
) -> None:
    taken = set(fed.values())
    for field, names in _names(table).items():
        key = f"{table}.{field}"
        if field == "account_id" and table != "accounts":
            continue
        names = (
            [*names, "name"]
            if key == "contacts.full_name" and _is_of_people(columns)
            else names
        )
        # One contact's id may serve contacts, surveys and consents alike.
        free = [c for c in columns if field == "contact_id" or c.name not in taken]
        fitting = [c for c in free if c.plain in names and _fits(key, c)]
        best = min(fitting, key=lambda c: names.index(c.plain), default=None)
        column = best.name if best else by_shape.get(key)
        if column and (best or column not in taken):
            fed[key] = column
            taken.add(column)


def _is_of_people(columns: list[_Column]) -> bool:
    """Whether a bare “name” is a person's: nothing else tells of a company."""
    names = _names("accounts")
    company = {
        n for field in ("inn", "kpp", "okved", "industry", "employees") for n in names[field]
    }
    return not any(column.plain in company for column in columns)


def _fits(key: str, column: _Column) -> bool:
    """Whether the values can be what the name promises; where there are none, they can."""
    if not column.values:
        return True
    test = _SHAPES.get(targets()[key].kind.value)
    return test is None or _share(column.values, test) >= 0.2  # noqa: PLR2004 - a fifth will do


def _share(cells: list[str], test: Any) -> float:
    return sum(1 for cell in cells if test(cell)) / len(cells)


_SHAPES = {
    "date": re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}.*|\d{8}|\d{4}-\d{2}").fullmatch,
    "moment": re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}.*|\d{8}").fullmatch,
    "number": re.compile(r"[^\w]*\d[\d\s.,'\u00a0\u202f]*\D{0,5}").fullmatch,
    "count": re.compile(r"[-+]?\d[\d\s\u00a0\u202f]*([.,]0+)?").fullmatch,
}


def _by_shape(columns: list[_Column]) -> dict[str, str]:
    """Columns that give themselves away by their values, whatever they are called."""
    tests = {
        "contacts.email": lambda cell: "@" in cell and values.email(cell)[0],
        "accounts.inn": lambda cell: len(cell) in (10, 12) and values.inn(cell)[0],
        "contacts.phone": lambda cell: (
            re.fullmatch(r"(\+|8[\s(-]).*", cell) and values.phone(cell)[0]
        ),
    }
    found: dict[str, str] = {}
    for key, test in tests.items():
        for column in columns:
            fits = len(column.values) > 0 and _share(column.values, test) > _MOST
            if fits and key not in found and column.name not in found.values():
                found[key] = column.name
    return found


def _account_key(columns: list[_Column], fed: dict[str, str]) -> str | None:
    """What names the company where nothing is called its id."""
    for key in ("accounts.inn", "accounts.name", "contacts.contact_id", "contacts.email"):
        if key in fed:
            return fed[key]
    if "contacts.phone" in fed:
        return fed["contacts.phone"]
    free = [c for c in columns if c.is_unique and c.name not in fed.values()]
    named = [c for c in free if re.search(r"\b(id|код|номер|no|key)\b", c.plain)]
    found = (named or free)[:1]
    return found[0].name if found else None


def _is_complete(table: str, fed: dict[str, str]) -> bool:
    """Whether rows of a table can have all they need; keys can be made, other fields not."""
    made = {"contacts.contact_id", *DERIVED}
    needed = [f"{table}.{field}" for field in REQUIRED[table] if field != "account_id"]
    return all(key in fed or key in made for key in needed)


def _cancelled(columns: list[_Column], fed: dict[str, str]) -> list[RejectRule]:
    """Numbers like C489449 among plain numbers are cancelled sales."""
    name = fed.get("sales.sale_id")
    column = next((c for c in columns if c.name == name), None)
    if column is None or not column.has_cancelled:
        return []
    return [RejectRule(column.name, "starts_with", "C", "cancelled")]
