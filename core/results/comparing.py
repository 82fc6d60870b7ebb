"""The variants of one campaign, compared: nobody wins by being one of many."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.results.estimates import Pair, Plan, digest_of, estimate, residuals
from core.results.model import BEFORE_DAYS, Money, Spoken, speak
from core.results.outcomes import Outcomes
from core.results.remembering import Memory, digest
from core.results.variants import Comparison, Variants
from core.uplift.capping import cap_of, capped
from core.uplift.permutation import permuted
from core.uplift.several import holm

Letters = NDArray[np.str_]  # one an account; empty: none
Members = NDArray[np.bool_]

FEWEST = 20  # accounts of a variant, or it is not compared

_remembered = Memory(Variants)


@dataclass(frozen=True)
class _Asked:
    """Two groups: what they bought and had bought before, up to the cap."""

    first: str
    second: str | None
    outcome: Pair
    before: Pair

    def p(self, plan: Plan) -> float:
        values, _, _ = residuals(self.outcome, self.before)
        return permuted(*values, **plan.drawn).uplift.p


def compare(
    found: Outcomes, letters: Mapping[str, str], *, plan: Plan, anew: bool = False
) -> Variants | None:
    """Compare the variants by the letters drawn with the audience (by account id).

    None where there are fewer than two letters. Holm over all comparisons, those with the
    holdout and those of two variants; the risk of the intervals is parted evenly among them
    (Bonferroni), so that they hold together, too. Remembered like findings; `anew`: computed
    whatever is remembered.
    """
    accounts = found.table["account_id"].to_pylist()
    mine = np.array([letters.get(one, "") for one in accounts])
    if len(set(mine[found.is_treated]) - {""}) < 2:  # noqa: PLR2004 -- nothing to compare
        return None
    key = digest(digest_of(found, plan), mine.tolist())
    return _remembered.answer(key, lambda: _compared(found, mine, plan), anew=anew)


def sentences(found: Variants, language: str) -> list[str]:
    """Which variant did what, which is the best, and what nobody can tell."""
    known = "of_compared" if found.few else "of_all"
    best: dict[str, Spoken] = {
        "variant": found.best or "",
        "known": known if found.best else "no",
    }
    told = [speak(language, "variants-best", best)] if found.between else []
    told += [speak(language, _key(one), _figures(one)) for one in found.comparisons]
    few: dict[str, Spoken] = {"variants": ", ".join(found.few), "fewest": FEWEST}
    return told + ([speak(language, "variants-few", few)] if found.few else [])


def facts(found: Variants) -> dict[str, Any]:
    """The same as plain values."""
    return {
        "n": found.accounts,
        "best": found.best,
        "few": list(found.few),
        "comparisons": [
            {
                "variant": one.first,
                "against": one.second or "holdout",
                "n": list(one.accounts),
                "raw_means": list(one.means),
                "difference": one.uplift.difference,
                "interval": [one.uplift.low, one.uplift.high],
                "confidence": one.confidence,
                "holm_p": one.p,
                "differs": one.differs,
            }
            for one in found.comparisons
        ],
    }


def _compared(found: Outcomes, letters: Letters, plan: Plan) -> Variants:
    groups = {
        letter: found.is_treated & (letters == letter)
        for letter in sorted(set(letters[found.is_treated]) - {""})
    }
    sizes = {letter: int(members.sum()) for letter, members in groups.items()}
    few = tuple(letter for letter, size in sizes.items() if size < FEWEST)
    enough = {letter: groups[letter] for letter in groups if letter not in few}
    asked = _asked(found, enough, plan)
    raw = [one.p(plan) for one in asked]
    told = tuple(
        _one(one, p, len(asked), plan) for one, p in zip(asked, holm(raw), strict=True)
    )
    return Variants(sizes, told, few)


def _asked(found: Outcomes, groups: dict[str, Members], plan: Plan) -> list[_Asked]:
    cap = cap_of(found.before, window_days=plan.window_days, before_days=BEFORE_DAYS)
    outcome, before = capped(found.outcome, cap.outcome), capped(found.before, cap.before)
    pairs: list[tuple[str, str | None]] = [
        *[(letter, None) for letter in groups],
        *combinations(groups, 2),
    ]

    def of(letter: str | None) -> Members:
        return ~found.is_treated if letter is None else groups[letter]

    return [
        _Asked(
            first,
            second,
            (outcome[of(first)], outcome[of(second)]),
            (before[of(first)], before[of(second)]),
        )
        for first, second in pairs
    ]


def _one(asked: _Asked, p: float, several: int, plan: Plan) -> Comparison:
    alpha = 1 - plan.confidence
    sure = replace(plan, confidence=1 - alpha / several)
    found = estimate(asked.outcome, asked.before, **sure.drawn, is_money=True)
    return Comparison(
        first=asked.first,
        second=asked.second,
        accounts=(found.treated.n, found.holdout.n),
        means=(found.treated.mean, found.holdout.mean),
        uplift=found.uplift,
        p=p,
        confidence=sure.confidence,
        alpha=alpha,
    )


def _key(one: Comparison) -> str:
    against = "holdout" if one.second is None else "other"
    if not one.differs:
        return f"variants-{against}-untold"
    return f"variants-{against}-{'more' if one.uplift.difference > 0 else 'less'}"


def _figures(one: Comparison) -> dict[str, Spoken]:
    return {
        "variant": one.first,
        "other": one.second or "",
        "difference": Money(abs(one.uplift.difference)),
        "low": Money(one.uplift.low, is_signed=True),
        "high": Money(one.uplift.high, is_signed=True),
        "accounts": one.accounts[0],
    }
