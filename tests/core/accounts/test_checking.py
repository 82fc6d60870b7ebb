"""What becomes of values: made regular, flagged, or the reason a row is turned away."""

import csv
import json
from datetime import date, datetime

import duckdb
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from core.accounts import keeping
from core.accounts.model import Clash, Mapping, RejectRule
from core.foundation.refusal import Refusal
from core.foundation.words import keys
from core.warehouse.schema import TABLES
from tests.core.accounts.conftest import SHARED, Reader, needs_shared, rejected, rows


def one(reader: Reader, table: str, header: str, row: str) -> dict[str, object]:
    checked = reader.check(f"{header}\n{row}\n")
    (found,) = rows(checked, table)
    return found


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-02", date(2026, 3, 2)),
        ("02.03.2026", date(2026, 3, 2)),
        ("02/03/2026", date(2026, 3, 2)),
        ("2026-03-02 10:11:12", date(2026, 3, 2)),
        ("02.03.2026 10:11", date(2026, 3, 2)),
        ("20260302", date(2026, 3, 2)),
    ],
)
def test_a_date_is_read_however_it_is_written(reader: Reader, written: str, read: date) -> None:
    assert one(reader, "accounts", "account_id;since", f"1;{written}")["since"] == read


def test_american_dates_are_seen_from_the_column(reader: Reader) -> None:
    checked = reader.check("account_id;since\n1;03/02/2026\n2;12/31/2025\n")

    assert [row["since"] for row in rows(checked, "accounts")] == [
        date(2026, 3, 2),
        date(2025, 12, 31),
    ]


@pytest.mark.parametrize("written", ["31.02.2026", "1.1.1066", "yesterday", "2026-13-01"])
def test_a_date_that_cannot_be_is_left_empty_and_flagged(reader: Reader, written: str) -> None:
    mapping = Mapping({"accounts.account_id": "account_id", "accounts.since": "since"})

    checked = reader.check(f"account_id;since\n1;{written}\n", mapping=mapping)

    assert rows(checked, "accounts")[0]["since"] is None
    assert [flag.reason for flag in checked.report.flags] == ["date-form"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1234.5", 1234.5),
        ("1234,50", 1234.5),
        ("1 234,50", 1234.5),
        ("1\u00a0234,50 ₽", 1234.5),
        ("1.234,50", 1234.5),
        ("1,234.50", 1234.5),
        ("1,234,567", 1234567),
        ("12 345 руб.", 12345),
        ("$1,000.25", 1000.25),
        ("-7,5", -7.5),
    ],
)
def test_money_is_read_however_it_is_written(reader: Reader, written: str, read: float) -> None:
    found = one(reader, "accounts", "account_id;yearly revenue", f"1;{written}")

    assert float(str(found["yearly_revenue"])) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Иван\u202eвонавИ", "ИванвонавИ"),  # H128
        ("\u2066\u2067\u2068x", "x"),  # H129
        ("И\u200bв\u200bан", "Иван"),  # H130
        ("Z\u0337\u0322\u031b\u031ba", None),  # H131: at most two marks stay
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),  # H123: escaped where shown
        ("&lt;b&gt;", "&lt;b&gt;"),  # H127
        ("  ООО \u00a0 Ромашка ", "ООО Ромашка"),
        ("\x07bell", "bell"),
    ],
)
def test_text_is_stripped_of_what_cannot_be_seen(
    reader: Reader, written: str, read: str | None
) -> None:
    name = one(reader, "accounts", "account_id|name", f"1|{written}")["name"]

    assert name == read if read is not None else len(str(name)) <= 4


def test_a_stripped_text_is_flagged(reader: Reader) -> None:
    checked = reader.check("account_id;name\n1;И\u200bван\n2;Ромашка\n")

    assert [(flag.field, flag.reason, flag.count) for flag in checked.report.flags] == [
        ("accounts.name", "text-marks", 1)
    ]


@pytest.mark.parametrize("nothing", ["", "N/A", "-", "NULL", "nan", "н/д", "#N/A"])
def test_nothing_in_other_words_is_nothing(reader: Reader, nothing: str) -> None:
    assert one(reader, "accounts", "account_id;name", f"1;{nothing}")["name"] is None


def test_a_key_with_a_spreadsheets_point_is_the_same_key(reader: Reader) -> None:
    checked = reader.check("customer id;name\n13085.0;a\n13085;b\n")

    (found,) = rows(checked, "accounts")
    assert (found["account_id"], found["name"]) == ("13085", "b")


def test_a_key_that_a_spreadsheet_mangled_is_rejected(reader: Reader) -> None:
    checked = reader.check("customer id;name\n1,3085E+10;a\n7;b\n")

    assert rejected(checked) == [(2, "accounts.account_id", "key-exponent")]


