"""A file of a mailing run elsewhere, read as text and added up to its units."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
from duckdb import DuckDBPyConnection
from sqlglot import exp

from core.accounts.encoding import SAMPLE, detect
from core.foundation.refusal import Refusal
from core.results.terms import Columns, Score

PARQUET = frozenset({".parquet", ".pq"})
MEMORY = "1GiB"  # what is more goes to disk on the way
MOST_NAMES = 40  # columns a sentence lists
LONGEST_LINE = 200  # of a file, in a sentence


class UnreadableFile(Refusal):
    """The file is no table we can read."""


class UnknownColumn(Refusal):
    """The file has no column of that name."""


class UnreadableValues(Refusal):
    """A column holds something else than it should."""


# Arms are compared as text, so that False, false and 0 mean what the file means by them.
_TYPED = """
    CREATE VIEW typed AS
    SELECT coalesce(unit, '') AS unit, coalesce(part_of, unit, '') AS part_of,
        CASE WHEN arm IS NULL OR trim(arm) = '' THEN NULL
             ELSE lower(trim(arm)) = lower(trim(getvariable('control')))
                  OR coalesce(TRY_CAST(arm AS DOUBLE)
                              = TRY_CAST(getvariable('control') AS DOUBLE), false)
        END AS is_control,
        coalesce(trim(outcome), '') AS outcome_text, coalesce(trim(before), '') AS before_text,
        coalesce(trim(contacts), '') AS contacts_text,
        as_number(outcome) AS outcome, as_number(before) AS before,
        as_number(contacts) AS contacts
    FROM named"""

_NUMBER = """
    CREATE MACRO as_number(given) AS coalesce(
        TRY_CAST(replace(translate(given, ' \u00a0\u202f', ''), ',', '.') AS DOUBLE),
        TRY_CAST(given AS BOOLEAN)::INTEGER)::DOUBLE"""

# Beyond that, squares are no numbers any more; nobody means such a number.
_TOLD = "CREATE MACRO is_told(given) AS coalesce(isfinite(given) AND abs(given) < 1e100, false)"

_FAULTS = """
    SELECT count(*) FILTER (is_control IS NULL OR trim(unit) = '' OR trim(part_of) = '')
            AS nameless,
        count(*) FILTER (outcome_text != '' AND NOT is_told(outcome)) AS outcome,
        count(*) FILTER (before_text != '' AND NOT is_told(before)) AS before,
        count(*) FILTER (contacts_text != '' AND NOT (is_told(contacts) AND contacts >= 0))
            AS contacts,
        count(*) FILTER (is_control) AS controls,
        count(*) FILTER (NOT is_control) AS treated
    FROM typed"""

# Points of an answer, where the outcome is one; else the number itself.
_POINTS = {
    None: "outcome",
    Score.NPS: "CASE WHEN outcome >= 9 THEN 100.0 WHEN outcome <= 6 THEN -100.0"
    " WHEN outcome IS NOT NULL THEN 0.0 END",
    Score.CSAT: "CASE WHEN outcome >= 4 THEN 100.0 WHEN outcome IS NOT NULL THEN 0.0 END",
}

# What is empty is nothing bought: a unit stays in its arm whether or not it did anything.
# The rows of a unit add up; its contacts are said once. Then units add up to what was drawn.
_UNITS = """
    WITH each AS (
        SELECT part_of, unit, bool_and(is_control) AS is_control,
            bool_or(is_control) AS is_some_control,
            sum(coalesce({points}, 0)) AS outcome, count(outcome) > 0 AS has_answered,
            sum(coalesce(before, 0)) AS before, count(before) > 0 AS has_past,
            coalesce(max(contacts), {one}) AS contacts
        FROM typed GROUP BY part_of, unit ORDER BY part_of, unit)
    SELECT NOT bool_and(is_control) AS is_treated,
        bool_or(is_some_control) AND NOT bool_and(is_control) AS straddles,
        sum(outcome)::DOUBLE AS outcome, sum(before)::DOUBLE AS before,
        bool_or(has_past) AS has_past,
        sum(contacts)::DOUBLE AS contacts, sum(has_answered::INTEGER)::DOUBLE AS answers
    FROM each GROUP BY part_of ORDER BY part_of"""


def units(path: Path, columns: Columns) -> pa.Table:
    """One row for each unit that was drawn: its cluster, where there is one.

    `is_treated`, `straddles` (rows in both arms), sums of `outcome` (of points, where it is a
    score) and `before`, whether it `has_past`, and how many `contacts` and `answers` it has;
    without a column of contacts, each unit is one. Raises `UnreadableFile`, `UnknownColumn`
    and `UnreadableValues`.
    """
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        # One thread: sums of floats in one order, the same digits.
        for setting in ("threads = 1", f"memory_limit = '{MEMORY}'"):
            connection.execute(f"SET {setting}")
        connection.execute("SET temp_directory = $1", [folder])
        with _read_or_refused(path):
            _load(connection, path, Path(folder))
            connection.execute("SET VARIABLE control = $1", [columns.control])
            connection.execute(_NUMBER)
            connection.execute(_TOLD)
            connection.execute(_view_of(connection, columns))
            connection.execute(_TYPED)
            _refuse_faults(connection, columns)
            one = "0" if columns.contacts else "1"
            question = _UNITS.format(points=_POINTS[columns.score], one=one)  # constants
            return connection.sql(question).to_arrow_table()


def columns_of(path: Path) -> list[str]:
    """The names of the file's columns, in its order. Raises `UnreadableFile`."""
    reading = _read_or_refused(path)
    with reading, TemporaryDirectory() as folder, duckdb.connect() as connection:
        _load(connection, path, Path(folder))
        return list(connection.table("given").columns)


