"""The warehouse: immutable DuckDB snapshots and a pointer to the current one.

Why not one .duckdb file: a process that writes it shuts every other process out, even readers.
A snapshot is written under a draft name, closed, renamed, and only then pointed at; readers
open it read-only, as many as like to, and old ones stay for replay.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock

from duckdb import DuckDBPyConnection

from core.foundation.refusal import Refusal
from core.warehouse import building, opening
from core.warehouse.building import AsOf
from core.warehouse.catalogue import load_catalogue
from core.warehouse.engines import mirror
from core.warehouse.engines.engine import Engine, NoEngine
from core.warehouse.engines.mirror import Mirror
from core.warehouse.snapshot import Publication, Snapshot

Fill = Callable[[DuckDBPyConnection], None]
Witness = Callable[[Publication], AbstractContextManager[None]]

KEPT_OPEN = (
    4  # versions a process keeps open; files of older ones are opened again when asked for
)
# Else a version takes four fifths of the machine before it lets go of a page, and every version
# has its own. Twenty edits over a million accounts need a fifth of this; what needs more, such
# as a replay over the raw tables of ten million, is put down on disk on the way.
MEMORY = "1GiB"


class NothingPublished(Refusal):
    """No client file has been published yet."""


class UnknownPublication(Refusal):
    """That version of the client data is not kept here."""


@dataclass
class Warehouse:
    """Every published version of the client data, in one folder."""

    folder: Path
    engine: Engine | None = None  # who else holds them, and answers for segments
    forget: Fill = lambda _connection: None  # takes out of a new version whoever was erased
    _open: dict[int, Snapshot] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def is_empty(self) -> bool:
        return not self._pointer.exists()

    def current_number(self) -> int:
        """Which publication is current. Raises `NothingPublished`."""
        try:
            return int(self._pointer.read_text())
        except FileNotFoundError:
            raise NothingPublished("warehouse-nothing-published") from None

    def current(self) -> Snapshot:
        """The current snapshot, open. Raises `NothingPublished`."""
        return self.snapshot(self.current_number())

    def snapshot(self, number: int) -> Snapshot:
        """One publication, open; kept open for this process. Raises `UnknownPublication`."""
        with self._lock:
            if number not in self._open:
                self._open[number] = self._opened(number)
                for old in list(self._open)[:-KEPT_OPEN]:
                    # Whoever still asks it questions holds it; it closes when they let go.
                    del self._open[old]
            return self._open[number]

    def publications(self) -> list[Publication]:
        """Every version that is kept, newest first."""
        cards = [_card(path) for path in self.folder.glob("snapshot_*.json")]
        return sorted(cards, key=lambda card: card.number, reverse=True)

    def publish(  # noqa: PLR0913 - a deed with its name, its author and its hour
        self,
        fill: Fill,
        *,
        name: str,
        by: str,
        at: datetime,
        as_of: AsOf,
        note: str = "",
        witness: Witness = lambda _card: nullcontext(),
    ) -> Publication:
        """Make the next version and point every reader at it, or leave all as it was.

        `fill` gets a connection to the new snapshot with its declared tables empty and, where
        there is one, the current version attached read-only as ``before``. `as_of` is the day
        the facts are true on (“in the last 90 days” counts back from it), or a question that
        finds it. `witness` is held while the pointer moves: whoever writes down the deed.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._one_publisher():
            self._sweep()
            number = max((card.number for card in self.publications()), default=0) + 1
            draft = self.folder / f"snapshot_{number}.duckdb.draft"
            before_it = self._current_path()
            built = building.build(draft, before=before_it, fill=self._fill(fill), as_of=as_of)
            card = Publication(number, name, note, by, at, built.as_of, built.counts)
            before = None if self.is_empty() else self.current_number()
            try:
                draft.replace(self._path(number))
                _write(self.folder / f"snapshot_{number}.json", card.as_json())
                self._mirrored(number)
                with witness(card):
                    _write(self._pointer, str(number))
            except BaseException:
                # The witness may have failed after the pointer moved: its commit was refused.
                self._turn_back(before)
                self._forget(number)
                raise
            return card

    def _fill(self, fill: Fill) -> Fill:
        """Fill a new version, and leave out of it whoever is to be forgotten."""

        def filled(connection: DuckDBPyConnection) -> None:
            fill(connection)
            self.forget(connection)

        return filled

    def point_at(self, number: int) -> None:
        """Make an older (or newer) version the current one. Raises `UnknownPublication`."""
        self.snapshot(number)
        with self._one_publisher():
            _write(self._pointer, str(number))

    def mirror(self, number: int | None = None) -> bool:
        """Copy a publication (the current one) to the engine; say whether it was not there yet.

        Raises `NoEngine`, `NothingPublished` and `UnknownPublication`.
        """
        if self.engine is None:
            raise NoEngine("engines-none")
        number = self.current_number() if number is None else number
        with self._one_publisher():
            return self._mirrored(number)

    def _mirrored(self, number: int) -> bool:
        """Copy a version, and let old copies go, before anybody is pointed at it."""
        if self.engine is None:
            return False
        snapshot = self.snapshot(number)
        assert snapshot.mirror is not None
        is_new = mirror.copy(self.engine, snapshot.connection, snapshot.mirror.original)
        current = set() if self.is_empty() else {self.current_number()}
        mirror.retire(self.engine, spared=current | {number})
        return is_new

    def _sweep(self) -> None:
        """Remove what a killed publisher left: drafts, and snapshots without their card."""
        for draft in self.folder.glob("*.draft*"):
            draft.unlink(missing_ok=True)
        for path in self.folder.glob("snapshot_*.duckdb"):
            if not path.with_suffix(".json").exists():
                path.unlink(missing_ok=True)

    def _turn_back(self, before: int | None) -> None:
        """Point at what was current before, if at anything."""
        if before is None:
            self._pointer.unlink(missing_ok=True)
        elif self.current_number() != before:
            _write(self._pointer, str(before))

    def _forget(self, number: int) -> None:
        """Take back a version nobody is pointed at."""
        with self._lock:
            self._open.pop(number, None)
        self._path(number).with_suffix(".json").unlink(missing_ok=True)
        self._path(number).unlink(missing_ok=True)

    @property
    def _pointer(self) -> Path:
        return self.folder / "current"

    def _path(self, number: int) -> Path:
        return self.folder / f"snapshot_{number}.duckdb"

    def _current_path(self) -> Path | None:
        return None if self.is_empty() else self._path(self.current_number())

    def _opened(self, number: int) -> Snapshot:
        path = self._path(number)
        if not path.exists():
            raise UnknownPublication("warehouse-unknown-publication", number=number)
        connection, lacking = opening.opened(path, memory=MEMORY)
        card = _card(path.with_suffix(".json"))
        mirror = self._copy_of(card, connection)
        return Snapshot(card, connection, mirror=mirror, lacking=lacking)

    def _copy_of(self, card: Publication, connection: DuckDBPyConnection) -> Mirror | None:
        if self.engine is None:
            return None
        written = card.as_json()
        original = mirror.original_of(connection, card.number, written, load_catalogue())
        return Mirror(self.engine, original)

    @contextmanager
    def _one_publisher(self) -> Iterator[None]:
        with (self.folder / "publisher.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _card(path: Path) -> Publication:
    return Publication.from_json(path.read_text(encoding="utf-8"))


def _write(path: Path, text: str) -> None:
    """Replace a small file whole: readers see the old or the new, and power loss keeps one."""
    draft = path.with_suffix(path.suffix + ".draft")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
