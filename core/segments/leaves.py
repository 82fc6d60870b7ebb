"""Each leaf of a rule is asked once per publication and kept as bits; then it is algebra."""

import os
from collections.abc import Hashable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from core.segments import compiling, holding, ranks
from core.segments.bits import Bits
from core.segments.cache import BoundedCache
from core.segments.ground import Ground
from core.segments.model import Combine, Condition, Group, Listed, Path, Rule
from core.segments.notation import canonical
from core.warehouse import facts
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import Field
from core.warehouse.snapshot import Snapshot

LEAVES = BoundedCache(limit=256 * 2**20)  # bytes; about two thousand leaves over a million
_ASKERS = ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1), thread_name_prefix="leaf")


@dataclass(frozen=True)
class _Columns:
    """Which columns of a snapshot's facts, and which of its indexes, mean what they should."""

    names: frozenset[str]
    indexed: frozenset[str]

    @property
    def bytes(self) -> int:
        return 100 * (1 + len(self.names) + len(self.indexed))


@dataclass(frozen=True)
class Frequencies:
    """The values of a field with the number of accounts, the most frequent first."""

    values: tuple[tuple[str, int], ...]

    @property
    def bytes(self) -> int:
        return 100 * (1 + len(self.values))


def ground_of(snapshot: Snapshot, catalogue: Catalogue, as_of: date | None = None) -> Ground:
    """What a rule is asked over in this snapshot; on another day than its own, no facts."""
    own = snapshot.publication.as_of
    if as_of is not None and as_of != own:
        return Ground(catalogue, as_of, frozenset())
    key = (snapshot.opening, catalogue.digest, "columns")
    columns = LEAVES.get(key, lambda: _columns(snapshot, catalogue))
    return Ground(catalogue, own, columns.names, columns.indexed)


def bits(snapshot: Snapshot, rule: Rule, ground: Ground) -> Bits:
    """The accounts a checked rule holds for."""
    _ask_ahead(snapshot, _leaves(rule), ground)
    return _bits(snapshot, rule, ground)


def traced(snapshot: Snapshot, rule: Rule, ground: Ground) -> dict[Path, Bits]:
    """The accounts that every group and condition of a checked rule holds for, by its place.

    A part of a group about one contact holds for accounts with a contact it holds for.
    """
    _ask_ahead(snapshot, _leaves(rule, is_traced=True), ground)
    found: dict[Path, Bits] = {}
    _Trace(snapshot, ground, found).of(rule, ())
    return found


def frequencies(snapshot: Snapshot, field: Field, ground: Ground, limit: int) -> Frequencies:
    """The values of a category or list field and how many accounts have each."""
    key = (snapshot.opening, ground.as_of, field.definition, limit)
    return LEAVES.get(key, lambda: _frequencies(snapshot, field, ground, limit))


def _ask_ahead(snapshot: Snapshot, needed: Iterator[Rule], ground: Ground) -> None:
    """Ask the leaves that are not known, several at a time, before any of them is waited for.

    One at a time they leave a core idle while the other packs bits. Those about one field take
    turns: what is fetched for the first of them serves the others.
    """
    asked = {_key(snapshot, leaf, ground): leaf for leaf in map(_asked_of, needed)}
    unknown: dict[Hashable, list[Rule]] = {}
    for key, leaf in asked.items():
        if key not in LEAVES:
            about = leaf.field if isinstance(leaf, Condition) else key
            unknown.setdefault(about, []).append(leaf)

    def ask(several: list[Rule]) -> None:
        for leaf in several:
            _leaf(snapshot, leaf, ground)

    if len(unknown) > 1:
        list(_ASKERS.map(ask, unknown.values()))


def _leaves(rule: Rule, *, is_traced: bool = False) -> Iterator[Rule]:
    """Whatever of a rule is asked in one piece; for a trace, the parts of such a piece too."""
    if compiling.is_leaf(rule):
        yield rule
    if isinstance(rule, Group) and rule.contacts is None:
        for one in rule.rules:
            yield from _leaves(one, is_traced=is_traced)
    elif isinstance(rule, Group) and is_traced:
        for one in rule.rules:
            yield from _parts(one)


