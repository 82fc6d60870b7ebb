"""A base of everything that engines disagree about, and rules that ask for it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from duckdb import DuckDBPyConnection

from core.segments.model import (
    EVERY,
    Amount,
    Change,
    Combine,
    Condition,
    Group,
    Listed,
    Rule,
    Times,
)
from core.warehouse.fields import Field, Kind
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse

AS_OF = date(2026, 3, 2)
NEVER = None

# Each must be found as it is, be only itself, and leave its literal on no engine.
TEXTS = [
    *("Alpha", "alpha", "Гамма", "ГАММА", "гамма", "Ёлка", "ёлка", "ЁЖ", "Елка", "Зоя", "яЯ"),
    *("İstanbul", "ISTANBUL", "istanbul", "ΟΔΟΣ", "οδοσ", "straße", "STRASSE", "é", "e\u0301"),
    *("O'Hara", "O''Hara", "back\\slash", "\\", "\\\\", "\\'", "\\\\'", "'", "''", '"', '""'),
    *("'; DROP SCHEMA cockpit_1 CASCADE; --", "' OR 1=1 --", "x' OR 'x'='x", "\\' OR 1=1 -- "),
    *("{x}", "{x:String}", "{{ x }}", "%s", "%(a)s", "%%", "$1", "$$", "$tag$", "?", ":name"),
    *("${env:HOME}", "${system:user.home}", "${spark.app.id}", "@v", "`tick`", "/* c */", "--"),
    *(
        "new\nline",
        "\r\n.",
        "tab\t.",
        "\a\b\f\v.",
        "\x01\x7f.",
        "\n\\.\n",
        "\\.",
        "\\N",
        "NULL",
    ),
    *("%", "_", "a%b_c", "a\\%b", "\\u0041", "\\x41", "\\101", "\\n", "\\0", "😀", "\ufeffb"),
    *("\u2028.", "\u00a0n", " lead", "trail ", "true", "0", "x" * 500, "ы" * 500, ",", ";"),
]
# Every letter that has a small one, up to the newest that engines have not all learned.
LETTERS = "".join(chr(code) for code in range(0x1C80) if chr(code) != chr(code).lower())
NAMES: list[str | None] = [*TEXTS, LETTERS, None, "", " "]

DAYS: list[date | None] = [
    *(date(1900, 1, 1), date(1950, 6, 15), date(1969, 12, 31), date(1970, 1, 1)),
    *(date(2025, 3, 2), date(2026, 3, 1), AS_OF, date(2026, 3, 3), date(2024, 2, 29)),
    *(date(2025, 11, 30), date(2025, 12, 31), date(2026, 1, 15), date(2026, 2, 28)),
    *(date(2106, 2, 8), date(2149, 6, 7), date(2150, 1, 1), date(2199, 12, 31), NEVER),
]
NUMBERS: list[int | None] = [-(2**31), -1, 0, 1, 2, 10, 11, 100, 2**31 - 1, None]
AMOUNTS: list[str | None] = [
    *("9999999999999999.99", "9999999999999999.98", "-9999999999999999.99", "0.07", "7.00"),
    *("1000.50", "1000.49", "0", "-0.01", "123456789.01", None),
]
MOMENTS: list[str | None] = [
    *("2026-03-02 23:59:59.999999", "2026-03-03 00:00:00", "2026-03-02 00:00:00"),
    *("2025-12-02 23:59:59.999999", "2025-12-03 00:00:00", "2025-03-02 23:59:59"),
    *("1969-12-31 23:59:59", "1930-06-01 12:00:00", "2110-01-01 00:00:00", None),
]
MONTHS = [date(2025 + place // 12, place % 12 + 1, 1) for place in range(4, 15)]

_WORDS: tuple[str, ...] = (
    "inn",
    "kpp",
    "ogrn",
    "okved",
    "legal_form",
    "holding_id",
    "country",
    "city",
)
_WORDS += ("time_zone", "size_band", "account_manager")


def publish(folder: Path) -> Snapshot:
    """Eighty-odd accounts, the same at every call."""
    warehouse = Warehouse(folder)
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    warehouse.publish(fill, name="hostile", by="ana", at=at, as_of=AS_OF)
    return warehouse.current()


def fill(connection: DuckDBPyConnection) -> None:
    for table, columns, rows in _tables(np.random.default_rng(7)):
        marks = ", ".join("?" for _ in columns.split(","))
        connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def _tables(draw: np.random.Generator) -> Iterator[tuple[str, str, list[tuple[Any, ...]]]]:
    ids = [f"a{place:03}" for place in range(len(NAMES))]

    def some(values: list[Any]) -> Any:
        return values[draw.integers(len(values))]

    def often(most: int) -> list[str]:
        """Accounts, each so many times at most; the last three never."""
        return [one for one in ids[:-3] for _ in range(draw.integers(most + 1))]

    yield (
        "accounts",
        "account_id, name, region, industry, employees, yearly_revenue, since, status, "
        + ", ".join(_WORDS),
        [
            (
                one,
                name,
                name,
                some(["ИТ", "Торговля", "ИТ ", "", None]),
                some(NUMBERS),
                some(AMOUNTS),
                some(DAYS),
                some(["active", "closed", None]),
                *(some([*TEXTS, "", None]) for _ in _WORDS),
            )
            for one, name in zip(ids, NAMES, strict=True)
        ],
    )
    yield (
        "contacts",
        "contact_id, account_id, role, email, position, phone, language, full_name",
        [
            (
                f"c{place}",
                one,
                some(["finance", "technical", "", None, "O'Hara"]),
                some(["a@b", "@b", "a@", "я@ё.рф", "a\n@b", "", None, "no"]),
                some(NAMES),
                some(["+7", "", None]),
                some(["ru", "en", None]),
                "Anna",
            )
            for place, one in enumerate(often(3))
        ],
    )
    yield (
        "services",
        "service_id, account_id, product, monthly_fee, contract_ends_on, status",
        [
            (
                f"s{place}",
                one,
                some(["internet", "cloud", "O'Hara", "\\'", "${env:HOME}", None, ""]),
                some(AMOUNTS[3:]),
                some(DAYS),
                some(["active", "active", "ended", None]),
            )
            for place, one in enumerate(often(4))
        ],
    )
    yield (
        "sales",
        "sale_id, account_id, sold_at, amount",
        [
            (f"x{place}", one, some(MOMENTS), some(["-5", "15.125", "0.001", "100", None]))
            for place, one in enumerate(often(5))
        ],
    )
    yield (
        "invoices",
        "invoice_id, account_id, issued_on, due_on, paid_on, amount",
        [
            (f"i{place}", one, some(DAYS), some(DAYS), some(DAYS), some(AMOUNTS[3:]))
            for place, one in enumerate(often(4))
        ],
    )
    yield (
        "usage",
        "account_id, month, traffic_gb, voice_minutes",
        [
            (
                one,
                month,
                some(["0.07", "7.00", "0.14", "120.50", "0", None]),
                some([0, 1, 700, 2**31 - 1, None]),
            )
            for one in ids[:-3:2]
            for month in MONTHS
        ],
    )
    yield (
        "surveys",
        "survey_id, contact_id, account_id, answered_on, nps",
        [
            # Several on one day: the last by its id, which no alphabet but bytes puts in order.
            (
                some(["n", "N", "ё", "Я", "z"]) + str(place),
                "c0",
                one,
                some(DAYS),
                some([*range(11), None]),
            )
            for place, one in enumerate(often(4))
        ],
    )
    yield (
        "tickets",
        "ticket_id, account_id, opened_at, closed_at, severity",
        [
            (f"t{place}", one, some(MOMENTS), some(MOMENTS), some(["critical", "low", None]))
            for place, one in enumerate(often(3))
        ],
    )


def _all(*rules: Rule) -> Group:
    return Group(Combine.ALL, rules)


def _any(*rules: Rule) -> Group:
    return Group(Combine.ANY, rules)


def _none(*rules: Rule) -> Group:
    return Group(Combine.NONE, rules)


THOUSAND = tuple(sorted({f"value '{place}\\" for place in range(950)} | set(TEXTS[:40])))

# Rules as people would make them, and then some.
REFERENCE: dict[str, Rule] = {
    "firmographic": _all(
        Condition("industry", "one_of", ("ИТ", "Торговля")),
        Condition("employees", "at_least", 2),
        Condition("status", "is_not", "closed"),
    ),
    "unknown is not known": _none(
        Condition("industry", "is_not_empty"),
        Condition("employees", "more_than", 5),
        Condition("since", "before", date(2026, 1, 1)),
    ),
    "letters": _any(
        Condition("name", "contains", "ГАММ"),
        Condition("name", "contains", "ёЛК"),
        Condition("name", "starts_with", "İSTAN"),
        Condition("name", "contains", "ΔΟΣ"),
        Condition("name", "contains", "É"),
    ),
    "not the letters": _all(
        Condition("name", "not_contains", "а"), Condition("inn", "not_contains", "Е")
    ),
    "a thousand names": _any(
        Condition("region", "one_of", THOUSAND), Condition("country", "none_of", THOUSAND)
    ),
    "long ago and far away": _any(
        Condition("since", "between", (date(1900, 1, 1), date(1969, 12, 31))),
        Condition("since", "after", date(2106, 2, 7)),
        Condition("tenure_days", "at_least", 27_820),
        Condition("contract_ends_in", "at_least", 45_000),
    ),
    "just before midnight": _all(
        Condition("sales", "at_least_times", Times(1, 1)),
        Condition("last_sale", "in_last_days", 1),
        Condition("sales_90_days", "at_least", 1),
    ),
    "nearly equal amounts": _any(
        Condition("yearly_revenue", "equals", 0.07),
        Condition("yearly_revenue", "between", (1000.491, 1000.5)),
        Condition("yearly_revenue", "less_than", -1e-300),
        Condition("yearly_revenue", "at_least", 10**15),
    ),
    "shares of hundredths": _any(
        Condition("traffic_change", "equals", 9900),
        Condition("traffic_change", "between", (-99, -1)),
        Condition("traffic_change", "at_least", 100),
    ),
    "contacts": _all(
        Condition("role", "none_of", ("technical", "O'Hara")),
        Condition("has_email", "is_true"),
        Condition("phone", "is_empty"),
    ),
    "holds and does not hold": _all(
        Condition("products", "has_any", ("internet", "\\'", "${env:HOME}")),
        Condition("products", "has_none", ("O'Hara",)),
    ),
    "holds all": Condition("products", "has_all", ("cloud", "internet")),
    "money": _any(
        _all(
            Condition("overdue_days", "more_than", 0),
            Condition("overdue_amount", "at_least", 7),
        ),
        Condition("monthly_fee", "at_most", 0),
        Condition("sales_amount_365_days", "between", (0.001, 100.126)),
    ),
    "never and often": _any(
        Condition("sales", "exactly_times", Times(0, 36_500)),
        Condition("tickets", "at_least_times", Times(2, 90)),
        Condition("invoices", "at_most_times", Times(1, 365)),
        Condition("surveys", "exactly_times", Times(2, 36_500)),
    ),
    "the last answer": _none(
        Condition("last_nps", "at_least", 5), Condition("open_tickets", "at_least", 1)
    ),
    "the largest": _any(
        Condition("yearly_revenue", "top_count", 3), Condition("employees", "top_percent", 12.5)
    ),
    "the smallest": _all(
        Condition("monthly_fee", "bottom_percent", 60), Condition("last_nps", "bottom_count", 9)
    ),
    "above its like": _any(
        Condition("yearly_revenue", "above_median_of", "industry"),
        Condition("last_nps", "above_median_of", "status"),
    ),
    "below its like": _none(
        Condition("traffic_change", "above_median_of", "industry"),
        Condition("sales_amount_365_days", "below_median_of", "industry"),
    ),
    "month by month": _any(
        Condition("traffic", "rose_by", Change(12.5, 3)),
        Condition("voice", "fell_by", Change(50, 2)),
        Condition("billed", "sum_at_least", Amount(1000.5, 12)),
        Condition("sold", "mean_at_most", Amount(-0.1, 6)),
    ),
    "further back than the months kept": _none(
        Condition("billed", "sum_at_most", Amount(7, 36)),
        Condition("traffic", "mean_at_least", Amount(20.03, 30)),
    ),
    "one contact": Group(
        Combine.ALL,
        (
            Condition("role", "one_of", ("finance", "O'Hara")),
            Condition("position", "not_contains", "Я"),
            Condition("has_email", "is_false"),
        ),
        contacts=1,
    ),
    "two contacts": Group(
        Combine.NONE,
        (Condition("phone", "is_empty"), Condition("role", "is", "O'H")),
        contacts=2,
    ),
    "each contact": Group(
        Combine.ANY,
        (Condition("has_email", "is_true"), Condition("position", "is_not_empty")),
        contacts=EVERY,
    ),
    "an expression": Condition(
        "expression",
        "holds",
        "coalesce(employees, 0) / nullif(active_services, 0) >= 2.5 "
        "and not (lower(name) in ('гамма', 'o''hara') or name < '$') "
        "or case when since < date '1970-01-01' then yearly_revenue else -1.5 end > 0.07",
    ),
    "an expression of the unknown": Condition(
        "expression",
        "holds",
        "not (employees in (1, 2.5, 10)) and not (since in (date '2026-03-02')) "
        "or name like 'a_b%' or abs(floor(monthly_fee)) - 0.5 > ceil(0.5 * traffic_change)",
    ),
    "on a list of thousands": _all(
        Listed("a list", "its digest", tuple(f"a{place:03}" for place in range(0, 6000, 2))),
        Condition("name", "not_contains", "я"),
    ),
    "deep": _all(
        _any(
            _none(_all(Condition("employees", "is_empty"), Condition("name", "is", "Зоя"))),
            _all(
                _none(_any(Condition("role", "is", "finance"))), Condition("since", "is_empty")
            ),
        ),
        _none(Condition("status", "is", "closed"), _none(Condition("name", "is_not_empty"))),
    ),
}


def of_every_field(field: Field) -> list[Condition]:
    """A few conditions over a field, of each kind of value it may be asked for."""
    asked: dict[Kind, list[tuple[str, Any]]] = {
        Kind.TEXT: [("contains", "а"), ("is", "O'Hara"), ("starts_with", "a0")],
        Kind.CATEGORY: [("one_of", ("O'Hara", "active", "ИТ"))],
        Kind.NUMBER: [("at_least", 1), ("between", (-5, 2.5))],
        Kind.MONEY: [("at_least", 7), ("less_than", 1000.495)],
        Kind.DATE: [("in_last_days", 400), ("before", date(1970, 1, 1))],
        Kind.BOOLEAN: [("is_true", None)],
        Kind.LIST: [("has_any", ("O'Hara", "cloud"))],
        Kind.SERIES: [("sum_at_least", Amount(1, 3)), ("rose_by", Change(5, 2))],
        Kind.EVENT: [("at_least_times", Times(2, 400)), ("exactly_times", Times(1, 36_500))],
    }
    wanted = [*asked.get(field.kind, []), ("is_empty", None)]
    return [
        Condition(field.key, operator, value)
        for operator, value in wanted
        if operator in field.operators
    ]
