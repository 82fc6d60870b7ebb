"""A mailing run elsewhere, out of a file: who got it, what they did, read with our care."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from core.results import estimates, files
from core.results.estimates import Drawn, Pair
from core.results.judging import FEWEST
from core.results.model import Estimate, Reason, Share, Spoken, Verdict
from core.results.payback import Gain
from core.results.survey import silence_of
from core.results.terms import Columns, Terms
from core.results.told import FileReadout, refused
from core.results.units import Units
from core.uplift.balance import SampleRatio, sample_ratio
from core.uplift.influence import most_influential
from core.uplift.mean import CONFIDENCE
from core.uplift.permutation import ROUNDS, permuted
from core.uplift.proportional import less, widened
from core.uplift.satisfaction import FULL, worst_case

WITHOUT_PAST = 0.2  # of the units: more, and the past is left out
DRAWS = 1_000_000_000  # positions a readout may draw in all, so that millions of units end
FEWEST_ROUNDS = 199

# A group that somebody came into by what they did after the send was not drawn by chance.
_DEEDS = (
    *("open", "deliver", "click", "read", "visit", "bounce", "unsub", "respon", "repli"),
    *("откры", "достав", "клик", "прочит", "перех", "переш", "отпис", "ответ"),
)

__all__ = ["Columns", "FileReadout", "Terms", "read_file"]


def read_file(
    path: Path, columns: Columns, *, terms: Terms | None = None, rounds: int = ROUNDS
) -> FileReadout:
    """Read a mailing out of a CSV or Parquet file; the rows of a unit add up.

    Every arm but the control is treated. The interval is that of our own campaigns' money: it
    holds an effect of one sum for every unit and, of outcomes that are never below zero, of one
    share (`Units.is_shared`). Of millions of units fewer rounds are drawn; the readout says how
    many. Raises `UnreadableFile`, `UnknownColumn` and `UnreadableValues`.
    """
    found = Units(columns, files.units(path, columns))
    ratio = _ratio(found.sizes, columns.share)
    refusals = tuple(_flaws(found, ratio))
    if refusals:
        return refused(found.sizes, ratio, refusals)
    if columns.score and (hidden := _hidden(found)):
        bounds = worst_case(*found.responses(), lowest=_lowest(columns), highest=FULL)
        return refused(found.sizes, ratio, hidden, bounds=bounds)
    rounds = min(rounds, max(FEWEST_ROUNDS, DRAWS // min(found.sizes)))
    return _judged(found, ratio, terms, rounds)


def _judged(
    found: Units, ratio: SampleRatio | None, terms: Terms | None, rounds: int
) -> FileReadout:
    seed = estimates.seed_of(f"{found.sizes[0]}:{found.sizes[1]}")
    plain, adjusted = _estimates(found, seed, rounds)
    is_used = adjusted is not None and not tuple(_weakness(found, adjusted))
    believed = adjusted if adjusted is not None and is_used else plain
    before = found.before if is_used else None
    hinges = _hinges(found, before, believed, seed=seed, rounds=rounds)
    draft = FileReadout(
        sizes=found.sizes,
        plain=plain,
        adjusted=adjusted,
        is_adjusted_believed=is_used,
        sample_ratio=ratio,
        verdict=_verdict(believed, hinges=hinges),
        refusals=(),
        cautions=tuple(_cautions(found, adjusted, believed, hinges=hinges)),
        gain=_gain(found, terms, is_adjusted=is_used, seed=seed, rounds=rounds),
        score=found.columns.score,
        seed=seed,
        rounds=rounds,
    )
    return draft if found.columns.score else _measurable(draft, believed)


def _measurable(draft: FileReadout, believed: Estimate) -> FileReadout:
    """The readout, unless chance alone could have made what it says."""
    too_wide = tuple(_too_wide(believed))
    if not too_wide:
        return draft
    return replace(draft, verdict=Verdict.REFUSED, refusals=too_wide, gain=None)


def _estimates(found: Units, seed: int, rounds: int) -> tuple[Estimate, Estimate | None]:
    outcome, before = found.outcome, found.before
    drawn = {"seed": seed, "rounds": rounds}
    plain = estimates.estimate(outcome, None, **drawn, is_money=found.is_shared)
    if before is None:
        return plain, None
    adjusted = estimates.estimate(outcome, before, **drawn, weak=0.0, is_money=found.is_shared)
    return plain, adjusted


def _verdict(found: Estimate, *, hinges: bool) -> Verdict:
    if not found.uplift.is_conclusive or hinges:
        return Verdict.INCONCLUSIVE
    return Verdict.UP if found.uplift.difference > 0 else Verdict.DOWN


def _cautions(
    found: Units, adjusted: Estimate | None, believed: Estimate, *, hinges: bool
) -> Iterator[Reason]:
    if hinges:
        yield Reason("hinges-one", {})
    if adjusted is not None:
        yield from _weakness(found, adjusted)
    if not believed.relative.is_bounded and not found.columns.score:
        yield Reason("not-identified", {})
    if found.columns.share is None:
        yield Reason("no-share", {})


def _weakness(found: Units, adjusted: Estimate) -> Iterator[Reason]:
    """Why the time before is left out."""
    if found.without_past > WITHOUT_PAST:
        yield Reason("past-missing", {"missing": Share(found.without_past)})
    elif abs(adjusted.correlation) < estimates.WEAK:
        yield Reason("unadjusted", {})


def _too_wide(found: Estimate) -> Iterator[Reason]:
    if found.uplift.interval.half_width > abs(found.holdout.mean):
        change: dict[str, Spoken] = {"change": Share(estimates.WORTHWHILE)}
        yield Reason("too-wide", change | {"needed": estimates.needed(found)})


def _gain(
    found: Units, terms: Terms | None, *, is_adjusted: bool, seed: int, rounds: int
) -> Gain | None:
    if terms is None:
        return None
    pair = found.gain(terms)
    before = found.gain_before(terms) if is_adjusted else None
    drawn: Drawn = {"seed": seed, "rounds": rounds, "confidence": CONFIDENCE}
    estimate = estimates.estimate(pair, before, **drawn, weak=0.0)
    uplift = estimate.uplift
    if found.is_shared and terms.margin > 0:
        earned = found.split(terms.margin * found.numbers("outcome"))
        spent_more = float((earned[0] - pair[0]).mean() - (earned[1] - pair[1]).mean())
        shares = estimates.shares_of(earned, before, drawn)
        uplift = widened(uplift, less(shares, spent_more))
    spent = terms.cost * float(found.numbers("contacts")[found.is_treated].sum())
    net = float(pair[0].sum() - pair[1].sum())
    return Gain(uplift, estimate.welch, pair[0].size, net=net, cost=spent)


def _hinges(
    found: Units, before: Pair | None, believed: Estimate, *, seed: int, rounds: int
) -> bool:
    values, _, _ = estimates.residuals(found.outcome, before, weak=0.0)
    most = most_influential(*values)
    drawn: Drawn = {"seed": seed, "rounds": rounds, "confidence": CONFIDENCE}
    without = permuted(most.treated, most.holdout, **drawn).uplift
    if found.is_shared and estimates.side(without):  # else no share could make it conclusive
        past = None if before is None else most.without(before)
        shares = estimates.shares_of(most.without(found.outcome), past, drawn)
        without = widened(without, shares)
    return estimates.side(without) != estimates.side(believed.uplift)


def _hidden(found: Units) -> tuple[Reason, ...]:
    return tuple(silence_of(*found.responses(), found.silence()))


def _lowest(columns: Columns) -> float:
    return -FULL if columns.score == "nps" else 0.0


def _ratio(sizes: tuple[int, int], share: float | None) -> SampleRatio | None:
    if share is None or 0 in sizes:
        return None
    return sample_ratio(sizes, [share, 1 - share])


def _flaws(found: Units, ratio: SampleRatio | None) -> Iterator[Reason]:
    columns, sizes = found.columns, found.sizes
    size: dict[str, Spoken] = {"treated": sizes[0], "holdout": sizes[1]}
    if any(deed in columns.arm.lower() for deed in _DEEDS):
        yield Reason("post-treatment", {"filter": columns.arm})
    if found.straddling:
        yield Reason("straddling", {"units": found.straddling})
    if min(sizes) < FEWEST:
        yield Reason("few-accounts", size | {"fewest": FEWEST})
    if ratio is not None and ratio.is_mismatch:
        yield Reason("mismatch", size | {"planned": Share(1 - (columns.share or 0))})
    if columns.score:
        return
    for name, arm in zip(("treated", "holdout"), found.outcome, strict=True):
        if arm.size and not np.any(arm != 0):
            yield Reason(f"no-outcomes-{name}", {"accounts": arm.size})
