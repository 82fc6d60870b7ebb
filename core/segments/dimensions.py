"""A field over the whole base as sets of accounts: one per value, band of numbers, or gap.

Read once per publication and kept; every later look at a segment counts bits (`planes`).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from sqlglot import exp

from core.segments import leaves, planes
from core.segments.bits import Bits
from core.segments.cache import BoundedCache
from core.segments.ground import Ground
from core.segments.planes import LARGEST, NOTHING, Counts, Measure, Sums, Words
from core.warehouse import facts, windows
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import Field, Kind, Level
from core.warehouse.snapshot import Snapshot

DIMENSIONS = BoundedCache(limit=512 * 2**20)  # bytes; eight of a million accounts take 66 MB

MOST_VALUES = 150  # of one field; what is rarer is counted together
BANDS = 5  # of about equally many accounts
SCALE = 100  # numbers are kept in hundredths, money in kopecks: whole, and so exact
EPOCH = date(1970, 1, 1)

# NPS: of an answer from 0 to 10, detractors up to 6, passives 7 and 8, promoters 9 and 10; the
# score is +100, 0 or −100. Source: F. F. Reichheld, Harvard Business Review 81 (2003).
NPS = "last_nps"
NPS_EDGES = (6 * SCALE, 8 * SCALE)

NUMBERS = frozenset({Kind.NUMBER, Kind.MONEY, Kind.DATE})
TEXTS = frozenset({Kind.CATEGORY, Kind.LIST, Kind.BOOLEAN})

Codes = NDArray[np.int64]  # the place of an account's value among the values; −1: none


class Beyond(StrEnum):
    """Accounts that have no value of their own to show."""

    OTHERS = "others"  # the values too rare to be told one by one
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Band:
    """Numbers over `low` and up to `high`; none: no bound. Days are whole days of `EPOCH`."""

    low: float | None
    high: float | None


Value = str | Band | Beyond


@dataclass(frozen=True, eq=False)
class Dimension:
    """The values of a field, each with its accounts; a list field's may have some in common.

    `measure` is the number behind the bands in units of 1 ÷ `scale`, and `sums` its sums over
    the whole base.
    """

    values: tuple[Value, ...]
    planes: Words
    totals: Counts
    measure: Measure | None = None
    sums: Sums = NOTHING
    scale: int = 1

    @property
    def bytes(self) -> int:
        return int(self.planes.nbytes) + (self.measure.bytes if self.measure else 0)


def fields_of(catalogue: Catalogue) -> list[Field]:
    """Every field that a profile can be made of."""
    kinds = NUMBERS | TEXTS
    fields = catalogue.of_level(Level.ACCOUNT)
    return [field for field in fields if field.kind in kinds and not field.personal]


def dimension(snapshot: Snapshot, field: Field, ground: Ground) -> Dimension:
    """A field of `fields_of` over the whole base, as the ground's day sees it."""
    key = (snapshot.opening, ground.as_of, field.key, field.definition)
    return DIMENSIONS.get(key, lambda: _dimension(snapshot, field, ground))


def day_of(number: float) -> date:
    """The day that a bound of a band of days stands for."""
    return EPOCH + timedelta(days=int(number))


def _dimension(snapshot: Snapshot, field: Field, ground: Ground) -> Dimension:
    table = snapshot.arrow(_question(field, ground))
    size = leaves.size_of(snapshot)
    if field.kind in NUMBERS:
        return _of_numbers(table, field, size)
    return _of_texts(table, size)


def _question(field: Field, ground: Ground) -> exp.Select:
    """The number of each account with its value; of a list, once for each of its items."""
    column = exp.column(field.key, quoted=True)
    value = exp.Explode(this=column) if field.kind is Kind.LIST else _told(column, field)
    rows = ground.values([field]).subquery("seen")
    return exp.select(facts.ORDINAL.copy(), exp.alias_(value, "value")).from_(rows)


def _told(value: exp.Expr, field: Field) -> exp.Expr:
    """The value as it is read: numbers in hundredths, days since the epoch, texts."""
    if field.kind is Kind.DATE:
        days = exp.Sub(this=exp.paren(value), expression=windows.literal(EPOCH))
        return exp.cast(days, exp.DataType.Type.BIGINT)
    if field.kind in NUMBERS:
        hundredths = exp.Mul(this=exp.paren(value), expression=exp.Literal.number(SCALE))
        whole = exp.Round(this=hundredths)
        return exp.TryCast(this=whole, to=exp.DataType.build("BIGINT"), safe=True)
    return exp.cast(value, exp.DataType.Type.VARCHAR)


