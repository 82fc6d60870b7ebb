"""The portfolio, or one result, to take away: a workbook, pages, slides."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from core.cockpit import Cockpit
from core.people.model import Permission, Person
from core.results import actions as results
from core.results.booklets.content import booklet
from core.results.booklets.pages import as_pdf
from core.results.booklets.sheets import as_xlsx
from core.results.booklets.single import of_one
from core.results.booklets.slides import as_pptx
from core.results.model import Readout
from core.results.portfolio import Portfolio
from core.results.surveyed import Surveyed
from pages.parts.frame import language, say

_OFFICE = "application/vnd.openxmlformats-officedocument"
MIME = {
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "pptx": f"{_OFFICE}.presentationml.presentation",
}


def offer(house: Cockpit, person: Person, found: Portfolio) -> None:
    """A button for each kind of file; made when it is pressed, and the journal knows."""
    if not person.may(Permission.EXPORT):
        return
    with st.container(horizontal=True, gap="small"):
        for kind, mime in MIME.items():
            st.download_button(
                say("portfolio-take", kind=kind.upper()),
                data=partial(_written, house, person, found, kind),
                file_name=f"portfolio.{kind}",
                mime=mime,
                key=f"portfolio-{kind}",
                icon=":material/download:",
                on_click="ignore",
            )


def offer_one(
    house: Cockpit, person: Person, found: Readout, surveys: Sequence[Surveyed]
) -> None:
    """The result on the screen as pages to forward, made when the button is pressed."""
    if not person.may(Permission.EXPORT):
        return
    st.download_button(
        say("results-take"),
        data=partial(_of_one, house, person, found, surveys),
        file_name=f"result-{found.trial.campaign_id}.pdf",
        mime=MIME["pdf"],
        key="results-pdf",
        icon=":material/forward_to_inbox:",
        help=say("results-take-why"),
        on_click="ignore",
    )


def _of_one(
    house: Cockpit, person: Person, found: Readout, surveys: Sequence[Surveyed]
) -> bytes:
    now = house.clock.now()
    with house.transaction(person) as tx:
        results.take_readout(tx, found, "pdf", by=person, at=now)
    told = of_one(found, surveys, on=house.today(), language=language())
    return as_pdf(told, made_at=now)


def _written(house: Cockpit, person: Person, found: Portfolio, kind: str) -> bytes:
    now = house.clock.now()
    with house.transaction(person) as tx:
        results.take_portfolio(tx, kind, len(found.readouts), by=person, at=now)
    told = booklet(found, on=house.today(), language=language())
    if kind == "pdf":
        return as_pdf(told, made_at=now)
    return as_xlsx(told) if kind == "xlsx" else as_pptx(told)
