"""The reference segments in pandas: the columns they need in memory, and one function for each.

Made as fast as plain pandas is: accounts by their number instead of their text, words as
categories, money and gigabytes as whole hundredths. Loading all this is not counted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.warehouse.snapshot import Snapshot

_QUESTIONS = {
    "accounts": "SELECT ordinal, status, industry, region, employees, okved, size_band, "
    "legal_form, since, yearly_revenue::DOUBLE AS yearly_revenue FROM accounts",
    "contacts": "SELECT account_ordinal, role, email FROM contacts",
    "services": "SELECT account_ordinal, product, status, contract_ends_on, "
    "(monthly_fee * 100)::BIGINT AS fee FROM services",
    "usage": "SELECT account_ordinal, month, (traffic_gb * 100)::BIGINT AS traffic FROM usage",
    "invoices": "SELECT account_ordinal, issued_on, due_on, paid_on, "
    "(amount * 100)::BIGINT AS amount FROM invoices",
    "sales": "SELECT account_ordinal, sold_at FROM sales",
}
_CATEGORIES = ("status", "industry", "region", "size_band", "legal_form", "role", "product")

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Frames:
    """The tables, in memory."""

    accounts: pd.DataFrame
    contacts: pd.DataFrame
    services: pd.DataFrame
    usage: pd.DataFrame
    invoices: pd.DataFrame
    sales: pd.DataFrame


def loaded(snapshot: Snapshot) -> Frames:
    """Read what the eight segments ask for into memory."""
    return Frames(**{name: _frame(snapshot, sql) for name, sql in _QUESTIONS.items()})


def members(name: str, frames: Frames) -> NDArray[np.int64]:
    """The account numbers of a reference segment, ascending."""
    return np.flatnonzero(_SEGMENTS[name](frames))


def count(name: str, frames: Frames) -> int:
    return int(np.count_nonzero(_SEGMENTS[name](frames)))


def _frame(snapshot: Snapshot, sql: str) -> pd.DataFrame:
    frame: pd.DataFrame = snapshot.connection.cursor().sql(sql).df()
    for column in frame.columns.intersection(list(_CATEGORIES)):
        frame[column] = frame[column].astype("category")
    return frame


def _day(year: int, month: int, day: int) -> pd.Timestamp:
    return pd.Timestamp(date(year, month, day))


def _mask(frames: Frames, numbers: pd.Series | pd.Index) -> Mask:
    mask = np.zeros(len(frames.accounts), dtype=bool)
    mask[numbers.to_numpy()] = True
    return mask


def _spread(frames: Frames, values: pd.Series) -> pd.Series:
    return values.reindex(range(len(frames.accounts)), fill_value=0)


def _q1(frames: Frames) -> Mask:
    a = frames.accounts
    industries = [
        "Торговля оптовая неспециализированная",
        "Строительство жилых и нежилых зданий",
        "Разработка компьютерного программного обеспечения",
    ]
    return (
        (a["status"] == "active")
        & a["industry"].isin(industries)
        & a["region"].isin(["г. Москва", "г. Санкт-Петербург"])
        & a["employees"].between(10, 200)
    ).to_numpy()


def _q2(frames: Frames) -> Mask:
    a = frames.accounts
    regions = ["г. Москва", "г. Санкт-Петербург", "Московская область"]
    digital = a["okved"].str.startswith("62") & (a["employees"] >= 20)
    small = (a["size_band"] == "micro") | (a["legal_form"] == "ИП")
    new = (a["since"] >= _day(2025, 3, 3)) & (a["since"] < _day(2026, 3, 3))
    poor = a["yearly_revenue"] < 50_000_000
    return ((digital | (a["region"].isin(regions) & ~small)) & ~(new | poor)).to_numpy()


def _q3(frames: Frames) -> Mask:
    active = frames.services[frames.services["status"] == "active"]
    exchange = active.loc[active["product"] == "Виртуальная АТС", "account_ordinal"]
    cloud = active.loc[active["product"] == "Облако", "account_ordinal"]
    running = active[active["contract_ends_on"] >= _day(2026, 3, 2)]
    ends = running.groupby("account_ordinal")["contract_ends_on"].min()
    ending = ends[ends <= _day(2026, 5, 1)].index
    return _mask(frames, exchange) & _mask(frames, ending) & ~_mask(frames, cloud)


def _fell_by(frames: Frames, percent: int) -> Mask:
    u = frames.usage
    middle = _day(2025, 12, 1)
    half = u[(u["month"] >= _day(2025, 9, 1)) & (u["month"] < _day(2026, 3, 1))]
    earlier = half[half["month"] < middle].groupby("account_ordinal")["traffic"].sum()
    lately = half[half["month"] >= middle].groupby("account_ordinal")["traffic"].sum()
    before, after = _spread(frames, earlier), _spread(frames, lately)
    return ((before > 0) & (after * 100 <= before * (100 - percent))).to_numpy()


def _q4(frames: Frames) -> Mask:
    return _fell_by(frames, 20)


def _billed(frames: Frames) -> pd.Series:
    i = frames.invoices
    year = (i["issued_on"] >= _day(2025, 3, 3)) & (i["issued_on"] < _day(2026, 3, 3))
    return _spread(frames, i[year].groupby("account_ordinal")["amount"].sum())


def _overdue(frames: Frames) -> pd.DataFrame:
    i = frames.invoices
    today = _day(2026, 3, 2)
    late = (i["issued_on"] < _day(2026, 3, 3)) & (i["due_on"] < today)
    unpaid = i["paid_on"].isna() | (i["paid_on"] > today)
    grouped = i[late & unpaid].groupby("account_ordinal")
    return grouped.agg(oldest=("due_on", "min"), amount=("amount", "sum"))


def _q5(frames: Frames) -> Mask:
    late = _overdue(frames)
    bad = late[(late["oldest"] <= _day(2026, 1, 31)) | (late["amount"] >= 5_000_000)]
    return (_billed(frames) >= 20_000_000).to_numpy() & _mask(frames, bad.index)


def _reached(frames: Frames, roles: list[str]) -> Mask:
    c = frames.contacts
    written = c["email"].str.contains(r".@.", regex=True, na=False)
    return _mask(frames, c.loc[c["role"].isin(roles) & written, "account_ordinal"])


def _bought(frames: Frames, first: pd.Timestamp, times: int) -> Mask:
    s = frames.sales
    lately = s[(s["sold_at"] >= first) & (s["sold_at"] < _day(2026, 3, 3))]
    often = lately.groupby("account_ordinal").size()
    return _mask(frames, often[often >= times].index)


def _q6(frames: Frames) -> Mask:
    lately = _bought(frames, _day(2026, 2, 1), 1)
    often = _bought(frames, _day(2025, 9, 4), 3)
    return _reached(frames, ["decision_maker"]) & ~lately & often


def _is_among_top(values: pd.Series, percent: int) -> pd.Series:
    better = values.rank(method="min", ascending=False) - 1
    return better * 100 < len(values) * percent


def _above_median(frames: Frames, values: pd.Series) -> pd.Series:
    grouped = values.groupby(frames.accounts["industry"], observed=True)
    middle = grouped.quantile(0.5, interpolation="lower")
    return values > frames.accounts["industry"].map(middle).astype("int64")


def _q7(frames: Frames) -> Mask:
    billed = _billed(frames)
    small = frames.accounts["size_band"] == "small"
    found = _is_among_top(billed, 10) | (_above_median(frames, billed) & small)
    return np.asarray(found)


def _q8(frames: Frames) -> Mask:
    a, late = frames.accounts, _overdue(frames)
    active = frames.services[frames.services["status"] == "active"]
    fee = _spread(frames, active.groupby("account_ordinal")["fee"].sum())
    cloudy = active.loc[active["product"].isin(["Облако", "Колокация"]), "account_ordinal"]
    kind = a["okved"].str.startswith("4") | (a["employees"] >= 15)
    rich = (fee >= 500_000) & _above_median(frames, fee)
    found = (
        (kind & _is_among_top(_billed(frames), 60)).to_numpy()
        & ~_mask(frames, late[late["oldest"] <= _day(2025, 12, 2)].index)
        & (_fell_by(frames, 10) | rich.to_numpy())
        & _reached(frames, ["decision_maker", "technical"])
        & ~_mask(frames, cloudy)
        & _bought(frames, _day(2025, 3, 3), 2)
    )
    return np.asarray(found)


_SEGMENTS: dict[str, Callable[[Frames], Mask]] = {
    "Q1": _q1,
    "Q2": _q2,
    "Q3": _q3,
    "Q4": _q4,
    "Q5": _q5,
    "Q6": _q6,
    "Q7": _q7,
    "Q8": _q8,
}
