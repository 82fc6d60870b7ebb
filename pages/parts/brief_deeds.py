"""What can be done with a brief as a whole: supply, accept, give back, withdraw; its files."""

import streamlit as st

from core.briefs import actions as briefs
from core.briefs import attaching, tables
from core.briefs.files import ENDINGS
from core.briefs.model import (
    FACT,
    MANDATORY,
    MOVES,
    QUOTABLE,
    Brief,
    Status,
    missing,
    unsure,
)
from core.briefs.naming import spoken
from core.foundation import words
from core.people.model import Permission
from core.store.store import Tx
from pages.parts.brief_bench import Bench
from pages.parts.frame import language, say
from pages.parts.plain import plain
from pages.parts.today import Color

OTHERS = ("name", "segment_id", "deadline", "window_days", "contacts", "cost", "benefit")
STATUS_COLORS: dict[Status, Color] = {
    Status.ASKED: "gray",
    Status.SUPPLIED: "violet",
    Status.RETURNED: "orange",
    Status.ACCEPTED: "blue",
    Status.USED: "green",
    Status.WITHDRAWN: "red",
}


def draw_standing(bench: Bench) -> None:
    """Where the brief is, whose turn it is, by when, and what is still missing."""
    brief = bench.brief
    with st.container(horizontal=True, vertical_alignment="center"):
        draw_badge(brief.status)
        if bench.kind:
            st.badge(bench.kind.label.text(language()), color="gray")
        st.caption(say(f"campaigns-purpose-{brief.purpose}"), width="content")
        draw_turn(bench)
    key, names = _note(bench)
    if names:
        things = ", ".join(spoken(one, language()) for one in names)
        show = st.warning if key == "briefs-doubtful" else st.info
        show(plain(say(key, things=things)), icon=":material/checklist:")


def _note(bench: Bench) -> tuple[str, list[str]]:
    """What keeps it from its next step: the sentence, and the fields and facts it names."""
    if bench.kind is None:
        return "", []
    if bench.brief.is_open_to_edits:
        return "briefs-lacks", missing(bench.brief, bench.whole.facts, bench.kind)
    doubts = unsure(bench.whole.facts, bench.kind, on=bench.house.today())
    key = "briefs-doubtful" if bench.brief.status in QUOTABLE else "briefs-waits-for-names"
    return key, [] if bench.brief.status is Status.WITHDRAWN else [FACT + one for one in doubts]


def draw_badge(status: Status) -> None:
    """A brief's status as a chip."""
    st.badge(say(f"briefs-status-{status}"), color=STATUS_COLORS[status])


def spoken_days(brief: Brief) -> str:
    """The days of the mailing, one or from the first to the last."""
    days = [words.day(language(), day) for day in (brief.starts_on, brief.ends_on) if day]
    return " – ".join(dict.fromkeys(days))


def draw_turn(bench: Bench) -> None:
    """Whose turn it is, and how long they have had it."""
    house = bench.house
    now = tables.turn(
        bench.brief, bench.book, today=house.today(), zone=house.settings.time_zone
    )
    if now is None:
        return
    day = words.day(language(), now.limit)
    told = say("briefs-turn", owner=now.owner, day=day, age=now.age, most=now.working_days)
    st.caption(plain(told), help=say("briefs-by-rule", rule=now.rule), width="content")
    if now.is_overdue:
        st.badge(say("briefs-late", n=now.late), icon=":material/schedule:", color="red")


def draw_deeds(bench: Bench) -> None:
    """The verbs this person has now."""
    moves = MOVES[bench.brief.status]
    with st.container(horizontal=True, vertical_alignment="center"):
        if bench.may_change and Status.SUPPLIED in moves:
            _draw_supply(bench)
        if bench.may_judge and Status.ACCEPTED in moves:
            _draw_accept(bench)
        if bench.may_judge and Status.RETURNED in moves:
            _draw_return(bench)
        if bench.may_change and Status.WITHDRAWN in moves:
            _draw_withdrawal(bench)
        if bench.brief.status is Status.ACCEPTED and bench.person.may(Permission.PLAN):
            st.page_link(
                "plan/campaigns.py",
                label=say("briefs-to-campaign"),
                icon=":material/campaign:",
                query_params={"brief": str(bench.brief.id)},
            )