@contextmanager
def _read_or_refused(path: Path) -> Iterator[None]:
    """A file is read as it is asked: what is wrong with it may come out late."""
    try:
        yield
    except (OSError, UnicodeError, duckdb.Error) as error:
        raise UnreadableFile("results-file-unreadable", file=path.name) from error


def _load(connection: DuckDBPyConnection, path: Path, folder: Path) -> None:
    """Make the file the view ``given``, whatever its kind, name and encoding."""
    if path.suffix.lower() in PARQUET:
        # By another name: stars and brackets in its own would be read as a pattern.
        linked = folder / "given.parquet"
        linked.symlink_to(path.resolve(strict=True))
        connection.read_parquet(str(linked)).create_view("given")
        return
    plain = _plain(path, folder)
    connection.read_csv(str(plain), all_varchar=True, header=True).create_view("given")


def _plain(path: Path, folder: Path) -> Path:
    plain = folder / "given.csv"
    with path.open("rb") as file:
        encoding = detect(file.read(SAMPLE))
    if encoding.startswith("utf-8"):
        plain.symlink_to(path.resolve(strict=True))
        return plain
    with path.open(encoding=encoding) as source, plain.open("w", encoding="utf-8") as target:
        while chunk := source.read(SAMPLE):
            target.write(chunk)
    return plain


def _view_of(connection: DuckDBPyConnection, columns: Columns) -> str:
    """The columns that matter, as text, under our names for them."""
    there = connection.table("given").columns
    wanted = columns.wanted
    if len(there) == 1 and columns.unit in there[0] and columns.unit != there[0]:
        # The lines are not cut into columns: something in them keeps them together.
        raise UnreadableFile("results-file-not-cut", line=there[0][:LONGEST_LINE])
    for column in filter(None, wanted.values()):
        if column not in there:
            names = ", ".join(there[:MOST_NAMES]) + (" …" if len(there) > MOST_NAMES else "")
            raise UnknownColumn("results-file-unknown-column", column=column, columns=names)
    chosen = [
        exp.cast(exp.column(column, quoted=True) if column else exp.null(), "VARCHAR").as_(name)
        for name, column in wanted.items()
    ]
    view = exp.Create(
        this=exp.to_table("named"), kind="VIEW", expression=exp.select(*chosen).from_("given")
    )
    return view.sql(dialect="duckdb")


def _refuse_faults(connection: DuckDBPyConnection, columns: Columns) -> None:
    found = connection.sql(_FAULTS).to_arrow_table().to_pylist()[0]
    if found["nameless"]:
        raise UnreadableValues("results-file-nameless", rows=found["nameless"])
    for name in ("outcome", "before", "contacts"):
        if found[name]:
            raise UnreadableValues(
                "results-file-not-numbers",
                column=str(columns.wanted[name]),
                rows=found[name],
            )
    if not found["controls"]:
        raise UnreadableValues(
            "results-file-no-control", column=columns.arm, control=columns.control
        )
    if not found["treated"]:
        raise UnreadableValues("results-file-no-treated", column=columns.arm)
