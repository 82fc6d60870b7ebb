"""Taking accounts or contacts out of the house: first the journal, then the file.

The verb decides what may be taken and notes it; the file is written afterwards, from what the
verb allowed: a million rows take longer than other people's deeds should wait.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from core.foundation.refusal import Refusal
from core.foundation.words import say
from core.journal import actions as journal
from core.people.model import Permission, Person, require
from core.segments import exporting, masking, reach, tables
from core.segments.bits import Bits
from core.segments.comparing import compared
from core.segments.exporting import MOST_XLSX_ROWS, WRITERS, Content, Format
from core.segments.model import Rule
from core.segments.notation import canonical
from core.segments.resolving import Sources, resolved
from core.store.store import Tx
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot

MARK = "change"  # the column that says whether an account came or went

Groups = tuple[tuple[str, Bits], ...]  # accounts, each group with its mark


class TooManyRows(Refusal):
    """A sheet ends where it ends; nothing is cut off in silence."""


class Wanted(NamedTuple):
    """What somebody wants to take, and how it is written."""

    content: Content
    format: Format


@dataclass(frozen=True)
class Parcel:
    """What somebody may take: accounts in groups with their marks, or their contacts."""

    wanted: Wanted
    groups: Groups
    rows: int
    is_masked: bool
    language: str


def export(  # noqa: PLR0913 – what, over what, in which language, by whom
    tx: Tx,
    *,
    subject: str,
    rule: Rule,
    since: Rule | None = None,
    wanted: Wanted,
    snapshot: Snapshot,
    catalogue: Catalogue,
    sources: Sources,
    language: str,
    by: Person,
    at: datetime,
) -> Parcel:
    """Allow the accounts of a rule to be taken, or their contacts; the journal knows who did.

    `subject` is what the journal names: the id of the segment or of the list. With another rule
    as `since`, only the accounts that came or went since that one, marked. Names and addresses
    come out masked for whoever may not see them. Raises `TooManyRows` for a sheet that could
    not hold them.
    """
    require(by, Permission.EXPORT)
    require(by, Permission.SEE_ACCOUNTS)
    now = resolved(rule, sources)
    before = None if since is None else resolved(since, sources)
    groups = _groups(snapshot, now, before, catalogue)
    count = _rows(snapshot, groups, wanted.content)
    if wanted.format is Format.XLSX and count > MOST_XLSX_ROWS:
        raise TooManyRows("library-too-many-rows", rows=count, limit=MOST_XLSX_ROWS)
    is_masked = wanted.content is Content.CONTACTS and not by.may(Permission.SEE_PERSONAL)
    details = {
        **wanted._asdict(),
        "rows": count,
        "accounts": sum(chosen.count() for _, chosen in groups),
        "masked": is_masked,
        "publication": snapshot.publication.number,
        "rule": canonical(rule),
        "since": None if since is None else canonical(since),
    }
    journal.record(tx, "segments.export", subject, by=by.id, at=at, details=details)
    return Parcel(wanted, groups, count, is_masked, language)


def rows(
    snapshot: Snapshot,
    content: Content,
    *,
    rule: Rule,
    since: Rule | None = None,
    catalogue: Catalogue,
) -> int:
    """How many rows an export would have; the rules with their sets in them."""
    return _rows(snapshot, _groups(snapshot, rule, since, catalogue), content)


def written(parcel: Parcel, snapshot: Snapshot, catalogue: Catalogue) -> bytes:
    """The file of what was allowed, over the publication it was allowed over."""
    columns = exporting.headings(catalogue, parcel.language, parcel.wanted.content)
    table = _table(parcel, snapshot)
    if parcel.is_masked:
        table = _masked(table)
    if parcel.wanted.format is not Format.PARQUET:  # that is for programs
        table = _spoken(table, catalogue, parcel.language)
    if MARK in table.column_names:
        columns = {MARK: say(parcel.language, "library-mark"), **columns}
    return WRITERS[parcel.wanted.format](table, columns)


def _groups(snapshot: Snapshot, rule: Rule, since: Rule | None, catalogue: Catalogue) -> Groups:
    if since is None:
        return (("", tables.members(snapshot, rule, catalogue)),)
    found = compared(snapshot, since, rule, catalogue)
    return (("added", found.added), ("gone", found.gone))


def _rows(snapshot: Snapshot, groups: Groups, content: Content) -> int:
    counts = [reach.counted(snapshot, chosen) for _, chosen in groups]
    return sum(one.accounts if content is Content.ACCOUNTS else one.contacts for one in counts)


def _table(parcel: Parcel, snapshot: Snapshot) -> pa.Table:
    ordinals = [chosen.ordinals().astype(np.int32) for _, chosen in parcel.groups]
    marks = [np.full(len(some), place, np.int8) for place, some in enumerate(ordinals)]
    chosen = pa.table({"ordinal": np.concatenate(ordinals), "mark": np.concatenate(marks)})
    question = _CONTACTS if parcel.wanted.content is Content.CONTACTS else _ACCOUNTS
    table = snapshot.arrow(question, given={"chosen": chosen})
    names = pa.array([name for name, _ in parcel.groups])
    if len(parcel.groups) == 1:
        return table.drop_columns(["mark"])
    return table.append_column(MARK, names.take(table.column("mark").combine_chunks()))


def _masked(table: pa.Table) -> pa.Table:
    for column, mask in masking.MASKS.items():
        place = table.column_names.index(column)
        hidden = [mask(one) if one else one for one in table.column(column).to_pylist()]
        table = table.set_column(place, column, pa.array(hidden, pa.string()))
    return table


def _spoken(table: pa.Table, catalogue: Catalogue, language: str) -> pa.Table:
    """The codes of the rows in words."""
    words = {
        field.key: {code: field.shown(code, language) for code in field.values}
        for field in catalogue.fields.values()
        if field.values
    }
    words[MARK] = {mark: say(language, f"library-mark-{mark}") for mark in ("added", "gone")}
    for place, column in enumerate(table.column_names):
        if known := words.get(column):
            coded = table.column(column).combine_chunks().dictionary_encode()
            spoken = [known.get(one, one) for one in coded.dictionary.to_pylist()]
            cells = pa.array(spoken, pa.string()).take(coded.indices)
            table = table.set_column(place, column, cells)
    return table


_ACCOUNTS = (
    "SELECT any_value(g.mark) AS mark, a.account_id, a.name, a.inn, a.country, a.region, "
    "a.city, a.industry, a.size_band, count(c.contact_id) AS contacts, "
    "count(*) FILTER (c.email LIKE '%_@_%') AS emailable "
    "FROM chosen g JOIN accounts a ON a.ordinal = g.ordinal "
    "LEFT JOIN contacts c ON c.account_ordinal = a.ordinal "
    "GROUP BY a.ordinal, a.account_id, a.name, a.inn, a.country, a.region, a.city, "
    "a.industry, a.size_band ORDER BY mark, a.ordinal"
)
_CONTACTS = (
    "SELECT g.mark, a.account_id, a.name, c.full_name, c.role, c.position, c.email, c.phone "
    "FROM chosen g JOIN accounts a ON a.ordinal = g.ordinal "
    "JOIN contacts c ON c.account_ordinal = a.ordinal "
    "ORDER BY g.mark, a.ordinal, c.full_name, c.contact_id"
)
