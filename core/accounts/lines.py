"""Rows out of lines: every physical line ends up in a row, or is named with a reason.

DuckDB reads the file as one column, so that line numbers are the file's own. A quote is
believed only where it opens and closes a field; a stray one spoils its own line at most, and
never swallows the lines after it.
"""

import re
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from core.accounts.encoding import BLANK, EDGE, LONGEST_LINE
from core.accounts.layout import Shape, field_pattern, fields_of, row_pattern
from core.accounts.sql import count, text
from core.foundation.refusal import Refusal

MOST_LINES_OF_A_ROW = 64
MOST_OPENERS = 200_000


class LinesMissing(Refusal):
    """What was read does not add up to the file's lines; nothing was loaded."""


def stage(connection: DuckDBPyConnection, plain: Path, shape: Shape, *, lines: int) -> int:
    """Fill `raw`, `staged` and `unread`; return how many blank lines end the file.

    `staged` has a row's first line, its span in lines, and a text column c0, c1 … for each
    column; `unread` a line and the reason why it is no row. Raises `LinesMissing`.
    """
    connection.execute(
        f"CREATE TABLE raw AS SELECT text FROM read_csv({text(str(plain))}, "  # noqa: S608 - literals
        f"columns = {{'text': 'VARCHAR'}}, delim = {text(EDGE)}, quote = '', escape = '', "
        "header = false, auto_detect = false, nullstr = '\x03', new_line = '\\n', "
        f"strict_mode = false, max_line_size = {4 * LONGEST_LINE})"
    )
    if (found := count(connection, "SELECT count(*) FROM raw")) != lines:
        raise LinesMissing("accounts-lines-missing", lines=lines, found=found, line=found + 1)
    return _Stager(connection, shape, lines).stage()


class _Stager:
    def __init__(self, connection: DuckDBPyConnection, shape: Shape, lines: int) -> None:
        self.connection = connection
        self.shape = shape
        self.lines = lines
        self.width = len(shape.columns)
        self.d = text(shape.delimiter)
        self.row = text(row_pattern(shape.delimiter))
        self.blank = text(f"[\\s{BLANK}{re.escape(shape.delimiter)}]*")

    def stage(self) -> int:
        # The file's own numbers: line 1 is rowid 0.
        first = self.shape.first_row - 1
        last = count(
            self.connection,
            "SELECT max(rowid) + 1 FROM raw "
            f"WHERE NOT regexp_full_match(text, '[\\s{BLANK}]*')",  # noqa: S608 - a constant
        )
        last = max(last, first)
        self.connection.execute(
            "CREATE VIEW body AS SELECT rowid + 1 AS line, text FROM raw "
            f"WHERE rowid >= {first} AND rowid < {last}"  # noqa: S608 - whole numbers
        )
        self._join_spans()
        self._fill_staged()
        self._fill_unread()
        self._reconcile(first, last)
        return self.lines - last

    def _join_spans(self) -> None:
        """Rows whose quoted fields hold line breaks: table `spans`."""
        spans = [] if self.shape.delimiter == "\x1f" else _spans(self)
        table = pa.table(
            {
                "line": pa.array([line for line, _, _ in spans], pa.int64()),
                "span": pa.array([span for _, span, _ in spans], pa.int64()),
                "fields": pa.array([fields for *_, fields in spans], pa.list_(pa.string())),
            }
        )
        self.connection.register("found_spans", table)
        self.connection.execute("CREATE TABLE spans AS SELECT * FROM found_spans")
        self.connection.unregister("found_spans")
        self.connection.execute(
            "CREATE TABLE spanned AS SELECT unnest(range(line, line + span)) AS line FROM spans"
        )

    def _fill_staged(self) -> None:
        columns = ", ".join(f"f[{n + 1}] AS c{n}" for n in range(self.width))
        quoted = f"{self.d} || text, {text(self._capture())}, 1"
        # A quote that opens a field and is closed behind a delimiter: the row was meant
        # otherwise than a blind split would have it.
        suspect = text(f'(^|{self._d_pattern})\\s*"[^"{self._d_pattern}]*{self._d_pattern}.*"')
        free = "" if self._has_no_spans() else "ANTI JOIN spanned USING (line)"
        self.connection.execute(
            f"""
            CREATE TABLE staged AS SELECT line, span, {columns} FROM (
                SELECT line, 1 AS span, string_split(text, {self.d}) AS f
                FROM body {free} WHERE NOT contains(text, '"')
                UNION ALL
                SELECT line, 1, list_transform(
                    regexp_extract_all({quoted}), lambda v: CASE WHEN starts_with(v, '"')
                    THEN replace(v[2:-2], '""', '"') ELSE v END)
                FROM body {free} WHERE contains(text, '"') AND regexp_full_match(text, {self.row})
                UNION ALL
                SELECT line, 1, list_transform(string_split(text, {self.d}),
                    lambda v: regexp_replace(regexp_replace(v,
                        '^\\s*"(.*)"\\s*$', '\\1'), '^\\s*"([^"]*)$|^([^"]*)"\\s*$', '\\1\\2'))
                FROM body {free} WHERE contains(text, '"')
                    AND NOT regexp_full_match(text, {self.row})
                    AND NOT regexp_matches(text, {suspect})
                UNION ALL
                SELECT line, span, fields FROM spans
            ) WHERE len(f) = {self.width} AND NOT ({self._is_empty()})
            """  # noqa: S608 - whole numbers and literals
        )

    def _is_empty(self) -> str:
        return "len(list_filter(f, lambda v: trim(v) NOT IN ('', '\x02'))) = 0"

    def _has_no_spans(self) -> bool:
        return count(self.connection, "SELECT count(*) FROM spans") == 0

    @property
    def _d_pattern(self) -> str:
        return re.escape(self.shape.delimiter)

    def _capture(self) -> str:
        return f"{self._d_pattern}({field_pattern(self.shape.delimiter)})"

    def _fill_unread(self) -> None:
        self.connection.execute(
            f"""
            CREATE TABLE unread AS SELECT line, CASE
                WHEN regexp_full_match(text, {self.blank}) THEN 'empty-line'
                WHEN contains(text, '"') AND NOT regexp_full_match(text, {self.row})
                    THEN 'stray-quote'
                WHEN len(CASE WHEN contains(text, '"')
                    THEN regexp_extract_all({self.d} || text, {text(self._capture())}, 1)
                    ELSE string_split(text, {self.d}) END) < {self.width} THEN 'too-few-fields'
                ELSE 'too-many-fields' END AS reason
            FROM body ANTI JOIN staged USING (line) ANTI JOIN spanned USING (line)
            """  # noqa: S608 - whole numbers and literals
        )

    def _reconcile(self, first: int, last: int) -> None:
        staged = count(self.connection, "SELECT sum(span) FROM staged")
        unread = count(self.connection, "SELECT count(*) FROM unread")
        if staged + unread != last - first:
            gap = count(
                self.connection,
                "SELECT min(line) FROM body ANTI JOIN staged USING (line) "
                "ANTI JOIN unread USING (line) ANTI JOIN spanned USING (line)",
            )
            raise LinesMissing(
                "accounts-lines-missing", lines=last - first, found=staged + unread, line=gap
            )