def _parts(rule: Rule) -> Iterator[Rule]:
    """The parts of a group about one contact, each as a question about any contact."""
    yield _of_any_contact(rule)
    if isinstance(rule, Group):
        for one in rule.rules:
            yield from _parts(one)


def _of_any_contact(rule: Rule) -> Group:
    return Group(Combine.ALL, (rule,), contacts=1)


def _bits(snapshot: Snapshot, rule: Rule, ground: Ground) -> Bits:
    if compiling.is_leaf(rule):
        return _leaf(snapshot, rule, ground)
    assert isinstance(rule, Group)
    inner = [_bits(snapshot, one, ground) for one in rule.rules]
    return _combined(rule, inner, size_of(snapshot))


@dataclass(frozen=True)
class _Trace:
    """A walk over a rule that leaves at every place the accounts it holds for."""

    snapshot: Snapshot
    ground: Ground
    found: dict[Path, Bits]

    def of(self, rule: Rule, path: Path) -> Bits:
        if compiling.is_leaf(rule):
            chosen = _leaf(self.snapshot, rule, self.ground)
            if isinstance(rule, Group):
                self._contacts(rule, path)
        else:
            assert isinstance(rule, Group)
            inner = [self.of(one, (*path, at)) for at, one in enumerate(rule.rules)]
            chosen = _combined(rule, inner, size_of(self.snapshot))
        self.found[path] = chosen
        return chosen

    def _contacts(self, group: Group, path: Path) -> None:
        for at, one in enumerate(group.rules):
            any_contact = _of_any_contact(one)
            self.found[(*path, at)] = _leaf(self.snapshot, any_contact, self.ground)
            if isinstance(one, Group):
                self._contacts(one, (*path, at))


def _combined(group: Group, inner: list[Bits], size: int) -> Bits:
    if group.combine is Combine.ALL:
        chosen = Bits.everybody(size)
        for one in inner:
            chosen &= one
        return chosen
    chosen = Bits.nobody(size)
    for one in inner:
        chosen |= one
    return ~chosen if group.combine is Combine.NONE else chosen


def _leaf(snapshot: Snapshot, leaf: Rule, ground: Ground) -> Bits:
    asked, is_negated = compiling.positive(leaf)
    chosen = LEAVES.get(_key(snapshot, asked, ground), lambda: _found(snapshot, asked, ground))
    return ~chosen if is_negated else chosen


def _asked_of(leaf: Rule) -> Rule:
    return compiling.positive(leaf)[0]


def _key(snapshot: Snapshot, asked: Rule, ground: Ground) -> Hashable:
    """What a leaf's answer is kept under.

    The opening, not the number: two warehouses may each have a first publication.
    """
    return (snapshot.opening, ground.as_of, ground.catalogue.digest, canonical(asked))


def _found(snapshot: Snapshot, leaf: Rule, ground: Ground) -> Bits:
    if isinstance(leaf, Condition):
        if holding.serves(leaf, ground):
            return holding.members(snapshot, leaf, ground)
        if ranks.serves(leaf, ground):
            stands = ranks.members(snapshot, leaf, ground)
            if stands is not None:
                return stands
    if isinstance(leaf, Listed):
        given = pa.table({"account_id": pa.array(leaf.accounts, pa.string())})
        found = snapshot.arrow(_LISTED, given={"listed": given}).column(0).to_numpy()
    else:
        found = snapshot.numbers(compiling.leaf_members(leaf, ground))
    return Bits.of(found, size_of(snapshot))


_LISTED = "SELECT ordinal FROM accounts WHERE account_id IN (SELECT account_id FROM listed)"


def _columns(snapshot: Snapshot, catalogue: Catalogue) -> _Columns:
    return _Columns(facts.usable(snapshot, catalogue), facts.indexed(snapshot, catalogue))


def size_of(snapshot: Snapshot) -> int:
    """How many accounts the base has."""
    return snapshot.publication.counts["accounts"]


def _frequencies(snapshot: Snapshot, field: Field, ground: Ground, limit: int) -> Frequencies:
    rows = snapshot.ask(compiling.values(field, ground, limit=limit)).to_pylist()
    return Frequencies(tuple((row["value"], row["accounts"]) for row in rows))
