"""One rule, one set of members, whichever engine holds the copy.

All that needs an engine is in this file: each is started once, by whoever runs the file.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path

import psycopg
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import settings as how
from sqlglot import exp

from core.segments import leaves, tables
from core.segments.ground import Ground
from core.segments.model import EVERYBODY, Combine, Condition, Group, Rule
from core.warehouse import dialects
from core.warehouse.catalogue import Catalogue, load_catalogue
from core.warehouse.engines.engine import Rows, Table
from core.warehouse.engines.mirror import Mirror, original_of, rows_of
from core.warehouse.engines.postgresql import PostgresqlEngine
from core.warehouse.fields import OF_THE_HOUSE, Kind, Level
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse
from tests.core.segments import engines
from tests.core.segments.engines import House
from tests.core.segments.hostile import (
    AS_OF,
    LETTERS,
    NAMES,
    REFERENCE,
    TEXTS,
    of_every_field,
    publish,
)
from tests.core.segments.test_members import some_rule

pytestmark = pytest.mark.slow

BY_LEAVES = ["deep", "money", "month by month", "above its like", "one contact"]
QUICK = ["postgresql", "clickhouse"]
ANOTHER_DAY = date(2025, 12, 15)


class Killed(Exception):
    """Whoever copied is no more."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the hostile base is published."""
    place = tmp_path_factory.mktemp("hostile") / "base"
    publish(place)
    return place


@pytest.fixture(scope="module", params=engines.ENGINES)
def house(request: pytest.FixtureRequest, folder: Path) -> Iterator[House]:
    with engines.opened(request.param, folder) as house:
        yield house


@pytest.fixture(autouse=True)
def really_there(request: pytest.FixtureRequest) -> Iterator[None]:
    """An answer out of the file, for want of a copy, would prove nothing."""
    yield
    mirror = request.getfixturevalue("house").there.mirror
    assert mirror.is_still_there()


def facts_of(house: House, catalogue: Catalogue) -> Ground:
    return leaves.ground_of(house.here, catalogue)


def raw(catalogue: Catalogue) -> Ground:
    """Without the facts: every field is counted out of the tables it is declared over."""
    return Ground(catalogue, AS_OF, frozenset())


@pytest.mark.parametrize("name", REFERENCE)
def test_a_reference_segment_has_the_same_members(
    house: House, name: str, catalogue: Catalogue
) -> None:
    expected = tables.member_ordinals(house.here, REFERENCE[name], catalogue).tolist()

    for ground in (facts_of(house, catalogue), raw(catalogue)):
        here, there = house.both("reference", REFERENCE, ground)
        assert sorted(there[name]) == sorted(here[name]) == expected
    assert 0 < len(expected) < len(NAMES), "a segment of all or of nobody compares little"


@pytest.mark.parametrize("name", BY_LEAVES)
def test_leaf_by_leaf_it_has_the_same_members(
    house: House, name: str, catalogue: Catalogue
) -> None:
    rule = REFERENCE[name]
    expected = tables.measured(house.here, rule, catalogue)

    assert tables.measured(house.there, rule, catalogue) == expected
    by_statement = tables.members_by_engine(house.there, rule, catalogue)
    assert len(by_statement) == expected.total.accounts


def test_every_field_means_the_same(house: House, catalogue: Catalogue) -> None:
    rules: dict[str, Rule] = {
        f"{condition.field} {condition.operator}": condition
        for field in catalogue.for_rules()
        for condition in of_every_field(field)
    }
    asked = {name.partition(" ")[0] for name in rules}

    for ground in (facts_of(house, catalogue), raw(catalogue)):
        here, there = house.both("every field", rules, ground)
        assert {name: there[name] for name in rules if there[name] != here[name]} == {}

    unasked = {field.key for field in catalogue.for_rules()} - asked
    assert {catalogue.fields[key].kind for key in unasked} == OF_THE_HOUSE | {Kind.EXPRESSION}


def test_as_of_another_day_too(house: House, catalogue: Catalogue) -> None:
    rule = REFERENCE["money"]
    expected = tables.member_ordinals(house.here, rule, catalogue, ANOTHER_DAY).tolist()

    found = tables.members_by_engine(house.there, rule, catalogue, ANOTHER_DAY)

    assert found.tolist() == expected
    assert expected != tables.member_ordinals(house.here, rule, catalogue).tolist()