def _spans(stager: _Stager) -> list[tuple[int, int, list[str]]]:
    """Rows over several lines: first line, how many lines, fields."""
    delimiter = stager.shape.delimiter
    field, d = field_pattern(delimiter), re.escape(delimiter)
    opener = text(f'(?:{field}{d})*"[^"]*(?:""[^"]*)*')
    openers = stager.connection.execute(
        "SELECT line FROM body WHERE contains(text, '\"') "
        f"AND NOT regexp_full_match(text, {stager.row}) "  # noqa: S608 - literals
        f"AND regexp_full_match(text, {opener}) ORDER BY line LIMIT {MOST_OPENERS}"
    ).fetchall()
    if not openers:
        return []
    lines = _windows(stager.connection, [line for (line,) in openers])
    pattern = re.compile(row_pattern(delimiter), re.DOTALL)
    spans: list[tuple[int, int, list[str]]] = []
    free = 0
    for (line,) in openers:
        if line >= free and (found := _span(lines, line, stager, pattern)):
            spans.append((line, *found))
            free = line + found[0]
    return spans


def _windows(connection: DuckDBPyConnection, openers: list[int]) -> dict[int, str]:
    """The lines that may belong to a row begun on one of `openers`."""
    connection.register("found_openers", pa.table({"line": pa.array(openers, pa.int64())}))
    found = connection.execute(
        "SELECT line, text FROM body SEMI JOIN (SELECT DISTINCT unnest(range(line, line + "
        f"{MOST_LINES_OF_A_ROW})) AS line FROM found_openers) USING (line)"  # noqa: S608 - constant
    ).fetchall()
    connection.unregister("found_openers")
    return {line: "" if content == BLANK else content for line, content in found}


def _span(
    lines: dict[int, str], line: int, stager: _Stager, pattern: re.Pattern[str]
) -> tuple[int, list[str]] | None:
    """How many lines a row takes that opens a quote on `line`, and its fields."""
    delimiter, width = stager.shape.delimiter, stager.width
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
