"""Consent: addresses nobody writes to, whatever any segment says."""

import streamlit as st

from core.consent import actions as consent
from core.consent.model import EMAIL, Reason, Suppression
from core.people.model import Permission
from pages.parts.frame import announce, open_page, refusals_shown, say
from pages.parts.suppressions import draw_form, draw_list
from pages.parts.veil import veiled

house, person = open_page("consent", Permission.SUPPRESS)


def suppress(address: str, reason: Reason, source: str) -> None:
    """Never write to the address again."""
    with refusals_shown():
        with house.transaction(person) as tx:
            order = consent.suppress(
                tx,
                house.ids.new(),
                channel=EMAIL,
                address=address,
                reason=reason,
                source=source,
                by=person,
                at=house.clock.now(),
            )
        announce("consent-suppressed", address=order.address)
        st.rerun()


def lift(order: Suppression, note: str) -> None:
    """Allow the address again."""
    with refusals_shown():
        with house.transaction(person) as tx:
            consent.lift(tx, order.id, note=note, by=person, at=house.clock.now())
        announce("consent-lifted", address=veiled(order.address, person))
        st.rerun()


st.caption(say("consent-promise"))
draw_form(suppress)
draw_list(house, person, lift)
