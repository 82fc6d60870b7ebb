"""What a run needs and the next one finds: published snapshots, kept under a digest."""

import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from bench.segments import base
from core.demo.samples import SAMPLES
from core.foundation.settings import HOUSE
from core.warehouse.catalogue import CATALOGUE_FILE
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse

FOLDER = HOUSE / "data" / "bench"
_ARRIVAL = {
    "accounts": "since",
    "contacts": "hash(contact_id)",
    "services": "installed_on",
    "usage": "month",
    "invoices": "issued_on",
    "sales": "sold_at",
}


def digest_of(paths: Iterable[Path], *words: str) -> str:
    """A short digest of what the files say, in the order of their names."""
    found = hashlib.sha256("|".join(words).encode())
    for path in sorted(paths):
        found.update(path.read_bytes())
    return found.hexdigest()[:12]


def snapshot_digest() -> str:
    """Of everything that decides what a snapshot of the base holds."""
    makers = [Path(base.__file__), CATALOGUE_FILE, *SAMPLES.glob("*.csv")]
    rooms = [
        *(HOUSE / "core" / "warehouse").glob("*.py"),
        HOUSE / "core" / "demo" / "chance.py",
    ]
    return digest_of([*makers, *rooms], duckdb.__version__)


def published(folder: Path, scale: str) -> Warehouse:
    """The warehouse with the base of that scale, published now unless it is kept already."""
    place = folder_for(folder, f"base-{scale}", snapshot_digest())
    warehouse = Warehouse(place)
    if warehouse.is_empty():
        warehouse.publish(
            partial(base.fill, scale=scale),
            name=f"{base.SCALES[scale]} accounts",
            by="bench",
            at=datetime.combine(base.TODAY, time(6), UTC),
            as_of=base.TODAY,
        )
    return warehouse


def opened(folder: Path, scale: str) -> Snapshot:
    return published(folder, scale).current()


def opened_twice(folder: Path, scale: str) -> tuple[Snapshot, Snapshot]:
    """The snapshot as the house opens it, and as a peer of the house does."""
    return opened(folder, scale), peer_of(folder, scale)


def peer_of(folder: Path, scale: str) -> Snapshot:
    """The same file for whoever queries it by hand, with all the memory DuckDB would take.

    Under a name of its own it is a database of its own: the house keeps the limit that it opens
    its snapshots with, and neither side finds pages that the other has read.
    """
    warehouse = published(folder, scale)
    name = f"snapshot_{warehouse.current_number()}.duckdb"
    path = folder_for(folder, f"peer-{scale}", snapshot_digest()) / name
    path.unlink(missing_ok=True)
    path.hardlink_to(warehouse.folder / name)
    return replace(warehouse.current(), connection=duckdb.connect(path, read_only=True))


def arrived(folder: Path, scale: str) -> DuckDBPyConnection:
    """The raw tables as they come from the systems that keep them: as things happened.

    The house puts every table into the order of the accounts when it publishes, and whoever
    queries its tables by hand is served by that too. This is what they look like elsewhere.
    """
    warehouse = published(folder, scale)
    made = digest_of([Path(__file__)], snapshot_digest())
    path = folder_for(folder, f"arrived-{scale}", made) / "raw.duckdb"
    if not path.exists():
        draft = path.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        source = warehouse.folder / f"snapshot_{warehouse.current_number()}.duckdb"
        with duckdb.connect(draft) as connection:
            connection.execute(f"ATTACH '{source}' AS published (READ_ONLY)")
            for table, order in _ARRIVAL.items():
                rows = f"SELECT * FROM published.{table} ORDER BY {order}, hash({order}, rowid)"
                connection.execute(f"CREATE TABLE {table} AS {rows}")
        draft.rename(path)
    return duckdb.connect(path, read_only=True)


def folder_for(folder: Path, name: str, digest: str) -> Path:
    """Where something is kept; what was kept of an earlier making goes."""
    place = folder / f"{name}-{digest}"
    for old in folder.glob(f"{name}-*"):
        if old != place:
            shutil.rmtree(old)
    place.mkdir(parents=True, exist_ok=True)
    return place
