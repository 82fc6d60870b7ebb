"""Names and texts written into SQL the safe way, for where DuckDB takes no bound value."""

from duckdb import DuckDBPyConnection
from sqlglot import exp


def name(value: str) -> str:
    """A quoted identifier."""
    return exp.to_identifier(value, quoted=True).sql(dialect="duckdb")


def text(value: str) -> str:
    """A string literal."""
    return exp.Literal.string(value).sql(dialect="duckdb")


def texts(values: tuple[str, ...] | list[str]) -> str:
    """String literals, listed with commas."""
    return ", ".join(map(text, values))


def count(connection: DuckDBPyConnection, question: str) -> int:
    """The one whole number a question answers with."""
    row = connection.execute(question).fetchone()
    return int(row[0]) if row and row[0] is not None else 0
