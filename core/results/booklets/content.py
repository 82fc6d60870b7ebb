"""What a booklet says, whatever it is printed on: sentences, pictures as numbers, tables."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from core.foundation import words
from core.foundation.words import say
from core.results.model import EARLY, Money, Share, Verdict, speak
from core.results.portfolio import DIMENSIONS, THEN, Learnt, Placed, Portfolio
from core.uplift.shrinking import Together

Cell = str | float | int


@dataclass(frozen=True)
class Bar:
    """One campaign in the forest: its own interval, and what is left of it beside the others.

    All numbers are shares of what held-out accounts bought.
    """

    label: str
    value: float
    low: float
    high: float
    pulled: float
    pulled_low: float
    pulled_high: float


@dataclass(frozen=True)
class Sheet:
    """A table under its heading; texts are as people wrote them, so every writer tames them."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Interval:
    """One estimate of a picture: its numbers, and how they are said."""

    label: str
    value: float
    low: float
    high: float
    said: str


@dataclass(frozen=True)
class Picture:
    """Intervals on one axis, which says its unit, under a heading."""

    heading: str
    axis: str
    intervals: tuple[Interval, ...]


@dataclass(frozen=True)
class Booklet:
    """The portfolio, or one result with its `picture`, in words and numbers of one language."""

    language: str
    title: str
    dated: str
    sentences: tuple[str, ...]
    forest: tuple[Bar, ...]
    sheets: tuple[Sheet, ...]
    picture: Picture | None = None


def booklet(found: Portfolio, *, on: date, language: str) -> Booklet:
    """Everything there is to tell of all campaigns on a day, in a language."""
    sheets = [_growth(found, language), _learnt(found, language), _campaigns(found, language)]
    return Booklet(
        language=language,
        title=say(language, "portfolio-booklet"),
        dated=words.day(language, on),
        sentences=tuple(summary(found, language)),
        forest=tuple(bar(one) for one in found.placed),
        sheets=tuple(sheet for sheet in sheets if sheet.rows),
    )


def summary(found: Portfolio, language: str) -> list[str]:
    """The portfolio in a few sentences: how many may be told, what they have in common."""
    counts = Counter(readout.standing for readout in found.readouts)
    sentences = [
        say(
            language,
            "portfolio-counts",
            campaigns=len(found.readouts),
            up=counts[Verdict.UP],
            down=counts[Verdict.DOWN],
            unclear=counts[Verdict.INCONCLUSIVE],
            early=counts[EARLY],
            refused=counts[Verdict.REFUSED],
        )
    ]
    sentences += _unfinished(found, language)
    if found.pooled is not None:
        pooled = found.pooled
        bounds = {name: Share(getattr(pooled, name), is_signed=True) for name in BOUNDS}
        sentences.append(speak(language, "portfolio-pooled", {**bounds}))
    if found.growth:
        last = found.growth[-1]
        money = {name: Money(getattr(last, name), is_signed=True) for name in TOTALS}
        sentences.append(speak(language, "portfolio-grown", {**money}))
    return sentences


def _unfinished(found: Portfolio, language: str) -> list[str]:
    """Which campaigns are in no total yet, where there are any."""
    waiting = found.unfinished
    if not waiting:
        return []
    names = ", ".join(one.trial.name for one in waiting)
    return [say(language, "portfolio-unfinished", campaigns=len(waiting), names=names)]


BOUNDS = ("mean", "low", "high")
TOTALS = ("total", "low", "high")


def bar(one: Placed) -> Bar:
    pulled = one.shrunken
    return Bar(
        one.readout.trial.name,
        one.ratio,
        one.relative.low,
        one.relative.high,
        pulled.value,
        pulled.low,
        pulled.high,
    )


def _campaigns(found: Portfolio, language: str) -> Sheet:
    names = ("campaign", "verdict", "treated", "holdout", "sentence")
    rows = tuple(
        (
            one.trial.name,
            say(language, f"results-verdict-{one.standing}"),
            one.trial.treated,
            one.trial.holdout,
            one.sentence(language),
        )
        for one in found.readouts
    )
    headings = tuple(say(language, f"results-{name}") for name in names)
    return Sheet(say(language, "portfolio-all"), headings, rows)


def _growth(found: Portfolio, language: str) -> Sheet:
    headings = ("portfolio-until", "results-campaign", "portfolio-total", *_RANGE)
    rows = tuple(
        (words.day(language, s.day), s.name, round(s.total), round(s.low), round(s.high))
        for s in found.growth
    )
    return Sheet(say(language, "portfolio-growth"), _said(language, headings), rows)


_RANGE = ("results-low", "results-high")


def _learnt(found: Portfolio, language: str) -> Sheet:
    """What campaigns of one kind changed, all dimensions below each other."""
    rows = tuple(
        _kind(one, one.pooled, dimension, language)
        for dimension in DIMENSIONS
        for one in found.learnt(dimension)
        if one.pooled is not None and one.kind
    )
    headings = ("portfolio-by", "portfolio-kind", "portfolio-campaigns", "portfolio-mean")
    heading = say(language, "portfolio-learnt-title")
    return Sheet(heading, _said(language, (*headings, *_RANGE)), rows)


def _kind(one: Learnt, pooled: Together, dimension: str, language: str) -> tuple[Cell, ...]:
    name = kind_name(one.kind, dimension, language)
    reached = (pooled.mean, pooled.low, pooled.high)
    shares = [words.percent(language, share, signed=True) for share in reached]
    return (say(language, f"portfolio-by-{dimension}"), name, one.campaigns, *shares)


def is_numeric(sheet: Sheet, column: int) -> bool:
    """Whether a column is read from the right: numbers, and shares that are written out."""
    return all(
        not isinstance(row[column], str) or str(row[column]).endswith("%") for row in sheet.rows
    )


def written(cell: Cell, language: str) -> str:
    """A cell as text: thousands apart, a minus that is one."""
    if isinstance(cell, str):
        return cell
    return words.number(language, cell)


def kind_name(kind: str, dimension: str, language: str) -> str:
    """What one kind of a dimension is called."""
    if not kind:
        return say(language, "portfolio-none")
    if dimension == "channel":
        return " → ".join(say(language, f"results-channel-{one}") for one in kind.split(THEN))
    return say(language, f"campaigns-purpose-{kind}") if dimension == "purpose" else kind


def _said(language: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(say(language, key) for key in keys)
