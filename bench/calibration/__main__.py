"""The calibration table: trials with and without an effect, beside what peers would say.

    python -m bench.calibration [--trials 2000] [--rounds 1999]

Writes `bench/calibration.json` and prints the table; exit code 1 where a promise is broken.
"""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.calibration.populations import populations
from bench.calibration.trials import Cell, run
from bench.segments.telling import put

RESULT = Path(__file__).resolve().parents[1] / "calibration.json"
ACCOUNTS = (400, 1_000, 3_000)
HOLDOUTS = (0.1, 0.2, 0.5)

# What is promised, as shares of trials: at most or at least.
PROMISES = {"alarms": 0.055, "praise": 0.035, "covered": 0.94, "looked": 0.05}
SHOWN = (
    ("alarms", "false alarms"),
    ("praise", "good news"),
    ("covered", "coverage"),
    ("looked", "4 looks"),
    ("welch_alarms", "Welch"),
    ("welch_praise", "good news"),
    ("welch_covered", "coverage"),
    ("welch_peeked", "4 looks"),
    ("growthbook_alarms", "GrowthBook"),
    ("growthbook_covered", "coverage"),
    ("growthbook_sequence", "sequence"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=1_999)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rows = []
    print("accounts holdout population    " + " ".join(f"{name:>12}" for _, name in SHOWN))
    for population in populations():
        for accounts in ACCOUNTS:
            for holdout in HOLDOUTS:
                cell = Cell(population.name, accounts, holdout)
                shares = run(population, cell, **_settings(arguments)).shares()
                rows.append({**vars(cell), **shares})
                print(_line(rows[-1]), flush=True)
    result = _result(arguments, rows)
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    put("calibration", told(result))
    print(json.dumps(result["overall"], indent=2))
    sys.exit(0 if all(one["kept"] for one in result["overall"].values()) else 1)


def _settings(arguments: argparse.Namespace) -> dict[str, int]:
    return {"trials": arguments.trials, "rounds": arguments.rounds, "seed": arguments.seed}


def _line(row: dict[str, Any]) -> str:
    cells = " ".join(f"{100 * row[key]:>11.1f}%" for key, _ in SHOWN)
    return f"{row['accounts']:>8} {row['holdout']:>7.0%} {row['population']:<13} {cells}"


def _result(arguments: argparse.Namespace, rows: list[dict[str, Any]]) -> dict[str, Any]:
    overall = {}
    for key, promised in PROMISES.items():
        values = [row[key] for row in rows]
        mean = sum(values) / len(values)
        is_floor = key == "covered"
        overall[key] = {
            "promised": promised,
            "mean": round(mean, 4),
            "worst": min(values) if is_floor else max(values),
            "kept": bool(mean >= promised if is_floor else mean <= promised),
        }
    return {
        "measured_on": datetime.now(UTC).date().isoformat(),
        **_settings(arguments),
        "overall": overall,
        "cells": rows,
    }


def told(result: dict[str, Any]) -> str:
    """The table as Markdown, in percent of trials."""
    names = [("population", "accounts, holdout"), *SHOWN]
    head = " | ".join(name for _, name in names)
    rows = [
        f"| {row['population']} {row['accounts']:,}, {row['holdout']:.0%} | "
        + " | ".join(f"{100 * row[key]:.1f}" for key, _ in SHOWN)
        + " |"
        for row in result["cells"]
    ]
    overall = result["overall"]
    kept = ", ".join(
        f"{name} {overall[key]['mean']:.1%} (promised {overall[key]['promised']:.1%}, worst "
        f"cell {overall[key]['worst']:.1%})"
        for key, name in SHOWN
        if key in overall
    )
    where = f"Measured {result['measured_on']}, {result['trials']:,} trials a cell: {kept}."
    return "\n".join([where, "", f"| {head} |", "| --- |" + " ---: |" * len(SHOWN), *rows])


if __name__ == "__main__":
    main()
