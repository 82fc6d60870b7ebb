"""Everything behind a result in one archive: anybody with numpy computes it again."""

import io
import json
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pyarrow as pa
from pyarrow import parquet

from core.foundation.words import say
from core.results.estimates import SHARE_ROUNDS, WEAK
from core.results.model import BEFORE_DAYS, Readout, Source
from core.uplift import capping, influence, mean, permutation, proportional

MODULES = (
    mean,
    capping,
    permutation,
    proportional,
    influence,
)  # pure arithmetic: numpy and scipy alone

_READ = """\
import json
import pandas as pd
from core.uplift.capping import cap_of, capped
from core.uplift.mean import adjusted, arm_of, welch
from core.uplift.permutation import permuted
from core.uplift.proportional import proportional, widened

asked = json.load(open("asked.json", encoding="utf-8"))
accounts = pd.read_parquet("accounts.parquet")
treated = accounts["is_treated"].to_numpy()
y, x = accounts["outcome"].to_numpy(), accounts["before"].to_numpy()
accounts.groupby("is_treated")[["outcome", "before"]].agg(["count", "mean"])"""

_CAP = """\
cap = cap_of(x, window_days=asked["window_days"], before_days=asked["before_days"])
y, x = capped(y, cap.outcome), capped(x, cap.before)
cap"""

_ADJUST = """\
less = adjusted(y[treated], y[~treated], treated_before=x[treated], holdout_before=x[~treated])
is_used = abs(less.correlation) >= asked["weak"]
arms = (less.treated, less.holdout) if is_used else (y[treated], y[~treated])
welch(arm_of(arms[0]), arm_of(arms[1]), confidence=asked["confidence"])"""

_DRAW = """\
how = {name: asked[name] for name in ("seed", "rounds", "confidence")}
found = permuted(*arms, **how).uplift
past = (x[treated], x[~treated]) if is_used else None
how["rounds"] = min(asked["rounds"], asked["share_rounds"])
found = widened(found, proportional((y[treated], y[~treated]), past, **how))
print(json.dumps({"difference": found.difference,
                  "interval": [found.low, found.high], "p": found.p}))"""

_CHECK = """\
told = json.load(open("readout.json", encoding="utf-8"))
assert told["difference"] == found.difference
assert told["interval"] == [found.low, found.high]
"the same digits\""""


def bundle(
    found: Readout, accounts: pa.Table, facts: dict[str, Any], *, language: str
) -> bytes:
    """A ZIP: the query with its values, the rows it gave, the arithmetic, and a notebook.

    `accounts` is the roll-up; account names stay at home. Needs a readout that was looked at.
    """
    source = found.source
    assert source is not None
    parts = {
        "README.md": say(language, "results-bundle-readme", name=found.trial.name),
        "query.sql": _query(source),
        "asked.json": json.dumps(_asked(found, source), indent=2),
        "readout.json": json.dumps(facts, indent=2, default=str, ensure_ascii=False),
        "readout.ipynb": json.dumps(_notebook(found, language), indent=1, ensure_ascii=False),
        "core/__init__.py": "",
        "core/uplift/__init__.py": "",
        **{f"core/uplift/{_file(one).name}": _text(one) for one in MODULES},
    }
    archive = io.BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
        file.writestr("accounts.parquet", _parquet(accounts))
    return archive.getvalue()


def _asked(found: Readout, source: Source) -> dict[str, Any]:
    assert found.window is not None
    return {
        "seed": source.seed,
        "rounds": source.rounds,
        "share_rounds": SHARE_ROUNDS,
        "confidence": found.look.confidence if found.look else mean.CONFIDENCE,
        "window_days": found.window.days,
        "before_days": BEFORE_DAYS,
        "weak": WEAK,
    }


def _query(source: Source) -> str:
    values = "\n".join(f"-- ${place} = {one}" for place, one in enumerate(source.values, 1))
    card = f"-- publication {source.publication}, as of {source.as_of}"
    return f"{card}\n{values}\n{source.question}\n"


def _parquet(accounts: pa.Table) -> bytes:
    kept = [name for name in accounts.column_names if name != "name"]
    file = io.BytesIO()
    parquet.write_table(accounts.select(kept), file)
    return file.getvalue()


def _notebook(found: Readout, language: str) -> dict[str, Any]:
    cells = [
        _prose(f"# {found.trial.name}\n\n{found.sentence(language)}"),
        *[_code(text) for text in (_READ, _CAP, _ADJUST, _DRAW, _CHECK)],
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "cells": [cell | {"id": f"cell-{place}"} for place, cell in enumerate(cells)],
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _prose(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": text.splitlines(keepends=True)}


def _code(text: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": text.splitlines(keepends=True),
    }


def _file(module: Any) -> Path:
    return Path(module.__file__)


def _text(module: Any) -> str:
    return _file(module).read_text(encoding="utf-8")
