"""Loading client files: upload, map, check, publish; and every version there has been."""

from functools import partial

import streamlit as st

from core.accounts import actions as accounts
from core.people.model import Permission
from pages.parts import intake, intake_report, versions
from pages.parts.frame import announce, open_page, refusals_shown, say

house, person = open_page("imports", Permission.IMPORT)

with refusals_shown():
    folder = intake.underway(house.settings.imports)
    if folder is None:
        taken = intake.ask_for_file(house, by=person)
        if taken is not None:
            intake.open_(taken)
            st.rerun()
    else:
        intake.show_steps(folder)
        if intake.left(folder):
            intake.close()
            st.rerun()
        source = intake.source_of(folder)
        main = intake.ask_main_table(folder)
        with st.spinner(say("imports-looking")):
            look = intake.looked(source, main, by=person)
        intake.show_layout(source, look)
        mapping = intake.edit_mapping(folder, look, main)
        if st.button(say("imports-check"), type="primary", key="check-file"):
            with st.spinner(say("imports-checking")):
                accounts.check(
                    source,
                    folder=folder,
                    by=person,
                    mapping=mapping,
                    source_name=intake.name_of(folder),
                )
            st.rerun()
        checked = intake.checked(folder)
        if checked is not None:
            intake_report.show_report(checked, is_stale=checked.mapping != mapping)
            wish = intake.ask_to_publish(
                checked,
                is_stale=checked.mapping != mapping,
                is_first=house.warehouse.is_empty(),
            )
            if wish is not None:
                with st.spinner(say("imports-publishing")):
                    card = accounts.publish(
                        partial(house.transaction, person),
                        house.warehouse,
                        checked,
                        name=wish.name,
                        note=wish.note,
                        is_replacing=wish.is_replacing,
                        by=person,
                        at=house.clock.now(),
                    )
                announce("imports-published", name=card.name, number=card.number)
                intake.close()
                st.rerun()

st.divider()
chosen = versions.show(house)
if chosen is not None:
    with refusals_shown():
        with house.transaction(person) as tx:
            accounts.make_current(tx, house.warehouse, chosen, by=person, at=house.clock.now())
        announce("imports-made-current", number=chosen)
        st.rerun()
