"""Who has a value of a category, or holds an item of a list: read as words of the set itself.

The published base keeps every such set, 64 accounts to a word (`core.warehouse.indexes`), so
there are no rows to test and no numbers to pack: 1 to 3 ms of one core over a million accounts
instead of 6 to 9 for reading the column. `compiling` says the same in SQL, and a test compares
them.
"""

import numpy as np

from core.segments.bits import WORD, Bits
from core.segments.ground import Ground
from core.segments.model import Condition
from core.segments.predicates import literal
from core.warehouse import indexes
from core.warehouse.fields import Kind, Level
from core.warehouse.snapshot import Snapshot

ASKED = ("is", "one_of", "has_any", "has_all")


def serves(condition: Condition, ground: Ground) -> bool:
    """Whether a condition names the values or the items it is about."""
    field = ground.catalogue.fields[condition.field]
    is_itemized = field.kind in (Kind.CATEGORY, Kind.LIST) and field.level is Level.ACCOUNT
    return is_itemized and condition.operator in ASKED and field.key in ground.indexed


def members(snapshot: Snapshot, condition: Condition, ground: Ground) -> Bits:
    """The accounts with any of the values, or, if so asked, with all of the items."""
    wanted = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    texts = tuple(str(one) for one in wanted)
    if condition.operator != "has_all":
        return _with_any(snapshot, condition, texts, ground)
    chosen = Bits.everybody(snapshot.publication.counts["accounts"])
    for text in texts:
        chosen &= _with_any(snapshot, condition, (text,), ground)
    return chosen


def _with_any(
    snapshot: Snapshot, condition: Condition, texts: tuple[str, ...], ground: Ground
) -> Bits:
    field = ground.catalogue.fields[condition.field]
    found = snapshot.arrow(
        indexes.words(field).where(indexes.ITEM.copy().isin(*map(literal, texts)))
    )
    size = snapshot.publication.counts["accounts"]
    words = np.zeros(-(-size // WORD), dtype=np.uint64)
    numbers, kept = (found.column(name).to_numpy() for name in ("number", "word"))
    np.bitwise_or.at(words, numbers, kept)  # two values may share a word
    return Bits(size, words)
