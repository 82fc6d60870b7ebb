"""What the house asks of an engine, whichever it is, and what it may hear instead."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

import pyarrow as pa
from numpy.typing import NDArray
from sqlglot import exp

from core.foundation.refusal import Refusal


class UnknownEngine(Refusal):
    """The address of the engine is none the house can read."""


class EngineNotInstalled(Refusal):
    """The engine's own library is not here."""


class EngineUnreachable(Refusal):
    """The engine does not answer, or does not let the house in."""


class NoEngine(Refusal):
    """There is nothing to copy to: the house answers out of its own files."""


@dataclass(frozen=True)
class Column:
    """A column that is copied, with its DuckDB type."""

    name: str
    kind: str


@dataclass(frozen=True)
class Table:
    """A table that is copied, and which of its columns numbers the accounts."""

    name: str
    ordinal: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Original:
    """What of a publication is copied; the seal tells it from any other of its number."""

    number: int
    tables: tuple[Table, ...]
    seal: str


Rows = Callable[[Table], AbstractContextManager[pa.RecordBatchReader]]


class Engine(Protocol):
    """Holds copies of publications and answers questions over them; any thread may ask.

    A copy counts once it is sealed, and the seal is put on last: what was killed halfway is
    never asked.
    """

    @property
    def name(self) -> str:
        """As people call it."""

    @property
    def dialect(self) -> str:
        """As SQLGlot calls its language."""

    def statement(self, question: exp.Expr, original: Original, *, pretty: bool = False) -> str:
        """The question as this engine is told it, over its copy."""

    def ask(self, question: exp.Expr, original: Original) -> pa.Table:
        """The answer, as an Arrow table."""

    def numbers(self, question: exp.Select, original: Original) -> NDArray[Any]:
        """The answer to a question for account numbers."""

    def holds(self, original: Original) -> bool:
        """Whether a whole copy of exactly this is there."""

    def take(self, original: Original, rows: Rows) -> None:
        """Copy it, in place of whatever goes by its number."""

    def kept(self) -> list[int]:
        """The numbers of the publications there is something of."""

    def drop(self, number: int) -> None:
        """Let go of a copy, whole or half."""
