"""How an account stands among the others: by selection, where SQL would sort or group.

A statement has to number every account to find a tenth of them. Here the numbers of the field
are fetched, a partial sort finds the line, and one comparison tells who is beyond it: over a
million accounts 22 ms of one core instead of 270, and 9 where the numbers are still kept from
the last such question. `standing` says the same in SQL; a test compares them.
"""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from sqlglot import exp

from core.segments.bits import Bits
from core.segments.cache import BoundedCache
from core.segments.ground import Ground
from core.segments.model import Condition
from core.segments.predicates import known, literal
from core.warehouse import indexes
from core.warehouse.facts import ORDINAL
from core.warehouse.fields import OPERATORS, Field, Shape
from core.warehouse.snapshot import Snapshot

NUMBERS = BoundedCache(
    limit=64 * 2**20
)  # bytes; six fields of a million accounts, and groupings
MOST_GROUPS = 1_000  # of a field that accounts are compared within

_HUNDRED = 100


@dataclass(frozen=True, eq=False)
class _Numbers:
    """One number per account; of one whose number is not known it says nothing."""

    values: NDArray[Any]
    known: NDArray[np.bool_]

    @property
    def bytes(self) -> int:
        return int(self.values.nbytes + self.known.nbytes)


def serves(condition: Condition, ground: Ground) -> bool:
    """Whether a condition asks for a standing that the account facts can tell."""
    shape = OPERATORS[condition.operator]
    if condition.field not in ground.columns:
        return False
    if shape is Shape.GROUPING:
        return condition.value in ground.columns and condition.value in ground.indexed
    return shape in (Shape.COUNT, Shape.PERCENT)


def members(snapshot: Snapshot, condition: Condition, ground: Ground) -> Bits | None:
    """The accounts that stand where the condition says; none: too many groups for this way."""
    field = ground.catalogue.fields[condition.field]
    if OPERATORS[condition.operator] is not Shape.GROUPING:
        return _ranked(condition, _numbers(snapshot, field, ground))
    groups = _groups(snapshot, ground.catalogue.fields[str(condition.value)], ground)
    if groups is None:
        return None
    return _beyond_median(condition, _numbers(snapshot, field, ground), groups)


def _ranked(condition: Condition, numbers: _Numbers) -> Bits:
    """Those with a number that fewer others are beyond than the condition allows."""
    values = numbers.values[numbers.known]
    place = _last_place(condition, len(values))
    if not place:
        return Bits.nobody(len(numbers.values))
    is_top = condition.operator.startswith("top")
    at = len(values) - place if is_top else place - 1
    line = np.partition(values, at)[at]
    beyond = numbers.values >= line if is_top else numbers.values <= line
    return Bits.where(beyond & numbers.known)


def _last_place(condition: Condition, count: int) -> int:
    """The place of the last one who belongs, were there no ties; in whole numbers."""
    wanted = condition.value
    assert isinstance(wanted, int | float)
    if OPERATORS[condition.operator] is Shape.COUNT:
        return min(int(wanted), count)
    return math.ceil(Fraction(repr(wanted)) * count / _HUNDRED)


def _beyond_median(condition: Condition, numbers: _Numbers, groups: _Numbers) -> Bits:
    """Those on one side of the lower median of their group."""
    compared = numbers.known & groups.known
    if compared.all():
        return Bits.where(_beyond(condition, numbers.values, groups.values))
    found = np.zeros(len(compared), dtype=bool)
    found[compared] = _beyond(condition, numbers.values[compared], groups.values[compared])
    return Bits.where(found)


def _beyond(
    condition: Condition, values: NDArray[Any], codes: NDArray[np.uint16]
) -> NDArray[np.bool_]:
    """Which numbers are on the condition's side of the lower median of their group."""
    # A stable sort of small whole numbers looks at each of them a few times, not log n times.
    together = values[np.argsort(codes, kind="stable")]
    sizes = np.bincount(codes)
    middles = np.zeros(len(sizes), dtype=values.dtype)
    for code, end in enumerate(np.cumsum(sizes).tolist()):
        if size := int(sizes[code]):
            place = (size - 1) // 2
            middles[code] = np.partition(together[end - size : end], place)[place]
    if condition.operator == "above_median_of":
        return np.asarray(values > middles[codes])
    return np.asarray(values < middles[codes])


def _numbers(snapshot: Snapshot, field: Field, ground: Ground) -> _Numbers:
    key = (snapshot.opening, ground.as_of, field.key, field.definition)
    value = exp.column(field.key, quoted=True)
    question = exp.select(ORDINAL.copy(), value).where(known(value))
    question = question.from_(ground.values([field]).subquery("valued"))
    return NUMBERS.get(key, lambda: _fetched(snapshot, question))


def _groups(snapshot: Snapshot, field: Field, ground: Ground) -> _Numbers | None:
    """Which group each account is in, the groups numbered; an empty value is no group."""
    named = indexes.values(field).where(
        exp.NEQ(this=indexes.ITEM.copy(), expression=literal(""))
    )
    names = snapshot.arrow(named.limit(MOST_GROUPS + 1)).column(0).to_pylist()
    if len(names) > MOST_GROUPS:
        return None
    key = (snapshot.opening, ground.as_of, field.key, field.definition, "groups")
    # Told by place in a list, and not by a join, it is found once for every word in the column.
    listed = exp.Array(expressions=[literal(name) for name in names])
    value = exp.column(field.key, quoted=True)
    place = exp.Anonymous(this="list_position", expressions=[listed, value])
    code = exp.cast(place, exp.DataType.Type.USMALLINT)
    question = exp.select(ORDINAL.copy(), exp.alias_(code, "code"))
    question = question.from_(ground.values([field]).subquery("valued"))
    question = question.where(exp.NEQ(this=value.copy(), expression=literal("")))
    return NUMBERS.get(key, lambda: _fetched(snapshot, question))


def _fetched(snapshot: Snapshot, question: exp.Select) -> _Numbers:
    found = snapshot.arrow(question)
    size = snapshot.publication.counts["accounts"]
    fetched = _comparable(found.column(1)) if found.num_rows else np.zeros(0, dtype=np.int64)
    ordinals = found.column(0).to_numpy()
    if np.array_equal(ordinals, np.arange(size)):  # everybody, in the order that they rest in
        return _Numbers(fetched, np.ones(size, dtype=bool))
    values, is_known = np.zeros(size, dtype=fetched.dtype), np.zeros(size, dtype=bool)
    values[ordinals] = fetched
    is_known[ordinals] = True
    return _Numbers(values, is_known)


def _comparable(column: pa.ChunkedArray) -> NDArray[Any]:
    """The same numbers in the same order; of decimals, the whole number of their last digit."""
    if not pa.types.is_decimal(column.type):
        return np.asarray(column.to_numpy())
    array = column.combine_chunks()
    words = np.frombuffer(array.buffers()[1], dtype=np.int64)
    low, high = words[0::2], words[1::2]
    start, end = array.offset, array.offset + len(array)
    if np.array_equal(low[start:end] >> 63, high[start:end]):  # they fit into 64 bits
        return low[start:end]
    return np.array(column.to_pylist(), dtype=object)
