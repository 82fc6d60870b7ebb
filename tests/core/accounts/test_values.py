"""Addresses, phones and company numbers, each as `hostile_inputs.json` expects it."""

from functools import cache

import duckdb
import pytest
from duckdb import DuckDBPyConnection
from hypothesis import given, settings
from hypothesis import strategies as st

from core.accounts import kinds, values
from core.accounts.model import targets

ADDRESSES = {
    "Иван@почта.рф": (None, "email-needs-smtputf8"),  # H074
    "ivan@почта.рф": ("ivan@xn--80a1acny.xn--p1ai", None),  # H075
    "ivan@xn--80a1acny.xn--p1ai": ("ivan@xn--80a1acny.xn--p1ai", None),  # H076
    "ivan@gоogle.com": ("ivan@xn--gogle-jye.com", "email-mixed-script"),  # H077
    "ivan@ɢoogle.com": ("ivan@xn--oogle-wmc.com", "email-lookalike"),  # H078
    "IVAN@EX.TEST": ("IVAN@ex.test", None),  # H079
    "ivan+promo@ex.test": ("ivan+promo@ex.test", None),  # H080
    '"john..doe"@ex.test': (None, "email-syntax"),  # H081
    "john..doe@ex.test": (None, "email-syntax"),  # H082
    ".john@ex.test": (None, "email-syntax"),  # H083
    "Ivan <ivan@ex.test>": ("ivan@ex.test", None),
    "mailto:ivan@ex.test": ("ivan@ex.test", None),
    "a@b": (None, "email-syntax"),
    "a@ex.test, b@ex.test": (None, "email-syntax"),
    "a@ex.test\r\nBcc: b@ex.test": (None, "email-syntax"),
}
PHONES = {
    "+7 (916) 123-45-67": ("+79161234567", None),  # H109
    "8 916 123 45 67": ("+79161234567", None),  # H110
    "9161234567": ("+79161234567", "phone-country-assumed"),  # H111
    "+7916123456": (None, "phone-too-short"),  # H112
    "+791612345678901": (None, "phone-unknown"),
    "+49309018201234567890": (None, "phone-syntax"),
    "+49 30 901820": ("+4930901820", None),
    "нет": (None, "phone-syntax"),
}


@pytest.mark.parametrize(("raw", "regular"), ADDRESSES.items())
def test_an_address_is_made_regular_or_named_wrong(raw: str, regular: values.Regular) -> None:
    assert values.email(raw) == regular


@pytest.mark.parametrize(("raw", "regular"), PHONES.items())
def test_a_phone_is_made_regular_or_named_wrong(raw: str, regular: values.Regular) -> None:
    assert values.phone(raw) == regular


def test_company_numbers_are_checked_by_their_digits() -> None:
    assert values.inn("7707083893") == ("7707083893", None)
    assert values.inn("7707083894") == (None, "inn-check")
    assert values.inn("500100732259") == ("500100732259", None)
    assert values.inn("123") == (None, "inn-form")
    assert values.ogrn("1027700132195") == ("1027700132195", None)
    assert values.ogrn("1027700132196") == (None, "ogrn-check")
    assert values.kpp("773601001") == ("773601001", None)
    assert values.kpp("73601001") == ("073601001", "zero-restored")


def test_a_zero_that_a_spreadsheet_ate_is_given_back() -> None:
    assert values.inn("274062111") == ("0274062111", "zero-restored")


def plain(key: str, raw: str) -> str | None:
    """What DuckDB's way of reading takes for plainly good."""
    reading = kinds.reading(targets()[key], "x", date_format="", month_first=False, words="")
    question = f"SELECT {reading.quick} FROM (SELECT ?::VARCHAR AS x)"
    found = engine().execute(question, [raw]).fetchone()
    return None if found is None else found[0]


@cache
def engine() -> DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(kinds.MACROS)
    return connection


@pytest.mark.parametrize("raw", [*ADDRESSES, "a.b@c-d.ru", "x@" + "a" * 64 + ".ru"])
def test_the_quick_way_accepts_no_address_the_careful_way_refuses(raw: str) -> None:
    quick = plain("contacts.email", raw)

    assert quick is None or values.email(raw) == (quick, None)


@settings(deadline=None)
@given(raw=st.from_regex(r"\+?[78]?[ (-]{0,2}[0-9]{3}[) -]{0,2}[0-9]{7}", fullmatch=True))
def test_the_quick_way_reads_phones_as_the_library_does(raw: str) -> None:
    quick = plain("contacts.phone", raw)

    assert quick is None or values.phone(raw)[0] == quick


@settings(deadline=None)
@given(digits=st.from_regex(r"[0-9]{10}|[0-9]{12}", fullmatch=True))
def test_the_quick_way_knows_the_same_inn(digits: str) -> None:
    assert plain("accounts.inn", digits) == values.inn(digits)[0]


@settings(deadline=None)
@given(digits=st.from_regex(r"[0-9]{13}", fullmatch=True))
def test_the_quick_way_knows_the_same_ogrn(digits: str) -> None:
    assert plain("accounts.ogrn", digits) == values.ogrn(digits)[0]
