"""The eight reference segments: each a rule of the house and a query written by hand."""

import json
from dataclasses import dataclass
from pathlib import Path

from core.segments.checking import checked
from core.segments.model import Rule
from core.segments.notation import from_json
from core.warehouse.catalogue import Catalogue

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Reference:
    """One segment: its rule, and the members of it in SQL that a careful analyst would write.

    The same text serves DuckDB and PostgreSQL; it reads the raw tables and nothing of ours.
    """

    name: str
    rule: Rule
    by_hand: str

    @property
    def counted_by_hand(self) -> str:
        return f"SELECT count(*) FROM ({self.by_hand}) AS members"


def references(catalogue: Catalogue) -> list[Reference]:
    """All eight, from trivial to hard."""
    rules = json.loads((_HERE / "rules.json").read_text(encoding="utf-8"))
    return [
        Reference(name, checked(from_json(rule), catalogue), _query(name))
        for name, rule in rules.items()
    ]


def _query(name: str) -> str:
    return (_HERE / "queries" / f"{name.lower()}.sql").read_text(encoding="utf-8")
