"""Personal data masked: apart from each other, and out of reach."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.segments import masking


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("Иван Петров", "И. П."),
        ("Петров Иван Иванович Младший", "П. И. И."),
        ("  ёж  ", "ё."),
        ("=1+1", "***"),
        ("", "***"),
    ],
)
def test_a_name_becomes_its_initials(name: str, masked: str) -> None:
    assert masking.name(name) == masked


@pytest.mark.parametrize(
    ("email", "masked"),
    [
        ("anna@domain.ru", "a***@d***.ru"),
        ("анна@почта.рф", "а***@п***.рф"),
        ("a@b.ru", "***@***.ru"),  # one letter is all of it
        ("anna@mail.domain.co.uk", "a***@m***.uk"),
        ("anna@xn--80a1acny.xn--p1ai", "a***@***.xn--p1ai"),
        ('"a@b"@domain.ru', '"***@d***.ru'),
        ("not an address", "***"),
        ("anna@localhost", "***"),
    ],
)
def test_an_address_keeps_its_first_letters_and_its_country(email: str, masked: str) -> None:
    assert masking.email(email) == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("+7 916 123-45-12", "+7 *** ** 12"),
        ("8 (916) 123-45-12", "*** ** 12"),
        ("+49 151 1234567", "*** ** 67"),
        ("112", "***"),
        ("ask at the desk", "***"),
    ],
)
def test_a_number_keeps_its_last_two_digits(phone: str, masked: str) -> None:
    assert masking.phone(phone) == masked


@given(st.text(min_size=7))
def test_no_mask_lets_more_than_a_few_letters_through(text: str) -> None:
    for mask in (masking.name, masking.phone):
        shown = mask(text).replace("***", "").replace("** ", "")
        assert text not in shown
        assert sum(map(str.isalnum, shown)) <= 3
