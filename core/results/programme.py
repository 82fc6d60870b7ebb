"""All campaigns of a period together, against the accounts that stood aside from all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pyarrow as pa
from sqlalchemy import func, select

from core.campaigns import global_holdout
from core.campaigns.model import Fate
from core.foundation import words
from core.results import estimates, judging, outcomes, standing
from core.results.model import Findings, Money, Reason, Share, Spoken, Verdict, Window, speak
from core.results.remembering import Memory, digest
from core.results.standing import Standing
from core.rulebook.recipients import GlobalHoldout
from core.store.schema import audience_accounts, audiences, campaigns, dispatches
from core.store.store import Tx
from core.uplift.permutation import ROUNDS
from core.warehouse.snapshot import Snapshot

# Whoever came as far as the standing holdout's question, so that those who stood aside are like
# those who did not. One question before it may know of the draw: the contact policy also counts
# messages announced by campaigns that keep the holdout aside, so that an account they cap in
# every campaign of the period is left out, and one that stood aside is not. Counting capped
# accounts as treated would be worse: most caps come of messages that know nothing of the draw,
# and cap both sides.
ASKED = (Fate.GLOBAL_HOLDOUT, Fate.CAMPAIGN_HOLDOUT, Fate.IN)


@dataclass(frozen=True)
class Sent:
    """One campaign of a period: its name, its audience, and the days its conversions count."""

    campaign_id: str
    audience: str  # the digest of whom it was frozen for
    name: str
    period: str
    window: Window
    draw: tuple[str, float]  # seed and share of the standing holdout it was drawn beside


@dataclass(frozen=True)
class Programme:
    """What all campaigns of a period changed per account, as it was drawn.

    `aside` are those that the standing draw itself kept from every campaign, `treated` all
    others that were asked about, whatever became of them: also whoever was not written to only
    because their mailbox is that of a neighbor who was drawn. Such accounts are not like
    others, and sharing a mailbox makes a draw of two out of one. `nested` are those of the
    treated that only own holdouts of campaigns kept from every message: they count as treated,
    since the programme includes its holdouts. Where no book has the rule of the draw any more,
    neighbors cannot be told apart: they stand aside, and that is said.
    """

    period: str
    campaigns: tuple[str, ...]  # names, in the order they were sent
    window: Window  # from the first message up to the end of the last campaign's window
    treated: int
    nested: int
    aside: int
    verdict: Verdict
    refusals: tuple[Reason, ...]
    cautions: tuple[Reason, ...]
    findings: Findings | None

    def sentence(self, language: str) -> str:
        """The result in one sentence, or why there is none."""
        period = words.period(language, self.period)
        values: dict[str, Spoken] = {"period": period, "campaigns": len(self.campaigns)}
        if self.findings is None or self.verdict is Verdict.REFUSED:
            reason = self.refusals[0].sentence(language)
            return speak(language, "results-programme-refused", values | {"reason": reason})
        return speak(
            language, f"results-programme-{self.verdict}", values | self._figures(self.findings)
        )

    def _figures(self, found: Findings) -> dict[str, Spoken]:
        uplift, total = found.money.uplift, found.total
        return {
            "treated": self.treated,
            "nested": self.nested,
            "aside": self.aside,
            "difference": Money(abs(uplift.difference)),
            "low": Money(uplift.low, is_signed=True),
            "high": Money(uplift.high, is_signed=True),
            "total_low": Money(total.low, is_signed=True),
            "total_high": Money(total.high, is_signed=True),
        }


_remembered: Memory[Programme] = Memory()


def programmes(
    tx: Tx, snapshot: Snapshot, *, at: datetime, time_zone: str, rounds: int = ROUNDS
) -> list[Programme]:
    """The programme of every period in which anything was sent, the latest first.

    An account counts in each period once, whatever number of campaigns chose it, over one
    window: from the first message of the period up to the end of the last campaign's own
    window, though that may lie in the next period. Campaigns the standing holdout is not asked
    about (the book exempts their purpose) are no part of it. Remembered by what they rest on:
    the opened publication, the frozen audiences and the day.
    """
    today = at.astimezone(ZoneInfo(time_zone)).date()
    periods: dict[str, list[Sent]] = {}
    for one in _sent(tx, time_zone):
        periods.setdefault(one.period, []).append(one)
    known = outcomes.known_until(snapshot)

    def told(sent: Sequence[Sent]) -> Programme:
        rule = standing.rule_of(tx, sent[0].draw)
        key = digest(snapshot.opening, list(sent), today, known, rounds, rule)
        return _remembered.answer(
            key, lambda: _programme(tx, snapshot, sent, rule, (today, known), rounds)
        )

    return [told(periods[period]) for period in sorted(periods, reverse=True)]


def _sent(tx: Tx, time_zone: str) -> list[Sent]:
    """Campaigns that wrote to anybody under a standing holdout, in the order they did."""
    named = func.min(dispatches.c.sent_at).label("first")
    written = dispatches.c.sent_at.is_not(None)
    of = dispatches.c.campaign_id
    began = select(of.label("id"), named).where(written).group_by(of).subquery()
    own = campaigns.c
    rows = tx.execute(
        select(own.id, own.name, own.window_days, began.c.first)
        .add_columns(audiences.c.drawn, audiences.c.digest)
        .join(audiences, audiences.c.campaign_id == own.id)
        .join(began, began.c.id == own.id)
        .order_by(began.c.first, own.id)
    ).all()
    found = []
    for row in rows:
        standing = (row.drawn or {}).get("standing")
        if standing:
            start = row.first.astimezone(ZoneInfo(time_zone)).date()
            window = Window(start, row.window_days)
            draw = str(standing["seed"]), float(standing["share"])
            period = str(standing["period"])
            found.append(Sent(row.id, row.digest, row.name, period, window, draw))
    return found


def _programme(
    tx: Tx,
    snapshot: Snapshot,
    sent: Sequence[Sent],
    rule: GlobalHoldout | None,
    days: tuple[date, date],
    rounds: int,
) -> Programme:
    """Judge a period; `days` are today and the last one whose sales are known."""
    arms, nested = _arms(tx, [one.campaign_id for one in sent])
    tested = standing.check(snapshot, rule, sent[0].period, arms) if rule else None
    arms = tested.arms if tested else arms
    draft = _draft(sent, int(sum(arms["is_treated"].to_pylist())), arms.num_rows, nested)
    is_redrawn = len({one.draw for one in sent}) > 1
    refusals = _refusals(draft, *days, is_redrawn=is_redrawn)
    if refusals:
        return replace(draft, refusals=refusals)
    if tested and tested.ratio.is_mismatch:
        return replace(draft, refusals=(_mismatch(tested, arms.num_rows, sent[0].draw[1]),))
    draft = replace(draft, cautions=_neighbors(tested, draft.treated))
    return _looked(draft, outcomes.outcomes(snapshot, arms, draft.window), rounds)


def _draft(sent: Sequence[Sent], treated: int, asked: int, nested: int) -> Programme:
    start = min(one.window.start for one in sent)
    return Programme(
        period=sent[0].period,
        campaigns=tuple(one.name for one in sent),
        window=Window(start, (max(one.window.end for one in sent) - start).days),
        treated=treated,
        nested=nested,
        aside=asked - treated,
        verdict=Verdict.REFUSED,
        refusals=(),
        cautions=(),
        findings=None,
    )


def _refusals(
    draft: Programme, today: date, known: date, *, is_redrawn: bool
) -> tuple[Reason, ...]:
    """A standing holdout that was changed in mid-period or is too small, too young a period, or
    sales that are not there yet."""
    if is_redrawn:
        return (Reason("programme-redrawn", {}),)
    if min(draft.treated, draft.aside) < judging.FEWEST:
        few = min(draft.treated, draft.aside)
        return (Reason("programme-small", {"few": few, "fewest": judging.FEWEST}),)
    open_on = max(draft.window.end, global_holdout.end_of(draft.period))
    if today < open_on:
        return (Reason("programme-young", {"until": open_on}),)
    if known < draft.window.last:
        return (Reason("not-covered", {"known": known, "last": draft.window.last}),)
    return ()


def _mismatch(tested: Standing, asked: int, share: float) -> Reason:
    values: dict[str, Spoken] = {"drawn": tested.drawn, "asked": asked, "planned": Share(share)}
    return Reason("programme-mismatch", values)


def _neighbors(tested: Standing | None, treated: int) -> tuple[Reason, ...]:
    """Accounts that were not drawn and not written to, since their mailbox is that of one that
    was drawn; or that nobody can tell who they are."""
    if tested is None:
        return (Reason("programme-undrawn", {}),)
    if not tested.neighbors:
        return ()
    values: dict[str, Spoken] = {"neighbors": tested.neighbors, "treated": treated}
    return (Reason("programme-neighbors", values),)


def _looked(draft: Programme, found: outcomes.Outcomes, rounds: int) -> Programme:
    if nothing := tuple(judging.without_outcomes(found)):
        return replace(draft, refusals=nothing)
    plan = estimates.Plan(draft.window.days, estimates.seed_of(draft.period), rounds)
    seen = estimates.findings(found, plan=plan)
    refusals = tuple(judging.refusals(seen))
    verdict = Verdict.REFUSED if refusals else judging.verdict(seen)
    return replace(
        draft,
        refusals=refusals,
        cautions=(*draft.cautions, *_cautions(seen)),
        verdict=verdict,
        findings=seen,
    )


def _arms(tx: Tx, campaign_ids: Sequence[str]) -> tuple[pa.Table, int]:
    """Every account that was asked about (`account_id`, `is_treated`: not all campaigns kept it
    aside), and how many of the treated no campaign wrote to, by its own holdout."""
    table = audience_accounts.c
    rows = tx.execute(
        select(table.account_id, table.reason)
        .where(table.campaign_id.in_(list(campaign_ids)), table.reason.in_(list(ASKED)))
        .order_by(table.account_id)
    ).all()
    reasons: dict[str, set[str]] = {}
    for row in rows:
        reasons.setdefault(row.account_id, set()).add(row.reason)
    treated = [some != {Fate.GLOBAL_HOLDOUT} for some in reasons.values()]
    nested = sum(some == {Fate.CAMPAIGN_HOLDOUT} for some in reasons.values())
    columns = {
        "account_id": pa.array(list(reasons), pa.string()),
        "is_treated": pa.array(treated, pa.bool_()),
    }
    return pa.table(columns), nested


def _cautions(seen: Findings) -> Iterator[Reason]:
    if seen.influential.hinges:
        uplift = seen.influential.uplift
        bounds: dict[str, Spoken] = {
            "low": Money(uplift.low, is_signed=True),
            "high": Money(uplift.high, is_signed=True),
        }
        yield Reason("hinges", bounds | {"account": seen.influential.account_id})
    if seen.balance.p < judging.UNEVEN:
        yield Reason("uneven", {"apart": Share(abs(seen.balance.difference))})
