"""The truth about the demo's campaigns, written down to check results against."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from core.demo.chance import Plan
from core.demo.effects import Trial, Truth

FILE = "demo_truth.json"


def write(folder: Path, plan: Plan, trials: Sequence[Trial], truths: Sequence[Truth]) -> Path:
    """Write ``demo_truth.json`` whole: per campaign what was tried and what it changed.

    `expected_relative` is the effect the draw was made with; `changed` what it came to over
    the treated accounts of this base, exactly, in the metric's unit (roubles of sales in the
    window, or services connected in it); `per_account` and `relative` follow from it.
    """
    facts = {
        "accounts": plan.accounts,
        "seed": plan.seed,
        "as_of": plan.today.isoformat(),
        "campaigns": [_told(trial, truth) for trial, truth in zip(trials, truths, strict=True)],
    }
    path, draft = folder / FILE, folder / f"{FILE}.draft"
    with draft.open("w", encoding="utf-8") as file:
        json.dump(facts, file, ensure_ascii=False, indent=2)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    return path


def _told(trial: Trial, truth: Truth) -> dict[str, str | int | float | None]:
    return {
        "campaign_id": trial.campaign_id,
        "metric": truth.metric,
        "kind": trial.kind,
        "rate": trial.rate,
        "window_start": trial.start.isoformat(),
        "window_days": trial.days,
        "treated_accounts": truth.accounts,
        "expected_relative": truth.expected,
        "without": round(truth.without, 2),
        "changed": round(truth.changed, 2),
        "per_account": truth.per_account,
        "relative": truth.relative,
    }
