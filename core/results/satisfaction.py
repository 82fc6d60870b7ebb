"""Did it please: surveys of both arms, and what must not get worse."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core.results import records
from core.results.estimates import Plan, estimate, seed_of
from core.results.model import Estimate, Readout, Reason
from core.results.outcomes import values
from core.results.remembering import Memory, digest
from core.results.survey import silence_of
from core.store.store import Tx
from core.uplift.guarding import Harm, above, harm
from core.uplift.mean import Interval, Numbers, arm_of, welch
from core.uplift.proportion import Group
from core.uplift.ratio import linearized
from core.uplift.satisfaction import Response, worst_case
from core.warehouse.snapshot import Snapshot

# The last answer of each contact in the window; who keeps silent is counted, too.
ROLL_UP = """\
SELECT arms.account_id, arms.is_treated,
    coalesce(asked.contacts, 0)::DOUBLE AS asked,
    coalesce(told.answers, 0)::DOUBLE AS answers,
    coalesce(told.points, 0)::DOUBLE AS points,
    coalesce(lost.services, 0)::INTEGER AS lost,
    coalesce(opened.tickets, 0)::INTEGER AS tickets,
    coalesce(opened.critical, 0)::INTEGER AS critical,
    coalesce(left_us.contacts, 0)::INTEGER AS withdrawn
FROM arms
LEFT JOIN accounts USING (account_id)
LEFT JOIN (SELECT account_ordinal, count(*) AS contacts FROM contacts GROUP BY ALL) AS asked
    ON asked.account_ordinal = accounts.ordinal
LEFT JOIN (
    SELECT account_ordinal, count(*) AS answers,
        sum(CASE WHEN nps >= 9 THEN 100 WHEN nps <= 6 THEN -100 ELSE 0 END) AS points
    FROM (SELECT account_ordinal, arg_max(nps, (answered_on, survey_id)) AS nps FROM surveys
        WHERE answered_on >= $1 AND answered_on < $2 AND nps BETWEEN 0 AND 10
        GROUP BY account_ordinal, contact_id)
    GROUP BY ALL) AS told ON told.account_ordinal = accounts.ordinal
LEFT JOIN (
    SELECT account_ordinal, count(*) AS services FROM services
    WHERE status = 'ended' AND contract_ends_on >= $1 AND contract_ends_on < $2
    GROUP BY ALL) AS lost ON lost.account_ordinal = accounts.ordinal
LEFT JOIN (
    SELECT account_ordinal, count(*) AS tickets,
        count(*) FILTER (severity = 'critical') AS critical
    FROM tickets WHERE opened_at >= $1 AND opened_at < $2 GROUP BY ALL) AS opened
    ON opened.account_ordinal = accounts.ordinal
LEFT JOIN (
    SELECT account_ordinal, count(*) AS contacts FROM consents
    WHERE withdrawn_on >= $1 AND withdrawn_on < $2 GROUP BY ALL) AS left_us
    ON left_us.account_ordinal = accounts.ordinal
