"""Who wanted what their roles do not reach: counted each time, journaled now and then."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from traceback import walk_tb

from sqlalchemy import ColumnElement, Row, delete, insert, select, update

from core.journal import actions as journal
from core.journal import records as journal_records
from core.people.model import NotAllowed
from core.store.schema import denials
from core.store.store import Tx

JOURNALED_EVERY = timedelta(minutes=10)  # of the same person, permission and place
KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Denial:
    """`place`: the verb, as ``campaigns.actions.submit``, or the page, as ``page people``."""

    person_id: str
    permission: str
    place: str
    times: int
    first_at: datetime
    last_at: datetime
    journaled_at: datetime


def place_of(refusal: NotAllowed) -> str:
    """The verb that refused, by the way the refusal took."""
    frames = [frame for frame, _ in walk_tb(refusal.__traceback__)]
    verb = frames[-2] if len(frames) > 1 else None  # the last is `require` itself
    if verb is None:
        return "unknown"
    room = str(verb.f_globals.get("__name__", "")).removeprefix("core.")
    return f"{room}.{verb.f_code.co_name}"


def note(tx: Tx, refusal: NotAllowed, place: str, *, at: datetime) -> None:
    """Take down a denial; who tries for ever fills a count and no journal."""
    journal_records.locked_head(tx)
    tx.execute(delete(denials).where(denials.c.last_at < at - KEPT))
    values = refusal.person_id, str(refusal.permission), place
    found = tx.execute(select(denials).where(_is(*values))).one_or_none()
    is_due = found is None or at - found.journaled_at >= JOURNALED_EVERY
    if found is None:
        names = dict(zip(("person_id", "permission", "place"), values, strict=True))
        tx.execute(
            insert(denials).values(**names, times=1, first_at=at, last_at=at, journaled_at=at)
        )
    else:
        journaled_at = at if is_due else found.journaled_at
        changed = {"times": found.times + 1, "last_at": at, "journaled_at": journaled_at}
        tx.execute(update(denials).where(_is(*values)).values(**changed))
    if is_due:
        who, times = refusal.person_id, 1 if found is None else found.times + 1
        details = {"permission": str(refusal.permission), "place": place, "times": times}
        journal.record(tx, "people.denied", who, by=who, at=at, details=details)


def latest(tx: Tx, limit: int) -> list[Denial]:
    """What was denied, the latest first."""
    rows = select(denials).order_by(denials.c.last_at.desc()).limit(limit)
    return [_denial(row) for row in tx.execute(rows)]


def _is(person_id: str, permission: str, place: str) -> ColumnElement[bool]:
    one = denials.c
    return (one.person_id == person_id) & (one.permission == permission) & (one.place == place)


def _denial(row: "Row[tuple[object, ...]]") -> Denial:
    return Denial(**row._asdict())
