"""From accounts to named people: whom a campaign to this segment would write to, and why."""

import pandas as pd
import streamlit as st

from core.campaigns.model import ContactRole, Fate, Purpose
from core.campaigns.preview import Addressing, Reach, reach
from core.cockpit import Cockpit
from core.foundation import words
from core.people.model import Person
from core.segments.model import Rule
from pages.parts.audience_shown import show_waterfall
from pages.parts.frame import language, say
from pages.parts.grids import show_grid

PER_ACCOUNT = (1, 2, 3, 5, None)


def show_addressing(opened: Cockpit, person: Person, rule: Rule, draft_id: str) -> None:
    """The rule's people, for roles in order and so many of an account; nothing is kept."""
    how = _asked(draft_id)
    with opened.store.reading() as tx:
        found = reach(
            tx,
            opened.warehouse.current(),
            rule,
            how,
            catalogue=opened.catalogue,
            book=opened.books.recipients,
            by=person,
            at=opened.clock.now(),
            today=opened.today(),
            key=opened.ways.signing_key,
        )
    _say_how_many(found)
    show_waterfall(found.waterfall, key=f"segment-addressing-{draft_id}")
    if found.named:
        st.caption(say("segments-addressing-named", count=len(found.named)))
        show_grid(_table(found))


def _asked(draft_id: str) -> Addressing:
    roles, limit, purpose = st.columns([4, 2, 2])
    chosen = roles.multiselect(
        say("campaigns-field-roles"),
        [role.value for role in ContactRole],
        format_func=lambda role: say(f"campaigns-role-{role}"),
        placeholder=say("campaigns-any-role"),
        help=say("campaigns-roles-help"),
        key=f"segment-roles-{draft_id}",
    )
    most = limit.selectbox(
        say("campaigns-field-contacts_per_account"),
        PER_ACCOUNT,
        format_func=lambda n: say("campaigns-everybody") if n is None else str(n),
        key=f"segment-per-account-{draft_id}",
    )
    why = purpose.selectbox(
        say("campaigns-field-purpose"),
        list(Purpose),
        format_func=lambda one: say(f"campaigns-purpose-{one}"),
        key=f"segment-purpose-{draft_id}",
    )
    return Addressing(tuple(chosen), most, why or Purpose.ADVERTISING)


def _say_how_many(found: Reach) -> None:
    reached = next(fall for fall in found.waterfall if fall.reason is Fate.IN)
    spoken = language()
    text = say(
        "segments-addressing-reached",
        accounts=words.number(spoken, reached.accounts),
        contacts=reached.contacts,
        of=words.number(spoken, found.looked_at),
    )
    if found.looked_at < found.accounts:
        whole = words.number(spoken, found.accounts)
        text += " " + say("segments-addressing-sample", accounts=whole)
    st.markdown(text)


def _table(found: Reach) -> pd.DataFrame:
    rows = [
        {
            say("segments-addressing-company"): row["company"],
            say("segments-addressing-contact"): row["contact"],
            say("segments-addressing-role"): _role(row["role"]),
            say("segments-addressing-position"): row["position"],
        }
        for row in found.named
    ]
    return pd.DataFrame(rows)


def _role(role: str | None) -> str:
    return say(f"campaigns-role-{role}") if role in set(ContactRole) else ""
