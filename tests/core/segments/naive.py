"""The rules over, slowly and in plain Python: what the engines are compared with."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import median_low
from typing import Any

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

Row = dict[str, Any]
Tables = dict[str, list[Row]]


class Naive:
    """Account numbers a rule holds for, account by account."""

    def __init__(self, tables: Tables, as_of: date) -> None:
        self.tables, self.as_of = tables, as_of

    def members(self, rule: Rule) -> list[int]:
        accounts = self.tables["accounts"]
        return [a["ordinal"] for a in accounts if self.holds(rule, a)]

    def holds(self, rule: Rule, account: Row) -> bool:
        if isinstance(rule, Condition):
            return self.condition(rule, account)
        if isinstance(rule, Listed):
            return account["account_id"] in rule.accounts
        if rule.contacts is not None:
            return self.among_contacts(rule, account)
        return _combined(rule, [self.holds(one, account) for one in rule.rules])

    def among_contacts(self, group: Group, account: Row) -> bool:
        held = [self.of_contact(group, row) for row in self.rows("contacts", account)]
        if group.contacts == EVERY:
            return bool(held) and all(held)
        return sum(held) >= (group.contacts or 0)

    def of_contact(self, rule: Rule, contact: Row) -> bool:
        """A rule about this one contact."""
        alone = Naive(self.tables | {"contacts": [contact]}, self.as_of)
        if isinstance(rule, Group):
            return _combined(rule, [self.of_contact(one, contact) for one in rule.rules])
        return alone.holds(rule, {"ordinal": contact["account_ordinal"]})

    def condition(self, condition: Condition, account: Row) -> bool:
        name, operator, wanted = condition.field, condition.operator, condition.value
        if isinstance(wanted, Times):
            return self.often(name, operator, wanted, account)
        if isinstance(wanted, Amount | Change):
            return self.monthly(name, operator, wanted, account)
        if operator in _STANDING:
            return self.stands(name, operator, wanted, account)
        opposite = _OPPOSITES.get(operator)
        if opposite:
            return not self.condition(Condition(name, opposite, wanted), account)
        return any(self.compare(operator, v, wanted) for v in self.values(name, account))

    def monthly(self, name: str, operator: str, wanted: Amount | Change, account: Row) -> bool:
        table, item = _SERIES[name]
        moment = _MOMENTS[table]
        rows = [row for row in self.rows(table, account) if row[moment]]

        def total(first: int, last: int) -> Decimal:
            inside = (r for r in rows if first <= _back(r[moment], self.as_of) <= last)
            return sum((Decimal(row[item] or 0) for row in inside), Decimal(0))

        now = total(1, wanted.months)
        if isinstance(wanted, Change):
            before, percent = total(wanted.months + 1, 2 * wanted.months), _exact_number(wanted)
            if operator == "rose_by":
                return bool(before > 0 and now * 100 >= before * (100 + percent))
            return bool(before > 0 and now * 100 <= before * (100 - percent))
        least = _exact_number(wanted) * (wanted.months if operator.startswith("mean") else 1)
        return bool(now >= least if operator.endswith("at_least") else now <= least)

    def stands(self, name: str, operator: str, wanted: Any, account: Row) -> bool:
        own = self.values(name, account)[0]
        if own is None:
            return False
        if operator.endswith("median_of"):
            return self.beyond_median(name, operator, wanted, account)
        others = [self.values(name, one)[0] for one in self.tables["accounts"]]
        known = [one for one in others if one is not None]
        better = sum(one > own if operator.startswith("top") else one < own for one in known)
        if operator.endswith("count"):
            return bool(better < wanted)
        return bool(better * 100 < Decimal(repr(wanted)) * len(known))

    def beyond_median(self, name: str, operator: str, grouping: str, account: Row) -> bool:
        if not account[grouping]:
            return False
        alike = [a for a in self.tables["accounts"] if a[grouping] == account[grouping]]
        known = [self.values(name, one)[0] for one in alike]
        middle = median_low(one for one in known if one is not None)
        own = self.values(name, account)[0]
        return bool(own > middle if operator.startswith("above") else own < middle)

    def often(self, name: str, operator: str, wanted: Times, account: Row) -> bool:
        first = self.as_of - timedelta(days=wanted.days)
        moments = (row[_MOMENTS[name]] for row in self.rows(name, account))
        times = sum(first < _day(moment) <= self.as_of for moment in moments if moment)
        return {
            "at_least_times": times >= wanted.times,
            "at_most_times": times <= wanted.times,
            "exactly_times": times == wanted.times,
        }[operator]

    def rows(self, table: str, account: Row) -> list[Row]:
        number = account["ordinal"]
        return [row for row in self.tables[table] if row["account_ordinal"] == number]

    def values(self, name: str, account: Row) -> list[Any]:
        """The one value of an account's field, or one per contact, or a list's items in one."""
        if name in ("role", "position", "phone"):
            return [row[name] for row in self.rows("contacts", account)]
        if name == "has_email":
            emails = (row["email"] or "" for row in self.rows("contacts", account))
            return ["@" in email[1:-1] for email in emails]
        active = [s for s in self.rows("services", account) if s["status"] == "active"]
        if name == "products":
            return [{s["product"] for s in active if s["product"] is not None}]
        if name in account:
            return [account[name]]
        return [self.derived(name, account, active)]

    def derived(self, name: str, account: Row, active: list[Row]) -> Any:
        sales = [s for s in self.rows("sales", account) if s["sold_at"]]
        ends = [s["contract_ends_on"] for s in active if s["contract_ends_on"]]
        ends = [day for day in ends if day >= self.as_of]
        sold = [_day(s["sold_at"]) for s in sales if _day(s["sold_at"]) <= self.as_of]
        if name == "tenure_days":
            return (self.as_of - account["since"]).days if account["since"] else None
        if name == "contract_ends_in":
            return (min(ends) - self.as_of).days if ends else None
        if name == "contract_ends_on":
            return min(ends, default=None)
        if name == "last_sale":
            return max(sold, default=None)
        if name == "active_services":
            return len(active)
        if name == "monthly_fee":
            return sum((s["monthly_fee"] or Decimal(0) for s in active), Decimal(0))
        assert name == "sales_amount_90_days", name
        first = self.as_of - timedelta(days=90)
        inside = [s for s in sales if first < _day(s["sold_at"]) <= self.as_of]
        return sum((s["amount"] or Decimal(0) for s in inside), Decimal(0))

    def compare(self, operator: str, value: Any, wanted: Any) -> bool:
        if value is None:
            return False
        if operator == "is_not_empty":
            return value not in ("", set())
        if operator in ("in_last_days", "in_next_days"):
            span = timedelta(days=wanted)
            if operator == "in_last_days":
                return bool(self.as_of - span < value <= self.as_of)
            return bool(self.as_of <= value <= self.as_of + span)
        return bool(_COMPARE[operator](value, _exact(wanted)))


def _combined(group: Group, inner: list[bool]) -> bool:
    if group.combine is Combine.ALL:
        return all(inner)
    return any(inner) if group.combine is Combine.ANY else not any(inner)


def _back(moment: date, as_of: date) -> int:
    """How many calendar months before the one of `as_of`."""
    return (as_of.year - moment.year) * 12 + as_of.month - moment.month


def _exact_number(wanted: Amount | Change) -> Decimal:
    return Decimal(repr(wanted.amount if isinstance(wanted, Amount) else wanted.percent))


_STANDING = {
    *("top_count", "bottom_count", "top_percent", "bottom_percent"),
    *("above_median_of", "below_median_of"),
}
_SERIES = {
    "traffic": ("usage", "traffic_gb"),
    "billed": ("invoices", "amount"),
    "sold": ("sales", "amount"),
}
_OPPOSITES = {
    "is_not": "is",
    "none_of": "one_of",
    "not_contains": "contains",
    "not_in_last_days": "in_last_days",
    "is_false": "is_true",
    "has_none": "has_any",
    "is_empty": "is_not_empty",
}
_MOMENTS = {
    "sales": "sold_at",
    "tickets": "opened_at",
    "invoices": "issued_on",
    "surveys": "answered_on",
    "usage": "month",
}
_COMPARE: dict[str, Any] = {
    "is": lambda value, wanted: value == wanted,
    "equals": lambda value, wanted: value == wanted,
    "one_of": lambda value, wanted: value in wanted,
    "contains": lambda value, wanted: wanted.lower() in value.lower(),
    "starts_with": lambda value, wanted: value.lower().startswith(wanted.lower()),
    "at_least": lambda value, wanted: value >= wanted,
    "at_most": lambda value, wanted: value <= wanted,
    "more_than": lambda value, wanted: value > wanted,
    "less_than": lambda value, wanted: value < wanted,
    "before": lambda value, wanted: value < wanted,
    "after": lambda value, wanted: value > wanted,
    "between": lambda value, wanted: wanted[0] <= value <= wanted[1],
    "is_true": lambda value, wanted: value,
    "has_any": lambda value, wanted: bool(value & set(wanted)),
    "has_all": lambda value, wanted: set(wanted) <= value,
}


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _exact(wanted: Any) -> Any:
    if isinstance(wanted, float):
        return Decimal(repr(wanted))
    return tuple(map(_exact, wanted)) if isinstance(wanted, tuple) else wanted
