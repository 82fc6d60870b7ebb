"""What an answer of the channel makes of a dispatch, by the sending book."""

from datetime import datetime

from core.delivery.channel import (
    Accepted,
    Answer,
    Fault,
    Prepared,
    RefusedForGood,
    RefusedForNow,
    Unknown,
)
from core.delivery.model import REPEATABLE, Dispatch, Doubt, Outcome, Reason, State
from core.delivery.policy import Retries


def outcome_of(
    dispatch: Dispatch,
    answer: Answer,
    *,
    retries: Retries,
    at: datetime,
    doubt: Doubt = Doubt.HOLD,
) -> Outcome:
    """What becomes of a dispatch that was answered like this; `doubt` is what the book says."""
    match answer:
        case Unknown(text) if doubt is Doubt.RESEND:
            again = retries.next_try(dispatch.attempts + 1, at=at)
            return _resent(dispatch, Reason.NO_ANSWER, again, at, text)
        case Accepted(text):
            return _tried(dispatch, State.SENT, Reason.NONE, text, at)
        case Prepared(text):
            return _tried(dispatch, State.PREPARED, Reason.NONE, text, at)
        case RefusedForGood(text, Fault.ADDRESS):
            return _tried(dispatch, State.BOUNCED, Reason.HARD_BOUNCE, text, at)
        case RefusedForGood(text, _):
            return _tried(dispatch, State.BOUNCED, Reason.BLOCKED, text, at)
        case RefusedForNow(text):
            return _refused_for_now(dispatch, text, retries, at)
        case Unknown(text):
            return _tried(dispatch, State.UNCONFIRMED, Reason.NO_ANSWER, text, at)
    return Outcome(dispatch, State.QUEUED, Reason.CHANNEL, at, answer.text)


def interrupted(
    dispatch: Dispatch, *, at: datetime, retries: Retries, doubt: Doubt = Doubt.HOLD
) -> Outcome:
    """Handed over, and we fell before we heard back: a doubt that is not resolved by guessing.

    Unless twice is once on its channel, or the book takes twice for the lesser evil: then it is
    handed over again.
    """
    if dispatch.channel in REPEATABLE:
        return released(dispatch, at=at)
    if doubt is Doubt.RESEND:
        again = at if retries.next_try(dispatch.attempts + 1, at=at) else None
        return _resent(dispatch, Reason.INTERRUPTED, again, at, "")
    return _tried(dispatch, State.UNCONFIRMED, Reason.INTERRUPTED, "", at)


def released(dispatch: Dispatch, *, at: datetime) -> Outcome:
    """Back into the queue, as if it had never been taken up."""
    return Outcome(dispatch, State.QUEUED, dispatch.reason, at, dispatch.answer)


def put_off(dispatch: Dispatch, reason: Reason, until: datetime, *, at: datetime) -> Outcome:
    """Later, for a reason that costs no attempt."""
    return Outcome(dispatch, State.QUEUED, reason, at, not_before=until)


def skipped(dispatch: Dispatch, reason: Reason, *, at: datetime, why: str = "") -> Outcome:
    """Not at all: a gate said no."""
    return Outcome(dispatch, State.SKIPPED, reason, at, why)


def _resent(
    dispatch: Dispatch, reason: Reason, again: datetime | None, at: datetime, text: str
) -> Outcome:
    """Once more, as often as anything is tried; then a person decides after all."""
    if again is None:
        return _tried(dispatch, State.UNCONFIRMED, reason, text, at)
    return Outcome(dispatch, State.QUEUED, Reason.RESENT, at, text, again, attempted=True)


def _refused_for_now(dispatch: Dispatch, text: str, retries: Retries, at: datetime) -> Outcome:
    again = retries.next_try(dispatch.attempts + 1, at=at)
    if again is None:
        return _tried(dispatch, State.FAILED, Reason.ATTEMPTS, text, at)
    return Outcome(dispatch, State.QUEUED, Reason.RETRY, at, text, again, attempted=True)


def _tried(
    dispatch: Dispatch, state: State, reason: Reason, text: str, at: datetime
) -> Outcome:
    return Outcome(dispatch, state, reason, at, text, attempted=True)
