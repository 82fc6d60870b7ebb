"""The previews of what is no e-mail: SMS with its cost, notice, call script, paper."""

import streamlit as st

from core.cockpit import Cockpit
from core.foundation import words
from core.messages.model import Rendered
from core.messages.tables import Recipient
from pages.parts.frame import house, language, say
from pages.parts.message_cards import notice_page, phone_page, script_page
from pages.parts.message_writers import Measured, letter_pages, measured

PHONE_HEIGHT, CARD_HEIGHT, SCRIPT_HEIGHT = 520, 420, 760  # pixels


def show_sms(opened: Cockpit, rendered: Rendered, longest: Rendered, *, sender: str) -> None:
    """The bubble, and beside it what the SMS costs: for this contact and at the worst."""
    bubble, counted = st.columns([5, 4], gap="medium")
    with bubble:
        moment = words.moment(language(), opened.clock.now(), opened.settings.time_zone)
        page = phone_page(
            rendered.text.strip(),
            sender=sender,
            time=moment,
            is_dark=_is_dark(),
            height=PHONE_HEIGHT,
        )
        st.iframe(page, height=PHONE_HEIGHT, alt=say("messages-preview"))
    with counted:
        _draw_count(say("editor-sms-here"), measured(rendered.text.strip()), key="here")
        _draw_count(say("editor-sms-longest"), measured(longest.text.strip()), key="longest")


def _draw_count(title: str, found: Measured, *, key: str) -> None:
    with st.container(border=True, key=f"sms-{key}"):
        st.markdown(f"**{title}**")
        parts, length = st.columns(2)
        parts.metric(say("editor-sms-parts"), words.number(language(), found.parts))
        length.metric(say("editor-sms-length"), words.number(language(), found.units))
        room = say("editor-sms-room", n=found.room)
        st.caption(f"{found.encoding} · {room}")
        price = house().settings.sms_part_price
        if price:
            st.markdown(
                say("editor-sms-cost", cost=words.money(language(), price * found.parts))
            )
        if found.forced_by:
            st.warning(
                say("editor-sms-forced", letter=found.forced_by), icon=":material/translate:"
            )


def show_notice(rendered: Rendered, *, company: str) -> None:
    """The card as a client finds it in the personal cabinet."""
    opens = say("editor-notice-open")
    page = notice_page(rendered, company=company, opens=opens, is_dark=_is_dark())
    st.iframe(page, height=CARD_HEIGHT, alt=say("messages-preview"))


def show_script(rendered: Rendered, recipient: Recipient | None) -> None:
    """The page an account manager reads from."""
    facts: list[tuple[str, str]] = []
    if recipient is not None:
        known = {
            "contact": recipient.name,
            "position": recipient.contact.get("position"),
            "account": recipient.account.get("name"),
            "city": recipient.account.get("city"),
        }
        facts = [
            (say(f"editor-call-{name}"), str(said)) for name, said in known.items() if said
        ]
    page = script_page(rendered, facts, is_dark=_is_dark())
    st.iframe(page, height=SCRIPT_HEIGHT, alt=say("messages-preview"))


def show_letter(rendered: Rendered) -> None:
    """The pages as they are printed."""
    pages = letter_pages(rendered)
    st.caption(say("editor-letter-pages", n=len(pages)))
    for number, page in enumerate(pages, start=1):
        with st.container(border=True):
            st.image(page, alt=say("editor-letter-page", n=number), width="stretch")


def _is_dark() -> bool:
    return bool(st.context.theme.type == "dark")
