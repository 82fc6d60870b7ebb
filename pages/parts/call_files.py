"""The call list as a workbook: out to whoever calls, back with what became of it."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from core.cockpit import Cockpit
from core.delivery.calls import calls, sheets
from core.delivery.calls.model import Wanted
from core.delivery.calls.sheets import Checked, Fault, Row
from core.people.model import Person
from core.segments.exporting import MIME, Format
from pages.parts.frame import language, refusals_shown, say
from pages.parts.plain import plain
from pages.parts.uploads import ask_file

LEFT = "calls-left-out"
SHOWN_FAULTS = 50


def asked(house: Cockpit, person: Person, wanted: Wanted) -> Sequence[Row]:
    """Offer the list as a workbook and take one back; its rows, once somebody says so."""
    with st.expander(say("calls-workbook"), icon=":material/table_view:", key="calls-workbook"):
        _offer(house, person, wanted)
        number = st.session_state.get("calls-upload-number", 0)
        upload = ask_file(say("calls-upload"), ["xlsx"], key=f"calls-upload-{number}")
        _show_left_out()
        if upload is None:
            return ()
        with refusals_shown():
            return _confirmed(_checked(house, upload.getvalue()))
    return ()


def imported(left_out: Sequence[Fault]) -> None:
    """Let the file go, and tell on the next run what of it was left."""
    st.session_state["calls-upload-number"] = st.session_state.get("calls-upload-number", 0) + 1
    st.session_state[LEFT] = list(left_out)


def _offer(house: Cockpit, person: Person, wanted: Wanted) -> None:
    st.caption(say("calls-workbook-how"))
    st.download_button(
        say("calls-download"),
        data=partial(_file, house, person, wanted, language()),
        file_name=f"{say('calls-sheet')}.xlsx",
        mime=MIME[Format.XLSX],
        key="calls-download",
        icon=":material/download:",
        on_click="ignore",
    )


def _file(house: Cockpit, person: Person, wanted: Wanted, spoken: str) -> bytes:
    """The calls as they are now, for whoever may still take them when they ask."""
    with house.transaction(person) as tx:
        taken = calls.take_out(tx, wanted, by=person, at=house.clock.now())
    return sheets.written(taken, spoken)


def _checked(house: Cockpit, content: bytes) -> Checked:
    rows = sheets.read(content)
    with house.store.reading() as tx:
        return sheets.checked(tx, rows, today=house.today())


def _confirmed(checked: Checked) -> Sequence[Row]:
    good, bad = len(checked.rows), len(checked.faults)
    st.markdown(say("calls-checked", good=good, bad=bad, untouched=checked.untouched))
    _show_faults(checked.faults)
    if not good:
        return ()
    label = say("calls-import", n=good)
    return checked.rows if st.button(label, key="calls-import", type="primary") else ()


def _show_left_out() -> None:
    _show_faults(st.session_state.get(LEFT, ()))


def _show_faults(faults: Sequence[Fault]) -> None:
    for fault in faults[:SHOWN_FAULTS]:
        line = say("calls-fault", line=fault.line, reason=fault.sentence(language()))
        st.warning(plain(line), icon=":material/error:")
    if len(faults) > SHOWN_FAULTS:
        st.caption(say("calls-faults-more", n=len(faults) - SHOWN_FAULTS))
