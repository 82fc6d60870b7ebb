import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.consent.model import Consent, address_key, is_usable, sendable

HOSTILE = Path(__file__).parents[4] / "shared" / "data" / "hostile_inputs.json"


def test_one_mailbox_has_one_key_however_its_domain_is_spelled() -> None:
    keys = {
        address_key("email", spelling)
        for spelling in (
            "ivan@почта.рф",
            "IVAN@ПОЧТА.РФ",
            "ivan@XN--80a1acny.xn--P1ai",
            " ivan@почта.рф. ",
        )
    }

    assert keys == {"ivan@xn--80a1acny.xn--p1ai"}


def test_letters_that_only_look_alike_stay_another_domain() -> None:
    keys = {
        address_key("email", spelling)
        for spelling in ("ivan@google.com", "ivan@gооgle.com", "ivan@ɢoogle.com")
    }

    assert len(keys) == 3


def test_a_tag_after_plus_is_another_address() -> None:
    assert address_key("email", "ivan+promo@ex.test") != address_key("email", "ivan@ex.test")


def test_phones_meet_in_one_spelling() -> None:
    assert address_key("sms", "8 (912) 345-67-89") == address_key("sms", "+79123456789")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ivan",
        "@ex.test",
        "ivan@",
        "ivan@test",
        "a b@ex.test",
        "a@ex.test\nBcc: b@ex.test",
        ".a@ex.test",
        "a..b@ex.test",
        "Иван@почта.рф",
        "a@-ex.test",
        "a" * 65 + "@ex.test",
        "a@b@ex.test",
    ],
)
def test_what_cannot_be_written_to_is_not_usable(address: str) -> None:
    assert not is_usable("email", address_key("email", address))


def test_the_mailbox_is_handed_over_as_its_owner_writes_it() -> None:
    assert sendable("email", "Ivan.P@Почта.рф") == "Ivan.P@xn--80a1acny.xn--p1ai"


@given(st.text(max_size=80))
def test_any_text_has_a_key_and_the_key_is_its_own_key(text: str) -> None:
    key = address_key("email", text)

    assert address_key("email", key) == key


def test_a_consent_holds_from_the_day_it_is_given_until_it_is_withdrawn() -> None:
    consent = Consent(
        "c", "email", "advertising", "opt_in", "form", date(2026, 1, 1), date(2026, 2, 1)
    )

    holding = [consent.holds_on(date(2026, month, 1)) for month in (1, 2)]

    assert holding == [True, False]
    assert not consent.holds_on(date(2025, 12, 31))


@pytest.mark.skipif(not HOSTILE.exists(), reason="the hostile inputs are not here")
def test_the_hostile_addresses_match_as_expected() -> None:
    items = {item["id"]: item["payload"] for item in json.loads(HOSTILE.read_text())["items"]}

    def key(name: str) -> str:
        return address_key("email", items[name])

    assert key("H075") == key("H076")
    assert key("H079") == "ivan@ex.test"
    assert key("H077") != "ivan@google.com" != key("H078")
    assert not is_usable("email", key("H074"))
