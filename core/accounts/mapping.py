"""A mapping as a file: which column feeds which field, and which rows are not wanted.

    [accounts]
    account_id = "Customer ID"
    country = "Country"

    [sales]
    sale_id = "Invoice"
    sold_at = "InvoiceDate"
    quantity = "Quantity"
    price = "Price"

    [[reject]]
    column = "Invoice"
    starts_with = "C"
    reason = "cancelled"

The same in JSON does as well, and so do flat keys: ``{"accounts.country": "Country"}``.
"""

import json
import re
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from core.accounts.model import TESTS, Mapping, RejectRule, targets
from core.foundation.refusal import Refusal

LARGEST_FILE = 1 << 20  # bytes


class BadMapping(Refusal):
    """The mapping names what is not there, or cannot be read."""


def read(path: Path) -> Mapping:
    """Read a mapping file, TOML or JSON. Raises `BadMapping`."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadMapping("accounts-mapping-unreadable", file=path.name, fault=">1 MB")
        content = path.read_text(encoding="utf-8-sig")
        facts = json.loads(content) if path.suffix == ".json" else tomllib.loads(content)
    except OSError:
        raise BadMapping("accounts-file-missing", file=path.name) from None
    except (ValueError, RecursionError) as error:
        raise BadMapping(
            "accounts-mapping-unreadable", file=path.name, fault=str(error)[:200]
        ) from None
    return of_facts(facts, source=path.name)


def of_facts(facts: Any, *, source: str) -> Mapping:
    """A mapping out of plain JSON values. Raises `BadMapping` naming what is wrong."""
    if not isinstance(facts, dict):
        raise BadMapping("accounts-mapping-unreadable", file=source, fault="{}")
    columns: dict[str, str] = {}
    for table, fields in facts.items():
        if table == "reject":
            continue
        pairs = fields.items() if isinstance(fields, dict) else [(None, fields)]
        for field, column in pairs:
            key = table if field is None else f"{table}.{field}"
            columns[_target(key)] = _column(key, column)
    rules = facts.get("reject", [])
    if not isinstance(rules, list):
        raise BadMapping("accounts-mapping-rule", rule=str(rules)[:80])
    return Mapping(columns, tuple(map(_rule, rules)))


def as_facts(mapping: Mapping) -> dict[str, Any]:
    """A mapping as plain JSON values, the way its file has them."""
    facts: dict[str, Any] = {}
    for key, column in mapping.columns.items():
        table, field = key.split(".")
        facts.setdefault(table, {})[field] = column
    if mapping.rejects:
        facts["reject"] = [
            {"column": rule.column, rule.test: rule.value, "reason": rule.reason}
            for rule in mapping.rejects
        ]
    return facts


def as_toml(mapping: Mapping) -> str:
    """A mapping as a TOML file to keep and to load the next file of its kind with."""
    parts = []
    for table, fields in as_facts(mapping).items():
        for content in fields if table == "reject" else [fields]:
            head = "[[reject]]" if table == "reject" else f"[{table}]"
            lines = [
                f"{field} = {json.dumps(v, ensure_ascii=False)}" for field, v in content.items()
            ]
            parts.append("\n".join([head, *lines]))
    return "\n\n".join(parts) + "\n"


def fitted(mapping: Mapping, columns: tuple[str, ...]) -> Mapping:
    """The mapping in the file's own spelling of its columns. Raises `BadMapping`."""
    known = {plain_name(column): column for column in reversed(columns)}
    known |= {column: column for column in columns}

    def spelled(column: str) -> str:
        found = known.get(column) or known.get(plain_name(column))
        if found is None:
            near = get_close_matches(column, columns, n=1)
            raise BadMapping(
                "accounts-mapping-column", column=column, near=near[0] if near else "–"
            )
        return found

    fed = {key: spelled(column) for key, column in mapping.columns.items()}
    rules = tuple(
        RejectRule(spelled(rule.column), rule.test, rule.value, rule.reason)
        for rule in mapping.rejects
    )
    return Mapping(fed, rules)


def plain_name(column: str) -> str:
    """A column's name without case, signs and camel humps: “CustomerID” is “customer id”."""
    humps = re.sub(r"(?<=[a-zа-яё0-9])(?=[A-ZА-ЯЁ])|(?<=[A-Z])(?=[A-Z][a-z])", " ", column)
    words = re.findall(r"[^\W_]+", re.sub(r"\(\d+\)$", "", humps).casefold().replace("ё", "е"))
    return " ".join(words)


def _target(key: str) -> str:
    if key not in targets():
        near = get_close_matches(key, targets(), n=1)
        raise BadMapping("accounts-mapping-field", field=key, near=near[0] if near else "–")
    return key


def _column(key: str, column: Any) -> str:
    if not isinstance(column, str) or not column.strip():
        raise BadMapping("accounts-mapping-column", column=str(column)[:80], near=key)
    return column


def _rule(facts: Any) -> RejectRule:
    tests = [test for test in TESTS if isinstance(facts, dict) and test in facts]
    if len(tests) != 1 or not isinstance(facts.get("column"), str):
        raise BadMapping("accounts-mapping-rule", rule=str(facts)[:80])
    value = str(facts[tests[0]])
    if tests[0] == "not_above" and not re.fullmatch(r"-?\d+(\.\d+)?", value):
        raise BadMapping("accounts-mapping-rule", rule=str(facts)[:80])
    reason = re.sub(r"[^\w-]+", "-", str(facts.get("reason") or "unwanted")).strip("-")[:60]
    return RejectRule(facts["column"], tests[0], value, reason or "unwanted")
