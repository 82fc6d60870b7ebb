"""Building a mail of 30 kB, unsigned and signed, against one RSA-2048 signature, in turns.

    python -m bench.building [--turns 200]

A mail is built as the worker builds it: from a contact's values to the bytes that travel, with
its tokens, its return path, its headers, its text, and its HTML made of MJML. The signature is
one by `cryptography` over 600 bytes. All take turns, twenty in a row, each mail is another
contact's, and processor time is counted. Other benchmarks may import `build_unsigned`,
`build_signed` and `one_signature`. Writes `bench/building.json` and its section of
`bench/README.md`.
"""

import argparse
import itertools
import json
import os
import re
import statistics
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from time import process_time
from types import SimpleNamespace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256

from bench import rehearsal_ground as ground
from core.delivery.domains.dkim import SigningKey, signed
from core.delivery.filling import Approved, filled, skeletons
from core.delivery.marks import Marks
from core.foundation.clock import SystemClock
from core.messages import rendering

HERE = Path(__file__).parent
RESULT, PAGE = HERE / "building.json", HERE / "README.md"
MOST_UNSIGNED, MOST_SIGNED = 0.6, 2.0
HTML = 21_000  # bytes of it: with its headers, its text and its encoding a mail of 30 kB
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
IN_A_ROW = 20  # as a worker does, mail after mail
SIGNED_OVER = b"x" * 600  # bytes: the headers of a mail

_numbers: Iterator[int] = itertools.count()


def build_unsigned() -> bytes:
    """The next contact's mail."""
    return _mail(next(_numbers))


def build_signed() -> bytes:
    """The next contact's mail with a signature by RSA-2048."""
    return signed(_mail(next(_numbers)), keys()[:1], at=AT)


def build_twice_signed() -> bytes:
    """The next contact's mail with signatures by RSA-2048 and by Ed25519."""
    return signed(_mail(next(_numbers)), keys(), at=AT)


def one_signature() -> bytes:
    """One RSA-2048 signature over as much as a mail's headers are."""
    key = keys()[0].key
    assert isinstance(key, RSAPrivateKey)
    return key.sign(SIGNED_OVER, PKCS1v15(), SHA256())


@cache
def keys() -> tuple[SigningKey, SigningKey]:
    """A key of each kind, made for this run."""
    rsa, domain = generate_private_key(public_exponent=65537, key_size=2048), "cockpit.example"
    ed25519 = Ed25519PrivateKey.generate()
    return SigningKey(domain, "r1", rsa), SigningKey(domain, "e1", ed25519)


def _mail(number: int) -> bytes:
    campaign, approved, writing = _ready()
    name = f"d{number:031d}"
    dispatch: Any = SimpleNamespace(
        id=name,
        channel="email",
        step=1,
        address=f"person{number}@firm.example",
        message_id=f"{name}.{campaign.id}@cockpit.example",
    )
    return filled(campaign, dispatch, _recipient(number), approved, writing, AT).content


def _recipient(number: int) -> Any:
    account = {
        "name": f"ООО «Компания № {number}»",
        "city": ("Москва", "Казань", "Пермь", None)[number % 4],
        "account_manager": f"Менеджер {number % 40}",
        "since": date(2015, 1 + number % 12, 1 + number % 28),
        "monthly_fee": 1_000 + number % 9_000,
    }
    first = None if number % 5 == 0 else "Иван"
    contact = {"full_name": f"Иван Петрович Сидоров-{number}", "first_name": first}
    return SimpleNamespace(contact=contact, account=account)


@cache
def _ready() -> tuple[Any, Approved, Any]:
    """The campaign, what was approved of it, and its writing."""
    campaign: Any = SimpleNamespace(
        id="c" + "0" * 31, sender_name="ООО «Оператор»", sender_address="news@cockpit.example"
    )
    writing = ground.message(HTML)
    sheets = {writing: rendering.compiled(writing)}
    marks = Marks(b"k" * 32, "bounce.cockpit.example", "https://cockpit.example")
    bones = skeletons(sheets, campaign, marks, "ask@cockpit.example", [])
    template: Any = SimpleNamespace(version=1)
    snapshot: Any = None
    approved = Approved(template, sheets, bones, marks, snapshot, {}, "Europe/Moscow")
    return campaign, approved, writing


def measured(turns: int) -> dict[str, Any]:
    """Medians of processor microseconds, in turns, and their ratios to one signature."""
    works = (one_signature, build_unsigned, build_signed, build_twice_signed)
    seconds: dict[str, list[float]] = {work.__name__: [] for work in works}
    for work in works:
        work()
    for _ in range(turns):
        for work in works:
            seconds[work.__name__].append(_timed(work))
    medians = {name: statistics.median(found) * 1e6 for name, found in seconds.items()}
    one = medians["one_signature"]
    return {
        "measured": SystemClock().now().astimezone(UTC).date().isoformat(),
        "load": round(os.getloadavg()[0], 1),
        "turns": turns,
        "bytes": len(build_unsigned()),
        "microseconds": {name: round(median, 1) for name, median in medians.items()},
        "ratios": {name: round(median / one, 2) for name, median in medians.items()},
    }


def _timed(work: Callable[[], bytes]) -> float:
    started = process_time()
    for _ in range(IN_A_ROW):
        work()
    return (process_time() - started) / IN_A_ROW


def main() -> None:
    """Measure, write both files, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=200)
    facts = measured(parser.parse_args().turns)
    RESULT.write_text(json.dumps(facts, indent=2) + "\n", "utf-8")
    PAGE.write_text(_with_section(PAGE.read_text("utf-8"), _section(facts)), "utf-8")
    print(_section(facts))


def _section(facts: dict[str, Any]) -> str:
    times, ratios = facts["microseconds"], facts["ratios"]
    rows = (
        ("unsigned", "build_unsigned", f"{MOST_UNSIGNED} ×"),
        ("signed by RSA-2048", "build_signed", f"{MOST_SIGNED} ×"),
        ("signed by RSA-2048 and Ed25519", "build_twice_signed", ""),
        ("one RSA-2048 signature by `cryptography`", "one_signature", ""),
    )
    table = [
        f"| {what} | {times[name]} µs | {ratios[name]} × | {most} |"
        for what, name, most in rows
    ]
    return "\n".join(
        [
            f"Measured {facts['measured']} at load average {facts['load']}: medians of "
            f"processor time over {facts['turns']:,} turns of {IN_A_ROW}, a mail of "
            f"{facts['bytes']:,} bytes.",
            "",
            "| A mail | processor | ÷ one signature | at most |",
            "| --- | ---: | ---: | ---: |",
            *table,
        ]
    )


def _with_section(page: str, section: str) -> str:
    marked = f"<!-- building: begin -->\n\n{section}\n\n<!-- building: end -->"
    pattern = re.compile(r"<!-- building: begin -->.*?<!-- building: end -->", re.DOTALL)
    return pattern.sub(lambda _: marked, page)


if __name__ == "__main__":
    main()
