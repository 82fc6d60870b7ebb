"""A file of any kind, staged as text with the file's own line numbers; nothing is typed yet."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from core.accounts import encoding, lines, sheets
from core.accounts.encoding import NotATable, Plain
from core.accounts.layout import ALONE, MOST_COLUMNS, Shape, TooWide, shape_of
from core.accounts.model import Layout
from core.accounts.spans import texts_of
from core.accounts.sql import count, name, text
from core.foundation.refusal import Refusal

SUFFIXES = {".csv": "csv", ".txt": "csv", ".tsv": "csv", ".xlsx": "xlsx", ".parquet": "parquet"}
MEMORY = "4GB"  # beyond it DuckDB spills into the work folder
SAMPLE_ROWS = 5_000


class NoSuchFile(Refusal):
    """Nothing to read goes by that name."""


class UnknownFormat(Refusal):
    """The file's name ends in nothing the house reads."""


class NoRoom(Refusal):
    """The disk is full; nothing was loaded."""


@dataclass(frozen=True)
class Staged:
    """A file in a DuckDB of its own: tables `staged` (line, span, c0, c1 …) and `unread`."""

    connection: DuckDBPyConnection
    layout: Layout

    def rows(self) -> int:
        """How many rows the file has, read or not."""
        staged = count(self.connection, "SELECT count(*) FROM staged")
        return staged + count(self.connection, "SELECT count(*) FROM unread")

    def sample(self) -> list[list[str | None]]:
        """Values of each column: from the first rows, and from rows spread over the rest."""
        columns = [f"c{n}" for n in range(len(self.layout.columns))]
        half = SAMPLE_ROWS // 2
        step = max(self.rows() // half, 1)
        question = (
            f"SELECT {', '.join(columns)} FROM staged "  # noqa: S608 - our own column names
            f"WHERE line <= {half} OR line % {step} = 0 LIMIT {SAMPLE_ROWS}"
        )
        rows = self.connection.execute(question).fetchall()
        return [list(values) for values in zip(*rows, strict=True)] or [[] for _ in columns]

    def raw(self, lines: str) -> str:
        """SQL of the line and raw text of the lines that a question names."""
        if self.layout.format == "parquet":
            cells = ", ".join(f"c{n}" for n in range(len(self.layout.columns)))
            return (
                f"SELECT line, concat_ws(';', {cells}) AS raw FROM staged "  # noqa: S608 - ours
                f"WHERE line IN ({lines})"
            )
        return (
            f"SELECT line, replace(text, {text(ALONE)}, ';') AS raw "  # noqa: S608 - a literal
            f"FROM ({texts_of(self.connection, lines)})"
        )


@contextmanager
def opened(source: Path, *, work: Path) -> Iterator[Staged]:
    """Stage a file; its DuckDB and temporary files go when the block ends.

    Raises a `Refusal` for whatever is not a table: missing, empty, a folder, binary, a bomb.
    """
    form = _format(source)
    work.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(":memory:") as connection, _disk_full_refused(source):
        connection.execute(f"SET temp_directory = {text(str(work / 'spill'))}")
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute("SET TimeZone = 'UTC'")
        layout = _staged_table(connection, source, work, form)
        staged = Staged(connection, layout)
        if staged.rows() == 0:
            raise NotATable("accounts-file-no-rows", file=source.name)
        yield staged


def _format(source: Path) -> str:
    if source.is_dir():
        raise NoSuchFile("accounts-file-folder", file=source.name)
    if not source.is_file():
        raise NoSuchFile("accounts-file-missing", file=source.name)
    form = SUFFIXES.get(source.suffix.lower())
    if form is None:
        raise UnknownFormat("accounts-file-unknown", file=source.name)
    if not os.access(source, os.R_OK):
        raise NoSuchFile("accounts-file-unreadable", file=source.name)
    if source.stat().st_size == 0:
        raise NotATable("accounts-file-empty", file=source.name)
    return form


@contextmanager
def _disk_full_refused(source: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NoRoom("accounts-no-room", file=source.name) from error
    except duckdb.OutOfMemoryException as error:
        raise NoRoom("accounts-no-memory", file=source.name) from error
    except duckdb.IOException as error:
        raise NoRoom("accounts-no-room", file=source.name) from error


def _staged_table(
    connection: DuckDBPyConnection, source: Path, work: Path, form: str
) -> Layout:
    if form == "parquet":
        return _stage_parquet(connection, source)
    target = work / "plain.txt"
    try:
        read = _read_sheet if form == "xlsx" else _read_text
        plain, shape, trailing = read(connection, source, target)
    finally:
        target.unlink(missing_ok=True)
    shown = "" if shape.delimiter == ALONE else shape.delimiter
    return Layout(
        form,
        plain.encoding,
        shown,
        shape.columns,
        shape.renamed,
        plain.lines,
        shape.first_row - 1,
        trailing,
    )


def _read_sheet(
    connection: DuckDBPyConnection, source: Path, target: Path
) -> tuple[Plain, Shape, int]:
    plain = Plain(target, "utf-8", sheets.as_lines(source, target), quoted=0)
    shape = shape_of(target, name=source.name, delimiter=ALONE)
    return _attempted(connection, plain, replace(shape, has_quotes=False))


def _read_text(
    connection: DuckDBPyConnection, source: Path, target: Path
) -> tuple[Plain, Shape, int]:
    if as_it_is := encoding.plain_as_it_is(source):
        with suppress(UnicodeDecodeError, lines.NotSoPlain):
            shape = shape_of(source, name=source.name)
            with _undone_if_not(connection):
                return as_it_is, shape, lines.stage(connection, as_it_is, shape)
    plain = encoding.plain_copy(source, target)
    return _attempted(connection, plain, shape_of(target, name=source.name))


def _attempted(
    connection: DuckDBPyConnection, plain: Plain, shape: Shape
) -> tuple[Plain, Shape, int]:
    with suppress(lines.NotSoPlain), _undone_if_not(connection):
        return plain, shape, lines.stage(connection, plain, shape)
    return plain, shape, lines.stage(connection, plain, shape, is_careful=True)


@contextmanager
def _undone_if_not(connection: DuckDBPyConnection) -> Iterator[None]:
    """An attempt that leaves nothing behind when it comes to nothing."""
    try:
        yield
    except BaseException:
        # Not by a transaction: inside one, rows do not have the numbers of their lines yet.
        made = connection.execute(
            "SELECT 'VIEW', view_name FROM duckdb_views() WHERE NOT internal "
            "UNION ALL SELECT 'TABLE', table_name FROM duckdb_tables()"
        ).fetchall()
        for kind, title in made:
            connection.execute(f"DROP {kind} {name(title)}")
        raise


def _stage_parquet(connection: DuckDBPyConnection, source: Path) -> Layout:
    file = f"read_parquet({text(str(source))}, file_row_number = true)"
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {file}").fetchall()  # noqa: S608
        columns = [row[0] for row in described if row[0] != "file_row_number"]
        if len(columns) > MOST_COLUMNS:
            raise TooWide("accounts-file-too-wide", columns=len(columns), most=MOST_COLUMNS)
        cells = ", ".join(f"{name(given)}::VARCHAR AS c{n}" for n, given in enumerate(columns))
        connection.execute(
            "CREATE VIEW staged AS SELECT "  # noqa: S608 - quoted names and a literal
            "file_row_number + 1 AS line, 1 AS span, "
            f"{cells} FROM {file}"
        )
        connection.execute("CREATE TABLE unread (line BIGINT, reason VARCHAR)")
        rows = count(connection, "SELECT count(*) FROM staged")
    except duckdb.Error:
        raise NotATable("accounts-parquet-broken", file=source.name) from None
    return Layout("parquet", "", "", tuple(columns), (), rows, 0, 0)
