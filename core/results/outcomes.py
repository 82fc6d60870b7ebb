"""What every assigned account bought in the window, and in the time that foretells it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core.results.model import Window
from core.uplift.mean import Numbers
from core.warehouse.snapshot import Snapshot

# Accounts stay as they were assigned: whoever bought nothing, or left the client data, is zero.
# Decimals are summed before they become floats, so that the same digits come out every time.
ROLL_UP = """\
SELECT arms.account_id, arms.is_treated,
    accounts.account_id IS NOT NULL AS is_known,
    coalesce(accounts.name, '') AS name,
    coalesce(sums.outcome, 0)::DOUBLE AS outcome,
    coalesce(sums.orders, 0)::INTEGER AS orders,
    coalesce(sums.before, 0)::DOUBLE AS before
FROM arms
LEFT JOIN accounts USING (account_id)
LEFT JOIN (
    SELECT account_ordinal,
        sum(amount) FILTER (sold_at >= $2 AND sold_at < $3) AS outcome,
        count(*) FILTER (sold_at >= $2 AND sold_at < $3 AND amount > 0) AS orders,
        sum(amount) FILTER (sold_at < $2) AS before
    FROM sales
    WHERE sold_at >= $1 AND sold_at < $3
    GROUP BY account_ordinal
) AS sums ON sums.account_ordinal = accounts.ordinal
ORDER BY arms.account_id"""

# A base may sell nothing over a weekend: so many silent days at the end are still believed.
SILENT_DAYS = 3


@dataclass(frozen=True)
class Outcomes:
    """One row an assigned account, in the order of their ids; money in the base's currency."""

    table: pa.Table
    is_treated: NDArray[np.bool_]
    outcome: Numbers
    orders: NDArray[np.int64]
    before: Numbers

    def account_id(self, place: int, *, is_treated: bool) -> str:
        """The id of the account at a place of its arm."""
        row = int(np.flatnonzero(self.is_treated == is_treated)[place])
        return str(self.table["account_id"][row].as_py())

    def split(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """Numbers of the accounts, in the order of the table, by arm: treated, holdout."""
        return numbers[self.is_treated], numbers[~self.is_treated]

    @property
    def unknown(self) -> int:
        """How many assigned accounts the client data does not have any more."""
        return int(self.table.num_rows - self.table["is_known"].to_numpy().sum())


def values(window: Window) -> tuple[datetime, datetime, datetime]:
    """What the roll-up is asked with: the time before begins, the window begins, it ends."""
    days = (window.before, window.start, window.end)
    return tuple(datetime.combine(day, time.min) for day in days)  # type: ignore[return-value]


def outcomes(snapshot: Snapshot, arms: pa.Table, window: Window) -> Outcomes:
    """Roll the sales up to the assigned accounts (`account_id`, `is_treated`)."""
    table = snapshot.arrow(ROLL_UP, values(window), given={"arms": arms})
    return Outcomes(
        table=table,
        is_treated=table["is_treated"].to_numpy(),
        outcome=table["outcome"].to_numpy(),
        orders=table["orders"].to_numpy(),
        before=table["before"].to_numpy(),
    )


def known_until(snapshot: Snapshot) -> date:
    """The last day whose sales are all there, as far as the client data can tell."""
    as_of = snapshot.publication.as_of
    latest: date | None = snapshot.value("SELECT max(sold_at)::DATE FROM sales")
    if latest is None:
        return date.min
    return min(as_of, latest + timedelta(days=SILENT_DAYS))
