"""The previews of what is no e-mail: SMS with its cost, notice, call script, paper."""

import streamlit as st

from core.cockpit import Cockpit
from core.foundation import words
from core.messages.model import Rendered
from core.messages.tables import Recipient
from core.messages.writers.sms import Sms, measured
from pages.parts.frame import house, language, say
from pages.parts.message_cards import notice_page, phone_page, script_page
from pages.parts.message_writers import letter_pages
from pages.parts.plain import plain

PHONE_HEIGHT, CARD_HEIGHT, SCRIPT_HEIGHT = 520, 420, 760  # pixels


def show_sms(
    opened: Cockpit,
    rendered: Rendered,
    longest: Rendered,
    recipient: Recipient | None,
    *,
    sender: str,
    key: str,
) -> None:
    """What the SMS costs, for this contact and at the worst; and the bubble on a phone.

    `recipient` is whom the longest text is for.
    """
    here, worst = st.columns(2)
    with here:
        _draw_count(say("editor-sms-here"), measured(rendered.text), key=f"{key}-here")
    with worst:
        _draw_count(
            say("editor-sms-longest"),
            measured(longest.text),
            _named(recipient),
            key=f"{key}-longest",
        )
    moment = words.moment(language(), opened.clock.now(), opened.settings.time_zone)
    page = phone_page(
        rendered.text.strip(),
        sender=sender,
        time=moment,
        is_dark=_is_dark(),
        height=PHONE_HEIGHT,
    )
    st.iframe(page, height=PHONE_HEIGHT, alt=say("messages-preview"))


def _named(recipient: Recipient | None) -> str:
    if recipient is None:
        return ""
    return plain(f"{recipient.name} · {recipient.account.get('name') or ''}")


def _draw_count(title: str, found: Sms, whose: str = "", *, key: str) -> None:
    with st.container(border=True, key=f"sms-{key}", height="stretch"):
        st.markdown(f"**{title}**")
        if whose:
            st.caption(whose)
        parts, length = st.columns(2)
        parts.metric(say("editor-sms-parts"), words.number(language(), len(found.parts)))
        length.metric(say("editor-sms-length"), words.number(language(), found.characters))
        price = house().settings.sms_part_price
        cost = [say("editor-sms-cost", cost=words.money(language(), found.cost(price)))]
        room = say("editor-sms-room", n=found.left)
        st.caption(" · ".join([found.alphabet, room, *(cost if price else [])]))
        if found.foreign:
            st.warning(
                plain(say("editor-sms-forced", letter=found.foreign.letter)),
                icon=":material/translate:",
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


def show_letter(
    opened: Cockpit,
    rendered: Rendered,
    recipient: Recipient | None,
    *,
    sender: str,
    language: str,
) -> None:
    """The pages as they are printed, dated and numbered in the letter's own language."""
    pages = letter_pages(
        rendered, recipient, sender=sender, dated=opened.today(), language=language
    )
    st.caption(say("editor-letter-pages", n=len(pages)))
    for number, page in enumerate(pages, start=1):
        with st.container(border=True):
            st.image(page, alt=say("editor-letter-page", n=number), width="stretch")


def _is_dark() -> bool:
    return bool(st.context.theme.type == "dark")
