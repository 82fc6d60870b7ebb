"""Rows out of lines: every physical line ends up in a row, or is named with a reason.

Lines that are plainly rows are split by DuckDB as it reads (`wide`). The others (`apart`: with
quotes, ragged, empty) are read with care: a quote is believed only where it opens and closes a
field; a stray one spoils its own line at most, and never swallows the lines after it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
from duckdb import DuckDBPyConnection

from core.accounts.encoding import BLANK, EDGE, LONGEST_LINE, Plain
from core.accounts.layout import Shape, field_pattern, row_pattern
from core.accounts.spans import spans
from core.accounts.sql import count, text
from core.foundation.refusal import Refusal

MANY_QUOTES = 0.2  # of the lines: then all are read with care
SPARE = 8  # columns for what ragged lines have too much


class LinesMissing(Refusal):
    """What was read does not add up to the file's lines; nothing was loaded."""


class NotSoPlain(Exception):
    """The quick way of reading does not fit the file; the careful one will."""


def stage(
    connection: DuckDBPyConnection, plain: Plain, shape: Shape, *, is_careful: bool = False
) -> int:
    """Fill the view `staged` and the table `unread`; return how many blank lines end the file.

    `staged` has a row's first line, its span in lines, and a text column c0, c1 … for each
    column; `unread` a line and the reason why it is no row. Raises `LinesMissing`, and
    `NotSoPlain` unless it `is_careful`.
    """
    connection.execute(f"SET VARIABLE delimiter = {text(shape.delimiter)}")
    stager = _Stager(connection, shape, plain.lines)
    if is_careful:
        stager.read_apart(plain.path)
    elif stager.width > 1 and plain.quoted <= MANY_QUOTES * plain.lines:
        stager.read_wide(plain.path)
    else:
        raise NotSoPlain
    return stager.stage()


def _read(path: Path, columns: list[str], delimiter: str) -> str:
    """SQL that reads a plain file without believing anything it says."""
    typed = ", ".join(f"{text(column)}: 'VARCHAR'" for column in columns)
    return (
        f"read_csv({text(str(path))}, columns = {{{typed}}}, delim = {text(delimiter)}, "
        "quote = '', escape = '', header = false, auto_detect = false, nullstr = '\x04', "
        f"new_line = '\\n', strict_mode = false, max_line_size = {4 * LONGEST_LINE}, "
        "null_padding = true)"
    )


