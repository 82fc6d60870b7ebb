"""Every physical line is in a row, or rejected with a reason; stray quotes swallow nothing."""

import random  # noqa: TID251 - a seeded generator

import pytest

from core.accounts.model import Checked
from tests.core.accounts.conftest import Reader, rejected, rows

HEADER = "account_id;name;city\n"


def adds_up(checked: Checked) -> bool:
    report, layout = checked.report, checked.layout
    lines = report.read + report.spanning_lines + layout.header_lines + layout.trailing_lines
    return report.read == report.accepted + report.rejected and lines == layout.lines


def test_plain_lines_become_rows(reader: Reader) -> None:
    checked = reader.check(HEADER + "1;Ромашка;Москва\n2;Лютик;Пермь\n")

    assert checked.counts() == {"read": 2, "accepted": 2, "rejected": 0}
    assert [row["city"] for row in rows(checked, "accounts")] == ["Москва", "Пермь"]
    assert adds_up(checked)


def test_a_stray_quote_does_not_swallow_the_lines_after_it(reader: Reader) -> None:
    good = "".join(f"{n};Ромашка;Пермь\n" for n in range(2, 52))

    checked = reader.check(HEADER + '1;"Ромашка;Москва\n' + good)

    assert checked.counts() == {"read": 51, "accepted": 51, "rejected": 0}
    assert {row["name"] for row in rows(checked, "accounts")} == {"Ромашка"}
    assert adds_up(checked)


def test_two_stray_quotes_are_not_one_long_field(reader: Reader) -> None:
    checked = reader.check(HEADER + '1;"Ромашка;Москва\n2;Лютик;Пермь\n3;Роза";Омск\n')

    assert checked.counts()["accepted"] == 3
    assert adds_up(checked)


def test_a_quoted_line_break_belongs_to_its_field(reader: Reader) -> None:
    checked = reader.check(HEADER + '1;"ООО\n""Ромашка""";Москва\n2;Лютик;Пермь\n')

    assert checked.counts() == {"read": 2, "accepted": 2, "rejected": 0}
    assert rows(checked, "accounts")[0]["name"] in ('ООО "Ромашка"', "Лютик")
    assert checked.report.spanning_lines == 1
    assert adds_up(checked)


def test_quotes_inside_an_unquoted_field_stay(reader: Reader) -> None:
    checked = reader.check(HEADER + '1;ООО "Ромашка";Москва\n')

    assert rows(checked, "accounts")[0]["name"] == 'ООО "Ромашка"'


def test_a_quoted_delimiter_is_part_of_its_field(reader: Reader) -> None:
    checked = reader.check(HEADER + '1;"Рога; копыта";Москва\n')

    assert rows(checked, "accounts")[0]["name"] == "Рога; копыта"


def test_an_ambiguous_quote_rejects_its_own_line_only(reader: Reader) -> None:
    checked = reader.check(HEADER + '1;"Рога; копыта"x;Москва\n2;Лютик;Пермь\n')

    assert rejected(checked) == [(2, "line", "stray-quote")]
    assert adds_up(checked)


def test_ragged_and_empty_lines_are_rejected_by_name(reader: Reader) -> None:
    checked = reader.check(HEADER + "1;a\n2;b;c;d\n\n;;\n3;e;f\n\n\n")

    assert rejected(checked) == [
        (2, "line", "too-few-fields"),
        (3, "line", "too-many-fields"),
        (4, "line", "empty-line"),
        (5, "line", "empty-line"),
    ]
    assert checked.layout.trailing_lines == 2
    assert adds_up(checked)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_every_delimiter_and_line_ending_is_found(
    reader: Reader, delimiter: str, ending: str
) -> None:
    lines = ["account_id;name;amount", '1;"a;b";10', "2;b;20"]

    checked = reader.check(ending.join(lines).replace(";", delimiter))

    assert checked.layout.delimiter == delimiter
    assert checked.counts() == {"read": 2, "accepted": 2, "rejected": 0}
    assert adds_up(checked)


def test_decimal_commas_do_not_pass_for_delimiters(reader: Reader) -> None:
    checked = reader.check("account_id;revenue\n1;10,50\n2;20,75\n3;30,10\n")

    assert checked.layout.delimiter == ";"
    assert float(str(rows(checked, "accounts")[0]["yearly_revenue"])) == 10.5


def test_repeated_and_missing_headers_are_renamed_visibly(reader: Reader) -> None:
    checked = reader.check("email,email,,name\na@ex.test,b@ex.test,x,Ann\n")

    assert checked.layout.columns == ("email", "email (2)", "column 3", "name")
    assert checked.layout.renamed == ("email (2)", "column 3")


def test_a_title_above_the_header_is_passed_over(reader: Reader) -> None:
    checked = reader.check("Отчёт за март\n\naccount_id;name;city\n1;a;b\n2;c;d\n")

    assert checked.layout.columns == ("account_id", "name", "city")
    assert checked.counts()["accepted"] == 2
    assert adds_up(checked)


def test_a_file_without_a_header_loses_no_row(reader: Reader) -> None:
    checked = reader.check("1;a@ex.test;10\n2;b@ex.test;20\n")

    assert checked.counts()["read"] == 2
    assert adds_up(checked)


def test_reject_lines_are_the_files_own(reader: Reader) -> None:
    body = "".join(f"{n};x;y\n" if n % 10 else "broken\n" for n in range(2, 2002))

    checked = reader.check(HEADER + body)

    assert [line for line, *_ in rejected(checked)] == list(range(10, 2002, 10))


def test_messy_files_always_add_up(reader: Reader) -> None:
    draw = random.Random(7)
    pieces = ["a", '"', ";", "\n", '""', '"b;c"', "1", " ", '"x\ny"', "й", "\r\n"]
    for _ in range(60):
        body = "".join(draw.choice(pieces) for _ in range(draw.randrange(5, 200)))

        checked = reader.check(HEADER + "1;2;3\n" + body + "\n9;9;9\n")

        assert adds_up(checked)
        assert len(rejected(checked)) == checked.report.rejected
