"""Delivery against its peers: hand-over, building, the whole path, and freezing a million.

    python -m bench.delivery [--part smtp|postfix|building|path|freeze] [--rounds 5]

Peers take turns in the same run, figures are medians. Hand-over is counted by the clock, in
messages a second; building and the whole path by processor time, which a busy machine
changes less. Parts that were not asked for keep what was measured of them last. Writes
`bench/delivery.json` and its lines of `bench/README.md`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from bench import relays
from bench.segments.telling import put
from bench.whole_path import can_sign
from core.foundation.settings import HOUSE

RESULT = Path(__file__).with_name("delivery.json")
PREBUILT = 10_000  # bytes
HANDED_OVER = 10_000  # messages a turn
PROGRAMS, CONNECTIONS = 2, 5  # of ours: as many sessions as the peer has
HTML = 21_000  # bytes of it: a mail of 30 kB
SENT, NAIVELY = 12_000, 150  # messages a turn
BUILT = 200  # mails a turn
MILLION = 1_000_000

Facts = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    known = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
    found: Facts = {part: known[part] for part in PARTS if part in known}
    for part in arguments.part or PARTS:
        load = os.getloadavg()[0]
        measured = PARTS[part](arguments.rounds)
        if measured is not None:
            found[part] = measured | {
                "measured_on": datetime.now(UTC).date().isoformat(),
                "cores": os.cpu_count(),
                "load": [round(load, 1), round(os.getloadavg()[0], 1)],
            }
    RESULT.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    put("delivery", _told(found))
    print(json.dumps(found, indent=2))


def _smtp(rounds: int) -> Facts:
    with relays.sink() as port:
        return _against_source(port, rounds, least=0.65)


def _postfix(rounds: int) -> Facts | None:
    if os.getuid() != 0:
        print("Postfix needs root: not measured.", file=sys.stderr)
        return None
    with relays.postfix() as port:
        return _against_source(port, rounds, least=0.9, messages=HANDED_OVER // 5)


def _against_source(
    port: int, rounds: int, *, least: float, messages: int = HANDED_OVER
) -> Facts:
    """Messages a second, ours and the peer's in turns."""
    ours, peers = [], []
    for _ in range(rounds):
        ours.append(_by_lines(port, messages))
        began = perf_counter()
        subprocess.run(relays.source(port, messages, PREBUILT), check=True)
        peers.append(messages / (perf_counter() - began))
    ratio = median(mine / peer for mine, peer in zip(ours, peers, strict=True))
    return {
        "ours_per_second": round(median(ours)),
        "peer_per_second": round(median(peers)),
        "ratio": round(ratio, 3),
        "least": least,
    }


