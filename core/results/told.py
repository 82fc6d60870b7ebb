"""The result of a mailing run elsewhere, and how it is told."""

from dataclasses import dataclass
from typing import Any

from core.results.model import Estimate, Reason, Spoken, Verdict, speak
from core.results.payback import Gain
from core.results.terms import Score
from core.uplift.balance import SampleRatio
from core.uplift.mean import Interval

_SHAPE = (
    "difference",
    "interval",
    "p",
    "relative",
    "relative_interval",
    "welch_interval",
    "welch_p",
)


@dataclass(frozen=True)
class FileReadout:
    """The result of a mailing run elsewhere; `adjusted` where a column of the past is named.

    `gain` where margin or cost are known; `bounds` of a survey whose silence may hide
    anything: the worst cases.
    """

    sizes: tuple[int, int]  # treated, control
    plain: Estimate | None
    adjusted: Estimate | None
    is_adjusted_believed: bool
    sample_ratio: SampleRatio | None
    verdict: Verdict
    refusals: tuple[Reason, ...]
    cautions: tuple[Reason, ...]
    gain: Gain | None = None
    bounds: Interval | None = None
    score: Score | None = None
    seed: int = 0
    rounds: int = 0

    @property
    def believed(self) -> Estimate | None:
        """The adjusted estimate where the past foretells enough, else the plain one."""
        return self.adjusted if self.is_adjusted_believed else self.plain

    def headline(self, language: str) -> str:
        """The verdict in a few words, its money with it."""
        payback = self.gain.payback.value if self.gain else "unsaid"
        values: dict[str, Spoken] = {"verdict": self.verdict.value, "money": payback}
        return speak(language, "results-headline", values)

    def sentence(self, language: str) -> str:
        found = self.believed
        if found is None or self.verdict is Verdict.REFUSED:
            reason = self.refusals[0].sentence(language)
            return speak(language, "results-file-refused", {"reason": reason})
        values: dict[str, Spoken] = {
            "difference": brief(abs(found.uplift.difference)),
            "low": brief(found.uplift.low),
            "high": brief(found.uplift.high),
            "treated": self.sizes[0],
            "holdout": self.sizes[1],
        }
        kind = "file" if self.score is None else f"file-{self.score}"
        said = speak(language, f"results-{kind}-{self.verdict}", values)
        return said if self.gain is None else f"{said} {self._money(self.gain, language)}"

    def facts(self, language: str = "en") -> dict[str, Any]:
        """Everything, as plain values for one line of JSON."""
        found = self.plain
        means = (found.treated.mean, found.holdout.mean) if found else (None, None)
        verdict = self.verdict.value
        return {
            "n": dict(zip(("treated", "control"), self.sizes, strict=True)),
            "raw_means": dict(zip(("treated", "control"), means, strict=True)),
            **shape(None if self.verdict is Verdict.REFUSED else found),
            "adjusted": shape(self.adjusted) if self._is_adjusted_shown else None,
            "money": self.gain.facts() if self.gain else None,
            "bounds": list(self.bounds) if self.bounds else None,
            "srm_p": self.sample_ratio.p if self.sample_ratio else None,
            "verdict": self.headline("en").lower() if self.gain else verdict,
            "refusals": [reason.sentence(language) for reason in self.refusals],
            "cautions": [reason.sentence(language) for reason in self.cautions],
            "sentence": self.sentence(language),
            "seed": self.seed,
            "rounds": self.rounds,
        }

    @property
    def _is_adjusted_shown(self) -> bool:
        return self.adjusted is not None and self.verdict is not Verdict.REFUSED

    def _money(self, gain: Gain, language: str) -> str:
        uplift = gain.uplift
        values: dict[str, Spoken] = {
            "headline": self.headline(language),
            "gain": brief(abs(uplift.difference)),
            "is_gain": "yes" if uplift.difference >= 0 else "no",
            "low": brief(uplift.low),
            "high": brief(uplift.high),
        }
        return speak(language, "results-file-money", values)


def shape(found: Estimate | None) -> dict[str, Any]:
    """An estimate as plain values: none where nothing is shown, or nothing bounds it."""
    if found is None:
        return dict.fromkeys(_SHAPE)
    relative = list(found.relative) if found.relative.is_bounded else None
    return {
        "difference": found.uplift.difference,
        "interval": list(found.uplift.interval),
        "p": found.uplift.p,
        "relative": found.ratio if relative else None,
        "relative_interval": relative,
        "welch_interval": list(found.welch.interval),
        "welch_p": found.welch.p,
    }


def brief(value: float) -> str:
    """A number in four digits, its minus a real one."""
    return f"{value:.4g}".replace("-", "−")


def refused(
    sizes: tuple[int, int], ratio: SampleRatio | None, refusals: tuple[Reason, ...], **more: Any
) -> FileReadout:
    """Nothing to tell, and why."""
    return FileReadout(
        sizes=sizes,
        plain=None,
        adjusted=None,
        is_adjusted_believed=False,
        sample_ratio=ratio,
        verdict=Verdict.REFUSED,
        refusals=refusals,
        cautions=(),
        **more,
    )