@dataclass
class _Stager:
    connection: DuckDBPyConnection
    shape: Shape
    lines: int

    def __post_init__(self) -> None:
        self.width = len(self.shape.columns)
        self.columns = [f"c{n}" for n in range(self.width)]
        self.spare = [f"spare{n}" for n in range(SPARE)]
        self.d = text(self.shape.delimiter)
        self.d_pattern = re.escape(self.shape.delimiter)
        self.row = text(row_pattern(self.shape.delimiter))
        self.is_quoted = "contains(text, '\"')" if self.shape.has_quotes else "false"

    def read_wide(self, path: Path) -> None:
        """Tables `wide`, the lines that are plainly rows, and `apart`. Raises `NotSoPlain`."""
        source = _read(path, [*self.columns, *self.spare], self.shape.delimiter)
        try:
            self.connection.execute(f"CREATE TABLE wide AS SELECT * FROM {source}")  # noqa: S608
        except duckdb.InvalidInputException as error:  # more fields than there is room for
            raise NotSoPlain from error
        if count(self.connection, "SELECT count(*) FROM wide") != self.lines:
            raise NotSoPlain
        quoted = " OR ".join(f"contains({column}, '\"')" for column in self.columns)
        quoted = quoted if self.shape.has_quotes else "false"
        empty = " AND ".join(f"trim({column}) = ''" for column in self.columns)
        self.connection.execute(
            "CREATE TABLE apart AS SELECT rowid + 1 AS line, "  # noqa: S608 - our own names
            f"{self._joined()} AS text FROM wide "
            f"WHERE spare0 IS NOT NULL OR {self.columns[-1]} IS NULL "
            f"OR rowid < {self.shape.first_row - 1} OR ({quoted}) OR ({empty})"
        )
        self._take_out("SELECT line - 1 FROM apart")

    def read_apart(self, path: Path) -> None:
        """Table `apart` with every line of the file."""
        listed = ", ".join(f"{column} VARCHAR" for column in [*self.columns, *self.spare])
        self.connection.execute(f"CREATE TABLE wide ({listed})")
        # The table's own numbers are the file's: line 1 is rowid 0.
        source = _read(path, ["text"], EDGE)
        self.connection.execute(f"CREATE TABLE every AS SELECT text FROM {source}")  # noqa: S608
        self.connection.execute(
            "CREATE VIEW apart AS SELECT rowid + 1 AS line, text FROM every"
        )

    def stage(self) -> int:
        found = count(self.connection, "SELECT count(*) FROM wide")
        found += count(self.connection, "SELECT count(*) FROM apart")
        if found != self.lines:
            raise self._missing(self.lines, found, found + 1)
        first, last = self.shape.first_row - 1, self._last()
        self.connection.execute(
            "CREATE VIEW body AS SELECT line, text FROM apart "  # noqa: S608 - whole numbers
            f"WHERE line > {first} AND line <= {last}"
        )
        self._join_spans()
        self._fill_careful()
        self._fill_unread()
        self._reconcile(first, last)
        return self.lines - last

    def _joined(self) -> str:
        return f"concat_ws({self.d}, {', '.join([*self.columns, *self.spare])})"

    def _take_out(self, question: str) -> None:
        self.connection.execute(f"DELETE FROM wide WHERE rowid IN ({question})")  # noqa: S608 - ours

    def _last(self) -> int:
        """The last line that is not blank."""
        filled = (
            "SELECT max(line) FROM ("  # noqa: S608 - a constant
            "SELECT max(rowid) + 1 AS line FROM wide UNION ALL "
            f"SELECT max(line) FROM apart WHERE NOT regexp_full_match(text, '[\\s{BLANK}]*'))"
        )
        return max(count(self.connection, filled), self.shape.first_row - 1)

    def _join_spans(self) -> None:
        """Rows whose quoted fields hold line breaks: table `spans`."""
        found = (
            spans(self.connection, self.shape)
            if self.shape.has_quotes and self.width > 1
            else []
        )
        table = pa.table(
            {
                "line": pa.array([line for line, _, _ in found], pa.int64()),
                "span": pa.array([span for _, span, _ in found], pa.int64()),
                "fields": pa.array([fields for *_, fields in found], pa.list_(pa.string())),
            }
        )
        self.connection.register("found_spans", table)
        self.connection.execute("CREATE TABLE spans AS SELECT * FROM found_spans")
        self.connection.unregister("found_spans")
        self.connection.execute(
            "CREATE TABLE spanned AS SELECT unnest(range(line, line + span)) AS line FROM spans"
        )
        if found:
            self._take_out("SELECT line - 1 FROM spanned")

    def _fill_careful(self) -> None:
        """Table `careful`: what can be read of the lines apart; view `staged`: all rows."""
        columns = ", ".join(f"f[{n + 1}] AS c{n}" for n in range(self.width))
        quoted = f"{self.d} || text, {text(self._capture())}, 1"
        # A quote that opens a field and is closed behind a delimiter: the row was meant
        # otherwise than a blind split would have it.
        suspect = text(f'(^|{self.d_pattern})\\s*"[^"{self.d_pattern}]*{self.d_pattern}.*"')
        self.connection.execute(
            f"""
            CREATE TABLE careful AS SELECT line, span, {columns} FROM (
                SELECT line, 1 AS span, string_split(text, {self.d}) AS f
                FROM body ANTI JOIN spanned USING (line) WHERE NOT {self.is_quoted}
                UNION ALL
                SELECT line, 1, list_transform(
                    regexp_extract_all({quoted}), lambda v: CASE WHEN starts_with(v, '"')
                    THEN replace(v[2:-2], '""', '"') ELSE v END)
                FROM body ANTI JOIN spanned USING (line)
                WHERE {self.is_quoted} AND regexp_full_match(text, {self.row})
                UNION ALL
                SELECT line, 1, list_transform(string_split(text, {self.d}),
                    lambda v: regexp_replace(regexp_replace(v,
                        '^\\s*"(.*)"\\s*$', '\\1'), '^\\s*"([^"]*)$|^([^"]*)"\\s*$', '\\1\\2'))
                FROM body ANTI JOIN spanned USING (line)
                WHERE {self.is_quoted} AND NOT regexp_full_match(text, {self.row})
                    AND NOT regexp_matches(text, {suspect})
                UNION ALL
                SELECT line, span, fields FROM spans
            ) WHERE len(f) = {self.width}
                AND len(list_filter(f, lambda v: trim(v) NOT IN ('', {text(BLANK)}))) > 0
            """  # noqa: S608 - whole numbers and literals
        )
        listed = ", ".join(self.columns)
        self.connection.execute(
            f"CREATE VIEW staged AS SELECT rowid + 1 AS line, 1 AS span, {listed} FROM wide "  # noqa: S608
            f"UNION ALL SELECT line, span, {listed} FROM careful"
        )

    def _capture(self) -> str:
        return f"{self.d_pattern}({field_pattern(self.shape.delimiter)})"

    def _fill_unread(self) -> None:
        blank = text(f"[\\s{BLANK}{self.d_pattern}]*")
        self.connection.execute(
            f"""
            CREATE TABLE unread AS SELECT line, CASE
                WHEN regexp_full_match(text, {blank}) THEN 'empty-line'
                WHEN {self.is_quoted} AND NOT regexp_full_match(text, {self.row})
                    THEN 'stray-quote'
                WHEN len(CASE WHEN {self.is_quoted}
                    THEN regexp_extract_all({self.d} || text, {text(self._capture())}, 1)
                    ELSE string_split(text, {self.d}) END) < {self.width} THEN 'too-few-fields'
                ELSE 'too-many-fields' END AS reason
            FROM body ANTI JOIN careful USING (line) ANTI JOIN spanned USING (line)
            """  # noqa: S608 - whole numbers and literals
        )

    def _reconcile(self, first: int, last: int) -> None:
        staged = count(self.connection, "SELECT sum(span) FROM staged")
        unread = count(self.connection, "SELECT count(*) FROM unread")
        if staged + unread != last - first:
            gap = count(
                self.connection,
                f"SELECT min(line) FROM range({first + 1}, {last + 1}) l(line) "  # noqa: S608
                "ANTI JOIN staged USING (line) ANTI JOIN unread USING (line) "
                "ANTI JOIN spanned USING (line)",
            )
            raise self._missing(last - first, staged + unread, gap)

    def _missing(self, lines: int, found: int, line: int) -> LinesMissing:
        return LinesMissing("accounts-lines-missing", lines=lines, found=found, line=line)
