"""Rows whose quoted fields hold line breaks: where a quote opens and is closed in time."""

import re
from bisect import bisect_right

import pyarrow as pa
from duckdb import DuckDBPyConnection

from core.accounts.encoding import BLANK
from core.accounts.layout import Shape, field_pattern, fields_of, row_pattern
from core.accounts.sql import text

MOST_LINES_OF_A_ROW = 64
MOST_OPENERS = 200_000


def spans(connection: DuckDBPyConnection, shape: Shape) -> list[tuple[int, int, list[str]]]:
    """Rows over several lines: first line, how many lines, fields."""
    delimiter = shape.delimiter
    field, d = field_pattern(delimiter), re.escape(delimiter)
    opener = text(f'(?:{field}{d})*"[^"]*(?:""[^"]*)*')
    openers = connection.execute(
        "SELECT line FROM body WHERE contains(text, '\"') "  # noqa: S608 - literals
        f"AND NOT regexp_full_match(text, {text(row_pattern(delimiter))}) "
        f"AND regexp_full_match(text, {opener}) ORDER BY line LIMIT {MOST_OPENERS}"
    ).fetchall()
    if not openers:
        return []
    lines = _windows(connection, [line for (line,) in openers])
    pattern = re.compile(row_pattern(delimiter), re.DOTALL)
    found_rows: list[tuple[int, int, list[str]]] = []
    free = 0
    for (line,) in openers:
        if line >= free and (found := _span(lines, line, shape, pattern)):
            found_rows.append((line, *found))
            free = line + found[0]
    return found_rows


def _windows(connection: DuckDBPyConnection, openers: list[int]) -> dict[int, str]:
    """The lines that may belong to a row begun on one of `openers`."""
    # Only where another line with quotes follows soon enough can a row be closed.
    quoted = connection.execute(
        "SELECT line FROM body WHERE contains(text, '\"') ORDER BY line"
    ).fetchall()
    lines = [line for (line,) in quoted]
    wanted: set[int] = set()
    for opener in openers:
        following = bisect_right(lines, opener)
        if following < len(lines) and lines[following] < opener + MOST_LINES_OF_A_ROW:
            wanted.update(range(opener, opener + MOST_LINES_OF_A_ROW))
    if not wanted:
        return {}
    connection.register("found_wanted", pa.table({"line": pa.array(wanted, pa.int64())}))
    question = texts_of(connection, "SELECT line FROM found_wanted")
    found = connection.execute(question).fetchall()
    connection.unregister("found_wanted")
    return {line: "" if content == BLANK else content for line, content in found}


def _span(
    lines: dict[int, str], line: int, shape: Shape, pattern: re.Pattern[str]
) -> tuple[int, list[str]] | None:
    """How many lines a row takes that opens a quote on `line`, and its fields."""
    delimiter, width = shape.delimiter, len(shape.columns)
    if line not in lines:
        return None
    parts = [lines[line]]
    for span in range(2, MOST_LINES_OF_A_ROW + 1):
        following = lines.get(line + span - 1)
        if following is None:
            return None
        parts.append(following)
        if '"' in following and pattern.fullmatch(joined := "\n".join(parts)):
            fields = fields_of(joined, delimiter)
            # Two stray quotes on two whole rows look like one long field. They are not.
            whole = len(parts[0].split(delimiter)) == len(following.split(delimiter)) == width
            return None if len(fields) != width or (whole and width > 1) else (span, fields)
    return None


def texts_of(connection: DuckDBPyConnection, lines: str) -> str:
    """SQL of the lines that a question names, as they stand in the file."""
    columns = [row[0] for row in connection.execute("DESCRIBE wide").fetchall()]
    delimiter = connection.execute("SELECT getvariable('delimiter')").fetchall()[0][0]
    joined = f"concat_ws({text(delimiter)}, {', '.join(columns)})"
    return (
        f"SELECT rowid + 1 AS line, {joined} AS text FROM wide "  # noqa: S608 - our own names
        f"WHERE rowid IN (SELECT line - 1 FROM ({lines})) "
        f"UNION ALL SELECT line, text FROM apart WHERE line IN ({lines})"
    )
