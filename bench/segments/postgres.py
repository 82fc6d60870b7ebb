"""PostgreSQL 15 with the same base: a server of our own, covering indexes, loaded once.

It listens on a free port of loopback and asks for a password that is kept beside its files.
PostgreSQL refuses to run as root; root runs it as Debian's postgres.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

import psycopg
from psycopg import Connection

from bench.segments import keeping
from core.warehouse.facts import FACTS
from core.warehouse.indexes import CONTACTS, EVENTS, ITEMS
from core.warehouse.months import MONTHS
from core.warehouse.snapshot import Snapshot

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
QUERIES = Path(__file__).parent / "queries"
WORKERS = (0, 2)
DERIVED = (EVENTS, ITEMS, CONTACTS)
_LOADED = ("accounts", "contacts", "services", "usage", "invoices", "sales")
_KINDS = {"VARCHAR": "text", "DOUBLE": "double precision", "HUGEINT": "numeric(38, 0)"}
# What a careful administrator would give it here; nothing it holds need survive a power cut.
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "shared_buffers": "3GB",
    "work_mem": "512MB",
    "maintenance_work_mem": "1GB",
    "effective_cache_size": "12GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "max_wal_size": "8GB",
    "max_parallel_workers_per_gather": "0",
}


@contextmanager
def running(folder: Path, scale: str, snapshot: Snapshot) -> Iterator[Connection[Any]]:
    """A connection to a server that holds the base; it is stopped afterwards."""
    indexes = QUERIES / "indexes.postgres.sql"
    digest = keeping.digest_of([Path(__file__), indexes], keeping.snapshot_digest())
    place = keeping.folder_for(folder, f"postgres-{scale}", digest)
    if not (place / "loaded").exists():
        shutil.rmtree(place)
        _founded(place)
    with _server(place) as connection:
        if not (place / "loaded").exists():
            load(connection, snapshot, place)
            connection.execute(indexes.read_text(encoding="utf-8"))
            connection.execute("VACUUM (ANALYZE)")
            (place / "loaded").touch()
        yield connection


def tuned(connection: Connection[Any], texts: Sequence[str]) -> int:
    """Let it use two workers a query, or none, whichever answers all these sooner."""
    took = {}
    for workers in WORKERS:
        connection.execute(f"SET max_parallel_workers_per_gather = {workers}")
        started = perf_counter()
        for text in texts:
            connection.execute(text).fetchall()
        took[workers] = perf_counter() - started
    best = min(took, key=lambda workers: took[workers])
    connection.execute(f"SET max_parallel_workers_per_gather = {best}")
    return best


def load(connection: Connection[Any], snapshot: Snapshot, place: Path) -> None:
    """Copy the raw tables, and what the house derives from them, column by column."""
    for name in (*_LOADED, FACTS, MONTHS, *DERIVED):
        _copy(connection, snapshot, name, place / f"{name}.csv")


def _copy(connection: Connection[Any], snapshot: Snapshot, name: str, path: Path) -> None:
    described = snapshot.rows(f'DESCRIBE "{name}"')
    kinds = {row["column_name"]: row["column_type"] for row in described}
    columns = ", ".join(f'"{column}" {_kind(kind)}' for column, kind in kinds.items())
    connection.execute(f'DROP TABLE IF EXISTS "{name}"')
    connection.execute(f'CREATE UNLOGGED TABLE "{name}" ({columns})')
    chosen = ", ".join(_written(column, kind) for column, kind in kinds.items())
    snapshot.connection.cursor().execute(
        f"COPY (SELECT {chosen} FROM \"{name}\") TO '{path}' (FORMAT csv, HEADER false)"
    )
    command = f'COPY "{name}" FROM STDIN (FORMAT csv)'
    with path.open("rb") as file, connection.cursor().copy(command) as copying:
        while block := file.read(1 << 20):
            copying.write(block)
    path.unlink()


def _kind(kind: str) -> str:
    """DuckDB's type by PostgreSQL's name for it."""
    for ours, theirs in _KINDS.items():
        kind = kind.replace(ours, theirs)
    return kind


def _written(column: str, kind: str) -> str:
    if kind.endswith("[]"):
        return f"'{{' || array_to_string(\"{column}\", ',') || '}}' AS \"{column}\""
    return f'"{column}"'


def _founded(place: Path) -> None:
    place.mkdir(parents=True)
    password = place / "password"
    password.write_text(secrets.token_urlsafe(24) + "\n")
    password.chmod(0o600)
    if os.geteuid() == 0:
        shutil.chown(place, "postgres")
        shutil.chown(password, "postgres")
    command = [str(PROGRAMS / "initdb"), f"--pgdata={place / 'base'}", "--username=cockpit"]
    how = [
        f"--pwfile={password}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
    ]
    subprocess.run(
        [*_as_postgres(), *command, *how, "--no-sync"], check=True, capture_output=True
    )


@contextmanager
def _server(place: Path) -> Iterator[Connection[Any]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = [f"-c{name}={value}" for name, value in _SETTINGS.items()]
    where = ["-D", str(place / "base"), "-p", str(port), "-k", str(place)]
    with (place / "server.log").open("w") as log:
        command = [*_as_postgres(), str(PROGRAMS / "postgres"), *where, *settings]
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=place)
    try:
        with _connected(place, port, server) as connection:
            yield connection
    finally:
        server.send_signal(signal.SIGINT)  # PostgreSQL's “fast” shutdown
        server.wait()


def _connected(place: Path, port: int, server: subprocess.Popen[bytes]) -> Connection[Any]:
    password = (place / "password").read_text().strip()
    where = {"host": "127.0.0.1", "port": port, "user": "cockpit", "dbname": "postgres"}
    for _ in range(300):
        try:
            return psycopg.connect(**where, password=password, autocommit=True)  # type: ignore[arg-type]  # the driver's own names
        except psycopg.OperationalError:
            if server.poll() is not None:
                raise RuntimeError((place / "server.log").read_text()) from None
            sleep(0.1)
    raise RuntimeError("PostgreSQL does not answer")


def _as_postgres() -> list[str]:
    """Root may not run it: the words that make it Debian's postgres."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
