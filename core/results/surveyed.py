"""What our own surveys of both arms say: by account, with what their silence could hide."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from core.campaigns import records as campaigns
from core.campaigns import respondents, surveys
from core.campaigns.model import CampaignId
from core.campaigns.questions import Scale
from core.campaigns.surveys import Survey
from core.delivery.feedback import answers
from core.delivery.feedback.answers import Answered
from core.results import records
from core.results.estimates import Drawn, Pair, Plan, estimate, seed_of
from core.results.model import Estimate, Readout, Reason
from core.results.remembering import Memory, digest
from core.results.survey import silence_of
from core.store.store import Tx
from core.uplift.mean import Interval, Numbers, Uplift, arm_of, welch
from core.uplift.ratio import linearized
from core.uplift.satisfaction import FULL, Response, nps_points, worst_case

_remembered = Memory(Estimate)


@dataclass(frozen=True)
class Said:
    """One answer, of nobody in particular: its arm, and when it was given."""

    is_treated: bool
    value: int
    comment: str
    at: datetime


@dataclass(frozen=True)
class Surveyed:
    """One survey of our own. `score` is none where silence may hide anything: `bounds` are
    then the worst cases; both are none where an arm said nothing at all, and while it
    `is_open`: answers may still come, and only how many there are is told."""

    survey: Survey
    name: str  # of the campaign that asked
    treated: Response
    holdout: Response
    score: Estimate | None
    bounds: Interval | None
    refusals: tuple[Reason, ...]
    said: tuple[Said, ...]  # the latest first
    until: datetime | None  # the last moment at which anybody may still answer
    is_open: bool = False

    @property
    def in_words(self) -> list[Said]:
        """Those that say more than a number."""
        return [one for one in self.said if one.comment]


def surveyed(
    tx: Tx, found: Readout, *, at: datetime, time_zone: str, rounds: int
) -> list[Surveyed]:
    """Every survey of a campaign's arms that reached anybody.

    Answers are looked at once, when nobody may answer any more and a look is open; until then
    there are counts of the surveys that are being answered. Everybody the arms were frozen with
    counts as asked: whom the campaign drove away before the question came is silent, and may
    think the worst of it.
    """
    if found.sample_ratio is None or found.sample_ratio.is_mismatch:
        return []
    if min(found.trial.treated, found.trial.holdout) == 0:
        return []
    if not (asked := surveys.about(tx, found.trial.campaign_id)):
        return []
    arms = records.arms(tx, found.trial.campaign_id)
    places = {one: place for place, one in enumerate(arms["account_id"].to_pylist())}
    treated = np.asarray(arms["is_treated"].to_numpy(), dtype=np.bool_)
    moment, drawn = at.astimezone(ZoneInfo(time_zone)), _drawn(found, rounds)
    told = (
        _Sums.of(one, answers.of_survey(tx, one), respondents.meant(tx, one), places).told(
            tx, treated, drawn, moment
        )
        for one in asked
    )
    return [one for one in told if one is not None]


def _drawn(found: Readout, rounds: int) -> Drawn | None:
    """How intervals are drawn; none while no look is open."""
    if found.window is None or found.look is None:
        return None
    seed = seed_of(found.trial.seed)
    return Plan(found.window.days, seed, rounds, found.look.confidence).drawn


@dataclass(frozen=True)
class _Sums:
    """By account: contacts that were to be asked, answers, and their points together."""

    survey: Survey
    heard: Sequence[tuple[int, Answered]]  # whom it reached, of which account, by its place
    asked: Numbers
    answers: Numbers
    points: Numbers

    @staticmethod
    def of(
        survey: Survey,
        given: Sequence[Answered],
        meant: Mapping[str, int],
        places: dict[str, int],
    ) -> "_Sums":
        reached, said, points = Counter[int](), Counter[int](), Counter[int]()
        heard = [(places[one.account_id], one) for one in given if one.account_id in places]
        for place, one in heard:
            reached[place] += 1
            if one.value is not None:
                said[place] += 1
                points[place] += _points(survey.scale, one.value)
        # Nobody but the frozen is asked; a message that went astray all the same is no silence.
        asked = Counter({place: meant.get(one, 0) for one, place in places.items()}) | reached
        columns = (
            np.array([counts[place] for place in range(len(places))], dtype=np.float64)
            for counts in (asked, said, points)
        )
        return _Sums(survey, heard, *columns)

    def told(
        self, tx: Tx, treated: NDArray[np.bool_], drawn: Drawn | None, at: datetime
    ) -> Surveyed | None:
        if not self.heard:
            return None
        arms = self._response(treated), self._response(~treated)
        if until := self._open_until(tx, at):
            return self._so_far(tx, arms, until)
        if drawn is None:
            return None
        score, bounds = None, None
        refusals: tuple[Reason, ...] = (Reason("nobody-answered", {}),)
        if arms[0].answers and arms[1].answers:
            refusals = tuple(silence_of(*arms, self._silence(treated)))
            score = None if refusals else self._score(treated, drawn)
            bounds = _worst(self.survey.scale, arms) if refusals else None
        return Surveyed(
            self.survey,
            self._name(tx),
            *arms,
            score,
            bounds,
            refusals,
            said=self._said(treated),
            until=self._until,
        )

    def _so_far(self, tx: Tx, arms: tuple[Response, Response], until: datetime) -> Surveyed:
        """While it is answered: how many did of how many, and no word of what they said."""
        counts = {"answers": int(self.answers.sum()), "asked": int(self.asked.sum())}
        why = Reason("still-asked", {"until": until.date(), **counts})
        treated, holdout = (arm._replace(value=0.0) for arm in arms)
        return Surveyed(
            self.survey,
            self._name(tx),
            treated,
            holdout,
            score=None,
            bounds=None,
            refusals=(why,),
            said=(),
            until=until,
            is_open=True,
        )

    def _open_until(self, tx: Tx, at: datetime) -> datetime | None:
        """Until when answers are taken, at the earliest where some were not asked yet; none:
        nobody may answer any more."""
        until = [one for one in (self._until,) if one and one > at]
        if answers.is_under_way(tx, self.survey):
            until.append(at + timedelta(days=self.survey.days))
        return max(until).astimezone(at.tzinfo) if until else None

    @property
    def _until(self) -> datetime | None:
        return max((one.until for _, one in self.heard if one.until), default=None)

    def _said(self, treated: NDArray[np.bool_]) -> tuple[Said, ...]:
        given = [
            Said(bool(treated[place]), one.value, one.comment, one.at)
            for place, one in self.heard
            if one.value is not None and one.at is not None
        ]
        return tuple(sorted(given, key=lambda one: one.at, reverse=True))

    def _name(self, tx: Tx) -> str:
        """What the campaign is called that asked: this one, or one for that alone."""
        return campaigns.get(tx, CampaignId(self.survey.campaign_id)).name

    def _response(self, members: NDArray[np.bool_]) -> Response:
        asked, said = self.asked[members].sum(), self.answers[members].sum()
        mean = float(self.points[members].sum() / said) if said else 0.0
        return Response(int(asked), int(said), mean)

    def _silence(self, treated: NDArray[np.bool_]) -> Uplift:
        rates = [
            linearized(self.answers[arm & (self.asked > 0)], self.asked[arm & (self.asked > 0)])
            for arm in (treated, ~treated)
        ]
        return welch(arm_of(rates[0].values), arm_of(rates[1].values))

    def _score(self, treated: NDArray[np.bool_], drawn: Drawn) -> Estimate:
        said = self.answers > 0
        pair: Pair = (
            linearized(self.points[treated & said], self.answers[treated & said]).values,
            linearized(self.points[~treated & said], self.answers[~treated & said]).values,
        )
        key = digest(*pair, str(drawn))
        return _remembered.answer(key, lambda: estimate(pair, None, **drawn))


def _points(scale: Scale, value: int) -> int:
    return int(nps_points([value])[0]) if scale is Scale.NPS else value


def _worst(scale: Scale, arms: tuple[Response, Response]) -> Interval:
    """The bounds over the least and the most that a silent contact could have said."""
    if scale is Scale.NPS:
        return worst_case(*arms, lowest=-FULL, highest=FULL)
    answers = scale.answers
    return worst_case(*arms, lowest=float(answers[0]), highest=float(answers[-1]))