def draw_files(bench: Bench) -> None:
    """The files of a brief, and the way to put one there."""
    st.subheader(say("briefs-files"), anchor=False)
    for file in bench.whole.attachments:
        _draw_file(bench, file.id, file.name, file.bytes)
    if bench.may_change:
        given = st.file_uploader(
            say("briefs-attach", most=bench.book.attachments.megabytes),
            type=list(ENDINGS),
            max_upload_size=bench.book.attachments.megabytes,
            key=f"attach-{bench.brief.id}-{len(bench.whole.attachments)}",
        )
        if given is not None:
            _attach(bench, given.name, given.getvalue())
    elif not bench.whole.attachments:
        st.caption(say("briefs-no-files"))


def _attach(bench: Bench, name: str, content: bytes) -> None:
    def verb(tx: Tx) -> object:
        return attaching.attach(
            tx,
            bench.brief.id,
            bench.house.ids.new(),
            name=name,
            content=content,
            book=bench.book,
            by=bench.person,
            at=bench.house.clock.now(),
        )

    bench.do(verb, "briefs-attached")


def _draw_file(bench: Bench, file_id: str, name: str, size: int) -> None:
    def content() -> bytes:
        with bench.house.store.reading() as tx:
            return attaching.content(tx, file_id, by=bench.person)

    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            plain(name),
            data=content,
            file_name=name,
            mime="application/octet-stream",
            key=f"file-{file_id}",
            icon=":material/attach_file:",
            type="tertiary",
            on_click="ignore",
        )
        kilobytes = words.number(language(), max(1, round(size / 1024)))
        st.caption(say("briefs-kilobytes", n=kilobytes), width="content")
        if bench.may_change and st.button(
            say("briefs-detach"), key=f"detach-{file_id}", icon=":material/delete:"
        ):
            by, at = bench.person, bench.house.clock.now()
            bench.do(
                lambda tx: attaching.detach(tx, bench.brief.id, file_id, by=by, at=at),
                "briefs-detached",
            )


def _draw_supply(bench: Bench) -> None:
    by, at, book = bench.person, bench.house.clock.now(), bench.book
    if st.button(say("briefs-supply"), key="supply", icon=":material/send:", type="primary"):
        bench.do(
            lambda tx: briefs.supply(tx, bench.brief.id, book=book, by=by, at=at),
            "briefs-supplied",
        )


def _draw_accept(bench: Bench) -> None:
    by, at, today = bench.person, bench.house.clock.now(), bench.house.today()
    if st.button(say("briefs-accept"), key="accept", icon=":material/check:", type="primary"):
        bench.do(
            lambda tx: briefs.accept(
                tx, bench.brief.id, book=bench.book, by=by, at=at, today=today
            ),
            "briefs-accepted",
        )


def _draw_return(bench: Bench) -> None:
    """Give it back, with what is wanted otherwise field by field."""
    keys = [FACT + one.key for one in bench.kind.facts] if bench.kind else []
    with st.popover(say("briefs-return"), icon=":material/undo:"):
        fields = st.multiselect(
            say("briefs-return-fields"),
            [*keys, *MANDATORY, *OTHERS],
            format_func=lambda one: spoken(one, language()),
            placeholder=say("briefs-return-choose"),
            key="return-fields",
        )
        comments = {
            field: st.text_area(
                spoken(field, language()), key=f"return-{field}", height=68, max_chars=2_000
            )
            for field in fields
        }
        if st.button(say("briefs-return-now"), key="return", type="primary"):
            by, at = bench.person, bench.house.clock.now()
            bench.do(
                lambda tx: briefs.give_back(
                    tx, bench.brief.id, comments=comments, by=by, at=at
                ),
                "briefs-returned",
            )


def _draw_withdrawal(bench: Bench) -> None:
    with st.popover(say("briefs-withdraw"), icon=":material/block:"):
        reason = st.text_input(say("briefs-withdraw-why"), key="withdraw-why", max_chars=500)
        if st.button(say("briefs-withdraw-now"), key="withdraw"):
            by, at = bench.person, bench.house.clock.now()
            bench.do(
                lambda tx: briefs.withdraw(
                    tx, bench.brief.id, reason=reason or "", by=by, at=at
                ),
                "briefs-withdrawn",
            )