def _by_lines(port: int, messages: int) -> float:
    each = [port, messages // PROGRAMS, CONNECTIONS, PREBUILT]
    programs = [_begun("bench.lines", *each) for _ in range(PROGRAMS)]
    told = [_said(program) for program in programs]
    span = max(one["ended"] for one in told) - min(one["began"] for one in told)
    return float(sum(one["messages"] for one in told) / span)


def _building(rounds: int) -> Facts | None:
    if find_spec("bench.building") is None:
        return None
    from bench import building

    works = (building.build_unsigned, building.build_signed, building.one_signature)
    turns = [[_each(work, BUILT) for work in works] for _ in range(rounds)]
    unsigned, signed, signature = (median(column) for column in zip(*turns, strict=True))
    return {
        "unsigned_us": round(unsigned * 1e6),
        "signed_us": round(signed * 1e6),
        "signature_us": round(signature * 1e6),
        "unsigned_ratio": round(unsigned / signature, 3),
        "signed_ratio": round(signed / signature, 3),
        "most": [0.6, 2.0],
    }


def _each(work: Callable[[], bytes], times: int) -> float:
    began = process_time()
    for _ in range(times):
        work()
    return (process_time() - began) / times


def _path(rounds: int) -> Facts:
    """The worker and the naive pipeline in turns, a message's processor time."""
    ways = ["unsigned", *(["signed"] if can_sign() else [])]
    spent: dict[str, list[float]] = {way: [] for way in [*ways, "naive"]}
    with relays.sink() as port:
        for _ in range(rounds):
            for way in ways:
                with tempfile.TemporaryDirectory() as folder:
                    facts = [folder, SENT, HTML, port, way]
                    spent[way].append(_per_message(_said(_begun("bench.whole_path", *facts))))
            naive = _said(_begun("bench.naive", NAIVELY, HTML, port))
            spent["naive"].append(_per_message(naive))
    middle = {way: median(some) for way, some in spent.items()}
    return {
        "processor_ms": {way: round(one * 1e3, 3) for way, one in middle.items()},
        "ratios": {way: round(middle["naive"] / middle[way], 1) for way in ways},
        "least": {"signed": 12, "unsigned": 30},
    }


def _per_message(said: Facts) -> float:
    return float(said["processor_seconds"] / said["messages"])


def _freeze(_rounds: int) -> Facts:
    with tempfile.TemporaryDirectory() as folder:
        _begun("bench.freezing", folder, MILLION).communicate()
        return _said(_begun("bench.freezing", folder)) | {"most": 60}


def _begun(module: str, *words: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", module, *map(str, words)]
    return subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True)


def _said(program: subprocess.Popen[str]) -> Facts:
    """What a program printed last. Raises `SystemExit` where it failed."""
    said, _ = program.communicate()
    if program.returncode:
        raise SystemExit(f"{program.args} failed")
    facts: Facts = json.loads(said.splitlines()[-1])
    return facts


def _told(found: Facts) -> str:
    """The section of the README."""
    rows = [row for part, measured in found.items() for row in _ROWS[part](measured)]
    lines = [
        f"| {what} | {asked} | {told} | {'yes' if kept else '**no**'} | {detail} |"
        for what, asked, told, kept, detail in rows
    ]
    when = [
        f"{part} {one['measured_on']}, load average {one['load'][0]} before and"
        f" {one['load'][1]} after"
        for part, one in found.items()
    ]
    head = ["| What | asked | found | kept | |", "| --- | ---: | ---: | --- | --- |"]
    return "\n".join([f"Measured on two cores: {'; '.join(when)}.", "", *head, *lines])


Row = tuple[str, str, str, bool, str]


def _line_rows(what: str, one: Facts) -> list[Row]:
    pair = f"{one['ours_per_second']:,} against {one['peer_per_second']:,} a second"
    told = f"{one['ratio']:.2f} ×"
    return [(what, f"≥ {one['least']} ×", told, one["ratio"] >= one["least"], pair)]


def _building_rows(one: Facts) -> list[Row]:
    return [
        (
            f"building 30 kB {way} ÷ one RSA-2048 signature",
            f"≤ {most} ×",
            f"{one[f'{way}_ratio']:.2f} ×",
            one[f"{way}_ratio"] <= most,
            f"{one[f'{way}_us']:,} against {one['signature_us']:,} µs",
        )
        for way, most in zip(("unsigned", "signed"), one["most"], strict=True)
    ]


def _path_rows(one: Facts) -> list[Row]:
    spent = one["processor_ms"]
    return [
        (
            f"outbox to relay, {way}, against the naive pipeline",
            f"≥ {one['least'][way]} ×",
            f"{ratio:.1f} ×",
            ratio >= one["least"][way],
            f"{spent[way]:.2f} against {spent['naive']:.1f} ms of processor a message",
        )
        for way, ratio in one["ratios"].items()
    ]


def _freeze_rows(one: Facts) -> list[Row]:
    what = f"freezing {one['queued']:,} dispatches on SQLite"
    spent = f"{one['processor_seconds']:.0f} s of processor, {one['peak_mb']} MB"
    kept = one["seconds"] <= one["most"]
    return [(what, f"≤ {one['most']} s", f"{one['seconds']:.0f} s", kept, spent)]


_ROWS: dict[str, Callable[[Facts], list[Row]]] = {
    "smtp": lambda one: _line_rows("10 kB to `smtp-sink`, against `smtp-source`", one),
    "postfix": lambda one: _line_rows("10 kB to Postfix, against `smtp-source`", one),
    "building": _building_rows,
    "path": _path_rows,
    "freeze": _freeze_rows,
}
PARTS: dict[str, Callable[[int], Facts | None]] = {
    "smtp": _smtp,
    "postfix": _postfix,
    "building": _building,
    "path": _path,
    "freeze": _freeze,
}


if __name__ == "__main__":
    main()
