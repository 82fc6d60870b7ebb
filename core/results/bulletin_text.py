"""What a bulletin says: new results with their money, all campaigns together, what comes next.

It names campaigns, and nothing of any contact or account.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from core.foundation import words
from core.foundation.words import say
from core.results.booklets.content import summary
from core.results.bulletins import Period, Rhythm
from core.results.model import WINDOW_OPEN, Money, Readout, Spoken, Verdict, speak
from core.results.payback import Gain
from core.results.portfolio import Portfolio

MOST = 30  # lines of a part; more are counted


@dataclass(frozen=True)
class Told:
    """A bulletin in words, and the looks it tells of: ``<campaign>:<look>``."""

    subject: str
    text: str
    looks: frozenset[str]


@dataclass(frozen=True)
class Teller:
    """In which language, where the screens are, and what was told before.

    `before` is none for somebody who never got a regular bulletin: news is then what could be
    read for the first time within the period, or since an earlier one that never came
    (`since`).
    """

    language: str
    address: str
    before: frozenset[str] | None = None
    since: date | None = None

    def tell(self, found: Portfolio, period: Period, rhythm: Rhythm) -> Told:
        """Everything a manager would ask, in a page of plain words."""
        readable = {_look(one): one for one in found.readouts if _is_readable(one)}
        news = {key: one for key, one in readable.items() if self._is_new(key, one, period)}
        dates = {"first": self._day(period.start), "last": self._day(period.last)}
        parts = [
            [self._say("bulletins-head", **dates)],
            self._part("news", [self._result(one) for one in news.values()]),
            self._earnings(list(news.values())),
            self._part("all", summary(found, self.language) if found.readouts else []),
            self._part("next", [self._step(*one) for one in sorted(_coming(found))]),
            self._part("stuck", list(_waiting_for_sales(found))),
            [self._link("portfolio")],
            [self._say(f"bulletins-why-{rhythm}")],
        ]
        text = "\n\n".join("\n".join(part) for part in parts if part)
        return Told(self._say("bulletins-subject", **dates), text, frozenset(readable))

    def _is_new(self, key: str, one: Readout, period: Period) -> bool:
        if self.before is not None:
            return key not in self.before
        assert one.window is not None
        return min(period.start, self.since or period.start) <= one.window.end < period.end

    def _part(self, name: str, lines: list[str]) -> list[str]:
        """A heading with its lines; a part without any says so, or is left out."""
        if not lines:
            return [self._say("bulletins-no-news")] if name == "news" else []
        more = (
            [self._say("bulletins-more", count=len(lines) - MOST)] if len(lines) > MOST else []
        )
        return [
            self._say(f"bulletins-{name}"),
            *(f"– {_one_line(line)}" for line in lines[:MOST]),
            *more,
        ]

    def _result(self, one: Readout) -> str:
        link = self._link("results", campaign=one.trial.campaign_id)
        told = [_one_line(one.sentence(self.language))]
        if one.gain is not None:
            told.append(self._earned(one.gain))
        return " ".join([*told, link])

    def _earned(self, gain: Gain) -> str:
        """Margin less cost over all treated accounts, and whether it is shown."""
        names = ("total", "low", "high")
        values: dict[str, Spoken] = {
            name: Money(amount, is_signed=True)
            for name, amount in zip(names, gain.total, strict=True)
        }
        return speak(self.language, f"bulletins-{gain.payback}", values)

    def _earnings(self, news: list[Readout]) -> list[str]:
        """That of some results nobody can say whether they paid, where that is so."""
        untold = [one for one in news if one.verdict is not Verdict.REFUSED and not one.gain]
        return [self._say("bulletins-no-margin")] if untold else []

    def _step(self, day: date, name: str) -> str:
        return self._say("bulletins-step", day=self._day(day), name=name)

    def _link(self, page: str, **asked: str) -> str:
        where = f"{self.address.rstrip('/')}/{page}"
        return f"{where}?{urlencode(asked, quote_via=quote)}" if asked else where

    def _day(self, day: date) -> str:
        return words.day(self.language, day)

    def _say(self, key: str, **values: words.Value) -> str:
        return say(self.language, key, **values)


def _look(one: Readout) -> str:
    return f"{one.trial.campaign_id}:{one.look.number if one.look else 0}"


def _is_readable(one: Readout) -> bool:
    """Whether its outcomes were looked at, even if they may not be told."""
    return one.look is not None and one.window is not None


def _coming(found: Portfolio) -> Iterator[tuple[date, str]]:
    """The day of each campaign's next look."""
    for one in found.readouts:
        if one.look is not None and one.look.next_on is not None:
            yield one.look.next_on, one.trial.name
        for reason in one.refusals:
            if reason.key == WINDOW_OPEN and isinstance(until := reason.values["until"], date):
                yield until, one.trial.name


def _waiting_for_sales(found: Portfolio) -> Iterator[str]:
    """Campaigns whose windows are over and whose sales are not loaded."""
    for one in found.readouts:
        if one.verdict is Verdict.REFUSED and {r.key for r in one.refusals} & _NO_SALES:
            yield one.trial.name


_NO_SALES = {"not-covered", "no-sales"}


def _one_line(text: str) -> str:
    """Names are typed by people: no line of theirs becomes a line of ours."""
    return " ".join(text.split())
