"""A campaign as an experiment: its arms, its window, what was found, and may we say so."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from core.foundation import words
from core.foundation.words import Value
from core.results.payback import Gain
from core.results.stratified import Tested, Within
from core.results.variants import Variants
from core.uplift.balance import Balance, SampleRatio
from core.uplift.mean import Arm, Interval, Uplift
from core.uplift.power import Smallest
from core.uplift.proportion import Group, RateUplift

ALPHA = 0.05  # how often chance may look like a result, over all planned looks together
BEFORE_DAYS = 180  # how long a past foretells the window
WINDOW_OPEN = "window-open"  # the reason of whoever asks before the window is over
TENTH = 0.1  # shares below it are said with a decimal


class Verdict(StrEnum):
    UP = "up"
    DOWN = "down"
    INCONCLUSIVE = "inconclusive"
    REFUSED = "refused"


EARLY = "early"  # the standing of whoever asks before the window is over
# Where a campaign may stand, as it is told: a verdict, or that it is too early for one.
STANDINGS = (Verdict.UP, Verdict.DOWN, Verdict.INCONCLUSIVE, EARLY, Verdict.REFUSED)


@dataclass(frozen=True)
class Window:
    """The outcome window: `days` from the day of the first dispatch on."""

    start: date
    days: int

    @property
    def end(self) -> date:
        """The first day that does not count any more."""
        return self.start + timedelta(days=self.days)

    @property
    def last(self) -> date:
        return self.end - timedelta(days=1)

    @property
    def before(self) -> date:
        """Where the time that foretells begins."""
        return self.start - timedelta(days=BEFORE_DAYS)


@dataclass(frozen=True)
class Trial:
    """What was planned and fixed before the send, and when the send began."""

    campaign_id: str
    name: str
    holdout_share: float
    window_days: int
    seed: str
    frozen_at: datetime | None
    first_sent_at: datetime | None
    treated: int  # accounts
    holdout: int
    contacted: int  # held-out accounts that were written to all the same
    looks: int = 1  # planned, at equal parts of the window

    @property
    def was_assigned_first(self) -> bool:
        """Whether the arms were frozen before the first message left."""
        if self.frozen_at is None:
            return False
        return self.first_sent_at is None or self.frozen_at <= self.first_sent_at


@dataclass(frozen=True)
class Money:
    """An amount that a sentence shall say as money."""

    amount: float
    is_signed: bool = False


@dataclass(frozen=True)
class Share:
    """A part of a whole that a sentence shall say in percent."""

    share: float
    is_signed: bool = False


Spoken = Value | Money | Share


@dataclass(frozen=True)
class Reason:
    """Why we refuse, or what to bear in mind: a word ``results-reason-<key>``."""

    key: str
    values: dict[str, Spoken]

    def sentence(self, language: str) -> str:
        return speak(language, f"results-reason-{self.key}", self.values)


def speak(language: str, key: str, values: dict[str, Spoken]) -> str:
    """A sentence of the catalogue, its money, shares and days written as the language does."""
    return words.say(language, key, **{name: _said(language, v) for name, v in values.items()})


def _said(language: str, value: Spoken) -> Value:
    if isinstance(value, Money):
        return words.money(language, value.amount, signed=value.is_signed)
    if isinstance(value, Share):
        digits = 0 if value.share >= TENTH else 1
        return words.percent(language, value.share, digits=digits, signed=value.is_signed)
    return words.day(language, value) if isinstance(value, date) else value


@dataclass(frozen=True)
class Estimate:
    """The uplift of one metric per account, and how it was found.

    `treated` and `holdout` are the raw arms; `uplift` has the interval we believe, `welch`
    Welch's on the same numbers, `plain` Welch's on the raw arms. `adjusted` says whether the
    time before was taken into account.
    """

    treated: Arm
    holdout: Arm
    uplift: Uplift
    plain: Uplift
    welch: Uplift
    ratio: float | None  # treated ÷ holdout − 1, of the adjusted means
    relative: Interval
    adjusted: bool
    correlation: float
    cap: float | None

    @property
    def variance_reduction(self) -> float:
        return self.correlation**2 if self.adjusted else 0.0


@dataclass(frozen=True)
class Rate:
    """How many accounts bought at all, arm against arm."""

    treated: Group
    holdout: Group
    uplift: RateUplift


@dataclass(frozen=True)
class Influential:
    """The account that moves the result most, and the uplift without it."""

    account_id: str
    uplift: Uplift
    hinges: bool  # whether the verdict would be another one


@dataclass(frozen=True)
class Findings:
    """Everything the outcomes say, before anybody judges it."""

    money: Estimate  # the decision metric: capped, where a past allows a cap
    uncapped: Estimate
    rate: Rate
    balance: Balance
    smallest: Smallest
    needed: int  # accounts in all to find a change of `WORTHWHILE`
    influential: Influential
    unknown_accounts: int  # assigned, but not in the client data any more: they count as zero

    @property
    def total(self) -> Interval:
        """What it came to over all treated accounts: from … to."""
        n = self.uncapped.treated.n
        return Interval(self.uncapped.uplift.low * n, self.uncapped.uplift.high * n)


@dataclass(frozen=True)
class Source:
    """Where the figures come from, so that anybody may compute them again."""

    publication: int
    as_of: date
    question: str  # SQL
    values: tuple[Value, ...]
    seed: int
    rounds: int


@dataclass(frozen=True)
class Look:
    """One planned look at the outcomes: which of how many, and how sure its interval is."""

    number: int
    of: int
    window: Window  # what it looks at: from the first dispatch up to its day
    next_on: date | None = None  # the day the next one opens; none: this is the last

    @property
    def confidence(self) -> float:
        """Bonferroni over the looks, so that all of them together keep the promise."""
        return 1 - ALPHA / self.of


@dataclass(frozen=True)
class Overlap:
    """Other campaigns that wrote to the same accounts within the window."""

    names: tuple[str, ...]
    treated: int  # accounts they wrote to
    holdout: int


@dataclass(frozen=True)
class Readout:
    """The result of one campaign: a verdict, what it rests on, and why not."""

    trial: Trial
    verdict: Verdict
    refusals: tuple[Reason, ...]
    cautions: tuple[Reason, ...]
    window: Window | None
    sample_ratio: SampleRatio | None
    findings: Findings | None
    source: Source | None
    look: Look | None = None
    overlap: Overlap | None = None
    gain: Gain | None = None  # where margin and costs are said
    variants: Variants | None = None  # where there were several, and a result is told
    strata: Tested | None = None  # where it was drawn in several
    within: Within | None = None  # the same, and a result is told

    @property
    def standing(self) -> str:
        """Its verdict in two or three words, ``results-verdict-<standing>``: whoever is only
        too early is told so, since there is nothing wrong."""
        early = {reason.key for reason in self.refusals} == {WINDOW_OPEN}
        return EARLY if early else self.verdict.value

    @property
    def confidence(self) -> float:
        """How sure its intervals are: as sure as the look they were read at."""
        return self.look.confidence if self.look else 1 - ALPHA

    def sentence(self, language: str) -> str:
        """The result in one honest sentence, with its money, interval, accounts and window."""
        if self.findings is None or self.verdict is Verdict.REFUSED:
            reason = self.refusals[0].sentence(language)
            values: dict[str, Spoken] = {"name": self.trial.name, "reason": reason}
            return speak(language, f"results-sentence-{self.standing}", values)
        return speak(language, f"results-sentence-{self.verdict}", self._figures(self.findings))

    def _figures(self, found: Findings) -> dict[str, Spoken]:
        money, total = found.money, found.total
        return {
            "name": self.trial.name,
            "days": self.window.days if self.window else self.trial.window_days,
            "confidence": 100 * self.confidence,
            "treated": money.treated.n,
            "holdout": money.holdout.n,
            "difference": Money(abs(money.uplift.difference)),
            "low": Money(money.uplift.low, is_signed=True),
            "high": Money(money.uplift.high, is_signed=True),
            "total": Money(found.uncapped.uplift.difference * money.treated.n, is_signed=True),
            "total_low": Money(total.low, is_signed=True),
            "total_high": Money(total.high, is_signed=True),
            "smallest": Money(found.smallest.difference),
            "capped": "no" if money.cap is None else "yes",
            "cap": Money(money.cap or 0),
        }