@pytest.mark.parametrize("operator", ["is", "contains", "starts_with", "one_of"])
def test_a_text_is_found_as_it_is_and_is_only_a_text(
    house: House, operator: str, catalogue: Catalogue
) -> None:
    """Each text has a number; who is found for each of its digits tells which texts were."""
    digits = range(len(TEXTS).bit_length())
    field = "region" if operator == "one_of" else "name"
    rules: dict[str, Rule] = {
        f"{digit} {wanted}": _any_text(field, operator, digit=digit, wanted=wanted)
        for digit in digits
        for wanted in (0, 1)
    }

    here, there = house.both(operator, rules, facts_of(house, catalogue))

    assert there == here
    if operator in ("is", "one_of"):
        for name, found in here.items():
            digit, wanted = map(int, name.split())
            texts = range(len(TEXTS))
            assert found == {place for place in texts if place >> digit & 1 == wanted}


def _any_text(field: str, operator: str, *, digit: int, wanted: int) -> Rule:
    texts = [text for place, text in enumerate(TEXTS) if place >> digit & 1 == wanted]
    if operator == "one_of":
        return Condition(field, operator, tuple(texts))
    return Group(Combine.ANY, tuple(Condition(field, operator, text) for text in texts))


def test_every_letter_becomes_the_same_small_one(house: House) -> None:
    name = exp.column("name", quoted=True)
    lowered = exp.alias_(exp.Lower(this=name.copy()), "lowered", quoted=True)
    question = exp.select(exp.column("ordinal", quoted=True), lowered).from_("accounts")
    ordered = question.order_by(exp.column("ordinal", quoted=True))

    here, there = house.here.ask(ordered), house.there.ask(ordered)

    assert there.column(1).to_pylist() == here.column(1).to_pylist()
    assert len(LETTERS) > 500


def test_values_and_numbers_of_contacts_are_the_same(
    house: House, catalogue: Catalogue
) -> None:
    for key in ("region", "role", "products"):
        field = catalogue.fields[key]
        expected = tables.values(house.here, field, catalogue)
        assert tables.values(house.there, field, catalogue) == expected
    expected_counts = tables.counts(house.here, EVERYBODY, catalogue)
    assert tables.counts(house.there, EVERYBODY, catalogue) == expected_counts


def test_nobody_is_a_set_as_well(house: House, catalogue: Catalogue) -> None:
    rule = Condition("name", "is", "nobody is called that")

    assert tables.members_by_engine(house.there, rule, catalogue).tolist() == []
    assert tables.member_ordinals(house.there, rule, catalogue).tolist() == []


def test_the_statement_people_read_is_the_one_that_is_asked(
    house: House, catalogue: Catalogue
) -> None:
    shown = tables.sql(house.there, REFERENCE["letters"], catalogue)

    copies = {"postgres": '"cockpit_1".', "clickhouse": '_1"."account', "spark": "`cockpit_1_"}
    assert copies[house.engine.dialect] in shown
    assert "гамм" in shown


def test_who_a_contact_is_stays_in_the_house(house: House, catalogue: Catalogue) -> None:
    mirror = house.there.mirror
    assert mirror is not None
    copied = {
        (table.name, column.name)
        for table in mirror.original.tables
        for column in table.columns
    }

    private = {field.key for field in catalogue.of_level(Level.CONTACT) if field.personal}
    stayed = {key for key in private if ("contacts", key) not in copied}
    assert stayed == {"full_name", "first_name", "patronymic", "last_name"}
    question = exp.select("full_name").from_("contacts")
    with pytest.raises(Exception, match="full_name"):
        house.there.ask(question)


def killed_after(tables_copied: int, rows: Rows) -> Rows:
    """The rows of so many tables, and of the next one a part."""
    copied = count()

    @contextmanager
    def dying(table: Table) -> Iterator[pa.RecordBatchReader]:
        with rows(table) as batches:
            if next(copied) < tables_copied:
                yield batches
            else:
                yield pa.RecordBatchReader.from_batches(batches.schema, broken_off(batches))

    return dying


