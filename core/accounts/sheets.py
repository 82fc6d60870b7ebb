"""An XLSX file as lines of text, read behind limits: a workbook is a zip of XML, both hostile.

`guard` looks before anything is parsed; `python -m core.accounts.sheets FILE OUT` then reads
the first filled sheet in a process of its own whose memory is bounded.
"""

import re
import resource
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Any

from core.foundation.refusal import Refusal
from core.foundation.settings import HOUSE

MOST_BYTES = 512 << 20  # of all parts, unpacked
MOST_RATIO = 120  # of a part worth counting; real sheets stay below forty
WORTH_COUNTING = 8 << 20
MOST_ROWS = 1_048_576
MOST_CELLS = 12_000_000  # of the rectangle that holds every cell
MEMORY = 3 << 29  # address space of the reading process
SECONDS = 300
SEPARATOR, LINE_END = "\x1f", "\n"

_CHUNK = 1 << 20
_OVERLAP = 256
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,4})(\d{1,9})"')
_ROW = re.compile(rb"<(?:\w+:)?row[\s>]")
_A_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_BREAKS = str.maketrans(dict.fromkeys("\n\r\x1f\x01\x02\x03\x00", " "))


class BadWorkbook(Refusal):
    """The workbook is broken, too large, or not what it says."""


@dataclass
class _Extent:
    rows: int = 0
    bottom: int = 0
    right: int = 0


def as_lines(source: Path, target: Path) -> int:
    """Write the first filled sheet as lines; return how many. Raises `BadWorkbook`."""
    guard(source)
    command = [
        sys.executable,
        "-m",
        "core.accounts.sheets",
        str(source),
        str(target),
        str(MEMORY),
    ]
    try:
        done = subprocess.run(
            command, cwd=HOUSE, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise BadWorkbook("accounts-workbook-slow", file=source.name) from None
    if done.returncode != 0 or not done.stdout.strip().isdigit():
        raise BadWorkbook("accounts-workbook-broken", file=source.name)
    if (lines := int(done.stdout)) == 0:
        raise BadWorkbook("accounts-file-empty", file=source.name)
    return lines


def guard(source: Path) -> None:
    """Refuse bombs, entities, lies and broken archives; nothing is unpacked to disk."""
    try:
        with zipfile.ZipFile(source) as archive:
            parts = archive.infolist()
            _guard_sizes(source, parts)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _guard_part(source, archive, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        raise BadWorkbook("accounts-workbook-broken", file=source.name) from None
    except (zipfile.LargeZipFile, ValueError, zipfile.zlib.error):  # type: ignore[attr-defined]
        raise BadWorkbook("accounts-workbook-broken", file=source.name) from None


def _guard_sizes(source: Path, parts: list[zipfile.ZipInfo]) -> None:
    total = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > WORTH_COUNTING
        and part.file_size > MOST_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if total > MOST_BYTES or swollen:
        raise BadWorkbook("accounts-workbook-bomb", file=source.name, megabytes=total >> 20)


def _guard_part(source: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    is_sheet = "/worksheets/" in part.filename
    extent = _Extent()
    read = 0
    with archive.open(part) as file:
        for chunk, fresh in _chunks(file):
            # What the archive says of its sizes may be a lie.
            read += fresh
            if read > MOST_BYTES:
                raise BadWorkbook(
                    "accounts-workbook-bomb", file=source.name, megabytes=read >> 20
                )
            if _A_DTD.search(chunk) or (read == fresh and chunk.startswith(_WIDE_MARKS)):
                raise BadWorkbook("accounts-workbook-entities", file=source.name)
            if is_sheet:
                _measure(chunk, extent)
                _guard_extent(source, extent)


def _chunks(file: IO[bytes]) -> Iterator[tuple[bytes, int]]:
    """Chunks that overlap, so that no edge hides anything; and how much of each is new."""
    tail = b""
    while fresh := file.read(_CHUNK):
        chunk = tail + fresh
        yield chunk, len(fresh)
        tail = chunk[-_OVERLAP:]


def _measure(chunk: bytes, extent: _Extent) -> None:
    extent.rows += len(_ROW.findall(chunk))
    for column, row in set(_CELL.findall(chunk)):
        extent.right = max(extent.right, _number(column))
        extent.bottom = max(extent.bottom, int(row))


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - ord("A") + 1
    return number


def _guard_extent(source: Path, extent: _Extent) -> None:
    rows = max(extent.rows, extent.bottom)
    if rows > MOST_ROWS:
        raise BadWorkbook("accounts-workbook-rows", file=source.name, rows=rows, most=MOST_ROWS)
    if extent.bottom * extent.right > MOST_CELLS:
        raise BadWorkbook("accounts-workbook-cells", file=source.name, most=MOST_CELLS)


def _write_lines(source: Path, target: Path) -> int:
    """In the bounded process: every row of the first filled sheet, one line each."""
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_path(str(source))
    for name in workbook.sheet_names:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.height and sheet.width:
            return _write_sheet(sheet, target)
    return 0


def _write_sheet(sheet: Any, target: Path) -> int:
    lines = 0
    skipped = sheet.start[0] if sheet.start else 0
    with target.open("w", encoding="utf-8", newline="\n") as out:
        rows = sheet.to_python(skip_empty_area=True) if skipped else sheet.iter_rows()
        for _ in range(skipped):
            out.write("\x02" + LINE_END)
            lines += 1
        for row in rows:
            line = SEPARATOR.join(map(_written, row))
            out.write((line or "\x02") + LINE_END)
            lines += 1
    return lines


def _written(cell: Any) -> str:
    """A cell as text: whole numbers without a point, days and moments in ISO."""
    if isinstance(cell, str):
        return cell.translate(_BREAKS).encode("utf-8", errors="replace").decode()
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)  # noqa: PLR2004
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta | int) else ""


def _main() -> None:
    memory = int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    sys.stdout.write(str(_write_lines(Path(sys.argv[1]), Path(sys.argv[2]))))


if __name__ == "__main__":
    _main()
