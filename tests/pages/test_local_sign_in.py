"""Signing in with a password on the screen, and the first password of one's own."""

from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from core.cockpit import Cockpit
from core.people import local, records, session_records, signing
from core.people.local import Newcomer
from core.people.model import PersonId, Role
from pages.parts import signin, visitor
from tests.conftest import ADA
from tests.pages.conftest import MENU

FIRST, OWN = "a first password", "nine blue herons"
EMAIL = "zoe@cockpit.example"


@pytest.fixture
def front(house: Cockpit, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The front door of a house with passwords; Zoe has one for one time."""
    from core.foundation.settings import Settings

    settings = Settings(
        data=house.settings.data, store=house.settings.store, language="en", local_sign_in=True
    )
    object.__setattr__(house, "settings", settings.model_copy(update={"demo": False}))
    newcomer = Newcomer(PersonId("zoe"), "Zoe", EMAIL, frozenset({Role.LEGAL}))
    with house.transaction() as tx:
        local.add(tx, newcomer, by=ADA, at=house.clock.now())
        local.set_password(tx, PersonId("zoe"), FIRST, by=ADA, at=house.clock.now())
    return AppTest.from_file(str(MENU), default_timeout=30).run()


def sign_in(front: AppTest, password: str) -> AppTest:
    front.text_input[0].set_value(EMAIL)
    front.text_input[1].set_value(password)
    return front.button(key="sign-in-local").click().run()


def change(front: AppTest, old: str, new: str, again: str) -> AppTest:
    for field, text in zip(front.text_input, (old, new, again), strict=False):
        field.set_value(text)
    return front.button(key="save-password").click().run()


def test_a_wrong_password_gets_a_sentence(front: AppTest) -> None:
    sign_in(front, OWN)

    assert not front.exception
    assert "password is not right" in front.warning[0].value
    assert not front.sidebar.button


def test_a_one_time_password_opens_the_form_for_another_and_no_page(
    front: AppTest, house: Cockpit
) -> None:
    sign_in(front, FIRST)

    assert front.subheader[0].value == "A password of your own"
    assert not front.sidebar.button
    front.switch_page("decide/approvals.py").run()
    assert not front.sidebar.button

    change(front, FIRST, OWN, "nine blue heron")
    assert "differ" in front.warning[0].value
    change(front, FIRST, OWN, OWN)

    assert not front.exception
    assert front.sidebar.button(key="sign-out")
    with house.store.reading() as tx:
        assert len(session_records.not_ended(tx)) == 1


def test_signing_out_ends_the_session_and_the_way_back_in_is_the_new_password(
    front: AppTest, house: Cockpit
) -> None:
    change(sign_in(front, FIRST), FIRST, OWN, OWN)

    front.sidebar.button(key="sign-out").click().run()

    with house.store.reading() as tx:
        assert session_records.not_ended(tx) == []
    assert "not right" in sign_in(front, FIRST).warning[0].value
    assert sign_in(front, OWN).sidebar.button(key="sign-out")


def test_the_password_is_changed_from_the_corner(front: AppTest) -> None:
    change(sign_in(front, FIRST), FIRST, OWN, OWN)

    front.sidebar.button(key="change-password").click().run()
    change(front, OWN, "ten green herons", "ten green herons")

    assert not front.exception


@pytest.mark.parametrize(
    ("direct", "forwarded", "proxies", "seen"),
    [
        ("203.0.113.9", "198.51.100.7", [], "203.0.113.9"),  # what a stranger says of itself
        ("10.0.0.1", "198.51.100.1, 198.51.100.7", ["10.0.0.1"], "198.51.100.7"),
        (None, "198.51.100.1, 198.51.100.7", ["127.0.0.1"], "198.51.100.7"),
        (None, "198.51.100.7", [], "127.0.0.1"),  # somebody on this machine, no proxy of ours
        (None, "", ["127.0.0.1"], "127.0.0.1"),
    ],
)
def test_attempts_are_counted_for_whoever_really_comes(
    monkeypatch: pytest.MonkeyPatch,
    direct: str | None,
    forwarded: str,
    proxies: list[str],
    seen: str,
) -> None:
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    context = SimpleNamespace(ip_address=direct, headers=headers)
    monkeypatch.setattr("streamlit.context", context)

    assert visitor.address(frozenset(proxies)) == seen


def test_two_windows_that_come_back_at_once_begin_one_session(
    house: Cockpit, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = SimpleNamespace(ip_address="203.0.113.9", headers={})
    monkeypatch.setattr("streamlit.context", context)
    newcomer = Newcomer(PersonId("zoe"), "Zoe", EMAIL, frozenset({Role.LEGAL}))
    with house.store.transaction() as tx:
        zoe = local.add(tx, newcomer, by=ADA, at=house.clock.now())
    # Each looks before the other has written.
    monkeypatch.setattr(signing, "was_here", lambda *_: False)

    assert signin._begun(house, zoe, "a token")
    assert signin._begun(house, zoe, "a token")

    with house.store.transaction() as tx:
        assert session_records.end_all(tx, zoe.id, by="ada", at=house.clock.now()) == 1
    assert not signin._begun(house, zoe, "a token")


def test_a_house_without_an_administrator_says_how_to_let_one_in(
    front: AppTest, house: Cockpit
) -> None:
    assert not front.info  # Ada runs it

    with house.transaction() as tx:
        records.set_active(tx, ADA.id, is_active=False)
    front.run()

    assert not front.exception
    assert "no administrator yet" in front.info[0].value
    assert "core.cli person add" in "".join(line.value for line in front.markdown)
