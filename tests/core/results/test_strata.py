"""The strata a holdout was drawn in: their sizes are tested, and like is compared with like."""

from datetime import timedelta
from functools import partial
from typing import Any

import numpy as np
from duckdb import DuckDBPyConnection
from sqlalchemy import select, update

from core.campaigns import holdout
from core.results import facts, judging, readout, records, strata_records, stratified
from core.results.ledger import ledger
from core.results.model import Readout, Verdict
from core.results.readout import Asked
from core.results.strata import Unit, check, joined
from core.store.schema import audience_accounts, audiences
from core.store.store import Store
from core.warehouse.warehouse import Warehouse
from tests import plan
from tests.conftest import MONDAY
from tests.core.results.trials import OVER, Experiment, publish, send

ROUNDS = 499


def drawn(experiment: Experiment, parts: int = 4) -> dict[str, str]:
    """A stratum of each account, by what it bought before."""
    edges = np.quantile(experiment.before, np.linspace(0, 1, parts + 1)[1:-1])
    places = np.searchsorted(edges, experiment.before)
    return {one: f"S{place} · North" for one, place in zip(experiment.ids, places, strict=True)}


def drawn_by_strata(experiment: Experiment, blocks: dict[str, str]) -> None:
    """Hold out by the house's own draw; the effect goes where it is not held out."""
    plain = experiment.outcome - np.where(experiment.is_held, 0.0, experiment.effect)
    held = holdout.assign(experiment.ids, share=experiment.share, seed="s", blocks=blocks)
    experiment.is_held = np.array([one in held for one in experiment.ids])
    experiment.outcome = plain + np.where(experiment.is_held, 0.0, experiment.effect)


def keep(store: Store, blocks: dict[str, str]) -> None:
    table = audience_accounts.c
    with store.transaction() as tx:
        for block in set(blocks.values()):
            mine = [one for one, its in blocks.items() if its == block]
            chosen = update(audience_accounts).where(table.account_id.in_(mine))
            tx.execute(chosen.values(block=block))


def read(store: Store, warehouse: Warehouse) -> Readout:
    asked = Asked(rounds=ROUNDS)
    with store.reading() as tx:
        return readout.read(tx, warehouse.current(), "c1", at=OVER, asked=asked)


def test_a_campaign_is_read_within_its_strata_too(store: Store, warehouse: Warehouse) -> None:
    experiment = Experiment(effect=100)
    blocks = drawn(experiment)
    drawn_by_strata(experiment, blocks)
    publish(warehouse, experiment)
    send(store, experiment)
    keep(store, blocks)

    found = read(store, warehouse)

    assert found.verdict is Verdict.UP
    assert found.strata is not None
    assert (found.strata.ratio.strata, found.strata.ratio.is_mismatch) == (4, False)
    assert found.within is not None
    assert found.within.strata == 4
    assert found.within.uplift.low < 100 < found.within.uplift.high
    with store.reading() as tx:
        told = facts.facts(found, ledger(tx, "c1", at=OVER))
    assert told["srm_strata_p"] == found.strata.ratio.p
    assert told["within_strata"]["strata"] == 4
    assert told["within_strata"]["interval"] == [*found.within.uplift.interval]


def test_a_stratum_without_its_holdout_is_refused(store: Store, warehouse: Warehouse) -> None:
    experiment = Experiment(effect=100)
    blocks = drawn(experiment)
    # As many are held out in all as planned, and none of them in the first stratum.
    others = [one for one in experiment.ids if not blocks[one].startswith("S0")]
    held = set(others[:100])
    experiment.is_held = np.array([one in held for one in experiment.ids])
    publish(warehouse, experiment)
    send(store, experiment)
    keep(store, blocks)

    found = read(store, warehouse)

    assert found.sample_ratio is not None
    assert not found.sample_ratio.is_mismatch
    assert found.verdict is Verdict.REFUSED
    assert [one.key for one in found.refusals] == ["mismatch-strata"]
    assert found.findings is None
    assert "stratum “S" in found.sentence("en")
    assert "в слое «S" in found.sentence("ru")


