"""The made-up base: the same for the same seed, and true to form."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import phonenumbers
import pytest
from stdnum.ru import inn, ogrn

from core.consent.model import EMAIL, address_key, is_usable
from core.demo import people
from core.demo.chance import Plan
from core.demo.samples import SAMPLES
from core.warehouse.schema import TABLES
from core.warehouse.snapshot import Snapshot
from tests.core.demo.conftest import TODAY, made

NOON_IN_WINTER = datetime(2026, 1, 15, 12, tzinfo=UTC)
CITIES = SAMPLES / "cities.csv"
SOME = "USING SAMPLE 2000 ROWS (reservoir, 1)"


def digests(snapshot: Snapshot) -> dict[str, tuple[int, int]]:
    """Of every table: how many rows, and a digest of all of them in their order."""
    return {
        name: tuple(
            snapshot.rows(
                f'SELECT count(*) AS n, bit_xor(hash(hash(t), t.rowid)) AS d FROM "{name}" t'
            )[0].values()
        )
        for name in (*TABLES, "account_facts")
    }


def test_the_same_seed_makes_the_same_base_on_any_number_of_threads(tmp_path: Path) -> None:
    plan = Plan(accounts=3_000, seed=11, today=TODAY, until=TODAY)

    alone = digests(made(tmp_path / "alone", plan, threads=1))
    together = digests(made(tmp_path / "together", plan, threads=4))

    assert alone == together
    assert all(rows > 0 for rows, _ in alone.values())


def test_another_seed_makes_another_base(tmp_path: Path) -> None:
    first = Plan(accounts=500, seed=1, today=TODAY, until=TODAY)
    second = Plan(accounts=500, seed=2, today=TODAY, until=TODAY)

    assert digests(made(tmp_path / "1", first)) != digests(made(tmp_path / "2", second))


def test_what_had_happened_by_a_day_is_the_same_on_a_later_day(tmp_path: Path) -> None:
    day = date(2025, 8, 14)
    early = made(tmp_path / "early", Plan(2_000, 7, TODAY, day))
    late = made(tmp_path / "late", Plan(2_000, 7, TODAY, TODAY))

    for table, column in (("sales", "sold_at"), ("invoices", "issued_on"), ("usage", "month")):
        key = ", ".join(TABLES[table].key)
        amount = "traffic_gb" if table == "usage" else "amount"
        asked = (
            f"SELECT {key}, {amount} FROM {table} WHERE {column} < DATE '2025-07-01' "
            "ORDER BY ALL"
        )
        assert early.rows(asked) == late.rows(asked)


@pytest.mark.parametrize("accounts", [1, 64, 1_000])
def test_the_base_has_as_many_accounts_as_asked_for(tmp_path: Path, accounts: int) -> None:
    snapshot = made(tmp_path, Plan(accounts, 7, TODAY, TODAY))

    assert snapshot.publication.counts["accounts"] == accounts


@pytest.mark.parametrize(
    "day", [date(2024, 2, 29), date(2026, 1, 1), date(2026, 7, 31), date(2026, 12, 31)]
)
def test_the_base_can_be_made_on_any_day(tmp_path: Path, day: date) -> None:
    snapshot = made(tmp_path, Plan(800, 7, day, day))

    [times] = snapshot.rows(
        "SELECT (SELECT max(sold_at) FROM sales)::DATE AS sale, "
        "(SELECT count(DISTINCT month) FROM usage) AS months, "
        "(SELECT max(month) FROM usage) AS latest"
    )
    assert times["sale"] < day
    assert (day - times["sale"]).days < 7
    assert times["months"] == 24
    assert times["latest"] < day.replace(day=1)


def test_registration_numbers_are_valid(snapshot: Snapshot) -> None:
    rows = snapshot.rows(f"SELECT inn, kpp, ogrn, legal_form FROM accounts {SOME}")

    assert all(inn.is_valid(row["inn"]) and ogrn.is_valid(row["ogrn"]) for row in rows)
    sole = [row for row in rows if row["legal_form"] == "ИП"]
    others = [row for row in rows if row["legal_form"] != "ИП"]
    assert {(len(row["inn"]), len(row["ogrn"]), row["kpp"]) for row in sole} == {(12, 15, None)}
    assert {(len(row["inn"]), len(row["ogrn"]), len(row["kpp"])) for row in others} == {
        (10, 13, 9)
    }
    assert {row["kpp"][4:6] for row in others} == {"01", "43"}


def test_only_branches_share_the_number_of_their_company(snapshot: Snapshot) -> None:
    shared = snapshot.rows(
        "SELECT inn, count(*) AS n, count(*) FILTER (substr(kpp, 5, 2) = '01') AS heads, "
        "count(DISTINCT holding_id) AS holdings, count(DISTINCT ogrn) AS ogrns "
        "FROM accounts GROUP BY inn HAVING count(*) > 1"
    )

    assert len(shared) > 50
    assert {(row["heads"], row["holdings"], row["ogrns"]) for row in shared} == {(1, 1, 1)}


def test_accounts_live_in_all_eleven_time_zones_of_russia(snapshot: Snapshot) -> None:
    names = snapshot.arrow("SELECT DISTINCT time_zone FROM accounts")["time_zone"].to_pylist()

    assert set(names) <= available_timezones()
    winter = {NOON_IN_WINTER.astimezone(ZoneInfo(name)).utcoffset() for name in names}
    assert {offset.total_seconds() / 3600 for offset in winter if offset} == set(range(2, 13))


def test_addresses_lead_nowhere_some_are_missing_and_some_are_wrong(snapshot: Snapshot) -> None:
    emails = snapshot.arrow("SELECT email FROM contacts")["email"].to_pylist()
    written = [email for email in emails if email is not None]
    usable = [email for email in written if is_usable(EMAIL, address_key(EMAIL, email))]

    assert all(email.lower().endswith(".example") for email in usable)
    assert 0.05 < 1 - len(written) / len(emails) < 0.12
    assert 0.005 < 1 - len(usable) / len(written) < 0.03


def test_telephones_are_well_formed_and_nobody_can_have_them(snapshot: Snapshot) -> None:
    rows = snapshot.rows(f"SELECT phone FROM contacts WHERE phone IS NOT NULL {SOME}")
    numbers = [phonenumbers.parse(row["phone"]) for row in rows]
    codes = {
        row["phone_code"]
        for row in snapshot.rows(
            f"SELECT phone_code FROM read_csv('{CITIES}', all_varchar=true)"
        )
    }

    assert all(map(phonenumbers.is_possible_number, numbers))
    assert all(any(row["phone"].startswith(f"+7{code}0") for code in codes) for row in rows)


def test_names_agree_with_themselves(snapshot: Snapshot) -> None:
    rows = snapshot.rows("SELECT DISTINCT first_name, patronymic, last_name FROM contacts")
    women = [row for row in rows if row["patronymic"].endswith("на")]
    men = [row for row in rows if row["patronymic"].endswith("ич")]

    assert len(women) + len(men) == len(rows)
    assert not any(row["last_name"].endswith(("ова", "ева", "ина", "ская")) for row in men)
    assert not any(row["last_name"].endswith(("ов", "ев", "ин", "ский")) for row in women)
    assert not {row["first_name"] for row in women} & {row["first_name"] for row in men}
    assert len({row["last_name"] for row in rows}) > 500


def test_every_account_has_one_to_eight_contacts_and_somebody_who_decides(
    snapshot: Snapshot,
) -> None:
    [row] = snapshot.rows(
        "SELECT min(n) AS fewest, max(n) AS most, bool_and(decides) AS decided, count(*) AS n "
        "FROM (SELECT count(*) AS n, bool_or(role = 'decision_maker') AS decides FROM contacts "
        "GROUP BY account_id)"
    )

    assert row == {"fewest": 1, "most": 8, "decided": True, "n": 20_000}


@pytest.mark.parametrize("name", [name for name in TABLES if name != "accounts"])
def test_every_row_belongs_to_an_account_and_has_its_key_alone(
    snapshot: Snapshot, name: str
) -> None:
    key = ", ".join(TABLES[name].key)

    strays = snapshot.value(
        f'SELECT count(*) FROM "{name}" t LEFT JOIN accounts a USING (account_id) '
        "WHERE a.ordinal IS DISTINCT FROM t.account_ordinal"
    )
    twice = snapshot.value(f'SELECT count(*) - count(DISTINCT ({key})) FROM "{name}"')

    assert (strays, twice) == (0, 0)


def test_consents_and_answers_are_of_contacts_that_exist(snapshot: Snapshot) -> None:
    for name in ("consents", "surveys"):
        strays = (
            f"SELECT count(*) FROM {name} ANTI JOIN contacts USING (contact_id, account_id)"
        )
        assert snapshot.value(strays) == 0


def test_a_hundredth_of_the_accounts_makes_two_fifths_of_the_sales(
    snapshot: Snapshot,
) -> None:
    share = snapshot.value(
        "WITH totals AS (SELECT a.ordinal, coalesce(sum(amount), 0) AS total FROM accounts a "
        "LEFT JOIN sales s ON s.account_ordinal = a.ordinal GROUP BY ALL) "
        "SELECT (SELECT sum(total) FROM (FROM totals ORDER BY total DESC LIMIT 200)) "
        "/ sum(total) FROM totals"
    )

    assert 0.33 < share < 0.47


def test_consents_have_gaps_and_withdrawals(snapshot: Snapshot) -> None:
    [row] = snapshot.rows(
        "SELECT count(*) FILTER (k.contact_id IS NULL) / count(*) AS gap, "
        "count(k.withdrawn_on) / count(k.contact_id) AS withdrawn, "
        "count(DISTINCT k.basis) AS bases, "
        "bool_and(coalesce(k.withdrawn_on >= k.given_on, true)) AS in_order "
        "FROM contacts c LEFT JOIN consents k ON k.contact_id = c.contact_id "
        "AND k.channel = 'email' AND k.purpose = 'advertising'"
    )

    assert 0.2 < row["gap"] < 0.32
    assert 0.02 < row["withdrawn"] < 0.08
    assert (row["bases"], row["in_order"]) == (2, True)


def test_some_pay_late_and_some_owe(snapshot: Snapshot) -> None:
    [row] = snapshot.rows(
        "SELECT count(*) FILTER (paid_on > due_on) / count(*) AS late, "
        "count(*) FILTER (paid_on IS NULL AND due_on < DATE '2026-03-02') / count(*) AS owed, "
        "min(paid_on - issued_on) AS soonest FROM invoices"
    )

    assert 0.05 < row["late"] < 0.25
    assert 0.002 < row["owed"] < 0.05
    assert row["soonest"] >= 0


def test_account_managers_of_the_cast_have_accounts(snapshot: Snapshot) -> None:
    names = snapshot.arrow("SELECT DISTINCT account_manager AS name FROM accounts")["name"]

    assert set(people.keepers()) == {name for name in names.to_pylist() if name}
