"""A mailing run elsewhere, out of a file: who got it, what they did, read with our care."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from core.results import estimates, files
from core.results.estimates import Pair
from core.results.files import Columns
from core.results.model import Estimate, Reason, Share, Spoken, Verdict, speak
from core.results.readout import FEWEST
from core.uplift.balance import SampleRatio, sample_ratio
from core.uplift.influence import most_influential
from core.uplift.mean import Numbers
from core.uplift.permutation import ROUNDS, permuted


@dataclass(frozen=True)
class FileReadout:
    """The result of a mailing run elsewhere; `adjusted` where a column of the past is named."""

    sizes: tuple[int, int]  # treated, control
    plain: Estimate | None
    adjusted: Estimate | None
    sample_ratio: SampleRatio | None
    verdict: Verdict
    refusals: tuple[Reason, ...]
    cautions: tuple[Reason, ...]

    @property
    def believed(self) -> Estimate | None:
        """The adjusted estimate where the past foretells enough, else the plain one."""
        if self.adjusted is not None and abs(self.adjusted.correlation) >= estimates.WEAK:
            return self.adjusted
        return self.plain

    def sentence(self, language: str) -> str:
        found = self.believed
        if found is None or self.verdict is Verdict.REFUSED:
            reason = self.refusals[0].sentence(language)
            return speak(language, "results-file-refused", {"reason": reason})
        values: dict[str, Spoken] = {
            "difference": _brief(abs(found.uplift.difference)),
            "low": _brief(found.uplift.low),
            "high": _brief(found.uplift.high),
            "treated": self.sizes[0],
            "holdout": self.sizes[1],
        }
        return speak(language, f"results-file-{self.verdict}", values)

    def facts(self, language: str = "en") -> dict[str, Any]:
        """Everything, as plain values for one line of JSON."""
        found = self.plain
        means = (found.treated.mean, found.holdout.mean) if found else (None, None)
        return {
            "n": dict(zip(("treated", "control"), self.sizes, strict=True)),
            "raw_means": dict(zip(("treated", "control"), means, strict=True)),
            **shape(found),
            "adjusted": shape(self.adjusted) if self.adjusted else None,
            "srm_p": self.sample_ratio.p if self.sample_ratio else None,
            "verdict": self.verdict.value,
            "refusals": [reason.sentence(language) for reason in self.refusals],
            "cautions": [reason.sentence(language) for reason in self.cautions],
            "sentence": self.sentence(language),
        }


def shape(found: Estimate | None) -> dict[str, Any]:
    """An estimate as plain values: none where nothing is shown, or nothing bounds it."""
    if found is None:
        keys = (
            "difference",
            "interval",
            "p",
            "relative",
            "relative_interval",
            "welch_interval",
        )
        return dict.fromkeys(keys)
    relative = list(found.relative) if found.relative.is_bounded else None
    return {
        "difference": found.uplift.difference,
        "interval": list(found.uplift.interval),
        "p": found.uplift.p,
        "relative": found.ratio if relative else None,
        "relative_interval": relative,
        "welch_interval": list(found.welch.interval),
    }


def read_file(path: Path, columns: Columns, *, rounds: int = ROUNDS) -> FileReadout:
    """Read a mailing out of a CSV or Parquet file; the rows of a unit add up.

    Every arm but the control is treated. Raises `UnreadableFile`, `UnknownColumn` and
    `UnreadableValues`.
    """
    table = files.units(path, columns)
    treated = table["is_treated"].to_numpy()
    straddling = int(table["straddles"].to_numpy().sum())
    outcome = _pair(table["outcome"].to_numpy(), treated)
    before = _pair(table["before"].to_numpy(), treated) if columns.before else None
    sizes = outcome[0].size, outcome[1].size
    ratio = _ratio(sizes, columns.share)
    refusals = tuple(_flaws(outcome, ratio, straddling, columns.share))
    if refusals:
        return FileReadout(sizes, None, None, ratio, Verdict.REFUSED, refusals, ())
    return _judged(outcome, before, ratio, rounds)


def _judged(
    outcome: Pair, before: Pair | None, ratio: SampleRatio | None, rounds: int
) -> FileReadout:
    seed = estimates.seed_of(f"{outcome[0].size}:{outcome[1].size}")
    plain = estimates.estimate(outcome, None, seed=seed, rounds=rounds)
    adjusted = None
    if before is not None:
        adjusted = estimates.estimate(outcome, before, seed=seed, rounds=rounds, weak=0.0)
    sizes = outcome[0].size, outcome[1].size
    draft = FileReadout(sizes, plain, adjusted, ratio, Verdict.INCONCLUSIVE, (), ())
    found = draft.believed or plain
    used = before if found is adjusted else None
    hinges = _hinges(outcome, used, found, seed=seed, rounds=rounds)
    cautions = (Reason("hinges-one", {}),) if hinges else ()
    if found.uplift.interval.half_width > abs(found.holdout.mean):
        change: dict[str, Spoken] = {"change": Share(estimates.WORTHWHILE)}
        wide = Reason("too-wide", change | {"needed": estimates.needed(found)})
        return FileReadout(sizes, plain, adjusted, ratio, Verdict.REFUSED, (wide,), cautions)
    verdict = Verdict.INCONCLUSIVE
    if found.uplift.is_conclusive and not hinges:
        verdict = Verdict.UP if found.uplift.difference > 0 else Verdict.DOWN
    return FileReadout(sizes, plain, adjusted, ratio, verdict, (), cautions)


def _hinges(
    outcome: Pair, before: Pair | None, found: Estimate, *, seed: int, rounds: int
) -> bool:
    values, _, _ = estimates.residuals(outcome, before)
    most = most_influential(*values)
    without = permuted(most.treated, most.holdout, seed=seed, rounds=rounds).uplift
    return estimates.side(without) != estimates.side(found.uplift)


def _ratio(sizes: tuple[int, int], share: float | None) -> SampleRatio | None:
    if share is None or 0 in sizes or not 0 < share < 1:
        return None
    return sample_ratio(sizes, [share, 1 - share])


def _flaws(
    outcome: Pair, ratio: SampleRatio | None, straddling: int, share: float | None
) -> list[Reason]:
    size: dict[str, Spoken] = {"treated": outcome[0].size, "holdout": outcome[1].size}
    flaws = []
    if straddling:
        flaws.append(Reason("straddling", {"units": straddling}))
    if min(outcome[0].size, outcome[1].size) < FEWEST:
        flaws.append(Reason("few-accounts", size | {"fewest": FEWEST}))
    if ratio is not None and ratio.is_mismatch:
        flaws.append(Reason("mismatch", size | {"planned": Share(1 - (share or 0))}))
    for name, arm in zip(("treated", "holdout"), outcome, strict=True):
        if arm.size and not np.any(arm != 0):
            flaws.append(Reason(f"no-outcomes-{name}", {"accounts": arm.size}))
    return flaws


def _pair(numbers: Numbers, treated: Any) -> Pair:
    return numbers[treated], numbers[~treated]


def _brief(value: float) -> str:
    return f"{value:.4g}".replace("-", "−")
