"""A file comes in: looked at, checked, published. Each step leaves the one before as it was."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb

from core.accounts import checking, guessing, keeping, rejects
from core.accounts import mapping as mappings
from core.accounts.merging import fill_from, latest_day
from core.accounts.model import Checked, Look, Mapping
from core.accounts.reading import NoRoom, opened
from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.people.model import Permission, Person, require
from core.store.store import Tx
from core.warehouse.schema import EVENTS, TABLES
from core.warehouse.snapshot import Publication
from core.warehouse.warehouse import Warehouse

Transaction = Callable[[], AbstractContextManager[Tx]]

KEPT = timedelta(days=30)  # checked files and their rejects, since they were last touched
_SHOWN = 5  # sample values of a column


class NothingAccepted(Refusal):
    """Every row was rejected, so there is nothing to publish."""


class UnknownTable(Refusal):
    """The house has no such table to load into."""


def begin(imports: Path, import_id: str, *, by: Person, at: datetime) -> Path:
    """A folder of its own for a file that comes in; what nobody came back for is swept."""
    require(by, Permission.IMPORT)
    keeping.sweep(imports, before=at - KEPT)
    folder = imports / import_id
    folder.mkdir(parents=True)
    return folder


def look(source: Path, *, folder: Path, by: Person, main: str | None = None) -> Look:
    """Read a file without checking it: its layout, sample values and the guessed mapping.

    `main` names the table the file is mainly about. Raises a `Refusal` for what is no table.
    """
    require(by, Permission.IMPORT)
    _known_table(main)
    with opened(source, work=folder / "work") as staged:
        sample = staged.sample()
        guessed = guessing.guess(staged.layout.columns, sample, main=main)
        shown = tuple(tuple(_distinct(values)) for values in sample)
        return Look(staged.layout, guessed, shown, staged.rows())


def check(
    source: Path,
    *,
    folder: Path,
    by: Person,
    mapping: Mapping | None = None,
    main: str | None = None,
    source_name: str | None = None,
) -> Checked:
    """Check every row of a file, and leave what would be published in `folder`.

    Without a mapping one is guessed. Nothing is published. Raises a `Refusal`.
    """
    require(by, Permission.IMPORT)
    _known_table(main)
    with _room_enough(source), opened(source, work=folder / "work") as staged:
        columns = staged.layout.columns
        fitting = (
            guessing.guess(columns, staged.sample(), main=main)
            if mapping is None
            else mappings.fitted(mapping, columns)
        )
        report = checking.check(staged, fitting, folder=folder)
        used = {*fitting.columns.values(), *(rule.column for rule in fitting.rejects)}
        unmapped = tuple(column for column in columns if column not in used)
        name = source_name or source.name
        checked = Checked(folder, name, staged.layout, fitting, report, unmapped)
        rejects.write(staged, report, checked.rejects_file)
    shutil.rmtree(folder / "work", ignore_errors=True)
    keeping.keep(checked)
    return checked


def publish(  # noqa: PLR0913 - a deed with its name, its author and its hour
    transaction: Transaction,
    warehouse: Warehouse,
    checked: Checked,
    *,
    name: str,
    by: Person,
    at: datetime,
    is_replacing: bool = False,
    note: str = "",
) -> Publication:
    """Publish a checked file: merged by key into the current version, or in place of it.

    Takes the opener of a transaction, not a transaction: a snapshot takes its time to build,
    and nobody should wait for a store that is held meanwhile. The journal entry and the
    turn of the pointer are one deed. Raises `NothingAccepted`, `NoRoom`.
    """
    require(by, Permission.IMPORT)
    if checked.report.accepted == 0:
        raise NothingAccepted("accounts-nothing-accepted", file=checked.source)

    @contextmanager
    def witness(card: Publication) -> Iterator[None]:
        with transaction() as tx:
            details = _details(checked, card, is_replacing=is_replacing)
            subject = str(card.number)
            journal.record(tx, "accounts.load", subject, by=by.id, at=at, details=details)
            yield

    earliest = None if is_replacing else _day_of_events(warehouse)
    with _room_enough(Path(checked.source)):
        return warehouse.publish(
            fill_from(checked, is_replacing=is_replacing),
            name=name or checked.source,
            note=note,
            by=by.id,
            at=at,
            as_of=latest_day(at.date(), earliest=earliest),
            witness=witness,
        )


def _day_of_events(warehouse: Warehouse) -> date | None:
    """The day of the current version, where it has events that it could be true on."""
    if warehouse.is_empty():
        return None
    card = warehouse.current().publication
    return card.as_of if any(card.counts.get(name) for name in EVENTS) else None


def make_current(
    tx: Tx, warehouse: Warehouse, number: int, *, by: Person, at: datetime
) -> None:
    """Point every reader at an older, or newer, version. Raises `UnknownPublication`."""
    require(by, Permission.IMPORT)
    before = warehouse.current_number()
    warehouse.snapshot(number)
    details = {"before": before, "after": number}
    journal.record(tx, "accounts.make_current", str(number), by=by.id, at=at, details=details)
    warehouse.point_at(number)


def _details(checked: Checked, card: Publication, *, is_replacing: bool) -> dict[str, object]:
    report = checked.report
    return {
        "file": checked.source,
        "read": report.read,
        "accepted": report.accepted,
        "rejected": report.rejected,
        "replaced": is_replacing,
        "as_of": card.as_of.isoformat(),
        "mapping": mappings.as_facts(checked.mapping),
    }


def _known_table(main: str | None) -> None:
    if main is not None and main not in TABLES:
        raise UnknownTable("accounts-unknown-table", table=main, known=", ".join(TABLES))


def _distinct(values: list[str | None]) -> list[str]:
    found = dict.fromkeys(value for value in values if value and value.strip())
    return list(found)[:_SHOWN]


@contextmanager
def _room_enough(source: Path) -> Iterator[None]:
    """A full disk is a sentence, not a fault."""
    try:
        yield
    except (OSError, duckdb.IOException) as error:
        raise NoRoom("accounts-no-room", file=source.name) from error
