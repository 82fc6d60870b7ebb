"""Spark: a folder of Parquet files for each publication, which the house and Spark both see."""

import importlib
import os
import shutil
from pathlib import Path
from threading import Lock
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray
from sqlglot import exp

from core.warehouse import dialects
from core.warehouse.engines.engine import (
    EngineNotInstalled,
    EngineUnreachable,
    Original,
    Rows,
    Table,
)
from core.warehouse.engines.saying import said

PREFIX = "publication_"
SEAL = "SEAL"  # a file, written last

# What a question must meet. Without the first, “${…}” in a value would be filled in with what
# Spark knows of its machine.
_MANNERS = {
    "spark.sql.variable.substitute": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "false",
    "spark.sql.parquet.inferTimestampNTZ.enabled": "true",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
}
_AT_HOME = {  # of a Spark in this program: nobody else looks in
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
}


class SparkEngine:
    """Spark by its master, or a Spark Connect server by its sc:// address."""

    name = "Spark"
    dialect = dialects.SPARK

    def __init__(self, master: str, folder: Path, settings: dict[str, str]) -> None:
        self._master = master
        self._folder = folder
        self._settings = settings
        self._views: set[str] = set()
        self._lock = Lock()
        self._opened: Any = None

    def statement(self, question: exp.Expr, original: Original, *, pretty: bool = False) -> str:
        def place(table: str) -> exp.Table:
            return exp.table_(_view(original, table), quoted=True)

        return said(question, self.dialect, place, pretty=pretty)

    def ask(self, question: exp.Expr, original: Original) -> pa.Table:
        session = self._session(original)
        return session.sql(self.statement(question, original)).toArrow()

    def numbers(self, question: exp.Select, original: Original) -> NDArray[Any]:
        numbers: NDArray[Any] = self.ask(question, original).column(0).to_numpy()
        return numbers

    def holds(self, original: Original) -> bool:
        try:
            return (self._place(original.number) / SEAL).read_text() == original.seal
        except FileNotFoundError:
            return False

    def take(self, original: Original, rows: Rows) -> None:
        self.drop(original.number)
        place = self._place(original.number)
        place.mkdir(parents=True)
        for table in original.tables:
            _write(self._file(original, table), table, rows)
        with (place / SEAL).open("w") as seal:
            seal.write(original.seal)
            seal.flush()
            os.fsync(seal.fileno())

    def kept(self) -> list[int]:
        numbers = (path.name.removeprefix(PREFIX) for path in self._folder.glob(f"{PREFIX}*"))
        return sorted(int(number) for number in numbers if number.isdigit())

    def drop(self, number: int) -> None:
        # The seal first: a copy that is half gone is none.
        (self._place(number) / SEAL).unlink(missing_ok=True)
        with self._lock:
            self._views = {view for view in self._views if not view.startswith(_views(number))}
        shutil.rmtree(self._place(number), ignore_errors=True)

    def _session(self, original: Original) -> Any:
        """The open session, which knows the tables of this publication."""
        with self._lock:
            if self._opened is None:
                self._opened = self._open()
            for table in original.tables:
                view = _view(original, table.name)
                if view not in self._views:
                    rows = self._opened.read.parquet(self._file(original, table).as_uri())
                    rows.selectExpr(*_columns(table)).createOrReplaceTempView(view)
                    self._views.add(view)
            return self._opened

    def _open(self) -> Any:
        try:
            builder = importlib.import_module("pyspark.sql").SparkSession.builder
        except ImportError as fault:
            raise EngineNotInstalled(
                "engines-not-installed", engine=self.name, package="pyspark"
            ) from fault
        is_remote = self._master.startswith("sc://")
        builder = builder.remote(self._master) if is_remote else builder.master(self._master)
        own = _AT_HOME if self._master.startswith("local") else {}
        for key, value in (own | self._settings | _MANNERS).items():
            builder = builder.config(key, value)
        try:
            return builder.appName("cockpit").getOrCreate()
        except Exception as fault:
            raise EngineUnreachable(
                "engines-unreachable", engine=self.name, address=self._master
            ) from fault

    def _place(self, number: int) -> Path:
        return self._folder / f"{PREFIX}{number}"

    def _file(self, original: Original, table: Table) -> Path:
        return self._place(original.number) / f"{table.name}.parquet"


def _view(original: Original, table: str) -> str:
    """The seal is in the name: a publication copied anew is read anew."""
    return f"{_views(original.number)}{original.seal[:8]}_{table}"


def _columns(table: Table) -> list[str]:
    """The columns of a file, and that there is an account's number in every row of it."""
    # Spark takes any column of a file for one with nulls, and would then look for a number
    # that is not among others by comparing each with each.
    names = [dialects.named(column.name).sql(dialects.SPARK) for column in table.columns]
    number = dialects.named(table.ordinal).sql(dialects.SPARK)
    return [f"coalesce({name}, -1) AS {name}" if name == number else name for name in names]


def _views(number: int) -> str:
    return f"cockpit_{number}_"


def _write(path: Path, table: Table, rows: Rows) -> None:
    with rows(table) as batches, pq.ParquetWriter(path, batches.schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