def test_leading_zeros_stay(reader: Reader) -> None:
    assert one(reader, "accounts", "customer id;name", "00123;a")["account_id"] == "00123"


def test_placeholder_addresses_do_not_make_one_contact_of_many(reader: Reader) -> None:
    lines = "".join(f"C{n};A{n};not-an-email;+7916123450{n}\n" for n in range(5))

    checked = reader.check("contact id;account id;email;phone\n" + lines)

    assert checked.report.counts["contacts"] == 5
    assert [(flag.reason, flag.count) for flag in checked.report.flags] == [("email-syntax", 5)]


def test_a_contact_nobody_could_reach_is_rejected(reader: Reader) -> None:
    checked = reader.check("contact id;account id;email\nC1;A1;john..doe@ex.test\nC2;A1;\n")

    assert rejected(checked) == [(2, "contacts.email", "email-syntax")]


def test_the_last_line_of_a_key_wins_field_by_field(reader: Reader) -> None:
    checked = reader.check("account_id;name;city\n1;a;Омск\n1;b;\n")

    (found,) = rows(checked, "accounts")
    assert (found["name"], found["city"]) == ("b", "Омск")
    assert checked.counts()["accepted"] == 2


def test_words_of_closed_lists_are_ours(reader: Reader) -> None:
    found = one(reader, "contacts", "id контакта;код клиента;роль;почта", "1;7;ЛПР;a@ex.test")

    assert found["role"] == "decision_maker"


def test_a_full_name_is_taken_apart_where_it_is_clear(reader: Reader) -> None:
    found = one(reader, "contacts", "ФИО;Почта", "Петров Иван Сергеевич;a@ex.test")

    assert (found["last_name"], found["first_name"], found["patronymic"]) == (
        "Петров",
        "Иван",
        "Сергеевич",
    )


def test_lines_of_a_sale_are_added_up(reader: Reader) -> None:
    checked = reader.check(
        "Customer ID,Invoice,InvoiceDate,Quantity,Price\n"
        "7.0,1,2026-01-15 10:00:00,2,10.5\n7.0,1,2026-01-15 10:00:00,1,1\n"
    )

    (sale,) = rows(checked, "sales")
    assert (sale["account_id"], float(str(sale["amount"])), sale["lines"]) == ("7", 22.0, 2)
    assert sale["sold_at"] == datetime.fromisoformat("2026-01-15T10:00")


def test_a_rule_of_the_mapping_turns_rows_away_first(reader: Reader) -> None:
    mapping = Mapping(
        {"accounts.account_id": "id", "accounts.name": "name"},
        (RejectRule("name", "contains", "test", "a-test-account"),),
    )

    checked = reader.check("id;name\n;Test one\n2;b\n;c\n", mapping=mapping)

    assert rejected(checked) == [
        (2, "accounts.name", "a-test-account"),
        (4, "accounts.account_id", "missing"),
    ]


def test_rejected_cells_are_no_formulas(reader: Reader) -> None:
    checked = reader.check('name;account_id\n=1+1;\n"@SUM(1,1)";""\n')

    with checked.rejects_file.open(newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert "'=1+1;" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_defused_formula_comes_back_as_it_was(reader: Reader) -> None:
    assert one(reader, "accounts", "account_id;name", "1;'=1+1")["name"] == "=1+1"


def test_a_row_that_spans_lines_is_rejected_whole(reader: Reader) -> None:
    checked = reader.check('account_id;name;city\n;"a\nb";c\n')

    assert rejected(checked) == [(2, "accounts.account_id", "missing")]
    assert "a\nb" in checked.rejects_file.read_text()


def test_what_is_written_has_the_schemas_columns(reader: Reader) -> None:
    checked = reader.check("account_id;email\n1;a@ex.test\n")

    for table in checked.mapping.tables:
        with duckdb.connect() as connection:
            file = checked.table_file(table)
            described = connection.execute(f"DESCRIBE FROM '{file}'").fetchall()
        assert {row[0]: row[1] for row in described} == TABLES[table].columns


@needs_shared
def test_the_wholesalers_file_by_guess_alone(reader: Reader) -> None:
    source = SHARED / "online_retail_2009_10.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW line AS FROM '{source}'")
        expected = connection.execute(
            """
            SELECT count(*) FILTER (invoice LIKE 'C%'),
                count(*) FILTER (invoice NOT LIKE 'C%' AND customer_id IS NULL),
                count(*) FILTER (invoice NOT LIKE 'C%' AND customer_id IS NOT NULL
                    AND quantity > 0 AND price <= 0),
                count(*) FILTER (invoice NOT LIKE 'C%' AND customer_id IS NOT NULL
                    AND quantity <= 0),
                count(*)
            FROM line
            """
        ).fetchone()
        good = connection.execute(
            "SELECT count(*), count(DISTINCT customer_id), count(DISTINCT invoice), "
            "sum(quantity * price) FROM line WHERE invoice NOT LIKE 'C%' "
            "AND customer_id IS NOT NULL AND quantity > 0 AND price > 0"
        ).fetchone()
    assert expected is not None
    assert good is not None

    checked = reader.check(source)

    found = {f"{r.field} {r.reason}": r.count for r in checked.report.rejects}
    with duckdb.connect() as connection:
        file = checked.table_file("sales")
        (sales,) = connection.execute(f"SELECT sum(amount) FROM '{file}'").fetchall()
    assert found == {
        "sales.sale_id cancelled": expected[0],
        "accounts.account_id missing": expected[1],
        "sales.price not-positive": expected[2],
    }
    assert expected[3] == 0
    assert checked.counts() == {
        "read": expected[4],
        "accepted": good[0],
        "rejected": expected[4] - good[0],
    }
    assert checked.report.counts == {"accounts": good[1], "sales": good[2]}
    assert float(sales[0]) == pytest.approx(float(good[3]), abs=0.01)
    assert len(rejected(checked)) == checked.report.rejected


