"""The briefs of the demo house, each brought to where it stands by the room's own verbs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from core.briefs import actions as briefs
from core.briefs import facts, records
from core.briefs.model import BriefId
from core.demo import library, samples
from core.people.model import Person, Role
from core.rulebook.briefs import BriefsBook
from core.store.store import Tx

DAYS = {"from": "starts_on", "until": "ends_on", "deadline": "deadline"}
SAID = ("product", "goal", "promise", "audience", "measure")
WORTH = ("window_days", "contacts", "cost", "benefit")
A_DAY = timedelta(days=1)
SOON = timedelta(hours=2)
Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Desk:
    """What every brief of the demo is filed with, on the day it is built."""

    tx: Tx
    everybody: Mapping[str, Person]
    book: BriefsBook
    accounts: int
    today: date

    def holder(self, role: Role) -> Person:
        return next(one for one in self.everybody.values() if role in one.roles)

    def day(self, days: int) -> date:
        return self.today + days * A_DAY


def furnish(desk: Desk, *, at: datetime) -> None:
    """File every brief of the samples and bring it to its stage; `at` is now."""
    for entry in samples.read("briefs")["briefs"]:
        filed_at = at - entry["days_ago"] * A_DAY
        _file(desk, entry, at=filed_at)
        _tell(desk, entry, at=filed_at + SOON)
        if entry["stage"] != "asked":
            _bring(desk, entry, at=filed_at + A_DAY)


def _file(desk: Desk, entry: Entry, *, at: datetime) -> None:
    by, brief_id = desk.everybody[entry["by"]], BriefId(entry["id"])
    name, kind = entry["name"], entry["kind"]
    briefs.file(desk.tx, brief_id, name=name, kind=kind, book=desk.book, by=by, at=at)
    said: Any = {name: entry[name] for name in (*SAID, *WORTH) if name in entry}
    said |= {field: desk.day(entry[one]) for one, field in DAYS.items() if one in entry}
    if "segment" in entry:
        said["segment_id"] = library.segment_of(entry, desk.accounts)
    briefs.edit(desk.tx, brief_id, by=by, at=at + SOON, seen=1, **said)


def _tell(desk: Desk, entry: Entry, *, at: datetime) -> None:
    for key, told in entry["facts"].items():
        value, last = told if isinstance(told, list) else (told, None)
        facts.tell(
            desk.tx,
            BriefId(entry["id"]),
            key,
            desk.day(value) if isinstance(value, int) else value,
            valid_until=None if last is None else desk.day(last),
            book=desk.book,
            by=desk.everybody[entry["by"]],
            at=at,
        )


def _bring(desk: Desk, entry: Entry, *, at: datetime) -> None:
    """Supplied, confirmed by name, and then accepted or returned, as the entry says."""
    brief_id, by = BriefId(entry["id"]), desk.everybody[entry["by"]]
    briefs.supply(desk.tx, brief_id, book=desk.book, by=by, at=at)
    _confirm(desk, entry, at=at + SOON)
    judge: Any = {"by": desk.holder(Role.MARKETER), "at": at + 2 * SOON}
    if entry["stage"] == "accepted":
        briefs.accept(desk.tx, brief_id, book=desk.book, today=at.date(), **judge)
    if entry["stage"] == "returned":
        briefs.give_back(desk.tx, brief_id, comments=entry["comments"], **judge)


def _confirm(desk: Desk, entry: Entry, *, at: datetime) -> None:
    brief_id, kind = BriefId(entry["id"]), briefs.kind_of(desk.book, entry["kind"])
    said = records.facts(desk.tx, brief_id)
    for asked in kind.facts:
        fact = said.get(asked.key)
        if fact is not None and asked.key in entry.get("confirmed", said):
            facts.confirm(
                desk.tx,
                brief_id,
                asked.key,
                seen=fact.value,
                seen_until=fact.valid_until,
                book=desk.book,
                by=desk.holder(Role(asked.confirmed_by)),
                at=at,
                today=at.date(),
            )