ORDER BY arms.account_id"""

GUARDED = ("lost", "tickets", "critical", "withdrawn")  # in both arms, by account

# Complaints of messages that were accepted, unsubscribes of the addresses that got any.
# Complaints: Google's “Email sender guidelines” ask senders to stay below 0.1 % and never to
# reach 0.3 %. Unsubscribes: twice the 0.2 to 0.25 % that large senders report in the middle, so
# that only what is out of the ordinary is called harm.
CEILINGS = {"complaints": 0.001, "unsubscribes": 0.005}


_remembered = Memory(Estimate)


@dataclass(frozen=True)
class Guard:
    """Something that must not get worse: in the treated, and in the holdout or a ceiling."""

    name: str
    treated: Group
    holdout: Group | None
    ceiling: float | None
    harm: Harm


@dataclass(frozen=True)
class Satisfaction:
    """What a survey of both arms says, and the guard-rails.

    `nps` is none, and `bounds` are the worst cases, where silence may hide anything; both are
    none where nobody answered at all.
    """

    treated: Response
    holdout: Response
    nps: Estimate | None
    bounds: Interval | None
    refusals: tuple[Reason, ...]
    guards: tuple[Guard, ...]

    @property
    def harms(self) -> list[Guard]:
        return [guard for guard in self.guards if guard.harm.is_harm]


def satisfaction(
    tx: Tx, snapshot: Snapshot, found: Readout, *, time_zone: str, rounds: int
) -> Satisfaction | None:
    """What the window did to those it was sent to; none while it may not be looked at.

    By account: answers of one account are no separate draws.
    """
    if found.window is None or found.look is None or found.sample_ratio is None:
        return None
    if found.sample_ratio.is_mismatch or min(found.trial.treated, found.trial.holdout) == 0:
        return None
    table = _rolled_up(tx, snapshot, found)
    treated = np.asarray(table["is_treated"].to_numpy(), dtype=np.bool_)
    responses = _response(table, treated), _response(table, ~treated)
    guards = [*_guards(table, treated), *_said_no(tx, found, time_zone)]
    if not responses[0].answers or not responses[1].answers:
        nobody = (Reason("nobody-answered", {}),)
        return Satisfaction(*responses, None, None, nobody, tuple(guards))
    rates = [_ratio(table, members, "answers", "asked") for members in (treated, ~treated)]
    silence = welch(arm_of(rates[0]), arm_of(rates[1]))
    if hidden := tuple(silence_of(*responses, silence)):
        return Satisfaction(*responses, None, worst_case(*responses), hidden, tuple(guards))
    scores = [_ratio(table, members, "points", "answers") for members in (treated, ~treated)]
    plan = Plan(found.window.days, seed_of(found.trial.seed), rounds, found.look.confidence)
    key = digest(plan, *scores)
    nps = _remembered.answer(key, lambda: estimate((scores[0], scores[1]), None, **plan.drawn))
    return Satisfaction(*responses, nps, None, (), tuple(guards))


def _rolled_up(tx: Tx, snapshot: Snapshot, found: Readout) -> pa.Table:
    assert found.window is not None
    arms = records.arms(tx, found.trial.campaign_id)
    _, start, end = values(found.window)
    return snapshot.arrow(ROLL_UP, (start, end), given={"arms": arms})


def _guards(table: pa.Table, treated: NDArray[np.bool_]) -> Iterator[Guard]:
    for name in GUARDED:
        bad = table[name].to_numpy() > 0
        groups = [
            Group(int(members.sum()), int(bad[members].sum()))
            for members in (treated, ~treated)
        ]
        yield Guard(name, groups[0], groups[1], None, harm(groups[0], groups[1]))


def _said_no(tx: Tx, found: Readout, time_zone: str) -> Iterator[Guard]:
    """Complaints and unsubscribes of those who were written to, against their ceilings."""
    assert found.window is not None
    campaign_id = found.trial.campaign_id
    messages, people = records.accepted(tx, campaign_id), records.recipients(tx, campaign_id)
    if not messages:
        return
    gone = records.unsubscribed(tx, campaign_id, found.window, time_zone)
    groups = {
        "complaints": Group(messages, records.complained(tx, campaign_id)),
        "unsubscribes": Group(people, min(gone, people)),
    }
    for name, ceiling in CEILINGS.items():
        yield Guard(name, groups[name], None, ceiling, above(groups[name], ceiling))


def _response(table: pa.Table, members: NDArray[np.bool_]) -> Response:
    asked, answers, points = (
        float(np.asarray(table[name].to_numpy())[members].sum())
        for name in ("asked", "answers", "points")
    )
    return Response(int(asked), int(answers), points / answers if answers else 0.0)


def _ratio(table: pa.Table, members: NDArray[np.bool_], part: str, whole: str) -> Numbers:
    y, m = (np.asarray(table[name].to_numpy())[members] for name in (part, whole))
    return linearized(y[m > 0], m[m > 0]).values
