"""Two rules over one publication: who comes, who goes, and who stays."""

from dataclasses import dataclass

from core.segments import reach, tables
from core.segments.bits import Bits
from core.segments.model import Counts, Rule
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot


@dataclass(frozen=True)
class Compared:
    """The accounts that only the later rule finds, only the earlier one, and both."""

    added: Bits
    gone: Bits
    kept: Bits

    @property
    def is_same(self) -> bool:
        """Whether both rules find the same accounts."""
        return not self.added.count() and not self.gone.count()


def compared(snapshot: Snapshot, before: Rule, after: Rule, catalogue: Catalogue) -> Compared:
    """What a change of a rule does to its members; both rules with their sets in them."""
    was = tables.members(snapshot, before, catalogue)
    now = tables.members(snapshot, after, catalogue)
    return Compared(added=now & ~was, gone=was & ~now, kept=was & now)


def counted(snapshot: Snapshot, found: Compared) -> dict[str, Counts]:
    """How many accounts and contacts came, went and stayed."""
    return {
        name: reach.counted(snapshot, chosen)
        for name, chosen in (("added", found.added), ("gone", found.gone), ("kept", found.kept))
    }
