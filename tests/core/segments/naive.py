"""The rules over, slowly and in plain Python: what the engines are compared with."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from core.segments.model import Combine, Condition, Rule, Times

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
        inner = [self.holds(one, account) for one in rule.rules]
        if rule.combine is Combine.ALL:
            return all(inner)
        return any(inner) if rule.combine is Combine.ANY else not any(inner)

    def condition(self, condition: Condition, account: Row) -> bool:
        name, operator, wanted = condition.field, condition.operator, condition.value
        if isinstance(wanted, Times):
            return self.often(name, operator, wanted, account)
        opposite = _OPPOSITES.get(operator)
        if opposite:
            return not self.condition(Condition(name, opposite, wanted), account)
        return any(self.compare(operator, v, wanted) for v in self.values(name, account))

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