def _of_texts(table: pa.Table, size: int) -> Dimension:
    """One set per text, the most frequent first, then the rest and the gaps."""
    encoded = table.column("value").combine_chunks().dictionary_encode()
    texts = encoded.dictionary.to_pylist()
    rows = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    ordinals = table.column("ordinal").to_numpy()
    often = np.bincount(rows[rows >= 0], minlength=len(texts))
    named = sorted(
        (place for place in range(len(texts)) if texts[place]),
        key=lambda place: (-often[place], texts[place]),
    )
    sets = [Bits.of(ordinals[rows == place], size) for place in named[:MOST_VALUES]]
    values: list[Value] = [texts[place] for place in named[:MOST_VALUES]]
    rare = Bits.of(ordinals[np.isin(rows, named[MOST_VALUES:])], size)
    known = Bits.of(ordinals[np.isin(rows, named)], size)
    return _of_sets([*values, Beyond.OTHERS, Beyond.UNKNOWN], [*sets, rare, ~known])


def _of_numbers(table: pa.Table, field: Field, size: int) -> Dimension:
    """One set per band, the lowest first, then the gaps; and the numbers themselves."""
    known, numbers = _spread(table, size)
    mask = known.mask()
    scale = SCALE if field.kind is not Kind.DATE else 1
    edges = NPS_EDGES if field.key == NPS else _edges(numbers[mask], field)
    codes = np.searchsorted(np.array(edges, dtype=np.int64), numbers, side="left")
    sets = [Bits.where(mask & (codes == place)) for place in range(len(edges) + 1)]
    bounds: list[float | None] = [None, *(edge / scale for edge in edges), None]
    bands: list[Value] = [Band(*pair) for pair in pairwise(bounds)]
    found = _of_sets([*bands, Beyond.UNKNOWN], [*sets, ~known])
    if field.kind is Kind.DATE:
        return found
    if field.key == NPS:
        numbers = (codes - 1) * SCALE * SCALE
    measure = Measure.of(numbers, known)
    sums = measure.sums(Bits.everybody(size))
    return Dimension(found.values, found.planes, found.totals, measure, sums, scale)


def _spread(table: pa.Table, size: int) -> tuple[Bits, Codes]:
    """Which accounts have a number that can be sliced, and the numbers in account order."""
    ordinals, values = table.column("ordinal").to_numpy(), table.column("value")
    numbers, is_known = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=bool)
    numbers[ordinals] = values.fill_null(0).to_numpy()
    is_known[ordinals] = values.is_valid().to_numpy()
    is_known &= (numbers > -LARGEST // 2) & (numbers < LARGEST // 2)
    return Bits.where(is_known), numbers


def _edges(numbers: Codes, field: Field) -> tuple[int, ...]:
    """Bounds between bands of about equally many accounts; numbers to two leading digits."""
    if not numbers.size:
        return ()
    parts = np.arange(1, BANDS) / BANDS
    edges = np.quantile(numbers, parts, method="inverted_cdf").astype(np.int64).tolist()
    if field.kind is not Kind.DATE:
        edges = [_rounded(edge) for edge in edges]
    lowest, highest = int(numbers.min()), int(numbers.max())
    return tuple(edge for edge in sorted(set(edges)) if lowest <= edge < highest)


def _rounded(number: int) -> int:
    return round(number, min(2 - len(str(abs(number))), 0))


def _of_sets(values: list[Value], sets: list[Bits]) -> Dimension:
    """What nobody has is left out."""
    pairs = [(value, one) for value, one in zip(values, sets, strict=True) if one.count()]
    if not pairs:
        return Dimension((), planes.stacked(sets)[:0], np.zeros(0, dtype=np.int64))
    stacked = planes.stacked([one for _, one in pairs])
    totals = planes.counts(stacked, Bits.everybody(sets[0].size))
    return Dimension(tuple(value for value, _ in pairs), stacked, totals)
