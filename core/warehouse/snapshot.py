"""A snapshot: one published version of the client data, open for questions."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from itertools import count
from typing import Any, TypeVar

import pyarrow as pa
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray
from sqlglot import exp

from core.warehouse import dialects
from core.warehouse.engines.mirror import Mirror

T = TypeVar("T")

Question = str | exp.Expr

_openings = count(1)


@dataclass(frozen=True)
class Publication:
    """The card of a snapshot: which one, whose, and as of which day."""

    number: int
    name: str
    note: str
    published_by: str
    published_at: datetime
    as_of: date
    counts: dict[str, int]  # rows per table

    def as_json(self) -> str:
        facts = asdict(self) | {
            "published_at": self.published_at.isoformat(),
            "as_of": self.as_of.isoformat(),
        }
        return json.dumps(facts, ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> "Publication":
        facts = json.loads(text)
        facts["published_at"] = datetime.fromisoformat(facts["published_at"])
        facts["as_of"] = date.fromisoformat(facts["as_of"])
        return Publication(**facts)


@dataclass(frozen=True)
class Snapshot:
    """Read-only; safe to share between threads, since every question gets a cursor."""

    publication: Publication
    connection: DuckDBPyConnection
    opening: int = field(default_factory=_openings.__next__)  # to keep answers under
    mirror: Mirror | None = None  # its copy on the engine of the house, where there is one
    lacking: frozenset[tuple[str, str]] = frozenset()  # columns that came later, and are empty

    def ask(self, question: exp.Expr) -> pa.Table:
        """Ask whoever holds these facts: the engine of the house, or else this file."""
        return self._held(lambda mirror: mirror.ask(question), lambda: self.arrow(question))

    def numbers(self, question: exp.Select) -> NDArray[Any]:
        """Ask the same for the numbers of accounts."""
        return self._held(
            lambda mirror: mirror.numbers(question),
            lambda: self.arrow(question).column(0).to_numpy(),
        )

    def statement(self, question: exp.Expr, *, pretty: bool = False) -> str:
        """What is said to whoever holds these facts."""
        return self._held(
            lambda mirror: mirror.statement(question, pretty=pretty),
            lambda: dialects.text(question, dialects.DUCKDB, pretty=pretty),
        )

    def arrow(
        self,
        question: Question,
        values: Sequence[Any] = (),
        *,
        given: Mapping[str, pa.Table] | None = None,
    ) -> pa.Table:
        """Ask, and get the rows as an Arrow table.

        `given` brings tables of ours along, by the name the question calls them; only this
        question sees them.
        """
        if isinstance(question, exp.Expr):
            question = dialects.text(question, dialects.DUCKDB)
        cursor = self.connection.cursor()
        try:
            for name, table in (given or {}).items():
                cursor.register(name, table)
            return cursor.sql(question, params=list(values)).to_arrow_table()
        finally:
            cursor.close()

    def rows(self, question: Question, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Ask, and get the rows as dictionaries."""
        found: list[dict[str, Any]] = self.arrow(question, values).to_pylist()
        return found

    def value(self, question: Question, values: Sequence[Any] = ()) -> Any:
        """Ask for one value: the first column of the first row."""
        return self.arrow(question, values).column(0)[0].as_py()

    def _held(self, there: Callable[[Mirror], T], here: Callable[[], T]) -> T:
        """From the copy while it is there: old ones are let go of, and the file never is."""
        mirror = self.mirror
        if mirror is None or not mirror.is_there():
            return here()
        try:
            return there(mirror)
        except Exception:
            if mirror.is_still_there():
                raise
            return here()
