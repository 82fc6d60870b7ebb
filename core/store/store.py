"""The operational store: SQLite, or PostgreSQL by setting; one transaction per action."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Connection,
    Engine,
    Table,
    create_engine,
    event,
    func,
    make_url,
    select,
    text,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

Tx = Connection

BUSY_TIMEOUT_MS = 10_000
MIGRATION_LOCK = 20_260_302  # any number, as long as every process takes the same
TURN_LOCK = 20_260_303
ADMISSION_LOCK = 20_260_304
MIGRATIONS = Path(__file__).with_name("migrations")


@dataclass(frozen=True)
class Store:
    """An open store: `transaction` for verbs, `reading` for questions."""

    engine: Engine

    @contextmanager
    def transaction(self) -> Iterator[Tx]:
        """All of it happens, or none. Writers to SQLite queue up instead of failing later."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Tx]:
        """One consistent view that keeps no writer waiting. What is written in it is undone."""
        with self.engine.connect() as connection:
            questions = connection.execution_options(
                reading=True, **_one_view(self.engine.dialect.name)
            )
            with questions.begin() as view:
                yield questions
                view.rollback()

    def migrate(self) -> None:
        """Bring the tables to the newest version; nothing happens when they are there."""
        with self.engine.begin() as connection:
            if connection.dialect.name == "postgresql":  # SQLite lets one writer in anyway
                connection.execute(select(func.pg_advisory_xact_lock(MIGRATION_LOCK)))
            configuration = _alembic()
            configuration.attributes["connection"] = connection
            command.upgrade(configuration, "head")

    def is_new(self) -> bool:
        """Whether no table was ever made here."""
        return self._revision() is None

    def is_behind(self) -> bool:
        """Whether the tables are older than this program."""
        return self._revision() != ScriptDirectory.from_config(_alembic()).get_current_head()

    def _revision(self) -> str | None:
        with self.reading() as tx:
            return MigrationContext.configure(tx).get_current_revision()

    def make_durable(self) -> bool:
        """Bring every commit so far safely to disk; false: somebody was in the way.

        SQLite in WAL mode may lose its last commits when the power fails, though never tear
        them; whoever must forget something for good asks for this first.
        """
        if self.engine.dialect.name != "sqlite":
            return True
        raw = self.engine.raw_connection()
        try:
            busy, _, _ = raw.cursor().execute("PRAGMA wal_checkpoint(FULL)").fetchone()
        finally:
            raw.close()
        return not busy

    def sweep(self) -> bool:
        """Leave nothing on disk of what was deleted; false: somebody was in the way, or the
        store is a server, whose administrator does that."""
        if self.engine.dialect.name != "sqlite":
            return False
        raw = self.engine.raw_connection()
        try:
            raw.cursor().execute("VACUUM")
            busy, _, _ = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError:
            return False
        finally:
            raw.close()
        return not busy

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def trial(tx: Tx) -> Iterator[None]:
    """Do something only to see whether it could be done: what is written in it is undone."""
    with tx.begin_nested() as point:
        yield
        point.rollback()


def take_turn(tx: Tx, lock: int = TURN_LOCK) -> None:
    """Wait until no other deed that takes turns is under way: SQLite lets one writer in anyway.

    Two deeds that lock the same rows, each in its own order, would wait for each other.
    """
    if tx.dialect.name == "postgresql":
        tx.execute(select(func.pg_advisory_xact_lock(lock)))


def learn_sizes(tx: Tx, *tables: Table) -> None:
    """After many new rows: PostgreSQL would otherwise plan for the few it knew of."""
    if tx.dialect.name == "postgresql":
        named = ", ".join(table.name for table in tables)
        tx.execute(text(f"ANALYZE (SKIP_LOCKED) {named}"))


def open_store(url: str) -> Store:
    """Open the store a SQLAlchemy URL names; `migrate` makes its tables."""
    parsed = make_url(url)
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    engine = create_engine(parsed, pool_pre_ping=parsed.get_backend_name() != "sqlite")
    if parsed.get_backend_name() == "sqlite":
        if parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return Store(engine)


def _one_view(dialect: str) -> dict[str, str]:
    return {} if dialect == "sqlite" else {"isolation_level": "REPEATABLE READ"}


def _prepare_sqlite(raw: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver must not begin transactions by itself: `_begin_sqlite` says which kind.
    raw.isolation_level = None
    cursor = raw.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # Immediate: a writer waits for its turn at the door, and never deadlocks half-way.
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _alembic() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return configuration
