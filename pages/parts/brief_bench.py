"""Somebody at work on a brief: what they may change, and widgets that keep what is typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from core.briefs import actions as briefs
from core.briefs import facts, records
from core.briefs.model import FACT, Brief, Fact, Status, Whole
from core.cockpit import Cockpit
from core.foundation.refusal import Refusal
from core.people.model import Permission, Person
from core.rulebook.briefs import BriefsBook, KindRule
from core.store.store import Tx
from pages.parts.frame import announce, refusals_shown

Verb = Callable[[Tx], object]


@dataclass(frozen=True)
class Bench:
    """A brief with everything that belongs to it, in somebody's hands."""

    house: Cockpit
    person: Person
    whole: Whole

    @property
    def brief(self) -> Brief:
        return self.whole.brief

    @property
    def book(self) -> BriefsBook:
        return self.house.books.briefs

    @property
    def kind(self) -> KindRule | None:
        return self.book.kind(self.brief.kind)

    @property
    def may_change(self) -> bool:
        """Whether it is theirs to change; facts as long as it is not withdrawn."""
        is_over = self.brief.status is Status.WITHDRAWN
        return not is_over and briefs.may_change(self.person, self.brief)

    @property
    def may_edit(self) -> bool:
        return self.may_change and self.brief.is_open_to_edits

    @property
    def may_judge(self) -> bool:
        """Whether they may accept it or give it back."""
        return self.person.may(Permission.PLAN)

    def comments(self, name: str) -> list[str]:
        """What is wanted otherwise in a field, and not answered yet."""
        return [
            one.text
            for one in self.whole.comments
            if one.field == name and one.answered_at is None
        ]

    def refusals(self, name: str) -> list[Refusal]:
        """Why what was typed into a field, or into the last day of a fact, is not kept."""
        keys = (f"{self.brief.id}-{name}{ending}-refusal" for ending in ("", UNTIL))
        return [st.session_state[key] for key in keys if key in st.session_state]

    def do(self, verb: Verb, said: str) -> None:
        """One verb, whole or not at all; what is `said` is said once it is done."""
        with refusals_shown():
            with self.house.transaction(self.person) as tx:
                verb(tx)
            announce(said, name=self.brief.name)
            st.rerun()

    def drawn(self, key: str, fact: Fact) -> Fact:
        """A fact as this person last saw it: what a button that was just pressed is about."""
        name = f"{self.brief.id}-{FACT}{key}-drawn"
        seen: Fact = st.session_state.get(name, fact)
        st.session_state[name] = fact
        return seen

    def widget(self, name: str, shown: Any) -> dict[str, Any]:
        """What a widget needs to show a field or a fact and to keep what is typed into it."""
        key = f"{self.brief.id}-{name}"
        st.session_state[self._seen] = self.brief.revision
        refused = st.session_state.get(f"{key}-refused")
        wanted = refused[0] if refused else shown
        if st.session_state.get(key, object) != wanted:
            st.session_state[key] = wanted
        return {"key": key, "on_change": self.keep, "args": (name,)}

    def keep(self, name: str) -> None:
        """Write one field, or one fact with its last day, as the widgets have it now."""
        key = f"{self.brief.id}-{name}"
        typed = st.session_state[key]
        st.session_state[f"{key}-refused"] = (typed,)
        with refusals_shown():
            try:
                with self.house.transaction(self.person) as tx:
                    written = self._write(tx, name, typed)
            except Refusal as refusal:
                st.session_state[f"{key}-refusal"] = refusal
                raise
            for one in written:
                for kept in ("refused", "refusal"):
                    st.session_state.pop(f"{self.brief.id}-{one}-{kept}", None)

    def _write(self, tx: Tx, name: str, typed: Any) -> tuple[str, ...]:
        """Write what was typed; the names of the widgets that are kept by that."""
        by, at = self.person, self.house.clock.now()
        bare = name.removesuffix(UNTIL)
        if not bare.startswith(FACT):
            changes: Any = {name: "" if typed is None and name in WORDS else typed}
            seen = st.session_state.get(self._seen, self.brief.revision)
            after = briefs.edit(tx, self.brief.id, by=by, at=at, seen=seen, **changes)
            # The next of two quick changes was drawn before this one, and is theirs as well.
            st.session_state[self._seen] = after.revision
            return (name,)
        value = st.session_state.get(f"{self.brief.id}-{bare}")
        until = st.session_state.get(f"{self.brief.id}-{bare}{UNTIL}")
        if name != bare and not value:
            return ()  # a last day waits in its widget for the fact it belongs to
        key = bare.removeprefix(FACT)
        facts.tell(
            tx, self.brief.id, key, value, valid_until=until, book=self.book, by=by, at=at
        )
        st.session_state[self._seen] = records.get(tx, self.brief.id).revision
        return (bare, bare + UNTIL)

    @property
    def _seen(self) -> str:
        return f"revision-{self.brief.id}"


UNTIL = "-until"  # what the name of a fact's last day ends with
WORDS = ("name", "product", "goal", "promise", "audience", "measure")
