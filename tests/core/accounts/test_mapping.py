"""Mappings as files: read, written, fitted to a file, and refused with the nearest name."""

import json
from pathlib import Path

import pytest

from core.accounts import mapping as mappings
from core.accounts.mapping import BadMapping
from core.accounts.model import Mapping, RejectRule

TOML = """
[accounts]
account_id = "Customer ID"

[sales]
sale_id = "Invoice"
sold_at = "InvoiceDate"

[[reject]]
column = "Invoice"
starts_with = "C"
reason = "cancelled"
"""
MAPPING = Mapping(
    {
        "accounts.account_id": "Customer ID",
        "sales.sale_id": "Invoice",
        "sales.sold_at": "InvoiceDate",
    },
    (RejectRule("Invoice", "starts_with", "C", "cancelled"),),
)


def written(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_toml_json_and_flat_keys_say_the_same(tmp_path: Path) -> None:
    facts = mappings.as_facts(MAPPING)
    flat = {**MAPPING.columns, "reject": facts["reject"]}

    assert mappings.read(written(tmp_path, "a.toml", TOML)) == MAPPING
    assert mappings.read(written(tmp_path, "b.json", json.dumps(facts))) == MAPPING
    assert mappings.read(written(tmp_path, "c.json", json.dumps(flat))) == MAPPING


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    odd = Mapping({"accounts.account_id": 'a "b" \\ «в»\n'}, MAPPING.rejects)

    assert mappings.read(written(tmp_path, "a.toml", mappings.as_toml(odd))) == odd


def test_columns_are_found_in_other_spellings() -> None:
    fitted = mappings.fitted(MAPPING, ("customer_id", "invoice", "invoice_date"))

    assert list(fitted.columns.values()) == ["customer_id", "invoice", "invoice_date"]
    assert fitted.rejects[0].column == "invoice"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("[accounts]\nacount_id = 'x'", "accounts.account_id"),
        ("[accounts]\naccount_id = 5", "5"),
        ("[[reject]]\ncolumn = 'x'", "cannot be understood"),
        ("[[reject]]\ncolumn = 'x'\nnot_above = 'many'", "cannot be understood"),
        ("reject = 5", "cannot be understood"),
        ("not toml at all", "cannot be read"),
    ],
)
def test_a_bad_mapping_is_a_sentence(tmp_path: Path, content: str, named: str) -> None:
    with pytest.raises(BadMapping) as refused:
        mappings.read(written(tmp_path, "a.toml", content))

    assert named in str(refused.value)
    assert "Nothing was loaded" in str(refused.value)


def test_a_missing_column_is_named_with_the_nearest() -> None:
    with pytest.raises(BadMapping) as refused:
        mappings.fitted(MAPPING, ("Customer ID", "Invoices", "InvoiceDate"))

    assert "“Invoice”" in str(refused.value)
    assert "“Invoices”" in str(refused.value)


@pytest.mark.parametrize(
    ("column", "plain"),
    [
        ("CustomerID", "customer id"),
        ("customer_id", "customer id"),
        ("Customer  ID ", "customer id"),
        ("ИНН", "инн"),
        ("Счёт (2)", "счет"),
        ("InvoiceDate", "invoice date"),
    ],
)
def test_names_are_compared_without_case_signs_and_humps(column: str, plain: str) -> None:
    assert mappings.plain_name(column) == plain
