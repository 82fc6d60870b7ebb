"""What a plain text file looks like: its delimiter, its header, where its rows begin."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from core.accounts.encoding import BLANK, NotATable
from core.foundation.refusal import Refusal

DELIMITERS = (";", ",", "\t", "|")
ALONE = "\x1f"  # the delimiter of a file with one column, and of sheets: it occurs in no text
MOST_COLUMNS = 1_000
_LOOK = 500  # lines
_PREAMBLE = 20  # lines a title may take before the header
_HEADER_SPAN = 20  # lines a quoted header may span
_LONGEST_NAME = 120
_FIELD = r'(?:"[^"]*(?:""[^"]*)*"|[^"{d}\n]*)'
_LOOKS_LIKE_A_VALUE = re.compile(r"[+-]?\d+([.,]\d+)?|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}.*")
_LOOKS_LIKE_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class TooWide(Refusal):
    """More columns than any table has."""


@dataclass(frozen=True)
class Shape:
    """Delimiter, columns and the first physical line of rows, counted from 1."""

    delimiter: str
    columns: tuple[str, ...]
    renamed: tuple[str, ...]
    first_row: int
    has_quotes: bool = True  # whether quotation marks mean anything; in sheets they do not


def shape_of(plain: Path, *, name: str, delimiter: str | None = None) -> Shape:
    """Look at the first lines of a plain file. Raises `TooWide`, `NotATable`."""
    with plain.open(encoding="utf-8", newline="\n") as file:
        lines = [line.rstrip("\n") for line in islice(file, _LOOK)]
    start, announced = _announced(lines)
    if not any(map(_is_filled, lines[start:])):
        raise NotATable("accounts-file-no-rows", file=name)
    delimiter = delimiter or announced or _delimiter(lines[start:])
    start = _header_start(lines, start, delimiter)
    header, span = _header(lines[start:], delimiter)
    if len(header) > MOST_COLUMNS:
        raise TooWide("accounts-file-too-wide", columns=len(header), most=MOST_COLUMNS)
    if _is_row(header):
        columns = tuple(f"column {n}" for n in range(1, len(header) + 1))
        return Shape(delimiter, columns, columns, start + 1)
    columns, renamed = _distinct(header)
    return Shape(delimiter, columns, renamed, start + span + 1)


def field_pattern(delimiter: str) -> str:
    """A regular expression for one well-formed field of a row."""
    return _FIELD.replace("{d}", re.escape(delimiter))


def row_pattern(delimiter: str) -> str:
    """A regular expression for a whole well-formed row."""
    field, d = field_pattern(delimiter), re.escape(delimiter)
    return f"{field}(?:{d}{field})*"


def fields_of(row: str, delimiter: str) -> list[str]:
    """The fields of a well-formed row, without their quotes."""
    field = f"{re.escape(delimiter)}({field_pattern(delimiter)})"
    return [unquoted(value) for value in re.findall(field, delimiter + row)]


def unquoted(value: str) -> str:
    if value.startswith('"') and value.endswith('"') and len(value) > 1:
        return value[1:-1].replace('""', '"')
    return value


def _announced(lines: list[str]) -> tuple[int, str | None]:
    """Excel's own first line: ``sep=;``."""
    found = re.fullmatch(r'"?sep=(.)"?', lines[0], re.IGNORECASE) if lines else None
    return (1, found[1]) if found else (0, None)


def _delimiter(lines: list[str]) -> str:
    """The delimiter on whose count most lines agree; the wider table decides a draw."""
    best = max(DELIMITERS, key=lambda delimiter: _agreement(lines, delimiter))
    return best if _agreement(lines, best)[0] > 0 else ALONE


def _agreement(lines: list[str], delimiter: str) -> tuple[float, int]:
    widths = [_width(line, delimiter) for line in lines if _is_filled(line)]
    common, times = Counter(widths).most_common(1)[0] if widths else (0, 0)
    if common == 0:
        return 0.0, 0
    knows = bool(widths) and (widths[0] == common)
    return times / len(widths) * (1.0 if knows else 0.5), common


def _width(line: str, delimiter: str) -> int:
    """How often the delimiter stands outside quotes; strays make quotes count for nothing."""
    outside = re.sub(r'"[^"]*"', "", line)
    return (line if '"' in outside else outside).count(delimiter)


def _is_filled(line: str) -> bool:
    return bool(line.strip(BLANK + " \t"))


def _header_start(lines: list[str], start: int, delimiter: str) -> int:
    """Skip blank lines, and a title above the header that has no delimiter in it."""
    filled = [n for n in range(start, len(lines)) if _is_filled(lines[n])]
    if not filled:
        return start
    widths = Counter(_width(lines[n], delimiter) for n in filled)
    common = widths.most_common(1)[0][0]
    for n in filled[:_PREAMBLE]:
        width = _width(lines[n], delimiter)
        if width >= common or width > 0 or '"' in lines[n]:
            return n
    return filled[0]


def _header(lines: list[str], delimiter: str) -> tuple[list[str], int]:
    """The header's names and how many lines they take."""
    pattern = re.compile(row_pattern(delimiter), re.DOTALL)
    for span in range(1, min(_HEADER_SPAN, len(lines)) + 1):
        text = "\n".join(lines[:span])
        if pattern.fullmatch(text):
            return fields_of(text, delimiter), span
    return [name.strip('"') for name in lines[0].split(delimiter)], 1


def _is_row(header: list[str]) -> bool:
    """Whether what stands in the header's place is a row: values, not names."""
    filled = [name.strip() for name in header if name.strip()]
    values = sum(1 for name in filled if _LOOKS_LIKE_A_VALUE.fullmatch(name))
    return values * 2 > len(filled) or any(map(_LOOKS_LIKE_EMAIL.fullmatch, filled))


def _distinct(header: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names that differ: the empty get a number, the repeated a number in brackets."""
    columns: list[str] = []
    renamed: list[str] = []
    taken: set[str] = set()
    for number, given in enumerate(header, 1):
        name = " ".join("".join(filter(_is_plain, given)).split())[:_LONGEST_NAME]
        unique = name or f"column {number}"
        times = 1
        while unique.casefold() in taken:
            times += 1
            unique = f"{name or f'column {number}'} ({times})"
        taken.add(unique.casefold())
        columns.append(unique)
        if unique != name:
            renamed.append(unique)
    return tuple(columns), tuple(renamed)


def _is_plain(letter: str) -> bool:
    return letter.isprintable() or letter.isspace()