def frozen_with_branches(store: Store, warehouse: Warehouse) -> list[str]:
    """Two regions of 100 accounts; 25 of a region share a mailbox with one of the other, and
    are held out with it. Frozen by the house; returns whom it drew together."""
    regions = {f"a{n:03}": "North" for n in range(100)} | {
        f"b{n:03}": "South" for n in range(100)
    }
    branches = [f"b{n:03}" for n in range(25)]
    drawn = partial(holdout.assign, regions, share=0.25, seed="7", blocks=regions)
    heads = (one for one in regions if one in drawn(together=[[one, *branches]]))
    together = [next(heads), *branches]
    contacts = [(f"c-{one}", one, f"x@{one}.test") for one in regions]
    contacts += [(f"d-{one}", one, "desk@holding.test") for one in together]

    def fill(connection: DuckDBPyConnection) -> None:
        rows = [(one, "active", region) for one, region in regions.items()]
        plan.insert(connection, "accounts", ["account_id", "status", "region"], rows)
        plan.insert(connection, "contacts", ["contact_id", "account_id", "email"], contacts)
        columns = ["contact_id", "account_id", "channel", "purpose", "basis", "given_on"]
        given = ["email", "advertising", "opt_in", "2025-01-01"]
        opted_in = [(contact, account, *given) for contact, account, _ in contacts]
        plan.insert(connection, "consents", columns, opted_in)

    day = MONDAY.date() - timedelta(days=1)
    warehouse.publish(fill, name="Base", by="ana", at=MONDAY, as_of=day)
    with store.transaction() as tx:
        wanted: dict[str, Any] = {"holdout_share": 0.25, "contacts_per_account": None}
        plan.submitted(tx, warehouse.current(), **wanted)
    return together


def checked(store: Store) -> stratified.Tested:
    with store.reading() as tx:
        found = strata_records.ratio(tx, records.trial(tx, plan.CAMPAIGN))
    assert found is not None
    return found


def test_accounts_that_were_drawn_as_one_are_tested_as_one(
    store: Store, warehouse: Warehouse
) -> None:
    """Branches of one mailbox are held out together: no mismatch, though it would look one."""
    together = frozen_with_branches(store, warehouse)

    with store.reading() as tx:
        table = audience_accounts.c
        rows = tx.execute(select(table.account_id, table.arm, table.unit)).all()
    kept = {row.account_id: row.unit for row in rows if row.unit}
    assert kept == dict.fromkeys(together, together[0])
    assert {row.arm for row in rows if row.unit} == {"holdout"}
    found = checked(store)
    assert (found.ratio.is_mismatch, found.knows_units) == (False, True)


def test_an_older_audience_counts_every_account_by_itself_and_says_so(
    store: Store, warehouse: Warehouse
) -> None:
    frozen_with_branches(store, warehouse)
    with store.transaction() as tx:
        tx.execute(update(audience_accounts).values(unit=""))
        told = tx.execute(select(audiences.c.drawn)).scalar_one()
        del told["keeps_units"]
        tx.execute(update(audiences).values(drawn=told))

    found = checked(store)

    assert (found.ratio.is_mismatch, found.knows_units) == (True, False)
    with store.reading() as tx:
        (reason,) = judging.flawed_design(records.trial(tx, plan.CAMPAIGN), None, found)
    assert "each counts by itself" in reason.sentence("en")
    assert "считается отдельно" in reason.sentence("ru")


def test_a_campaign_drawn_in_one_piece_has_no_strata(
    store: Store, warehouse: Warehouse
) -> None:
    publish(warehouse, experiment := Experiment(effect=100))
    send(store, experiment)

    found = read(store, warehouse)

    assert (found.strata, found.within) == (None, None)


def test_small_strata_are_tested_as_one() -> None:
    large = [Unit("large", 1, int(n < 20)) for n in range(100)]
    small = [Unit(f"small {n}", 1, 0) for n in range(60)]

    found = check([*large, *small], 0.2)

    assert found is not None
    assert (found.ratio.strata, found.worst, found.sizes) == (2, "", (60, 0))
    assert found.ratio.is_mismatch
    assert check(large, 0.2) is None
    assert check(large, 0.0) is None


def test_thin_strata_are_joined_with_what_is_nearest() -> None:
    names = np.repeat(["L · North", "L · South", "M · North", "–"], [40, 3, 40, 4])
    treated = np.arange(names.size) % 2 == 0

    found = joined(names, treated)

    assert found is not None
    kept = dict(zip(names.tolist(), found.tolist(), strict=True))
    assert kept["M · North"] == "M · North"
    assert kept["L · North"] == "L · North"
    # “L” alone and “–” are thin, so that both are joined with a stratum of enough accounts.
    assert kept["L · South"] == kept["–"]
    assert set(found.tolist()) <= {"L · North", "M · North"}
    assert joined(np.array(["a"] * 40), np.arange(40) < 20) is None


def test_strata_are_joined_by_their_first_part_first() -> None:
    names = np.repeat(["L · North", "L · South", "M · North"], [8, 8, 40])
    treated = np.arange(names.size) % 2 == 0

    found = joined(names, treated)

    assert found is not None
    assert set(found.tolist()) == {"L", "M · North"}
