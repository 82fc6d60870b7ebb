"""The furniture of a campaign on its way: the worker, the bar, the rate, three buttons."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.campaigns.model import Campaign, Status
from core.cockpit import Cockpit
from core.delivery import tables
from core.delivery.calls import records as calls
from core.delivery.calls.model import Wanted
from core.delivery.model import REACHED, Counts, State
from core.delivery.tables import Progress, Worker
from core.foundation import words
from core.messages.model import Channel
from core.people.model import Person
from pages.parts.charts import CONFIG, inks
from pages.parts.frame import language, say, still_here
from pages.parts.plain import plain
from pages.parts.state_words import spoken_of
from pages.parts.today import COLORS

EVERY = "2s"
MINUTE, HOUR = 60, 3600
BAR_HEIGHT = 84
AT_THE_WORKER = frozenset({State.QUEUED, State.SENDING})
STILL_TO_COME = "rgba(128,128,128,0.3)"
IN_ORDER = (
    State.SENT,
    State.DELIVERED,
    State.COMPLAINED,
    State.PREPARED,
    State.UNCONFIRMED,
    State.BOUNCED,
    State.FAILED,
    State.SKIPPED,
    State.SENDING,
    State.QUEUED,
)


def choose(campaigns: Sequence[Campaign]) -> Campaign | None:
    """Let a person pick a campaign; the address bar keeps which."""
    if not campaigns:
        return None
    named = {campaign.id: campaign for campaign in campaigns}
    ids = list(named)
    asked = st.query_params.get("campaign", "")
    if asked and asked not in named:
        st.warning(plain(say("results-not-sent", campaign=asked)), icon=":material/search_off:")
    chosen = st.selectbox(
        say("dispatches-campaign"),
        ids,
        index=next((place for place, one in enumerate(ids) if one == asked), 0),
        format_func=lambda one: named[one].name,
        key="dispatches-campaign",
    )
    st.query_params["campaign"] = chosen
    return named[chosen]


def show_empty() -> None:
    """Nothing goes out, and nothing has: say what would."""
    st.info(say("dispatches-empty"), icon=":material/send:")
    st.page_link(
        "plan/campaigns.py", label=say("dispatches-to-campaigns"), icon=":material/campaign:"
    )


def show_live(house: Cockpit, person: Person, campaign: Campaign) -> None:
    """The picture of now, drawn again every two seconds while something moves."""
    with house.store.reading() as tx:
        before = tables.progress(tx, campaign.id, at=house.clock.now())

    def draw() -> None:
        still_here(person)
        at = house.clock.now()
        with house.store.reading() as tx:
            now = tables.progress(tx, campaign.id, at=at)
            worker = tables.worker(tx, at=at)
        if _is_another_page(before, now):
            st.rerun(scope="app")
        _show_worker(worker, now)
        _show_progress(house, now)

    is_awaited = before.is_moving or campaign.status in (*tables.COMING, Status.PAUSED)
    st.fragment(draw, run_every=EVERY if is_awaited else None)()


def asks_pause(place: DeltaGenerator, now: Progress) -> bool:
    """Whether the person wants to hold what is not in the air."""
    if now.campaign.status is not Status.SENDING:
        return False
    label, icon = say("dispatches-pause"), ":material/pause:"
    return place.button(label, key="pause", icon=icon, width="stretch")


def asks_resume(place: DeltaGenerator, now: Progress) -> bool:
    """Whether the person wants to go on."""
    if now.campaign.status is not Status.PAUSED:
        return False
    label, icon = say("dispatches-resume"), ":material/play_arrow:"
    return place.button(label, key="resume", icon=icon, type="primary", width="stretch")


def asks_stop(place: DeltaGenerator, now: Progress) -> str:
    """The reason for which the person wants to end it for good; empty: they do not."""
    if now.campaign.status not in (Status.SENDING, Status.PAUSED):
        return ""
    label, icon = say("dispatches-stop"), ":material/stop:"
    with place.popover(label, icon=icon, width="stretch"):
        counts = now.counts
        st.markdown(
            say(
                "dispatches-stop-question",
                waiting=counts[State.QUEUED],
                air=counts[State.SENDING],
                sent=counts.of(REACHED),
            )
        )
        reason = st.text_input(say("dispatches-stop-reason"), key="stop-reason", max_chars=200)
        if st.button(say("dispatches-stop-now"), key="stop", type="primary"):
            if reason.strip():
                return reason.strip()
            st.warning(say("dispatches-stop-needs-reason"), icon=":material/edit:")
    return ""


def _is_another_page(before: Progress, now: Progress) -> bool:
    """Whether what stands around the picture is no longer true: buttons, lists, doubts."""
    doubt = State.UNCONFIRMED
    return (
        now.campaign.status is not before.campaign.status
        or now.counts[doubt] != before.counts[doubt]
        or (before.is_moving and not now.is_moving)
    )


def _show_worker(worker: Worker, now: Progress) -> None:
    """Who sends, and what is in the way; loud only where somebody has to do something."""
    if worker.trouble:
        st.error(say("dispatches-trouble"), icon=":material/cloud_off:")
        st.code(worker.trouble, language=None, wrap_lines=True)
    elif worker.is_alive:
        st.caption(f":material/check_circle: {say('dispatches-worker-awake', n=worker.living)}")
    elif now.counts.of(AT_THE_WORKER) or now.campaign.status in (
        *tables.COMING,
        Status.PREPARING,
    ):
        st.warning(say("dispatches-worker-asleep"), icon=":material/bedtime:")


def _show_progress(house: Cockpit, now: Progress) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(now.campaign.name)}**", width="content")
        st.badge(_status(now.campaign.status), color=COLORS.get(now.campaign.status, "gray"))
    if not now.counts.total:
        _show_coming(house, now)
        return
    tiles = st.columns(5)
    tiles[0].metric(say("dispatches-done"), words.percent(language(), now.share, digits=1))
    is_call = now.campaign.channel == Channel.CALL and not now.campaign.steps
    sent = say("dispatches-listed") if is_call else spoken_of(now.campaign, State.SENT)
    tiles[1].metric(sent, _number(now.counts.of(REACHED)))
    tiles[2].metric(say("dispatches-waiting"), _number(now.counts.moving))
    tiles[3].metric(say("dispatches-rate"), _rate(now))
    tiles[4].metric(say("dispatches-left"), _time_left(now))
    named = _named(now)
    st.plotly_chart(
        _bar(now.counts, named),
        key="progress-bar",
        config=CONFIG,
        alt="; ".join(f"{named[state]}: {_number(now.counts[state])}" for state in named),
    )
    _show_awaited(house, now)
    if now.next_due is not None and now.next_due > house.clock.now():
        moment = words.moment(language(), now.next_due, house.settings.time_zone)
        st.caption(f":material/schedule: {say('dispatches-next', moment=moment)}")


def _show_awaited(house: Cockpit, now: Progress) -> None:
    """What is left though nothing is queued: for people, or for a later step."""
    if now.campaign.status in (Status.STOPPED, Status.FAILED):
        return
    if prepared := now.counts[State.PREPARED]:
        st.page_link("deliver/letters.py", label=say("dispatches-to-post", n=prepared))
    if now.campaign.channel == Channel.CALL:
        with house.store.reading() as tx:
            left = calls.count(tx, Wanted(campaign_id=now.campaign.id))
        if left:
            st.page_link("deliver/calls.py", label=say("dispatches-to-call", n=left))
    is_open = now.campaign.status is Status.SENDING
    if is_open and now.campaign.steps and not now.counts.moving:
        st.caption(f":material/schedule: {say('dispatches-next-steps')}")


def _show_coming(house: Cockpit, now: Progress) -> None:
    """A campaign whose outbox is still empty."""
    if now.campaign.status is Status.SCHEDULED and now.campaign.send_at is not None:
        zone = house.settings.time_zone
        moment = words.moment(language(), now.campaign.send_at, zone)
        st.info(say("dispatches-scheduled", moment=moment), icon=":material/schedule:")
    else:
        st.info(say("dispatches-about-to-start"), icon=":material/hourglass_top:")


def _named(now: Progress) -> dict[State, str]:
    """Each state there is, in the order of the bar, and what it is called here."""
    return {state: spoken_of(now.campaign, state) for state in IN_ORDER if now.counts[state]}


def _bar(counts: Counts, named: Mapping[State, str]) -> go.Figure:
    """One bar of all messages, a piece for each state there is."""
    figure = go.Figure([_piece(counts[state], state, name) for state, name in named.items()])
    figure.update_layout(
        barmode="stack",
        height=BAR_HEIGHT,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        legend={"orientation": "h", "y": -0.1, "traceorder": "normal"},
        showlegend=True,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        separators=",\u00a0" if language() == "ru" else ".,",
    )
    figure.update_xaxes(visible=False, range=[0, counts.total], fixedrange=True)
    figure.update_yaxes(visible=False, fixedrange=True)
    return figure


def _piece(count: int, state: State, name: str) -> go.Bar:
    return go.Bar(
        x=[count],
        y=[""],
        name=name,
        orientation="h",
        marker_color=_colors()[state],
        hovertemplate="%{x:,}",
    )


def _colors() -> dict[State, str]:
    palette = inks()
    return {
        State.SENT: palette.treated,
        State.DELIVERED: palette.good,
        State.COMPLAINED: palette.series[3],
        State.PREPARED: palette.series[4],
        State.UNCONFIRMED: palette.holdout,
        State.BOUNCED: palette.bad,
        State.FAILED: palette.series[3],
        State.SKIPPED: palette.out,
        State.SENDING: palette.series[5],
        State.QUEUED: STILL_TO_COME,
    }


def _rate(now: Progress) -> str:
    """Messages a minute; of one that is held, nothing: what it was is no news."""
    is_sending = now.campaign.status is Status.SENDING
    return _number(round(now.rate)) if now.rate and is_sending else "—"


def _time_left(now: Progress) -> str:
    left = now.seconds_left
    if left is None:
        return "—"
    if left < MINUTE:
        return say("dispatches-left-under-minute")
    if left < HOUR:
        return say("dispatches-left-minutes", n=round(left / MINUTE))
    return say("dispatches-left-hours", n=round(left / HOUR))


def _status(status: Status) -> str:
    return say(f"campaigns-status-{status}")


def _number(count: int) -> str:
    return words.number(language(), count)
