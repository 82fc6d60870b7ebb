"""A campaign's fields as widgets: each keeps itself as soon as it is changed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from core.campaigns import actions as campaigns
from core.campaigns.model import SUBMITTED, Campaign
from core.campaigns.steps import Hand
from core.cockpit import Cockpit
from core.people.model import Person
from core.store.store import Tx
from pages.parts.frame import refusals_shown, say

Read = Callable[[Any], Any]
Verb = Callable[[Tx, Hand, Any], Campaign]  # what a widget's value does


@dataclass(frozen=True)
class Desk:
    """Somebody at work on a campaign, and whether its fields are open to them just now."""

    house: Cockpit
    person: Person
    campaign: Campaign

    @property
    def is_submitted(self) -> bool:
        return self.campaign.status in SUBMITTED

    @property
    def is_locked(self) -> bool:
        """What approvals rest on opens on purpose only; what is under way, never."""
        is_opened = bool(st.session_state.get(self._lock))
        return not self.campaign.is_open_to_edits or (self.is_submitted and not is_opened)

    def unlock(self) -> None:
        st.session_state[self._lock] = True

    def lock(self) -> None:
        st.session_state.pop(self._lock, None)

    def widget(
        self,
        field: str,
        shown: Any,
        read: Read = lambda value: value,
        verb: Verb | None = None,
    ) -> dict[str, Any]:
        """What a widget needs to show a field, and to keep it when it is changed.

        `read` makes the field's value of the widget's; `verb` is what is done with it, where
        it is not a field of the campaign's own. What was refused stays in the widget.
        """
        key = self._key(field)
        st.session_state[self._seen] = self.campaign.revision
        refused = st.session_state.get(f"{key}-refused")
        wanted = refused[0] if refused else shown
        # Said again to a field that is closed, since it forgets; to an open one only where it
        # differs: it takes the place of what a quick hand is typing there meanwhile.
        if self.is_locked or st.session_state.get(key, object) != wanted:
            st.session_state[key] = wanted
        return {
            "key": key,
            "on_change": self.keep,
            "args": (field, read, verb),
            "disabled": self.is_locked,
        }

    def keep(self, field: str, read: Read, verb: Verb | None = None) -> None:
        """Write one field as the widget has it now."""
        key = self._key(field)
        typed = st.session_state[key]
        st.session_state[f"{key}-refused"] = (typed,)
        with refusals_shown():
            value = read(typed)
            if verb is None:
                self.keep_value(field, value)
            else:
                self.do(lambda tx, hand: verb(tx, hand, value))
            del st.session_state[f"{key}-refused"]

    def keep_value(self, field: str, value: Any) -> None:
        """Write one field over what was drawn; it is refused where that is no longer there.

        A value of several fields is a dictionary of theirs.
        """
        self.keep_values(**(value if isinstance(value, dict) else {field: value}))

    def keep_values(self, **changes: Any) -> None:
        """Write several fields at once. What was submitted goes back to its author."""
        self.do(
            lambda tx, hand: campaigns.edit(
                tx,
                self.campaign.id,
                by=hand.by,
                at=hand.at,
                seen=hand.seen,
                channels=hand.channels,
                senders=self.house.settings.senders,
                **changes,
            )
        )

    def do(self, deed: Callable[[Tx, Hand], Campaign]) -> None:
        """Change the campaign over what was drawn. What was submitted goes back."""
        seen = st.session_state.get(self._seen, self.campaign.revision)
        channels = tuple(self.house.channels())
        with self.house.transaction(self.person) as tx:
            at, conditions = self.house.clock.now(), self.house.ways.conditions()
            after = deed(tx, Hand(self.person, at, seen, channels, conditions))
        st.session_state[self._seen] = after.revision  # the next of two quick changes is theirs
        if self.is_submitted and after.status not in SUBMITTED:
            self.lock()
            st.toast(say("campaigns-fell-back"), icon=":material/undo:")

    @property
    def _seen(self) -> str:
        return f"revision-{self.campaign.id}"

    @property
    def _lock(self) -> str:
        return f"unlocked-{self.campaign.id}-{self.campaign.fingerprint}"

    def _key(self, field: str) -> str:
        return f"{self.campaign.id}-{field}"