def broken_off(batches: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    yield batches.read_next_batch()
    raise Killed


def test_a_copy_that_was_killed_halfway_is_never_asked(house: House) -> None:
    mirror = house.there.mirror
    assert mirror is not None
    whole = partial(rows_of, house.here.connection)
    one = replace(mirror.original, number=7)
    anew = replace(one, seal="published anew under its number")

    with pytest.raises(Killed):
        house.engine.take(one, killed_after(2, whole))
    assert not house.engine.holds(one)

    house.engine.take(one, whole)
    assert house.engine.holds(one)
    with pytest.raises(Killed):
        house.engine.take(anew, killed_after(2, whole))
    assert not house.engine.holds(anew)

    house.engine.drop(7)
    house.engine.drop(7)
    assert house.engine.kept() == [1]


def test_a_version_is_copied_once_and_old_copies_go(house: House, folder: Path) -> None:
    mirror = house.there.mirror
    assert mirror is not None
    for number in (2, 3, 4, 5):
        nothing = replace(mirror.original, number=number, tables=())
        house.engine.take(nothing, partial(rows_of, house.here.connection))

    with ThreadPoolExecutor(2) as pool:
        warehouses = [Warehouse(folder, house.engine) for _ in range(2)]
        again = list(pool.map(Warehouse.mirror, warehouses))

    assert again == [False, False]
    assert house.engine.kept() == [1, 3, 4, 5], "the current one stays, however old"
    for number in (3, 4, 5):
        house.engine.drop(number)


def test_a_copy_that_is_gone_is_not_missed(
    house: House, folder: Path, catalogue: Catalogue
) -> None:
    rule = REFERENCE["deep"]
    snapshot = Warehouse(folder, house.engine).current()
    expected = tables.member_ordinals(house.here, rule, catalogue).tolist()
    assert tables.members_by_engine(snapshot, rule, catalogue).tolist() == expected

    house.engine.drop(1)

    assert tables.members_by_engine(snapshot, rule, catalogue).tolist() == expected
    assert tables.sql(snapshot, rule, catalogue) == tables.sql(house.here, rule, catalogue)
    assert house.warehouse.mirror()
    assert tables.members_by_engine(snapshot, rule, catalogue).tolist() == expected


def test_random_rules_have_the_same_members(house: House, base: Snapshot) -> None:
    """Trees that nobody would make, over another base, where an answer takes no second."""
    if house.name not in QUICK:
        return
    catalogue = load_catalogue()
    original = original_of(base.connection, 9, "random", catalogue)
    house.engine.take(original, partial(rows_of, base.connection))
    there = replace(base, mirror=Mirror(house.engine, original))

    @how(max_examples=60, deadline=None)
    @given(rule=some_rule)
    def holds(rule: Rule) -> None:
        expected = tables.member_ordinals(base, rule, catalogue).tolist()
        assert tables.members_by_engine(there, rule, catalogue).tolist() == expected

    holds()
    assert there.mirror is not None
    assert there.mirror.is_still_there()
    house.engine.drop(9)


def test_a_question_cannot_write(house: House) -> None:
    """Whatever a text might do, it would do with hands that only read, once."""
    if not isinstance(house.engine, PostgresqlEngine):
        return
    writing, two = b"CREATE TABLE public.x (a INTEGER)", b"SELECT 1; SELECT 2"
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        house.engine._reading(lambda connection: connection.execute(writing))
    with pytest.raises(psycopg.errors.SyntaxError):
        house.engine._reading(lambda connection: connection.execute(two, binary=True))


def test_no_account_is_compared_with_each_other_one(house: House, catalogue: Catalogue) -> None:
    """A set of accounts that a rule leaves out is hashed: the square of a base has no end."""
    if house.engine.dialect != dialects.SPARK:
        return
    assert house.there.mirror is not None
    session = house.engine._session(house.there.mirror.original)  # type: ignore[attr-defined]

    for rule in REFERENCE.values():
        plan = session.sql(f"EXPLAIN {tables.sql(house.there, rule, catalogue)}").collect()[0][
            0
        ]
        assert "NestedLoop" not in plan
        assert "Cartesian" not in plan