@needs_shared
def test_the_wholesalers_mapping_as_a_file_gives_the_same(reader: Reader) -> None:
    source = SHARED / "online_retail_2009_10.parquet"
    mapping = Mapping(
        {
            "accounts.account_id": "Customer ID",
            "accounts.country": "Country",
            "sales.sale_id": "Invoice",
            "sales.sold_at": "InvoiceDate",
            "sales.quantity": "Quantity",
            "sales.price": "Price",
        },
        (RejectRule("Invoice", "starts_with", "C", "cancelled"),),
    )

    checked = reader.check(source, mapping=mapping)

    assert checked.counts() == {"read": 525_461, "accepted": 407_664, "rejected": 117_797}


@needs_shared
def test_telecom_subscribers_become_accounts(reader: Reader) -> None:
    checked = reader.check(SHARED / "telco_churn.parquet")

    assert checked.report.counts == {"accounts": 7043}
    assert checked.counts() == {"read": 7043, "accepted": 7043, "rejected": 0}


ANYTHING = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=400).map(str.encode),
    st.lists(
        st.text(alphabet='ab1,;"\n\r\t é\u202e@.C-', max_size=12), min_size=1, max_size=60
    ).map(lambda cells: ("id;name;email\n" + ";".join(cells)).encode()),
)


@given(content=ANYTHING)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_bytes_give_a_report_that_adds_up_or_a_refusal(
    reader: Reader, content: bytes
) -> None:
    try:
        checked = reader.check(content)
    except Refusal as refusal:
        spoken = refusal.sentence("ru")
        event(spoken.split(" ")[0])
        return
    report, layout = checked.report, checked.layout
    lines = report.read + report.spanning_lines + layout.header_lines + layout.trailing_lines
    assert report.read == report.accepted + report.rejected
    assert lines == layout.lines
    assert len(rejected(checked)) == report.rejected


def test_every_reason_has_its_words(reader: Reader) -> None:
    checked = reader.check("account_id;name\n;x\n")
    reason = checked.report.rejects[0]

    assert f"accounts-reason-{reason.reason}" in keys("ru")
    assert json.dumps(checked.facts())


def test_a_code_over_different_companies_is_counted_with_their_names(reader: Reader) -> None:
    checked = reader.check(
        "account_id;company\n1;ООО Ромашка\n2;ООО «Лютик»\n1;ООО Кедр\n2;ооо лютик\n3;\n"
    )

    assert checked.report.clashes == (Clash("1", ("ООО Ромашка", "ООО Кедр"), 2),)
    assert checked.report.clashing == 1
    assert keeping.kept(checked.folder).report == checked.report


def test_only_the_first_clashes_are_kept_but_all_are_counted(reader: Reader) -> None:
    lines = [f"{n};{name}" for n in range(9) for name in ("Oak", "Elm")]

    report = reader.check("\n".join(["account_id;company", *lines])).report

    assert [one.key for one in report.clashes] == ["0", "1", "2", "3", "4"]
    assert report.clashing == 9


def test_a_company_without_a_name_and_a_negative_staff_are_remarked(reader: Reader) -> None:
    checked = reader.check(
        "account_id;company;employees\n1;Oak;-5\n2;;12\n3;Elm;many\n4;;7\n4;Ash;7\n"
    )

    flags = {
        (flag.field, flag.reason, flag.count, flag.first_line) for flag in checked.report.flags
    }
    assert flags == {
        ("accounts.employees", "negative", 1, 2),
        ("accounts.employees", "number-form", 1, 4),
        ("accounts.name", "name-empty", 1, 3),
    }
    staff = {row["account_id"]: row["employees"] for row in rows(checked, "accounts")}
    assert (staff.pop("1"), staff.pop("2")) == (None, 12)
