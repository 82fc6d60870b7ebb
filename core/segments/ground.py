"""What a rule is asked over: the catalogue, the day, and the tables that may be used."""

from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from core.warehouse import facts
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import Field


@dataclass(frozen=True)
class Ground:
    """What a rule is asked over.

    `columns` are the fields whose columns of the account facts, or of the month pivot, were
    built for this day and this meaning; any other field is counted from the tables it is
    declared over. `indexed` are those that the indexes beside the facts answer for likewise.
    """

    catalogue: Catalogue
    as_of: date
    columns: frozenset[str]
    indexed: frozenset[str] = frozenset()

    @property
    def table(self) -> str:
        return facts.FACTS if self.columns else "accounts"

    @property
    def ordinal(self) -> exp.Column:
        return exp.column("ordinal", table=self.table, quoted=True)

    def values(self, fields: list[Field]) -> exp.Select:
        """Every account's number with its value of each field, named by the field's key."""
        is_built = all(field.key in self.columns for field in fields)
        if not self.columns or not is_built:
            return facts.values(fields, self.as_of)
        columns = (exp.column(field.key, quoted=True) for field in fields)
        return exp.select(facts.ORDINAL.copy(), *columns).from_(facts.FACTS)
