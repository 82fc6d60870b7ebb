"""Furnishing the house: a base, people, rules, messages, campaigns, and what is true of them.

Two publications tell the story. The first is the base as it was 200 days ago, with no campaign
in it; over it the campaigns of the past are resolved and frozen by the rooms' own verbs. The
second is the same base as of today, drawn from the same seed, with what the campaigns changed
put into the sales and services of their treated accounts (`core.demo.effects`). A draw depends
on nothing but the seed, so both arms have the same sales before a campaign, row for row.
What is really true is written beside the store, into ``demo_truth.json``.

Everything in the store is one transaction, committed last: a build that is killed leaves at
most publications that nothing points at, and the next run begins again.
"""

import fcntl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from core.cockpit import Cockpit
from core.demo import base, briefs, campaigns, library, people, samples, truth, writings
from core.demo.campaigns import Staging
from core.demo.chance import Plan, SeededIds
from core.demo.effects import Trial, Truth
from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.people import records as people_records
from core.people.model import Person
from core.store.store import Tx
from core.warehouse.snapshot import Publication

ACCOUNTS = 20_000
SEED = 1  # every seed is true to its own truth; with this one each campaign looks like its kind
MOST_ACCOUNTS = 10_000_000  # eight digits of an account's number, seven of an INN's serial
DAYS_BEFORE = 200  # of the first publication
FIRST_MONTHS = 14  # that it reaches back from today
DEMO = "demo"  # who publishes

Tell = Callable[[str], None]  # told the key of a word at every step


class Inhabited(Refusal):
    """Somebody works here already, and the demo is not mixed with real work."""


class BadSize(Refusal):
    """So many accounts cannot be made."""


@dataclass(frozen=True)
class Built:
    """What was furnished: the publication people see, and the truth about the campaigns."""

    publication: Publication
    campaigns: int
    people: int
    truths: Sequence[Truth]
    truth: Path  # where they are written


def build(
    house: Cockpit,
    *,
    accounts: int = ACCOUNTS,
    seed: int = SEED,
    at: datetime,
    if_empty: bool = False,
    tell: Tell = lambda _key: None,
) -> Built | None:
    """Furnish an empty house; one that is furnished with the demo is left as it is (none).

    `at` is now: every date of the demo is counted back from its day. Where other people work
    already, raises `Inhabited`, or, `if_empty`, does nothing. Raises `BadSize`.
    """
    if not 1 <= accounts <= MOST_ACCOUNTS:
        raise BadSize("demo-bad-size", most=MOST_ACCOUNTS)
    today = at.astimezone(ZoneInfo(house.settings.time_zone)).date()
    with _one_builder(house):
        if not _is_empty(house, if_empty=if_empty):
            return None
        plan = Plan(accounts=accounts, seed=seed, today=today, until=today)
        _publish_first(house, plan, at=at, tell=tell)
        with house.transaction() as tx:
            return _furnish(house, tx, plan, at=at, tell=tell)


@contextmanager
def _one_builder(house: Cockpit) -> Iterator[None]:
    with (house.settings.data / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_empty(house: Cockpit, *, if_empty: bool) -> bool:
    """Whether there is nobody here, and no client data but an unfinished demo's."""
    with house.store.reading() as tx:
        everybody = people_records.everyone(tx)
    published = {card.published_by for card in house.warehouse.publications()}
    if not everybody and published <= {DEMO}:
        return True
    is_demo = published == {DEMO} and any(one.is_made_up for one in everybody)
    if if_empty or is_demo:
        return False
    raise Inhabited("demo-inhabited")


def _publish_first(house: Cockpit, plan: Plan, *, at: datetime, tell: Tell) -> None:
    tell("demo-telling-first")
    until = plan.today - timedelta(days=DAYS_BEFORE)
    earlier = Plan(plan.accounts, plan.seed, plan.today, until, FIRST_MONTHS)
    house.warehouse.publish(
        partial(_fill, earlier, (), []),
        name=samples.read("people")["first_publication"],
        by=DEMO,
        at=at - timedelta(days=DAYS_BEFORE),
        as_of=until,
        note=_note(plan),
    )


def _furnish(house: Cockpit, tx: Tx, plan: Plan, *, at: datetime, tell: Tell) -> Built:
    everybody = _people_and_library(house, tx, plan, tell=tell)
    asked = briefs.Desk(tx, everybody, house.books.briefs, plan.accounts, plan.today)
    briefs.furnish(asked, at=campaigns.morning(house, plan.today))
    entries = samples.read("campaigns")
    past = [entry for entry in entries["campaigns"] if "effect" in entry]
    live = [entry for entry in entries["campaigns"] if "stage" in entry]
    tell("demo-telling-campaigns")
    staging = _staging(house, everybody, entries, plan)
    ran = [campaigns.ran(tx, staging, entry, today=plan.today) for entry in past]
    trials = [trial for trial in ran if trial is not None]
    tell("demo-telling-second")
    card, truths = _publish_second(house, plan, trials, at=at - timedelta(hours=4))
    tell("demo-telling-desk")
    staging = _staging(house, everybody, entries, plan)
    for entry in live:
        campaigns.stands(tx, staging, entry, today=plan.today, at=at)
    people.hand_over(tx, everybody, at=at)
    details = {"accounts": plan.accounts, "seed": plan.seed, "publication": card.number}
    journal.record(tx, "demo.build", DEMO, by=DEMO, at=at, details=details)
    path = truth.write(house.settings.data, plan, trials, truths)
    return Built(card, len(past) + len(live), len(everybody), truths, path)


def _people_and_library(house: Cockpit, tx: Tx, plan: Plan, *, tell: Tell) -> dict[str, Person]:
    tell("demo-telling-library")
    first_day = campaigns.morning(house, plan.today - timedelta(days=DAYS_BEFORE + 20))
    everybody = people.settle_in(tx, at=first_day)
    library.save_segments(
        tx,
        everybody,
        accounts=plan.accounts,
        catalogue=house.catalogue,
        at=first_day + timedelta(days=5),
    )
    library.save_templates(tx, everybody, at=first_day + timedelta(days=6))
    writings.save_writings(tx, everybody, at=first_day + timedelta(days=7))
    return everybody


def _staging(
    house: Cockpit, everybody: Mapping[str, Person], entries: Mapping[str, Any], plan: Plan
) -> Staging:
    snapshot = house.warehouse.current()
    ids = SeededIds(f"{plan.seed}:{snapshot.publication.as_of}")
    return Staging(house, snapshot, everybody, entries, plan.accounts, plan.seed, ids)


def _publish_second(
    house: Cockpit, plan: Plan, trials: Sequence[Trial], *, at: datetime
) -> tuple[Publication, list[Truth]]:
    truths: list[Truth] = []
    card = house.warehouse.publish(
        partial(_fill, plan, trials, truths),
        name=samples.read("people")["second_publication"],
        by=DEMO,
        at=at,
        as_of=plan.today,
        note=_note(plan),
    )
    return card, truths


def _fill(plan: Plan, trials: Sequence[Trial], truths: list[Truth], connection: Any) -> None:
    found = base.fill(connection, plan, keepers=people.keepers(), trials=trials)
    truths.extend(found)


def _note(plan: Plan) -> str:
    return f"demo --accounts {plan.accounts} --seed {plan.seed}"
