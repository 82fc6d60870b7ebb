"""Accounts as CSV that a spreadsheet opens as text and never as a formula."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from core.warehouse.catalogue import Catalogue

_COLUMNS = {  # a column of the rows, and the field whose label heads it
    "account_id": "account_id",
    "name": "name",
    "inn": "inn",
    "country": "country",
    "region": "region",
    "city": "city",
    "industry": "industry",
    "size_band": "size_band",
    "contacts": "contacts",
    "emailable": "contacts_with_email",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def headings(catalogue: Catalogue, language: str) -> dict[str, str]:
    """What heads each column of an export, by column."""
    return {
        column: catalogue.fields[key].label(language) if key in catalogue.fields else column
        for column, key in _COLUMNS.items()
    }


def as_csv(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> bytes:
    """Rows under their headings, UTF-8 with a mark so that spreadsheets read Cyrillic."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns.values())
    writer.writerows([tame(row.get(column)) for column in columns] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def tame(value: Any) -> Any:
    """A text that would start a formula gets an apostrophe before it."""
    if isinstance(value, str) and value.lstrip(" \u00a0").startswith(_FORMULA):
        return "'" + value
    return "" if value is None else value
