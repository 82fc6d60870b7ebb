"""The furniture of one call: whom, what to say word for word, and a key for each end."""

from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from core.cockpit import Cockpit
from core.delivery.calls import records
from core.delivery.calls.model import FURTHEST, LONGEST_NOTE, Call, Result
from core.foundation import words
from core.people.model import Person
from pages.parts.call_list import CALL
from pages.parts.frame import language, say
from pages.parts.names import names
from pages.parts.plain import plain

ENDED = "calls-last-ended"
ICONS = {
    Result.REACHED: "call",
    Result.INTERESTED: "thumb_up",
    Result.MEETING: "event_available",
    Result.REFUSED: "do_not_disturb_on",
    Result.WRONG_NUMBER: "phone_disabled",
    Result.LATER: "schedule",
    Result.NOT_REACHED: "phone_missed",
}


@dataclass(frozen=True)
class Ended:
    """What somebody just said of the call before them."""

    result: Result
    note: str
    call_on: date | None


def asked(house: Cockpit, person: Person, call: Call) -> Ended | None:
    """Show the call; what was said of it just now, if anything."""
    with st.container(border=True):
        _show_whom(call)
    if not call.is_open:
        _show_past(house, call)
        _show_script(call)
        return None
    # Above the words to say: however long they are, the keys stay in sight.
    note = st.text_input(
        say("calls-note"),
        key=f"calls-note-{call.dispatch_id}",
        max_chars=LONGEST_NOTE,
        placeholder=say("calls-note-hint"),
    )
    result = _pressed(call)
    day = _day(house, call)
    _show_past(house, call)
    _show_script(call)
    if result is None:
        return None
    return Ended(result, note or "", day if result is Result.LATER else None)


def settled(call: Call, ended: Ended, *, following: str) -> None:
    """Remember what was said, so that it can be taken back, and go on to the next call."""
    st.session_state[ENDED] = call.dispatch_id
    st.query_params[CALL] = following


def asks_undo(house: Cockpit, person: Person) -> bool:
    """Offer to take back what this person said last, while they still may."""
    with house.store.reading() as tx:
        last = last_ended()
        call, said = records.get(tx, last), records.last_said(tx, last)
    if call is None or said is None or said.said_by != person.id:
        return False
    if not said.may_be_undone(at=house.clock.now()):
        return False
    label = say(
        "calls-undo",
        company=call.company or call.phone,
        result=say(f"calls-result-{said.result}"),
    )
    return st.button(label, key="calls-undo", icon=":material/undo:", shortcut="U")


def last_ended() -> str:
    """The call this person spoke of last."""
    return str(st.session_state.get(ENDED, ""))


def taken_back(call: Call) -> None:
    """Show the call again whose end was taken back."""
    st.session_state.pop(ENDED, None)
    st.query_params[CALL] = call.dispatch_id


def _show_script(call: Call) -> None:
    with st.container(border=True):
        st.text(call.script)


def _show_whom(call: Call) -> None:
    st.markdown(f"**{plain(call.company)}**")
    person = ", ".join(part for part in (call.name, call.position) if part)
    if person:
        st.caption(plain(person))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.code(call.phone, language=None, width="content")
        st.caption(say("calls-due", day=words.day(language(), call.due_on)))
        if call.account_manager:
            st.caption(plain(say("calls-keeper", person=call.account_manager)))
    if call.title:
        st.text(call.title)


def _pressed(call: Call) -> Result | None:
    """What was pressed for this very call: a key that is another call's would end that one."""
    pressed = None
    with st.container(horizontal=True, gap="small"):
        for number, result in enumerate(Result, start=1):
            is_pressed = st.button(
                say(f"calls-result-{result}"),
                key=f"calls-end-{call.dispatch_id}-{result}",
                icon=f":material/{ICONS[result]}:",
                shortcut=str(number),
                help=say(f"calls-result-{result}-means"),
            )
            pressed = result if is_pressed else pressed
    return pressed


def _day(house: Cockpit, call: Call) -> date:
    today = house.today()
    chosen = st.date_input(
        say("calls-call-on"),
        value=today + timedelta(days=1),
        min_value=today,
        max_value=today + timedelta(days=FURTHEST),
        format="DD.MM.YYYY",
        key=f"calls-day-{call.dispatch_id}",
        width=200,
    )
    return chosen if isinstance(chosen, date) else today


def _show_past(house: Cockpit, call: Call) -> None:
    with house.store.reading() as tx:
        past = records.all_said(tx, call.dispatch_id)
        named = names(tx)
    for one in past:
        line = say(
            "calls-said",
            moment=words.moment(language(), one.said_at, house.settings.time_zone),
            person=named.get(one.said_by, one.said_by),
            result=say(f"calls-result-{one.result}"),
        )
        text = f"{line} {one.note}" if one.note else line
        st.caption(f"~~{plain(text)}~~" if one.undone_at else plain(text))
