"""Accounts and contacts as a file that a spreadsheet opens as texts, and never as formulas.

CSV and XLSX are for people: headed, and worded, in their language. Parquet is for programs:
the columns go by their keys and keep their codes. It has no formulas, and in XLSX a text is a
cell of text, so only in CSV a text that would start a formula gets an apostrophe before it.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from itertools import chain
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import xlsxwriter

from core.warehouse.catalogue import Catalogue

MOST_XLSX_ROWS = 1_048_575  # under the heading
_LONGEST_CELL = 32_767
_WIDTH = 22  # letters
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BLANK = " \u00a0\u200b\ufeff"


class Content(StrEnum):
    """Whom the rows are about."""

    ACCOUNTS = "accounts"
    CONTACTS = "contacts"


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


MIME = {
    Format.CSV: "text/csv",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.PARQUET: "application/vnd.apache.parquet",
}

# A column of the rows, and the field whose label heads it.
_ACCOUNTS = {
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
_CONTACTS = {
    "account_id": "account_id",
    "name": "name",
    "full_name": "full_name",
    "role": "role",
    "position": "position",
    "email": "email",
    "phone": "phone",
}
_COLUMNS = {Content.ACCOUNTS: _ACCOUNTS, Content.CONTACTS: _CONTACTS}


def headings(
    catalogue: Catalogue, language: str, content: Content = Content.ACCOUNTS
) -> dict[str, str]:
    """What heads each column of the rows, by column."""
    return {
        column: catalogue.fields[key].label(language) if key in catalogue.fields else column
        for column, key in _COLUMNS[content].items()
    }


def as_csv(table: pa.Table, columns: Mapping[str, str]) -> bytes:
    """Rows under their headings, UTF-8 with a mark so that spreadsheets read Cyrillic."""
    chosen = table.select(list(columns))
    tamed = [_tamed(column) for column in chosen.columns]
    written = io.BytesIO(b"\xef\xbb\xbf")
    written.seek(0, io.SEEK_END)
    headed = pa.table(tamed, names=[tame(heading) for heading in columns.values()])
    # Quoted whatever they are: a text with leading zeros says that it is a text.
    options = pa_csv.WriteOptions(quoting_style="all_valid")
    pa_csv.write_csv(headed, written, write_options=options)
    return written.getvalue()


def as_xlsx(table: pa.Table, columns: Mapping[str, str]) -> bytes:
    """One sheet of cells that are numbers or texts; nothing in it is a formula or a link."""
    written = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(written, options) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, _WIDTH)
        bold = book.add_format({"bold": True})
        for place, heading in enumerate(columns.values()):
            sheet.write_string(0, place, heading, bold)
        for number, row in enumerate(chain.from_iterable(_rows(table, columns)), start=1):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, place, cell[:_LONGEST_CELL])
                elif cell is not None:
                    sheet.write_number(number, place, cell)
    return written.getvalue()


def as_parquet(table: pa.Table, columns: Mapping[str, str]) -> bytes:
    """The columns under their keys, typed, compressed."""
    written = io.BytesIO()
    pq.write_table(table.select(list(columns)), written, compression="zstd")
    return written.getvalue()


def tame(text: str) -> str:
    """A text that would start a formula gets an apostrophe before it."""
    return "'" + text if text.lstrip(_BLANK).startswith(_FORMULA) else text


def _tamed(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """As `tame`, for a whole column of texts."""
    if pa.types.is_large_string(column.type):  # as pandas writes them
        column = column.cast(pa.string())
    if not pa.types.is_string(column.type):
        return column
    starts = pc.utf8_ltrim(column, _BLANK)
    is_formula = pc.is_in(pc.utf8_slice_codeunits(starts, 0, 1), pa.array(_FORMULA))
    return pc.if_else(is_formula, pc.binary_join_element_wise("'", column, ""), column)


WRITERS: dict[Format, Callable[[pa.Table, Mapping[str, str]], bytes]] = {
    Format.CSV: as_csv,
    Format.XLSX: as_xlsx,
    Format.PARQUET: as_parquet,
}


def _rows(table: pa.Table, columns: Mapping[str, str]) -> Iterator[Iterator[tuple[Any, ...]]]:
    """The cells of the columns, row by row, a batch at a time."""
    for batch in table.select(list(columns)).to_batches(max_chunksize=20_000):
        yield zip(*(column.to_pylist() for column in batch.columns), strict=True)
