"""Accounts: find a company, and see everything the published data says about it."""

import streamlit as st

from core.accounts import tables
from core.people.model import Permission
from pages.parts import account_ledger, dossier
from pages.parts.frame import open_page, refusals_shown, say

house, person = open_page("accounts", Permission.SEE_ACCOUNTS, needs_base=True)
snapshot = house.warehouse.current()

chosen = st.query_params.get("account")
if chosen:
    dossier.show_way_back()
    with refusals_shown():
        facts = tables.account(snapshot, chosen, by=person)
        dossier.show_heading(facts, snapshot.publication)
        dossier.show_sales(tables.sales_by_month(snapshot, chosen, by=person))
        contacts = tables.contacts(snapshot, chosen, by=person)
        dossier.show_contacts(contacts, is_masked=not person.may(Permission.SEE_PERSONAL))
        account_ledger.show_ledger(house, person, chosen, contacts)
        for table in dossier.TABLES:
            dossier.show_table(table, tables.rows_of(snapshot, table, chosen, by=person))
else:
    words, page = dossier.ask_words()
    found = tables.search(snapshot, words, by=person, page=page)
    picked = dossier.show_found(found, snapshot.publication, words)
    if picked is not None:
        st.query_params["account"] = picked
        st.rerun()
    if found.total == 0:
        st.info(say("accounts-nothing-found", words=words), icon=":material/search_off:")
