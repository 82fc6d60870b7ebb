"""A file of a mailing run elsewhere, read as text and added up to its units."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
from duckdb import DuckDBPyConnection
from sqlglot import exp

from core.accounts.encoding import SAMPLE, detect
from core.foundation.refusal import Refusal


class UnreadableFile(Refusal):
    """The file is no table we can read."""


class UnknownColumn(Refusal):
    """The file has no column of that name."""


class UnreadableValues(Refusal):
    """A column holds something else than it should."""


@dataclass(frozen=True)
class Columns:
    """Which column says what; `control` is the arm that got nothing, compared as text."""

    unit: str
    arm: str
    control: str
    outcome: str
    before: str | None = None
    share: float | None = None  # planned share of units that are treated


# Arms are compared as text, so that False, false and 0 mean what the file means by them.
_TYPED = """
    SELECT unit,
        CASE WHEN arm IS NULL OR trim(arm) = '' THEN NULL
             ELSE lower(trim(arm)) = lower(trim($1))
                  OR coalesce(TRY_CAST(arm AS DOUBLE) = TRY_CAST($1 AS DOUBLE), false)
        END AS is_control,
        coalesce(trim(outcome), '') AS outcome_text, coalesce(trim(before), '') AS before_text,
        coalesce(TRY_CAST(replace(outcome, ',', '.') AS DOUBLE),
                 TRY_CAST(outcome AS BOOLEAN)::INTEGER)::DOUBLE AS outcome,
        coalesce(TRY_CAST(replace(before, ',', '.') AS DOUBLE),
                 TRY_CAST(before AS BOOLEAN)::INTEGER)::DOUBLE AS before
    FROM named"""

_FAULTS = """
    SELECT count(*) FILTER (is_control IS NULL OR coalesce(unit, '') = '') AS nameless,
        count(*) FILTER (outcome_text != '' AND (outcome IS NULL OR NOT isfinite(outcome)))
            AS outcome,
        count(*) FILTER (before_text != '' AND (before IS NULL OR NOT isfinite(before)))
            AS before,
        count(*) FILTER (is_control) AS controls
    FROM typed"""

# What is empty is nothing bought: a unit stays in its arm whether or not it did anything.
_UNITS = """
    SELECT unit, NOT bool_and(is_control) AS is_treated,
        bool_or(is_control) AND NOT bool_and(is_control) AS straddles,
        sum(coalesce(outcome, 0)) AS outcome, sum(coalesce(before, 0)) AS before
    FROM typed GROUP BY unit ORDER BY unit"""


def units(path: Path, columns: Columns) -> pa.Table:
    """One row a unit: `is_treated`, `straddles` (rows in both arms), `outcome`, `before`.

    Raises `UnreadableFile`, `UnknownColumn` and `UnreadableValues`.
    """
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        connection.execute("SET threads = 1")  # sums of floats in one order: the same digits
        _load(connection, path, Path(folder))
        connection.register("named", _named(connection, columns))
        typed = connection.sql(_TYPED, params=[columns.control]).to_arrow_table()
        connection.register("typed", typed)
        _refuse_faults(connection, columns)
        return connection.sql(_UNITS).to_arrow_table()


def _load(connection: DuckDBPyConnection, path: Path, folder: Path) -> None:
    """Make the file the view ``given``, whatever its kind and encoding."""
    try:
        if path.suffix.lower() in {".parquet", ".pq"}:
            connection.read_parquet(str(path)).create_view("given")
            return
        plain = _plain(path, folder)
        connection.read_csv(str(plain), all_varchar=True, header=True).create_view("given")
    except (OSError, UnicodeError, duckdb.Error) as error:
        raise UnreadableFile("results-file-unreadable", file=path.name) from error


def _plain(path: Path, folder: Path) -> Path:
    with path.open("rb") as file:
        encoding = detect(file.read(SAMPLE))
    if encoding.startswith("utf-8"):
        return path
    plain = folder / "plain.csv"
    plain.write_text(path.read_text(encoding=encoding), encoding="utf-8")
    return plain


def _named(connection: DuckDBPyConnection, columns: Columns) -> pa.Table:
    """The columns that matter, as text, under our names for them."""
    there = connection.table("given").columns
    wanted = {"unit": columns.unit, "arm": columns.arm, "outcome": columns.outcome}
    if columns.before:
        wanted["before"] = columns.before
    for column in wanted.values():
        if column not in there:
            names = ", ".join(there)
            raise UnknownColumn("results-file-unknown-column", column=column, columns=names)
    chosen = [
        exp.cast(exp.column(column, quoted=True), "VARCHAR").as_(name)
        for name, column in wanted.items()
    ]
    if not columns.before:
        chosen.append(exp.cast(exp.null(), "VARCHAR").as_("before"))
    question = exp.select(*chosen).from_("given").sql(dialect="duckdb")
    return connection.sql(question).to_arrow_table()


def _refuse_faults(connection: DuckDBPyConnection, columns: Columns) -> None:
    found = connection.sql(_FAULTS).to_arrow_table().to_pylist()[0]
    if found["nameless"]:
        raise UnreadableValues("results-file-nameless", rows=found["nameless"])
    for column, name in ((columns.outcome, "outcome"), (columns.before, "before")):
        if found[name]:
            raise UnreadableValues(
                "results-file-not-numbers", column=str(column), rows=found[name]
            )
    if not found["controls"]:
        raise UnreadableValues(
            "results-file-no-control", column=columns.arm, control=columns.control
        )
