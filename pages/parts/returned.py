"""The furniture of what came back: how much of each kind, and what is our own problem."""

import pandas as pd
import streamlit as st

from core.cockpit import Cockpit
from core.delivery.feedback import receipt_rows
from core.delivery.feedback.bounce_book import Bounce
from core.delivery.feedback.pickup import NoMailbox
from core.delivery.feedback.returns import Taken
from core.foundation import words
from pages.parts.frame import language, say
from pages.parts.grids import show_grid
from pages.parts.plain import plain

DAYS = 7
SHOWN = 100


def show_returned(house: Cockpit) -> None:
    """What came back in the last days; a warning where others refuse us for what we are."""
    st.subheader(say("returned-title"), anchor=False)
    now = house.clock.now()
    with house.store.reading() as tx:
        counts = receipt_rows.counts(tx, at=now, days=DAYS)
        ours = receipt_rows.latest(tx, kinds=[Bounce.BLOCK], limit=SHOWN)
    _show_mailboxes(house)
    if not counts:
        st.caption(say("returned-none", days=DAYS))
        return
    blocked = sum(n for (taken, kind), n in counts.items() if _is_ours(taken, kind))
    if blocked:
        st.warning(say("returned-blocked", n=blocked, days=DAYS), icon=":material/gpp_maybe:")
    show_grid(_counted(counts), key="returned-counts")
    if ours:
        _show_ours(house, ours)


def _show_mailboxes(house: Cockpit) -> None:
    """Whether those that mail comes back to let us in, and how much waits there."""
    sources = house.ways.mailboxes()
    if not sources:
        st.caption(say("returned-no-mailbox"))
        return
    waiting = 0
    for source in sources:
        try:
            waiting += source.waiting()
        except NoMailbox as refusal:
            st.error(plain(refusal.sentence(language())), icon=":material/mark_email_unread:")
            return
    st.caption(say("returned-waiting", n=waiting))


def _counted(counts: dict[tuple[str, str], int]) -> pd.DataFrame:
    rows = sorted(counts.items(), key=lambda one: -one[1])
    return pd.DataFrame(
        {
            say("returned-kind"): [say(f"returned-kind-{kind}") for (_, kind), _ in rows],
            say("returned-taken"): [say(f"returned-taken-{one}") for (one, _), _ in rows],
            say("returned-count"): [n for _, n in rows],
        }
    )


def _is_ours(taken: str, kind: str) -> bool:
    return taken == Taken.FOLLOWED and kind == Bounce.BLOCK


def _show_ours(house: Cockpit, ours: list[receipt_rows.Receipt]) -> None:
    zone = house.settings.time_zone
    st.caption(say("returned-ours"))
    show_grid(
        pd.DataFrame(
            {
                say("returned-when"): [
                    words.moment(language(), one.received_at, zone) for one in ours
                ],
                say("returned-domain"): [one.address.rpartition("@")[2] for one in ours],
                say("returned-said"): [one.reason for one in ours],
            }
        ),
        key="returned-ours",
    )
