"""What a mail that came back changes: decided by our mark in it, explained by its words.

Who bounced is known by the signed return path alone; what the report says of recipients is
never believed. The mail is kept, and all that follows from it is done, in one transaction.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

from core.consent import actions as consent
from core.consent.actions import NoAddress
from core.consent.model import EMAIL, address_key
from core.consent.model import Reason as Suppressed
from core.delivery import stopping
from core.delivery.feedback import following
from core.delivery.feedback import receipt_rows as rows
from core.delivery.feedback.bounces import Bounce, Unopened, Verdict, read_mail
from core.delivery.feedback.opening import opened
from core.delivery.feedback.replies import answered
from core.delivery.marks import Marks
from core.delivery.model import MOVES, Dispatch, DispatchId, Reason, State, Stop
from core.delivery.policy import SoftBounces
from core.foundation.ids import Ids
from core.store.store import Store, Tx

POSTMAN = "returned mail"  # who did it, where no person did
KEPT_BYTES = 50_000  # of a returned mail
# Every (channel, address) a contact has.
Reach = Callable[[Dispatch], Sequence[tuple[str, str]]]


class Taken(StrEnum):
    """What became of a returned mail."""

    FOLLOWED = "followed"  # the dispatch, or the list of suppressions, changed
    NOTED = "noted"  # signed, and changes nothing
    UNSIGNED = "unsigned"  # forged, or not ours: changes nothing
    QUARANTINED = "quarantined"  # not safe to read
    KNOWN = "known"  # was here before


_STATES = {
    Bounce.HARD: (State.BOUNCED, Reason.HARD_BOUNCE),
    Bounce.SOFT: (State.BOUNCED, Reason.SOFT_BOUNCE),
    Bounce.BLOCK: (State.BOUNCED, Reason.BLOCKED),
    Bounce.COMPLAINT: (State.COMPLAINED, Reason.NONE),
    Bounce.DELIVERED: (State.DELIVERED, Reason.NONE),
}


@dataclass(frozen=True)
class Postman:
    """Takes returned mails in."""

    store: Store
    ids: Ids
    marks: Marks
    book: SoftBounces
    reach: Reach

    def take(self, raw: bytes, *, at: datetime) -> Taken:
        """Keep a mail, and let the dispatch it is about follow. The same one twice is one."""
        try:
            verdicts = read_mail(raw)
        except Unopened as fault:
            return self._quarantined(raw, str(fault), at)
        with self.store.transaction() as tx:
            dispatch = self._dispatch(tx, self.marks.returned(raw))
            if dispatch is None and (found := answered(tx, raw)) is not None:
                return self._replied(tx, raw, found, at)
            verdict = _about(dispatch, verdicts)
            taken = Taken.UNSIGNED if dispatch is None else Taken.NOTED
            if dispatch is not None and verdict.bounce in _STATES:
                taken = Taken.FOLLOWED
            if not _keep(tx, raw, dispatch, verdict, taken, at):
                return Taken.KNOWN
            if dispatch is not None:
                self._follow(tx, dispatch, verdict, at)
            return taken

    def _dispatch(self, tx: Tx, dispatch_id: DispatchId | None) -> Dispatch | None:
        return None if dispatch_id is None else following.held(tx, dispatch_id)

    def _follow(self, tx: Tx, dispatch: Dispatch, verdict: Verdict, at: datetime) -> None:
        if verdict.bounce in _STATES:
            state, reason = _STATES[verdict.bounce]
            if state in MOVES[dispatch.state]:
                following.move(tx, dispatch, state, reason=reason, at=at)
        if verdict.bounce is Bounce.HARD:
            self._suppress(tx, dispatch, Suppressed.HARD_BOUNCE, verdict, at)
        elif verdict.bounce is Bounce.SOFT and self._is_too_often(tx, dispatch, at):
            self._suppress(tx, dispatch, Suppressed.SOFT_BOUNCES, verdict, at)
        elif verdict.bounce is Bounce.COMPLAINT:
            self._suppress(
                tx, dispatch, Suppressed.COMPLAINT, verdict, at, self.reach(dispatch)
            )

    def _is_too_often(self, tx: Tx, dispatch: Dispatch, at: datetime) -> bool:
        since = at - timedelta(days=self.book.days)
        key = address_key(dispatch.channel, dispatch.address)
        return rows.count(tx, key, Bounce.SOFT, since=since) >= self.book.most

    def _suppress(
        self,
        tx: Tx,
        dispatch: Dispatch,
        reason: Suppressed,
        verdict: Verdict,
        at: datetime,
        everywhere: Sequence[tuple[str, str]] = (),
    ) -> None:
        own = (dispatch.channel, dispatch.address)
        for channel, address in dict.fromkeys([own, *everywhere]):
            try:
                consent.suppress(
                    tx,
                    self.ids.new(),
                    channel=channel,
                    address=address,
                    reason=reason,
                    source=f"dispatch {dispatch.id}: {verdict.reason}"[:500],
                    by=POSTMAN,
                    at=at,
                )
            except NoAddress:
                continue  # nobody can be written to there anyway

    def _replied(self, tx: Tx, raw: bytes, dispatch: Dispatch, at: datetime) -> Taken:
        answer = Verdict(dispatch.address, Bounce.NONE)
        is_new = _keep(tx, raw, dispatch, answer, Taken.FOLLOWED, at, kind=rows.REPLY)
        if not is_new:
            return Taken.KNOWN
        # Whoever answers is talked to by a person from now on, and so is their whole company.
        answered_by = {dispatch.account_id: Stop.REPLY}
        stopping.halt(tx, dispatch.campaign_id, answered_by, by=POSTMAN, at=at)
        return Taken.FOLLOWED

    def _quarantined(self, raw: bytes, why: str, at: datetime) -> Taken:
        verdict = Verdict("", Bounce.NONE, reason=why)
        with self.store.transaction() as tx:
            is_new = _keep(tx, raw, None, verdict, Taken.QUARANTINED, at)
        return Taken.QUARANTINED if is_new else Taken.KNOWN


def _about(dispatch: Dispatch | None, verdicts: Sequence[Verdict]) -> Verdict:
    """What is said of a dispatch's own address; else the first that is said of anybody."""
    if dispatch is not None:
        key = address_key(EMAIL, dispatch.address)
        own = [one for one in verdicts if address_key(EMAIL, one.recipient) == key]
        if own:
            return own[0]
    return verdicts[0]


def _keep(  # noqa: PLR0913 -- a row has as many columns
    tx: Tx,
    raw: bytes,
    dispatch: Dispatch | None,
    verdict: Verdict,
    taken: Taken,
    at: datetime,
    *,
    kind: str = "",
) -> bool:
    return rows.add(
        tx,
        dispatch_id=None if dispatch is None else dispatch.id,
        channel=EMAIL,
        kind=kind or verdict.bounce,
        address="" if dispatch is None else address_key(EMAIL, dispatch.address),
        status=verdict.status,
        raw=raw[:KEPT_BYTES],
        digest=hashlib.sha256(raw).hexdigest(),
        said_at=None if taken is Taken.QUARANTINED else _said_at(raw),
        received_at=at,
        verdict=taken,
        reason=verdict.reason,
    )


def _said_at(raw: bytes) -> datetime | None:
    try:
        said = parsedate_to_datetime(opened(raw).header("date"))
        return said.replace(tzinfo=said.tzinfo or UTC).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
